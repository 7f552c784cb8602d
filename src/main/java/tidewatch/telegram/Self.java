package tidewatch.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Our bot as getMe tells it.
 *
 * @param username without the {@code @}; what people type to speak to us in a group
 * @param joinsGroups whether it may be added to groups
 * @param readsAll whether it hears everything in a group, and not only what is meant for it
 */
record Self(long id, String name, Optional<String> username, boolean joinsGroups, boolean readsAll) {
    Self {
        Objects.requireNonNull(name);
        Objects.requireNonNull(username);
    }

    /** Absent when that is no user. */
    static Optional<Self> of(JsonNode user) {
        var id = number(user.path("id"));
        if (id.isEmpty()) {
            return Optional.empty();
        }
        var username = user.path("username").asText("");
        return Optional.of(new Self(
                id.getAsLong(),
                user.path("first_name").asText(""),
                username.matches("[A-Za-z0-9_]{1,64}") ? Optional.of(username) : Optional.empty(),
                user.path("can_join_groups").asBoolean(true),
                user.path("can_read_all_group_messages").asBoolean(false)));
    }

    /** A whole number of up to 64 bits. */
    static OptionalLong number(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? OptionalLong.of(node.longValue()) : OptionalLong.empty();
    }
}
