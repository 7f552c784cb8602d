package tidewatch.brief;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One chat's copy of a brief: the facts are the same for all, these are not.
 *
 * @param at when it is due, in the chat's zone; stands in the header
 * @param base the last brief that reached this chat; what changed is said against it. Absent for the first one: then nothing is "changed"
 * @param leftOut sections that the chat does not want
 * @param opening lines said before everything else, such as that a brief was not delivered
 * @param weekAhead adds what is due in the week that begins
 * @param sectorWeek adds the sectors over the week that ended
 * @param next when this chat's next brief comes and why not sooner, as {@code Tue 20 Jan 07:00 EST (Mon 19 Jan: market closed)}; absent
 *     when none will come
 * @param reminders what this chat will be reminded of in the days to come, the first one first
 */
public record Copy(
        ZonedDateTime at,
        Optional<Brief> base,
        Section.Length length,
        Set<Topic> leftOut,
        List<String> opening,
        boolean weekAhead,
        boolean sectorWeek,
        Optional<String> next,
        List<Reminder> reminders) {
    /**
     * A reminder that is to come.
     *
     * @param number by which it is taken back
     * @param slug name to type, by which a watch item of a note is known too
     * @param time on the chat's clock; absent when it is for a day
     */
    public record Reminder(int number, String slug, String what, LocalDate day, Optional<LocalTime> time) {
        public Reminder {
            Objects.requireNonNull(slug);
            Objects.requireNonNull(what);
            Objects.requireNonNull(day);
            Objects.requireNonNull(time);
        }
    }

    public Copy {
        Objects.requireNonNull(at);
        Objects.requireNonNull(base);
        Objects.requireNonNull(length);
        leftOut = Set.copyOf(leftOut);
        opening = List.copyOf(opening);
        Objects.requireNonNull(next);
        reminders = List.copyOf(reminders);
    }

    /** Without reminders. */
    public Copy(
            ZonedDateTime at,
            Optional<Brief> base,
            Section.Length length,
            Set<Topic> leftOut,
            List<String> opening,
            boolean weekAhead,
            boolean sectorWeek,
            Optional<String> next) {
        this(at, base, length, leftOut, opening, weekAhead, sectorWeek, next, List.of());
    }

    /** The same with these reminders. */
    public Copy reminding(List<Reminder> of) {
        return new Copy(at, base, length, leftOut, opening, weekAhead, sectorWeek, next, of);
    }
}
