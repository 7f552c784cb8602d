package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import tidewatch.testing.fake.Json;

/** A person or a bot, and what stands between them and our bot. Guarded by the lock of the world. */
final class Account {
    final long id;
    final boolean bot;
    String first;
    String last = "";
    String username = "";
    String language = "";
    boolean deactivated;
    /** Has blocked our bot. */
    boolean blocked;
    /** Has ever opened the private chat with our bot. */
    boolean opened;

    Account(long id, boolean bot, String first) {
        this.id = id;
        this.bot = bot;
        this.first = first;
    }

    /** User. */
    ObjectNode json() {
        var user = Json.object().put("id", id).put("is_bot", bot).put("first_name", first);
        optional(user, "last_name", last);
        optional(user, "username", username);
        optional(user, "language_code", language);
        return user;
    }

    static void optional(ObjectNode object, String name, String value) {
        if (!value.isEmpty()) {
            object.put(name, value);
        }
    }
}
