package tidewatch.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * An answer as the Home tab of the app: the view of views.publish (docs.slack.dev/reference/views/home-tab-views). It takes the blocks
 * without newer ones, and {@link SlackLimits#VIEW_BLOCKS} of them; what is more is named.
 */
final class HomeView {
    /** Names the view in what comes of it. */
    static final String CALLBACK = "home";

    private static final String MORE = "There is more than this page holds: ask for it under Messages.";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private HomeView() {}

    /**
     * The view as JSON. Pictures in it still go by their names, as in the payloads.
     *
     * @param parts of one answer in order, 1 at least
     */
    static String of(List<? extends SlackPayload> parts) {
        var all = RichText.NODES.arrayNode();
        for (var part : parts) {
            switch (part) {
                case SlackPayload.Message it -> all.addAll(blocks(it.basic().orElse(it.blocks())));
                case SlackPayload.File it -> all.add(said(it.text().isBlank() ? Mrkdwn.escaped(it.name()) : it.text()));
            }
        }
        boolean fits = all.size() <= SlackLimits.VIEW_BLOCKS;
        var shown = RichText.NODES.arrayNode();
        for (int i = 0; i < (fits ? all.size() : SlackLimits.VIEW_BLOCKS - 1); i++) {
            shown.add(all.get(i));
        }
        if (!fits) {
            shown.add(said(MORE));
        }
        number(shown);
        var view = RichText.NODES.objectNode().put("type", "home").put("callback_id", CALLBACK);
        view.set("blocks", shown);
        return view.toString();
    }

    private static ArrayNode blocks(String json) {
        try {
            return (ArrayNode) MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The blocks of a payload are no JSON", e);
        }
    }

    private static ObjectNode said(String markup) {
        var section = RichText.NODES.objectNode().put("type", "section");
        section.set("text", RichText.mrkdwn(markup));
        return section;
    }

    /** Each button has an id of its own in its message, but the parts are one view now. */
    private static void number(ArrayNode blocks) {
        int number = 1;
        for (JsonNode block : blocks) {
            for (var element : block.path("elements")) {
                if (element instanceof ObjectNode button && button.has("action_id")) {
                    button.put("action_id", button.path("action_id").asText().charAt(0) + String.valueOf(number++));
                }
            }
        }
    }
}
