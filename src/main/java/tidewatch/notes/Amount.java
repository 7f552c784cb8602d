package tidewatch.notes;

import java.util.Objects;

/**
 * The size of a move as it was written: an interval that the written digits round to, with its unit.
 *
 * <p>{@code +8 %} is [7.5, 8.5), {@code -5 %} is (-5.5, -4.5], "at least 5 %" has no upper end. Nothing is invented: a number without a
 * sign stays {@link Sign#UNSIGNED} and is compared with the size of a move only.
 *
 * @param value the written number with its sign (for a range the middle)
 * @param low lower edge, may be -infinity
 * @param high upper edge, may be +infinity
 * @param decimals digits written behind the point
 */
public record Amount(double value, double low, double high, Unit unit, Sign sign, int decimals, boolean approximate) {
    /** What it counts. */
    public enum Unit {
        PERCENT,
        POINTS,
        BASIS_POINTS,
        /** A price change in the instrument's currency. */
        PRICE,
        /** A multiple: 2 is doubled. */
        FACTOR
    }

    /** Whether a direction was written. */
    public enum Sign {
        SIGNED,
        UNSIGNED,
        EITHER_WAY
    }

    public Amount {
        Objects.requireNonNull(unit);
        Objects.requireNonNull(sign);
        if (!Double.isFinite(value) || !(low <= high)) {
            throw new IllegalArgumentException("An amount of " + value + " in [" + low + ", " + high + "]");
        }
    }
}
