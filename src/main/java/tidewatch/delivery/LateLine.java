package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import tidewatch.message.Times;

/** What a late message says about itself, outside of its frozen bytes. */
public sealed interface LateLine {
    String words();

    /**
     * On a brief: {@code Due 07:00, sent 09:12 EST; prices as of Thu 8 Jan close.} The date is said when the two are not on one day, the
     * zone of each when the clocks changed between.
     */
    record OfBrief(Instant due, Instant sent, LocalDate asOf, ZoneId zone) implements LateLine {
        public OfBrief {
            Objects.requireNonNull(asOf);
            Objects.requireNonNull(zone);
            if (sent.isBefore(due)) {
                throw new IllegalArgumentException("Sent at " + sent + ", before it was due at " + due);
            }
        }

        @Override
        public String words() {
            var first = LocalMoment.of(due, zone);
            var second = LocalMoment.of(sent, zone);
            boolean oneDay = first.date().equals(second.date());
            var changed = first.zone().equals(second.zone()) ? "" : " " + first.zone();
            return "Due " + (oneDay ? first.time() : first.dayTime()) + changed
                    + ", sent " + (oneDay ? second.time() : second.dayTime()) + " " + second.zone()
                    + "; prices as of " + Times.day(asOf) + " close.";
        }
    }

    /** Before a reminder: {@code Reminder for Wed 07:00, 9 h late: Q4 earnings}. The date is said from six days on. */
    record OfReminder(Instant due, Instant sent, String about, ZoneId zone) implements LateLine {
        private static final Duration WEEKDAY_IS_ENOUGH = Duration.ofDays(6);

        public OfReminder {
            Objects.requireNonNull(about);
            Objects.requireNonNull(zone);
            if (sent.isBefore(due)) {
                throw new IllegalArgumentException("Sent at " + sent + ", before it was due at " + due);
            }
        }

        @Override
        public String words() {
            var late = Duration.between(due, sent);
            var moment = LocalMoment.of(due, zone);
            var day = Times.day(moment.date());
            return "Reminder for "
                    + (late.compareTo(WEEKDAY_IS_ENOUGH) < 0 ? day.substring(0, day.indexOf(' ')) : day)
                    + " " + moment.time() + ", " + amount(late) + " late: " + about;
        }

        private static String amount(Duration late) {
            if (late.toHours() < 1) {
                return late.toMinutes() + " min";
            }
            return late.toHours() < 48 ? late.toHours() + " h" : late.toDays() + " days";
        }
    }
}
