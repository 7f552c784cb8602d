package tidewatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.app.CommandLineRun;

/** Half-written, broken and absurd files: the brief still comes, and each fault is named. */
class OneBadFileSpoilsNothing {
    private static final String MORNING = "2026-01-09";
    private static final LocalDate DAY = LocalDate.of(2026, 1, 6);

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void aSceneWithoutAFault() {
        scene = Scene.in(folder)
                .pricedUpTo(LocalDate.of(2026, 1, 8))
                .note("Long NVIDIA.md", "---\ncreated: 2025-11-03\n---\n# Long NVIDIA\n\n#thesis\n");
        var run = scene.run("brief", MORNING);
        assertThat(run.err()).as("nothing is told where nothing is wrong").isEmpty();
        assertThat(run.out()).contains("14 of 14 series");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    an unparsable price  | 2026-01-06,abc,205,201,203,1000           | XLI.csv line 401
                    an unparsable date   | 6 Jan 26,203,205,201,203,1000             | XLI.csv line 401
                    a price of 0         | 2026-01-06,0,0,0,0,1000                  | XLI.csv line 401
                    a negative price     | 2026-01-06,203,205,201,-203,1000          | XLI.csv line 401
                    high below low       | 2026-01-06,203,201,205,203,1000           | XLI.csv line 401
                    a close beyond range | 2026-01-06,203,205,201,999,1000           | XLI.csv line 401
                    too few cells        | 2026-01-06,203                            | XLI.csv line 401
                    no number            | 2026-01-06,NaN,NaN,NaN,NaN,NaN            | XLI.csv line 401
                    a duplicate day      | 2026-01-05,203,205,201,203,1000           | XLI.csv
                    an unordered day     | 2024-07-01,131,132,129,130,1000           | XLI.csv
                    """)
    void one_bad_row_is_named_by_file_and_line_and_all_else_stands(String what, String row, String told) {
        edit("XLI", line -> line.startsWith(DAY + ",") ? row : line);

        var run = scene.run("brief", MORNING);

        assertThat(run.exit()).isZero();
        assertThat(run.err()).as(what).contains(told);
        assertThat(run.out()).startsWith("Rotation brief · Fri 9 Jan 2026").contains("Tape", "14 of 14 series");
        assertThat(scene.chat(MORNING).text("/status")).as("and /status lists it").contains("Found while reading:").contains(told);
        assertThat(scene.chat(MORNING).text("/quote XLE XLI")).contains("Energy XLE: adjusted close of Thu 8 Jan 2026").contains("XLI: adjusted close of Thu 8 Jan 2026");
    }

    @Test
    void files_that_are_no_prices_are_named_and_left_out() {
        scene.file("prices/HEAD.csv", "date,open,high,low,close,volume\n")
                .file("prices/NONE.csv", "")
                .file("prices/BIN.csv", new byte[] {0, 1, 2, (byte) 0xFF, (byte) 0xFE, 10, 0, 0})
                .file("prices/PAGE.csv", "<html><body>Please sign in</body></html>\n")
                .file("prices/not a symbol!.csv", "date,close\n2026-01-08,1\n")
                .file("prices/read.me", "no prices");

        var run = scene.run("brief", MORNING);

        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("HEAD", "NONE.csv", "BIN.csv", "PAGE.csv", "not a symbol!.csv").doesNotContain("read.me");
        assertThat(run.out()).contains("Tape").contains("14 of 14 series");
    }

    @Test
    void a_folder_that_is_called_like_a_price_file_is_named() throws IOException {
        Files.createDirectories(scene.path("prices/DIR.csv"));

        var run = scene.run("brief", MORNING);

        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("DIR.csv");
    }

    @Test
    void a_share_without_its_last_row_is_named_in_the_brief() {
        edit("XLE", line -> line.startsWith("2026-01-08,") ? "" : line);

        assertThat(scene.run("brief", MORNING).out()).contains("13 of 14 series (no row: XLE)");
    }

    @Test
    void notes_that_cannot_be_read_are_named_and_the_others_weighed() throws IOException {
        var big = scene.path("notes/Big.md");
        try (var file = new RandomAccessFile(big.toFile(), "rw")) {
            file.setLength(50L * 1024 * 1024);
        }
        scene.file("notes/Binary.md", new byte[] {0, 1, 2, 3, (byte) 0xFF, 0, 0, 10, 13})
                .file("notes/Latin.md", "A note of an old editor in a caf\u00e9.\n".getBytes(StandardCharsets.ISO_8859_1))
                .note("Empty.md", "")
                .note("Loose ends.md", "[[\n```\n| a | b\n|---|\n---\n# \n[[]] [[|]] ![[x");
        Files.createDirectories(scene.path("notes/x.md"));

        var run = scene.run("brief", MORNING);

        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("Big.md", "Binary.md").doesNotContain("x.md: ").doesNotContain("Exception");
        assertThat(run.out()).contains("Tape").contains("[[Long NVIDIA]]");
        var chat = scene.chat(MORNING);
        assertThat(chat.text("/status")).contains("Big.md", "Binary.md");
        assertThat(chat.text("/note Latin")).contains("A note of an old editor");
        assertThat(CommandLineRun.of("notes", "lint", scene.path("notes").toString()).out()).as("and what is no UTF-8 is listed").contains("Latin.md");
        assertThat(chat.text("/note Empty")).contains("The note is empty.");
        assertThat(chat.text("/note Big")).doesNotContain("Something broke");
        assertThat(chat.text("/note Binary")).doesNotContain("Something broke");
    }

    @Test
    void a_vault_without_notes_is_named_and_the_market_still_told() {
        scene.without("notes/Long NVIDIA.md");

        var run = scene.run("brief", MORNING);

        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("The vault notes holds no Markdown note (*.md), so there is no claim to weigh.");
        assertThat(run.out()).contains("Tape").doesNotContain("Theses");
    }

    @Test
    void a_vault_that_is_missing_stops_the_start_with_the_next_step() {
        var run = CommandLineRun.of("brief", "--vault", "no-such-folder", "--prices", scene.path("prices").toString(), "--as-of", MORNING);

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("there is no no-such-folder. Name a folder of Markdown notes or one note");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2026-01-01 | The exchange is closed today (New Year's Day); the next session is Fri 2 Jan
                    2026-01-10 | close of Fri 9 Jan
                    2024-06-05 | close of Tue 4 Jun
                    """)
    void a_holiday_a_weekend_and_the_first_days_say_which_close_is_told(String asOf, String told) {
        scene.pricedUpTo(LocalDate.of(2026, 1, 9));

        var run = scene.run("brief", asOf);

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains(told);
    }

    @Test
    void a_day_before_the_first_price_says_that_there_is_none() {
        var run = scene.run("brief", "2024-06-03");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("There is no price up to 2024-05-31 in CSV files in ");
    }

    private void edit(String symbol, UnaryOperator<String> change) {
        try {
            var file = scene.path("prices/" + symbol + ".csv");
            var lines = Files.readAllLines(file).stream().map(change).filter(line -> !line.isEmpty()).toList();
            scene.file("prices/" + symbol + ".csv", String.join("\n", lines) + "\n");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
