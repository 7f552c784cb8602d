package tidewatch.rotation;

import java.util.OptionalDouble;

/**
 * How two series of moves go together, from the sessions at which both are there: how often that was, the slope of one on the other (ordinary
 * least squares) and their correlation. Taken in one session after the other, in one pass about 0, which moves of days and weeks are near.
 */
public final class Comovement {
    private int count;
    private double sumX;
    private double sumY;
    private double squaresX;
    private double squaresY;
    private double products;

    /** Nothing yet. */
    public Comovement() {}

    /** Takes one session in; a gap (NaN) in either counts for nothing. */
    public void add(double x, double y) {
        take(x, y, 1);
    }

    /** Takes out a session that was taken in. */
    void remove(double x, double y) {
        take(x, y, -1);
    }

    private void take(double x, double y, int sign) {
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return;
        }
        count += sign;
        sumX += sign * x;
        sumY += sign * y;
        squaresX += sign * x * x;
        squaresY += sign * y * y;
        products += sign * x * y;
    }

    /** Sessions at which both were there. */
    public int count() {
        return count;
    }

    /** By how much y moves with one of x; absent when x does not vary. */
    public OptionalDouble slope() {
        double offX = offX();
        return offX <= flat() ? OptionalDouble.empty() : OptionalDouble.of(offProducts() / offX);
    }

    /** -1 to 1; absent when one of them does not vary. */
    public OptionalDouble correlation() {
        double offX = offX();
        double offY = squaresY - sumY * sumY / Math.max(1, count);
        return offX <= flat() || offY <= flat()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.clamp(offProducts() / Math.sqrt(offX * offY), -1, 1));
    }

    private double offX() {
        return squaresX - sumX * sumX / Math.max(1, count);
    }

    private double offProducts() {
        return products - sumX * sumY / Math.max(1, count);
    }

    /** Squares at or below this are rounding, see {@link Trailing#FLAT}. */
    private double flat() {
        return Trailing.FLAT * Trailing.FLAT * count;
    }
}
