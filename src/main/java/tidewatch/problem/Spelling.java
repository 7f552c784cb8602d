package tidewatch.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Near names for a word that is not known: at most three, within two slips of the finger or a third of the word, or that begin with the
 * word when it has three letters or more. Upper and lower case are the same.
 */
public final class Spelling {
    /** A finger rarely slips more often in one word. */
    private static final int SLIPS_MAX = 2;

    private static final int NEAR_MAX = 3;

    /** With fewer letters a beginning fits too many words. */
    private static final int BEGINNING_MIN = 3;

    private Spelling() {}

    /** The nearest of the known words, best first; empty when none is near. */
    public static List<String> near(String word, Collection<String> known) {
        var asked = word.toLowerCase(Locale.ROOT);
        int most = Math.max(Math.min(SLIPS_MAX, Math.max(asked.length() - 1, 0)), asked.length() / 3);
        record Near(String word, int slips) {}
        return known.stream()
                .distinct()
                .map(one -> new Near(one, slips(asked, one.toLowerCase(Locale.ROOT), most)))
                .filter(one -> one.slips() <= most
                        || (asked.length() >= BEGINNING_MIN && one.word().toLowerCase(Locale.ROOT).startsWith(asked)))
                .sorted(Comparator.comparingInt(Near::slips).thenComparing(Near::word))
                .limit(NEAR_MAX)
                .map(Near::word)
                .toList();
    }

    /**
     * Damerau-Levenshtein distance (optimal string alignment: insert, delete, replace, swap of neighbours); {@code most + 1} as soon as it
     * is known to be larger.
     */
    public static int slips(String a, String b, int most) {
        if (Math.abs(a.length() - b.length()) > most) {
            return most + 1;
        }
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] now = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            now[0] = i;
            int best = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int slips = Math.min(Math.min(now[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    slips = Math.min(slips, before[j - 2] + 1);
                }
                now[j] = slips;
                best = Math.min(best, slips);
            }
            if (best > most) {
                return most + 1;
            }
            int[] free = before;
            before = last;
            last = now;
            now = free;
        }
        return last[b.length()];
    }
}
