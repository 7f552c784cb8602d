package tidewatch.bench;

import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;
import tidewatch.rotation.Breadth;
import tidewatch.rotation.FalseDiscovery;
import tidewatch.rotation.LargePanel;
import tidewatch.rotation.MarketBreadth;
import tidewatch.rotation.Measure;
import tidewatch.rotation.Movers;
import tidewatch.rotation.RotationList;
import tidewatch.rotation.RotationTable;
import tidewatch.rotation.Starts;

/** All that a brief over 500 names computes: eleven sectors and their stocks, themes, styles, other assets and four pairs. */
@State(Scope.Benchmark)
public class BriefBenchmark extends AsLaunched {
    private static final int NAMES = 500;
    private static final int FUNDS = 40;
    private static final int MOVERS = 5;

    private PricePanel panel;
    private Universe universe;
    private RotationTable table;

    @Setup(Level.Trial)
    public void make() {
        var volumes = LargePanel.volumes(NAMES, Sample.SESSIONS);
        panel = LargePanel.panel(LargePanel.walks(NAMES, Sample.SESSIONS), Sample.SESSIONS, FUNDS, i -> volumes[i]);
        universe = LargePanel.universe(panel, FUNDS);
        table = RotationTable.of(panel, universe);
    }

    /** Everything. Each analytic that a brief gains gets its line here and its method below. */
    @Benchmark
    public List<Object> all() {
        var made = RotationTable.of(panel, universe);
        return List.of(
                made,
                RotationList.of(panel, universe, made),
                Starts.of(panel, universe, made, FalseDiscovery.BH),
                Breadth.of(panel, universe),
                MarketBreadth.of(made),
                Movers.of(made, Measure.Z_OWN, MOVERS));
    }

    @Benchmark
    public RotationTable table() {
        return RotationTable.of(panel, universe);
    }

    @Benchmark
    public RotationList list() {
        return RotationList.of(panel, universe, table);
    }

    @Benchmark
    public Starts starts() {
        return Starts.of(panel, universe, table, FalseDiscovery.BH);
    }

    @Benchmark
    public Map<String, Breadth> breadth() {
        return Breadth.of(panel, universe);
    }

    @Benchmark
    public MarketBreadth marketBreadth() {
        return MarketBreadth.of(table);
    }

    @Benchmark
    public Movers movers() {
        return Movers.of(table, Measure.Z_OWN, MOVERS);
    }
}
