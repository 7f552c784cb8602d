package tidewatch.rotation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;

/**
 * The list with its hysteresis, stepped session by session from empty (rotation design, section 8). No stored state: whoever replays the
 * same sessions has the same list.
 */
final class ListReplay {
    /** Sessions replayed; longer replays were measured to agree. */
    static final int SESSIONS = 126;

    static final int INTO = 1;
    static final int OUT_OF = -1;

    private static final int PER_SIDE = 3;
    private static final double ENTER = 1.25;
    private static final double ENTER_WITHOUT_BREADTH = 1.5;
    private static final double FADING = -1;
    private static final double STAY = .5;
    private static final double MARGIN = .5;
    private static final double BREADTH_ENTER = .55;
    private static final double BREADTH_CONTRADICTS = .45;

    /** A row in the list and the axis index of the session at whose close it came in. */
    record Place(Candidate row, int since) {}

    private final List<Candidate> candidates;
    private final List<Place> into = new ArrayList<>();
    private final List<Place> outOf = new ArrayList<>();

    ListReplay(List<Candidate> candidates) {
        this.candidates = List.copyOf(candidates);
    }

    private List<Place> side(int side) {
        return side == INTO ? into : outOf;
    }

    /** Who is in the list after session t, the last one stepped, in order. */
    List<Place> places(int side, int t) {
        return side(side).stream().sorted(Comparator.comparing(Place::row, order(t))).toList();
    }

    /**
     * Steps through the sessions {@code from} to {@code to} that are known. Of a session without a close of the benchmark nothing is: nobody
     * enters and nobody leaves.
     */
    void through(int from, int to, IntPredicate known) {
        for (int t = from; t <= to; t++) {
            if (known.test(t)) {
                step(t);
            }
        }
    }

    /** Whether the benchmark has a close. */
    static IntPredicate known(PricePanel panel, Universe universe) {
        var benchmark = panel.find(universe.benchmark());
        return t -> benchmark.isPresent() && benchmark.get().close(t) > 0;
    }

    void step(int t) {
        into.removeIf(place -> !stays(place.row(), t, INTO));
        outOf.removeIf(place -> !stays(place.row(), t, OUT_OF));
        admit(t, INTO);
        admit(t, OUT_OF);
    }

    private static boolean stays(Candidate row, int t, int side) {
        boolean strong = side * row.u(t) >= STAY;
        boolean contradicted =
                row.breadth(t, side) < BREADTH_CONTRADICTS && row.breadth(t - 1, side) < BREADTH_CONTRADICTS;
        return strong && !contradicted;
    }

    /** Strong on two sessions running and not turning; what its members say is another question. */
    private static boolean moves(Candidate row, int t, int side, double least) {
        return side * row.u(t) >= least && side * row.u(t - 1) >= least && side * row.z5(t) > FADING;
    }

    private static boolean enters(Candidate row, int t, int side) {
        double breadth = row.breadth(t, side);
        return Double.isNaN(breadth)
                ? moves(row, t, side, ENTER_WITHOUT_BREADTH)
                : moves(row, t, side, ENTER) && breadth >= BREADTH_ENTER;
    }

    private void admit(int t, int side) {
        List<Candidate> newcomers = new ArrayList<>();
        for (var row : candidates) {
            if (enters(row, t, side) && !placed(row, side) && !legOfPair(row, t)) {
                newcomers.add(row);
            }
        }
        if (newcomers.size() > 1) {
            newcomers.sort(order(t));
        }
        for (var row : newcomers) {
            admit(row, t, side);
        }
    }

    private void admit(Candidate row, int t, int side) {
        var places = side(side);
        // a pair takes the place of its leg
        boolean room = places.size() < PER_SIDE || places.stream().anyMatch(place -> row.legs(t).contains(place.row().id()));
        if (!room) {
            var weakest = places.getFirst();
            for (var place : places) {
                if (side * place.row().u(t) < side * weakest.row().u(t)) {
                    weakest = place;
                }
            }
            if (side * row.u(t) < side * weakest.row().u(t) + MARGIN) {
                return;
            }
            places.remove(weakest);
        }
        into.removeIf(place -> row.legs(t).contains(place.row().id()));
        outOf.removeIf(place -> row.legs(t).contains(place.row().id()));
        places.add(new Place(row, t));
    }

    private boolean placed(Candidate row, int side) {
        for (var place : side(side)) {
            if (place.row() == row) {
                return true;
            }
        }
        return false;
    }

    /** Whether a pair that this row is a leg of is in the list, or qualifies now. */
    private boolean legOfPair(Candidate row, int t) {
        if (row.pair()) {
            return false;
        }
        for (var pair : candidates) {
            if (pair.legs(t).contains(row.id())
                    && (placed(pair, INTO) || placed(pair, OUT_OF) || enters(pair, t, INTO) || enters(pair, t, OUT_OF))) {
                return true;
            }
        }
        return false;
    }

    /** Rows that would be named but for their members: few carry the move. */
    List<Candidate> narrow(int t) {
        return candidates.stream()
                .filter(row -> Stream.of(INTO, OUT_OF)
                        .anyMatch(side -> moves(row, t, side, ENTER)
                                && row.breadth(t, side) <= BREADTH_CONTRADICTS
                                && !placed(row, side)))
                .sorted(order(t))
                .toList();
    }

    /** By |z21| to one decimal, then |rel63|, then id. */
    static Comparator<Candidate> order(int t) {
        return Comparator.<Candidate>comparingLong(row -> -Math.round(Math.abs(row.u(t)) * 10))
                .thenComparingDouble(row -> -row.size63(t))
                .thenComparing(Candidate::id);
    }
}
