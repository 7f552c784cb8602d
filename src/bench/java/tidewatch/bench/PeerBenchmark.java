package tidewatch.bench;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.ta4j.core.BarSeries;
import tidewatch.rotation.Measure;
import tidewatch.rotation.RotationTable;

/**
 * The table of the last session beside programs of other make on the same panel. What a peer does before it can be asked (building bars,
 * loading rows, taking logs) is timed apart. Ours is always the whole table, of a peer only what it has.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {
            "-Xms6g", "-Xmx6g", "-Xmn1g", "-XX:+UseParallelGC",
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"
        })
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class PeerBenchmark {
    @Benchmark
    public RotationTable table(Sample sample) {
        return sample.table();
    }

    /** ta4j's bars of all symbols. */
    @State(Scope.Benchmark)
    public static class Ta4j {
        List<BarSeries> series;

        @Setup(Level.Trial)
        public void build(Sample sample) {
            series = Ta4jColumns.build(sample.closes);
            Columns.same("ta4j", Ta4jColumns.lastDay(series), Columns.of(sample.table()), 0);
        }
    }

    @Benchmark
    public Map<Measure, Double> ta4j(Ta4j ta4j) {
        return Ta4jColumns.lastDay(ta4j.series);
    }

    @Benchmark
    public List<BarSeries> ta4jBuild(Sample sample) {
        return Ta4jColumns.build(sample.closes);
    }

    /** DuckDB with the rows loaded. */
    @State(Scope.Benchmark)
    public static class DuckDb {
        DuckDbColumns database;

        @Setup(Level.Trial)
        public void load(Sample sample) throws SQLException {
            database = new DuckDbColumns(sample.closes);
            var ours = Columns.of(sample.table());
            Columns.same("DuckDB", database.lastDay(), ours, 0);
            Columns.same("DuckDB", database.lastDayPrices(), ours, 0);
        }

        @TearDown(Level.Trial)
        public void close() throws SQLException {
            database.close();
        }
    }

    @Benchmark
    public Map<Measure, Double> duckDb(DuckDb duckDb) throws SQLException {
        return duckDb.database.lastDay();
    }

    @Benchmark
    public Map<Measure, Double> duckDbPrices(DuckDb duckDb) throws SQLException {
        return duckDb.database.lastDayPrices();
    }

    @Benchmark
    public void duckDbLoad(Sample sample) throws SQLException {
        new DuckDbColumns(sample.closes).close();
    }
}
