package tidewatch.rotation;

import java.util.Optional;

/**
 * What followed some calls, or stand-ins for them, over one horizon. Moves are relative (ratio), as fractions, and signed so that above 0
 * is the called direction: of a row called out of, lagging counts as plus.
 *
 * @param horizon sessions after the call's close
 * @param count outcomes that are there
 * @param open calls whose horizon ends after the last price
 * @param unpriced calls that lack a price at one of the two ends
 * @param effective independent outcomes that {@code count} is worth, {@link EffectiveCount}; 0 without an outcome
 * @param outcome absent without an outcome
 */
public record Followed(Side side, Group group, int horizon, int count, int open, int unpriced, double effective, Optional<Outcome> outcome) {
    /** Which way a row was called. */
    public enum Side {
        INTO(1),
        OUT_OF(-1);

        private final int sign;

        Side(int sign) {
            this.sign = sign;
        }

        int sign() {
            return sign;
        }
    }

    /** Whose moves. */
    public enum Group {
        /** The rows called. */
        CALLS,
        /** Every row that could have been called, on every session of the window. */
        BASE_RATE,
        /** The row with the greatest z21 on the close of each call. */
        HIGHEST_Z21,
        /** The row with the least. */
        LOWEST_Z21
    }

    /**
     * Figures of at least one outcome.
     *
     * @param meanInterval absent where the outcomes are worth fewer than {@link MeanInterval#EFFECTIVE_MIN}
     * @param hits outcomes above 0
     * @param shareInterval of {@code hits / count}, Wilson's on the effective count
     */
    public record Outcome(double mean, Optional<Interval> meanInterval, double median, int hits, Interval shareInterval) {}

    public Followed {
        if (count < 0 || open < 0 || unpriced < 0 || (count > 0) != outcome.isPresent()) {
            throw new IllegalArgumentException(count + " outcomes, " + open + " open, " + unpriced + " unpriced, " + outcome);
        }
    }

    /** Outcomes above 0 over all, 0 to 1. */
    public Optional<Double> share() {
        return outcome.map(one -> (double) one.hits() / count);
    }
}
