package tidewatch.web;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One thing that was looked at, and how it is.
 *
 * @param name one or two words that do not change, for programs: {@code database}
 * @param words one sentence for people, without any secret
 */
public record Check(String name, State state, String words) {
    /** How it is. */
    public enum State {
        GREEN,
        /** Worth a look; the service does its work. */
        YELLOW,
        /** It does not do its work. */
        RED
    }

    public Check {
        Objects.requireNonNull(name);
        Objects.requireNonNull(state);
        Objects.requireNonNull(words);
    }

    public static Check green(String name, String words) {
        return new Check(name, State.GREEN, words);
    }

    public static Check yellow(String name, String words) {
        return new Check(name, State.YELLOW, words);
    }

    public static Check red(String name, String words) {
        return new Check(name, State.RED, words);
    }

    /** The worst state; green of none. */
    static State worst(List<Check> checks) {
        return checks.stream().map(Check::state).max(State::compareTo).orElse(State.GREEN);
    }

    /** {@code {"state":"green","checks":[{"name":"database","state":"green","words":"Answers."}]}} */
    static String json(List<Check> checks) {
        return checks.stream()
                .map(check -> "{\"name\":" + quoted(check.name) + ",\"state\":" + quoted(lower(check.state)) + ",\"words\":" + quoted(check.words) + "}")
                .collect(Collectors.joining(",\n", "{\"state\":" + quoted(lower(worst(checks))) + ",\"checks\":[\n", "\n]}\n"));
    }

    private static String lower(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || (c >= 0x7f && c < 0xa0)) {
                quoted.append("\\u").append(String.format(Locale.ROOT, "%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
