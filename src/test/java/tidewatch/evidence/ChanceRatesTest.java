package tidewatch.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.evidence.Weighed.Cause;
import tidewatch.evidence.Weighed.Status;
import tidewatch.market.Basket;
import tidewatch.market.PriceSeries;
import tidewatch.notes.Claim.Direction;
import tidewatch.testing.Prices;

/**
 * What chance alone makes of claims: 100,000 of them on random walks without drift, weighed at their horizon. The shares beside are those of
 * 400,000 walks a horizon, simulated with numpy from the rules of the design alone ({@code z = sum / (1.08 sd sqrt n)}, sd of the 252 normal
 * values before).
 */
class ChanceRatesTest {
    private static final LocalDate FIRST = LocalDate.of(2022, 1, 3);
    private static final int[] HORIZONS = {20, 63, 126, 252};
    private static final int SESSIONS = 252 + 252 + 1;
    private static final int WALKS = 25_000;
    private static final int A_PANEL = 250;

    /** By horizon: leaning for, validating, no evidence either way, turning; against as for. */
    private static final double[][] SHARES = {
        {.1273, .0131, .7187, .0005}, {.1264, .0098, .7183, .0095}, {.1235, .0086, .7198, .0162}, {.1211, .0076, .7207, .0219},
    };

    @Test
    void the_share_of_each_status_is_that_of_chance() {
        var random = new Random(20);
        List<Map<Status, Integer>> counts = new ArrayList<>();
        var turning = new int[HORIZONS.length];
        for (int h = 0; h < HORIZONS.length; h++) {
            counts.add(new EnumMap<>(Status.class));
        }
        for (int panel = 0; panel < WALKS / A_PANEL; panel++) {
            claims(random, (h, weighed) -> {
                assertThat(weighed.sessions()).isEqualTo(HORIZONS[h]);
                counts.get(h).merge(weighed.status(), 1, Integer::sum);
                turning[h] += weighed.cause() == Cause.TURNING ? 1 : 0;
            });
        }
        for (int h = 0; h < HORIZONS.length; h++) {
            var what = "horizon " + HORIZONS[h];
            var found = counts.get(h);
            assertThat(found.values().stream().mapToInt(n -> n).sum()).isEqualTo(WALKS);
            same(what, found, Status.LEANING_FOR, SHARES[h][0]);
            same(what, found, Status.LEANING_AGAINST, SHARES[h][0]);
            same(what, found, Status.VALIDATING, SHARES[h][1]);
            same(what, found, Status.CONTRADICTING, SHARES[h][1]);
            same(what, found, Status.MIXED, SHARES[h][2] + SHARES[h][3]);
            assertThat(turning[h] / (double) WALKS).as(what).isCloseTo(SHARES[h][3], within(.006));
        }
    }

    /** Four standard errors of 25,000 draws at most. */
    private static void same(String what, Map<Status, Integer> found, Status status, double share) {
        assertThat(found.getOrDefault(status, 0) / (double) WALKS).as("%s, %s", what, status)
                .isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / WALKS)));
    }

    private interface Seen {
        void claim(int horizon, Weighed weighed);
    }

    /** One panel of walks against a yardstick that stands still, and on each walk a claim of each horizon that ends with the last session. */
    private static void claims(Random random, Seen seen) {
        List<PriceSeries> series = new ArrayList<>();
        series.add(Prices.series("SPY", FIRST, Prices.closes(SESSIONS, _ -> 400)));
        for (int i = 0; i < A_PANEL; i++) {
            double sd = .005 + .03 * random.nextDouble();
            var closes = new double[SESSIONS];
            double y = Math.log(50);
            for (int t = 0; t < SESSIONS; t++) {
                closes[t] = Math.exp(y);
                y += sd * random.nextGaussian();
            }
            series.add(Prices.series("W" + i, FIRST, closes));
        }
        var panel = Prices.panel(series.toArray(PriceSeries[]::new));
        var scales = ThesisStatus.on(panel, "SPY");
        for (int i = 0; i < A_PANEL; i++) {
            for (int h = 0; h < HORIZONS.length; h++) {
                int sign = random.nextBoolean() ? 1 : -1;
                seen.claim(h, scales.weigh(claim("W" + i, sign, panel.session(panel.size() - 1 - HORIZONS[h]), HORIZONS[h])));
            }
        }
    }

    private static Hypothesis claim(String symbol, int sign, LocalDate written, int horizon) {
        return new Hypothesis(
                symbol + horizon,
                "Long " + symbol,
                Hypothesis.Kind.THESIS,
                Claims.streak(symbol, 1, Direction.UP, written),
                sign,
                new Basket(symbol, symbol, List.of(symbol)),
                false,
                new Basket("SPY", "SPY", List.of("SPY")),
                written,
                horizon,
                "not stated: one quarter",
                Optional.empty());
    }
}
