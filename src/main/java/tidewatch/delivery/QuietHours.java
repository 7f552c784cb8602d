package tidewatch.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import tidewatch.message.Times;

/**
 * The hours in which a chat is not to be woken, on its own clock, the first included and the last not. They may cross midnight. When the
 * clocks change in them they are one stretch still: a time that is skipped counts as the moment of the change, and of a time that comes
 * twice the first begins and the second ends them. So no instant whose local time lies in them is ever loud. Pure; any thread.
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
    /** So many nights in a row can hang together: a change of the clocks can swallow the loud part between two. */
    private static final int NIGHTS_MAX = 3;

    public QuietHours {
        Objects.requireNonNull(zone);
        if (from.equals(to)) {
            throw new IllegalArgumentException("Quiet from " + from + " to " + to + " has no length; to hear nothing at all, mute the chat");
        }
        if (from.getSecond() != 0 || from.getNano() != 0 || to.getSecond() != 0 || to.getNano() != 0) {
            throw new IllegalArgumentException("Quiet hours begin and end at full minutes, not " + from + " and " + to);
        }
    }

    /** {@code 22:00-07:00}. */
    public String words() {
        return Times.time(from) + "-" + Times.time(to);
    }

    /** Whether a brief or reminder at this time of day would come while it is quiet; then setting it asks. */
    public boolean includes(LocalTime time) {
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }

    public boolean quiet(Instant at) {
        return stretchEnd(at).isPresent();
    }

    /** When a message that is ready now may make itself heard: now, or the end of the quiet hours. */
    public Instant release(Instant at) {
        Instant end = at;
        for (int night = 0; night < NIGHTS_MAX; night++) {
            Optional<Instant> later = stretchEnd(end);
            if (later.isEmpty()) {
                return end;
            }
            end = later.get();
        }
        return end;
    }

    /** The end of the stretch that this instant lies in. */
    private Optional<Instant> stretchEnd(Instant at) {
        LocalDate today = at.atZone(zone).toLocalDate();
        // Tomorrow's too: clocks that go back over midnight show the end of a day again after its successor has begun.
        for (int day = -1; day <= 1; day++) {
            LocalDate date = today.plusDays(day);
            Instant start = instant(date.atTime(from), false);
            Instant end = instant((from.isBefore(to) ? date : date.plusDays(1)).atTime(to), true);
            if (!at.isBefore(start) && at.isBefore(end)) {
                return Optional.of(end);
            }
        }
        return Optional.empty();
    }

    private Instant instant(LocalDateTime local, boolean second) {
        var change = zone.getRules().getTransition(local);
        if (change != null && change.isGap()) {
            return change.getInstant();
        }
        var first = ZonedDateTime.of(local, zone);
        return (second ? first.withLaterOffsetAtOverlap() : first).toInstant();
    }

    /** How a message comes through. */
    public sealed interface Passage {
        /** Held at least until then. */
        default Passage notBefore(Instant until) {
            return this instanceof Hold(Instant longer) && longer.isAfter(until) ? this : new Hold(until);
        }
    }

    /** It is sent; silently where the platform can. */
    public record Pass(boolean silently) implements Passage {}

    /** It waits and comes in the digest at this instant. */
    public record Hold(Instant until) implements Passage {}

    /**
     * What becomes of a message that is ready now. Answers come as they are: the person is awake. Briefs, and reminders that were set for
     * a time of day, come silently at their time; the others are held.
     *
     * @param clockTime a reminder that names a time of day, not only a day or a window
     * @param urgent a watch that was marked so; it comes through with sound
     */
    public Passage passage(DeliveryKind kind, boolean clockTime, boolean urgent, Instant at) {
        if (urgent || !quiet(at)) {
            return new Pass(false);
        }
        return switch (kind) {
            case ANSWER -> new Pass(false);
            case MORNING, MIDDAY, CLOSE, WEEKLY, WRAP -> new Pass(true);
            case REMINDER -> clockTime ? new Pass(true) : new Hold(release(at));
            case ALERT, THESIS, DATA, NOTICE, DIGEST -> new Hold(release(at));
        };
    }
}
