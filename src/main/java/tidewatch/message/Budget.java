package tidewatch.message;

import java.util.function.ToLongFunction;

/**
 * One limit of one part of a message, such as 3,900 UTF-16 units; a part is full when any of its budgets is.
 *
 * @param name what is counted, for errors
 * @param limit the most that fits, 1 at least
 * @param measure how much of it a rendered part takes; more content never measures less
 * @param <P> a rendered part: text, or a tree of JSON
 */
public record Budget<P>(String name, long limit, ToLongFunction<P> measure) {
    public Budget {
        if (limit < 1) {
            throw new IllegalArgumentException("Budget " + name + " of " + limit + " holds nothing");
        }
    }

    /** UTF-16 units of text, as {@code String.length()} counts. */
    public static Budget<String> characters(long limit) {
        return new Budget<>("characters", limit, String::length);
    }

    boolean holds(P part) {
        return measure.applyAsLong(part) <= limit;
    }
}
