package tidewatch.command;

import java.time.Instant;
import java.time.ZoneId;
import tidewatch.brief.Wording;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;

/** How a row of the outbox is spoken of. */
final class DeliveryWords {
    private DeliveryWords() {}

    /** {@code Fri 9 Jan 07:00}. */
    static String moment(Instant at, ZoneId zone) {
        var when = at.atZone(zone);
        return Wording.day(when.toLocalDate()) + " " + Wording.time(when).substring(0, 5);
    }

    static String kind(DeliveryKind kind) {
        return switch (kind) {
            case ANSWER -> "answer";
            case ALERT -> "alert";
            case REMINDER -> "reminder";
            case MORNING -> "morning brief";
            case MIDDAY -> "midday brief";
            case CLOSE -> "brief of the close";
            case WEEKLY -> "weekly edition";
            case WRAP -> "holiday wrap";
            case DIGEST -> "digest";
            case THESIS -> "thesis change";
            case DATA -> "word about data";
            case NOTICE -> "notice";
        };
    }

    /** What became of it, or what is going to: {@code sent 07:00}, {@code not sent: too late}, {@code waits for the next try at 07:03}. */
    static String state(Delivery row, ZoneId zone) {
        return switch (row.state()) {
            case PLANNED -> "planned";
            case READY -> "ready";
            case HELD -> "held until " + moment(row.notBefore(), zone);
            case SENDING -> "being sent";
            case RETRY_WAIT -> "waits, next try " + moment(row.notBefore(), zone);
            case UNKNOWN -> "sent, arrival unknown";
            case SENT -> row.sentAt().map(at -> "sent " + moment(at, zone)).orElse("sent") + row.reason().map(DeliveryWords::how).orElse("");
            case FOLDED, EXPIRED, CANCELLED, DEAD -> row.reason().map(DeliveryWords::reason).orElseGet(() -> name(row.state()));
        };
    }

    private static String how(DeliveryReason reason) {
        return reason == DeliveryReason.OK ? "" : reason(reason).substring("sent".length());
    }

    private static String name(DeliveryState state) {
        return state.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    static String reason(DeliveryReason reason) {
        return switch (reason) {
            case OK -> "sent";
            case RECONCILED -> "sent, found on looking";
            case ID_UNKNOWN -> "sent, answer unreadable";
            case IN_DIGEST -> "said in a digest";
            case IN_BRIEF -> "said in the next brief";
            case STALE -> "not sent: too late to mean anything";
            case SUPERSEDED -> "not sent: a newer one was due as well";
            case GAP -> "not sent: the service was down for long";
            case RESTORED -> "not sent again: the store was restored";
            case UNSUBSCRIBED -> "cancelled: unsubscribed";
            case PAUSED -> "cancelled: paused or muted";
            case BLOCKED -> "cancelled: the chat blocked us";
            case KICKED -> "cancelled: we were put out of the chat";
            case NO_RIGHTS -> "cancelled: we may not write there";
            case NO_ACCESS -> "cancelled: an owner changed what this chat may get";
            case CHAT_GONE -> "cancelled: the chat is gone";
            case CLASS_OFF -> "not sent: turned off in /settings";
            case VERSION -> "cancelled: planned anew";
            case NO_SESSION -> "cancelled: the exchange closed";
            case FORGOTTEN -> "cancelled: the chat was forgotten";
            case DROPPED -> "cancelled: taken out by hand";
            case REFUSED -> "dead: the platform refused it";
            case UNKNOWN_TWICE -> "dead: the link broke twice";
            case UNKNOWN_DROPPED -> "dead: the link broke; ask again";
            case HELD_FOR_HUMAN -> "dead: the link broke; a person decides";
            case TOO_MANY_ATTEMPTS -> "dead: too many tries";
        };
    }
}
