package tidewatch.evidence;

import tidewatch.notes.Amount;

/**
 * What a written figure leaves room for: the interval that its digits round to, closed towards zero and open away from it
 * (+8 % is [7.5, 8.5), -5 % is (-5.5, -4.5]), and around zero open on both sides (flat is below .5 % either way). The edges of a range and of
 * a bound are digits too: 6 to 7 % is [5.5, 7.5), "8 %+" begins at 7.5. "About" leaves twice the room. A figure without a sign is compared
 * with the size of the move.
 */
final class Tolerance {
    /** Room for the last bit: a close of 107.5 after 100 is 7.5 %, whatever binary fractions say. */
    private static final double SLACK = 1e-9;

    private final Amount amount;
    private final double low;
    private final double high;

    Tolerance(Amount amount) {
        this.amount = amount;
        double half = .5 * Math.pow(10, -amount.decimals());
        // The middle of a range has a digit more, or the range is wider.
        boolean rounded = Math.abs(Math.rint(amount.value() / (2 * half)) * 2 * half - amount.value()) < SLACK
                && Math.abs(amount.value() - half - amount.low()) < SLACK
                && Math.abs(amount.value() + half - amount.high()) < SLACK;
        // A word such as "doubled" has an interval of its own.
        boolean asIs = amount.unit() == Amount.Unit.FACTOR && amount.approximate();
        double room = asIs ? 0 : (rounded ? 0 : half) + (amount.approximate() ? half : 0);
        this.low = amount.low() - room;
        this.high = amount.high() + room;
    }

    /**
     * Whether a move fits.
     *
     * @param move simple return as a fraction
     * @param base the price from which it is counted, for amounts in the instrument's currency
     */
    boolean fits(double move, double base) {
        return within(inUnit(move, base));
    }

    /** Whether some price between the two moves fits; moves as fractions of {@code base}, {@code least <= most}. */
    boolean meets(double least, double most, double base) {
        double from = inUnit(least, base);
        double to = inUnit(most, base);
        if (within(from) || within(to)) {
            return true;
        }
        if (unsigned()) {
            return crosses(from, to, low, high) || crosses(from, to, -high, -low);
        }
        return crosses(from, to, low, high);
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
    private static boolean crosses(double from, double to, double lower, double upper) {
        return from < lower && to > upper;
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
        boolean lowIn = low >= 0;
        boolean highIn = high <= 0;
        return (lowIn ? size >= low - SLACK : size > low + SLACK) && (highIn ? size <= high + SLACK : size < high - SLACK);
    }
}
