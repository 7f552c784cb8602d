package tidewatch.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import tidewatch.chat.ChatId;
import tidewatch.chat.Placement;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;

/** A row being changed: all of its values, and the row that they make. */
public final class DeliveryEdit {
    private final Delivery from;
    private String id;
    private ChatId chat;
    private Optional<LocalDate> asOf;
    private Instant due;
    private Instant freshUntil;
    private Instant expiresAt;
    private DeliveryState state;
    private Optional<DeliveryReason> reason;
    private int attempt;
    private int written;
    private int resends;
    private Instant notBefore;
    private boolean silent;
    private String headline;
    private Optional<Delivery.Owner> owner;
    private Optional<String> briefId;
    private Optional<String> baseId;
    private Optional<String> contentHash;
    private Optional<String> digestId;
    private Optional<Instant> suspectSince;
    private Optional<Instant> sentAt;
    private Placement placement;

    private DeliveryEdit(Delivery from) {
        this.from = from;
        this.id = from.id();
        this.chat = from.chat();
        this.asOf = from.asOf();
        this.due = from.due();
        this.freshUntil = from.freshUntil();
        this.expiresAt = from.expiresAt();
        this.state = from.state();
        this.reason = from.reason();
        this.attempt = from.attempt();
        this.written = from.written();
        this.resends = from.resends();
        this.notBefore = from.notBefore();
        this.silent = from.silent();
        this.headline = from.headline();
        this.owner = from.subscription();
        this.briefId = from.briefId();
        this.baseId = from.baseId();
        this.contentHash = from.contentHash();
        this.digestId = from.digestId();
        this.suspectSince = from.suspectSince();
        this.sentAt = from.sentAt();
        this.placement = from.placement();
    }

    public static DeliveryEdit of(Delivery row) {
        return new DeliveryEdit(row);
    }

    public DeliveryEdit id(String other) {
        this.id = other;
        return this;
    }

    public DeliveryEdit chat(ChatId other) {
        this.chat = other;
        return this;
    }

    public DeliveryEdit asOf(Optional<LocalDate> day) {
        this.asOf = day;
        return this;
    }

    public DeliveryEdit times(Instant newDue, Instant newFreshUntil, Instant newExpiresAt) {
        this.due = newDue;
        this.freshUntil = newFreshUntil;
        this.expiresAt = newExpiresAt;
        return this;
    }

    /** Into a state that is not final. */
    public DeliveryEdit state(DeliveryState open) {
        this.state = open;
        this.reason = Optional.empty();
        return this;
    }

    /** Into the final state of this reason. */
    public DeliveryEdit over(DeliveryReason why) {
        this.state = why.state();
        this.reason = Optional.of(why);
        return this;
    }

    public DeliveryEdit attempt(int number) {
        this.attempt = number;
        return this;
    }

    public DeliveryEdit written(int number) {
        this.written = number;
        return this;
    }

    public DeliveryEdit resends(int number) {
        this.resends = number;
        return this;
    }

    public DeliveryEdit notBefore(Instant instant) {
        this.notBefore = instant;
        return this;
    }

    public DeliveryEdit silent(boolean without) {
        this.silent = without;
        return this;
    }

    public DeliveryEdit owner(Optional<Delivery.Owner> other) {
        this.owner = other;
        return this;
    }

    public DeliveryEdit content(String line, Optional<String> brief, Optional<String> base, String hash) {
        this.headline = line;
        this.briefId = brief;
        this.baseId = base;
        this.contentHash = Optional.of(hash);
        return this;
    }

    public DeliveryEdit digest(Optional<String> digest) {
        this.digestId = digest;
        return this;
    }

    public DeliveryEdit suspect(Optional<Instant> since) {
        this.suspectSince = since;
        return this;
    }

    public DeliveryEdit sentAt(Instant instant) {
        this.sentAt = Optional.of(instant);
        return this;
    }

    public DeliveryEdit placed(Placement where) {
        this.placement = where;
        return this;
    }

    public Delivery row() {
        return new Delivery(
                id,
                chat,
                from.sender(),
                from.thread(),
                from.kind(),
                from.slot(),
                owner,
                asOf,
                due,
                freshUntil,
                expiresAt,
                state,
                reason,
                attempt,
                written,
                resends,
                notBefore,
                silent,
                from.urgent(),
                headline,
                briefId,
                baseId,
                contentHash,
                digestId,
                suspectSince,
                sentAt,
                placement);
    }
}
