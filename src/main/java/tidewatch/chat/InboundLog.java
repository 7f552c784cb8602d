package tidewatch.chat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The updates that were taken and not yet answered; they survive a crash between hearing and answering. Each changes its state once.
 * Finished ones are kept for eight days so that a platform that tells an old one again is not obeyed twice.
 */
public interface InboundLog {
    /** Stores an update; false when its key is known for this sender. */
    boolean store(Incoming incoming, Instant receivedAt);

    /**
     * Stores several in order and does {@code also}, in one transaction.
     *
     * @return those that were not known
     */
    List<Incoming> store(List<Incoming> several, Instant receivedAt, Runnable also);

    /** Updates of a sender that are not handled, oldest first. */
    List<Pending> pending(String sender, int limit);

    /**
     * Marks an update as handled together with everything that {@code work} writes through the ports of the store on this thread: both or
     * neither. The work must be short; whatever takes time is computed before.
     *
     * @return false, and the work is not done, when it was handled already
     */
    boolean handle(Pending pending, Supplier<String> work);

    /** The place up to which a sender's updates were taken, such as Telegram's offset. */
    Optional<String> offset(String sender);

    void offset(String sender, String offset);

    /** Forgets handled updates received before this instant; returns how many. */
    int purge(Instant before);

    /** A stored update. */
    record Pending(Incoming incoming, Instant receivedAt) {}
}
