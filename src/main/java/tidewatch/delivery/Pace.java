package tidewatch.delivery;

import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * How fast one sender may send. It knows only what this process sent; pauses that outlive a restart are stored with the chat or the sender.
 * Time comes in as nanoseconds of a clock that never goes back ({@code System.nanoTime} in the running program). Any thread.
 */
public sealed interface Pace permits TelegramPace, SlackPace, Unpaced {
    /**
     * Asks for one send to this chat.
     *
     * @return 0 when it may be sent now, and it is then counted; else the nanoseconds after which to ask again, and nothing is counted
     */
    long take(Target target);

    /**
     * How long until the sender as a whole may send again when this many sends go before: what is worth claiming now. A chat's own limit
     * does not count, because nobody knows yet which chat is next. Asking costs nothing.
     *
     * @return nanoseconds, 0 when it may now
     */
    long room(int before);

    /** To be told of each answer "too many requests": says what has to pause for the time that the platform named. */
    Scope throttled(String chat);

    /**
     * Where a message goes.
     *
     * @param chat by its stored id
     * @param group more than one person reads there; on Slack without meaning
     */
    record Target(String chat, boolean group) {
        public Target {
            Objects.requireNonNull(chat);
        }
    }

    /** What a pause concerns. */
    enum Scope {
        CHAT,
        SENDER
    }

    static Pace telegram(LongSupplier nanos) {
        return new TelegramPace(nanos);
    }

    static Pace slack(LongSupplier nanos) {
        return new SlackPace(nanos);
    }

    /** For a terminal or a browser on this machine. */
    static Pace unlimited() {
        return new Unpaced();
    }
}
