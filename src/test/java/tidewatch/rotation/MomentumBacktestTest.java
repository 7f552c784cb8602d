package tidewatch.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.market.MonthlyReturns;
import tidewatch.market.Reading;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.rotation.MomentumBacktest.Kind;
import tidewatch.rotation.MomentumBacktest.Outcome;
import tidewatch.rotation.MonthlyPerformance.CalendarYear;
import tidewatch.rotation.MonthlyPerformance.YearsAhead;

class MomentumBacktestTest {
    private static final double NONE = Double.NaN;

    private static YearMonth month(String text) {
        return YearMonth.parse(text);
    }

    private static MomentumRule rule(int top, Integer... lookbacks) {
        return new MomentumRule(List.of(lookbacks), top);
    }

    private static MonthlyReturns returns(String first, int months, List<String> groups, IntFunction<double[]> row) {
        return MonthlyReturns.of(month(first), groups, IntStream.range(0, months).mapToObj(row).toList());
    }

    /** The series of the design: A and C swing, B creeps, D turns. */
    private static MonthlyReturns swings() {
        return returns("2001-01", 36, List.of("A", "B", "C", "D"), t -> {
            boolean odd = t % 2 == 0; // January is the first month
            return new double[] {odd ? .02 : -.01, .005, odd ? -.01 : .03, t < 18 ? .015 : -.004};
        });
    }

    private static Found<Optional<MomentumBacktest>> run(MonthlyReturns returns, String from, String to, double riskFree, MomentumRule... rules) {
        return MomentumBacktest.of(returns, Optional.of(from).map(MomentumBacktestTest::month), Optional.of(to).map(MomentumBacktestTest::month), List.of(rules), riskFree);
    }

    private static MonthlyPerformance figures(MomentumBacktest.Row row) {
        return ((Outcome.Measured) row.outcome()).figures();
    }

    private static MonthlyPerformance figures(Found<Optional<MomentumBacktest>> found, int row) {
        return figures(found.value().orElseThrow().rows().get(row));
    }

    private static double value(Reading reading) {
        return reading.asDouble().orElseThrow();
    }

    private static List<String> lines(Found<?> found) {
        return found.problems().stream().map(Problem::line).toList();
    }

    @Test
    void the_numbers_of_the_design() {
        var found = run(swings(), "2002-01", "2003-12", .02, rule(1, 1), rule(1, 12), rule(2, 1, 3, 12));
        assertThat(found.problems()).isEmpty();
        var backtest = found.value().orElseThrow();
        var by = within(5e-9);
        assertThat(backtest.months()).isEqualTo(24);
        assertThat(backtest.rows()).extracting(MomentumBacktest.Row::name)
                .containsExactly("lookback 1, top 1", "lookback 12, top 1", "mean of lookbacks 1, 3, 12, top 2", "equal weight of all groups", "A", "B", "C", "D");

        var chasing = figures(found, 0);
        assertThat(value(chasing.cagr())).isCloseTo(-.11361513, by);
        assertThat(value(chasing.stdev())).isCloseTo(0, by);
        assertThat(chasing.sharpe()).isEqualTo(Reading.absent("the returns do not vary"));
        assertThat(value(chasing.maxDrawdown())).isCloseTo(-.21432186, by);

        var year = figures(found, 1);
        assertThat(value(year.cagr())).isCloseTo(.11063223, by);
        assertThat(value(year.stdev())).isCloseTo(.05826103, by);
        assertThat(value(year.sharpe())).isCloseTo(1.55562344, by);
        assertThat(value(year.maxDrawdown())).isCloseTo(-.02574521, by);
        assertThat(year.ahead()).contains(new YearsAhead(2, 2));

        var mean = figures(found, 2);
        assertThat(value(mean.cagr())).isCloseTo(.06910014, by);
        assertThat(value(mean.stdev())).isCloseTo(.03230796, by);
        assertThat(value(mean.sharpe())).isCloseTo(1.51975359, by);
        assertThat(value(mean.maxDrawdown())).isCloseTo(-.007, by);
        assertThat(mean.ahead()).contains(new YearsAhead(1, 2));

        var equal = figures(found, 3);
        assertThat(value(equal.cagr())).isCloseTo(.06402058, by);
        assertThat(equal.ahead()).isEmpty();
    }

    @Test
    void a_single_group_is_its_own_compounding() {
        var found = run(swings(), "2002-01", "2003-12", 0, rule(1, 12));
        var creeping = figures(found, 3);
        double year = Math.pow(1.005, 12) - 1;
        assertThat(value(creeping.cagr())).isCloseTo(year, within(1e-12));
        assertThat(value(creeping.maxDrawdown())).isZero();
        assertThat(creeping.best().orElseThrow().year()).isEqualTo(2002);
        assertThat(creeping.best().orElseThrow().returned()).isCloseTo(year, within(1e-12));
        assertThat(found.value().orElseThrow().rows().get(3).kind()).isEqualTo(Kind.GROUP);
    }

    /** Seeded noise with a few gaps. */
    private static List<double[]> noise(Random random, int months, int groups) {
        var rows = new ArrayList<double[]>();
        for (int t = 0; t < months; t++) {
            rows.add(random.doubles(groups).map(one -> .01 + .05 * (one - .5)).toArray());
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void no_later_month_changes_what_was_held_or_returned_before(long seed) {
        var random = new Random(seed);
        int months = 60;
        int groups = 2 + random.nextInt(6);
        int cut = 20 + random.nextInt(30);
        var names = IntStream.range(0, groups).mapToObj(g -> "G" + g).toList();
        var rows = noise(random, months, groups);
        var whole = MonthlyReturns.of(month("1990-03"), names, rows);
        var other = new ArrayList<>(rows.subList(0, cut));
        other.addAll(noise(random, months - cut, groups));
        var changed = MonthlyReturns.of(month("1990-03"), names, other);
        var truncated = MonthlyReturns.of(month("1990-03"), names, rows.subList(0, cut));
        for (var rule : List.of(rule(1, 1), rule(2, 12), rule(1, 1, 3, 6))) {
            int from = rule.longest();
            var held = MomentumReplay.of(rule, whole, from, months).value().orElseThrow().months();
            assertThat(MomentumReplay.of(rule, changed, from, months).value().orElseThrow().months().subList(0, cut - from)).as("seed %s, %s", seed, rule)
                    .isEqualTo(held.subList(0, cut - from));
            assertThat(MomentumReplay.of(rule, truncated, from, cut).value().orElseThrow().months()).isEqualTo(held.subList(0, cut - from));
            // The first month that differs is held by what was known before it.
            assertThat(MomentumReplay.of(rule, changed, from, months).value().orElseThrow().months().get(cut - from).groups())
                    .isEqualTo(held.get(cut - from).groups());
        }
    }

    @Test
    void what_is_given_to_a_rule_does_not_hold_the_month_to_come() {
        var past = swings().before(5);
        assertThat(past.months()).isEqualTo(5);
        assertThat(past.at(4, 0)).isEqualTo(.02);
        assertThatThrownBy(() -> past.at(5, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void equal_scores_are_taken_in_the_order_of_the_columns() {
        var same = returns("2001-01", 4, List.of("Z", "M", "A", "B"), t -> new double[] {.01, .02, .02, .02});
        assertThat(rule(2, 3).best(same)).containsExactly(1, 2);
        assertThat(rule(4, 3).best(same)).containsExactly(1, 2, 3, 0);
    }

    @Test
    void a_group_with_a_gap_in_the_window_has_no_score() {
        var gap = returns("2001-01", 6, List.of("A", "B"), t -> new double[] {t == 2 ? NONE : .09, .01});
        assertThat(rule(1, 3).best(gap.before(5))).containsExactly(1);
        assertThat(rule(1, 3).best(gap.before(6))).containsExactly(0);
        assertThat(rule(2, 3).best(gap.before(2))).isEmpty();
    }

    @Test
    void fewer_scored_groups_than_wanted_is_refused_and_the_other_rules_stand() {
        var late = returns("2001-01", 8, List.of("A", "B", "Late"), t -> new double[] {.01, .02, t < 5 ? NONE : .03});
        var found = run(late, "2001-03", "2001-08", 0, rule(3, 2), rule(2, 2));
        assertThat(lines(found)).containsExactly(
                "lookback 2, top 3: only 2 of 3 groups have all returns from 2001-01 to 2001-02; 3 are to be held in 2001-03");
        var rows = found.value().orElseThrow().rows();
        assertThat(rows.get(0).outcome()).isEqualTo(new Outcome.Absent("only 2 of 3 groups have all returns from 2001-01 to 2001-02; 3 are to be held in 2001-03"));
        assertThat(rows.get(1).outcome()).isInstanceOf(Outcome.Measured.class);
        assertThat(rows.getLast().outcome()).isEqualTo(new Outcome.Absent("no return for 2001-03"));
        assertThat(found.value().orElseThrow().gapMonths()).isEqualTo(3);
    }

    @Test
    void a_group_that_is_held_needs_its_return() {
        var broken = returns("1950-01", 4, List.of("NoDur", "Telcm"), t -> new double[] {.01, t == 1 ? NONE : .02});
        var found = run(broken, "1950-02", "1950-04", 0, rule(1, 1));
        assertThat(lines(found)).containsExactly("lookback 1, top 1: group Telcm has no return for 1950-02, which is held");
        assertThat(found.problems().getFirst().reason()).isEqualTo(Reason.NO_DATA);
    }

    @Test
    void equal_weight_is_that_of_the_groups_that_have_a_return() {
        var late = returns("2001-01", 3, List.of("A", "B", "Late"), t -> new double[] {.01, .03, t < 2 ? NONE : .05});
        var found = run(late, "2001-02", "2001-03", 0, rule(1, 1));
        assertThat(value(figures(found, 1).cagr())).isCloseTo(Math.pow(1.02 * 1.03, 6) - 1, within(1e-12));
        var nothing = returns("2001-01", 3, List.of("A", "B"), t -> new double[] {t == 1 ? NONE : .01, t == 1 ? NONE : .03});
        assertThat(run(nothing, "2001-02", "2001-03", 0, rule(1, 1)).value().orElseThrow().rows().get(1).outcome())
                .isEqualTo(new Outcome.Absent("no group has a return for 2001-02"));
    }

    @Test
    void months_that_are_not_there_are_named() {
        var months = returns("1926-07", 30, List.of("A", "B"), t -> new double[] {.01, .02});
        assertThat(lines(run(months, "1927-01", "1928-01", 0, rule(1, 12))))
                .containsExactly("lookback 12, top 1: --from 1927-01 with lookback 12 needs data from 1926-01; the file starts 1926-07");
        assertThat(lines(run(months, "1920-01", "1928-01", 0, rule(1, 12))))
                .containsExactly("--from 1920-01 with lookback 12 needs data from 1919-01; the file starts 1926-07");
        assertThat(lines(run(months, "1928-01", "1929-01", 0, rule(1, 12)))).containsExactly("--to 1929-01 is behind the last month of the file, 1928-12");
        assertThat(lines(MomentumBacktest.of(months, Optional.of(month("2028-01")), Optional.empty(), List.of(rule(1, 12)), 0)))
                .containsExactly("--from 2028-01 is behind the last month of the file, 1928-12");
        assertThat(lines(MomentumBacktest.of(months, Optional.empty(), Optional.empty(), List.of(rule(1, 30)), 0)))
                .containsExactly("lookback 30 leaves no month to hold: the file has 30 months");
        assertThat(lines(MomentumBacktest.of(months, Optional.empty(), Optional.of(month("1927-01")), List.of(rule(1, 12)), 0)))
                .containsExactly("--to 1927-01 is before the first month of holding, 1927-07: the lookback takes the months before it");
        var tooMany = run(months, "1928-01", "1928-02", 0, rule(3, 1));
        assertThat(lines(tooMany)).containsExactly("--top 3 is more than the 2 groups of the file");
        assertThat(tooMany.problems().getFirst().reason()).isEqualTo(Reason.BAD_ARGUMENT);
    }

    @Test
    void a_month_far_away_is_no_crash() {
        var months = returns("1926-07", 30, List.of("A"), t -> new double[] {.01});
        assertThat(run(months, "-999999999-01", "+999999999-12", 0, rule(1, 12)).value()).isEmpty();
        assertThat(lines(run(months, "1928-01", "1928-02", 0, rule(1, Integer.MAX_VALUE)))).hasSize(1);
    }

    @Test
    void without_months_asked_for_all_that_the_longest_lookback_leaves_are_held() {
        var backtest = MomentumBacktest.of(swings(), Optional.empty(), Optional.empty(), List.of(rule(1, 3), rule(1, 12)), 0).value().orElseThrow();
        assertThat(backtest.from()).isEqualTo(month("2002-01"));
        assertThat(backtest.to()).isEqualTo(month("2003-12"));
    }

    @Test
    void only_calendar_years_with_all_months_count() {
        var down = new double[26];
        for (int t = 0; t < down.length; t++) {
            down[t] = t < 2 ? .5 : t < 14 ? -.01 : .01;
        }
        var figures = MonthlyPerformance.of(month("2000-11"), down, 0);
        assertThat(figures.best()).contains(new CalendarYear(2002, compounded(.01)));
        assertThat(figures.worst()).contains(new CalendarYear(2001, compounded(-.01)));
        assertThat(figures.ahead()).isEmpty();
        var short11 = MonthlyPerformance.against(month("2001-02"), new double[11], 0, new double[11]);
        assertThat(short11.best()).isEmpty();
        assertThat(short11.ahead()).isEmpty();
        // Strictly above: equal years do not count.
        assertThat(MonthlyPerformance.against(month("2001-01"), new double[12], 0, new double[12]).ahead()).contains(new YearsAhead(0, 1));
    }

    private static double compounded(double monthly) {
        double growth = 1;
        for (int t = 0; t < 12; t++) {
            growth *= 1 + monthly;
        }
        return growth - 1;
    }

    @Test
    void extremes_have_figures_or_a_reason() {
        var one = MonthlyPerformance.of(month("2001-01"), new double[] {.02}, 0);
        assertThat(one.stdev()).isEqualTo(Reading.absent("one month has no spread"));
        assertThat(one.sharpe()).isEqualTo(Reading.absent("one month has no spread"));
        var ruin = MonthlyPerformance.of(month("2001-01"), new double[] {.1, -1, .3}, 0);
        assertThat(value(ruin.cagr())).isEqualTo(-1);
        assertThat(value(ruin.maxDrawdown())).isEqualTo(-1);
        var absurd = MonthlyPerformance.of(month("2001-01"), new double[] {1e200, 1e200, -1}, 0);
        assertThat(absurd.cagr().present()).isFalse();
        assertThat(absurd.maxDrawdown().present()).isFalse();
        // The start counts: a first month that falls is a drawdown.
        assertThat(value(MonthlyPerformance.of(month("2001-01"), new double[] {-.25, .1}, 0).maxDrawdown())).isEqualTo(-.25);
    }

    @Test
    void nonsense_is_refused_where_it_is_made() {
        assertThatIllegalArgumentException().isThrownBy(() -> rule(0, 12));
        assertThatIllegalArgumentException().isThrownBy(() -> rule(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> rule(1));
        assertThatIllegalArgumentException().isThrownBy(() -> rule(1, 3, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> returns("2001-01", 1, List.of("A"), t -> new double[] {-1.01}));
        assertThatIllegalArgumentException().isThrownBy(() -> returns("2001-01", 1, List.of("A"), t -> new double[] {Double.POSITIVE_INFINITY}));
        assertThatIllegalArgumentException().isThrownBy(() -> returns("2001-01", 1, List.of("A", "A"), t -> new double[] {0, 0}));
        assertThatIllegalArgumentException().isThrownBy(() -> returns("2001-01", 1, List.of("A", "B"), t -> new double[] {0}));
    }
}
