package tidewatch.evidence;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A hypothesis on the scales of one session.
 *
 * @param hypothesis absent when there is nothing to measure it on; then {@code status} is UNTESTABLE and {@code why} says because of what
 * @param status the label; UNTESTABLE also with a hypothesis, when its prices begin too late
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
 * @param cause the reason behind {@code why}, for programs
 * @param detail the figures behind z; absent while there is no session of evidence
 * @param steady the last status that held for two closes, before there was one the first; what a reader was told is compared with it
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
        Optional<Status> previous,
        Cause cause,
        Optional<Detail> detail,
        Status steady) {
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

    /** Why a status is what it is. */
    public enum Cause {
        /** Nothing to add to the label. */
        NONE,
        /** Of MIXED: |z| is below 1. */
        SMALL,
        /** Of MIXED: the last ten sessions turn against z. */
        TURNING,
        /** Of MIXED: one leg speaks for it, another against. */
        LEGS,
        /** Of TOO_EARLY: the note's first close is not there yet. */
        NO_CLOSE_YET,
        /** Of TOO_EARLY: fewer than five sessions. */
        FEW_SESSIONS,
        /** Of STALE. */
        HORIZON_PASSED,
        /** Of STALE. */
        PRICE_OLD,
        /** Of UNTESTABLE: nothing with a price, or nothing that may be weighed. */
        NOT_MEASURED,
        /** Of UNTESTABLE. */
        SHORT_HISTORY
    }

    /**
     * The figures behind z, as of {@code to}.
     *
     * @param to last session measured: the as-of session, the horizon, or the newest price
     * @param sigma sd of the relative log return of a session, over 252 sessions to the start (60 at least)
     * @param bound how far z must have gone for a strong word, see {@link SequentialBound}
     * @param excess signed sum of relative log returns
     * @param worstDrawdown deepest fall of that sum from its maximum so far, at least 0
     * @param upShare share of sessions that went the claim's way
     * @param beta of the asset less the yardstick on the market, OLS over 252 sessions to the start, before shrinking: 0 moves with it
     * @param betaZ z of what is left after beta, for information; it never sets a status
     * @param method version of the method, see {@link ThesisStatus#METHOD}
     */
    public record Detail(
            LocalDate to,
            double sigma,
            double bound,
            double excess,
            double worstDrawdown,
            double upShare,
            Optional<Double> beta,
            Optional<Double> betaZ,
            int method) {}

    public Weighed {
        Objects.requireNonNull(status);
        Objects.requireNonNull(why);
        Objects.requireNonNull(cause);
        Objects.requireNonNull(steady);
    }

    /** Without cause and detail; its status is taken as steady. */
    public Weighed(
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
        this(
                title,
                hypothesis,
                status,
                strong,
                why,
                start,
                sessions,
                relative,
                afterBeta,
                z,
                z10,
                before,
                holding,
                previous,
                Cause.NONE,
                Optional.empty(),
                status);
    }

    /** What nothing can be measured on. {@code why} names the thing and the next step. */
    public static Weighed untestable(String title, Optional<Hypothesis> hypothesis, String why, Cause cause) {
        return new Weighed(
                title,
                hypothesis,
                Status.UNTESTABLE,
                false,
                why,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                cause,
                Optional.empty(),
                Status.UNTESTABLE);
    }

    /** True for the four labels that take a side. */
    public boolean takesSide() {
        return switch (status) {
            case LEANING_FOR, LEANING_AGAINST, VALIDATING, CONTRADICTING -> true;
            case UNTESTABLE, STALE, TOO_EARLY, MIXED -> false;
        };
    }
}
