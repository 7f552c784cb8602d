package tidewatch.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/**
 * One brief that a subscription will get.
 *
 * @param kind of the subscription
 * @param key what it is about
 * @param session the session of the key; for a week its last one, for a holiday the one before it
 * @param due not sent before this instant
 * @param asOf the session of the newest prices that are complete when it is due
 */
public record Slot(SlotKind kind, SlotKey key, LocalDate session, Instant due, LocalDate asOf) {
    public Slot {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(key);
        Objects.requireNonNull(session);
        Objects.requireNonNull(due);
        Objects.requireNonNull(asOf);
    }

    /** The kind of the row in the outbox. Weeks and holidays have kinds of their own: one row a chat, however many times of day it has. */
    public DeliveryKind delivery() {
        return switch (key) {
            case SlotKey.OfSession _ ->
                switch (kind) {
                    case MORNING -> DeliveryKind.MORNING;
                    case MIDDAY -> DeliveryKind.MIDDAY;
                    case CLOSE -> DeliveryKind.CLOSE;
                };
            case SlotKey.OfWeek _ -> DeliveryKind.WEEKLY;
            case SlotKey.OfHoliday _ -> DeliveryKind.WRAP;
        };
    }
}
