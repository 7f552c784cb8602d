package tidewatch.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidewatch.chat.Outgoing;
import tidewatch.message.Action;
import tidewatch.message.Capabilities;
import tidewatch.message.Choice;
import tidewatch.message.Doc;
import tidewatch.message.PlainRenderer;
import tidewatch.message.RenderPlan;
import tidewatch.message.Renderer;

/** Plain text with a line for each button behind the last part: its label and its token. */
public final class Keyboard implements Renderer {
    private static final String BEFORE = "[";
    private static final String BETWEEN = " | ";

    @Override
    public RenderPlan render(Doc doc, Capabilities place) {
        var plan = PlainRenderer.within(MemoryPlatform.TEXT_MAX - Outgoing.POSTSCRIPT_MAX)
                .render(doc.withActions(List.of()), Capabilities.plain(200));
        var keys = new StringBuilder();
        for (var choice : Choice.of(doc.actions())) {
            if (choice.action() instanceof Action.Run run) {
                keys.append(BEFORE).append(run.label()).append(BETWEEN).append(run.token().orElse("unarmed")).append("]\n");
            }
        }
        var parts = new ArrayList<>(plan.parts());
        var last = parts.removeLast();
        parts.add(new RenderPlan.Part(last.number(), last.total(), last.payload() + keys, last.plain()));
        return new RenderPlan(parts, plan.degradations(), plan.furniture());
    }

    /** The tokens of a text by the labels of their buttons. */
    public static Map<String, String> of(String text) {
        var tokens = new LinkedHashMap<String, String>();
        text.lines()
                .filter(line -> line.startsWith(BEFORE) && line.contains(BETWEEN))
                .forEach(line -> {
                    int between = line.lastIndexOf(BETWEEN);
                    tokens.put(line.substring(BEFORE.length(), between), line.substring(between + BETWEEN.length(), line.length() - 1));
                });
        return tokens;
    }

    /** The token of the button with this label. */
    public static String token(String text, String label) {
        return Optional.ofNullable(of(text).get(label))
                .orElseThrow(() -> new AssertionError("No button " + label + " under: " + text));
    }

    /** The text without its buttons. */
    public static String words(String text) {
        return String.join("\n", text.lines().filter(line -> !(line.startsWith(BEFORE) && line.contains(BETWEEN))).toList()).strip();
    }
}
