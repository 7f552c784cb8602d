package tidewatch.rotation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;

/**
 * What the list said at the close of each session of a stretch, and the session before it. Each list is replayed from empty over its own 126
 * sessions, as the daily one is.
 *
 * <p>The figures of a candidate at session t are the same in every panel that shows the same bars up to t, so one panel serves as long as no
 * bar was judged anew; after that the panel as of the next such session takes over.
 */
final class PastLists {
    /**
     * One session's list.
     *
     * @param candidates of the panel that the list was made from
     */
    record Day(int t, List<Candidate> candidates, List<Candidate> into, List<Candidate> outOf) {
        List<Candidate> side(Followed.Side side) {
            return switch (side) {
                case INTO -> into;
                case OUT_OF -> outOf;
            };
        }
    }

    private final int first;
    private final int last;
    /** From the session before {@code first} on; absent where the benchmark has no close. */
    private final List<Optional<Day>> days = new ArrayList<>();

    PastLists(PricePanel whole, Function<LocalDate, PricePanel> asOf, Universe universe, int first, int last) {
        this.first = first;
        this.last = last;
        int t = first - 1;
        while (t <= last) {
            int end = t;
            while (end < last && !whole.rejudged(end + 1)) {
                end++;
            }
            boolean unchanged = true;
            for (int later = end + 1; later < whole.size() && unchanged; later++) {
                unchanged = !whole.rejudged(later);
            }
            replay(unchanged ? whole : asOf.apply(whole.session(end)), universe, t, end);
            t = end + 1;
        }
    }

    private void replay(PricePanel panel, Universe universe, int from, int to) {
        int start = from - ListReplay.SESSIONS;
        var breadths = new MemberBreadth(panel, universe, panel.size() - start);
        var candidates = RotationList.candidates(panel, universe, RotationTable.of(panel, universe), start, breadths);
        var known = ListReplay.known(panel, universe);
        for (int t = from; t <= to; t++) {
            if (!known.test(t)) {
                days.add(Optional.empty());
                continue;
            }
            var replay = new ListReplay(candidates);
            replay.through(t - ListReplay.SESSIONS + 1, t, known);
            days.add(Optional.of(new Day(t, candidates, named(replay, ListReplay.INTO, t), named(replay, ListReplay.OUT_OF, t))));
        }
    }

    private static List<Candidate> named(ListReplay replay, int side, int t) {
        return replay.places(side, t).stream().map(ListReplay.Place::row).filter(row -> row.ok(t)).toList();
    }

    int first() {
        return first;
    }

    int last() {
        return last;
    }

    /** The list of session t, from the one before {@link #first} on; absent when its benchmark has no close. */
    Optional<Day> at(int t) {
        return days.get(t - first + 1);
    }
}
