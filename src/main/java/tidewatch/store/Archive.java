package tidewatch.store;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tidewatch.chat.MessageRef;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.Outbox;

/**
 * Finished rows after some months, in {@code delivery_archive}. Their parts and tries stand beside them as lines of fields with a tab between,
 * {@code part} and {@code try} first, so that the whole life of an old row can still be told.
 */
final class Archive {
    private Archive() {}

    /** Moves up to so many finished rows that were due before an instant; returns how many. */
    static int move(Handle handle, Instant before, int limit) {
        var ids = handle.createQuery("SELECT delivery_id FROM delivery WHERE due_at < :before AND state IN " + DeliveryRow.FINAL
                        + " ORDER BY due_at LIMIT :limit")
                .bind("before", before)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
        if (ids.isEmpty()) {
            return 0;
        }
        var batch = handle.prepareBatch("INSERT INTO delivery_archive (" + DeliveryRow.COLUMNS + ", ended_at, life) SELECT "
                + DeliveryRow.COLUMNS + ", ended_at, :life FROM delivery WHERE delivery_id = :id AND state IN " + DeliveryRow.FINAL
                + " ON CONFLICT (delivery_id) DO NOTHING");
        for (var id : ids) {
            batch.bind("id", id).bind("life", life(Parts.of(handle, id), Attempts.of(handle, id))).add();
        }
        batch.execute();
        // Parts and tries go with their row.
        return handle.createUpdate("DELETE FROM delivery WHERE delivery_id IN (<ids>) AND state IN " + DeliveryRow.FINAL)
                .bindList("ids", ids)
                .execute();
    }

    /** Forgets up to so many texts that nothing needs which is open, dead or ended since an instant; returns how many. */
    static int forget(Handle handle, Instant before, int limit) {
        // The age is asked again of the text itself: where somebody wanted it just now, this waited for him and sees it.
        return handle.createUpdate(
                        """
                        DELETE FROM rendered WHERE kept_at < :before AND content_hash IN (
                            SELECT r.content_hash FROM rendered r WHERE r.kept_at < :before AND NOT EXISTS (
                                SELECT 1 FROM delivery_part p JOIN delivery d ON d.delivery_id = p.delivery_id
                                WHERE p.content_hash = r.content_hash AND NOT (d.state IN ('SENT', 'FOLDED', 'EXPIRED', 'CANCELLED')
                                    AND COALESCE(d.ended_at, d.due_at) < :before))
                            LIMIT :limit)
                        """)
                .bind("before", before)
                .bind("limit", limit)
                .execute();
    }

    static Optional<Delivery> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM delivery_archive WHERE delivery_id = :id")
                .bind("id", id)
                .map((columns, _) -> DeliveryRow.read(columns))
                .findOne();
    }

    static Optional<Outbox.Trace> trace(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM delivery_archive WHERE delivery_id = :id")
                .bind("id", id)
                .map((columns, _) -> trace(DeliveryRow.read(columns), new Row(columns).text("life")))
                .findOne();
    }

    private static String life(List<Outbox.Part> parts, List<Outbox.Attempt> attempts) {
        var lines = new ArrayList<String>();
        for (var part : parts) {
            lines.add(line("part", part.number(), part.sent(), part.ref().map(MessageRef::value).orElse("")));
        }
        for (var one : attempts) {
            lines.add(line(
                    "try",
                    one.part(),
                    one.attempt(),
                    one.node(),
                    one.epoch(),
                    one.startedAt().toEpochMilli(),
                    one.endedAt().map(at -> String.valueOf(at.toEpochMilli())).orElse(""),
                    one.outcome()));
        }
        return String.join("\n", lines);
    }

    private static String line(Object... fields) {
        return java.util.Arrays.stream(fields).map(field -> field.toString().replaceAll("[\\t\\r\\n]+", " ")).collect(joining("\t"));
    }

    private static Outbox.Trace trace(Delivery delivery, String life) {
        var parts = new ArrayList<Outbox.Part>();
        var attempts = new ArrayList<Outbox.Attempt>();
        for (var line : life.lines().toList()) {
            var field = line.split("\t", -1);
            if (field[0].equals("part")) {
                parts.add(new Outbox.Part(
                        Integer.parseInt(field[1]),
                        Boolean.parseBoolean(field[2]),
                        Optional.of(field[3]).filter(ref -> !ref.isEmpty()).map(MessageRef::new)));
            } else {
                attempts.add(new Outbox.Attempt(
                        Integer.parseInt(field[1]),
                        Integer.parseInt(field[2]),
                        field[3],
                        Long.parseLong(field[4]),
                        Instant.ofEpochMilli(Long.parseLong(field[5])),
                        Optional.of(field[6]).filter(at -> !at.isEmpty()).map(at -> Instant.ofEpochMilli(Long.parseLong(at))),
                        field[7]));
            }
        }
        return new Outbox.Trace(delivery, parts, attempts);
    }
}
