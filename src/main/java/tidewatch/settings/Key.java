package tidewatch.settings;

import java.math.BigInteger;
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
 * @param standard text that stands when the key is not set; read by the same parser, which must take it
 * @param form what a value looks like, for the error: "a whole number from 1 to 100"
 * @param parser answers, or throws {@link IllegalArgumentException} with what is wrong
 */
public record Key<T>(String name, String standard, String form, Function<String, T> parser) {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*(\\.[a-z][a-z0-9]*(-[a-z0-9]+)*)*");

    public Key {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Key " + name + ": lower case, dots between parts, hyphens inside a part");
        }
        try {
            var _ = parser.apply(standard);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("Key " + name + ": its own standard \"" + standard + "\" " + wrong.getMessage(), wrong);
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
            if (!WHOLE.matcher(text).matches()) {
                throw new IllegalArgumentException("is no whole number");
            }
            var value = new BigInteger(text); // so that a number of any length is told to be out of range, and not to be none
            if (value.compareTo(BigInteger.valueOf(least)) < 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
                throw new IllegalArgumentException("is out of range");
            }
            return value.intValueExact();
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

    /** Refuses what only a shell would understand: it would silently name a folder that nobody meant. */
    private static Path onePath(String text) {
        if (text.equals("~") || text.startsWith("~/")) {
            throw new IllegalArgumentException("begins with ~, which only a shell knows: write the whole path");
        }
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            throw new IllegalArgumentException("stands in quotation marks: leave them out");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException unreadable) {
            throw new IllegalArgumentException("is no path", unreadable);
        }
    }
}
