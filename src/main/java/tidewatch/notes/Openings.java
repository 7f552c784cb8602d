package tidewatch.notes;

import java.util.Collection;
import java.util.List;

/**
 * Of several groups of words those of which one may begin somewhere in a text: one pass over the text in place of one for each group. Says
 * yes too often, by the first two letters of the words, and never wrongly no. Immutable.
 */
final class Openings {
    /** Of each first and of each second character the groups, one bit each. */
    private final int[] firsts = new int[128];

    private final int[] seconds = new int[128];
    /** Groups with a word that begins outside of ASCII. */
    private int wide;

    Openings(List<? extends Collection<String>> groups) {
        for (int g = 0; g < groups.size(); g++) {
            for (var word : groups.get(g)) {
                add(word, 1 << g);
            }
        }
    }

    private void add(String word, int bit) {
        if (word.charAt(0) >= 128) {
            wide |= bit;
            return;
        }
        firsts[word.charAt(0)] |= bit;
        if (word.length() > 1 && word.charAt(1) < 128) {
            seconds[word.charAt(1)] |= bit;
        } else {
            for (int i = 0; i < seconds.length; i++) {
                seconds[i] |= bit;
            }
        }
    }

    /** A bit for each group of which a word may begin a word of this lower-case text. */
    int in(String lower) {
        // A field is fetched anew at each character, a local is not.
        var first = firsts;
        var second = seconds;
        int found = 0;
        int length = lower.length();
        boolean inside = false;
        for (int i = 0; i < length; i++) {
            char c = lower.charAt(i);
            if (c >= 128) {
                found |= wide;
                inside = false;
                continue;
            }
            boolean wordy = Vocabulary.isWordy(c);
            if (first[c] != 0 && !(inside && wordy)) {
                char next = i + 1 < length ? lower.charAt(i + 1) : 128;
                found |= next < 128 ? first[c] & second[next] : first[c];
            }
            inside = wordy;
        }
        return found;
    }
}
