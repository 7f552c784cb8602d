package tidewatch.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.market.CorporateAction.CashDividend;
import tidewatch.market.CorporateAction.PriceFactor;
import tidewatch.market.CorporateAction.Split;
import tidewatch.testing.Prices;

class SeriesSwapTest {
    private static final LocalDate FIRST = LocalDate.parse("2025-10-01");
    private static final int N = 120;
    private static final List<LocalDate> DAYS = Prices.sessions(FIRST, N);
    private static final LocalDate EX = LocalDate.parse("2026-02-17");
    private static final int AT = DAYS.indexOf(EX);
    private static final double[][] ROWS = MadeBars.rows(N, new Random(5));

    private static PriceSeries series(String provider, Basis basis, List<CorporateAction> actions, int from, int to, double scale, int until) {
        var columns = new BarColumns(N);
        var origin = new Origin(provider, "test", java.time.Instant.EPOCH);
        for (int i = from; i < to; i++) {
            double by = i < until ? scale : 1;
            double[] r = ROWS[i];
            columns.add((int) DAYS.get(i).toEpochDay(), r[0] * by, r[1] * by, r[2] * by, r[3] * by, r[4] / by, (byte) 0, origin);
        }
        return columns.series(Prices.instrument("SMK03"), basis, origin, actions, List.of());
    }

    private static PriceSeries held(Basis basis) {
        return series("home", basis, List.of(), 0, AT, 1, 0);
    }

    @Test
    void a_history_that_the_source_divided_by_the_split_may_come_in() {
        PriceSeries applied = series("home", Basis.SPLIT, List.of(), 0, N, .25, AT);
        SeriesSwap.Verdict verdict = SeriesSwap.refetched(held(Basis.SPLIT), applied, List.of(new Split(EX, 4)));
        assertThat(verdict.allowed()).isTrue();
        assertThat(verdict.sentence()).isEqualTo(AT + " of " + AT + " sessions line up after the 4:1 split of 17 Feb");
    }

    @Test
    void one_that_is_half_applied_not_applied_or_divided_by_something_else_may_not() {
        String no = "History of SMK03 does not line up after the 4:1 split of 17 Feb; old prices kept, series quarantined.";
        List<CorporateAction> split = List.of(new Split(EX, 4));
        for (PriceSeries wrong : List.of(
                series("home", Basis.SPLIT, List.of(), 0, N, .25, AT / 2),
                series("home", Basis.SPLIT, List.of(), 0, N, 1, 0),
                series("home", Basis.SPLIT, List.of(), 0, N, .5, AT),
                series("home", Basis.SPLIT, List.of(), AT, N, 1, 0))) {
            assertThat(SeriesSwap.refetched(held(Basis.SPLIT), wrong, split)).isEqualTo(new SeriesSwap.Verdict(false, no));
        }
    }

    @Test
    void two_bars_in_a_hundred_may_be_off_and_more_may_not() {
        PriceSeries applied = series("home", Basis.SPLIT, List.of(), 0, N, .25, AT);
        assertThat(SeriesSwap.refetched(bent(1), applied, List.of(new Split(EX, 4))).allowed()).isTrue();
        assertThat(SeriesSwap.refetched(bent(3), applied, List.of(new Split(EX, 4))).allowed()).isFalse();
    }

    private static PriceSeries bent(int bars) {
        var columns = new BarColumns(AT);
        PriceSeries held = held(Basis.SPLIT);
        for (int i = 0; i < AT; i++) {
            double by = i < bars ? 1.0011 : 1;
            columns.add(held.epochDay(i), held.open(i), held.high(i), held.low(i), held.close(i) * by, held.volume(i), (byte) 0, held.origin());
        }
        return columns.series(held.instrument(), Basis.SPLIT, held.origin(), List.of(), List.of());
    }

    @Test
    void a_dividend_moves_total_prices_only_and_several_actions_multiply() {
        double close = ROWS[AT - 1][3];
        double part = .02;
        var dividend = new CashDividend(EX, close * part);
        PriceSeries lower = series("home", Basis.TOTAL, List.of(), 0, N, 1 - part, AT);
        assertThat(SeriesSwap.refetched(held(Basis.TOTAL), lower, List.of(dividend)).allowed()).isTrue();
        assertThat(SeriesSwap.refetched(held(Basis.SPLIT), series("home", Basis.SPLIT, List.of(), 0, N, 1, 0), List.of(dividend)).allowed())
                .isTrue();
        SeriesSwap.Verdict late =
                SeriesSwap.refetched(held(Basis.TOTAL), series("home", Basis.TOTAL, List.of(), 0, N, 1, 0), List.of(dividend));
        assertThat(late.allowed()).as("not applied yet").isFalse();
        assertThat(late.sentence()).contains("after the dividend of " + BarCheck.plain(close * part) + " of 17 Feb");
        PriceSeries both = series("home", Basis.TOTAL, List.of(), 0, N, (1 - part) / 1.067, AT);
        assertThat(SeriesSwap.refetched(held(Basis.TOTAL), both, List.of(dividend, new PriceFactor(EX, 1.067))).allowed()).isTrue();
    }

    @Test
    void without_a_known_action_one_factor_must_lie_between_all_bars() {
        assertThat(SeriesSwap.refetched(held(Basis.TOTAL), series("home", Basis.TOTAL, List.of(), 0, N, .9958, N), List.of()).allowed())
                .isTrue();
        assertThat(SeriesSwap.refetched(held(Basis.TOTAL), series("home", Basis.TOTAL, List.of(), 0, N, .9958, AT / 2), List.of()))
                .isEqualTo(new SeriesSwap.Verdict(
                        false, "History of SMK03 does not line up with the prices held; old prices kept, series quarantined."));
        assertThat(SeriesSwap.refetched(held(Basis.RAW).upTo(LocalDate.EPOCH), held(Basis.RAW), List.of()).allowed()).isTrue();
    }

    @Test
    void raw_prices_are_what_they_were_whatever_happened() {
        assertThat(SeriesSwap.refetched(held(Basis.RAW), series("home", Basis.RAW, List.of(), 0, N, 1, 0), List.of(new Split(EX, 4))).allowed())
                .isTrue();
    }

    @Test
    void another_source_needs_sixty_sessions_in_common_and_the_same_returns() {
        List<CorporateAction> split = List.of(new Split(DAYS.get(50), 2));
        PriceSeries raw = series("home", Basis.RAW, split, 0, N, 2, 50);
        PriceSeries adjusted = series("other", Basis.SPLIT, List.of(), 0, N, 1, 0);
        assertThat(SeriesSwap.moved(raw, adjusted).allowed()).as("raw with its split against split-adjusted").isTrue();
        SeriesSwap.Verdict few = SeriesSwap.moved(raw, adjusted.since(DAYS.get(N - 59)));
        assertThat(few.allowed()).isFalse();
        assertThat(few.sentence()).isEqualTo("The history of SMK03 from other shares 59 sessions with the one held, 60 are needed to compare; "
                + "both are kept, the old one stays in use.");
        PriceSeries flickers = series("other", Basis.SPLIT, List.of(), 0, N, 1, 0);
        var columns = new BarColumns(N);
        for (int i = 0; i < N; i++) {
            double by = i == 30 || i == 70 ? 1.01 : 1;
            columns.add(flickers.epochDay(i), flickers.open(i), flickers.high(i), flickers.low(i), flickers.close(i) * by, 1e6, (byte) 0, flickers.origin());
        }
        SeriesSwap.Verdict no = SeriesSwap.moved(
                raw, columns.series(flickers.instrument(), Basis.SPLIT, flickers.origin(), List.of(), List.of()));
        assertThat(no.allowed()).isFalse();
        assertThat(no.sentence()).startsWith("The history of SMK03 from other differs from the one held in 4 of 119 returns");
    }

    @Test
    void a_bar_may_stand_in_where_no_action_came_after_it() {
        List<CorporateAction> actions = List.of(new Split(DAYS.get(40), 2), new CashDividend(DAYS.get(60), .5), new Split(DAYS.get(100), 3));
        LocalDate today = DAYS.get(80);
        assertThat(SeriesSwap.mayStandIn(Basis.RAW, Basis.RAW, actions, DAYS.get(10), today)).isTrue();
        assertThat(SeriesSwap.mayStandIn(Basis.RAW, Basis.SPLIT, actions, DAYS.get(39), today)).isFalse();
        assertThat(SeriesSwap.mayStandIn(Basis.RAW, Basis.SPLIT, actions, DAYS.get(40), today)).isTrue();
        assertThat(SeriesSwap.mayStandIn(Basis.TOTAL, Basis.RAW, actions, DAYS.get(59), today)).isFalse();
        assertThat(SeriesSwap.mayStandIn(Basis.TOTAL, Basis.RAW, actions, DAYS.get(60), today)).isTrue();
        assertThat(SeriesSwap.mayStandIn(Basis.SPLIT, Basis.SPLIT, actions, DAYS.get(80), DAYS.get(100))).as("split today").isFalse();
    }
}
