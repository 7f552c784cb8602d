package tidewatch.testing.telegram;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A MessageEntity as the Bot API documents it.
 *
 * @param type {@code bold}, {@code text_link}, {@code pre} and so on, as the API names it
 * @param offset in UTF-16 units
 * @param length in UTF-16 units, at least 1
 * @param url of a text_link, else empty
 * @param more other fields of the object, such as {@code language}
 */
public record Entity(String type, int offset, int length, String url, Map<String, Object> more) {
    /** The order in which entities are listed: by place, the longer first, then by a fixed rank of the types. */
    static final Comparator<Entity> ORDER = Comparator.comparingInt(Entity::offset)
            .thenComparing(Comparator.comparingInt(Entity::length).reversed())
            .thenComparingInt(Entity::rank);

    /** These may be cut in two where others begin or end; the rest may not. */
    private static final List<String> SPLITTABLE = List.of("bold", "italic", "underline", "strikethrough", "spoiler");

    public Entity {
        more = Map.copyOf(more);
    }

    public Entity(String type, int offset, int length) {
        this(type, offset, length, "", Map.of());
    }

    public Entity(String type, int offset, int length, String url) {
        this(type, offset, length, url, Map.of());
    }

    public int end() {
        return offset + length;
    }

    Entity at(int newOffset, int newLength) {
        return new Entity(type, newOffset, newLength, url, more);
    }

    boolean splittable() {
        return SPLITTABLE.contains(type);
    }

    boolean quote() {
        return type.equals("blockquote") || type.equals("expandable_blockquote");
    }

    boolean fixedWidth() {
        return type.equals("pre") || type.equals("code");
    }

    private int rank() {
        return switch (type) {
            case "blockquote", "expandable_blockquote" -> 0;
            case "pre" -> more.containsKey("language") ? 10 : 11;
            case "code" -> 20;
            case "date_time" -> 30;
            case "text_link", "text_mention" -> 49;
            case "bold" -> 90;
            case "italic" -> 91;
            case "underline" -> 92;
            case "strikethrough" -> 93;
            case "spoiler" -> 94;
            case "custom_emoji" -> 99;
            default -> 50;
        };
    }
}
