package tidewatch.store;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import tidewatch.contract.Rows;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Outcome;
import tidewatch.testing.Databases;

/**
 * A process of its own that adds rows, claims them and finishes them, and says what it has done after each write, a line each, until it is
 * killed: {@code added ID}, {@code claimed ID}, {@code sent ID}. Arguments: the home folder and a word that makes its rows its own.
 */
public final class OutboxWriter {
    private OutboxWriter() {}

    public static void main(String[] arguments) {
        var out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        var clock = InstantSource.system();
        try (var database = Databases.file(Path.of(arguments[0]), clock)) {
            var outbox = new OutboxTable(database);
            outbox.orphans("node-" + arguments[1]);
            var lease = new LeaseTable(database).acquire(Rows.SENDER, "node", Duration.ofHours(1)).orElseThrow();
            var chat = Rows.chat(arguments[1]);
            new SubscriptionTable(database).save(chat);
            for (int i = 0; ; i++) {
                var row = Rows.row(chat, DeliveryKind.MORNING, "slot " + i, clock.instant(), DeliveryState.READY);
                outbox.add(row, Rows.frozen("brief", "text " + i));
                out.println("added " + row.id());
                for (var claim : outbox.claim(lease, 8)) {
                    out.println("claimed " + claim.delivery().id());
                    outbox.finish(claim, new Outcome.Arrived(DeliveryReason.OK, Optional.empty(), ""));
                    out.println("sent " + claim.delivery().id());
                }
            }
        }
    }
}
