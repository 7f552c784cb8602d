package tidewatch.message;

import java.util.ArrayList;
import java.util.List;
import tidewatch.message.RenderPlan.Degradation;

/**
 * A message as text without any markup, wrapped to the width of the place; see {@link Layout} for how it reads. Buttons are numbered
 * lines that tell their command too, since plain text often goes where nobody can press or type.
 */
public final class PlainRenderer implements Renderer {
    /** Fewest characters of a part that {@link #within} takes. */
    public static final int CHARACTERS_MIN = 200;

    private final List<Budget<String>> budgets;

    /** One part of any length. */
    public PlainRenderer() {
        this(List.of());
    }

    private PlainRenderer(List<Budget<String>> budgets) {
        this.budgets = List.copyOf(budgets);
    }

    /** Parts of at most this many UTF-16 units each. */
    public static PlainRenderer within(int characters) {
        if (characters < CHARACTERS_MIN) {
            throw new IllegalArgumentException("Parts of " + characters + " characters are too short; at least " + CHARACTERS_MIN);
        }
        return new PlainRenderer(List.of(Budget.characters(characters)));
    }

    @Override
    public RenderPlan render(Doc doc, Capabilities place) {
        var lowered = Ladder.lower(doc, Layout.forms(place, Ladder.Buttons.NUMBERED_WITH_COMMAND));
        var pieces = new Splitter<>(budgets, piece -> Layout.lay(piece, place).text()).split(lowered.doc());
        var parts = new ArrayList<RenderPlan.Part>();
        var furniture = new ArrayList<>(lowered.furniture());
        for (var piece : pieces) {
            var laid = Layout.lay(piece.doc(), place);
            furniture.addAll(piece.furniture());
            furniture.addAll(laid.furniture());
            parts.add(new RenderPlan.Part(parts.size() + 1, pieces.size(), laid.text(), laid.text()));
        }
        var degradations = new ArrayList<>(lowered.degradations());
        if (parts.size() > 1) {
            degradations.add(new Degradation(Degradation.Kind.SPLIT, ""));
        }
        return new RenderPlan(parts, degradations, furniture);
    }
}
