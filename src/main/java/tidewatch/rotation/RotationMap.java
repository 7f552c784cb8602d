package tidewatch.rotation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tidewatch.market.PricePanel;

/**
 * Where each row stands by relative strength (ratio) and by its change (momentum), and where it stood in the weeks before. The formula is our
 * own and stands at {@link MapPath}. It describes and forecasts nothing: say "where it is, not where it goes".
 *
 * @param asOf session of the newest points
 * @param placed rows with a point on that session, in the order of the table
 * @param unplaced candidates without one, each with the reason
 */
public record RotationMap(LocalDate asOf, List<Placed> placed, List<Unplaced> unplaced) {
    /** Sessions between two points of a tail. */
    public static final int WEEK = 5;
    /** Points of a tail: now and four weeks back. */
    public static final int TAIL = 5;

    /** The formula of {@link MapPath}, in plain symbols. */
    public static final String RATIO_FORMULA = "100 + 10 x / (2.292 s); x = 21-session less 63-session exponential mean of the running sum of the relative log "
            + "returns, s = their sd over 126 sessions";

    public static final String MOMENTUM_FORMULA = "100 + 10 (x - its 10-session exponential mean) / (0.435 s); x and s as of the ratio";

    /** In clockwise order, the way that rows usually turn. */
    public enum Quadrant {
        /** Behind and gaining: ratio below 100, momentum 100 or more. */
        IMPROVING,
        /** Ahead and gaining: both 100 or more. */
        LEADING,
        /** Ahead and losing: ratio 100 or more, momentum below. */
        WEAKENING,
        /** Behind and losing: both below 100. */
        LAGGING;

        static Quadrant of(double ratio, double momentum) {
            if (ratio >= 100) {
                return momentum >= 100 ? LEADING : WEAKENING;
            }
            return momentum >= 100 ? IMPROVING : LAGGING;
        }
    }

    /**
     * One session's place. 100 is the middle of both axes, 10 points are one sd of a series without a trend.
     *
     * @param quadrant with hysteresis: it may lag the two figures by a few sessions, and does not flicker
     */
    public record Point(LocalDate session, double ratio, double momentum, Quadrant quadrant) {
        public Point {
            Objects.requireNonNull(session);
            Objects.requireNonNull(quadrant);
            if (!Double.isFinite(ratio) || !Double.isFinite(momentum)) {
                throw new IllegalArgumentException("No point: " + ratio + ", " + momentum);
            }
        }
    }

    /**
     * A row on the map.
     *
     * @param tail weekly points, oldest first, the last of the as-of session: five, or fewer where a session had none
     */
    public record Placed(RotationRow row, List<Point> tail) {
        public Placed {
            tail = List.copyOf(tail);
            if (tail.isEmpty() || tail.size() > TAIL) {
                throw new IllegalArgumentException(row.id() + " has a tail of " + tail.size());
            }
        }

        public Point now() {
            return tail.getLast();
        }
    }

    /** A row that has no place, and why, as words that fit behind its name and a colon. */
    public record Unplaced(RotationRow row, String why) {
        public Unplaced {
            Objects.requireNonNull(row);
            if (why.isBlank()) {
                throw new IllegalArgumentException(row.id() + " has no place and no reason");
            }
        }
    }

    public RotationMap {
        Objects.requireNonNull(asOf);
        placed = List.copyOf(placed);
        unplaced = List.copyOf(unplaced);
    }

    /**
     * The map as of the panel's last session, of the sectors, themes, styles, pairs and baskets of the table.
     *
     * @param table of the same panel
     */
    public static RotationMap of(PricePanel panel, RotationTable table) {
        var tracks = new Tracks(panel, panel.size() - 1);
        List<Placed> placed = new ArrayList<>();
        List<Unplaced> unplaced = new ArrayList<>();
        for (var row : table.rows()) {
            if (!Candidate.may(row.kind())) {
                continue;
            }
            if (!row.ok()) {
                unplaced.add(new Unplaced(row, row.stateNote()));
                continue;
            }
            var own = tracks.of(row.basket());
            var other = tracks.of(row.against());
            var path = new MapPath(own.relative(other));
            if (path.point(tracks.last())) {
                placed.add(new Placed(row, tail(panel, path)));
            } else {
                unplaced.add(new Unplaced(row, why(row, path, own, other)));
            }
        }
        return new RotationMap(panel.asOf(), placed, unplaced);
    }

    private static List<Point> tail(PricePanel panel, MapPath path) {
        List<Point> tail = new ArrayList<>();
        for (int back = TAIL - 1; back >= 0; back--) {
            int t = panel.size() - 1 - back * WEEK;
            if (path.point(t)) {
                path.quadrant(t).ifPresent(quadrant -> tail.add(new Point(panel.session(t), path.ratio(t), path.momentum(t), quadrant)));
            }
        }
        return tail;
    }

    private static String why(RotationRow row, MapPath path, Track own, Track other) {
        int last = own.last;
        if (path.valid() < MapPath.SESSIONS_MIN) {
            return path.valid() + " sessions against " + row.against().id() + ", the map needs " + MapPath.SESSIONS_MIN;
        }
        for (int t : new int[] {last, last - 1}) {
            if (Double.isNaN(own.at(t))) {
                return own.gaps.why(t, "");
            }
            if (Double.isNaN(other.at(t))) {
                return other.gaps.why(t, row.against().id());
            }
        }
        return path.sigma() <= Trailing.FLAT ? "flat against " + row.against().id() : "too many gaps in 126 sessions";
    }

    public Optional<Placed> row(String id) {
        return placed.stream().filter(one -> one.row().id().equals(id)).findFirst();
    }

    /** Those in this quadrant, the greatest ratio first, ties by id. */
    public List<Placed> in(Quadrant quadrant) {
        return placed.stream()
                .filter(one -> one.now().quadrant() == quadrant)
                .sorted((a, b) -> {
                    int byRatio = Double.compare(b.now().ratio(), a.now().ratio());
                    return byRatio != 0 ? byRatio : a.row().id().compareTo(b.row().id());
                })
                .toList();
    }
}
