package tidewatch.rotation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The table of one session: what moved, absolutely and against the benchmark. Immutable, any thread. */
public record RotationTable(LocalDate asOf, String benchmark, List<RotationRow> rows) {
    public RotationTable {
        rows = List.copyOf(rows);
    }

    public Optional<RotationRow> row(String id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst();
    }

    public List<RotationRow> of(RotationRow.Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind).toList();
    }
}
