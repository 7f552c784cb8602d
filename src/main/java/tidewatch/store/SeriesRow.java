package tidewatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import tidewatch.market.Basis;
import tidewatch.market.PriceArchive;

/**
 * A row of {@code price_series}.
 *
 * @param home absent, as the basis is, while there are no bars and only something else is known of the symbol
 * @param bars of all its chunks; so {@code first} and {@code last}
 */
record SeriesRow(
        int id,
        String symbol,
        Optional<String> home,
        Optional<Basis> basis,
        Optional<LocalDate> first,
        Optional<LocalDate> last,
        int bars,
        Optional<LocalDate> askedFrom,
        Optional<LocalDate> actionsThrough,
        Optional<String> stale) {

    static SeriesRow unknown(int id, String symbol) {
        return new SeriesRow(
                id, symbol, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static SeriesRow read(ResultSet columns) throws SQLException {
        var row = new Row(columns);
        return new SeriesRow(
                row.number("series_id"),
                row.text("symbol"),
                row.maybeText("home"),
                row.maybeWord(Basis.class, "basis"),
                row.maybeDate("first_session"),
                row.maybeDate("last_session"),
                row.number("bars"),
                row.maybeDate("asked_from"),
                row.maybeDate("actions_through"),
                row.maybeText("stale"));
    }

    /** Without a home it holds no bars, and its basis says nothing. */
    PriceArchive.Holding holding() {
        return new PriceArchive.Holding(
                symbol, home.orElse(""), basis.orElse(Basis.RAW), first, last, bars, askedFrom, actionsThrough, stale);
    }

    SeriesRow of(String newHome, Basis newBasis) {
        return new SeriesRow(id, symbol, Optional.of(newHome), Optional.of(newBasis), first, last, bars, askedFrom, actionsThrough, stale);
    }

    SeriesRow upToDate() {
        return new SeriesRow(id, symbol, home, basis, first, last, bars, askedFrom, actionsThrough, Optional.empty());
    }

    /** With other bars: so many, from one day to another. */
    SeriesRow holding(int count, Optional<LocalDate> from, Optional<LocalDate> to) {
        return new SeriesRow(id, symbol, home, basis, from, to, count, askedFrom, actionsThrough, stale);
    }

    void write(Prepared.Call summary) throws SQLException {
        summary.with("id", id)
                .with("home", home)
                .value("basis", basis.map(Basis::name))
                .value("first", first)
                .value("last", last)
                .with("bars", bars)
                .with("stale", stale)
                .add();
    }
}
