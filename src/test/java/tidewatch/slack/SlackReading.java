package tidewatch.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Blocks as a person reads them, line by line, and every documented limit checked on the way. Walks the JSON alone; shares no code with the
 * renderer. Buttons and menus are read too, each label on a line.
 */
final class SlackReading {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern DATE = Pattern.compile("<!date\\^(\\d+)\\^[^|>]+\\|([^>]*)>");
    private static final Pattern CODE = Pattern.compile("(?<=^|\\s)`([^`]+)`(?=\\s|$)");

    final JsonNode blocks;
    final List<String> lines = new ArrayList<>();
    final List<String> labels = new ArrayList<>();
    final Set<String> types = new HashSet<>();
    final Set<String> ids = new HashSet<>();
    int text;
    int cells;

    private SlackReading(JsonNode blocks) {
        this.blocks = blocks;
        require(blocks.isArray() && !blocks.isEmpty() && blocks.size() <= 50, blocks, "1 to 50 blocks");
        blocks.forEach(this::block);
    }

    static SlackReading of(String blocks) {
        return new SlackReading(tree(blocks));
    }

    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + json, e);
        }
    }

    private static void require(boolean holds, JsonNode where, String what) {
        if (!holds) {
            var shown = where.toString();
            throw new AssertionError(what + ": " + (shown.length() > 300 ? shown.substring(0, 300) + "..." : shown));
        }
    }

    private static String string(JsonNode node, String field, int most) {
        var value = node.path(field);
        require(value.isTextual() && !value.textValue().isEmpty() && value.textValue().length() <= most, node, field + " of 1 to " + most);
        return value.textValue();
    }

    private static void fields(JsonNode node, String... known) {
        var names = Set.of(known);
        node.fieldNames().forEachRemaining(name -> require(names.contains(name), node, "No field " + name));
    }

    private void say(String words) {
        text += words.length();
        lines.addAll(words.lines().toList());
    }

    private void block(JsonNode block) {
        var type = string(block, "type", 50);
        types.add(type);
        switch (type) {
            case "header" -> {
                fields(block, "type", "text");
                say(plain(block.path("text"), 150));
            }
            case "divider" -> fields(block, "type");
            case "rich_text" -> {
                fields(block, "type", "elements");
                rich(block);
            }
            case "section" -> {
                fields(block, "type", "fields");
                require(!block.path("fields").isEmpty() && block.path("fields").size() <= 10, block, "1 to 10 fields");
                block.path("fields").forEach(field -> {
                    // The name of a field is bold.
                    var words = mrkdwn(field, 2_000);
                    require(words.startsWith("*"), field, "A name");
                    say(words.substring(1).replaceFirst(":\\*\n", ":\n"));
                });
            }
            case "context" -> {
                fields(block, "type", "elements");
                require(!block.path("elements").isEmpty() && block.path("elements").size() <= 10, block, "1 to 10 elements");
                block.path("elements").forEach(element ->
                        say(element.path("type").asText().equals("plain_text") ? plain(element, 3_000) : mrkdwn(element, 3_000)));
            }
            case "image" -> {
                fields(block, "type", "slack_file", "alt_text");
                string(block.path("slack_file"), "id", 500);
                say(string(block, "alt_text", 2_000));
            }
            case "actions" -> {
                fields(block, "type", "elements");
                require(!block.path("elements").isEmpty() && block.path("elements").size() <= 25, block, "1 to 25 elements");
                block.path("elements").forEach(this::element);
            }
            case "data_table" -> table(block);
            default -> require(false, block, "No block of type " + type);
        }
    }

    private static String plain(JsonNode node, int most) {
        fields(node, "type", "text", "emoji");
        require(node.path("type").asText().equals("plain_text") && !node.path("emoji").booleanValue(), node, "plain_text");
        var words = string(node, "text", most);
        require(!words.isBlank(), node, "Words");
        return words;
    }

    /** The words of our own markup: moments by their fallback, code without back-ticks; everything else must be words. */
    private static String mrkdwn(JsonNode node, int most) {
        fields(node, "type", "text", "verbatim");
        require(node.path("type").asText().equals("mrkdwn") && node.path("verbatim").booleanValue(), node, "mrkdwn");
        var words = CODE.matcher(DATE.matcher(string(node, "text", most)).replaceAll("$2")).replaceAll("$1");
        require(!words.contains("<") && !words.contains(">") && !words.matches("(?s).*&(?!amp;|lt;|gt;).*"), node, "Escaped");
        require(!words.replaceFirst("^\\*[^*\n]+:\\*\n", "").matches("(?s).*[*_~`].*"), node, "No markup in words");
        return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private void element(JsonNode element) {
        require(ids.add(string(element, "action_id", 255)), element, "An id of its own");
        switch (element.path("type").asText()) {
            case "button" -> {
                if (element.has("url")) {
                    fields(element, "type", "action_id", "url", "text");
                    require(string(element, "url", 3_000).startsWith("https://"), element, "https");
                } else {
                    fields(element, "type", "action_id", "value", "text");
                    string(element, "value", 2_000);
                }
                label(plain(element.path("text"), 75));
            }
            case "static_select" -> {
                fields(element, "type", "action_id", "placeholder", "options");
                label(plain(element.path("placeholder"), 150));
                require(!element.path("options").isEmpty() && element.path("options").size() <= 100, element, "1 to 100 options");
                element.path("options").forEach(option -> {
                    fields(option, "value", "text");
                    string(option, "value", 150);
                    label(plain(option.path("text"), 75));
                });
            }
            default -> require(false, element, "A button or a menu");
        }
    }

    private void label(String words) {
        labels.add(words);
        say(words);
    }

    private void table(JsonNode table) {
        fields(table, "type", "caption", "page_size", "rows");
        var rows = table.path("rows");
        require(rows.size() >= 2 && rows.size() <= 101, table, "2 to 101 rows");
        require(table.path("page_size").intValue() >= 1 && table.path("page_size").intValue() <= 100, table, "1 to 100 rows a page");
        int columns = rows.get(0).size();
        require(columns >= 1 && columns <= 20, table, "1 to 20 columns");
        boolean header = true;
        int before = text;
        for (var row : rows) {
            require(row.size() == columns, row, "Rows of one length");
            for (var cell : row) {
                cell(cell, header);
            }
            header = false;
        }
        cells += text - before;
        say(string(table, "caption", 3_000));
    }

    private void cell(JsonNode cell, boolean header) {
        switch (cell.path("type").asText()) {
            case "raw_text" -> {
                fields(cell, "type", "text");
                require(!cell.path("text").asText().isBlank(), cell, "No empty cell");
                say(string(cell, "text", 10_000));
            }
            case "raw_number" -> {
                fields(cell, "type", "value", "text");
                require(!header && cell.path("value").isNumber(), cell, "A number, and not in the header");
                say(string(cell, "text", 10_000));
            }
            case "rich_text" -> {
                fields(cell, "type", "elements");
                require(!header, cell, "No rich_text in the header");
                rich(cell);
            }
            default -> require(false, cell, "A cell");
        }
    }

    private void rich(JsonNode block) {
        require(!block.path("elements").isEmpty(), block, "Elements");
        for (var element : block.path("elements")) {
            switch (element.path("type").asText()) {
                case "rich_text_section" -> {
                    fields(element, "type", "elements");
                    say(inline(element, true));
                }
                case "rich_text_quote" -> {
                    fields(element, "type", "elements", "border");
                    say(inline(element, true));
                }
                case "rich_text_preformatted" -> {
                    fields(element, "type", "elements", "border");
                    say(inline(element, false));
                }
                case "rich_text_list" -> {
                    fields(element, "type", "style", "indent", "offset", "border", "elements");
                    require(Set.of("bullet", "ordered").contains(element.path("style").asText()), element, "A list");
                    require(element.path("indent").asInt() <= 8 && element.path("offset").asInt() >= 0, element, "Indent");
                    require(!element.path("elements").isEmpty(), element, "Items");
                    element.path("elements").forEach(item -> {
                        require(item.path("type").asText().equals("rich_text_section"), item, "An item is a section");
                        say(inline(item, true));
                    });
                }
                default -> require(false, element, "An element of rich_text");
            }
        }
    }

    private String inline(JsonNode element, boolean looks) {
        require(!element.path("elements").isEmpty(), element, "Elements");
        var words = new StringBuilder();
        for (var one : element.path("elements")) {
            one.path("style").properties().forEach(style -> require(
                    looks && Set.of("bold", "italic", "code").contains(style.getKey()) && style.getValue().booleanValue(), one, "A style"));
            switch (one.path("type").asText()) {
                case "text" -> {
                    fields(one, "type", "text", "style");
                    words.append(string(one, "text", 100_000));
                }
                case "link" -> {
                    fields(one, "type", "url", "text", "style");
                    require(looks && string(one, "url", 3_000).matches("https?://.*"), one, "An address");
                    words.append(string(one, "text", 100_000));
                }
                case "user" -> {
                    fields(one, "type", "user_id");
                    words.append('@').append(string(one, "user_id", 20));
                    text -= 1 + one.path("user_id").asText().length();
                }
                case "date" -> {
                    fields(one, "type", "timestamp", "format", "fallback", "style");
                    require(looks && one.path("timestamp").isIntegralNumber() && one.path("format").asText().contains("{"), one, "A date");
                    words.append(string(one, "fallback", 200));
                }
                default -> require(false, one, "A stretch of rich_text");
            }
        }
        require(!words.toString().isBlank(), element, "Words");
        return words.toString();
    }
}
