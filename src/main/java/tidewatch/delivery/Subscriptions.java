package tidewatch.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tidewatch.chat.ChatId;

/**
 * Chats and what they asked for. Each method is one transaction; called inside of {@link tidewatch.chat.InboundLog#handle} it is part of
 * that one.
 */
public interface Subscriptions {
    Optional<Chat> chat(ChatId id);

    /** Those of these chats that are known, at most {@link Outbox#CHUNK} asked for. */
    default List<Chat> chats(Set<ChatId> ids) {
        return ids.stream().flatMap(id -> chat(id).stream()).toList();
    }

    /** Stores a chat's settings, new or changed. Pauses that a platform asked for are not touched. */
    void save(Chat chat);

    List<Chat> chats();

    /** All subscriptions of a chat that have not ended, in the order of their kinds. */
    List<Subscription> of(ChatId chat);

    Optional<Subscription> find(String id);

    /**
     * Stores a subscription as active, new or in place of the one of its chat and kind, in a version above any before it, and cancels open
     * rows of older versions.
     */
    Subscription put(Subscription wanted);

    /**
     * Changes the state, if {@link SubscriptionState#mayBecome} allows it, and cancels its open rows unless it becomes active; then its
     * {@code nextDue} is the given one.
     *
     * @return false when the step is not allowed
     */
    boolean change(
            String id,
            SubscriptionState to,
            Optional<SubscriptionReason> reason,
            Optional<Instant> pausedUntil,
            Optional<Instant> nextDue);

    /** Active ones whose next brief without a row is due up to this instant, the earliest first. */
    List<Subscription> toPlan(Instant dueUntil, int limit);

    /** Paused ones whose pause is over. */
    List<Subscription> toWake(Instant now, int limit);

    /** All active ones, a page at a time in the order of their ids; for a change of calendar or zone rules and for checks. */
    List<Subscription> active(String afterId, int limit);

    /** The platform shut us out: the chat and its active subscriptions are suspended, open rows cancelled. */
    void suspend(ChatId chat, SubscriptionReason reason);

    /** The chat let us in again: it and its suspended subscriptions are active, planned from now on by the given next due instants. */
    void revive(ChatId chat, java.util.function.Function<Subscription, Optional<Instant>> nextDue);

    /**
     * The chat has a new id: everything of it is under that one from now on, buttons and watches too. Where the new id is known already, what
     * it asked for itself stands. A second time changes nothing.
     *
     * @throws IllegalArgumentException for a chat of another platform
     */
    void move(ChatId from, ChatId to);

    /** Deletes everything of a chat: settings, subscriptions, rows, attempts, buttons, watches and what was heard. Returns how many rows. */
    int forget(ChatId chat);
}
