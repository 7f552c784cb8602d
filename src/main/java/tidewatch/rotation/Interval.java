package tidewatch.rotation;

/**
 * A two-sided 95 % interval, its ends included.
 *
 * @param low finite, at most {@code high}
 * @param high finite
 */
public record Interval(double low, double high) {
    public Interval {
        if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
            throw new IllegalArgumentException("No interval: " + low + " to " + high);
        }
    }

    /** Whether the two have no value in common. */
    public boolean parts(Interval other) {
        return high < other.low || other.high < low;
    }

    public boolean contains(double x) {
        return low <= x && x <= high;
    }
}
