package tidewatch.provider;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A cursor over the rows of a CSV file in memory that makes no object per cell: half a million rows are read on a cold start. Lines end with
 * LF or CRLF; blank lines are skipped; quotation marks around a cell, and thousands commas inside them, are taken away. Mutable, one thread.
 */
final class CsvRows {
    private static final double[] TEN_TO = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };
    private static final long EXACT = 1L << 53;
    private static final int CELL_SHOWN = 40;
    private static final int CELLS_MAX = 64;
    /** What {@link #day} answers when a cell holds no date. */
    static final int NO_DAY = Integer.MIN_VALUE;

    private final byte[] bytes;
    private final int length;
    private final byte separator;
    private final int[] starts = new int[CELLS_MAX + 1];
    private int next;
    private int line;
    private int cells;
    private boolean cut;
    private boolean garbled;
    /** The row that is read: the file's own bytes, or a copy without quotation marks. */
    private byte[] row;

    /** Reads from {@code start}, which is the beginning of a line with the number {@code line}. */
    CsvRows(byte[] bytes, int start, int length, int line, char separator) {
        this.bytes = bytes;
        this.row = bytes;
        this.next = start;
        this.length = length;
        this.line = line - 1;
        this.separator = (byte) separator;
    }

    /**
     * Goes to the next row that is not blank; false at the end.
     *
     * @param columns cells of a full row
     */
    boolean advance(int columns) {
        while (next < length) {
            int from = next;
            int end = from;
            boolean quoted = false;
            cells = 1;
            starts[0] = from;
            byte b = 0;
            while (end < length && (b = bytes[end]) != '\n') {
                if (b == separator && cells < CELLS_MAX) {
                    starts[cells++] = end + 1;
                }
                quoted |= b == '"';
                end++;
            }
            next = end + 1;
            line++;
            if (end > from && bytes[end - 1] == '\r') {
                end--;
            }
            if (blank(from, end)) {
                continue;
            }
            starts[cells] = end + 1;
            row = bytes;
            if (quoted) {
                unquote(from, end);
            }
            cut = next > length && cells < columns;
            while (cells > 1 && stop(cells - 1) == starts[cells - 1]) {
                cells--;
            }
            return true;
        }
        return false;
    }

    private boolean blank(int from, int end) {
        for (int i = from; i < end; i++) {
            if (bytes[i] > ' ' || bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private void unquote(int from, int end) {
        byte[] plain = new byte[end - from];
        int n = 0;
        cells = 1;
        starts[0] = 0;
        boolean inside = false;
        for (int i = from; i < end; i++) {
            byte b = bytes[i];
            if (b == '"') {
                inside = !inside;
            } else if (b == separator && !inside && cells < CELLS_MAX) {
                plain[n++] = b;
                starts[cells++] = n;
            } else if (b != ',' || !inside) {
                plain[n++] = b;
            }
        }
        starts[cells] = n + 1;
        row = plain;
    }

    /** Number of the current line in the file, from 1. */
    int line() {
        return line;
    }

    /** Cells of the row; empty ones at its end do not count. */
    int cells() {
        return cells;
    }

    /** True for a last row without a line end that lacks cells: the file was still being written, its last number may be half one. */
    boolean cut() {
        return cut;
    }

    private int stop(int cell) {
        return starts[cell + 1] - 1;
    }

    /** The cell as text, blanks around it removed, cut to a length that fits a sentence. */
    String text(int cell) {
        String text = new String(row, starts[cell], stop(cell) - starts[cell], StandardCharsets.UTF_8).strip();
        return text.length() <= CELL_SHOWN ? text : text.substring(0, CELL_SHOWN) + "...";
    }

    /** True when the last {@link #number} met a cell that is neither empty nor a number. */
    boolean garbled() {
        return garbled;
    }

    /** The cell as a number; NaN when it is empty, says that there is none (null, nan, n/a, -), lies beyond the row, or is garbled. */
    double number(int cell) {
        garbled = false;
        if (cell >= cells) {
            return Double.NaN;
        }
        int from = starts[cell];
        int to = stop(cell);
        while (from < to && row[from] == ' ') {
            from++;
        }
        while (to > from && row[to - 1] == ' ') {
            to--;
        }
        if (from == to) {
            return Double.NaN;
        }
        int i = from;
        boolean negative = row[i] == '-';
        if (negative) {
            i++;
        }
        long digits = 0;
        int places = 0;
        boolean point = false;
        boolean any = false;
        for (; i < to; i++) {
            int d = row[i] - '0';
            if (d >= 0 && d <= 9 && digits < EXACT / 10) {
                digits = digits * 10 + d;
                places += point ? 1 : 0;
                any = true;
            } else if (row[i] == '.' && !point) {
                point = true;
            } else {
                return rare(from, to);
            }
        }
        if (!any || places >= TEN_TO.length) {
            return rare(from, to);
        }
        // Both operands are exact doubles, so the quotient is the correctly rounded value: the same as Double.parseDouble.
        double value = digits / TEN_TO[places];
        return negative ? -value : value;
    }

    /** Exponents, long mantissas, and words. */
    private double rare(int from, int to) {
        String text = new String(row, from, to - from, StandardCharsets.UTF_8);
        switch (text.toLowerCase(Locale.ROOT)) {
            case "null", "nan", "n/a", "na", "none", "-" -> {
                return Double.NaN;
            }
            default -> {
                char end = text.charAt(text.length() - 1);
                try {
                    double value = end == '.' || (end >= '0' && end <= '9') ? Double.parseDouble(text) : Double.NaN;
                    garbled = !Double.isFinite(value);
                    return garbled ? Double.NaN : value;
                } catch (NumberFormatException e) {
                    garbled = true;
                    return Double.NaN;
                }
            }
        }
    }

    /** The date of a cell such as 2026-01-08, 2026/01/08 or 20260108, a time may follow, as an epoch day; {@link #NO_DAY} for no date. */
    int day(int cell) {
        int from = dateStart(cell);
        int width = dateWidth(from, stop(cell));
        if (width == 0) {
            return NO_DAY;
        }
        int gap = width == 10 ? 1 : 0;
        int year = digits(from, 4);
        int month = digits(from + 4 + gap, 2);
        int day = digits(from + 6 + 2 * gap, 2);
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) {
            return NO_DAY;
        }
        int longest = month == 2 ? (leap ? 29 : 28) : 30 + ((month + (month >> 3)) & 1);
        return day > longest ? NO_DAY : epochDay(year, month, day);
    }

    /** Days since 1970-01-01 in the Gregorian calendar, years counted from March (Richards, in the Explanatory Supplement, 2013). */
    private static int epochDay(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int m = month <= 2 ? month + 9 : month - 3;
        return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719_468;
    }

    /** Seconds of the day of a time behind the date; -1 when there is none. */
    int second(int cell) {
        int from = dateStart(cell);
        int to = stop(cell);
        int at = from + dateWidth(from, to) + 1;
        if (at + 5 > to || row[at + 2] != ':') {
            return -1;
        }
        int hours = digits(at, 2);
        int minutes = digits(at + 3, 2);
        int seconds = at + 8 <= to && row[at + 5] == ':' ? digits(at + 6, 2) : 0;
        return hours < 0 || minutes < 0 || seconds < 0 ? -1 : hours * 3600 + minutes * 60 + seconds;
    }

    private int dateStart(int cell) {
        int from = starts[cell];
        while (from < stop(cell) && row[from] == ' ') {
            from++;
        }
        return from;
    }

    /** 10 for a date with hyphens or slashes, 8 for one without, 0 for none; behind it the cell ends or a time begins. */
    private int dateWidth(int from, int to) {
        int width = 0;
        if (to - from >= 10 && row[from + 4] == row[from + 7] && (row[from + 4] == '-' || row[from + 4] == '/')) {
            width = 10;
        } else if (to - from >= 8) {
            width = 8;
        }
        boolean ends = from + width == to || row[from + width] == ' ' || row[from + width] == 'T';
        return ends ? width : 0;
    }

    /** -1 when one of the characters is no digit. */
    private int digits(int from, int n) {
        int value = 0;
        for (int i = from; i < from + n; i++) {
            int d = row[i] - '0';
            if (d < 0 || d > 9) {
                return -1;
            }
            value = value * 10 + d;
        }
        return value;
    }
}
