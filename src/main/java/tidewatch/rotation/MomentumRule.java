package tidewatch.rotation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tidewatch.market.MonthlyReturns;

/**
 * Hold the groups that rose most: the rule of Faber 2010, "Relative Strength Strategies for Investing", in general form.
 *
 * @param lookbacks months of the windows that are looked at, each 1 or more and given once; of several the mean of their returns counts
 * @param top how many groups are held, in equal parts; 1 or more
 */
public record MomentumRule(List<Integer> lookbacks, int top) {
    public MomentumRule {
        lookbacks = List.copyOf(lookbacks);
        if (lookbacks.isEmpty() || lookbacks.stream().anyMatch(k -> k < 1) || lookbacks.stream().distinct().count() < lookbacks.size()) {
            throw new IllegalArgumentException("Lookbacks are months, 1 or more, each once: " + lookbacks);
        }
        if (top < 1) {
            throw new IllegalArgumentException("Nothing is held with top " + top);
        }
    }

    /** Months that must lie before the first month of holding. */
    public int longest() {
        return lookbacks.stream().mapToInt(k -> k).max().orElseThrow();
    }

    /** {@code lookback 12, top 1}; {@code mean of lookbacks 1, 3, 12, top 2}. */
    public String label() {
        var months = lookbacks.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (lookbacks.size() == 1 ? "lookback " : "mean of lookbacks ") + months + ", top " + top;
    }

    /**
     * What to hold in the month after the last one given: group indices, best score first, equal scores in the order of the columns. Fewer
     * than {@code top} when fewer have a score.
     *
     * @param past all that may be known; it ends with the month before the one that is held
     */
    public List<Integer> best(MonthlyReturns past) {
        record Scored(int group, double score) {}
        return IntStream.range(0, past.groups().size())
                .mapToObj(group -> new Scored(group, score(past, group)))
                .filter(one -> !Double.isNaN(one.score()))
                .sorted(Comparator.comparingDouble(Scored::score).reversed().thenComparingInt(Scored::group))
                .limit(top)
                .map(Scored::group)
                .toList();
    }

    /** Mean over the lookbacks of the compounded return of the last k months; NaN when one of these months is missing. */
    double score(MonthlyReturns past, int group) {
        double sum = 0;
        for (int k : lookbacks) {
            sum += compounded(past, group, k);
        }
        return sum / lookbacks.size();
    }

    private static double compounded(MonthlyReturns past, int group, int k) {
        if (k > past.months()) {
            return Double.NaN;
        }
        double growth = 1;
        for (int t = past.months() - k; t < past.months(); t++) {
            growth *= 1 + past.at(t, group);
        }
        return growth - 1;
    }
}
