package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.provider.ReturnsFile.Unit;

class ReturnsFileTest {
    private static final Double NONE = Double.NaN;
    private static final List<String> CODES = List.of("-99.99", "-999");

    /** The layout of the data library; the figures are invented. */
    private static final String LIBRARY =
            """
            This file was made for a test, with figures out of the air.
            It contains value- and equal-weighted returns for 3 industry portfolios.

            Missing data are indicated by -99.99 or -999.


              Average Value Weighted Returns -- Monthly
            ,NoDur,Telcm,Hlth\s
            192611,   1.50, -99.99,   0.25
            192612,  -2.00,   3.00,  -999
            192701,   0.00,   1.25,  10.75


              Average Equal Weighted Returns -- Monthly
            ,NoDur,Telcm,Hlth\s
            192611,   9.00,   9.00,   9.00
            192612,   9.00,   9.00,   9.00
            192701,   9.00,   9.00,   9.00


              Average Value Weighted Returns -- Annual
            ,NoDur,Telcm,Hlth\s
              1927,   8.00,   8.00,   8.00


              Number of Firms in Portfolios
            ,NoDur,Telcm,Hlth\s
            192611,   7,   7,   7
            192612,   7,   7,   7
            192701,   7,   7,   7

            Nobody holds a right on this.
            """;

    @TempDir
    Path folder;

    private static Found<Optional<ReturnsFile>> read(String text) {
        return ReturnsFile.of("FILE", text, Optional.of(Unit.PERCENT), CODES);
    }

    private static ReturnsFile file(String text) {
        var found = read(text);
        assertThat(lines(found)).isEmpty();
        return found.value().orElseThrow();
    }

    private static List<String> lines(Found<?> found) {
        return found.problems().stream().map(Problem::line).toList();
    }

    private static String refusal(String text) {
        var found = read(text);
        assertThat(found.value()).isEmpty();
        assertThat(found.problems()).hasSize(1);
        return found.problems().getFirst().line();
    }

    /** Rows of values; boxed, so that NaN equals NaN. */
    private static List<List<Double>> values(ReturnsFile file) {
        var returns = file.returns();
        return IntStream.range(0, returns.months())
                .mapToObj(t -> IntStream.range(0, returns.groups().size()).mapToObj(g -> returns.at(t, g)).toList())
                .toList();
    }

    private static void isTheLibrary(ReturnsFile file) {
        assertThat(file.returns().groups()).containsExactly("NoDur", "Telcm", "Hlth");
        assertThat(file.returns().month(0)).isEqualTo(YearMonth.of(1926, 11));
        assertThat(values(file)).containsExactly(List.of(1.5 / 100, NONE, .25 / 100), List.of(-.02, .03, NONE), List.of(.0, 1.25 / 100, 10.75 / 100));
    }

    // ---- layouts

    @Test
    void of_a_file_of_the_library_the_first_monthly_value_weighted_table_is_taken() {
        isTheLibrary(file(LIBRARY));
        assertThat(file(LIBRARY).table()).isEqualTo("Average Value Weighted Returns -- Monthly");
    }

    @Test
    void line_ends_of_windows_and_a_byte_order_mark_change_nothing() {
        isTheLibrary(file("\uFEFF" + LIBRARY.replace("\n", "\r\n")));
    }

    @Test
    void the_value_weighted_table_may_stand_behind_another() {
        var swapped = LIBRARY.replace("Average Value Weighted Returns -- Monthly", "FIRST").replace("Average Equal Weighted Returns -- Monthly", "Average Value-Weighted Returns -- Monthly")
                .replace("FIRST", "Average Equal Weighted Returns -- Monthly");
        assertThat(file(swapped).returns().at(0, 0)).isEqualTo(.09);
    }

    @Test
    void a_file_without_a_value_weighted_monthly_table_is_refused() {
        assertThat(refusal(LIBRARY.replace("Average Value Weighted Returns -- Monthly", "Average Equal Weighted Returns -- Monthly")))
                .isEqualTo("FILE: none of its tables is monthly and value-weighted; the first is \"Average Equal Weighted Returns -- Monthly\"");
    }

    @Test
    void the_library_in_columns_of_blanks_reads_the_same() {
        var blanks = LIBRARY.replace(",NoDur,Telcm,Hlth ", "          NoDur   Telcm    Hlth").replace(",", " ");
        isTheLibrary(file(blanks));
        assertThat(file(blanks).table()).isEqualTo("Average Value Weighted Returns -- Monthly");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "month,A,B\n2001-01,1,2\n2001-02,3,\n",
        "month;A;B\n2001-01;1;2\n2001-02;3;\n",
        "month\tA\tB\n2001-01\t1\t2\n2001-02\t3\t\n",
        "date,A,B\n2001-01-31,1,2\n2001-02-28,3,-99.99\n",
        "date,A,B\n20010131,1,2\n20010228,3,-999.0\n",
        "\"month\",\"A\",\"B\"\n\"200101\",\"1\",\"2\"\n\"200102\",\"3\",\"\"\n",
        "\n\nmonth , A , B ,\n\n 2001-01 , 1.0 , +2e0 ,\n\n2001-02, 3., ,",
        "Some title\n,A,B\n200101,1,2\n200102,3,-99.99"
    })
    void plain_files_read_the_same(String text) {
        var file = file(text);
        assertThat(file.returns().groups()).containsExactly("A", "B");
        assertThat(file.returns().month(0)).isEqualTo(YearMonth.of(2001, 1));
        assertThat(values(file)).containsExactly(List.of(.01, .02), List.of(.03, NONE));
    }

    @Test
    void a_fraction_is_taken_as_it_is_and_a_code_may_be_a_word() {
        var found = ReturnsFile.of("FILE", "month,A\n2001-01,.015\n2001-02,n/a\n", Optional.of(Unit.FRACTION), List.of("N/A"));
        assertThat(found.problems()).isEmpty();
        assertThat(values(found.value().orElseThrow())).containsExactly(List.of(.015), List.of(NONE));
    }

    @Test
    void a_first_month_without_a_single_return_is_a_month() {
        var found = ReturnsFile.of("FILE", "month,A,B\n2001-01,,\n2001-02,n/a,N/A\n2001-03,1,2\n", Optional.of(Unit.PERCENT), List.of("n/a", ""));
        assertThat(lines(found)).isEmpty();
        assertThat(values(found.value().orElseThrow())).containsExactly(List.of(NONE, NONE), List.of(NONE, NONE), List.of(.01, .02));
    }

    @Test
    void a_large_file_of_rows_that_are_none_is_refused() {
        var text = new StringBuilder("month,A\n");
        for (int t = 0; t < 100_000; t++) {
            text.append("2001-01,1\n?\n\n");
        }
        assertThat(refusal(text.toString())).isEqualTo("FILE line 3: \"?\" is no month such as 2001-01");
    }

    // ---- the unit

    @Test
    void without_a_unit_the_figures_are_looked_at_and_not_guessed() {
        var percent = ReturnsFile.of("FILE", LIBRARY, Optional.empty(), CODES);
        assertThat(percent.value()).isEmpty();
        assertThat(lines(percent)).containsExactly(
                "FILE: say the unit with --unit percent or --unit fraction; half of the figures are beyond 1.50 up or down, so they look like percent");
        assertThat(percent.problems().getFirst().reason()).isEqualTo(Reason.BAD_ARGUMENT);
        assertThat(lines(ReturnsFile.of("FILE", "month,A\n2001-01,.015\n2001-02,-.02\n", Optional.empty(), CODES)))
                .containsExactly("FILE: say the unit with --unit percent or --unit fraction; half of the figures are beyond 0.0200 up or down, so they look like fractions");
        assertThat(lines(ReturnsFile.of("FILE", "month,A\n2001-01,0\n", Optional.empty(), CODES))).containsExactly("FILE: say the unit with --unit percent or --unit fraction");
    }

    @Test
    void a_unit_that_the_figures_do_not_look_like_is_told() {
        var small = read("month,A\n2001-01,.015\n2001-02,-.02\n");
        assertThat(small.value()).isPresent();
        assertThat(lines(small)).containsExactly("FILE: --unit percent may be wrong: half of the figures are beyond 0.0200 up or down, so they look like fractions");
        assertThat(small.problems().getFirst().reason()).isEqualTo(Reason.NOTICE);
        assertThat(lines(ReturnsFile.of("FILE", LIBRARY, Optional.of(Unit.FRACTION), CODES)))
                .containsExactly("FILE line 10: group NoDur has -2.00, which is below -100 %; the figures look like percent: --unit percent");
    }

    @Test
    void a_return_below_everything_is_refused() {
        assertThat(refusal("month,A,B\n2001-01,1,-100\n2001-02,1,-100.5\n"))
                .isEqualTo("FILE line 3: group B has -100.5 %, which is below -100 %; if that means missing, say --missing -100.5");
    }

    // ---- months

    @Test
    void a_missing_month_is_named() {
        assertThat(refusal("month,A\n1929-01,1\n1929-03,1\n")).isEqualTo("FILE line 3: month 1929-03 follows 1929-01, one month is missing");
        assertThat(refusal("month,A\n192901,1\n192912,1\n")).isEqualTo("FILE line 3: month 1929-12 follows 1929-01, 10 months are missing");
    }

    @Test
    void a_month_twice_and_months_that_fall_are_named() {
        assertThat(refusal("month,A\n1929-01,1\n1929-02,1\n1929-02,1\n")).isEqualTo("FILE line 4: month 1929-02 stands twice, first in line 3");
        assertThat(refusal("month,A\n1929-03,1\n1929-02,1\n1929-01,1\n"))
                .isEqualTo("FILE line 3: month 1929-02 follows 1929-03; the months must rise: put the oldest first");
        assertThat(refusal("month,A\n1929-03,1\n1929-04,1\n1929-01,1\n")).isEqualTo("FILE line 4: month 1929-01 follows 1929-04; the months must rise");
    }

    @Test
    void days_weeks_and_years_are_no_months() {
        assertThat(refusal("date,A\n19260701,1\n19260702,1\n19260706,1\n")).isEqualTo("FILE line 2: the rows are days or weeks, from 19260701 on; monthly returns are needed");
        assertThat(refusal("date,A\n2001-01-05,1\n2001-01-12,1\n2001-01-19,1\n2001-01-26,1\n2001-02-02,1\n"))
                .startsWith("FILE line 2: the rows are days or weeks");
        assertThat(refusal("year,A\n1926,1\n1927,1\n")).isEqualTo("FILE line 2: the rows are years, from 1926 on; monthly returns are needed");
        assertThat(refusal("date,A\n2001-01-31,1\n2001-02-27,1\n2001-02-28,1\n")).isEqualTo("FILE line 4: month 2001-02 stands twice, first in line 3");
    }

    @Test
    void a_row_among_months_that_is_none_is_refused_and_cuts_nothing_short() {
        assertThat(refusal("month,A\n2001-01,1\n2001-O2,1\n2001-03,1\n")).isEqualTo("FILE line 3: \"2001-O2\" is no month such as 2001-01");
        assertThat(refusal("month,A\n2001-01,1\nrevised from here\n2001-02,1\n")).isEqualTo("FILE line 3: \"revised from here\" is no month such as 2001-01");
        assertThat(refusal("month,A\n2001-01,1\n\nrevised from here\n\n2001-02,1\n")).isEqualTo("FILE line 4: \"revised from here\" is no month such as 2001-01");
        assertThat(refusal("month,A\n2001-01,1\n\n2001-13,1\n2001-14,1\n2001-03,1\n")).isEqualTo("FILE line 5: the line above the first month must name the groups; \"1\" is a number");
        assertThat(refusal("month,A\n2001-01,1\n2001,1\n")).isEqualTo("FILE line 3: \"2001\" is no month such as 2001-01");
        assertThat(refusal("month,A\n2001-12,1\n2001-13,1\n")).isEqualTo("FILE line 3: \"2001-13\" is no month such as 2001-12");
    }

    // ---- cells and names

    @Test
    void what_is_no_number_is_named_with_its_group() {
        assertThat(lines(read("month,A,B\n2001-01,1,x1\n2001-02,NaN,Infinity\n2001-03,1e999,1.0%\n2001-04,(3),0x10\n"))).containsExactly(
                "FILE line 2: group B: \"x1\" is no number; if it means missing, say so with --missing",
                "FILE line 3: group A: \"NaN\" is no number; if it means missing, say so with --missing",
                "FILE line 3: group B: \"Infinity\" is no number; if it means missing, say so with --missing",
                "FILE line 4: group A: \"1e999\" is no number; if it means missing, say so with --missing",
                "FILE line 4: group B: \"1.0%\" is no number; if it means missing, say so with --missing",
                "FILE: 2 more cells are no number");
    }

    @Test
    void rows_and_names_must_fit_each_other() {
        assertThat(refusal("month,A,B\n2001-01,1,2\n2001-02,1\n")).isEqualTo("FILE line 3: the row has 2 cells, the line of names has 3");
        assertThat(refusal("month,A,B\n2001-01,1,2\n2001-02,1,2,3\n")).isEqualTo("FILE line 3: the row has 4 cells, the line of names has 3");
        assertThat(refusal("month,A,,C\n2001-01,1,2,3\n")).isEqualTo("FILE line 1: column 3 has no name");
        assertThat(refusal("month,A,A\n2001-01,1,2\n")).isEqualTo("FILE line 1: two columns are called A");
        assertThat(refusal("2001-01,1,2\n2001-02,1,2\n"))
                .isEqualTo("FILE line 1: the groups have no names: the line above the first row must hold them, such as month,NoDur,Durbl");
        assertThat(refusal("192613,1,2\n192701,1,2\n")).isEqualTo("FILE line 1: the line above the first month must name the groups; \"1\" is a number");
    }

    // ---- files

    @Test
    void what_is_no_table_is_said() {
        assertThat(refusal("")).isEqualTo("FILE: the file is empty");
        assertThat(refusal(" \r\n \n")).isEqualTo("FILE: the file is empty");
        var none = "FILE: this is no table of monthly returns: no line begins with a month, such as 192607 or 1926-07, and goes on with figures";
        assertThat(refusal("# A note\n\nSome words, with commas, and 2001-01 too.\n")).isEqualTo(none);
        assertThat(refusal("month,A,B\n")).isEqualTo(none);
    }

    @Test
    void files_that_cannot_be_read_are_named_without_their_folder() throws IOException {
        assertThat(lines(ReturnsFile.read(folder.resolve("absent.csv"), Optional.of(Unit.PERCENT), CODES))).containsExactly("absent.csv: there is no such file; correct its path");
        assertThat(lines(ReturnsFile.read(folder, Optional.of(Unit.PERCENT), CODES))).containsExactly(folder.getFileName() + ": is a folder; name a file in it");
        var zip = Files.write(folder.resolve("10_Industry.zip"), new byte[] {'P', 'K', 3, 4, 0, 0});
        assertThat(lines(ReturnsFile.read(zip, Optional.of(Unit.PERCENT), CODES)))
                .containsExactly("10_Industry.zip: this is no text file (a zip archive, or text in UTF-16?); unpack it, or save it as UTF-8");
        var good = Files.write(folder.resolve("good.csv"), LIBRARY.replace("air.", "a\u00efr.").getBytes(StandardCharsets.ISO_8859_1));
        isTheLibrary(ReturnsFile.read(good, Optional.of(Unit.PERCENT), CODES).value().orElseThrow());
        assertThat(ReturnsFile.read(good, Optional.of(Unit.PERCENT), CODES).value().orElseThrow().name()).isEqualTo("good.csv");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void a_damaged_file_is_refused_or_read_and_never_throws(long seed) {
        var random = new Random(seed);
        var letters = "0123456789.,;-\n\r\t \"x%\uFFFDé".toCharArray();
        for (int round = 0; round < 500; round++) {
            var text = new StringBuilder(LIBRARY);
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                text.setCharAt(random.nextInt(text.length()), letters[random.nextInt(letters.length)]);
            }
            var damaged = text.substring(0, random.nextInt(text.length() + 1));
            var found = read(damaged);
            assertThat(found.value().isPresent() || !found.problems().isEmpty()).as("seed %s, round %s", seed, round).isTrue();
            found.value().ifPresent(file -> assertThat(values(file)).allSatisfy(row -> assertThat(row).noneMatch(one -> one < -1 || one.isInfinite())));
        }
    }
}
