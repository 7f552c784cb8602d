package tidewatch.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    private static final char NBSP = '\u00A0';

    @ParameterizedTest
    @CsvSource({
        "1.2, +1.2 %", "-0.8, -0.8 %", "0.04, 0.0 %", "-0.04, 0.0 %", "0.05, +0.1 %", "-0.05, -0.1 %", "1.25, +1.3 %", "-1.25, -1.3 %",
        "0, 0.0 %", "-0.0, 0.0 %", "2.675, +2.7 %", "999.94, +999.9 %", "999.95, '+1,000 %'", "1234.5, '+1,235 %'", "-1e4, '-10,000 %'"
    })
    void a_change_is_rounded_half_up_and_always_signed(double pct, String shown) {
        assertThat(Numbers.write(Numbers.change(pct))).isEqualTo(shown.replace(' ', NBSP));
    }

    @ParameterizedTest
    @CsvSource({"7.4, +7.4 pp", "-6.05, -6.1 pp", "0.0499, 0.0 pp"})
    void a_relative_move_is_told_in_points(double points, String shown) {
        assertThat(Numbers.write(Numbers.points(points))).isEqualTo(shown.replace(' ', NBSP));
    }

    @ParameterizedTest
    @CsvSource({"178.2, 178.20", "4812.3, '4,812.30'", "1234567.891, '1,234,567.89'", "1, 1.00", "0.99999, 1.0000", "0.12345, 0.1235",
        "1.005, 1.01", "0, 0.0000"})
    void a_price_has_two_decimals_and_four_below_1(double price, String shown) {
        assertThat(Numbers.write(Numbers.price(price))).isEqualTo(shown);
    }

    @Test
    void a_figure_under_a_header_with_the_unit_has_none_itself() {
        assertThat(Numbers.write(Numbers.bare(2.149))).isEqualTo("+2.1");
        assertThat(Numbers.write(Numbers.bare(-12.25))).isEqualTo("-12.3");
        assertThat(Numbers.write(Numbers.count(1316))).isEqualTo("1,316");
    }

    @Test
    void an_unsigned_figure_shows_only_a_minus() {
        assertThat(Numbers.write(num("1.5", Inline.Num.Unit.Z, 1))).isEqualTo("1.5");
        assertThat(Numbers.write(num("-1.55", Inline.Num.Unit.Z, 1))).isEqualTo("-1.6");
        assertThat(Numbers.write(num("-0.04", Inline.Num.Unit.Z, 1))).isEqualTo("0.0");
        assertThat(Numbers.write(num("61.5", Inline.Num.Unit.PCT, 0))).isEqualTo("62" + NBSP + "%");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void what_is_no_figure_is_refused(double nothing) {
        assertThatThrownBy(() -> Numbers.exact(nothing)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_decimal_that_a_double_prints_as_is_rounded_and_not_its_binary_value() {
        assertThat(Numbers.exact(1.005)).isEqualTo(new BigDecimal("1.005")); // the binary value is below
    }

    private static Inline.Num num(String value, Inline.Num.Unit unit, int digits) {
        return new Inline.Num(new BigDecimal(value), unit, digits, false, Optional.empty());
    }
}
