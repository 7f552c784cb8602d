package tidewatch.http;

import java.util.Objects;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Why a call has no whole answer. The sentence is made of our own words and the name of the host, never of an exception's text or an
 * address with its path and query: those hold tokens.
 *
 * @param sentence names the host, says whether anything was sent, and the next step where there is one
 */
public record Failure(Kind kind, String sentence) {
    /** A closed list, so that callers decide by kind and never by words. */
    public enum Kind {
        /** Refused on this side: a host that this client does not serve, plain http, or an address inside a network. */
        REFUSED(Reason.REFUSED),
        /** The host has no address. */
        UNKNOWN_HOST(Reason.UNREACHABLE),
        /** No connection. */
        UNREACHABLE(Reason.UNREACHABLE),
        /** No secure connection, or a certificate that is not trusted. */
        TLS(Reason.UNREACHABLE),
        /** Too slow, at any stage: see the {@link Reach}. */
        TIMEOUT(Reason.UNREACHABLE),
        /** The connection broke after the request was begun. */
        BROKEN(Reason.UNREACHABLE),
        /** The library was about to send the request a second time and was stopped. */
        SECOND_TRANSMISSION(Reason.UNREACHABLE),
        /** What came is not HTTP. */
        GARBLED(Reason.GARBLED),
        /** The body, unpacked, is over the cap. */
        TOO_BIG(Reason.TOO_BIG),
        /** The caller gave up, or the service stops. */
        CANCELLED(Reason.NOTICE);

        private final Reason reason;

        Kind(Reason reason) {
            this.reason = reason;
        }
    }

    public Failure {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(sentence);
    }

    public Problem problem() {
        return Problem.of(kind.reason, sentence);
    }
}
