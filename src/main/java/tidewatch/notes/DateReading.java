package tidewatch.notes;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a date phrase means. Sealed: who asks handles every kind. Nothing in it lies outside the years 2010 to 2049; a
 * phrase that would is {@link Refused}.
 */
public sealed interface DateReading {
    /** The kinds by name, for JSON and lists. */
    enum Kind {
        DATE,
        INTERVAL,
        DURATION,
        RECURRENCE,
        EVENT,
        NONE,
        AMBIGUOUS,
        REFUSED
    }

    Kind kind();

    /** The days meant, both ends included, for the kinds that have them; an end that is not stated is open. */
    default Optional<Window> window() {
        return Optional.empty();
    }

    /**
     * What a person should hear with the answer: a closed day, a shifted clock, an unknown event. Whole sentences,
     * mostly none.
     */
    default List<String> remarks() {
        return List.of();
    }

    /**
     * A clock time on the time line.
     *
     * @param at in the zone it was said in: the phrase's own, the exchange's for open, close and end of day, else the
     *     person's
     * @param edge whether the moment itself is meant, or the time from it on, or up to it
     * @param zoneSaid the zone as written ("ET"); absent when none was written
     */
    record Clock(ZonedDateTime at, Edge edge, Optional<String> zoneSaid) {
        public Clock {
            Objects.requireNonNull(at);
            Objects.requireNonNull(edge);
            Objects.requireNonNull(zoneSaid);
        }
    }

    /** Which side of a clock time is meant. */
    enum Edge {
        AT,
        /** "after the close": from that time to the end of that day. */
        FROM,
        /** "before the open", "within 48h": up to that time. */
        UNTIL
    }

    /** The role of a date in a task line, from the mark before it. */
    enum Mark {
        DUE,
        SCHEDULED,
        START,
        CREATED,
        DONE,
        CANCELLED,
        REMINDER
    }

    /**
     * One day, or one moment of it.
     *
     * @param date the day, in the zone of {@code clock} where there is one
     * @param clock absent when no clock time was said
     * @param mark absent without a task mark
     */
    record Day(LocalDate date, Optional<Clock> clock, Optional<Mark> mark, List<String> remarks)
            implements DateReading {
        public Day {
            Objects.requireNonNull(date);
            Objects.requireNonNull(clock);
            Objects.requireNonNull(mark);
            remarks = List.copyOf(remarks);
        }

        @Override
        public Kind kind() {
            return Kind.DATE;
        }

        @Override
        public Optional<Window> window() {
            var precision = clock.isPresent() ? Window.Precision.INSTANT : Window.Precision.DAY;
            return Optional.of(Window.of(date, date, precision));
        }
    }

    /** How the named days bound the meant ones. */
    enum Bound {
        /** The named days are the meant ones. */
        WITHIN,
        /** "since", "from", "after": from the named days on, the end open. */
        SINCE,
        /** "through", "until", "by", "before": up to the named days, the start open. */
        UNTIL
    }

    /**
     * A window of days.
     *
     * @param days the days meant
     * @param named the days that the words name: for "since late December" the last eleven days of that month, though
     *     {@code days} has no end; the same as {@code days} for {@link Bound#WITHIN}
     */
    record Interval(Window days, Window named, Bound bound, List<String> remarks) implements DateReading {
        public Interval {
            Objects.requireNonNull(days);
            Objects.requireNonNull(named);
            Objects.requireNonNull(bound);
            remarks = List.copyOf(remarks);
        }

        @Override
        public Kind kind() {
            return Kind.INTERVAL;
        }

        @Override
        public Optional<Window> window() {
            return Optional.of(days);
        }
    }

    /** A length of time without a place in it: "2-4 weeks", "Full year+". */
    record Duration(Span span) implements DateReading {
        public Duration {
            Objects.requireNonNull(span);
        }

        @Override
        public Kind kind() {
            return Kind.DURATION;
        }
    }

    /**
     * A rule that comes again.
     *
     * @param quartzCron six fields as Quartz reads them: second minute hour day-of-month month day-of-week
     * @param zone zone of its clock time
     * @param sessionsOnly "every trading day": whoever runs it skips the days on which the exchange is closed, which
     *     cron cannot say
     * @param words the rule said back
     */
    record Recurrence(String quartzCron, ZoneId zone, boolean sessionsOnly, String words) implements DateReading {
        public Recurrence {
            Objects.requireNonNull(quartzCron);
            Objects.requireNonNull(zone);
            Objects.requireNonNull(words);
        }

        @Override
        public Kind kind() {
            return Kind.RECURRENCE;
        }
    }

    /**
     * A named event.
     *
     * @param event its id: {@code fomc}, {@code cpi}, {@code opex}, {@code q4-earnings}, {@code earnings}
     * @param window its days; absent when the words give none and the calendar knows none
     * @param clock its moment, where the calendar knows it
     * @param repeated each occurrence inside the window is meant ("CPI prints over the next 2-3 quarters"), not one
     */
    record Event(String event, Optional<Window> window, Optional<Clock> clock, boolean repeated, List<String> remarks)
            implements DateReading {
        public Event {
            Objects.requireNonNull(event);
            Objects.requireNonNull(window);
            Objects.requireNonNull(clock);
            remarks = List.copyOf(remarks);
        }

        @Override
        public Kind kind() {
            return Kind.EVENT;
        }
    }

    /** No date is in it. */
    record None() implements DateReading {
        @Override
        public Kind kind() {
            return Kind.NONE;
        }
    }

    /**
     * Several meanings; the person is asked and nothing is picked.
     *
     * @param choices two or more, in order of time
     * @param question one sentence or two that name what is unclear
     */
    record Ambiguous(List<Choice> choices, String question) implements DateReading {
        /** One meaning, with the short words for a button. */
        public record Choice(String words, DateReading reading) {
            public Choice {
                Objects.requireNonNull(words);
                Objects.requireNonNull(reading);
            }
        }

        public Ambiguous {
            choices = List.copyOf(choices);
            Objects.requireNonNull(question);
            if (choices.size() < 2) {
                throw new IllegalArgumentException("One meaning is not ambiguous: " + question);
            }
        }

        @Override
        public Kind kind() {
            return Kind.AMBIGUOUS;
        }
    }

    /** It looks like a date and is none that can be used; the reason names what is wrong and what would work. */
    record Refused(String reason) implements DateReading {
        public Refused {
            Objects.requireNonNull(reason);
        }

        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }
    }
}
