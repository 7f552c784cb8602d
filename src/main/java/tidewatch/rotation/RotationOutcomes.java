package tidewatch.rotation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tidewatch.market.Basket;
import tidewatch.market.PricePanel;
import tidewatch.market.Reading;
import tidewatch.market.Universe;
import tidewatch.rotation.Followed.Group;
import tidewatch.rotation.Followed.Side;

/** Turns past lists into calls, and calls into what followed them. One use, one thread. */
final class RotationOutcomes {
    /** Sessions of trailing moves that say how two outcomes move together. */
    private static final int CORRELATED = 252;

    /** A row measured on something from a close on; calls and their stand-ins alike. */
    private record Stake(int t, Candidate.Line line) {}

    /** A call in the making. */
    private static final class Named {
        final Candidate row;
        final Side side;
        final int t;
        int sessions = 1;
        boolean open = true;

        Named(Candidate row, Side side, int t) {
            this.row = row;
            this.side = side;
            this.t = t;
        }
    }

    private record Measured(Basket basket, Basket against) {}

    private final PricePanel whole;
    private final Universe universe;
    private final PastLists lists;
    private final LocalDate possible;
    private final List<Integer> horizons;
    private final Tracks tracks;
    private final Map<Measured, Candidate.Line> lines = new HashMap<>();
    private final List<Named> calls = new ArrayList<>();
    private int sessions;
    private int withoutList;
    private int changed;
    private final Map<Side, Integer> changedSide = new EnumMap<>(Side.class);

    RotationOutcomes(PricePanel whole, Universe universe, PastLists lists, LocalDate possible, List<Integer> horizons) {
        this.whole = whole;
        this.universe = universe;
        this.lists = lists;
        this.possible = possible;
        this.horizons = List.copyOf(horizons);
        this.tracks = new Tracks(whole, whole.size() - 1);
    }

    RotationBacktest result() {
        call();
        var names = new HashMap<String, String>();
        RotationTable.of(whole, universe).rows().forEach(row -> names.put(row.id(), row.name()));
        var base = new BaseRate();
        List<Followed> followed = new ArrayList<>();
        for (var side : Side.values()) {
            var stakes = calls.stream().filter(call -> call.side == side).map(call -> new Stake(call.t, line(call.row, call.t))).toList();
            var highest = stakes.stream().map(stake -> most(stake.t(), -1)).toList();
            var lowest = stakes.stream().map(stake -> most(stake.t(), 1)).toList();
            for (int horizon : horizons) {
                followed.add(followed(side, Group.CALLS, horizon, stakes));
                followed.add(base.followed(side, horizon));
                followed.add(followed(side, Group.HIGHEST_Z21, horizon, highest));
                followed.add(followed(side, Group.LOWEST_Z21, horizon, lowest));
            }
        }
        return new RotationBacktest(
                whole.session(lists.first()),
                whole.session(lists.last()),
                sessions,
                withoutList,
                possible,
                whole.asOf(),
                universe.benchmark(),
                List.copyOf(base.rows.keySet()),
                calls.stream().map(call -> told(call, names.getOrDefault(call.row.id(), call.row.id()))).toList(),
                changed,
                changedSide.getOrDefault(Side.INTO, 0),
                changedSide.getOrDefault(Side.OUT_OF, 0),
                followed);
    }

    /** Compares each list with the one before. */
    private void call() {
        var before = lists.at(lists.first() - 1);
        var running = new HashMap<String, Named>();
        for (int t = lists.first(); t <= lists.last(); t++) {
            var today = lists.at(t);
            if (today.isEmpty()) {
                withoutList++;
                continue;
            }
            sessions++;
            if (before.isPresent()) {
                boolean any = false;
                for (var side : Side.values()) {
                    boolean differs = step(before.get().side(side), today.get().side(side), side, t, running);
                    changedSide.merge(side, differs ? 1 : 0, Integer::sum);
                    any |= differs;
                }
                changed += any ? 1 : 0;
            }
            before = today;
        }
    }

    /** Whether the side names other rows than before; their order is no change. */
    private boolean step(List<Candidate> before, List<Candidate> today, Side side, int t, Map<String, Named> running) {
        var then = before.stream().map(Candidate::id).toList();
        var now = today.stream().map(Candidate::id).toList();
        for (var id : then) {
            if (!now.contains(id)) {
                Optional.ofNullable(running.remove(side + id)).ifPresent(call -> call.open = false);
            }
        }
        for (var row : today) {
            if (then.contains(row.id())) {
                Optional.ofNullable(running.get(side + row.id())).ifPresent(call -> call.sessions++);
            } else {
                var call = new Named(row, side, t);
                running.put(side + row.id(), call);
                calls.add(call);
            }
        }
        return !(then.size() == now.size() && now.containsAll(then));
    }

    private RotationBacktest.Call told(Named call, String name) {
        var line = call.row.line(call.t);
        var after = horizons.stream().map(horizon -> after(new Stake(call.t, line(call.row, call.t)), horizon)).toList();
        return new RotationBacktest.Call(
                call.row.id(),
                name,
                call.side,
                whole.session(call.t),
                line.basket().id(),
                line.against().id(),
                call.sessions,
                call.open,
                after);
    }

    /** The same measure in the panel of all prices, where outcomes are looked up. */
    private Candidate.Line line(Candidate row, int t) {
        var used = row.line(t);
        return lines.computeIfAbsent(
                new Measured(used.basket(), used.against()), key -> Candidate.Line.of(key.basket(), key.against(), tracks));
    }

    private Reading after(Stake stake, int horizon) {
        int end = stake.t() + horizon;
        if (end >= whole.size()) {
            return Reading.absent("the prices end on " + whole.asOf() + ", " + (whole.size() - 1 - stake.t()) + " of " + horizon + " sessions later");
        }
        return Reading.orAbsent(
                stake.line().move(end, horizon), "no price on " + whole.session(stake.t()) + " or on " + whole.session(end));
    }

    /** The row with the least z21 times this sign at the close of t; of equals a pair before its leg, then by id. There is one: a call. */
    private Stake most(int t, int sign) {
        var row = Candidate.most(lists.at(t).orElseThrow().candidates(), t, sign).orElseThrow();
        return new Stake(t, line(row, t));
    }

    private Followed followed(Side side, Group group, int horizon, List<Stake> stakes) {
        List<Stake> there = new ArrayList<>();
        var moves = new double[stakes.size()];
        int open = 0;
        for (var stake : stakes) {
            if (stake.t() + horizon >= whole.size()) {
                open++;
                continue;
            }
            double move = stake.line().move(stake.t() + horizon, horizon);
            if (!Double.isNaN(move)) {
                moves[there.size()] = side.sign() * move;
                there.add(stake);
            }
        }
        double effective = EffectiveCount.of(
                there.stream().map(stake -> new EffectiveCount.Stretch(stake.t(), horizon)).toList(),
                (i, j) -> together(there.get(i), there.get(j)));
        int unpriced = stakes.size() - open - there.size();
        return followed(side, group, horizon, Arrays.copyOf(moves, there.size()), open, unpriced, effective);
    }

    private static double together(Stake a, Stake b) {
        return a.line().alike(b.line())
                ? 1
                : EffectiveCount.together(a.line().sums().e(), b.line().sums().e(), Math.max(a.t(), b.t()), CORRELATED);
    }

    private static Followed followed(Side side, Group group, int horizon, double[] moves, int open, int unpriced, double effective) {
        int n = moves.length;
        if (n == 0) {
            return new Followed(side, group, horizon, 0, open, unpriced, 0, Optional.empty());
        }
        double sum = 0;
        int hits = 0;
        for (double move : moves) {
            sum += move;
            hits += move > 0 ? 1 : 0;
        }
        double mean = sum / n;
        double squares = 0;
        for (double move : moves) {
            squares += (move - mean) * (move - mean);
        }
        var sorted = moves.clone();
        Arrays.sort(sorted);
        var outcome = new Followed.Outcome(
                mean,
                MeanInterval.of(mean, squares, n, effective),
                Trailing.quantile(sorted, .5),
                hits,
                Wilson.of(hits, n, effective));
        return new Followed(side, group, horizon, n, open, unpriced, effective, Optional.of(outcome));
    }

    /** Every row that could have been called, on every session with a list. */
    private final class BaseRate {
        /** One row: what it was measured on by session, absent where it could not be called, and its daily moves on the whole axis. */
        private final class Row {
            final TreeMap<Integer, Candidate.Line> line = new TreeMap<>();
            final double[] e = new double[whole.size()];
        }

        final TreeMap<String, Row> rows = new TreeMap<>();
        private final Map<Integer, Double> effective = new HashMap<>();

        BaseRate() {
            for (int t = lists.first(); t <= lists.last(); t++) {
                int session = t;
                lists.at(t).ifPresent(day -> day.candidates().stream()
                        .filter(row -> row.ok(session))
                        .forEach(row -> rows.computeIfAbsent(row.id(), _ -> new Row()).line.put(session, line(row, session))));
            }
            rows.values().forEach(this::moves);
        }

        /** The moves of what was in use on each session; before the first and in gaps of what was in use next, after the last of that. */
        private void moves(Row row) {
            var line = row.line.lastEntry().getValue();
            for (int t = lists.last(); t >= 0; t--) {
                line = row.line.getOrDefault(t, line);
                row.e[t] = line.e(t);
            }
        }

        private double move(Row row, int t, int horizon) {
            var line = t + horizon >= whole.size() ? Optional.<Candidate.Line>empty() : Optional.ofNullable(row.line.get(t));
            return line.map(one -> one.move(t + horizon, horizon)).orElse(Double.NaN);
        }

        Followed followed(Side side, int horizon) {
            var moves = new double[rows.size() * (lists.last() - lists.first() + 1)];
            int n = 0;
            int open = 0;
            int unpriced = 0;
            for (int t = lists.first(); t <= lists.last(); t++) {
                for (var row : rows.values()) {
                    if (!row.line.containsKey(t)) {
                        continue;
                    }
                    double move = move(row, t, horizon);
                    if (!Double.isNaN(move)) {
                        moves[n++] = side.sign() * move;
                    } else if (t + horizon >= whole.size()) {
                        open++;
                    } else {
                        unpriced++;
                    }
                }
            }
            double worth = effective.computeIfAbsent(horizon, this::effective);
            return RotationOutcomes.followed(side, Group.BASE_RATE, horizon, Arrays.copyOf(moves, n), open, unpriced, worth);
        }

        /**
         * As {@link EffectiveCount}, gathered by pair of rows and later session: outcomes of one row and horizon overlap with each start
         * before by a share that only the distance decides, so the shares are added up first.
         */
        private double effective(int horizon) {
            var all = List.copyOf(rows.values());
            int width = lists.last() - lists.first() + 1;
            var there = new boolean[all.size()][width];
            var earlier = new double[all.size()][width];
            long n = 0;
            for (int r = 0; r < all.size(); r++) {
                for (int i = 0; i < width; i++) {
                    there[r][i] = !Double.isNaN(move(all.get(r), lists.first() + i, horizon));
                    n += there[r][i] ? 1 : 0;
                    for (int d = 1; d < horizon && d <= i; d++) {
                        earlier[r][i] += there[r][i - d] ? 1 - (double) d / horizon : 0;
                    }
                }
            }
            double sum = 0;
            for (int a = 0; a < all.size(); a++) {
                for (int i = 0; i < width; i++) {
                    sum += there[a][i] ? 1 + 2 * earlier[a][i] : 0;
                }
                for (int b = 0; b < a; b++) {
                    var rho = new Rolling(all.get(a).e, all.get(b).e);
                    for (int i = 0; i < width; i++) {
                        double shared = (there[a][i] && there[b][i] ? 2 : 0)
                                + (there[a][i] ? 2 * earlier[b][i] : 0)
                                + (there[b][i] ? 2 * earlier[a][i] : 0);
                        double together = rho.next(lists.first() + i);
                        sum += shared > 0 ? shared * EffectiveCount.together(together) : 0;
                    }
                }
            }
            return n == 0 ? 0 : (double) n * n / sum;
        }
    }

    /** {@link Trailing#correlation} session by session, each step at the same cost. */
    private static final class Rolling {
        private final double[] x;
        private final double[] y;
        private final Comovement both = new Comovement();
        private int end = -1;

        Rolling(double[] x, double[] y) {
            this.x = x;
            this.y = y;
        }

        /** The correlation of the window that ends at t, which grows from call to call. */
        double next(int t) {
            while (end < t) {
                end++;
                both.add(x[end], y[end]);
                if (end >= CORRELATED) {
                    both.remove(x[end - CORRELATED], y[end - CORRELATED]);
                }
            }
            return Trailing.correlation(both, CORRELATED);
        }
    }
}
