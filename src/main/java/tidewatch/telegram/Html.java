package tidewatch.telegram;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Text in the HTML of Telegram's parse_mode while it is written, and how much it takes of each limit. The one place where words are
 * escaped.
 *
 * <p>Confined to one thread.
 */
final class Html {
    /** Bytes of an entity as the service keeps it: kind, offset, length, and flags where there are any. */
    private static final int ENTITY_BYTES = 16;

    /** No fewer than the service takes for one (core.telegram.org/bots/api, MessageEntity "mention"). */
    private static final Pattern ACCOUNT = Pattern.compile("(?<![\\p{L}\\p{N}_])@[A-Za-z0-9_]{2,}");

    private final StringBuilder html = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private int entities;
    private int entityBytes;
    private int fixed;

    /**
     * Words as they are: markup in them stays words. A Unicode line or paragraph separator, which the service drops, is a new line. What
     * the service would take for the name of an account stands in fixed-width type: there it calls nobody, and every letter stays.
     */
    Html say(String words) {
        var one = lines(words);
        if (fixed > 0 || one.indexOf('@') < 0) {
            return write(one);
        }
        var account = ACCOUNT.matcher(one);
        int from = 0;
        while (account.find()) {
            write(one.substring(from, account.start()));
            uncalled(account.group());
            from = account.end();
        }
        return write(one.substring(from));
    }

    private Html write(String words) {
        escape(words, html);
        if (fixed == 0) {
            entities += found(words);
        }
        text.append(words);
        return this;
    }

    /** Fixed-width type stands in no other type than a quote: the others end before it and begin again behind it. */
    private void uncalled(String account) {
        var around = new ArrayDeque<String>();
        while (!open.isEmpty() && !open.peek().equals("blockquote")) {
            around.push(open.peek());
            end();
        }
        begin("code").write(account).end();
        around.forEach(this::begin);
    }

    /** Begins {@code <tag>}. */
    Html begin(String tag) {
        return begin(tag, "", "");
    }

    /** Begins {@code <blockquote expandable>}. */
    Html beginFolded() {
        html.append("<blockquote expandable>");
        opened("blockquote");
        return this;
    }

    /** Begins a tag with an attribute, whose value is escaped here. */
    Html begin(String tag, String attribute, String value) {
        html.append('<').append(tag);
        if (!attribute.isEmpty()) {
            html.append(' ').append(attribute).append("=\"");
            escape(value, html);
            html.append('"');
            entityBytes += value.getBytes(StandardCharsets.UTF_8).length + 4;
        }
        html.append('>');
        opened(tag);
        return this;
    }

    /** Code of a language: {@code pre} around {@code code}, which is one entity. */
    Html code(String language, String words) {
        begin("pre");
        html.append("<code class=\"language-");
        escape(language, html);
        html.append("\">");
        entityBytes += language.getBytes(StandardCharsets.UTF_8).length + 4;
        say(words);
        html.append("</code>");
        return end();
    }

    private void opened(String tag) {
        open.push(tag);
        entities++;
        entityBytes += ENTITY_BYTES;
        fixed += fixed(tag);
    }

    /** Ends the tag that was begun last. */
    Html end() {
        var tag = open.pop();
        fixed -= fixed(tag);
        html.append("</").append(tag).append('>');
        return this;
    }

    private static int fixed(String tag) {
        return tag.equals("pre") || tag.equals("code") || tag.equals("a") ? 1 : 0;
    }

    /** Whether there is nothing to see, which the service refuses. */
    boolean isBlank() {
        return text.chars().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    /** UTF-16 units after the markup is read, before the service trims. */
    int characters() {
        return text.length();
    }

    /** Stretches of markup, and those that the service may find by itself, such as commands and addresses. */
    int entities() {
        return entities;
    }

    int entityBytes() {
        return entityBytes;
    }

    /** Of the text with its markup, in UTF-8. */
    int bytes() {
        int bytes = 0;
        for (int i = 0; i < html.length(); i++) {
            char c = html.charAt(i);
            // Two halves of a surrogate pair are four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    @Override
    public String toString() {
        return html.toString();
    }

    static String lines(String words) {
        return words.replace('\u2028', '\n').replace('\u2029', '\n');
    }

    /** What HTML mode asks for ("All <, > and & symbols that are not a part of a tag"), and the quote for attributes. */
    static void escape(String words, StringBuilder html) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                default -> html.append(c);
            }
        }
    }

    /** No fewer than the service finds: commands, mentions, hashtags, cashtags, and one for each dot of what may be an address. */
    private static int found(String words) {
        int found = 0;
        for (int i = 0; i + 1 < words.length(); i++) {
            char c = words.charAt(i);
            boolean after = Character.isLetterOrDigit(words.charAt(i + 1));
            boolean before = i > 0 && Character.isLetterOrDigit(words.charAt(i - 1));
            boolean tag = (c == '/' || c == '@' || c == '#' || c == '$') && !before && after;
            boolean address = (c == '.' && before && Character.isLetter(words.charAt(i + 1))) || words.startsWith("://", i);
            found += tag || address ? 1 : 0;
        }
        return found;
    }
}
