package tidewatch.store;

import java.util.Locale;

/**
 * The statement by which rows are claimed. It decides alone: two nodes that run it at once never get the same row.
 *
 * <p>PostgreSQL looks at the sub-select once and not again after it waited for a row, hence two guards where one would do: rows that
 * another claimer holds are passed over, and the state is asked once more of the row itself. Without both, four claimers took more than
 * half of 10,000 rows twice. The subscription is asked by a sub-select that gives its version: as {@code OR EXISTS} it made PostgreSQL read
 * the whole table for each claim.
 *
 * <p>A chat's line is headed by the first of its rows that may go now, by (priority, due, id). A row that waits for its next try holds back
 * the later ones of its priority, so that they arrive in order, and no others.
 */
final class ClaimStatement {
    /** A guard that a test takes away to see that it is missed. */
    static final String STATE_ONCE_MORE = "AND state IN " + DeliveryRow.CLAIMABLE;

    private ClaimStatement() {}

    /** With parameters sender, node, epoch, now, begun, until and limit; gives the claimed rows in no order. */
    static String of(Dialect dialect) {
        return String.format(
                Locale.ROOT,
                """
               UPDATE delivery SET state = 'SENDING', attempt = attempt + 1, lease_owner = :node, lease_epoch = :epoch, lease_until = :until
               WHERE delivery_id IN (
                   SELECT d.delivery_id FROM delivery d
                   WHERE d.sender = :sender AND d.state IN %1$s AND d.due_at <= :now AND d.not_before <= :now AND %2$s
                       AND EXISTS (SELECT 1 FROM leader_lease l WHERE l.name = :sender AND l.owner = :node AND l.epoch = :epoch
                           AND l.lease_until > :now AND l.paused_until <= :now)
                       AND EXISTS (SELECT 1 FROM chat c WHERE c.chat_id = d.chat_id AND c.state = 'ACTIVE' AND c.not_before <= :now)
                       AND (d.sub_id IS NULL OR d.sub_version =
                           (SELECT s.version FROM subscription s WHERE s.sub_id = d.sub_id AND s.state = 'ACTIVE'))
                       AND NOT EXISTS (SELECT 1 FROM delivery x WHERE x.chat_id = d.chat_id AND x.state = 'SENDING')
                       AND NOT EXISTS (SELECT 1 FROM delivery y WHERE y.chat_id = d.chat_id AND y.state IN %1$s
                           AND (y.priority, y.due_at, y.delivery_id) < (d.priority, d.due_at, d.delivery_id)
                           AND %3$s AND (y.priority = d.priority OR (y.due_at <= :now AND y.not_before <= :now
                               AND NOT EXISTS (SELECT 1 FROM delivery z WHERE z.chat_id = y.chat_id AND z.state IN %1$s
                                   AND z.priority = y.priority AND (z.due_at, z.delivery_id) < (y.due_at, y.delivery_id)
                                   AND z.not_before > :now AND %6$s))))
                   ORDER BY d.priority, d.due_at, d.delivery_id LIMIT :limit%4$s)
               %5$s
               RETURNING *""",
                DeliveryRow.CLAIMABLE,
                DeliveryRow.alive("d"),
                DeliveryRow.alive("y"),
                dialect.skipLocked("d"),
                STATE_ONCE_MORE,
                DeliveryRow.alive("z"));
    }
}
