package tidewatch.export;

import java.time.Instant;
import java.util.Optional;
import tidewatch.chat.MessageRef;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.Outbox;

/**
 * A message that a chat is owed, as one line of JSON: the row, and with its whole life also its parts and tries. Moments are in UTC. No
 * words of the message but its headline. Fields and words: {@code deploy/JSON.md}, "A delivery".
 */
public final class DeliveryJson {
    private DeliveryJson() {}

    /** The row alone, without the line's end. */
    public static String line(Delivery row) {
        return Json.object(json -> row(json, row));
    }

    /** The row with its parts and tries. */
    public static String trace(Outbox.Trace trace) {
        return Json.object(json -> {
            row(json, trace.delivery());
            json.objects("parts", trace.parts(), (part, one) -> part.count("part", one.number())
                    .flag("sent", one.sent())
                    .text("message", one.ref().map(MessageRef::value)));
            json.objects("attempts", trace.attempts(), (attempt, one) -> attempt.count("part", one.part())
                    .count("attempt", one.attempt())
                    .text("node", one.node())
                    .count("epoch", one.epoch())
                    .text("started", one.startedAt().toString())
                    .text("ended", one.endedAt().map(Instant::toString))
                    .textIfAny("outcome", one.outcome()));
        });
    }

    private static void row(Json json, Delivery row) {
        json.text("id", row.id())
                .text("chat", row.chat().text())
                .text("sender", row.sender())
                .word("kind", row.kind())
                .text("slot", row.slot())
                .text("due", row.due().toString())
                .text("freshUntil", row.freshUntil().toString())
                .text("expires", row.expiresAt().toString())
                .word("state", row.state());
        row.reason().ifPresent(reason -> json.word("reason", reason));
        json.count("attempt", row.attempt()).count("written", row.written()).count("resends", row.resends());
        json.date("asOf", row.asOf());
        json.textIfAny("headline", row.headline())
                .text("brief", row.briefId())
                .text("base", row.baseId())
                .text("contentHash", row.contentHash())
                .text("digest", row.digestId())
                .flag("silent", row.silent())
                .text("sent", sent(row));
    }

    private static Optional<String> sent(Delivery row) {
        return row.sentAt().map(Instant::toString);
    }
}
