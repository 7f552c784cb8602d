package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What this program wrote is no evidence of anything. */
class GeneratedTextTest {
    private static final NoteOptions OPTIONS = NoteOptions.of(new TableCalendars());
    private static final String CLAIMS = "## Moves\n\n| Stock | Move |\n|---|---|\n| NVIDIA | -2% |\n\nWatch: Q4 earnings (late Jan)\n\n- [ ] read it 📅 2026-02-10\n\n[[Long NVIDIA]] #tag\n";

    private static Note read(String text, NoteOptions options) {
        return NoteParser.parse("2026-02-06.md", text.getBytes(StandardCharsets.UTF_8), options).value();
    }

    private static long told(Note note) {
        return note.claims().stream().filter(claim -> !(claim instanceof Claim.Prose)).count();
    }

    @Test
    void text_between_our_marks_yields_nothing_and_the_users_words_around_it_all() {
        var own = read(CLAIMS, OPTIONS);
        var around = read(CLAIMS + "\n%% tidewatch:start morning %%\n" + CLAIMS + "```\ncode\n%% tidewatch:end %%\n\n| Stock | Move |\n|---|---|\n| Oracle | +1% |\n", OPTIONS);
        var inside = read("%% tidewatch:start morning %%\n" + CLAIMS + "%% tidewatch:end %%\n", OPTIONS);

        assertThat(told(own)).isGreaterThanOrEqualTo(3);
        assertThat(inside.claims()).isEmpty();
        assertThat(inside.links()).isEmpty();
        assertThat(inside.tags()).isEmpty();
        assertThat(inside.lint()).isEmpty();
        assertThat(told(around)).isEqualTo(told(own) + 1);
        assertThat(around.links()).hasSameSizeAs(own.links());
        CoverageTest.assertCovered("around", CLAIMS + "\n%% tidewatch:start morning %%\r\n" + CLAIMS + "%% tidewatch:end %%\n" + CLAIMS);
    }

    @Test
    void a_mark_without_its_end_counts_to_the_end_of_the_note_and_is_said() {
        var note = read("| Stock | Move |\n|---|---|\n| Oracle | +1% |\n\n%% tidewatch:start morning %%\n" + CLAIMS, OPTIONS);

        assertThat(told(note)).isEqualTo(1);
        assertThat(note.lint()).singleElement().satisfies(line -> {
            assertThat(line.where()).isEqualTo("2026-02-06.md:5");
            assertThat(line.sentence()).contains("%% tidewatch:start %% has no %% tidewatch:end %%");
        });
    }

    @Test
    void marks_in_code_and_marks_of_others_mean_nothing() {
        assertThat(told(read("`%% tidewatch:start a %%`\n\n" + CLAIMS, OPTIONS))).isEqualTo(told(read(CLAIMS, OPTIONS)));
        assertThat(told(read("%% othertool:start a %%\n\n" + CLAIMS, OPTIONS))).isEqualTo(told(read(CLAIMS, OPTIONS)));
    }

    @Test
    void a_note_that_says_that_it_is_generated_and_one_that_we_wrote_are_kept_as_words() {
        var says = read("---\ngenerated: true\n---\n" + CLAIMS, OPTIONS);
        var ours = read(CLAIMS, OPTIONS.withOurs("2026-02-06.md"::equals));

        assertThat(says.generated()).isTrue();
        assertThat(told(says)).isZero();
        assertThat(says.claims()).isNotEmpty();
        assertThat(told(ours)).isZero();
        assertThat(ours.links()).isEmpty();
    }
}
