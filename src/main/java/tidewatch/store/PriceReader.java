package tidewatch.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import tidewatch.market.Basis;
import tidewatch.market.CorporateAction;
import tidewatch.market.Instrument;
import tidewatch.market.Origin;
import tidewatch.market.PriceSeries;
import tidewatch.market.Suspect;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/** One reading of prices, in one transaction. */
final class PriceReader {
    /** Suspects of a series and rule, and symbols, that are named one by one; the rest is counted. */
    private static final int NAMED = 3;

    private static final int SYMBOLS_NAMED = 5;
    /** Rows that a server sends at a time: a megabyte and a half. */
    private static final int FETCH_SIZE = 500;

    private final Handle handle;
    private final Function<String, Optional<Instrument>> known;
    /** By number. */
    private final List<Origin> origins;

    private final LocalDate from;
    private final LocalDate to;
    private final List<Problem> problems = new ArrayList<>();
    private final List<StoredChunk> damaged = new ArrayList<>();

    PriceReader(
            Handle handle, Function<String, Optional<Instrument>> known, List<Origin> origins, LocalDate from, LocalDate to) {
        this.handle = handle;
        this.known = known;
        this.origins = origins;
        this.from = from;
        this.to = to;
    }

    /**
     * What was read.
     *
     * @param damaged chunks that are none, to be set aside
     */
    record Reading(Found<List<PriceSeries>> found, List<StoredChunk> damaged) {}

    /** @param wanted symbols; empty for all */
    Reading read(Set<String> wanted) throws SQLException {
        var rows = rows(wanted);
        var suspects = suspects(wanted);
        var actions = actions(wanted);
        var all = new TreeMap<String, PriceSeries>();
        var chunks = chunks(rows);
        for (var row : rows.values()) {
            all.put(
                    row.symbol(),
                    series(
                            row.symbol(),
                            row.basis().orElse(Basis.RAW),
                            new Origin(row.home().orElse("archive"), "", Instant.EPOCH),
                            chunks.getOrDefault(row.id(), List.of()),
                            actions.getOrDefault(row.symbol(), List.of()),
                            suspects.getOrDefault(row.symbol(), List.of())));
        }
        suspects.forEach((symbol, some) -> {
            if (!all.containsKey(symbol) && Instrument.isSymbol(symbol)) {
                all.put(symbol, series(symbol, Basis.RAW, some.getFirst().origin(), List.of(), List.of(), some));
            }
        });
        missing(wanted, all.keySet());
        lost(rows);
        suspects.forEach(this::heldBack);
        return new Reading(new Found<>(List.copyOf(all.values()), problems), List.copyOf(damaged));
    }

    private boolean in(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /** Series that have or had bars, by number. */
    private Map<Integer, SeriesRow> rows(Set<String> wanted) {
        var rows = new TreeMap<Integer, SeriesRow>();
        handle.createQuery("SELECT * FROM price_series WHERE home IS NOT NULL")
                .map((columns, _) -> SeriesRow.read(columns))
                .stream()
                .filter(row -> wanted.isEmpty() || wanted.contains(row.symbol()))
                .forEach(row -> rows.put(row.id(), row));
        return rows;
    }

    private Map<String, List<Suspect>> suspects(Set<String> wanted) {
        var open = new TreeMap<String, List<Suspect>>();
        handle.createQuery("SELECT * FROM bar_suspect WHERE state = 'OPEN' ORDER BY symbol, session")
                .map((columns, _) -> SuspectRow.read(columns))
                .stream()
                .filter(one -> in(one.session()) && (wanted.isEmpty() || wanted.contains(one.symbol())))
                .forEach(one -> open.computeIfAbsent(one.symbol(), _ -> new ArrayList<>()).add(one));
        return open;
    }

    private Map<String, List<CorporateAction>> actions(Set<String> wanted) {
        var actions = new HashMap<String, List<CorporateAction>>();
        actions(handle).forEach((symbol, all) -> {
            if (wanted.isEmpty() || wanted.contains(symbol)) {
                actions.put(symbol, all.stream().filter(one -> in(one.ex())).toList());
            }
        });
        return actions;
    }

    /** All of them, by symbol, the oldest first. */
    static Map<String, List<CorporateAction>> actions(Handle handle) {
        var actions = new TreeMap<String, List<CorporateAction>>();
        handle.createQuery("SELECT symbol, ex, kind, value FROM corporate_action ORDER BY symbol, ex, kind, value")
                .map((columns, _) -> Map.entry(columns.getString(1), ActionRow.read(columns).action()))
                .forEach(one -> actions.computeIfAbsent(one.getKey(), _ -> new ArrayList<>()).add(one.getValue()));
        return actions;
    }

    /** Part of a chunk. */
    private record Part(PriceChunk chunk, int first, int end) {}

    private Map<Integer, List<Part>> chunks(Map<Integer, SeriesRow> rows) throws SQLException {
        var parts = new HashMap<Integer, List<Part>>();
        int held = handle.createQuery("SELECT COUNT(*) FROM price_series WHERE home IS NOT NULL").mapTo(Integer.class).one();
        if (2 * rows.size() >= held) {
            // A plus keeps the databases from looking for most of the rows by an index.
            chunks(rows, most(rows) ? "+quarter" : "quarter", "", List.of(), parts);
        } else {
            var ids = List.copyOf(rows.keySet());
            for (int at = 0; at < ids.size(); at += FETCH_SIZE) {
                var some = ids.subList(at, Math.min(ids.size(), at + FETCH_SIZE));
                var places = String.join(", ", some.stream().map(_ -> "?").toList());
                chunks(rows, "+quarter", " AND series_id IN (" + places + ")", some, parts);
            }
        }
        parts.values().forEach(some -> some.sort(Comparator.comparingInt(part -> part.chunk().day(0))));
        return parts;
    }

    /** Whether at least a third of the years that are held is wanted. */
    private boolean most(Map<Integer, SeriesRow> rows) {
        long first = rows.values().stream().flatMap(row -> row.first().stream()).mapToLong(LocalDate::toEpochDay).min().orElse(0);
        long last = rows.values().stream().flatMap(row -> row.last().stream()).mapToLong(LocalDate::toEpochDay).max().orElse(0);
        return 3 * (Math.min(last, to.toEpochDay()) - Math.max(first, from.toEpochDay())) >= last - first;
    }

    private void chunks(Map<Integer, SeriesRow> rows, String quarter, String among, List<Integer> ids, Map<Integer, List<Part>> parts)
            throws SQLException {
        var sql = "SELECT " + StoredChunk.COLUMNS + " FROM price_chunk WHERE " + quarter + " BETWEEN ? AND ?" + among;
        try (var statement = handle.getConnection().prepareStatement(sql)) {
            statement.setFetchSize(FETCH_SIZE);
            statement.setInt(1, Quarter.of(from).code());
            statement.setInt(2, Quarter.of(to).code());
            for (int i = 0; i < ids.size(); i++) {
                statement.setInt(3 + i, ids.get(i));
            }
            try (var columns = statement.executeQuery()) {
                while (columns.next()) {
                    int series = columns.getInt(1);
                    if (rows.containsKey(series)) {
                        part(StoredChunk.read(columns)).ifPresent(one -> parts.computeIfAbsent(series, _ -> new ArrayList<>()).add(one));
                    }
                }
            }
        }
    }

    private Optional<Part> part(StoredChunk stored) {
        if (stored.whole().isEmpty()) {
            damaged.add(stored);
            return Optional.empty();
        }
        var chunk = stored.whole().get();
        int first = chunk.day(0) >= from.toEpochDay() ? 0 : chunk.atOrAfter(from.toEpochDay());
        int end = chunk.day(chunk.size() - 1) <= to.toEpochDay() ? chunk.size() : chunk.atOrAfter(to.toEpochDay() + 1);
        return first < end ? Optional.of(new Part(chunk, first, end)) : Optional.empty();
    }

    private PriceSeries series(
            String symbol, Basis basis, Origin home, List<Part> parts, List<CorporateAction> actions, List<Suspect> suspects) {
        int n = 0;
        boolean hasAdjusted = false;
        for (var part : parts) {
            n += part.end() - part.first();
            hasAdjusted |= part.chunk().hasAdjusted();
        }
        var bars = new BarColumns(n, hasAdjusted);
        int at = 0;
        for (var part : parts) {
            part.chunk().copy(part.first(), part.end(), bars, at);
            at += part.end() - part.first();
        }
        // A bar of another source has no adjusted close. It entered behind the last action, where it would be the close.
        boolean adjusted = false;
        for (int i = 0; i < bars.adjusted.length; i++) {
            if (bars.adjusted[i] > 0) {
                adjusted = true;
            } else {
                bars.adjusted[i] = bars.close[i];
            }
        }
        var origin = n == 0 ? home : origins.get(bars.origins[n - 1]);
        var series = new PriceSeries(
                instrument(symbol),
                basis,
                origin,
                bars.days,
                bars.open,
                bars.high,
                bars.low,
                bars.close,
                bars.volume,
                adjusted ? bars.adjusted : new double[0],
                actions,
                suspects.stream().map(one -> new PriceSeries.HeldBack(one.session(), one.sentence())).toList());
        boolean oneOrigin = Arrays.stream(bars.origins).distinct().limit(2).count() < 2;
        boolean noFlags = none(bars.flags);
        return oneOrigin && noFlags
                ? series
                : series.marked(
                        noFlags ? new byte[0] : bars.flags, oneOrigin ? List.of() : origins, oneOrigin ? new int[0] : bars.origins);
    }

    private static boolean none(byte[] flags) {
        for (byte one : flags) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    private Instrument instrument(String symbol) {
        return known.apply(symbol).orElseGet(() -> {
            var kind = Instrument.Kind.STOCK;
            if (symbol.startsWith("^")) {
                kind = symbol.startsWith("^V") && symbol.contains("VIX") ? Instrument.Kind.VOLATILITY : Instrument.Kind.INDEX;
            }
            return new Instrument(symbol, symbol, kind, "", "");
        });
    }

    // ---- problems ----

    private void missing(Set<String> wanted, Set<String> have) {
        var absent = new TreeSet<>(wanted);
        absent.removeAll(have);
        if (!absent.isEmpty()) {
            var some = String.join(", ", absent.stream().limit(SYMBOLS_NAMED).toList());
            var more = absent.size() > SYMBOLS_NAMED ? " and " + (absent.size() - SYMBOLS_NAMED) + " more" : "";
            problems.add(Problem.of(
                    Reason.NO_DATA, "No prices of " + some + more + " were fetched yet; what needs them is left out until tidewatch refresh has them"));
        }
    }

    /** Chunks that cannot be read now, and those of which that was found earlier and that were not fetched again since. */
    private void lost(Map<Integer, SeriesRow> rows) {
        record Lost(int series, Quarter quarter) {}
        var all = new LinkedHashSet<Lost>();
        damaged.forEach(chunk -> all.add(new Lost(chunk.series(), chunk.quarter())));
        handle.createQuery("SELECT DISTINCT series_id, quarter FROM price_chunk_damaged WHERE missing = 1 AND quarter BETWEEN :first AND :last")
                .bind("first", Quarter.of(from).code())
                .bind("last", Quarter.of(to).code())
                .map((columns, _) -> new Lost(columns.getInt(1), Quarter.ofCode(columns.getInt(2))))
                .forEach(all::add);
        all.stream()
                .flatMap(one -> Optional.ofNullable(rows.get(one.series())).stream()
                        .map(row -> new Problem(
                                Reason.GARBLED,
                                "the stored prices of " + one.quarter().words()
                                        + " are damaged; they are set aside, left out, and fetched again by the next tidewatch refresh",
                                row.symbol())))
                .sorted(Comparator.comparing(Problem::where))
                .forEach(problems::add);
    }

    private void heldBack(String symbol, List<Suspect> open) {
        var byRule = new TreeMap<String, List<Suspect>>();
        open.forEach(one -> byRule.computeIfAbsent(one.rule(), _ -> new ArrayList<>()).add(one));
        for (var some : byRule.values()) {
            int named = some.size() <= NAMED + 1 ? some.size() : NAMED;
            for (var one : some.subList(0, named)) {
                problems.add(new Problem(
                        Reason.QUARANTINED,
                        one.sentence() + "; the bar is held back until a source or an owner settles it",
                        symbol + " " + one.session()));
            }
            if (named < some.size()) {
                problems.add(new Problem(
                        Reason.QUARANTINED,
                        (some.size() - named) + " more bars like these, up to " + some.getLast().session(),
                        symbol + " " + some.get(named).session()));
            }
        }
    }
}
