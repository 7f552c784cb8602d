package tidewatch.architecture;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The floor plan as {@code src/README.md} states it: the rows of one table between two marker comments, one package each. */
record FloorPlan(Map<String, Row> rows) {
    static final Path FILE = Path.of("src", "README.md");

    private static final String BEGIN = "<!-- floor plan: begin -->";
    private static final String END = "<!-- floor plan: end -->";

    /**
     * One package.
     *
     * @param sentence what it is; the first sentence of its package-info
     * @param mayImport names of packages; for "all" the packages of all lower floors
     * @param homeOf prefixes of third-party code
     */
    record Row(int floor, String name, String sentence, boolean all, Set<String> mayImport, Set<String> homeOf) {}

    static FloorPlan ofProject() {
        try {
            return read(Files.readString(FILE));
        } catch (IOException unreadable) {
            throw new AssertionError(FILE + " holds the floor plan and cannot be read", unreadable);
        }
    }

    static FloorPlan read(String markdown) {
        int begin = markdown.indexOf(BEGIN);
        int end = markdown.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("The floor plan stands between " + BEGIN + " and " + END + ": a marker is missing");
        }
        var rows = new LinkedHashMap<String, Row>();
        var lines = markdown.substring(begin + BEGIN.length(), end).strip().lines().skip(2).toList();
        for (var line : lines) {
            var row = row(line);
            if (rows.put(row.name(), row) != null) {
                throw new IllegalArgumentException("The floor plan has two rows for " + row.name());
            }
        }
        rows.replaceAll((name, row) -> row.all() ? withAllBelow(row, rows) : row);
        return new FloorPlan(rows);
    }

    private static Row row(String line) {
        var cells = line.strip().split("\\|", -1);
        if (cells.length != 7) {
            throw new IllegalArgumentException("A row of the floor plan has five cells, this one has not: " + line);
        }
        var all = cells[4].strip().equals("all");
        return new Row(
                Integer.parseInt(cells[1].strip()),
                cells[2].strip().replace("`", ""),
                cells[3].strip(),
                all,
                all ? Set.of() : words(cells[4], "\\s+"),
                words(cells[5], ",\\s*"));
    }

    private static Set<String> words(String cell, String between) {
        var words = new TreeSet<String>();
        for (var word : cell.strip().split(between, -1)) {
            if (!word.equals("-")) {
                words.add(word);
            }
        }
        return words;
    }

    private static Row withAllBelow(Row row, Map<String, Row> rows) {
        var below = new TreeSet<String>();
        rows.values().stream().filter(other -> other.floor() < row.floor()).forEach(other -> below.add(other.name()));
        return new Row(row.floor(), row.name(), row.sentence(), true, below, row.homeOf());
    }

    /** What is wrong with the plan itself: an edge to a package without a row, or one that goes up or sideways. */
    List<String> mistakes() {
        var mistakes = new ArrayList<String>();
        for (var row : rows.values()) {
            for (var name : row.mayImport()) {
                var other = rows.get(name);
                if (other == null) {
                    mistakes.add("The row of " + row.name() + " allows " + name + ", which has no row. Add one, or take the name out.");
                } else if (other.floor() >= row.floor()) {
                    mistakes.add("The row of " + row.name() + " (floor " + row.floor() + ") allows " + name + " (floor " + other.floor()
                            + "). Imports go only downwards: move the shared thing down, or let the caller pass it in.");
                }
            }
        }
        return mistakes;
    }

    /** The row of a class or package by its full name; a sub-package shares the row of its parent. */
    Optional<Row> rowOf(String fullName) {
        var parts = fullName.split("\\.", -1);
        return parts.length > 1 && parts[0].equals("tidewatch") ? Optional.ofNullable(rows.get(parts[1])) : Optional.empty();
    }

    /** Which packages may use third-party code of this name; empty when no row is its home. */
    List<Row> homesOf(String className) {
        return rows.values().stream()
                .filter(row -> row.homeOf().stream().anyMatch(prefix -> below(className, prefix)))
                .toList();
    }

    /** Whether a full name is that prefix or lies below it. */
    static boolean below(String name, String prefix) {
        return name.equals(prefix) || name.startsWith(prefix + ".");
    }

    /** "notes is on floor 1 and may import problem, settings." */
    static String rule(Row row) {
        var may = row.mayImport().isEmpty() ? "nothing" : row.mayImport().stream().collect(joining(", "));
        return row.name() + " is on floor " + row.floor() + " and may import " + may + ".";
    }
}
