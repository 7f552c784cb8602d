package tidewatch.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import tidewatch.chat.ChatId;

/** Deletes what is known of a chat, in every table that knows anything. */
final class ForgottenChat {
    private static final List<String> DELETES = List.of(
            // Bytes that no other chat shares, while it is still known which were this chat's.
            """
            DELETE FROM rendered WHERE content_hash IN (SELECT p.content_hash FROM delivery_part p
                JOIN delivery d ON d.delivery_id = p.delivery_id WHERE d.chat_id = :chat)
            AND NOT EXISTS (SELECT 1 FROM delivery_part q JOIN delivery e ON e.delivery_id = q.delivery_id
                WHERE q.content_hash = rendered.content_hash AND e.chat_id <> :chat)
            """,
            "DELETE FROM delivery_attempt WHERE delivery_id IN (SELECT delivery_id FROM delivery WHERE chat_id = :chat)",
            "DELETE FROM delivery_part WHERE delivery_id IN (SELECT delivery_id FROM delivery WHERE chat_id = :chat)",
            "DELETE FROM delivery WHERE chat_id = :chat",
            "DELETE FROM delivery_archive WHERE chat_id = :chat",
            "DELETE FROM last_delivered WHERE chat_id = :chat",
            "DELETE FROM button WHERE chat_id = :chat",
            "DELETE FROM question WHERE chat_id = :chat",
            "DELETE FROM watch_fire WHERE chat_id = :chat",
            "DELETE FROM watch WHERE chat_id = :chat",
            "DELETE FROM watch_number WHERE chat_id = :chat",
            "DELETE FROM subscription WHERE chat_id = :chat",
            // Whose private chat it was, unless they are seen elsewhere too: in another private chat, or by something said or wished in a group.
            """
            DELETE FROM person WHERE person IN (SELECT a.person FROM approved_chat a WHERE a.chat_id = :chat)
            AND NOT EXISTS (SELECT 1 FROM approved_chat b WHERE b.person = person.person AND b.chat_id <> :chat)
            AND NOT EXISTS (SELECT 1 FROM inbound_update u WHERE u.person = person.person AND u.chat_id NOT IN ('', :chat))
            AND NOT EXISTS (SELECT 1 FROM watch w WHERE w.person = person.person AND w.chat_id <> :chat)
            """,
            "DELETE FROM approved_chat WHERE chat_id = :chat",
            "DELETE FROM chat WHERE chat_id = :chat");

    private ForgottenChat() {}

    /** Returns how many rows are gone. Of what was heard the bare keys stay some days, so that nothing old is heard as new. */
    static int forget(Handle handle, ChatId chat, Instant now) {
        int rows = 0;
        for (var delete : DELETES) {
            rows += handle.createUpdate(delete).bind("chat", chat).execute();
        }
        return rows
                + handle.createUpdate(
                                """
                                UPDATE inbound_update SET chat_id = '', thread_id = NULL, person = '', body = '', reply_handle = NULL,
                                    result = 'forgotten', handled_at = COALESCE(handled_at, :now)
                                WHERE chat_id = :chat
                                """)
                        .bind("chat", chat)
                        .bind("now", now)
                        .execute();
    }
}
