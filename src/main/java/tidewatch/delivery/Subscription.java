package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tidewatch.brief.Topic;
import tidewatch.chat.ChatId;

/**
 * One brief a day for one chat; a chat has at most one of each kind.
 *
 * @param leftOut sections that it does not want
 * @param reason why it is suspended or over; absent in the other states
 * @param pausedUntil with state paused: when it wakes by itself; absent when it waits to be told
 * @param version raised by each change of the rule; rows of an older version are not sent
 * @param plannedThrough briefs due up to here have their rows
 * @param nextDue when the first one is due that has no row yet; absent when the calendar has none
 */
public record Subscription(
        ChatId chat,
        SlotRule rule,
        Set<Topic> leftOut,
        SubscriptionState state,
        Optional<SubscriptionReason> reason,
        Optional<Instant> pausedUntil,
        int version,
        Instant plannedThrough,
        Optional<Instant> nextDue) {
    public Subscription {
        Objects.requireNonNull(chat);
        Objects.requireNonNull(rule);
        leftOut = Set.copyOf(leftOut);
        Objects.requireNonNull(state);
        Objects.requireNonNull(plannedThrough);
        Objects.requireNonNull(nextDue);
        if (reason.isPresent() != (state == SubscriptionState.SUSPENDED || state == SubscriptionState.ENDED)) {
            throw new IllegalArgumentException("A subscription that is " + state + " with the reason " + reason);
        }
        if (pausedUntil.isPresent() && state != SubscriptionState.PAUSED) {
            throw new IllegalArgumentException("Paused until " + pausedUntil + ", but " + state);
        }
    }

    private static final List<Duration> REACHES = List.of(Duration.ofDays(4), Duration.ofDays(12), Duration.ofDays(60), Duration.ofDays(400));

    /** A new one, first version, that begins now. */
    public static Subscription begin(ChatId chat, SlotRule rule, Set<Topic> leftOut, Instant now, PriceReadiness readiness) {
        return new Subscription(
                chat, rule, leftOut, SubscriptionState.ACTIVE, Optional.empty(), Optional.empty(), 1, now, first(rule, now, readiness));
    }

    /** The instant of the first brief due after this one; absent where the calendar ends. */
    public static Optional<Instant> first(SlotRule rule, Instant after, PriceReadiness readiness) {
        // Nearly always within days; one day a week that is a holiday again and again is found within the year that is searched.
        Instant from = after;
        for (Duration reach : REACHES) {
            var found = rule.slots(from, after.plus(reach), readiness);
            if (!found.isEmpty()) {
                return Optional.of(found.getFirst().due());
            }
            from = after.plus(reach);
        }
        return Optional.empty();
    }

    /** From which brief on it is to be planned when something about the coming ones has changed: the next, or the first that has no row. */
    Optional<Instant> again(Instant now, PriceReadiness readiness) {
        return first(rule, nextDue.map(due -> due.minusMillis(1)).filter(now::isAfter).orElse(now), readiness);
    }

    /** Names it for ever: {@code terminal:here/MORNING}. */
    public String id() {
        return chat.text() + "/" + rule.kind();
    }
}
