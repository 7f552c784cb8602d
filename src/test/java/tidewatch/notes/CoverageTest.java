package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is dropped: the spans of claims and structure hold every non-blank character, and a quote is the text of its span. */
class CoverageTest {
    private static final NoteOptions OPTIONS = NoteOptions.of(new TableCalendars());

    static LongStream seeds() {
        var asked = System.getProperty("gen.seed", "");
        return asked.isEmpty() ? LongStream.range(0, 400) : LongStream.of(Long.parseLong(asked));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_character_of_a_random_note_is_accounted_for(long seed) {
        assertCovered("random " + seed, new RandomNote(new Random(seed)).text());
    }

    @Test
    void every_character_of_the_rotation_note_is_accounted_for() {
        assertCovered("fixture", RotationNoteTest.fixture());
    }

    @Test
    void every_note_of_a_real_vault_is_read_and_accounted_for() throws IOException {
        var root = TestData.folder().resolve("vaults").resolve("kepano");
        assumeThat(Files.isDirectory(root))
                .as("no folder %s: a real vault is not read", root)
                .isTrue();
        var found = Vault.read(root, OPTIONS);
        assertThat(found.problems()).isEmpty();
        assertThat(found.value().notes()).hasSizeGreaterThan(50);
        for (var note : found.value().notes()) {
            assertCovered(note.path(), found.value().text(note.path()));
        }
    }

    static void assertCovered(String path, String text) {
        var found = NoteParser.read(path, text.getBytes(StandardCharsets.UTF_8), OPTIONS);
        assertThat(found.problems()).as(path).isEmpty();
        var reading = found.value();
        var taken = new BitSet();
        for (var claim : reading.note().claims()) {
            var place = claim.source().place();
            assertThat(claim.source().quote())
                    .as("%s %s", path, place)
                    .isEqualTo(reading.text().substring(place.start(), place.end()));
            assertThat(claim.source().rule()).isIn(RULES);
            taken.set(place.start(), place.end());
        }
        reading.structure().forEach(at -> taken.set(at.start(), at.end()));
        for (int i = 0; i < reading.text().length(); i++) {
            if (!NameKey.isSpace(reading.text().charAt(i)) && !taken.get(i)) {
                throw new AssertionError(path + ": character " + i + " is dropped: "
                        + reading.text()
                                .substring(
                                        Math.max(0, i - 40),
                                        Math.min(reading.text().length(), i + 40)));
            }
        }
        for (var link : reading.note().links()) {
            var at = link.place();
            assertThat(reading.text().substring(at.start(), at.end())).as(path).containsAnyOf("[[", "](");
        }
    }

    private static final List<String> RULES =
            java.util.Arrays.stream(Rule.values()).map(Rule::id).toList();

    /** Markdown as people and accidents write it: every construct, nested, broken and glued together. */
    private record RandomNote(Random random) {
        private static final List<String> WORDS = List.of(
                "Apple",
                "[[NVIDIA]]",
                "[[Long NVIDIA|long]]",
                "+8%",
                "-7 days consecutive",
                "out of growth into value",
                "Russell 2000",
                "*bold*",
                "**Status**:",
                "`code [[x]]`",
                "~~gone +5%~~",
                "$1.5T",
                "late Jan",
                "on Jan 2",
                "2024-25",
                "A → B",
                "|",
                "\\|",
                "[[",
                "]]",
                "%%",
                "![[chart.png]]",
                "[x](Stocks/NVDA.md)",
                "https://example.org/a_b",
                "<br>",
                "<b>x</b>",
                "&amp;",
                "#tag/sub",
                "^id-1",
                "key:: value",
                "(5%)",
                "vs",
                "Nasdaq",
                "7 days",
                "—",
                "–2%",
                "🔴",
                "日本語",
                "é",
                "e\u0301",
                "\u00a0",
                "Watch: Q4 earnings (late Jan) for x",
                "if",
                "not",
                "fading",
                "$$",
                "{x}",
                "\\*",
                "_u_",
                "1.",
                "\t",
                "\u2028");
        private static final List<String> HEADS = List.of(
                "Winners",
                "Losers (growth/tech)",
                "Key moves (Jan 8, 2026)",
                "Drivers",
                "1. Tax selling",
                "Sectors favored for 2026",
                "Implications for theses",
                "How long does it last?",
                "Related",
                "What to watch",
                "What validates",
                "Vehicles",
                "",
                "Flow");
        private static final List<String> COLUMNS = List.of(
                "Stock",
                "Move",
                "Note",
                "Thesis",
                "Impact",
                "Scenario",
                "Duration",
                "Flow",
                "Detail",
                "Sector",
                "Risk",
                "metric",
                "value",
                "Date",
                "Event",
                "Level",
                "Ticker",
                "1D / YTD",
                "");

        String text() {
            var out = new StringBuilder();
            if (random.nextInt(4) == 0) {
                out.append("---\ntags: [a, b]\ndate: 2026-01-08\n")
                        .append(random.nextInt(3) == 0 ? "x: [\n" : "")
                        .append("---\n");
            }
            int blocks = random.nextInt(14);
            for (int i = 0; i < blocks; i++) {
                block(out);
                out.append(random.nextInt(5) == 0 ? "" : "\n");
            }
            var text = out.toString();
            return switch (random.nextInt(5)) {
                case 0 -> text.replace("\n", "\r\n");
                case 1 -> text.isEmpty() ? text : text.substring(0, random.nextInt(text.length()));
                default -> text;
            };
        }

        private void block(StringBuilder out) {
            switch (random.nextInt(10)) {
                case 0, 1 ->
                    out.append("#".repeat(1 + random.nextInt(6)))
                            .append(' ')
                            .append(pick(HEADS))
                            .append('\n');
                case 2, 3 -> table(out);
                case 4 -> list(out, "");
                case 5 ->
                    out.append("> [!note]- ")
                            .append(pick(HEADS))
                            .append("\n> ")
                            .append(line())
                            .append("\n> - ")
                            .append(line())
                            .append('\n');
                case 6 -> out.append("```\n").append(line()).append('\n').append(random.nextInt(4) == 0 ? "" : "```\n");
                case 7 ->
                    out.append(line())
                            .append('\n')
                            .append(random.nextInt(2) == 0 ? "---\n" : "")
                            .append(line())
                            .append('\n');
                case 8 ->
                    out.append("%% ")
                            .append(line())
                            .append(random.nextInt(3) == 0 ? "" : " %%")
                            .append('\n');
                default -> out.append(line()).append('\n');
            }
        }

        private void list(StringBuilder out, String indent) {
            int items = 1 + random.nextInt(4);
            for (int i = 0; i < items; i++) {
                var mark =
                        List.of("- ", "* ", (i + 1) + ". ", "- [ ] ", "- [x] ").get(random.nextInt(5));
                out.append(indent).append(mark).append(line()).append('\n');
                if (random.nextInt(5) == 0 && indent.length() < 12) {
                    list(out, indent + "    ");
                }
            }
        }

        private void table(StringBuilder out) {
            int width = 1 + random.nextInt(4);
            var head = new StringBuilder("|");
            var line = new StringBuilder("|");
            for (int c = 0; c < width; c++) {
                head.append(' ').append(pick(COLUMNS)).append(" |");
                line.append("---|");
            }
            out.append(head).append('\n').append(line).append('\n');
            int rows = random.nextInt(5);
            for (int r = 0; r < rows; r++) {
                int cells = Math.max(1, width + random.nextInt(4) - 1);
                for (int c = 0; c < cells; c++) {
                    out.append("| ")
                            .append(pick(WORDS))
                            .append(random.nextInt(3) == 0 ? " " + pick(WORDS) : "")
                            .append(' ');
                }
                out.append(random.nextInt(3) == 0 ? "\n" : "|\n");
            }
            if (random.nextInt(4) == 0) {
                out.append("Watch: CPI; FOMC (Jan 28)\n");
            }
        }

        private String line() {
            var out = new StringBuilder();
            int words = random.nextInt(12);
            for (int i = 0; i < words; i++) {
                out.append(pick(WORDS)).append(random.nextInt(8) == 0 ? ". " : " ");
            }
            return out.toString();
        }

        private String pick(List<String> from) {
            return from.get(random.nextInt(from.size()));
        }
    }
}
