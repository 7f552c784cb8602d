package tidewatch.market;

import java.util.Arrays;

/**
 * Figures by session, oldest first, the last one of the as-of session; a gap is NaN. A view of figures that nobody writes, so that passes over
 * thousands of series copy none of them. Immutable, any thread.
 */
public final class Column {
    private final double[] figures;
    /** Position of index 0 in the figures; those before it are not of this column. */
    private final int begin;

    Column(double[] figures, int begin) {
        this.figures = figures;
        this.begin = begin;
    }

    /** All of an array, which is kept: nobody may write it any more. */
    public static Column of(double[] figures) {
        return new Column(figures, 0);
    }

    public int size() {
        return figures.length - begin;
    }

    /** Index 0 is the oldest. */
    public double at(int i) {
        return figures[begin + i];
    }

    /** The figures from index {@code from} to {@code end}, both included, to be written at will. */
    public double[] copy(int from, int end) {
        if (from < 0) {
            throw new IndexOutOfBoundsException("index " + from);
        }
        return Arrays.copyOfRange(figures, begin + from, begin + end + 1);
    }
}
