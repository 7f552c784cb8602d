package tidewatch.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tidewatch.chat.Arming;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.Command;
import tidewatch.chat.Conversation;
import tidewatch.chat.Delivered;
import tidewatch.chat.Gate;
import tidewatch.chat.Inbox;
import tidewatch.chat.Incoming;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Outgoing;
import tidewatch.chat.PairingCode;
import tidewatch.chat.NoteScope;
import tidewatch.chat.Role;
import tidewatch.command.Books;
import tidewatch.command.CaptureCommand;
import tidewatch.command.CommandList;
import tidewatch.command.NameBook;
import tidewatch.delivery.Admission;
import tidewatch.delivery.Answers;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.Mornings;
import tidewatch.delivery.Outbox;
import tidewatch.delivery.WatchBook;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.PlainRenderer;
import tidewatch.message.RenderPlan;
import tidewatch.notes.NotePad;
import tidewatch.store.StoreSettings;
import tidewatch.settings.Settings;
import tidewatch.brief.BriefSettings;
import tidewatch.testing.FakeClock;

/** The real program behind the real gate and store, on a platform that only notes what it is asked to show. One thread. */
final class AccessRig implements AutoCloseable {
    static final String SENDER = "telegram:1";
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    static final Instant MORNING = Instant.parse("2026-02-06T12:00:00Z");
    static final ChatId GROUP = new ChatId("telegram", "-100");
    static final String OWNER = "telegram:5";
    static final ChatId OWNERS = new ChatId("telegram", "5");

    final FakeClock clock = new FakeClock(MORNING);
    final App app;
    final Stored stored;
    final Conversation conversation;
    final Books books;
    final List<DeliveryEvent> events = Collections.synchronizedList(new ArrayList<>());
    final List<RuntimeException> broken = new ArrayList<>();
    /** Everything that was made ready to be shown, sent or not. */
    final List<String> shown = new ArrayList<>();

    /** Done once, between the making of an answer and its transaction. */
    Runnable meanwhile = () -> {};

    private final Answers answers;
    private final String sender;
    private int keys;

    AccessRig(Path home) {
        this(home, null);
    }

    /** @param vault of one's own; absent: the sample's */
    AccessRig(Path home, @Nullable Path vault) {
        this(home, vault, SENDER);
    }

    /** @param sender the account of ours, and so the platform */
    AccessRig(Path home, @Nullable Path vault, String sender) {
        this.sender = sender;
        app = Chat.start(home, vault, List.of(), null);
        stored = Stored.open(StoreSettings.read(app.settings()), home.resolve("kept"), clock);
        var chats = Keeping.chats(stored, app.readiness(), _ -> sender, NEW_YORK, events::add);
        books = new Books(
                chats,
                stored.outbox(),
                stored.ticks(),
                new PastBriefs(stored),
                new WatchBook(
                        stored.watches(), chats::chat, new Mornings(stored.subscriptions(), BriefSettings.read(app.settings()).time()), app.desk()::almanac),
                new Admission(stored.access(), stored.subscriptions(), chats, events::add),
                stored.aliases(),
                stored.ledger());
        conversation = new Conversation(
                CommandList.of(app.desk(), Optional.empty(), Books.Shelf.of(books), app.search(), Optional.ofNullable(vault).map(AccessRig::pad)),
                new NameBook(scope -> app.desk().at(clock.instant(), scope).value()),
                clock::instant,
                _ -> NEW_YORK,
                (_, fault) -> broken.add(fault));
        answers = new Answers(
                stored.inbound(),
                stored.outbox(),
                stored.subscriptions(),
                chats,
                new Gate(stored.access()),
                stored.buttons(),
                stored.questions(),
                new Arming(new SplittableRandom(7)),
                conversation,
                new Noting(),
                sender,
                clock.nanoSource(),
                events::add);
    }

    private static CaptureCommand.Pad pad(Path vault) {
        return new CaptureCommand.Pad(new NotePad(vault, 5_000_000, Optional.empty()), NoteScope.of(Set.of("Diary")));
    }

    private final class Noting implements ChatPlatform {
        @Override
        public String name() {
            return sender.substring(0, sender.indexOf(':'));
        }

        @Override
        public Capabilities capabilities(ChatId chat) {
            return Capabilities.plain(100);
        }

        @Override
        public RenderPlan plan(Doc doc, ChatId chat) {
            var plan = new PlainRenderer().render(doc, capabilities(chat));
            var work = meanwhile;
            meanwhile = () -> {};
            work.run();
            shown.add(plan.text() + "\n" + doc.actions());
            return plan;
        }

        @Override
        public Delivered deliver(Outgoing outgoing) {
            throw new AssertionError("Nothing is sent here");
        }

        @Override
        public void start(Inbox inbox) {}

        @Override
        public void close() {}
    }

    ChatPlatform platform() {
        return new Noting();
    }

    List<Command> commands() {
        return conversation.commands();
    }

    // ---- what is said ----

    private Incoming.Envelope envelope(String person, ChatId chat, Incoming.Place place, Incoming.Origin origin) {
        return new Incoming.Envelope("u" + ++keys, sender, chat, Optional.empty(), person, clock.instant(), origin, place);
    }

    /** Says it and answers it; what came of it, each row as {@code chat: words}. */
    List<String> hear(Incoming incoming) {
        // Nobody is too fast here: that has its own test.
        clock.advance(Duration.ofSeconds(20));
        var before = rows().stream().map(Delivery::id).collect(Collectors.toSet());
        if (!answers.take(incoming)) {
            throw new AssertionError("Known already");
        }
        answers.waiting(10).forEach(answers::answer);
        return rows().stream().filter(row -> !before.contains(row.id())).map(row -> row.chat().local() + ": " + row.headline()).sorted().toList();
    }

    List<String> say(String person, ChatId chat, Incoming.Place place, Incoming.Origin origin, String words) {
        clock.advance(Duration.ofSeconds(1));
        return hear(new Incoming.Said(envelope(person, chat, place, origin), words));
    }

    /** Answers a message of ours. */
    List<String> reply(String person, ChatId chat, Incoming.Place place, MessageRef to, String words) {
        clock.advance(Duration.ofSeconds(1));
        return hear(new Incoming.Said(envelope(person, chat, place, Incoming.Origin.DIRECT), words, Optional.empty(), Optional.of(to)));
    }

    List<String> inGroup(String person, String words) {
        return say(person, GROUP, Incoming.Place.GROUP, Incoming.Origin.DIRECT, words);
    }

    /** In the person's private chat, which bears their number. */
    List<String> alone(String person, String words) {
        return say(person, ChatId.parse(person).orElseThrow(), Incoming.Place.PRIVATE, Incoming.Origin.DIRECT, words);
    }

    List<String> put(String by, ChatId chat, Incoming.Membership.Change change) {
        return hear(new Incoming.Membership(envelope(by, chat, Incoming.Place.GROUP, Incoming.Origin.DIRECT), change));
    }

    List<Delivery> rows() {
        return stored.outbox().list(new Outbox.Filter(Set.of(), Optional.empty(), Optional.empty()), 10_000);
    }

    // ---- who is in ----

    /** A code as {@code tidewatch pair} prints it. */
    String code(Optional<Role> role, Optional<String> platform) {
        var first = AccessVerbs.code(stored, role, platform, new SplittableRandom(++keys)).getFirst();
        return first.substring("/pair ".length());
    }

    void pair(String person, Role role) {
        alone(person, "/pair " + code(Optional.of(role), Optional.empty()));
        if (stored.access().people().stream().noneMatch(one -> one.id().equals(person) && one.role() == role)) {
            throw new AssertionError(person + " was not paired");
        }
    }

    /** An owner, and the group let in. */
    void open() {
        pair(OWNER, Role.OWNER);
        inGroup(OWNER, "/pair here");
    }

    long denied() {
        return events.stream().filter(DeliveryEvent.Denied.class::isInstance).count();
    }

    static String wrong() {
        return PairingCode.draw(new SplittableRandom(99));
    }

    @Override
    public void close() {
        stored.close();
    }
}
