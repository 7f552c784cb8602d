package tidewatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidewatch.market.ArchiveEntry;
import tidewatch.market.ArchiveEntry.Fetched;
import tidewatch.market.ArchiveEntry.SeriesEntry;
import tidewatch.market.Basis;
import tidewatch.market.CorporateAction;
import tidewatch.market.Gap;
import tidewatch.market.Origin;
import tidewatch.market.PriceArchive;
import tidewatch.market.PriceChange;
import tidewatch.market.PriceSeries;
import tidewatch.market.Suspect;
import tidewatch.problem.Reason;
import tidewatch.testing.Databases;
import tidewatch.testing.MemoryPriceArchive;
import tidewatch.testing.Postgres;
import tidewatch.testing.Prices;
import tidewatch.testing.Seeds;

/** What chunks, checksums and transactions add to what every archive promises. */
final class PriceTableTest {
    private static final Instant T0 = Instant.parse("2026-01-09T22:00:00Z");
    private static final LocalDate FIRST = LocalDate.of(2025, 5, 1);
    private static final List<String> SYMBOLS = List.of("A", "B", "BRK.B", "^SPX", "XLK");

    @TempDir
    Path home;

    private Database open(Dialect dialect) {
        return open(dialect == Dialect.SQLITE ? StoreSettings.FILE : Postgres.fresh());
    }

    private Database open(StoreSettings settings) {
        return Databases.migrated(Database.openOnClock(settings, home, InstantSource.fixed(T0)));
    }

    private static PriceTable table(Database database) {
        return new PriceTable(database, _ -> Optional.empty());
    }

    private static Origin origin(long after) {
        return new Origin("tiingo", "eod", T0.plusSeconds(after));
    }

    private static PriceSeries series(String symbol, LocalDate first, int bars, double from) {
        var plain = Prices.series(symbol, first, Prices.closes(bars, i -> from + i));
        return plain.marked(new byte[0], List.of(origin(0)), new int[bars]);
    }

    private static ArchiveEntry entry(SeriesEntry... series) {
        return new ArchiveEntry(new Fetched(origin(0), "a request", 1, "fine"), List.of(series), Map.of(), List.of(), List.of(), List.of());
    }

    private static SeriesEntry part(PriceSeries series) {
        return new SeriesEntry(series, "tiingo", false);
    }

    private static PriceArchive.Holding held(PriceTable table) {
        return Optional.ofNullable(table.holdings().get("A")).orElseThrow();
    }

    // ---- beside the naive one ----

    /** Everything that an archive says, in lines. */
    private static List<String> told(PriceArchive archive, LocalDate from, LocalDate to) {
        var lines = new ArrayList<String>();
        archive.holdings().forEach((symbol, holding) -> lines.add(symbol + " " + holding));
        lines.addAll(history(archive, Set.of(), from, to));
        lines.add("suspects " + archive.suspects(EnumSet.allOf(Suspect.State.class)));
        lines.add("open " + archive.suspects(EnumSet.of(Suspect.State.OPEN)));
        lines.add("gaps " + archive.gaps(from));
        lines.add("actions " + archive.actions());
        lines.add("changes " + archive.changes(T0.plusSeconds(2), 5));
        return lines;
    }

    private static List<String> history(PriceArchive archive, Set<String> wanted, LocalDate from, LocalDate to) {
        var lines = new ArrayList<String>();
        for (var one : archive.history(wanted, from, to).value()) {
            lines.add(one.instrument() + " " + one.basis() + " " + one.actions() + " " + one.heldBack() + " " + one.hasAdjusted()
                    + (one.size() == 0 ? "" : " " + one.origin()));
            for (int i = 0; i < one.size(); i++) {
                lines.add(one.date(i) + " " + one.open(i) + " " + one.high(i) + " " + one.low(i) + " " + one.close(i) + " " + one.volume(i) + " "
                        + (one.hasAdjusted() ? one.adjusted(i) : "") + " " + one.flags(i) + " " + one.origin(i));
            }
        }
        return lines;
    }

    private static final class Made {
        private final SplittableRandom random;
        private final List<LocalDate> sessions = Prices.sessions(FIRST, 300);

        Made(long seed) {
            this.random = new SplittableRandom(seed);
        }

        private boolean chance(double p) {
            return random.nextDouble() < p;
        }

        private <T> T any(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        private LocalDate day() {
            return any(sessions);
        }

        /** Few values, so that the same often comes again. */
        private double price() {
            return chance(.1) ? Double.NaN : 10 + random.nextInt(3);
        }

        private Origin from() {
            return new Origin(any(List.of("tiingo", "alpaca")), any(List.of("eod", "")), T0.plusSeconds(random.nextInt(5)));
        }

        private PriceSeries bars(String symbol, Basis basis) {
            var days = new ArrayList<LocalDate>();
            int first = random.nextInt(sessions.size());
            int span = chance(.3) ? 1 : 1 + random.nextInt(150);
            for (int i = first; i < Math.min(sessions.size(), first + span); i++) {
                if (!chance(.2)) {
                    days.add(sessions.get(i));
                }
            }
            int n = chance(.05) ? 0 : days.size();
            var origins = List.of(from(), from(), from());
            var flags = new byte[n];
            if (chance(.5)) {
                IntStream.range(0, n).forEach(i -> flags[i] = (byte) (chance(.1) ? 1 << random.nextInt(7) : 0));
            }
            return new PriceSeries(
                            Prices.instrument(symbol),
                            basis,
                            origins.getFirst(),
                            days.stream().limit(n).mapToInt(day -> (int) day.toEpochDay()).toArray(),
                            random.doubles(n).map(_ -> price()).toArray(),
                            random.doubles(n).map(_ -> price()).toArray(),
                            random.doubles(n).map(_ -> price()).toArray(),
                            random.doubles(n).map(_ -> 10 + random.nextInt(3)).toArray(),
                            random.doubles(n).map(_ -> price()).toArray(),
                            random.doubles(chance(.2) ? n : 0).map(_ -> 9 + random.nextInt(2)).toArray(),
                            List.of())
                    .marked(flags, origins, IntStream.range(0, n).map(_ -> random.nextInt(3)).toArray());
        }

        private CorporateAction action() {
            return switch (random.nextInt(3)) {
                case 0 -> new CorporateAction.Split(day(), 2 + random.nextInt(2));
                case 1 -> new CorporateAction.CashDividend(day(), .25 + random.nextInt(2));
                default -> new CorporateAction.PriceFactor(day(), 1.067);
            };
        }

        private Suspect suspect() {
            var state = any(List.of(Suspect.State.values()));
            return new Suspect(
                    any(SYMBOLS),
                    sessions.get(random.nextInt(20)),
                    price(),
                    price(),
                    price(),
                    price(),
                    price(),
                    from(),
                    any(List.of("RANGE", "JUMP")),
                    "looks odd",
                    state,
                    state == Suspect.State.OPEN ? Optional.empty() : Optional.of(new Suspect.Decision("an owner", T0)));
        }

        ArchiveEntry entry(Map<String, PriceArchive.Holding> held) {
            var series = new ArrayList<SeriesEntry>();
            var bases = List.of(Basis.values());
            for (var symbol : SYMBOLS) {
                if (chance(.4)) {
                    continue;
                }
                var home = Optional.ofNullable(held.get(symbol)).map(PriceArchive.Holding::home).filter(id -> !id.isEmpty()).orElse("tiingo");
                boolean whole = chance(.15);
                series.add(new SeriesEntry(bars(symbol, any(bases)), whole && chance(.5) ? "alpaca" : home, whole));
            }
            var actions = new java.util.HashMap<String, List<CorporateAction>>();
            if (chance(.4)) {
                actions.put(any(SYMBOLS), List.of(action(), action()));
            }
            var none = new ArrayList<Suspect>();
            IntStream.range(0, chance(.3) ? 3 : 0).forEach(_ -> none.add(suspect()));
            var gaps = new ArrayList<Gap>();
            IntStream.range(0, chance(.3) ? 3 : 0).forEach(_ -> gaps.add(new Gap(any(SYMBOLS), day(), any(List.of(Gap.Why.values())))));
            var changes = new ArrayList<PriceChange>();
            IntStream.range(0, chance(.3) ? 3 : 0)
                    .forEach(_ -> changes.add(new PriceChange(any(SYMBOLS), day(), 1, 2, "tiingo", "second look", T0.plusSeconds(random.nextInt(5)))));
            return new ArchiveEntry(new Fetched(from(), "a request", 1, "fine"), series, actions, none, gaps, changes);
        }
    }

    /** The first line in which they differ is enough to read. */
    private static void same(List<String> told, List<String> expected, String where) {
        for (int i = 0; i < Math.min(told.size(), expected.size()); i++) {
            assertThat(told.get(i)).as(where).isEqualTo(expected.get(i));
        }
        assertThat(told).as(where).hasSameSizeAs(expected);
    }

    private static void beside(Database database, long seed, int steps) {
        var made = new Made(seed);
        PriceArchive table = table(database);
        var naive = new MemoryPriceArchive();
        for (int step = 0; step < steps; step++) {
            var entry = made.entry(naive.holdings());
            long revision = table.revision();
            var before = history(table, Set.of(), LocalDate.MIN, LocalDate.MAX);
            table.enter(entry);
            naive.enter(entry);
            if (made.chance(.3)) {
                var symbols = Set.of(made.any(SYMBOLS), "ZZZ");
                var day = made.day();
                table.historyAsked(symbols, day);
                naive.historyAsked(symbols, day);
                table.actionsAsked(symbols, day);
                naive.actionsAsked(symbols, day);
                var why = made.chance(.5) ? Optional.of("a split") : Optional.<String>empty();
                table.stale("A", why);
                naive.stale("A", why);
            }
            if (made.chance(.2)) {
                // Another process, or the same after a restart.
                table = table(database);
            }
            var from = made.chance(.5) ? LocalDate.MIN : made.day();
            var to = made.chance(.5) ? LocalDate.MAX : made.day();
            same(told(table, from, to), told(naive, from, to), "step " + step);
            var wanted = new HashSet<>(List.of(made.any(SYMBOLS), made.any(SYMBOLS)));
            same(history(table, wanted, from, to), history(naive, wanted, from, to), "step " + step + " " + wanted);
            if (!history(table, Set.of(), LocalDate.MIN, LocalDate.MAX).equals(before)) {
                assertThat(table.revision()).as("step " + step).isNotEqualTo(revision);
            }
            long now = table.revision();
            table.enter(entry);
            naive.enter(entry);
            assertThat(table.revision()).as("the same again in step " + step).isEqualTo(now);
        }
    }

    @Test
    void a_file_says_what_rows_in_memory_say() {
        Seeds.each(12, seed -> {
            try (var database = Databases.file(home.resolve("s" + seed), InstantSource.fixed(T0))) {
                beside(database, seed, 25);
                assertThat(new Integrity(database, new Migrations(database, "test")).check().problems()).isEmpty();
            }
        });
    }

    @Test
    void a_server_says_what_rows_in_memory_say() {
        Seeds.each(2, seed -> {
            try (var database = open(Dialect.POSTGRESQL)) {
                beside(database, seed, 25);
                assertThat(new Integrity(database, new Migrations(database, "test")).check().problems()).isEmpty();
            }
        });
    }

    // ---- damage ----

    private static void spoil(Database database, int quarter) {
        database.run(handle -> {
            var data = handle.createQuery("SELECT data FROM price_chunk WHERE quarter = :quarter").bind("quarter", quarter).mapTo(byte[].class).one();
            data[data.length / 2] ^= 4;
            handle.createUpdate("UPDATE price_chunk SET data = :data WHERE quarter = :quarter").bind("data", data).bind("quarter", quarter).execute();
        });
    }

    private static int rows(Database database, String table) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Integer.class).one());
    }

    @ParameterizedTest
    @EnumSource
    void a_chunk_with_a_wrong_checksum_is_set_aside_told_and_missing_until_it_is_fetched_again(Dialect dialect) {
        try (var database = open(dialect)) {
            var table = table(database);
            var bars = series("A", FIRST, 200, 10);
            table.enter(entry(part(bars)));
            int third = (int) IntStream.range(0, 200).filter(i -> Quarter.of(bars.epochDay(i)).code() == 20253).count();
            spoil(database, 20253);
            assertThat(new Integrity(database, new Migrations(database, "test")).check().problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.line()).contains("A July to September 2025"));

            for (int reading = 0; reading < 2; reading++) {
                var found = table(database).history(Set.of(), FIRST, LocalDate.MAX);
                assertThat(found.value().getFirst().size()).isEqualTo(200 - third);
                assertThat(found.problems()).singleElement().satisfies(problem -> {
                    assertThat(problem.reason()).isEqualTo(Reason.GARBLED);
                    assertThat(problem.where()).isEqualTo("A");
                    assertThat(problem.sentence()).contains("July to September 2025");
                });
                assertThat(held(table).bars()).isEqualTo(200 - third);
                assertThat(rows(database, "price_chunk_damaged")).isEqualTo(1);
            }
            assertThat(table.history(Set.of(), LocalDate.of(2026, 1, 1), LocalDate.MAX).complete()).isTrue();

            table.enter(entry(part(bars.since(LocalDate.of(2025, 9, 1)).upTo(LocalDate.of(2025, 9, 5)))));
            assertThat(table.history(Set.of(), FIRST, LocalDate.MAX).problems()).hasSize(1);
            long revision = table.revision();
            table.enter(entry(part(bars)));
            assertThat(table.revision()).isNotEqualTo(revision);
            assertThat(table.history(Set.of(), FIRST, LocalDate.MAX).complete()).isTrue();
            assertThat(held(table).bars()).isEqualTo(200);
            assertThat(rows(database, "price_chunk_damaged")).as("kept").isEqualTo(1);
            assertThat(new Integrity(database, new Migrations(database, "test")).check().problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_damaged_chunk_that_a_bar_is_to_enter_is_set_aside_first(Dialect dialect) {
        try (var database = open(dialect)) {
            var table = table(database);
            var bars = series("A", FIRST, 200, 10);
            table.enter(entry(part(bars)));
            var last = LocalDate.ofEpochDay(bars.epochDay(199));
            var quarter = Quarter.of(last);
            int inIt = (int) IntStream.range(0, 200).filter(i -> Quarter.of(bars.epochDay(i)).equals(quarter)).count();
            spoil(database, quarter.code());
            table.enter(entry(part(series("A", last.plusDays(1), 1, 500))));
            assertThat(held(table).bars()).isEqualTo(200 - inIt + 1);
            assertThat(held(table).last().orElseThrow()).isAfter(last);
            assertThat(table.history(Set.of(), FIRST, LocalDate.MAX).problems()).hasSize(1);
            // The second time, so that two are kept.
            spoil(database, quarter.code());
            table.enter(entry(new SeriesEntry(bars, "tiingo", true)));
            assertThat(table.history(Set.of(), FIRST, LocalDate.MAX).complete()).isTrue();
            assertThat(held(table).bars()).isEqualTo(200);
            assertThat(rows(database, "price_chunk_damaged")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytes_that_are_no_chunk_are_damage_too(Dialect dialect) {
        for (var data : List.of(new byte[0], new byte[3], new byte[49 * 200 + 4])) {
            try (var database = open(dialect)) {
                var table = table(database);
                table.enter(entry(new SeriesEntry(series("A", LocalDate.of(2026, 1, 5), 3, 10), "tiingo", true)));
                database.run(handle -> handle.createUpdate("UPDATE price_chunk SET data = :data").bind("data", data).execute());
                assertThat(table.history(Set.of(), FIRST, LocalDate.MAX).problems()).hasSize(1);
                assertThat(held(table).last()).isEmpty();
                assertThat(held(table).bars()).isZero();
            }
        }
    }

    // ---- transactions ----

    @ParameterizedTest
    @EnumSource
    void an_entry_that_breaks_off_leaves_nothing(Dialect dialect) {
        try (var database = open(dialect)) {
            var table = table(database);
            table.enter(entry(part(series("A", FIRST, 100, 10))));
            var before = told(table, LocalDate.MIN, LocalDate.MAX);
            long revision = table.revision();
            assertThatThrownBy(() -> database.run(handle -> {
                        table.enter(entry(part(series("A", FIRST, 100, 20)), part(series("NEW", FIRST, 5, 1))));
                        table.enter(new ArchiveEntry(
                                new Fetched(new Origin("other", "", T0), "x", 0, "y"), List.of(), Map.of(), List.of(), List.of(), List.of()));
                        assertThat(history(table, Set.of("NEW"), LocalDate.MIN, LocalDate.MAX)).hasSize(6);
                        throw new IllegalStateException("the power is cut");
                    }))
                    .hasMessageContaining("the power is cut");
            assertThat(told(table, LocalDate.MIN, LocalDate.MAX)).isEqualTo(before);
            assertThat(table.revision()).isEqualTo(revision);
            // The numbers that were not given are given now, to others.
            table.enter(new ArchiveEntry(
                    new Fetched(new Origin("third", "", T0), "x", 0, "y"),
                    List.of(part(Prices.series("B", FIRST, 1).marked(new byte[0], List.of(new Origin("third", "", T0)), new int[1]))),
                    Map.of(), List.of(), List.of(), List.of()));
            assertThat(table.history(Set.of("B"), LocalDate.MIN, LocalDate.MAX).value().getFirst().origin().provider()).isEqualTo("third");
        }
    }

    @ParameterizedTest
    @EnumSource
    void another_process_sees_what_was_entered_and_that_something_was(Dialect dialect) {
        var settings = dialect == Dialect.SQLITE ? StoreSettings.FILE : Postgres.fresh();
        try (var one = open(settings);
                var two = open(settings)) {
            var writer = table(one);
            var reader = table(two);
            long revision = reader.revision();
            writer.enter(entry(part(series("A", FIRST, 3, 10))));
            assertThat(reader.revision()).isNotEqualTo(revision);
            assertThat(history(reader, Set.of(), LocalDate.MIN, LocalDate.MAX)).isEqualTo(history(writer, Set.of(), LocalDate.MIN, LocalDate.MAX)).hasSize(4);
        }
    }

    /** Each entry has one price for all bars of two series, and a split of that ratio: a reading that mixes two entries shows. */
    @ParameterizedTest
    @EnumSource
    void nodes_that_write_at_once_come_in_turn_and_a_reading_sees_one_moment(Dialect dialect) throws Exception {
        var settings = dialect == Dialect.SQLITE ? StoreSettings.FILE : Postgres.fresh();
        try (var one = open(settings);
                var two = open(settings);
                var threads = Executors.newFixedThreadPool(3)) {
            table(one).enter(flat(1));
            long before = table(one).revision();
            var writers = List.of(threads.submit(() -> write(table(one), 100)), threads.submit(() -> write(table(two), 200)));
            var reading = threads.submit(() -> {
                var table = table(two);
                for (int i = 0; i < 60; i++) {
                    var series = table.history(Set.of(), LocalDate.MIN, LocalDate.MAX).value();
                    var closes = new HashSet<Double>();
                    series.forEach(bars -> IntStream.range(0, bars.size()).forEach(k -> closes.add(bars.close(k))));
                    series.getFirst().actions().forEach(action -> closes.add(((CorporateAction.Split) action).newPerOld()));
                    assertThat(closes).hasSize(1);
                }
                return true;
            });
            for (var writer : writers) {
                writer.get();
            }
            assertThat(reading.get()).isTrue();
            assertThat(table(one).revision()).isEqualTo(before + 40);
            assertThat(new Integrity(one, new Migrations(one, "test")).check().problems()).isEmpty();
        }
    }

    private static boolean write(PriceTable table, int price) {
        for (int i = 0; i < 20; i++) {
            table.enter(flat(price + i));
        }
        return true;
    }

    private static ArchiveEntry flat(double price) {
        var closes = Prices.closes(150, _ -> price);
        return new ArchiveEntry(
                new Fetched(origin(0), "a request", 1, "fine"),
                List.of(part(Prices.series("A", FIRST, closes)), part(Prices.series("B", FIRST, closes))),
                Map.of("A", List.of(new CorporateAction.Split(FIRST, price))),
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void a_series_is_not_written_where_nothing_changed_and_one_quarter_where_one_day_did() {
        try (var database = open(Dialect.SQLITE)) {
            var table = table(database);
            table.enter(entry(part(series("A", FIRST, 200, 10))));
            table.enter(entry(part(series("A", FIRST, 200, 10))));
            assertThat(revs(database)).containsOnly(1);
            table.enter(entry(part(series("A", LocalDate.of(2025, 8, 1), 1, 7))));
            assertThat(revs(database)).containsExactly(1, 2, 1, 1);
        }
    }

    private static List<Integer> revs(Database database) {
        return database.read(handle -> handle.createQuery("SELECT rev FROM price_chunk ORDER BY quarter").mapTo(Integer.class).list());
    }

    @Test
    void the_last_answers_are_told_newest_first() {
        try (var database = open(Dialect.SQLITE)) {
            var table = table(database);
            table.enter(entry(part(series("A", FIRST, 1, 10))));
            var second = new Fetched(origin(5), "one day 2026-01-08", 498, "498 series, 2 unknown symbols");
            table.enter(new ArchiveEntry(second, List.of(), Map.of(), List.of(), List.of(), List.of()));
            assertThat(table.fetched(10)).containsExactly(second, new Fetched(origin(0), "a request", 1, "fine"));
            assertThat(table.fetched(1)).containsExactly(second);
        }
    }

    @Test
    void suspects_of_one_kind_are_named_three_times_and_then_counted() {
        try (var database = open(Dialect.SQLITE)) {
            var suspects = Prices.sessions(FIRST, 9).stream()
                    .map(day -> new Suspect("A", day, 1, 1, 1, 1, 1, origin(0), "RANGE", "close 1 is odd", Suspect.State.OPEN, Optional.empty()))
                    .toList();
            var table = table(database);
            table.enter(new ArchiveEntry(new Fetched(origin(0), "x", 1, "y"), List.of(), Map.of(), suspects, List.of(), List.of()));
            var problems = table.history(Set.of("A"), FIRST, LocalDate.MAX).problems();
            assertThat(problems).hasSize(4);
            assertThat(problems.getLast().line()).isEqualTo("A 2025-05-06: 6 more bars like these, up to 2025-05-13");
            assertThat(table.history(Set.of("A"), FIRST, LocalDate.MAX).value().getFirst().heldBack()).hasSize(9);
        }
    }

    // ---- copies ----

    @Test
    void a_backup_has_the_prices_and_the_limits_and_a_restore_brings_them_back() throws Exception {
        var backup = home.resolve("backup.db");
        List<String> before;
        try (var database = open(Dialect.SQLITE)) {
            var made = new Made(7);
            var table = table(database);
            for (int i = 0; i < 5; i++) {
                table.enter(made.entry(table.holdings()));
            }
            before = told(table, LocalDate.MIN, LocalDate.MAX);
            assertThat(new Backup(database).save(backup).complete()).isTrue();
            table.enter(entry(part(series("LATER", FIRST, 100, 1))));
        }
        var restored = new Restore(StoreSettings.FILE, home, "test", InstantSource.fixed(T0), OutboxTable::new, (_, _) -> 0).from(backup);
        assertThat(restored.problems()).isEmpty();
        try (var database = open(Dialect.SQLITE)) {
            assertThat(told(table(database), LocalDate.MIN, LocalDate.MAX)).isEqualTo(before);
            assertThat(new Integrity(database, new Migrations(database, "test")).check().problems()).isEmpty();
        }
        assertThat(Files.size(backup)).isPositive();
    }

    @Test
    void a_summary_that_does_not_fit_its_chunks_is_told() {
        try (var database = open(Dialect.SQLITE)) {
            table(database).enter(entry(part(series("A", FIRST, 100, 10))));
            database.run(handle -> handle.execute("UPDATE price_series SET bars = 99"));
            assertThat(new Integrity(database, new Migrations(database, "test")).check().problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.line()).contains("A"));
        }
    }
}
