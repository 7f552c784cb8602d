package tidewatch.brief;

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
 */
public record Copy(
        ZonedDateTime at,
        Optional<Brief> base,
        Section.Length length,
        Set<Topic> leftOut,
        List<String> opening,
        boolean weekAhead,
        boolean sectorWeek,
        Optional<String> next) {
    public Copy {
        Objects.requireNonNull(at);
        Objects.requireNonNull(base);
        Objects.requireNonNull(length);
        leftOut = Set.copyOf(leftOut);
        opening = List.copyOf(opening);
        Objects.requireNonNull(next);
    }
}
