package tidewatch.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tidewatch.market.PricePanel;
import tidewatch.rotation.RotationTable;

/** The whole table of the last session beside plain reads of the cells that it is made from, one accumulator each. */
public class TableBenchmark extends AsLaunched {
    /** Closes that the windows of 252 sessions and the close before them hold. */
    private static final int YEAR = 253;
    /** Closes behind the oldest value of any window: sigma of 252 sessions that ends 63 ago, and the close before it. */
    private static final int OLDEST = 252 + 63 + 1;
    /** Volumes and unadjusted closes behind the dollar volume. */
    private static final int DOLLARS = 61;

    @Benchmark
    public RotationTable table(Sample sample) {
        return sample.table();
    }

    /** A panel that nobody has asked anything, anew for each call. */
    @State(Scope.Benchmark)
    public static class Fresh {
        PricePanel panel;

        @Setup(Level.Invocation)
        public void make(Sample sample) {
            panel = sample.fresh();
        }
    }

    /** The first table of a panel, which takes the logarithms of the log returns. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    public RotationTable firstTable(Sample sample, Fresh fresh) {
        return RotationTable.of(fresh.panel, sample.universe);
    }

    /** The closes of one year. */
    @Benchmark
    public double readYear(Sample sample) {
        return sum(sample.closes, YEAR);
    }

    /** Every close that a figure of the table depends on, and where there are volumes these and the closes beside them. */
    @Benchmark
    public double readCells(Sample sample) {
        double sum = sum(sample.closes, OLDEST);
        return sample.volumes ? sum + sum(sample.traded, DOLLARS) + sum(sample.closes, DOLLARS) : sum;
    }

    /** What the table itself reads: closes of a year, log returns as far back as any window, and volumes where there are any. */
    @Benchmark
    public double readClosesAndLogs(Sample sample) {
        double sum = sum(sample.closes, YEAR) + sum(sample.logs, OLDEST - 1);
        return sample.volumes ? sum + sum(sample.traded, DOLLARS) + sum(sample.closes, DOLLARS) : sum;
    }

    private static double sum(double[][] rows, int newest) {
        double sum = 0;
        for (double[] row : rows) {
            for (int t = row.length - newest; t < row.length; t++) {
                sum += row[t];
            }
        }
        return sum;
    }
}
