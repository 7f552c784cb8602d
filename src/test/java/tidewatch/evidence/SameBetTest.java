package tidewatch.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.market.Basket;
import tidewatch.market.PricePanel;
import tidewatch.market.PriceSeries;
import tidewatch.notes.Claim.Direction;
import tidewatch.testing.Prices;

class SameBetTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 2);
    private static final int SESSIONS = 200;

    /** A walk of half of what all share and half of its own: where {@code own} is small, they are one trade. */
    private static PriceSeries walk(String symbol, double[] shared, double own, long seed) {
        var random = new Random(seed);
        double[] y = {Math.log(100)};
        return Prices.series(symbol, FIRST, Prices.closes(SESSIONS, t -> Math.exp(y[0] += shared[t] + own * random.nextGaussian())));
    }

    private static double[] shared(long seed) {
        var random = new Random(seed);
        return Prices.closes(SESSIONS, _ -> .01 * random.nextGaussian());
    }

    private static PricePanel panel(PriceSeries... series) {
        var all = new ArrayList<>(List.of(series));
        all.add(Prices.series("SPY", FIRST, Prices.closes(SESSIONS, _ -> 400)));
        return Prices.panel(all.toArray(PriceSeries[]::new));
    }

    private static ThesisView thesis(String name, int sign, String symbol, PricePanel panel) {
        var written = panel.session(panel.size() - 11);
        var hypothesis = new Hypothesis(
                name,
                name,
                Hypothesis.Kind.THESIS,
                Claims.streak(symbol, 1, Direction.UP, written),
                sign,
                new Basket(symbol, symbol, List.of(symbol)),
                false,
                new Basket("SPY", "SPY", List.of("SPY")),
                written,
                63,
                "not stated: one quarter",
                Optional.empty());
        return new ThesisView(name, sign, List.of("Note.md"), List.of(), List.of(ThesisStatus.of(hypothesis, panel, "SPY")));
    }

    @Test
    void theses_that_move_together_in_their_own_directions_are_one_trade() {
        var up = shared(1);
        var down = new double[SESSIONS];
        for (int t = 0; t < SESSIONS; t++) {
            down[t] = -up[t];
        }
        var panel = panel(
                walk("AAA", up, .002, 2), walk("BBB", shared(3), .002, 4), walk("CCC", up, .002, 5), walk("DDD", down, .002, 6), walk("EEE", up, .03, 7));
        var theses = List.of(
                thesis("Long A", 1, "AAA", panel),
                thesis("Long B", 1, "BBB", panel),
                thesis("Long C", 1, "CCC", panel),
                thesis("Short D", -1, "DDD", panel),
                thesis("Long E", 1, "EEE", panel));
        var bets = SameBet.of(theses, panel);
        assertThat(bets).hasSize(1);
        assertThat(bets.getFirst().theses()).containsExactly("Long A", "Long C", "Short D");
        assertThat(bets.getFirst().least()).isBetween(.85, 1.0);
        assertThat(bets.getFirst().weeks()).isEqualTo(25);
        // The other way round it is a hedge and no second bet.
        var hedged = List.of(theses.getFirst(), thesis("Short C", -1, "CCC", panel));
        assertThat(SameBet.of(hedged, panel)).isEmpty();
    }

    /** Two that hang on one third each need not hang together: each pair counts. */
    @Test
    void a_chain_is_not_one_trade() {
        var one = shared(1);
        var two = shared(2);
        var both = new double[SESSIONS];
        for (int t = 0; t < SESSIONS; t++) {
            both[t] = one[t] + two[t];
        }
        var panel = panel(walk("ONE", one, .0001, 3), walk("BOTH", both, .0001, 4), walk("TWO", two, .0001, 5));
        var theses = List.of(thesis("One", 1, "ONE", panel), thesis("Both", 1, "BOTH", panel), thesis("Two", 1, "TWO", panel));
        assertThat(SameBet.of(theses, panel)).allSatisfy(bet -> assertThat(bet.theses()).hasSizeLessThan(3));
    }

    /** Walks that share nothing: by luck one pair in some thousands passes. */
    @Test
    void what_shares_nothing_is_no_trade() {
        int found = 0;
        for (int seed = 0; seed < 40; seed++) {
            var series = new ArrayList<PriceSeries>();
            for (int i = 0; i < 6; i++) {
                series.add(walk("W" + i, shared(1000 * seed + i), 0, seed));
            }
            var panel = panel(series.toArray(PriceSeries[]::new));
            var theses = series.stream().map(one -> one.instrument().symbol()).map(symbol -> thesis("Long " + symbol, 1, symbol, panel)).toList();
            found += SameBet.of(theses, panel).size();
        }
        assertThat(found).as("of 600 pairs").isLessThan(3);
    }

    @Test
    void without_enough_weeks_nothing_is_said() {
        var up = shared(1);
        var young = Prices.series("NEW", Prices.sessions(FIRST, SESSIONS).get(SESSIONS - 95), Prices.closes(95, t -> 100 * Math.exp(up[SESSIONS - 95 + t])));
        var flat = Prices.series("FLAT", FIRST, Prices.closes(SESSIONS, _ -> 10));
        var panel = panel(walk("AAA", up, .001, 2), young, flat);
        var theses = List.of(
                thesis("Long A", 1, "AAA", panel), thesis("Long new", 1, "NEW", panel), thesis("Long flat", 1, "FLAT", panel), thesis("Short flat", -1, "FLAT", panel));
        assertThat(SameBet.of(theses, panel)).isEmpty();
        assertThat(SameBet.of(List.of(), panel)).isEmpty();
    }

    @Test
    void one_thesis_is_no_group() {
        assertThatThrownBy(() -> new SameBet(List.of("Long A"), .9, 25)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SameBet(List.of("Long A", "Long B"), .7, 25)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new SameBet(List.of("Long A", "Long B"), .71, 25).least()).isCloseTo(.71, within(0.0));
    }
}
