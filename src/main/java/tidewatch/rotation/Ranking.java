package tidewatch.rotation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tidewatch.rotation.RotationRow.Kind;

/** Puts rows in order. Only OK rows that have the figure are ranked; {@link Kind#VOLATILITY} never is. */
public final class Ranking {
    private Ranking() {}

    /** Greatest first; ties by the greater |rel63| (an absent one last), then by id. */
    public static List<RotationRow> of(Collection<RotationRow> rows, Measure by) {
        return sorted(rows, by, -1);
    }

    /** Least first, ties alike. */
    public static List<RotationRow> leastFirst(Collection<RotationRow> rows, Measure by) {
        return sorted(rows, by, 1);
    }

    /** The table's rows of these kinds, greatest first. */
    public static List<RotationRow> of(RotationTable table, Measure by, Set<Kind> kinds) {
        return of(table.rows().stream().filter(row -> kinds.contains(row.kind())).toList(), by);
    }

    private static List<RotationRow> sorted(Collection<RotationRow> rows, Measure by, int sign) {
        return rows.stream()
                .filter(row -> row.ok() && row.kind() != Kind.VOLATILITY && row.get(by).present())
                .sorted(Comparator.<RotationRow>comparingDouble(row -> sign * row.get(by).asDouble().orElse(0))
                        .thenComparingDouble(
                                row -> -Math.abs(row.get(Measure.REL63).asDouble().orElse(0)))
                        .thenComparing(RotationRow::id))
                .toList();
    }
}
