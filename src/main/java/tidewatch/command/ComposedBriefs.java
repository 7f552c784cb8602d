package tidewatch.command;

import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.BriefInput;
import tidewatch.brief.Section.Length;
import tidewatch.message.Doc;

/**
 * The briefs that were composed last: as long as prices and notes stay the same, the desk gives the very same input, and what was written
 * from it is said again to the next who asks. Any thread.
 */
final class ComposedBriefs {
    /** Inputs; more are asked for only by who leafs through past mornings. */
    private static final int MOST = 8;

    private final IdentityHashMap<BriefInput, Map<Length, Doc>> composed = new IdentityHashMap<>();

    Doc of(BriefInput input, Length length) {
        synchronized (composed) {
            var known = composed.getOrDefault(input, Map.of()).get(length);
            if (known != null) {
                return known;
            }
        }
        // Not under the lock: two who ask at once for the first time both write it, and it is the same.
        var doc = BriefComposer.compose(BriefComposer.facts(input), length);
        synchronized (composed) {
            if (composed.size() >= MOST && !composed.containsKey(input)) {
                composed.clear();
            }
            composed.computeIfAbsent(input, _ -> new EnumMap<>(Length.class)).put(length, doc);
        }
        return doc;
    }
}
