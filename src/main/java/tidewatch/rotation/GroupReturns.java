package tidewatch.rotation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Daily returns of groups, as in the files of the Kenneth R. French data library.
 *
 * @param groups names, in the order of the columns
 * @param days ascending
 * @param returns a row a day, a column a group, simple and as fractions; NaN where there is none
 */
public record GroupReturns(List<String> groups, List<LocalDate> days, List<double[]> returns) {
    static final int DAYS_MIN = 252;
    private static final int GROUPS_MIN = 2;
    private static final int PROBLEMS_MAX = 5;

    private static final Pattern DAY = Pattern.compile("(\\d{4})(-?)(\\d{2})\\2(\\d{2})");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");
    /** What the data library writes for no return. */
    private static final double[] MISSING = {-99.99, -999};

    public GroupReturns {
        groups = List.copyOf(groups);
        days = List.copyOf(days);
        returns = List.copyOf(returns);
    }

    /**
     * Reads a table: a header with the names of the groups, then {@code day,return,return,...} in percent, the day as yyyymmdd or yyyy-mm-dd.
     * Lines before the header are passed over; the first table of several counts, which a blank line and a line without a day end.
     * An empty cell, -99.99 and -999 are no return.
     *
     * @param name of the file, for what is said about it
     * @return absent, with what is wrong and where, when one line of the table cannot be read
     */
    public static Found<Optional<GroupReturns>> read(String name, List<String> lines) {
        return new Reader(name, lines).read();
    }

    /**
     * Log returns of each group against the equal-weight mean of the groups that have a return that day; days without are skipped, and a
     * group with fewer than 252 of them or without variation is left out.
     */
    List<double[]> relative() {
        var mean = new double[days.size()];
        for (int t = 0; t < mean.length; t++) {
            mean[t] = Math.log1p(Arrays.stream(returns.get(t)).filter(one -> !Double.isNaN(one)).average().orElse(Double.NaN));
        }
        List<double[]> all = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            var e = new double[days.size()];
            int n = 0;
            for (int t = 0; t < e.length; t++) {
                double one = returns.get(t)[group];
                if (!Double.isNaN(one)) {
                    e[n++] = Math.log1p(one) - mean[t];
                }
            }
            if (n >= DAYS_MIN && Trailing.sd(e, DAYS_MIN - 1, DAYS_MIN) > Trailing.FLAT) {
                all.add(Arrays.copyOf(e, n));
            }
        }
        return all;
    }

    private static final class Reader {
        private final String name;
        private final List<String> lines;
        private final List<Problem> problems = new ArrayList<>();
        private final List<LocalDate> days = new ArrayList<>();
        private final List<double[]> returns = new ArrayList<>();

        Reader(String name, List<String> lines) {
            this.name = name;
            this.lines = lines;
        }

        Found<Optional<GroupReturns>> read() {
            int first = 0;
            while (first < lines.size() && !dated(first)) {
                first++;
            }
            if (first == lines.size()) {
                return no("holds no line that begins with a day; write yyyymmdd or yyyy-mm-dd, then a return a group in percent");
            }
            int header = first - 1;
            while (header >= 0 && (lines.get(header).isBlank() || lines.get(header).startsWith("#"))) {
                header--;
            }
            var groups = header < 0 ? List.<String>of() : cells(header);
            if (groups.size() < GROUPS_MIN + 1) {
                return no("has no header with the names of at least " + GROUPS_MIN + " groups before line " + (first + 1));
            }
            groups = groups.subList(1, groups.size());
            if (groups.stream().anyMatch(String::isEmpty) || new HashSet<>(groups).size() < groups.size()) {
                return no("line " + (header + 1) + ": two groups have one name, or one has none");
            }
            for (int i = first; i < lines.size() && !over(i) && problems.size() < PROBLEMS_MAX; i++) {
                if (!lines.get(i).isBlank()) {
                    row(i, groups.size());
                }
            }
            if (problems.isEmpty() && days.size() < DAYS_MIN) {
                problem("has " + days.size() + " days; at least " + DAYS_MIN + " are needed");
            }
            if (!problems.isEmpty()) {
                return new Found<>(Optional.empty(), problems);
            }
            var read = new GroupReturns(groups, days, returns);
            return read.relative().isEmpty()
                    ? no("has no group with " + DAYS_MIN + " returns that vary against the mean of the groups")
                    : Found.of(Optional.of(read));
        }

        private Found<Optional<GroupReturns>> no(String why) {
            problem(why);
            return new Found<>(Optional.empty(), problems);
        }

        private void problem(String why) {
            problems.add(Problem.of(Reason.GARBLED, name + " " + why));
        }

        private boolean dated(int i) {
            return DAY.matcher(cells(i).getFirst()).matches();
        }

        private List<String> cells(int i) {
            return Arrays.stream(lines.get(i).split(",", -1)).map(String::strip).toList();
        }

        /** The table ended with a blank line, and what follows is no row of it. */
        private boolean over(int i) {
            if (!lines.get(i).isBlank()) {
                return false;
            }
            int next = i;
            while (next < lines.size() && lines.get(next).isBlank()) {
                next++;
            }
            return next == lines.size() || !dated(next);
        }

        private void row(int i, int groups) {
            var cells = cells(i);
            var at = "line " + (i + 1) + ": ";
            var day = day(cells.getFirst());
            if (day.isEmpty()) {
                problem(at + "\"" + cells.getFirst() + "\" is no day; write yyyymmdd or yyyy-mm-dd");
                return;
            }
            if (!days.isEmpty() && !day.get().isAfter(days.getLast())) {
                problem(at + day.get() + " follows " + days.getLast() + "; days must go from old to new");
                return;
            }
            if (cells.size() != groups + 1) {
                problem(at + "has " + (cells.size() - 1) + " returns for " + groups + " groups");
                return;
            }
            var row = new double[groups];
            for (int group = 0; group < groups; group++) {
                var cell = cells.get(group + 1);
                if (!cell.isEmpty() && !NUMBER.matcher(cell).matches()) {
                    problem(at + "\"" + cell + "\" is no return in percent");
                    return;
                }
                double percent = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
                if (Arrays.stream(MISSING).anyMatch(code -> code == percent)) {
                    row[group] = Double.NaN;
                } else if (percent <= -100 || percent > 1000) {
                    problem(at + cell + " percent in a day cannot be");
                    return;
                } else {
                    row[group] = percent / 100;
                }
            }
            days.add(day.get());
            returns.add(row);
        }

        private static Optional<LocalDate> day(String cell) {
            var found = DAY.matcher(cell);
            try {
                return found.matches()
                        ? Optional.of(LocalDate.of(
                                Integer.parseInt(found.group(1)), Integer.parseInt(found.group(3)), Integer.parseInt(found.group(4))))
                        : Optional.empty();
            } catch (DateTimeException impossible) {
                return Optional.empty();
            }
        }
    }
}
