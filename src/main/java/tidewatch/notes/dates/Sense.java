package tidewatch.notes.dates;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import tidewatch.notes.DateReading;
import tidewatch.notes.Window;

/** What a date expression says before the reference and the mode pick the occurrence. */
sealed interface Sense {
    /** How finely it was written. */
    Window.Precision precision();

    /** It names one day. */
    default boolean oneDay() {
        return false;
    }

    /**
     * Days that come once a year, the year not said.
     *
     * @param in the days that begin in a year (for a reporting season: that follow a quarter of it); empty when that
     *     year has none
     * @param impossible why a year has none
     */
    record Yearly(
            IntFunction<Optional<Window>> in,
            boolean oneDay,
            Window.Precision precision,
            IntFunction<String> impossible)
            implements Sense {
        Yearly map(boolean day, Window.Precision to, UnaryOperator<Window> change) {
            return new Yearly(year -> in.apply(year).map(change), day, to, impossible);
        }
    }

    /**
     * Days that are fixed by their own words or by the reference. {@code weekly}: a bare weekday, which may move on by
     * weeks.
     */
    record Fixed(Window window, boolean oneDay, boolean weekly, List<String> remarks) implements Sense {
        static Fixed of(Window window) {
            return new Fixed(window, window.from().equals(window.to()), false, List.of());
        }

        static Fixed day(LocalDate date) {
            return of(Window.day(date));
        }

        @Override
        public Window.Precision precision() {
            return window.precision();
        }
    }

    /** An event; its days come from its words, from its season or, without either, from the calendar. */
    record Named(String event, Optional<Sense> days, Which which, List<String> remarks) implements Sense {
        /** Which occurrence of the event. */
        enum Which {
            NEXT,
            LAST,
            /** All inside the days. */
            EACH,
            /** A mention: the calendar is not asked. */
            MENTION
        }

        @Override
        public Window.Precision precision() {
            return Window.Precision.DAY;
        }
    }

    /** Nothing is left to pick. */
    record Answer(DateReading reading) implements Sense {
        @Override
        public Window.Precision precision() {
            return Window.Precision.DAY;
        }
    }

    /** What a clock time is taken from. */
    enum Hour {
        TIME,
        BEFORE_OPEN,
        OPEN,
        CLOSE,
        AFTER_CLOSE
    }

    /**
     * A time of day.
     *
     * @param time for {@link Hour#TIME}
     * @param zones ids of the zone said, two when it has two meanings, none when none was said
     */
    record OfDay(Hour hour, LocalTime time, List<String> zones, Optional<String> zoneSaid) {}
}
