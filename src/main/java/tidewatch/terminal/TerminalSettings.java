package tidewatch.terminal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tidewatch.message.Capabilities;

/**
 * How the terminal chat looks and what it keeps.
 *
 * @param colour false when colour is not wanted, whatever the terminal can do
 * @param links true to write links as OSC 8 sequences, which few old terminals mistake for text
 * @param columns the width that the environment names, absent when it names none
 * @param history file of the lines typed before; absent to keep none
 */
public record TerminalSettings(boolean colour, boolean links, Optional<Integer> columns, Optional<Path> history) {
    /** Width where none is known. */
    public static final int COLUMNS_DEFAULT = 80;
    /** Narrowest layout; a narrower window wraps by itself. */
    public static final int COLUMNS_MIN = 40;

    private static final int COLUMNS_MAX = 10_000;

    public TerminalSettings {
        Objects.requireNonNull(columns);
        Objects.requireNonNull(history);
    }

    /**
     * Reads {@code NO_COLOR} (any text but the empty one turns colour off, no-color.org), {@code TERM} ({@code dumb} does too) and
     * {@code COLUMNS} (ignored unless it is a number of 1 to 10,000).
     */
    public static TerminalSettings of(Map<String, String> environment, Optional<Path> history) {
        boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
        return new TerminalSettings(colour, false, columns(environment.getOrDefault("COLUMNS", "")), history);
    }

    /** The same with links as OSC 8 sequences. */
    public TerminalSettings withLinks() {
        return new TerminalSettings(colour, true, columns, history);
    }

    /** What text shows that is not going to a terminal. */
    public Capabilities plain() {
        return Capabilities.plain(width(columns.orElse(COLUMNS_DEFAULT)));
    }

    /** What a terminal of this width shows; 0 is an unknown width. */
    Capabilities ansi(int terminalColumns, boolean dumb) {
        int columns = terminalColumns > 0 ? terminalColumns : this.columns.orElse(COLUMNS_DEFAULT);
        return new Capabilities(Capabilities.Profile.ANSI, width(columns), colour && !dumb, links && !dumb);
    }

    private static int width(int columns) {
        return Math.max(COLUMNS_MIN, columns);
    }

    private static Optional<Integer> columns(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int columns = Integer.parseInt(text);
        return columns < 1 || columns > COLUMNS_MAX ? Optional.empty() : Optional.of(columns);
    }
}
