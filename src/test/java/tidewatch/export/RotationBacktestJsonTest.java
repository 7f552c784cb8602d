package tidewatch.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.market.Reading;
import tidewatch.rotation.Followed;
import tidewatch.rotation.Followed.Group;
import tidewatch.rotation.Followed.Side;
import tidewatch.rotation.Interval;
import tidewatch.rotation.RotationBacktest;
import tidewatch.testing.Golden;

class RotationBacktestJsonTest {
    private static final RotationBacktest.Call XLU = new RotationBacktest.Call(
            "XLU", "Utilities", Side.INTO, Made.day("2025-12-22"), "XLU", "SPY", 20, false,
            List.of(Reading.of(-1 / 64.0), Reading.absent("the prices end on 2026-01-30, 26 of 63 sessions later")));

    private static final RotationBacktest.Call GROWTH = new RotationBacktest.Call(
            "growth-value", "growth / value", Side.OUT_OF, Made.day("2026-01-08"), "IWF", "IWD", 15, true,
            List.of(Reading.absent("the prices end on 2026-01-30, 15 of 21 sessions later"), Reading.absent("the prices end on 2026-01-30, 15 of 63 sessions later")));

    private static List<Followed> followed() {
        var outcome = new Followed.Outcome(-1 / 64.0, Optional.of(new Interval(-1 / 32.0, 0)), -1 / 128.0, 6, new Interval(.25, .75));
        List<Followed> all = new ArrayList<>();
        for (var side : Side.values()) {
            for (int horizon : new int[] {21, 63}) {
                for (var group : Group.values()) {
                    boolean there = side == Side.INTO && horizon == 21;
                    all.add(new Followed(side, group, horizon, there ? 12 : 0, there ? 0 : 1, there ? 1 : 0, there ? 7.5 : 0, there ? Optional.of(outcome) : Optional.empty()));
                }
            }
        }
        return all;
    }

    private static RotationBacktest backtest() {
        return new RotationBacktest(
                Made.day("2025-10-01"), Made.day("2026-01-30"), 83, 1, Made.day("2022-10-04"), Made.day("2026-01-30"), "SPY",
                List.of("XLU", "growth-value"), List.of(XLU, GROWTH), 3, 2, 1, followed());
    }

    static String example() {
        return RotationBacktestJson.of(backtest(), "the sample market", true);
    }

    @Test
    void a_backtest_is_one_object_with_every_call_and_every_group() {
        Golden.check("export/rotation-backtest.json", example() + "\n");
    }

    @Test
    void what_is_not_there_yet_is_left_out_and_counted() throws IOException {
        var json = new ObjectMapper().readTree(example());
        var none = json.get("followed").get(4);
        assertThat(none.get("horizonSessions").intValue()).isEqualTo(63);
        assertThat(none.get("notYet").intValue()).isEqualTo(1);
        assertThat(none.has("meanPp")).isFalse();
        assertThat(none.has("worthOutcomes")).isFalse();
        assertThat(json.get("sides").get(1).has("lengthMedianSessions")).as("no call has ended").isFalse();
        assertThat(json.get("calls").get(0).get("after").get(0).get("relPp").doubleValue()).isEqualTo(-1.5625);
    }
}
