package tidewatch.rotation;

import java.util.Arrays;
import java.util.Set;
import tidewatch.rotation.RotationRow.Kind;

/** One row that the list may name, with what decides about it by session. Two candidates are equal only when they are the same one. */
final class Candidate {
    private static final int SIGMA_WINDOW = 252;

    private final String id;
    private final boolean pair;
    private final Set<String> legs;
    private final int start;
    private final double[] u;
    private final double[] z5;
    private final double[] rel63;
    private final double[] breadth;

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
        this.id = id;
        this.pair = pair;
        this.legs = legs;
        this.start = start;
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
     * starts at the axis gives the same bits whatever comes later.
     */
    static Candidate of(RotationRow row, Track own, Track other, int start, MemberBreadth breadths) {
        int sessions = own.last - start + 1;
        int offset = Math.max(own.from, other.from);
        var sums = new Sums(own.relative(other));
        var u = new double[sessions];
        var z5 = new double[sessions];
        var rel63 = new double[sessions];
        for (int i = 0; i < sessions; i++) {
            int t = start + i;
            double here = own.at(t) / other.at(t);
            u[i] = Double.isNaN(here) ? Double.NaN : sums.z(t - offset, 21, SIGMA_WINDOW);
            z5[i] = sums.z(t - offset, 5, SIGMA_WINDOW);
            rel63[i] = here / (own.at(t - 63) / other.at(t - 63)) - 1;
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
        var legs = pair ? Set.of(row.basket().id(), row.against().id()) : Set.<String>of();
        return new Candidate(row.id(), pair, legs, start, u, z5, rel63, breadth);
    }

    String id() {
        return id;
    }

    boolean pair() {
        return pair;
    }

    Set<String> legs() {
        return legs;
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
    private static final class Sums {
        private final int[] count;
        private final double[] sum;
        private final double[] squares;

        Sums(double[] e) {
            count = new int[e.length + 1];
            sum = new double[e.length + 1];
            squares = new double[e.length + 1];
            for (int i = 0; i < e.length; i++) {
                boolean there = !Double.isNaN(e[i]);
                count[i + 1] = count[i] + (there ? 1 : 0);
                sum[i + 1] = sum[i] + (there ? e[i] : 0);
                squares[i + 1] = squares[i] + (there ? e[i] * e[i] : 0);
            }
        }

        /** As {@link Trailing#scaledSum} with the sd of the window that ends k before; NaN as well when that sd is flat. */
        double z(int end, int k, int window) {
            int split = end - k + 1;
            if (split <= 0) {
                return Double.NaN;
            }
            int n = count[end + 1] - count[split];
            int from = Math.max(0, split - window);
            int m = count[split] - count[from];
            if (n < Trailing.needed(k) || m < Trailing.needed(window)) {
                return Double.NaN;
            }
            double total = sum[split] - sum[from];
            double sd = Math.sqrt(Math.max(0, squares[split] - squares[from] - total * total / m) / (m - 1));
            return sd <= Trailing.FLAT ? Double.NaN : (sum[end + 1] - sum[split]) / (sd * Math.sqrt(n));
        }
    }
}
