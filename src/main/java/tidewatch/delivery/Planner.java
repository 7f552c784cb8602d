package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tidewatch.chat.ChatId;

/**
 * Writes the rows of coming briefs, an hour before they are due, and those of briefs that a downtime has missed. A step that may be run at
 * any time, twice, or not at all: what it has written is found again by the unique key of a row. One thread at a time; several nodes may
 * do it at once.
 */
public final class Planner {
    /** So long before it is due a brief has its row: from the rows it is known which briefs are to be built. */
    public static final Duration AHEAD = Duration.ofHours(1);

    private final Subscriptions subscriptions;
    private final Outbox outbox;
    private final PriceReadiness readiness;
    private final RuleChange change;
    private final DeliveryEvent.Listener listener;

    public Planner(
            Subscriptions subscriptions, Outbox outbox, PriceReadiness readiness, Ticks ticks, DeliveryEvent.Listener listener) {
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.readiness = readiness;
        this.listener = listener;
        this.change = new RuleChange(subscriptions, outbox, readiness, ticks, listener);
    }

    /**
     * Wakes subscriptions whose pause is over and plans all that are due by {@link #AHEAD} from now.
     *
     * @return rows planned, those included that are over at once
     */
    public int plan(Instant now) {
        change.follow(now);
        wake(now);
        var run = new Run(now);
        var before = List.<String>of();
        while (true) {
            var page = subscriptions.toPlan(run.until, Outbox.CHUNK);
            // The same page again: nothing of it could be planned, and nothing will be in this tick.
            var names = page.stream().map(one -> one.id() + "#" + one.version()).toList();
            if (page.isEmpty() || names.equals(before)) {
                break;
            }
            before = names;
            run.add(page);
            run.flush();
        }
        if (run.rows > 0) {
            listener.on(new DeliveryEvent.Planned(run.rows));
        }
        return run.rows;
    }

    /** From the end of the pause on, even if that was in a downtime: what it missed is said like any other. */
    private void wake(Instant now) {
        var before = List.<Subscription>of();
        while (true) {
            var page = subscriptions.toWake(now, Outbox.CHUNK);
            if (page.isEmpty() || page.equals(before)) {
                return;
            }
            before = page;
            for (Subscription one : page) {
                Instant end = one.pausedUntil().orElse(now).minusMillis(1);
                subscriptions.change(
                        one.id(),
                        SubscriptionState.ACTIVE,
                        Optional.empty(),
                        Optional.empty(),
                        Subscription.first(one.rule(), end, readiness));
            }
        }
    }

    /** What one rule is due from one instant on; the same for all its subscriptions. */
    private record Coming(Optional<Slot> gap, List<Planned> planned, Optional<Instant> next) {}

    private record Planned(Slot slot, Staleness staleness) {}

    private record Asked(SlotRule rule, Instant from) {}

    /** One run of the tick. */
    private final class Run {
        private final Instant now;
        private final Instant until;
        private final Map<Asked, Coming> coming = new HashMap<>();
        private final List<Outbox.Step> steps = new ArrayList<>();
        private int stepRows;
        private int rows;

        Run(Instant now) {
            this.now = now;
            this.until = now.plus(AHEAD);
        }

        void add(List<Subscription> page) {
            var chats = chats(page);
            page.forEach(one -> add(one, chats));
        }

        /** All at once; one by one where one of them cannot be read, so that it is the only one that is not planned. */
        private Function<ChatId, Optional<Chat>> chats(List<Subscription> page) {
            try {
                var known = subscriptions.chats(page.stream().map(Subscription::chat).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(Chat::id, Function.identity()));
                return id -> Optional.ofNullable(known.get(id));
            } catch (RuntimeException broken) {
                return subscriptions::chat;
            }
        }

        private void add(Subscription subscription, Function<ChatId, Optional<Chat>> chats) {
            try {
                Instant from = subscription.nextDue().orElse(until);
                Coming due = coming.computeIfAbsent(new Asked(subscription.rule(), from), asked -> coming(asked.rule(), asked.from()));
                List<Delivery> owed = chats.apply(subscription.chat()).map(chat -> owed(chat, subscription, due)).orElse(List.of());
                if (stepRows + owed.size() > Outbox.CHUNK) {
                    flush();
                }
                steps.add(new Outbox.Step(subscription, owed, until, due.next()));
                stepRows += owed.size();
            } catch (RuntimeException broken) {
                // One subscription that cannot be planned must not keep the others from their briefs.
                listener.on(new DeliveryEvent.Fault("plan " + subscription.id(), broken));
            }
        }

        void flush() {
            if (steps.isEmpty()) {
                return;
            }
            int moved = outbox.planEach(steps);
            rows += moved;
            if (moved == stepRows) {
                steps.stream()
                        .flatMap(step -> step.rows().stream())
                        .forEach(row -> row.reason().ifPresent(why -> listener.on(new DeliveryEvent.Ended(row, why))));
            }
            steps.clear();
            stepRows = 0;
        }

        private Coming coming(SlotRule rule, Instant from) {
            Instant horizon = now.minus(CatchUp.LOOK_BACK);
            boolean tooLong = from.isBefore(horizon);
            Optional<Slot> gap = tooLong
                    ? rule.slots(from.minusMillis(1), horizon.minusMillis(1), readiness).stream().findFirst()
                    : Optional.empty();
            var planned = rule.slots((tooLong ? horizon : from).minusMillis(1), until, readiness).stream()
                    .map(slot -> new Planned(slot, Staleness.of(slot, readiness.calendar())))
                    .toList();
            return new Coming(gap, planned, Subscription.first(rule, until, readiness));
        }

        private List<Delivery> owed(Chat chat, Subscription subscription, Coming due) {
            var owner = Optional.of(new Delivery.Owner(subscription.id(), subscription.version()));
            var owed = new ArrayList<Delivery>(due.planned().size() + 1);
            due.gap().ifPresent(slot -> owed.add(
                    row(chat, owner, slot, Staleness.of(slot, readiness.calendar())).ended(DeliveryReason.GAP, "")));
            var late = new EnumMap<DeliveryKind, List<Delivery>>(DeliveryKind.class);
            for (Planned planned : due.planned()) {
                Delivery row = row(chat, owner, planned.slot(), planned.staleness());
                if (chat.classes().of(row.kind()) == Loudness.OFF) {
                    owed.add(row.ended(DeliveryReason.CLASS_OFF, ""));
                } else if (chat.muted(row.due())) {
                    owed.add(row.ended(DeliveryReason.PAUSED, ""));
                } else if (row.due().isAfter(now)) {
                    owed.add(row);
                } else {
                    late.computeIfAbsent(row.kind(), _ -> new ArrayList<>()).add(row);
                }
            }
            late.values().forEach(missed -> owed.addAll(settled(missed, chat.catchUp())));
            return owed;
        }

        private Delivery row(Chat chat, Optional<Delivery.Owner> owner, Slot slot, Staleness staleness) {
            return Delivery.planned(chat, slot.delivery(), slot.key().text(), owner, Optional.of(slot.asOf()), staleness);
        }

        private List<Delivery> settled(List<Delivery> missed, CatchUp choice) {
            var reasons = choice.settle(missed.stream().map(Delivery::staleness).toList(), now);
            var settled = new ArrayList<Delivery>();
            for (int i = 0; i < missed.size(); i++) {
                Delivery row = missed.get(i);
                settled.add(reasons.get(i).map(why -> row.ended(why, "")).orElse(row));
            }
            return settled;
        }
    }
}
