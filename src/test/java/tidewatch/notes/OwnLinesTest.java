package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.testing.Seeds;

/** Lines that this program measured stand between its own marks, and never in the way of what a person wrote. */
class OwnLinesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 2, 6);
    private static final String WORDS = "leaning against so far. Measured on NVDA: -5.3 points against SPY";
    private static final String LINE = "- 2026-02-06: " + WORDS;
    private static final String START = "%% tidewatch:start evidence %%\n";
    private static final String END = "%% tidewatch:end %%";

    @TempDir
    Path vault;

    private NotePad pad;

    @BeforeEach
    void open() {
        pad = new NotePad(vault, 100_000, Optional.empty());
    }

    private NotePad.Added added(String text, LocalDate day, String words) throws IOException {
        Files.writeString(vault.resolve("T.md"), text);
        return pad.onSection("T.md", "evidence", "Evidence", day, words).value().orElseThrow();
    }

    private String after(String text, LocalDate day, String words) throws IOException {
        assertThat(pad.write(added(text, day, words).change())).isInstanceOf(WriteOutcome.Done.class);
        return Files.readString(vault.resolve("T.md"));
    }

    @Test
    void the_first_line_makes_a_section_with_a_heading_at_the_end() throws IOException {
        assertThat(after("# T\n\nwords\n", DAY, WORDS)).isEqualTo("# T\n\nwords\n\n" + START + "## Evidence\n\n" + LINE + "\n" + END + "\n");
        assertThat(added("# T\n", DAY, WORDS).section()).isTrue();
        assertThat(added("# T\n", DAY, WORDS).heading()).isEqualTo("Evidence");
    }

    @Test
    void it_stands_under_the_users_own_heading_where_there_is_one() throws IOException {
        assertThat(after("# T\n\n## Evidence:\n\n| a |\n|---|\n| b |\n\n## Plan\n- read\n", DAY, WORDS))
                .isEqualTo("# T\n\n## Evidence:\n\n| a |\n|---|\n| b |\n\n" + START + LINE + "\n" + END + "\n\n## Plan\n- read\n");
    }

    @Test
    void the_next_line_stands_behind_what_is_there_and_all_of_that_stays() throws IOException {
        var first = after("# T\n", DAY, WORDS);
        var second = after(first, DAY.plusDays(3), "no evidence either way");
        assertThat(second).isEqualTo("# T\n\n" + START + "## Evidence\n\n" + LINE + "\n- 2026-02-09: no evidence either way\n" + END + "\n");

        var edited = second.replace("## Evidence", "### What the market says").replace(LINE, "- I do not believe this one\n\nand so on") + "\nbelow\n";
        assertThat(after(edited, DAY.plusDays(4), "mixed")).isEqualTo(edited.replace("either way\n", "either way\n- 2026-02-10: mixed\n"));
        assertThat(after("a\n" + START + "words of mine\n\n\n" + END + "\nb", DAY, "mixed"))
                .isEqualTo("a\n" + START + "words of mine\n\n- 2026-02-06: mixed\n\n\n" + END + "\nb");
        assertThat(after(START + END, DAY, "mixed")).isEqualTo(START + "- 2026-02-06: mixed\n" + END);
        assertThat(after(START + "\n\n" + END, DAY, "mixed")).isEqualTo(START + "- 2026-02-06: mixed\n\n\n" + END);
    }

    @Test
    void bytes_of_the_users_editor_stay_as_they_are() throws IOException {
        var bytes = new NoteBytes(NoteBytes.Form.UTF_8_MARKED, "# Größe\r\n\r\nwords").bytes();
        Files.write(vault.resolve("T.md"), bytes);
        pad.write(pad.onSection("T.md", "evidence", "Evidence", DAY, WORDS).value().orElseThrow().change());
        pad.write(pad.onSection("T.md", "evidence", "Evidence", DAY, "mixed").value().orElseThrow().change());

        var now = Files.readAllBytes(vault.resolve("T.md"));
        assertThat(Arrays.copyOf(now, bytes.length)).isEqualTo(bytes);
        assertThat(NoteBytes.read(now).orElseThrow()).isEqualTo(new NoteBytes(
                NoteBytes.Form.UTF_8_MARKED,
                "# Größe\r\n\r\nwords\r\n\r\n%% tidewatch:start evidence %%\r\n## Evidence\r\n\r\n" + LINE + "\r\n- 2026-02-06: mixed\r\n" + END));
    }

    @Test
    void what_is_said_already_is_not_said_again_on_another_day() throws IOException {
        var once = after("# T\n", DAY, WORDS);

        assertThat(added(once, DAY, WORDS).there()).isTrue();
        assertThat(added(once, DAY.plusDays(1), WORDS).there()).isTrue();
        assertThat(added(once, DAY, "mixed").there()).isFalse();
        assertThat(added("# T\n\n" + LINE + "\n", DAY, WORDS).there()).as("a person's line is not ours").isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# T\n\n%% tidewatch:start evidence %%\n- a\n",
                "# T\n\n%% tidewatch:start evidence %%\n```\n- a\n%% tidewatch:end %%\n",
                "# T\n\n%% tidewatch:start evidence %%\n%% hidden\n- a\n%% tidewatch:end %%\n",
                "# T\n\n%% tidewatch:start evidence %%\n- a\n%% tidewatch:start evidence %%\n%% tidewatch:end %%\n",
                "# T\n\n```\nnever closed\n",
                "# T\n\n%% tidewatch:start other %%\n- a\n",
            })
    void where_a_line_would_be_lost_nothing_is_added_and_the_reason_is_said(String text) throws IOException {
        Files.writeString(vault.resolve("T.md"), text);

        var refused = pad.onSection("T.md", "evidence", "Evidence", DAY, WORDS);
        assertThat(refused.value()).isEmpty();
        assertThat(refused.problems()).singleElement().extracting("sentence").asString().startsWith("I left T as it is: ").endsWith(".");
    }

    @Test
    void a_lesson_stands_under_the_heading_for_it() throws IOException {
        Files.writeString(vault.resolve("T.md"), "# T\r\n\r\n## Postmortem\r\n\r\n## Log\r\n- a");
        var at = LocalDateTime.parse("2026-02-06T07:12");
        pad.write(pad.onPostMortem("T.md", at, "sized %% too large").value().orElseThrow().change());
        assertThat(Files.readString(vault.resolve("T.md")))
                .isEqualTo("# T\r\n\r\n## Postmortem\r\n- 2026-02-06 07:12: sized % % too large\r\n\r\n## Log\r\n- a");

        Files.writeString(vault.resolve("T.md"), "# T\n");
        pad.write(pad.onPostMortem("T.md", at, "sized too large").value().orElseThrow().change());
        var text = Files.readString(vault.resolve("T.md"));
        assertThat(text).isEqualTo("# T\n\n## Post-mortem\n\n- 2026-02-06 07:12: sized too large\n");
        assertThat(PostMortem.written(text)).isTrue();
    }

    // ---- every note

    private static final List<String> PARTS = List.of(
            "# Long NVIDIA", "## Evidence", "## Moves", "| Stock | Move |\n|---|---|\n| Oracle | +1% |", "**Status**: Active", "*Created 2026-01-08*",
            "- item", "  - nested", "words of one line", "", "", "> quoted", "Watch: Q4 earnings (late Jan)", "- [ ] read it", "[[Long NVIDIA]]", "NVIDIA +3%",
            "%% tidewatch:start evidence %%\n- 2026-01-30: NVIDIA -9% #tag [[x]]\n%% tidewatch:end %%", "```\ncode\n```", "<!-- x -->", "---", "Label\n===");

    @Test
    void no_claim_comes_or_goes_by_a_line_of_ours() {
        var options = NoteOptions.of(new TableCalendars());
        Seeds.each(1_000, seed -> {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int i = random.nextInt(16); i >= 0; i--) {
                text.append(PARTS.get(random.nextInt(PARTS.size()))).append(random.nextInt(6) == 0 ? "\r\n" : "\n");
            }
            try {
                Files.writeString(vault.resolve("Long NVIDIA.md"), text);
                var found = pad.onSection("Long NVIDIA.md", "evidence", "Evidence", DAY, "NVIDIA -2% on 2026-02-05, Oracle +8% vs SPY, watch 2026-02-10, [[Long NVIDIA]] #tag");
                if (found.value().isEmpty()) {
                    return;
                }
                pad.write(found.value().get().change());
                var before = NoteParser.parse("Long NVIDIA.md", text.toString().getBytes(StandardCharsets.UTF_8), options).value();
                var after = NoteParser.parse("Long NVIDIA.md", Files.readAllBytes(vault.resolve("Long NVIDIA.md")), options).value();

                assertThat(after.claims().stream().map(OwnLinesTest::meaning)).as(text.toString()).containsExactlyElementsOf(before.claims().stream().map(OwnLinesTest::meaning).toList());
                assertThat(after.links()).extracting(Note.Link::target).containsExactlyElementsOf(before.links().stream().map(Note.Link::target).toList());
                assertThat(after.tags()).isEqualTo(before.tags());
                assertThat(after.date()).isEqualTo(before.date());
                assertThat(after.reviewed()).isEqualTo(before.reviewed());
                assertThat(after.title()).isEqualTo(before.title());
                assertThat(after.counts()).isEqualTo(before.counts());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    private static String meaning(Claim claim) {
        return claim.kind() + " " + claim.source().quote().strip() + " " + claim.source().trail() + " " + claim.source().asOf();
    }
}
