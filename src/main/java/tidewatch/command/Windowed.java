package tidewatch.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tidewatch.rotation.Lookback;

/**
 * Arguments that may hold a count, a window and other words, in any order.
 *
 * @param count absent when none was given
 * @param window the default of the command when none was given
 * @param words the other words, joined
 * @param complaints words that were meant as a window or a count and are none
 */
record Windowed(Optional<Integer> count, Lookback window, String words, List<String> complaints) {
    private static final int COUNT_MAX = 25;

    static Windowed of(List<String> arguments, Lookback standard) {
        Optional<Integer> count = Optional.empty();
        var window = standard;
        var words = new ArrayList<String>();
        var complaints = new ArrayList<String>();
        for (var argument : arguments) {
            var asWindow = Lookback.parse(argument);
            if (asWindow.isPresent()) {
                window = asWindow.get();
            } else if (argument.matches("\\d{1,9}")) {
                int n = Integer.parseInt(argument);
                if (n < 1 || n > COUNT_MAX) {
                    complaints.add("I show 1 to " + COUNT_MAX + " names, not " + n + ".");
                } else {
                    count = Optional.of(n);
                }
            } else if (argument.matches("-?\\d+[a-zA-Z]{1,2}")) {
                complaints.add("There is no window " + argument + ". Windows: " + codes() + ".");
            } else {
                words.add(argument);
            }
        }
        return new Windowed(count, window, String.join(" ", words), complaints);
    }

    static String codes() {
        return Arrays.stream(Lookback.values()).map(Lookback::code).collect(Collectors.joining(" "));
    }

    /** "5 sessions", "since the end of last month". */
    static String words(Lookback window) {
        return switch (window) {
            case D1 -> "1 session";
            case D5, D21, D63, D126, D252 -> window.sessions() + " sessions";
            case MTD -> "month to date";
            case QTD -> "quarter to date";
            case YTD -> "year to date";
        };
    }
}
