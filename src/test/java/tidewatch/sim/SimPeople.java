package tidewatch.sim;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidewatch.brief.Topic;
import tidewatch.chat.ChatId;
import tidewatch.chat.Delivered;
import tidewatch.chat.InboundLog;
import tidewatch.chat.Incoming;
import tidewatch.delivery.CatchUp;
import tidewatch.delivery.Chat;
import tidewatch.delivery.Loudness;
import tidewatch.delivery.MessageClass;
import tidewatch.delivery.QuietHours;
import tidewatch.delivery.SlotKind;
import tidewatch.delivery.SlotRule;
import tidewatch.delivery.Subscription;

/** The people of a run: who reads what, and what they say at the worst moment. */
final class SimPeople {
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("America/New_York"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("Europe/London"),
            ZoneId.of("Africa/Cairo"),
            ZoneId.of("Asia/Tokyo"),
            ZoneId.of("Asia/Kolkata"),
            ZoneId.of("Australia/Sydney"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("America/Los_Angeles"),
            ZoneId.of("Pacific/Apia"));
    private static final List<LocalTime> TIMES = List.of(
            LocalTime.of(7, 0), LocalTime.of(7, 0), LocalTime.of(8, 0), LocalTime.of(2, 30), LocalTime.of(1, 30), LocalTime.of(18, 0), LocalTime.MIDNIGHT);
    private static final List<CatchUp> CATCH_UPS = List.of(CatchUp.values());
    private static final List<SlotKind> KINDS = List.of(SlotKind.values());
    private static final List<Loudness> LOUDNESS = List.of(Loudness.values());
    private static final List<MessageClass> CLASSES = List.of(MessageClass.BRIEF, MessageClass.ALERT, MessageClass.REMINDER);
    private static final int HABITS = 6;

    private final Simulator sim;
    private final List<Person> people = new ArrayList<>();
    private final Map<ChatId, Person> byChat = new HashMap<>();
    private final Set<String> sent = new HashSet<>();
    private final Set<String> goodbyes = new HashSet<>();
    private int updates;

    /** When many read: the people of a run share a few, so that many messages go out at once. */
    private record Habit(ZoneId zone, LocalTime time, boolean weekly, boolean wrap) {}

    /** Somebody with a chat. */
    private static final class Person {
        private final int number;
        private final boolean group;
        private ChatId chat;
        private boolean shut;

        Person(int number, boolean group, ChatId chat) {
            this.number = number;
            this.group = group;
            this.chat = chat;
        }
    }

    SimPeople(Simulator sim) {
        this.sim = sim;
    }

    /** A chat that is met for the first time. */
    Chat fresh(ChatId id) {
        boolean group = Optional.ofNullable(byChat.get(id)).filter(person -> person.group).isPresent();
        return Chat.of(id, Simulator.SENDER, group, ZONES.getFirst());
    }

    /** Those who are there from the beginning; what they say later is put into the queue. */
    void settle() {
        int count = sim.randoms.of("people").nextInt(20, 61);
        var random = sim.randoms.of("people");
        var habits = new ArrayList<Habit>();
        for (int i = 0; i < HABITS; i++) {
            habits.add(new Habit(
                    ZONES.get(random.nextInt(ZONES.size())),
                    TIMES.get(random.nextInt(TIMES.size())),
                    random.nextInt(3) == 0,
                    random.nextInt(4) == 0));
        }
        for (int i = 0; i < count; i++) {
            boolean group = random.nextInt(4) == 0;
            var person = new Person(i, group, new ChatId("telegram", (group ? "-" : "") + (100 + i)));
            people.add(person);
            byChat.put(person.chat, person);
            sim.platform.admit(person.chat, group);
            var habit = habits.get(random.nextInt(habits.size()));
            var zone = habit.zone();
            var chat = Chat.of(person.chat, Simulator.SENDER, group, zone)
                    .withCatchUp(CATCH_UPS.get(random.nextInt(CATCH_UPS.size())));
            if (random.nextInt(4) == 0) {
                chat = chat.withQuiet(Optional.of(new QuietHours(LocalTime.of(22, 0), LocalTime.of(6, 30), zone)));
            }
            if (random.nextInt(4) == 0) {
                chat = chat.withClasses(chat.classes().with(MessageClass.ALERT, Loudness.SILENT).with(MessageClass.REMINDER, Loudness.SILENT));
            }
            sim.store.subscriptions().save(chat);
            // Many come later, by a word of theirs.
            if (random.nextInt(3) > 0) {
                subscribe(chat, habit);
            }
        }
        plot();
    }

    private void subscribe(Chat chat, Habit habit) {
        Instant now = sim.clock.instant();
        var kind = SlotKind.of(habit.time(), chat.zone(), now.atZone(chat.zone()).toLocalDate());
        var rule = SlotRule.at(kind, habit.time(), chat.zone()).withWeekly(habit.weekly()).withWrap(habit.wrap());
        var stored = sim.store
                .subscriptions()
                .put(Subscription.begin(chat.id(), rule, Set.of(Topic.values()), now, sim.readiness));
        sim.history.saw("put", new Object[] {stored}, stored);
    }

    /** Draws who does something when; half of it within a minute of a time at which many briefs go out. */
    private void plot() {
        var random = sim.randoms.of("plot");
        long end = Simulator.DAYS * Simulator.DAY;
        int acts = people.size() * 3;
        for (int i = 0; i < acts; i++) {
            var person = people.get(random.nextInt(people.size()));
            long at = random.nextLong(end);
            if (random.nextBoolean()) {
                // New York's seven is at eleven or twelve UTC.
                at = at / Simulator.DAY * Simulator.DAY + (11 + random.nextInt(2)) * 3_600_000_000_000L + random.nextLong(-20_000_000_000L, 60_000_000_000L);
            }
            sim.queue.at(at, "person " + person.number + " acts", () -> act(person));
        }
    }

    /** Somebody does something now. */
    void anybody() {
        act(people.get(sim.randoms.of("anybody").nextInt(people.size())));
    }

    private void act(Person person) {
        var random = sim.randoms.of("acts");
        if (person.shut) {
            if (random.nextBoolean()) {
                letIn(person);
            }
            return;
        }
        if (sim.faults.has(Faults.Kind.BARRED) && random.nextInt(12) == 0) {
            shutOut(person);
            return;
        }
        if (sim.faults.has(Faults.Kind.MOVED) && person.group && random.nextInt(6) == 0) {
            var to = new ChatId("telegram", "-100" + person.chat.local().substring(1) + random.nextInt(10));
            if (byChat.putIfAbsent(to, person) == null) {
                sim.queue.note(person.chat + " becomes " + to);
                sim.platform.move(person.chat, to);
                person.chat = to;
            }
            return;
        }
        String zone = ZONES.get(random.nextInt(ZONES.size())).getId();
        String text =
                switch (random.nextInt(16)) {
                    case 0, 1, 2 -> "/subscribe " + TIMES.get(random.nextInt(TIMES.size())) + (random.nextInt(3) == 0 ? " weekly" : "");
                    case 3, 4 -> "/unsubscribe";
                    case 5 -> "/unsubscribe " + KINDS.get(random.nextInt(KINDS.size()));
                    case 6 -> "/mute " + random.nextInt(1, 60);
                    case 7 -> "/unmute";
                    case 8 -> "/quiet " + random.nextInt(20, 24) + ":00 0" + random.nextInt(5, 9) + ":00";
                    case 9 -> "/quiet off";
                    case 10 -> "/zone " + zone;
                    case 11 -> "/class " + CLASSES.get(random.nextInt(CLASSES.size())) + " " + LOUDNESS.get(random.nextInt(LOUDNESS.size()));
                    case 12 -> "/alert";
                    case 13 -> "/remind " + random.nextInt(1, 3000);
                    case 14 -> "/remind day " + random.nextInt(1, 8);
                    default -> "/hello";
                };
        say(new Incoming.Said(envelope(person), text));
    }

    private Incoming.Envelope envelope(Person person) {
        return new Incoming.Envelope(
                "u" + ++updates,
                Simulator.SENDER,
                person.chat,
                Optional.empty(),
                "telegram:" + person.number,
                sim.clock.instant(),
                Incoming.Origin.DIRECT);
    }

    private void shutOut(Person person) {
        person.shut = true;
        sim.queue.note(person.chat + " shuts us out");
        sim.platform.bar(
                person.chat, sim.randoms.chance("acts", 0.5) ? Delivered.Refused.Cause.BLOCKED : Delivered.Refused.Cause.KICKED);
        if (sim.randoms.chance("acts", 0.5)) {
            say(new Incoming.Membership(envelope(person), Incoming.Membership.Change.BLOCKED));
        }
        sim.queue.at(sim.queue.now() + sim.randoms.seconds("acts", 60, 400_000), "let in", () -> letIn(person));
    }

    private void letIn(Person person) {
        if (person.shut) {
            person.shut = false;
            sim.queue.note(person.chat + " lets us in");
            sim.platform.admit(person.chat, person.group);
            say(new Incoming.Membership(envelope(person), Incoming.Membership.Change.JOINED));
        }
    }

    /** The platform tells us, and again until it was taken. */
    private void say(Incoming incoming) {
        sent.add(incoming.envelope().key());
        tell(incoming);
        if (sim.faults.has(Faults.Kind.REPEATED_UPDATES) && sim.randoms.chance("repeats", 0.4)) {
            sim.queue.at(sim.queue.now() + sim.randoms.seconds("repeats", 0, 90_000), "told again", () -> tell(incoming));
        }
    }

    private void tell(Incoming incoming) {
        var node = sim.listening();
        if (node.isEmpty()) {
            sim.queue.at(sim.queue.now() + sim.randoms.seconds("repeats", 5, 120), "nobody listens", () -> tell(incoming));
            return;
        }
        boolean[] taken = {false};
        node.get().run("take", () -> {
            node.get().take(incoming);
            taken[0] = true;
        });
        if (!taken[0]) {
            sim.queue.at(sim.queue.now() + sim.randoms.seconds("repeats", 1, 30), "told again", () -> tell(incoming));
            return;
        }
        node.get().later(sim.randoms.seconds("answers", 0, 1.5), "answers", node.get()::answers);
    }

    /** Within the handling of an update: this subscription is over, and the answer will say so. */
    void saysGoodbye(String subscription) {
        goodbyes.add(subscription);
    }

    /** An update begins to be handled. */
    void handling() {
        goodbyes.clear();
    }

    /** It was handled. */
    void handled(InboundLog.Pending pending) {
        if (!goodbyes.isEmpty()) {
            var envelope = pending.incoming().envelope();
            sim.history.goodbye(SimCommands.answer(envelope.chat(), envelope.key()), Set.copyOf(goodbyes));
        }
    }

    /** Every update that was ever told. */
    Set<String> sent() {
        return sent;
    }
}
