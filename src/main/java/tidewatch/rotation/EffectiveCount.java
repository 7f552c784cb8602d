package tidewatch.rotation;

import java.util.List;

/**
 * How many independent outcomes some overlapping ones are worth (rotation design, section 14): {@code n^2 / sum_ij o_ij max(0, rho_ij)}, o
 * being the shared sessions over the longer horizon. The sum is n times the variance of their mean over the variance of one, so it also
 * says how wide the interval of a mean is ({@link MeanInterval}). Never more than n: what moves against each other is not counted as more
 * than independent.
 */
public final class EffectiveCount {
    private EffectiveCount() {}

    /**
     * The sessions an outcome is measured over: those after {@code start}, {@code horizon} of them.
     *
     * @param start index of the session at whose close it begins
     * @param horizon at least 1
     */
    public record Stretch(int start, int horizon) {
        public Stretch {
            if (horizon < 1) {
                throw new IllegalArgumentException("An outcome needs a session, not " + horizon);
            }
        }

        /** Shared sessions over the longer horizon: 1 for the same stretch, 0 for two that do not meet. */
        public double overlap(Stretch other) {
            int shared = Math.min(start + horizon, other.start + other.horizon) - Math.max(start, other.start);
            return Math.max(0, shared) / (double) Math.max(horizon, other.horizon);
        }
    }

    /** How two outcomes, by their places in the list, move together: -1 to 1; NaN when unknown. */
    @FunctionalInterface
    public interface Correlation {
        double of(int i, int j);
    }

    /**
     * The effective count, 1 to n; 0 of nothing. Quadratic in the outcomes that overlap.
     *
     * @param stretches in order of their starts
     * @param rho asked only of pairs that overlap; unknown counts as 1, the careful side
     */
    public static double of(List<Stretch> stretches, Correlation rho) {
        int n = stretches.size();
        int longest = stretches.stream().mapToInt(Stretch::horizon).max().orElse(0);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += 1;
            for (int j = i - 1; j >= 0 && stretches.get(j).start() + longest > stretches.get(i).start(); j--) {
                double overlap = stretches.get(i).overlap(stretches.get(j));
                if (overlap > 0) {
                    sum += 2 * overlap * together(rho.of(i, j));
                }
            }
            if (i > 0 && stretches.get(i).start() < stretches.get(i - 1).start()) {
                throw new IllegalArgumentException("Outcomes are not in order of their starts");
            }
        }
        return n == 0 ? 0 : (double) n * n / sum;
    }

    /**
     * How two lines of daily moves go together over the {@code n} sessions to {@code end}: their correlation, NaN where either has too few
     * moves or is flat.
     *
     * @param end index of the last session, below 0 for none
     */
    public static double together(double[] x, double[] y, int end, int n) {
        return end < 0 ? Double.NaN : Trailing.correlation(x, y, end, n);
    }

    /** A correlation as it is counted. */
    static double together(double rho) {
        return Double.isNaN(rho) ? 1 : Math.clamp(rho, 0, 1);
    }
}
