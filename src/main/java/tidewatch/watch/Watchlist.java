package tidewatch.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What chats wait for. Each method is one transaction; called inside of the handling of an update it is part of that one.
 */
public interface Watchlist {
    /** What became of a wish. */
    sealed interface Added {}

    /** It is stored under its number. */
    record New(Watch watch) implements Added {}

    /** The chat waits for that already; nothing was changed. */
    record Known(Watch watch) implements Added {}

    /** The chat waits for {@link Watch#PER_CHAT_MAX} things; nothing was changed. */
    record Full() implements Added {}

    /**
     * Stores a wish under the next number of its chat, above all numbers that it ever gave, unless the same one ({@link Reminder#same}) is
     * there and not over.
     *
     * @param wish with number 0
     */
    Added add(Watch wish);

    /** Everything that a chat was not told to forget, in the order of the numbers: taken back ones are left out, fired ones are not. */
    List<Watch> of(String chat);

    /** Also one that was taken back. */
    Optional<Watch> find(String chat, int number);

    /**
     * Puts another in the place of one that is still as it was read.
     *
     * @return false, and nothing is changed, when somebody else changed it or it is gone
     */
    boolean change(Watch before, Watch after);

    /**
     * Those that may be due: {@link Watch#lookFrom} is not after this instant. A page at a time, in the order of chat and number.
     *
     * @param after the last one of the page before; absent for the first page
     */
    List<Watch> mayBeDue(Instant now, Optional<Watch> after, int limit);

    /** Those that are not over and came from a note, a page at a time, as {@link #mayBeDue}. */
    List<Watch> fromNotes(Optional<Watch> after, int limit);

    /** Everything that a chat waits for, for ever; its numbers go on. Returns how many there were. */
    int forget(String chat);
}
