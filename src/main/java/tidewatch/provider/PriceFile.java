package tidewatch.provider;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tidewatch.market.BarCheck;
import tidewatch.market.Basis;
import tidewatch.market.CorporateAction;
import tidewatch.market.CorporateAction.CashDividend;
import tidewatch.market.Instrument;
import tidewatch.market.Origin;
import tidewatch.market.PriceSeries;
import tidewatch.market.PriceSeries.HeldBack;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.provider.FileLayout.Role;

/**
 * Reads one price file. Rows later than the last day asked for do not exist: no figure, no check and no guess about the basis depends on
 * them. A row that cannot be right is set aside with its line; the others work. One reader serves many files, one after the other.
 */
final class PriceFile {
    /** Rows that are named one by one; the rest is counted. */
    private static final int NAMED = 5;
    /** Rows with other values than these count as different prices of one day. */
    private static final double SAME = 1e-9;
    /** |ln| of a split that says whether prices are adjusted for it: from 6:5 on it stands out of a day's move. */
    private static final double TELLING_SPLIT = .18;

    private static final int HEADER_SHOWN = 60;

    // Columns of the rows read so far, in file order, reused from file to file.
    private int[] days = new int[4096];
    private int[] seconds = new int[4096];
    private final Column open = new Column(Role.OPEN);
    private final Column high = new Column(Role.HIGH);
    private final Column low = new Column(Role.LOW);
    private final Column close = new Column(Role.CLOSE);
    private final Column adjusted = new Column(Role.ADJUSTED);
    private final Column volume = new Column(Role.VOLUME);
    private final Column dividend = new Column(Role.DIVIDEND);
    private final Column split = new Column(Role.SPLIT);
    private final List<Column> columns = List.of(open, high, low, close, adjusted, volume, dividend, split);
    /** What makes two rows the same. */
    private final List<Column> bar = List.of(open, high, low, close, adjusted, volume);

    private int rows;

    private final List<Refused> refused = new ArrayList<>();
    private final List<HeldBack> heldBack = new ArrayList<>();

    private record Refused(int line, String why) {}

    /** Values of one role, and the cell of a row in which they stand. */
    private static final class Column {
        final Role role;
        int cell = -1;
        double[] values = new double[4096];

        Column(Role role) {
            this.role = role;
        }

        double at(int row) {
            return values[row];
        }

        String word() {
            return PriceFile.word(role);
        }
    }

    /**
     * The series of one file.
     *
     * @param bytes its content, of which the first {@code length} count
     * @param basis what {@code prices.properties} says; empty to find out from the rows
     * @return no series when there is no usable header
     */
    Found<Optional<PriceSeries>> read(
            String file, byte[] bytes, int length, Instrument instrument, Origin origin, Optional<Basis> basis, LocalDate to) {
        int start = length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF ? 3 : 0;
        int end = start;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        String header = new String(bytes, start, end - start, StandardCharsets.UTF_8).strip();
        Optional<FileLayout> layout = FileLayout.of(header);
        if (layout.isEmpty()) {
            return new Found<>(Optional.empty(), List.of(new Problem(Reason.GARBLED, headless(header), file)));
        }
        rows = 0;
        refused.clear();
        heldBack.clear();
        readRows(new CsvRows(bytes, Math.min(end + 1, length), length, 2, layout.get().separator()), layout.get(), to);
        var problems = new ArrayList<>(refusals(file));
        int[] order = inOrder(file, problems);
        return new Found<>(Optional.of(series(layout.get(), order, instrument, origin, basis)), problems);
    }

    private static String headless(String header) {
        if (header.isEmpty()) {
            return "the file is empty; its first line must name the columns, such as date,open,high,low,close,volume";
        }
        String shown = header.length() <= HEADER_SHOWN ? header : header.substring(0, HEADER_SHOWN) + "...";
        return "the first line names no date and close column (\"" + shown.replaceAll("\\p{Cntrl}", "?")
                + "\"); the file is left out. It must be like date,open,high,low,close,volume";
    }

    private void readRows(CsvRows cells, FileLayout layout, LocalDate to) {
        int last = Math.toIntExact(Math.clamp(to.toEpochDay(), Integer.MIN_VALUE, Integer.MAX_VALUE));
        int date = layout.column(Role.DATE);
        columns.forEach(column -> column.cell = layout.column(column.role));
        while (cells.advance(layout.columns())) {
            if (date >= cells.cells()) {
                refused.add(new Refused(cells.line(), "the row ends before its date"));
                continue;
            }
            int day = cells.day(date);
            if (day == CsvRows.NO_DAY) {
                refused.add(new Refused(cells.line(), "\"" + cells.text(date) + "\" is no date such as 2026-01-08"));
                continue;
            }
            if (day > last) {
                continue;
            }
            if (rows == days.length) {
                grow();
            }
            days[rows] = day;
            seconds[rows] = cells.second(date);
            Optional<String> fault = readRow(cells, layout);
            if (fault.isPresent()) {
                refused.add(new Refused(cells.line(), fault.get() + "; the bar is held back"));
                heldBack.add(new HeldBack(LocalDate.ofEpochDay(day), fault.get()));
            } else {
                rows++;
            }
        }
    }

    private void grow() {
        days = Arrays.copyOf(days, 2 * rows);
        seconds = Arrays.copyOf(seconds, 2 * rows);
        for (Column column : columns) {
            column.values = Arrays.copyOf(column.values, 2 * rows);
        }
    }

    /** Fills row {@code rows} of the columns; says why it cannot stand, if it cannot. */
    private Optional<String> readRow(CsvRows cells, FileLayout layout) {
        if (cells.cut()) {
            return Optional.of("the file ends within this row, after " + cells.cells() + " of " + layout.columns() + " cells");
        }
        if (cells.cells() > layout.columns()) {
            return Optional.of("the row has " + cells.cells() + " cells, the header names " + layout.columns());
        }
        for (Column column : columns) {
            double value = column.cell < 0 ? Double.NaN : cells.number(column.cell);
            if (column.cell >= 0 && cells.garbled()) {
                return Optional.of(column.word() + " \"" + cells.text(column.cell) + "\" is no number");
            }
            column.values[rows] = value;
        }
        if (Double.isNaN(close.at(rows))) {
            return Optional.of("there is no close");
        }
        for (Column price : bar) {
            double value = price.at(rows);
            if (value < 0 || (value == 0 && price != volume)) {
                return Optional.of(price.word() + " " + plain(value) + (price == volume ? " is below 0" : " is not above 0"));
            }
        }
        if (layout.has(Role.ADJUSTED) && Double.isNaN(adjusted.at(rows))) {
            return Optional.of("there is no adjusted close");
        }
        if (dividend.at(rows) < 0 || split.at(rows) < 0) {
            Column wrong = dividend.at(rows) < 0 ? dividend : split;
            refused.add(new Refused(cells.line(), wrong.word() + " " + plain(wrong.at(rows)) + " is below 0; it is not counted"));
        }
        return range(cells.line());
    }

    private Optional<String> range(int line) {
        Optional<BarCheck.Finding> finding =
                BarCheck.range(open.at(rows), high.at(rows), low.at(rows), close.at(rows));
        if (finding.isEmpty()) {
            return Optional.empty();
        }
        return switch (finding.get()) {
            case BarCheck.Finding.Suspect(String why) -> Optional.of(why);
            case BarCheck.Finding.NoRange(String why) -> {
                refused.add(new Refused(line, why + "; open, high and low are held back, the close stands"));
                open.values[rows] = Double.NaN;
                high.values[rows] = Double.NaN;
                low.values[rows] = Double.NaN;
                yield Optional.empty();
            }
        };
    }

    private static String word(Role role) {
        return switch (role) {
            case DATE -> "date";
            case OPEN -> "open";
            case HIGH -> "high";
            case LOW -> "low";
            case CLOSE -> "close";
            case ADJUSTED -> "adjusted close";
            case VOLUME -> "volume";
            case DIVIDEND -> "dividend";
            case SPLIT -> "split";
        };
    }

    private static String plain(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15 ? String.valueOf((long) x) : String.valueOf(x);
    }

    private List<Problem> refusals(String file) {
        var problems = new ArrayList<Problem>();
        int named = refused.size() <= NAMED + 1 ? refused.size() : NAMED;
        for (Refused row : refused.subList(0, named)) {
            problems.add(new Problem(Reason.QUARANTINED, row.why(), file + " line " + row.line()));
        }
        if (named < refused.size()) {
            problems.add(new Problem(
                    Reason.QUARANTINED,
                    (refused.size() - named) + " more rows like these, up to line " + refused.getLast().line(),
                    file + " line " + refused.get(named).line()));
        }
        return problems;
    }

    /** Positions of the rows to keep, oldest first, one a day; what had to be sorted or left out is told. */
    private int[] inOrder(String file, List<Problem> problems) {
        boolean rising = true;
        boolean falling = true;
        boolean repeated = false;
        for (int i = 1; i < rows; i++) {
            rising &= days[i] >= days[i - 1];
            falling &= days[i] <= days[i - 1];
            repeated |= days[i] == days[i - 1];
        }
        if (rising && !repeated) {
            return IntStream.range(0, rows).toArray();
        }
        if (falling && !repeated) {
            return IntStream.range(0, rows).map(i -> rows - 1 - i).toArray();
        }
        if (!rising && !falling) {
            problems.add(new Problem(Reason.NOTICE, "the rows are not in the order of their dates; they were sorted", file));
        }
        int[] sorted = IntStream.range(0, rows)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> days[i])
                        .thenComparingInt(i -> seconds[i])
                        .thenComparingInt(i -> i))
                .mapToInt(Integer::intValue)
                .toArray();
        return onePerDay(file, sorted, problems);
    }

    /** Of several rows of one day the one with the latest time, and of equal times the last in the file. */
    private int[] onePerDay(String file, int[] sorted, List<Problem> problems) {
        int[] kept = new int[sorted.length];
        int n = 0;
        int conflicting = 0;
        int conflictDay = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (n > 0 && days[kept[n - 1]] == days[sorted[i]]) {
                if (!same(kept[n - 1], sorted[i])) {
                    conflicting++;
                    conflictDay = days[sorted[i]];
                }
                kept[n - 1] = sorted[i];
            } else {
                kept[n++] = sorted[i];
            }
        }
        if (n < sorted.length) {
            String what = (sorted.length - n) + " rows repeat the day of another; " + n + " days are left";
            problems.add(
                    conflicting == 0
                            ? new Problem(Reason.NOTICE, what, file)
                            : new Problem(
                                    Reason.CONFLICT,
                                    what + ". " + conflicting + " of them have other prices, lastly of "
                                            + LocalDate.ofEpochDay(conflictDay)
                                            + ": the latest time of day was kept. Load the file again if in doubt",
                                    file));
        }
        return Arrays.copyOf(kept, n);
    }

    private boolean same(int a, int b) {
        for (Column column : bar) {
            double x = column.at(a);
            double y = column.at(b);
            if (Math.abs(x - y) > SAME * Math.max(Math.abs(x), 1) || Double.isNaN(x) != Double.isNaN(y)) {
                return false;
            }
        }
        return true;
    }

    private PriceSeries series(
            FileLayout layout, int[] order, Instrument instrument, Origin origin, Optional<Basis> stated) {
        Basis basis = stated.orElseGet(() -> basis(layout, order));
        int[] keptDays = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            keptDays[i] = days[order[i]];
        }
        return new PriceSeries(
                instrument,
                basis,
                origin,
                keptDays,
                kept(open, order),
                kept(high, order),
                kept(low, order),
                kept(close, order),
                kept(volume, order),
                layout.has(Role.ADJUSTED) && basis == Basis.SPLIT ? kept(adjusted, order) : new double[0],
                actions(order),
                heldBack);
    }

    private static double[] kept(Column column, int[] order) {
        double[] kept = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            kept[i] = column.values[order[i]];
        }
        return kept;
    }

    /**
     * Prices that fall with their splits are as traded; else an adjusted close beside them says that they are split-adjusted, and without
     * one they are taken as fully adjusted.
     */
    private Basis basis(FileLayout layout, int[] order) {
        int traded = 0;
        int smooth = 0;
        for (int i = 1; i < order.length && layout.has(Role.SPLIT); i++) {
            double ratio = split.at(order[i]);
            double telling = ratio > 0 ? Math.log(ratio) : 0;
            if (Math.abs(telling) > TELLING_SPLIT) {
                double move = Math.log(close.at(order[i]) / close.at(order[i - 1]));
                if (Math.abs(move + telling) < Math.abs(move)) {
                    traded++;
                } else {
                    smooth++;
                }
            }
        }
        if (traded > smooth) {
            return Basis.RAW;
        }
        return layout.has(Role.ADJUSTED) ? Basis.SPLIT : Basis.TOTAL;
    }

    private List<CorporateAction> actions(int[] order) {
        var actions = new ArrayList<CorporateAction>();
        for (int row : order) {
            double cash = dividend.at(row);
            if (cash > 0) {
                actions.add(new CashDividend(LocalDate.ofEpochDay(days[row]), cash));
            }
            double newPerOld = split.at(row);
            if (newPerOld > 0 && newPerOld != 1) {
                actions.add(SplitRatio.of(LocalDate.ofEpochDay(days[row]), newPerOld));
            }
        }
        return actions;
    }
}
