package tidewatch.rotation;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import tidewatch.market.PricePanel;

/**
 * Times the table and the list on 548 instruments x 1,316 sessions, beside a plain read of the cells that the table needs. First the first
 * call in this JVM, then the median of many. Run it alone on a quiet machine, with a JDK 25:
 *
 * <pre>
 * mvn -q test-compile
 * java -cp target/test-classes:target/classes tidewatch.rotation.RotationBenchmark
 * </pre>
 */
public final class RotationBenchmark {
    private static final int INSTRUMENTS = 548;
    private static final int SESSIONS = 1316;
    private static final int FUNDS = 40;

    private RotationBenchmark() {}

    public static void main(String[] args) {
        var panel = LargePanel.panel(LargePanel.walks(INSTRUMENTS, SESSIONS), SESSIONS, FUNDS);
        var universe = LargePanel.universe(panel, FUNDS);
        long start = System.nanoTime();
        var table = RotationTable.of(panel, universe);
        long afterTable = System.nanoTime();
        var list = RotationList.of(panel, universe, table);
        long afterList = System.nanoTime();
        print("first call, table", afterTable - start);
        print("first call, list", afterList - afterTable);
        System.out.printf(
                "%d rows; into %d, out of %d, narrow %d%n",
                table.rows().size(), list.into().size(), list.outOf().size(), list.narrow().size());
        for (int round = 1; round <= 3; round++) {
            double read = median(() -> read(panel));
            double whole = median(() -> RotationTable.of(panel, universe).rows().size());
            print("plain read of the same cells", (long) read);
            print("table", (long) whole);
            System.out.printf(Locale.ROOT, "table / read                 %8.1f%n", whole / read);
            print("list with breadth", (long) median(() -> RotationList.of(panel, universe, table).into().size()));
            print("breadth of the last session", (long) median(() -> Breadth.of(panel, universe).size()));
            print("movers", (long) median(() -> Movers.of(table, Measure.Z_OWN, 5).ranked()));
        }
    }

    /** One accumulator over the closes and volumes that the table looks at. */
    private static double read(PricePanel panel) {
        double sum = 0;
        int last = panel.size() - 1;
        for (var series : panel.series()) {
            for (int t = last - Cells.DEPTH; t <= last; t++) {
                sum += series.close(t);
            }
            for (int t = last - 60; t <= last; t++) {
                sum += series.volume(t) + series.levelClose(t);
            }
        }
        return sum;
    }

    /** Median nanoseconds of 200 calls after 100 that are not counted. */
    private static double median(DoubleSupplier work) {
        double keep = 0;
        var nanos = new long[200];
        for (int i = -100; i < nanos.length; i++) {
            long start = System.nanoTime();
            keep += work.getAsDouble();
            long took = System.nanoTime() - start;
            if (i >= 0) {
                nanos[i] = took;
            }
        }
        if (Double.isNaN(keep)) {
            throw new IllegalStateException("a checksum is no number");
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }

    private static void print(String what, long nanos) {
        System.out.printf(Locale.ROOT, "%-28s %8.3f ms%n", what, nanos / 1e6);
    }
}
