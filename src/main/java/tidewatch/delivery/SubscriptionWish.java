package tidewatch.delivery;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tidewatch.brief.Topic;

/**
 * What a chat asks for with {@code /subscribe}. What is absent stays as it is, or is the usual when there is nothing yet.
 *
 * @param times of the briefs, each a subscription; empty changes all that the chat has
 * @param zone of the chat from now on; its other times move with it
 * @param leftOut sections that it does not want
 * @param weekly whether the weekly edition comes, and {@code wrap} whether something comes on exchange holidays
 * @param keep the answer "keep" to the question about a time in quiet hours
 * @param instead the subscription whose place the first time takes; absent adds one
 */
public record SubscriptionWish(
        List<SlotTime> times,
        Optional<DaysWish> days,
        Optional<ZoneId> zone,
        Optional<Set<Topic>> leftOut,
        Optional<Boolean> weekly,
        Optional<Boolean> wrap,
        boolean keep,
        Optional<SlotKind> instead) {
    /** Nothing but the usual. */
    public static final SubscriptionWish USUAL = new SubscriptionWish(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty());

    public SubscriptionWish {
        times = times.stream().distinct().toList();
        Objects.requireNonNull(days);
        Objects.requireNonNull(zone);
        leftOut = leftOut.map(Set::copyOf);
        Objects.requireNonNull(weekly);
        Objects.requireNonNull(wrap);
        Objects.requireNonNull(instead);
    }

    public static SubscriptionWish at(SlotTime... times) {
        return USUAL.withTimes(List.of(times));
    }

    public SubscriptionWish withTimes(List<SlotTime> others) {
        return new SubscriptionWish(others, days, zone, leftOut, weekly, wrap, keep, instead);
    }

    public SubscriptionWish on(DaysWish wanted) {
        return new SubscriptionWish(times, Optional.of(wanted), zone, leftOut, weekly, wrap, keep, instead);
    }

    public SubscriptionWish in(ZoneId place) {
        return new SubscriptionWish(times, days, Optional.of(place), leftOut, weekly, wrap, keep, instead);
    }

    public SubscriptionWish without(Set<Topic> topics) {
        return new SubscriptionWish(times, days, zone, Optional.of(topics), weekly, wrap, keep, instead);
    }

    public SubscriptionWish withWeekly(boolean on) {
        return new SubscriptionWish(times, days, zone, leftOut, Optional.of(on), wrap, keep, instead);
    }

    public SubscriptionWish withWrap(boolean on) {
        return new SubscriptionWish(times, days, zone, leftOut, weekly, Optional.of(on), keep, instead);
    }

    public SubscriptionWish keeping() {
        return new SubscriptionWish(times, days, zone, leftOut, weekly, wrap, true, instead);
    }

    public SubscriptionWish insteadOf(SlotKind kind) {
        return new SubscriptionWish(times, days, zone, leftOut, weekly, wrap, keep, Optional.of(kind));
    }
}
