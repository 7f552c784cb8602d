package tidewatch.command;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * A page of a list that is longer than a screen. {@code page 2} in the place of the arguments asks for the second; no argument for the first.
 * A name that reads like that is asked for in double brackets.
 *
 * @param number from 1
 */
record Page(int number) {
    /** Buttons of one page. */
    static final int CHOICES = 8;

    private static final Pattern TYPED = Pattern.compile("(?i)page (\\d{1,4})");

    /** The page that these arguments ask for; absent when they ask for something else. */
    static Optional<Page> of(String rest) {
        if (rest.isBlank()) {
            return Optional.of(new Page(1));
        }
        var typed = TYPED.matcher(rest.strip());
        return typed.matches() ? Optional.of(new Page(Math.max(1, Integer.parseInt(typed.group(1))))) : Optional.empty();
    }

    /** What stands on it; nothing when the list is shorter. */
    <T> List<T> of(List<T> all, int size) {
        int from = (int) Math.min(all.size(), (number - 1L) * size);
        return all.subList(from, Math.min(all.size(), from + size));
    }

    /** How many come after it. */
    int after(List<?> all, int size) {
        return (int) Math.max(0, all.size() - (long) number * size);
    }

    /** A button for each of its choices, and one for the next page where there is one. */
    <T> void offer(List<T> all, String verb, Answer answer, BiConsumer<Answer, T> button) {
        of(all, CHOICES).forEach(one -> button.accept(answer, one));
        more(all, CHOICES, verb, answer);
    }

    /** A button for the next page where there is one. */
    void more(List<?> all, int size, String verb, Answer answer) {
        if (after(all, size) > 0) {
            answer.button("More", "/" + verb + " page " + (number + 1));
        }
    }

    /** Whether the list ends before it, though it is not the first. */
    boolean beyond(List<?> all, int size) {
        return number > 1 && of(all, size).isEmpty();
    }

    /** What is said of a page that does not exist. */
    String none() {
        return "There is no page " + number + ".";
    }
}
