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
    private final Database database;

    public ButtonTable(Database database) {
        this.database = database;
    }

    @Override
    public void put(List<Button> buttons) {
        database.run(handle -> insert(handle, buttons));
    }

    /** Within the transaction of the message under which they stand. */
    static void insert(Handle handle, List<Button> buttons) {
        if (buttons.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch(
                """
                INSERT INTO button (token, chat_id, owner, command, effect, way, armed_at, expires_at, used_at, result)
                VALUES (:token, :chat, :owner, :command, :effect, :way, :armed, :expires, :used, :result)
                ON CONFLICT (token) DO NOTHING
                """);
        for (var button : buttons) {
            batch.bind("token", button.token())
                    .bind("chat", button.chat().map(ChatId::text).orElse(""))
                    .bind("owner", button.owner().orElse(""))
                    .bind("command", button.commandLine())
                    .bind("effect", button.effect().name())
                    .bind("way", button.way().name())
                    .bind("armed", button.armedAt())
                    .bind("expires", button.expiresAt())
                    .bind("used", button.usedAt())
                    .bind("result", button.result())
                    .add();
        }
        batch.execute();
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
