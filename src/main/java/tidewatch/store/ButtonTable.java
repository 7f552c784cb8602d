package tidewatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tidewatch.chat.Button;
import tidewatch.chat.ButtonBook;
import tidewatch.chat.ChatId;
import tidewatch.message.Action;

/** The buttons under messages, in table {@code button}. */
public final class ButtonTable implements ButtonBook {
    static final String INSERT =
            """
            INSERT INTO button (token, chat_id, owner, command, effect, way, armed_at, expires_at, used_at, result)
            VALUES (:token, :chat, :owner, :command, :effect, :way, :armed, :expires, :used, :result)
            ON CONFLICT (token) DO NOTHING""";

    private final Database database;
    private final Prepared insert = new Prepared(INSERT);

    public ButtonTable(Database database) {
        this.database = database;
    }

    @Override
    public void put(List<Button> buttons) {
        database.run(handle -> insert(handle, insert, buttons));
    }

    /**
     * Within the transaction of the message under which they stand.
     *
     * @param insert of {@link #INSERT}
     */
    static void insert(Handle handle, Prepared insert, List<Button> buttons) throws SQLException {
        if (buttons.isEmpty()) {
            return;
        }
        try (var batch = insert.on(handle)) {
            for (var button : buttons) {
                batch.with("token", button.token())
                        .with("chat", button.chat().map(ChatId::text).orElse(""))
                        .with("owner", button.owner().orElse(""))
                        .with("command", button.commandLine())
                        .with("effect", button.effect().name())
                        .with("way", button.way().name())
                        .with("armed", button.armedAt())
                        .with("expires", button.expiresAt())
                        .value("used", button.usedAt())
                        .with("result", button.result())
                        .add();
            }
            batch.batch();
        }
    }

    @Override
    public Optional<Button> find(String token) {
        return database.read(handle -> handle.createQuery("SELECT * FROM button WHERE token = :token")
                .bind("token", token)
                .map((columns, _) -> read(columns))
                .findOne());
    }

    private static Button read(ResultSet columns) throws SQLException {
        var row = new Row(columns);
        return new Button(
                row.text("token"),
                row.text("chat_id").isEmpty() ? Optional.empty() : Optional.of(row.chat("chat_id")),
                Optional.of(row.text("owner")).filter(owner -> !owner.isEmpty()),
                row.text("command"),
                row.word(Action.Effect.class, "effect"),
                row.word(Button.Way.class, "way"),
                row.instant("armed_at"),
                row.instant("expires_at"),
                row.maybeInstant("used_at"),
                row.text("result"));
    }

    @Override
    public boolean use(String token, Instant at) {
        return database.write(handle -> handle.createUpdate("UPDATE button SET used_at = :at WHERE token = :token AND used_at IS NULL")
                        .bind("at", at)
                        .bind("token", token)
                        .execute()
                == 1);
    }

    @Override
    public void result(String token, String words) {
        database.run(handle -> handle.createUpdate("UPDATE button SET result = :words WHERE token = :token")
                .bind("words", words)
                .bind("token", token)
                .execute());
    }

    @Override
    public int revoke(String person) {
        return database.write(handle -> handle.createUpdate("DELETE FROM button WHERE owner = :person AND owner <> ''")
                .bind("person", person)
                .execute());
    }

    @Override
    public int purge(Instant expiredBefore) {
        return database.write(handle -> handle.createUpdate("DELETE FROM button WHERE expires_at < :before")
                .bind("before", expiredBefore)
                .execute());
    }
}
