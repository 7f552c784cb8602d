package tidewatch.brief;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tidewatch.brief.Section.Length;
import tidewatch.message.Doc;

/** Copies of briefs for chats, by the name of their golden file. */
final class Copies {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final Map<String, Supplier<Doc>> ALL = all();

    private Copies() {}

    /** A copy under construction. */
    record Asked(
            Brief facts, ZonedDateTime at, Optional<Brief> base, Length length, Set<Topic> leftOut, List<String> opening, boolean weekAhead, boolean sectorWeek, Optional<String> next) {
        static Asked of(Brief facts) {
            return new Asked(facts, facts.at(), Optional.empty(), Length.CHAT, Set.of(), List.of(), false, false, Optional.of("Mon 9 Feb 07:00 EST"));
        }

        Asked since(Brief last) {
            return new Asked(facts, at, Optional.of(last), length, leftOut, opening, weekAhead, sectorWeek, next);
        }

        Asked at(ZonedDateTime moment) {
            return new Asked(facts, moment, base, length, leftOut, opening, weekAhead, sectorWeek, next);
        }

        Asked full() {
            return new Asked(facts, at, base, Length.FULL, leftOut, opening, weekAhead, sectorWeek, next);
        }

        Asked without(Topic... topics) {
            return new Asked(facts, at, base, length, Set.of(topics), opening, weekAhead, sectorWeek, next);
        }

        Asked opening(String... lines) {
            return new Asked(facts, at, base, length, leftOut, List.of(lines), weekAhead, sectorWeek, next);
        }

        Asked withWeekAhead() {
            return new Asked(facts, at, base, length, leftOut, opening, true, sectorWeek, next);
        }

        Asked withSectorWeek() {
            return new Asked(facts, at, base, length, leftOut, opening, weekAhead, true, next);
        }

        Asked next(String when) {
            return new Asked(facts, at, base, length, leftOut, opening, weekAhead, sectorWeek, Optional.of(when));
        }

        Copy copy() {
            return new Copy(at, base, length, leftOut, opening, weekAhead, sectorWeek, next);
        }

        Doc doc() {
            return BriefComposer.compose(facts, copy());
        }
    }

    private static Map<String, Supplier<Doc>> all() {
        var all = new LinkedHashMap<String, Supplier<Doc>>();
        all.put("first-2026-02-06", () -> sample("2026-02-06").doc());
        all.put("since-yesterday-2026-02-06", () -> sample("2026-02-06").since(day("2026-02-05")).doc());
        all.put("since-yesterday-2026-02-06.full", () -> sample("2026-02-06").since(day("2026-02-05")).full().doc());
        all.put("thesis-changed-2026-03-02", () -> sample("2026-03-02").since(day("2026-02-27")).next("Tue 3 Mar 07:00 EST").doc());
        all.put("nothing-changed-2026-02-06", () -> Asked.of(calm("2026-02-06")).since(calm("2026-02-05")).doc());
        all.put("week-ahead-2026-01-12", () -> sample("2026-01-12").since(day("2026-01-09")).withWeekAhead().withSectorWeek().next("Tue 13 Jan 07:00 EST").doc());
        all.put("week-ahead-2026-01-12.full", () -> sample("2026-01-12").since(day("2026-01-09")).withWeekAhead().withSectorWeek().full().next("Tue 13 Jan 07:00 EST").doc());
        all.put("weekly-2026-01-17", () -> sample("2026-01-17").since(day("2026-01-16")).withSectorWeek().next("Tue 20 Jan 07:00 EST (Mon 19 Jan: market closed)").doc());
        all.put("wrap-2026-01-19", () -> sample("2026-01-19").since(day("2026-01-16")).withSectorWeek().next("Tue 20 Jan 07:00 EST").doc());
        all.put("missed-2026-01-09", () -> sample("2026-01-09").since(day("2026-01-05"))
                .opening("3 briefs were not delivered, Tue 6 to Thu 8 Jan (service down). /brief 2026-01-06").next("Mon 12 Jan 07:00 EST").doc());
        all.put("no-prices-yet-2026-01-09", () -> Asked.of(withoutThursday()).since(day("2026-01-08")).next("Mon 12 Jan 07:00 EST").doc());
        all.put("berlin-2026-01-09", () -> sample("2026-01-09").since(day("2026-01-08")).at(LocalDate.of(2026, 1, 9).atTime(12, 30).atZone(BERLIN)).next("Mon 12 Jan 12:30 CET").doc());
        all.put("topics-left-out-2026-01-09", () -> sample("2026-01-09").since(day("2026-01-08")).without(Topic.TAPE, Topic.FLOWS, Topic.MOVERS, Topic.CHECK).next("Mon 12 Jan 07:00 EST").doc());
        all.put("unavailable-2026-01-09", () -> BriefComposer.unavailable(LocalDate.of(2026, 1, 9), "the prices cannot be read (disk error).",
                sample("2026-01-09").next("Mon 12 Jan 07:00 EST").copy()));
        return all;
    }

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    static Doc named(String name) {
        return Optional.ofNullable(ALL.get(name)).orElseThrow(() -> new IllegalArgumentException(name)).get();
    }

    static Asked sample(String day) {
        return Asked.of(day(day));
    }

    static Brief day(String day) {
        return SampleBriefs.morning(day);
    }

    /** A made market on which nothing stands out. */
    private static Brief calm(String day) {
        return Mornings.quiet(day).brief();
    }

    /** Friday morning with prices up to Wednesday. */
    private static Brief withoutThursday() {
        var friday = Morning.sample("2026-01-09");
        var wednesday = LocalDate.of(2026, 1, 7);
        return BriefComposer.facts(friday.input(wednesday), LocalDate.of(2026, 1, 8));
    }
}
