package tidewatch.rotation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;

/**
 * The table of one session: what moved, absolutely and against the benchmark. Immutable, any thread.
 *
 * @param asOf the session whose closes are measured
 * @param benchmark symbol of the yardstick
 * @param rows the universe's groups in listed order, pairs, baskets, then every other priced instrument by symbol; ids are unique
 */
public record RotationTable(LocalDate asOf, String benchmark, List<RotationRow> rows) {
    public RotationTable {
        rows = List.copyOf(rows);
    }

    /**
     * The table as of the panel's last session. A row that cannot be computed says why and stops no other; an instrument of the universe
     * without prices has its row too. Same panel and universe, same table, to the bit.
     */
    public static RotationTable of(PricePanel panel, Universe universe) {
        return new TableRows(panel, universe).table();
    }

    public Optional<RotationRow> row(String id) {
        for (var row : rows) {
            if (row.id().equals(id)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    public List<RotationRow> of(RotationRow.Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind).toList();
    }
}
