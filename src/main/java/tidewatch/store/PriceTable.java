package tidewatch.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import tidewatch.market.ArchiveEntry;
import tidewatch.market.CorporateAction;
import tidewatch.market.Gap;
import tidewatch.market.Instrument;
import tidewatch.market.Origin;
import tidewatch.market.PriceArchive;
import tidewatch.market.PriceChange;
import tidewatch.market.PriceSeries;
import tidewatch.market.Suspect;
import tidewatch.problem.Found;

/**
 * Prices in tables {@code price_series}, {@code price_chunk} (a row for a series and quarter: {@link PriceChunk}) and those around them.
 *
 * <p>A chunk whose checksum is wrong is told by {@link #history}, which moves it to {@code price_chunk_damaged} once its own reading is over;
 * from then on its bars are missing in {@link #holdings}. It stays there, and is told, until as many bars were fetched again.
 *
 * <p>Entries of several nodes come in turn. On a file an entry holds the one writer that messages go through too: 20 to 50 microseconds for
 * each series and quarter that changes (measured by {@code PriceBenchmark}), so one day of a thousand series, or five years of fifty, take
 * 20 to 50 ms. A first fill is meant to come in entries of that size, as sources send it; one day of 10,000 series is one entry and holds
 * the writer for .2 to .5 s.
 */
public final class PriceTable implements PriceArchive {
    private static final Origin UNKNOWN = new Origin("unknown", "", Instant.EPOCH);

    private final Database database;
    private final Function<String, Optional<Instrument>> known;
    private final PriceStatements statements = new PriceStatements();
    /** By number. They never change; those that others added since are behind. Immutable. */
    private volatile List<Origin> origins = List.of();

    /** @param known names, kinds and sectors of symbols; one that it does not know is a share of that name, {@code ^} makes an index */
    public PriceTable(Database database, Function<String, Optional<Instrument>> known) {
        this.database = database;
        this.known = known;
    }

    @Override
    public String id() {
        return "archive";
    }

    @Override
    public Found<List<PriceSeries>> history(Set<String> wanted, LocalDate from, LocalDate to) {
        if (database.inside()) {
            return database.read(handle -> new PriceReader(handle, known, origins(handle), from, to).read(wanted)).found();
        }
        var reading = database.snapshot(handle -> {
            var committed = origins(handle);
            origins = committed;
            return new PriceReader(handle, known, committed, from, to).read(wanted);
        });
        if (!reading.damaged().isEmpty()) {
            setAside(reading.damaged());
        }
        return reading.found();
    }

    private void setAside(List<StoredChunk> damaged) {
        try {
            write(writer -> writer.setAside(damaged));
        } catch (StoreException refused) {
            // Whoever reads next finds them again.
        }
    }

    /** All of them. Those of a reading of its own are kept for the next; those that a transaction sees in which it stands may be taken back. */
    private List<Origin> origins(Handle handle) {
        var held = origins;
        var more = new TreeMap<Integer, Origin>();
        handle.createQuery("SELECT * FROM price_origin WHERE origin_id >= :next")
                .bind("next", held.size())
                .map((columns, _) -> {
                    var row = new Row(columns);
                    return Map.entry(
                            row.number("origin_id"), new Origin(row.text("provider"), row.text("feed"), row.instant("fetched_at")));
                })
                .forEach(one -> more.put(one.getKey(), one.getValue()));
        if (more.isEmpty()) {
            return held;
        }
        var all = new ArrayList<>(held);
        all.addAll(Collections.nCopies(more.lastKey() + 1 - held.size(), UNKNOWN));
        more.forEach(all::set);
        return List.copyOf(all);
    }

    /** A piece of work on the prices. */
    @FunctionalInterface
    private interface Work {
        void with(PriceWriter writer) throws SQLException;
    }

    private void write(Work work) {
        database.run(handle -> {
            var writer = new PriceWriter(handle, database.dialect(), statements);
            work.with(writer);
            writer.end();
        });
    }

    @Override
    public void enter(ArchiveEntry entry) {
        write(writer -> writer.enter(entry));
    }

    @Override
    public Map<String, Holding> holdings() {
        return database.read(handle -> {
            var holdings = new TreeMap<String, Holding>();
            handle.createQuery("SELECT * FROM price_series")
                    .map((columns, _) -> SeriesRow.read(columns))
                    .forEach(row -> holdings.put(row.symbol(), row.holding()));
            return holdings;
        });
    }

    @Override
    public List<Suspect> suspects(Set<Suspect.State> states) {
        if (states.isEmpty()) {
            return List.of();
        }
        return database.read(handle -> handle.createQuery("SELECT * FROM bar_suspect WHERE state IN (<states>) ORDER BY symbol, session")
                .bindList("states", states.stream().map(Suspect.State::name).toList())
                .map((columns, _) -> SuspectRow.read(columns))
                .list());
    }

    @Override
    public List<Gap> gaps(LocalDate from) {
        var first = from.getYear() < 0 ? LocalDate.EPOCH.withYear(0) : from;
        return database.read(handle -> handle.createQuery("SELECT * FROM bar_gap WHERE session >= :from ORDER BY symbol, session")
                .bind("from", first)
                .map((columns, _) -> {
                    var row = new Row(columns);
                    return new Gap(row.text("symbol"), row.date("session"), row.word(Gap.Why.class, "why"));
                })
                .list());
    }

    @Override
    public Map<String, List<CorporateAction>> actions() {
        return database.read(PriceReader::actions);
    }

    @Override
    public void actionsAsked(Set<String> symbols, LocalDate through) {
        write(writer -> writer.actionsAsked(symbols, through));
    }

    @Override
    public void historyAsked(Set<String> symbols, LocalDate from) {
        write(writer -> writer.historyAsked(symbols, from));
    }

    @Override
    public void stale(String symbol, Optional<String> why) {
        write(writer -> writer.stale(symbol, why));
    }

    @Override
    public List<PriceChange> changes(Instant since, int most) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT * FROM price_change WHERE changed_at >= :since
                        ORDER BY changed_at DESC, symbol, session DESC LIMIT :most
                        """)
                .bind("since", since)
                .bind("most", most)
                .map((columns, _) -> {
                    var row = new Row(columns);
                    return new PriceChange(
                            row.text("symbol"),
                            row.date("session"),
                            row.real("close_before"),
                            row.real("close_after"),
                            row.text("provider"),
                            row.text("why"),
                            row.instant("changed_at"));
                })
                .list());
    }

    @Override
    public long revision() {
        return database.read(handle -> {
            // Asked with every answer to a person: without the making of a query.
            try (var statement = handle.getConnection().prepareStatement("SELECT revision FROM price_revision WHERE one = 1");
                    var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** The last answers of the sources, newest first: what went into the archive, and when. */
    public List<ArchiveEntry.Fetched> fetched(int most) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT * FROM price_fetch f JOIN price_origin o ON o.origin_id = f.origin_id
                        ORDER BY f.fetch_id DESC LIMIT :most
                        """)
                .bind("most", most)
                .map((columns, _) -> {
                    var row = new Row(columns);
                    return new ArchiveEntry.Fetched(
                            new Origin(row.text("provider"), row.text("feed"), row.instant("fetched_at")),
                            row.text("request"),
                            row.number("bars"),
                            row.text("outcome"));
                })
                .list());
    }
}
