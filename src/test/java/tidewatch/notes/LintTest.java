package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

class LintTest {
    private static final NoteOptions OPTIONS = NoteOptions.of(new TableCalendars());

    private static Lint of(Map<String, String> texts) {
        return Lint.of(Vault.of(texts, OPTIONS).value());
    }

    private static String lines(Lint lint) {
        return lint.notes().stream().flatMap(note -> note.findings().stream()).map(Finding::words).collect(Collectors.joining("\n"));
    }

    @Test
    void the_notes_to_mend_come_first_and_within_a_note_the_gravest_line() {
        var lint = of(Map.of(
                "a.md", "# A\n\nSee [[Nowhere]].\n",
                "b.md", "---\ncreated: 2026-01-08\n---\n# B\n\nSee [[Nowhere]].\n\n## Losers\n\n| Stock | Move |\n|---|---|\n| Oracle | 3% |\n| NVDA | -2% | more |\n",
                "c.md", "# C\n\n## Losers\n\n| Stock | Move |\n|---|---|\n| Oracle | 3% |\n"));

        assertThat(lines(lint)).isEqualTo(
                """
                b.md:13 FIX "more" stands in a cell beyond the header: add a column or escape the bar (table.wide-row)
                b.md:12 CHECK "3%" has no sign under "Losers": write -3% or +3% (move.unsigned)
                b.md:6 INFO no note bears the name "Nowhere" (link.dangling)
                c.md:7 CHECK "3%" has no sign under "Losers": write -3% or +3% (move.unsigned)
                a.md:3 INFO no note bears the name "Nowhere" (link.dangling)""");
        assertThat(lint.of()).isEqualTo(Map.of(Finding.Grade.FIX, 1, Finding.Grade.CHECK, 2, Finding.Grade.INFO, 2));
        assertThat(lint.withoutInfo().notes()).extracting(Lint.OfNote::file).containsExactly("b.md", "c.md");
        assertThat(lint.rules(Finding.Grade.INFO)).isEqualTo(Map.of("link.dangling", 2));
        assertThat(lint.counts().summary()).isEqualTo("3 of 3 rows and 5 of 5 headings read, 3 paragraphs kept as prose");
    }

    @Test
    void names_that_mean_several_things_and_contradictions_are_among_it() {
        var row = "---\ncreated: 2026-01-08\n---\n# %s\n\n## Losers\n\n| Stock | Move |\n|---|---|\n| Marathon | -3%% |\n| Oracle | %s%% |\n";
        var lint = of(Map.of("a.md", row.formatted("A", "-2"), "b.md", row.formatted("B", "-5")));

        assertThat(lines(lint)).contains("a.md:10 CHECK \"Marathon\" can be ", "or say which: /aliases (name.ambiguous)", "b.md:11 CHECK Oracle: \"Oracle | -5%\" here, \"Oracle | -2%\" at a.md:11");
    }

    @Test
    void a_file_that_could_not_be_read_is_to_be_mended_and_what_is_only_said_is_not() {
        assertThat(Finding.of(new Problem(Reason.TOO_BIG, "It has 7.3 MB, the limit is 5 MB.", "Big.md")).words()).isEqualTo("Big.md FIX It has 7.3 MB, the limit is 5 MB.");
        assertThat(Finding.of(new Problem(Reason.NOTICE, "A was reviewed later.", "A.md")).grade()).isEqualTo(Finding.Grade.INFO);
        assertThat(Finding.of(new Problem(Reason.CONFLICT, "A copy.", "A: b 12:30.md")).file()).isEqualTo("A: b 12:30.md");
    }

    @Test
    void one_note_alone_has_its_own_counts() {
        var vault = Vault.of(Map.of("a.md", "# A\n", "b.md", "# B\n\n## C\n\n[[x]]\n"), OPTIONS).value();
        var only = Lint.of(vault).only(vault.note("b.md").orElseThrow());

        assertThat(only.notes()).singleElement().satisfies(note -> assertThat(note.findings()).hasSize(1));
        assertThat(only.counts().headings()).isEqualTo(2);
    }
}
