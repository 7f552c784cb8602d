package tidewatch.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidewatch.evidence.Weighed.Cause;
import tidewatch.evidence.Weighed.Status;
import tidewatch.market.Basket;
import tidewatch.market.PricePanel;
import tidewatch.market.PriceSeries;
import tidewatch.notes.Claim;
import tidewatch.notes.Claim.Direction;
import tidewatch.testing.Prices;

class ThesisStatusTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 2);
    private static final int HISTORY = 252;
    /** Session t0: the close of the note, after 252 relative returns with a sample sd of exactly .01. */
    private static final LocalDate NOTE = Prices.sessions(FIRST, HISTORY + 1).getLast();

    @Test
    void the_golden_numbers_of_the_method() {
        assertThat(steady(20, 63).z()).hasValueSatisfying(z -> assertThat(z).isCloseTo(.828173, within(1e-6)));
        assertThat(steady(20, 63).status()).isEqualTo(Status.MIXED);
        assertThat(steady(20, 63).cause()).isEqualTo(Cause.SMALL);

        var forty = steady(40, 63);
        assertThat(forty.z().orElseThrow()).isCloseTo(1.171214, within(1e-6));
        assertThat(forty.z10().orElseThrow()).isCloseTo(.585607, within(1e-6));
        assertThat(forty.status()).isEqualTo(Status.LEANING_FOR);
        assertThat(forty.relative().orElseThrow()).isCloseTo(Math.expm1(.08), within(1e-9));
        assertThat(forty.sessions()).isEqualTo(40);
        assertThat(forty.start()).contains(NOTE);

        assertThat(steady(63, 63).z().orElseThrow()).isCloseTo(1.469862, within(1e-6));
        assertThat(steady(4, 63).status()).isEqualTo(Status.TOO_EARLY);
        assertThat(steady(4, 63).why()).isEqualTo("4 of 5 sessions");
    }

    @Test
    void a_turn_of_the_last_ten_sessions_is_mixed() {
        var small = weigh(63, returns(repeat(.002, 40), repeat(-.006, 10)));
        assertThat(small.z().orElseThrow()).isCloseTo(.261891, within(1e-6));
        assertThat(small.z10().orElseThrow()).isCloseTo(-1.756821, within(1e-6));
        assertThat(small.cause()).isEqualTo(Cause.SMALL);

        var turning = weigh(126, returns(repeat(.002, 100), repeat(-.006, 10)));
        assertThat(turning.z().orElseThrow()).isCloseTo(1.235970, within(1e-6));
        assertThat(turning.status()).isEqualTo(Status.MIXED);
        assertThat(turning.cause()).isEqualTo(Cause.TURNING);
    }

    @Test
    void strong_words_need_the_sequential_bound() {
        // z = .006 n / (1.08 .01 sqrt n): 2.78 at n = 25, above 2.74 for 63 sessions; 2.72 at n = 24
        assertThat(weigh(63, repeat(.006, 24)).status()).isEqualTo(Status.LEANING_FOR);
        assertThat(weigh(63, repeat(.006, 25)).status()).isEqualTo(Status.VALIDATING);
        assertThat(weigh(63, repeat(.006, 25)).strong()).isTrue();
        assertThat(weigh(63, repeat(-.006, 25)).status()).isEqualTo(Status.CONTRADICTING);
        assertThat(weigh(63, repeat(-.006, 24)).status()).isEqualTo(Status.LEANING_AGAINST);
        // Passed once, it stays passed while z stands on the same side.
        var later = weigh(63, returns(repeat(.006, 25), repeat(-.002, 9)));
        assertThat(later.z().orElseThrow()).isLessThan(2.74);
        assertThat(later.status()).isEqualTo(Status.VALIDATING);
        // A bound passed on one side says nothing for the other.
        var crossed = weigh(252, returns(repeat(.007, 25), repeat(-.004, 90)));
        assertThat(crossed.status()).isEqualTo(Status.LEANING_AGAINST);
        assertThat(crossed.strong()).isFalse();
    }

    @Test
    void the_bound_grows_with_the_horizon() {
        assertThat(SequentialBound.of(5)).isEqualTo(2.53);
        assertThat(SequentialBound.of(20)).isEqualTo(2.53);
        assertThat(SequentialBound.of(63)).isCloseTo(2.74, within(1e-12));
        assertThat(SequentialBound.of(126)).isCloseTo(2.83, within(1e-12));
        assertThat(SequentialBound.of(252)).isCloseTo(2.91, within(1e-12));
        assertThat(SequentialBound.of(40)).isBetween(2.53, 2.74);
        assertThat(SequentialBound.of(504)).isCloseTo(2.99, within(1e-9));
    }

    @Test
    void at_the_horizon_the_value_freezes_and_the_day_after_it_asks_for_a_review() {
        assertThat(weigh(20, repeat(.004, 20)).status()).isEqualTo(Status.LEANING_FOR);
        var after = weigh(20, returns(repeat(.004, 20), repeat(-.05, 3)));
        assertThat(after.status()).isEqualTo(Status.STALE);
        assertThat(after.cause()).isEqualTo(Cause.HORIZON_PASSED);
        assertThat(after.why()).contains("horizon of 20 sessions passed on 2025-02-03", "please review");
        assertThat(after.sessions()).isEqualTo(20);
        assertThat(after.relative().orElseThrow()).isCloseTo(Math.expm1(.08), within(1e-9));
        assertThat(after.previous()).contains(Status.LEANING_FOR);
        assertThat(after.holding()).isEqualTo(3);
    }

    @Test
    void how_long_a_status_has_held_is_replayed() {
        // MIXED from the fifth session until z reaches 1 at n = 30 (.002 sqrt n / .0108)
        var turned = steady(31, 63);
        assertThat(turned.status()).isEqualTo(Status.LEANING_FOR);
        assertThat(turned.holding()).isEqualTo(2);
        assertThat(turned.previous()).contains(Status.MIXED);
        assertThat(steady(29, 63).holding()).isEqualTo(25);
        assertThat(steady(29, 63).previous()).contains(Status.TOO_EARLY);
        // the note's own close and four sessions
        assertThat(steady(4, 63).holding()).isEqualTo(5);
        assertThat(steady(4, 63).previous()).isEmpty();
    }

    @Test
    void on_the_day_of_the_note_there_is_only_what_came_before() {
        var evening = steady(0, 63);
        assertThat(evening.status()).isEqualTo(Status.TOO_EARLY);
        assertThat(evening.start()).contains(NOTE);
        assertThat(evening.relative()).isEmpty();
        assertThat(evening.z()).isEmpty();
        assertThat(evening.before().orElseThrow()).isCloseTo(move(panel(), 231, 252), within(1e-12));

        var h = hypothesis(1, 63, Prices.sessions(NOTE, 2).getLast());
        var morning = ThesisStatus.of(h, panel(), "SPY");
        assertThat(morning.status()).isEqualTo(Status.TOO_EARLY);
        assertThat(morning.cause()).isEqualTo(Cause.NO_CLOSE_YET);
        assertThat(morning.start()).isEmpty();
        assertThat(morning.before().orElseThrow()).isCloseTo(move(panel(), 231, 252), within(1e-12));
    }

    @Test
    void a_note_of_a_weekend_counts_from_the_next_close() {
        var saturday = LocalDate.of(2025, 1, 4);
        var panel = panel(repeat(.004, 10));
        var weighed = ThesisStatus.of(hypothesis(1, 63, saturday), panel, "SPY");
        assertThat(weighed.start()).contains(LocalDate.of(2025, 1, 6));
    }

    @Test
    void a_price_older_than_five_sessions_is_stale() {
        double[] since = repeat(.004, 16);
        Arrays.fill(since, 10, 16, Double.NaN);
        var stale = weigh(63, since);
        assertThat(stale.status()).isEqualTo(Status.STALE);
        assertThat(stale.cause()).isEqualTo(Cause.PRICE_OLD);
        assertThat(stale.sessions()).isEqualTo(10);
        assertThat(weigh(63, Arrays.copyOf(since, 15)).status()).isEqualTo(Status.LEANING_FOR);
    }

    @Test
    void a_gap_costs_nothing_but_its_own_days() {
        double[] since = repeat(.004, 20);
        var whole = weigh(63, since);
        since[7] = Double.NaN;
        var gap = weigh(63, since);
        assertThat(gap.z().orElseThrow()).isCloseTo(whole.z().orElseThrow(), within(1e-9));
        assertThat(gap.sessions()).isEqualTo(20);
    }

    @Test
    void little_history_or_none_is_untestable_and_says_so() {
        var a = Prices.series("AAA", LocalDate.of(2024, 11, 1), Prices.closes(60, i -> 100 + i % 3));
        var spy = Prices.series("SPY", FIRST, Prices.closes(280, i -> 100 + i % 2));
        var panel = Prices.panel(a, spy);
        var weighed = ThesisStatus.of(hypothesis(1, 63, LocalDate.of(2025, 1, 3)), panel, "SPY");
        assertThat(weighed.status()).isEqualTo(Status.UNTESTABLE);
        assertThat(weighed.cause()).isEqualTo(Cause.SHORT_HISTORY);
        assertThat(weighed.hypothesis()).isPresent();
        assertThat(weighed.why()).isEqualTo("insufficient history: 42 sessions of AAA against SPY before the note, 60 needed");

        var flat = Prices.panel(
                Prices.series("AAA", FIRST, Prices.closes(280, _ -> 50)), Prices.series("SPY", FIRST, Prices.closes(280, _ -> 100)));
        assertThat(ThesisStatus.of(hypothesis(1, 63, NOTE), flat, "SPY").why()).contains("does not move");

        var old = ThesisStatus.of(hypothesis(1, 63, LocalDate.of(2020, 5, 4)), panel(repeat(.01, 5)), "SPY");
        assertThat(old.status()).isEqualTo(Status.UNTESTABLE);
        assertThat(old.why()).isEqualTo("prices start 2024-01-02, after the note");
    }

    @Test
    void the_mirror_of_a_claim_has_the_mirrored_figures() {
        for (int seed = 1; seed <= 40; seed++) {
            var panel = randomPanel(seed, 400);
            var plus = ThesisStatus.of(hypothesis(1, 126, NOTE), panel, "SPY");
            var minus = ThesisStatus.of(hypothesis(-1, 126, NOTE), panel, "SPY");
            assertThat(minus.z().orElseThrow()).as("seed %d", seed).isEqualTo(-plus.z().orElseThrow());
            assertThat(minus.z10().orElseThrow()).as("seed %d", seed).isEqualTo(-plus.z10().orElseThrow());
            assertThat(minus.relative()).as("seed %d", seed).isEqualTo(plus.relative());
            assertThat(minus.afterBeta()).as("seed %d", seed).isEqualTo(plus.afterBeta());
            assertThat(minus.status()).as("seed %d", seed).isEqualTo(mirrored(plus.status()));
            assertThat(minus.holding()).as("seed %d", seed).isEqualTo(plus.holding());
        }
    }

    @Test
    void scaling_prices_changes_nothing() {
        for (int seed = 1; seed <= 20; seed++) {
            double[] a = walk(seed, 330);
            double[] b = walk(seed + 1000, 330);
            var one = ThesisStatus.of(hypothesis(1, 63, NOTE), pair(a, b), "SPY");
            var scaled = ThesisStatus.of(
                    hypothesis(1, 63, NOTE),
                    pair(Arrays.stream(a).map(x -> x * 37.5).toArray(), Arrays.stream(b).map(x -> x / 12).toArray()),
                    "SPY");
            assertThat(scaled.z().orElseThrow()).as("seed %d", seed).isCloseTo(one.z().orElseThrow(), within(1e-9));
            assertThat(scaled.status()).as("seed %d", seed).isEqualTo(one.status());
            assertThat(scaled.afterBeta().orElseThrow())
                    .as("seed %d", seed)
                    .isCloseTo(one.afterBeta().orElseThrow(), within(1e-9));
        }
    }

    @Test
    void later_bars_change_nothing_as_of_an_earlier_session() {
        for (int seed = 1; seed <= 25; seed++) {
            double[] a = walk(seed, 400);
            double[] b = walk(seed + 500, 400);
            int cut = 260 + new Random(seed).nextInt(120);
            var asOf = Prices.sessions(FIRST, cut).getLast();
            var spoilt = a.clone();
            Arrays.fill(spoilt, cut, spoilt.length, 1e4);
            var h = hypothesis(1, 63, NOTE);
            var early = ThesisStatus.of(h, pair(Arrays.copyOf(a, cut), Arrays.copyOf(b, cut)), "SPY");
            var late = ThesisStatus.of(
                    h, Prices.panel(asOf, Prices.series("AAA", FIRST, spoilt), Prices.series("SPY", FIRST, b)), "SPY");
            assertThat(late).as("seed %d", seed).isEqualTo(early);
        }
    }

    @Test
    void the_replay_equals_a_status_taken_each_day() {
        double[] a = walk(77, 340);
        double[] b = walk(78, 340);
        var h = hypothesis(1, 63, NOTE);
        Optional<Status> last = Optional.empty();
        Optional<Status> previous = Optional.empty();
        int holding = 0;
        for (int cut = HISTORY + 1; cut <= 340; cut++) {
            var now = ThesisStatus.of(h, pair(Arrays.copyOf(a, cut), Arrays.copyOf(b, cut)), "SPY");
            if (last.equals(Optional.of(now.status()))) {
                holding++;
            } else {
                previous = last;
                holding = 1;
            }
            last = Optional.of(now.status());
            assertThat(now.holding()).as("after %d sessions", cut).isEqualTo(holding);
            assertThat(now.previous()).as("after %d sessions", cut).isEqualTo(previous);
        }
        assertThat(previous).isPresent();
    }

    @Test
    void what_beta_leaves_is_told_apart() {
        // The asset moves exactly twice the market: all of its lead is the market's own move, and half the slope is taken.
        double[] market = walk(5, 290);
        double[] asset = Arrays.stream(market).map(x -> x * x / 100).toArray();
        var weighed = ThesisStatus.of(hypothesis(1, 63, NOTE), pair(asset, market), "SPY");
        double move = Math.log(market[289] / market[HISTORY]);
        assertThat(weighed.detail().orElseThrow().beta().orElseThrow()).isCloseTo(1, within(1e-9));
        assertThat(weighed.relative().orElseThrow()).isCloseTo(Math.expm1(move), within(1e-9));
        assertThat(weighed.afterBeta().orElseThrow()).isCloseTo(Math.expm1(.5 * move), within(1e-9));
    }

    @Test
    void one_leg_for_and_one_against_is_mixed() {
        double[] history = alternating();
        var up = series("UP", DoubleStream.concat(Arrays.stream(history), Arrays.stream(repeat(.006, 20))).toArray());
        var down = series("DOWN", DoubleStream.concat(Arrays.stream(history), Arrays.stream(repeat(-.004, 20))).toArray());
        var spy = Prices.series("SPY", FIRST, Prices.closes(HISTORY + 21, _ -> 100));
        var panel = Prices.panel(up, down, spy);
        var both = new Basket("thesis:both", "Both", List.of("UP", "DOWN"));
        var h = new Hypothesis(
                "id", "Long both", Hypothesis.Kind.THESIS, claim(), 1, both, false, basket("SPY"), NOTE, 63, "", Optional.empty(),
                List.of(basket("UP"), basket("DOWN")));
        var weighed = ThesisStatus.of(h, panel, "SPY");
        assertThat(weighed.status()).isEqualTo(Status.MIXED);
        assertThat(weighed.cause()).isEqualTo(Cause.LEGS);
    }

    @Test
    void the_odds_phrase_follows_the_measured_shares() {
        assertThat(Chance.oneIn(0)).isEqualTo(1);
        assertThat(Chance.oneIn(.5)).isEqualTo(2);
        assertThat(Chance.oneIn(1)).isEqualTo(4);
        assertThat(Chance.oneIn(1.3)).isEqualTo(7);
        assertThat(Chance.oneIn(-1.3)).isEqualTo(7);
        assertThat(Chance.of(1.64)).isEqualTo(new Chance(13, false));
        assertThat(Chance.of(2)).isEqualTo(new Chance(25, false));
        assertThat(Chance.of(-2.7)).isEqualTo(new Chance(25, true));
        for (double z = 0; z < 3; z += .01) {
            assertThat(Chance.oneIn(z + .01)).isGreaterThanOrEqualTo(Chance.oneIn(z));
        }
    }

    private static Status mirrored(Status status) {
        return switch (status) {
            case LEANING_FOR -> Status.LEANING_AGAINST;
            case LEANING_AGAINST -> Status.LEANING_FOR;
            case VALIDATING -> Status.CONTRADICTING;
            case CONTRADICTING -> Status.VALIDATING;
            case UNTESTABLE, STALE, TOO_EARLY, MIXED -> status;
        };
    }

    private static double move(PricePanel panel, int from, int to) {
        var a = panel.find("AAA").orElseThrow();
        var b = panel.find("SPY").orElseThrow();
        return a.close(to) / a.close(from) / (b.close(to) / b.close(from)) - 1;
    }

    private static Weighed steady(int sessions, int horizon) {
        return weigh(horizon, repeat(.002, sessions));
    }

    private static Weighed weigh(int horizon, double... since) {
        return ThesisStatus.of(hypothesis(1, horizon, NOTE), panel(since), "SPY");
    }

    private static Hypothesis hypothesis(int sign, int horizon, LocalDate written) {
        return new Hypothesis(
                "id",
                "Long AAA",
                Hypothesis.Kind.THESIS,
                claim(),
                sign,
                basket("AAA"),
                false,
                basket("SPY"),
                written,
                horizon,
                "not stated: one quarter",
                Optional.empty());
    }

    private static Claim claim() {
        return Claims.streak("AAA", 1, Direction.UP, NOTE);
    }

    private static Basket basket(String symbol) {
        return new Basket(symbol, symbol, List.of(symbol));
    }

    /** 252 relative log returns with mean 0 and sample sd .01. */
    private static double[] alternating() {
        double a = .01 / Math.sqrt(252.0 / 251);
        return IntStream.range(0, HISTORY).mapToDouble(i -> i % 2 == 0 ? a : -a).toArray();
    }

    /** AAA with these relative log returns after the history, against a SPY that stands still; NaN is a session without a bar. */
    private static PricePanel panel(double... since) {
        double[] all = DoubleStream.concat(Arrays.stream(alternating()), Arrays.stream(since)).toArray();
        var spy = Prices.series("SPY", FIRST, Prices.closes(all.length + 1, _ -> 400));
        return Prices.panel(series("AAA", all), spy);
    }

    private static PriceSeries series(String symbol, double... returns) {
        var closes = new double[returns.length + 1];
        closes[0] = 100;
        double log = Math.log(100);
        for (int i = 0; i < returns.length; i++) {
            // A missing bar hides its price; the move itself took place at the rate of the sessions around it.
            log += Double.isNaN(returns[i]) ? .004 : returns[i];
            closes[i + 1] = Double.isNaN(returns[i]) ? Double.NaN : Math.exp(log);
        }
        return Prices.series(symbol, FIRST, closes);
    }

    private static PricePanel randomPanel(int seed, int n) {
        return pair(walk(seed, n), walk(seed + 10_000, n));
    }

    private static PricePanel pair(double[] a, double[] spy) {
        return Prices.panel(Prices.series("AAA", FIRST, a), Prices.series("SPY", FIRST, spy));
    }

    private static double[] walk(int seed, int n) {
        var random = new Random(seed);
        var closes = new double[n];
        double log = Math.log(100);
        for (int i = 0; i < n; i++) {
            log += .012 * random.nextGaussian();
            closes[i] = Math.exp(log);
        }
        return closes;
    }

    private static double[] repeat(double value, int n) {
        var all = new double[n];
        Arrays.fill(all, value);
        return all;
    }

    private static double[] returns(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }
}
