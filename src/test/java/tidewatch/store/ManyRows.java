package tidewatch.store;

import java.time.Instant;
import tidewatch.contract.Rows;

/** Outboxes of a size that a test could not fill row by row. */
final class ManyRows {
    private ManyRows() {}

    /** So many chats with one ready morning brief each, all of the same bytes, due one after the other up to an instant. */
    static void ready(Database database, int chats, Instant due) {
        chats(database, chats);
        rows(database, chats, "MORNING", 5, "READY", "2026-01-09", due);
        analyze(database);
    }

    /** The same with an answer ahead of each brief. */
    static void readyWithAnswers(Database database, int chats, Instant due) {
        chats(database, chats);
        rows(database, chats, "MORNING", 5, "READY", "2026-01-09", due);
        rows(database, chats, "ANSWER", 0, "READY", "u1", due);
        analyze(database);
    }

    /** So many chats with briefs that were sent on days before. */
    static void history(Database database, int chats, int days, Instant due) {
        for (int day = 1; day <= days; day++) {
            rows(database, chats, "MORNING", 5, "SENT", "day " + day, due.minusSeconds(86_400L * day));
        }
        analyze(database);
    }

    private static void chats(Database database, int chats) {
        database.run(handle -> {
            handle.createUpdate(
                            """
                            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :chats)
                            INSERT INTO chat (chat_id, platform, sender, is_group, zone, state, classes, catchup, scope)
                            SELECT 'telegram:' || i, 'telegram', :sender, 0, 'America/New_York', 'ACTIVE', '', 'LATE', '' FROM n
                            """)
                    .bind("chats", chats)
                    .bind("sender", Rows.SENDER)
                    .execute();
            handle.createUpdate("INSERT INTO rendered (content_hash, payload, plain, kept_at) VALUES ('bytes', :payload, :payload, 0)")
                    .bind("payload", "x".repeat(3_000))
                    .execute();
        });
    }

    private static void rows(Database database, int chats, String kind, int priority, String state, String slot, Instant due) {
        database.run(handle -> {
            handle.createUpdate(
                            """
                            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :chats)
                            INSERT INTO delivery (delivery_id, chat_id, sender, kind, slot_key, as_of, priority, due_at, fresh_until, expires_at,
                                state, reason, attempt, written, resends, not_before, silent, urgent, headline, brief_id)
                            SELECT :kind || :slot || '-' || i, 'telegram:' || i, :sender, :kind, :slot, '2026-01-08', :priority,
                                :due - :chats + i, :due + 18000000, :due + 18000000, :state, CASE WHEN :state = 'SENT' THEN 'OK' END, 0, 0, 0,
                                :due - :chats + i, 0, 0, 'Headline', 'brief' FROM n
                            """)
                    .bind("chats", chats)
                    .bind("kind", kind)
                    .bind("slot", slot)
                    .bind("sender", Rows.SENDER)
                    .bind("priority", priority)
                    .bind("due", due)
                    .bind("state", state)
                    .execute();
            handle.createUpdate(
                            """
                            INSERT INTO delivery_part (delivery_id, part_no, total, sent, content_hash)
                            SELECT delivery_id, 1, 1, 0, 'bytes' FROM delivery WHERE kind = :kind AND slot_key = :slot
                            """)
                    .bind("kind", kind)
                    .bind("slot", slot)
                    .execute();
        });
    }

    static void analyze(Database database) {
        database.run(handle -> handle.execute("ANALYZE"));
    }
}
