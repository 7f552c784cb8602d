package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import tidewatch.testing.fake.Json;

/**
 * Looks through blocks as the service does before it takes them. Limits: docs.slack.dev, reference of blocks; the hidden total is what users
 * saw accepted at most (9,597 characters, 15,561 of JSON). Tables and charts have sums of their own and stay out of that total.
 */
final class Blocks {
    /** Where blocks stand. */
    enum Surface {
        MESSAGE,
        MODAL,
        HOME
    }

    static final int TOTAL_CHARACTERS = 9_600;
    static final int TOTAL_JSON = 15_600;

    private static final Set<String> OWN_SUMS = Set.of("table", "data_table", "data_visualization", "markdown");
    private static final int MARKDOWN = 12_000;

    private final World world;
    private final Team team;
    private final Surface surface;
    private final Findings findings = new Findings();
    private final Findings.Once blockIds = new Findings.Once("block_id", findings);
    private final Elements elements = new Elements(findings, new Findings.Once("action_id", findings));
    private final RichText rich = new RichText(findings);
    private final Tables tables;
    private final Charts charts;
    private int markdown;

    private Blocks(World world, Team team, Surface surface) {
        this.world = world;
        this.team = team;
        this.surface = surface;
        this.tables = new Tables(findings, rich, team.newerFigures);
        this.charts = new Charts(findings, team.newerFigures);
    }

    /** What is wrong, with pointers that begin here; empty when nothing is. */
    static List<String> wrong(World world, Team team, Surface surface, JsonNode blocks, String pointer) {
        var looking = new Blocks(world, team, surface);
        looking.findings.items(blocks, pointer, surface == Surface.MESSAGE ? 0 : 1, surface == Surface.MESSAGE ? 50 : 100, looking::block);
        return looking.findings.errors();
    }

    /** Whether a message is over the total that no single limit tells. */
    static boolean tooLong(JsonNode blocks) {
        int characters = 0;
        int json = 2;
        for (var block : blocks) {
            if (!OWN_SUMS.contains(block.path("type").asText())) {
                characters += characters(block);
                json += Json.text(block).length() + 1;
            }
        }
        return characters > TOTAL_CHARACTERS || json > TOTAL_JSON;
    }

    /** The characters that people can read in a node: texts, titles, alternatives. */
    static int characters(JsonNode node) {
        int sum = 0;
        for (var field : node.properties()) {
            var value = field.getValue();
            boolean words = Set.of("text", "alt_text", "title", "fallback").contains(field.getKey());
            sum += value.isTextual() ? words ? value.textValue().length() : 0 : characters(value);
        }
        if (node.isArray()) {
            for (var child : node) {
                sum += characters(child);
            }
        }
        return sum;
    }

    /** As the service keeps blocks: each with an id, text objects with what they leave open. */
    static ArrayNode filled(World world, JsonNode blocks) {
        ArrayNode filled = blocks.deepCopy();
        for (var block : filled) {
            if (block instanceof ObjectNode object) {
                if (!object.has("block_id") && !object.path("type").asText().equals("markdown")) {
                    object.put("block_id", world.secret(5));
                }
                fill(world, object);
            }
        }
        return filled;
    }

    private static void fill(World world, JsonNode node) {
        if (node instanceof ObjectNode object) {
            var type = object.path("type").asText();
            if (type.equals("plain_text")) {
                object.put("emoji", object.path("emoji").asBoolean(true));
            } else if (type.equals("mrkdwn")) {
                object.put("verbatim", object.path("verbatim").asBoolean(false)).put("text", Mrkdwn.stored(object.path("text").asText()));
            } else if (Elements.interactive(type) && !object.has("action_id")) {
                object.put("action_id", world.secret(5));
            }
        }
        node.forEach(child -> fill(world, child));
    }

    /** Notes words in mrkdwn that open an angle and close no tag. */
    static void lint(World world, JsonNode node) {
        if (node.path("type").asText().equals("mrkdwn") && Mrkdwn.rawAngle(node.path("text").asText())) {
            world.lint("RAW_ANGLE", node.path("text").asText());
        }
        node.forEach(child -> lint(world, child));
    }

    private void block(JsonNode block, String pointer) {
        if (!findings.object(block, pointer) || !findings.required(block, pointer, "type")) {
            return;
        }
        blockIds.look(block, pointer);
        var type = block.get("type").asText();
        if (!allowed(type)) {
            findings.add("unsupported type: " + type, pointer + "/type");
            return;
        }
        switch (type) {
            case "section" -> section(block, pointer);
            case "header" -> {
                findings.only(block, pointer, "type block_id text level");
                findings.requiredText(block, pointer, "text", 150, true);
                findings.whole(block, pointer, "level", 1, 4);
            }
            case "divider" -> findings.only(block, pointer, "type block_id");
            case "context" -> {
                findings.only(block, pointer, "type block_id elements");
                findings.items(block, pointer, "elements", 1, 10, this::contextElement);
            }
            case "actions" -> {
                findings.only(block, pointer, "type block_id elements");
                findings.items(block, pointer, "elements", 1, 25, (one, place) -> elements.element(one, place, Elements.ACTIONS, true));
            }
            case "image" -> image(block, pointer);
            case "input" -> {
                findings.only(block, pointer, "type block_id label element dispatch_action hint optional");
                findings.requiredText(block, pointer, "label", 2000, true);
                findings.text(block, pointer, "hint", 2000, true);
                findings.flag(block, pointer, "optional");
                findings.flag(block, pointer, "dispatch_action");
                if (findings.required(block, pointer, "element")) {
                    elements.element(block.get("element"), pointer + "/element", Elements.INPUTS, true);
                }
            }
            case "rich_text" -> rich.block(block, pointer);
            case "table" -> tables.table(block, pointer);
            case "data_table" -> tables.dataTable(block, pointer);
            case "data_visualization" -> charts.chart(block, pointer);
            case "markdown" -> {
                findings.requiredString(block, pointer, "text", MARKDOWN);
                markdown += block.path("text").asText().length();
                if (markdown > MARKDOWN) {
                    findings.add("must be less than 12001 characters in all markdown blocks", pointer + "/text");
                }
            }
            default -> {
                // Cards, plans, videos and what else there is pass unseen.
            }
        }
    }

    private boolean allowed(String type) {
        return switch (type) {
            case "section", "header", "divider", "context", "actions", "image", "input", "rich_text", "video", "card" -> true;
            case "table", "carousel", "container" -> surface != Surface.MODAL;
            case "data_table" -> surface != Surface.MODAL && team.dataTable;
            case "data_visualization" -> surface == Surface.MESSAGE && team.dataVisualization;
            case "markdown", "context_actions", "plan", "task_card" -> surface == Surface.MESSAGE;
            case "alert" -> surface == Surface.MODAL;
            default -> false;
        };
    }

    private void section(JsonNode block, String pointer) {
        findings.only(block, pointer, "type block_id text fields accessory expand");
        if (!block.has("text") && !block.has("fields")) {
            findings.add("missing required field: text", pointer);
        }
        findings.text(block, pointer, "text", 3000, false);
        findings.flag(block, pointer, "expand");
        if (block.has("fields")) {
            findings.items(block, pointer, "fields", 1, 10, (field, place) -> findings.text(field, place, 2000, false));
        }
        if (block.has("accessory")) {
            elements.element(block.get("accessory"), pointer + "/accessory", Elements.ACCESSORIES, true);
            slackFile(block.get("accessory"), pointer + "/accessory");
        }
    }

    private void contextElement(JsonNode element, String pointer) {
        if (element.path("type").asText().equals("image")) {
            elements.element(element, pointer, Set.of("image"), false);
            slackFile(element, pointer);
        } else {
            // As a text in a context block, which takes as much as a section. [No limit is told.]
            findings.text(element, pointer, 3000, false);
        }
    }

    private void image(JsonNode block, String pointer) {
        findings.only(block, pointer, "type block_id alt_text image_url slack_file title fallback image_width image_height image_bytes is_animated");
        findings.requiredString(block, pointer, "alt_text", 2000);
        findings.text(block, pointer, "title", 2000, true);
        findings.address(block, pointer, "image_url");
        if (block.has("image_url") == block.has("slack_file")) {
            findings.add(block.has("image_url") ? "only one of image_url and slack_file allowed" : "missing required field: image_url", pointer);
        }
        slackFile(block, pointer);
    }

    /** A file of the service: there, completed, ready, a picture, and the app may see it. */
    private void slackFile(JsonNode holder, String pointer) {
        if (!holder.has("slack_file")) {
            return;
        }
        var named = holder.get("slack_file");
        boolean usable = world.files.values().stream()
                .filter(file -> file.id.equals(named.path("id").asText()) || file.json(world.url).get("url_private").equals(named.path("url")))
                .anyMatch(file -> file.team.equals(team.id) && file.completed && !world.now().isBefore(file.usableFrom) && file.image());
        if (!usable) {
            findings.add("invalid slack file", pointer + "/slack_file");
        }
    }
}
