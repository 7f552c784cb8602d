package tidewatch.store;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.Arrays;
import org.jdbi.v3.core.Handle;
import tidewatch.chat.ChatId;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;

/** Cancels rows that nobody wants any more. One that is being sent is left alone: whoever cancels waits for its turn in the chat. */
final class OpenRows {
    private static final String CANCEL = "UPDATE delivery SET state = 'CANCELLED', reason = :reason, ended_at = :now WHERE state IN ("
            + Arrays.stream(DeliveryState.values())
                    .filter(DeliveryState::cancellable)
                    .map(state -> "'" + state + "'")
                    .collect(joining(", "))
            + ") AND chat_id = :chat";

    private OpenRows() {}

    /** All of a chat. */
    static int cancel(Handle handle, ChatId chat, DeliveryReason reason, Instant now) {
        return handle.createUpdate(CANCEL).bind("reason", reason.name()).bind("now", now).bind("chat", chat).execute();
    }

    /** Those of a subscription in versions older than this one. */
    static int cancel(Handle handle, ChatId chat, String subscription, int version, DeliveryReason reason, Instant now) {
        int cancelled = handle.createUpdate(CANCEL + " AND sub_id = :sub AND sub_version < :version")
                .bind("reason", reason.name())
                .bind("now", now)
                .bind("chat", chat)
                .bind("sub", subscription)
                .bind("version", version)
                .execute();
        if (cancelled > 0) {
            Endings.freed(handle, chat);
        }
        return cancelled;
    }

    /** Those of a subscription in any version. */
    static int cancel(Handle handle, ChatId chat, String subscription, DeliveryReason reason, Instant now) {
        return cancel(handle, chat, subscription, Integer.MAX_VALUE, reason, now);
    }
}
