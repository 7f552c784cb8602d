package tidewatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.SqlStatement;
import tidewatch.market.Account;
import tidewatch.market.RefreshBook;
import tidewatch.market.Trouble;

/** How far sessions and sources are, in tables {@code session_state}, {@code provider_state} and {@code price_setback}. */
public final class RefreshTable implements RefreshBook {
    private final Database database;

    public RefreshTable(Database database) {
        this.database = database;
    }

    @Override
    public Optional<SessionState> session(LocalDate session) {
        return database.read(handle -> handle.createQuery("SELECT * FROM session_state WHERE session = :session")
                .bind("session", session)
                .map((columns, _) -> state(columns))
                .findOne());
    }

    @Override
    public List<SessionState> sessions(int most) {
        return database.read(handle -> handle.createQuery("SELECT * FROM session_state ORDER BY session DESC LIMIT :most")
                .bind("most", most)
                .map((columns, _) -> state(columns))
                .list());
    }

    private static SessionState state(ResultSet columns) throws SQLException {
        var row = new Row(columns);
        return new SessionState(
                row.date("session"),
                row.word(SessionState.Stage.class, "stage"),
                row.number("wanted"),
                row.number("have"),
                row.number("explained"),
                row.number("attempts"),
                row.maybeInstant("next_at"),
                row.text("note"));
    }

    @Override
    public void save(SessionState state) {
        database.run(handle -> handle.createUpdate(
                        """
                        INSERT INTO session_state (session, stage, wanted, have, explained, attempts, next_at, note)
                        VALUES (:session, :stage, :wanted, :have, :explained, :attempts, :next, :note)
                        ON CONFLICT (session) DO UPDATE SET stage = excluded.stage, wanted = excluded.wanted, have = excluded.have,
                            explained = excluded.explained, attempts = excluded.attempts, next_at = excluded.next_at, note = excluded.note
                        """)
                .bind("session", state.session())
                .bind("stage", state.stage().name())
                .bind("wanted", state.wanted())
                .bind("have", state.have())
                .bind("explained", state.explained())
                .bind("attempts", state.attempts())
                .bind("next", state.next())
                .bind("note", state.note())
                .execute());
    }

    @Override
    public Optional<ProviderState> provider(Account account) {
        return database.read(handle -> handle.createQuery("SELECT * FROM provider_state WHERE provider = :provider AND key_print = :key")
                .bind("provider", account.provider())
                .bind("key", account.keyPrint())
                .map((columns, _) -> provider(columns))
                .findOne());
    }

    @Override
    public List<ProviderState> providers() {
        return database.read(handle -> handle.createQuery("SELECT * FROM provider_state ORDER BY provider, key_print")
                .map((columns, _) -> provider(columns))
                .list());
    }

    private static ProviderState provider(ResultSet columns) throws SQLException {
        var row = new Row(columns);
        return new ProviderState(
                new Account(row.text("provider"), row.text("key_print")),
                row.number("failures"),
                row.number("openings"),
                row.maybeInstant("closed_until"),
                trouble(row),
                row.maybeInstant("last_success"),
                row.maybeInstant("last_attempt"));
    }

    private static Optional<Trouble> trouble(Row row) throws SQLException {
        var kind = row.maybeWord(Trouble.Kind.class, "trouble");
        return kind.isPresent()
                ? Optional.of(new Trouble(kind.get(), row.text("trouble_sentence"), row.maybeInstant("trouble_until")))
                : Optional.empty();
    }

    private static <T extends SqlStatement<T>> T bind(T statement, Optional<Trouble> trouble) {
        return statement
                .bind("trouble", trouble.map(one -> one.kind().name()))
                .bind("sentence", trouble.map(Trouble::sentence))
                .bind("until", trouble.flatMap(Trouble::until));
    }

    @Override
    public void save(ProviderState state) {
        database.run(handle -> bind(
                        handle.createUpdate(
                                """
                                INSERT INTO provider_state (provider, key_print, failures, openings, closed_until, trouble, trouble_sentence,
                                    trouble_until, last_success, last_attempt)
                                VALUES (:provider, :key, :failures, :openings, :closed, :trouble, :sentence, :until, :success, :attempt)
                                ON CONFLICT (provider, key_print) DO UPDATE SET failures = excluded.failures, openings = excluded.openings,
                                    closed_until = excluded.closed_until, trouble = excluded.trouble,
                                    trouble_sentence = excluded.trouble_sentence, trouble_until = excluded.trouble_until,
                                    last_success = excluded.last_success, last_attempt = excluded.last_attempt
                                """),
                        state.trouble())
                .bind("provider", state.account().provider())
                .bind("key", state.account().keyPrint())
                .bind("failures", state.failures())
                .bind("openings", state.openings())
                .bind("closed", state.closedUntil())
                .bind("success", state.lastSuccess())
                .bind("attempt", state.lastAttempt())
                .execute());
    }

    @Override
    public List<Setback> setbacks() {
        return database.read(handle -> handle.createQuery("SELECT * FROM price_setback ORDER BY provider, subject")
                .map((columns, _) -> {
                    var row = new Row(columns);
                    return new Setback(
                            row.text("provider"),
                            row.text("subject"),
                            trouble(row).orElseThrow(),
                            row.number("tries"),
                            row.instant("again_at"));
                })
                .list());
    }

    @Override
    public void save(Collection<Setback> setbacks) {
        if (setbacks.isEmpty()) {
            return;
        }
        database.run(handle -> {
            var batch = handle.prepareBatch(
                    """
                    INSERT INTO price_setback (provider, subject, trouble, trouble_sentence, trouble_until, tries, again_at)
                    VALUES (:provider, :subject, :trouble, :sentence, :until, :tries, :again)
                    ON CONFLICT (provider, subject) DO UPDATE SET trouble = excluded.trouble, trouble_sentence = excluded.trouble_sentence,
                        trouble_until = excluded.trouble_until, tries = excluded.tries, again_at = excluded.again_at
                    """);
            for (var one : ordered(setbacks)) {
                bind(batch, Optional.of(one.trouble()))
                        .bind("provider", one.provider())
                        .bind("subject", one.subject())
                        .bind("tries", one.tries())
                        .bind("again", one.again())
                        .add();
            }
            batch.execute();
        });
    }

    /** Two nodes that write the same rows take them in the same order. */
    private static List<Setback> ordered(Collection<Setback> setbacks) {
        return setbacks.stream()
                .sorted(Comparator.comparing(Setback::provider).thenComparing(Setback::subject))
                .toList();
    }

    @Override
    public void cleared(String provider, Set<String> subjects) {
        if (subjects.isEmpty()) {
            return;
        }
        database.run(handle -> In.each(
                subjects.stream().sorted().toList(),
                some -> handle.createUpdate("DELETE FROM price_setback WHERE provider = :provider AND subject IN (<subjects>)")
                        .bind("provider", provider)
                        .bindList("subjects", some)
                        .execute()));
    }
}
