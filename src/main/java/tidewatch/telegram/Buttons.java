package tidewatch.telegram;

import java.util.ArrayList;
import java.util.List;
import tidewatch.message.Action;
import tidewatch.message.Graphemes;

/**
 * Actions as rows of a keyboard: up to three short labels side by side, longer ones with more room; a choice has rows of its own. When
 * that is more than {@link TelegramLimits#ROWS_OF_BUTTONS} rows, three stand in each.
 */
final class Buttons {
    /** Longest label, in UTF-16 units, with so many buttons in a row: about what a phone shows of it. */
    private static final int[] ROOM = {0, TelegramLimits.LABEL_CHARACTERS, 16, 10};

    private static final int OPTIONS_MAX = TelegramLimits.ROWS_OF_BUTTONS * TelegramLimits.BUTTONS_OF_A_ROW;

    private Buttons() {}

    /** Whether an action can be a button here: it is armed, or a web page whose address the service takes. */
    static boolean can(Action action) {
        return switch (action) {
            case Action.Run run -> run.token().isPresent();
            case Action.Pick pick -> pick.options().stream().allMatch(option -> option.token().isPresent());
            case Action.Open open -> Run.linked(open.target());
        };
    }

    /** The same actions, where no choice has more options than a keyboard holds. */
    static List<Action> split(List<Action> actions) {
        var split = new ArrayList<Action>();
        for (var action : actions) {
            if (action instanceof Action.Pick pick) {
                for (int from = 0; from < pick.options().size(); from += OPTIONS_MAX) {
                    int to = Math.min(pick.options().size(), from + OPTIONS_MAX);
                    split.add(new Action.Pick(pick.label(), pick.options().subList(from, to)));
                }
            } else {
                split.add(action);
            }
        }
        return split;
    }

    /** Rows that these actions take at least. */
    static int rows(List<Action> actions) {
        return rows(actions, false).size();
    }

    static Keyboard keyboard(List<Action> actions) {
        var rows = rows(actions, true);
        return new Keyboard(rows.size() <= TelegramLimits.ROWS_OF_BUTTONS ? rows : rows(actions, false));
    }

    private static List<List<Keyboard.Button>> rows(List<Action> actions, boolean roomy) {
        var rows = new ArrayList<List<Keyboard.Button>>();
        List<Keyboard.Button> row = new ArrayList<>();
        for (var action : actions) {
            switch (action) {
                case Action.Run run -> row = put(press(run), row, rows, roomy);
                case Action.Open open -> row = put(new Keyboard.Open(label(open.label()), open.target()), row, rows, roomy);
                case Action.Pick pick -> {
                    row = new ArrayList<>();
                    for (var option : pick.options()) {
                        row = put(press(option), row, rows, roomy);
                    }
                    row = new ArrayList<>();
                }
            }
        }
        return rows;
    }

    /** Adds a button to a row, or to a new one below it; the row that it is in comes back. */
    private static List<Keyboard.Button> put(
            Keyboard.Button button, List<Keyboard.Button> row, List<List<Keyboard.Button>> rows, boolean roomy) {
        int count = row.size() + 1;
        boolean full = row.isEmpty() || count > TelegramLimits.BUTTONS_OF_A_ROW
                || (roomy && (button.label().length() > ROOM[count] || row.stream().anyMatch(one -> one.label().length() > ROOM[count])));
        if (full) {
            var next = new ArrayList<Keyboard.Button>();
            next.add(button);
            rows.add(next);
            return next;
        }
        row.add(button);
        return row;
    }

    private static Keyboard.Button press(Action.Run run) {
        return new Keyboard.Press(label(run.label()), run.token().orElseThrow());
    }

    private static String label(String label) {
        return label.isBlank() ? "Open" : Graphemes.shortened(label, TelegramLimits.LABEL_CHARACTERS);
    }
}
