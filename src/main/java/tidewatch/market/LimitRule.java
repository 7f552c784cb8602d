package tidewatch.market;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Objects;

/**
 * One limit of a source, as data: {@code most} of something in a window. Windows up to an hour roll; a day and a month are those of the
 * calendar in {@code zone}, from midnight to midnight, whatever number of hours that is.
 */
public record LimitRule(Window window, int most, Per per, ZoneId zone) {
    /** How long a window is. */
    public enum Window {
        SECOND(1),
        MINUTE(60),
        HOUR(3_600),
        DAY(0),
        MONTH(0);

        private final long seconds;

        Window(long seconds) {
            this.seconds = seconds;
        }

        /** True when it rolls: what counts is what was used in the time just past. */
        public boolean rolls() {
            return seconds > 0;
        }
    }

    /** What is counted. */
    public enum Per {
        CALL,
        /** A call counts once for each instrument in it. */
        SYMBOL_CALL,
        /** Each instrument counts once in a window, however often it is asked for. */
        DISTINCT_SYMBOL
    }

    public LimitRule {
        Objects.requireNonNull(window);
        Objects.requireNonNull(per);
        Objects.requireNonNull(zone);
        if (most < 1) {
            throw new IllegalArgumentException("A limit of " + most + " a " + window);
        }
    }

    /** Since when use counts at this moment: of a rolling window exclusive, else inclusive. */
    public Instant since(Instant now) {
        return switch (window) {
            case SECOND, MINUTE, HOUR -> now.minusSeconds(window.seconds);
            case DAY -> midnight(now).toInstant();
            case MONTH -> midnight(now).withDayOfMonth(1).toInstant();
        };
    }

    /** When what is used at {@code used} counts no more. */
    public Instant freeAgain(Instant used) {
        return switch (window) {
            case SECOND, MINUTE, HOUR -> used.plusSeconds(window.seconds);
            case DAY -> midnight(used).plusDays(1).toInstant();
            case MONTH -> midnight(used).withDayOfMonth(1).plusMonths(1).toInstant();
        };
    }

    private ZonedDateTime midnight(Instant moment) {
        return moment.atZone(zone).toLocalDate().atStartOfDay(zone);
    }

    /** As people read it: {@code 50 calls an hour}, {@code 500 symbols a month}. */
    public String words() {
        String what = switch (per) {
            case CALL -> most == 1 ? " call" : " calls";
            case SYMBOL_CALL -> " symbol calls";
            case DISTINCT_SYMBOL -> " symbols";
        };
        String length = window.name().toLowerCase(Locale.ROOT);
        return most + what + (window == Window.HOUR ? " an " : " a ") + length;
    }
}
