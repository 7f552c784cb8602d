package tidewatch.message;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import tidewatch.message.Inline.Num;

/**
 * How figures are written: the one place, so that a number looks the same in a chat, a browser and a terminal.
 *
 * <p>Rounding is half up on the decimal that the double prints as, away from zero for ties. A change carries its sign, {@code +1.2 %};
 * what rounds to zero has none. The unit stands after a no-break space. Percent and points have no decimals from 1,000 on.
 */
public final class Numbers {
    private static final String NBSP = "\u00A0";
    private static final BigDecimal NO_DECIMALS_FROM = BigDecimal.valueOf(1000);

    private Numbers() {}

    /** The shortest decimal that reads back as this double; refuses NaN and infinity. */
    public static BigDecimal exact(double x) {
        if (!Double.isFinite(x)) {
            throw new IllegalArgumentException("Not a figure: " + x);
        }
        return new BigDecimal(Double.toString(x));
    }

    /** A price: two decimals, four below 1; no sign. */
    public static Num price(double x) {
        return new Num(exact(x), Num.Unit.PRICE, Math.abs(x) < 1 ? 4 : 2, false, Optional.empty());
    }

    /** A change in percent, such as 1.23 for 1.23 %: one decimal, always signed. */
    public static Num change(double pct) {
        return new Num(exact(pct), Num.Unit.PCT, 1, true, Optional.empty());
    }

    /** A difference in points, such as a relative move: one decimal, always signed. */
    public static Num points(double points) {
        return new Num(exact(points), Num.Unit.PP, 1, true, Optional.empty());
    }

    /** A change for a table whose header names the unit: one decimal, always signed, digits only. */
    public static Num bare(double x) {
        return new Num(exact(x), Num.Unit.BARE, 1, true, Optional.empty());
    }

    /** How many there are. */
    public static Num count(long n) {
        return new Num(BigDecimal.valueOf(n), Num.Unit.COUNT, 0, false, Optional.empty());
    }

    /** A figure as it is shown: digits, sign where it is a change, unit. */
    public static String write(Num num) {
        var rounded = num.value().setScale(num.digits(), RoundingMode.HALF_UP);
        boolean relative = num.unit() == Num.Unit.PCT || num.unit() == Num.Unit.PP;
        if (relative && rounded.abs().compareTo(NO_DECIMALS_FROM) >= 0) {
            rounded = num.value().setScale(0, RoundingMode.HALF_UP);
        }
        var sign = rounded.signum() < 0 ? "-" : num.signed() && rounded.signum() > 0 ? "+" : "";
        return sign + grouped(rounded.abs().toPlainString()) + unit(num.unit());
    }

    /** Digits with a comma before each three of the whole part. */
    private static String grouped(String digits) {
        int point = digits.indexOf('.');
        int whole = point < 0 ? digits.length() : point;
        if (whole <= 3) {
            return digits;
        }
        var grouped = new StringBuilder(digits);
        for (int at = whole - 3; at > 0; at -= 3) {
            grouped.insert(at, ',');
        }
        return grouped.toString();
    }

    private static String unit(Num.Unit unit) {
        return switch (unit) {
            case PCT -> NBSP + "%";
            case PP -> NBSP + "pp";
            case PRICE, MONEY, COUNT, RATIO, Z, DAYS, BARE -> "";
        };
    }
}
