package tidewatch.rotation;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.market.MonthlyReturns;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/** What a {@link MomentumRule} held month by month, and what that returned. Each choice is made from the months before it alone. */
public record MomentumReplay(MomentumRule rule, List<Held> months) {
    /**
     * One month.
     *
     * @param groups indices of the columns held in equal parts, best score first
     * @param returned mean of their returns in this month
     */
    public record Held(YearMonth month, List<Integer> groups, double returned) {
        public Held {
            groups = List.copyOf(groups);
        }
    }

    public MomentumReplay {
        months = List.copyOf(months);
    }

    /**
     * The months from index {@code from} to the one before {@code to}.
     *
     * @return nothing with its reason when the data begin too late, fewer groups than wanted have a score, or one that is held has no return
     */
    static Found<Optional<MomentumReplay>> of(MomentumRule rule, MonthlyReturns returns, int from, int to) {
        if (rule.longest() > from) {
            return refused(rule, Reason.TOO_LITTLE_HISTORY, "--from " + returns.month(from) + " with lookback " + rule.longest() + " needs data from "
                    + returns.month(from).minusMonths(rule.longest()) + "; the file starts " + returns.month(0));
        }
        var months = new ArrayList<Held>();
        for (int t = from; t < to; t++) {
            var held = rule.best(returns.before(t));
            if (held.size() < rule.top()) {
                return refused(rule, Reason.NO_DATA, "only " + held.size() + " of " + returns.groups().size() + " groups have all returns from "
                        + returns.month(t - rule.longest()) + " to " + returns.month(t - 1) + "; " + rule.top() + " are to be held in " + returns.month(t));
            }
            double sum = 0;
            for (int group : held) {
                double one = returns.at(t, group);
                if (Double.isNaN(one)) {
                    return refused(rule, Reason.NO_DATA, "group " + returns.groups().get(group) + " has no return for " + returns.month(t) + ", which is held");
                }
                sum += one;
            }
            months.add(new Held(returns.month(t), held, sum / held.size()));
        }
        return Found.of(Optional.of(new MomentumReplay(rule, months)));
    }

    private static Found<Optional<MomentumReplay>> refused(MomentumRule rule, Reason reason, String sentence) {
        return new Found<>(Optional.empty(), List.of(new Problem(reason, sentence, rule.label())));
    }

    double[] returns() {
        return months.stream().mapToDouble(Held::returned).toArray();
    }
}
