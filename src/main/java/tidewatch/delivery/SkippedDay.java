package tidewatch.delivery;

import java.time.LocalDate;
import java.util.Objects;
import tidewatch.message.Times;

/**
 * A day of the exchange that has no brief.
 *
 * @param day the exchange's date
 */
public record SkippedDay(LocalDate day, Because because) {
    public SkippedDay {
        Objects.requireNonNull(day);
        Objects.requireNonNull(because);
    }

    /** Why there is none. */
    public sealed interface Because {
        /** In words of two or three, as they stand behind the date. */
        String words();
    }

    /** Saturday or Sunday; nobody needs to be told. */
    public record Weekend() implements Because {
        @Override
        public String words() {
            return "weekend";
        }
    }

    /** A weekday on which the exchange is closed, by the name of the holiday or event. */
    public record Closed(String name) implements Because {
        @Override
        public String words() {
            return "market closed";
        }
    }

    /** A session whose brief would come on a day of the week that the chat has left out. */
    public record DayLeftOut() implements Because {
        @Override
        public String words() {
            return "not one of your days";
        }
    }

    /** {@code Mon 19 Jan: market closed}. */
    public String words() {
        return Times.day(day) + ": " + because.words();
    }
}
