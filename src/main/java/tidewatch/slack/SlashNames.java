package tidewatch.slack;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The names under which commands are typed in Slack: {@code /tidewatch winners 5} always, and {@code /winners 5} for a verb that Slack has no
 * command of its own for. A prefix keeps two instances in one workspace apart: {@code /tw2-tidewatch}, {@code /tw2-winners}.
 */
final class SlashNames {
    /** Of a name with its slash (docs.slack.dev/reference/app-manifest: features.slash_commands.command). */
    static final int NAME_MAX = 32;

    private static final String ROOT = "tidewatch";
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9-]{0,15}|");
    private static final Pattern VERB = Pattern.compile("[a-z0-9-]+");

    /**
     * What Slack's own commands are called; a manifest with one of these is refused as a whole: "invalid name". The list of
     * slack.com/help/articles/201259356 (commands built into Slack) and, not on it, {@code status}, {@code help} and {@code send}, which were
     * reported as refused (github.com/NousResearch/hermes-agent issue 17054 and pull request 18456, openclaw/openclaw pull request 29032).
     */
    static final Set<String> SLACKS_OWN = Set.of(
            "active", "apps", "archive", "away", "call", "canvas", "close", "collapse", "commands", "debug", "dm", "dnd", "expand", "feed", "feedback",
            "help", "huddle", "invite", "invite_people", "join", "keys", "kick", "kill", "leave", "list", "me", "msg", "mute", "open", "part", "prefs",
            "pro", "remind", "remove", "rename", "s", "search", "send", "shortcuts", "shrug", "star", "status", "topic", "unarchive", "who");

    private final String prefix;
    private final Predicate<String> verbs;

    /** For names only: whatever is typed behind the root is a verb. */
    SlashNames(String prefix) {
        this(prefix, _ -> true);
    }

    /**
     * @param prefix of lower-case letters, digits and hyphens, at most 16; empty for none
     * @param verbs whether a word, in lower case and without {@code -} and {@code _}, is a verb of ours or another name of one
     */
    SlashNames(String prefix, Predicate<String> verbs) {
        this.prefix = prefix;
        this.verbs = verbs;
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "The prefix of commands in Slack has up to 16 lower-case letters, digits and hyphens, such as tw2-: " + prefix);
        }
    }

    /** {@code /tidewatch}, behind which any command can be typed. */
    String root() {
        return "/" + prefix + ROOT;
    }

    /** {@code Tidewatch}, or {@code Tidewatch tw2} for the prefix {@code tw2-}. */
    String appName() {
        return prefix.isEmpty() ? "Tidewatch" : "Tidewatch " + prefix.replaceAll("-+$", "");
    }

    /** {@code /winners}; absent for a verb whose name Slack has itself, or does not take. */
    Optional<String> flat(String verb) {
        var name = prefix + verb.toLowerCase(Locale.ROOT);
        boolean can = VERB.matcher(name).matches() && name.length() < NAME_MAX && !SLACKS_OWN.contains(name) && !name.equals(prefix + ROOT);
        return can ? Optional.of("/" + name) : Optional.empty();
    }

    /**
     * The line that a slash command means: {@code /tidewatch winners 5} and {@code /winners 5} are both {@code /winners 5}. Behind the root
     * stands a verb or a sentence; alone it asks for help.
     *
     * @param command with its slash, as Slack tells it
     * @param text everything typed behind it
     */
    String line(String command, String text) {
        var typed = text.strip();
        var name = command.startsWith("/") ? command.substring(1) : command;
        if (name.equalsIgnoreCase(ROOT) || name.equalsIgnoreCase(prefix + ROOT)) {
            return typed.isEmpty() ? "/help" : typed.startsWith("/") || !verb(typed) ? typed : "/" + typed;
        }
        boolean prefixed = !prefix.isEmpty() && name.regionMatches(true, 0, prefix, 0, prefix.length());
        var verb = prefixed ? name.substring(prefix.length()) : name;
        return typed.isEmpty() ? "/" + verb : "/" + verb + " " + typed;
    }

    private boolean verb(String words) {
        int end = 0;
        while (end < words.length() && !Character.isWhitespace(words.charAt(end)) && words.charAt(end) != '\u00A0') {
            end++;
        }
        return verbs.test(words.substring(0, end).toLowerCase(Locale.ROOT).replace("-", "").replace("_", ""));
    }
}
