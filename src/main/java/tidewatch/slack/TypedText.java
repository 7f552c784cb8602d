package tidewatch.slack;

import java.util.Optional;
import tidewatch.message.Clean;

/**
 * The words that a person typed, out of the text of a message of theirs (docs.slack.dev, "Formatting message text"): Slack puts names,
 * channels, links and groups into angle brackets and escapes {@code & < >}. Pure, and of linear cost.
 */
final class TypedText {
    private TypedText() {}

    /** As it was typed, and clean. */
    static String plain(String text) {
        return read(text, Optional.empty());
    }

    /** The same without every mention of this user. */
    static String without(String user, String text) {
        return read(text, Optional.of(user)).strip();
    }

    /** Whether this user is mentioned. */
    static boolean mentions(String user, String text) {
        return text.contains("<@" + user + ">") || text.contains("<@" + user + "|");
    }

    private static String read(String text, Optional<String> dropped) {
        var words = new StringBuilder(text.length());
        int close = text.indexOf('>');
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (close >= 0 && close < i) {
                close = text.indexOf('>', i);
            }
            if (c == '<' && close > i + 1 && whole(text, i + 1, close)) {
                words.append(bracketed(text.substring(i + 1, close), dropped));
                i = close + 1;
                continue;
            }
            int length = c == '&' ? entity(text, i, words) : 0;
            if (length == 0) {
                words.append(c);
                length = 1;
            }
            i += length;
        }
        return Clean.text(words.toString());
    }

    /**
     * Whether this is something that Slack puts in brackets: a name, a channel, a group, or an address with its scheme. A sign for "less" before
     * one for "more" is none, where they come unescaped.
     */
    private static boolean whole(String text, int from, int to) {
        int next = text.indexOf('<', from);
        if (next >= 0 && next < to) {
            return false;
        }
        char first = text.charAt(from);
        if (first == '@' || first == '#' || first == '!') {
            return to > from + 1 && Character.isLetterOrDigit(text.charAt(from + 1));
        }
        int i = from;
        while (i < to && Character.isLetter(text.charAt(i))) {
            i++;
        }
        return i > from && i < to - 1 && text.charAt(i) == ':';
    }

    /** Writes what stands for one of the three that are escaped; how long it is, zero when it is none of them. */
    private static int entity(String text, int at, StringBuilder words) {
        if (text.startsWith("&amp;", at)) {
            words.append('&');
            return 5;
        }
        if (text.startsWith("&lt;", at)) {
            words.append('<');
            return 4;
        }
        if (text.startsWith("&gt;", at)) {
            words.append('>');
            return 4;
        }
        return 0;
    }

    private static String bracketed(String inside, Optional<String> dropped) {
        int bar = inside.indexOf('|');
        var target = bar < 0 ? inside : inside.substring(0, bar);
        var label = bar < 0 ? "" : unescaped(inside.substring(bar + 1));
        return switch (inside.charAt(0)) {
            case '@' -> dropped.filter(target.substring(1)::equals).isPresent() ? " " : "@" + (label.isEmpty() ? target.substring(1) : label);
            case '#' -> "#" + (label.isEmpty() ? target.substring(1) : label);
            case '!' -> special(target.substring(1), label);
            default -> label.isEmpty() ? unescaped(withoutScheme(target)) : label;
        };
    }

    /** {@code <!here>}, {@code <!subteam^S1|@analysts>}, {@code <!date^1767960000^{date}|9 Jan>}. */
    private static String special(String target, String label) {
        if (!label.isEmpty() && (target.startsWith("subteam^") || target.startsWith("date^"))) {
            return label;
        }
        int end = target.indexOf('^');
        return "@" + (end < 0 ? target : target.substring(0, end));
    }

    /** Addresses of mail and telephones are typed without it. */
    private static String withoutScheme(String target) {
        return target.startsWith("mailto:") ? target.substring(7) : target.startsWith("tel:") ? target.substring(4) : target;
    }

    private static String unescaped(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int length = text.charAt(i) == '&' ? entity(text, i, plain) : 0;
            if (length == 0) {
                plain.append(text.charAt(i));
                length = 1;
            }
            i += length;
        }
        return plain.toString();
    }
}
