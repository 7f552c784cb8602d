package tidewatch.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidewatch.market.Basis;
import tidewatch.market.CorporateAction;
import tidewatch.testing.Prices;

class LinesTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 2);
    private static final double NONE = Double.NaN;

    @Test
    void a_basket_is_the_mean_of_its_members_simple_returns_each_session() {
        var panel = Prices.panel(Prices.series("A", FIRST, 100, 110, 110), Prices.series("B", FIRST, 50, 50, 60));
        double[] y = new Lines(panel).returns(StagedPrices.basket("A", "B"));
        assertThat(Math.exp(y[1] - y[0])).isCloseTo(1.05, within(1e-12));
        assertThat(Math.exp(y[2] - y[1])).isCloseTo(1.10, within(1e-12));
    }

    @Test
    void three_of_five_members_are_enough_and_two_are_not() {
        var panel = Prices.panel(
                Prices.series("A", FIRST, 10, 11, 12),
                Prices.series("B", FIRST, 10, 11, NONE),
                Prices.series("C", FIRST, 10, 11, 12),
                Prices.series("D", FIRST, 10, NONE, NONE));
        double[] y = new Lines(panel).returns(StagedPrices.basket("A", "B", "C", "D", "GONE"));
        assertThat(Math.exp(y[1] - y[0])).isCloseTo(1.1, within(1e-12));
        assertThat(y[2]).isNaN();
    }

    @Test
    void a_gap_is_no_point_and_costs_no_return() {
        var panel = Prices.panel(
                Prices.series("A", FIRST, 100, NONE, 121, 121), Prices.series("B", FIRST, 100, NONE, 81, 162));
        double[] y = new Lines(panel).returns(StagedPrices.basket("A", "B"));
        assertThat(y[1]).isNaN();
        assertThat(Math.exp(y[2] - y[0])).isCloseTo(1.01, within(1e-12));
        assertThat(Math.exp(y[3] - y[2])).isCloseTo(1.5, within(1e-12));
        assertThat(Lines.lastPoint(y, 1, 0)).isZero();
        assertThat(Lines.lastPoint(y, 1, 1)).isEqualTo(-1);
    }

    @Test
    void returns_hold_dividends_and_quoted_closes_do_not() {
        var paid = List.<CorporateAction>of(new CorporateAction.CashDividend(LocalDate.of(2026, 1, 5), 2));
        var panel = Prices.panel(
                Prices.series(Prices.instrument("PAYS"), Basis.SPLIT, FIRST, new double[] {100, 98}, paid));
        var lines = new Lines(panel);
        var basket = StagedPrices.basket("PAYS");
        assertThat(lines.quoted(basket)[1] - lines.quoted(basket)[0]).isCloseTo(Math.log(.98), within(1e-12));
        assertThat(lines.returns(basket)[1] - lines.returns(basket)[0]).isCloseTo(0, within(1e-12));
    }
}
