package tidewatch.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
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

    static final String FENCE =
            " WHERE delivery_id = :id AND state = 'SENDING' AND attempt = :attempt AND lease_epoch = :epoch";
    /** A row whose claim ran out and that nobody has claimed since. */
    static final String IN_DOUBT =
            " WHERE delivery_id = :id AND state = 'UNKNOWN' AND attempt = :attempt AND lease_epoch = :epoch";
    /** The try that may have arrived, unless an earlier one is in doubt already. */
    static final String SUSPECT =
            """
            suspect_since = COALESCE(suspect_since, (SELECT MAX(a.started_at) FROM delivery_attempt a
                WHERE a.delivery_id = delivery.delivery_id AND a.attempt = delivery.attempt))""";

    static final String ARRIVED =
            """
            UPDATE delivery SET state = 'SENT', reason = :reason, sent_at = :now, ended_at = :now,
                written = written + :written, suspect_since = NULL""";

    static final String STANDING = " RETURNING chat_id, kind, brief_id";

    private final SendStatements statements;
    private final Handle handle;
    private final Dialect dialect;
    private final Subscriptions subscriptions;
    private final Claim claim;
    private final Duration lease;
    private final Instant now;

    TryEnd(
            SendStatements statements,
            Handle handle,
            Dialect dialect,
            Subscriptions subscriptions,
            Claim claim,
            Duration lease,
            Instant now) {
        this.statements = statements;
        this.handle = handle;
        this.dialect = dialect;
        this.subscriptions = subscriptions;
        this.claim = claim;
        this.lease = lease;
        this.now = now;
    }

    /** False when the fence was lost. */
    boolean finish(Outcome outcome) throws SQLException {
        boolean held =
                switch (outcome) {
                    case Outcome.Arrived arrived -> arrived(arrived, false);
                    case Outcome.Again again -> again(again);
                    case Outcome.PutBack _ -> open("READY", 0, claim.delivery().notBefore());
                    case Outcome.Lost lost -> lost(lost);
                    case Outcome.Over over -> over(over.reason(), over.written());
                    case Outcome.Barred barred -> barred(barred);
                    case Outcome.Moved moved -> moved(moved);
                };
        if (held) {
            Attempts.close(handle, statements, claim, now, word(outcome), outcome.detail());
        } else {
            Attempts.close(handle, statements, claim, now, Attempts.LATE, word(outcome) + ", " + outcome.detail());
            if (outcome instanceof Outcome.Arrived late) {
                boolean _ = arrived(late, true);
            }
        }
        return held;
    }

    /** Notes the first unsent part as sent and opens the try of the next; empty when the fence was lost. */
    Optional<Claim> partSent(Optional<MessageRef> ref) throws SQLException {
        var until = now.plus(lease);
        // Told again by one that did not hear our answer, the part has been counted.
        var row = fenced("UPDATE delivery SET lease_until = :until, suspect_since = NULL, written = written + (SELECT COUNT(*)"
                        + " FROM delivery_part p WHERE p.delivery_id = :id AND p.part_no = :part AND p.sent = 0)" + FENCE
                        + " RETURNING *")
                .bind("part", claim.unsent().getFirst().number())
                .bind("until", until)
                .map((columns, _) -> DeliveryRow.read(columns))
                .findOne();
        if (row.isEmpty()) {
            late(ref);
            return Optional.empty();
        }
        sent(ref);
        Attempts.close(handle, statements, claim, now, "PART_SENT", "");
        List<RenderPlan.Part> rest = claim.unsent().subList(1, claim.unsent().size());
        var next = new Claim(row.get(), rest, claim.totalParts(), claim.lease(), until, claim.zone(), claim.group());
        Attempts.open(handle, statements, List.of(next), now);
        return Optional.of(next);
    }

    /** The part arrived after the claim was lost: where nobody has claimed the row since, there is no doubt left and the rest may follow. */
    private void late(Optional<MessageRef> ref) throws SQLException {
        Attempts.close(handle, statements, claim, now, Attempts.LATE, "PART_SENT");
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
            unwanted.ifPresent(reason -> Endings.failed(handle, claim.delivery().id(), kind.get(), reason, now));
        }
    }

    private boolean arrived(Outcome.Arrived outcome, boolean late) throws SQLException {
        boolean counted = late || outcome.reason() == DeliveryReason.RECONCILED;
        Optional<Endings.Standing> row;
        try (var arrived = (late ? statements.arrivedLate : statements.arrived).on(handle)) {
            row = arrived.with("id", claim.delivery().id())
                    .with("attempt", claim.delivery().attempt())
                    .with("epoch", claim.lease().epoch())
                    .with("reason", outcome.reason().name())
                    .with("now", now)
                    .with("written", counted ? 0 : 1)
                    .first(columns -> {
                        var found = new Row(columns);
                        return new Endings.Standing(
                                found.text("chat_id"), found.word(DeliveryKind.class, "kind"), found.maybeText("brief_id"));
                    });
        }
        if (row.isPresent()) {
            sent(outcome.ref());
            Endings.arrived(handle, statements, claim.delivery().id(), row.get(), now);
        }
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
    private void sent(Optional<MessageRef> ref) throws SQLException {
        try (var sent = statements.sentPart.on(handle)) {
            sent.with("ref", ref.map(MessageRef::value))
                    .with("now", now)
                    .with("id", claim.delivery().id())
                    .with("part", claim.unsent().getFirst().number())
                    .update();
        }
    }

    private Query fenced(String sql) {
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
