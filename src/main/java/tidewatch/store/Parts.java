package tidewatch.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import tidewatch.chat.MessageRef;
import tidewatch.delivery.Frozen;
import tidewatch.delivery.Outbox;
import tidewatch.message.RenderPlan;
import tidewatch.message.Sha256;

/** The bytes of messages: in {@code rendered} once however many chats get them, in {@code delivery_part} by what each row consists of. */
final class Parts {
    /** Bytes that are used again are marked as used once a day, not at each use: ten thousand chats share them. */
    private static final long MARKED_MILLIS = Duration.ofDays(1).toMillis();

    private Parts() {}

    /**
     * Makes these the parts of a row that has none which was sent. Where others want the same bytes the row of the bytes is held until the
     * end of the transaction, so that nobody forgets them meanwhile.
     */
    static void freeze(Handle handle, SendStatements statements, String id, Frozen content, Instant now) throws SQLException {
        try (var drop = statements.dropParts.on(handle)) {
            drop.with("id", id).update();
        }
        try (var rendered = statements.rendered.on(handle);
                var parts = statements.part.on(handle)) {
            for (var part : content.parts()) {
                var hash = hash(part);
                rendered.with("hash", hash)
                        .with("payload", part.payload())
                        .with("plain", part.plain())
                        .with("now", now)
                        .with("marked", MARKED_MILLIS)
                        .add();
                parts.with("id", id).with("part", part.number()).with("total", part.total()).with("hash", hash).add();
            }
            rendered.batch();
            parts.batch();
        }
    }

    /** Forgets the parts of these rows; their bytes go when nobody needs them. */
    static void drop(Handle handle, List<String> ids) {
        handle.createUpdate("DELETE FROM delivery_part WHERE delivery_id IN (<ids>)").bindList("ids", ids).execute();
    }

    /** SHA-256 of payload and plain words, in hexadecimal. */
    static String hash(RenderPlan.Part part) {
        return Sha256.hex(part.payload() + '\0' + part.plain());
    }

    static List<Outbox.Part> of(Handle handle, String id) {
        return handle.createQuery("SELECT part_no, sent, message_ref FROM delivery_part WHERE delivery_id = :id ORDER BY part_no")
                .bind("id", id)
                .map((columns, _) -> {
                    var row = new Row(columns);
                    return new Outbox.Part(row.number("part_no"), row.flag("sent"), row.maybeText("message_ref").map(MessageRef::new));
                })
                .list();
    }
}
