package tidewatch.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tidewatch.chat.ChatId;
import tidewatch.chat.Placement;
import tidewatch.delivery.Chat;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryId;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Frozen;
import tidewatch.delivery.SlotKind;
import tidewatch.delivery.SlotRule;
import tidewatch.delivery.Subscription;
import tidewatch.delivery.SubscriptionState;
import tidewatch.message.RenderPlan;
import tidewatch.testing.DeliveryEdit;

/** Chats, subscriptions, rows and bytes for tests of a store, with little to say. */
public final class Rows {
    public static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    public static final String SENDER = "telegram:1";

    private Rows() {}

    public static Chat chat(String local) {
        return Chat.of(new ChatId("telegram", local), SENDER, false, NEW_YORK);
    }

    /** A new morning subscription with nothing planned. */
    public static Subscription morning(Chat chat, Instant now) {
        return new Subscription(
                chat.id(),
                SlotRule.at(SlotKind.MORNING, LocalTime.of(7, 0), NEW_YORK),
                Set.of(),
                SubscriptionState.ACTIVE,
                Optional.empty(),
                Optional.empty(),
                1,
                now,
                Optional.of(now.plus(Duration.ofHours(1))));
    }

    public static Delivery.Owner owner(Subscription subscription) {
        return new Delivery.Owner(subscription.id(), subscription.version());
    }

    /** A row that keeps for four hours. */
    public static Delivery row(Chat chat, DeliveryKind kind, String slot, Instant due, DeliveryState state) {
        return row(chat, kind, slot, Optional.empty(), due, due.plus(Duration.ofHours(4)), due, state, Optional.empty());
    }

    public static Delivery row(Chat chat, DeliveryKind kind, String slot, Delivery.Owner owner, Instant due, DeliveryState state) {
        return row(chat, kind, slot, Optional.of(owner), due, due.plus(Duration.ofHours(4)), due, state, Optional.empty());
    }

    /** A row that was ended before it began. */
    public static Delivery ended(Chat chat, DeliveryKind kind, String slot, Instant due, DeliveryReason reason) {
        return row(chat, kind, slot, Optional.empty(), due, due.plus(Duration.ofHours(4)), due, reason.state(), Optional.of(reason));
    }

    public static Delivery row(
            Chat chat,
            DeliveryKind kind,
            String slot,
            Optional<Delivery.Owner> owner,
            Instant due,
            Instant expires,
            Instant notBefore,
            DeliveryState state,
            Optional<DeliveryReason> reason) {
        return new Delivery(
                DeliveryId.of(chat.id(), kind, slot),
                chat.id(),
                chat.sender(),
                chat.thread(),
                kind,
                slot,
                owner,
                kind.isBrief() ? Optional.of(LocalDate.of(2026, 1, 8)) : Optional.empty(),
                due,
                expires,
                expires,
                state,
                reason,
                0,
                0,
                0,
                notBefore,
                false,
                false,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Placement.NEW);
    }

    /** The same row, with its message in another place. */
    public static Delivery placed(Delivery row, Placement place) {
        return DeliveryEdit.of(row).placed(place).row();
    }

    /** Bytes of one part for each text, of the brief of this id when it is not empty. */
    public static Frozen frozen(String brief, String... texts) {
        var parts = new ArrayList<RenderPlan.Part>();
        for (var text : texts) {
            parts.add(new RenderPlan.Part(parts.size() + 1, texts.length, "<b>" + text + "</b>", text));
        }
        return new Frozen(
                parts,
                "hash of " + String.join("|", texts),
                "Headline of " + texts[0],
                brief.isEmpty() ? Optional.empty() : Optional.of(LocalDate.of(2026, 1, 8)),
                Optional.of(brief).filter(id -> !id.isEmpty()),
                Optional.of(brief + "-base").filter(_ -> !brief.isEmpty()),
                List.of(new RenderPlan.Degradation(RenderPlan.Degradation.Kind.TABLE_AS_MONO, "3/0/1")));
    }
}
