package tidewatch.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tidewatch.chat.MessageRef;
import tidewatch.delivery.Claim;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.Outcome;
import tidewatch.delivery.Subscriptions;
import tidewatch.message.RenderPlan;

/**
 * Writes down how a try ended, inside of one transaction. Every statement about the row carries the attempt and the epoch of the claim; where
 * they do not fit any more nothing is written but the late result itself.
 */
final class TryEnd {
    /** How long a claimed row is its claimer's; each part that arrives renews it. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final String FENCE =
            " WHERE delivery_id = :id AND state = 'SENDING' AND attempt = :attempt AND lease_epoch = :epoch";
    /** A row whose claim ran out and that nobody has claimed since. */
    private static final String IN_DOUBT =
            " WHERE delivery_id = :id AND state = 'UNKNOWN' AND attempt = :attempt AND lease_epoch = :epoch";
    /** The try that may have arrived, unless an earlier one is in doubt already. */
    static final String SUSPECT =
            """
            suspect_since = COALESCE(suspect_since, (SELECT MAX(a.started_at) FROM delivery_attempt a
                WHERE a.delivery_id = delivery.delivery_id AND a.attempt = delivery.attempt))""";

    private final Handle handle;
    private final Dialect dialect;
    private final Subscriptions subscriptions;
    private final Claim claim;
    private final Instant now;

    TryEnd(Handle handle, Dialect dialect, Subscriptions subscriptions, Claim claim, Instant now) {
        this.handle = handle;
        this.dialect = dialect;
        this.subscriptions = subscriptions;
        this.claim = claim;
        this.now = now;
    }

    /** False when the fence was lost. */
    boolean finish(Outcome outcome) {
        boolean held =
                switch (outcome) {
                    case Outcome.Arrived arrived -> arrived(arrived, FENCE);
                    case Outcome.Again again -> again(again);
                    case Outcome.PutBack _ -> open("READY", 0, claim.delivery().notBefore());
                    case Outcome.Lost lost -> lost(lost);
                    case Outcome.Over over -> over(over.reason(), over.written());
                    case Outcome.Barred barred -> barred(barred);
                    case Outcome.Moved moved -> moved(moved);
                };
        if (held) {
            Attempts.close(handle, claim, now, word(outcome), outcome.detail());
        } else {
            Attempts.close(handle, claim, now, Attempts.LATE, word(outcome) + ", " + outcome.detail());
            if (outcome instanceof Outcome.Arrived late) {
                boolean _ = arrived(late, IN_DOUBT);
            }
        }
        return held;
    }

    /** Notes the first unsent part as sent and opens the try of the next; empty when the fence was lost. */
    Optional<Claim> partSent(Optional<MessageRef> ref) {
        var until = now.plus(LEASE);
        var row = fenced(
                        "UPDATE delivery SET lease_until = :until, written = written + 1, suspect_since = NULL" + FENCE + " RETURNING *")
                .bind("until", until)
                .map((columns, _) -> DeliveryRow.read(columns))
                .findOne();
        if (row.isEmpty()) {
            late(ref);
            return Optional.empty();
        }
        sent(ref);
        Attempts.close(handle, claim, now, "PART_SENT", "");
        List<RenderPlan.Part> rest = claim.unsent().subList(1, claim.unsent().size());
        var next = new Claim(row.get(), rest, claim.totalParts(), claim.lease(), until, claim.zone(), claim.group());
        Attempts.open(handle, List.of(next), now);
        return Optional.of(next);
    }

    /** The part arrived after the claim was lost: where nobody has claimed the row since, there is no doubt left and the rest may follow. */
    private void late(Optional<MessageRef> ref) {
        Attempts.close(handle, claim, now, Attempts.LATE, "PART_SENT");
        var unwanted = Endings.unwanted(handle, dialect, claim.delivery().id());
        var kind = fenced(
                        "UPDATE delivery SET state = :state, reason = :reason, ended_at = :ended, not_before = :now, suspect_since = NULL"
                                + IN_DOUBT + " RETURNING kind")
                .bind("state", unwanted.map(reason -> reason.state().name()).orElse("READY"))
                .bind("reason", unwanted.map(Enum::name))
                .bind("ended", unwanted.map(_ -> now))
                .bind("now", now)
                .map((columns, _) -> new Row(columns).word(DeliveryKind.class, "kind"))
                .findOne();
        if (kind.isPresent()) {
            sent(ref);
        }
    }

    private boolean arrived(Outcome.Arrived outcome, String where) {
        boolean counted = where.equals(IN_DOUBT) || outcome.reason() == DeliveryReason.RECONCILED;
        var row = fenced(
                        """
                        UPDATE delivery SET state = 'SENT', reason = :reason, sent_at = :now, ended_at = :now,
                            written = written + :written, suspect_since = NULL"""
                                + where + " RETURNING chat_id, kind, brief_id")
                .bind("reason", outcome.reason().name())
                .bind("now", now)
                .bind("written", counted ? 0 : 1)
                .map((columns, _) -> {
                    var found = new Row(columns);
                    return new Endings.Standing(
                            found.chat("chat_id"), found.word(DeliveryKind.class, "kind"), found.maybeText("brief_id"));
                })
                .findOne();
        row.ifPresent(one -> {
            sent(outcome.ref());
            Endings.arrived(handle, claim.delivery().id(), one, now);
        });
        return row.isPresent();
    }

    private boolean again(Outcome.Again outcome) {
        boolean held = open("RETRY_WAIT", outcome.written() ? 1 : 0, outcome.notBefore());
        if (held) {
            outcome.pauseChat().ifPresent(until -> handle.createUpdate(
                            """
                            UPDATE chat SET not_before = :until, paused_reason = :why
                            WHERE not_before < :until AND chat_id = (SELECT d.chat_id FROM delivery d WHERE d.delivery_id = :id)
                            """)
                    .bind("until", until)
                    .bind("why", outcome.detail())
                    .bind("id", claim.delivery().id())
                    .execute());
            outcome.pauseSender().ifPresent(until -> handle.createUpdate(
                            """
                            UPDATE leader_lease SET paused_until = :until, paused_reason = :why
                            WHERE name = :sender AND paused_until < :until
                            """)
                    .bind("until", until)
                    .bind("why", outcome.detail())
                    .bind("sender", claim.lease().name())
                    .execute());
        }
        return held;
    }

    /** To be sent again, or cancelled where its subscription has changed since the claim. */
    private boolean open(String state, int written, Instant notBefore) {
        var unwanted = Endings.unwanted(handle, dialect, claim.delivery().id());
        if (unwanted.isPresent()) {
            return over(unwanted.get(), written == 1);
        }
        return fenced("UPDATE delivery SET state = :state, written = written + :written, not_before = :notBefore" + FENCE
                        + " RETURNING delivery_id")
                .bind("state", state)
                .bind("written", written)
                .bind("notBefore", notBefore)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    private boolean lost(Outcome.Lost outcome) {
        return fenced("UPDATE delivery SET state = 'UNKNOWN', written = written + :written" + (outcome.written() ? ", " + SUSPECT : "")
                        + FENCE + " RETURNING delivery_id")
                .bind("written", outcome.written() ? 1 : 0)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    private boolean over(DeliveryReason reason, boolean written) {
        var kind = fenced(
                        "UPDATE delivery SET state = :state, reason = :reason, written = written + :written, ended_at = :now" + FENCE
                                + " RETURNING kind")
                .bind("state", reason.state().name())
                .bind("reason", reason.name())
                .bind("written", written ? 1 : 0)
                .bind("now", now)
                .map((columns, _) -> new Row(columns).word(DeliveryKind.class, "kind"))
                .findOne();
        kind.ifPresent(one -> Endings.failed(handle, claim.delivery().id(), one, reason, now));
        return kind.isPresent();
    }

    private boolean barred(Outcome.Barred outcome) {
        boolean held = over(outcome.reason().cancels(), true);
        if (held) {
            subscriptions.suspend(row().chat(), outcome.reason());
        }
        return held;
    }

    private boolean moved(Outcome.Moved outcome) {
        boolean held = open("READY", 1, now);
        if (held) {
            ChatMove.move(handle, row().chat(), outcome.to(), now);
        }
        return held;
    }

    private Delivery row() {
        return handle.createQuery("SELECT * FROM delivery WHERE delivery_id = :id")
                .bind("id", claim.delivery().id())
                .map((columns, _) -> DeliveryRow.read(columns))
                .one();
    }

    /** The first unsent part arrived. */
    private void sent(Optional<MessageRef> ref) {
        handle.createUpdate("UPDATE delivery_part SET sent = 1, message_ref = :ref, sent_at = :now WHERE delivery_id = :id AND part_no = :part")
                .bind("ref", ref.map(MessageRef::value))
                .bind("now", now)
                .bind("id", claim.delivery().id())
                .bind("part", claim.unsent().getFirst().number())
                .execute();
    }

    private org.jdbi.v3.core.statement.Query fenced(String sql) {
        return handle.createQuery(sql)
                .bind("id", claim.delivery().id())
                .bind("attempt", claim.delivery().attempt())
                .bind("epoch", claim.lease().epoch());
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Arrived arrived -> "SENT " + arrived.reason();
            case Outcome.Again again -> again.written() ? "AGAIN" : "AGAIN, nothing written";
            case Outcome.PutBack _ -> "PUT_BACK";
            case Outcome.Lost lost -> lost.written() ? "UNKNOWN" : "UNKNOWN, nothing written";
            case Outcome.Over over -> over.reason().state() + " " + over.reason();
            case Outcome.Barred barred -> "BARRED " + barred.reason();
            case Outcome.Moved moved -> "MOVED to " + moved.to();
        };
    }
}
