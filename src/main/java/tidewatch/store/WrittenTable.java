package tidewatch.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tidewatch.delivery.WrittenNotes;

/** What this program wrote into the user's notes, in table {@code written_note}. */
public final class WrittenTable implements WrittenNotes {
    private final Database database;

    public WrittenTable(Database database) {
        this.database = database;
    }

    @Override
    public List<String> undone(Form form, Instant since) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT b.brief_id FROM brief b
                        WHERE b.state = 'FROZEN' AND b.frozen_at >= :since AND NOT EXISTS (
                            SELECT 1 FROM written_note w
                            WHERE w.form = :form AND w.brief_id = b.brief_id AND w.state IN ('WRITTEN', 'LEFT'))
                        ORDER BY b.frozen_at, b.brief_id
                        """)
                .bind("since", since)
                .bind("form", form.name())
                .mapTo(String.class)
                .list());
    }

    @Override
    public Optional<Entry> find(Form form, String briefId) {
        return database.read(handle -> handle.createQuery("SELECT * FROM written_note WHERE form = :form AND brief_id = :brief")
                .bind("form", form.name())
                .bind("brief", briefId)
                .map((columns, _) -> entry(new Row(columns)))
                .findOne());
    }

    @Override
    public Optional<Entry> written(Form form, String occasion) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT * FROM written_note WHERE form = :form AND occasion = :occasion AND state = 'WRITTEN'
                        ORDER BY at DESC, brief_id DESC LIMIT 1
                        """)
                .bind("form", form.name())
                .bind("occasion", occasion)
                .map((columns, _) -> entry(new Row(columns)))
                .findOne());
    }

    @Override
    public Optional<Entry> latest(Form form) {
        return database.read(handle -> handle.createQuery("SELECT * FROM written_note WHERE form = :form ORDER BY at DESC, brief_id DESC LIMIT 1")
                .bind("form", form.name())
                .map((columns, _) -> entry(new Row(columns)))
                .findOne());
    }

    @Override
    public void save(Entry entry) {
        database.run(handle -> handle.createUpdate(
                        """
                        INSERT INTO written_note (form, brief_id, occasion, path, print, state, cause, at)
                        VALUES (:form, :brief, :occasion, :path, :print, :state, :cause, :at)
                        ON CONFLICT (form, brief_id) DO UPDATE SET occasion = excluded.occasion, path = excluded.path, print = excluded.print,
                            state = excluded.state, cause = excluded.cause, at = excluded.at
                        """)
                .bind("form", entry.form().name())
                .bind("brief", entry.briefId())
                .bind("occasion", entry.occasion())
                .bind("path", entry.path())
                .bind("print", entry.print())
                .bind("state", entry.state().name())
                .bind("cause", entry.cause())
                .bind("at", entry.at())
                .execute());
    }

    @Override
    public boolean wrote(Form form, String path, String print) {
        return database.read(handle -> handle.createQuery(
                                "SELECT COUNT(*) FROM written_note WHERE path = :path AND print = :print AND form = :form")
                        .bind("path", path)
                        .bind("print", print)
                        .bind("form", form.name())
                        .mapTo(Integer.class)
                        .one())
                > 0;
    }

    @Override
    public Set<String> pages() {
        List<String> paths = database.read(handle -> handle.createQuery("SELECT DISTINCT path FROM written_note WHERE form = 'PAGE' AND path <> ''")
                .mapTo(String.class)
                .list());
        return new TreeSet<>(paths);
    }

    private static Entry entry(Row row) throws SQLException {
        return new Entry(
                row.word(Form.class, "form"),
                row.text("brief_id"),
                row.text("occasion"),
                row.text("path"),
                row.text("print"),
                row.word(State.class, "state"),
                row.text("cause"),
                row.instant("at"));
    }
}
