package tidewatch.rotation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;

/**
 * Which rows a brief names: at most three into and three out of, with hysteresis (rotation design, section 8). Descriptive and steady; it
 * says nothing about chance. Candidates are sectors, themes, styles, pairs and baskets; never a single stock, another asset class or a
 * benchmark.
 *
 * @param into strongest first
 * @param outOf weakest first
 * @param narrow ids left out because few members carry the move
 * @param mostInto the candidate with the greatest {@link Measure#Z21} above 0, named or not: what moved most on a day that names nobody;
 *     absent when there is none
 * @param mostOutOf alike, below 0
 */
public record RotationList(
        List<Named> into, List<Named> outOf, List<String> narrow, Optional<RotationRow> mostInto, Optional<RotationRow> mostOutOf) {
    public RotationList {
        into = List.copyOf(into);
        outOf = List.copyOf(outOf);
        narrow = List.copyOf(narrow);
    }

    /** A list of which only the names matter. */
    public RotationList(List<Named> into, List<Named> outOf, List<String> narrow) {
        this(into, outOf, narrow, Optional.empty(), Optional.empty());
    }

    /**
     * A named row.
     *
     * @param since session at whose close it was first named without a break
     * @param sessions sessions it has been named, the first counted as 1; 126 means 126 or more
     * @param breadth absent when its members are unknown or fewer than 5
     */
    public record Named(RotationRow row, LocalDate since, int sessions, Optional<Breadth> breadth) {}

    /** Whether a row of this kind may be named. */
    public static boolean mayName(RotationRow.Kind kind) {
        return Candidate.may(kind);
    }

    /** The list as of the panel's last session, by replaying its last 126 sessions from empty. */
    public static RotationList of(PricePanel panel, Universe universe) {
        return of(panel, universe, RotationTable.of(panel, universe));
    }

    /**
     * The same with the table at hand.
     *
     * @param table of the same panel and universe; the named rows are its rows
     */
    public static RotationList of(PricePanel panel, Universe universe, RotationTable table) {
        return of(panel, universe, table, ListReplay.SESSIONS);
    }

    static RotationList of(PricePanel panel, Universe universe, RotationTable table, int sessions) {
        int last = panel.size() - 1;
        int start = Math.max(0, last - sessions);
        var breadths = new MemberBreadth(panel, universe, last - start + 1);
        var candidates = candidates(panel, universe, table, start, breadths);
        var replay = new ListReplay(candidates);
        replay.through(start + 1, last, ListReplay.known(panel, universe));
        var rows = new HashMap<String, RotationRow>();
        table.rows().forEach(row -> rows.put(row.id(), row));
        var breadth = breadths.asOf();
        List<List<Named>> sides = new ArrayList<>();
        for (int side : new int[] {ListReplay.INTO, ListReplay.OUT_OF}) {
            List<Named> named = new ArrayList<>();
            for (var place : replay.places(side, last)) {
                Optional.ofNullable(rows.get(place.row().id()))
                        .filter(RotationRow::ok)
                        .ifPresent(row -> named.add(new Named(
                                row,
                                panel.session(place.since()),
                                last - place.since() + 1,
                                Optional.ofNullable(breadth.get(row.id())))));
            }
            sides.add(named);
        }
        return new RotationList(
                sides.getFirst(),
                sides.getLast(),
                replay.narrow(last).stream().map(Candidate::id).toList(),
                most(table, Comparator.reverseOrder()),
                most(table, Comparator.naturalOrder()));
    }

    /** The rows that may be named, with their figures from axis index {@code start} on; none of them looks at a later session. */
    static List<Candidate> candidates(
            PricePanel panel, Universe universe, RotationTable table, int start, MemberBreadth breadths) {
        var tracks = new Tracks(panel, panel.size() - 1);
        return table.rows().stream()
                .filter(row -> Candidate.may(row.kind()))
                .map(row -> Candidate.of(row, lines(row, universe, tracks), start, breadths))
                .toList();
    }

    /** What a row is measured on; of a pair its proxies in their order, for on an earlier session another one may have been in use. */
    private static List<Candidate.Line> lines(RotationRow row, Universe universe, Tracks tracks) {
        if (row.kind() != RotationRow.Kind.PAIR) {
            return List.of(Candidate.Line.of(row.basket(), row.against(), tracks));
        }
        return universe.pairs().stream()
                .filter(pair -> pair.id().equals(row.id()))
                .limit(1)
                .flatMap(pair -> Stream.concat(Stream.of(pair), pair.fallbacks().stream()))
                .map(pair -> Candidate.Line.of(pair.longLeg(), pair.shortLeg(), tracks))
                .toList();
    }

    /** The first by z21 on one side of 0; of equals a pair before its leg, then by id. */
    private static Optional<RotationRow> most(RotationTable table, Comparator<Double> order) {
        return table.rows().stream()
                .filter(row -> Candidate.may(row.kind()) && row.ok())
                .flatMap(row -> row.get(Measure.Z21).asDouble().stream()
                        .filter(z -> order.compare(z, 0.0) < 0)
                        .mapToObj(z -> new Scored(row, z)))
                .min(Comparator.comparing(Scored::z, order)
                        .thenComparing(scored -> scored.row().kind() != RotationRow.Kind.PAIR)
                        .thenComparing(scored -> scored.row().id()))
                .map(Scored::row);
    }

    private record Scored(RotationRow row, double z) {}
}
