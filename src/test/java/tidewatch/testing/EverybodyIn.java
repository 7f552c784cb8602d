package tidewatch.testing;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import tidewatch.chat.ApprovedChat;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.chat.Person;
import tidewatch.chat.Role;

/** Everybody owns the chat in which they speak: for tests of what happens behind the gate. */
public final class EverybodyIn extends UnchangingAccess {
    private final Predicate<ChatId> groups;

    /** All chats are private ones. */
    public EverybodyIn() {
        this(_ -> false);
    }

    /** @param groups which chats are groups; those see no notes */
    public EverybodyIn(Predicate<ChatId> groups) {
        this.groups = groups;
    }

    private ApprovedChat approved(ChatId chat, String person) {
        return groups.test(chat)
                ? ApprovedChat.group(chat, Incoming.Place.GROUP, "anybody", Instant.EPOCH).withMembersRead(true)
                : ApprovedChat.alone(chat, person, Instant.EPOCH);
    }

    private static Person owner(String id) {
        return new Person(id, 1, Role.OWNER, Optional.empty(), Instant.EPOCH);
    }

    @Override
    public Seen seen(String person, ChatId chat, Instant now) {
        return new Seen(Optional.of(owner(person)), Optional.of(approved(chat, person)), false);
    }

    @Override
    public Optional<ApprovedChat> chat(ChatId id) {
        return Optional.of(approved(id, "anybody"));
    }

    @Override
    public Redeemed redeem(Optional<String> hash, String person, ChatId chat, Instant now) {
        return new Paired(owner(person));
    }
}
