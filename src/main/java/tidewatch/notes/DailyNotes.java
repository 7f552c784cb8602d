package tidewatch.notes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Where the user keeps a note for each day: as {@code .obsidian/daily-notes.json} says, which Obsidian writes; without one, in the folder
 * where most notes that are named by a day lie.
 *
 * @param folder relative to the vault; empty for the vault itself
 * @param format of Moment.js; may hold {@code /}
 * @param template path of the note that a new one begins as, without {@code .md} or with it
 */
record DailyNotes(String folder, String format, Optional<String> template) {
    private static final String FILE = "daily-notes.json";
    private static final int MAX_SIZE = 16 * 1024;
    private static final String PLAIN = "YYYY-MM-DD";
    private static final LoadSettings SETTINGS = LoadSettings.builder().setCodePointLimit(MAX_SIZE).setMaxAliasesForCollections(10).build();

    /**
     * Those of a vault.
     *
     * @param notes paths of all notes that are known
     */
    static Found<DailyNotes> of(Path root, Collection<String> notes) {
        var file = root.resolve(".obsidian").resolve(FILE);
        try {
            if (!Files.isRegularFile(file)) {
                return Found.of(guessed(notes));
            }
            if (Files.size(file) > MAX_SIZE) {
                return unread(notes);
            }
            // JSON is YAML but for tabs.
            var json = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\t', ' ').replace("\ufeff", "");
            if (json.isBlank()) {
                return Found.of(new DailyNotes("", PLAIN, Optional.empty()));
            }
            if (!(new Load(SETTINGS).loadFromString(json) instanceof Map<?, ?> map)) {
                return unread(notes);
            }
            var folder = text(map, "folder").map(DailyNotes::bare).orElse("");
            return Found.of(new DailyNotes(folder, text(map, "format").orElse(PLAIN), text(map, "template").map(DailyNotes::bare)));
        } catch (IOException | YamlEngineException | StackOverflowError broken) {
            return unread(notes);
        }
    }

    private static Found<DailyNotes> unread(Collection<String> notes) {
        var sentence = ".obsidian/" + FILE + " cannot be read, so I take the folder where your notes of days lie.";
        return new Found<>(guessed(notes), List.of(Problem.of(Reason.UNREADABLE, sentence)));
    }

    private static Optional<String> text(Map<?, ?> map, String key) {
        return Optional.<Object>ofNullable(map.get(key)).map(Object::toString).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static String bare(String folder) {
        return folder.replaceAll("^[/\\s]+|[/\\s]+$", "");
    }

    /** Where most notes that are named by a day lie, the shortest name first; the vault itself when there is none. */
    private static DailyNotes guessed(Collection<String> notes) {
        var counts = new HashMap<String, Integer>();
        for (var path : notes) {
            var name = NoteParser.fileTitle(path);
            if (name.length() == PLAIN.length() && NoteDay.fileDay(name).isPresent()) {
                counts.merge(path.substring(0, Math.max(0, path.lastIndexOf('/'))), 1, Integer::sum);
            }
        }
        var folder = counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparingInt(one -> -one.getKey().length())
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .orElse("");
        return new DailyNotes(folder, PLAIN, Optional.empty());
    }

    /** Path of the note of a day; empty, with the reason, when its name cannot be told. */
    Found<Optional<String>> path(LocalDate day) {
        var name = MomentFormat.day(format, day.atStartOfDay());
        if (name.isEmpty() || name.get().isBlank()) {
            var sentence = "The format of your daily notes is \"" + format + "\"; I cannot tell by it how today's is called, so I write in none.";
            return new Found<>(Optional.empty(), List.of(Problem.of(Reason.BAD_ARGUMENT, sentence)));
        }
        var path = (folder.isEmpty() ? "" : folder + "/") + bare(name.get());
        return Found.of(Optional.of(path.endsWith(".md") ? path : path + ".md"));
    }

    /**
     * What a new note begins as: its template with the words in double braces that Obsidian replaces.
     *
     * @return absent for a template that holds commands of a program, which nobody runs here
     */
    static Optional<String> begun(String template, String title, LocalDateTime at) {
        if (template.contains("<%")) {
            return Optional.empty();
        }
        var out = new StringBuilder();
        int from = 0;
        int open;
        while ((open = template.indexOf("{{", from)) >= 0) {
            int close = template.indexOf("}}", open);
            if (close < 0) {
                break;
            }
            out.append(template, from, open);
            var inner = template.substring(open + 2, close).strip();
            int colon = inner.indexOf(':');
            var key = colon < 0 ? inner : inner.substring(0, colon).strip();
            var format = colon < 0 ? Optional.<String>empty() : Optional.of(inner.substring(colon + 1).strip());
            var words =
                    switch (key) {
                        case "title" -> Optional.of(title);
                        case "date" -> MomentFormat.write(format.orElse(PLAIN), at);
                        case "time" -> MomentFormat.write(format.orElse("HH:mm"), at);
                        default -> Optional.<String>empty();
                    };
            out.append(words.orElse(template.substring(open, close + 2)));
            from = close + 2;
        }
        return Optional.of(out.append(template, from, template.length()).toString());
    }
}
