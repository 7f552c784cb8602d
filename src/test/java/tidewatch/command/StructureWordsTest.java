package tidewatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidewatch.market.Reading;
import tidewatch.rotation.AdvanceDecline;
import tidewatch.rotation.Correlation;
import tidewatch.rotation.Dispersion;
import tidewatch.rotation.MarketBreadth;
import tidewatch.rotation.MarketStructure;

class StructureWordsTest {
    private static final MarketBreadth NOBODY = new MarketBreadth(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private static final AdvanceDecline NO_DAYS = new AdvanceDecline(List.of());
    private static final Correlation NO_STOCKS = new Correlation(Reading.absent("none"), 0, 0);

    private static Dispersion month(double spread, double percentile) {
        return new Dispersion(21, Reading.of(spread), Reading.of(percentile), 11, 11);
    }

    private static String lines(Dispersion apart, Correlation stocks, Correlation sectors) {
        return String.join("\n", StructureWords.lines(new MarketStructure(List.of(), List.of(), List.of(apart), stocks, sectors, NO_DAYS), NOBODY));
    }

    @Test
    void a_spread_is_called_wide_or_narrow_by_its_own_year_alone() {
        var sectors = new Correlation(Reading.of(.31), 11, 11);
        assertThat(lines(month(.0692, .98), NO_STOCKS, sectors))
                .isEqualTo("Sectors lie far apart: 6.9 points over 21 sessions, more than on 98\u00A0% of the last year's days. "
                        + "Sectors move partly together: average correlation 0.31 (11 funds, 63 sessions).");
        assertThat(lines(month(.0692, .79), NO_STOCKS, sectors)).startsWith("Sectors lie about as far apart as usual: 6.9");
        assertThat(lines(month(.0692, .2), NO_STOCKS, sectors)).startsWith("Sectors lie close together: 6.9");
    }

    @Test
    void stocks_speak_before_sectors_where_there_are_enough() {
        var sectors = new Correlation(Reading.of(.31), 11, 11);
        assertThat(lines(month(.02, .5), new Correlation(Reading.of(.5), 497, 503), sectors))
                .endsWith("Stocks move mostly together: average correlation 0.50 (497 stocks, 63 sessions).");
        assertThat(lines(month(.02, .5), new Correlation(Reading.of(-.05), 5, 5), sectors)).contains("Stocks move mostly on their own: average correlation -0.05");
        assertThat(lines(month(.02, .5), new Correlation(Reading.of(.9), 4, 4), sectors)).contains("Sectors move partly");
    }

    @Test
    void what_is_unknown_is_said_with_its_reason() {
        var apart = new Dispersion(21, Reading.absent("4 of 11 sector funds have both closes, at least 5 are needed"), Reading.absent("none"), 4, 11);
        var together = new Correlation(Reading.absent("1 of 11 names have all closes of 63 sessions, at least 2 are needed"), 1, 11);
        assertThat(lines(apart, NO_STOCKS, together))
                .isEqualTo("How far sectors lie apart is unknown: 4 of 11 sector funds have both closes, at least 5 are needed. "
                        + "Whether they move together is unknown: 1 of 11 names have all closes of 63 sessions, at least 2 are needed.");
        var young = new Dispersion(21, Reading.of(.03), Reading.absent("100 values only, 240 of 252 are needed"), 11, 11);
        assertThat(lines(young, NO_STOCKS, together)).startsWith("Sectors differ by 3.0 points over 21 sessions (no comparison with the year: 100 values only");
    }

    @Test
    void without_sectors_and_stocks_nothing_is_said() {
        assertThat(lines(new Dispersion(21, Reading.absent("none"), Reading.absent("none"), 0, 0), NO_STOCKS, NO_STOCKS)).isEmpty();
    }

    @Test
    void rising_days_highs_and_lows_have_a_line_of_their_own() {
        var day = LocalDate.of(2026, 1, 8);
        var line = new AdvanceDecline(List.of(new AdvanceDecline.Day(day.minusDays(1), 3, 2, 6), new AdvanceDecline.Day(day, 2, 2, 6)));
        var market = new MarketStructure(List.of(), List.of(), List.of(), NO_STOCKS, NO_STOCKS, line);
        assertThat(StructureWords.lines(market, new MarketBreadth(2, 2, 6, 3, 6, 3, 6, 2, 1, 5)))
                .containsExactly("More stocks rose than fell on 1 of the last 2 sessions; 2 at their high of the year, 1 at their low, of 5.");
        assertThat(StructureWords.lines(market, new MarketBreadth(2, 2, 6, 3, 6, 3, 4, 2, 1, 4)))
                .containsExactly("More stocks rose than fell on 1 of the last 2 sessions.");
    }
}
