package tidewatch.testing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tidewatch.chat.AccessBook;
import tidewatch.chat.ApprovedChat;
import tidewatch.chat.ChatId;
import tidewatch.chat.PairingCode;
import tidewatch.chat.Person;

/** Says the same of everybody: for tests of the gate itself. */
public final class FixedAccess implements AccessBook {
    private final Seen seen;

    public FixedAccess(Seen seen) {
        this.seen = seen;
    }

    @Override
    public Seen seen(String person, ChatId chat, Instant now) {
        return seen;
    }

    @Override
    public List<Person> people() {
        return List.of();
    }

    @Override
    public Optional<ApprovedChat> chat(ChatId id) {
        return seen.chat();
    }

    @Override
    public List<ApprovedChat> chats() {
        return List.of();
    }

    @Override
    public List<ApprovedChat> alone(String person) {
        return List.of();
    }

    @Override
    public void open(PairingCode code, Instant now) {
        throw new UnsupportedOperationException("Nothing changes here");
    }

    @Override
    public Redeemed redeem(Optional<String> hash, String person, ChatId chat, Instant now) {
        return new NotPaired();
    }

    @Override
    public boolean expose(String hash, Instant now) {
        return false;
    }

    @Override
    public void save(ApprovedChat chat) {
        throw new UnsupportedOperationException("Nothing changes here");
    }

    @Override
    public boolean close(ChatId chat) {
        return false;
    }

    @Override
    public boolean save(Person person) {
        return false;
    }

    @Override
    public List<ChatId> remove(String person) {
        return List.of();
    }
}
