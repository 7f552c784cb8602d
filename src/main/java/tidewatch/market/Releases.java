package tidewatch.market;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * The economic releases that are worth a line, of {@code config/releases.csv}: known by the name that a source gives them, since numbers differ
 * between sources. Immutable.
 */
public final class Releases {
    private static final List<String> COLUMNS = List.of("name", "key", "title", "time");
    private static final String FILE = "releases.csv";

    /**
     * A release.
     *
     * @param name as its source has it; upper and lower case are the same
     * @param key under which phrases ask for it: {@code cpi}
     * @param title as people say it
     * @param time in New York, of most of its releases; absent where there is no usual one
     */
    public record Known(String name, String key, String title, Optional<LocalTime> time) {
        public Known {
            Objects.requireNonNull(time);
            if (name.isBlank() || key.isBlank() || title.isBlank()) {
                throw new IllegalArgumentException("A release needs a name, a key and a title");
            }
        }
    }

    private final Map<String, Known> byName;

    private Releases(List<Known> known) {
        var map = new LinkedHashMap<String, Known>();
        known.forEach(one -> map.put(one.name().toLowerCase(Locale.ROOT), one));
        byName = Map.copyOf(map);
    }

    public static Releases shipped() {
        return rows(ConfigTable.shipped(FILE, COLUMNS, List.of())).value();
    }

    /** The file of a user's own folder in place of the shipped one; the shipped one where there is none. */
    public static Found<Releases> read(Path folder) {
        var file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Found.of(shipped());
        }
        var table = ConfigTable.read(file, COLUMNS, List.of());
        return rows(table.value()).and(table.problems());
    }

    private static Found<Releases> rows(ConfigTable table) {
        var known = new ArrayList<Known>();
        var problems = new ArrayList<Problem>();
        for (var row : table.rows()) {
            try {
                var time = row.cell("time").isBlank() ? Optional.<LocalTime>empty() : Optional.of(LocalTime.parse(row.cell("time")));
                known.add(new Known(row.cell("name"), row.cell("key").toLowerCase(Locale.ROOT), row.cell("title"), time));
            } catch (DateTimeException noTime) {
                problems.add(row.problem(Reason.GARBLED, "time", "\"" + row.cell("time") + "\" is no time such as 08:30; the row is left out"));
            } catch (IllegalArgumentException incomplete) {
                problems.add(row.problem(Reason.GARBLED, "name", "a release needs a name, a key and a title; the row is left out"));
            }
        }
        return new Found<>(new Releases(known), problems);
    }

    public Optional<Known> named(String name) {
        return Optional.ofNullable(byName.get(name.strip().toLowerCase(Locale.ROOT)));
    }

    public int size() {
        return byName.size();
    }
}
