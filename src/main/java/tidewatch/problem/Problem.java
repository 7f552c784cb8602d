package tidewatch.problem;

import java.util.Objects;

/**
 * One thing that could not be done: the reason for programs, the sentence for people, the place for whoever mends it.
 *
 * <p>The sentence names the thing and, where there is one, the next step; it holds no stack trace, no secret and no absolute path.
 * {@code where} is a file with a line ({@code Energy.md:14}, {@code XLB.csv line 812}), a symbol, or empty.
 */
public record Problem(Reason reason, String sentence, String where) {
    public Problem {
        Objects.requireNonNull(reason);
        Objects.requireNonNull(where);
        if (sentence.isBlank()) {
            throw new IllegalArgumentException("A problem without a sentence helps nobody (" + reason + ")");
        }
    }

    public static Problem of(Reason reason, String sentence) {
        return new Problem(reason, sentence, "");
    }

    /** The place and the sentence in one line, as a terminal or a log shows it. */
    public String line() {
        return where.isEmpty() ? sentence : where + ": " + sentence;
    }
}
