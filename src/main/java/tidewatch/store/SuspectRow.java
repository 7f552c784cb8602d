package tidewatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import tidewatch.market.Origin;
import tidewatch.market.Suspect;

/** A bar that is held back, as a row of {@code bar_suspect}: what is no number is empty there. */
final class SuspectRow {
    static final String COLUMNS = "symbol, session, open, high, low, close, volume, provider, feed, fetched_at, rule, sentence, state, decided_by, decided_at";

    private SuspectRow() {}

    static Suspect read(ResultSet columns) throws SQLException {
        var row = new Row(columns);
        var by = row.maybeText("decided_by");
        var at = row.maybeInstant("decided_at");
        return new Suspect(
                row.text("symbol"),
                row.date("session"),
                row.real("open"),
                row.real("high"),
                row.real("low"),
                row.real("close"),
                row.real("volume"),
                new Origin(row.text("provider"), row.text("feed"), row.instant("fetched_at")),
                row.text("rule"),
                row.text("sentence"),
                row.word(Suspect.State.class, "state"),
                by.flatMap(who -> at.map(when -> new Suspect.Decision(who, when))));
    }

    static void write(Prepared.Call statement, Suspect suspect) throws SQLException {
        statement
                .with("symbol", suspect.symbol())
                .with("session", suspect.session())
                .with("open", suspect.open())
                .with("high", suspect.high())
                .with("low", suspect.low())
                .with("close", suspect.close())
                .with("volume", suspect.volume())
                .with("provider", suspect.origin().provider())
                .with("feed", suspect.origin().feed())
                .with("fetched", suspect.origin().fetchedAt())
                .with("rule", suspect.rule())
                .with("sentence", suspect.sentence())
                .with("state", suspect.state().name())
                .value("by", suspect.decided().map(Suspect.Decision::by))
                .value("at", suspect.decided().map(Suspect.Decision::at))
                .add();
    }
}
