package tidewatch.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import tidewatch.chat.ChatId;
import tidewatch.chat.Placement;

/**
 * One row of the outbox: one message that one chat is owed, with its whole state. There is never a second one of the same chat, kind and
 * slot.
 *
 * @param id names it in {@code deliveries show} and in the repeat line; letters, digits and a hyphen
 * @param slot with chat and kind what makes it the only one: the text of a {@link SlotKey}, the key of a reminder's firing, the key of
 *     the update that it answers
 * @param subscription with its version, for briefs; absent for everything else
 * @param asOf the session of the prices in it; for briefs set when planned
 * @param due not sent before
 * @param freshUntil see {@link Staleness}
 * @param expiresAt not sent from here on
 * @param reason in final states only, and then always
 * @param attempt claims so far; with the epoch the fence of whoever claimed it
 * @param written transmissions begun
 * @param resends repeats after an unknown outcome, over all parts; at most one
 * @param notBefore for a wait: the next try; for a held row: the end of the quiet hours
 * @param silent without sound
 * @param urgent pierces quiet hours
 * @param headline one line for lists and digests; empty until it is composed
 * @param briefId the brief that it shows, and {@code baseId} the one that this chat had before, both fixed when it becomes ready
 * @param digestId of a held row: the digest that is to carry it
 * @param suspectSince start of a try that may have arrived and must be looked for first
 * @param placement where in the chat it goes: below, in place of the message whose button was pressed, or to one person only
 */
public record Delivery(
        String id,
        ChatId chat,
        String sender,
        Optional<String> thread,
        DeliveryKind kind,
        String slot,
        Optional<Owner> subscription,
        Optional<LocalDate> asOf,
        Instant due,
        Instant freshUntil,
        Instant expiresAt,
        DeliveryState state,
        Optional<DeliveryReason> reason,
        int attempt,
        int written,
        int resends,
        Instant notBefore,
        boolean silent,
        boolean urgent,
        String headline,
        Optional<String> briefId,
        Optional<String> baseId,
        Optional<String> contentHash,
        Optional<String> digestId,
        Optional<Instant> suspectSince,
        Optional<Instant> sentAt,
        Placement placement) {
    /** The subscription that asked for it, at the version that planned it. */
    public record Owner(String subscription, int version) {
        public Owner {
            Objects.requireNonNull(subscription);
        }
    }

    public Delivery {
        Objects.requireNonNull(id);
        Objects.requireNonNull(chat);
        Objects.requireNonNull(sender);
        Objects.requireNonNull(thread);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(slot);
        Objects.requireNonNull(subscription);
        Objects.requireNonNull(asOf);
        Objects.requireNonNull(due);
        Objects.requireNonNull(notBefore);
        Objects.requireNonNull(headline);
        Objects.requireNonNull(briefId);
        Objects.requireNonNull(baseId);
        Objects.requireNonNull(contentHash);
        Objects.requireNonNull(digestId);
        Objects.requireNonNull(suspectSince);
        Objects.requireNonNull(sentAt);
        Objects.requireNonNull(placement);
        if (state.isFinal() != reason.isPresent() || reason.filter(why -> why.state() != state).isPresent()) {
            throw new IllegalArgumentException("A row that is " + state + " with the reason " + reason);
        }
        if (expiresAt.isBefore(freshUntil) || attempt < 0 || written < 0 || resends < 0) {
            throw new IllegalArgumentException("Row " + id + " contradicts itself");
        }
    }

    /** A row that nobody has touched. The id is derived by {@link DeliveryId}. */
    public static Delivery planned(
            Chat chat, DeliveryKind kind, String slot, Optional<Owner> subscription, Optional<LocalDate> asOf, Staleness staleness) {
        return new Delivery(
                DeliveryId.of(chat.id(), kind, slot),
                chat.id(),
                chat.sender(),
                chat.thread(),
                kind,
                slot,
                subscription,
                asOf,
                staleness.due(),
                staleness.freshUntil(),
                staleness.expiresAt(),
                DeliveryState.PLANNED,
                Optional.empty(),
                0,
                0,
                0,
                staleness.due(),
                false,
                false,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Placement.NEW);
    }

    /** The same row, composed and not yet stored: ready, or held until an instant. */
    Delivery composed(DeliveryState to, Instant at, boolean quietly, boolean piercing, Frozen content) {
        return new Delivery(
                id, chat, sender, thread, kind, slot, subscription, content.asOf().or(() -> asOf), due, freshUntil, expiresAt, to,
                Optional.empty(), attempt, written, resends, at, quietly, piercing, content.headline(), content.briefId(), content.baseId(),
                Optional.of(content.contentHash()), digestId, suspectSince, sentAt, placement);
    }

    /** The same row as it is stored when it is over before it has begun. */
    Delivery ended(DeliveryReason why, String line) {
        return new Delivery(
                id, chat, sender, thread, kind, slot, subscription, asOf, due, freshUntil, expiresAt, why.state(), Optional.of(why), attempt,
                written, resends, notBefore, silent, urgent, line, briefId, baseId, contentHash, digestId, suspectSince, sentAt, placement);
    }

    /** The same row, with its message in another place. */
    Delivery placed(Placement where) {
        return new Delivery(
                id, chat, sender, thread, kind, slot, subscription, asOf, due, freshUntil, expiresAt, state, reason, attempt, written, resends,
                notBefore, silent, urgent, headline, briefId, baseId, contentHash, digestId, suspectSince, sentAt, where);
    }

    public Staleness staleness() {
        return new Staleness(kind, due, freshUntil, expiresAt);
    }
}
