package tidewatch.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.notes.Section.Topic;

/**
 * Reads tables by the roles of their columns: movers, levels, flows, views of sectors, impacts on theses, scenarios, calendars, vehicles.
 * A table that no rule knows is kept row by row as prose.
 */
final class TableReader {
    private final Draft draft;
    private final Vocabulary words;
    private final Section section;
    private final Piece.Table table;
    private final List<ColumnRole> roles;
    private final List<Piece.Row> rows;
    private final TableShape shape;

    private TableReader(Draft draft, Section section, Piece.Table table) {
        this.draft = draft;
        this.words = draft.words;
        this.section = section;
        this.table = table;
        this.rows = withBars(table.rows());
        this.shape = new TableShape(draft, section, table, rows);
        this.roles = shape.roles();
    }

    private static List<Piece.Row> withBars(List<Piece.Row> rows) {
        for (var row : rows) {
            if (row.barless()) {
                return rows.stream().filter(one -> !one.barless()).toList();
            }
        }
        return rows;
    }

    private static boolean isBlank(Piece.Row row) {
        for (var cell : row.cells()) {
            if (!cell.isBlank()) {
                return false;
            }
        }
        return true;
    }

    /** Of a row with words: whether all of them are struck through. */
    private static boolean isWithdrawn(Piece.Row row) {
        for (var cell : row.cells()) {
            if (!cell.isBlank() && !cell.isWithdrawn()) {
                return false;
            }
        }
        return true;
    }

    static void read(Draft draft, Section section, Piece.Table table) {
        new TableReader(draft, section, table).read();
    }

    private static final List<ColumnRole> IMPACT_ROLES = List.of(
            ColumnRole.DIRECTION,
            ColumnRole.IMPACT,
            ColumnRole.NOTE,
            ColumnRole.RISK,
            ColumnRole.EVIDENCE,
            ColumnRole.UNKNOWN);

    /** Reads one row; true when a rule knew it. */
    private interface RowRule {
        boolean read(Piece.Row row);
    }

    private void read() {
        draft.tables++;
        headerStructure();
        for (var row : table.rows()) {
            if (row.barless()) {
                draft.lint(
                        Draft.Grade.INFO,
                        Rule.TABLE_GLUED,
                        row.line(),
                        "words glued under a table are read as a line of their own");
                row.cells().forEach(cell -> new ProseReader(draft).read(cell, section, Confidence.LIKELY));
            }
        }
        draft.rows += rows.size();
        var rule = rule();
        var unread = new ArrayList<Stretch>();
        var silent = new ArrayList<Stretch>();
        int before = draft.rowsRead;
        for (var row : rows) {
            if (isBlank(row)) {
                before++;
                draft.rowsRead++;
                draft.structure(row.line());
                continue;
            }
            int said = draft.lint().size();
            for (int i = table.head().size(); i < row.cells().size(); i++) {
                var extra = row.cells().get(i);
                if (!extra.isBlank()) {
                    draft.prose(extra.whole(), section);
                    draft.lint(
                            Draft.Grade.FIX,
                            Rule.TABLE_WIDE_ROW,
                            extra.whole(),
                            Draft.quoted(extra.plain())
                                    + " stands in a cell beyond the header: add a column or escape the bar");
                }
            }
            if (isWithdrawn(row)) {
                withdrawn(row);
                draft.rowsRead++;
            } else if (rule.isPresent() && rule.get().read(row)) {
                draft.rowsRead++;
            } else {
                unread.add(span(row));
                if (draft.lint().size() == said) {
                    silent.add(span(row));
                }
                draft.prose(span(row), section);
            }
        }
        if (unread.isEmpty()) {
            return;
        }
        if (rule.isPresent() && draft.rowsRead > before) {
            silent.forEach(row -> draft.lint(
                    Draft.Grade.CHECK,
                    Rule.TABLE_ROW,
                    row,
                    Draft.quoted(row.of(draft.text)) + " is kept as prose: its cells hold nothing that the columns ask for"));
            return;
        }
        draft.lint(
                Draft.Grade.INFO,
                Rule.TABLE_UNKNOWN,
                table.at().start() < table.at().end() ? first() : table.at(),
                "a table of " + unread.size() + (unread.size() == 1 ? " row" : " rows") + " is kept as prose: "
                        + (rule.isEmpty() ? "no rule knows its columns" : "no row holds what its columns ask for"));
    }

    private void withdrawn(Piece.Row row) {
        draft.lint(Draft.Grade.INFO, Rule.TEXT_WITHDRAWN, span(row), "a struck row is withdrawn and not counted");
        draft.add(new Claim.Prose(draft.source(span(row), section, Confidence.SURE, Rule.TEXT_WITHDRAWN)));
    }

    private Stretch first() {
        return table.head().stream()
                .filter(c -> !c.isBlank())
                .map(Run::whole)
                .findFirst()
                .orElse(table.delimiter());
    }

    private void headerStructure() {
        table.head().forEach(cell -> draft.structure(cell.whole()));
        draft.structure(table.delimiter());
    }

    // -- which kind
    // ------------------------------------------------------------------------------------------------------------------

    private Optional<RowRule> rule() {
        if (ItemReader.isVehicles(section, words) || shape.headIsVehicles() || shape.namesVehicles()) {
            return Optional.of(this::vehicleRow);
        }
        if (roles.isEmpty()) {
            return Optional.empty();
        }
        int thesis = roles.indexOf(ColumnRole.THESIS);
        if (thesis >= 0 && roles.size() > 1 && shape.holdsTheses(thesis)) {
            return Optional.of(row -> impactRow(row, thesis));
        }
        int scenario = roles.indexOf(ColumnRole.SCENARIO);
        if (scenario >= 0
                && (shape.has(ColumnRole.DURATION) || shape.has(ColumnRole.PROB) || shape.has(ColumnRole.LEVEL))) {
            return Optional.of(row -> scenarioRow(row, scenario));
        }
        if (roles.getFirst() == ColumnRole.FLOW || shape.firstColumnIsFlow()) {
            return Optional.of(this::flowRow);
        }
        if (section.topic() == Topic.DRIVERS && shape.isDriverHead()) {
            return Optional.of(this::driverRow);
        }
        int what = shape.has(ColumnRole.WHAT) ? roles.indexOf(ColumnRole.WHAT) : -1;
        if (shape.has(ColumnRole.DATE) && shape.has(ColumnRole.MOVE) && shape.entityColumn() < 0) {
            return Optional.of(this::datedMoveRow);
        }
        if (shape.has(ColumnRole.DATE)
                && (section.topic() == Topic.WATCH || (what >= 0 && section.topic() != Topic.MOVES))) {
            return Optional.of(row -> calendarRow(row, what));
        }
        if (section.topic() == Topic.WATCH && !shape.has(ColumnRole.MOVE)) {
            return Optional.of(row -> watchRow(row));
        }
        int entity = shape.entityColumn();
        boolean vetoed = isVetoed();
        if (entity >= 0 && !vetoed) {
            if (shape.has(ColumnRole.MOVE)) {
                return Optional.of(row -> moverRow(row, entity, shape.moveColumns(), false));
            }
            if (shape.has(ColumnRole.LEVEL)) {
                return Optional.of(row -> levelRow(row, entity));
            }
            boolean reasons = shape.has(ColumnRole.NOTE)
                    || shape.has(ColumnRole.RISK)
                    || shape.has(ColumnRole.IMPACT)
                    || shape.has(ColumnRole.EVIDENCE);
            if (section.side().isPresent()
                    && (reasons || roles.size() == 1)
                    && ((section.topic() == Topic.SECTORS && shape.someNamesAreKnown(entity))
                            || shape.namesAreGroups(entity))) {
                return Optional.of(row -> sectorRow(row, entity));
            }
        }
        if (!vetoed) {
            int first = entity >= 0 ? entity : 0;
            var figures = shape.figureColumns(first);
            if (!figures.isEmpty() && shape.namesAreKnown(first)) {
                return Optional.of(row -> moverRow(row, first, figures, true));
            }
        }
        return Optional.empty();
    }

    private boolean isVetoed() {
        for (var head : table.head()) {
            if (words.wordHit(WordKind.VETO, "ENTITY", NameKey.of(head.plain()))) {
                return true;
            }
        }
        return false;
    }

    /** From the first to the last word of a row: its quote, without the bars at its ends. */
    private Stretch span(Piece.Row row) {
        int start = row.line().start();
        int end = row.line().end();
        while (start < end && (draft.text.charAt(start) == '|' || NameKey.isSpace(draft.text.charAt(start)))) {
            start++;
        }
        while (end > start && NameKey.isSpace(draft.text.charAt(end - 1))) {
            end--;
        }
        if (end > start
                && draft.text.charAt(end - 1) == '|'
                && !(end - 2 >= start && draft.text.charAt(end - 2) == '\\')) {
            end--;
        }
        while (end > start && (NameKey.isSpace(draft.text.charAt(end - 1)) || draft.text.charAt(end - 1) == '|')) {
            end--;
        }
        return new Stretch(start, end);
    }

    // -- rows
    // ------------------------------------------------------------------------------------------------------------------------

    private boolean moverRow(Piece.Row row, int entity, List<Integer> columns, boolean unknownHeader) {
        var named = TableShape.cell(row, entity);
        if (!draft.cells.findFigures(named.readable()).isEmpty()) {
            // "Fortinet +23.7%, Zscaler +9.4%" in the column of names: each name has its own figure.
            if (new SentenceReader(draft).read(named, section)) {
                restOf(row, entity);
                return true;
            }
            return false;
        }
        var names = shape.withTicker(NameList.inEntityCell(named), row, entity);
        if (names.isEmpty()) {
            return false;
        }
        if (named.isWithdrawn()
                || columns.stream().map(c -> TableShape.cell(row, c)).anyMatch(Run::isWithdrawn)) {
            withdrawn(row);
            return true;
        }
        var remark = remark(row);
        boolean read = false;
        boolean stated = false;
        for (int c : columns) {
            var cell = TableShape.cell(row, c);
            var header = shape.header(c);
            var reading = draft.cells.read(cell.readable(), header);
            reading.doubt()
                    .ifPresent(d -> draft.lint(
                            Draft.Grade.CHECK, d.rule(), cell.whole(), Draft.quoted(cell.plain()) + " " + d.words()));
            var asOf = shape.columnDay(c).or(() -> shape.rowDay(row));
            boolean alone = columns.size() == 1 && reading.items().size() == 1;
            var span = shape.columnSpan(c, columns.size() > 1).or(() -> alone ? spoken(row) : Optional.empty());
            for (var item : reading.items()) {
                stated |= !(item instanceof CellReading.NotStated);
                for (var name : names) {
                    read |= mover(row, cell, name, CellReading.within(item, span), asOf, remark, unknownHeader);
                }
            }
        }
        for (int c = 0; c < roles.size(); c++) {
            read |= roles.get(c) == ColumnRole.LEVEL && levelCell(row, names, c);
        }
        if (!read && !stated) {
            draft.add(new Claim.Prose(draft.source(span(row), section, Confidence.SURE, Rule.NOT_STATED)));
            return true;
        }
        return read;
    }

    /** A row of a chronicle: a date, and beside it a sentence of what moved. */
    private boolean datedMoveRow(Piece.Row row) {
        var day = shape.rowDay(row);
        if (day.isEmpty()) {
            return false;
        }
        var sentences = new SentenceReader(draft);
        var dated = section.on(day.get());
        int read = -1;
        for (int c : shape.moveColumns()) {
            read = read < 0 && sentences.read(TableShape.cell(row, c), dated) ? c : read;
        }
        if (read >= 0) {
            restOf(row, read);
        }
        return read >= 0;
    }

    private boolean mover(
            Piece.Row row,
            Run cell,
            Name name,
            CellReading.Item item,
            Optional<Window> asOf,
            Optional<String> remark,
            boolean unknownHeader) {
        var header = unknownHeader ? Confidence.LIKELY : Confidence.SURE;
        return switch (item) {
            case CellReading.Figure f -> {
                var confidence = Draft.weaker(header, f.confidence());
                var said = f.context().isPresent() && remark.isPresent()
                        ? Optional.of(f.context().get() + "; " + remark.get())
                        : f.context().or(() -> remark);
                if (f.amount().sign() == Amount.Sign.UNSIGNED
                        && section.side().isPresent()
                        && f.against().isEmpty()) {
                    var written = cell.plain().strip();
                    draft.lint(
                            Draft.Grade.CHECK,
                            Rule.MOVE_UNSIGNED,
                            cell.whole(),
                            Draft.quoted(written) + " has no sign under " + Draft.quoted(section.shown()) + ": write -"
                                    + written + " or +" + written);
                }
                if (f.against().isPresent()) {
                    var part = cell.sub(
                                    f.against().get().start(), f.against().get().end())
                            .strip();
                    var benchmark = NameList.inEntityCell(part);
                    if (benchmark.isEmpty()) {
                        yield false;
                    }
                    var source =
                            draft.source(span(row), section, asOf.or(section::asOf), confidence, Rule.MOVE_RELATIVE);
                    draft.add(new Claim.RelativeMove(source, name, benchmark.getFirst(), f.amount(), f.period(), said));
                } else {
                    var rule = confidence == Confidence.GUESS
                            ? Rule.MOVE_DOUBTFUL
                            : unknownHeader ? Rule.MOVE_UNKNOWN_HEADER : Rule.MOVE_CELL;
                    var source = draft.source(span(row), section, asOf.or(section::asOf), confidence, rule);
                    draft.add(new Claim.Move(source, name, f.amount(), f.period(), said));
                }
                yield true;
            }
            case CellReading.Streak s -> {
                var source = draft.source(span(row), section, asOf.or(section::asOf), header, Rule.STREAK);
                draft.add(new Claim.Streak(source, name, s.length(), s.direction(), s.per(), remark.or(s::context)));
                yield true;
            }
            case CellReading.Word w -> {
                var source = draft.source(
                        span(row),
                        section,
                        asOf.or(section::asOf),
                        Draft.weaker(header, w.confidence()),
                        Rule.MOVE_WORD);
                draft.add(new Claim.WordMove(source, name, cell.plain().strip(), w.direction(), remark));
                yield true;
            }
            case CellReading.Price p -> {
                var source = draft.source(span(row), section, asOf.or(section::asOf), header, Rule.LEVEL);
                draft.add(new Claim.Level(source, name, p.verb(), p.price(), p.currency()));
                yield true;
            }
            case CellReading.NotStated n -> false;
            case CellReading.Words w -> false;
        };
    }

    /** The other cells of a row of which one was read: words of the same row. */
    private void restOf(Piece.Row row, int read) {
        for (int c = 0; c < row.cells().size(); c++) {
            if (c != read) {
                draft.prose(row.cells().get(c).whole(), section);
            }
        }
    }

    /** The window that the note of a row names for its one figure; what a risk or an impact speaks of lies ahead. */
    private Optional<String> spoken(Piece.Row row) {
        int c = roles.indexOf(ColumnRole.NOTE);
        return c < 0 ? Optional.empty() : TableShape.stated(TableShape.cell(row, c)).flatMap(said -> PeriodWords.of(said, words));
    }

    /** The note, else the risk beside a row; a lone dash is none. */
    private Optional<String> remark(Piece.Row row) {
        for (var role : List.of(ColumnRole.NOTE, ColumnRole.RISK, ColumnRole.IMPACT)) {
            int c = roles.indexOf(role);
            if (c >= 0) {
                return TableShape.stated(TableShape.cell(row, c));
            }
        }
        return Optional.empty();
    }

    private boolean levelRow(Piece.Row row, int entity) {
        var names = shape.withTicker(NameList.inEntityCell(TableShape.cell(row, entity)), row, entity);
        boolean read = false;
        for (int c = 0; c < roles.size(); c++) {
            read |= roles.get(c) == ColumnRole.LEVEL && levelCell(row, names, c);
        }
        return read;
    }

    private boolean levelCell(Piece.Row row, List<Name> names, int column) {
        var verb = shape.levelVerb(column);
        var cell = TableShape.cell(row, column);
        var price = verb.isPresent()
                ? draft.cells.readLevel(cell.readable(), verb.get())
                : draft.cells.statedLevel(cell.readable());
        if (price.isEmpty() || names.isEmpty()) {
            return false;
        }
        for (var name : names) {
            draft.add(new Claim.Level(
                    draft.source(span(row), section, Confidence.SURE, Rule.LEVEL),
                    name,
                    price.get().verb(),
                    price.get().price(),
                    price.get().currency()));
        }
        return true;
    }

    private boolean sectorRow(Piece.Row row, int entity) {
        var names = NameList.inEntityCell(TableShape.cell(row, entity));
        if (names.isEmpty() || section.side().isEmpty()) {
            return false;
        }
        var reason = remark(row)
                .or(() -> roles.contains(ColumnRole.EVIDENCE)
                        ? TableShape.stated(TableShape.cell(row, roles.indexOf(ColumnRole.EVIDENCE)))
                        : Optional.empty());
        for (var name : names) {
            draft.add(new Claim.SectorView(
                    draft.source(span(row), section, Confidence.SURE, Rule.SECTOR_VIEW),
                    name,
                    section.side().get(),
                    reason,
                    section.period()));
        }
        return true;
    }

    private boolean flowRow(Piece.Row row) {
        var side = shape.side(row);
        if (side.isEmpty()) {
            return false;
        }
        var names = new ArrayList<Name>();
        for (int c = 1; c < row.cells().size(); c++) {
            var listed = NameList.list(row.cells().get(c));
            boolean known = listed.stream()
                    .anyMatch(n -> n.link().isPresent()
                            || n.ticker().isPresent()
                            || Dictionary.bundled().knows(n.text()));
            if (names.isEmpty() || known) {
                names.addAll(listed);
            }
        }
        if (names.isEmpty()) {
            boolean silent = row.cells().stream()
                    .skip(1)
                    .allMatch(c -> TableShape.stated(c).isEmpty());
            if (silent) {
                draft.add(new Claim.Prose(draft.source(span(row), section, Confidence.SURE, Rule.NOT_STATED)));
            }
            return silent;
        }
        boolean headed = roles.getFirst() == ColumnRole.FLOW;
        draft.add(new Claim.Flow(
                draft.source(span(row), section, headed ? Confidence.SURE : Confidence.LIKELY, Rule.FLOW_TABLE),
                side.get(),
                names,
                section.period()));
        return true;
    }

    private boolean impactRow(Piece.Row row, int thesis) {
        var cell = TableShape.cell(row, thesis);
        var shown = NameList.cleaned(cell.plain());
        if (shown.isEmpty()) {
            return false;
        }
        var link = cell.linkIn(0, cell.length()).map(Run.Mark::target).filter(t -> !t.isBlank());
        var said = new ArrayList<String>();
        boolean asked = shape.has(ColumnRole.DIRECTION) || shape.has(ColumnRole.IMPACT);
        for (var role : IMPACT_ROLES) {
            for (int c = 0; c < roles.size(); c++) {
                if (c != thesis && roles.get(c) == role && (role != ColumnRole.UNKNOWN || said.isEmpty())) {
                    TableShape.stated(TableShape.cell(row, c)).ifPresent(said::add);
                }
            }
        }
        if (said.isEmpty()) {
            return false;
        }
        var name = NameList.single(new Name(shown, link, Optional.empty()));
        boolean read = ItemReader.impact(draft, section, name, String.join(" — ", said), span(row), Rule.THESIS_IMPACT);
        if (!read && asked && (link.isPresent() || section.topic() == Topic.THESES)) {
            draft.lint(
                    Draft.Grade.CHECK,
                    Rule.IMPACT_UNREAD,
                    span(row),
                    Draft.quoted(said.getFirst()) + " holds no verdict: write confirms, hurts, mixed or intact");
        }
        return read;
    }

    private boolean scenarioRow(Piece.Row row, int scenario) {
        var label = TableShape.cell(row, scenario).plain().strip();
        if (label.isEmpty() || label.codePoints().noneMatch(Character::isLetter)) {
            return false;
        }
        int duration = roles.indexOf(ColumnRole.DURATION);
        var said = TableShape.stated(TableShape.cell(row, duration));
        var span = said.flatMap(draft.dates::span);
        if (said.isPresent() && span.isEmpty()) {
            draft.lint(
                    Draft.Grade.CHECK,
                    Rule.SCENARIO,
                    TableShape.cell(row, duration).whole(),
                    Draft.quoted(said.get()) + " is no duration: write 2-4 weeks or 1-2 quarters");
        }
        var odds = TableShape.stated(TableShape.cell(row, roles.indexOf(ColumnRole.PROB)));
        ItemReader.addScenario(draft, section, label, span, odds, span(row), Rule.SCENARIO);
        return true;
    }

    private boolean driverRow(Piece.Row row) {
        var name = NameList.cleaned(TableShape.cell(row, 0).plain());
        if (name.isEmpty()) {
            return false;
        }
        var rest = new StringBuilder();
        for (int c = 1; c < row.cells().size(); c++) {
            rest.append(rest.isEmpty() ? "" : " — ").append(row.cells().get(c).plain());
        }
        DriverReader.add(draft, section, name, rest.toString(), span(row), Rule.DRIVER_ROW);
        return true;
    }

    /** A row of a calendar: ahead of the anchor it is watched, behind it is history. */
    private boolean calendarRow(Piece.Row row, int what) {
        int date = roles.indexOf(ColumnRole.DATE);
        Optional<Window> window = Optional.empty();
        for (var found :
                draft.dates.find(TableShape.cell(row, date).plain(), DateContext.Mode.NEAREST, section.asOf())) {
            window = window.isPresent() ? window : found.reading().window();
        }
        var anchor = draft.dates.anchor();
        boolean past = window.flatMap(Window::to).isPresent()
                && anchor.isPresent()
                && window.get().to().get().isBefore(anchor.get());
        if (window.isEmpty() || past || (anchor.isEmpty() && section.topic() != Topic.WATCH)) {
            // Without a day of its own a note cannot say what lies ahead: most dated tables are history.
            return false;
        }
        int column = what >= 0 ? what : firstOther(row, date);
        var cell = TableShape.cell(row, column);
        if (NameList.cleaned(cell.plain()).isEmpty()) {
            return false;
        }
        Optional<String> remark = Optional.empty();
        for (int c = 0; c < row.cells().size(); c++) {
            if (c != date && c != column && remark.isEmpty()) {
                remark = TableShape.stated(row.cells().get(c));
            }
        }
        WatchReader.item(draft, section, cell, window, Rule.WATCH_ROW, Confidence.SURE, span(row), remark);
        return true;
    }

    private boolean watchRow(Piece.Row row) {
        int column = shape.has(ColumnRole.WHAT) ? roles.indexOf(ColumnRole.WHAT) : 0;
        var cell = TableShape.cell(row, column);
        if (NameList.cleaned(cell.plain()).isEmpty()) {
            return false;
        }
        Optional<String> remark = Optional.empty();
        for (int c = 0; c < row.cells().size(); c++) {
            if (c != column && remark.isEmpty()) {
                remark = TableShape.stated(row.cells().get(c));
            }
        }
        Optional<Window> window = Optional.empty();
        for (int c = 0; c < row.cells().size() && window.isEmpty(); c++) {
            if (c != column) {
                window = draft.dates
                        .find(row.cells().get(c).plain(), DateContext.Mode.FORWARD, section.asOf())
                        .stream()
                        .map(found -> found.reading().window())
                        .flatMap(Optional::stream)
                        .findFirst();
            }
        }
        WatchReader.item(draft, section, cell, window, Rule.WATCH_ROW, Confidence.LIKELY, span(row), remark);
        return true;
    }

    private static int firstOther(Piece.Row row, int date) {
        for (int c = 0; c < row.cells().size(); c++) {
            if (c != date && !row.cells().get(c).isBlank()) {
                return c;
            }
        }
        return -1;
    }

    private boolean vehicleRow(Piece.Row row) {
        boolean labelled = words.isWord(
                WordKind.VEHICLE, NameKey.of(NameList.cleaned(TableShape.cell(row, 0).plain())));
        var names = new ArrayList<Name>();
        if (shape.headIsVehicles()) {
            row.cells().forEach(cell -> names.addAll(NameList.list(cell)));
        } else if (labelled) {
            for (int c = 1; c < Math.min(row.cells().size(), 2); c++) {
                names.addAll(NameList.list(row.cells().get(c)));
            }
        } else {
            int entity = shape.vehicleColumn();
            var listed = NameList.list(TableShape.cell(row, entity));
            names.addAll(
                    listed.size() > 1
                            ? listed
                            : shape.withTicker(NameList.inEntityCell(TableShape.cell(row, entity)), row, entity));
        }
        if (names.isEmpty()) {
            return false;
        }
        draft.thesis.vehicles.addAll(names);
        draft.thesis.hasVehicleList = true;
        draft.thesis.places.add(span(row));
        return true;
    }
}
