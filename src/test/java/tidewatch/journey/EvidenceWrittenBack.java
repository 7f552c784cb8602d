package tidewatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.app.Phones;
import tidewatch.chat.Role;

/** Anna keeps a thesis; what the market says of it comes into its note by her tap, and is no evidence of anything afterwards. */
class EvidenceWrittenBack {
    private static final String PATH = "notes/Theses/Long defense.md";
    private static final String THESIS =
            """
            # Long defense

            *Created 2025-12-01*

            **Status**: Active

            Budgets rise. ITA +12% in a year.

            | Name | Move |
            |---|---|
            | Northrop Grumman | +8% |
            """;

    @TempDir
    Path folder;

    private Scene scene;
    private Phones phones;

    @BeforeEach
    void friday() {
        scene = Scene.in(folder).pricedUpTo(LocalDate.of(2026, 1, 30)).note("Theses/Long defense.md", THESIS).note("2026-01-07.md", "Quiet day.\n");
        phones = scene.phones("2026-01-09T08:00");
    }

    @AfterEach
    void theEnd() {
        assertThat(phones.breaches()).isEmpty();
        phones.close();
    }

    private String thesis() throws IOException {
        return Files.readString(scene.path(PATH));
    }

    /** The command line of a button, as a phone shows it below the words. */
    private static String tap(String answer, String begins) {
        var found = Pattern.compile(Pattern.quote(begins) + ".*?(?= \\[\\d+\\] |$)").matcher(answer);
        assertThat(found.find()).as(answer).isTrue();
        return found.group().strip();
    }

    @Test
    void a_line_of_each_week_stands_in_the_note_and_the_owners_words_are_as_they_were() throws IOException {
        assertThat(phones.say("anna", "/thesis long defense")).contains("Add to note · /capture evidence Long defense");
        var first = phones.say("anna", "/capture evidence Long defense");
        assertThat(thesis()).isEqualTo(THESIS);
        assertThat(phones.say("anna", tap(first, "/capture evidence add"))).contains("Added to \"Long defense\" under \"Evidence\": 2026-01-09: ");
        assertThat(thesis()).startsWith(THESIS + "\n%% tidewatch:start evidence %%\n## Evidence\n\n- 2026-01-09: ").contains("as of the close of 2026-01-08; ");

        // She writes between the marks; that stays hers.
        scene.note("Theses/Long defense.md", thesis().replace("%% tidewatch:end %%", "- still in\n%% tidewatch:end %%") + "\nBelow.\n");
        var edited = thesis();
        phones.passTo("2026-01-16T08:00");
        var second = phones.say("anna", "/capture evidence Long defense");
        phones.say("anna", tap(second, "/capture evidence add"));
        assertThat(thesis()).contains("- still in\n- 2026-01-16: ").contains("as of the close of 2026-01-15; ").endsWith("\nBelow.\n");
        assertThat(thesis().replaceFirst("- 2026-01-16: .*\n", "")).isEqualTo(edited);
    }

    @Test
    void what_was_written_is_evidence_of_nothing() throws IOException {
        var check = phones.say("anna", "/check Long defense");
        var status = phones.say("anna", "/thesis long defense");
        var all = phones.say("anna", "/theses");
        phones.say("anna", tap(phones.say("anna", "/capture evidence Long defense"), "/capture evidence add"));
        assertThat(thesis()).contains("tidewatch:start");

        // She looks again a little later.
        phones.runTo("2026-01-09T08:05");
        assertThat(phones.say("anna", "/note Long defense")).contains("%% tidewatch:start evidence %%");
        assertThat(phones.say("anna", "/check Long defense")).isEqualTo(check).contains("Northrop");
        assertThat(phones.say("anna", "/thesis long defense")).isEqualTo(status);
        assertThat(phones.say("anna", "/theses")).isEqualTo(all);
        assertThat(phones.say("anna", "/lint Long defense")).doesNotContain("evidence");
    }

    @Test
    void what_was_edited_while_she_read_is_shown_again_and_a_newer_close_too() throws IOException {
        var shown = phones.say("anna", "/capture evidence Long defense");
        scene.note("Theses/Long defense.md", THESIS + "\nI doubt it.\n");
        var again = phones.say("anna", tap(shown, "/capture evidence add"));
        assertThat(again).contains("The note was changed meanwhile, so nothing was added.");
        assertThat(thesis()).isEqualTo(THESIS + "\nI doubt it.\n");

        phones.passTo("2026-01-12T08:00");
        var newer = phones.say("anna", tap(again, "/capture evidence add"));
        assertThat(newer).contains("What is measured is not what I showed you any more, so nothing was added.").contains("as of the close of 2026-01-09");
        assertThat(thesis()).isEqualTo(THESIS + "\nI doubt it.\n");

        phones.say("anna", tap(newer, "/capture evidence add"));
        assertThat(thesis()).contains("I doubt it.\n").contains("- 2026-01-12: ").contains("as of the close of 2026-01-09");
    }

    @Test
    void who_may_not_write_is_not_asked_and_cannot() throws IOException {
        var add = tap(phones.say("anna", "/capture evidence Long defense"), "/capture evidence add");
        phones.letIn("bert", Role.EDITOR);
        phones.say("anna", "/people 2 scope \"Theses\"");

        assertThat(phones.say("bert", "/thesis long defense")).contains("Your status: Active").doesNotContain("Add to note");
        assertThat(phones.say("bert", add)).contains("needs an owner");
        phones.say("anna", "/people 2 scope none");
        assertThat(phones.say("bert", "/thesis long defense")).doesNotContain("Your status");
        assertThat(phones.say("bert", "/capture evidence Long defense")).contains("needs an owner");
        assertThat(thesis()).isEqualTo(THESIS);
    }
}
