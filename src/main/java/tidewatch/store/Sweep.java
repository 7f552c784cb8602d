package tidewatch.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;

/** What time alone settles, inside of one transaction. */
final class Sweep {
    private static final String UNKNOWN = "UPDATE delivery SET state = 'UNKNOWN', written = written + 1, " + TryEnd.SUSPECT
            + " WHERE state = 'SENDING' AND delivery_id IN (SELECT d.delivery_id FROM delivery d WHERE d.state = 'SENDING' AND ";

    private Sweep() {}

    /** Open rows that may not be sent any more; held ones that another message is to carry wait for it instead. */
    static int expire(Handle handle, Dialect dialect, Instant now, int limit) {
        var sql = "UPDATE delivery SET state = 'EXPIRED', reason = 'STALE', ended_at = :now WHERE delivery_id IN ("
                + "SELECT d.delivery_id FROM delivery d WHERE d.expires_at <= :now AND d.state IN " + DeliveryRow.EXPIRING
                + " AND NOT (d.state = 'HELD' AND d.digest_id IS NOT NULL) AND NOT " + DeliveryRow.alive("d")
                + " ORDER BY d.expires_at LIMIT :limit" + dialect.skipLocked("d") + ")"
                + " AND state IN " + DeliveryRow.EXPIRING + " RETURNING delivery_id, kind";
        return ended(
                handle,
                handle.createQuery(sql)
                        .bind("now", now)
                        .bind("begun", now.toEpochMilli() - DeliveryRow.GRACE_MILLIS)
                        .bind("limit", limit)
                        .map((columns, _) -> One.read(new Row(columns)))
                        .list(),
                DeliveryReason.STALE,
                now);
    }

    /** Everything open and due before an instant, whatever its state. */
    static int restored(Handle handle, Instant before, Instant now, int limit) {
        var sql = "UPDATE delivery SET state = 'EXPIRED', reason = 'RESTORED', ended_at = :now WHERE delivery_id IN ("
                + "SELECT d.delivery_id FROM delivery d WHERE d.due_at < :before AND d.state IN " + DeliveryRow.OPEN
                + " ORDER BY d.due_at LIMIT :limit) RETURNING delivery_id, kind";
        return ended(
                handle,
                handle.createQuery(sql)
                        .bind("now", now)
                        .bind("before", before)
                        .bind("limit", limit)
                        .map((columns, _) -> One.read(new Row(columns)))
                        .list(),
                DeliveryReason.RESTORED,
                now);
    }

    private static int ended(Handle handle, List<One> rows, DeliveryReason reason, Instant now) {
        for (var row : rows) {
            Endings.failed(handle, row.id(), row.kind(), reason, now);
        }
        return rows.size();
    }

    /** Rows whose claim ran out: nobody knows whether they were sent, so they count as written. */
    static int overdue(Handle handle, Dialect dialect, Instant now, int limit) {
        return handle.createUpdate(UNKNOWN + "d.lease_until <= :now ORDER BY d.lease_until LIMIT :limit"
                        + dialect.skipLocked("d") + ")")
                .bind("now", now)
                .bind("limit", limit)
                .execute();
    }

    /** Rows that another process was sending, which is no more. */
    static int orphans(Handle handle, String owner) {
        return handle.createUpdate(UNKNOWN + "d.lease_owner <> :owner)").bind("owner", owner).execute();
    }

    private record One(String id, DeliveryKind kind) {
        static One read(Row row) throws java.sql.SQLException {
            return new One(row.text("delivery_id"), row.word(DeliveryKind.class, "kind"));
        }
    }
}
