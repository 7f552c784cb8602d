package tidewatch.rotation;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Which of many searches stand out, so that of those that are said to at most a share q does so by chance. */
public enum FalseDiscovery {
    /** Benjamini and Hochberg 1995. Valid for independent rows and for many that move together. */
    BH {
        @Override
        double penalty(int n) {
            return 1;
        }
    },
    /** Benjamini and Yekutieli 2001: valid for any dependence, and names fewer. */
    BY {
        @Override
        double penalty(int n) {
            double sum = 0;
            for (int i = 1; i <= n; i++) {
                sum += 1.0 / i;
            }
            return sum;
        }
    };

    abstract double penalty(int n);

    /**
     * The p of each search after correcting for all of them: the least q at which it stands out, at most 1.
     *
     * @param p of each search, 0 to 1, in any order; none may be missing
     */
    public double[] adjusted(double[] p) {
        for (double one : p) {
            if (!(one >= 0 && one <= 1)) {
                throw new IllegalArgumentException("A p of " + one);
            }
        }
        int n = p.length;
        var order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> p[i])).mapToInt(Integer::intValue).toArray();
        var adjusted = new double[n];
        double least = 1;
        for (int rank = n; rank >= 1; rank--) {
            int i = order[rank - 1];
            // In this order a p on which nothing is corrected stays what it is to the last bit.
            least = Math.min(least, p[i] * (penalty(n) * n / rank));
            adjusted[i] = least;
        }
        return adjusted;
    }
}
