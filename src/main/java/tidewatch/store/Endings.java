package tidewatch.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tidewatch.chat.ChatId;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.SubscriptionReason;
import tidewatch.delivery.SubscriptionState;

/** What else changes in the transaction in which a row comes to its end. */
final class Endings {
    private static final String FREED = "UPDATE delivery SET digest_id = NULL WHERE state = 'HELD' AND chat_id = :chat"
            + " AND digest_id IS NOT NULL AND EXISTS (SELECT 1 FROM delivery c WHERE c.delivery_id = delivery.digest_id AND c.kind IN "
            + DeliveryRow.BRIEFS + " AND c.state IN " + DeliveryRow.FINAL + ")";

    private Endings() {}

    /** What of a row decides what else changes; read from the table, for a chat may have moved since the claim. */
    record Standing(String chat, DeliveryKind kind, Optional<String> brief) {}

    /** It arrived: what the chat had last moves for a brief; a brief or a digest takes with it the rows that it carried. */
    static void arrived(Handle handle, SendStatements statements, String id, Standing row, Instant now) throws SQLException {
        if (row.kind().isBrief() && row.brief().isPresent()) {
            try (var last = statements.last.on(handle)) {
                last.with("chat", row.chat())
                        .with("kind", row.kind().name())
                        .with("brief", row.brief())
                        .with("now", now)
                        .update();
            }
        }
        if (row.kind().isBrief()) {
            try (var folded = statements.folded.on(handle)) {
                folded.with("id", id).with("now", now).update();
            }
        }
        carried(handle, id, row.kind(), DeliveryReason.IN_DIGEST, now);
    }

    /** It ended otherwise: the rows that a digest was to carry end with it, those of a brief wait for another message. */
    static void failed(Handle handle, String id, DeliveryKind kind, DeliveryReason reason, Instant now) {
        if (kind.isBrief()) {
            handle.createUpdate("UPDATE delivery SET digest_id = NULL WHERE digest_id = :id AND state = 'HELD'").bind("id", id).execute();
        }
        carried(handle, id, kind, reason, now);
    }

    /** The same for all briefs of a chat that are over. */
    static void freed(Handle handle, ChatId chat) {
        handle.createUpdate(FREED).bind("chat", chat).execute();
    }

    private static void carried(Handle handle, String id, DeliveryKind kind, DeliveryReason reason, Instant now) {
        if (kind == DeliveryKind.DIGEST) {
            handle.createUpdate(
                            """
                            UPDATE delivery SET state = :state, reason = :reason, ended_at = :now
                            WHERE digest_id = :id AND state = 'HELD'
                            """)
                    .bind("state", reason.state().name())
                    .bind("reason", reason.name())
                    .bind("now", now)
                    .bind("id", id)
                    .execute();
        }
    }

    /**
     * Why nobody wants a row any more: its subscription is not active, or has another version. Its subscription stays as it is until the
     * end of the transaction.
     */
    static Optional<DeliveryReason> unwanted(Handle handle, Dialect dialect, String id) {
        var owner = handle.createQuery("SELECT sub_id, sub_version FROM delivery WHERE delivery_id = :id AND sub_id IS NOT NULL")
                .bind("id", id)
                .map((columns, _) -> DeliveryRow.owner(new Row(columns)))
                .findOne()
                .flatMap(one -> one);
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        return handle.createQuery("SELECT state, reason, version FROM subscription WHERE sub_id = :sub" + dialect.forUpdate())
                .bind("sub", owner.get().subscription())
                .map((columns, _) -> {
                    var row = new Row(columns);
                    return why(
                            row.word(SubscriptionState.class, "state"),
                            row.maybeWord(SubscriptionReason.class, "reason"),
                            row.number("version") == owner.get().version());
                })
                .findOne()
                .orElse(Optional.of(DeliveryReason.UNSUBSCRIBED));
    }

    private static Optional<DeliveryReason> why(SubscriptionState state, Optional<SubscriptionReason> reason, boolean sameVersion) {
        return switch (state) {
            case ACTIVE -> sameVersion ? Optional.empty() : Optional.of(DeliveryReason.VERSION);
            case PAUSED -> Optional.of(DeliveryReason.PAUSED);
            case PENDING, SUSPENDED, ENDED ->
                Optional.of(reason.map(SubscriptionReason::cancels).orElse(DeliveryReason.UNSUBSCRIBED));
        };
    }

    /** Brings a row from a state to the final one of the reason; empty when it is not in that state. */
    static boolean end(Handle handle, String id, DeliveryState from, DeliveryReason reason, Instant now) {
        var kind = handle.createQuery(
                        """
                        UPDATE delivery SET state = :to, reason = :reason, ended_at = :now
                        WHERE delivery_id = :id AND state = :from RETURNING kind
                        """)
                .bind("to", reason.state().name())
                .bind("reason", reason.name())
                .bind("now", now)
                .bind("id", id)
                .bind("from", from.name())
                .map((columns, _) -> new Row(columns).word(DeliveryKind.class, "kind"))
                .findOne();
        kind.ifPresent(one -> failed(handle, id, one, reason, now));
        return kind.isPresent();
    }
}
