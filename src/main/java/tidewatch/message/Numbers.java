package tidewatch.message;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * How figures are written: the one place, so that a number looks the same in a chat, a browser and a terminal.
 *
 * <p>Rounding is half up on the decimal that the double prints as, away from zero for ties. A change carries its sign, {@code +1.2 %};
 * what rounds to zero has none. The unit stands after a no-break space.
 */
public final class Numbers {
    private static final String NBSP = "\u00A0";

    private Numbers() {}

    /** The shortest decimal that reads back as this double; refuses NaN and infinity. */
    public static BigDecimal exact(double x) {
        if (!Double.isFinite(x)) {
            throw new IllegalArgumentException("Not a figure: " + x);
        }
        return new BigDecimal(Double.toString(x));
    }

    /** A figure as it is shown: digits, sign where it is a change, unit. */
    public static String write(Inline.Num num) {
        var rounded = num.value().setScale(digits(num), RoundingMode.HALF_UP);
        var sign = rounded.signum() < 0 ? "-" : num.signed() && rounded.signum() > 0 ? "+" : "";
        var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(rounded.scale());
        format.setMaximumFractionDigits(rounded.scale());
        return sign + format.format(rounded.abs()) + unit(num.unit());
    }

    private static int digits(Inline.Num num) {
        boolean percent = num.unit() == Inline.Num.Unit.PCT || num.unit() == Inline.Num.Unit.PP;
        return percent && num.value().abs().compareTo(BigDecimal.valueOf(1000)) >= 0 ? 0 : num.digits();
    }

    private static String unit(Inline.Num.Unit unit) {
        return switch (unit) {
            case PCT -> NBSP + "%";
            case PP -> NBSP + "pp";
            case PRICE, MONEY, COUNT, RATIO, Z, DAYS, BARE -> "";
        };
    }
}
