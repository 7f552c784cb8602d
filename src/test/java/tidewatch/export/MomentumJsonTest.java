package tidewatch.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidewatch.market.MonthlyReturns;
import tidewatch.rotation.MomentumBacktest;
import tidewatch.rotation.MomentumRule;
import tidewatch.testing.Golden;

class MomentumJsonTest {
    /** One group swings, one never varies and one comes late. */
    private static final MonthlyReturns RETURNS = MonthlyReturns.of(
            YearMonth.of(2001, 10),
            List.of("Swing", "Still", "Late"),
            IntStream.range(0, 30).mapToObj(t -> new double[] {t % 2 == 0 ? .0625 : -.03125, .015625, t < 20 ? Double.NaN : .03125}).toList());

    static String example() {
        var rules = List.of(new MomentumRule(List.of(1), 1), new MomentumRule(List.of(1, 3), 2), new MomentumRule(List.of(3), 3));
        var backtest = MomentumBacktest.of(RETURNS, Optional.of(YearMonth.of(2002, 1)), Optional.empty(), rules, .02).value().orElseThrow();
        return MomentumJson.of("returns.csv", "Invented returns", RETURNS, backtest);
    }

    @Test
    void every_portfolio_has_its_figures_or_why_not() {
        Golden.check("export/momentum.json", example() + "\n");
    }

    @Test
    void a_table_without_a_title_has_no_field_for_it_and_figures_are_at_full_precision() throws IOException {
        var backtest = MomentumBacktest.of(RETURNS, Optional.empty(), Optional.empty(), List.of(new MomentumRule(List.of(3), 1)), 0).value().orElseThrow();
        var json = new ObjectMapper().readTree(MomentumJson.of("returns.csv", "", RETURNS, backtest));
        assertThat(json.has("table")).isFalse();
        assertThat(json.get("v").intValue()).isEqualTo(Json.VERSION);
        var still = json.get("rows").get(3);
        assertThat(still.get("name").textValue()).isEqualTo("Still");
        assertThat(still.get("bestYear").get("returnPct").doubleValue()).isEqualTo((growth(.015625) - 1) * 100);
    }

    private static double growth(double monthly) {
        double growth = 1;
        for (int i = 0; i < 12; i++) {
            growth *= 1 + monthly;
        }
        return growth;
    }
}
