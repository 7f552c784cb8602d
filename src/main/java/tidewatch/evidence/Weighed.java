package tidewatch.evidence;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A hypothesis on the scales of one session.
 *
 * @param hypothesis absent when nothing could be measured; then {@code status} is UNTESTABLE and {@code why} says because of what
 * @param status the label
 * @param strong true when z has passed the sequential 95 % bound at some session since the fifth
 * @param why a reason that belongs to the label, in words; may be empty
 * @param start close from which it is counted (session t0); absent before the note's first close
 * @param sessions n, sessions of evidence up to the as-of session or the horizon
 * @param relative what the asset did against the yardstick over these sessions, as a ratio, NOT multiplied by the sign; absent for n = 0
 * @param afterBeta the part of {@code relative} that is left after beta, where it was measured
 * @param z signed by the hypothesis: above 0 speaks for it
 * @param z10 the last ten sessions alike
 * @param before what the asset did against the yardstick over the 21 sessions before the start: no evidence, told apart
 * @param holding sessions for which this status has held without a break, the first counted as 1
 * @param previous the status before it, absent when there was none other since the note
 */
public record Weighed(
        String title,
        Optional<Hypothesis> hypothesis,
        Status status,
        boolean strong,
        String why,
        Optional<LocalDate> start,
        int sessions,
        Optional<Double> relative,
        Optional<Double> afterBeta,
        Optional<Double> z,
        Optional<Double> z10,
        Optional<Double> before,
        int holding,
        Optional<Status> previous) {
    /** Labels of a thesis (rotation design 12). Words for people are chosen in {@code brief.Wording}: "leaning for" for VALIDATING. */
    public enum Status {
        UNTESTABLE,
        STALE,
        TOO_EARLY,
        MIXED,
        LEANING_FOR,
        LEANING_AGAINST,
        VALIDATING,
        CONTRADICTING
    }

    public Weighed {
        Objects.requireNonNull(status);
        Objects.requireNonNull(why);
    }
}
