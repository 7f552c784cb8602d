package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A message as it stands somewhere. Guarded by the lock of the world. */
final class Shown {
    final String ts;
    final String author;
    /** Whose eyes only; empty for everybody. */
    final String only;
    ObjectNode json;
    /** Kept apart, because it is told only to those who ask. */
    Optional<ObjectNode> metadata = Optional.empty();
    /** Whom it has pinged: ids of people, or {@code channel}, {@code here}, {@code everyone}. */
    List<String> pings = new ArrayList<>();
    final Map<String, Set<String>> reactions = new TreeMap<>();

    Shown(String ts, String author, String only, ObjectNode json) {
        this.ts = ts;
        this.author = author;
        this.only = only;
        this.json = json;
    }

    boolean ephemeral() {
        return !only.isEmpty();
    }

    /** The ts of the thread it is in, its own when it began one; empty outside of threads. */
    String thread() {
        return json.path("thread_ts").asText();
    }

    boolean reply() {
        return !thread().isEmpty() && !thread().equals(ts);
    }

    /** As it is told, with metadata or without. */
    ObjectNode told(boolean withMetadata) {
        var told = json.deepCopy();
        if (!reactions.isEmpty()) {
            var all = told.putArray("reactions");
            reactions.forEach((name, users) -> {
                var one = all.addObject().put("name", name).put("count", users.size());
                var list = one.putArray("users");
                users.forEach(list::add);
            });
        }
        if (withMetadata) {
            metadata.ifPresent(meta -> told.set("metadata", meta.deepCopy()));
        }
        return told;
    }

    boolean react(String name, String user) {
        return reactions.computeIfAbsent(name, key -> new TreeSet<>()).add(user);
    }

    boolean unreact(String name, String user) {
        var users = reactions.get(name);
        boolean there = users != null && users.remove(user);
        if (users != null && users.isEmpty()) {
            reactions.remove(name);
        }
        return there;
    }
}
