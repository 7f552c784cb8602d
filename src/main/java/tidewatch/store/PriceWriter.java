package tidewatch.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import tidewatch.market.ArchiveEntry;
import tidewatch.market.ArchiveEntry.SeriesEntry;
import tidewatch.market.CorporateAction;
import tidewatch.market.Gap;
import tidewatch.market.Origin;
import tidewatch.market.PriceChange;
import tidewatch.market.Suspect;

/**
 * One transaction that writes prices. It holds the row of {@code price_revision} until its end, so that those of several nodes come in turn,
 * and raises the number when something was written that {@link PriceReader} reads.
 */
final class PriceWriter {
    /** Series that are read, put together and written at once; what is in memory beside the entry is that many series' chunks. */
    private static final int AT_ONCE = 500;
    /** The log of answers keeps the last ones: some years with a source that is asked once a day, weeks with one that is asked for each symbol. */
    private static final int FETCHES = 20_000;

    private final Handle handle;
    private final PriceStatements statements;
    private final Map<Origin, Integer> origins = new HashMap<>();
    private boolean changed;

    /** Begins: waits for whoever else writes prices. */
    PriceWriter(Handle handle, Dialect dialect, PriceStatements statements) {
        this.handle = handle;
        this.statements = statements;
        handle.createQuery("SELECT revision FROM price_revision WHERE one = 1" + dialect.forUpdate()).mapTo(Long.class).one();
    }

    /** Ends: the number grows if anything reads differently now. */
    void end() {
        if (changed) {
            handle.execute("UPDATE price_revision SET revision = revision + 1 WHERE one = 1");
        }
    }

    void enter(ArchiveEntry entry) throws SQLException {
        fetched(entry.fetched());
        var batch = new LinkedHashMap<String, SeriesEntry>();
        for (var one : entry.series()) {
            var symbol = one.bars().instrument().symbol();
            if (batch.size() == AT_ONCE || batch.containsKey(symbol)) {
                bars(batch);
                batch.clear();
            }
            batch.put(symbol, one);
        }
        bars(batch);
        actions(entry.actions(), entry.fetched().origin().provider());
        suspects(entry.suspects());
        gaps(entry.gaps());
        changes(entry.changes());
    }

    // ---- where from ----

    private void fetched(ArchiveEntry.Fetched fetched) throws SQLException {
        int id = next("price_fetch", "fetch_id");
        try (var insert = statements.fetch.on(handle)) {
            insert.with("id", id)
                    .with("origin", number(fetched.origin()))
                    .with("request", fetched.request())
                    .with("bars", fetched.rows())
                    .with("outcome", fetched.outcome())
                    .update();
        }
        handle.createUpdate("DELETE FROM price_fetch WHERE fetch_id <= :last").bind("last", id - FETCHES).execute();
    }

    private int next(String table, String column) {
        return handle.createQuery("SELECT COALESCE(MAX(" + column + "), -1) + 1 FROM " + table).mapTo(Integer.class).one();
    }

    private int number(Origin origin) {
        var known = origins.get(origin);
        if (known != null) {
            return known;
        }
        int number = handle.createQuery(
                        "SELECT origin_id FROM price_origin WHERE provider = :provider AND feed = :feed AND fetched_at = :at")
                .bind("provider", origin.provider())
                .bind("feed", origin.feed())
                .bind("at", origin.fetchedAt())
                .mapTo(Integer.class)
                .findOne()
                .orElseGet(() -> added(origin));
        origins.put(origin, number);
        return number;
    }

    private int added(Origin origin) {
        int id = next("price_origin", "origin_id");
        handle.createUpdate("INSERT INTO price_origin (origin_id, provider, feed, fetched_at) VALUES (:id, :provider, :feed, :at)")
                .bind("id", id)
                .bind("provider", origin.provider())
                .bind("feed", origin.feed())
                .bind("at", origin.fetchedAt())
                .execute();
        return id;
    }

    // ---- bars ----

    /** The rows of these symbols; those that there are not yet are made. */
    Map<String, SeriesRow> rows(Collection<String> symbols) throws SQLException {
        var rows = new LinkedHashMap<String, SeriesRow>();
        In.each(symbols, some -> handle.createQuery("SELECT * FROM price_series WHERE symbol IN (<symbols>)")
                .bindList("symbols", some)
                .map((columns, _) -> SeriesRow.read(columns))
                .forEach(row -> rows.put(row.symbol(), row)));
        var unknown = symbols.stream().filter(symbol -> !rows.containsKey(symbol)).toList();
        if (!unknown.isEmpty()) {
            int id = next("price_series", "series_id");
            try (var insert = statements.series.on(handle)) {
                for (var symbol : unknown) {
                    insert.with("id", id).with("symbol", symbol).add();
                    rows.put(symbol, SeriesRow.unknown(id++, symbol));
                }
                insert.batch();
            }
        }
        return rows;
    }

    private void bars(Map<String, SeriesEntry> batch) throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        var rows = rows(batch.keySet());
        var held = held(batch, rows);
        var damaged = damaged();
        var again = new ArrayList<SeriesRow>();
        try (var chunk = statements.chunk.on(handle);
                var drop = statements.dropChunk.on(handle);
                var summary = statements.summary.on(handle)) {
            for (var one : batch.values()) {
                var row = known(rows, one.bars().instrument().symbol());
                var merge = new Merge(row, one, held.getOrDefault(row.id(), Map.of()), damaged.getOrDefault(row.id(), List.of()));
                var after = merge.into(chunk, drop);
                if (!after.equals(row)) {
                    after.write(summary);
                }
                if (merge.recount) {
                    again.add(after);
                }
            }
            drop.batch();
            chunk.batch();
            summary.batch();
        }
        for (var row : again) {
            recount(row);
        }
        filled(batch);
    }

    private static SeriesRow known(Map<String, SeriesRow> rows, String symbol) {
        return Optional.ofNullable(rows.get(symbol)).orElseThrow();
    }

    /** The chunks that a batch may touch, by series and in order. */
    private Map<Integer, Map<Quarter, StoredChunk>> held(Map<String, SeriesEntry> batch, Map<String, SeriesRow> rows) {
        int from = Integer.MAX_VALUE;
        int to = Integer.MIN_VALUE;
        for (var one : batch.values()) {
            int n = one.bars().size();
            if (one.whole()) {
                from = Integer.MIN_VALUE;
                to = Integer.MAX_VALUE;
            } else if (n > 0) {
                from = Math.min(from, Quarter.of(one.bars().epochDay(0)).code());
                to = Math.max(to, Quarter.of(one.bars().epochDay(n - 1)).code());
            }
        }
        var held = new HashMap<Integer, Map<Quarter, StoredChunk>>();
        int first = from;
        int last = to;
        In.each(
                rows.values().stream().map(SeriesRow::id).toList(),
                some -> handle.createQuery("SELECT " + StoredChunk.COLUMNS
                                + " FROM price_chunk WHERE series_id IN (<ids>) AND quarter BETWEEN :first AND :last ORDER BY series_id, quarter")
                        .bindList("ids", some)
                        .bind("first", first)
                        .bind("last", last)
                        .map((columns, _) -> StoredChunk.read(columns))
                        .forEach(one ->
                                held.computeIfAbsent(one.series(), _ -> new LinkedHashMap<>()).put(one.quarter(), one)));
        return held;
    }

    /** A chunk that was set aside before. */
    private record Aside(Quarter quarter, int rev, boolean missing) {}

    private Map<Integer, List<Aside>> damaged() {
        record One(int series, Aside aside) {}
        return handle
                .createQuery("SELECT series_id, quarter, rev, missing FROM price_chunk_damaged")
                .map((columns, _) -> new One(
                        columns.getInt(1), new Aside(Quarter.ofCode(columns.getInt(2)), columns.getInt(3), columns.getInt(4) != 0)))
                .stream()
                .collect(groupingBy(One::series, mapping(One::aside, toList())));
    }

    /** The bars of one entry over what is held of their series. */
    private final class Merge {
        private final SeriesRow before;
        private final SeriesEntry entry;
        private final Map<Quarter, StoredChunk> held;
        private final List<Aside> aside;
        private int count;
        private boolean recount;

        Merge(SeriesRow before, SeriesEntry entry, Map<Quarter, StoredChunk> held, List<Aside> aside) {
            this.before = before;
            this.entry = entry;
            this.held = held;
            this.aside = aside;
            this.count = before.bars();
        }

        SeriesRow into(Prepared.Call chunk, Prepared.Call drop) throws SQLException {
            var bars = entry.bars();
            if (bars.size() == 0 && before.home().isPresent()) {
                // No news about what is held.
                return before;
            }
            boolean whole = entry.whole() && bars.size() > 0;
            boolean mixed = !whole && before.bars() > 0 && before.basis().isPresent();
            if (mixed && !before.basis().get().equals(bars.basis()) && !before.home().equals(Optional.of(entry.home()))) {
                throw new IllegalArgumentException(before.symbol() + " has " + before.basis().get() + " bars of " + before.home().orElse("")
                        + "; a new home with " + bars.basis() + " ones must bring the whole series");
            }
            var coming = BarColumns.of(bars, PriceWriter.this::number);
            var quarters = quarters(coming);
            for (var quarter : quarters.entrySet()) {
                one(quarter.getKey(), quarter.getValue(), whole, chunk);
            }
            if (whole) {
                beside(quarters.keySet(), drop);
            }
            var after = before.of(entry.home(), mixed ? before.basis().get() : bars.basis());
            if (!after.basis().equals(before.basis())) {
                changed = true;
            }
            if (bars.size() == 0) {
                return after;
            }
            var first = Optional.of(bars.date(0));
            var last = Optional.of(bars.date(bars.size() - 1));
            if (whole) {
                return after.holding(bars.size(), first, last).upToDate();
            }
            return after.holding(
                    count,
                    first.filter(day -> before.first().stream().noneMatch(day::isAfter)).or(before::first),
                    last.filter(day -> before.last().stream().noneMatch(day::isBefore)).or(before::last));
        }

        private void one(Quarter quarter, BarColumns coming, boolean whole, Prepared.Call chunk) throws SQLException {
            var there = Optional.ofNullable(held.get(quarter));
            var good = there.flatMap(StoredChunk::whole).map(PriceChunk::columns);
            var old = good.orElse(BarColumns.NONE);
            var merged = whole ? coming.insteadOf(old) : old.with(coming);
            if (good.isPresent() && merged.sameAs(old)) {
                return;
            }
            if (there.isPresent() && good.isEmpty()) {
                // Its bars were counted, and are none.
                setAside(there.get(), !whole && merged.size() < there.get().bars());
                recount = true;
            }
            int rev = there.map(StoredChunk::rev).orElse(0);
            for (var one : aside) {
                if (one.quarter().equals(quarter)) {
                    rev = Math.max(rev, one.rev());
                    if (one.missing() && !whole) {
                        replaced(quarter, merged.size());
                    }
                }
            }
            chunk.with("series", before.id())
                    .with("quarter", quarter.code())
                    .with("rev", rev + 1)
                    .with("n", merged.size())
                    .with("data", PriceChunk.bytes(merged))
                    .add();
            count += merged.size() - old.size();
            changed = true;
        }

        private void replaced(Quarter quarter, int bars) throws SQLException {
            try (var update = statements.replaced.on(handle)) {
                update.with("series", before.id()).with("quarter", quarter.code()).with("n", bars).update();
            }
        }

        /** What is held in quarters of which the whole series has no bar goes, and nothing is missing any more. */
        private void beside(Set<Quarter> quarters, Prepared.Call drop) throws SQLException {
            for (var one : held.values()) {
                if (quarters.contains(one.quarter())) {
                    continue;
                }
                if (one.whole().isEmpty()) {
                    setAside(one, false);
                }
                drop.with("series", one.series()).with("quarter", one.quarter().code()).add();
                changed = true;
            }
            for (var one : aside) {
                if (one.missing()) {
                    replaced(one.quarter(), Integer.MAX_VALUE);
                    changed = true;
                }
            }
        }
    }

    private static Map<Quarter, BarColumns> quarters(BarColumns bars) {
        var parts = new LinkedHashMap<Quarter, BarColumns>();
        for (int from = 0; from < bars.size(); ) {
            var quarter = Quarter.of(bars.days[from]);
            int to = bars.after(quarter.lastDay());
            parts.put(quarter, bars.range(from, to));
            from = to;
        }
        return parts;
    }

    private void setAside(StoredChunk chunk, boolean missing) throws SQLException {
        try (var insert = statements.damaged.on(handle)) {
            insert.with("series", chunk.series())
                    .with("quarter", chunk.quarter().code())
                    .with("rev", chunk.rev())
                    .with("n", chunk.bars())
                    .with("data", chunk.data())
                    .with("missing", missing ? 1 : 0)
                    .update();
        }
    }

    /** Takes chunks out of use that are still as somebody found them, damaged. What is read stays the same. */
    void setAside(List<StoredChunk> found) throws SQLException {
        var touched = new LinkedHashSet<Integer>();
        for (var chunk : found) {
            var now = handle.createQuery("SELECT " + StoredChunk.COLUMNS
                            + " FROM price_chunk WHERE series_id = :series AND quarter = :quarter AND rev = :rev")
                    .bind("series", chunk.series())
                    .bind("quarter", chunk.quarter().code())
                    .bind("rev", chunk.rev())
                    .map((columns, _) -> StoredChunk.read(columns))
                    .findOne();
            if (now.isPresent() && now.get().whole().isEmpty()) {
                setAside(now.get(), true);
                try (var drop = statements.dropChunk.on(handle)) {
                    drop.with("series", chunk.series()).with("quarter", chunk.quarter().code()).update();
                }
                touched.add(chunk.series());
            }
        }
        for (int series : touched) {
            recount(handle.createQuery("SELECT * FROM price_series WHERE series_id = :id")
                    .bind("id", series)
                    .map((columns, _) -> SeriesRow.read(columns))
                    .one());
        }
    }

    /** Counts the bars of a series anew. */
    private void recount(SeriesRow row) throws SQLException {
        var days = new TreeMap<Integer, Integer>();
        int count = 0;
        for (var chunk : handle.createQuery("SELECT " + StoredChunk.COLUMNS + " FROM price_chunk WHERE series_id = :id")
                .bind("id", row.id())
                .map((columns, _) -> StoredChunk.read(columns))
                .list()) {
            if (chunk.whole().isPresent()) {
                count += chunk.bars();
                days.put(chunk.whole().get().day(0), chunk.whole().get().day(chunk.bars() - 1));
            }
        }
        var first = Optional.ofNullable(days.firstEntry()).map(day -> LocalDate.ofEpochDay(day.getKey()));
        var last = Optional.ofNullable(days.lastEntry()).map(day -> LocalDate.ofEpochDay(day.getValue()));
        try (var summary = statements.summary.on(handle)) {
            row.holding(count, first, last).write(summary);
            summary.batch();
        }
    }

    // ---- what stands beside bars ----

    /** Never back to an earlier day. */
    void actionsAsked(Collection<String> symbols, LocalDate through) throws SQLException {
        asked(symbols, "actions_through = :day WHERE (actions_through IS NULL OR actions_through < :day)", through);
    }

    /** Never on to a later day. */
    void historyAsked(Collection<String> symbols, LocalDate from) throws SQLException {
        asked(symbols, "asked_from = :day WHERE (asked_from IS NULL OR asked_from > :day)", from);
    }

    private void asked(Collection<String> symbols, String change, LocalDate day) throws SQLException {
        var rows = rows(symbols);
        In.each(
                rows.values().stream().map(SeriesRow::id).toList(),
                some -> handle.createUpdate("UPDATE price_series SET " + change + " AND series_id IN (<ids>)")
                        .bindList("ids", some)
                        .bind("day", day)
                        .execute());
    }

    void stale(String symbol, Optional<String> why) throws SQLException {
        int id = known(rows(List.of(symbol)), symbol).id();
        handle.createUpdate("UPDATE price_series SET stale = :why WHERE series_id = :id").bind("why", why).bind("id", id).execute();
    }

    /** A session that has a bar now needs no explanation any more. */
    private void filled(Map<String, SeriesEntry> batch) throws SQLException {
        record Explained(String symbol, LocalDate session) {}
        var explained = new ArrayList<Explained>();
        In.each(batch.keySet(), some -> handle.createQuery("SELECT symbol, session FROM bar_gap WHERE symbol IN (<symbols>)")
                .bindList("symbols", some)
                .map((columns, _) -> new Explained(columns.getString(1), LocalDate.parse(columns.getString(2))))
                .forEach(explained::add));
        try (var drop = statements.dropGap.on(handle)) {
            for (var gap : explained) {
                var entry = batch.get(gap.symbol());
                if (entry != null && entry.bars().indexOf(gap.session()) >= 0) {
                    drop.with("symbol", gap.symbol()).with("session", gap.session()).add();
                }
            }
            drop.batch();
        }
    }

    /** Of one kind and ex-date what comes takes the place of what is held, where it is not the same. */
    private void actions(Map<String, List<CorporateAction>> coming, String provider) throws SQLException {
        if (coming.isEmpty()) {
            return;
        }
        record Slot(LocalDate ex, ActionRow.Kind kind) {}
        var held = new HashMap<String, Set<ActionRow>>();
        In.each(coming.keySet(), some -> handle.createQuery("SELECT symbol, ex, kind, value FROM corporate_action WHERE symbol IN (<symbols>)")
                .bindList("symbols", some)
                .map((columns, _) -> Map.entry(columns.getString(1), ActionRow.read(columns)))
                .forEach(one -> held.computeIfAbsent(one.getKey(), _ -> new HashSet<>()).add(one.getValue())));
        try (var drop = statements.dropAction.on(handle);
                var insert = statements.action.on(handle)) {
            for (var symbol : coming.entrySet()) {
                var slots = new LinkedHashMap<Slot, Set<ActionRow>>();
                for (var action : symbol.getValue()) {
                    var row = ActionRow.of(action);
                    slots.computeIfAbsent(new Slot(row.ex(), row.kind()), _ -> new LinkedHashSet<>()).add(row);
                }
                var known = held.getOrDefault(symbol.getKey(), Set.of());
                for (var slot : slots.entrySet()) {
                    var there = new HashSet<>(known);
                    there.removeIf(row -> !new Slot(row.ex(), row.kind()).equals(slot.getKey()));
                    if (there.equals(slot.getValue())) {
                        continue;
                    }
                    drop.with("symbol", symbol.getKey()).with("ex", slot.getKey().ex()).with("kind", slot.getKey().kind().name()).add();
                    for (var row : slot.getValue()) {
                        insert.with("symbol", symbol.getKey())
                                .with("ex", row.ex())
                                .with("kind", row.kind().name())
                                .with("value", row.value())
                                .with("provider", provider)
                                .add();
                    }
                    changed = true;
                }
            }
            drop.batch();
            insert.batch();
        }
    }

    private void suspects(List<Suspect> coming) throws SQLException {
        if (coming.isEmpty()) {
            return;
        }
        record Bar(String symbol, LocalDate session) {}
        var last = new LinkedHashMap<Bar, Suspect>();
        coming.forEach(one -> last.put(new Bar(one.symbol(), one.session()), one));
        var held = new HashSet<Suspect>();
        In.each(
                coming.stream().map(Suspect::symbol).distinct().toList(),
                some -> handle.createQuery("SELECT * FROM bar_suspect WHERE symbol IN (<symbols>)")
                        .bindList("symbols", some)
                        .map((columns, _) -> SuspectRow.read(columns))
                        .forEach(held::add));
        try (var insert = statements.suspect.on(handle)) {
            for (var suspect : last.values()) {
                if (!held.contains(suspect)) {
                    SuspectRow.write(insert, suspect);
                    changed = true;
                }
            }
            insert.batch();
        }
    }

    private void gaps(List<Gap> gaps) throws SQLException {
        try (var insert = statements.gap.on(handle)) {
            for (var gap : gaps) {
                insert.with("symbol", gap.symbol()).with("session", gap.session()).with("why", gap.why().name()).add();
            }
            insert.batch();
        }
    }

    private void changes(List<PriceChange> changes) throws SQLException {
        try (var insert = statements.change.on(handle)) {
            for (var change : changes) {
                insert.with("symbol", change.symbol())
                        .with("session", change.session())
                        .with("at", change.at())
                        .with("before", change.before())
                        .with("after", change.after())
                        .with("provider", change.provider())
                        .with("why", change.why())
                        .add();
            }
            insert.batch();
        }
    }
}
