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
 * @param chosen a window was given
 * @param words the other words, joined
 * @param complaints words that were meant as a window or a count and are none
 */
record Windowed(Optional<Integer> count, Lookback window, boolean chosen, String words, List<String> complaints) {
    private static final int COUNT_MAX = 25;

    /** For a command that shows as many names as it is asked for. */
    static Windowed of(List<String> arguments, Lookback standard) {
        return of(arguments, standard, true);
    }

    /** For a command that knows windows only: every other argument is a complaint. */
    static Windowed windowOnly(List<String> arguments, Lookback standard) {
        var read = of(arguments, standard, false);
        if (read.words().isEmpty()) {
            return read;
        }
        var complaints = new ArrayList<>(read.complaints());
        complaints.add("I don't know the window \"" + Answer.shown(read.words()) + "\". Windows: " + codes() + ".");
        return new Windowed(read.count(), read.window(), read.chosen(), "", complaints);
    }

    /** Nothing of what was typed was understood, so there is nothing to answer. */
    boolean hopeless() {
        return !chosen && !complaints.isEmpty();
    }

    private static Windowed of(List<String> arguments, Lookback standard, boolean counts) {
        Optional<Integer> count = Optional.empty();
        Optional<Lookback> window = Optional.empty();
        var words = new ArrayList<String>();
        var complaints = new ArrayList<String>();
        for (var argument : arguments) {
            var asWindow = Lookback.parse(argument);
            if (asWindow.isPresent()) {
                window = asWindow;
            } else if (counts && argument.matches("-?\\d+")) {
                count = Optional.of(argument).filter(digits -> digits.length() <= 3).map(Integer::parseInt).filter(n -> n >= 1 && n <= COUNT_MAX);
                if (count.isEmpty()) {
                    complaints.add("I show 1 to " + COUNT_MAX + " names, not " + Answer.shown(argument) + ".");
                }
            } else if (argument.matches("-?\\d+[a-zA-Z]{0,2}")) {
                complaints.add("There is no window " + Answer.shown(argument) + ". Windows: " + codes() + ".");
            } else {
                words.add(argument);
            }
        }
        return new Windowed(count, window.orElse(standard), window.isPresent(), String.join(" ", words), complaints);
    }

    static String codes() {
        return Arrays.stream(Lookback.values()).map(Lookback::code).collect(Collectors.joining(" "));
    }
}
