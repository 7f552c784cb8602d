package tidewatch.delivery;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a chat gets and when, for its settings and for {@code /status}. */
public record ChatOverview(Chat chat, List<Line> lines) {
    public ChatOverview {
        Objects.requireNonNull(chat);
        lines = List.copyOf(lines);
    }

    /**
     * One subscription.
     *
     * @param next its next three sends with the days between that have none, as far as they are known; counted from the end of a mute or
     *     a pause, empty while it is suspended, paused until told otherwise, or its class is off
     * @param classOff its class of messages is off, so nothing comes
     * @param waits prices that come after the chosen time
     */
    public record Line(Subscription subscription, List<NextSend> next, boolean classOff, Optional<DataWait> waits) {
        public Line {
            Objects.requireNonNull(subscription);
            next = List.copyOf(next);
            Objects.requireNonNull(waits);
        }
    }

    /** The chat's next sends over all subscriptions, the earliest first. */
    public List<NextSend> next(int most) {
        return lines.stream()
                .flatMap(line -> line.next().stream())
                .sorted(Comparator.comparing(send -> send.slot().due()))
                .limit(most)
                .toList();
    }
}
