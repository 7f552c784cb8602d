package tidewatch.delivery;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import tidewatch.chat.ChatId;
import tidewatch.market.TradingCalendar;
import tidewatch.store.Database;
import tidewatch.store.OutboxTable;
import tidewatch.store.SubscriptionTable;
import tidewatch.store.TickTable;
import tidewatch.testing.Databases;
import tidewatch.testing.Postgres;

/**
 * How long the decisions of the planner take: a whole day of ticks, one a minute, for 100,000 and for 1,000,000 subscriptions of mixed zones
 * and times, one thread, rows counted and thrown away; or, with the arguments {@code sqlite 100000} or {@code postgres 100000}, with the
 * reads and writes of a real store.
 *
 * <p>Run with {@code mvn -q test-compile} and then the class path of the tests: {@code java -Xmx2g -cp ... tidewatch.delivery.PlannerBenchmark}.
 */
final class PlannerBenchmark {
    private static final List<String> ZONES = List.of(
            "America/New_York",
            "America/Chicago",
            "America/Los_Angeles",
            "America/Sao_Paulo",
            "Europe/London",
            "Europe/Berlin",
            "Europe/Athens",
            "Africa/Cairo",
            "Asia/Dubai",
            "Asia/Kolkata",
            "Asia/Singapore",
            "Asia/Tokyo",
            "Australia/Sydney",
            "Pacific/Auckland");
    private static final Instant DAY = Instant.parse("2026-03-10T04:00:00Z");

    private final TreeSet<Subscription> due = new TreeSet<>(
            Comparator.comparing((Subscription one) -> one.nextDue().orElseThrow()).thenComparing(Subscription::id));
    private final Map<ChatId, Chat> chats = new HashMap<>();
    private final Set<String> rows = new HashSet<>();

    private PlannerBenchmark() {}

    public static void main(String[] args) throws IOException {
        switch (args.length == 0 ? "" : args[0]) {
            case "sqlite" -> {
                var home = Files.createTempDirectory("planner");
                try (var database = Databases.file(home, InstantSource.fixed(DAY))) {
                    stored("SQLite", database, Integer.parseInt(args[1]));
                }
            }
            case "postgres" -> {
                try (var server = Postgres.durable();
                        var database = Databases.postgres(Postgres.fresh(server), InstantSource.fixed(DAY))) {
                    stored("PostgreSQL", database, Integer.parseInt(args[1]));
                }
            }
            default -> {
                run(20_000, "warm-up");
                run(100_000, "measured");
                run(1_000_000, "measured");
            }
        }
    }

    /** With the reads and writes of a store: fsync at each commit. */
    private static void stored(String name, Database database, int count) {
        var bench = new PlannerBenchmark();
        var readiness = new PriceReadiness(TradingCalendar.shipped(), Duration.ofMinutes(45));
        bench.fill(count, readiness);
        var subscriptions = new SubscriptionTable(database);
        database.run(_ -> bench.due.forEach(one -> {
            subscriptions.save(java.util.Objects.requireNonNull(bench.chats.get(one.chat())));
            subscriptions.put(one);
        }));
        ticking(new Planner(subscriptions, new OutboxTable(database), readiness, new TickTable(database), _ -> {}), name, count);
    }

    private static void run(int subscriptions, String what) {
        var bench = new PlannerBenchmark();
        var readiness = new PriceReadiness(TradingCalendar.shipped(), Duration.ofMinutes(45));
        bench.fill(subscriptions, readiness);
        var planner = new Planner(bench.subscriptions(), bench.outbox(), readiness, ticks(), _ -> {});
        ticking(planner, what, subscriptions);
    }

    private static void ticking(Planner planner, String what, int subscriptions) {
        var cpu = ManagementFactory.getThreadMXBean();
        long longest = 0;
        long began = System.nanoTime();
        long worked = cpu.getCurrentThreadCpuTime();
        int planned = 0;
        for (int minute = 0; minute < 24 * 60; minute++) {
            long tick = System.nanoTime();
            planned += planner.plan(DAY.plus(Duration.ofMinutes(minute)));
            longest = Math.max(longest, System.nanoTime() - tick);
        }
        System.out.printf(
                "%s: %,d subscriptions, %,d rows: %.2f s of processor time for a day of ticks (%.2f s on the clock), longest tick %.2f s%n",
                what, subscriptions, planned, (cpu.getCurrentThreadCpuTime() - worked) / 1e9, (System.nanoTime() - began) / 1e9, longest / 1e9);
    }

    private void fill(int count, PriceReadiness readiness) {
        var random = new Random(7);
        var first = new HashMap<SlotRule, Optional<Instant>>();
        for (int i = 0; i < count; i++) {
            var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            // Most people choose a full or half hour of the morning.
            var time = random.nextInt(10) < 7
                    ? LocalTime.of(5 + random.nextInt(5), 30 * random.nextInt(2))
                    : LocalTime.of(random.nextInt(24), 5 * random.nextInt(12));
            var chat = Chat.of(new ChatId("telegram", String.valueOf(i)), "telegram:1", false, zone);
            var rule = SlotRule.at(SlotKind.of(time, zone, DAY.atZone(zone).toLocalDate()), time, zone);
            var next = first.computeIfAbsent(rule, one -> Subscription.first(one, DAY, readiness));
            chats.put(chat.id(), chat);
            due.add(new Subscription(
                    chat.id(), rule, Set.of(), SubscriptionState.ACTIVE, Optional.empty(), Optional.empty(), 1, DAY, next));
        }
    }

    private Subscriptions subscriptions() {
        return proxy(Subscriptions.class, (method, args) -> switch (method) {
            case "toPlan" -> toPlan((Instant) args[0], (Integer) args[1]);
            case "toWake" -> List.of();
            case "chats" -> ((Set<?>) args[0]).stream().map(id -> java.util.Objects.requireNonNull(chats.get((ChatId) id))).toList();
            default -> throw new IllegalStateException(method);
        });
    }

    private List<Subscription> toPlan(Instant until, int limit) {
        var page = new ArrayList<Subscription>(limit);
        for (Subscription one : due) {
            if (page.size() == limit || one.nextDue().orElseThrow().isAfter(until)) {
                break;
            }
            page.add(one);
        }
        return page;
    }

    private Outbox outbox() {
        return proxy(Outbox.class, (method, args) -> {
            if (!method.equals("planEach")) {
                throw new IllegalStateException(method);
            }
            int written = 0;
            for (Object step : (List<?>) args[0]) {
                written += move((Outbox.Step) step);
            }
            return written;
        });
    }

    private int move(Outbox.Step step) {
        Subscription one = step.subscription();
        step.rows().forEach(row -> rows.add(row.id()));
        due.remove(one);
        due.add(new Subscription(
                one.chat(), one.rule(), one.leftOut(), one.state(), one.reason(), one.pausedUntil(), one.version(), step.plannedThrough(), step.nextDue()));
        return step.rows().size();
    }

    private static Ticks ticks() {
        var words = new HashMap<String, String>();
        return proxy(Ticks.class, (method, args) -> {
            if (method.equals("remember")) {
                words.put((String) args[0], (String) args[1]);
            }
            return words.getOrDefault((String) args[0], "");
        });
    }

    private interface Answer {
        Object of(String method, Object[] args);
    }

    private static <T> T proxy(Class<T> port, Answer answer) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, args) -> answer.of(method.getName(), args)));
    }
}
