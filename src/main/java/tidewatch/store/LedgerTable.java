package tidewatch.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tidewatch.evidence.Ledger;
import tidewatch.evidence.RecordedClaim;
import tidewatch.evidence.RecordedClaim.Author;
import tidewatch.evidence.RecordedOutcome;

/** The record, in tables {@code recorded_claim}, {@code recorded_outcome} and {@code recorded_session}: rows are added and never changed. */
public final class LedgerTable implements Ledger {
    private final Database database;

    public LedgerTable(Database database) {
        this.database = database;
    }

    @Override
    public List<Entry> all() {
        return database.snapshot(handle -> {
            var outcomes = new LinkedHashMap<String, List<RecordedOutcome>>();
            handle.createQuery("SELECT * FROM recorded_outcome ORDER BY claim_id, line")
                    .map((columns, _) -> outcome(new Row(columns)))
                    .forEach(one -> outcomes.computeIfAbsent(one.claim(), _ -> new ArrayList<>()).add(one));
            return handle.createQuery("SELECT * FROM recorded_claim ORDER BY start, claim_id")
                    .map((columns, _) -> claim(new Row(columns)))
                    .map(claim -> new Entry(claim, outcomes.getOrDefault(claim.id(), List.of())))
                    .list();
        });
    }

    @Override
    public Optional<LocalDate> last() {
        return database.read(LedgerTable::last);
    }

    private static Optional<LocalDate> last(Handle handle) {
        return handle.createQuery("SELECT session FROM recorded_session ORDER BY session DESC LIMIT 1")
                .mapTo(String.class)
                .findOne()
                .map(LocalDate::parse);
    }

    @Override
    public boolean write(LocalDate session, Instant at, List<RecordedClaim> claims, List<RecordedOutcome> outcomes) {
        return database.write(handle -> {
            boolean first = handle.createUpdate(
                                    """
                                    INSERT INTO recorded_session (session, claims, outcomes, at) VALUES (:session, :claims, :outcomes, :at)
                                    ON CONFLICT (session) DO NOTHING
                                    """)
                            .bind("session", session)
                            .bind("claims", claims.size())
                            .bind("outcomes", outcomes.size())
                            .bind("at", at)
                            .execute()
                    == 1;
            if (first) {
                claims.forEach(claim -> add(handle, claim));
                outcomes.forEach(outcome -> add(handle, outcome));
            }
            return first;
        });
    }

    private static void add(Handle handle, RecordedClaim claim) {
        handle.createUpdate(
                        """
                        INSERT INTO recorded_claim (claim_id, author, title, sign, asset, stand_in, against, start, horizon, horizon_why, note, line,
                            quote, probability, known_to, imported, method, at)
                        VALUES (:id, :author, :title, :sign, :asset, :standIn, :against, :start, :horizon, :why, :note, :line,
                            :quote, :probability, :knownTo, :imported, :method, :at)
                        ON CONFLICT (claim_id) DO NOTHING
                        """)
                .bind("id", claim.id())
                .bind("author", claim.author().name())
                .bind("title", claim.title())
                .bind("sign", claim.sign())
                .bind("asset", BriefText.lines(claim.asset()))
                .bind("standIn", claim.standIn())
                .bind("against", BriefText.lines(claim.against()))
                .bind("start", claim.start())
                .bind("horizon", claim.horizon())
                .bind("why", claim.horizonWhy())
                .bind("note", claim.source().map(RecordedClaim.Source::file))
                .bind("line", claim.source().map(RecordedClaim.Source::line))
                .bind("quote", claim.source().map(RecordedClaim.Source::quote))
                .bind("probability", claim.probability())
                .bind("knownTo", claim.knownTo())
                .bind("imported", claim.imported())
                .bind("method", claim.method())
                .bind("at", claim.at())
                .execute();
    }

    private static void add(Handle handle, RecordedOutcome outcome) {
        handle.createUpdate(
                        """
                        INSERT INTO recorded_outcome (claim_id, line, session, excess, z, closes, method, reason, at)
                        VALUES (:claim, :line, :session, :excess, :z, :closes, :method, :reason, :at)
                        ON CONFLICT (claim_id, line) DO NOTHING
                        """)
                .bind("claim", outcome.claim())
                .bind("line", outcome.line())
                .bind("session", outcome.session())
                .bind("excess", outcome.excess())
                .bind("z", outcome.z())
                .bind("closes", BriefText.lines(outcome.closes()))
                .bind("method", outcome.method())
                .bind("reason", outcome.reason())
                .bind("at", outcome.at())
                .execute();
    }

    private static RecordedClaim claim(Row row) throws SQLException {
        var note = row.maybeText("note");
        return new RecordedClaim(
                row.text("claim_id"),
                row.word(Author.class, "author"),
                row.text("title"),
                row.number("sign"),
                BriefText.lines(row.text("asset")),
                row.flag("stand_in"),
                BriefText.lines(row.text("against")),
                row.date("start"),
                row.number("horizon"),
                row.text("horizon_why"),
                note.isPresent()
                        ? Optional.of(new RecordedClaim.Source(note.get(), row.number("line"), row.text("quote")))
                        : Optional.empty(),
                Optional.of(row.real("probability")).filter(p -> !Double.isNaN(p)),
                row.date("known_to"),
                row.flag("imported"),
                row.number("method"),
                row.instant("at"));
    }

    private static RecordedOutcome outcome(Row row) throws SQLException {
        return new RecordedOutcome(
                row.text("claim_id"),
                row.number("line"),
                row.date("session"),
                row.real("excess"),
                row.real("z"),
                BriefText.lines(row.text("closes")),
                row.number("method"),
                row.instant("at"),
                row.maybeText("reason"));
    }
}
