package tidewatch.app;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tidewatch.settings.Key;
import tidewatch.settings.Settings;

/**
 * What the running service says on standard error.
 *
 * @param level of our own lines; libraries say warnings only
 * @param form of a line
 */
record LogSettings(Level level, Form form) {
    /** Nothing below it is said. */
    enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /** How a line looks. */
    enum Form {
        /** Text on a terminal, JSON elsewhere. */
        AUTO,
        TEXT,
        JSON
    }

    static final Key<Level> LEVEL = oneOf("log.level", Level.INFO, Level.class);
    static final Key<Form> FORM = oneOf("log.form", Form.AUTO, Form.class);

    static final List<Key<?>> KEYS = List.of(LEVEL, FORM);

    static LogSettings read(Settings settings) {
        return new LogSettings(settings.get(LEVEL), settings.get(FORM));
    }

    private static <E extends Enum<E>> Key<E> oneOf(String name, E standard, Class<E> type) {
        var words = Arrays.stream(type.getEnumConstants()).map(LogSettings::word).collect(Collectors.joining(", "));
        return new Key<>(name, word(standard), "one of " + words, text -> Arrays.stream(type.getEnumConstants())
                .filter(one -> word(one).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is none of them")));
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
