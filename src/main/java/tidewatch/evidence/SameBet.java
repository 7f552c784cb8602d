package tidewatch.evidence;

import java.util.ArrayList;
import java.util.List;
import tidewatch.market.PricePanel;
import tidewatch.rotation.Comovement;

/**
 * Theses that are one trade: what they are measured on gained and lost in the same weeks, each in the direction of its thesis and against its
 * own yardstick. Each pair of them correlates beyond .7 over the last 126 sessions, in steps of 5 sessions (design, "Same bet"). Pure.
 *
 * @param theses names, at least 2, in the order they were given in
 * @param least the smallest correlation of any two of them, above .7
 * @param weeks how many steps the pair with the fewest shares
 */
public record SameBet(List<String> theses, double least, int weeks) {
    /** Above this two theses are one trade. */
    public static final double ALIKE = .7;

    /** Sessions of a step. */
    public static final int WEEK = 5;

    private static final int WEEKS = 126 / WEEK;
    /** With fewer shared weeks nothing is said: the chance of .7 by luck is then above 1 in 1,000. */
    private static final int WEEKS_LEAST = 20;

    public SameBet {
        theses = List.copyOf(theses);
        if (theses.size() < 2 || !(least > ALIKE)) {
            throw new IllegalArgumentException("No one trade: " + theses + " at " + least);
        }
    }

    /**
     * The largest first; a thesis is in one of them at most. Those that cannot be measured, or have too little history, are in none.
     *
     * @param theses of the panel, as {@link ThesisView#all} has them; of each its leading hypothesis counts
     */
    public static List<SameBet> of(List<ThesisView> theses, PricePanel panel) {
        var lines = new Lines(panel);
        List<Member> members = new ArrayList<>();
        for (var thesis : theses) {
            thesis.lead().hypothesis().ifPresent(h -> members.add(new Member(
                    thesis.name(), members.size(), weeks(lines.relative(h.asset(), h.against()), h.sign()))));
        }
        var groups = new Groups(members);
        while (groups.merge()) {}
        return groups.all.stream()
                .filter(group -> group.size() > 1)
                .sorted((a, b) -> Integer.compare(b.size(), a.size()))
                .map(SameBet::told)
                .toList();
    }

    /** What is measured of one thesis by week, the newest first, NaN where an end has no price. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call
    private record Member(String name, int at, double[] weeks) {
        Pair with(Member other) {
            var both = new Comovement();
            for (int i = 0; i < WEEKS; i++) {
                both.add(weeks[i], other.weeks[i]);
            }
            int n = both.count();
            return new Pair(n < WEEKS_LEAST ? Double.NaN : both.correlation().orElse(Double.NaN), n);
        }
    }

    /** The correlation of two, NaN when it is not known, and the weeks it was taken over. */
    private record Pair(double correlation, int weeks) {}

    private static double[] weeks(double[] y, int sign) {
        var moves = new double[WEEKS];
        for (int i = 0; i < WEEKS; i++) {
            int end = y.length - 1 - i * WEEK;
            moves[i] = end - WEEK < 0 ? Double.NaN : sign * (y[end] - y[end - WEEK]);
        }
        return moves;
    }

    /** Groups of members on their way to being as large as may be; one that was joined to another is left empty. */
    private static final class Groups {
        private final List<List<Member>> all = new ArrayList<>();
        /** By two groups the least correlation between their members; NaN as soon as one is unknown, and of a group with itself. */
        private final double[][] least;

        Groups(List<Member> members) {
            members.forEach(member -> all.add(new ArrayList<>(List.of(member))));
            least = new double[members.size()][members.size()];
            for (int i = 0; i < least.length; i++) {
                least[i][i] = Double.NaN;
                for (int j = 0; j < i; j++) {
                    least[i][j] = members.get(i).with(members.get(j)).correlation;
                    least[j][i] = least[i][j];
                }
            }
        }

        /** Joins the two whose least alike members are most alike; false when no two may be joined. NaN is above nothing. */
        boolean merge() {
            int first = -1;
            int second = -1;
            double most = ALIKE;
            for (int i = 0; i < least.length; i++) {
                for (int j = i + 1; j < least.length; j++) {
                    if (least[i][j] > most) {
                        most = least[i][j];
                        first = i;
                        second = j;
                    }
                }
            }
            if (first < 0) {
                return false;
            }
            for (int k = 0; k < least.length; k++) {
                least[first][k] = Math.min(least[first][k], least[second][k]);
                least[k][first] = least[first][k];
            }
            for (int k = 0; k < least.length; k++) {
                least[second][k] = Double.NaN;
                least[k][second] = Double.NaN;
            }
            all.get(first).addAll(all.get(second));
            all.get(second).clear();
            return true;
        }
    }

    private static SameBet told(List<Member> group) {
        group.sort((a, b) -> Integer.compare(a.at, b.at));
        double least = 1;
        int weeks = WEEKS;
        for (int i = 0; i < group.size(); i++) {
            for (int j = i + 1; j < group.size(); j++) {
                var pair = group.get(i).with(group.get(j));
                least = Math.min(least, pair.correlation);
                weeks = Math.min(weeks, pair.weeks);
            }
        }
        return new SameBet(group.stream().map(Member::name).toList(), least, weeks);
    }
}
