package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reading costs what the text is long: four times the text may not cost sixteen times the work. Work is the processor time of this
 * thread, the least of three runs, so that other processes do not count.
 */
class GrowthTest {
    private static final NoteOptions OPTIONS = NoteOptions.of(new TableCalendars());

    static Stream<Arguments> shapes() {
        return Stream.of(
                shape("open brackets", 12_000, n -> "[".repeat(n)),
                shape("open links", 8_000, n -> "[[a".repeat(n)),
                shape("one long line", 200_000, n -> "word ".repeat(n)),
                shape("words without a stop", 3_000, n -> "word ".repeat(n)),
                shape("digits", 18_000, n -> "1".repeat(n)),
                shape("dashes", 18_000, n -> "-".repeat(n) + "1%"),
                shape("signs and per cents", 4_500, n -> "+1% ".repeat(n)),
                shape("per cents", 18_000, n -> "%".repeat(n)),
                shape("names with figures", 900, n -> "Apple fell 3% vs Nasdaq ".repeat(n)),
                shape("against without end", 2_000, n -> "Apple +3% vs ".repeat(n)),
                shape("brackets with figures", 2_000, n -> "Apple (".repeat(n) + "+3%"),
                shape("stock words", 2_000, n -> "stock fell 3% ".repeat(n)),
                shape("Chinese", 9_000, n -> "标普涨".repeat(n / 3) + "3%"),
                shape("streak words", 2_500, n -> "7 days straight ".repeat(n)),
                shape("flow words", 2_500, n -> "out of into ".repeat(n)),
                shape("a cell of slashes", 4_000, n -> table("a/".repeat(n) + "|" + "+1%/".repeat(n))),
                shape("a cell of digits", 40_000, n -> table("Apple|" + "1".repeat(n) + "%")),
                shape("a cell of dashes", 40_000, n -> table("Apple|" + "-".repeat(n) + "1%")),
                shape("a cell of vs", 5_000, n -> table("Apple|+1% " + "vs a ".repeat(n))),
                shape("many cells", 20_000, n -> table("Apple|+1%|\n|".repeat(n) + "Apple|+2%")),
                shape("labels", 4_000, n -> "- Stop: $1\n".repeat(n)),
                shape("watch clauses", 3_000, n -> "Watch: " + "CPI (a; b); ".repeat(n / 10)),
                shape("nested items", 400, n -> nested(n)),
                shape("nested quotes", 2_000, n -> "> ".repeat(n) + "x"));
    }

    private static Arguments shape(String name, int size, IntFunction<String> text) {
        return Arguments.of(name, size, text);
    }

    private static String table(String row) {
        return "|Stock|Move|\n|-|-|\n|" + row + "|\n";
    }

    private static String nested(int depth) {
        var out = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            out.append("  ".repeat(i)).append("- x\n");
        }
        return out.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void four_times_the_text_is_less_than_twelve_times_the_work(String name, int size, IntFunction<String> text) {
        // Deep nesting repeats its blanks: there the length itself grows with the square.
        work(text.apply(Math.max(1, size / 4)));
        long small = work(text.apply(size / 4));
        long large = work(text.apply(size));
        double ratio = (double) text.apply(size).length() / text.apply(size / 4).length();
        assertThat(large)
                .as("%s: %d ms for a quarter, %d ms for the whole", name, small / 1_000_000, large / 1_000_000)
                .isLessThan(Math.max(150_000_000L, (long) (small * ratio * 3)));
    }

    private static long work(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var clock = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long before = clock.getCurrentThreadCpuTime();
            NoteParser.parse("x.md", bytes, OPTIONS);
            best = Math.min(best, clock.getCurrentThreadCpuTime() - before);
        }
        return best;
    }

    @Test
    void a_note_with_damaged_bytes_is_read_and_quotes_its_own_text() {
        var notes = new String[] {
            RotationNoteTest.fixture(),
            "# Intel (INTC)\n\n- Stop: $39.50\n- Stock fell 7% on Jan 8\n\n| Stock | Move |\n|---|---|\n| 标普 500 | −2 % |\n"
        };
        for (int seed = 0; seed < 400; seed++) {
            var random = new Random(seed);
            var bytes = notes[seed % notes.length].getBytes(StandardCharsets.UTF_8);
            int hits = 1 + random.nextInt(12);
            for (int i = 0; i < hits; i++) {
                int at = random.nextInt(bytes.length);
                switch (random.nextInt(4)) {
                    case 0 -> bytes[at] = (byte) (1 + random.nextInt(255));
                    case 1 -> bytes[at] = (byte) "|[]-%$#>`\n\r:()".charAt(random.nextInt(14));
                    case 2 -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
                    default -> {
                        var twice = new byte[Math.min(20_000, bytes.length + at)];
                        System.arraycopy(bytes, 0, twice, 0, Math.min(bytes.length, twice.length));
                        System.arraycopy(bytes, 0, twice, Math.min(bytes.length, twice.length), Math.max(0, twice.length - bytes.length));
                        bytes = twice;
                    }
                }
            }
            var text = NoteText.decode(bytes, OPTIONS.fallback()).text();
            var found = NoteParser.parse("x.md", bytes, OPTIONS);
            assertThat(found.problems()).as("seed %d", seed).isEmpty();
            for (var claim : found.value().claims()) {
                var place = claim.source().place();
                assertThat(claim.source().quote()).as("seed %d", seed).isEqualTo(text.substring(place.start(), place.end()));
            }
        }
    }
}
