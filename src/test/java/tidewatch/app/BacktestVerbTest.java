package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.market.PricePanel;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Universe;
import tidewatch.provider.FilePrices;
import tidewatch.provider.SamplePrices;
import tidewatch.rotation.Followed.Side;
import tidewatch.rotation.RotationBacktest;
import tidewatch.rotation.RotationList;
import tidewatch.testing.Golden;
import tidewatch.testing.StagedData;

/** {@code tidewatch backtest rotation} as somebody at a terminal has it, and that its calls are those of the daily list. */
class BacktestVerbTest {
    @TempDir
    Path folder;

    private CommandLineRun run(String... options) {
        var arguments = Stream.concat(Stream.of("backtest", "rotation", "--home", folder.resolve("home").toString()), Stream.of(options));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    /** A folder with the sample's prices of these symbols from a day on. */
    private String prices(LocalDate from, String... symbols) throws IOException {
        var prices = Files.createDirectories(folder.resolve("prices"));
        for (var series : new SamplePrices().history(Set.of(symbols), from, SamplePrices.LAST).value()) {
            var rows = new StringBuilder("date,open,high,low,close,volume\n");
            for (int i = 0; i < series.size(); i++) {
                rows.append(String.format(Locale.ROOT, "%s,%.4f,%.4f,%.4f,%.4f,%.0f%n", series.date(i), series.open(i), series.high(i), series.low(i),
                        series.close(i), series.volume(i)));
            }
            Files.writeString(prices.resolve(series.instrument().symbol() + ".csv"), rows);
        }
        return prices.toString();
    }

    @Test
    void the_sample_market_as_text() {
        var run = run();

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(Exit.FINE);
        assertThat(run.out()).contains("SAMPLE: invented prices");
        Golden.check("app/backtest-rotation.txt", run.out());
    }

    @Test
    void the_sample_market_as_json() throws IOException {
        var run = run("--from", "2025-10-01", "--to", "2025-12-31", "--horizons", "5,21", "--format", "json");

        assertThat(run.exit()).isEqualTo(Exit.FINE);
        assertThat(new ObjectMapper().readTree(run.out()).get("sample").booleanValue()).isTrue();
        Golden.check("app/backtest-rotation.json", run.out());
    }

    @Test
    void a_part_of_the_window_has_the_calls_that_the_whole_has_there() throws IOException {
        var mapper = new ObjectMapper();
        var part = mapper.readTree(run("--from", "2025-10-01", "--to", "2025-12-31", "--format", "json").out()).get("calls");
        var then = mapper.readTree(run("--from", "2025-10-01", "--as-of", "2026-01-01", "--format", "json").out()).get("calls");
        var whole = mapper.readTree(run("--as-of", "2026-07-04", "--format", "json").out()).get("calls");

        var inWhole = new ArrayList<String>();
        whole.forEach(call -> {
            var day = call.get("session").asText();
            if (day.compareTo("2025-10-01") >= 0 && day.compareTo("2025-12-31") <= 0) {
                inWhole.add(call.get("id").asText() + day + call.get("side").asText());
            }
        });
        for (var calls : List.of(part, then)) {
            var named = new ArrayList<String>();
            calls.forEach(call -> named.add(call.get("id").asText() + call.get("session").asText() + call.get("side").asText()));
            assertThat(named).isEqualTo(inWhole).hasSizeGreaterThan(10);
        }
    }

    @Test
    void days_that_cannot_be_are_refused_with_those_that_can() {
        assertThat(run("--from", "2025-12-31", "--to", "2025-10-01")).satisfies(refused("--from 2025-12-31 is after --to 2025-10-01"));
        assertThat(run("--from", "2021-06-01")).satisfies(refused("--from 2021-06-01: the first possible day is 2022-10-04, 441 sessions after the first price"));
        assertThat(run("--to", "2021-06-01")).satisfies(refused("--to 2021-06-01: the first possible day is 2022-10-04"));
        assertThat(run("--to", "2026-12-01")).satisfies(refused("--to 2026-12-01: the prices end on 2026-02-05"));
        assertThat(run("--from", "2026-12-01")).satisfies(refused("--from 2026-12-01: the prices end on 2026-02-05"));
        assertThat(run("--from", "2025-12-25", "--to", "2025-12-25")).satisfies(refused("There is no session from 2025-12-25 to 2025-12-25"));
        assertThat(run("--from", "yesterday")).satisfies(refused("--from yesterday is no day: write 2026-01-09"));
        assertThat(run("--from", "2026-02-30")).satisfies(refused("--from 2026-02-30 is no day"));
        assertThat(run("--horizons", "0,5")).satisfies(refused("--horizons: give up to 10 numbers of sessions from 1 to 252"));
        assertThat(run("--horizons", "5,5")).satisfies(refused("--horizons: a number of sessions is there twice"));
    }

    private static Consumer<CommandLineRun> refused(String words) {
        return run -> {
            assertThat(run.err()).contains(words);
            assertThat(run.out()).isEmpty();
            assertThat(run.exit()).isEqualTo(Exit.USAGE);
        };
    }

    @Test
    void prices_that_are_missing_too_short_or_without_the_benchmark_are_named() throws IOException {
        var nothing = run("--prices", Files.createDirectories(folder.resolve("nothing")).toString());
        assertThat(nothing.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(nothing.err()).contains("There is no price up to");

        assertThat(run("--prices", folder.resolve("gone").toString()).exit()).isEqualTo(Exit.CONFIGURATION);

        var noBenchmark = run("--prices", prices(SamplePrices.FIRST, "XLU", "XLF"));
        assertThat(noBenchmark.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(noBenchmark.err()).contains("There is no price of SPY, the benchmark");

        var tooShort = run("--prices", prices(LocalDate.of(2025, 1, 2), "SPY"));
        assertThat(tooShort.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(tooShort.err()).contains("there are 373 sessions; the first call needs 441 before it");
    }

    @Test
    void a_window_without_any_call_has_a_page_too() throws IOException {
        var prices = prices(SamplePrices.FIRST, "SPY");

        var text = run("--prices", prices, "--from", "2025-10-01", "--to", "2025-10-31");
        assertThat(text.exit()).isEqualTo(Exit.FINE);
        assertThat(text.out()).contains("No call has an outcome.").contains("none ended").doesNotContain("SAMPLE").doesNotContain("NaN");
        var json = new ObjectMapper().readTree(run("--prices", prices, "--from", "2025-10-01", "--to", "2025-10-31", "--format", "json").out());
        assertThat(json.get("calls")).isEmpty();
        assertThat(json.get("sessions").intValue()).isEqualTo(23);
    }

    @Test
    void which_backtest_is_to_be_said() {
        var run = CommandLineRun.of("backtest");
        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("tidewatch backtest rotation");
    }

    @Test
    void calls_of_the_sample_are_those_of_its_daily_list() {
        var sample = new SamplePrices();
        var universe = Universe.shipped().withMembers(sample.instruments());
        var series = sample.history(Set.of(), LocalDate.MIN, SamplePrices.LAST).value();
        assertThat(compared(day -> PricePanel.of(TradingCalendar.shipped(), series, day, universe.core()).value(), universe, SamplePrices.LAST, 17))
                .isGreaterThan(10);
    }

    @Test
    void calls_of_real_prices_are_those_of_their_daily_list() {
        var data = StagedData.need("data/us-daily-etf", "that the backtest of real prices calls what the daily list called");
        var universe = Universe.shipped();
        var last = LocalDate.of(2026, 3, 31);
        var series = FilePrices.of(List.of(data, data.resolveSibling("us-daily-sp500")), universe::instrument)
                .history(Set.of(), LocalDate.MIN, last)
                .value();
        assertThat(compared(day -> PricePanel.of(TradingCalendar.shipped(), series, day, universe.core()).value(), universe, last, 90))
                .isGreaterThan(5);
    }

    /** Compares the calls of every {@code step}-th session with the daily list of it and of the session before; answers how many there were. */
    private static int compared(Function<LocalDate, PricePanel> panels, Universe universe, LocalDate last, int step) {
        var whole = panels.apply(last);
        var first = RotationBacktest.firstPossible(whole, universe).orElseThrow();
        var backtest = RotationBacktest.of(whole, panels, universe, first, whole.asOf(), List.of(5));
        int calls = 0;
        for (int t = whole.indexOf(first); t < whole.size(); t += step) {
            var before = RotationList.of(panels.apply(whole.session(t - 1)), universe);
            var today = RotationList.of(panels.apply(whole.session(t)), universe);
            var entered = new ArrayList<>(entered(before.into(), today.into()));
            entered.addAll(entered(before.outOf(), today.outOf()));
            var day = whole.session(t);
            var called = Stream.of(Side.values())
                    .flatMap(side -> backtest.calls().stream().filter(call -> call.side() == side && call.session().equals(day)))
                    .map(RotationBacktest.Call::id)
                    .toList();
            assertThat(called).as("calls of %s", day).isEqualTo(entered);
            calls += called.size();
        }
        return calls;
    }

    private static List<String> entered(List<RotationList.Named> before, List<RotationList.Named> today) {
        var then = before.stream().map(one -> one.row().id()).toList();
        return today.stream().map(one -> one.row().id()).filter(id -> !then.contains(id)).toList();
    }
}
