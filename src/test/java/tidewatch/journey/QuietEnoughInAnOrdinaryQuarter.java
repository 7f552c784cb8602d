package tidewatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.delivery.DeliveryKind;
import tidewatch.market.TradingCalendar;

/** Anna has a daily brief, ten watches and five theses, and hears at most seven times a week. What real prices say: {@link NoiseReplay}. */
class QuietEnoughInAnOrdinaryQuarter {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 3, 31);

    /** Of the quarter, in a session; made up. */
    private static final Map<String, Double> DRIFTS = Map.of(
            "SPY", .0, "QQQ", -.001, "IWM", .001, "NVDA", -.006, "ITA", .004, "XLU", .0, "XLK", -.004, "XLE", .002, "IWD", .002, "IWF", -.002);

    @TempDir
    Path folder;

    @Test
    void no_week_has_more_than_seven_messages_and_a_thesis_that_turns_sends_none_of_its_own() {
        var scene = Scene.in(folder);
        DRIFTS.keySet().forEach(symbol -> scene.file("prices/" + symbol + ".csv", walk(symbol)));

        var told = NoiseReplay.play(scene, List.of(scene.path("prices")), FIRST, LAST, NoiseReplay.Watches.ONCE);

        assertThat(told.watches()).isEqualTo(10);
        assertThat(told.weeks().stream().mapToInt(week -> week.messages().getOrDefault(DeliveryKind.REMINDER, 0)).sum())
                .as("two ask what came of it; 2 Jan and 31 Mar lie in weeks that are not whole")
                .isEqualTo(10);
        assertThat(told.weeks()).as(told.words()).hasSize(12).allSatisfy(week -> {
            assertThat(week.all()).isLessThanOrEqualTo(NoiseReplay.A_WEEK);
            assertThat(week.messages().get(DeliveryKind.MORNING)).isGreaterThanOrEqualTo(4);
            assertThat(week.messages().keySet()).isSubsetOf(DeliveryKind.MORNING, DeliveryKind.REMINDER);
        });
        assertThat(told.flips()).as(told.words()).hasSize(5).allSatisfy((_, flips) -> assertThat(flips).isNotEmpty());
        assertThat(told.turns()).as("each is told once, in a brief").isEqualTo(told.allFlips()).isGreaterThan(10);
    }

    /** A file of prices that wander, in the quarter with a drift. */
    private static String walk(String symbol) {
        var random = new SplittableRandom(symbol.hashCode());
        double[] close = {100};
        return TradingCalendar.shipped().sessions(LocalDate.of(2024, 6, 3), LAST).stream()
                .map(day -> {
                    close[0] *= Math.exp((day.isBefore(FIRST) ? 0 : DRIFTS.get(symbol)) + .01 * random.nextGaussian());
                    return Scene.csv(day, close[0], close[0] * 1.004, close[0] * .996, close[0], 1_000_000L);
                })
                .collect(Collectors.joining("\n", "date,open,high,low,close,volume\n", "\n"));
    }
}
