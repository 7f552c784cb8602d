package tidewatch.brief;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tidewatch.market.Universe;
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
        var touches = new ArrayList<Touch>();
        for (var thesis : in.theses()) {
            thesis.lead().hypothesis().ifPresent(hypothesis -> {
                int way = way(row, hypothesis.asset().symbols(), in.universe());
                if (way != 0) {
                    touches.add(new Touch(thesis.name(), thesis.notes().stream().findFirst(), way * side.sign() == hypothesis.sign()));
                }
            });
        }
        return List.copyOf(touches);
    }

    /** +1 when the symbols are of the row, -1 when they are of its short leg, 0 when of neither. */
    private static int way(RotationRow row, List<String> symbols, Universe universe) {
        var members = row.basket().symbols().stream()
                .flatMap(fund -> universe.sectorOf(fund).stream())
                .flatMap(sector -> universe.members(sector).stream())
                .collect(Collectors.toSet());
        // One company of several makes no thesis on its sector.
        boolean most = 2 * symbols.stream().filter(members::contains).count() > symbols.size();
        if (most || meet(row.basket().symbols(), symbols)) {
            return 1;
        }
        return row.kind() == RotationRow.Kind.PAIR && meet(row.against().symbols(), symbols) ? -1 : 0;
    }

    private static boolean meet(Iterable<String> some, List<String> others) {
        for (var one : some) {
            if (others.contains(one)) {
                return true;
            }
        }
        return false;
    }

    /** "with Long defense AI and against Long NVIDIA"; empty for none. */
    public static String words(List<Touch> touches) {
        var parts = new ArrayList<String>();
        for (boolean with : new boolean[] {true, false}) {
            var names = touches.stream().filter(touch -> touch.with() == with).map(Touch::thesis).toList();
            if (!names.isEmpty()) {
                parts.add((with ? "with " : "against ") + Wording.list(names));
            }
        }
        return String.join(" and ", parts);
    }
}
