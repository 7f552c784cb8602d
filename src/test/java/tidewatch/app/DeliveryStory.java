package tidewatch.app;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import tidewatch.chat.ChatId;
import tidewatch.chat.MessageRef;
import tidewatch.delivery.Chat;
import tidewatch.delivery.Claim;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Lease;
import tidewatch.delivery.Outbox;
import tidewatch.delivery.Outcome;
import tidewatch.delivery.Pace;
import tidewatch.delivery.Resolution;
import tidewatch.delivery.Staleness;
import tidewatch.delivery.SubscriptionReason;
import tidewatch.message.RenderPlan;

/** Every event that delivery tells, about one brief and one answer of one chat. */
final class DeliveryStory {
    static final Instant DUE = Instant.parse("2026-02-06T12:00:00Z");
    static final ChatId CHAT = new ChatId("telegram", "-1001234567");
    static final Lease LEASE = new Lease("telegram:42", "node-a", 7, DUE.plusSeconds(15));

    static final Delivery BRIEF = row(DeliveryKind.MORNING, "2026-02-06");
    static final Claim CLAIM = new Claim(
            BRIEF, List.of(new RenderPlan.Part(1, 1, "<b>Rotation</b>", "Rotation")), 1, LEASE, DUE.plusSeconds(30), ZoneId.of("America/New_York"), true);

    private DeliveryStory() {}

    static Delivery row(DeliveryKind kind, String slot) {
        var chat = Chat.of(CHAT, "telegram:42", true, ZoneId.of("America/New_York"));
        var staleness = new Staleness(kind, DUE, DUE.plus(Duration.ofMinutes(15)), DUE.plus(Duration.ofHours(5)));
        return Delivery.planned(chat, kind, slot, Optional.empty(), Optional.empty(), staleness);
    }

    static DeliveryEvent.Finished finished(Outcome outcome) {
        return new DeliveryEvent.Finished(CLAIM, outcome, Duration.ofMillis(250));
    }

    static List<DeliveryEvent> everything() {
        return List.of(
                new DeliveryEvent.Planned(3),
                new DeliveryEvent.Composed(BRIEF, DeliveryState.READY),
                new DeliveryEvent.Claimed(CLAIM),
                new DeliveryEvent.PartSent(CLAIM, 1),
                finished(new Outcome.Arrived(DeliveryReason.OK, Optional.of(new MessageRef("9")), "")),
                finished(new Outcome.Again(DUE.plusSeconds(4), false, Optional.empty(), Optional.empty(), "no route")),
                finished(new Outcome.PutBack("claimed too late")),
                finished(new Outcome.Lost(true, "the line broke after the request")),
                finished(new Outcome.Over(DeliveryReason.REFUSED, true, "400")),
                finished(new Outcome.Barred(SubscriptionReason.BLOCKED, "403")),
                finished(new Outcome.Moved(new ChatId("telegram", "-1009999999"), "400")),
                new DeliveryEvent.LateResult(CLAIM, new Outcome.PutBack("too late")),
                new DeliveryEvent.Throttled("telegram:42", Pace.Scope.CHAT, Duration.ofSeconds(3)),
                new DeliveryEvent.Resolved(BRIEF, new Resolution.Resend()),
                new DeliveryEvent.Resolved(BRIEF, new Resolution.Look(DUE)),
                new DeliveryEvent.Resolved(BRIEF, new Resolution.End(DeliveryReason.UNKNOWN_TWICE)),
                new DeliveryEvent.Reaped(new Outbox.Reaped(2, 1)),
                new DeliveryEvent.Ended(BRIEF, DeliveryReason.STALE),
                new DeliveryEvent.Ended(row(DeliveryKind.ALERT, "a"), DeliveryReason.CLASS_OFF),
                new DeliveryEvent.Leading(LEASE),
                new DeliveryEvent.BreakerOpen("telegram:42", DUE.plusSeconds(2)),
                new DeliveryEvent.SenderDown("telegram:42", DUE.plusSeconds(300), "401"),
                new DeliveryEvent.BriefFrozen("B-1", true, Duration.ofMillis(800)),
                new DeliveryEvent.BriefFrozen("B-2", false, Duration.ofMillis(700)),
                new DeliveryEvent.BriefBroken("B-3", 3, "no calendar"),
                new DeliveryEvent.Answered(CHAT, "rotation", true, Duration.ofMillis(90)),
                new DeliveryEvent.Answered(CHAT, "quote", false, Duration.ofMillis(90)),
                new DeliveryEvent.TickStalled("plan", Duration.ofSeconds(225), false),
                new DeliveryEvent.TickStalled("plan", Duration.ofSeconds(525), true),
                new DeliveryEvent.Fault("tick plan", new IllegalStateException("no table")),
                new DeliveryEvent.NoLongerLeading(LEASE, "the store did not answer"));
    }
}
