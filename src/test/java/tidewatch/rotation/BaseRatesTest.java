package tidewatch.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.market.MadeUniverse;
import tidewatch.rotation.BaseRates.Live;
import tidewatch.rotation.BaseRates.Rate;
import tidewatch.testing.StagedData;

class BaseRatesTest {
    private static double[] noise(long seed, int n) {
        var random = new Random(seed);
        var e = new double[n];
        for (int t = 0; t < n; t++) {
            e[t] = .01 * random.nextGaussian();
        }
        return e;
    }

    @Test
    void the_table_that_ships_says_whose_returns_it_is_from() {
        var table = BaseRates.shipped();
        assertThat(table.source()).contains("Kenneth R. French", "ten US industries daily, value weighted");
        assertThat(table.from()).hasToString("1990-01-02");
        assertThat(table.to()).hasToString("2025-04-30");
        assertThat(table.rates()).extracting(Rate::k).isEqualTo(BaseRates.SIZES);
        var two = table.at(2).orElseThrow();
        assertThat(two).isEqualTo(new Rate(
                2, 918, List.of(22.0, 41.0, 71.0, 125.0, 204.0), 37, 26, List.of(.73, .62, .36, .15, .04), List.of(.71, .62, .37, .20, .04)));
        assertThat(two.after(20)).isEqualTo(.62);
        assertThat(table.at(2.5)).isEmpty();
    }

    @Test
    void shares_fall_with_the_horizon_and_rise_with_the_size() {
        var rates = BaseRates.shipped().rates();
        for (var rate : rates) {
            assertThat(rate.running()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
            assertThat(rate.lengths()).isSorted();
        }
        for (int horizon : BaseRates.HORIZONS) {
            assertThat(rates.stream().map(rate -> rate.after(horizon)).toList()).as("after %d", horizon).isSorted();
        }
        assertThat(rates).extracting(Rate::episodes).isSortedAccordingTo((a, b) -> Integer.compare(b, a));
    }

    @Test
    void a_threshold_is_so_many_deviations_of_a_month() {
        var e = noise(1, 600);
        var h = BaseRates.thresholds(e, 2);
        double squares = 0;
        for (int t = 600 - 252; t < 600; t++) {
            squares += e[t] * e[t];
        }
        assertThat(h[599]).isCloseTo(2 * Math.sqrt(squares / 252) * Math.sqrt(21), within(1e-14));
        double mean = Arrays.stream(e, 0, 252).sum() / 252;
        double variance = Arrays.stream(e, 0, 252).map(x -> (x - mean) * (x - mean)).sum() / 251;
        double early = Arrays.stream(e, 0, 100).map(x -> x * x).sum() + 152 * variance;
        assertThat(h[99]).as("what is before the first counts as the variance of the first 252").isCloseTo(2 * Math.sqrt(early / 252) * Math.sqrt(21), within(1e-14));
    }

    @Test
    void a_later_session_changes_no_threshold_once_there_are_252() {
        var e = noise(2, 600);
        var whole = BaseRates.thresholds(e, 1.5);
        for (int n : new int[] {252, 253, 400, 599}) {
            assertThat(BaseRates.thresholds(Arrays.copyOf(e, n), 1.5)).isEqualTo(Arrays.copyOf(whole, n));
        }
    }

    /** A move of 40 sessions against SPY, of this log step each, after 400 of noise. */
    private static MadePanel moving(double step) {
        var random = new Random(4);
        var spy = Walks.walk(random, 440, .01);
        return MadePanel.ending("2026-01-08", 440).etf("SPY", spy).etf("XLU", Walks.drift(Walks.around(random, spy, .004), 400, step));
    }

    private static Live live(MadePanel made, int t, int sessions) {
        var universe = new MadeUniverse().group("sector", "XLU").universe();
        var panel = made.cutAt(t);
        return BaseRates.shipped().live(panel, RotationTable.of(panel, universe).row("XLU").orElseThrow(), sessions);
    }

    @Test
    void a_live_move_is_held_against_the_largest_size_that_it_has_passed() {
        assertThat(live(moving(.0001), 439, 40)).isEqualTo(new Live.TooSmall());
        assertThat(live(moving(.0015), 439, 40)).isInstanceOfSatisfying(Live.Passed.class, passed -> assertThat(passed.rate().k()).isEqualTo(2));
        assertThat(live(moving(.005), 439, 40)).isInstanceOfSatisfying(Live.Passed.class, passed -> {
            assertThat(passed.rate().k()).isEqualTo(3);
            assertThat(passed.sessions()).isBetween(1, 38);
        });
        assertThat(live(moving(-.005), 439, 40)).as("down alike").isInstanceOfSatisfying(Live.Passed.class, passed -> assertThat(passed.rate().k()).isEqualTo(3));
    }

    @Test
    void the_session_at_which_a_size_was_passed_stays_as_more_sessions_come() {
        var made = moving(.005);
        var at = ((Live.Passed) live(made, 439, 40)).session();
        for (int t = 430; t < 439; t++) {
            var then = (Live.Passed) live(made, t, t - 399);
            assertThat(then.session()).isEqualTo(at);
            assertThat(then.rate().k()).isEqualTo(3);
        }
    }

    @Test
    void a_short_history_has_no_base_rate_and_says_so() {
        var random = new Random(4);
        var made = MadePanel.ending("2026-01-08", 440).etf("SPY", Walks.walk(random, 440, .01)).etf("XLU", Walks.walk(random, 200, .01));
        assertThat(live(made, 439, 40)).isEqualTo(new Live.Unknown("199 sessions against SPY, a base rate needs 252"));
        assertThat(live(made.without("XLU", 439), 439, 40)).isEqualTo(new Live.Unknown("last bar 2026-01-07"));
    }

    private static List<String> file(int days, int groups, long seed) {
        var random = new Random(seed);
        var lines = new ArrayList<String>();
        var header = new StringBuilder("date");
        for (int i = 0; i < groups; i++) {
            header.append(",G").append(i);
        }
        lines.add(header.toString());
        for (int t = 0; t < days; t++) {
            var line = new StringBuilder(LocalDate.of(2000, 1, 3).plusDays(t).toString().replace("-", ""));
            for (int i = 0; i < groups; i++) {
                line.append(String.format(Locale.ROOT, ",%.2f", random.nextGaussian()));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static GroupReturns read(List<String> lines) {
        var found = GroupReturns.read("groups.csv", lines);
        return found.value().orElseThrow(() -> new AssertionError(found.problems().toString()));
    }

    private static String refused(List<String> lines) {
        var found = GroupReturns.read("groups.csv", lines);
        assertThat(found.value()).isEmpty();
        return found.problems().getFirst().sentence();
    }

    @Test
    void on_returns_without_memory_the_table_and_its_chance_agree() {
        var table = BaseRates.of(read(file(6000, 8, 5)), "made", new Random(6));
        assertThat(table.groups()).isEqualTo(8);
        assertThat(table.rates()).hasSize(4);
        for (var rate : table.rates()) {
            for (int i = 0; i < BaseRates.HORIZONS.size(); i++) {
                assertThat(rate.running().get(i)).as("k %s after %d", rate.k(), BaseRates.HORIZONS.get(i)).isCloseTo(rate.chance().get(i), within(.06));
            }
        }
        assertThat(BaseRates.of(read(file(6000, 8, 5)), "made", new Random(6))).isEqualTo(table);
    }

    @Test
    void a_file_of_the_data_library_is_read_as_it_is() {
        var lines = new ArrayList<>(List.of("This file was created by someone.", "Missing data are -99.99 or -999.", "", "  Average Value Weighted Returns -- Daily"));
        var table = file(300, 3, 7);
        table.set(5, table.get(5).replaceFirst(",[^,]*,", ", -99.99,"));
        lines.addAll(table);
        lines.addAll(List.of("", "  Average Equal Weighted Returns -- Daily", ",A,B,C", "20000103,1,2,3"));
        var read = read(lines);
        assertThat(read.groups()).containsExactly("G0", "G1", "G2");
        assertThat(read.days()).hasSize(300).last().hasToString("2000-10-28");
        assertThat(read.returns().get(4)[0]).isNaN();
        assertThat(read.relative()).extracting(e -> e.length).containsExactly(299, 300, 300);
    }

    @Test
    void days_are_read_in_both_forms_and_a_blank_line_between_rows_ends_nothing() {
        var lines = file(300, 2, 8);
        var dashed = new ArrayList<>(List.of("# a comment", lines.getFirst(), ""));
        lines.stream().skip(1).forEach(line -> dashed.add(line.substring(0, 4) + "-" + line.substring(4, 6) + "-" + line.substring(6)));
        dashed.add(100, "");
        assertThat(read(dashed).days()).isEqualTo(read(lines).days());
    }

    @Test
    void what_is_wrong_with_a_file_is_named_with_its_line() {
        assertThat(refused(List.of())).isEqualTo("groups.csv holds no line that begins with a day; write yyyymmdd or yyyy-mm-dd, then a return a group in percent");
        assertThat(refused(List.of("20000103,1,2"))).isEqualTo("groups.csv has no header with the names of at least 2 groups before line 1");
        assertThat(refused(List.of("date,A", "20000103,1"))).isEqualTo("groups.csv has no header with the names of at least 2 groups before line 2");
        assertThat(refused(List.of("date,A,A", "20000103,1,2"))).isEqualTo("groups.csv line 1: two groups have one name, or one has none");
        assertThat(refused(file(100, 2, 9))).isEqualTo("groups.csv has 100 days; at least 252 are needed");
        assertThat(refused(with(7, "20000131,1"))).isEqualTo("groups.csv line 8: has 1 returns for 2 groups");
        assertThat(refused(with(7, "20000101,1,2"))).isEqualTo("groups.csv line 8: 2000-01-01 follows 2000-01-08; days must go from old to new");
        assertThat(refused(with(7, "20000231,1,2"))).isEqualTo("groups.csv line 8: \"20000231\" is no day; write yyyymmdd or yyyy-mm-dd");
        assertThat(refused(with(7, "20000109,NaN,2"))).isEqualTo("groups.csv line 8: \"NaN\" is no return in percent");
        assertThat(refused(with(7, "20000109,-100,2"))).isEqualTo("groups.csv line 8: -100 percent in a day cannot be");
        assertThat(refused(with(7, "total,1,2"))).isEqualTo("groups.csv line 8: \"total\" is no day; write yyyymmdd or yyyy-mm-dd");
        var same = new ArrayList<>(List.of("date,A,B"));
        for (int t = 0; t < 300; t++) {
            same.add(LocalDate.of(2000, 1, 3).plusDays(t) + ",1,1");
        }
        assertThat(refused(same)).isEqualTo("groups.csv has no group with 252 returns that vary against the mean of the groups");
    }

    private static List<String> with(int at, String line) {
        var lines = file(300, 2, 10);
        lines.set(at, line);
        return lines;
    }

    @Test
    void a_rate_without_an_episode_is_refused() {
        var five = List.of(0.0, 0.0, 0.0, 0.0, 0.0);
        assertThatThrownBy(() -> new Rate(1, 0, five, 1, 1, five, five)).hasMessageContaining("No rate");
    }

    /** Measured on a file that ends five years before that of the shipped table, so counts are smaller and shares nearly the same. */
    @Test
    void ten_industries_to_2019_give_nearly_the_table_that_ships() throws IOException {
        var lines = Files.readAllLines(StagedData.need("data/french-10ind-daily/10_Industry_Portfolios_Daily_1990on.csv", "base rates of ten industries to 2019"));
        var table = BaseRates.of(read(lines), "ten industries to 2019", new Random(1));
        assertThat(table.rates()).extracting(Rate::episodes).containsExactly(2319, 1221, 769, 370);
        for (var rate : table.rates()) {
            var shipped = BaseRates.shipped().at(rate.k()).orElseThrow();
            for (int i = 0; i < 5; i++) {
                assertThat(rate.running().get(i)).isCloseTo(shipped.running().get(i), within(.015));
                assertThat(rate.chance().get(i)).isCloseTo(shipped.chance().get(i), within(.04));
                assertThat(rate.lengths().get(i)).isCloseTo(shipped.lengths().get(i), within(Math.max(1.5, .04 * shipped.lengths().get(i))));
            }
            assertThat(rate.lag()).isCloseTo(shipped.lag(), within(1.0));
            assertThat(rate.remaining()).isCloseTo(shipped.remaining(), within(1.0));
        }
    }
}
