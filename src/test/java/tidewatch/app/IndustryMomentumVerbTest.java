package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.testing.Golden;

/** {@code tidewatch backtest industry-momentum} as somebody at a terminal has it: words, figures, streams and exit codes. */
class IndustryMomentumVerbTest {
    /** Invented returns, and what {@code momentum.py} beside them, in another language and arithmetic, makes of them. */
    private static final Path FIXTURE = Path.of("src", "test", "resources", "momentum");

    private static final String RETURNS = FIXTURE.resolve("returns.csv").toString();

    @TempDir
    Path folder;

    private static CommandLineRun run(String... words) {
        return CommandLineRun.of(Stream.concat(Stream.of("backtest", "industry-momentum"), Arrays.stream(words)).toArray(String[]::new));
    }

    private static CommandLineRun fixture(String... words) {
        return run(Stream.concat(Stream.of("--returns", RETURNS, "--unit", "percent"), Arrays.stream(words)).toArray(String[]::new));
    }

    @Test
    void the_table_says_what_was_held_against_what() {
        var run = fixture("--from", "2003-03", "--to", "2009-11", "--lookback", "12", "--top", "1,2,3", "--rf", "3.81", "--missing", "-99.99,-999", "--format", "text");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(Exit.FINE);
        Golden.check("app/industry-momentum.txt", run.out());
    }

    @Test
    void every_figure_is_that_of_an_independent_computation() throws IOException {
        var run = fixture("--from", "2003-03", "--to", "2009-11", "--lookbacks", "1,3,12", "--combo", "1,3,6", "--top", "1,2,3", "--rf", "3.81", "--format", "json");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(Exit.FINE);
        var rows = new ObjectMapper().readTree(run.out()).get("rows");
        var expected = Files.readAllLines(FIXTURE.resolve("expected.csv"));
        assertThat(rows).hasSize(expected.size() - 1).hasSize(20);
        for (int i = 0; i < rows.size(); i++) {
            same(rows.get(i), List.of(expected.get(i + 1).split(",")));
        }
    }

    private static void same(JsonNode row, List<String> cells) {
        var name = row.get("name").textValue();
        assertThat(name.replace(",", "")).isEqualTo(cells.getFirst());
        if (cells.get(1).equals("absent")) {
            assertThat(row.get("absent").textValue()).isEqualTo("no return for 2003-03");
            return;
        }
        close(name, row.get("cagrPct"), 100, cells.get(1));
        close(name, row.get("stdevPct"), 100, cells.get(2));
        close(name, row.get("sharpe"), 1, cells.get(3));
        close(name, row.get("maxDrawdownPct"), 100, cells.get(4));
        assertThat(row.get("bestYear").get("year").asText()).isEqualTo(cells.get(5));
        close(name, row.get("bestYear").get("returnPct"), 100, cells.get(6));
        assertThat(row.get("worstYear").get("year").asText()).isEqualTo(cells.get(7));
        close(name, row.get("worstYear").get("returnPct"), 100, cells.get(8));
        var above = row.path("yearsAboveEqualWeight");
        assertThat(above.isMissingNode()).isEqualTo(row.get("kind").textValue().equals("equal-weight"));
        assertThat(above.path("years").asText(cells.get(9))).as(name).isEqualTo(cells.get(9));
        assertThat(above.path("ofYears").asText(cells.get(10))).isEqualTo(cells.get(10));
    }

    private static void close(String name, JsonNode shown, double unit, String expected) {
        assertThat(shown.doubleValue() / unit).as(name).isCloseTo(Double.parseDouble(expected), within(1e-10));
    }

    @Test
    void a_file_of_the_library_is_read_as_it_is() throws IOException {
        var lines = new StringBuilder("This file was made for a test.\r\n\r\nMissing data are indicated by -99.99 or -999.\r\n\r\n\r\n  Average Value Weighted Returns -- Monthly\r\n,NoDur,Hlth \r\n");
        for (int t = 0; t < 24; t++) {
            lines.append(2001 + t / 12).append(String.format("%02d", t % 12 + 1)).append(t % 2 == 0 ? ",   1.00,  -0.50\r\n" : ",   0.25,   2.00\r\n");
        }
        lines.append("\r\n\r\n  Average Equal Weighted Returns -- Monthly\r\n,NoDur,Hlth \r\n200101,   9.00,   9.00\r\n");
        var file = Files.writeString(folder.resolve("2_Industry_Portfolios.CSV"), lines).toString();

        var run = run("--returns", file, "--unit", "percent", "--combo", "1,3", "--top", "1", "--format", "markdown");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(Exit.FINE);
        Golden.check("app/industry-momentum-library.md", run.out());
    }

    @Test
    void a_rule_that_cannot_be_followed_is_told_beside_the_others() {
        var run = fixture("--from", "2002-01", "--lookback", "3,24", "--top", "2");

        assertThat(run.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(run.err().strip()).isEqualTo("lookback 24, top 2: --from 2002-01 with lookback 24 needs data from 2000-01; the file starts 2001-01");
        assertThat(run.out()).contains("lookback 3, top 2  ", "• lookback 24, top 2: --from 2002-01", "• Late: no return for 2002-01");
    }

    @Test
    void without_a_single_rule_left_nothing_is_printed() {
        var run = fixture("--from", "2002-01", "--lookback", "24", "--top", "1,2");

        assertThat(run.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --top 0                             | --top 0 is too small: the least is 1
            --top 1,-2                          | --top -2 is too small: the least is 1
            --top 8                             | --top 8 is more than the 7 groups of the file
            --top one                           | Invalid value for option '--top' (N): 'one' is not an int
            --lookback 0                        | --lookback 0 is too small: the least is 1
            --lookback 2147483648               | Invalid value for option '--lookback' (MONTHS): '2147483648' is not an int
            --combo 3,0                         | --combo 0 is too small: the least is 1
            --from 2003-13                      | --from 2003-13 is no month: write 1928-01
            --to yesterday                      | --to yesterday is no month: write 1928-01
            --from 2005-01 --to 2004-12         | --from 2005-01 is after --to 2004-12
            --rf NaN                            | --rf NaN is no return of a year in percent: write 3.81
            --rf 1e9                            | --rf 1.0E9 is no return of a year in percent: write 3.81
            --unit bps                          | Invalid value for option '--unit': expected one of [PERCENT, FRACTION] (case-insensitive) but was 'bps'
            --wings 2                           | Unknown options: '--wings', '2'
            """)
    void what_makes_no_sense_ends_with_2_and_a_sentence(String typed, String sentence) {
        var run = fixture(typed.split(" "));

        assertThat(run.exit()).as(typed).isEqualTo(Exit.USAGE);
        assertThat(run.err().lines().findFirst()).contains(sentence);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).doesNotContain("Exception", "    at ");
    }

    @Test
    void the_unit_is_asked_for_when_it_is_not_said() {
        var run = run("--returns", RETURNS);

        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("returns.csv: say the unit with --unit percent or --unit fraction; half of the figures are beyond ")
                .contains("so they look like percent");
    }

    @Test
    void a_unit_that_looks_wrong_is_told_and_the_figures_stand() throws IOException {
        var file = Files.writeString(folder.resolve("small.csv"), "month,A,B\n2001-01,.01,.02\n2001-02,.02,.01\n2001-03,-.01,.01\n").toString();

        var run = run("--returns", file, "--unit", "percent", "--lookback", "1", "--top", "1");

        assertThat(run.exit()).isEqualTo(Exit.FINE);
        assertThat(run.err().strip()).isEqualTo("small.csv: --unit percent may be wrong: half of the figures are beyond 0.0100 up or down, so they look like fractions");
        assertThat(run.out()).contains("no full year");
    }

    @Test
    void a_file_that_cannot_be_used_ends_with_1_and_its_name() throws IOException {
        var absent = run("--returns", folder.resolve("absent.csv").toString(), "--unit", "percent");
        assertThat(absent.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(absent.err().strip()).isEqualTo("absent.csv: there is no such file; correct its path");

        var gap = Files.writeString(folder.resolve("gap.csv"), "month,A\n1929-01,1\n1929-03,2\n").toString();
        var run = run("--returns", gap, "--unit", "percent");
        assertThat(run.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(run.err().strip()).isEqualTo("gap.csv line 3: month 1929-03 follows 1929-01, one month is missing");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void backtest_alone_says_which_there_are() {
        var run = CommandLineRun.of("backtest");
        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).startsWith("Say which: tidewatch backtest ").contains("industry-momentum");
        assertThat(run("--help").out()).contains("--returns=FILE", "--lookback=MONTHS", "no advice");
    }
}
