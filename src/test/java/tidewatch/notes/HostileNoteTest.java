package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

class HostileNoteTest {
    private static final NoteOptions OPTIONS = NoteOptions.of(new TableCalendars());

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("open brackets", "[".repeat(50_000)),
                Arguments.of("open links", "[[a ".repeat(30_000)),
                Arguments.of("many links in a line", "[[a|b]] ".repeat(60_000)),
                Arguments.of("ticks", "` `` ``` ".repeat(20_000)),
                Arguments.of("ticks of growing length", growingTicks()),
                Arguments.of("stars", "*a **b ".repeat(30_000)),
                Arguments.of("strikes", "~~a ".repeat(50_000)),
                Arguments.of("quotes", "> ".repeat(20_000) + "x"),
                Arguments.of("nested lists", nestedList(2_000)),
                Arguments.of(
                        "a wide table",
                        "|a".repeat(5_000) + "|\n" + "|-".repeat(5_000) + "|\n" + "|+1%".repeat(5_000) + "|\n"),
                Arguments.of("a long table", "|Stock|Move|\n|-|-|\n" + "|NVDA|+1%|\n".repeat(40_000)),
                Arguments.of("comments", "%% a %% ".repeat(40_000)),
                Arguments.of("open comments", "%% a\n%%%\n".repeat(20_000)),
                Arguments.of("dates", "late Jan and Jan 2, ".repeat(800)),
                Arguments.of("signs in a cell", "|Stock|Move|\n|-|-|\n|NVDA|" + "+-±~>".repeat(10_000) + "|\n"),
                Arguments.of("numbers in a cell", "|Stock|Move|\n|-|-|\n|NVDA|" + "1,".repeat(20_000) + "|\n"),
                Arguments.of("brackets in a cell", "|Stock|Move|\n|-|-|\n|NVDA|" + "(".repeat(20_000) + "|\n"),
                Arguments.of(
                        "slashes in a cell",
                        "|Stock|Move|\n|-|-|\n|" + "a/".repeat(5_000) + "|" + "+1%/".repeat(5_000) + "|\n"),
                Arguments.of("headings", "# Winners\n".repeat(20_000)),
                Arguments.of("deep yaml", "---\n" + "[".repeat(6_000) + "\n---\n"),
                Arguments.of("deep yaml dashes", "---\n" + "- ".repeat(6_000) + "\n---\n"),
                Arguments.of("yaml bomb", "---\na: &a [x,x,x,x,x,x,x,x,x]\n" + bomb() + "---\n# Title\n"),
                Arguments.of("lone surrogates", "a \ud83d b \udcc5 | c"),
                Arguments.of("nulls", "a\u0000b"),
                Arguments.of("all private characters", allPrivate()),
                Arguments.of("footnotes and html", "<div>".repeat(5_000) + "[^1]".repeat(5_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void hostile_text_is_read_in_time_and_nothing_is_thrown(String name, String text) {
        var found = org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(20),
                () -> NoteParser.parse(name + ".md", text.getBytes(StandardCharsets.UTF_8), OPTIONS));
        assertThat(found.value().path()).isEqualTo(name + ".md");
        assertThat(found.problems()).as(name).allMatch(p -> p.reason() == Reason.GARBLED && name.equals("nulls"));
    }

    /** What the Markdown library would hold of these at once is a hundred times their size. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"|NVDA|+1%|\n", "- a\n", "a\n\n", "[a](b) ", "*a* ", "&amp;"})
    void a_dump_of_data_is_kept_as_prose_and_named(String part) {
        var text = "# Dump\n\n|Stock|Move|\n|-|-|\n" + part.repeat(5_000_000 / part.length() - 10);
        var found = NoteParser.parse("dump.md", text.getBytes(StandardCharsets.UTF_8), OPTIONS);

        assertThat(found.value().claims()).hasSize(1).allMatch(claim -> claim instanceof Claim.Prose);
        assertThat(found.value().lint()).extracting(Problem::sentence).singleElement().asString().contains("more than 200000 lines, bars and brackets");
    }

    @Test
    void random_bytes_give_a_note_or_a_problem() {
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            var bytes = new byte[random.nextInt(600)];
            random.nextBytes(bytes);
            var found = NoteParser.parse("x.md", bytes, OPTIONS);
            assertThat(found.value().title()).isEqualTo(found.value().title().strip());
        }
    }

    @Test
    void a_binary_file_is_known_by_its_title_and_named() {
        var found = NoteParser.parse("Charts/picture.md", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 0, 1}, OPTIONS);
        assertThat(found.value().title()).isEqualTo("picture");
        assertThat(found.value().claims()).isEmpty();
        assertThat(found.problems()).singleElement().satisfies(p -> {
            assertThat(p.line())
                    .isEqualTo("Charts/picture.md: picture.md holds binary data and is no Markdown; only its title is"
                            + " known.");
        });
    }

    @Test
    void a_huge_file_is_known_by_its_title_with_its_size_and_the_limit() {
        var found = NoteParser.parse("Big.md", new byte[7_300_000], OPTIONS);
        assertThat(found.value().title()).isEqualTo("Big");
        assertThat(found.problems().getFirst().reason()).isEqualTo(Reason.TOO_BIG);
        assertThat(found.problems().getFirst().sentence())
                .isEqualTo("Big.md is 7.3 MB, the limit is 5 MB; only its title is known.");
    }

    @Test
    void an_empty_file_is_a_note_without_claims() {
        var found = NoteParser.parse("Nothing.md", new byte[0], OPTIONS);
        assertThat(found.problems()).isEmpty();
        assertThat(found.value().title()).isEqualTo("Nothing");
        assertThat(found.value().claims()).isEmpty();
    }

    @Test
    void a_half_written_file_keeps_what_is_there_and_says_where_it_breaks() {
        var whole = "# Note\n\n| Stock | Move |\n|---|---|\n| NVDA | +8% |\n| Über".getBytes(StandardCharsets.UTF_8);
        var cut = Arrays.copyOf(whole, whole.length - 3);
        var note = NoteParser.parse("Half.md", Arrays.copyOf(cut, cut.length - 1), OPTIONS)
                .value();
        assertThat(note.claims(Claim.Move.class)).hasSize(1);
        assertThat(note.lint().getFirst().sentence()).startsWith("CHECK not UTF-8 at byte ");
    }

    @Test
    void broken_front_matter_is_a_line_of_lint_and_the_body_is_read() {
        var note = NoteParser.parse(
                        "a.md",
                        "---\ntags: [a\n---\n# Winners\n\n- NVDA +8%\n".getBytes(StandardCharsets.UTF_8),
                        OPTIONS)
                .value();
        assertThat(note.claims(Claim.Move.class)).hasSize(1);
        assertThat(note.lint()).anyMatch(p -> p.sentence().startsWith("FIX the front matter is no valid YAML"));
    }

    private static String growingTicks() {
        var out = new StringBuilder();
        for (int i = 1; i < 400; i++) {
            out.append("`".repeat(i)).append(' ');
        }
        return out.toString();
    }

    private static String nestedList(int depth) {
        var out = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            out.append(" ".repeat(Math.min(i, 200))).append("- x\n");
        }
        return out.toString();
    }

    private static String bomb() {
        var out = new StringBuilder();
        for (char c = 'b'; c < 'k'; c++) {
            out.append(c).append(": &").append(c).append(" [");
            out.append(("*" + (char) (c - 1) + ",").repeat(9)).append("x]\n");
        }
        return out.toString();
    }

    private static String allPrivate() {
        var out = new StringBuilder("# T\n");
        for (char c = '\ue000'; c <= '\uf8ff'; c++) {
            out.append(c);
        }
        return out.toString();
    }
}
