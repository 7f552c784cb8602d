package tidewatch.store;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Splits what goes behind an {@code IN} into lists that both databases take. */
final class In {
    private static final int MOST = 500;

    private In() {}

    static <T> void each(Collection<T> all, Consumer<List<T>> some) {
        var list = List.copyOf(all);
        for (int from = 0; from < list.size(); from += MOST) {
            some.accept(list.subList(from, Math.min(list.size(), from + MOST)));
        }
    }
}
