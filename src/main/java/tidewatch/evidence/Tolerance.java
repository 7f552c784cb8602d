package tidewatch.evidence;

import tidewatch.notes.Amount;

/**
 * What a written figure leaves room for: the interval that its digits round to, closed towards zero and open away from it
 * (+8 % is [7.5, 8.5), -5 % is (-5.5, -4.5]), and around zero open on both sides (flat is below .5 % either way). A figure without a sign
 * is compared with the size of the move.
 */
record Tolerance(Amount amount) {
    /** Room for the last bit: a close of 107.5 after 100 is 7.5 %, whatever binary fractions say. */
    private static final double SLACK = 1e-9;

    /**
     * Whether a move fits.
     *
     * @param move simple return as a fraction
     * @param base the price from which it is counted, for amounts in the instrument's currency
     */
    boolean fits(double move, double base) {
        return within(inUnit(move, base));
    }

    /** Whether some price between the two moves fits; moves as fractions of {@code base}, {@code low <= high}. */
    boolean meets(double low, double high, double base) {
        double from = inUnit(low, base);
        double to = inUnit(high, base);
        if (within(from) || within(to)) {
            return true;
        }
        if (unsigned()) {
            return crosses(from, to, amount.low(), amount.high()) || crosses(from, to, -amount.high(), -amount.low());
        }
        return crosses(from, to, amount.low(), amount.high());
    }

    /** True when no move at all would fit as well, so that any day passes through it. */
    boolean holdsZero() {
        return fits(0, 1);
    }

    /** Whether a difference in points fits; the difference as a fraction. */
    boolean fitsPoints(double difference) {
        return within(amount.unit() == Amount.Unit.BASIS_POINTS ? difference * 1e4 : difference * 100);
    }

    private boolean unsigned() {
        return amount.sign() != Amount.Sign.SIGNED && amount.unit() != Amount.Unit.FACTOR;
    }

    /** The interval lies strictly inside the range of the day. */
    private static boolean crosses(double from, double to, double low, double high) {
        return from < low && to > high;
    }

    private double inUnit(double move, double base) {
        return switch (amount.unit()) {
            case PERCENT, POINTS -> move * 100;
            case BASIS_POINTS -> move * 1e4;
            case PRICE -> move * base;
            case FACTOR -> 1 + move;
        };
    }

    private boolean within(double x) {
        double size = unsigned() ? Math.abs(x) : x;
        double low = amount.low();
        double high = amount.high();
        boolean lowIn = low >= 0 || low == high;
        boolean highIn = high <= 0 || low == high || Double.isInfinite(low);
        return (lowIn ? size >= low - SLACK : size > low + SLACK) && (highIn ? size <= high + SLACK : size < high - SLACK);
    }
}
