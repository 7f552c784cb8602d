package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Slack's own markup as far as the service looks into it: entities and tags in angles. */
final class Mrkdwn {
    /** People, channels, specials with or without a label, links. */
    private static final Pattern TAG = Pattern.compile(
            "<(?:@[UWB][A-Z0-9]+|#[CG][A-Z0-9]+|!(?:here|channel|everyone)|!subteam\\^[A-Z0-9]+|!date\\^[^<>|]+|(?:https?|mailto|tel|slack):[^<>|\\s]+)"
                    + "(?:\\|[^<>]*)?>");
    private static final Pattern PING = Pattern.compile("<(?:@([UWB][A-Z0-9]+)|!(here|channel|everyone)|!(subteam\\^[A-Z0-9]+))(?:\\|[^<>]*)?>");
    private static final Pattern ENTITY = Pattern.compile("&(?:amp|lt|gt);");

    private Mrkdwn() {}

    /** What the service stores: an ampersand and angles that belong to no entity and no tag become entities. */
    static String stored(String text) {
        var stored = new StringBuilder();
        var tag = TAG.matcher(text);
        var entity = ENTITY.matcher(text);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '<' && tag.find(at) && tag.start() == at) {
                stored.append(tag.group());
                at = tag.end();
            } else if (c == '&' && entity.find(at) && entity.start() == at) {
                stored.append(entity.group());
                at = entity.end();
            } else {
                stored.append(c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : String.valueOf(c));
                at++;
            }
        }
        return stored.toString();
    }

    /** Whether an angle opens what is no tag, so that somebody forgot to escape it. */
    static boolean rawAngle(String text) {
        var tag = TAG.matcher(text);
        int at = text.indexOf('<');
        while (at >= 0) {
            if (!tag.find(at) || tag.start() != at) {
                return true;
            }
            at = text.indexOf('<', tag.end());
        }
        return false;
    }

    /** Whom a text pings. */
    static List<String> pings(String text) {
        var pings = new ArrayList<String>();
        var ping = PING.matcher(text);
        while (ping.find()) {
            pings.add(ping.group(1) != null ? ping.group(1) : ping.group(2) != null ? ping.group(2) : ping.group(3));
        }
        return pings;
    }

    /** Whom blocks ping: mrkdwn by its tags, rich text by its elements. */
    static List<String> pings(JsonNode node) {
        var pings = new ArrayList<String>();
        var type = node.path("type").asText();
        switch (type) {
            case "mrkdwn" -> pings.addAll(pings(node.path("text").asText()));
            case "user" -> pings.add(node.path("user_id").asText());
            case "broadcast" -> pings.add(node.path("range").asText());
            case "usergroup" -> pings.add("subteam^" + node.path("usergroup_id").asText());
            default -> node.forEach(child -> pings.addAll(pings(child)));
        }
        return pings;
    }

    /** What somebody typed, as it is stored: all angles and ampersands are words, and a link becomes one. */
    static String typed(String text) {
        return escaped(text).replaceAll("(https?://[^\\s&]+)", "<$1>");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
