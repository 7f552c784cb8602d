package tidewatch.store;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The bars of one series and quarter as they are stored: columns, little-endian, with a CRC-32 of everything behind them. Each bar has 4
 * bytes of epoch day, 8 of open, high, low, close, volume and (of series that have it) adjusted close, 4 of its origin's number, and 1 of
 * flags: 49 or 57. What lies on the disk and does not add up is no chunk.
 */
final class PriceChunk {
    private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE = JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int BAR = 49;
    private static final int SUM = 4;

    private final MemorySegment data;
    private final int n;
    private final boolean hasAdjusted;

    private PriceChunk(MemorySegment data, int n, boolean hasAdjusted) {
        this.data = data;
        this.n = n;
        this.hasAdjusted = hasAdjusted;
    }

    /** @param bars of one quarter */
    static byte[] bytes(BarColumns bars) {
        int n = bars.size();
        var bytes = new byte[length(n, bars.hasAdjusted())];
        var data = MemorySegment.ofArray(bytes);
        MemorySegment.copy(bars.days, 0, data, INT, 0, n);
        long at = 4L * n;
        for (var column : new double[][] {bars.open, bars.high, bars.low, bars.close, bars.volume, bars.adjusted}) {
            MemorySegment.copy(column, 0, data, DOUBLE, at, column.length);
            at += 8L * column.length;
        }
        MemorySegment.copy(bars.origins, 0, data, INT, at, n);
        MemorySegment.copy(bars.flags, 0, data, JAVA_BYTE, at + 4L * n, n);
        data.set(INT, bytes.length - SUM, sum(bytes));
        return bytes;
    }

    /**
     * Absent where the bytes are not as they were written.
     *
     * @param n bars, as the row says
     */
    static Optional<PriceChunk> of(int n, byte[] bytes) {
        boolean hasAdjusted = n > 0 && bytes.length == length(n, true);
        if (n <= 0 || (!hasAdjusted && bytes.length != length(n, false))) {
            return Optional.empty();
        }
        var data = MemorySegment.ofArray(bytes);
        return data.get(INT, bytes.length - SUM) == sum(bytes) ? Optional.of(new PriceChunk(data, n, hasAdjusted)) : Optional.empty();
    }

    private static int length(int n, boolean hasAdjusted) {
        return Math.addExact(Math.multiplyExact(n, hasAdjusted ? BAR + 8 : BAR), SUM);
    }

    private static int sum(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes, 0, bytes.length - SUM);
        return (int) sum.getValue();
    }

    int size() {
        return n;
    }

    boolean hasAdjusted() {
        return hasAdjusted;
    }

    /** Epoch day of a bar. */
    int day(int i) {
        return data.getAtIndex(INT, i);
    }

    /** Where the first bar is that is this day or later; the size when all are before. */
    int atOrAfter(long day) {
        int i = 0;
        while (i < n && day(i) < day) {
            i++;
        }
        return i;
    }

    BarColumns columns() {
        var bars = new BarColumns(n, hasAdjusted);
        copy(0, n, bars, 0);
        return bars;
    }

    /** Copies the bars from one place to before another. */
    void copy(int from, int to, BarColumns into, int at) {
        int count = to - from;
        MemorySegment.copy(data, INT, 4L * from, into.days, at, count);
        long column = 4L * n;
        for (var values : new double[][] {into.open, into.high, into.low, into.close, into.volume}) {
            MemorySegment.copy(data, DOUBLE, column + 8L * from, values, at, count);
            column += 8L * n;
        }
        if (hasAdjusted) {
            MemorySegment.copy(data, DOUBLE, column + 8L * from, into.adjusted, at, count);
            column += 8L * n;
        } else if (into.hasAdjusted()) {
            Arrays.fill(into.adjusted, at, at + count, Double.NaN);
        }
        MemorySegment.copy(data, INT, column + 4L * from, into.origins, at, count);
        MemorySegment.copy(data, JAVA_BYTE, column + 4L * n + from, into.flags, at, count);
    }
}
