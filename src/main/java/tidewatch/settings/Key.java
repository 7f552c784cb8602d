package tidewatch.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One key of the configuration: its name, its type, and what stands when it is not set. Each package declares its own in its
 * {@code XxxSettings}; {@code config/tidewatch.properties} documents them all, and a test compares the two.
 *
 * @param name lower case, dots between parts, hyphens inside a part: {@code vault.note-max-mb}
 * @param standard text that stands when the key is not set; read by the same parser
 * @param form what a value looks like, for the error: "a whole number from 1 to 100"
 * @param parser answers, or throws {@link IllegalArgumentException} with what is wrong
 */
public record Key<T>(String name, String standard, String form, Function<String, T> parser) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*(\\.[a-z][a-z0-9]*(-[a-z0-9]+)*)*");

    public Key {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Key " + name + ": lower case, dots between parts, hyphens inside a part");
        }
    }

    /** Name of the environment variable that sets this key: {@code vault.path} is {@code TIDEWATCH_VAULT_PATH}. */
    public String environmentName() {
        return environmentName(name);
    }

    static String environmentName(String key) {
        return "TIDEWATCH_" + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    public static Key<String> text(String name, String standard) {
        return new Key<>(name, standard, "text", text -> text);
    }

    public static Key<Integer> whole(String name, int standard, int least, int most) {
        return new Key<>(name, Integer.toString(standard), "a whole number from " + least + " to " + most, text -> {
            int value;
            try {
                value = Integer.parseInt(text);
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException("is no whole number", notANumber);
            }
            if (value < least || value > most) {
                throw new IllegalArgumentException("is not from " + least + " to " + most);
            }
            return value;
        });
    }

    public static Key<ZoneId> zone(String name, String standard) {
        return new Key<>(name, standard, "a time zone such as America/New_York", text -> {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException unknown) {
                throw new IllegalArgumentException("is no time zone", unknown);
            }
        });
    }

    public static Key<LocalTime> time(String name, String standard) {
        return new Key<>(name, standard, "a time of day such as 07:00", text -> {
            try {
                return LocalTime.parse(text);
            } catch (DateTimeException unreadable) {
                throw new IllegalArgumentException("is no time of day", unreadable);
            }
        });
    }

    /** A file or folder; empty when it is not set. Whether it exists is told by whoever opens it. */
    public static Key<Optional<Path>> path(String name) {
        return new Key<>(name, "", "a path", text -> text.isEmpty() ? Optional.empty() : Optional.of(onePath(text)));
    }

    /** Folders or files, divided by commas. */
    public static Key<List<Path>> paths(String name) {
        return new Key<>(name, "", "paths divided by commas", text -> {
            var paths = new ArrayList<Path>();
            for (var one : text.split(",", -1)) {
                if (!one.isBlank()) {
                    paths.add(onePath(one.strip()));
                }
            }
            return List.copyOf(paths);
        });
    }

    private static Path onePath(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException unreadable) {
            throw new IllegalArgumentException("is no path", unreadable);
        }
    }
}
