package tidewatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import tidewatch.watch.Reminder;
import tidewatch.watch.ReminderState;
import tidewatch.watch.Watch;
import tidewatch.watch.Watchlist;

/** What chats wait for, in tables {@code watch} and {@code watch_number}. */
public final class WatchTable implements Watchlist {
    private static final String REMINDER = "REMINDER";
    private static final String SELECT = "SELECT * FROM watch ";

    private final Database database;

    public WatchTable(Database database) {
        this.database = database;
    }

    @Override
    public Added add(Watch wish) {
        return switch (wish) {
            case Reminder reminder -> add(reminder);
        };
    }

    private Added add(Reminder wish) {
        if (wish.number() != 0) {
            throw new IllegalArgumentException(wish.id() + " is stored already");
        }
        return database.write(handle -> {
            int last = last(handle, wish.chat());
            var open = reminders(handle.createQuery(SELECT + "WHERE chat_id = :chat AND over = 0 ORDER BY number").bind("chat", wish.chat()));
            var same = open.stream().filter(one -> one.same(wish)).findFirst();
            if (same.isPresent()) {
                return new Known(same.get());
            }
            if (open.size() >= Watch.PER_CHAT_MAX) {
                return new Full();
            }
            var numbered = wish.numbered(last + 1);
            handle.createUpdate("UPDATE watch_number SET last = :last WHERE chat_id = :chat")
                    .bind("last", last + 1)
                    .bind("chat", wish.chat())
                    .execute();
            bind(
                            handle.createUpdate(
                                    """
                                    INSERT INTO watch (chat_id, number, person, kind, slug, what, question, note_id, state, over, look_from,
                                        urgent, created_at, spec)
                                    VALUES (:chat, :number, :person, :kind, :slug, :what, :question, :note, :state, :over, :look,
                                        :urgent, :created, :spec)
                                    """),
                            numbered)
                    .bind("person", numbered.person())
                    .bind("kind", REMINDER)
                    .bind("created", numbered.created())
                    .execute();
            return new New(find(handle, numbered.chat(), numbered.number()).orElseThrow());
        });
    }

    /** The last number that the chat gave; its row is held until the end of the transaction, so that two wishes of a chat come in turn. */
    private static int last(Handle handle, String chat) {
        return handle.createQuery(
                        """
                        INSERT INTO watch_number (chat_id, last) VALUES (:chat, 0)
                        ON CONFLICT (chat_id) DO UPDATE SET last = watch_number.last
                        RETURNING last
                        """)
                .bind("chat", chat)
                .mapTo(Integer.class)
                .one();
    }

    private static <T extends SqlStatement<T>> T bind(T statement, Reminder reminder) {
        return statement
                .bind("chat", reminder.chat())
                .bind("number", reminder.number())
                .bind("slug", reminder.slug())
                .bind("what", reminder.what())
                .bind("question", reminder.question())
                .bind("note", reminder.note().map(Reminder.FromNote::path))
                .bind("state", reminder.state().name())
                .bind("over", reminder.over() ? 1 : 0)
                .bind("look", reminder.lookFrom())
                .bind("urgent", reminder.urgent() ? 1 : 0)
                .bind("spec", WatchSpec.of(reminder).text());
    }

    @Override
    public List<Watch> of(String chat) {
        return List.copyOf(database.read(handle -> reminders(
                handle.createQuery(SELECT + "WHERE chat_id = :chat AND state <> 'DONE' ORDER BY number").bind("chat", chat))));
    }

    @Override
    public Optional<Watch> find(String chat, int number) {
        return database.read(handle -> find(handle, chat, number)).map(one -> one);
    }

    private static Optional<Reminder> find(Handle handle, String chat, int number) {
        return reminders(handle.createQuery(SELECT + "WHERE chat_id = :chat AND number = :number")
                        .bind("chat", chat)
                        .bind("number", number))
                .stream()
                .findFirst();
    }

    @Override
    public boolean change(Watch before, Watch after) {
        if (!before.id().equals(after.id())) {
            throw new IllegalArgumentException(after.id() + " in the place of " + before.id());
        }
        return switch (before) {
            case Reminder was -> switch (after) {
                case Reminder is -> change(was, is);
            };
        };
    }

    private boolean change(Reminder was, Reminder is) {
        return database.write(handle -> bind(
                                handle.createUpdate(
                                        """
                                        UPDATE watch SET slug = :slug, what = :what, question = :question, note_id = :note, state = :state,
                                            over = :over, look_from = :look, urgent = :urgent, spec = :spec
                                        WHERE chat_id = :chat AND number = :number AND state = :wasState AND spec = :wasSpec AND what = :wasWhat
                                            AND COALESCE(question, '') = :wasQuestion AND COALESCE(note_id, '') = :wasNote
                                        """),
                                is)
                        .bind("wasState", was.state().name())
                        .bind("wasSpec", WatchSpec.of(was).text())
                        .bind("wasWhat", was.what())
                        .bind("wasQuestion", was.question().orElse(""))
                        .bind("wasNote", was.note().map(Reminder.FromNote::path).orElse(""))
                        .execute()
                > 0);
    }

    @Override
    public List<Watch> mayBeDue(Instant now, Optional<Watch> after, int limit) {
        return page("look_from <= :now", after, limit, Optional.of(now));
    }

    @Override
    public List<Watch> fromNotes(Optional<Watch> after, int limit) {
        return page("over = 0 AND note_id IS NOT NULL", after, limit, Optional.empty());
    }

    private List<Watch> page(String which, Optional<Watch> after, int limit, Optional<Instant> now) {
        return List.copyOf(database.read(handle -> {
            var query = handle.createQuery(
                            SELECT + "WHERE " + which + " AND (chat_id, number) > (:chat, :number) ORDER BY chat_id, number LIMIT :limit")
                    .bind("chat", after.map(Watch::chat).orElse(""))
                    .bind("number", after.map(Watch::number).orElse(0))
                    .bind("limit", limit);
            now.ifPresent(moment -> query.bind("now", moment));
            return reminders(query);
        }));
    }

    @Override
    public int forget(String chat) {
        return database.write(handle ->
                handle.createUpdate("DELETE FROM watch WHERE chat_id = :chat").bind("chat", chat).execute());
    }

    private static List<Reminder> reminders(Query query) {
        return query.map((columns, _) -> reminder(columns)).list();
    }

    private static Reminder reminder(ResultSet columns) throws SQLException {
        var row = new Row(columns);
        if (!row.text("kind").equals(REMINDER)) {
            throw new SQLException("A newer program stored a watch of the kind " + row.text("kind"));
        }
        var spec = WatchSpec.parse(row.text("spec"));
        var path = row.maybeText("note_id");
        return new Reminder(
                row.text("chat_id"),
                row.number("number"),
                row.text("person"),
                row.text("slug"),
                row.text("what"),
                row.maybeText("question"),
                path.flatMap(note -> spec.noteTitle().map(title -> new Reminder.FromNote(note, title, spec.follows()))),
                spec.when(),
                spec.before(),
                spec.steps(),
                spec.fired(),
                row.word(ReminderState.class, "state"),
                row.flag("urgent"),
                row.instant("created_at"));
    }
}
