package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import tidewatch.testing.fake.Json;

/** A workspace in which the app is installed, or one whose people come in through shared channels. Guarded by the lock of the world. */
final class Team {
    /** Whether the token of the app still works here. */
    enum Install {
        STANDING,
        /** The app was removed. */
        UNINSTALLED,
        REVOKED,
        /** The app was never installed here. */
        ABSENT
    }

    final String id;
    final String name;
    final String domain;
    final String botToken;
    final String botId;
    /** The app as a member of the workspace. */
    final Person bot;
    final Set<String> scopes = new TreeSet<>();
    Install install;
    boolean dataTable = true;
    boolean dataVisualization = true;
    /** The larger figures of the newer documentation hold for data_table and data_visualization. */
    boolean newerFigures;

    Team(String id, String name, String domain, String botToken, String botId, Person bot, Install install) {
        this.id = id;
        this.name = name;
        this.domain = domain;
        this.botToken = botToken;
        this.botId = botId;
        this.bot = bot;
        this.install = install;
    }

    String provided() {
        return String.join(",", scopes);
    }

    /** As in {@code team.info}. */
    ObjectNode json(String url) {
        var team = Json.object().put("id", id).put("name", name).put("url", url).put("domain", domain).put("email_domain", "");
        team.put("is_verified", false).put("discoverable", "disabled").put("avatar_base_url", "https://ca.slack-edge.com/");
        team.putObject("icon").put("image_default", true).put("image_34", "https://a.slack-edge.com/34.png");
        return team;
    }
}
