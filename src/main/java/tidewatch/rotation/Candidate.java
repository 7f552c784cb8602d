package tidewatch.rotation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import tidewatch.market.Basket;
import tidewatch.rotation.RotationRow.Kind;

/** One row that the list may name, with what decides about it by session. Two candidates are equal only when they are the same one. */
final class Candidate {
    private static final int SIGMA_WINDOW = 252;
    private static final int OWN_WINDOW = 63;

    private final String id;
    private final boolean pair;
    private final List<Set<String>> legs;
    private final List<Line> lines;
    private final int start;
    /** By session the place in {@code lines} of what the row was measured on; of {@code legs} alike. */
    private final int[] used;

    private final double[] u;
    private final double[] z5;
    private final double[] rel63;
    private final double[] breadth;

    /** What a row may be measured on: its own track, the other one, and the log return of one against the other from {@code from} on. */
    record Line(Basket basket, Basket against, Track own, Track other, int from, Sums sums) {
        static Line of(Basket basket, Basket against, Tracks tracks) {
            var own = tracks.of(basket);
            var other = tracks.of(against);
            return new Line(basket, against, own, other, Math.max(own.from, other.from), new Sums(own.relative(other)));
        }

        /** Whether the two measure the same. */
        boolean alike(Line that) {
            return basket.equals(that.basket) && against.equals(that.against);
        }

        boolean priced(int t) {
            return !Double.isNaN(own.growth(t, 0)) && !Double.isNaN(other.growth(t, 0));
        }

        /** Relative move (ratio) of the k sessions to t; NaN where an end has no price. */
        double move(int t, int k) {
            return t < k ? Double.NaN : own.growth(t, k) / other.growth(t, k) - 1;
        }

        /** {@link #move} in logs and in units of its noise, of the 252 sessions before it. */
        double z(int t, int k) {
            return sums.z(t - from, k, SIGMA_WINDOW, () -> t < k ? Double.NaN : Math.log(own.growth(t, k) / other.growth(t, k)));
        }

        /** The log return of session t; NaN at a gap. */
        double e(int t) {
            return sums.e[t - from];
        }

        /** As a proxy in use must have: each leg a price in the last few sessions. */
        private boolean alive(int t) {
            return alive(own, t) && alive(other, t);
        }

        private static boolean alive(Track track, int t) {
            for (int s = t; s >= Math.max(0, t - TableRows.DEAD_AFTER); s--) {
                if (!Double.isNaN(track.growth(s, 0))) {
                    return true;
                }
            }
            return false;
        }

        private boolean begun(int t) {
            return own.first <= t && other.first <= t;
        }
    }

    /**
     * All arrays are of one length; index 0 is axis index {@code start}.
     *
     * @param legs ids of the single instruments that a pair is made of; empty for other rows
     * @param u z21; NaN where the row is not OK
     * @param z5 as {@link Measure#Z5}
     * @param rel63 NaN where absent
     * @param breadth share of members that outrun; NaN where unknown
     */
    Candidate(String id, boolean pair, Set<String> legs, int start, double[] u, double[] z5, double[] rel63, double[] breadth) {
        this(id, pair, List.of(legs), List.of(), start, new int[u.length], u, z5, rel63, breadth);
    }

    private Candidate(
            String id,
            boolean pair,
            List<Set<String>> legs,
            List<Line> lines,
            int start,
            int[] used,
            double[] u,
            double[] z5,
            double[] rel63,
            double[] breadth) {
        this.id = id;
        this.pair = pair;
        this.legs = legs;
        this.lines = lines;
        this.start = start;
        this.used = used;
        this.u = u;
        this.z5 = z5;
        this.rel63 = rel63;
        this.breadth = breadth;
    }

    static boolean may(Kind kind) {
        return switch (kind) {
            case SECTOR, THEME, STYLE, PAIR, BASKET -> true;
            case BENCHMARK, CROSS_ASSET, STOCK, INDEX, FUND, VOLATILITY -> false;
        };
    }

    /**
     * Sigma comes from running sums over the whole track, so each session costs the same. They begin where the track begins: a track that
     * starts at the axis gives the same bits whatever comes later. So do the proxies of a pair, which are chosen anew on each session.
     *
     * @param lines what it may be measured on, the first choice first
     */
    static Candidate of(RotationRow row, List<Line> lines, int start, MemberBreadth breadths) {
        int sessions = lines.getFirst().own().last - start + 1;
        var used = new int[sessions];
        var u = new double[sessions];
        var z5 = new double[sessions];
        var rel63 = new double[sessions];
        for (int i = 0; i < sessions; i++) {
            int t = start + i;
            used[i] = choice(lines, t);
            var line = lines.get(used[i]);
            u[i] = line.priced(t) ? line.z(t, 21) : Double.NaN;
            z5[i] = line.z(t, 5);
            rel63[i] = line.move(t, 63);
        }
        var known = breadths.shares(row.id());
        var breadth = new double[sessions];
        Arrays.fill(breadth, Double.NaN);
        for (int i = 0; i < sessions; i++) {
            int at = start + i - breadths.start();
            if (at >= 0 && at < known.length) {
                breadth[i] = known[at];
            }
        }
        boolean pair = row.kind() == Kind.PAIR;
        var legs = lines.stream().map(line -> pair ? Set.of(line.basket().id(), line.against().id()) : Set.<String>of()).toList();
        return new Candidate(row.id(), pair, legs, lines, start, used, u, z5, rel63, breadth);
    }

    /** The choice that the table of session t makes. */
    private static int choice(List<Line> lines, int t) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.size() == 1 || lines.get(i).alive(t)) {
                return i;
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).begun(t)) {
                return i;
            }
        }
        return 0;
    }

    /** What it is measured on at the close of session t, which must not lie before the first one with figures. */
    Line line(int t) {
        return lines.get(used[t - start]);
    }

    /**
     * Whether the table of session t would say that the row is OK, given a benchmark: it has a z21, and neither it nor what it is measured
     * against stood still.
     */
    boolean ok(int t) {
        if (Double.isNaN(u(t))) {
            return false;
        }
        var line = line(t);
        double sd = pair
                ? Trailing.sd(line.sums().e, t - 1 - line.from(), OWN_WINDOW)
                : Trailing.sd(line.own().log, t - 1 - line.own().from, OWN_WINDOW);
        boolean flat = sd <= Trailing.FLAT;
        for (int k : new int[] {5, 21, 63}) {
            flat |= Trailing.sd(line.sums().e, t - k - line.from(), SIGMA_WINDOW) <= Trailing.FLAT;
        }
        return !flat;
    }

    /** The one with the greatest z21 at the close of t, or the least with {@code sign} 1; of equals a pair before its leg, then by id. Absent when none is OK. */
    static Optional<Candidate> most(List<Candidate> rows, int t, int sign) {
        return rows.stream()
                .filter(one -> one.ok(t))
                .min(Comparator.<Candidate>comparingDouble(one -> sign * one.u(t))
                        .thenComparing(one -> !one.pair())
                        .thenComparing(Candidate::id));
    }

    String id() {
        return id;
    }

    boolean pair() {
        return pair;
    }

    /** Ids of the instruments that a pair was made of at the close of session t; empty for other rows. */
    Set<String> legs(int t) {
        return legs.get(t < start ? 0 : used[t - start]);
    }

    /** Sessions with figures. */
    int sessions() {
        return u.length;
    }

    double u(int t) {
        return value(u, t);
    }

    double z5(int t) {
        return value(z5, t);
    }

    /** For ties; an absent one ranks last. */
    double size63(int t) {
        double x = value(rel63, t);
        return Double.isNaN(x) ? -1 : Math.abs(x);
    }

    /** Share of members on this side (+1 into, -1 out of); NaN when unknown. */
    double breadth(int t, int side) {
        double share = value(breadth, t);
        return side > 0 ? share : 1 - share;
    }

    private double value(double[] x, int t) {
        return t < start ? Double.NaN : x[t - start];
    }

    /** Running count, sum and sum of squares of the values that are there. */
    static final class Sums {
        private final double[] e;
        private final int[] count;
        private final double[] sum;
        private final double[] squares;

        Sums(double[] e) {
            this.e = e;
            count = new int[e.length + 1];
            sum = new double[e.length + 1];
            squares = new double[e.length + 1];
            int there = 0;
            double total = 0;
            double about = 0;
            for (int i = 0; i < e.length; i++) {
                double value = e[i];
                if (!Double.isNaN(value)) {
                    there++;
                    total += value;
                    about += value * value;
                }
                count[i + 1] = there;
                sum[i + 1] = total;
                squares[i + 1] = about;
            }
        }

        /** The values themselves, not to be written. */
        double[] e() {
            return e;
        }

        /**
         * As {@link Stretches#scaled} with the sd of the window that ends k before; NaN as well when that sd is flat.
         *
         * @param between the log move of the k sessions to {@code end}, NaN when it is not known; asked for at gaps only
         */
        double z(int end, int k, int window, DoubleSupplier between) {
            int split = end - k + 1;
            if (split <= 0) {
                return Double.NaN;
            }
            int from = Math.max(0, split - window);
            int m = count[split] - count[from];
            if (m < Trailing.needed(window)) {
                return Double.NaN;
            }
            double total = sum[split] - sum[from];
            double sd = Math.sqrt(Math.max(0, squares[split] - squares[from] - total * total / m) / (m - 1));
            if (sd <= Trailing.FLAT) {
                return Double.NaN;
            }
            int n = count[end + 1] - count[split];
            double moved = sum[end + 1] - sum[split];
            double move = n == k ? moved : between.getAsDouble();
            if (!Double.isNaN(move)) {
                return move / (sd * Math.sqrt(k));
            }
            return n < Trailing.needed(k) ? Double.NaN : moved / (sd * Math.sqrt(n));
        }
    }
}
