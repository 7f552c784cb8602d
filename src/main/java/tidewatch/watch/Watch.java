package tidewatch.watch;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that a chat waits for. Its number is what people type ({@code /unwatch 3}): it counts up from 1 in each chat and is never given
 * twice, so that no message of an old watch stands in the way of a new one.
 */
public sealed interface Watch permits Reminder {
    /** The most that one chat may wait for at a time. */
    int PER_CHAT_MAX = 100;

    /** The chat as it is stored: {@code terminal:here}. */
    String chat();

    /** 1 or more; 0 before it is stored. */
    int number();

    /** Who asked, by the platform's number. */
    String person();

    /** Its typable name: {@code q4-earnings}. */
    String slug();

    /** Its name as people say it: {@code Q4 earnings}. */
    String what();

    Instant created();

    /** Nothing more will come of it. */
    boolean over();

    /** Not worth a look before this instant, whatever the zone and the morning of the chat are; absent when it is over. */
    Optional<Instant> lookFrom();

    /** Names it in the program: {@code terminal:here/3}. */
    default String id() {
        return chat() + "/" + number();
    }
}
