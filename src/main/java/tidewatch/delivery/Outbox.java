package tidewatch.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidewatch.chat.ChatId;
import tidewatch.chat.Delivered;
import tidewatch.chat.MessageRef;

/**
 * Every message that is owed, being sent or done with. Each method is one transaction: when it returns it is on disk, when it throws
 * nothing has happened. Called inside of {@link tidewatch.chat.InboundLog#handle} it is part of that transaction. All "now" is the store's
 * clock. Any thread, any number of nodes.
 */
public interface Outbox {
    /** Most rows of one write, so that an answer never waits behind a plan. */
    int CHUNK = 200;

    /** The store's clock. */
    Instant now();

    // ---- planning ----

    /**
     * Adds rows in state planned, or as they are when already final (such as cancelled with "class off"). One whose chat, kind and slot
     * exist is left alone, except a cancelled one that was never written: that is revived with the new row's values.
     *
     * @return how many were added or revived
     */
    int plan(List<Delivery> rows);

    /**
     * Adds rows of one subscription and moves it on, both or neither; nothing when its version is no longer this one.
     *
     * @return false when the version has changed
     */
    boolean plan(Subscription subscription, List<Delivery> rows, Instant plannedThrough, Optional<Instant> nextDue);

    /**
     * Does {@link #plan(Subscription, List, Instant, Optional)} for several subscriptions, at most {@link #CHUNK} rows or steps, in one
     * transaction; one whose version has changed is left out and does not stop the others.
     *
     * @return the rows of the subscriptions that were moved on
     */
    default int planEach(List<Step> steps) {
        int rows = 0;
        for (Step step : steps) {
            rows += plan(step.subscription(), step.rows(), step.plannedThrough(), step.nextDue()) ? step.rows().size() : 0;
        }
        return rows;
    }

    /** A subscription with the rows that it gets, and up to where it is planned then. */
    record Step(Subscription subscription, List<Delivery> rows, Instant plannedThrough, Optional<Instant> nextDue) {
        public Step {
            rows = List.copyOf(rows);
        }
    }

    /** Adds one composed row in the state that it carries: ready, or held. Same rule for one that exists; false when it was left alone. */
    boolean add(Delivery row, Frozen content);

    // ---- composing ----

    /** Rows in state planned that are due up to this instant, the earliest first. */
    List<Delivery> planned(Instant dueUntil, int limit);

    /** Planned to ready or held; false when it is no longer planned. */
    boolean freeze(String id, Frozen content, DeliveryState to, Instant notBefore, boolean silent);

    /**
     * The same, if the row is still planned by the version of its subscription that it was read with: what its chat may know can have
     * changed while the content was made, and that raises the version.
     */
    default boolean freeze(Delivery read, Frozen content, DeliveryState to, Instant notBefore, boolean silent) {
        return freeze(read, content, to, notBefore, silent, List.of());
    }

    /**
     * The same for a brief that says what was to be silent, and binds those held rows to it: they are folded when it arrives, and free again
     * when it ends otherwise.
     *
     * @param carried ids of held rows of the chat; false, and nothing is done, when one of them was bound or ended meanwhile
     */
    boolean freeze(Delivery read, Frozen content, DeliveryState to, Instant notBefore, boolean silent, List<String> carried);

    /** Brings a row that may be ended (see {@link DeliveryState#cancellable}) to the final state of the reason; false when it cannot be. */
    boolean end(String id, DeliveryReason reason);

    /** The same, if the row still belongs to the subscription and version that were seen: it may have been planned anew for a later one. */
    boolean end(Delivery seen, DeliveryReason reason);

    // ---- sending ----

    /**
     * Claims up to {@code limit} rows that may go now, at most one of a chat and only the first of its line, and opens their attempts:
     * ready or waiting, due, not expired, chat active and not paused, sender not paused, subscription active in the row's version, no
     * other row of the chat being sent. None when the lease is no longer this one.
     */
    List<Claim> claim(Lease lease, int limit);

    /** A part but not the last one arrived: notes it, opens the attempt of the next part and renews the row's lease. Empty: fence lost. */
    Optional<Claim> partSent(Claim claim, Optional<MessageRef> ref);

    /**
     * The try has ended.
     *
     * @return false when the fence was lost: the attempt is marked as a late result and nothing else changes, but a late arrival turns an
     *     unknown row, that has not been claimed again, into a sent one
     */
    boolean finish(Claim claim, Outcome outcome);

    /** Rows in state unknown of this sender, the oldest first. */
    List<Delivery> unknown(String sender, int limit);

    /** Settles an unknown row; false when it is not unknown any more or was claimed since. */
    boolean resolve(String id, int attempt, Resolution resolution);

    /**
     * Settles what time has settled, at most {@link #CHUNK} rows: rows whose lease ran out become unknown; open ones past their expiry
     * become expired (half an hour later when their first part is out). Held rows of an ended digest end with it.
     */
    Reaped reap();

    /** Rows that were being sent by another owner than this one become unknown at once. For a single node at its start. */
    int orphans(String owner);

    // ---- digests ----

    /** Chats with held rows that are released by now and in no digest yet. */
    List<ChatId> released(int limit);

    /** The held rows of a chat that are released by now and in no digest yet, the oldest first. */
    List<Delivery> held(ChatId chat);

    /** The held rows of a chat that were to come without a sound and are in no message yet, released or not, the oldest first. */
    List<Delivery> unheard(ChatId chat);

    /**
     * Held rows of a chat that would be released later than this instant are released by it: the quiet hours or the mute that kept them
     * were lifted. Their expiry stays. Returns how many.
     */
    int release(ChatId chat, Instant at);

    /** Adds a ready digest and binds the held rows to it; false when one of them was bound or ended meanwhile. */
    boolean digest(Delivery digest, Frozen content, List<String> held);

    // ---- history ----

    Optional<Delivery> find(String id);

    /** The row of which this message of the chat is a part; absent for a message of another's, and for one that is long gone. */
    Optional<Delivery> shown(ChatId chat, MessageRef message);

    /** How the copy of a brief that this row shows differs from others ({@link CopyText}); absent when it has none, or is long gone. */
    Optional<String> copy(String id);

    /** The newest sent row of a chat and kind that is a brief; the base of the next one's comparison. */
    Optional<Last> lastDelivered(ChatId chat, DeliveryKind kind);

    /** Briefs of the chat due after the last one that arrived and before this instant that did not: expired, or dead. Oldest first. */
    List<Delivery> missed(ChatId chat, Instant before);

    List<Delivery> list(Filter filter, int limit);

    Optional<Trace> trace(String id);

    /** How many rows there are in each state that is not final, and dead ones. */
    Map<DeliveryState, Integer> depth();

    /** The due time of the oldest row that may be sent and is not. */
    Optional<Instant> oldestWaiting();

    /** Open rows of a chat, for the limit on alerts. */
    int open(ChatId chat);

    /** A dead row becomes ready again, due now, with a new expiry; false when it is not dead or its bytes are gone. */
    boolean replay(String id, Instant expiresAt);

    /** Everything due before this instant and open expires as restored; for a store that was put back. Returns how many. */
    int restored(Instant before);

    /** Moves finished rows older than the first instant to the archive and forgets the bytes of those sent before the second. At most 500. */
    int retain(Instant archiveBefore, Instant forgetBefore);

    /** What the last brief of a chat was. */
    record Last(String briefId, Instant at) {}

    /** What a sweep settled. */
    record Reaped(int unknown, int expired) {}

    /** Which rows to list; empty sets and absences mean all. The newest due comes first. */
    record Filter(Set<DeliveryState> states, Optional<ChatId> chat, Optional<LocalDate> day) {
        public static final Filter ALL = new Filter(Set.of(), Optional.empty(), Optional.empty());

        public Filter {
            states = Set.copyOf(states);
        }
    }

    /** The whole life of a row. */
    record Trace(Delivery delivery, List<Part> parts, List<Attempt> attempts) {
        public Trace {
            parts = List.copyOf(parts);
            attempts = List.copyOf(attempts);
        }
    }

    /** A part of a message. */
    record Part(int number, boolean sent, Optional<MessageRef> ref) {}

    /**
     * One try of one part.
     *
     * @param outcome in words; empty while it runs, and for ever when its process died
     */
    record Attempt(int part, int attempt, String node, long epoch, Instant startedAt, Optional<Instant> endedAt, String outcome) {}

    /** The reason of a row that arrived. */
    static DeliveryReason reason(Delivered.Sent sent) {
        return sent.found() ? DeliveryReason.RECONCILED : sent.ref().isEmpty() ? DeliveryReason.ID_UNKNOWN : DeliveryReason.OK;
    }
}
