package tidewatch.chat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that carry nothing in a short question. */
final class Filler {
    private static final Set<String> WORDS = Set.of(
            "the", "a", "an", "my", "our", "your", "me", "i", "we", "you", "it", "its", "is", "are", "was", "were", "be", "been", "do", "does", "did",
            "doing", "done", "going", "looking", "on", "in", "of", "for", "to", "at", "by", "from", "with", "about", "and", "or", "any", "some",
            "what", "what's", "whats", "which", "who", "how", "when", "please", "pls", "now", "right", "today", "show", "tell", "give", "get", "see",
            "most", "stocks", "stock", "names", "name", "shares", "companies", "market", "markets", "over", "during", "this", "that", "these", "have",
            "has", "had", "still", "so", "far", "lately", "currently", "really", "there", "come", "comes", "go", "went", "up", "down", "der", "die",
            "das", "von", "zu", "im", "in", "und", "bitte", "note", "notes", "figure", "figures", "number", "numbers", "s", "'s", "aus");

    private Filler() {}

    static String without(String words) {
        return Arrays.stream(words.split(" ", -1))
                .filter(word -> !WORDS.contains(word.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(" "));
    }

    static boolean only(String words) {
        return without(words).isBlank();
    }
}
