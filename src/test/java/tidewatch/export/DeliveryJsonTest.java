package tidewatch.export;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidewatch.chat.ChatId;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Placement;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Outbox;
import tidewatch.testing.Golden;

class DeliveryJsonTest {
    private static final Instant SEVEN = Instant.parse("2026-02-06T12:00:00Z");

    private static Delivery row(DeliveryKind kind, String slot, DeliveryState state, Optional<DeliveryReason> reason) {
        boolean brief = kind == DeliveryKind.MORNING;
        return new Delivery(
                kind.name().charAt(0) + "-0123456789ab", ChatId.TERMINAL, "terminal:here", Optional.empty(), kind, slot, Optional.empty(),
                brief ? Optional.of(LocalDate.of(2026, 2, 5)) : Optional.empty(), SEVEN, SEVEN.plus(Duration.ofHours(5)), SEVEN.plus(Duration.ofHours(5)),
                state, reason, 1, 1, 0, SEVEN, false, false, brief ? "Rotation brief" : "", brief ? Optional.of("2026-02-06.morning.2026-02-05") : Optional.empty(),
                brief ? Optional.of("2026-02-05.morning.2026-02-04") : Optional.empty(), brief ? Optional.of("5e8f") : Optional.empty(),
                brief ? Optional.empty() : Optional.of("D-ba9876543210"),
                Optional.empty(), state == DeliveryState.SENT ? Optional.of(SEVEN.plusMillis(40)) : Optional.empty(), Placement.NEW);
    }

    /** A sent brief with its life, and a held reminder. */
    static Stream<String> lines() {
        var sent = row(DeliveryKind.MORNING, "2026-02-06", DeliveryState.SENT, Optional.of(DeliveryReason.OK));
        var parts = List.of(new Outbox.Part(1, true, Optional.of(new MessageRef("1"))));
        var attempts = List.of(new Outbox.Attempt(1, 1, "node-1", 3, SEVEN.plusMillis(12), Optional.of(SEVEN.plusMillis(40)), "sent"));
        return Stream.of(
                DeliveryJson.trace(new Outbox.Trace(sent, parts, attempts)),
                DeliveryJson.line(row(DeliveryKind.REMINDER, "watch:3:open", DeliveryState.HELD, Optional.empty())));
    }

    @Test
    void a_row_and_its_life_are_said_with_everything_that_is_known() {
        Golden.check("export/deliveries.jsonl", String.join("\n", lines().toList()) + "\n");
    }
}
