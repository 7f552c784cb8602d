package tidewatch.testing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tidewatch.chat.AccessBook;
import tidewatch.chat.ApprovedChat;
import tidewatch.chat.ChatId;
import tidewatch.chat.PairingCode;
import tidewatch.chat.Person;

/** An access book in which nothing changes, and whose lists are empty; who is seen says the class that extends it. */
abstract class UnchangingAccess implements AccessBook {
    @Override
    public List<Person> people() {
        return List.of();
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
