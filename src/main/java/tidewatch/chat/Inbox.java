package tidewatch.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where a platform puts what it hears. */
public interface Inbox {
    /**
     * Takes one update. When it returns, the update is stored; a second one with the same key changes nothing.
     *
     * @return false when it was known already
     */
    boolean take(Incoming incoming);

    /**
     * Takes what came together, in order, and does {@code also} with it, which keeps the place in the stream: all of it or nothing.
     *
     * @throws RuntimeException of the store; then nothing of it was taken, and each may be given alone
     */
    void take(List<Incoming> several, Runnable also);

    /** True while so much is unanswered that nothing more is to be fetched; asked before each poll. What comes by itself is taken all the same. */
    default boolean full() {
        return false;
    }

    /** Tells how the link is. */
    void state(LinkState state, String reason, Optional<Instant> lastSuccess);

    /**
     * Says that what listens is awake, and when it says so next at the latest: if it does not, it hangs, and what it told before counts no
     * more. A platform that never says so is not watched.
     *
     * @param within from now
     */
    default void awake(Duration within) {}

    /** How the link to a platform is. */
    enum LinkState {
        UP,
        DEGRADED,
        DOWN
    }
}
