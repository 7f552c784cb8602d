package tidewatch.market;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.market.GateArchive.early;
import static tidewatch.market.GateArchive.evening;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidewatch.market.BarGate.Case;
import tidewatch.market.BarGate.Incoming;
import tidewatch.market.BarGate.Judged;
import tidewatch.market.BarGate.Look;
import tidewatch.market.CorporateAction.Split;
import tidewatch.testing.Prices;
import tidewatch.testing.Seeds;

/** What holds for any series with any faults in it: the order of asking does not matter, asking again changes nothing, nothing looks ahead. */
class BarGatePropertyTest {
    private static final int SEEDS = 300;
    private static final int N = 160;
    private static final LocalDate FIRST = LocalDate.parse("2025-03-03");
    private static final List<LocalDate> DAYS = Prices.sessions(FIRST, N);

    /** Rows with some faults, each a fault whose judgement needs no later bar: ones of a single day, and a split that stays. */
    private static double[][] rows(Random random) {
        double[][] rows = MadeBars.rows(N, random);
        int faults = random.nextInt(6);
        for (int f = 0; f < faults; f++) {
            PriceFault kind = List.of(
                            PriceFault.HALVED_CLOSE,
                            PriceFault.HALVED_BAR,
                            PriceFault.COPY,
                            PriceFault.SWAPPED,
                            PriceFault.OUTSIDE,
                            PriceFault.MISSING,
                            PriceFault.SPIKE)
                    .get(random.nextInt(7));
            int at = 5 + 12 * random.nextInt((N - 5) / 12);
            if (rows[at].length > 0 && rows[at - 1].length > 0) {
                rows = kind.spoil(rows, at, random).rows();
            }
        }
        if (random.nextInt(3) == 0) {
            int at = N - 20 + random.nextInt(19);
            for (int i = at; i < N; i++) {
                for (int c = 0; c < rows[i].length; c++) {
                    rows[i][c] *= c < 4 ? .25 : 4;
                }
            }
        }
        for (int i = 0; i < N; i++) {
            if (rows[i].length > 0 && random.nextInt(60) == 0) {
                rows[i][4] = 0;
            } else if (rows[i].length > 0 && random.nextInt(60) == 0) {
                rows[i][4] *= 30;
            }
        }
        return rows;
    }

    private static PriceSeries series(double[][] rows, int from, int to, List<CorporateAction> actions) {
        return series("home", Basis.RAW, rows, from, to, actions);
    }

    private static PriceSeries series(String provider, Basis basis, double[][] rows, int from, int to, List<CorporateAction> actions) {
        var columns = new BarColumns(to - from);
        var origin = new Origin(provider, "test", evening(DAYS.get(N - 1)));
        for (int i = from; i < to; i++) {
            if (rows[i].length > 0 && rows[i][3] > 0) {
                columns.add(
                        (int) DAYS.get(i).toEpochDay(), rows[i][0], rows[i][1], rows[i][2], rows[i][3], rows[i][4], (byte) 0, origin);
            }
        }
        return columns.series(Prices.instrument("AAA"), basis, origin, actions, List.of());
    }

    @Test
    void one_piece_or_many_the_archive_ends_the_same() {
        Seeds.each(SEEDS, seed -> {
            var random = new Random(seed);
            double[][] rows = rows(random);
            Instant now = evening(DAYS.get(N - 1));
            var whole = new GateArchive(Prices.instrument("AAA"), Basis.RAW, "home");
            whole.take(series(rows, 0, N, List.of()), now);
            var pieces = new GateArchive(Prices.instrument("AAA"), Basis.RAW, "home", random.nextBoolean());
            for (int at = 0; at < N; ) {
                int to = Math.min(N, at + 1 + (random.nextBoolean() ? 0 : random.nextInt(50)));
                int from = Math.max(0, at - random.nextInt(4));
                Instant then = random.nextBoolean() ? now : evening(DAYS.get(to - 1));
                pieces.take(series(rows, from, to, List.of()), then);
                at = to;
            }
            assertThat(differences(whole.picture(), pieces.picture())).isEmpty();
        });
    }

    @Test
    void entering_twice_changes_nothing() {
        Seeds.each(SEEDS, seed -> {
            var random = new Random(seed);
            double[][] rows = rows(random);
            int cut = 60 + random.nextInt(N - 61);
            List<CorporateAction> actions = random.nextBoolean() ? List.of() : List.of(new Split(DAYS.get(cut), 4));
            boolean asked = random.nextBoolean();
            var archive = new GateArchive(Prices.instrument("AAA"), Basis.RAW, "home");
            Instant now = random.nextBoolean() ? evening(DAYS.get(N - 1)) : early(DAYS.get(N - 1));
            archive.take(series(rows, 0, cut, List.of()), evening(DAYS.get(cut - 1)));
            PriceSeries answer = series(rows, Math.max(0, cut - 2), N, actions);
            archive.take(answer, Look.NEWS, asked, now);
            var picture = archive.picture();
            Judged again = archive.take(answer, Look.NEWS, asked, now);
            assertThat(again.isNothing()).as(again.toString()).isTrue();
            assertThat(differences(picture, archive.picture())).isEmpty();
            PriceSeries second = series("other", Basis.RAW, MadeBars.rows(N, random), N - 30, N, List.of());
            archive.take(second, now);
            picture = archive.picture();
            assertThat(archive.take(second, now).isNothing()).isTrue();
            assertThat(archive.take(answer, Look.NEWS, asked, now).bars().size()).as("the home again, after another source").isZero();
            assertThat(differences(picture, archive.picture())).isEmpty();
            PriceSeries whole = series(rows, 0, N, actions);
            archive.take(whole, Look.WHOLE, true, now);
            picture = archive.picture();
            archive.take(whole, Look.WHOLE, true, now);
            assertThat(differences(picture, archive.picture())).isEmpty();
        });
    }

    @Test
    void rows_after_now_change_nothing_but_the_count_of_refused_ones() {
        Seeds.each(SEEDS, seed -> {
            var random = new Random(seed);
            double[][] rows = rows(random);
            int today = 40 + random.nextInt(N - 41);
            Instant now = random.nextBoolean() ? evening(DAYS.get(today)) : early(DAYS.get(today));
            var gate = new BarGate(GateArchive.CALENDAR);
            var nothing = new GateArchive(Prices.instrument("AAA"), Basis.RAW, "home").held(FIRST);
            List<CorporateAction> later = List.of(new Split(DAYS.get(today).plusDays(1), 3));
            Judged cut = gate.judge(new Case(nothing, incoming(series(rows, 0, today + 1, later))), now);
            Judged whole = gate.judge(new Case(nothing, incoming(series(rows, 0, N, later))), now);
            assertThat(whole.refused()).isGreaterThanOrEqualTo(0);
            assertThat(text(whole.bars())).isEqualTo(text(cut.bars()));
            assertThat(whole.suspects()).isEqualTo(cut.suspects());
            assertThat(whole.next()).isEqualTo(cut.next());
        });
    }

    @Test
    void nothing_is_mended_every_bar_that_enters_is_one_that_came() {
        Seeds.each(SEEDS, seed -> {
            var random = new Random(seed);
            double[][] rows = rows(random);
            var archive = new GateArchive(Prices.instrument("AAA"), Basis.RAW, "home");
            archive.take(series(rows, 0, N, List.of()), Look.NEWS, random.nextBoolean(), evening(DAYS.get(N - 1)));
            for (int i = 0; i < N; i++) {
                double[] row = rows[i];
                boolean in = archive.bars.containsKey(DAYS.get(i));
                boolean out = archive.open().contains(DAYS.get(i));
                assertThat(in || out).as("row %s is somewhere", DAYS.get(i)).isEqualTo(row.length > 0);
                assertThat(in && out).isFalse();
                archive.bar(DAYS.get(i)).ifPresent(b -> assertThat(new double[] {b.open(), b.high(), b.low(), b.close(), b.volume()})
                        .isEqualTo(row));
            }
        });
    }

    private static List<String> differences(Map<LocalDate, String> one, Map<LocalDate, String> other) {
        return Stream.concat(one.keySet().stream(), other.keySet().stream())
                .distinct()
                .filter(day -> !one.getOrDefault(day, "").equals(other.getOrDefault(day, "")))
                .map(day -> day + ": " + one.getOrDefault(day, "nothing") + " and then " + other.getOrDefault(day, "nothing"))
                .toList();
    }

    private static Incoming incoming(PriceSeries bars) {
        return new Incoming(bars, GateArchive.FINAL_AFTER, Look.NEWS, false);
    }

    private static String text(PriceSeries bars) {
        var text = new StringBuilder();
        for (int i = 0; i < bars.size(); i++) {
            text.append(bars.date(i)).append(' ').append(bars.close(i)).append(' ').append(BarFlag.of(bars.flags(i))).append('\n');
        }
        return text.toString();
    }
}
