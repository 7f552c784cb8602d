package tidewatch.notes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidewatch.notes.Section.Topic;

/** What the columns of a table hold: roles by header words, and by what stands in the cells where no word helps. */
final class TableShape {
    private final Draft draft;
    private final Vocabulary words;
    private final Section section;
    private final Piece.Table table;
    private final List<ColumnRole> roles;
    private final List<Piece.Row> rows;
    private final Map<Integer, List<DatePhrase.Located>> headDates = new HashMap<>();
    private final Map<Integer, CellGrammar.Header> headers = new HashMap<>();

    /** Looks at these rows only: those with bars. */
    TableShape(Draft draft, Section section, Piece.Table table, List<Piece.Row> rows) {
        this.draft = draft;
        this.words = draft.words;
        this.section = section;
        this.table = table;
        this.roles = ColumnRole.of(table.head(), words);
        this.rows = List.copyOf(rows);
    }

    List<ColumnRole> roles() {
        return roles;
    }

    boolean has(ColumnRole role) {
        return roles.contains(role);
    }

    boolean headIsVehicles() {
        int hits = 0;
        for (var head : table.head()) {
            if (!head.isBlank()) {
                if (!words.isWord(WordKind.VEHICLE, NameKey.of(NameList.cleaned(head.plain())))) {
                    return false;
                }
                hits++;
            }
        }
        return hits >= 2;
    }

    boolean isDriverHead() {
        var key = NameKey.of(NameList.cleaned(table.head().getFirst().plain()));
        return words.startHit(WordKind.TOPIC, "DRIVERS", key) || words.wordHit(WordKind.COLUMN, "ENTITY", key);
    }

    boolean firstColumnIsFlow() {
        if (rows.isEmpty() || roles.size() < 2) {
            return false;
        }
        for (var row : rows) {
            if (side(row).isEmpty()) {
                return false;
            }
        }
        return section.topic() == Topic.FLOW || rows.stream().map(this::side).distinct().count() == 2;
    }

    Optional<Claim.Direction> side(Piece.Row row) {
        var key = row.cells().isEmpty()
                ? ""
                : NameKey.of(NameList.cleaned(row.cells().getFirst().plain()));
        return words.exact(WordKind.FLOW, key).map(r -> r.equals("UP") ? Claim.Direction.UP : Claim.Direction.DOWN);
    }

    /** The column of names: a column of tickers only when no other column names. */
    int entityColumn() {
        int first = -1;
        for (int i = 0; i < roles.size(); i++) {
            if (roles.get(i) == ColumnRole.ENTITY) {
                if (!isTickerHead(i)) {
                    return first >= 0 && !namesAreKnown(i) && namesAreKnown(first) ? first : i;
                }
                first = first < 0 ? i : first;
            }
        }
        return first;
    }

    private boolean isTickerHead(int column) {
        var key = NameKey.of(NameList.cleaned(table.head().get(column).plain()));
        return key.equals("ticker") || key.equals("symbol") || key.equals("代码");
    }

    /** The column of a vehicles table that names what trades: the one headed so, that of names, else the first with listed ones, else the first. */
    int vehicleColumn() {
        int headed = vehicleHead();
        int entity = headed >= 0 ? headed : entityColumn();
        if (entity >= 0) {
            return entity;
        }
        for (int c = 0; c < roles.size(); c++) {
            if (listed(c) >= Math.max(1, rows.size() / 2)) {
                return c;
            }
        }
        return 0;
    }

    /** A column headed "Vehicle" that names something listed: in a thesis it says what trades, under whatever heading. */
    boolean namesVehicles() {
        int column = vehicleHead();
        return column >= 0 && listed(column) > 0 && !has(ColumnRole.MOVE) && !has(ColumnRole.LEVEL);
    }

    private int vehicleHead() {
        for (int c = 0; c < table.head().size(); c++) {
            var key = NameKey.of(NameList.cleaned(table.head().get(c).plain()));
            if (key.equals("vehicle") || key.equals("vehicles")) {
                return c;
            }
        }
        return -1;
    }

    /** How many listed names a column holds. */
    private long listed(int column) {
        return rows.stream()
                .flatMap(row -> NameList.list(cell(row, column)).stream())
                .filter(n -> n.ticker().isPresent()
                        || Dictionary.bundled().meanings(n.text()).stream().anyMatch(e -> e.kind().equals("stock") || e.kind().equals("etf")))
                .count();
    }

    private int tickerColumn(int entity) {
        for (int i = 0; i < roles.size(); i++) {
            if (i != entity && roles.get(i) == ColumnRole.ENTITY && isTickerHead(i)) {
                return i;
            }
        }
        return -1;
    }

    List<Integer> moveColumns() {
        var columns = new ArrayList<Integer>();
        for (int i = 0; i < roles.size(); i++) {
            if (roles.get(i) == ColumnRole.MOVE) {
                columns.add(i);
            }
        }
        return columns;
    }

    /** Columns with an unknown header of which at least three cells and 60 % are figures. */
    List<Integer> figureColumns(int entity) {
        var columns = new ArrayList<Integer>();
        for (int c = 0; c < roles.size(); c++) {
            boolean direction = roles.get(c) == ColumnRole.DIRECTION;
            if (c == entity
                    || (roles.get(c) != ColumnRole.UNKNOWN && !direction)
                    || isVetoed(c)) {
                continue;
            }
            int filled = 0;
            int figures = 0;
            for (var row : rows) {
                var cell = cell(row, c);
                if (!cell.isBlank()) {
                    filled++;
                    var reading = draft.cells.read(cell.readable(), CellGrammar.Header.SILENT);
                    figures += areClear(reading.items(), direction) ? 1 : 0;
                }
                int misses = filled - figures;
                if ((rows.size() - misses) * 10 < rows.size() * 6) {
                    // However the rest reads, too many cells are no figures.
                    break;
                }
            }
            if (figures >= 3 && figures * 10 >= filled * 6) {
                columns.add(c);
            }
        }
        return columns;
    }

    /** A header "@ 90d" goes on with what the one on its left says. */
    private boolean isVetoed(int column) {
        int c = column;
        while (c > 0 && table.head().get(c).plain().strip().startsWith("@")) {
            c--;
        }
        return words.wordHit(WordKind.VETO, "MOVE", NameKey.of(table.head().get(c).plain()));
    }

    private static boolean areClear(List<CellReading.Item> items, boolean words) {
        for (var item : items) {
            if (!isClear(item, words)) {
                return false;
            }
        }
        return true;
    }

    /** What speaks for a column of moves: signed figures and runs; words only where the header names a direction. */
    private static boolean isClear(CellReading.Item item, boolean words) {
        return switch (item) {
            case CellReading.Figure f -> f.amount().sign() == Amount.Sign.SIGNED;
            case CellReading.Streak s -> true;
            case CellReading.Word w -> words;
            case CellReading.Price p -> false;
            case CellReading.NotStated n -> false;
            case CellReading.Words w -> false;
        };
    }

    boolean namesAreKnown(int column) {
        long known = known(column);
        return known > 0 && known * 10 >= rows.size() * 6L;
    }

    /** At least one row in three: a table of arguments has none. */
    boolean someNamesAreKnown(int column) {
        long known = known(column);
        return known > 0 && known * 3 >= rows.size();
    }

    private long known(int column) {
        return rows.stream()
                .filter(row -> cell(row, column).linkIn(0, Integer.MAX_VALUE).isPresent()
                        || NameList.inEntityCell(cell(row, column)).stream()
                                .anyMatch(n -> n.ticker().isPresent()
                                        || Dictionary.bundled().knows(n.text())))
                .count();
    }

    /**
     * Whether a column with a header about theses names them: a first column "Thesis" by its header alone, any other ("Thesis fit",
     * "Our thesis", "Trade", "Position") only when half of its cells are links, positions or known names.
     */
    boolean holdsTheses(int column) {
        var key = NameKey.of(NameList.cleaned(table.head().get(column).plain()));
        boolean lettered = rows.stream()
                .map(row -> cell(row, column).plain())
                .allMatch(cell -> cell.isBlank() || Character.isLetter(NameList.cleaned(cell).isEmpty() ? '-' : NameList.cleaned(cell).charAt(0)));
        if (column == 0 && lettered && words.isWord(WordKind.COLUMN, key)) {
            return !words.wordHit(WordKind.COLUMN_FIRST, "THESIS", key) || named(column);
        }
        return lettered && named(column);
    }

    private boolean named(int column) {
        long named = rows.stream()
                .map(row -> cell(row, column))
                .filter(cell -> cell.linkIn(0, Integer.MAX_VALUE).isPresent()
                        || ThesisTitle.parse(NameList.cleaned(cell.plain()), words).isPresent()
                        || Dictionary.bundled().knows(NameList.cleaned(cell.plain())))
                .count();
        return named > 0 && named * 2 >= rows.size();
    }

    boolean namesAreGroups(int column) {
        long groups = rows.stream()
                .filter(row -> NameList.inEntityCell(cell(row, column)).stream()
                        .anyMatch(n -> Dictionary.bundled().named(n.text()).stream()
                                .anyMatch(e -> e.kind().equals("sector")
                                        || e.kind().equals("style")
                                        || e.kind().equals("theme"))))
                .count();
        return groups > 0 && groups * 10 >= rows.size() * 6L;
    }

    Optional<String> levelVerb(int column) {
        var key = NameKey.of(NameList.cleaned(table.head().get(column).plain()));
        for (int i = 0; i < key.length(); i++) {
            var hit = words.at(WordKind.LEVEL, key, i);
            if (hit.isPresent() && (i == 0 || key.charAt(i - 1) == ' ')) {
                return hit.map(Vocabulary.Hit::role);
            }
        }
        return Optional.empty();
    }

    static Run cell(Piece.Row row, int column) {
        return column >= 0 && column < row.cells().size() ? row.cells().get(column) : Run.EMPTY;
    }

    List<Name> withTicker(List<Name> names, Piece.Row row, int entity) {
        int column = tickerColumn(entity);
        var symbol = column < 0 ? "" : NameList.cleaned(cell(row, column).plain());
        symbol = symbol.startsWith("$") ? symbol.substring(1) : symbol;
        if (names.size() == 1
                && isTickerHead(entity)
                && names.getFirst().ticker().isEmpty()
                && NameList.isTicker(names.getFirst().text())) {
            var name = names.getFirst();
            return List.of(new Name(name.text(), name.link(), Optional.of(name.text())));
        }
        if (names.size() != 1 || !NameList.isTicker(symbol)) {
            return names;
        }
        var name = names.getFirst();
        return List.of(new Name(name.text(), name.link(), Optional.of(symbol)));
    }

    /** What is asked of a header at each row is read once. */
    private List<DatePhrase.Located> headDates(int column) {
        return headDates.computeIfAbsent(
                column, c -> draft.dates.find(table.head().get(c).plain().strip(), DateContext.Mode.NEAREST, section.asOf()));
    }

    /** What the header says for cells that do not say it themselves. */
    CellGrammar.Header header(int column) {
        return headers.computeIfAbsent(column, c -> draft.cells.header(table.head().get(c).plain()));
    }

    /** "Feb 18 move": the day of a column beats the day of the section. */
    Optional<Window> columnDay(int column) {
        for (var found : headDates(column)) {
            var window = found.reading().window();
            if (window.isPresent() && window.get().precision() == Window.Precision.DAY) {
                return window;
            }
        }
        return Optional.empty();
    }

    /** The day of a row that states one: a table of trades has a date in each. */
    Optional<Window> rowDay(Piece.Row row) {
        int date = roles.indexOf(ColumnRole.DATE);
        if (date < 0) {
            return Optional.empty();
        }
        for (var found : draft.dates.find(cell(row, date).plain(), DateContext.Mode.NEAREST, section.asOf())) {
            var window = found.reading().window();
            if (window.isPresent() && !(found.reading() instanceof DateReading.Event)) {
                return window;
            }
        }
        return Optional.empty();
    }

    /**
     * What a header says of the time of its column beyond a day: "2025", "Q1 2026", "Jan"; among several columns of figures with
     * headers that no word explains, the header as written, so that two of them are never one figure.
     */
    Optional<String> columnSpan(int column, boolean several) {
        var head = table.head().get(column).plain().strip();
        for (var found : headDates(column)) {
            var window = found.reading().window();
            if (window.isPresent() && window.get().precision() != Window.Precision.DAY) {
                return Optional.of(head.substring(found.start(), found.end()));
            }
        }
        boolean unexplained = several && roles.get(column) == ColumnRole.UNKNOWN && !head.isEmpty() && head.length() <= 30;
        return unexplained ? Optional.of(head) : Optional.empty();
    }

    static Optional<String> stated(Run cell) {
        var plain = cell.plain().strip();
        boolean nothing = plain.isEmpty()
                || Folded.of(plain).chars().allMatch(c -> c == '-')
                || NameKey.of(plain).equals("n/a");
        return nothing ? Optional.empty() : Optional.of(plain);
    }
}
