package tidewatch.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tidewatch.chat.AccessBook;
import tidewatch.chat.ApprovedChat;
import tidewatch.chat.Asker;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.chat.NoteScope;
import tidewatch.chat.PairingCode;
import tidewatch.chat.Person;
import tidewatch.chat.Role;

/**
 * What owners decide: who is let in, where, and which notes are seen there, with all that follows for what is on its way. A chat that is
 * shut gets nothing more; one that may see other notes than before gets nothing that was made of the old ones. Called inside of
 * {@link tidewatch.chat.InboundLog#handle}, as commands are, all of a method is one transaction. Who may call what is the gate's business.
 */
public final class Admission {
    private final AccessBook book;
    private final Subscriptions subscriptions;
    private final ChatBook chats;
    private final DeliveryEvent.Listener listener;

    public Admission(AccessBook book, Subscriptions subscriptions, ChatBook chats, DeliveryEvent.Listener listener) {
        this.book = Objects.requireNonNull(book);
        this.subscriptions = Objects.requireNonNull(subscriptions);
        this.chats = Objects.requireNonNull(chats);
        this.listener = Objects.requireNonNull(listener);
    }

    // ---- people ----

    /** Uses a code, in a private chat. */
    public AccessBook.Redeemed pair(String typed, Asker asker, Instant now) {
        var redeemed = book.redeem(PairingCode.hash(typed), asker.person(), asker.chat(), now);
        switch (redeemed) {
            case AccessBook.Paired(Person person) -> {
                listener.on(new DeliveryEvent.Admitted("paired as " + person.role().word(), person.id(), person.id()));
                letIn(asker.chat(), now);
            }
            case AccessBook.NotPaired() -> listener.on(new DeliveryEvent.Denied(asker.chat(), asker.person(), "wrong code"));
        }
        return redeemed;
    }

    /** A code that was sent where others read it is void; whether it was one. */
    public boolean expose(String typed, Instant now) {
        return PairingCode.hash(typed).filter(hash -> book.expose(hash, now)).isPresent();
    }

    /** Everybody, by number. */
    public List<Person> people() {
        return book.people();
    }

    public Optional<Person> person(int number) {
        return book.people().stream().filter(one -> one.number() == number).findFirst();
    }

    /** What became of a change of people. */
    public enum Changed {
        DONE,
        /** Nobody else could let anybody in again. */
        LAST_OWNER,
        /** Somebody else was faster. */
        GONE
    }

    /** Another role, at once. */
    public Changed role(Person person, Role role, Asker by, Instant now) {
        if (role != Role.OWNER && lastOwner(person)) {
            return Changed.LAST_OWNER;
        }
        return change(person, person.with(role), "role " + role.word(), by, now);
    }

    /** Other notes, at once. */
    public Changed scope(Person person, NoteScope scope, Asker by, Instant now) {
        return change(person, person.seeing(scope), "other notes", by, now);
    }

    private Changed change(Person before, Person after, String what, Asker by, Instant now) {
        if (!book.save(after)) {
            return Changed.GONE;
        }
        book.alone(after.id()).forEach(chat -> seen(chat.id(), before.alone(), after.alone(), now));
        listener.on(new DeliveryEvent.Admitted(what, after.id(), by.person()));
        return Changed.DONE;
    }

    /** No role any more, and no brief: whoever it was is a stranger from now on. */
    public Changed remove(Person person, Asker by) {
        if (lastOwner(person)) {
            return Changed.LAST_OWNER;
        }
        book.remove(person.id()).forEach(this::shut);
        listener.on(new DeliveryEvent.Admitted("removed", person.id(), by.person()));
        return Changed.DONE;
    }

    private boolean lastOwner(Person person) {
        return person.role() == Role.OWNER
                && book.people().stream().noneMatch(one -> one.role() == Role.OWNER && !one.id().equals(person.id()));
    }

    // ---- chats ----

    public Optional<ApprovedChat> chat(ChatId id) {
        return book.chat(id);
    }

    public List<ApprovedChat> chats() {
        return book.chats();
    }

    /** Lets a group or channel in; false when it was in already, and as it was it stays. */
    public boolean approve(ChatId id, Incoming.Place place, Asker by, Instant now) {
        if (book.chat(id).isPresent()) {
            return false;
        }
        book.save(ApprovedChat.group(id, place, by.person(), now));
        listener.on(new DeliveryEvent.Admitted("chat approved", id.text(), by.person()));
        letIn(id, now);
        return true;
    }

    /** Shuts a group or channel; false when it was not in. */
    public boolean close(ChatId id, Asker by) {
        if (book.chat(id).filter(one -> one.person().isEmpty()).isEmpty() || !book.close(id)) {
            return false;
        }
        shut(id);
        listener.on(new DeliveryEvent.Admitted("chat shut", id.text(), by.person()));
        return true;
    }

    /** Whether everybody in a group may read. */
    public void members(ApprovedChat chat, boolean read, Asker by) {
        book.save(chat.withMembersRead(read));
        listener.on(new DeliveryEvent.Admitted(read ? "members read" : "members off", chat.id().text(), by.person()));
    }

    /** The notes that a group may see; returns how many messages were taken back because they may hold others. */
    public int scope(ApprovedChat chat, NoteScope scope, Asker by, Instant now) {
        book.save(chat.withScope(scope));
        listener.on(new DeliveryEvent.Admitted("other notes", chat.id().text(), by.person()));
        return seen(chat.id(), chat.scope(), scope, now);
    }

    private void letIn(ChatId id, Instant now) {
        chats.revived(id, now);
    }

    private void shut(ChatId id) {
        if (subscriptions.chat(id).isPresent()) {
            subscriptions.suspend(id, SubscriptionReason.NO_ACCESS);
        }
    }

    private int seen(ChatId id, NoteScope before, NoteScope after, Instant now) {
        if (before.equals(after) || subscriptions.chat(id).isEmpty()) {
            return 0;
        }
        chats.renew(id, now);
        return after.covers(before) ? 0 : chats.drop(id, DeliveryReason.NO_ACCESS);
    }
}
