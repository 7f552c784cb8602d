package tidewatch.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import tidewatch.message.Action;
import tidewatch.message.Graphemes;

/**
 * Actions as elements of actions blocks: a button whose value is its token, a menu whose options' values are theirs, a button that opens a
 * web page and has no token. Each has an id of its own in the message, {@code b1} or {@code s2}.
 */
final class Buttons {
    private static final String CHOOSE = "Choose";
    private static final String OPEN = "Open";

    private Buttons() {}

    /** Whether an action can be a button here: it is armed, or a web page whose address the service takes. */
    static boolean can(Action action) {
        return switch (action) {
            case Action.Run run -> run.token().isPresent();
            case Action.Pick pick -> pick.options().stream().allMatch(option -> option.token().isPresent());
            case Action.Open open -> open.target().toASCIIString().length() <= SlackLimits.ADDRESS;
        };
    }

    /** The same actions, where no choice has more options than a menu holds. */
    static List<Action> split(List<Action> actions) {
        var split = new ArrayList<Action>();
        for (var action : actions) {
            if (action instanceof Action.Pick pick) {
                for (int from = 0; from < pick.options().size(); from += SlackLimits.OPTIONS) {
                    int to = Math.min(pick.options().size(), from + SlackLimits.OPTIONS);
                    split.add(new Action.Pick(pick.label(), pick.options().subList(from, to)));
                }
            } else {
                split.add(action);
            }
        }
        return split;
    }

    /** Whether a menu has no room for what its choice is about, so that it has to be told above. */
    static boolean untold(Action action) {
        return action instanceof Action.Pick pick && can(pick) && pick.label().length() > SlackLimits.PLACEHOLDER;
    }

    /** As many actions blocks as they take; none for no action. All have to be such that {@link #can}. */
    static Blocks blocks(List<Action> actions) {
        var blocks = RichText.NODES.arrayNode();
        for (int from = 0; from < actions.size(); from += SlackLimits.ELEMENTS) {
            var elements = blocks.addObject().put("type", "actions").putArray("elements");
            for (int i = from; i < Math.min(actions.size(), from + SlackLimits.ELEMENTS); i++) {
                elements.add(element(actions.get(i), i + 1));
            }
        }
        return new Blocks(blocks);
    }

    private static ObjectNode element(Action action, int number) {
        return switch (action) {
            case Action.Run run -> button(run.label(), number).put("value", run.token().orElseThrow());
            case Action.Open open -> button(open.label(), number).put("url", open.target().toASCIIString());
            case Action.Pick pick -> {
                var menu = RichText.NODES.objectNode().put("type", "static_select").put("action_id", "s" + number);
                var label = pick.label().isBlank() ? CHOOSE : pick.label();
                menu.set("placeholder", RichText.plain(Graphemes.shortened(label, SlackLimits.PLACEHOLDER)));
                var options = menu.putArray("options");
                pick.options().forEach(option -> options.addObject().put("value", option.token().orElseThrow()).set("text", label(option.label())));
                yield menu;
            }
        };
    }

    private static ObjectNode button(String label, int number) {
        var button = RichText.NODES.objectNode().put("type", "button").put("action_id", "b" + number);
        button.set("text", label(label));
        return button;
    }

    private static ObjectNode label(String label) {
        return RichText.plain(label.isBlank() ? OPEN : Graphemes.shortened(label, SlackLimits.LABEL));
    }
}
