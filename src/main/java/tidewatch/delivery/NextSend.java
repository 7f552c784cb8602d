package tidewatch.delivery;

import static java.util.stream.Collectors.joining;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A coming brief as a subscription echoes it.
 *
 * @param editions what it adds
 * @param skipped the days between the brief before it, or now, and this one, oldest first
 * @param verified false when its session lies beyond the days that were checked against the exchange's notices
 * @param zone of the chat
 */
public record NextSend(Slot slot, Set<Edition> editions, List<SkippedDay> skipped, boolean verified, ZoneId zone) {
    public NextSend {
        Objects.requireNonNull(slot);
        Objects.requireNonNull(zone);
        editions = Set.copyOf(editions);
        skipped = List.copyOf(skipped);
    }

    /** {@code Tue 20 Jan 07:00 EST (Mon 19 Jan: market closed)}; weekends go without saying. */
    public String words() {
        var reasons = skipped.stream()
                .filter(day -> !(day.because() instanceof SkippedDay.Weekend))
                .map(SkippedDay::words)
                .collect(joining(", "));
        return LocalMoment.of(slot.due(), zone).dayTimeZone() + (reasons.isEmpty() ? "" : " (" + reasons + ")");
    }
}
