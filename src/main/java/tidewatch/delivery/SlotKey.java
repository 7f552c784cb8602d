package tidewatch.delivery;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a brief is about, and with chat and kind what makes it the only one: a session, a week or a holiday of the exchange. */
public sealed interface SlotKey {
    /** As it is stored: {@code 2026-01-09}, {@code week:2026-W02}, {@code holiday:2026-01-19}. */
    String text();

    /** The brief of one session, by the exchange's date. */
    record OfSession(LocalDate session) implements SlotKey {
        public OfSession {
            Objects.requireNonNull(session);
        }

        @Override
        public String text() {
            return session.toString();
        }
    }

    /** The weekly edition, by the week of ISO 8601 in which the sessions lie. */
    record OfWeek(int year, int week) implements SlotKey {
        private static final Pattern FORM = Pattern.compile("week:([0-9]{4})-W([0-9]{2})");

        public OfWeek {
            if (year < 1 || year > 9999 || week < 1 || week > 53) {
                throw new IllegalArgumentException("There is no week " + week + " of " + year);
            }
        }

        /** The week of this day. The first days of January may belong to the last week of the year before. */
        public static OfWeek of(LocalDate day) {
            return new OfWeek(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        }

        @Override
        public String text() {
            return "week:" + two(year / 100) + two(year % 100) + "-W" + two(week);
        }

        private static String two(int number) {
            return number < 10 ? "0" + number : String.valueOf(number);
        }
    }

    /** The wrap on a weekday on which the exchange is closed. */
    record OfHoliday(LocalDate day) implements SlotKey {
        private static final String PREFIX = "holiday:";

        public OfHoliday {
            Objects.requireNonNull(day);
        }

        @Override
        public String text() {
            return PREFIX + day;
        }
    }

    /** The key that was stored as this text; absent for anything else. */
    static Optional<SlotKey> parse(String text) {
        Matcher week = OfWeek.FORM.matcher(text);
        try {
            if (week.matches()) {
                return Optional.of(new OfWeek(Integer.parseInt(week.group(1)), Integer.parseInt(week.group(2))));
            }
            return text.startsWith(OfHoliday.PREFIX)
                    ? Optional.of(new OfHoliday(LocalDate.parse(text.substring(OfHoliday.PREFIX.length()), DateTimeFormatter.ISO_LOCAL_DATE)))
                    : Optional.of(new OfSession(LocalDate.parse(text, DateTimeFormatter.ISO_LOCAL_DATE)));
        } catch (DateTimeException | IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }
}
