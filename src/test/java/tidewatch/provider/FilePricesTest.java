package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.market.Basis;
import tidewatch.market.CorporateAction.CashDividend;
import tidewatch.market.CorporateAction.PriceFactor;
import tidewatch.market.CorporateAction.Split;
import tidewatch.market.Instrument;
import tidewatch.market.PriceSeries;
import tidewatch.market.Universe;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

class FilePricesTest {
    private static final LocalDate TO = LocalDate.parse("2026-01-30");

    @TempDir
    Path folder;

    private void put(String name, String resource) throws IOException {
        try (InputStream in = FilePricesTest.class.getResourceAsStream("/prices/" + resource + ".csv")) {
            Files.copy(java.util.Objects.requireNonNull(in), folder.resolve(name));
        }
    }

    private Found<List<PriceSeries>> read(LocalDate to) {
        return FilePrices.of(List.of(folder)).history(Set.of(), LocalDate.MIN, to);
    }

    private PriceSeries one(String resource) throws IOException {
        put("AAA.csv", resource);
        Found<List<PriceSeries>> found = read(TO);
        assertThat(found.problems()).isEmpty();
        assertThat(found.value()).hasSize(1);
        return found.value().getFirst();
    }

    private static double[] closes(PriceSeries series) {
        return IntStream.range(0, series.size()).mapToDouble(series::close).toArray();
    }

    private static List<String> lines(Found<?> found) {
        return found.problems().stream().map(Problem::line).toList();
    }

    @Test
    void columns_are_found_by_name_in_any_order_and_case() throws IOException {
        PriceSeries series = one("adjusted-any-order");
        assertThat(series.basis()).isEqualTo(Basis.SPLIT);
        assertThat(closes(series)).containsExactly(100, 98, 99);
        assertThat(series.open(0)).isEqualTo(100);
        assertThat(series.high(0)).isEqualTo(101);
        assertThat(series.low(0)).isEqualTo(99);
        assertThat(series.volume(2)).isEqualTo(1200);
        assertThat(series.adjusted(0)).isEqualTo(49);
        assertThat(series.actions()).containsExactly(new CashDividend(LocalDate.parse("2026-01-06"), 2));
        assertThat(series.origin().provider()).isEqualTo("csv");
        assertThat(series.origin().feed()).isEqualTo(folder.getFileName().toString());
        assertThat(series.origin().fetchedAt()).isAfter(Instant.EPOCH);
    }

    @Test
    void newest_first_with_windows_line_ends_is_turned_around() throws IOException {
        PriceSeries series = one("newest-first-crlf");
        assertThat(series.basis()).isEqualTo(Basis.TOTAL);
        assertThat(series.date(0)).isEqualTo("2026-01-05");
        assertThat(closes(series)).containsExactly(100, 98, 99);
        assertThat(series.volume(2)).isEqualTo(1200);
    }

    @Test
    void of_rows_of_one_day_the_latest_time_wins_and_it_is_told() throws IOException {
        put("AAA.csv", "date-with-time");
        Found<List<PriceSeries>> found = read(TO);
        assertThat(closes(found.value().getFirst())).containsExactly(100, 98, 99);
        assertThat(lines(found)).containsExactly("AAA.csv: 2 rows repeat the day of another; 3 days are left. 2 of them have other prices, "
                + "lastly of 2026-01-07: the latest time of day was kept. Load the file again if in doubt");
    }

    @Test
    void prices_that_fall_with_their_split_are_raw() throws IOException {
        PriceSeries series = one("raw-with-split");
        assertThat(series.basis()).isEqualTo(Basis.RAW);
        assertThat(series.actions()).containsExactly(
                new CashDividend(LocalDate.parse("2026-01-06"), .52), new Split(LocalDate.parse("2026-01-07"), 4));
    }

    @Test
    void prices_that_pass_their_split_smoothly_are_adjusted_and_a_spin_off_is_no_split() throws IOException {
        PriceSeries series = one("adjusted-with-split");
        assertThat(series.basis()).isEqualTo(Basis.TOTAL);
        assertThat(series.actions()).contains(
                new Split(LocalDate.parse("2026-01-07"), 4), new PriceFactor(LocalDate.parse("2026-01-08"), 1.067));
    }

    @Test
    void a_properties_file_overrules_the_guess_and_a_wrong_word_is_named() throws IOException {
        put("AAA.csv", "newest-first-crlf");
        Files.writeString(folder.resolve("prices.properties"), "basis = Raw\n");
        assertThat(read(TO).value().getFirst().basis()).isEqualTo(Basis.RAW);
        Files.writeString(folder.resolve("prices.properties"), "basis=rough\n");
        assertThat(read(TO).value().getFirst().basis()).isEqualTo(Basis.TOTAL);
        assertThat(lines(read(TO))).containsExactly(
                "prices.properties: basis=rough is none of raw, split, total; the basis is read from the rows instead");
        Files.writeString(folder.resolve("prices.properties"), "# nothing\n");
        assertThat(lines(read(TO))).containsExactly("prices.properties: it says no basis; write basis=raw, basis=split or basis=total");
    }

    @Test
    void rows_that_cannot_be_right_are_named_with_their_line_and_the_rest_works() throws IOException {
        put("XLB.csv", "broken-rows");
        Found<List<PriceSeries>> found = read(TO);
        PriceSeries series = found.value().getFirst();
        assertThat(IntStream.range(0, series.size()).mapToObj(series::date).map(LocalDate::toString))
                .containsExactly("2026-01-02", "2026-01-08", "2026-01-15");
        assertThat(series.high(1)).as("the turned range is left out").isNaN();
        assertThat(series.close(1)).isEqualTo(10);
        assertThat(lines(found)).containsExactly(
                "XLB.csv line 3: there is no close; the bar is held back",
                "XLB.csv line 4: close 0 is not above 0; the bar is held back",
                "XLB.csv line 5: close -3 is not above 0; the bar is held back",
                "XLB.csv line 7: high 9 is below the low 11; open, high and low are held back, the close stands",
                "XLB.csv line 8: close 41.07 is below the low 82.11; the bar is held back",
                "XLB.csv line 9: 5 more rows like these, up to line 13");
        assertThat(found.problems()).allMatch(p -> p.reason() == Reason.QUARANTINED);
        assertThat(series.heldBack()).contains(
                new PriceSeries.HeldBack(LocalDate.parse("2026-01-09"), "close 41.07 is below the low 82.11"),
                new PriceSeries.HeldBack(LocalDate.parse("2026-01-12"), "close \"ten\" is no number"),
                new PriceSeries.HeldBack(LocalDate.parse("2026-01-13"), "volume -5 is below 0"),
                new PriceSeries.HeldBack(LocalDate.parse("2026-01-14"), "the row has 7 cells, the header names 6"));
    }

    @Test
    void an_unordered_file_is_sorted_and_equal_rows_collapse() throws IOException {
        put("AAA.csv", "unordered");
        Found<List<PriceSeries>> found = read(TO);
        assertThat(closes(found.value().getFirst())).containsExactly(100, 98, 99);
        assertThat(lines(found)).containsExactly(
                "AAA.csv: the rows are not in the order of their dates; they were sorted",
                "AAA.csv: 1 rows repeat the day of another; 3 days are left");
    }

    @Test
    void a_file_that_is_still_being_written_loses_its_last_row() throws IOException {
        put("AAA.csv", "cut-off");
        Found<List<PriceSeries>> found = read(TO);
        assertThat(closes(found.value().getFirst())).containsExactly(100);
        assertThat(lines(found))
                .containsExactly("AAA.csv line 3: the file ends within this row, after 5 of 6 cells; the bar is held back");
    }

    @Test
    void quotation_marks_thousands_semicolons_and_a_byte_order_mark_are_read() throws IOException {
        PriceSeries series = one("quoted-semicolons");
        assertThat(closes(series)).containsExactly(1100, 1100);
        assertThat(series.open(0)).isEqualTo(1100.5);
        assertThat(series.volume(0)).isEqualTo(1_234_567);
        assertThat(series.volume(1)).isNaN();
        assertThat(series.open(1)).isNaN();
    }

    @Test
    void a_file_of_closes_is_enough() throws IOException {
        PriceSeries series = one("closes-only");
        assertThat(closes(series)).containsExactly(100, 101);
        assertThat(series.date(1)).isEqualTo("2026-01-06");
        assertThat(series.high(0)).isNaN();
    }

    @Test
    void a_header_without_rows_is_a_series_without_bars() throws IOException {
        assertThat(one("header-only").size()).isZero();
    }

    @Test
    void files_without_a_usable_header_are_named_and_left_out() throws IOException {
        put("A.csv", "web-page");
        put("B.csv", "empty");
        put("C.csv", "no-close");
        put("D.csv", "closes-only");
        Found<List<PriceSeries>> found = read(TO);
        assertThat(found.value()).hasSize(1);
        assertThat(lines(found)).containsExactly(
                "A.csv: the first line names no date and close column (\"<html><head><title>Sign in</title></head>\"); the file is left out. "
                        + "It must be like date,open,high,low,close,volume",
                "B.csv: the file is empty; its first line must name the columns, such as date,open,high,low,close,volume",
                "C.csv: the first line names no date and close column (\"day,price\"); the file is left out. It must be like "
                        + "date,open,high,low,close,volume");
    }

    @Test
    void rows_later_than_the_last_day_change_nothing() throws IOException {
        put("AAA.csv", "later-rows");
        LocalDate to = LocalDate.parse("2026-01-05");
        Found<List<PriceSeries>> early = read(to);
        assertThat(early.problems()).isEmpty();
        assertThat(early.value().getFirst().basis()).as("the split is not known yet").isEqualTo(Basis.TOTAL);
        assertThat(closes(early.value().getFirst())).containsExactly(100);
        Found<List<PriceSeries>> late = read(LocalDate.parse("2026-01-07"));
        assertThat(late.value().getFirst().basis()).isEqualTo(Basis.RAW);
        assertThat(late.problems()).as("the repeated day, and the order").hasSize(2);
    }

    @Test
    void the_first_day_cuts_bars_and_not_the_guess_of_the_basis() throws IOException {
        put("AAA.csv", "raw-with-split");
        PriceSeries series =
                FilePrices.of(List.of(folder)).history(Set.of(), LocalDate.parse("2026-01-08"), TO).value().getFirst();
        assertThat(closes(series)).containsExactly(27);
        assertThat(series.basis()).isEqualTo(Basis.RAW);
    }

    @Test
    void file_names_are_translated_to_symbols_and_names_come_from_the_universe() throws IOException {
        for (String name : List.of("BRK-B.csv", "bf_b.CSV", "^GSPC.csv", "^VIX.csv", "xom.us.csv", "NET 2025.csv", ".AAPL.csv", "notes.txt")) {
            put(name, "closes-only");
        }
        Found<List<PriceSeries>> found =
                FilePrices.of(List.of(folder), Universe.shipped()::instrument).history(Set.of(), LocalDate.MIN, TO);
        assertThat(found.value().stream().map(s -> s.instrument().symbol()))
                .containsExactly("BF.B", "BRK.B", "XOM", "^GSPC", "^VIX");
        assertThat(found.value().get(2).instrument().sector()).isEqualTo("Energy");
        assertThat(lines(found)).containsExactly("NET 2025.csv: the name is no symbol, the file is left out; call it like SPY.csv or BRK.B.csv");
        assertThat(read(TO).value().stream().map(s -> s.instrument().kind())).containsExactly(
                Instrument.Kind.STOCK, Instrument.Kind.STOCK, Instrument.Kind.STOCK, Instrument.Kind.INDEX, Instrument.Kind.VOLATILITY);
    }

    @Test
    void only_wanted_symbols_are_read_and_missing_ones_are_told_in_one_line() throws IOException {
        put("AAA.csv", "closes-only");
        put("BROKEN.csv", "web-page");
        Found<List<PriceSeries>> found = FilePrices.of(List.of(folder))
                .history(Set.of("AAA", "B", "C", "D", "E", "F", "G"), LocalDate.MIN, TO);
        assertThat(found.value()).hasSize(1);
        assertThat(lines(found)).containsExactly("No price file for B, C, D, E, F and 1 more; what needs them is left out");
    }

    @Test
    void of_two_folders_the_first_wins_and_a_difference_is_told() throws IOException {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        Files.writeString(first.resolve("AAA.csv"), "date,close\n2026-01-05,100\n2026-01-06,101\n2026-01-07,102\n");
        Files.writeString(second.resolve("AAA.csv"), "date,close\n2026-01-05,100.4\n2026-01-06,102\n2026-01-07,110\n2026-01-08,1\n");
        Found<List<PriceSeries>> found = FilePrices.of(List.of(first, second)).history(Set.of(), LocalDate.MIN, TO);
        assertThat(closes(found.value().getFirst())).containsExactly(100, 101, 102);
        assertThat(lines(found)).containsExactly("AAA: folders first and second differ by more than 0.5 % on 2 days, newest 2026-01-07 102.0 "
                + "and 110.0; first is used");
        assertThat(FilePrices.of(List.of(first, second)).history(Set.of(), LocalDate.MIN, LocalDate.parse("2026-01-05")).problems())
                .as("days later than the last one are not compared")
                .isEmpty();
    }

    @Test
    void folders_that_are_missing_empty_or_files_are_told() throws IOException {
        Path file = Files.writeString(folder.resolve("SPY.csv"), "date,close\n");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Found<List<PriceSeries>> found = FilePrices.of(List.of(folder.resolve("nowhere"), file, empty)).history(Set.of(), LocalDate.MIN, TO);
        assertThat(found.value()).isEmpty();
        assertThat(lines(found)).containsExactly(
                "Price folder nowhere does not exist; set prices.dirs or --prices to a folder of CSV files",
                "Price folder SPY.csv is a file; name the folder that holds it",
                "Price folder empty holds no CSV file; each symbol needs one, such as SPY.csv");
    }

    @Test
    void numbers_are_read_to_the_last_bit() throws IOException {
        var random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            String text = switch (i % 5) {
                case 0 -> String.valueOf(random.nextDouble() * 1000);
                case 1 -> String.valueOf(random.nextInt(1_000_000)) + "." + random.nextInt(10_000);
                case 2 -> String.valueOf(random.nextLong() >>> 8);
                case 3 -> String.valueOf(random.nextDouble() * 1e-9);
                default -> random.nextInt(1000) + ".";
            };
            byte[] row = (text + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            var rows = new CsvRows(row, 0, row.length, 1, ',');
            assertThat(rows.advance(1)).isTrue();
            assertThat(rows.number(0)).as(text).isEqualTo(Double.parseDouble(text), within(0.0));
        }
    }

    @Test
    void every_day_of_three_centuries_is_read_as_the_day_it_is() {
        for (LocalDate day = LocalDate.of(1900, 1, 1); day.getYear() < 2200; day = day.plusDays(1)) {
            byte[] row = (day + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            var rows = new CsvRows(row, 0, row.length, 1, ',');
            rows.advance(1);
            assertThat((long) rows.day(0)).isEqualTo(day.toEpochDay());
        }
    }

    @Test
    void bytes_that_are_no_table_never_end_in_an_exception() throws IOException {
        var random = new Random(5);
        byte[] good = "date,open,high,low,close,volume,split\n2026-01-05,1,2,1,2,3,4\n2026-01-06,\"1\",2,1,2,3,\n".getBytes(
                java.nio.charset.StandardCharsets.US_ASCII);
        for (int i = 0; i < 800; i++) {
            byte[] bytes = good.clone();
            for (int k = 0; k <= i % 6; k++) {
                bytes[random.nextInt(bytes.length)] = (byte) (k == 0 ? ",\"\n\r.-Te"
                        .charAt(random.nextInt(8)) : random.nextInt(256));
            }
            Files.write(folder.resolve("AAA.csv"), java.util.Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)));
            assertThat(read(TO).value()).as("seed 5, file %d", i).hasSizeLessThanOrEqualTo(1);
        }
    }
}
