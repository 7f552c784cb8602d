package tidewatch.market;

import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Simple returns of groups, such as industries, month by month without a gap between the months: .05 is 5 %. A return that is not there is
 * NaN. Immutable, any thread.
 */
public final class MonthlyReturns {
    private final YearMonth first;
    private final List<String> groups;
    /** Month-major, oldest first; a view of the past shares it with the whole. */
    private final double[] values;

    private final int months;

    private MonthlyReturns(YearMonth first, List<String> groups, double[] values, int months) {
        this.first = first;
        this.groups = groups;
        this.values = values;
        this.months = months;
    }

    /**
     * Of rows that follow each other without a gap.
     *
     * @param first month of the first row
     * @param groups names of the columns, each once
     * @param rows one a month, each with one value a group: NaN, or finite and not below -1
     */
    public static MonthlyReturns of(YearMonth first, List<String> groups, List<double[]> rows) {
        if (groups.isEmpty() || groups.stream().anyMatch(String::isBlank) || new HashSet<>(groups).size() < groups.size()) {
            throw new IllegalArgumentException("Groups need names, each once: " + groups);
        }
        var values = new double[Math.multiplyExact(rows.size(), groups.size())];
        for (int t = 0; t < rows.size(); t++) {
            var row = rows.get(t);
            if (row.length != groups.size()) {
                throw new IllegalArgumentException("Month " + first.plusMonths(t) + " has " + row.length + " returns for " + groups.size() + " groups");
            }
            for (double value : row) {
                if (value < -1 || Double.isInfinite(value)) {
                    throw new IllegalArgumentException("Month " + first.plusMonths(t) + ": " + value + " is no return");
                }
            }
            System.arraycopy(row, 0, values, t * groups.size(), groups.size());
        }
        return new MonthlyReturns(first, List.copyOf(groups), values, rows.size());
    }

    /** Names of the columns, in their order. */
    public List<String> groups() {
        return groups;
    }

    /** How many months there are. Indices run from 0, the oldest. */
    public int months() {
        return months;
    }

    /** The month at an index; the one at {@link #months()} is the first that is not there. */
    public YearMonth month(int t) {
        return first.plusMonths(t);
    }

    /** The index of a month: below 0 before the first one, {@link #months()} or more behind the last one. */
    public long indexOf(YearMonth month) {
        return first.until(month, ChronoUnit.MONTHS);
    }

    /** The return of a group in a month, as a fraction; NaN when there is none. */
    public double at(int t, int group) {
        if (t < 0 || t >= months || group < 0 || group >= groups.size()) {
            throw new IndexOutOfBoundsException("month " + t + " of " + months + ", group " + group + " of " + groups.size());
        }
        return values[t * groups.size() + group];
    }

    /** What was known before month t began: the months 0 to t - 1. Whoever is given this cannot see a later one. */
    public MonthlyReturns before(int t) {
        if (t < 0 || t > months) {
            throw new IndexOutOfBoundsException("month " + t + " of " + months);
        }
        return new MonthlyReturns(first, groups, values, t);
    }

    /** The returns of one group from month {@code from} to the one before {@code to}. */
    public double[] of(int group, int from, int to) {
        var some = new double[to - from];
        Arrays.setAll(some, i -> at(from + i, group));
        return some;
    }
}
