package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.chat.Incoming;
import tidewatch.chat.Role;

/** What was measured for a view, and what was learned from one, become lines of its note by a tap. The real program, gate and store. */
class EvidenceCaptureTest {
    private static final Pattern BUTTON = Pattern.compile("Run\\[label=([^,]*), commandLine=(.*?), effect=(READ|EFFECT)");
    private static final String NVIDIA = "Theses/Long NVIDIA.md";
    private static final String CLOSED = "Theses/Long energy.md";
    private static final String OWN = "# Long NVIDIA\n\n*Created 2026-01-08*\n\n**Status**: Active\n\nOrders exceed supply.\n";

    @TempDir
    Path home;

    private Path vault;
    private AccessRig rig;

    @BeforeEach
    void open() throws IOException {
        vault = home.resolve("vault");
        put(NVIDIA, OWN);
        put(CLOSED, "# Long energy\n\n*Created 2026-01-08*\n\n**Status**: Closed 2026-01-23, target reached\n");
        put("Sectors/Week.md", "# Week\n\n*Created 2026-01-09*\n\n## Sectors at risk\n- Utilities\n\n[[Long gold miners]]\n");
        rig = new AccessRig(home, vault);
        rig.open();
    }

    @AfterEach
    void close() {
        assertThat(rig.broken).isEmpty();
        rig.close();
    }

    private void put(String path, String text) throws IOException {
        Files.createDirectories(vault.resolve(path).getParent());
        Files.writeString(vault.resolve(path), text);
    }

    private String text(String path) throws IOException {
        return Files.readString(vault.resolve(path));
    }

    private String shown() {
        return rig.shown.getLast().replaceAll("[ \n]+", " ");
    }

    /** The command line behind a button of the last answer. */
    private String button(String label) {
        return BUTTON.matcher(shown()).results().filter(one -> one.group(1).equals(label)).map(one -> one.group(2)).findFirst()
                .orElseThrow(() -> new AssertionError("No button " + label + " in " + shown()));
    }

    private List<String> owner(String words) {
        return rig.alone(AccessRig.OWNER, words);
    }

    // ---- evidence

    @Test
    void a_line_of_evidence_is_shown_and_added_by_a_tap_only() throws IOException {
        owner("/thesis long nvidia");
        owner(button("Add to note"));
        assertThat(text(NVIDIA)).isEqualTo(OWN);
        assertThat(shown()).contains("Note \"Long NVIDIA\", under \"Evidence\" (new):").contains("+ %% tidewatch:start evidence %%");

        assertThat(owner(button("Add to Long NVIDIA"))).singleElement().asString().startsWith("5: Added to \"Long NVIDIA\" under \"Evidence\": 2026-02-06: ");
        assertThat(text(NVIDIA)).startsWith(OWN + "\n%% tidewatch:start evidence %%\n## Evidence\n\n- 2026-02-06: ").endsWith("\n%% tidewatch:end %%\n")
                .containsPattern("Measured on NVDA: [+-]\\d+\\.\\d points against SPY in 19 sessions since 2026-01-08, as of the close of 2026-02-05; ")
                .contains("random calls look this far off one way or the other. SAMPLE: invented prices.");
    }

    @Test
    void it_says_which_part_of_the_thesis_leads() throws IOException {
        put("Sectors/Early.md", "# Early\n\n*Created 2026-01-05*\n\n| Thesis | Impact |\n|---|---|\n| [[Long NVIDIA]] | Structural thesis intact |\n");
        rig.clock.advance(Duration.ofMinutes(1));
        owner("/reload");
        owner("/capture evidence long nvidia");

        assertThat(shown()).contains("+ - 2026-02-06: structural: leaning against so far. Measured on NVDA").contains("since 2026-01-05");
    }

    @Test
    void it_is_said_once_for_one_close() throws IOException {
        owner("/capture evidence long nvidia");
        var add = button("Add to Long NVIDIA");
        owner(add);
        var once = text(NVIDIA);

        assertThat(owner(add)).containsExactly("5: Note \"Long NVIDIA\" has that line already.");
        owner("/capture evidence Long NVIDIA");
        assertThat(shown()).contains("has that line already").doesNotContain("evidence add");
        assertThat(text(NVIDIA)).isEqualTo(once);
    }

    @Test
    void an_edit_between_the_showing_and_the_tap_is_never_written_over() throws IOException {
        owner("/capture evidence long nvidia");
        var add = button("Add to Long NVIDIA");
        put(NVIDIA, OWN + "And I doubt it.\n");

        assertThat(owner(add)).containsExactly("5: The note was changed meanwhile, so nothing was added. As it is now:");
        assertThat(text(NVIDIA)).isEqualTo(OWN + "And I doubt it.\n");
        owner(button("Add to Long NVIDIA"));
        assertThat(text(NVIDIA)).startsWith(OWN + "And I doubt it.\n\n%% tidewatch:start evidence %%");
    }

    @Test
    void what_is_not_measured_any_more_is_not_written() throws IOException {
        owner("/capture evidence long nvidia");
        var add = button("Add to Long NVIDIA");

        assertThat(owner(add.replaceFirst("2026-02-06 [0-9a-f]{12}", "2026-02-06 0123456789ab"))).singleElement().asString().contains("not what I showed you any more");
        assertThat(owner(add.replace("2026-02-06", "2026-01-06"))).singleElement().asString().contains("not what I showed you any more");
        assertThat(owner(add.replace("2026-02-06", "2026-02-31"))).singleElement().asString().contains("not what I showed you any more");
        assertThat(text(NVIDIA)).isEqualTo(OWN);
        rig.clock.advance(Duration.ofDays(1));
        owner(add.replace("Long NVIDIA", "Long nobody"));
        assertThat(shown()).contains("Nothing was changed");
    }

    @Test
    void marks_that_are_broken_are_said_and_nothing_is_added() throws IOException {
        put(NVIDIA, OWN + "\n%% tidewatch:start evidence %%\n- a\n");
        owner("/capture evidence long nvidia");

        assertThat(shown()).contains("are not one pair in it").doesNotContain("evidence add");
    }

    @Test
    void a_view_of_a_sector_gets_its_line_in_its_note_with_its_name() throws IOException {
        owner("/capture evidence utilities");
        owner(button("Add to Week"));

        assertThat(text("Sectors/Week.md")).containsPattern("\n- 2026-02-06: Utilities at risk: [a-z ]+\\. Measured on XLU");
        owner("/capture evidence utilities at risk");
        assertThat(shown()).contains("has that line already");
    }

    @Test
    void words_that_are_no_view_are_words() {
        owner("/capture evidence mounts that rates stay");
        assertThat(shown()).contains(": evidence mounts that rates stay").contains("Daily note");
        owner("/capture evidence");
        assertThat(shown()).contains("Evidence for which thesis?").contains("/capture evidence Long NVIDIA");
        owner("/capture evidence long nvidya");
        assertThat(shown()).contains("I don't know the thesis").contains("/capture evidence Long NVIDIA");
        owner("/capture evidence long energy");
        assertThat(shown()).contains("Long energy is closed, by its note").doesNotContain("evidence add");
        owner("/capture learned a lot today");
        assertThat(shown()).contains(": learned a lot today");
    }

    @Test
    void whatever_is_typed_is_answered() throws IOException {
        for (var words : List.of("[[", "[[]]", "]]", "\"\"", "$", "9".repeat(3000), "for", "add", "add 0123456789ab 2026-02-06 0123456789ab", "[[Long NVIDIA]]", "page 2")) {
            for (var form : List.of("evidence ", "learned ", "learned [[Long energy]] ", "learned [[", "learned from [[Long energy|it]] ")) {
                rig.clock.advance(Duration.ofMinutes(1));
                owner("/capture " + form + words);
                assertThat(shown()).as(form + words).isNotBlank().doesNotContain("Something broke");
                assertThat(shown().length()).isLessThan(9000);
            }
        }
        assertThat(text(NVIDIA)).isEqualTo(OWN);
    }

    @Test
    void nobody_but_an_owner_is_offered_it_or_gets_anything_written() throws IOException {
        owner("/capture evidence long nvidia");
        var add = button("Add to Long NVIDIA");
        rig.pair("telegram:6", Role.EDITOR);
        owner("/people 2 scope everything");

        rig.alone("telegram:6", "/thesis long nvidia");
        assertThat(shown()).contains("Your status: Active").doesNotContain("Add to note");
        rig.alone("telegram:6", "/thesis long energy");
        assertThat(shown()).contains("Closed, by its note.").doesNotContain("learn");
        for (var line : List.of("/capture evidence long nvidia", add, "/capture learned [[Long energy]] I was early")) {
            assertThat(rig.alone("telegram:6", line)).singleElement().asString().contains("needs an owner");
        }
        assertThat(rig.alone("telegram:8", add)).isEmpty();
        assertThat(rig.say(AccessRig.OWNER, AccessRig.OWNERS, Incoming.Place.PRIVATE, Incoming.Origin.FORWARDED, add)).singleElement().asString().contains("only for what you type here yourself");
        assertThat(text(NVIDIA)).isEqualTo(OWN);
    }

    @Test
    void in_a_group_a_note_outside_of_its_scope_is_neither_shown_nor_changed() throws IOException {
        owner("/capture evidence long nvidia");
        var add = button("Add to Long NVIDIA");
        owner("/capture learned [[Long energy]] I was early");
        var learned = button("Add to Long energy");
        rig.inGroup(AccessRig.OWNER, "/settings scope \"Sectors\"");

        for (var line : List.of(add, learned)) {
            assertThat(rig.inGroup(AccessRig.OWNER, line)).containsExactly("-100: That note is not here any more, or it may not be written in from here. Nothing was changed.");
        }
        int before = rig.shown.size();
        rig.inGroup(AccessRig.OWNER, "/capture evidence long nvidia");
        rig.inGroup(AccessRig.OWNER, "/capture learned [[Long energy]] I was early");
        assertThat(String.join("\n", rig.shown.subList(before, rig.shown.size()))).doesNotContain("Orders exceed").doesNotContain("Post-mortem").doesNotContain("evidence add");
        assertThat(text(NVIDIA)).isEqualTo(OWN);
        assertThat(text(CLOSED)).doesNotContain("early");
        rig.inGroup(AccessRig.OWNER, "/capture evidence utilities");
        rig.inGroup(AccessRig.OWNER, button("Add to Week"));
        assertThat(text("Sectors/Week.md")).contains("Utilities at risk: ");
    }

    @Test
    void a_note_that_says_that_it_is_generated_is_left_alone() throws IOException {
        put(NVIDIA, "---\ngenerated: true\n---\n" + OWN);
        rig.clock.advance(Duration.ofMinutes(1));
        owner("/reload");
        owner("/capture evidence long nvidia");

        assertThat(shown()).doesNotContain("evidence add");
    }

    // ---- what was learned

    @Test
    void a_closed_thesis_says_what_it_did_and_asks_what_was_learned_until_the_note_says_so() throws IOException {
        var before = text(CLOSED);
        owner("/thesis long energy");
        assertThat(shown()).contains("Closed, by its note. While it was held, measured on XLE")
                .contains("points against SPY in 10 sessions since 2026-01-08, as of the close of 2026-01-23")
                .contains("What did you learn?")
                .doesNotContain("cannot be measured")
                .doesNotContain("Add to note");

        owner(button("What I learned"));
        assertThat(shown()).contains("What did you learn from Long energy?");
        owner("I took the whole position on the first day");
        assertThat(text(CLOSED)).isEqualTo(before);
        owner(button("Add to Long energy"));
        assertThat(text(CLOSED)).startsWith(before + "\n## Post-mortem\n\n- 2026-02-06 07:0").endsWith(": I took the whole position on the first day\n");

        rig.clock.advance(Duration.ofMinutes(1));
        owner("/reload");
        owner("/thesis long energy");
        assertThat(shown()).contains("Closed, by its note.").doesNotContain("What did you learn").doesNotContain("What I learned");
    }

    @Test
    void a_question_instead_of_an_answer_is_answered() throws IOException {
        var before = text(CLOSED);
        owner("/capture learned [[Long energy]]");
        owner("what rotated this month?");
        assertThat(shown()).doesNotContain("learn");
        owner("/capture learned [[Long energy]]");
        owner("theses");
        assertThat(shown()).contains("Long NVIDIA").doesNotContain("learned add");
        assertThat(text(CLOSED)).isEqualTo(before);
    }

    @Test
    void a_lesson_is_not_written_over_an_edit_either_nor_twice() throws IOException {
        owner("/capture learned [[Long energy]] I was early");
        var add = button("Add to Long energy");
        put(CLOSED, text(CLOSED) + "An edit.\n");
        assertThat(owner(add)).containsExactly("5: The note was changed meanwhile, so nothing was added. As it is now:");
        assertThat(text(CLOSED)).endsWith("An edit.\n");

        var again = button("Add to Long energy");
        owner(again);
        var once = text(CLOSED);
        assertThat(owner(again)).containsExactly("5: Note \"Long energy\" has that line already.");
        assertThat(text(CLOSED)).isEqualTo(once).contains("I was early");
    }

    @Test
    void a_closed_thesis_without_a_day_says_what_is_missing() throws IOException {
        put(CLOSED, "# Long energy\n\n*Created 2026-01-08*\n\n**Status**: Exited\n");
        rig.clock.advance(Duration.ofMinutes(1));
        owner("/reload");
        owner("/thesis long energy");

        assertThat(shown()).contains("Closed, by its note. It does not say when, so what it did until then is not measured. Its status may name the day: Closed 2026-02-06.");
    }
}
