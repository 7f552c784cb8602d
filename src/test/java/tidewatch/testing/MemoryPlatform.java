package tidewatch.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.Delivered;
import tidewatch.chat.Inbox;
import tidewatch.chat.Incoming;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Outgoing;
import tidewatch.chat.Placement;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.PlainRenderer;
import tidewatch.message.RenderPlan;
import tidewatch.message.Renderer;
import tidewatch.message.Sha256;

/**
 * A strict platform in memory. It shows what it is sent in a ledger that only grows, refuses what a real one would refuse, answers "too
 * many requests" by itself, and notes each breach of its rules. What goes wrong on the way is told to it call by call. Any thread; for a
 * simulator a call can be taken apart: {@link #begin}, {@link #arrive}, {@link #end}.
 */
public final class MemoryPlatform implements ChatPlatform {
    /** Longest text of a message in UTF-16 units, postscript included, as on Telegram. */
    public static final int TEXT_MAX = 4096;

    private static final Duration LOOK_BACK = Duration.ofSeconds(5);

    private final String name;
    private final InstantSource clock;
    private final Limits limits;
    private final Capabilities capabilities;
    private final Renderer renderer;

    private final Map<ChatId, Room> rooms = new HashMap<>();
    private final Deque<Instant> recent = new ArrayDeque<>();
    private final List<Entry> ledger = new ArrayList<>();
    private final Map<ChatId, List<Seen>> seen = new HashMap<>();
    private final List<String> breaches = new ArrayList<>();
    private Script script = (_, _) -> Trouble.NONE;
    private int calls;
    private Optional<Inbox> inbox = Optional.empty();

    /** How much the platform takes before it answers "too many requests". */
    public record Limits(int perSecond, int chatPerSecond, int groupPerMinute, Duration pause) {
        /** Telegram's, by its Bots FAQ; it forgives a second message within a second. */
        public static final Limits TELEGRAM = new Limits(30, 2, 20, Duration.ofSeconds(5));

        public static final Limits NONE = new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ZERO);
    }

    /** What goes wrong with one call. */
    public sealed interface Trouble {
        Trouble NONE = new Fine();

        /** Nothing. */
        record Fine() implements Trouble {}

        /** No connection: nothing is written. */
        record Unreachable() implements Trouble {}

        /** The link dies before the request has arrived in full. */
        record LostBefore() implements Trouble {}

        /** The link dies after the request has arrived; the message is shown. */
        record LostAfter() implements Trouble {}

        /** A gateway answers 502 or 503; the platform never saw it. */
        record Gateway() implements Trouble {}

        /** Too many requests, whoever caused them. */
        record Throttled(Duration pause, Delivered.RetryAfter.Scope scope) implements Trouble {}

        /** The message is shown and the yes cannot be read. */
        record Garbled() implements Trouble {}

        /** Looking for an earlier try fails; where nothing is looked for, nothing goes wrong. */
        record LookFails() implements Trouble {}

        /** It is refused for this cause; not for one that belongs to the chat, see {@link #bar} and {@link #move}. */
        record Refused(Delivered.Refused.Cause cause) implements Trouble {}
    }

    /** Says what goes wrong with each call, by the number of the call. */
    @FunctionalInterface
    public interface Script {
        Trouble of(Outgoing outgoing, int call);
    }

    /**
     * One call that arrived.
     *
     * @param at by the platform's clock
     * @param shown whether people see a message
     * @param payload the first 16 hexadecimal digits of the SHA-256 of the part's payload
     * @param barred the chat had shut us out when it came
     */
    public record Entry(
            int call,
            Instant at,
            ChatId chat,
            String delivery,
            int part,
            int parts,
            String payload,
            List<String> postscript,
            boolean silent,
            long epoch,
            boolean shown,
            boolean barred,
            MessageRef ref) {
        public Entry {
            postscript = List.copyOf(postscript);
        }
    }

    /**
     * A message as it stands in its chat now; kept only where buttons are.
     *
     * @param onlyFor the one person who sees it
     */
    public record Seen(MessageRef ref, String text, Optional<String> onlyFor) {}

    /** A call on its way. */
    public static final class Call {
        private final Outgoing outgoing;
        private final int number;
        private final Instant began;
        private final Trouble trouble;

        private Call(Outgoing outgoing, int number, Instant began, Trouble trouble) {
            this.outgoing = outgoing;
            this.number = number;
            this.began = began;
            this.trouble = trouble;
        }

        public Outgoing outgoing() {
            return outgoing;
        }

        public int number() {
            return number;
        }

        public Instant began() {
            return began;
        }

        public Trouble trouble() {
            return trouble;
        }
    }

    /** A chat as the platform knows it. */
    private static final class Room {
        private final boolean group;
        private final Deque<Instant> times = new ArrayDeque<>();
        private Optional<Delivered.Refused> refusal = Optional.empty();
        private Optional<Call> open = Optional.empty();

        Room(boolean group) {
            this.group = group;
        }
    }

    public MemoryPlatform(String name, InstantSource clock) {
        this(name, clock, Limits.TELEGRAM, false, PlainRenderer.within(TEXT_MAX - Outgoing.POSTSCRIPT_MAX));
    }

    /**
     * @param canFind an earlier try can be looked for
     */
    public MemoryPlatform(String name, InstantSource clock, Limits limits, boolean canFind, Renderer renderer) {
        this(name, clock, limits, canFind ? Capabilities.plain(80).finding() : Capabilities.plain(80), renderer);
    }

    /** A platform that shows what its chats can. */
    public MemoryPlatform(String name, InstantSource clock, Limits limits, Capabilities capabilities, Renderer renderer) {
        this.name = name;
        this.clock = clock;
        this.limits = limits;
        this.capabilities = capabilities;
        this.renderer = renderer;
    }

    /** A platform with buttons that can be pressed, whose tokens stand in the text as {@link Keyboard} reads them. */
    public static MemoryPlatform withButtons(String name, InstantSource clock) {
        return new MemoryPlatform(
                name, clock, Limits.NONE, new Capabilities(Capabilities.Profile.TELEGRAM_CLASSIC, 80, false, false), new Keyboard());
    }

    // ---- what tests set and see ----

    /** From now on there is such a chat, and it lets us in. */
    public synchronized void admit(ChatId chat, boolean group) {
        rooms.computeIfAbsent(chat, _ -> new Room(group)).refusal = Optional.empty();
    }

    /** The chat shuts us out. */
    public synchronized void bar(ChatId chat, Delivered.Refused.Cause cause) {
        room(chat).refusal = Optional.of(Delivered.Refused.because(cause, "the chat refuses: " + cause));
    }

    /** The chat gets a new id; whoever writes to the old one is told. */
    public synchronized void move(ChatId from, ChatId to) {
        admit(to, true);
        room(from).refusal = Optional.of(new Delivered.Refused(Delivered.Refused.Cause.MOVED, "moved", Optional.of(to)));
    }

    public synchronized void script(Script other) {
        this.script = other;
    }

    /** Every call that arrived, the oldest first. */
    public synchronized List<Entry> ledger() {
        return List.copyOf(ledger);
    }

    /** How many calls arrived; what {@link #ledgerFrom} begins at. */
    public synchronized int arrived() {
        return ledger.size();
    }

    public synchronized List<Entry> ledgerFrom(int index) {
        return List.copyOf(ledger.subList(index, ledger.size()));
    }

    /** What people see, the oldest first. */
    public synchronized List<Entry> shown() {
        return ledger.stream().filter(Entry::shown).toList();
    }

    /** What stands in a chat with buttons now, the oldest first. */
    public synchronized List<Seen> seen(ChatId chat) {
        return List.copyOf(seen.getOrDefault(chat, List.of()));
    }

    /** Each breach of the platform's rules, in words. */
    public synchronized List<String> breaches() {
        return List.copyOf(breaches);
    }

    /** Somebody says something; false when the inbox knew it already. */
    public boolean hear(Incoming incoming) {
        Inbox listening;
        synchronized (this) {
            listening = inbox.orElseThrow(() -> new IllegalStateException("Nobody listens"));
        }
        return listening.take(incoming);
    }

    // ---- a call ----

    /** A request begins. */
    public synchronized Call begin(Outgoing outgoing) {
        calls++;
        var call = new Call(outgoing, calls, clock.instant(), script.of(outgoing, calls));
        Room room = rooms.get(outgoing.chat());
        if (room != null) {
            if (room.open.isPresent()) {
                breaches.add(outgoing.delivery() + " part " + outgoing.part().number() + " is sent to " + outgoing.chat() + " while "
                        + room.open.get().outgoing.delivery() + " is on its way there");
            }
            room.open = Optional.of(call);
        }
        return call;
    }

    /** The request arrives, or does not; what the platform or the link will answer. */
    public synchronized Delivered arrive(Call call) {
        return switch (call.trouble) {
            case Trouble.Unreachable _ ->
                new Delivered.RetryAfter(
                        Optional.empty(),
                        Delivered.RetryAfter.Scope.SENDER,
                        Delivered.RetryAfter.Certainty.NOTHING_WRITTEN,
                        "no connection");
            case Trouble.LostBefore _ -> new Delivered.Unknown(true, "the connection broke while writing");
            case Trouble.LostAfter _ -> {
                var answer = taken(call);
                yield answer instanceof Delivered.Sent sent && sent.found()
                        ? new Delivered.Unknown(false, "the connection broke while looking")
                        : new Delivered.Unknown(true, "the connection broke before an answer");
            }
            case Trouble.Gateway _ ->
                new Delivered.RetryAfter(
                        Optional.empty(), Delivered.RetryAfter.Scope.SENDER, Delivered.RetryAfter.Certainty.ASSUMED, "502");
            case Trouble.Throttled throttled -> throttled(throttled.pause(), throttled.scope());
            case Trouble.Garbled _ -> {
                var answer = taken(call);
                yield answer instanceof Delivered.Sent sent && !sent.found()
                        ? new Delivered.Sent(Optional.empty(), false, List.of())
                        : answer;
            }
            case Trouble.LookFails _ ->
                looks(call.outgoing) ? new Delivered.Unknown(false, "the look for an earlier try failed") : taken(call);
            case Trouble.Refused refused -> Delivered.Refused.because(refused.cause(), "refused: " + refused.cause());
            case Trouble.Fine _ -> taken(call);
        };
    }

    private static Delivered throttled(Duration pause, Delivered.RetryAfter.Scope scope) {
        return new Delivered.RetryAfter(
                Optional.of(pause), scope, Delivered.RetryAfter.Certainty.ANSWERED, "429 too many requests");
    }

    /** The caller hears the answer, or has died and will never. */
    public synchronized void end(Call call) {
        Room room = rooms.get(call.outgoing.chat());
        if (room != null && room.open.filter(one -> one == call).isPresent()) {
            room.open = Optional.empty();
        }
    }

    private boolean looks(Outgoing outgoing) {
        return capabilities.canFind() && outgoing.suspect().isPresent();
    }

    private Delivered taken(Call call) {
        Outgoing outgoing = call.outgoing;
        Instant now = clock.instant();
        if (looks(outgoing)) {
            Instant since = outgoing.suspect().orElseThrow().startedAt().minus(LOOK_BACK);
            var before = ledger.stream()
                    .filter(entry -> entry.shown()
                            && entry.delivery().equals(outgoing.delivery())
                            && entry.part() == outgoing.part().number()
                            && !entry.at().isBefore(since))
                    .findFirst();
            if (before.isPresent()) {
                return new Delivered.Sent(Optional.of(before.get().ref()), true, List.of());
            }
        }
        Optional<Room> room = Optional.ofNullable(rooms.get(outgoing.chat()));
        Optional<Delivered> no = room.isEmpty()
                ? breach(outgoing, Delivered.Refused.Cause.CHAT_GONE, "there is no such chat")
                : refusal(outgoing, room.get(), now);
        var ref = no.isEmpty() ? show(call) : new MessageRef("m" + call.number);
        var entry = new Entry(
                call.number,
                now,
                outgoing.chat(),
                outgoing.delivery(),
                outgoing.part().number(),
                outgoing.part().total(),
                hash(outgoing.part().payload()),
                outgoing.postscript(),
                outgoing.silent(),
                outgoing.epoch(),
                no.isEmpty(),
                room.filter(one -> one.refusal.isPresent()).isPresent(),
                ref);
        ledger.add(entry);
        return no.orElseGet(() -> Delivered.Sent.as(entry.ref()));
    }

    /** In place of one of our messages of that chat, where there is such a one; else below. */
    private MessageRef show(Call call) {
        var below = new MessageRef("m" + call.number);
        if (!capabilities.pressable()) {
            return below;
        }
        Outgoing outgoing = call.outgoing;
        var there = seen.computeIfAbsent(outgoing.chat(), _ -> new ArrayList<>());
        var text = outgoing.part().payload();
        switch (outgoing.placement()) {
            case Placement.New _, Placement.Reply _ -> there.add(new Seen(below, text, Optional.empty()));
            case Placement.Private(String person, _) -> there.add(new Seen(below, text, Optional.of(person)));
            case Placement.Replace(MessageRef message) -> {
                for (int i = 0; i < there.size(); i++) {
                    if (there.get(i).ref().equals(message)) {
                        there.set(i, new Seen(message, text, Optional.empty()));
                        return message;
                    }
                }
                there.add(new Seen(below, text, Optional.empty()));
            }
        }
        return below;
    }

    private Optional<Delivered> refusal(Outgoing outgoing, Room room, Instant now) {
        String text = outgoing.part().payload() + String.join("\n", outgoing.postscript());
        if (outgoing.part().payload().isBlank()) {
            return breach(outgoing, Delivered.Refused.Cause.BAD_CONTENT, "the text is empty");
        }
        if (text.length() > TEXT_MAX) {
            return breach(outgoing, Delivered.Refused.Cause.TOO_LONG, "the text has " + text.length() + " characters");
        }
        if (room.refusal.isPresent()) {
            return Optional.of(room.refusal.get());
        }
        int all = within(recent, now, Duration.ofSeconds(1));
        int here = within(room.times, now, Duration.ofSeconds(1));
        int minute = within(room.times, now, Duration.ofSeconds(60));
        if (all >= limits.perSecond() || here >= limits.chatPerSecond() || (room.group && minute >= limits.groupPerMinute())) {
            breaches.add(now + " " + outgoing.delivery() + ": too many requests, " + all + " in a second, " + here + " of them to "
                    + outgoing.chat() + " and " + minute + " there in a minute");
            return Optional.of(throttled(
                    limits.pause(),
                    all >= limits.perSecond() ? Delivered.RetryAfter.Scope.SENDER : Delivered.RetryAfter.Scope.CHAT));
        }
        recent.addLast(now);
        room.times.addLast(now);
        return Optional.empty();
    }

    private Optional<Delivered> breach(Outgoing outgoing, Delivered.Refused.Cause cause, String why) {
        breaches.add(outgoing.delivery() + " part " + outgoing.part().number() + " to " + outgoing.chat() + ": " + why);
        return Optional.of(Delivered.Refused.because(cause, why));
    }

    /** How many of these times lie in the window that ends now; those of more than a minute ago are forgotten. */
    private static int within(Deque<Instant> times, Instant now, Duration window) {
        while (!times.isEmpty() && Duration.between(times.peekFirst(), now).toSeconds() >= 60) {
            times.removeFirst();
        }
        Instant from = now.minus(window);
        int count = 0;
        for (var newest = times.descendingIterator(); newest.hasNext() && newest.next().isAfter(from); ) {
            count++;
        }
        return count;
    }

    private Room room(ChatId chat) {
        Room room = rooms.get(chat);
        if (room == null) {
            throw new IllegalArgumentException("No chat " + chat + " was admitted");
        }
        return room;
    }

    /** As it stands in the ledger. */
    public static String hash(String payload) {
        return Sha256.hex(payload).substring(0, 16);
    }

    // ---- the port ----

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities(ChatId chat) {
        return capabilities;
    }

    @Override
    public RenderPlan plan(Doc doc, ChatId chat) {
        return renderer.render(doc, capabilities(chat));
    }

    @Override
    public Delivered deliver(Outgoing outgoing) {
        Call call = begin(outgoing);
        try {
            return arrive(call);
        } finally {
            end(call);
        }
    }

    @Override
    public synchronized void start(Inbox listening) {
        inbox = Optional.of(listening);
    }

    @Override
    public synchronized void close() {
        inbox = Optional.empty();
    }
}
