package tidewatch.testing.telegram;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the HTML of {@code parse_mode=HTML} by the rules of the service's own reader: few tags, four named entities, numbers; whatever
 * else begins with {@code <} is refused, with the byte where it happened. Nothing is trimmed and no link is guessed here; {@link MessageText}
 * does what follows.
 */
public final class FakeHtml {
    private static final Set<String> TAGS = Set.of(
            "a", "b", "strong", "i", "em", "s", "strike", "del", "u", "ins", "tg-spoiler", "tg-emoji", "tg-time", "span", "pre", "code",
            "blockquote");
    private static final Map<String, Character> NAMES = Map.of("lt", '<', "gt", '>', "amp", '&', "quot", '"');

    private final Utf8 in;
    private final StringBuilder text = new StringBuilder();
    private final List<Entity> entities = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private int place;
    private boolean halves;

    private static final class Open {
        final String tag;
        final int offset;
        String argument = "";
        long date;

        Open(String tag, int offset) {
            this.tag = tag;
            this.offset = offset;
        }
    }

    private FakeHtml(String html) {
        this.in = new Utf8(html);
    }

    /**
     * Plain text and entities of a text in HTML, as the service reads them before it trims.
     *
     * @throws MarkupException with the description of the service
     */
    public static Parsed parse(String html) {
        return new FakeHtml(html).whole();
    }

    private Parsed whole() {
        while (place < in.size()) {
            int c = in.at(place);
            if (c == '&') {
                int code = reference();
                if (code != 0) {
                    halves |= code >= 0xD800 && code <= 0xDFFF;
                    text.appendCodePoint(code);
                    continue;
                }
            }
            if (c == '<') {
                if (in.at(place + 1) == '/') {
                    endTag();
                } else {
                    startTag();
                }
                continue;
            }
            int width = in.width(place);
            text.append(in.from(place, place + width));
            place += width;
        }
        if (!open.isEmpty()) {
            throw new MarkupException("Can't find end tag corresponding to start tag \"" + open.getLast().tag + '"');
        }
        if (halves) {
            throw new MarkupException("Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate"
                    + " code units");
        }
        entities.replaceAll(entity -> entity.type().equals("code") ? new Entity("code", entity.offset(), entity.length()) : entity);
        entities.sort(Entity.ORDER);
        return new Parsed(text.toString(), entities);
    }

    /** Reads {@code &...} and goes on behind it, or answers 0 and stays: then it is text. The semicolon may be missing. */
    private int reference() {
        int end = place + 1;
        long code = 0;
        if (in.at(end) == '#') {
            end++;
            int radix = 10;
            if (in.at(end) == 'x') {
                end++;
                radix = 16;
            }
            while (Character.digit(in.at(end), radix) >= 0) {
                code = (code * radix + Character.digit(in.at(end++), radix)) & 0xFFFF_FFFFL;
            }
            if (code == 0 || code >= 0x10FFFF || end - place >= 10) {
                return 0;
            }
        } else {
            while (letter(in.at(end))) {
                end++;
            }
            Character named = NAMES.get(in.from(place + 1, end));
            if (named == null) {
                return 0;
            }
            code = named;
        }
        place = in.at(end) == ';' ? end + 1 : end;
        return (int) code;
    }

    private void startTag() {
        int begin = place++;
        while (!in.space(place) && in.at(place) != '>') {
            place++;
        }
        if (in.at(place) == 0) {
            throw new MarkupException("Unclosed start tag at byte offset " + begin);
        }
        var tag = new Open(lower(in.from(begin + 1, place)), text.length());
        if (!TAGS.contains(tag.tag)) {
            throw new MarkupException("Unsupported start tag \"" + tag.tag + "\" at byte offset " + begin);
        }
        while (in.at(place) != '>') {
            skipSpace();
            if (in.at(place) == '>') {
                break;
            }
            attribute(tag, begin);
        }
        if (tag.tag.equals("span") && !tag.argument.equals("spoiler")) {
            throw new MarkupException("Tag \"span\" must have class \"tg-spoiler\" at byte offset " + begin);
        }
        place++;
        open.addLast(tag);
    }

    private void attribute(Open tag, int begin) {
        int start = place;
        while (!in.space(place) && "=>/\"'".indexOf(in.at(place)) < 0) {
            place++;
        }
        var name = in.from(start, place);
        if (name.isEmpty()) {
            throw new MarkupException("Empty attribute name in the tag \"" + tag.tag + "\" at byte offset " + begin);
        }
        skipSpace();
        if (in.at(place) != '=') {
            unclosed(tag, begin);
            if (tag.tag.equals("blockquote") && name.equals("expandable")) {
                tag.argument = "1";
            }
            return;
        }
        place++;
        skipSpace();
        unclosed(tag, begin);
        boolean literal = in.at(place) == '"' || in.at(place) == '\'';
        var value = literal ? literal() : token();
        if (in.at(place) == 0) {
            throw new MarkupException("Unclosed start tag at byte offset " + begin);
        }
        switch (tag.tag + " " + name) {
            case "a href", "tg-emoji emoji-id", "tg-time format" -> tag.argument = value;
            case "code class" -> {
                if (value.startsWith("language-")) {
                    tag.argument = value.substring("language-".length());
                }
            }
            case "span class" -> {
                if (value.startsWith("tg-")) {
                    tag.argument = value.substring("tg-".length());
                }
            }
            case "blockquote expandable" -> tag.argument = "1";
            case "tg-time unix" -> tag.date = value.matches("[0-9]{1,10}") ? Long.parseLong(value) : 0;
            default -> {
                // Other attributes are tolerated and mean nothing.
            }
        }
    }

    private void unclosed(Open tag, int begin) {
        if (in.at(place) == 0) {
            throw new MarkupException("Unclosed start tag \"" + tag.tag + "\" at byte offset " + begin);
        }
    }

    private String token() {
        int start = place;
        while (letter(in.at(place)) || Character.digit(in.at(place), 10) >= 0 || in.at(place) == '.' || in.at(place) == '-') {
            place++;
        }
        if (!in.space(place) && in.at(place) != '>') {
            throw new MarkupException("Unexpected end of name token at byte offset " + start);
        }
        return lower(in.from(start, place));
    }

    private String literal() {
        int end = in.at(place++);
        var value = new StringBuilder();
        while (in.at(place) != end && in.at(place) != 0) {
            int code = in.at(place) == '&' ? reference() : 0;
            if (code != 0) {
                value.appendCodePoint(code);
            } else {
                int width = in.width(place);
                value.append(in.from(place, place + width));
                place += width;
            }
        }
        if (in.at(place) == end) {
            place++;
        }
        return value.toString();
    }

    private void endTag() {
        int begin = place;
        if (open.isEmpty()) {
            throw new MarkupException("Unexpected end tag at byte offset " + begin);
        }
        place++;
        while (!in.space(place) && in.at(place) != '>') {
            place++;
        }
        var name = lower(in.from(begin + 2, place));
        skipSpace();
        if (in.at(place) != '>') {
            throw new MarkupException("Unclosed end tag at byte offset " + begin);
        }
        place++;
        var tag = open.getLast();
        if (!name.isEmpty() && !name.equals(tag.tag)) {
            throw new MarkupException("Unmatched end tag at byte offset " + begin + ", expected \"</" + tag.tag + ">\", found \"</" + name
                    + ">\"");
        }
        if (text.length() > tag.offset) {
            close(tag, text.length() - tag.offset);
        }
        open.removeLast();
    }

    private void close(Open tag, int length) {
        switch (tag.tag) {
            case "i", "em" -> add("italic", tag, length);
            case "b", "strong" -> add("bold", tag, length);
            case "s", "strike", "del" -> add("strikethrough", tag, length);
            case "u", "ins" -> add("underline", tag, length);
            case "tg-spoiler", "span" -> add("spoiler", tag, length);
            case "blockquote" -> add(tag.argument.isEmpty() ? "blockquote" : "expandable_blockquote", tag, length);
            case "tg-emoji" -> {
                if (!tag.argument.matches("-?[0-9]{1,19}") || tag.argument.matches("-?0+")) {
                    throw new MarkupException("Invalid custom emoji identifier specified");
                }
                entities.add(new Entity("custom_emoji", tag.offset, length, "", Map.of("custom_emoji_id", tag.argument)));
            }
            case "tg-time" -> {
                if (!tag.argument.matches("[rR]|[tTdDwW]*")) {
                    throw new MarkupException("Invalid date format used");
                }
                if (tag.date > 0) {
                    entities.add(new Entity("date_time", tag.offset, length, "", Map.of("unix_time", tag.date, "date_time_format", tag.argument)));
                }
            }
            case "a" -> link(tag.argument.isEmpty() ? text.substring(tag.offset) : tag.argument, tag.offset, length, entities);
            case "pre" -> fixed(tag, length, "code", "pre", language(last("code", tag, length)));
            case "code" -> fixed(tag, length, "pre", "code", tag.argument);
            default -> throw new IllegalStateException(tag.tag);
        }
    }

    /** {@code pre} around {@code code} with a language, or the other way round, over the same text, is one entity. */
    private void fixed(Open tag, int length, String other, String own, String language) {
        if (last(other, tag, length) != null && !language.isEmpty()) {
            entities.removeLast();
            entities.add(new Entity("pre", tag.offset, length, "", Map.of("language", language)));
        } else if (own.equals("code") && !language.isEmpty()) {
            entities.add(new Entity("code", tag.offset, length, "", Map.of("language", language)));
        } else {
            add(own, tag, length);
        }
    }

    private @Nullable Entity last(String type, Open tag, int length) {
        if (entities.isEmpty()) {
            return null;
        }
        var last = entities.getLast();
        return last.type().equals(type) && last.offset() == tag.offset && last.length() == length ? last : null;
    }

    private static String language(@Nullable Entity code) {
        return code != null && code.more().get("language") instanceof String language ? language : "";
    }

    private void add(String type, Open tag, int length) {
        entities.add(new Entity(type, tag.offset, length));
    }

    /** A link as entity; nothing when the service drops it. */
    static void link(String url, int offset, int length, List<Entity> entities) {
        var user = Links.user(url);
        if (user.isPresent()) {
            entities.add(new Entity("text_mention", offset, length, "", Map.of("user", user.getAsLong())));
        } else {
            Links.checked(url).ifPresent(good -> entities.add(new Entity("text_link", offset, length, good)));
        }
    }

    private void skipSpace() {
        while (in.at(place) != 0 && in.space(place)) {
            place++;
        }
    }

    private static boolean letter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** Only ASCII letters, as the service does it. */
    private static String lower(String name) {
        return name.chars().allMatch(c -> c < 0x80) ? name.toLowerCase(Locale.ROOT) : name;
    }
}
