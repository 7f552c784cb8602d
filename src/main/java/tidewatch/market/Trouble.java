package tidewatch.market;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Why a source has no answer for an instrument, or none at all.
 *
 * @param sentence names the source and the next step; no key, no address with its query
 * @param until before when asking again is useless, where the source or its limits say so
 */
public record Trouble(Kind kind, String sentence, Optional<Instant> until) {
    /** A closed list, by which it is decided whether and when to ask again. */
    public enum Kind {
        /** The key is missing, unknown or revoked: nothing helps but another key. */
        WRONG_KEY(Reason.REFUSED),
        /** The plan does not include this. */
        NOT_ENTITLED(Reason.REFUSED),
        /** A limit is used up. */
        QUOTA_SPENT(Reason.UNREACHABLE),
        /** The source asks us to slow down. */
        BUSY(Reason.UNREACHABLE),
        NO_SUCH_SYMBOL(Reason.UNKNOWN_NAME),
        /** The symbol is known and has no row in the range. */
        NO_DATA(Reason.NO_DATA),
        /** The session is over and its rows are not published yet. */
        NOT_YET(Reason.STALE),
        /** Not in the documented form. */
        GARBLED(Reason.GARBLED),
        TOO_BIG(Reason.TOO_BIG),
        /** No answer, a broken one, or a server error. */
        UNREACHABLE(Reason.UNREACHABLE),
        /** Refused on this side: a host inside a network, plain http, a redirect. */
        REFUSED_ADDRESS(Reason.REFUSED),
        /** Read well and about something else: another symbol, another basis. */
        MISMATCH(Reason.CONFLICT);

        private final Reason reason;

        Kind(Reason reason) {
            this.reason = reason;
        }
    }

    public Trouble {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(until);
        if (sentence.isBlank()) {
            throw new IllegalArgumentException("A trouble without a sentence helps nobody (" + kind + ")");
        }
    }

    public static Trouble of(Kind kind, String sentence) {
        return new Trouble(kind, sentence, Optional.empty());
    }

    public static Trouble until(Kind kind, String sentence, Instant until) {
        return new Trouble(kind, sentence, Optional.of(until));
    }

    /**
     * The same for people.
     *
     * @param where usually the symbol
     */
    public Problem problem(String where) {
        return new Problem(kind.reason, sentence, where);
    }
}
