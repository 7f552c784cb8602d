package tidewatch.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import tidewatch.chat.ChatId;

/**
 * A chat has a new id: everything of it comes under that id, in the transaction of its caller. Where the new chat is known already, what it
 * has stands: its settings if it subscribed to anything, its subscriptions, its rows of the same kind and slot. What gives way to them is
 * cancelled and stays under the old id, so that the new chat's own briefs find their slots free.
 */
final class ChatMove {
    private static final String SAME_SLOT =
            "EXISTS (SELECT 1 FROM delivery t WHERE t.chat_id = :to AND t.kind = delivery.kind AND t.slot_key = delivery.slot_key)";

    private static final String OTHER_SUBSCRIPTION =
            """
            EXISTS (SELECT 1 FROM subscription f JOIN subscription t ON t.chat_id = :to AND t.kind = f.kind AND t.state <> 'ENDED'
                WHERE f.chat_id = :from AND f.sub_id = delivery.sub_id)""";

    private static final String GIVES_WAY = "UPDATE delivery SET state = 'CANCELLED', reason = 'VERSION', ended_at = :now"
            + " WHERE chat_id = :from AND state IN " + DeliveryRow.OPEN + " AND (" + SAME_SLOT + " OR " + OTHER_SUBSCRIPTION + ")";

    private static final List<String> STEPS = List.of(
            "UPDATE delivery SET chat_id = :to, sub_id = CASE WHEN substr(sub_id, 1, length(:from) + 1) = :from || '/'"
                    + " THEN :to || substr(sub_id, length(:from) + 1) ELSE sub_id END"
                    + " WHERE chat_id = :from AND NOT " + SAME_SLOT + " AND NOT (state = 'CANCELLED' AND " + OTHER_SUBSCRIPTION + ")",
            // The new chat's settings stand if it asked for anything, else the old one's come with it.
            """
            DELETE FROM chat WHERE chat_id = :to AND EXISTS (SELECT 1 FROM chat f WHERE f.chat_id = :from)
                AND NOT EXISTS (SELECT 1 FROM subscription s WHERE s.chat_id = :to AND s.state <> 'ENDED')""",
            // A pause of the platform was meant for the old id.
            """
            UPDATE chat SET chat_id = :to, state = 'ACTIVE', not_before = 0, paused_reason = ''
            WHERE chat_id = :from AND NOT EXISTS (SELECT 1 FROM chat t WHERE t.chat_id = :to)""",
            "DELETE FROM chat WHERE chat_id = :from AND :from <> :to",
            """
            DELETE FROM subscription WHERE chat_id = :to AND state = 'ENDED' AND kind IN
                (SELECT f.kind FROM subscription f WHERE f.chat_id = :from)""",
            """
            DELETE FROM subscription WHERE chat_id = :from AND kind IN
                (SELECT t.kind FROM subscription t WHERE t.chat_id = :to)""",
            "UPDATE subscription SET chat_id = :to, sub_id = :to || '/' || kind WHERE chat_id = :from",
            """
            DELETE FROM last_delivered WHERE chat_id = :from AND EXISTS
                (SELECT 1 FROM last_delivered t WHERE t.chat_id = :to AND t.kind = last_delivered.kind AND t.at >= last_delivered.at)""",
            "DELETE FROM last_delivered WHERE chat_id = :to AND kind IN (SELECT f.kind FROM last_delivered f WHERE f.chat_id = :from)",
            "UPDATE last_delivered SET chat_id = :to WHERE chat_id = :from",
            "UPDATE delivery_archive SET chat_id = :to WHERE chat_id = :from",
            // Where the new chat has given numbers too, the old ones go on behind all of both: none is given twice, and no message of one
            // watch stands in the way of another's.
            """
            UPDATE watch SET chat_id = :to,
                number = number + COALESCE((SELECT t.last + f.last FROM watch_number t, watch_number f
                    WHERE t.chat_id = :to AND t.last > 0 AND f.chat_id = :from), 0)
            WHERE chat_id = :from""",
            """
            INSERT INTO watch_number (chat_id, last) SELECT CAST(:to AS TEXT), f.last FROM watch_number f WHERE f.chat_id = :from
            ON CONFLICT (chat_id) DO UPDATE SET
                last = CASE WHEN watch_number.last = 0 THEN excluded.last ELSE watch_number.last + 2 * excluded.last END""",
            "DELETE FROM watch_number WHERE chat_id = :from",
            // Of two chats that were let in the one that is there stands.
            """
            UPDATE approved_chat SET chat_id = :to
            WHERE chat_id = :from AND NOT EXISTS (SELECT 1 FROM approved_chat t WHERE t.chat_id = :to)""",
            "DELETE FROM approved_chat WHERE chat_id = :from",
            "UPDATE button SET chat_id = :to WHERE chat_id = :from",
            """
            UPDATE question SET chat_id = :to
            WHERE chat_id = :from AND NOT EXISTS (SELECT 1 FROM question t
                WHERE t.chat_id = :to AND t.person = question.person AND t.thread_id = question.thread_id)""",
            "DELETE FROM question WHERE chat_id = :from AND :from <> :to",
            "UPDATE inbound_update SET chat_id = :to WHERE chat_id = :from");

    private ChatMove() {}

    static void move(Handle handle, ChatId from, ChatId to, Instant now) {
        if (!from.platform().equals(to.platform())) {
            throw new IllegalArgumentException("A chat does not move from " + from + " to another platform: " + to);
        }
        if (from.equals(to)) {
            return;
        }
        handle.createUpdate(GIVES_WAY).bind("from", from).bind("to", to).bind("now", now).execute();
        for (var step : STEPS) {
            handle.createUpdate(step).bind("from", from).bind("to", to).execute();
        }
        Endings.freed(handle, to);
    }
}
