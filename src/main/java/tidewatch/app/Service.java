package tidewatch.app;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tidewatch.chat.Arming;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.Conversation;
import tidewatch.chat.Gate;
import tidewatch.chat.NoteScope;
import tidewatch.delivery.Answers;
import tidewatch.delivery.AnswersLoop;
import tidewatch.delivery.BriefPages;
import tidewatch.delivery.BriefSource;
import tidewatch.delivery.CatchUp;
import tidewatch.delivery.Chat;
import tidewatch.delivery.ChatBook;
import tidewatch.delivery.ComingReminders;
import tidewatch.delivery.Composition;
import tidewatch.delivery.Courier;
import tidewatch.delivery.CourierLoop;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.Digest;
import tidewatch.delivery.LeaseTimes;
import tidewatch.delivery.MorningRun;
import tidewatch.delivery.Mornings;
import tidewatch.delivery.Pace;
import tidewatch.delivery.Planner;
import tidewatch.delivery.Post;
import tidewatch.delivery.PriceReadiness;
import tidewatch.delivery.RecordRun;
import tidewatch.delivery.TickRuns;
import tidewatch.delivery.UnaskedNames;
import tidewatch.delivery.Timetable;
import tidewatch.delivery.WatchRun;
import tidewatch.delivery.Watchdog;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;
import tidewatch.problem.Problem;
import tidewatch.watch.Almanac;

/**
 * One node of the service: the ticks that plan, build and compose, and for each account of ours the courier that sends and the answers
 * that are given. Several nodes may share one store; what is done twice is found by the store's unique rows and leases.
 */
final class Service implements AutoCloseable {
    /** So often each tick looks what there is to do; a wish for a brief in five minutes still comes on time. */
    private static final Duration EACH = Duration.ofSeconds(15);

    /** Prices are looked after so often, and then for so long at most; a call under way may take a minute more. */
    private static final Duration FETCHING = Duration.ofMinutes(1);

    private static final Duration FETCHING_MOST = Duration.ofSeconds(40);

    private static final LocalTime CLEANING = LocalTime.of(3, 17);
    /** Finished rows are moved to the archive after this time, the bytes of sent ones forgotten after that (delivery design 3 and 6). */
    private static final Duration ARCHIVED_AFTER = Duration.ofDays(90);
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(7);
    private static final Duration HEARD_FOR = Duration.ofDays(8);
    /** For so long after a button expired whoever presses it is told from when it is. */
    private static final Duration BUTTONS_TOLD = Duration.ofDays(60);
    /** A question is over after minutes; an answer to it that comes late is read by when it was said. */
    private static final Duration QUESTIONS_KEPT = Duration.ofDays(1);

    private static final int CLEANING_ROUNDS = 1_000;

    private final Setup setup;
    private final DeliveryEvent.Listener events;
    private final Planner planner;
    private final RecordRun record;
    private final MorningRun mornings;
    private final Composition composition;
    private final Digest digest;
    private final WatchRun watches;
    private final Optional<BriefPages> pages;
    private final Map<String, Account> byPlatform;
    private final List<Line> lines = new ArrayList<>();
    private final TickRuns ticks;
    private final ExecutorService worker = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("tick ", 0).factory());
    private final Watchdog watchdog;
    private boolean started;

    /** An account of ours on one platform. */
    record Account(String sender, ChatPlatform platform, Pace pace, CourierLoop.Listening listening) {}

    /** The courier of one account and the answers that it carries. */
    private record Line(Courier courier, CourierLoop loop, AnswersLoop answers, CourierLoop.Listening listening) {
        /** Whether this node is to hear what is said to the account. */
        boolean hears() {
            return listening == CourierLoop.Listening.EVERY_NODE || courier.leading();
        }
    }

    /**
     * What a service is made of.
     *
     * @param node names this process among all
     * @param morning time of a brief where nothing else is said
     * @param almanac what reminders are told with
     * @param prices what fetches them; absent where they are read from files or are the sample's
     * @param dates what asks for dated events; absent where no source is configured
     * @param gate decides who is heard
     * @param nanos a clock that never goes back
     * @param arming gives buttons tokens that nobody can guess
     * @param alone no other node shares the store: what was being sent when the last one ended is known to be nobody's
     * @param pages what writes briefs into the notes, made with what takes its news; absent where nothing does
     */
    record Setup(
            Stored stored,
            List<Account> accounts,
            PriceReadiness readiness,
            BriefSource briefs,
            LocalTime morning,
            BiFunction<Instant, NoteScope, Almanac> almanac,
            Conversation conversation,
            ChatBook chats,
            Optional<PriceFeed> prices,
            Optional<EventFeed> dates,
            Gate gate,
            Timetable timetable,
            LeaseTimes times,
            String node,
            LongSupplier nanos,
            RandomGenerator random,
            Arming arming,
            boolean alone,
            Optional<Function<BriefPages.Listener, BriefPages>> pages) {
        /** Without pages. */
        Setup(
                Stored stored,
                List<Account> accounts,
                PriceReadiness readiness,
                BriefSource briefs,
                LocalTime morning,
                BiFunction<Instant, NoteScope, Almanac> almanac,
                Conversation conversation,
                ChatBook chats,
                Optional<PriceFeed> prices,
                Optional<EventFeed> dates,
                Gate gate,
                Timetable timetable,
                LeaseTimes times,
                String node,
                LongSupplier nanos,
                RandomGenerator random,
                Arming arming,
                boolean alone) {
            this(
                    stored, accounts, readiness, briefs, morning, almanac, conversation, chats, prices, dates, gate, timetable, times, node, nanos,
                    random, arming, alone, Optional.empty());
        }

        Setup {
            accounts = List.copyOf(accounts);
        }
    }

    Service(Setup setup, DeliveryEvent.Listener listener) {
        this.setup = setup;
        this.events = event -> {
            listener.on(event);
            wakeAfter(event);
        };
        this.byPlatform = setup.accounts().stream().collect(Collectors.toMap(account -> account.platform().name(), account -> account));
        var stored = setup.stored();
        Function<Chat, String> profile = chat -> chat.notes().profile();
        this.planner = new Planner(stored.subscriptions(), stored.outbox(), setup.readiness(), stored.ticks(), events);
        this.record = new RecordRun(stored.ledger(), stored.leases(), setup.briefs(), setup.readiness(), setup.node(), events);
        this.mornings = new MorningRun(
                stored.subscriptions(), stored.outbox(), stored.briefs(), stored.leases(), stored.ledger(), setup.briefs(), profile, setup.node(), events);
        this.composition = new Composition(
                stored.subscriptions(), stored.outbox(), stored.briefs(), stored.ticks(), setup.readiness(), this::platform, profile,
                Optional.of(new ComingReminders(stored.watches(), new Mornings(stored.subscriptions(), setup.morning()))),
                Optional.of(new UnaskedNames(stored.aliases(), moment -> setup.almanac().apply(moment, NoteScope.EVERYTHING).vault())), setup.arming(), events);
        this.digest = new Digest(stored.subscriptions(), stored.outbox(), this::platform, events);
        this.watches = new WatchRun(
                stored.watches(),
                stored.subscriptions(),
                new Mornings(stored.subscriptions(), setup.morning()),
                new Post(stored.subscriptions(), stored.outbox(), this::platform, setup.arming(), events),
                setup.almanac(),
                (watch, fault) -> events.on(new DeliveryEvent.Fault("watch " + watch, fault)));
        this.pages = setup.pages().map(made -> made.apply(this::tellOwners));
        var timed = new ArrayList<>(List.of(
                new Timetable.Tick("plan", new Timetable.Every(EACH), this::plan),
                new Timetable.Tick("morning", new Timetable.Every(EACH), this::build),
                new Timetable.Tick("watch", new Timetable.Every(EACH), this::watch),
                new Timetable.Tick("retention", new Timetable.Daily(CLEANING), this::clean)));
        setup.prices().ifPresent(feed -> timed.add(new Timetable.Tick("prices", new Timetable.Every(FETCHING), () -> fetch(feed))));
        pages.ifPresent(one -> timed.add(new Timetable.Tick("pages", new Timetable.Every(EACH), this::write)));
        setup.dates().ifPresent(feed -> timed.add(new Timetable.Tick("events", new Timetable.Every(FETCHING), () -> ask(feed))));
        this.ticks = new TickRuns(
                timed,
                stored.ticks(),
                stored.outbox()::now,
                setup.node());
        this.watchdog = new Watchdog(
                ticks, stored.ticks(), stored.leases(), setup.timetable(), events, setup.node(), worker);
    }

    private Optional<ChatPlatform> platform(ChatId chat) {
        return Optional.ofNullable(byPlatform.get(chat.platform())).map(Account::platform);
    }

    // ---- ticks ----

    private void plan() {
        var now = setup.stored().outbox().now();
        planner.plan(now);
        composition.run(now);
        digest.run(now);
    }

    private void build() {
        var now = setup.stored().outbox().now();
        // What was scored at this close stands in the brief of it.
        record.run(now);
        if (mornings.run(now) > 0) {
            composition.run(now);
        }
    }

    private void fetch(PriceFeed feed) {
        feed.turn(setup.stored().outbox()::now, setup.node(), FETCHING_MOST);
    }

    private void ask(EventFeed feed) {
        List<Problem> _ = feed.turn(setup.stored().outbox()::now, setup.node(), FETCHING_MOST);
    }

    private void watch() {
        watches.run(setup.stored().outbox().now());
    }

    private void write() {
        pages.ifPresent(one -> one.run(setup.stored().outbox().now()));
    }

    /** A line to each owner in private, once for an occasion. */
    private void tellOwners(String occasion, String sentence, Instant now) {
        var stored = setup.stored();
        var post = new Post(stored.subscriptions(), stored.outbox(), this::platform, setup.arming(), events);
        var owners = new ArrayList<>(setup.gate().owners());
        owners.add(ChatId.TERMINAL);
        for (var owner : owners) {
            stored.subscriptions().chat(owner).ifPresent(chat -> {
                var meta = new Meta("", Meta.Kind.NOTICE, now, Optional.empty(), chat.zone(), false, "");
                var doc = new Doc("", Doc.summaryOf(sentence), List.of(Block.para(Inline.text(sentence))), List.of(), meta);
                post.add(chat, DeliveryKind.NOTICE, occasion, now, doc, false, false, now);
            });
        }
    }

    private void clean() {
        var now = setup.stored().outbox().now();
        for (int round = 0; round < CLEANING_ROUNDS; round++) {
            if (setup.stored().outbox().retain(now.minus(ARCHIVED_AFTER), now.minus(FORGOTTEN_AFTER)) == 0) {
                break;
            }
        }
        setup.stored().inbound().purge(now.minus(HEARD_FOR));
        setup.stored().buttons().purge(now.minus(BUTTONS_TOLD));
        setup.stored().questions().purge(now.minus(QUESTIONS_KEPT));
    }

    /** What an earlier process left behind, being sent or held, is nobody's: no other node can be alive. */
    private void alone() {
        setup.stored().leases().orphans(setup.node());
        setup.stored().outbox().orphans(setup.node());
    }

    /** Everything that is due now, done in this thread: for a clock that moves in steps. */
    synchronized void turn() {
        if (setup.alone()) {
            alone();
        }
        plan();
        build();
        watch();
        write();
        plan();
        for (var account : setup.accounts()) {
            // A new one each time: the clock may have jumped over the last one's lease.
            var courier = courier(account);
            courier.lead();
            boolean moved = true;
            while (moved) {
                moved = courier.claim() > 0;
                for (var call = courier.begin(); call.isPresent(); call = courier.begin()) {
                    courier.finish(call.get(), account.platform().deliver(call.get().outgoing()));
                    moved = true;
                }
            }
            courier.settle();
            courier.stop();
            courier.release();
        }
    }

    // ---- start and stop ----

    private Courier courier(Account account) {
        var stored = setup.stored();
        return new Courier(
                stored.outbox(),
                stored.leases(),
                account.platform(),
                account.sender(),
                setup.node(),
                account.pace(),
                setup.nanos(),
                setup.random(),
                chat -> stored.subscriptions().chat(chat).map(Chat::catchUp).orElse(CatchUp.LATE),
                setup.times(),
                events);
    }

    /** Starts couriers, answers and the clock. */
    synchronized void start() {
        var stored = setup.stored();
        if (setup.alone()) {
            alone();
        }
        for (var account : setup.accounts()) {
            var courier = courier(account);
            var answers = new AnswersLoop(
                    new Answers(
                            stored.inbound(),
                            stored.outbox(),
                            stored.subscriptions(),
                            setup.chats(),
                            setup.gate(),
                            stored.buttons(),
                            stored.questions(),
                            setup.arming(),
                            setup.conversation(),
                            account.platform(),
                            account.sender(),
                            setup.nanos(),
                            events),
                    courier::leading,
                    setup.nanos(),
                    events);
            var loop = new CourierLoop(courier, account.platform(), answers, account.listening(), setup.nanos(), events);
            lines.add(new Line(courier, loop, answers, account.listening()));
        }
        started = true;
        lines.forEach(line -> {
            line.loop().start();
            line.answers().start();
        });
        setup.timetable().start(ticks.timed());
        watchdog.start();
    }

    /** Looks at the outbox now. */
    void wake() {
        lines.forEach(line -> line.loop().wake());
    }

    /** What makes a row ready makes its courier look. */
    private void wakeAfter(DeliveryEvent event) {
        if (started && (event instanceof DeliveryEvent.Composed || event instanceof DeliveryEvent.Answered)) {
            wake();
        }
    }

    /** Whether all threads that were started still run. */
    boolean alive() {
        return started && watchdog.alive() && lines.stream().allMatch(line -> line.loop().alive() && line.answers().alive());
    }

    /** The ticks of this node. */
    List<Timetable.Tick> ticks() {
        return ticks.timed();
    }

    /** Each sender, and whether this node leads it. */
    Map<String, Boolean> senders() {
        return lines.stream().collect(Collectors.toMap(line -> line.courier().sender(), line -> line.courier().leading()));
    }

    /** Of each sender that this node is to hear for, how the link to its platform is. */
    Map<String, Answers.Link> links() {
        return lines.stream().filter(Line::hears).collect(Collectors.toMap(line -> line.courier().sender(), line -> line.answers().link()));
    }

    /** Stops: no new claims, what is under way is finished, leases are given back. At most about half a minute. */
    @Override
    public synchronized void close() {
        watchdog.close();
        setup.timetable().close();
        lines.forEach(line -> line.answers().close());
        lines.forEach(line -> line.loop().close());
        setup.accounts().forEach(account -> account.platform().close());
        worker.shutdownNow();
        lines.clear();
        started = false;
    }
}
