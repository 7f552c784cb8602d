package tidewatch.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import tidewatch.brief.BriefInput;
import tidewatch.chat.ChatId;
import tidewatch.chat.Arming;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.Command;
import tidewatch.chat.Conversation;
import tidewatch.chat.Delivered;
import tidewatch.chat.Gate;
import tidewatch.chat.Inbox;
import tidewatch.chat.Incoming;
import tidewatch.chat.NoteScope;
import tidewatch.chat.Outgoing;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.delivery.BriefSource;
import tidewatch.delivery.CourierLoop;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.LeaseTimes;
import tidewatch.delivery.Outcome;
import tidewatch.delivery.Pace;
import tidewatch.delivery.PriceReadiness;
import tidewatch.market.TradingCalendar;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.Meta;
import tidewatch.message.RenderPlan;
import tidewatch.problem.Found;
import tidewatch.schedule.QuartzTimetable;
import tidewatch.store.AccessTable;
import tidewatch.store.AliasTable;
import tidewatch.store.BriefTable;
import tidewatch.store.ButtonTable;
import tidewatch.store.Database;
import tidewatch.store.HomeLock;
import tidewatch.store.EventTable;
import tidewatch.store.InboundTable;
import tidewatch.store.LeaseTable;
import tidewatch.store.LedgerTable;
import tidewatch.store.Migrations;
import tidewatch.store.OutboxTable;
import tidewatch.store.QuestionTable;
import tidewatch.store.StoreSettings;
import tidewatch.store.SubscriptionTable;
import tidewatch.store.TickTable;
import tidewatch.store.WatchTable;
import tidewatch.testing.Almanacs;
import tidewatch.testing.EverybodyIn;
import tidewatch.testing.SinkPlatform;

/**
 * One node of the service in a process of its own, to be killed: the product's own {@link Service} on its own store, with one account that
 * posts to a sink.
 *
 * <p>{@code java [-Dcrash.at=POINT[:n]] tidewatch.app.FaultNode NODE STORE PORT DIVISOR}: STORE is a home folder or the URL of a PostgreSQL
 * database, PORT the sink's, DIVISOR how many times faster than the standard all leases run. It prints {@code ready}, {@code leading EPOCH},
 * {@code late RESULT} and {@code fault WHERE}. A line {@code said KEY CHAT WORDS} of its input is an update of a person who is alone in that
 * chat; {@code used} makes it print {@code used CPU_MILLIS HEAP_PEAK_BYTES GC_MILLIS}; the end of its input ends it. {@code
 * -Dpace=telegram} gives its account the pace of that platform, else nothing paces it.
 *
 * <p>At the crash point, when it is reached for the nth time, the process halts as if it had been killed. The points lie in what is told
 * after each commit and around the platform's calls; the product knows nothing of them.
 */
public final class FaultNode {
    public static final String PLATFORM = "sink";
    public static final String SENDER = "sink:1";
    public static final ZoneId ZONE = ZoneId.of("America/New_York");
    /** The exit of a process that was killed by signal 9. */
    public static final int KILLED = 137;

    private static final Duration ROW_LEASE = Duration.ofSeconds(30);

    private FaultNode() {}

    /** Where a process may be made to end; {@code AFTER_BODY_WRITTEN} is not here, the sink itself kills then. */
    public enum CrashPoint {
        AFTER_PLAN_COMMIT,
        AFTER_FREEZE,
        AFTER_CLAIM_COMMIT,
        BEFORE_HEADERS,
        AFTER_RESPONSE_BEFORE_COMMIT,
        BETWEEN_PARTS,
        AFTER_FINISH_COMMIT,
        AFTER_TAKEOVER,
        AFTER_INBOUND_COMMIT,
        AFTER_UNSUBSCRIBE_COMMIT;

        private static final String[] AT = System.getProperty("crash.at", "").split(":", -1);
        private static final AtomicInteger TIMES = new AtomicInteger();

        void reached() {
            if (AT[0].equals(name()) && TIMES.incrementAndGet() == (AT.length > 1 ? Integer.parseInt(AT[1]) : 1)) {
                Runtime.getRuntime().halt(KILLED);
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        var node = arguments[0];
        boolean server = arguments[1].startsWith("jdbc:");
        var settings = server ? new StoreSettings(arguments[1], Optional.of("postgres"), Optional.empty()) : StoreSettings.FILE;
        var home = Path.of(server ? "." : arguments[1]);
        int divisor = Integer.parseInt(arguments[3]);
        if (!server && HomeLock.take(home) instanceof HomeLock.Refused(var problem)) {
            throw new IllegalStateException(problem.line());
        }
        var stored = open(settings, home, divisor);
        var platform = new Hearing(new SinkPlatform(PLATFORM, Integer.parseInt(arguments[2]), false));
        var service = service(stored, platform, node, divisor, !server);
        service.start();
        say("ready");
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("used")) {
                    say("used " + used());
                } else {
                    platform.hear(line);
                }
            }
        }
        // Whoever started it is gone.
        Runtime.getRuntime().halt(0);
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static String used() {
        long cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
        // Each pool's own peak, so a little more than was ever used at one time.
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        long collecting = ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
        return cpu + " " + heap + " " + collecting;
    }

    private static Stored open(StoreSettings settings, Path home, int divisor) {
        var database = Database.open(settings, home, Instant::now);
        new Migrations(database, "test").migrate(Instant.now());
        return new Stored(
                database,
                new OutboxTable(database, ROW_LEASE.dividedBy(divisor)),
                new SubscriptionTable(database),
                new LeaseTable(database),
                new TickTable(database),
                new InboundTable(database),
                new BriefTable(database),
                new WatchTable(database),
                new AccessTable(database),
                new ButtonTable(database),
                new QuestionTable(database),
                new EventTable(database),
                new AliasTable(database),
                new LedgerTable(database));
    }

    private static Service service(Stored stored, ChatPlatform platform, String node, int divisor, boolean alone) {
        var readiness = new PriceReadiness(TradingCalendar.shipped(), Duration.ofHours(1));
        var chats = Keeping.chats(stored, readiness, _ -> SENDER, ZONE, FaultNode::on);
        var commands = List.of(
                command("ping", Action.Effect.READ, (_, _) -> "pong"),
                command("unsubscribe", Action.Effect.EFFECT, (chat, at) -> "ended " + chats.unsubscribe(chat, Optional.empty(), at).ended().size()));
        var conversation = new Conversation(
                commands, _ -> Optional.empty(), Instant::now, _ -> ZONE, (reference, fault) -> say("fault command " + reference + " " + fault));
        var pace = System.getProperty("pace", "").equals("telegram") ? Pace.telegram(System::nanoTime) : Pace.unlimited();
        var account = new Service.Account(SENDER, platform, pace, CourierLoop.Listening.EVERY_NODE);
        return new Service(
                new Service.Setup(
                        stored,
                        List.of(account),
                        readiness,
                        new NoBriefs(),
                        LocalTime.of(7, 0),
                        (_, _) -> Almanacs.of(Map.of()),
                        conversation,
                        chats,
                        Optional.empty(),
                        Optional.empty(),
                        new Gate(new EverybodyIn()),
                        QuartzTimetable.inMemory(FaultNode::on),
                        LeaseTimes.STANDARD.dividedBy(divisor),
                        node,
                        System::nanoTime,
                        new SplittableRandom(1),
                        new Arming(new SplittableRandom(1)),
                        alone),
                FaultNode::on);
    }

    private static void on(DeliveryEvent event) {
        switch (event) {
            case DeliveryEvent.Planned _ -> CrashPoint.AFTER_PLAN_COMMIT.reached();
            case DeliveryEvent.Composed _ -> CrashPoint.AFTER_FREEZE.reached();
            case DeliveryEvent.Claimed _ -> CrashPoint.AFTER_CLAIM_COMMIT.reached();
            case DeliveryEvent.PartSent _ -> CrashPoint.BETWEEN_PARTS.reached();
            case DeliveryEvent.Finished finished -> {
                if (finished.outcome() instanceof Outcome.Arrived) {
                    CrashPoint.AFTER_FINISH_COMMIT.reached();
                }
            }
            case DeliveryEvent.LateResult late -> say("late " + late.outcome());
            case DeliveryEvent.Leading leading -> {
                say("leading " + leading.lease().epoch());
                CrashPoint.AFTER_TAKEOVER.reached();
            }
            case DeliveryEvent.Answered answered -> {
                if (answered.verb().equals("unsubscribe")) {
                    CrashPoint.AFTER_UNSUBSCRIBE_COMMIT.reached();
                }
            }
            case DeliveryEvent.Fault fault -> say("fault " + fault.where() + " " + fault.cause());
            case DeliveryEvent.NoLongerLeading gone -> say("no longer leading " + gone.why());
            case DeliveryEvent.BreakerOpen _ -> say("breaker open");
            case DeliveryEvent.Throttled _,
                    DeliveryEvent.Resolved _,
                    DeliveryEvent.Reaped _,
                    DeliveryEvent.Ended _,
                    DeliveryEvent.SenderDown _,
                    DeliveryEvent.BriefFrozen _,
                    DeliveryEvent.BriefBroken _,
                    DeliveryEvent.Denied _,
                    DeliveryEvent.Admitted _,
                    DeliveryEvent.LinkTold _,
                    DeliveryEvent.TickStalled _ -> {
                // Seen in the rows.
            }
        }
    }

    /** No brief can be built; only messages that have their bytes are sent here. */
    private static final class NoBriefs implements BriefSource {
        @Override
        public Found<Optional<BriefInput>> gather(LocalDate asOf, Instant due, NoteScope scope) {
            return Found.of(Optional.empty());
        }

        @Override
        public boolean complete(LocalDate asOf) {
            return false;
        }
    }

    /** The sink, and what the input of this process says. */
    private static final class Hearing implements ChatPlatform {
        private final SinkPlatform sink;
        private volatile Optional<Inbox> inbox = Optional.empty();

        Hearing(SinkPlatform sink) {
            this.sink = sink;
        }

        /** {@code said KEY CHAT WORDS}. */
        void hear(String line) {
            var words = line.split(" ", 4);
            var chat = new ChatId(PLATFORM, words[2]);
            var envelope = new Incoming.Envelope(
                    words[1], SENDER, chat, Optional.empty(), words[2], Instant.now(), Incoming.Origin.DIRECT);
            inbox.orElseThrow().take(new Incoming.Said(envelope, words[3]));
            CrashPoint.AFTER_INBOUND_COMMIT.reached();
        }

        @Override
        public String name() {
            return sink.name();
        }

        @Override
        public Capabilities capabilities(ChatId chat) {
            return sink.capabilities(chat);
        }

        @Override
        public RenderPlan plan(Doc doc, ChatId chat) {
            return sink.plan(doc, chat);
        }

        @Override
        public Delivered deliver(Outgoing outgoing) {
            CrashPoint.BEFORE_HEADERS.reached();
            var delivered = sink.deliver(outgoing);
            CrashPoint.AFTER_RESPONSE_BEFORE_COMMIT.reached();
            return delivered;
        }

        @Override
        public void start(Inbox hears) {
            inbox = Optional.of(hears);
            sink.start(hears);
            say("listening");
        }

        @Override
        public void close() {
            sink.close();
        }
    }

    private static Command command(String name, Action.Effect effect, BiFunction<ChatId, Instant, String> does) {
        return new Command() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String help() {
                return name;
            }

            @Override
            public List<String> examples() {
                return List.of("/" + name);
            }

            @Override
            public Action.Effect effect() {
                return effect;
            }

            @Override
            public Reply answer(Request request) {
                var words = does.apply(request.asker().chat(), request.at());
                return Reply.ok(new Doc(
                        words,
                        words,
                        List.of(Block.para(words)),
                        List.of(),
                        new Meta("", Meta.Kind.ANSWER, request.at(), Optional.empty(), ZONE, false, "")));
            }
        };
    }
}
