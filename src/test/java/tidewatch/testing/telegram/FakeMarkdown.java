package tidewatch.testing.telegram;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Reads both Markdown dialects of {@code parse_mode} by the rules of the service's own reader. */
public final class FakeMarkdown {
    private static final String RESERVED = "_*[]()~`>#+-=|{}.!\n";

    private final Utf8 in;
    private final StringBuilder text = new StringBuilder();
    private final List<Entity> entities = new ArrayList<>();
    private int place;

    private FakeMarkdown(String markdown) {
        this.in = new Utf8(markdown);
    }

    /** {@code parse_mode=Markdown}: no nesting, four marks. */
    public static Parsed legacy(String markdown) {
        return new FakeMarkdown(markdown).first();
    }

    /** {@code parse_mode=MarkdownV2}: 18 characters are reserved and must be escaped. */
    public static Parsed second(String markdown) {
        return new FakeMarkdown(markdown).nested();
    }

    private void copy() {
        int width = in.width(place);
        text.append(in.from(place, place + width));
        place += width;
    }

    // ---- legacy ----

    private Parsed first() {
        while (place < in.size()) {
            int c = in.at(place);
            if (c == '\\' && in.at(place + 1) != 0 && "_*`[".indexOf(in.at(place + 1)) >= 0) {
                place++;
                copy();
            } else if ("_*`[".indexOf(c) < 0) {
                copy();
            } else {
                entity(c);
            }
        }
        entities.sort(Entity.ORDER);
        return new Parsed(text.toString(), entities);
    }

    private void entity(int c) {
        int begin = place++;
        int end = c == '[' ? ']' : c;
        boolean pre = c == '`' && in.has(place, "``");
        var language = pre ? fence(2) : "";
        int offset = text.length();
        int start = place;
        while (place < in.size() && (in.at(place) != end || pre && !in.has(place + 1, "``"))) {
            copy();
        }
        if (place >= in.size()) {
            throw new MarkupException("Can't find end of the entity starting at byte offset " + begin);
        }
        var label = in.from(start, place);
        int length = text.length() - offset;
        if (c == '[') {
            var url = label;
            if (in.at(place + 1) == '(') {
                int from = place + 2;
                place = from;
                while (place < in.size() && in.at(place) != ')') {
                    place++;
                }
                url = in.from(from, place);
            }
            if (length > 0) {
                FakeHtml.link(url, offset, length, entities);
            }
        } else if (length > 0) {
            switch (c) {
                case '_' -> entities.add(new Entity("italic", offset, length));
                case '*' -> entities.add(new Entity("bold", offset, length));
                default -> entities.add(fixed(pre, language, offset, length));
            }
        }
        place += pre ? 3 : 1;
    }

    private static Entity fixed(boolean pre, String language, int offset, int length) {
        return !pre ? new Entity("code", offset, length)
                : language.isEmpty() ? new Entity("pre", offset, length)
                : new Entity("pre", offset, length, "", Map.of("language", language));
    }

    /** Goes behind the rest of the fence, the language and one line end; answers the language. */
    private String fence(int rest) {
        place += rest;
        int end = place;
        while (!in.space(end) && in.at(end) != '`') {
            end++;
        }
        var language = "";
        if (end != place && end < in.size() && in.at(end) != '`') {
            language = in.from(place, end);
            place = end;
        }
        int c = in.at(place);
        if (c == '\n' || c == '\r') {
            int next = in.at(place + 1);
            place += (next == '\n' || next == '\r') && next != c ? 2 : 1;
        }
        return language;
    }

    // ---- the second version ----

    private record Open(String type, String argument, int offset, int begin) {}

    private final Deque<Open> open = new ArrayDeque<>();
    private boolean quoted;
    private boolean lineStart = true;

    private Parsed nested() {
        while (place < in.size()) {
            int c = in.at(place);
            int next = in.at(place + 1);
            if (c == '\\' && next > 0 && next <= 126) {
                place++;
                copy();
                if (next != '\r') {
                    lineStart = next == '\n';
                }
                continue;
            }
            boolean inCode = !open.isEmpty() && (open.getLast().type.equals("code") || open.getLast().type.equals("pre"));
            if ((inCode ? "`" : RESERVED).indexOf(c) < 0) {
                lineStart = c == '\r' && lineStart;
                copy();
                continue;
            }
            if (ends(c)) {
                end(c);
            } else {
                begin(c);
            }
        }
        atEnd();
        entities.sort(Entity.ORDER);
        return new Parsed(text.toString(), entities);
    }

    private boolean ends(int c) {
        if (open.isEmpty()) {
            return false;
        }
        int next = in.at(place + 1);
        if (quoted && c == '\n' && (place + 1 == in.size() || next != '>')) {
            return true;
        }
        return switch (open.getLast().type) {
            case "bold" -> c == '*';
            case "italic" -> c == '_' && next != '_';
            case "code" -> c == '`';
            case "pre" -> in.has(place, "```");
            case "text_link", "custom_emoji" -> c == ']';
            case "underline" -> in.has(place, "__");
            case "strikethrough" -> c == '~';
            case "spoiler" -> in.has(place, "||");
            default -> false;
        };
    }

    private void begin(int c) {
        int begin = place;
        switch (c) {
            case '_' -> open(in.has(place, "__") ? "underline" : "italic", in.has(place, "__") ? 2 : 1, begin);
            case '*' -> open("bold", 1, begin);
            case '~' -> open("strikethrough", 1, begin);
            case '[' -> open("text_link", 1, begin);
            case '|' -> {
                if (!in.has(place, "||")) {
                    throw reserved(c);
                }
                open("spoiler", 2, begin);
            }
            case '!' -> {
                if (!in.has(place, "![")) {
                    throw reserved(c);
                }
                open("custom_emoji", 2, begin);
            }
            case '`' -> {
                if (in.has(place, "```")) {
                    var language = fence(3);
                    open.addLast(new Open("pre", language, text.length(), begin));
                } else {
                    open("code", 1, begin);
                }
            }
            case '\n' -> {
                text.append('\n');
                lineStart = true;
                place++;
            }
            case '>' -> {
                if (!lineStart) {
                    throw reserved(c);
                }
                if (!quoted) {
                    quoted = true;
                    open.addLast(new Open("blockquote", "", text.length(), begin));
                }
                place++;
            }
            default -> throw reserved(c);
        }
    }

    private void open(String type, int width, int begin) {
        place += width;
        open.addLast(new Open(type, "", text.length(), begin));
    }

    private static MarkupException reserved(int c) {
        return new MarkupException("Character '" + (char) c + "' is reserved and must be escaped with the preceding '\\'");
    }

    private void end(int c) {
        var last = open.getLast();
        if (c == '\n' && !last.type.equals("blockquote")) {
            boolean mark = last.type.equals("spoiler") && last.begin == place - 2;
            if (!mark) {
                throw unended(last);
            }
            open.removeLast();
            last = open.getLast();
            if (!last.type.equals("blockquote")) {
                throw unended(last);
            }
            closeQuote("expandable_blockquote", last);
            return;
        }
        int length = text.length() - last.offset;
        switch (last.type) {
            case "blockquote" -> {
                closeQuote("blockquote", last);
                return;
            }
            case "pre" -> {
                place += 3;
                add(fixed(true, last.argument, last.offset, length));
            }
            case "underline", "spoiler" -> {
                place += 2;
                add(new Entity(last.type, last.offset, length));
            }
            case "text_link" -> {
                var url = in.at(place + 1) == '(' ? url() : text.substring(last.offset);
                place++;
                if (length > 0) {
                    FakeHtml.link(url, last.offset, length, entities);
                }
            }
            case "custom_emoji" -> {
                if (in.at(place + 1) != '(') {
                    throw new MarkupException("The entity must contain a tg://emoji or tg://time URL");
                }
                special(url(), last.offset, length);
                place++;
            }
            default -> {
                place++;
                add(new Entity(last.type, last.offset, length));
            }
        }
        open.removeLast();
    }

    private void add(Entity entity) {
        if (entity.length() > 0) {
            entities.add(entity);
        }
    }

    private void special(String url, int offset, int length) {
        var emoji = Links.tg("emoji", url).map(all -> all.getOrDefault("id", "")).filter(id -> id.matches("[0-9]{1,19}"));
        if (emoji.isPresent()) {
            add(new Entity("custom_emoji", offset, length, "", Map.of("custom_emoji_id", emoji.get())));
            return;
        }
        var time = Links.tg("time", url).filter(all -> all.getOrDefault("unix", "").matches("[1-9][0-9]{0,9}"));
        if (time.isEmpty()) {
            throw new MarkupException("Invalid tg://emoji or tg://time URL specified");
        }
        add(new Entity("date_time", offset, length, "",
                Map.of("unix_time", Long.parseLong(time.get().get("unix")), "date_time_format", time.get().getOrDefault("format", ""))));
    }

    /** Reads {@code (...)} behind a bracket and stays on its last character. */
    private String url() {
        int from = place + 2;
        place = from;
        var url = new StringBuilder();
        while (place < in.size() && in.at(place) != ')') {
            if (in.at(place) == '\\' && in.at(place + 1) > 0 && in.at(place + 1) <= 126) {
                place++;
            }
            int width = in.width(place);
            url.append(in.from(place, place + width));
            place += width;
        }
        if (in.at(place) != ')') {
            throw new MarkupException("Can't find end of a URL at byte offset " + from);
        }
        return url.toString();
    }

    private void closeQuote(String type, Open last) {
        quoted = false;
        text.append('\n');
        lineStart = true;
        place++;
        entities.add(new Entity(type, last.offset, text.length() - last.offset));
        open.removeLast();
    }

    private void atEnd() {
        if (quoted) {
            var type = "blockquote";
            if (open.getLast().type.equals("spoiler") && open.getLast().begin == in.size() - 2) {
                open.removeLast();
                type = "expandable_blockquote";
            }
            if (open.getLast().type.equals("blockquote")) {
                var last = open.removeLast();
                add(new Entity(type, last.offset, text.length() - last.offset));
            }
        }
        if (!open.isEmpty()) {
            throw unended(open.getLast());
        }
    }

    private static MarkupException unended(Open last) {
        var name = switch (last.type) {
            case "text_link" -> "TextUrl";
            case "custom_emoji" -> "CustomEmoji";
            case "blockquote" -> "BlockQuote";
            case "pre" -> last.argument.isEmpty() ? "Pre" : "PreCode";
            default -> Character.toUpperCase(last.type.charAt(0)) + last.type.substring(1);
        };
        return new MarkupException("Can't find end of " + name + " entity at byte offset " + last.begin);
    }
}
