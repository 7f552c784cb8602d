package tidewatch.rotation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tidewatch.market.PricePanel;
import tidewatch.market.Reading;
import tidewatch.market.Universe;

/**
 * The daily list of a stretch of the past, as it would have been said at each close, and what followed (rotation design, sections 8 and
 * 14). A call is a row that enters a side of the list.
 *
 * @param from first session whose calls count
 * @param to last one
 * @param sessions from {@code from} to {@code to} with a list; fewer where the benchmark has no close
 * @param withoutList sessions without one
 * @param firstPossible the earliest session that {@link #WARM_UP} allows
 * @param lastPrice session at which the prices end; outcomes are measured up to it, also beyond {@code to}
 * @param benchmark symbol
 * @param rows ids of the rows that could have been called on at least one session
 * @param calls by day, into before out of, then in the order of the list
 * @param changed sessions on which either side differs from the list before
 * @param changedInto those on which the into side does
 * @param followed by side, horizon and group, every combination
 */
public record RotationBacktest(
        LocalDate from,
        LocalDate to,
        int sessions,
        int withoutList,
        LocalDate firstPossible,
        LocalDate lastPrice,
        String benchmark,
        List<String> rows,
        List<Call> calls,
        int changed,
        int changedInto,
        int changedOutOf,
        List<Followed> followed) {
    /** Sessions from the benchmark's first price to the first list that counts: a year of noise, the longest move, one replay. */
    public static final int WARM_UP = 252 + 63 + ListReplay.SESSIONS;

    /**
     * A row that entered.
     *
     * @param measuredOn what its basket, or the long leg of a pair, was at that close
     * @param sessions it was named, the first counted as 1; up to {@code to} for one that still is
     * @param open still named at {@code to}
     * @param after relative move of the row, not signed by its side, by horizon in the order asked for; an absence says why
     */
    public record Call(
            String id, String name, Followed.Side side, LocalDate session, String measuredOn, String against, int sessions, boolean open,
            List<Reading> after) {
        public Call {
            after = List.copyOf(after);
            if (sessions < 1) {
                throw new IllegalArgumentException(id + " was named for " + sessions + " sessions");
            }
        }
    }

    /**
     * How long ended calls were named, in sessions.
     *
     * @param ended calls, at least 1
     * @param lower first quartile, by linear interpolation between the nearest two, as the median and the third
     */
    public record Lengths(int ended, double lower, double median, double upper) {}

    public RotationBacktest {
        rows = List.copyOf(rows);
        calls = List.copyOf(calls);
        followed = List.copyOf(followed);
    }

    /** The first session a list can count for; absent when the benchmark has too few prices. */
    public static Optional<LocalDate> firstPossible(PricePanel panel, Universe universe) {
        return panel.find(universe.benchmark())
                .map(series -> series.first() + WARM_UP)
                .filter(first -> first < panel.size())
                .map(panel::session);
    }

    /**
     * Replays. Each session's list comes from the panel as of that session and from nothing later, by the same replay of 126 sessions that
     * the daily list is made with. Same input, same result, to the bit.
     *
     * @param whole as of the last session with prices; outcomes are measured on it
     * @param asOf the panel as of an earlier session of {@code whole}'s axis, of the same prices; asked only where bars were judged anew
     *     ({@link PricePanel#rejudged})
     * @param from a session not before {@link #firstPossible}
     * @param to a session not before {@code from}, on the axis of {@code whole}
     * @param horizons sessions, each above 0, without repetition
     * @throws IllegalArgumentException for a window that is not so
     */
    public static RotationBacktest of(
            PricePanel whole, Function<LocalDate, PricePanel> asOf, Universe universe, LocalDate from, LocalDate to, List<Integer> horizons) {
        int first = whole.indexOf(from);
        int last = whole.indexOf(to);
        var possible = firstPossible(whole, universe).orElseThrow(() -> new IllegalArgumentException("too few prices of " + universe.benchmark()));
        if (last < first || from.isBefore(possible) || horizons.isEmpty() || horizons.stream().anyMatch(h -> h < 1)
                || horizons.stream().distinct().count() < horizons.size()) {
            throw new IllegalArgumentException("No window: " + from + " to " + to + " of " + possible + " to " + whole.asOf() + ", " + horizons);
        }
        var lists = new PastLists(whole, asOf, universe, first, last);
        return new RotationOutcomes(whole, universe, lists, possible, horizons).result();
    }

    /** Of one side, or of both when none is named; absent when no call has ended. */
    public Optional<Lengths> lengths(Optional<Followed.Side> side) {
        double[] ended = calls.stream()
                .filter(call -> !call.open() && side.map(one -> one == call.side()).orElse(true))
                .mapToDouble(Call::sessions)
                .sorted()
                .toArray();
        return ended.length == 0
                ? Optional.empty()
                : Optional.of(new Lengths(ended.length, Trailing.quantile(ended, .25), Trailing.quantile(ended, .5), Trailing.quantile(ended, .75)));
    }

    /** Calls of one side. */
    public long called(Followed.Side side) {
        return calls.stream().filter(call -> call.side() == side).count();
    }

    /** Calls of one side that were still named at {@code to}. */
    public long open(Followed.Side side) {
        return calls.stream().filter(call -> call.side() == side && call.open()).count();
    }

    public Followed followed(Followed.Side side, Followed.Group group, int horizon) {
        return followed.stream()
                .filter(one -> one.side() == side && one.group() == group && one.horizon() == horizon)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No horizon of " + horizon + " sessions"));
    }

    /** Horizons in the order asked for. */
    public List<Integer> horizons() {
        return followed.stream().map(Followed::horizon).distinct().toList();
    }
}
