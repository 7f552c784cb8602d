package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import tidewatch.testing.fake.Json;

/** A member of a workspace, or the app itself as one. Guarded by the lock of the world. */
final class Person {
    final String id;
    final String team;
    final boolean bot;
    String name;
    String real;
    String zone = "Europe/Berlin";
    int offset = 3600;
    boolean deleted;
    /** The home tab that was last published for this person. */
    Optional<View> home = Optional.empty();

    Person(String id, String team, boolean bot, String name, String real) {
        this.id = id;
        this.team = team;
        this.bot = bot;
        this.name = name;
        this.real = real;
    }

    /** As in {@code users.info}. */
    ObjectNode json(String app, String botId) {
        var user = Json.object().put("id", id).put("team_id", team).put("name", name).put("deleted", deleted).put("color", "9f69e7");
        user.put("real_name", real).put("tz", zone).put("tz_label", "Central European Time").put("tz_offset", offset);
        var profile = user.putObject("profile").put("title", "").put("phone", "").put("skype", "").put("real_name", real);
        profile.put("real_name_normalized", real).put("display_name", name).put("display_name_normalized", name).put("status_text", "");
        profile.put("status_emoji", "").put("status_expiration", 0).put("avatar_hash", "g00000000000").put("first_name", real).put("last_name", "");
        for (int size : new int[] {24, 32, 48, 72, 192, 512}) {
            profile.put("image_" + size, "https://secure.gravatar.com/avatar/" + size + ".png");
        }
        profile.put("team", team);
        if (bot) {
            profile.put("api_app_id", app).put("bot_id", botId).put("always_active", true);
        }
        user.put("is_admin", false).put("is_owner", false).put("is_primary_owner", false).put("is_restricted", false);
        user.put("is_ultra_restricted", false).put("is_bot", bot).put("is_app_user", false).put("updated", 1_700_000_000);
        return user.put("is_email_confirmed", !bot).put("who_can_share_contact_card", "EVERYONE");
    }
}
