package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import tidewatch.market.TradingCalendar;

/** Which brief of a session a subscription asks for. A chat has at most one subscription of each kind. */
public enum SlotKind {
    /** Before or during the session, with the prices of the session before it. */
    MORNING(LocalTime.of(9, 30), Duration.ofHours(-4)),

    /** A second time of day beside {@link #MORNING}, placed in the same way. */
    MIDDAY(LocalTime.of(9, 30), Duration.ofHours(-4)),

    /** After the session, with its own prices, and never before they are complete. */
    CLOSE(LocalTime.of(16, 0), Duration.ofHours(8));

    /** A regular session's close and 45 minutes: a time of day that is ever later than this in New York asks for the close. */
    static final LocalTime CLOSE_FROM = LocalTime.of(16, 45);

    private final LocalTime mark;
    private final Duration apart;

    SlotKind(LocalTime mark, Duration apart) {
        this.mark = mark;
        this.apart = apart;
    }

    /**
     * The instant next to which the brief of this exchange day lies: four hours before a regular open, eight after a regular close. Early
     * closes do not move it, so local times stay what they are. Any date, session or not.
     */
    Instant anchor(LocalDate exchangeDay) {
        return exchangeDay.atTime(mark).atZone(TradingCalendar.ZONE).toInstant().plus(apart);
    }

    /**
     * The kind that a time of day means: {@link #CLOSE} when it ever falls between 16:45 and midnight in New York during the twelve
     * months from this day, else {@link #MORNING}. All twelve months count because daylight saving time moves the two places apart by
     * up to two hours and a subscription must not change its kind twice a year.
     */
    public static SlotKind of(LocalTime time, ZoneId zone, LocalDate from) {
        return from.datesUntil(from.plusYears(1)).anyMatch(day -> asksForTheClose(day, time, zone)) ? CLOSE : MORNING;
    }

    private static boolean asksForTheClose(LocalDate day, LocalTime time, ZoneId zone) {
        var inNewYork = day.atTime(time).atZone(zone).withZoneSameInstant(TradingCalendar.ZONE).toLocalTime();
        return !inNewYork.isBefore(CLOSE_FROM);
    }

    /**
     * The kind that a further subscription of a chat gets: its own, or {@link #MIDDAY} for a second morning; absent when that is taken
     * too, so that a subscription has to be changed instead of added.
     */
    public Optional<SlotKind> beside(Set<SlotKind> taken) {
        if (!taken.contains(this)) {
            return Optional.of(this);
        }
        return this == MORNING && !taken.contains(MIDDAY) ? Optional.of(MIDDAY) : Optional.empty();
    }
}
