package tidewatch.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tidewatch.brief.Brief;
import tidewatch.brief.BriefArchive;
import tidewatch.chat.Arming;
import tidewatch.chat.ChatId;
import tidewatch.chat.Delivered;
import tidewatch.chat.Gate;
import tidewatch.chat.Incoming;
import tidewatch.chat.Outgoing;
import tidewatch.chat.PairingCode;
import tidewatch.chat.Role;
import tidewatch.delivery.Answers;
import tidewatch.delivery.CatchUp;
import tidewatch.delivery.Chat;
import tidewatch.delivery.Courier;
import tidewatch.delivery.CourierLoop;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.LeaseTimes;
import tidewatch.delivery.Outbox;
import tidewatch.delivery.Pace;
import tidewatch.delivery.Timetable;
import tidewatch.message.PlainRenderer;
import tidewatch.testing.FakeClock;
import tidewatch.testing.MemoryPlatform;

/**
 * The whole service as people meet it on their phones, for stories of any package: the real {@link App} and {@link Service} on a store in a
 * file, with one account on a platform in memory. What people type goes the way of every update, and what reaches them is written down. One
 * thread; time goes on only when a story lets it. Times are of New York where nothing else is said.
 */
public final class Phones implements AutoCloseable {
    public static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    /** The account's name; the program names it after its platform. */
    private static final String SENDER = "telegram";

    private static final Duration STEP = Duration.ofMinutes(5);
    /** After a longer silence the service takes itself to have been down. */
    private static final Duration BEAT = Duration.ofSeconds(150);
    private static final Set<String> TICKS = Set.of("plan", "morning", "watch");

    private final Path home;
    private final Path vault;
    private final List<Path> prices;
    private final FakeClock clock;
    private final MemoryPlatform platform;
    private final Pace pace;
    private final List<Message> messages = new ArrayList<>();
    private final List<OnTheWay> onTheWay = new ArrayList<>();
    private Duration latency = Duration.ofMillis(30);
    private int said;
    private Optional<Life> life = Optional.empty();

    /** Something that a chat saw. */
    public record Message(Instant at, String chat, DeliveryKind kind, boolean silent, String text) {
        /** The minute on this clock: {@code 2026-01-09T07:00}. */
        public String at(ZoneId zone) {
            return at.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString();
        }
    }

    /** From one start of the program to its end. */
    private record Life(App app, Keeping kept, Service service, Answers answers, Courier courier) {}

    private record OnTheWay(Courier.Call call, MemoryPlatform.Call there, Instant ends) {
        Outgoing outgoing() {
            return call.outgoing();
        }
    }

    private static final class NoTimetable implements Timetable {
        @Override
        public void start(List<Tick> ticks) {
            throw new IllegalStateException("A story runs the ticks itself");
        }

        @Override
        public void close() {}
    }

    private Phones(Path home, Path vault, List<Path> prices, Instant start) {
        this.home = home;
        this.vault = vault;
        this.prices = prices;
        this.clock = new FakeClock(start);
        this.pace = Pace.telegram(clock.nanoSource());
        this.platform = new MemoryPlatform(
                "telegram",
                clock,
                MemoryPlatform.Limits.TELEGRAM,
                false,
                PlainRenderer.within(MemoryPlatform.TEXT_MAX - Outgoing.POSTSCRIPT_MAX));
    }

    /** The service over these folders, up since a moment ago. */
    public static Phones at(String newYork, Path home, Path vault, Path prices) {
        return at(newYork, home, vault, List.of(prices));
    }

    /** The same with several folders of prices. */
    public static Phones at(String newYork, Path home, Path vault, List<Path> prices) {
        var phones = new Phones(home, vault, List.copyOf(prices), newYork(newYork));
        phones.up();
        return phones;
    }

    public static Instant newYork(String dateTime) {
        return LocalDateTime.parse(dateTime).atZone(NEW_YORK).toInstant();
    }

    // ---- the service ----

    /** The program starts: another process on the same store. */
    public void up() {
        var common = new Common();
        common.home = home;
        common.vault = vault;
        common.prices = new ArrayList<>(prices);
        var app = App.start(common, Map.of(), clock::instant);
        var kept = app.keeping().orElseThrow();
        var stored = kept.stored();
        var node = "node-" + said;
        var account = new Service.Account(SENDER, platform, pace, CourierLoop.Listening.EVERY_NODE);
        var service = app.service(kept, List.of(account), new NoTimetable(), node, true);
        app.events().add(event -> {
            if (event instanceof DeliveryEvent.Fault(String where, RuntimeException cause)) {
                throw new AssertionError("Something broke: " + where, cause);
            }
        });
        var book = Keeping.chats(stored, app.readiness(), _ -> SENDER, NEW_YORK, app.events());
        var answers = new Answers(
                stored.inbound(),
                stored.outbox(),
                stored.subscriptions(),
                book,
                new Gate(stored.access()),
                stored.buttons(),
                stored.questions(),
                new Arming(new SplittableRandom(7)),
                app.conversation(),
                platform,
                SENDER,
                clock.nanoSource(),
                app.events());
        platform.start(answers);
        stored.leases().orphans(node);
        stored.outbox().orphans(node);
        life = Optional.of(new Life(app, kept, service, answers, courier(app, stored, node)));
    }

    private Courier courier(App app, Stored stored, String node) {
        return new Courier(
                stored.outbox(),
                stored.leases(),
                platform,
                SENDER,
                node,
                pace,
                clock.nanoSource(),
                new SplittableRandom(said),
                chat -> stored.subscriptions().chat(chat).map(Chat::catchUp).orElse(CatchUp.LATE),
                LeaseTimes.STANDARD,
                app.events());
    }

    /** The program is gone, without a word. */
    public void down() {
        onTheWay.forEach(one -> platform.end(one.there()));
        onTheWay.clear();
        platform.close();
        living().kept().close();
        life = Optional.empty();
    }

    private Life living() {
        return life.orElseThrow(() -> new IllegalStateException("The service is down"));
    }

    @Override
    public void close() {
        if (life.isPresent()) {
            down();
        }
    }

    /** How long the platform takes over a message from now on. */
    public void latency(Duration much) {
        latency = much;
    }

    // ---- time ----

    public Instant now() {
        return clock.instant();
    }

    /** The service lives on, a tick each five minutes, up to this moment and at it. */
    public void runTo(String newYork) {
        runTo(newYork(newYork), STEP);
    }

    /**
     * As {@link #runTo}, for days on which nothing happens: ticks hours apart and no heartbeats between. What is due on the way comes all the
     * same, late if it was not due at one of them.
     */
    public void passTo(String newYork) {
        passTo(newYork(newYork));
    }

    public void passTo(Instant until) {
        runTo(until.minus(Duration.ofHours(1)), Duration.ofHours(6));
        runTo(until, Duration.ofHours(1));
    }

    private void runTo(Instant until, Duration step) {
        if (step.equals(STEP)) {
            tick();
            settle();
        }
        while (now().isBefore(until)) {
            long seconds = step.toSeconds();
            var full = Instant.ofEpochSecond((now().getEpochSecond() / seconds + 1) * seconds);
            var next = full.isBefore(until) ? full : until;
            if (step.equals(STEP) && now().plus(BEAT).isBefore(next)) {
                clock.advance(BEAT);
                living().kept().stored().ticks().beat(now());
            }
            clock.advanceTo(next);
            tick();
            settle();
        }
    }

    /** Time goes by, and nobody notices: the service is down. */
    public void sleepTo(String newYork) {
        clock.advanceTo(newYork(newYork));
    }

    /** Somebody sets the clock of the machine. */
    public void setClock(String newYork) {
        clock.set(newYork(newYork));
    }

    /** Everything that the service does by the clock, once; nothing is sent yet. */
    public void tick() {
        living().service().ticks().stream().filter(tick -> TICKS.contains(tick.name())).forEach(tick -> tick.action().run());
    }

    /** Sends what is to be sent, until nothing is under way. */
    public void settle() {
        while (step()) {
            // Each step does one thing.
        }
    }

    /** A round of sending; time goes on to the next thing that happens. False, and no time passes, when there is nothing to do. */
    public boolean step() {
        var courier = living().courier();
        for (var one : List.copyOf(onTheWay)) {
            if (!one.ends().isAfter(now())) {
                onTheWay.remove(one);
                arrive(one);
            }
        }
        courier.lead();
        courier.settle();
        courier.wake();
        courier.claim();
        for (var call = courier.begin(); call.isPresent(); call = courier.begin()) {
            onTheWay.add(new OnTheWay(call.get(), platform.begin(call.get().outgoing()), now().plus(latency)));
        }
        if (courier.inFlight() == 0) {
            return false;
        }
        long pause = Math.max(1_000_000, courier.pause());
        var next = onTheWay.stream().map(OnTheWay::ends).min(Instant::compareTo).filter(end -> end.isBefore(now().plusNanos(pause)));
        clock.advanceTo(next.orElse(now().plusNanos(pause)));
        return true;
    }

    private void arrive(OnTheWay one) {
        int before = platform.shown().size();
        Delivered answer = platform.arrive(one.there());
        var outgoing = one.outgoing();
        platform.shown().stream().skip(before).forEach(entry -> messages.add(new Message(
                entry.at(), name(outgoing.chat()), one.call().claim().delivery().kind(), outgoing.silent(), text(outgoing))));
        platform.end(one.there());
        living().courier().finish(one.call(), answer);
    }

    private static String text(Outgoing outgoing) {
        var words = outgoing.part().payload() + "\n" + String.join("\n", outgoing.postscript());
        // Lines are broken for a narrow screen.
        return words.strip().replaceAll("\\s+", " ");
    }

    // ---- people ----

    private static ChatId id(String chat) {
        return new ChatId("telegram", chat);
    }

    private static String name(ChatId chat) {
        return chat.local();
    }

    /** Somebody types this; the service has heard it and written its answer, which is not sent yet. */
    public void type(String chat, String words) {
        typed(chat, words, now());
        answer();
    }

    /** Everybody who speaks is an owner, unless a story let them in as something else. */
    private void letIn(Life living, String chat, Instant now) {
        var access = living.kept().stored().access();
        if (access.chat(id(chat)).isEmpty()) {
            letIn(living, chat, Role.OWNER, now);
        }
    }

    private static void letIn(Life living, String chat, Role role, Instant now) {
        var access = living.kept().stored().access();
        var code = PairingCode.draw(new SplittableRandom(chat.hashCode()));
        access.open(PairingCode.of(code, role, Optional.empty(), now), now);
        access.redeem(PairingCode.hash(code), "telegram:user:" + chat, id(chat), now);
    }

    /** Somebody who has not spoken yet is less than an owner. */
    public void letIn(String chat, Role role) {
        platform.admit(id(chat), false);
        letIn(living(), chat, role, now());
    }

    /** The platform tells what was typed at that moment. */
    public void typed(String chat, String words, Instant sentAt) {
        platform.admit(id(chat), false);
        life.ifPresent(living -> letIn(living, chat, sentAt));
        said++;
        platform.hear(new Incoming.Said(
                new Incoming.Envelope(
                        "u" + said, SENDER, id(chat), Optional.empty(), "telegram:user:" + chat, sentAt, Incoming.Origin.DIRECT),
                words));
    }

    /** Answers what was heard. */
    public void answer() {
        living().answers().waiting(Outbox.CHUNK).forEach(living().answers()::answer);
    }

    /** Somebody types this and gets this answer. */
    public String say(String chat, String words) {
        type(chat, words);
        int before = messages.size();
        settle();
        return messages.subList(before, messages.size()).stream()
                .filter(one -> one.chat().equals(chat) && one.kind() == DeliveryKind.ANSWER)
                .reduce((_, last) -> last)
                .map(Message::text)
                .orElseThrow(() -> new AssertionError("No answer to " + words + " in " + chat));
    }

    // ---- what was seen ----

    /** Everything that came to a chat, the oldest first. */
    public List<Message> messages(String chat) {
        return messages.stream().filter(one -> one.chat().equals(chat)).toList();
    }

    /** What came to a chat by itself. */
    public List<Message> unasked(String chat) {
        return messages(chat).stream().filter(one -> one.kind() != DeliveryKind.ANSWER).toList();
    }

    /** When what came by itself, on the clock of a zone: {@code 2026-01-09T07:00 MORNING}. */
    public List<String> arrivals(String chat, ZoneId zone) {
        return unasked(chat).stream().map(one -> one.at(zone) + " " + one.kind()).toList();
    }

    public List<String> arrivals(String chat) {
        return arrivals(chat, NEW_YORK);
    }

    /** The facts of the brief of a session, for readers of everything; empty when none was built. */
    public Optional<Brief> brief(LocalDate session) {
        return living().kept().stored().briefs().of(session).stream()
                .flatMap(stored -> stored instanceof BriefArchive.Kept kept ? Stream.of(kept.facts()) : Stream.empty())
                .findFirst();
    }

    /** How many messages of a kind were seen in all chats. */
    public long seen(DeliveryKind kind) {
        return messages.stream().filter(one -> one.kind() == kind).count();
    }

    /** Chats that a message is on the way to. */
    public List<String> onTheWay() {
        return onTheWay.stream().map(one -> name(one.outgoing().chat())).toList();
    }

    /** Every call of a chat that the platform answered, shown or not, after the last message that fits. */
    public List<String> callsAfter(String chat, Predicate<Message> last) {
        var at = messages(chat).stream().filter(last).reduce((_, later) -> later).map(Message::at).orElseThrow();
        return platform.ledger().stream()
                .filter(entry -> entry.chat().equals(id(chat)) && entry.at().isAfter(at))
                .map(entry -> entry.at() + " " + entry.delivery())
                .toList();
    }

    /** What the platform had to complain of. */
    public List<String> breaches() {
        return platform.breaches();
    }

    /** All rows of a chat but answers, the oldest due first: {@code MORNING 2026-01-09 SENT OK}. */
    public List<String> rows(String chat) {
        return living().kept().stored().outbox().list(new Outbox.Filter(Set.of(), Optional.of(id(chat)), Optional.empty()), 1_000).reversed().stream()
                .filter(row -> row.kind() != DeliveryKind.ANSWER)
                .map(row -> row.kind() + " " + row.slot() + " " + row.state() + row.reason().map(why -> " " + why).orElse(""))
                .toList();
    }
}
