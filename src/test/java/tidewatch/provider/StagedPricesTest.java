package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.market.Basis;
import tidewatch.market.CorporateAction;
import tidewatch.market.CorporateAction.CashDividend;
import tidewatch.market.Instrument;
import tidewatch.market.PricePanel;
import tidewatch.market.PriceSeries;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Universe;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.testing.Panels;
import tidewatch.testing.StagedData;

/** The reader, the checks and the views on real rows, when they are here. */
class StagedPricesTest {
    private static final LocalDate LAST = LocalDate.parse("2026-03-31");

    private static Found<List<PriceSeries>> read(LocalDate to, Path... folders) {
        return FilePrices.of(List.of(folders), Universe.shipped()::instrument).history(Set.of(), LocalDate.MIN, to);
    }

    private static Found<PricePanel> panel(List<PriceSeries> series, LocalDate asOf) {
        return PricePanel.of(TradingCalendar.shipped(), series, asOf, Universe.shipped().core());
    }

    @Test
    void the_counts_are_those_of_the_staged_files() {
        Path etf = StagedData.need("data/us-daily-etf", "row counts of the 40 funds");
        List<PriceSeries> funds = read(LAST, etf).value();
        assertThat(funds).hasSize(40).allMatch(s -> s.basis() == Basis.SPLIT);
        assertThat(funds.stream().mapToInt(PriceSeries::size).sum()).isEqualTo(102_381);
        List<PriceSeries> shares = read(LAST, StagedData.need("data/us-daily-sp500", "row counts of the shares")).value();
        assertThat(shares).hasSize(508).allMatch(s -> s.basis() == Basis.TOTAL);
        assertThat(shares.stream().mapToInt(PriceSeries::size).sum()).isEqualTo(658_880);
        Map<Boolean, Long> splits = shares.stream()
                .flatMap(s -> s.actions().stream())
                .filter(a -> !(a instanceof CashDividend))
                .collect(Collectors.partitioningBy(CorporateAction.Split.class::isInstance, Collectors.counting()));
        assertThat(splits).containsEntry(true, 51L).containsEntry(false, 25L);
    }

    @Test
    void the_checks_hold_back_the_known_bars_and_no_true_move() {
        Path etf = StagedData.need("data/us-daily-etf", "the checks on real rows");
        Path shares = StagedData.need("data/us-daily-sp500", "the checks on real rows");
        Found<List<PriceSeries>> read = read(LAST, etf, shares);
        assertThat(read.problems().stream().map(Problem::line)).containsExactly(
                "HUBB.csv line 86: open 180.305 is below the low 180.517; open, high and low are held back, the close stands");
        Found<PricePanel> found = panel(read.value(), LAST);
        PricePanel panel = found.value();
        int held = 0;
        for (PricePanel.Series series : panel.series()) {
            for (int t = 0; t < panel.size(); t++) {
                held += series.heldBack(t).isPresent() ? 1 : 0;
            }
        }
        assertThat(held).as("424 + 27 + 1 without a trade, 9 copies").isEqualTo(461);
        assertThat(panel.session(0)).isEqualTo("2016-01-04");
        assertThat(panel.size()).isEqualTo(2_575);
        assertThat(panel.priced(panel.size() - 1)).isEqualTo(546);
        assertThat(found.problems().stream().map(Problem::line)).contains(
                "FDXF: no price up to 2026-03-31; what needs it is left out",
                "SW 2021-01-05: 424 sessions without a trade (volume 0) up to 2024-07-05 have no close");
        PricePanel.Series fisv = panel.find("FISV").orElseThrow();
        assertThat(fisv.close(panel.indexOf(LocalDate.parse("2025-11-12")))).as("the one gap").isNaN();
        assertThat(fisv.close(panel.indexOf(LocalDate.parse("2025-10-29")))).as("-44 % was true").isPositive();
    }

    @Test
    void returns_from_dividends_agree_with_the_vendors_adjusted_close() {
        Path etf = StagedData.need("data/us-daily-etf", "adjusted returns of 40 funds within 0.15 %");
        List<PriceSeries> theirs = read(LAST, etf).value();
        List<PriceSeries> ours = theirs.stream().map(StagedPricesTest::withoutAdjusted).toList();
        PricePanel vendor = panel(theirs, LAST).value();
        PricePanel own = panel(ours, LAST).value();
        double worst = 0;
        int compared = 0;
        for (PricePanel.Series series : own.series()) {
            PricePanel.Series other = vendor.find(series.instrument().symbol()).orElseThrow();
            for (int t = 1; t < own.size(); t++) {
                double apart = Math.abs(series.close(t) / series.close(t - 1) - other.close(t) / other.close(t - 1));
                if (!Double.isNaN(apart)) {
                    worst = Math.max(worst, apart);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(102_000);
        assertThat(worst).isLessThan(.0015).isPositive();
    }

    private static PriceSeries withoutAdjusted(PriceSeries s) {
        int n = s.size();
        int[] days = new int[n];
        double[][] c = new double[5][n];
        for (int i = 0; i < n; i++) {
            days[i] = s.epochDay(i);
            c[0][i] = s.open(i);
            c[1][i] = s.high(i);
            c[2][i] = s.low(i);
            c[3][i] = s.close(i);
            c[4][i] = s.volume(i);
        }
        return new PriceSeries(
                s.instrument(), Basis.SPLIT, s.origin(), days, c[0], c[1], c[2], c[3], c[4], new double[0], s.actions());
    }

    @Test
    void folders_that_end_on_a_day_give_the_bytes_of_folders_that_go_on(@TempDir Path temp) throws IOException {
        Path etf = StagedData.need("data/us-daily-etf", "no look-ahead on real rows");
        Path shares = StagedData.need("data/us-daily-sp500", "no look-ahead on real rows");
        LocalDate day = LocalDate.parse("2024-08-05");
        for (String name : List.of("SPY.csv", "XLE.csv", "XLC.csv", "NVDA.csv", "AMCR.csv", "SW.csv", "GEV.csv", "SNDK.csv", "^VIX.csv", "HUBB.csv")) {
            Path from = Files.exists(etf.resolve(name)) ? etf.resolve(name) : shares.resolve(name);
            List<String> lines = Files.readAllLines(from);
            Path whole = Files.createDirectories(temp.resolve("whole")).resolve(name);
            Path cut = Files.createDirectories(temp.resolve("cut")).resolve(name);
            Files.write(whole, lines);
            Files.write(cut, lines.stream().filter(l -> l.startsWith("date") || l.compareTo(day + "~") < 0).toList());
        }
        Found<List<PriceSeries>> whole = read(day, temp.resolve("whole"));
        Found<List<PriceSeries>> cut = read(day, temp.resolve("cut"));
        assertThat(whole.problems()).isEqualTo(cut.problems());
        assertThat(Panels.everything(panel(whole.value(), day).value())).isEqualTo(Panels.everything(panel(cut.value(), day).value()));
        assertThat(panel(whole.value(), day).problems()).isEqualTo(panel(cut.value(), day).problems());
    }

    @Test
    void nearly_all_unapplied_splits_are_caught_on_their_first_day() {
        Path shares = StagedData.need("data/us-daily-sp500", "how many injected splits the jump rule catches");
        List<PriceSeries> all = read(LAST, shares).value().stream()
                .filter(s -> s.size() > 300 && s.instrument().kind() == Instrument.Kind.STOCK)
                .toList();
        var random = new Random(3);
        double[] ratios = {1.5, 2, 3, 4, 10, .1};
        int tried = 2_000;
        int caught = 0;
        for (int i = 0; i < tried; i++) {
            PriceSeries series = all.get(random.nextInt(all.size()));
            int at = 100 + random.nextInt(series.size() - 100);
            double ratio = ratios[random.nextInt(ratios.length)];
            PricePanel panel = panel(List.of(split(series, at, ratio)), series.date(at)).value();
            caught += panel.series().getFirst().heldBack(panel.size() - 1).isPresent() ? 1 : 0;
        }
        assertThat(caught / (double) tried).as("caught of %d", tried).isBetween(.98, .998);
    }

    /** The last hundred bars up to {@code at}, whose own bar is in new shares while nobody says so. */
    private static PriceSeries split(PriceSeries s, int at, double ratio) {
        PriceSeries part = s.since(s.date(at - 100)).upTo(s.date(at));
        int n = part.size();
        int[] days = new int[n];
        double[][] c = new double[5][n];
        for (int i = 0; i < n; i++) {
            double by = i == n - 1 ? ratio : 1;
            days[i] = part.epochDay(i);
            c[0][i] = part.open(i) / by;
            c[1][i] = part.high(i) / by;
            c[2][i] = part.low(i) / by;
            c[3][i] = part.close(i) / by;
            c[4][i] = part.volume(i) * by;
        }
        return new PriceSeries(
                s.instrument(), Basis.TOTAL, s.origin(), days, c[0], c[1], c[2], c[3], c[4], new double[0], List.of());
    }

    @Test
    void two_vendors_agree_on_common_days() {
        Path etf = StagedData.need("data/us-daily-etf", "one vendor against the other");
        Path raw = StagedData.need("data/alpha-vantage-raw-etf", "one vendor against the other");
        Found<List<PriceSeries>> found = read(LAST, etf, raw);
        assertThat(found.problems()).isEmpty();
        assertThat(found.value()).as("DIA and EEM are in the second only").hasSize(42);
    }

    @Test
    void a_cache_that_was_appended_to_thirteen_times_ends_with_its_250_days(@TempDir Path temp) throws IOException {
        Path corrupt = StagedData.need("data/misc-names/NET_corrupt_appended_cache.csv", "a corrupt cache of 3,250 rows");
        Files.copy(corrupt, temp.resolve("NET.csv"));
        Found<List<PriceSeries>> found = read(LAST, temp);
        PriceSeries net = found.value().getFirst();
        assertThat(net.size()).isEqualTo(250);
        assertThat(net.close(249)).as("the snapshot after the close").isEqualTo(116.61, org.assertj.core.api.Assertions.within(.005));
        assertThat(net.high(249)).as("its open is above its high").isNaN();
        assertThat(found.problems().stream().map(Problem::sentence))
                .anyMatch(s -> s.contains("not in the order"))
                .anyMatch(s -> s.startsWith("3000 rows repeat the day of another; 250 days are left. "));
    }
}
