package tidewatch.testing.telegram;

import tidewatch.testing.fake.Mishap;

/**
 * Something that goes wrong on purpose.
 *
 * @param kind how
 * @param method of which calls, in any letter case; empty for all
 * @param skip so many calls pass before
 * @param times so many calls are struck
 * @param code of ERROR
 * @param description of ERROR
 * @param seconds of RETRY_AFTER, DRIP and SILENCE
 */
public record Fault(Kind kind, String method, int skip, int times, int code, String description, double seconds) implements Mishap {
    /** How a call goes wrong. Those with an effect have it although the caller does not learn of it. */
    public enum Kind {
        /** 429 with retry_after. */
        RETRY_AFTER(false),
        /** Any error_code and description, as JSON. */
        ERROR(false),
        /** 502 with a page in HTML. */
        BAD_GATEWAY(false),
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
        SILENCE_DONE(true);

        final boolean effect;

        Kind(boolean effect) {
            this.effect = effect;
        }
    }

    /** The next call of a method goes wrong. */
    public static Fault once(Kind kind, String method) {
        return new Fault(kind, method, 0, 1, 500, "Internal Server Error", 5);
    }

    /** The next call of a method is answered with this error. */
    public static Fault error(String method, int code, String description) {
        return new Fault(Kind.ERROR, method, 0, 1, code, description, 0);
    }

    /** The next call of a method is answered with 429. */
    public static Fault retryAfter(String method, int seconds) {
        return new Fault(Kind.RETRY_AFTER, method, 0, 1, 429, "", seconds);
    }

    public Fault skipping(int calls) {
        return new Fault(kind, method, calls, times, code, description, seconds);
    }

    public Fault times(int calls) {
        return new Fault(kind, method, skip, calls, code, description, seconds);
    }

    public Fault lasting(double newSeconds) {
        return new Fault(kind, method, skip, times, code, description, newSeconds);
    }

    @Override
    public boolean cutsUnread() {
        return kind == Kind.CUT_UNREAD;
    }
}
