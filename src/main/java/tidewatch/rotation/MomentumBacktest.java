package tidewatch.rotation;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tidewatch.market.MonthlyReturns;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Rules of industry momentum replayed over monthly returns, beside equal weight of all groups and each group alone (rotation design,
 * section 15). A check of arithmetic against published tables; no costs, no taxes, no advice.
 *
 * @param from first month of holding
 * @param to last one
 * @param months from the first to the last
 * @param riskFree return of a year, as a fraction
 * @param gapMonths months in which a group had no return and equal weight was taken of the others
 * @param rows the rules as given, equal weight, then the groups in the order of the columns
 */
public record MomentumBacktest(YearMonth from, YearMonth to, int months, double riskFree, int gapMonths, List<Row> rows) {
    /** What a row holds. */
    public enum Kind {
        MOMENTUM,
        EQUAL_WEIGHT,
        GROUP
    }

    /** What came of a row. */
    public sealed interface Outcome {
        /** Its figures. */
        record Measured(MonthlyPerformance figures) implements Outcome {}

        /** Why there are none. */
        record Absent(String why) implements Outcome {}
    }

    /**
     * One portfolio.
     *
     * @param rule of a row of kind MOMENTUM, else empty
     */
    public record Row(Kind kind, String name, Optional<MomentumRule> rule, Outcome outcome) {
        public Row {
            Objects.requireNonNull(outcome);
            if (rule.isPresent() != (kind == Kind.MOMENTUM)) {
                throw new IllegalArgumentException("A row of kind " + kind + " with rule " + rule);
            }
        }
    }

    public MomentumBacktest {
        rows = List.copyOf(rows);
    }

    /**
     * Replays all rules over the same months. A rule that cannot be followed to the end has no figures and a problem; the others stand.
     *
     * @param from first month of holding; empty for the first that all rules can have
     * @param to last one; empty for the last of the data
     * @param rules one or more
     * @param riskFree return of a year, as a fraction
     * @return nothing when the months are not there or a rule wants more groups than there are
     */
    public static Found<Optional<MomentumBacktest>> of(
            MonthlyReturns returns, Optional<YearMonth> from, Optional<YearMonth> to, List<MomentumRule> rules, double riskFree) {
        int longest = rules.stream().mapToInt(MomentumRule::longest).max().orElseThrow();
        long start = from.map(returns::indexOf).orElse((long) longest);
        long end = to.map(month -> returns.indexOf(month) + 1).orElse((long) returns.months());
        var refusal = refusal(returns, start, end, from.isPresent(), rules);
        if (refusal.isPresent()) {
            return new Found<>(Optional.empty(), List.of(refusal.get()));
        }
        return new Over(returns, Math.toIntExact(start), Math.toIntExact(end), riskFree).all(rules).map(Optional::of);
    }

    private static Optional<Problem> refusal(MonthlyReturns returns, long start, long end, boolean asked, List<MomentumRule> rules) {
        var last = returns.month(returns.months() - 1);
        int groups = returns.groups().size();
        int most = rules.stream().mapToInt(MomentumRule::top).max().orElseThrow();
        if (most > groups) {
            return problem(Reason.BAD_ARGUMENT, "--top " + most + " is more than the " + groups + (groups == 1 ? " group" : " groups") + " of the file");
        }
        if (end > returns.months()) {
            return problem(Reason.NO_DATA, "--to " + returns.month(0).plusMonths(end - 1) + " is behind the last month of the file, " + last);
        }
        if (start < 0) {
            var month = returns.month(0).plusMonths(start);
            int least = rules.stream().mapToInt(MomentumRule::longest).min().orElseThrow();
            return problem(Reason.TOO_LITTLE_HISTORY,
                    "--from " + month + " with lookback " + least + " needs data from " + month.minusMonths(least) + "; the file starts " + returns.month(0));
        }
        if (start >= returns.months()) {
            return asked
                    ? problem(Reason.NO_DATA, "--from " + returns.month(0).plusMonths(start) + " is behind the last month of the file, " + last)
                    : problem(Reason.TOO_LITTLE_HISTORY, "lookback " + start + " leaves no month to hold: the file has " + returns.months() + " months");
        }
        if (end <= start) {
            return problem(Reason.BAD_ARGUMENT, "--to " + returns.month(0).plusMonths(end - 1) + " is before the first month of holding, "
                    + returns.month((int) start) + (asked ? "" : ": the lookback takes the months before it"));
        }
        return Optional.empty();
    }

    private static Optional<Problem> problem(Reason reason, String sentence) {
        return Optional.of(Problem.of(reason, sentence));
    }

    /** The months of one backtest: from index {@code from} to the one before {@code to}. */
    private record Over(MonthlyReturns returns, int from, int to, double riskFree) {
        Found<MomentumBacktest> all(List<MomentumRule> rules) {
            var problems = new ArrayList<Problem>();
            var equal = equalWeight();
            var rows = new ArrayList<Row>();
            for (var rule : rules) {
                var found = MomentumReplay.of(rule, returns, from, to);
                problems.addAll(found.problems());
                var outcome = found.value()
                        .map(replay -> measured(replay.returns(), equal))
                        .orElseGet(() -> new Outcome.Absent(found.problems().getFirst().sentence()));
                rows.add(new Row(Kind.MOMENTUM, rule.label(), Optional.of(rule), outcome));
            }
            var firstGap = gap(equal);
            rows.add(new Row(Kind.EQUAL_WEIGHT, "equal weight of all groups", Optional.empty(), firstGap.isPresent()
                    ? new Outcome.Absent("no group has a return for " + firstGap.get())
                    : new Outcome.Measured(MonthlyPerformance.of(returns.month(from), equal, riskFree))));
            for (int group = 0; group < returns.groups().size(); group++) {
                var own = returns.of(group, from, to);
                var outcome = gap(own).<Outcome>map(month -> new Outcome.Absent("no return for " + month)).orElseGet(() -> measured(own, equal));
                rows.add(new Row(Kind.GROUP, returns.groups().get(group), Optional.empty(), outcome));
            }
            return new Found<>(new MomentumBacktest(returns.month(from), returns.month(to - 1), to - from, riskFree, gapMonths(), rows), problems);
        }

        private Outcome measured(double[] own, double[] equal) {
            return new Outcome.Measured(MonthlyPerformance.against(returns.month(from), own, riskFree, equal));
        }

        /** Each month the mean of the groups that have a return; NaN when none has. */
        private double[] equalWeight() {
            var equal = new double[to - from];
            for (int t = from; t < to; t++) {
                double sum = 0;
                int n = 0;
                for (int group = 0; group < returns.groups().size(); group++) {
                    double one = returns.at(t, group);
                    if (!Double.isNaN(one)) {
                        sum += one;
                        n++;
                    }
                }
                equal[t - from] = n == 0 ? Double.NaN : sum / n;
            }
            return equal;
        }

        private int gapMonths() {
            int gaps = 0;
            for (int t = from; t < to; t++) {
                boolean gap = false;
                for (int group = 0; group < returns.groups().size(); group++) {
                    gap |= Double.isNaN(returns.at(t, group));
                }
                gaps += gap ? 1 : 0;
            }
            return gaps;
        }

        /** The first month without a return. */
        private Optional<YearMonth> gap(double[] some) {
            for (int i = 0; i < some.length; i++) {
                if (Double.isNaN(some[i])) {
                    return Optional.of(returns.month(from + i));
                }
            }
            return Optional.empty();
        }
    }
}
