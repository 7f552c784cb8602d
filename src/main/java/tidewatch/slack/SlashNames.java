package tidewatch.slack;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Which slash commands of a workspace are ours, and what they say: {@code /tidewatch winners 5}, and a flat name for each main verb,
 * {@code /winners 5} or with a prefix {@code /tw-winners 5}. Names are workspace-wide, so a second instance needs a prefix.
 *
 * @param main without its slash, such as {@code tidewatch}
 * @param prefix of all names, such as {@code tw-}; empty for none
 * @param verbs whether a word, in lower case and without {@code -} and {@code _}, is a verb of ours or another name of one
 */
record SlashNames(String main, String prefix, Predicate<String> verbs) {
    SlashNames {
        Objects.requireNonNull(prefix);
        Objects.requireNonNull(verbs);
        if (main.isBlank()) {
            throw new IllegalArgumentException("The slash command needs a name");
        }
    }

    /**
     * The line that a person would have typed elsewhere. Behind the main command stands a verb or a sentence.
     *
     * @param command with its slash, as Slack names it
     */
    String line(String command, String text) {
        var name = command.startsWith("/") ? command.substring(1) : command;
        var words = text.strip();
        if (name.equalsIgnoreCase(main) || name.equalsIgnoreCase(prefix + main)) {
            if (words.isEmpty()) {
                return "/help";
            }
            return words.startsWith("/") || !verb(words) ? words : "/" + words;
        }
        boolean prefixed = !prefix.isEmpty() && name.regionMatches(true, 0, prefix, 0, prefix.length());
        var verb = prefixed ? name.substring(prefix.length()) : name;
        return words.isEmpty() ? "/" + verb : "/" + verb + " " + words;
    }

    private boolean verb(String words) {
        int end = 0;
        while (end < words.length() && !Character.isWhitespace(words.charAt(end)) && words.charAt(end) != '\u00A0') {
            end++;
        }
        return verbs.test(words.substring(0, end).toLowerCase(Locale.ROOT).replace("-", "").replace("_", ""));
    }
}
