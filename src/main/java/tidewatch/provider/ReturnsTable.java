package tidewatch.provider;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.provider.ReturnsFile.Refused;

/**
 * One table of a {@link ReturnsFile}, as its lines stand there.
 *
 * @param title the line of prose above the names; empty when there is none
 * @param header the line of names
 * @param rows its rows, one at least; some may turn out to be none
 */
record ReturnsTable(String title, Row header, List<Row> rows) {
    /** Faults of cells that are named one by one; the rest is counted. */
    private static final int NAMED = 5;

    private static final int SHOWN = 30;
    private static final String BLANK = " ";
    /** Rows at the head of a table that show whether its days are month ends. */
    private static final int LOOKED_AT = 6;

    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern MONTH = Pattern.compile("(\\d{4})-?(\\d{2})");
    private static final Pattern DAY = Pattern.compile("(\\d{4})(-?)(\\d{2})\\2(\\d{2})");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");

    /** Titles of other tables in files of the data library. */
    private static final List<String> OTHERS = List.of("equal weighted", "number of", "average firm size", "sum of", "value weight average of", "annual");

    /** What the first cell of a row says. */
    private enum Kind {
        MONTH,
        DAY,
        YEAR,
        NONE
    }

    /**
     * A line as cells without the blanks around them.
     *
     * @param line its number in the file, from 1
     * @param text all of it
     */
    record Row(int line, String text, List<String> cells) {
        private String first() {
            return cells.getFirst();
        }

        /** The same behind an empty first cell. */
        private Row withoutFirst() {
            return new Row(line, text, Stream.concat(Stream.of(""), cells.stream()).toList());
        }

        private boolean blank() {
            return cells.stream().allMatch(String::isEmpty);
        }

        /** Cells up to the last one that is not empty. */
        private int filled() {
            int n = cells.size();
            while (n > 0 && cells.get(n - 1).isEmpty()) {
                n--;
            }
            return n;
        }
    }

    /** The rows as figures: NaN for a missing one. */
    record Figures(YearMonth first, List<String> groups, List<double[]> values) {}

    // ---- finding tables

    /** All tables of a file, in their order. */
    static List<ReturnsTable> all(String name, String text, List<String> missing) throws Refused {
        if (text.isBlank()) {
            throw new Refused("the file is empty", name);
        }
        var lines = text.lines().toList();
        for (var separator : List.of(",", ";", "\t", BLANK)) {
            var rows = new ArrayList<Row>();
            for (int i = 0; i < lines.size(); i++) {
                rows.add(new Row(i + 1, lines.get(i).strip(), cells(lines.get(i), separator)));
            }
            if (rows.stream().anyMatch(row -> begins(row, missing))) {
                return all(name, rows, separator.equals(BLANK), missing);
            }
        }
        throw new Refused("this is no table of monthly returns: no line begins with a month, such as 192607 or 1926-07, and goes on with figures", name);
    }

    /**
     * The tables among these lines.
     *
     * @param blanks whether cells are divided by blanks: then prose has cells too, and nothing stands above the months
     */
    private static List<ReturnsTable> all(String name, List<Row> lines, boolean blanks, List<String> missing) throws Refused {
        var tables = new ArrayList<ReturnsTable>();
        Optional<Row> above = Optional.empty();
        Optional<Row> beforeThat = Optional.empty();
        int i = 0;
        while (i < lines.size()) {
            var line = lines.get(i);
            if (line.blank()) {
                i++;
            } else if (begins(line, missing)) {
                if (above.isEmpty() || above.get().filled() < 2) {
                    throw new Refused("the groups have no names: the line above the first row must hold them, such as month,NoDur,Durbl", name + " line " + line.line());
                }
                var number = above.get().cells().stream().skip(1).filter(ReturnsTable::number).findFirst();
                if (number.isPresent()) {
                    throw new Refused("the line above the first month must name the groups; \"" + shown(number.get()) + "\" is a number", name + " line " + above.get().line());
                }
                int end = end(lines, i, above.get(), missing);
                var rows = lines.subList(i, end).stream().filter(row -> !row.blank()).toList();
                var header = blanks && above.get().cells().size() == line.cells().size() - 1 ? above.get().withoutFirst() : above.get();
                tables.add(new ReturnsTable(beforeThat.filter(row -> blanks || row.filled() == 1).map(Row::text).orElse(""), header, rows));
                above = Optional.empty();
                beforeThat = Optional.empty();
                i = end;
            } else {
                beforeThat = above;
                above = Optional.of(line);
                i++;
            }
        }
        return tables;
    }

    /**
     * Behind the last row of the table that begins at line i. It ends where words stand between it and the next rows; a line that is no row
     * and stands among rows belongs to it, so that it is refused and does not cut the table short unseen.
     */
    private static int end(List<Row> lines, int i, Row header, List<String> missing) {
        int end = i;
        for (int at = i; at < lines.size(); at++) {
            var line = lines.get(at);
            if (line.blank()) {
                continue;
            }
            boolean apart = at > end;
            boolean row = kind(line.first()) != Kind.NONE && (line.cells().size() > 1 || !apart);
            boolean amongRows = !row && nextBegins(lines, at + 1, missing) && (!apart || line.filled() < 2 || figures(line, missing));
            boolean torn = !row && !apart && line.cells().size() == header.cells().size();
            if (!row && !amongRows && !torn) {
                return end;
            }
            end = at + 1;
        }
        return end;
    }

    /** Whether the next line that is not blank is a row. */
    private static boolean nextBegins(List<Row> lines, int from, List<String> missing) {
        for (int at = from; at < lines.size(); at++) {
            if (!lines.get(at).blank()) {
                return begins(lines.get(at), missing);
            }
        }
        return false;
    }

    /** Whether a line begins with a date and goes on with figures, or with empty cells alone. */
    private static boolean begins(Row line, List<String> missing) {
        return kind(line.first()) != Kind.NONE && line.cells().size() > 1 && (line.filled() == 1 || figures(line, missing));
    }

    private static boolean figures(Row line, List<String> missing) {
        return line.cells().stream().skip(1).anyMatch(cell -> number(cell) || missing(cell, missing));
    }

    private static boolean number(String cell) {
        return NUMBER.matcher(cell).matches();
    }

    private static List<String> cells(String line, String separator) {
        return switch (separator) {
            case "," -> CsvLine.cells(line);
            case BLANK -> Arrays.asList(BLANKS.split(line.strip()));
            default -> Arrays.stream(line.split(separator, -1)).map(cell -> cell.strip().replace("\"", "")).toList();
        };
    }

    private static Kind kind(String cell) {
        if (month(cell).isPresent()) {
            return MONTH.matcher(cell).matches() ? Kind.MONTH : Kind.DAY;
        }
        return YEAR.matcher(cell).matches() ? Kind.YEAR : Kind.NONE;
    }

    /** The month of a first cell, whether it is written as a month or as a day. */
    private static Optional<YearMonth> month(String cell) {
        var month = MONTH.matcher(cell);
        var day = DAY.matcher(cell);
        try {
            if (month.matches()) {
                return Optional.of(YearMonth.of(Integer.parseInt(month.group(1)), Integer.parseInt(month.group(2))));
            }
            if (day.matches()) {
                var date = LocalDate.of(Integer.parseInt(day.group(1)), Integer.parseInt(day.group(3)), Integer.parseInt(day.group(4)));
                return Optional.of(YearMonth.from(date));
            }
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    // ---- choosing one

    private Kind kind() {
        return kind(rows.getFirst().first());
    }

    /** Whether rows near its beginning share a month. */
    private boolean daily() {
        var head = rows.stream().limit(LOOKED_AT).map(row -> month(row.first())).flatMap(Optional::stream).toList();
        return kind() == Kind.DAY && new HashSet<>(head).size() <= head.size() / 2;
    }

    private boolean monthly() {
        return kind() == Kind.MONTH || (kind() == Kind.DAY && !daily());
    }

    private String plainTitle() {
        return title.toLowerCase(Locale.ROOT).replace('-', ' ');
    }

    private boolean valueWeighted() {
        return plainTitle().contains("value weighted") && !plainTitle().contains("equal") && !plainTitle().contains("annual");
    }

    private boolean other() {
        return OTHERS.stream().anyMatch(plainTitle()::contains);
    }

    static ReturnsTable choose(String name, List<ReturnsTable> tables) throws Refused {
        var monthly = tables.stream().filter(ReturnsTable::monthly).toList();
        if (monthly.isEmpty()) {
            var first = tables.getFirst();
            var where = name + " line " + first.rows().getFirst().line();
            if (first.daily()) {
                throw new Refused("the rows are days or weeks, from " + first.rows().getFirst().first() + " on; monthly returns are needed", where);
            }
            throw new Refused("the rows are years, from " + first.rows().getFirst().first() + " on; monthly returns are needed", where);
        }
        var chosen = monthly.stream().filter(ReturnsTable::valueWeighted).findFirst();
        if (chosen.isPresent()) {
            return chosen.get();
        }
        var untitled = monthly.getFirst();
        if (untitled.other()) {
            throw new Refused("none of its tables is monthly and value-weighted; the first is \"" + untitled.title() + "\"", name);
        }
        return untitled;
    }

    // ---- reading it

    /** Names of the columns behind the first; empty ones at the end are left out. */
    List<String> groups() {
        return header.cells().subList(1, header.filled());
    }

    /** Its figures as they are written: no unit is applied. */
    Figures figures(String name, List<String> missing) throws Refused {
        names(name);
        var values = new ArrayList<double[]>();
        var faults = new ArrayList<Problem>();
        Map<YearMonth, Integer> lines = new HashMap<>();
        Optional<YearMonth> before = Optional.empty();
        for (var row : rows) {
            var where = name + " line " + row.line();
            var month = month(row, where);
            follows(month, before, lines, where);
            lines.put(month, row.line());
            before = Optional.of(month);
            values.add(figures(row, where, missing, faults));
        }
        if (!faults.isEmpty()) {
            int more = faults.size() - NAMED;
            var named = new ArrayList<>(faults.subList(0, Math.min(NAMED, faults.size())));
            if (more > 0) {
                named.add(new Problem(Reason.GARBLED, more + (more == 1 ? " more cell is" : " more cells are") + " no number", name));
            }
            throw new Refused(named);
        }
        return new Figures(month(rows.getFirst().first()).orElseThrow(), groups(), values);
    }

    private void names(String name) throws Refused {
        var seen = new HashSet<String>();
        var where = name + " line " + header.line();
        for (int i = 0; i < groups().size(); i++) {
            var group = groups().get(i);
            if (group.isEmpty()) {
                throw new Refused("column " + (i + 2) + " has no name", where);
            }
            if (!seen.add(group)) {
                throw new Refused("two columns are called " + shown(group), where);
            }
        }
    }

    private YearMonth month(Row row, String where) throws Refused {
        var month = month(row.first());
        if (month.isEmpty() || kind(row.first()) != kind()) {
            throw new Refused("\"" + shown(row.first()) + "\" is no month such as " + rows.getFirst().first(), where);
        }
        return month.get();
    }

    private static void follows(YearMonth month, Optional<YearMonth> before, Map<YearMonth, Integer> lines, String where) throws Refused {
        if (before.isEmpty() || month.equals(before.get().plusMonths(1))) {
            return;
        }
        if (lines.containsKey(month)) {
            throw new Refused("month " + month + " stands twice, first in line " + lines.get(month), where);
        }
        var follows = "month " + month + " follows " + before.get();
        if (month.isBefore(before.get())) {
            throw new Refused(follows + "; the months must rise" + (lines.size() == 1 ? ": put the oldest first" : ""), where);
        }
        long gap = before.get().until(month, ChronoUnit.MONTHS) - 1;
        throw new Refused(follows + ", " + (gap == 1 ? "one month is" : gap + " months are") + " missing", where);
    }

    private double[] figures(Row row, String where, List<String> missing, List<Problem> faults) throws Refused {
        int width = groups().size() + 1;
        if (row.cells().size() < width || row.filled() > width) {
            int cells = Math.max(row.filled(), Math.min(row.cells().size(), width));
            throw new Refused("the row has " + cells + (cells == 1 ? " cell" : " cells") + ", the line of names has " + width, where);
        }
        var figures = new double[groups().size()];
        for (int i = 0; i < figures.length; i++) {
            var cell = row.cells().get(i + 1);
            figures[i] = Double.NaN;
            if (!cell.isEmpty() && !missing(cell, missing)) {
                double value = number(cell) ? Double.parseDouble(cell) : Double.NaN;
                if (Double.isFinite(value)) {
                    figures[i] = value;
                } else {
                    faults.add(new Problem(Reason.GARBLED, "group " + groups().get(i) + ": \"" + shown(cell) + "\" is no number; if it means missing, say so with --missing", where));
                }
            }
        }
        return figures;
    }

    /** Whether a cell is a code for a missing return: the same words, or the same number. */
    private static boolean missing(String cell, List<String> codes) {
        return !cell.isEmpty() && codes.stream().anyMatch(code -> code.equalsIgnoreCase(cell) || (number(code) && number(cell) && Double.parseDouble(code) == Double.parseDouble(cell)));
    }

    private static String shown(String cell) {
        var clean = cell.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "...";
    }
}
