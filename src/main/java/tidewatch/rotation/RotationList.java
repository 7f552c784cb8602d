package tidewatch.rotation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Which rows a brief names: at most three into and three out of, with hysteresis (rotation design, section 8). Descriptive and steady; it
 * says nothing about chance.
 *
 * @param narrow ids left out because few members carry the move
 */
public record RotationList(List<Named> into, List<Named> outOf, List<String> narrow) {
    public RotationList {
        into = List.copyOf(into);
        outOf = List.copyOf(outOf);
        narrow = List.copyOf(narrow);
    }

    /**
     * A named row.
     *
     * @param since session at whose close it was first named without a break
     * @param sessions sessions it has been named, the first counted as 1
     * @param breadth absent when its members are unknown or fewer than 5
     */
    public record Named(RotationRow row, LocalDate since, int sessions, Optional<Breadth> breadth) {}
}
