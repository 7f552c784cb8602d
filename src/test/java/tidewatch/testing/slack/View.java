package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import tidewatch.testing.fake.Json;

/**
 * A modal or a home tab as it stands. Guarded by the lock of the world.
 */
final class View {
    final String id;
    final String team;
    final String user;
    final String app;
    final String botId;
    /** What the app gave: type, title, blocks and so on, with ids of blocks filled in. */
    ObjectNode given;
    String hash;
    boolean open = true;
    Optional<View> below = Optional.empty();
    /** Where the person was, and how to answer there, when the modal was opened. */
    String root;

    View(String id, String team, String user, String app, String botId, ObjectNode given, String hash) {
        this.id = id;
        this.team = team;
        this.user = user;
        this.app = app;
        this.botId = botId;
        this.given = given;
        this.hash = hash;
        this.root = id;
    }

    boolean home() {
        return given.path("type").asText().equals("home");
    }

    /** With this state; as in the answers of {@code views.*} and in payloads. */
    ObjectNode json(ObjectNode values) {
        var view = Json.object().put("id", id).put("team_id", team).put("type", given.path("type").asText());
        view.set("blocks", given.path("blocks").deepCopy());
        view.put("private_metadata", given.path("private_metadata").asText()).put("callback_id", given.path("callback_id").asText());
        view.putObject("state").set("values", values);
        view.put("hash", hash);
        for (var text : new String[] {"title", "close", "submit"}) {
            if (given.path(text).isObject()) {
                view.set(text, given.get(text).deepCopy());
            } else {
                view.putNull(text);
            }
        }
        view.put("clear_on_close", given.path("clear_on_close").asBoolean()).put("notify_on_close", given.path("notify_on_close").asBoolean());
        below.ifPresentOrElse(under -> view.put("previous_view_id", under.id), () -> view.putNull("previous_view_id"));
        view.put("root_view_id", root).put("app_id", app).put("external_id", given.path("external_id").asText());
        return view.put("app_installed_team_id", team).put("bot_id", botId);
    }
}
