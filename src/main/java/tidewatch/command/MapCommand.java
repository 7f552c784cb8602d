package tidewatch.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidewatch.brief.BriefInput;
import tidewatch.brief.Figure;
import tidewatch.brief.Wording;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.message.Block;
import tidewatch.message.Block.Cell;
import tidewatch.message.Block.Column;
import tidewatch.message.Inline;
import tidewatch.rotation.RotationMap;
import tidewatch.rotation.RotationMap.Placed;
import tidewatch.rotation.RotationMap.Point;
import tidewatch.rotation.RotationMap.Quadrant;
import tidewatch.rotation.RotationRow;
import tidewatch.rotation.RotationRow.Kind;

/** {@code /map [group] [NAME...]}: where rows stand by relative strength and momentum, and where they stood four weeks ago, in words. */
final class MapCommand implements Sourced {
    private static final int NAMES_MAX = 10;
    private static final int REASONS_MAX = 3;

    /** Groups as they are typed, each with what its rows are. */
    private static final Map<String, Set<Kind>> GROUPS = Map.of(
            "sectors", Set.of(Kind.SECTOR),
            "themes", Set.of(Kind.THEME),
            "styles", Set.of(Kind.STYLE),
            "pairs", Set.of(Kind.PAIR),
            "baskets", Set.of(Kind.BASKET),
            "all", Set.of(Kind.SECTOR, Kind.THEME, Kind.STYLE, Kind.PAIR, Kind.BASKET));

    private static final List<String> NAMES = List.of("sectors", "themes", "styles", "pairs", "baskets", "all");

    private final Desk desk;

    MapCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "map";
    }

    @Override
    public List<String> aliases() {
        return List.of("m", "quadrants");
    }

    @Override
    public String arguments() {
        return "[group] [NAME...]";
    }

    @Override
    public String help() {
        return "Who leads, weakens, lags or improves, and four weeks ago";
    }

    @Override
    public List<String> examples() {
        return List.of("/map", "/map themes", "/map XLE utilities");
    }

    @Override
    public Audience audience() {
        return Audience.MARKET;
    }

    @Override
    public Reply answer(Request request) {
        return Ask.prices(desk, request, this);
    }

    @Override
    public Answer put(Request request, BriefInput in) {
        var answer = Answer.to(request, "Rotation map").from(in);
        var map = RotationMap.of(in.panel(), in.table());
        var groups = new LinkedHashSet<String>();
        var rows = new LinkedHashSet<String>();
        read(request, in, answer, groups, rows);
        if (request.arguments().isEmpty()) {
            groups.add("sectors");
        }
        groups.forEach(group -> group(group, map, in, answer));
        rows.forEach(id -> row(id, map, in, answer));
        if (!answer.empty()) {
            answer.say("Ratio: strength against " + in.table().benchmark() + ", of a pair one leg against the other; momentum: whether it grows. "
                    + "100 is the middle; without any trend two in three lie within 10 points of it. Where it is, not where it goes.");
        }
        NAMES.stream().filter(group -> !groups.contains(group) && !group.equals("all")).forEach(group -> answer.button(capital(group), "/map " + group));
        return answer;
    }

    /** All words may be one name, such as {@code consumer staples}; else each is a group or a name. */
    private static void read(Request request, BriefInput in, Answer answer, Set<String> groups, Set<String> rows) {
        var words = new ArrayList<String>();
        for (var argument : request.arguments()) {
            for (var word : argument.split(",", -1)) {
                if (!word.isBlank()) {
                    words.add(word.strip());
                }
            }
        }
        if (words.size() > 1 && group(request.rest()).isEmpty()) {
            var whole = rowOf(request.rest(), in);
            if (whole.isPresent()) {
                rows.add(whole.get().id());
                return;
            }
        }
        for (var word : words.subList(0, Math.min(NAMES_MAX, words.size()))) {
            var group = group(word);
            if (group.isPresent()) {
                groups.add(group.get());
                continue;
            }
            var row = rowOf(word, in);
            if (row.isEmpty()) {
                answer.complain(unknown(word, in));
            } else if (NAMES.stream().noneMatch(name -> kinds(name).contains(row.get().kind()))) {
                answer.complain(row.get().name() + " is not on the map: it holds sectors, themes, styles, pairs and baskets. Its own moves: /quote " + row.get().id() + ".");
            } else {
                rows.add(row.get().id());
            }
        }
        if (words.size() > NAMES_MAX) {
            answer.complain("I place " + NAMES_MAX + " names at a time; " + (words.size() - NAMES_MAX) + " more are left out.");
        }
    }

    private static Optional<String> group(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        return NAMES.stream().filter(name -> name.equals(lower) || name.equals(lower + "s")).findFirst();
    }

    private static Set<Kind> kinds(String group) {
        return GROUPS.getOrDefault(group, Set.of());
    }

    /** The row that words name by its id or name, else by what they are measured on. */
    private static Optional<RotationRow> rowOf(String words, BriefInput in) {
        var bare = NameBook.bare(words);
        return in.table().rows().stream()
                .filter(row -> NameBook.same(row.id(), bare) || NameBook.same(row.name(), bare))
                .findFirst()
                .or(() -> NameBook.priced(words, in).flatMap(priced -> in.table().row(priced.vehicle().basket().id())));
    }

    private static String unknown(String word, BriefInput in) {
        var near = NameBook.near(word, in);
        return "I don't know " + Answer.shown(word) + " on the map. Groups: " + String.join(" ", NAMES) + "."
                + (near.isEmpty() ? "" : " Near: " + String.join(", ", near) + ".");
    }

    private static void group(String group, RotationMap map, BriefInput in, Answer answer) {
        var kinds = kinds(group);
        boolean any = false;
        for (var quadrant : List.of(Quadrant.LEADING, Quadrant.IMPROVING, Quadrant.WEAKENING, Quadrant.LAGGING)) {
            var rows = map.in(quadrant).stream().filter(one -> kinds.contains(one.row().kind())).toList();
            if (!rows.isEmpty()) {
                answer.add(Block.para(capital(word(quadrant)) + " (" + meaning(quadrant) + ")")).add(table(rows, in, answer));
                any = true;
            }
        }
        var without = map.unplaced().stream().filter(one -> kinds.contains(one.row().kind())).toList();
        if (!any && without.isEmpty()) {
            answer.complain("There are no " + group + " here.");
            return;
        }
        if (!without.isEmpty()) {
            var shown = without.stream().limit(REASONS_MAX).map(one -> Tables.named(one.row()) + ": " + one.why()).toList();
            answer.say("No place: " + String.join("; ", shown) + (without.size() > shown.size() ? "; and " + (without.size() - shown.size()) + " more" : "") + ".");
        }
    }

    private static Block table(List<Placed> rows, BriefInput in, Answer answer) {
        boolean pairs = rows.stream().allMatch(one -> one.row().kind() == Kind.PAIR);
        var columns = List.of(
                Column.text(pairs ? "Pair" : "Against " + in.table().benchmark()),
                Column.number("ratio", Column.Type.NUMBER, 2),
                Column.number("momentum", Column.Type.NUMBER, 3),
                new Column("4 weeks ago", "4 weeks ago", Column.Align.LEFT, Column.Type.TEXT, 4));
        var cells = rows.stream()
                .map(one -> List.of(
                        Cell.of(Inline.text(Tables.named(one.row()))),
                        ratio(one.row(), one.now(), in, answer),
                        momentum(one.row(), one.now(), in, answer),
                        Cell.of(Inline.text(then(one)))))
                .toList();
        return new Block.Table(columns, cells, Optional.empty());
    }

    /** The quadrant of four weeks ago. */
    private static String then(Placed one) {
        boolean whole = one.tail().size() == RotationMap.TAIL;
        return whole ? word(one.tail().getFirst().quadrant()) : "no point then";
    }

    private static void row(String id, RotationMap map, BriefInput in, Answer answer) {
        var found = map.row(id);
        if (found.isEmpty()) {
            map.unplaced().stream()
                    .filter(one -> one.row().id().equals(id))
                    .forEach(one -> answer.complain(Tables.named(one.row()) + " has no place on the map: " + one.why() + "."));
            return;
        }
        var one = found.get();
        var now = one.now().quadrant();
        var against = one.row().against().id().equals(in.table().benchmark()) ? "" : " against " + one.row().against().name();
        answer.add(Block.para(Tables.named(one.row()) + (one.row().kind() == Kind.PAIR ? "" : against) + ": " + word(now) + " (" + meaning(now) + ")"));
        var columns = List.of(
                Column.text("Close of"),
                Column.number("ratio", Column.Type.NUMBER, 2),
                Column.number("momentum", Column.Type.NUMBER, 3),
                new Column("quadrant", "quadrant", Column.Align.LEFT, Column.Type.TEXT, 4));
        answer.add(new Block.Table(columns, one.tail().stream().map(point -> point(one.row(), point, in, answer)).toList(), Optional.empty()));
    }

    private static List<Cell> point(RotationRow row, Point point, BriefInput in, Answer answer) {
        return List.of(
                Cell.of(Inline.text(Wording.shortDay(point.session(), in.today()))),
                ratio(row, point, in, answer),
                momentum(row, point, in, answer),
                Cell.of(Inline.text(word(point.quadrant()))));
    }

    private static Cell ratio(RotationRow row, Point point, BriefInput in, Answer answer) {
        return cell(row, point, "ratio", point.ratio(), RotationMap.RATIO_FORMULA, in, answer);
    }

    private static Cell momentum(RotationRow row, Point point, BriefInput in, Answer answer) {
        return cell(row, point, "momentum", point.momentum(), RotationMap.MOMENTUM_FORMULA, in, answer);
    }

    private static Cell cell(RotationRow row, Point point, String what, double x, String formula, BriefInput in, Answer answer) {
        var label = row.name() + (row.kind() == Kind.PAIR ? "" : " against " + row.against().name()) + ", " + what + " on " + point.session();
        var figure = answer.figures().made(
                label, x, Figure.Unit.INDEX, formula, row.basket().symbols(), row.against().symbols(), 0, in.panel().indexOf(point.session()));
        return new Cell(List.of(figure.inCell()), Optional.of(x));
    }

    private static String word(Quadrant quadrant) {
        return quadrant.name().toLowerCase(Locale.ROOT);
    }

    private static String meaning(Quadrant quadrant) {
        return switch (quadrant) {
            case IMPROVING -> "behind, gaining";
            case LEADING -> "ahead, gaining";
            case WEAKENING -> "ahead, losing";
            case LAGGING -> "behind, losing";
        };
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
