package tidewatch.chat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who was let in, and where. Each method is one transaction; called inside of {@link InboundLog#handle} it is part of that one. Nothing
 * of it is ever cached: what an owner takes back is gone at the next message.
 */
public interface AccessBook {
    /** What is known of somebody in a chat. */
    Seen seen(String person, ChatId chat, Instant now);

    /**
     * Somebody in a chat.
     *
     * @param codeOpen a pairing code could be used at this moment
     */
    record Seen(Optional<Person> person, Optional<ApprovedChat> chat, boolean codeOpen) {}

    /** Everybody, by number. */
    List<Person> people();

    Optional<ApprovedChat> chat(ChatId id);

    /** Every chat, by id. */
    List<ApprovedChat> chats();

    /** The private chats of somebody, by id; one for each of our accounts that they paired with. */
    List<ApprovedChat> alone(String person);

    /** Keeps a code, and forgets those that are long over. */
    void open(PairingCode code, Instant now);

    /**
     * Uses a code in a private chat. The right one makes the person and lets the chat in, once; who is known already keeps the higher
     * role. A wrong one counts against all that are open.
     *
     * @param hash of what was typed; absent when it cannot be a code, which counts as a wrong one
     */
    Redeemed redeem(Optional<String> hash, String person, ChatId chat, Instant now);

    /** What became of a code. */
    sealed interface Redeemed {}

    /** It was right. */
    record Paired(Person person) implements Redeemed {}

    /** There is none like that, or not any more. */
    record NotPaired() implements Redeemed {}

    /** A code that others have seen is void from now on; false when it was none. */
    boolean expose(String hash, Instant now);

    /** Lets a chat in, or changes how it is let in. */
    void save(ApprovedChat chat);

    /** Lets it in no longer; false when it was not. */
    boolean close(ChatId chat);

    /** Changes somebody's role and notes; false when they are not known. */
    boolean save(Person person);

    /** Takes everything back; their private chats are not let in any more. Returns those. */
    List<ChatId> remove(String person);
}
