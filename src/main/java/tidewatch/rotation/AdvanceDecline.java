package tidewatch.rotation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tidewatch.market.PricePanel;

/**
 * Rising and falling stocks session by session: the advance/decline line over a window. Of today's stocks; those that left the market before
 * are unknown.
 *
 * @param days oldest first, the last is the as-of session
 */
public record AdvanceDecline(List<Day> days) {
    /** Sessions since the first price before a stock is counted, as for a row that is OK. */
    private static final int LISTED_MIN = 64;

    /**
     * One session.
     *
     * @param advancers with a higher close than the session before
     * @param decliners with a lower one; an equal close is neither
     * @param compared with both closes: the denominator
     */
    public record Day(LocalDate session, int advancers, int decliners, int compared) {
        public Day {
            if (advancers < 0 || decliners < 0 || advancers + decliners > compared) {
                throw new IllegalArgumentException(session + ": " + advancers + " and " + decliners + " of " + compared);
            }
        }
    }

    public AdvanceDecline {
        days = List.copyOf(days);
    }

    /**
     * The last sessions of the panel.
     *
     * @param table of the same panel; its stocks are counted
     * @param sessions of the window, at least 1; fewer days where the panel is shorter
     */
    public static AdvanceDecline of(PricePanel panel, RotationTable table, int sessions) {
        int last = panel.size() - 1;
        int start = Math.max(1, last - sessions + 1);
        int n = last - start + 1;
        var up = new int[Math.max(0, n)];
        var down = new int[up.length];
        var compared = new int[up.length];
        for (var row : table.of(RotationRow.Kind.STOCK)) {
            var found = panel.find(row.basket().symbols().getFirst()).filter(series -> series.last() >= start);
            if (found.isEmpty()) {
                continue;
            }
            var close = Tracks.closes(found.get(), start - 1, last);
            int first = found.get().first();
            for (int i = 0; i < up.length; i++) {
                double step = close[i + 1] - close[i];
                if (!Double.isNaN(step) && start + i - first + 1 >= LISTED_MIN) {
                    compared[i]++;
                    up[i] += step > 0 ? 1 : 0;
                    down[i] += step < 0 ? 1 : 0;
                }
            }
        }
        List<Day> days = new ArrayList<>();
        for (int i = 0; i < up.length; i++) {
            days.add(new Day(panel.session(start + i), up[i], down[i], compared[i]));
        }
        return new AdvanceDecline(days);
    }

    /** Where the line ends: advancers less decliners, summed over the window. */
    public long net() {
        return days.stream().mapToLong(day -> day.advancers() - day.decliners()).sum();
    }

    /** Days with more rising than falling stocks. */
    public int upDays() {
        return (int) days.stream().filter(day -> day.advancers() > day.decliners()).count();
    }
}
