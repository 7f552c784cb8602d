package tidewatch.notes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tidewatch.problem.Spelling;

/**
 * Names within a typing slip or two of another. Before letters are compared one by one, the sets of letters are: a slip changes at most two
 * members of it, so names that differ in more than four cannot be near. That leaves a handful of thousands. Immutable.
 */
final class NearNames {
    static final int SLIPS = 2;
    private static final int LENGTH_MIN = 5;

    private final List<String> keys = new ArrayList<>();
    private final long[] letters;

    /** @param keys as {@link NameKey} makes them; short ones are near to everything and left out */
    NearNames(Collection<String> keys) {
        keys.stream().filter(key -> key.length() >= LENGTH_MIN).forEach(this.keys::add);
        letters = new long[this.keys.size()];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = letters(this.keys.get(i));
        }
    }

    /** The keys near to this one, each with its slips, the closest first, then by key. */
    List<Map.Entry<String, Integer>> of(String key) {
        if (key.length() < LENGTH_MIN) {
            return List.of();
        }
        long mine = letters(key);
        var near = new ArrayList<Map.Entry<String, Integer>>(2);
        for (int i = 0; i < letters.length; i++) {
            if (Long.bitCount(mine ^ letters[i]) > 2 * SLIPS) {
                continue;
            }
            var other = keys.get(i);
            if (Math.abs(other.length() - key.length()) <= SLIPS) {
                int slips = Spelling.slips(key, other, SLIPS);
                if (slips <= SLIPS) {
                    near.add(Map.entry(other, slips));
                }
            }
        }
        near.sort(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())));
        return near;
    }

    /** A bit for each letter that occurs; several may share one, which only lets more through. */
    private static long letters(String key) {
        long set = 0;
        for (int i = 0; i < key.length(); i++) {
            set |= 1L << (key.charAt(i) & 63);
        }
        return set;
    }
}
