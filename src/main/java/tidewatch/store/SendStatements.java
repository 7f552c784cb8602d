package tidewatch.store;

/** The statements that are run for each message that is made and sent: what they cost decides how fast answers come and a fan-out drains. */
final class SendStatements {
    /** Rows whose contents are read at once; a claim of more reads several times. */
    static final int CONTENTS = 8;

    final Prepared mayClaim = new Prepared(
            """
            SELECT 1 FROM leader_lease WHERE name = :sender AND owner = :node AND epoch = :epoch AND lease_until > :now
                AND paused_until <= :now""");

    final Prepared claim;

    final Prepared contents = new Prepared(
            """
            SELECT d.delivery_id, c.zone, c.is_group, p.part_no, p.total, r.payload, r.plain
            FROM delivery d JOIN chat c ON c.chat_id = d.chat_id
                JOIN delivery_part p ON p.delivery_id = d.delivery_id AND p.sent = 0
                LEFT JOIN rendered r ON r.content_hash = p.content_hash
            WHERE d.delivery_id IN (:id0, :id1, :id2, :id3, :id4, :id5, :id6, :id7) ORDER BY d.delivery_id, p.part_no""");

    final Prepared openAttempt = new Prepared(
            """
            INSERT INTO delivery_attempt (delivery_id, attempt, part_no, node, epoch, started_at)
            VALUES (:id, :attempt, :part, :node, :epoch, :now)
            ON CONFLICT (delivery_id, attempt, part_no) DO NOTHING""");

    final Prepared closeAttempt = new Prepared(
            """
            UPDATE delivery_attempt SET ended_at = :now, result = :result, detail = :detail
            WHERE delivery_id = :id AND attempt = :attempt AND part_no = :part AND epoch = :epoch AND ended_at IS NULL""");

    final Prepared arrived = new Prepared(TryEnd.ARRIVED + TryEnd.FENCE + TryEnd.STANDING);

    final Prepared arrivedLate = new Prepared(TryEnd.ARRIVED + TryEnd.IN_DOUBT + TryEnd.STANDING);

    final Prepared sentPart = new Prepared(
            "UPDATE delivery_part SET sent = 1, message_ref = :ref, sent_at = :now WHERE delivery_id = :id AND part_no = :part");

    final Prepared last = new Prepared(
            """
            INSERT INTO last_delivered (chat_id, kind, brief_id, at) VALUES (:chat, :kind, :brief, :now)
            ON CONFLICT (chat_id, kind) DO UPDATE SET brief_id = excluded.brief_id, at = excluded.at""");

    final Prepared add = new Prepared(OutboxTable.ADD + " RETURNING delivery_id");

    final Prepared compose = new Prepared(
            """
            UPDATE delivery SET headline = :headline, content_hash = :hash, brief_id = :brief, base_brief_id = :base,
                as_of = COALESCE(:asOf, as_of), degradations = :degradations, copy = :copy
            WHERE delivery_id = :id""");

    final Prepared dropParts = new Prepared("DELETE FROM delivery_part WHERE delivery_id = :id");

    final Prepared rendered = new Prepared(
            """
            INSERT INTO rendered (content_hash, payload, plain, kept_at) VALUES (:hash, :payload, :plain, :now)
            ON CONFLICT (content_hash) DO UPDATE SET kept_at = excluded.kept_at WHERE rendered.kept_at < excluded.kept_at - :marked""");

    final Prepared part = new Prepared(
            "INSERT INTO delivery_part (delivery_id, part_no, total, sent, content_hash) VALUES (:id, :part, :total, 0, :hash)");

    final Prepared button = new Prepared(ButtonTable.INSERT);

    final Prepared folded = new Prepared(
            "UPDATE delivery SET state = 'FOLDED', reason = 'IN_BRIEF', ended_at = :now WHERE digest_id = :id AND state = 'HELD'");

    SendStatements(String claim) {
        this.claim = new Prepared(claim);
    }
}
