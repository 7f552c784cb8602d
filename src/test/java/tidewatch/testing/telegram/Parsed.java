package tidewatch.testing.telegram;

import java.util.List;

/** What is left of a marked-up text when its markup has been read: plain text, and entities in UTF-16 units, sorted. */
public record Parsed(String text, List<Entity> entities) {
    public Parsed {
        entities = List.copyOf(entities);
    }

    /** The characters an entity covers. */
    public String covered(Entity entity) {
        return text.substring(entity.offset(), entity.end());
    }

    /** The entities of one type, in order. */
    public List<Entity> of(String type) {
        return entities.stream().filter(entity -> entity.type().equals(type)).toList();
    }
}
