package tidewatch.brief;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tidewatch.notes.Claim.Direction;
import tidewatch.rotation.RotationRow;

/**
 * A thesis that a named row touches: something that the thesis is measured on is of the row, or most of it are companies of the row's sector.
 *
 * @param note path of the thesis' own note; absent when only other notes name it
 * @param with true when the row went the way of the thesis
 */
public record Touch(String thesis, Optional<String> note, boolean with) {
    /** The theses that a row touches on its side of the list, by name; of each its leading hypothesis counts. */
    public static List<Touch> of(RotationRow row, Direction side, BriefInput in) {
        var members = row.basket().symbols().stream()
                .flatMap(fund -> in.universe().sectorOf(fund).stream())
                .flatMap(sector -> in.universe().members(sector).stream())
                .collect(Collectors.toSet());
        var touches = new ArrayList<Touch>();
        for (var thesis : in.theses()) {
            thesis.lead().hypothesis().ifPresent(hypothesis -> {
                int way = way(row, members, hypothesis.asset().symbols());
                if (way != 0) {
                    touches.add(new Touch(thesis.name(), thesis.notes().stream().findFirst(), way * side.sign() == hypothesis.sign()));
                }
            });
        }
        return List.copyOf(touches);
    }

    /** +1 when the symbols are of the row, -1 when they are of its short leg, 0 when of neither. */
    private static int way(RotationRow row, Set<String> members, List<String> symbols) {
        // One company of several makes no thesis on its sector.
        boolean most = 2 * symbols.stream().filter(members::contains).count() > symbols.size();
        if (most || meet(row.basket().symbols(), symbols)) {
            return 1;
        }
        return row.kind() == RotationRow.Kind.PAIR && meet(row.against().symbols(), symbols) ? -1 : 0;
    }

    private static boolean meet(List<String> some, List<String> others) {
        return some.stream().anyMatch(others::contains);
    }

    /** "Software out goes with Long value / Short growth and against Long NVIDIA"; absent when the row touches none. */
    public static Optional<String> words(String row, Direction side, List<Touch> touches) {
        var parts = new ArrayList<String>();
        for (boolean with : new boolean[] {true, false}) {
            var names = touches.stream().filter(touch -> touch.with() == with).map(Touch::thesis).toList();
            if (!names.isEmpty()) {
                parts.add((with ? "with " : "against ") + Wording.list(names));
            }
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(Wording.capital(row) + (side == Direction.UP ? " in" : " out") + " goes " + String.join(" and ", parts));
    }
}
