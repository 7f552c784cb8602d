package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.testing.Seeds;

/** Edits of a note change the intended lines and not one byte more. */
class NoteChangeTest {
    private static final String LINE = "- 2026-02-06 07:12: margins held";

    private static String added(String text) {
        return AddedLine.to(text, LINE, Optional.empty()).value().orElseThrow().edit().in(text);
    }

    @Test
    void a_line_stands_behind_the_last_one_of_the_section_that_is_meant() {
        var text = "# Friday\n\n## Log\n- 06:50: up\n\n## Plan\n- read\n";

        assertThat(added(text)).isEqualTo("# Friday\n\n## Log\n- 06:50: up\n" + LINE + "\n\n## Plan\n- read\n");
    }

    @Test
    void a_section_without_a_line_yet_gets_its_first() {
        assertThat(added("## Log\n\n\n## Plan\n")).isEqualTo("## Log\n" + LINE + "\n\n\n## Plan\n");
        assertThat(added("Log\n===\n\nPlan\n---\n")).isEqualTo("Log\n===\n\n" + LINE + "\n\nPlan\n---\n");
    }

    @Test
    void where_no_section_is_meant_one_is_made_at_the_end() {
        assertThat(added("# Friday\nwords\n\n\n")).isEqualTo("# Friday\nwords\n\n## Log\n\n" + LINE + "\n\n\n");
        assertThat(added("")).isEqualTo("## Log\n\n" + LINE + "\n");
        assertThat(added("words")).isEqualTo("words\n\n## Log\n\n" + LINE);
        assertThat(added("---\na: b\n---\n")).isEqualTo("---\na: b\n---\n\n## Log\n\n" + LINE + "\n");
    }

    @Test
    void words_and_tables_above_do_not_take_the_line_in() {
        assertThat(added("## Log\n| a |\n|---|\n| b |\n")).isEqualTo("## Log\n| a |\n|---|\n| b |\n\n" + LINE + "\n");
        assertThat(added("## Log\nwords\n")).isEqualTo("## Log\nwords\n\n" + LINE + "\n");
        assertThat(added("## Log\n- a\nPlan\n===\n")).as("no heading of its own").isEqualTo("## Log\n- a\nPlan\n===\n\n" + LINE + "\n");
        assertThat(added("## Log\n```\na\n```\nPlan\n===\n")).isEqualTo("## Log\n```\na\n```\n\n" + LINE + "\n\nPlan\n===\n");
        assertThat(added("## Log\n1. a\n   more\n")).isEqualTo("## Log\n1. a\n   more\n" + LINE + "\n");
    }

    @Test
    void the_name_of_a_section_counts_and_not_what_only_looks_like_one() {
        var text = "---\nlog: \"## Log\"\n---\n```\n## Log\n```\n%%\n## Log\n%%\n<!--\n## Log\n-->\n#Log\n> ## Log\n### 📓 Log:\nx\n";

        var edit = AddedLine.to(text, LINE, Optional.empty()).value().orElseThrow();

        assertThat(edit.heading()).isEqualTo("📓 Log:");
        assertThat(edit.edit().in(text)).isEqualTo(text + "\n" + LINE + "\n");
    }

    @Test
    void the_users_own_heading_is_the_only_one_that_is_meant() {
        assertThat(AddedLine.to("## Log\n- a\n", LINE, Optional.of("Tagebuch")).value().orElseThrow().edit().in("## Log\n- a\n"))
                .isEqualTo("## Log\n- a\n\n## Tagebuch\n\n" + LINE + "\n");
        assertThat(AddedLine.to("## tagebuch\n- a\n", LINE, Optional.of("Tagebuch")).value().orElseThrow().section()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '```\ncode',                                code block
            'a\n%% hidden',                             comment
            'a\n<!-- hidden',                           comment
            '## Log\n- a\n~~~\nx',                      code block
            '%% tidewatch:start morning %%\nwords',     section of mine
            """)
    void a_line_that_would_not_be_read_is_not_added(String text, String open) {
        var refused = AddedLine.to(text, LINE, Optional.empty());

        assertThat(refused.value()).isEmpty();
        assertThat(refused.problems()).singleElement().extracting("sentence").asString().startsWith("A " + open + " is opened in it and never closed");
    }

    @Test
    void a_line_goes_before_a_section_of_ours_and_never_into_it() {
        var ours = "%% tidewatch:start morning %%\n## Notes\n- generated\n%% tidewatch:end %%\n";

        assertThat(added("## Log\n- a\n\n" + ours)).isEqualTo("## Log\n- a\n" + LINE + "\n\n" + ours);
        assertThat(added(ours)).isEqualTo(ours + "\n## Log\n\n" + LINE + "\n");
    }

    @Test
    void a_section_of_ours_is_put_where_its_marks_are_and_else_at_the_end() {
        var first = MarkedSection.add("# Day\r\nwords", "morning", "a\n\nb").in("# Day\r\nwords");
        assertThat(first).isEqualTo("# Day\r\nwords\r\n\r\n%% tidewatch:start morning %%\r\na\r\n\r\nb\r\n%% tidewatch:end %%");

        var there = (MarkedSection.Seen.There) MarkedSection.find(first, "morning");
        assertThat(there.words()).isEqualTo("a\n\nb");
        assertThat(MarkedSection.put(first, there, "c").in(first)).isEqualTo("# Day\r\nwords\r\n\r\n%% tidewatch:start morning %%\r\nc\r\n%% tidewatch:end %%");
        assertThat(MarkedSection.find(first, "close")).isInstanceOf(MarkedSection.Seen.Absent.class);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '%% tidewatch:start a %%\nx'
            '%% tidewatch:start a %%\n%% tidewatch:start a %%\n%% tidewatch:end %%'
            '%% tidewatch:start a %%\n%% tidewatch:end %%\n%% tidewatch:start a %%\n%% tidewatch:end %%'
            '%% tidewatch:start b %%\n%% tidewatch:start a %%\n%% tidewatch:end %%'
            """)
    void marks_that_are_not_one_pair_are_left_alone(String text) {
        assertThat(MarkedSection.find(text, "a")).isInstanceOf(MarkedSection.Seen.Broken.class);
    }

    @Test
    void marks_in_code_are_words() {
        var text = "```\n%% tidewatch:start a %%\n%% tidewatch:end %%\n```\n";

        assertThat(MarkedSection.find(text, "a")).isInstanceOf(MarkedSection.Seen.Absent.class);
    }

    // ---- every note

    private record Made(String text, NoteBytes.Form form) {
        byte[] bytes() {
            return new NoteBytes(form, text).bytes();
        }
    }

    private static Made note(Random random) {
        var parts = List.of(
                "# Title", "## Log", "## Plan", "### Notes", "Log", "===", "---", "- item", "  - nested", "1. first", "words of one line", "more words", "",
                "", "", "| a | b |", "|---|---|", "| 1 | 2 |", "> quoted", "```", "~~~", "%% hidden %%", "%%", "<!-- x -->", "Größe über Café", "日本 ニュース",
                "💹 up", "<div>", "    indented", "%% tidewatch:start morning %%", "%% tidewatch:end %%", "^id", "- [ ] task", "\t- tab", "`a %% b`");
        var eols = switch (random.nextInt(5)) {
            case 0 -> List.of("\r\n");
            case 1 -> List.of("\r");
            case 2 -> List.of("\n", "\r\n", "\r");
            default -> List.of("\n");
        };
        var text = new StringBuilder();
        if (random.nextInt(3) == 0) {
            text.append("---").append(eols.getFirst()).append("type: note").append(eols.getFirst()).append("---").append(eols.getFirst());
        }
        int lines = random.nextInt(25);
        for (int i = 0; i < lines; i++) {
            text.append(parts.get(random.nextInt(parts.size())));
            text.append(i + 1 < lines || random.nextBoolean() ? eols.get(random.nextInt(eols.size())) : "");
        }
        var all = random.nextBoolean() ? text.toString() : Normalizer.normalize(text, Normalizer.Form.NFD);
        var forms = List.of(NoteBytes.Form.values());
        return new Made(all, forms.get(random.nextInt(forms.size())));
    }

    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean ends = text.charAt(i) == '\n' || (text.charAt(i) == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
            if (ends) {
                lines.add(text.substring(from, i + 1));
                from = i + 1;
            }
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }

    @Test
    void of_any_note_only_the_intended_lines_change() {
        Seeds.each(4_000, seed -> {
            var made = note(new Random(seed));
            var note = NoteBytes.read(made.bytes()).orElseThrow();
            assertThat(note.text()).isEqualTo(made.text());
            assertThat(note.bytes()).isEqualTo(made.bytes());
            var added = AddedLine.to(note.text(), LINE, Optional.empty());
            if (added.value().isEmpty()) {
                return;
            }
            var edit = added.value().get().edit();
            var after = edit.in(note.text());

            // Nothing goes, and what comes is one stretch.
            assertThat(edit.from()).isEqualTo(edit.to());
            assertThat(after.length()).isEqualTo(note.text().length() + edit.words().length());
            var was = lines(note.text());
            var is = lines(after);
            // The line is one of its own, and a note that ended without a line end still does.
            assertThat(is.stream().filter(line -> line.stripTrailing().equals(LINE))).hasSize(1);
            boolean ended = note.text().isEmpty() || note.text().endsWith("\n") || note.text().endsWith("\r");
            assertThat(after.endsWith("\n") || after.endsWith("\r")).isEqualTo(ended);
            // Every old line is there in its order, with its own end; only one that had none got one.
            var left = new ArrayList<>(is);
            for (var line : was) {
                int at = left.stream().map(one -> one.equals(line) || one.stripTrailing().equals(line) ? 1 : 0).toList().indexOf(1);
                assertThat(at).as("line %s of %s", line, after).isNotNegative();
                left.subList(0, at + 1).clear();
            }
            // No kind of line end comes that the note did not have.
            if (!note.text().isEmpty()) {
                assertThat(edit.words().contains("\r\n") && !note.text().contains("\r\n")).isFalse();
                assertThat(edit.words().replace("\r\n", "").contains("\r") && !note.text().replace("\r\n", "").contains("\r")).isFalse();
            }
            // What was read before is read still: the note with the line has all headings that it had.
            var headings = NoteOutline.of(after).lines().stream().filter(NoteOutline.Line::heading).count();
            assertThat(headings).isEqualTo(NoteOutline.of(note.text()).lines().stream().filter(NoteOutline.Line::heading).count() + (added.value().get().section() ? 1 : 0));
        });
    }

    @Test
    void the_added_line_is_read_as_a_line_of_its_own_and_all_claims_stay() {
        var options = NoteOptions.of(new TableCalendars());
        Seeds.each(1_500, seed -> {
            var made = note(new Random(seed));
            var line = NotePad.line(LocalDateTime.parse("2026-02-06T07:12"), "sold half of it, waiting for Friday");
            var added = AddedLine.to(made.text(), line, Optional.empty());
            if (added.value().isEmpty() || made.text().indexOf('\0') >= 0) {
                return;
            }
            var after = added.value().get().edit().in(made.text());
            var read = NoteParser.parse("2026-02-06.md", after.getBytes(StandardCharsets.UTF_8), options).value();

            assertThat(read.claims().stream().map(one -> one.source().quote())).as(after).anyMatch(quote -> quote.contains("sold half of it"));
            var before = NoteParser.parse("2026-02-06.md", made.text().getBytes(StandardCharsets.UTF_8), options).value();
            assertThat(read.links()).hasSameSizeAs(before.links());
        });
    }

    @Test
    void a_section_of_ours_is_put_in_and_taken_out_without_a_trace() {
        Seeds.each(2_000, seed -> {
            var text = note(new Random(seed)).text();
            if (!(MarkedSection.find(text, "close") instanceof MarkedSection.Seen.Absent) || NoteOutline.of(text).open().isPresent()) {
                return;
            }
            var edit = MarkedSection.add(text, "close", "one\n\n- two");
            var with = edit.in(text);
            assertThat(MarkedSection.find(with, "close")).as(with).isInstanceOfSatisfying(
                    MarkedSection.Seen.There.class, there -> assertThat(there.words()).isEqualTo("one\n\n- two"));
            assertThat(with.substring(0, edit.from()) + with.substring(edit.from() + edit.words().length())).isEqualTo(text);
            var other = MarkedSection.put(with, (MarkedSection.Seen.There) MarkedSection.find(with, "close"), "three").in(with);
            assertThat(MarkedSection.put(other, (MarkedSection.Seen.There) MarkedSection.find(other, "close"), "one\n\n- two").in(other)).isEqualTo(with);
        });
    }

    @Test
    void bytes_that_are_no_text_are_not_written_back() {
        assertThat(NoteBytes.read(new byte[] {(byte) 0xe4, 'x'})).isEmpty();
        assertThat(NoteBytes.read(new byte[] {(byte) 0xff, (byte) 0xfe, 'x'})).isEmpty();
        assertThat(NoteBytes.read(new byte[] {'a', 0, 'b'})).isEmpty();
        assertThat(NoteBytes.read("\ufeffa".getBytes(StandardCharsets.UTF_8)).orElseThrow().text()).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # no heading                       | # no heading
            50%% off %%                        | 50% % off % %
            %%%                                | % % %
            ![[chart]] and [[Long NVIDIA]]     | ! [[chart]] and [[Long NVIDIA]]
            ![x](https://example.org/a.png)    | ! [x](https://example.org/a.png)
            {{date}} {{{title}}}               | { {date}} { { {title}}}
            <% tp.date.now() %>                | < % tp.date.now() %>
            a <script>x</script> 3 < 4         | a \\<script>x\\</script> 3 < 4
            one ` tick                         | one \\` tick
            `code` and **bold** $180           | `code` and **bold** $180
            """)
    void words_make_nothing_of_the_note_around_them(String typed, String written) {
        assertThat(HarmlessWords.of(typed)).isEqualTo(written);
        assertThat(HarmlessWords.of(HarmlessWords.of(typed).replace("\\", ""))).isEqualTo(written);
    }

    @Test
    void several_lines_become_one() {
        assertThat(HarmlessWords.of(" a\r\n\n# b\u2028c\t\u0007d ")).isEqualTo("a # b c d");
    }

    @Test
    void hostile_words_change_nothing_that_is_read_below_them() {
        var options = NoteOptions.of(new TableCalendars());
        var below = "\n\n## Moves\n\n| Stock | Move |\n|---|---|\n| NVIDIA | -2% |\n\n[[Long NVIDIA]]\n";
        Seeds.each(2_000, seed -> {
            var random = new Random(seed);
            var parts = List.of("%%", "`", "```", "<!--", "<div", "![[", "[[", "]]", "{{date", "{{title}}", "<% tp.", "\n", "---", "#", "|", "$", "**", "tidewatch:start a", "\\", "x", " ");
            var words = new StringBuilder("x");
            for (int i = random.nextInt(12); i >= 0; i--) {
                words.append(parts.get(random.nextInt(parts.size())));
            }
            var text = "## Log\n" + NotePad.line(LocalDateTime.parse("2026-02-06T07:12"), words.toString()) + below;
            var note = NoteParser.parse("2026-02-06.md", text.getBytes(StandardCharsets.UTF_8), options).value();

            assertThat(note.claims(Claim.Move.class)).as(text).hasSize(1);
            assertThat(note.links()).extracting(Note.Link::target).as(text).contains("Long NVIDIA");
        });
    }
}
