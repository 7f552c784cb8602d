package tidewatch.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import tidewatch.delivery.Claim;
import tidewatch.delivery.Outbox;

/** The tries, in {@code delivery_attempt}: each is written down before a byte leaves and completed once. */
final class Attempts {
    /** What is written about a try whose word came after its claim was lost. */
    static final String LATE = "LATE_RESULT";

    private Attempts() {}

    /** Opens the try of the first unsent part of each claim. */
    static void open(Handle handle, List<Claim> claims, Instant now) {
        var batch = handle.prepareBatch(
                """
                INSERT INTO delivery_attempt (delivery_id, attempt, part_no, node, epoch, started_at)
                VALUES (:id, :attempt, :part, :node, :epoch, :now)
                """);
        for (var claim : claims) {
            batch.bind("id", claim.delivery().id())
                    .bind("attempt", claim.delivery().attempt())
                    .bind("part", claim.unsent().getFirst().number())
                    .bind("node", claim.lease().owner())
                    .bind("epoch", claim.lease().epoch())
                    .bind("now", now)
                    .add();
        }
        batch.execute();
    }

    /** Completes the try of a claim, if nobody has. */
    static void close(Handle handle, Claim claim, Instant now, String result, String detail) {
        handle.createUpdate(
                        """
                        UPDATE delivery_attempt SET ended_at = :now, result = :result, detail = :detail
                        WHERE delivery_id = :id AND attempt = :attempt AND part_no = :part AND epoch = :epoch AND ended_at IS NULL
                        """)
                .bind("now", now)
                .bind("result", result)
                .bind("detail", detail)
                .bind("id", claim.delivery().id())
                .bind("attempt", claim.delivery().attempt())
                .bind("part", claim.unsent().getFirst().number())
                .bind("epoch", claim.lease().epoch())
                .execute();
    }

    static List<Outbox.Attempt> of(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM delivery_attempt WHERE delivery_id = :id ORDER BY attempt, part_no")
                .bind("id", id)
                .map((columns, _) -> {
                    var row = new Row(columns);
                    var detail = row.text("detail");
                    return new Outbox.Attempt(
                            row.number("part_no"),
                            row.number("attempt"),
                            row.text("node"),
                            row.big("epoch"),
                            row.instant("started_at"),
                            row.maybeInstant("ended_at"),
                            row.text("result") + (detail.isEmpty() ? "" : ": " + detail));
                })
                .list();
    }
}
