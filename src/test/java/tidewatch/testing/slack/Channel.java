package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tidewatch.testing.fake.Json;

/** A channel, a private channel, a direct message or one among several. Guarded by the lock of the world. */
final class Channel {
    enum Kind {
        PUBLIC("channel", "channels"),
        PRIVATE("group", "groups"),
        IM("im", "im"),
        MPIM("mpim", "mpim");

        /** The {@code channel_type} of events. */
        final String type;
        /** The beginning of its scopes, as in {@code channels:history}. */
        final String scope;

        Kind(String type, String scope) {
            this.type = type;
            this.scope = scope;
        }
    }

    final String id;
    final Kind kind;
    final String team;
    final long created;
    String name;
    boolean archived;
    /** Only others may post. */
    boolean restricted;
    /** The app has no messages tab, so nothing can be sent in private. */
    boolean noMessagesTab;
    /** Of IM: the person on the other side. */
    String user = "";
    final Set<String> members = new LinkedHashSet<>();
    /** Other workspaces it is shared with. */
    final Set<String> shared = new TreeSet<>();
    /** By ts; those for one person's eyes included. */
    final TreeMap<String, Shown> messages = new TreeMap<>();

    Channel(String id, Kind kind, String team, String name, long created) {
        this.id = id;
        this.kind = kind;
        this.team = team;
        this.name = name;
        this.created = created;
    }

    boolean privateToMembers() {
        return kind != Kind.PUBLIC;
    }

    /** What slash commands and presses call it. */
    String shownName() {
        return switch (kind) {
            case PUBLIC -> name;
            case PRIVATE -> "privategroup";
            case IM -> "directmessage";
            case MPIM -> name;
        };
    }

    /** As in {@code conversations.info}. */
    ObjectNode json(String bot) {
        var channel = Json.object().put("id", id).put("created", created).put("is_archived", archived).put("is_im", kind == Kind.IM);
        channel.put("is_org_shared", false).put("context_team_id", team).put("updated", created * 1000);
        if (kind == Kind.IM) {
            return channel.put("user", user).put("is_user_deleted", false).put("priority", 0).put("is_open", true).put("last_read", "0000000000.000000");
        }
        channel.put("name", name).put("is_channel", kind == Kind.PUBLIC).put("is_group", kind == Kind.PRIVATE).put("is_mpim", kind == Kind.MPIM);
        channel.put("is_private", kind != Kind.PUBLIC).put("is_general", false).put("unlinked", 0).put("name_normalized", name);
        channel.put("is_shared", !shared.isEmpty()).put("is_ext_shared", !shared.isEmpty()).put("is_pending_ext_shared", false);
        channel.put("is_member", members.contains(bot)).put("creator", members.stream().findFirst().orElse(bot)).put("num_members", members.size());
        channel.putArray("pending_shared");
        var teams = channel.putArray("shared_team_ids").add(team);
        shared.forEach(teams::add);
        channel.putObject("topic").put("value", "").put("creator", "").put("last_set", 0);
        channel.putObject("purpose").put("value", "").put("creator", "").put("last_set", 0);
        channel.putArray("previous_names");
        return channel;
    }
}
