package tidewatch.rotation;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;

/**
 * What the row that led at a close did afterwards, and the one that lagged: the naive rivals of a claim that began there (rotation design,
 * section 14). Leading is the greatest z21 of the rows that a list may name. No figure at a close looks at a later one.
 */
public final class Rivals {
    private Rivals() {}

    /**
     * A claim's beginning and length.
     *
     * @param horizon sessions, at least 1
     */
    public record Asked(LocalDate start, int horizon) {
        public Asked {
            if (horizon < 1) {
                throw new IllegalArgumentException("A rival over " + horizon + " sessions");
            }
        }
    }

    /**
     * Relative moves, as ratios, from the start over the horizon; absent where the panel does not hold both ends, or nothing could lead.
     *
     * @param leading of the row with the greatest z21 at the start
     * @param lagging of the one with the least
     */
    public record After(Optional<Double> leading, Optional<Double> lagging) {}

    /** For each that is asked, in its order. */
    public static List<After> of(PricePanel panel, Universe universe, List<Asked> asked) {
        var first = asked.stream().map(one -> panel.indexOf(one.start())).filter(t -> t >= 0).min(Comparator.naturalOrder());
        if (first.isEmpty()) {
            return asked.stream().map(_ -> new After(Optional.empty(), Optional.empty())).toList();
        }
        var breadths = new MemberBreadth(panel, universe, 1);
        var rows = RotationList.candidates(panel, universe, RotationTable.of(panel, universe), first.get(), breadths);
        return asked.stream().map(one -> new After(after(panel, rows, one, -1), after(panel, rows, one, 1))).toList();
    }

    private static Optional<Double> after(PricePanel panel, List<Candidate> rows, Asked asked, int sign) {
        int t = panel.indexOf(asked.start());
        int end = t + asked.horizon();
        return t < 0 || end >= panel.size()
                ? Optional.empty()
                : Candidate.most(rows, t, sign).map(row -> row.line(t).move(end, asked.horizon())).filter(move -> !Double.isNaN(move));
    }
}
