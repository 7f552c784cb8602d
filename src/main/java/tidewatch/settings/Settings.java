package tidewatch.settings;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import tidewatch.settings.SettingsError.Fault;

/**
 * The configuration as typed values. Later wins: what stands in the code, the file, the environment ({@code TIDEWATCH_VAULT_PATH} for
 * {@code vault.path}), the command line. Everything is read and checked at start-up, so a fault is told before anything runs, with file,
 * line and the nearest key. Immutable.
 *
 * <p>A file is lines of {@code key = value}; {@code #} begins a comment line. There are no escapes and no continued lines.
 *
 * <p>A secret is never a value here: {@code telegram.token-file} in the file, {@code TIDEWATCH_TELEGRAM_TOKEN_FILE} or
 * {@code TIDEWATCH_TELEGRAM_TOKEN} in the environment, or a file {@code telegram.token} in {@code $CREDENTIALS_DIRECTORY}.
 */
public final class Settings {
    private record Entry(String text, String where) {}

    private final Map<String, Entry> entries;
    private final Map<String, String> environment;

    private Settings(Map<String, Entry> entries, Map<String, String> environment) {
        this.entries = entries;
        this.environment = environment;
    }

    /**
     * Reads and checks all known keys.
     *
     * @param file absent: only environment and command line
     * @param overrides by key name, from the command line, each shown as {@code --option}
     * @param near answers the names that a mistyped one may mean, best first
     * @throws SettingsError with every fault: no such file, a line without {@code =}, an unknown key, a key set twice, a value of the wrong
     *     form, a secret that stands in the file
     */
    public static Settings read(
            Optional<Path> file,
            Map<String, String> environment,
            Map<String, String> overrides,
            Collection<Key<?>> known,
            BiFunction<String, Collection<String>, List<String>> near) {
        var problems = new ArrayList<Fault>();
        var keys = new LinkedHashMap<String, Key<?>>();
        known.forEach(key -> keys.put(key.name(), key));
        var entries = new HashMap<String, Entry>();
        file.ifPresent(path -> readFile(path, keys, entries, problems, near));
        for (var key : keys.values()) {
            var name = key.environmentName();
            var text = environment.get(name);
            if (text != null) {
                entries.put(key.name(), new Entry(text.strip(), name));
            }
            var typed = overrides.get(key.name());
            if (typed != null) {
                entries.put(key.name(), new Entry(typed.strip(), "command line"));
            }
        }
        for (var key : keys.values()) {
            check(key, entries, problems);
        }
        if (!problems.isEmpty()) {
            throw new SettingsError(problems);
        }
        return new Settings(entries, environment);
    }

    private static void readFile(
            Path path,
            Map<String, Key<?>> keys,
            Map<String, Entry> entries,
            List<Fault> problems,
            BiFunction<String, Collection<String>, List<String>> near) {
        List<String> lines;
        try {
            lines = Files.readAllLines(path);
        } catch (MalformedInputException notText) {
            problems.add(new Fault(path.toString(), "The configuration file is not UTF-8 text"));
            return;
        } catch (IOException unreadable) {
            problems.add(new Fault(path.toString(), "The configuration file cannot be read: no such file, or no right to read it"));
            return;
        }
        var seen = new HashMap<String, Integer>();
        for (int i = 0; i < lines.size(); i++) {
            var line = (i == 0 && lines.get(0).startsWith("\uFEFF") ? lines.get(0).substring(1) : lines.get(i)).strip();
            var where = path.getFileName() + " line " + (i + 1);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                problems.add(new Fault(where, "\"" + shown(line) + "\" is no setting: write key = value"));
                continue;
            }
            var name = line.substring(0, equals).strip();
            var first = seen.putIfAbsent(name, i + 1);
            if (first != null) {
                problems.add(new Fault(where, name + " is set twice, first in line " + first));
            } else if (keys.containsKey(name)) {
                entries.put(name, new Entry(line.substring(equals + 1).strip(), where));
            } else {
                problems.add(unknown(name, keys, where, near));
            }
        }
    }

    private static Fault unknown(
            String name, Map<String, Key<?>> keys, String where, BiFunction<String, Collection<String>, List<String>> near) {
        if (keys.containsKey(name + "-file")) {
            return new Fault(where, name + " belongs in a file: set " + name + "-file");
        }
        var nearest = near.apply(name, keys.keySet());
        var hint = nearest.isEmpty() ? ". config/README.md lists all keys" : ". Did you mean " + nearest.get(0) + "?";
        return new Fault(where, "There is no key " + shown(name) + hint);
    }

    private static void check(Key<?> key, Map<String, Entry> entries, List<Fault> problems) {
        var entry = entries.get(key.name());
        if (entry == null) {
            return;
        }
        try {
            key.parser().apply(entry.text());
        } catch (IllegalArgumentException wrong) {
            problems.add(new Fault(entry.where(), key.name() + ": \"" + shown(entry.text()) + "\" " + wrong.getMessage() + "; it must be " + key.form()));
        }
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    /** The value of a key; what stands in the code when it is not set. */
    public <T> T get(Key<T> key) {
        var entry = entries.get(key.name());
        return key.parser().apply(entry == null ? key.standard() : entry.text());
    }

    public boolean isSet(Key<?> key) {
        return entries.containsKey(key.name());
    }

    /** Where a value was set: {@code tidewatch.properties line 12}, the environment variable, "command line", or "not set". */
    public String where(Key<?> key) {
        var entry = entries.get(key.name());
        return entry == null ? "not set" : entry.where();
    }

    /**
     * A secret by its name without {@code -file}: the file named by {@code fileKey}, else {@code $CREDENTIALS_DIRECTORY/name}, else the
     * environment. The last line end of a file is dropped.
     *
     * @throws SettingsError when a named file cannot be read, is empty, or may be read by everybody
     */
    public Optional<Secret> secret(String name, Key<Optional<Path>> fileKey) {
        var named = get(fileKey);
        if (named.isPresent()) {
            return Optional.of(secretFile(named.get(), fileKey.name()));
        }
        var credentials = environment.get("CREDENTIALS_DIRECTORY");
        if (credentials != null && Files.isRegularFile(Path.of(credentials, name))) {
            return Optional.of(secretFile(Path.of(credentials, name), name));
        }
        return Optional.ofNullable(environment.get(Key.environmentName(name))).filter(text -> !text.isBlank()).map(Secret::of);
    }

    private static Secret secretFile(Path path, String key) {
        try {
            if (openToAll(path)) {
                throw refused(key + ": everybody may read that file. Run chmod 600 on it", path);
            }
            var text = Files.readString(path).strip();
            if (text.isEmpty()) {
                throw refused(key + ": the file is empty", path);
            }
            return Secret.of(text);
        } catch (IOException unreadable) {
            throw refused(key + ": the file cannot be read", path);
        }
    }

    private static boolean openToAll(Path path) throws IOException {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        return view != null
                && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ);
    }

    private static SettingsError refused(String sentence, Path path) {
        return new SettingsError(List.of(new Fault(path.toString(), sentence)));
    }
}
