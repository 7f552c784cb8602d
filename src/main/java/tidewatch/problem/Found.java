package tidewatch.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What was found, and what could not be: partial success as a value. The problems never empty the value; whoever reads it decides
 * whether what is there is enough. Immutable if the value is.
 *
 * @param value what there is; an empty list or a value's own empty form when there is nothing
 * @param problems in the order in which they were met
 */
public record Found<T>(T value, List<Problem> problems) {
    public Found {
        Objects.requireNonNull(value);
        problems = List.copyOf(problems);
    }

    public static <T> Found<T> of(T value) {
        return new Found<>(value, List.of());
    }

    public boolean complete() {
        return problems.isEmpty();
    }

    public <R> Found<R> map(Function<? super T, ? extends R> change) {
        return new Found<>(change.apply(value), problems);
    }

    /** The same value with more problems behind the ones it has. */
    public Found<T> and(List<Problem> more) {
        var all = new ArrayList<>(problems);
        all.addAll(more);
        return new Found<>(value, all);
    }
}
