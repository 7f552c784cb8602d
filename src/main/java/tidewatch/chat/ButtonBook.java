package tidewatch.chat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The buttons that were shown. Each method is one transaction; called inside of {@link InboundLog#handle} it is part of that one, so that
 * the one use of a button and what it changes are kept together or not at all.
 */
public interface ButtonBook {
    /** Stores buttons; of a token that is known the first stays. */
    void put(List<Button> buttons);

    /** The button of a token; absent when it was never given or is long gone. */
    Optional<Button> find(String token);

    /**
     * Takes the one use of a button.
     *
     * @return false when it was taken before, or there is no such button
     */
    boolean use(String token, Instant at);

    /** Keeps one line of what the use led to, which whoever presses again is told. */
    void result(String token, String words);

    /** A person lost rights: his buttons are as if they had never been. Returns how many. */
    int revoke(String person);

    /** Forgets buttons that expired before this instant; returns how many. */
    int purge(Instant expiredBefore);
}
