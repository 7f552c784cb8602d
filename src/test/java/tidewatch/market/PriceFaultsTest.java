package tidewatch.market;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.market.GateArchive.CALENDAR;
import static tidewatch.market.GateArchive.evening;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.market.BarGate.Case;
import tidewatch.market.BarGate.Held;
import tidewatch.market.BarGate.Incoming;
import tidewatch.market.BarGate.Look;
import tidewatch.market.BarGate.NextStep.What;
import tidewatch.market.CorporateAction.Split;
import tidewatch.provider.FilePrices;
import tidewatch.testing.Prices;
import tidewatch.testing.StagedData;

/**
 * Spoils real series, and made ones, in the ways of {@link PriceFault}, runs them through the gate evening by evening and as a first fill,
 * and measures what is caught and what is held back wrongly. {@code -Dfaults.trials=2500} for more than the usual number of each kind,
 * {@code -Dfaults.seed=7} for others, {@code -Dfaults.daily=all} to run every staged series evening by evening.
 */
class PriceFaultsTest {
    private static final int TRIALS = Integer.getInteger("faults.trials", 120);
    private static final long SEED = Long.getLong("faults.seed", 1);
    private static final int BEFORE = 90;
    private static final int AFTER = 25;
    private static final int BATCH = 20;
    private static final Set<PriceFault> IN_FILES = EnumSet.of(PriceFault.DUPLICATE, PriceFault.NEGATIVE);

    /** What was counted of one kind. */
    private static final class Count {
        int bad;
        int caught;
        int unconfirmed;
        int clean;
        int falseAlarms;
        int doubted;
        int recovered;
        int trials;

        String line(PriceFault kind, String how) {
            String line = String.format(
                    Locale.ROOT,
                    "%-40s %-10s trials %5d  bad bars %6d  out %6.2f %%  in but marked %5.2f %%  good bars %7d  out %d  marked %d",
                    kind.words,
                    how,
                    trials,
                    bad,
                    100.0 * caught / bad,
                    100.0 * unconfirmed / bad,
                    clean,
                    falseAlarms,
                    doubted);
            return kind.stays() && how.equals("daily")
                    ? line + String.format(Locale.ROOT, "  all in once the split is known %6.2f %%", 100.0 * recovered / trials)
                    : line;
        }

        double rate() {
            return (double) caught / bad;
        }
    }

    /** A stretch of one series: {@link #BEFORE} sessions, the day of the fault, {@link #AFTER} sessions. */
    @SuppressWarnings("ArrayRecordComponent") // read at once, never compared
    private record Stretch(Instrument instrument, LocalDate[] days, double[][] rows) {
        static Stretch of(PriceSeries series, int at) {
            int n = BEFORE + 1 + AFTER;
            var days = new LocalDate[n];
            double[][] rows = new double[n][];
            for (int i = 0; i < n; i++) {
                int from = at - BEFORE + i;
                days[i] = series.date(from);
                rows[i] = new double[] {series.open(from), series.high(from), series.low(from), series.close(from), series.volume(from)};
            }
            return new Stretch(series.instrument(), days, rows);
        }

        PriceSeries series(double[][] some, int from, int to, List<CorporateAction> actions) {
            var columns = new BarColumns(to - from);
            var origin = new Origin("home", "test", evening(days[to - 1]));
            for (int i = from; i < to; i++) {
                if (some[i].length > 0) {
                    columns.add((int) days[i].toEpochDay(), some[i][0], some[i][1], some[i][2], some[i][3], some[i][4], (byte) 0, origin);
                }
            }
            return columns.series(instrument, Basis.RAW, origin, actions, List.of());
        }
    }

    // ---- the runs

    /** As a refresh would: two sessions each evening, the actions when they are asked for. */
    private static void daily(Stretch stretch, PriceFault kind, PriceFault.Spoilt spoilt, Count count) {
        GateArchive clean = evenings(stretch, kind, new PriceFault.Spoilt(stretch.rows(), new BitSet()), new Count());
        GateArchive spoiltOne = evenings(stretch, kind, spoilt, count);
        compare(stretch, kind, spoilt, clean, spoiltOne, count);
        count.recovered += spoiltOne.bars.size() == stretch.days().length && spoiltOne.open().isEmpty() ? 1 : 0;
    }

    private static GateArchive evenings(Stretch stretch, PriceFault kind, PriceFault.Spoilt spoilt, Count count) {
        var archive = new GateArchive(stretch.instrument(), Basis.RAW, "home");
        double[][] rows = spoilt.rows();
        archive.take(stretch.series(rows, 0, BEFORE, List.of()), evening(stretch.days()[BEFORE - 1]));
        for (int t = BEFORE; t < rows.length; t++) {
            Instant now = evening(stretch.days()[t]);
            boolean ahead = kind == PriceFault.FUTURE && spoilt.bad().get(t) && t + 1 < rows.length;
            int refused = archive.refused;
            archive.take(stretch.series(rows, t - 1, ahead ? t + 2 : t + 1, List.of()), now);
            if (ahead) {
                count.bad++;
                count.caught += archive.refused > refused && archive.bar(stretch.days()[t + 1]).isEmpty() ? 1 : 0;
            }
            if (archive.asks(What.ASK_ACTIONS)) {
                List<CorporateAction> known = kind.stays() && spoilt.bad().get(BEFORE)
                        ? List.of(new Split(stretch.days()[BEFORE], kind.split))
                        : List.of();
                archive.take(stretch.series(rows, t, t + 1, known), Look.NEWS, true, now);
            }
            if (archive.asks(What.REFETCH)) {
                archive.take(stretch.series(rows, 0, t + 1, List.of()), Look.WHOLE, true, now);
            }
            if (!ahead && spoilt.bad().get(t) && (!kind.stays() || t == BEFORE)) {
                count.bad++;
                judge(archive, stretch, kind, t, count);
            }
        }
        return archive;
    }

    private static void judge(GateArchive archive, Stretch stretch, PriceFault kind, int t, Count count) {
        var bar = archive.bar(stretch.days()[t]);
        boolean behindBreak = archive.bars.headMap(stretch.days()[t], true).tailMap(stretch.days()[BEFORE]).values().stream()
                .anyMatch(b -> b.has(BarFlag.BREAK));
        boolean caught = bar.isEmpty() || bar.get().has(BarFlag.NO_TRADE) || (kind == PriceFault.SWAPPED && bar.get().has(BarFlag.NO_RANGE)) || behindBreak;
        count.caught += caught ? 1 : 0;
        count.unconfirmed += !caught && bar.get().has(BarFlag.UNCONFIRMED) ? 1 : 0;
    }

    /** Years at once, with nothing more to ask for. */
    private static GateArchive fill(Stretch stretch, double[][] rows) {
        var archive = new GateArchive(stretch.instrument(), Basis.RAW, "home");
        archive.take(stretch.series(rows, 0, rows.length, List.of()), Look.NEWS, true, evening(stretch.days()[rows.length - 1]));
        return archive;
    }

    private static void firstFill(Stretch stretch, PriceFault kind, PriceFault.Spoilt spoilt, Count count) {
        GateArchive archive = fill(stretch, spoilt.rows());
        spoilt.bad().stream().filter(t -> !kind.stays() || t == BEFORE).forEach(t -> {
            count.bad++;
            judge(archive, stretch, kind, t, count);
        });
        compare(stretch, kind, spoilt, fill(stretch, stretch.rows()), archive, count);
    }

    /** A false alarm: a good bar that is in when nothing is spoilt and out, or in doubt, when another day is. */
    private static void compare(
            Stretch stretch, PriceFault kind, PriceFault.Spoilt spoilt, GateArchive clean, GateArchive spoiltOne, Count count) {
        count.trials++;
        for (int t = 0; t < stretch.days().length; t++) {
            var good = clean.bar(stretch.days()[t]);
            if ((spoilt.bad().get(t) && kind != PriceFault.FUTURE) || good.isEmpty()) {
                continue;
            }
            count.clean++;
            var there = spoiltOne.bar(stretch.days()[t]);
            count.falseAlarms += there.isEmpty() ? 1 : 0;
            count.doubted += there.isPresent() && !there.get().flags().equals(good.get().flags()) ? 1 : 0;
        }
    }

    /** Files go through the reader of files first. */
    private static void file(Stretch stretch, PriceFault kind, PriceFault.Spoilt spoilt, Path folder, Count count) {
        var lines = new ArrayList<String>(List.of("date,open,high,low,close,volume"));
        for (int i = 0; i < spoilt.rows().length; i++) {
            double[] r = spoilt.rows()[i];
            lines.add(stretch.days()[i] + "," + r[0] + "," + r[1] + "," + r[2] + "," + r[3] + "," + r[4]);
            if (kind == PriceFault.DUPLICATE && i == BEFORE) {
                lines.add(lines.getLast());
            }
        }
        try {
            Files.write(folder.resolve("AAA.csv"), lines);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        PriceSeries read = FilePrices.of(List.of(folder))
                .history(Set.of(), LocalDate.MIN, LocalDate.MAX)
                .value()
                .getFirst();
        var archive = new GateArchive(read.instrument(), read.basis(), read.origin().provider());
        archive.take(read, Look.NEWS, true, evening(stretch.days()[spoilt.rows().length - 1]));
        count.bad++;
        LocalDate day = stretch.days()[BEFORE];
        boolean caught = kind == PriceFault.DUPLICATE
                ? archive.bars.size() + archive.open().size() == stretch.days().length
                : archive.bar(day).isEmpty() && archive.open().contains(day);
        count.caught += caught ? 1 : 0;
        compare(stretch, kind, spoilt, fill(stretch, stretch.rows()), archive, count);
    }

    /** A batch of which half or more repeat the day before; on the evening after it is there. */
    private static void staleDay(List<PriceSeries> all, Random random, Count count) {
        var batch = new ArrayList<Case>();
        int stale = BATCH / 2 + random.nextInt(BATCH / 2 + 1);
        int fresh = 0;
        LocalDate day = LocalDate.MIN;
        for (int i = 0; i < BATCH; i++) {
            PriceSeries series = all.get(random.nextInt(all.size()));
            if (day.equals(LocalDate.MIN)) {
                day = series.date(BEFORE + random.nextInt(series.size() - BEFORE));
            }
            int at = series.indexOf(day);
            if (at < 1 || !(series.volume(at - 1) > 0)) {
                continue;
            }
            boolean copied = i < stale;
            fresh += copied ? 0 : 1;
            var columns = new BarColumns(2);
            columns.add(series, at - 1, (byte) 0);
            int from = copied ? at - 1 : at;
            columns.add(
                    series.epochDay(at), series.open(from), series.high(from), series.low(from), series.close(from), series.volume(from), (byte) 0,
                    series.origin());
            batch.add(new Case(
                    new Held(series.upTo(series.date(at - 1)), series.origin().provider(), List.of()),
                    new Incoming(
                            columns.series(series.instrument(), series.basis(), series.origin(), List.of(), List.of()),
                            GateArchive.FINAL_AFTER,
                            Look.NEWS,
                            false)));
        }
        if (batch.size() < 10 || 2 * fresh > batch.size()) {
            return;
        }
        count.trials++;
        count.bad++;
        count.caught += BarGate.notYet(batch).equals(Set.of(day)) ? 1 : 0;
        count.clean++;
        for (Case one : new ArrayList<>(batch)) {
            PriceSeries whole = all.stream().filter(s -> s.instrument().equals(one.held().bars().instrument())).findFirst().orElseThrow();
            batch.set(batch.indexOf(one), new Case(one.held(), new Incoming(
                    whole.since(one.incoming().bars().date(0)).upTo(day), GateArchive.FINAL_AFTER, Look.NEWS, false)));
        }
        count.falseAlarms += BarGate.notYet(batch).isEmpty() ? 0 : 1;
    }

    private static Map<PriceFault, Map<String, Count>> measure(List<PriceSeries> all, TestReporter reporter, String what, Path temp) {
        List<PriceSeries> shares = all.stream()
                .filter(s -> s.size() > BEFORE + AFTER + 30)
                .filter(s -> s.instrument().kind() == Instrument.Kind.STOCK || s.instrument().kind() == Instrument.Kind.ETF)
                .toList();
        var counts = new EnumMap<PriceFault, Map<String, Count>>(PriceFault.class);
        for (PriceFault kind : PriceFault.values()) {
            var random = new Random(SEED * 1_000 + kind.name().hashCode());
            var daily = new Count();
            var first = new Count();
            for (int i = 0; i < TRIALS; i++) {
                if (kind == PriceFault.STALE_DAY) {
                    staleDay(shares, random, daily);
                    continue;
                }
                PriceSeries series = shares.get(random.nextInt(shares.size()));
                int at = BEFORE + random.nextInt(series.size() - BEFORE - AFTER);
                Stretch stretch = Stretch.of(series, at);
                PriceFault.Spoilt spoilt = kind.spoil(stretch.rows(), BEFORE, random);
                if (kind == PriceFault.SWAPPED && !(stretch.rows()[BEFORE][1] > stretch.rows()[BEFORE][2] * 1.0002)) {
                    continue;
                }
                if (IN_FILES.contains(kind)) {
                    file(stretch, kind, spoilt, temp, first);
                    continue;
                }
                daily(stretch, kind, spoilt, daily);
                if (kind != PriceFault.FUTURE) {
                    firstFill(stretch, kind, spoilt, first);
                }
            }
            var both = new TreeMap<String, Count>();
            if (daily.bad > 0) {
                both.put("daily", daily);
            }
            if (first.bad > 0) {
                both.put("first fill", first);
            }
            counts.put(kind, both);
            both.forEach((how, count) -> reporter.publishEntry(what, count.line(kind, how)));
        }
        return counts;
    }

    private static void floors(Map<PriceFault, Map<String, Count>> counts, double splits) {
        var persistent = new Count();
        counts.forEach((kind, both) -> both.forEach((how, count) -> {
            String name = kind + " " + how;
            assertThat(count.trials).as(name).isPositive();
            // Where the fault falls on the day of a true jump, the days after it look like one without volume.
            assertThat(count.falseAlarms / (double) count.clean).as("good bars held back: " + name).isLessThan(.0003);
            if (kind.stays()) {
                persistent.bad += count.bad;
                persistent.caught += count.caught;
                if (how.equals("daily")) {
                    assertThat(count.recovered / (double) count.trials).as("recovered: " + name).isGreaterThan(.95);
                }
            } else if (EnumSet.of(PriceFault.HALVED_BAR, PriceFault.HALF_APPLIED, PriceFault.SPIKE).contains(kind)) {
                assertThat(count.rate()).as(name).isGreaterThan(.92);
            } else {
                assertThat(count.rate()).as(name).isGreaterThan(.999);
            }
        }));
        assertThat(persistent.rate()).as("unapplied splits from 3:2 up").isGreaterThanOrEqualTo(splits);
    }

    // ---- the tests

    @Test
    void faults_in_made_series_are_caught(TestReporter reporter, @TempDir Path temp) {
        var random = new Random(SEED);
        var all = new ArrayList<PriceSeries>();
        for (int s = 0; s < 30; s++) {
            all.add(MadeBars.series("S" + s, LocalDate.parse("2022-01-03"), 600, random));
        }
        floors(measure(all, reporter, "made", temp), .96);
    }

    @Test
    void faults_in_real_series_are_caught(TestReporter reporter, @TempDir Path temp) {
        List<PriceSeries> all = new ArrayList<>(staged("us-daily-etf"));
        all.addAll(staged("us-daily-sp500"));
        floors(measure(all, reporter, "real", temp), .96);
    }

    @Test
    void no_true_move_of_the_staged_rows_is_held_back(TestReporter reporter) {
        int bars = 0;
        int noTrade = 0;
        var jumps = new ArrayList<String>();
        var copies = new ArrayList<String>();
        var different = new ArrayList<String>();
        for (String folder : List.of("us-daily-etf", "us-daily-sp500")) {
            for (PriceSeries series : staged(folder)) {
                if (series.size() == 0) {
                    continue;
                }
                var archive = new GateArchive(series.instrument(), series.basis(), "csv");
                archive.take(series, Look.NEWS, true, evening(series.date(series.size() - 1)));
                bars += series.size();
                noTrade += (int) archive.bars.values().stream().filter(b -> b.has(BarFlag.NO_TRADE)).count();
                archive.bars.forEach((day, b) -> {
                    if (b.has(BarFlag.UNCONFIRMED)) {
                        jumps.add(series.instrument().symbol() + " " + day);
                    }
                });
                assertThat(archive.bars.values()).noneMatch(b -> b.has(BarFlag.BREAK));
                assertThat(archive.bars.size() + archive.open().size()).isEqualTo(series.size());
                archive.suspects.values().forEach(s -> copies.add(s.symbol() + " " + s.session() + " " + s.rule()));
                different.addAll(notAsBarCheck(series, archive));
            }
        }
        reporter.publishEntry(
                "staged rows",
                bars + " bars: " + copies.size() + " held back " + copies + ", " + noTrade + " without a trade, " + jumps.size() + " jumps let in as unconfirmed "
                        + jumps);
        assertThat(bars).isEqualTo(761_261);
        assertThat(copies).hasSize(9).allMatch(c -> c.matches("(SW|FERG) \\S+ COPY"));
        assertThat(noTrade).isEqualTo(452);
        assertThat(different).as("the gate and the panel of files see the same").isEmpty();
    }

    /** Days on which the gate's archive and the check of files do not have the same close. */
    private static List<String> notAsBarCheck(PriceSeries series, GateArchive archive) {
        LocalDate last = series.date(series.size() - 1);
        PricePanel panel = PricePanel.of(CALENDAR, List.of(series), last).value();
        PricePanel gated = PricePanel.ofAccepted(CALENDAR, List.of(archive.held(LocalDate.MIN.plusYears(1)).bars()), last, Set.of())
                .value();
        var different = new ArrayList<String>();
        for (int t = 0; t < panel.size(); t++) {
            boolean file = panel.series().getFirst().close(t) > 0;
            int at = gated.indexOf(panel.session(t));
            boolean gate = at >= 0 && gated.series().getFirst().close(at) > 0;
            if (file != gate) {
                different.add(series.instrument().symbol() + " " + panel.session(t));
            }
        }
        return different;
    }

    @Test
    void evening_by_evening_the_staged_rows_end_as_in_one_fill() {
        boolean every = System.getProperty("faults.daily", "").equals("all");
        var random = new Random(SEED);
        var named = Set.of("SW", "FERG", "HUBB", "GL", "FISV", "^VIX", "SNDK");
        List<PriceSeries> all = new ArrayList<>(staged("us-daily-sp500"));
        if (every) {
            all.addAll(staged("us-daily-etf"));
        }
        int n = 0;
        for (PriceSeries series : all) {
            if (series.size() == 0 || !(every || named.contains(series.instrument().symbol()) || random.nextInt(40) == 0)) {
                continue;
            }
            var whole = new GateArchive(series.instrument(), series.basis(), "csv");
            whole.take(series, Look.NEWS, false, evening(series.date(series.size() - 1)));
            var daily = new GateArchive(series.instrument(), series.basis(), "csv");
            for (int i = 0; i < series.size(); i++) {
                daily.take(series.since(series.date(Math.max(0, i - 1))).upTo(series.date(i)), evening(series.date(i)));
            }
            assertThat(daily.picture()).as(series.instrument().symbol()).isEqualTo(whole.picture());
            n++;
        }
        assertThat(n).isGreaterThan(10);
    }

    private static List<PriceSeries> staged(String folder) {
        Path path = StagedData.need("data/" + folder, "faults in real series");
        return FilePrices.of(List.of(path), Universe.shipped()::instrument)
                .history(Set.of(), LocalDate.MIN, LocalDate.MAX)
                .value();
    }
}
