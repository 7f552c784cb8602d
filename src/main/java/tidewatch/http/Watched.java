package tidewatch.http;

import java.util.List;
import java.util.Optional;

/**
 * What a foreign library did over one of our clients.
 *
 * @param result of the library; only a hint: the answers tell the outcome
 * @param thrown the type of what the library threw, never its text; empty when it came back
 * @param answers of the calls that it made, in order; empty when it made none
 */
public record Watched<T>(Optional<T> result, Optional<Class<? extends Throwable>> thrown, List<Answer> answers) {
    public Watched {
        answers = List.copyOf(answers);
    }

    /** The answer of the last call, the one that counts where a library asks something before it acts. */
    public Optional<Answer> answer() {
        return answers.isEmpty() ? Optional.empty() : Optional.of(answers.getLast());
    }

    /** How far the last call got; {@link Reach#NOTHING} when the library made none. */
    public Reach reach() {
        return answer().map(Answer::reach).orElse(Reach.NOTHING);
    }

    @Override
    public String toString() {
        return answers.toString();
    }
}
