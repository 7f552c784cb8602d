package tidewatch.evidence;

import java.util.ArrayList;
import java.util.List;
import tidewatch.market.PricePanel;

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

    private static final int WEEK = 5;
    private static final int WEEKS = 126 / WEEK;
    /** With fewer shared weeks nothing is said: the chance of .7 by luck is then above 1 in 1,000. */
    private static final int WEEKS_LEAST = 20;
    private static final double FLAT = 1e-9;

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
        List<List<Member>> groups = new ArrayList<>();
        members.forEach(member -> groups.add(new ArrayList<>(List.of(member))));
        while (merge(groups)) {}
        return groups.stream()
                .filter(group -> group.size() > 1)
                .sorted((a, b) -> Integer.compare(b.size(), a.size()))
                .map(SameBet::told)
                .toList();
    }

    /** What is measured of one thesis by week, the newest first, NaN where an end has no price. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call
    private record Member(String name, int at, double[] weeks) {
        Pair with(Member other) {
            int n = 0;
            double sx = 0;
            double sy = 0;
            double sxx = 0;
            double syy = 0;
            double sxy = 0;
            for (int i = 0; i < WEEKS; i++) {
                double x = weeks[i];
                double y = other.weeks[i];
                if (!Double.isNaN(x) && !Double.isNaN(y)) {
                    n++;
                    sx += x;
                    sy += y;
                    sxx += x * x;
                    syy += y * y;
                    sxy += x * y;
                }
            }
            double xx = sxx - sx * sx / Math.max(1, n);
            double yy = syy - sy * sy / Math.max(1, n);
            boolean known = n >= WEEKS_LEAST && xx > n * FLAT * FLAT && yy > n * FLAT * FLAT;
            return new Pair(known ? (sxy - sx * sy / n) / Math.sqrt(xx * yy) : Double.NaN, n);
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

    /** Joins the two groups whose least alike members are most alike; false when no two may be joined. */
    private static boolean merge(List<List<Member>> groups) {
        int first = -1;
        int second = -1;
        double most = ALIKE;
        for (int i = 0; i < groups.size(); i++) {
            for (int j = i + 1; j < groups.size(); j++) {
                double least = least(groups.get(i), groups.get(j));
                if (least > most) {
                    most = least;
                    first = i;
                    second = j;
                }
            }
        }
        if (first < 0) {
            return false;
        }
        groups.get(first).addAll(groups.remove(second));
        return true;
    }

    /** NaN, which is never above anything, as soon as one pair is unknown. */
    private static double least(List<Member> a, List<Member> b) {
        double least = 1;
        for (var one : a) {
            for (var other : b) {
                least = Math.min(least, one.with(other).correlation);
            }
        }
        return least;
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
