package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;

/** The elements of a {@code rich_text} block. */
final class RichText {
    private final Findings findings;

    RichText(Findings findings) {
        this.findings = findings;
    }

    void block(JsonNode block, String pointer) {
        findings.only(block, pointer, "type block_id elements");
        findings.items(block, pointer, "elements", 1, 10_000, this::part);
    }

    private void part(JsonNode part, String pointer) {
        if (!findings.object(part, pointer) || !findings.required(part, pointer, "type")) {
            return;
        }
        switch (part.get("type").asText()) {
            case "rich_text_section" -> {
                findings.only(part, pointer, "type elements");
                findings.items(part, pointer, "elements", 0, 10_000, this::inline);
            }
            case "rich_text_quote", "rich_text_preformatted" -> {
                findings.only(part, pointer, "type elements border language");
                findings.whole(part, pointer, "border", 0, 1);
                findings.items(part, pointer, "elements", 0, 10_000, this::inline);
            }
            case "rich_text_list" -> {
                findings.only(part, pointer, "type style elements indent offset border");
                if (findings.required(part, pointer, "style")) {
                    findings.oneOf(part, pointer, "style", "bullet ordered");
                }
                findings.whole(part, pointer, "indent", 0, 8);
                findings.whole(part, pointer, "offset", 0, Integer.MAX_VALUE);
                findings.whole(part, pointer, "border", 0, 1);
                findings.items(part, pointer, "elements", 1, 10_000, (item, place) -> {
                    if (item.path("type").asText().equals("rich_text_section")) {
                        part(item, place);
                    } else {
                        findings.add("unsupported type: " + item.path("type").asText(), place + "/type");
                    }
                });
            }
            default -> findings.add("unsupported type: " + part.get("type").asText(), pointer + "/type");
        }
    }

    private void inline(JsonNode node, String pointer) {
        if (!findings.object(node, pointer) || !findings.required(node, pointer, "type")) {
            return;
        }
        if (node.has("style") && findings.object(node.get("style"), pointer + "/style")) {
            findings.only(node.get("style"), pointer + "/style", "bold italic strike code underline highlight client_highlight unlink");
        }
        switch (node.get("type").asText()) {
            case "text" -> {
                findings.only(node, pointer, "type text style");
                findings.requiredString(node, pointer, "text", Integer.MAX_VALUE - 1);
            }
            case "link" -> {
                findings.only(node, pointer, "type url text unsafe style");
                if (findings.required(node, pointer, "url")) {
                    findings.address(node, pointer, "url");
                }
                findings.string(node, pointer, "text", Integer.MAX_VALUE - 1);
            }
            case "emoji" -> {
                findings.only(node, pointer, "type name unicode skin_tone style url display_team_id");
                findings.requiredString(node, pointer, "name", 255);
            }
            case "user" -> {
                findings.only(node, pointer, "type user_id style");
                findings.requiredString(node, pointer, "user_id", 255);
            }
            case "usergroup" -> {
                findings.only(node, pointer, "type usergroup_id style");
                findings.requiredString(node, pointer, "usergroup_id", 255);
            }
            case "channel" -> {
                findings.only(node, pointer, "type channel_id style");
                findings.requiredString(node, pointer, "channel_id", 255);
            }
            case "team" -> findings.requiredString(node, pointer, "team_id", 255);
            case "broadcast" -> {
                findings.only(node, pointer, "type range style");
                if (findings.required(node, pointer, "range")) {
                    findings.oneOf(node, pointer, "range", "here channel everyone");
                }
            }
            case "date" -> {
                findings.only(node, pointer, "type timestamp format url fallback style");
                findings.required(node, pointer, "timestamp");
                findings.whole(node, pointer, "timestamp", 0, Long.MAX_VALUE - 1);
                findings.requiredString(node, pointer, "format", 1000);
                findings.address(node, pointer, "url");
            }
            case "color" -> findings.requiredString(node, pointer, "value", 255);
            default -> findings.add("unsupported type: " + node.get("type").asText(), pointer + "/type");
        }
    }
}
