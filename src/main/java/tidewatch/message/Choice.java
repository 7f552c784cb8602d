package tidewatch.message;

import java.util.ArrayList;
import java.util.List;

/**
 * A button where there are no buttons: a number that the person types. Numbers run from 1 through all actions of a message, the options
 * of a {@link Action.Pick} in their place.
 *
 * @param action a {@link Action.Run} or an {@link Action.Open}, never a Pick
 */
public record Choice(int number, Action action) {
    /** The choices of a message in the order in which renderers number them. */
    public static List<Choice> of(List<Action> actions) {
        var choices = new ArrayList<Choice>();
        for (var action : actions) {
            switch (action) {
                case Action.Run run -> choices.add(new Choice(choices.size() + 1, run));
                case Action.Open open -> choices.add(new Choice(choices.size() + 1, open));
                case Action.Pick pick -> pick.options().forEach(run -> choices.add(new Choice(choices.size() + 1, run)));
            }
        }
        return List.copyOf(choices);
    }
}
