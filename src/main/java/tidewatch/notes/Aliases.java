package tidewatch.notes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/** What the user's own file says names mean: the first step of every resolution. Immutable. */
public final class Aliases {
    private static final Aliases NONE = new Aliases(Map.of());

    private final Map<String, List<Row>> rows;

    private record Row(String id, String folder) {}

    private Aliases(Map<String, List<Row>> rows) {
        this.rows = rows;
    }

    public static Aliases none() {
        return NONE;
    }

    /**
     * Columns {@code name,means,scope,comment}; scope empty or {@code folder:Energy}. A row that cannot be used is a problem with its
     * line, the others count.
     *
     * @param file its name, for problems
     */
    public static Found<Aliases> read(String csv, String file) {
        var rows = new HashMap<String, List<Row>>();
        var problems = new ArrayList<Problem>();
        for (var row : CsvRows.of(csv)) {
            if (row.field(0).equals("name") && row.field(1).equals("means")) {
                continue;
            }
            var where = file + " line " + row.line();
            var scope = row.field(2);
            if (row.field(0).isEmpty() || !isId(row.field(1))) {
                problems.add(new Problem(
                        Reason.GARBLED,
                        "\"" + row.field(1)
                                + "\" is no meaning; write one like stock:MPC, etf:XLU, sector:energy or"
                                + " theme:defense. The row is left out.",
                        where));
            } else if (!scope.isEmpty() && !scope.startsWith("folder:")) {
                problems.add(new Problem(
                        Reason.GARBLED,
                        "\"" + scope + "\" is no scope; leave it empty or write folder:Energy. The row is left out.",
                        where));
            } else {
                var folder = scope.isEmpty() ? "" : scope.substring(7).strip();
                folder = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
                rows.computeIfAbsent(NameKey.of(row.field(0)), k -> new ArrayList<>())
                        .add(new Row(row.field(1), folder));
            }
        }
        return new Found<>(new Aliases(rows), problems);
    }

    private static boolean isId(String means) {
        int colon = means.indexOf(':');
        return colon > 0
                && colon < means.length() - 1
                && List.of("stock", "etf", "index", "sector", "theme", "style", "private")
                        .contains(means.substring(0, colon));
    }

    /** What the name means in this file; the row of the longest folder wins. */
    Optional<String> id(String name, String fromFile) {
        return rows.getOrDefault(NameKey.of(name), List.of()).stream()
                .filter(row -> fromFile.startsWith(row.folder))
                .max((a, b) -> Integer.compare(a.folder.length(), b.folder.length()))
                .map(Row::id);
    }
}
