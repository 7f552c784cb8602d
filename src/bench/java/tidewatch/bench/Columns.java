package tidewatch.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tidewatch.rotation.Measure;
import tidewatch.rotation.RotationTable;

/** Sums of columns over all symbols: what two programs must agree on before the time of either counts. */
final class Columns {
    private static final double TOLERANCE = 1e-9;

    /** Of 500 walks of 2,520 sessions, computed by programs of other make. Means stand for the columns of the moving averages. */
    static final Map<Measure, Double> PUBLISHED = Map.ofEntries(
            Map.entry(Measure.R1, .2101789871),
            Map.entry(Measure.R5, .4157724772),
            Map.entry(Measure.R21, 3.8254957584),
            Map.entry(Measure.R63, 12.8473975959),
            Map.entry(Measure.R126, 22.2209394982),
            Map.entry(Measure.R252, 43.4448259723),
            Map.entry(Measure.HIGH52, -68.8617155829),
            Map.entry(Measure.STREAK, 67.0));

    private Columns() {}

    /** The sum of each measure over the rows that have it. */
    static Map<Measure, Double> of(RotationTable table) {
        var sums = new EnumMap<Measure, Double>(Measure.class);
        for (var measure : Measure.values()) {
            double sum = 0;
            for (var row : table.rows()) {
                sum += row.get(measure).asDouble().orElse(0);
            }
            sums.put(measure, sum);
        }
        return sums;
    }

    /**
     * Stops the run when a column of both differs.
     *
     * @param decimals of the published figures; 0 for figures with all their digits
     */
    static void same(String who, Map<Measure, Double> theirs, Map<Measure, Double> ours, int decimals) {
        theirs.forEach((measure, sum) -> {
            double off = Math.abs(sum - ours.get(measure));
            double allowed = TOLERANCE * Math.abs(sum) + (decimals == 0 ? 0 : .6 * Math.pow(10, -decimals));
            if (!(off <= allowed)) {
                throw new IllegalStateException(who + " and we differ in " + measure + ": " + sum + " and " + ours.get(measure));
            }
        });
    }

    /** The measures that every program here computes. */
    static List<Measure> returns() {
        return List.of(Measure.R1, Measure.R5, Measure.R21, Measure.R63, Measure.R126, Measure.R252);
    }
}
