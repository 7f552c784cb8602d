package tidewatch.notes.dates;

import org.jspecify.annotations.Nullable;

/**
 * What a rule read, up to token {@code end}.
 *
 * @param bare an event's name alone, which in prose is no date unless days stand in brackets behind it
 */
record Hit(Sense sense, int end, boolean bare) {
    Hit(Sense sense, int end) {
        this(sense, end, false);
    }

    /** The longest, of equally long ones the first; null when nothing was read. */
    static @Nullable Hit longest(@Nullable Hit... hits) {
        Hit best = null;
        for (var hit : hits) {
            if (hit != null && (best == null || hit.end() > best.end())) {
                best = hit;
            }
        }
        return best;
    }
}
