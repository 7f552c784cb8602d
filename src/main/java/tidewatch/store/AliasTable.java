package tidewatch.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import tidewatch.notes.Alias;
import tidewatch.notes.AliasBook;
import tidewatch.notes.NameKey;

/** What people said names mean, in tables {@code alias} and {@code alias_question}. */
public final class AliasTable implements AliasBook {
    private final Database database;

    public AliasTable(Database database) {
        this.database = database;
    }

    @Override
    public List<Alias> all() {
        return database.read(handle -> handle.createQuery("SELECT name, means, folder, asked_in, said_at FROM alias ORDER BY name_key, folder")
                .map((columns, _) -> {
                    var row = new Row(columns);
                    return new Alias(row.text("name"), row.text("means"), row.text("folder"), row.text("asked_in"), row.instant("said_at"));
                })
                .list());
    }

    @Override
    public boolean remember(Alias alias) {
        return database.write(handle -> {
            if (!known(handle, alias) && count(handle) >= MOST) {
                return false;
            }
            handle.createUpdate(
                            """
                            INSERT INTO alias (name_key, folder, name, means, asked_in, said_at)
                            VALUES (:key, :folder, :name, :means, :asked, :said)
                            ON CONFLICT (name_key, folder) DO UPDATE
                                SET name = excluded.name, means = excluded.means, asked_in = excluded.asked_in, said_at = excluded.said_at
                            """)
                    .bind("key", alias.key())
                    .bind("folder", alias.folder())
                    .bind("name", alias.name())
                    .bind("means", alias.means())
                    .bind("asked", alias.askedIn())
                    .bind("said", alias.said())
                    .execute();
            // Answered: what was put off is settled.
            handle.createUpdate("UPDATE alias_question SET put_off = NULL WHERE name_key = :key").bind("key", alias.key()).execute();
            return true;
        });
    }

    private static boolean known(Handle handle, Alias alias) {
        return handle.createQuery("SELECT COUNT(*) FROM alias WHERE name_key = :key AND folder = :folder")
                        .bind("key", alias.key())
                        .bind("folder", alias.folder())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private static int count(Handle handle) {
        return handle.createQuery("SELECT COUNT(*) FROM alias").mapTo(Integer.class).one();
    }

    @Override
    public boolean forget(String name, String folder) {
        return database.write(handle -> handle.createUpdate("DELETE FROM alias WHERE name_key = :key AND folder = :folder")
                        .bind("key", NameKey.of(name))
                        .bind("folder", folder)
                        .execute()
                > 0);
    }

    @Override
    public void putOff(String name, Instant until) {
        database.run(handle -> handle.createUpdate(
                        """
                        INSERT INTO alias_question (name_key, put_off) VALUES (:key, :until)
                        ON CONFLICT (name_key) DO UPDATE SET put_off = excluded.put_off
                        """)
                .bind("key", NameKey.of(name))
                .bind("until", until)
                .execute());
    }

    @Override
    public Set<String> putOff(Instant at) {
        return Set.copyOf(database.read(handle -> handle.createQuery("SELECT name_key FROM alias_question WHERE put_off > :at")
                .bind("at", at)
                .mapTo(String.class)
                .list()));
    }

    @Override
    public boolean asks(String name, String message) {
        return database.write(handle -> {
            handle.createUpdate(
                            """
                            INSERT INTO alias_question (name_key, asked_by) VALUES (:key, :message)
                            ON CONFLICT (name_key) DO UPDATE SET asked_by = COALESCE(alias_question.asked_by, excluded.asked_by)
                            """)
                    .bind("key", NameKey.of(name))
                    .bind("message", message)
                    .execute();
            return handle.createQuery("SELECT asked_by FROM alias_question WHERE name_key = :key")
                    .bind("key", NameKey.of(name))
                    .mapTo(String.class)
                    .one()
                    .equals(message);
        });
    }
}
