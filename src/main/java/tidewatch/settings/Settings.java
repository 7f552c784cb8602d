package tidewatch.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
 * {@code vault.path}), the command line. Everything that takes effect is read and checked at start-up, so a fault is told before anything
 * runs, with file, line and the nearest key. Immutable.
 *
 * <p>A file is UTF-8 lines of {@code key = value}; {@code #} begins a comment line. There are no escapes and no continued lines.
 *
 * <p>A secret is never a value here: {@code telegram.token-file} in the file, {@code TIDEWATCH_TELEGRAM_TOKEN_FILE} or
 * {@code TIDEWATCH_TELEGRAM_TOKEN} in the environment, or a file {@code telegram.token} in {@code $CREDENTIALS_DIRECTORY}. No fault
 * repeats a line or a value that may be one.
 */
public final class Settings {
    private static final int SHOWN_MAX = 80;
    private static final String COMMAND_LINE = "command line";
    private static final String FILE = "-file";

    private record Entry(String text, String where) {}

    private final Map<String, Key<?>> keys;
    private final Map<String, Entry> entries;
    private final Map<String, String> environment;

    private Settings(Map<String, Key<?>> keys, Map<String, Entry> entries, Map<String, String> environment) {
        this.keys = Map.copyOf(keys);
        this.entries = Map.copyOf(entries);
        this.environment = Map.copyOf(environment);
    }

    /**
     * Reads and checks all known keys.
     *
     * @param file absent: only environment and command line
     * @param overrides by key name, from the command line
     * @param known every key of the program; two that share a name or an environment variable are a bug
     * @param near answers the names that a mistyped one may mean, best first
     * @throws SettingsError with every fault: no such file, a line without {@code =}, an unknown key, a key set twice, a value of the wrong
     *     form, a secret that stands in the file or on the command line
     */
    public static Settings read(
            Optional<Path> file,
            Map<String, String> environment,
            Map<String, String> overrides,
            Collection<Key<?>> known,
            BiFunction<String, Collection<String>, List<String>> near) {
        var keys = byName(known);
        var faults = new ArrayList<Fault>();
        var entries = new HashMap<String, Entry>();
        file.ifPresent(path -> readFile(path, keys, entries, faults, near));
        for (var key : keys.values()) {
            var variable = key.environmentName();
            var text = environment.get(variable);
            if (text != null) {
                entries.put(key.name(), new Entry(text.strip(), variable));
            }
        }
        overrides.forEach((name, text) -> {
            if (keys.containsKey(name)) {
                entries.put(name, new Entry(text.strip(), COMMAND_LINE));
            } else {
                faults.add(unknown(name, keys, COMMAND_LINE, near));
            }
        });
        for (var key : keys.values()) {
            check(key, entries, faults);
        }
        if (!faults.isEmpty()) {
            throw new SettingsError(faults);
        }
        return new Settings(keys, entries, environment);
    }

    private static Map<String, Key<?>> byName(Collection<Key<?>> known) {
        var keys = new LinkedHashMap<String, Key<?>>();
        var variables = new HashMap<String, String>();
        for (var key : known) {
            var other = variables.put(key.environmentName(), key.name());
            if (other != null) {
                throw new IllegalArgumentException("Keys " + other + " and " + key.name() + " share the variable " + key.environmentName());
            }
            keys.put(key.name(), key);
        }
        return keys;
    }

    private static void readFile(
            Path path,
            Map<String, Key<?>> keys,
            Map<String, Entry> entries,
            List<Fault> faults,
            BiFunction<String, Collection<String>, List<String>> near) {
        List<String> lines;
        try {
            lines = SmallText.read(path).lines().toList();
        } catch (SmallText.Unreadable unreadable) {
            faults.add(new Fault(path.toString(), "The configuration file " + unreadable.getMessage()));
            return;
        }
        var seen = new HashMap<String, Integer>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            var where = path.getFileName() + " line " + (i + 1);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                faults.add(noSetting(line, keys, where));
                continue;
            }
            var name = line.substring(0, equals).strip();
            var first = seen.putIfAbsent(name, i + 1);
            if (first != null) {
                faults.add(new Fault(where, shown(name) + " is set twice, first in line " + first));
            } else if (keys.containsKey(name)) {
                entries.put(name, new Entry(line.substring(equals + 1).strip(), where));
            } else {
                faults.add(unknown(name, keys, where, near));
            }
        }
    }

    /** The line itself is not told, since it may be a token; its first word is when it is a key. */
    private static Fault noSetting(String line, Map<String, Key<?>> keys, String where) {
        var word = line.split("[\\s:=]", 2)[0];
        return keys.containsKey(word)
                ? new Fault(where, word + " has no =: write " + word + " = value")
                : new Fault(where, "This is no setting: write key = value, or # before a comment");
    }

    private static Fault unknown(
            String name, Map<String, Key<?>> keys, String where, BiFunction<String, Collection<String>, List<String>> near) {
        if (keys.containsKey(name + FILE)) {
            return new Fault(where, name + " belongs in a file: set " + name + FILE);
        }
        var nearest = near.apply(name, keys.keySet());
        var hint = nearest.isEmpty() ? ". config/README.md lists all keys" : ". Did you mean " + nearest.get(0) + "?";
        return new Fault(where, "There is no key " + shown(name) + hint);
    }

    private static void check(Key<?> key, Map<String, Entry> entries, List<Fault> faults) {
        var entry = entries.get(key.name());
        if (entry == null) {
            return;
        }
        try {
            var _ = key.parser().apply(entry.text());
        } catch (IllegalArgumentException wrong) {
            var sentence = key.name() + ": \"" + shown(entry.text()) + "\" " + wrong.getMessage() + "; it must be " + key.form();
            faults.add(new Fault(entry.where(), sentence));
        }
    }

    /** At most a line's worth, and nothing that a terminal would obey. */
    private static String shown(String text) {
        int most = text.codePointCount(0, text.length()) <= SHOWN_MAX ? text.length() : text.offsetByCodePoints(0, SHOWN_MAX);
        var shown = text.substring(0, most).replaceAll("\\p{Cntrl}", "?");
        return most == text.length() ? shown : shown + "…";
    }

    /**
     * The value of a key; what stands in the code when it is not set.
     *
     * @throws IllegalArgumentException for a key that was not among the known ones: it would never be read from the file
     */
    public <T> T get(Key<T> key) {
        var entry = entry(key);
        return key.parser().apply(entry.isPresent() ? entry.get().text() : key.standard());
    }

    public boolean isSet(Key<?> key) {
        return entry(key).isPresent();
    }

    /** Where a value was set: {@code tidewatch.properties line 12}, the environment variable, "command line", or "not set". */
    public String where(Key<?> key) {
        return entry(key).map(Entry::where).orElse("not set");
    }

    private Optional<Entry> entry(Key<?> key) {
        if (!keys.containsKey(key.name())) {
            throw new IllegalArgumentException("Key " + key.name() + " was not among the known keys when the settings were read");
        }
        return Optional.ofNullable(entries.get(key.name()));
    }

    /**
     * A secret by its name without {@code -file}: the file named by {@code fileKey}, else {@code $CREDENTIALS_DIRECTORY/name}, else the
     * environment. Space and line ends around it are dropped.
     *
     * @return empty when none of the three is set
     * @throws SettingsError when a named file cannot be read, is empty, holds more than the secret, or may be read by everybody
     */
    public Optional<Secret> secret(String name, Key<Optional<Path>> fileKey) {
        var named = get(fileKey);
        if (named.isPresent()) {
            return Optional.of(secretFile(named.get(), name, where(fileKey)));
        }
        var credentials = Optional.ofNullable(environment.get("CREDENTIALS_DIRECTORY")).flatMap(folder -> credentials(folder, name));
        if (credentials.isPresent()) {
            return Optional.of(secretFile(credentials.get(), name, "CREDENTIALS_DIRECTORY"));
        }
        var variable = Key.environmentName(name);
        return Optional.ofNullable(environment.get(variable))
                .filter(text -> !text.isBlank())
                .map(text -> oneWord(text, name, variable));
    }

    private static Optional<Path> credentials(String folder, String name) {
        try {
            return Optional.of(Path.of(folder, name)).filter(Files::exists);
        } catch (InvalidPathException unreadable) {
            throw refused(name + ": the folder that this variable names is no path", "CREDENTIALS_DIRECTORY");
        }
    }

    /** The path is not told in a fault: a token that was typed where its file should be named would be told with it. */
    private static Secret secretFile(Path path, String name, String where) {
        try {
            if (SmallText.openToAll(path)) {
                throw refused(name + ": everybody on this machine may read its file. Run chmod 600 on it", where);
            }
            var text = SmallText.read(path);
            if (text.isBlank()) {
                throw refused(name + ": its file is empty. Put the secret in it, and nothing else", where);
            }
            return oneWord(text, name, where);
        } catch (SmallText.Unreadable unreadable) {
            throw refused(name + ": its file " + unreadable.getMessage(), where);
        }
    }

    private static Secret oneWord(String text, String name, String where) {
        var word = text.strip();
        if (word.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw refused(name + ": there is more than one word where only the secret should be", where);
        }
        return Secret.of(word);
    }

    private static SettingsError refused(String sentence, String where) {
        return new SettingsError(List.of(new Fault(where, sentence)));
    }
}
