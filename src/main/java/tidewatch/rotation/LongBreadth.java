package tidewatch.rotation;

import java.util.Map;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;

/**
 * How many members of a row stand above their own 200-session mean: the slow side of {@link Breadth}, with a denominator of its own, for
 * young members have no such mean. Membership is today's list.
 *
 * @param rowId id of the sector fund's or the basket's row
 * @param above members above their mean
 * @param members members that have one, at least 190 of the last 200 closes: at least 5 and at least 80 % of all; fewer make no LongBreadth
 */
public record LongBreadth(String rowId, int above, int members) {
    public LongBreadth {
        if (members < MemberBreadth.MEMBERS_MIN || above < 0 || above > members) {
            throw new IllegalArgumentException("Long breadth of " + rowId + ": " + above + " of " + members);
        }
    }

    /** As of the panel's last session, by row id in the order of the universe; rows as {@link Breadth#of}. */
    public static Map<String, LongBreadth> of(PricePanel panel, Universe universe) {
        return new MemberBreadth(panel, universe, 1).longAsOf();
    }

    /** Share of members above, 0 to 1. */
    public double share() {
        return (double) above / members;
    }
}
