package tidewatch.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidewatch.market.Basis;
import tidewatch.market.Instrument;
import tidewatch.market.MadeUniverse;
import tidewatch.market.PricePanel;
import tidewatch.market.PriceSeries;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Universe;
import tidewatch.testing.Prices;

/** No look-ahead: what the replay says of a past close is what the list said when that close was the newest. */
class PastListsTest {
    private static final int FIRST = RotationBacktest.WARM_UP + 1;

    private static List<String> ids(List<Candidate> rows) {
        return rows.stream().map(Candidate::id).toList();
    }

    private static List<String> said(List<RotationList.Named> rows) {
        return rows.stream().map(named -> named.row().id()).toList();
    }

    /** Compares each {@code step}-th close; answers how many rows were named on them. */
    private static int compare(String what, PricePanel whole, Function<LocalDate, PricePanel> asOf, Universe universe, int first, int step) {
        var lists = new PastLists(whole, asOf, universe, first, whole.size() - 1);
        int named = 0;
        for (int t = first - 1; t < whole.size(); t += step) {
            var then = RotationList.of(asOf.apply(whole.session(t)), universe);
            var replayed = lists.at(t);
            var at = what + ", session " + whole.session(t);
            assertThat(replayed.map(day -> ids(day.into())).orElse(List.of())).as(at).isEqualTo(said(then.into()));
            assertThat(replayed.map(day -> ids(day.outOf())).orElse(List.of())).as(at).isEqualTo(said(then.outOf()));
            named += then.into().size() + then.outOf().size();
        }
        return named;
    }

    @Test
    void truncating_the_future_changes_no_list_of_rows_with_gaps_new_proxies_new_members_and_broken_baskets() {
        int named = 0;
        for (int seed = 1; seed <= 6; seed++) {
            var random = new Random(seed);
            int n = 760;
            var spy = Walks.walk(random, n, .01);
            var made = MadePanel.ending("2026-03-31", n).etf("SPY", spy);
            for (int i = 0; i < 8; i++) {
                made.etf("T" + i, Walks.around(random, spy, .006));
            }
            // still for a while, while the market moves
            var still = Walks.around(random, spy, .006);
            IntStream.range(560, 680).forEach(t -> still[t] = still[559]);
            made.etf("STILL", still);
            // the first proxy ends, the second begins later than the axis
            for (var leg : List.of("L1", "S1", "L2", "S2")) {
                made.etf(leg, Walks.around(random, spy, .008));
            }
            IntStream.range(600, n).forEach(t -> made.without("L1", t));
            IntStream.range(0, 200).forEach(t -> made.without("S2", t));
            var members = new ArrayList<String>();
            for (int i = 0; i < 12; i++) {
                made.stock("M" + i, Walks.around(random, spy, .012));
                members.add("M" + i);
            }
            made.etf("XLU", Walks.around(random, spy, .006));
            // three of five members without a bar: the basket breaks
            for (int t : new int[] {520, 521, 640}) {
                List.of("M0", "M1", "M2").forEach(symbol -> made.without(symbol, t));
            }
            made.without("SPY", 610);
            made.without("T1", 590);
            var universe = new MadeUniverse().sector("Utilities", "XLU", members);
            for (int i = 6; i < 12; i++) {
                universe.joined("M" + i, made.sessions().get(480 + 35 * (i - 6)));
            }
            IntStream.range(0, 8).forEach(i -> universe.group("theme", "T" + i));
            universe.group("theme", "STILL")
                    .with(MadeUniverse.pair("P", "L1", "S1", MadeUniverse.pair("P", "L2", "S2")))
                    .with(MadeUniverse.pair("Q", "T0", "SPY"))
                    .basket("style:five", "M0", "M1", "M2", "M3", "M4");
            named += compare(
                    "seed " + seed,
                    made.panel(),
                    day -> made.cutAt(made.sessions().indexOf(day)),
                    universe.universe(),
                    FIRST,
                    seed == 1 ? 1 : 7);
        }
        assertThat(named).isGreaterThan(500);
    }

    /** A split that nobody applied is held back at first and a level of its own later; a fault that goes away was one all along. */
    @Test
    void bars_that_are_judged_anew_later_are_seen_as_they_were_on_the_day() {
        int n = 640;
        var random = new Random(5);
        var calendar = TradingCalendar.shipped();
        var last = LocalDate.of(2026, 3, 31);
        var first = calendar.plus(last, 1 - n);
        var spy = Walks.walk(random, n, .01);
        List<PriceSeries> series = new ArrayList<>();
        series.add(bars("SPY", spy, random, first));
        var universe = new MadeUniverse();
        for (int i = 0; i < 8; i++) {
            var price = Walks.around(random, spy, .006);
            int fault = 480 + 20 * i;
            if (i < 2) {
                IntStream.range(fault, n).forEach(t -> price[t] /= 4);
            } else if (i < 4) {
                IntStream.range(fault, fault + 6).forEach(t -> price[t] /= 4);
            }
            series.add(bars("T" + i, price, random, first));
            universe.group("theme", "T" + i);
        }
        Function<LocalDate, PricePanel> asOf = day -> PricePanel.of(calendar, series, day, Set.of()).value();
        var whole = asOf.apply(last);
        assertThat(whole.find("T0").orElseThrow().close(400)).as("lost behind the break").isNaN();
        assertThat(asOf.apply(whole.session(479)).find("T0").orElseThrow().close(400)).isPositive();
        assertThat(compare("checked bars", whole, asOf, universe.universe(), FIRST, 1)).isGreaterThan(200);
    }

    private static PriceSeries bars(String symbol, double[] price, Random random, LocalDate first) {
        var bars = new double[price.length][];
        for (int t = 0; t < price.length; t++) {
            double half = 1 + .004 + .002 * random.nextDouble();
            bars[t] = new double[] {price[t], price[t] * half, price[t] / half, price[t], 1e6 * (.8 + .4 * random.nextDouble()) * price[0] / price[t]};
        }
        return Prices.bars(new Instrument(symbol, symbol, Instrument.Kind.ETF, "", ""), Basis.SPLIT, first, List.of(), bars);
    }
}
