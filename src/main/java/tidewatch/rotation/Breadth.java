package tidewatch.rotation;

import java.util.Map;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;

/**
 * How many members of a row take part; always shown with its denominator ("31 of 47"). Membership is today's list: say "today's members".
 *
 * @param rowId id of the sector fund's or the basket's row
 * @param outrunning members whose 21-session relative return is above 0
 * @param aboveSma50 members above their own 50-session mean
 * @param members members that can be counted, at least 5 and at least 80 % of all; fewer make no Breadth
 */
public record Breadth(String rowId, int outrunning, int aboveSma50, int members) {
    public Breadth {
        if (members < 5 || outrunning < 0 || outrunning > members || aboveSma50 < 0 || aboveSma50 > members) {
            throw new IllegalArgumentException("Breadth of " + rowId + ": " + outrunning + ", " + aboveSma50 + " of " + members);
        }
    }

    /**
     * Breadth as of the panel's last session, by row id in the order of the universe: of each sector's fund from the sector's members, of
     * each basket from its own. A member counts with a close on that session and 21 sessions before and at least 48 of the last 50. A row
     * with too few members to count, or on a day without a benchmark close, is not in the map.
     */
    public static Map<String, Breadth> of(PricePanel panel, Universe universe) {
        return new MemberBreadth(panel, universe, 1).asOf();
    }

    /** Share of members that outrun the benchmark, 0 to 1. */
    public double share() {
        return (double) outrunning / members;
    }
}
