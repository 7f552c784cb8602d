package tidewatch.evidence;

/**
 * How often a random call comes in: the share of stretches over which a long sector or style fund was ahead of SPY, measured on 12 funds
 * from 2017 to March 2026 (rotation design, section 14). It is not one in two, for a few large names carried the index.
 */
final class ChanceOfAhead {
    private static final double[] HORIZON = {21, 63, 126, 252};
    private static final double[] SHARE = {.47, .44, .42, .39};

    /** Of one asset against another where neither is the benchmark: nothing was measured, and nothing favors one. */
    private static final double EVEN = .5;

    private ChanceOfAhead() {}

    /** Of a claim; mirrored for one that gains from a fall. Between the horizons linear in their logs, beyond them the nearest one's. */
    static double of(RecordedClaim claim, String benchmark) {
        if (claim.against().size() != 1 || !claim.against().getFirst().equals(benchmark)) {
            return EVEN;
        }
        double ahead = ahead(claim.horizon());
        return claim.sign() > 0 ? ahead : 1 - ahead;
    }

    static double ahead(int horizon) {
        if (horizon <= HORIZON[0]) {
            return SHARE[0];
        }
        for (int i = 1; i < HORIZON.length; i++) {
            if (horizon <= HORIZON[i]) {
                double part = Math.log(horizon / HORIZON[i - 1]) / Math.log(HORIZON[i] / HORIZON[i - 1]);
                return SHARE[i - 1] + part * (SHARE[i] - SHARE[i - 1]);
            }
        }
        return SHARE[SHARE.length - 1];
    }
}
