package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.market.CorporateAction;

/** What sources write as a split is one only in whole numbers. */
class SplitRatioTest {
    private static final LocalDate EX = LocalDate.of(2026, 1, 8);

    @ParameterizedTest
    @ValueSource(doubles = {2, 4, 20, 50, 1.5, 1.25, 2.5, .05, .1, .02, 1.3333, .66667, 1.2})
    void ratios_of_small_whole_numbers_are_splits(double ratio) {
        assertThat(SplitRatio.of(EX, ratio)).isEqualTo(new CorporateAction.Split(EX, ratio));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.067, 1.0152, .98, 1.281, 1.05, 51.3, 1.0441})
    void others_are_spin_offs_that_scale_prices(double ratio) {
        assertThat(SplitRatio.of(EX, ratio)).isEqualTo(new CorporateAction.PriceFactor(EX, ratio));
    }
}
