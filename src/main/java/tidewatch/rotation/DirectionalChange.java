package tidewatch.rotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A series cut into moves up and down: a move begins at an extreme and is seen when the series has come back from it by a threshold
 * (directional change, Guillaume et al. 1997). The running extreme is replaced by a strictly greater one only; a threshold of no size
 * confirms nothing. Indices are those of the series.
 *
 * @param closed moves that ended, oldest first: each begins where the one before had its extreme
 * @param open the move under way; absent before the first confirmation
 */
record DirectionalChange(List<Episode> closed, Optional<Open> open) {
    /**
     * A move that ended.
     *
     * @param start index of the extreme from which it began
     * @param confirmed index at which it had gone far enough to be seen
     * @param extreme index of its own extreme, at or after {@code confirmed}
     * @param end index at which the reversal was seen
     * @param size from start to extreme, above 0
     */
    record Episode(int start, int confirmed, int extreme, int end, boolean up, double size) {
        /** Sessions from extreme to extreme. */
        int length() {
            return extreme - start;
        }

        /** Sessions that were left when it was seen. */
        int remaining() {
            return extreme - confirmed;
        }

        /** Sessions until it was seen. */
        int lag() {
            return confirmed - start;
        }
    }

    /** The move under way, with its extreme so far. */
    record Open(int start, int confirmed, int extreme, boolean up) {}

    DirectionalChange {
        closed = List.copyOf(closed);
    }

    /**
     * Cuts it.
     *
     * @param s the series, without gaps
     * @param h the threshold of each session, as long
     */
    static DirectionalChange of(double[] s, double[] h) {
        List<Episode> closed = new ArrayList<>();
        int high = 0;
        int low = 0;
        int sign = 0;
        int start = 0;
        int confirmed = 0;
        int extreme = 0;
        for (int t = 1; t < s.length; t++) {
            if (sign == 0) {
                high = s[t] > s[high] ? t : high;
                low = s[t] < s[low] ? t : low;
                boolean up = reached(s[t] - s[low], h[t]);
                if (up || reached(s[high] - s[t], h[t])) {
                    sign = up ? 1 : -1;
                    start = up ? low : high;
                    confirmed = t;
                    extreme = t;
                }
            } else if (sign * s[t] > sign * s[extreme]) {
                extreme = t;
            } else if (reached(sign * (s[extreme] - s[t]), h[t])) {
                closed.add(new Episode(start, confirmed, extreme, t, sign > 0, sign * (s[extreme] - s[start])));
                sign = -sign;
                start = extreme;
                confirmed = t;
                extreme = t;
            }
        }
        return new DirectionalChange(closed, sign == 0 ? Optional.empty() : Optional.of(new Open(start, confirmed, extreme, sign > 0)));
    }

    private static boolean reached(double move, double threshold) {
        return threshold > Trailing.FLAT && move >= threshold;
    }
}
