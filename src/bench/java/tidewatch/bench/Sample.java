package tidewatch.bench;

import java.util.Arrays;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tidewatch.market.MadeUniverse;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;
import tidewatch.rotation.LargePanel;
import tidewatch.rotation.RotationTable;

/** The seeded panel as arrays, for a plain read, and as the program has it. Symbol 0 is the benchmark, all others are stocks. */
@State(Scope.Benchmark)
public class Sample {
    static final int SESSIONS = 2520;

    /** Symbols. */
    @Param({"500", "5000"})
    public int symbols;

    /** Whether there are volumes beside the closes; then the table has dollar volumes too. */
    @Param({"false", "true"})
    public boolean volumes;

    double[][] closes;
    double[][] logs;
    double[][] traded;
    PricePanel panel;
    Universe universe;

    @Setup(Level.Trial)
    public void make() {
        closes = LargePanel.walks(symbols, SESSIONS);
        logs = new double[symbols][SESSIONS];
        for (int i = 0; i < symbols; i++) {
            for (int t = 1; t < SESSIONS; t++) {
                logs[i][t] = Math.log(closes[i][t] / closes[i][t - 1]);
            }
        }
        traded = volumes ? LargePanel.volumes(symbols, SESSIONS) : new double[0][];
        panel = fresh();
        universe = new MadeUniverse().universe();
        if (symbols == 500) {
            Columns.same("the published sums", Columns.PUBLISHED, Columns.of(table()), 10);
        }
    }

    PricePanel fresh() {
        var none = new double[SESSIONS];
        Arrays.fill(none, Double.NaN);
        return LargePanel.panel(closes, SESSIONS, 1, i -> volumes ? traded[i] : none);
    }

    RotationTable table() {
        return RotationTable.of(panel, universe);
    }
}
