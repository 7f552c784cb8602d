package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import tidewatch.testing.fake.Json;

/**
 * The text of a message on its way through the service: markup read, control characters replaced, trimmed, measured in UTF-16 units, entities
 * fixed and found, more than 100 of them lost.
 */
final class MessageText {
    static final int TEXT_MAX = 4096;
    static final int CAPTION_MAX = 1024;
    private static final int RAW_MAX = 1 << 15;
    private static final int ENTITIES_KEPT = 100;
    private static final int ENTITY_BYTES_MAX = 9_500;

    private static final Map<String, Pattern> FOUND = new TreeMap<>(Map.of(
            "url",
            Pattern.compile(
                    "(?<![\\w@/])(?:https?://[^\\s<>\"]+[^\\s<>\".,;:!?)\\]]"
                            + "|(?:[a-z0-9-]+\\.)+(?:com|org|net|io|me|dev)(?![\\w-])(?:/[^\\s<>\"]*[^\\s<>\".,;:!?)\\]])?)",
                    Pattern.CASE_INSENSITIVE),
            "mention",
            Pattern.compile("(?<![\\w@/])@[A-Za-z][A-Za-z0-9_]{2,31}(?!\\w)"),
            "hashtag",
            Pattern.compile("(?<![\\w#])#(?=[\\w]*[\\p{L}_])[\\p{L}\\p{N}_]{1,256}", Pattern.UNICODE_CHARACTER_CLASS),
            "cashtag",
            Pattern.compile("(?<![\\w$])\\$[A-Z]{1,8}(?![\\w$])"),
            "bot_command",
            Pattern.compile("(?<![\\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\\w/])"),
            "email",
            Pattern.compile("(?<![\\w.])[a-z0-9._%+-]+@(?:[a-z0-9-]+\\.)+[a-z]{2,}(?!\\w)", Pattern.CASE_INSENSITIVE)));

    private final LintBook lints;

    /** Where lints are told. */
    interface LintBook {
        void lint(String kind, String text);
    }

    MessageText(LintBook lints) {
        this.lints = lints;
    }

    /** The text of a message; {@code max} in UTF-16 units after parsing. */
    Parsed message(Arguments call, boolean edit) {
        if (call.text("text").isEmpty()) {
            throw ApiError.bad("message text is empty");
        }
        var parsed = parsed(call.text("text"), call, "entities");
        if (blank(parsed.text())) {
            throw ApiError.bad("text must be non-empty");
        }
        measured(parsed, TEXT_MAX, edit ? "MESSAGE_TOO_LONG" : "message is too long");
        return parsed;
    }

    /** A caption, which may be empty. */
    Parsed caption(Arguments call, boolean edit) {
        var parsed = parsed(call.text("caption"), call, "caption_entities");
        measured(parsed, CAPTION_MAX, edit ? "MEDIA_CAPTION_TOO_LONG" : "message caption is too long");
        return parsed;
    }

    private static void measured(Parsed parsed, int max, String refusal) {
        if (parsed.text().length() > max) {
            throw ApiError.bad(refusal);
        }
    }

    private Parsed parsed(String raw, Arguments call, String entitiesName) {
        if (raw.getBytes(StandardCharsets.UTF_8).length > RAW_MAX) {
            throw ApiError.bad("text is too long");
        }
        var mode = call.text("parse_mode").toLowerCase(Locale.ROOT);
        var marked = raw.isEmpty() ? new Parsed("", List.of()) : marked(raw, mode, call, entitiesName);
        var fixed = shown(marked);
        heavy(fixed.entities());
        var kept = fixed.entities();
        if (kept.size() > ENTITIES_KEPT) {
            lints.lint("ENTITY_101", kept.size() + " entities, the service keeps " + ENTITIES_KEPT);
            kept = kept.subList(0, ENTITIES_KEPT);
        }
        var all = new ArrayList<>(Entities.withFound(kept, found(fixed.text())));
        if (all.size() > kept.size() + Math.max(0, ENTITIES_KEPT - kept.size())) {
            all.subList(ENTITIES_KEPT, all.size()).clear();
        }
        all.sort(Entity.ORDER);
        return new Parsed(fixed.text(), all);
    }

    private Parsed marked(String raw, String mode, Arguments call, String entitiesName) {
        try {
            return switch (mode) {
                case "", "none" -> new Parsed(raw, given(call, entitiesName, raw));
                case "html" -> {
                    rawAmpersands(raw);
                    yield FakeHtml.parse(raw);
                }
                case "markdown" -> FakeMarkdown.legacy(raw);
                case "markdownv2" -> FakeMarkdown.second(raw);
                default -> throw ApiError.bad("unsupported parse_mode");
            };
        } catch (MarkupException refused) {
            throw new ApiError(400, refused.description());
        }
    }

    private void rawAmpersands(String html) {
        var raw = Pattern.compile("&(?!(?:lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)").matcher(html);
        if (raw.find()) {
            lints.lint("RAW_AMPERSAND", "a raw & at character " + raw.start());
        }
    }

    private static List<Entity> given(Arguments call, String name, String text) {
        var list = new ArrayList<Entity>();
        call.tree(name, "entities").filter(JsonNode::isArray).ifPresent(tree -> {
            for (var one : tree) {
                int offset = one.path("offset").asInt(-1);
                int length = one.path("length").asInt(-1);
                if (!one.isObject() || one.path("type").asText().isEmpty()) {
                    throw ApiError.bad("can't parse MessageEntity: an object with type expected");
                }
                if (offset < 0) {
                    throw ApiError.bad("receive an entity with incorrect offset " + offset);
                }
                if (offset + length > text.length()) {
                    throw ApiError.bad("entity beginning at UTF-16 offset " + offset + " ends after the end of the text at UTF-16 offset "
                            + (offset + length));
                }
                // What the service finds by itself may be told, and means nothing.
                if (length > 0 && !FOUND.containsKey(one.path("type").asText()) && !one.path("type").asText().equals("phone_number")) {
                    list.add(entity(one, offset, length));
                }
            }
        });
        return list;
    }

    private static Entity entity(JsonNode one, int offset, int length) {
        var more = new TreeMap<String, Object>();
        if (one.has("language")) {
            more.put("language", one.get("language").asText());
        }
        if (one.has("custom_emoji_id")) {
            more.put("custom_emoji_id", one.get("custom_emoji_id").asText());
        }
        if (one.has("user")) {
            more.put("user", one.get("user").path("id").asLong());
        }
        return new Entity(one.get("type").asText(), offset, length, one.path("url").asText(), more);
    }

    /** Roughly what entities weigh inside the service: three numbers each and their texts. */
    private static void heavy(List<Entity> entities) {
        long bytes = entities.stream().mapToLong(entity -> 12 + textBytes(entity)).sum();
        if (bytes > ENTITY_BYTES_MAX) {
            throw ApiError.bad("ENTITIES_TOO_LONG");
        }
    }

    private static long textBytes(Entity entity) {
        return entity.url().getBytes(StandardCharsets.UTF_8).length
                + entity.more().values().stream().mapToLong(value -> value.toString().length()).sum();
    }

    /** Cleaned, fixed and trimmed, as it will be shown. */
    Parsed shown(Parsed marked) {
        var before = marked.text();
        var fixed = Entities.fixed(marked.entities(), lost -> lints.lint("ENTITY_LOST", lost));
        int[] moved = new int[before.length() + 1];
        var clean = new StringBuilder();
        for (int i = 0; i < before.length(); i++) {
            moved[i] = clean.length();
            char c = before.charAt(i);
            if (c == '\r' || c >= '\u2028' && c <= '\u202E' || c == '\u0333' || c == '\u033F' || c == '\u030A') {
                continue;
            }
            clean.append(c < 0x20 && c != '\n' ? ' ' : c);
        }
        moved[before.length()] = clean.length();
        var text = clean.toString().replaceAll("[\u200E\u200F](?=[\u200E\u200F])", "\u200C");
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\n')) {
            end--;
        }
        var kept = new ArrayList<Entity>();
        for (var entity : fixed) {
            int from = moved[entity.offset()];
            int to = Math.min(end, moved[entity.end()]);
            if (to > from) {
                kept.add(entity.at(from, to - from));
            }
        }
        kept.sort(Entity.ORDER);
        int first = kept.isEmpty() ? end : kept.getFirst().offset();
        int start = 0;
        while (start < first && (text.charAt(start) == ' ' || text.charAt(start) == '\n')) {
            start++;
        }
        int begin = start;
        var placed = kept.stream().map(entity -> entity.at(entity.offset() - begin, entity.length())).toList();
        return new Parsed(text.substring(begin, Math.max(begin, end)), placed);
    }

    private static boolean blank(String text) {
        return text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c >= 0x200B && c <= 0x200F || c == 0x2060
                || c == 0xFEFF || c == 0xAD);
    }

    /** Commands, mentions, links and the like, as they are found without markup; the earlier and the longer win. */
    static List<Entity> found(String text) {
        var all = new ArrayList<Entity>();
        FOUND.forEach((type, pattern) -> {
            var match = pattern.matcher(text);
            while (match.find()) {
                all.add(new Entity(type, match.start(), match.end() - match.start()));
            }
        });
        all.sort(Comparator.comparingInt(Entity::offset).thenComparing(Comparator.comparingInt(Entity::length).reversed()));
        var apart = new ArrayList<Entity>();
        for (var entity : all) {
            if (apart.isEmpty() || entity.offset() >= apart.getLast().end()) {
                apart.add(entity);
            }
        }
        return apart;
    }

    /** MessageEntity objects. */
    static ArrayNode json(List<Entity> entities, LongFunction<Optional<? extends JsonNode>> users) {
        var array = Json.array();
        for (var entity : entities) {
            var object = array.addObject().put("offset", entity.offset()).put("length", entity.length()).put("type", entity.type());
            if (!entity.url().isEmpty()) {
                object.put("url", entity.url());
            }
            entity.more().forEach((name, value) -> {
                if (name.equals("user") && value instanceof Long id) {
                    users.apply(id).ifPresent(user -> object.set("user", user));
                } else if (value instanceof Long number) {
                    object.put(name, number);
                } else {
                    object.put(name, value.toString());
                }
            });
        }
        return array;
    }

    static final Set<String> FOUND_TYPES = Set.copyOf(FOUND.keySet());
}
