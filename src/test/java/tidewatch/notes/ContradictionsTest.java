package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidewatch.notes.Contradictions.Kind;

class ContradictionsTest {
    private static final NoteOptions OPTIONS = NoteOptions.of(new TableCalendars());

    private static Vault vault(String... pathsAndTexts) {
        var texts = new LinkedHashMap<String, String>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            texts.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        return Vault.of(texts, OPTIONS).value();
    }

    private static String movers(String day, String rows) {
        return "---\ncreated: " + day + "\n---\n# Movers\n\n## Winners\n\n| Stock | Move |\n|---|---|\n" + rows;
    }

    private static Contradictions of(String... pathsAndTexts) {
        return Contradictions.of(vault(pathsAndTexts));
    }

    @Test
    void a_figure_within_the_rounding_of_another_is_finer_and_raises_no_alarm() {
        var found = of(
                "a.md", movers("2026-01-08", "| General Dynamics | +6% |\n"),
                "b.md", movers("2026-01-08", "| General Dynamics (GD) | +6.2% |\n"));

        assertThat(found.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.kind()).isEqualTo(Kind.FINER);
            assertThat(pair.one().source().place().file()).isEqualTo("a.md");
            assertThat(pair.finding().words())
                    .isEqualTo("b.md:10 INFO General Dynamics: \"General Dynamics (GD) | +6.2%\" is finer than \"General Dynamics | +6%\" at a.md:10 and is used (conflict.finer)");
        });
        assertThat(found.coarse()).as("not in one note").isEmpty();
    }

    @Test
    void the_finer_one_counts_whichever_is_read_first() {
        var found = of("a.md", movers("2026-01-08", "| GD | +6.2% |\n| GD | +6% |\n"));

        assertThat(found.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.kind()).isEqualTo(Kind.FINER);
            assertThat(pair.one().source().place().line()).isEqualTo(11);
        });
        assertThat(found.coarse()).extracting(Place::line).containsExactly(11);
    }

    @Test
    void a_figure_outside_the_rounding_differs_and_both_are_quoted() {
        var found = of(
                "a.md", movers("2026-01-08", "| NOC | +8% |\n"),
                "b.md", movers("2026-01-08", "| Northrop Grumman | +8.5% |\n"));

        assertThat(found.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.kind()).isEqualTo(Kind.DIFFERS);
            assertThat(pair.finding().words())
                    .isEqualTo("b.md:10 CHECK NOC: \"Northrop Grumman | +8.5%\" here, \"NOC | +8%\" at a.md:10 for the same day: mend one of them (conflict.differs)");
        });
    }

    @Test
    void up_and_down_on_one_day_is_a_conflict() {
        var found = of("a.md", movers("2026-01-08", "| NOC | +8% |\n"), "b.md", movers("2026-01-08", "| NOC | -8% |\n"));

        assertThat(found.pairs()).extracting(Contradictions.Pair::kind).containsExactly(Kind.CONFLICT);
        assertThat(found.pairs().getFirst().finding().words()).contains("NOC: down here (\"NOC | -8%\"), up at a.md:10 (\"NOC | +8%\")");
    }

    @Test
    void another_day_another_period_another_unit_and_another_kind_contradict_nothing() {
        assertThat(of("a.md", movers("2026-01-08", "| NOC | +8% |\n"), "b.md", movers("2026-01-09", "| NOC | -8% |\n")).pairs()).isEmpty();
        assertThat(of("a.md", movers("2026-01-08", "| NOC | +8% |\n| NOC | +12% YTD |\n")).pairs()).isEmpty();
        assertThat(of("a.md", movers("2026-01-08", "| Apple | -7 days consecutive |\n| Apple | -0.8% |\n")).pairs()).isEmpty();
        assertThat(of("a.md", movers("2026-01-08", "| NOC | +8% |\n| NOC | rally |\n")).pairs()).isEmpty();
        assertThat(of("a.md", movers("2026-01-08", "| NOC | +8% |\n"), "b.md", movers("2026-01-08", "| LMT | -8% |\n")).pairs()).isEmpty();
    }

    @Test
    void a_window_in_the_remark_makes_it_another_figure_and_a_remark_on_something_else_does_not() {
        var head = "---\ncreated: 2026-01-08\n---\n# Movers\n\n| Name | Move | Note |\n|---|---|---|\n| General Dynamics | ";
        var day = head + "+1.7% | the rest came earlier |\n";
        assertThat(of("a.md", head + "+6% | \"this week\", over 5 sessions |\n", "b.md", day).pairs()).isEmpty();
        assertThat(of("a.md", head + "+6% | ahead of results this week |\n", "b.md", day).pairs()).extracting(Contradictions.Pair::kind).containsExactly(Kind.DIFFERS);
    }

    @Test
    void the_same_figure_twice_and_a_figure_without_a_day_contradict_nothing() {
        assertThat(of("a.md", movers("2026-01-08", "| NOC | +8% |\n"), "b.md", movers("2026-01-08", "| NOC | +8 % |\n")).pairs()).isEmpty();
        var undated = "# Movers\n\n## Winners\n\n| Stock | Move |\n|---|---|\n| NOC | ";
        assertThat(of("a.md", undated + "+8% |\n", "b.md", undated + "-8% |\n").pairs()).isEmpty();
    }

    @Test
    void both_sides_of_a_sector_of_a_flow_and_of_a_thesis_are_conflicts() {
        var favoured = "---\ncreated: 2026-01-08\n---\n# One\n\n## Sectors favored\n\n| Sector | Why |\n|---|---|\n| Utilities | power |\n";
        var risk = "---\ncreated: 2026-01-08\n---\n# Two\n\n## Sectors at risk\n\n| Sector | Risk |\n|---|---|\n| Utilities | rates |\n";
        assertThat(of("a.md", favoured, "b.md", risk).pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.kind()).isEqualTo(Kind.CONFLICT);
            assertThat(pair.subject()).isEqualTo("Utilities");
            assertThat(pair.finding().sentence()).startsWith("Utilities: at risk here").contains("favored at a.md:10");
        });

        var flow = "---\ncreated: 2026-01-08\n---\n# Flow\n\nMoney rotates out of %s into %s.\n";
        assertThat(of("a.md", flow.formatted("growth", "value"), "b.md", flow.formatted("value", "growth")).pairs())
                .extracting(Contradictions.Pair::subject)
                .containsExactlyInAnyOrder("growth", "value");

        var impact = "---\ncreated: 2026-01-08\n---\n# Impact %s\n\n## Implications for theses\n\n| Thesis | Impact |\n|---|---|\n| [[Long NVIDIA]] | %s |\n";
        var impacts = of("a.md", impact.formatted("a", "confirms"), "b.md", impact.formatted("b", "pressure"));
        assertThat(impacts.pairs()).extracting(Contradictions.Pair::kind).containsExactly(Kind.CONFLICT);
        assertThat(of("a.md", impact.formatted("a", "near-term pressure"), "b.md", impact.formatted("b", "structurally confirmed")).pairs())
                .as("two horizons")
                .isEmpty();
    }

    @Test
    void other_days_are_history_with_the_day_on_which_the_view_turned() {
        var view = "---\ncreated: %s\n---\n# View %s\n\n## Sectors %s\n\n| Sector | Why |\n|---|---|\n| Utilities | x |\n";
        var found = of(
                "a.md", view.formatted("2026-01-08", "1", "favored"),
                "b.md", view.formatted("2026-01-15", "2", "favored"),
                "c.md", view.formatted("2026-02-02", "3", "at risk"));

        assertThat(found.pairs()).isEmpty();
        assertThat(found.turns()).singleElement().satisfies(turn -> {
            assertThat(turn.was() + " to " + turn.is()).isEqualTo("favored to at risk");
            assertThat(turn.from().source().place().file()).isEqualTo("b.md");
            assertThat(turn.since()).hasValueSatisfying(day -> assertThat(day).hasToString("2026-02-02"));
        });
        assertThat(found.in("a.md").turns()).isEmpty();
        assertThat(found.in("c.md").turns()).hasSize(1);
    }

    @Test
    void what_a_chat_may_not_see_contradicts_nothing_there() {
        var vault = vault("Open/a.md", movers("2026-01-08", "| NOC | +8% |\n"), "Hidden/b.md", movers("2026-01-08", "| NOC | -8% |\n"));

        assertThat(Contradictions.of(vault).pairs()).hasSize(1);
        assertThat(Contradictions.of(vault.within(path -> path.startsWith("Open/"))).pairs()).isEmpty();
    }

    @Test
    void of_twenty_thousand_figures_of_one_thing_each_value_is_told_once() {
        var rows = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            rows.append("| NOC | +").append(i % 50).append('.').append(i % 10).append("% |\n");
        }
        var vault = Vault.of(Map.of("a.md", movers("2026-01-08", rows.toString())), OPTIONS).value();
        assertThat(Contradictions.of(vault).pairs()).isNotEmpty().hasSizeLessThan(500);
    }
}
