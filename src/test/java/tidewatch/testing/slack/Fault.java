package tidewatch.testing.slack;

import tidewatch.testing.fake.Mishap;

/**
 * Something that goes wrong on purpose.
 *
 * @param kind how
 * @param method of which calls: a method of the Web API, {@code link} for opening a socket, {@code upload}, {@code response_url}; empty for all
 * @param skip so many calls pass before
 * @param times so many calls are struck
 * @param error of ERROR and ERROR_DONE
 * @param seconds of RATELIMITED, DRIP and SILENCE
 */
public record Fault(Kind kind, String method, int skip, int times, String error, double seconds) implements Mishap {
    /** How a call goes wrong. Those with an effect have it although the caller does not learn of it. */
    public enum Kind {
        /** 429 with Retry-After. */
        RATELIMITED(false),
        /** 200 with {@code "ok":false} and any error; nothing was done. */
        ERROR(false),
        /** 200 with {@code "ok":false} and any error, although it was done. */
        ERROR_DONE(true),
        /** 500 without JSON. */
        SERVER_ERROR(false),
        /** 502 with a page in HTML. */
        BAD_GATEWAY(false),
        /** 502 with a page in HTML, although it was done. */
        BAD_GATEWAY_DONE(true),
        /** 503. */
        UNAVAILABLE(false),
        /** 200 with a page in HTML. */
        HTML(false),
        /** The connection is reset before the body was read. */
        CUT_UNREAD(false),
        /** The connection is cut when all was read; nothing was done. */
        CUT_READ(false),
        /** The connection is cut when it was done. */
        CUT_DONE(true),
        /** Done, and half of the answer. */
        HALF(true),
        /** Done, and an answer of 200 that is no JSON. */
        WRONG_JSON(true),
        /** Done, and the answer comes byte by byte. */
        DRIP(true),
        /** Nothing is done, and nothing is said. */
        SILENCE(false),
        /** Done, and nothing is said. */
        SILENCE_DONE(true),
        /** A socket is opened and no hello comes. Only for {@code link}. */
        NO_HELLO(true),
        /** A socket is opened and its pings are not answered. Only for {@code link}. */
        NO_PONG(true),
        /** A socket is opened, says hello, and from then on nothing is read or said. Only for {@code link}. */
        DEAF(true);

        final boolean effect;

        Kind(boolean effect) {
            this.effect = effect;
        }
    }

    /** The next call of a method goes wrong. */
    public static Fault once(Kind kind, String method) {
        return new Fault(kind, method, 0, 1, "internal_error", 5);
    }

    /** The next call of a method is refused with this error, and nothing is done. */
    public static Fault error(String method, String error) {
        return new Fault(Kind.ERROR, method, 0, 1, error, 0);
    }

    /** The next call of a method is done and answered with this error. */
    public static Fault errorAfterTheEffect(String method, String error) {
        return new Fault(Kind.ERROR_DONE, method, 0, 1, error, 0);
    }

    /** The next call of a method is answered with 429. */
    public static Fault retryAfter(String method, int seconds) {
        return new Fault(Kind.RATELIMITED, method, 0, 1, "ratelimited", seconds);
    }

    public Fault skipping(int calls) {
        return new Fault(kind, method, calls, times, error, seconds);
    }

    public Fault times(int calls) {
        return new Fault(kind, method, skip, calls, error, seconds);
    }

    public Fault lasting(double newSeconds) {
        return new Fault(kind, method, skip, times, error, newSeconds);
    }

    @Override
    public boolean cutsUnread() {
        return kind == Kind.CUT_UNREAD;
    }
}
