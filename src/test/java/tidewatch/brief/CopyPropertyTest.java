package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidewatch.brief.Copies.Asked;
import tidewatch.brief.Section.Length;
import tidewatch.message.Canonical;
import tidewatch.notes.Claim.Direction;
import tidewatch.testing.Seeds;

/** What holds for every copy: the same bytes each time, and never news that is none. */
class CopyPropertyTest {
    private static final int CASES = 24;
    private static final List<String> NEWS = List.of("(was:", "(new)", " *  ", "no longer ", "scenarios, changed:", "New: ", "Turned:");

    static List<String> mornings() {
        return BriefGoldenTest.mornings();
    }

    @ParameterizedTest
    @MethodSource("mornings")
    void against_itself_nothing_has_changed(String morning) {
        var brief = BriefGoldenTest.brief(morning);
        for (var length : List.of(Length.CHAT, Length.FULL)) {
            var text = Morning.text(BriefComposer.compose(brief, new Copy(brief.at(), Optional.of(brief), length, Set.of(), List.of(), false, false, Optional.empty())));
            assertThat(text).doesNotContain(NEWS).doesNotContain("Note check");
            if (!brief.coverage().tooFewForACall()) {
                assertThat(text).contains("Nothing changed since your last brief.");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mornings")
    void the_same_facts_and_copy_give_the_same_bytes(String morning) {
        var facts = BriefGoldenTest.brief(morning);
        for (var asked : List.of(Asked.of(facts), Asked.of(facts).since(Copies.day("2026-01-05")).withWeekAhead().withSectorWeek().full())) {
            assertThat(Canonical.json(asked.doc())).isEqualTo(Canonical.json(asked.doc()));
        }
    }

    @Test
    void what_is_called_changed_differs_from_the_base() {
        Seeds.each(CASES, seed -> {
            var morning = BriefPropertyTest.morning(seed);
            int back = new Random(seed).nextInt(1, 8);
            var then = Morning.CALENDAR.plus(morning.at().toLocalDate(), -back).atTime(Morning.SEVEN).atZone(Morning.NEW_YORK);
            check(morning.brief(), morning.at(then).brief());
        });
    }

    @Test
    void what_is_called_changed_on_the_sample_differs_from_the_base() {
        for (var days : List.of("2026-02-06 2026-02-05", "2026-03-02 2026-02-27", "2026-01-09 2026-01-05", "2026-02-06 2026-01-09", "2026-04-01 2026-02-06")) {
            var pair = days.split(" ", -1);
            check(Copies.day(pair[0]), Copies.day(pair[1]));
        }
    }

    private static void check(Brief facts, Brief base) {
        var copy = Asked.of(facts).since(base).copy();
        var reader = Reader.of(facts, copy);
        var told = reader.told(facts, facts.at());
        for (var line : told.theses().lines()) {
            var before = base.theses().lines().stream().filter(one -> one.name().equals(line.name()) && one.note().equals(line.note())).findFirst();
            assertThat(line.changedFrom())
                    .as("%s since %s", line.name(), base.date())
                    .isEqualTo(before.map(ThesesSection.Line::steady).filter(status -> status != line.status()));
            assertThat(reader.isNew(line)).isEqualTo(before.isEmpty());
        }
        var names = base.rotation().rows().stream().map(row -> row.side() + row.id()).toList();
        var now = facts.rotation().rows().stream().map(row -> row.side() + row.id()).toList();
        facts.rotation().rows().stream().filter(reader::isNew).forEach(row -> assertThat(names).doesNotContain(row.side() + row.id()));
        Stream.of(Direction.values()).flatMap(side -> reader.gone(facts, side).stream()).forEach(row -> {
            assertThat(names).contains(row.side() + row.id());
            assertThat(now).doesNotContain(row.side() + row.id());
        });
        for (var driver : facts.scenarios().drivers()) {
            reader.was(driver, facts).ifPresent(was -> assertThat(was).isNotEqualTo(driver.state()));
        }
        for (var note : told.noteCheck().notes()) {
            var known = base.noteCheck().notes().stream().filter(one -> one.path().equals(note.path())).flatMap(one -> one.lines().stream()).toList();
            assertThat(note.lines()).allSatisfy(line -> assertThat(known).noneMatch(one -> one.entity().equals(line.entity())
                    && one.written().equals(line.written()) && one.verdict().equals(line.verdict()) && one.stated() == line.stated()));
        }
        var text = Morning.text(BriefComposer.compose(facts, copy));
        BriefWordsTest.check(text);
        if (text.contains("Nothing changed since")) {
            assertThat(text).doesNotContain(NEWS);
        }
        boolean daily = !base.session().isBefore(facts.days().before());
        assertThat(text.contains("our brief of ")).as(text).isEqualTo(!daily && !told.coverage().tooFewForACall());
        assertThat(reader.lastBrief()).isEqualTo(daily ? "your last brief" : "your brief of " + Wording.day(base.date()));
        BriefFiguresTest.nums(BriefComposer.compose(facts, copy)).forEach(num -> num.why()
                .ifPresent(why -> assertThat(facts.figure(Integer.parseInt(why)).orElseThrow().value()).isEqualTo(num.value().doubleValue())));
    }

    @Test
    void a_base_with_later_prices_is_none() {
        var reader = Reader.of(Copies.day("2026-01-09"), Asked.of(Copies.day("2026-01-09")).since(Copies.day("2026-02-06")).copy());
        assertThat(reader.knows()).isFalse();
        assertThat(reader.lastBrief()).isEmpty();
    }
}
