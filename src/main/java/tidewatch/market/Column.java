package tidewatch.market;

import java.util.Arrays;
import java.util.Objects;

/**
 * Figures by session, oldest first, the last one of the as-of session; a gap is NaN. A view of figures that nobody writes, so that passes over
 * thousands of series copy none of them. Immutable, any thread.
 */
public final class Column {
    private final double[] figures;
    /** Position of index 0 in the figures; those before it, and those behind the last one, are not of this column. */
    private final int begin;

    private final int size;

    Column(double[] figures, int begin, int size) {
        Objects.checkFromIndexSize(begin, size, figures.length);
        this.figures = figures;
        this.begin = begin;
        this.size = size;
    }

    /** All of an array, which is kept: nobody may write it any more. */
    public static Column of(double[] figures) {
        return new Column(figures, 0, figures.length);
    }

    public int size() {
        return size;
    }

    /** Index 0 is the oldest. An index of no figure is noticed by tests alone: to look takes longer than to add the figure up. */
    public double at(int i) {
        assert i >= 0 && i < size : "figure " + i + " of " + size;
        return figures[begin + i];
    }

    /** The figures from index {@code from} to {@code end}, both included, to be written at will. */
    public double[] copy(int from, int end) {
        Objects.checkFromToIndex(from, end + 1, size);
        return Arrays.copyOfRange(figures, begin + from, begin + end + 1);
    }

    /** Without the {@code oldest} figures. */
    Column without(int oldest) {
        return oldest == 0 ? this : new Column(figures, begin + oldest, size - oldest);
    }
}
