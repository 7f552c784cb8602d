package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import tidewatch.market.Session;
import tidewatch.market.TradingCalendar;

/**
 * Until when a message may be sent and when it has to say that it is late. A brief grows stale with its prices; a message about something
 * that happened keeps its meaning longer. Pure; any thread.
 *
 * @param freshUntil up to here a late brief still means what it says; for other kinds the same as {@code expiresAt}
 * @param expiresAt from here on it is not sent
 */
public record Staleness(DeliveryKind kind, Instant due, Instant freshUntil, Instant expiresAt) {
    /** Within this a message counts as on time, and nothing is said. */
    public static final Duration ON_TIME = Duration.ofMinutes(15);

    /** A person who typed a command has gone on by then; the answer to an older one is an offer to run it now. */
    public static final Duration COMMAND_AGE = Duration.ofMinutes(15);

    private static final Duration BRIEF = Duration.ofHours(5);
    private static final Duration BEFORE_CLOSE = Duration.ofHours(2);
    private static final Duration BEFORE_OPEN = Duration.ofMinutes(30);
    /** No session makes a weekly edition or a wrap old, so a day is enough to find the service mended. */
    private static final Duration CLOSED_DAY = Duration.ofHours(24);

    private static final Duration HAPPENED = Duration.ofHours(24);
    private static final Duration REMINDER = Duration.ofDays(31);

    public Staleness {
        Objects.requireNonNull(kind);
        if (freshUntil.isBefore(due) || expiresAt.isBefore(freshUntil)) {
            throw new IllegalArgumentException(
                    kind + " due " + due + " is fresh until " + freshUntil + " and expires at " + expiresAt + "; one must follow the other");
        }
    }

    /**
     * Of a brief. Fresh for five hours, but a morning one not in the last two hours of its session and one of the close not in the last
     * half hour before the next open; a weekly edition or a wrap for a day up to that half hour; always for the {@link #ON_TIME} window.
     */
    public static Staleness of(Slot slot, TradingCalendar calendar) {
        Instant due = slot.due();
        Instant fresh =
                switch (slot.key()) {
                    case SlotKey.OfSession(var day) ->
                        slot.kind() == SlotKind.CLOSE
                                ? earlier(due.plus(BRIEF), nextOpen(due, calendar).minus(BEFORE_OPEN))
                                : earlier(due.plus(BRIEF), calendar.session(day).orElseThrow().close().minus(BEFORE_CLOSE));
                    case SlotKey.OfWeek _, SlotKey.OfHoliday _ ->
                        earlier(due.plus(CLOSED_DAY), nextOpen(due, calendar).minus(BEFORE_OPEN));
                };
        Instant least = due.plus(ON_TIME);
        Instant until = fresh.isAfter(least) ? fresh : least;
        return new Staleness(slot.delivery(), due, until, until);
    }

    /** Of anything but a brief: a day, a reminder a month, an answer a quarter of an hour. */
    public static Staleness of(DeliveryKind kind, Instant due) {
        Instant until = due.plus(life(kind));
        return new Staleness(kind, due, until, until);
    }

    /** The same message held by quiet hours: its life is counted from their end. */
    public Staleness heldUntil(Instant release) {
        Instant until = release.plus(life(kind));
        return release.isAfter(due) ? new Staleness(kind, due, until, until) : this;
    }

    private static Duration life(DeliveryKind kind) {
        return switch (kind) {
            case ANSWER -> COMMAND_AGE;
            case REMINDER -> REMINDER;
            case ALERT, THESIS, DATA, NOTICE, DIGEST -> HAPPENED;
            case MORNING, MIDDAY, CLOSE, WEEKLY, WRAP ->
                throw new IllegalArgumentException("How long " + kind + " keeps depends on its slot");
        };
    }

    /** The first open after this instant; a day on past the end of the calendar. */
    private static Instant nextOpen(Instant at, TradingCalendar calendar) {
        var day = at.atZone(TradingCalendar.ZONE).toLocalDate();
        return calendar.session(day)
                .map(Session::open)
                .filter(open -> open.isAfter(at))
                .or(() -> calendar.session(calendar.next(day)).map(Session::open).filter(open -> open.isAfter(at)))
                .orElseGet(() -> at.plus(Duration.ofDays(1)));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** What may be done with a message at one moment. */
    public sealed interface Verdict {}

    /** Not due; only a clock that was set back shows this. */
    public record NotYet() implements Verdict {}

    /** Sent as it is. */
    public record OnTime() implements Verdict {}

    /** Sent, and says by how much it is late. */
    public record Late(Duration by) implements Verdict {}

    /** Not sent. */
    public record Stale(Duration by) implements Verdict {}

    /** What may be done now. The choice of catch-up concerns briefs; what happened is told late whatever was chosen. */
    public Verdict at(Instant now, CatchUp choice) {
        Duration late = Duration.between(due, now);
        if (late.isNegative()) {
            return new NotYet();
        }
        if (!now.isBefore(expiresAt)) {
            return new Stale(late);
        }
        if (late.compareTo(ON_TIME) <= 0) {
            return new OnTime();
        }
        return kind.isBrief() && choice != CatchUp.LATE ? new Stale(late) : new Late(late);
    }
}
