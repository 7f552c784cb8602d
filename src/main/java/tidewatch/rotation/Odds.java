package tidewatch.rotation;

/**
 * How often a series without a trend shows a search result as far off as this one.
 *
 * @param p share of searches, above 0 and at most 1; at a bound the bound itself
 * @param bound whether p is the share, or the share is beyond what was simulated
 */
public record Odds(double p, Bound bound) {
    /** Where p stands in the table of null quantiles. */
    public enum Bound {
        WITHIN,
        /** The share is larger than p: nearly every search shows more. */
        MORE,
        /** The share is smaller than p. */
        LESS
    }

    public Odds {
        if (!(p > 0 && p <= 1)) {
            throw new IllegalArgumentException("Odds of " + p);
        }
    }

    /** N of "about 1 in N", 1 at least. */
    public long oneIn() {
        return Math.max(1, Math.round(1 / p));
    }

    /** p where it must not be smaller than the truth, as a correction for many searches and words need it. */
    public double cautious() {
        return bound == Bound.MORE ? 1 : p;
    }
}
