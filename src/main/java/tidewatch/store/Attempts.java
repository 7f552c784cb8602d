package tidewatch.store;

import java.sql.SQLException;
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
    static void open(Handle handle, SendStatements statements, List<Claim> claims, Instant now) throws SQLException {
        try (var open = statements.openAttempt.on(handle)) {
            for (var claim : claims) {
                open.with("id", claim.delivery().id())
                        .with("attempt", claim.delivery().attempt())
                        .with("part", claim.unsent().getFirst().number())
                        .with("node", claim.lease().owner())
                        .with("epoch", claim.lease().epoch())
                        .with("now", now)
                        .add();
            }
            open.batch();
        }
    }

    /** Completes the try of a claim, if nobody has. */
    static void close(Handle handle, SendStatements statements, Claim claim, Instant now, String result, String detail)
            throws SQLException {
        try (var close = statements.closeAttempt.on(handle)) {
            close.with("now", now)
                    .with("result", result)
                    .with("detail", detail)
                    .with("id", claim.delivery().id())
                    .with("attempt", claim.delivery().attempt())
                    .with("part", claim.unsent().getFirst().number())
                    .with("epoch", claim.lease().epoch())
                    .update();
        }
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
