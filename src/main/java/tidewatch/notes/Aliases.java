package tidewatch.notes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * What people say names mean, the first step of every resolution: the rows of the user's own file, then what was remembered from chats.
 * Immutable.
 */
public final class Aliases {
    private static final Aliases NONE = new Aliases(List.of(), List.of());

    private final List<Row> own;
    private final List<Alias> remembered;
    private final Map<String, List<Row>> ownByKey;
    private final Map<String, List<Row>> rememberedByKey;

    /**
     * A row of the user's own file.
     *
     * @param means an id, or {@link Alias#NOTHING}
     * @param folder below which it holds, without a slash at its ends; empty for the whole vault
     */
    public record Row(String name, String means, String folder, String comment) {
        /** Whether it speaks of this file. */
        boolean holds(String file) {
            return folder.isEmpty() || file.startsWith(folder + "/");
        }

        /** As a line of {@code config/aliases.csv}. */
        public String csv() {
            return cell(name) + "," + cell(means) + "," + cell(folder.isEmpty() ? "" : "folder:" + folder) + "," + cell(comment);
        }

        /** Quoted where it must be; what a table program would take for a formula begins with an apostrophe. */
        private static String cell(String text) {
            var plain = text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
            return plain.contains(",") || plain.contains("\"") || plain.contains("\n") ? "\"" + plain.replace("\"", "\"\"") + "\"" : plain;
        }
    }

    private Aliases(List<Row> own, List<Alias> remembered) {
        this.own = List.copyOf(own);
        this.remembered = List.copyOf(remembered);
        this.ownByKey = byKey(own);
        this.rememberedByKey = byKey(remembered.stream().map(one -> new Row(one.name(), one.means(), one.folder(), "")).toList());
    }

    private static Map<String, List<Row>> byKey(List<Row> rows) {
        var map = new HashMap<String, List<Row>>();
        rows.forEach(row -> map.computeIfAbsent(NameKey.of(row.name), _ -> new ArrayList<>(1)).add(row));
        return map;
    }

    public static Aliases none() {
        return NONE;
    }

    /** The same file with these answers behind it, in the place of those that were. */
    public Aliases with(Collection<Alias> answers) {
        return new Aliases(own, List.copyOf(answers));
    }

    /** The rows of the user's own file, in its order. */
    public List<Row> own() {
        return own;
    }

    /** What was remembered. */
    public List<Alias> remembered() {
        return remembered;
    }

    /**
     * Columns {@code name,means,scope,comment}; scope empty or {@code folder:Energy}. A row that cannot be used is a problem with its
     * line, the others count.
     *
     * @param file its name, for problems
     */
    public static Found<Aliases> read(String csv, String file) {
        var rows = new ArrayList<Row>();
        var problems = new ArrayList<Problem>();
        for (var row : CsvRows.of(csv)) {
            if (row.field(0).equals("name") && row.field(1).equals("means")) {
                continue;
            }
            var where = file + " line " + row.line();
            var scope = row.field(2);
            if (row.field(0).isEmpty() || !isMeaning(row.field(1))) {
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
                var folder = scope.isEmpty() ? "" : scope.substring(7).strip().replaceAll("^/+|/+$", "");
                rows.add(new Row(row.field(0), row.field(1), folder, row.field(3)));
            }
        }
        return new Found<>(rows.isEmpty() ? NONE : new Aliases(rows, List.of()), problems);
    }

    /** Whether these words are an id of a known kind, or the word for no meaning at all. */
    public static boolean isMeaning(String means) {
        int colon = means.indexOf(':');
        return means.equals(Alias.NOTHING)
                || colon > 0
                        && colon < means.length() - 1
                        && List.of("stock", "etf", "index", "sector", "theme", "style", "private").contains(means.substring(0, colon));
    }

    /** What the name means in this file; the row of the longest folder wins, and any row of the file before any answer. */
    Optional<String> id(String name, String fromFile) {
        return row(name, fromFile).map(Row::means).filter(means -> !means.equals(Alias.NOTHING));
    }

    /** Whether it was said that the name means nothing in this file. */
    boolean nothing(String name, String fromFile) {
        return row(name, fromFile).filter(row -> row.means.equals(Alias.NOTHING)).isPresent();
    }

    private Optional<Row> row(String name, String fromFile) {
        if (ownByKey.isEmpty() && rememberedByKey.isEmpty()) {
            return Optional.empty();
        }
        var key = NameKey.of(name);
        return nearest(ownByKey, key, fromFile).or(() -> nearest(rememberedByKey, key, fromFile));
    }

    private static Optional<Row> nearest(Map<String, List<Row>> rows, String key, String fromFile) {
        return rows.getOrDefault(key, List.of()).stream()
                .filter(row -> row.holds(fromFile))
                .max(Comparator.comparingInt(row -> row.folder.length()));
    }
}
