package tidewatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tidewatch.chat.InboundLog;
import tidewatch.chat.Incoming;
import tidewatch.chat.MessageRef;

/** What was heard, in tables {@code inbound_update} and {@code inbound_offset}. */
public final class InboundTable implements InboundLog {
    private static final String SAID = "SAID";
    private static final String MEMBERSHIP = "MEMBERSHIP";
    private static final String PRESSED = "PRESSED";
    private static final String MOVED = "MOVED";

    private final Database database;
    private final Prepared store = new Prepared(
            """
            INSERT INTO inbound_update (sender, update_key, form, chat_id, thread_id, person, sent_at, origin, place, body, reply_handle,
                reply_to, received_at)
            VALUES (:sender, :key, :form, :chat, :thread, :person, :sent, :origin, :place, :body, :handle, :reply, :received)
            ON CONFLICT (sender, update_key) DO NOTHING""");
    private final Prepared marked = new Prepared(
            "UPDATE inbound_update SET handled_at = :now WHERE sender = :sender AND update_key = :key AND handled_at IS NULL");
    private final Prepared result = new Prepared(
            "UPDATE inbound_update SET result = :result WHERE sender = :sender AND update_key = :key");

    public InboundTable(Database database) {
        this.database = database;
    }

    @Override
    public boolean store(Incoming incoming, Instant receivedAt) {
        var envelope = incoming.envelope();
        return database.writeNext(handle -> {
            try (var insert = store.on(handle)) {
                return insert.with("sender", envelope.sender())
                                .with("key", envelope.key())
                                .with("form", form(incoming))
                                .value("chat", envelope.chat())
                                .value("thread", envelope.thread())
                                .with("person", envelope.person())
                                .with("sent", envelope.sentAt())
                                .with("origin", envelope.origin().name())
                                .with("place", envelope.place().name())
                                .with("body", body(incoming))
                                .value("handle", incoming instanceof Incoming.Said said ? said.handle() : Optional.empty())
                                .value("reply", incoming instanceof Incoming.Said said ? said.replyTo().map(MessageRef::value) : Optional.empty())
                                .with("received", receivedAt)
                                .update()
                        > 0;
            }
        });
    }

    @Override
    public List<Incoming> store(List<Incoming> several, Instant receivedAt, Runnable also) {
        return database.writeNext(_ -> {
            var fresh = several.stream().filter(incoming -> store(incoming, receivedAt)).toList();
            also.run();
            return fresh;
        });
    }

    private static String form(Incoming incoming) {
        return switch (incoming) {
            case Incoming.Said _ -> SAID;
            case Incoming.Membership _ -> MEMBERSHIP;
            case Incoming.Pressed _ -> PRESSED;
            case Incoming.Moved _ -> MOVED;
        };
    }

    private static String body(Incoming incoming) {
        return switch (incoming) {
            case Incoming.Said(_, String text, _, _) -> text;
            case Incoming.Membership(_, var change) -> change.name();
            case Incoming.Pressed(_, String token, var message, String handle) -> String.join("\n", token, handle, message.value());
            case Incoming.Moved(_, var to) -> to.text();
        };
    }

    @Override
    public List<Pending> pending(String sender, int limit) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM inbound_update WHERE sender = :sender AND handled_at IS NULL ORDER BY seq LIMIT :limit")
                .bind("sender", sender)
                .bind("limit", limit)
                .map((columns, _) -> pending(columns))
                .list());
    }

    private static Pending pending(ResultSet columns) throws SQLException {
        var row = new Row(columns);
        var envelope = new Incoming.Envelope(
                row.text("update_key"),
                row.text("sender"),
                row.chat("chat_id"),
                row.maybeText("thread_id"),
                row.text("person"),
                row.instant("sent_at"),
                row.word(Incoming.Origin.class, "origin"),
                row.word(Incoming.Place.class, "place"));
        var form = row.text("form");
        return switch (form) {
            case SAID ->
                new Pending(
                        new Incoming.Said(
                                envelope, row.text("body"), row.maybeText("reply_handle"), row.maybeText("reply_to").map(MessageRef::new)),
                        row.instant("received_at"));
            case MEMBERSHIP ->
                new Pending(
                        new Incoming.Membership(envelope, row.word(Incoming.Membership.Change.class, "body")),
                        row.instant("received_at"));
            case PRESSED -> new Pending(pressed(envelope, row.text("body")), row.instant("received_at"));
            case MOVED -> new Pending(new Incoming.Moved(envelope, row.chat("body")), row.instant("received_at"));
            default -> throw new SQLException("An update has the unknown form " + form);
        };
    }

    private static Incoming pressed(Incoming.Envelope envelope, String body) throws SQLException {
        var lines = body.split("\n", 3);
        if (lines.length < 3) {
            throw new SQLException("A press has a token, a handle and a message, not " + lines.length + " of them");
        }
        return new Incoming.Pressed(envelope, lines[0], new MessageRef(lines[2]), lines[1]);
    }

    @Override
    public boolean handle(Pending pending, Supplier<String> work) {
        var envelope = pending.incoming().envelope();
        // Once: the work may do more than talk to the store. An update that failed stays pending and is tried again by whoever asks.
        return database.writeOnce(handle -> {
            try (var mark = marked.on(handle)) {
                int changed = mark.with("now", database.now(handle))
                        .with("sender", envelope.sender())
                        .with("key", envelope.key())
                        .update();
                if (changed == 0) {
                    return false;
                }
            }
            var words = work.get();
            try (var told = result.on(handle)) {
                told.with("result", words).with("sender", envelope.sender()).with("key", envelope.key()).update();
            }
            return true;
        });
    }

    @Override
    public Optional<String> offset(String sender) {
        return database.read(handle -> handle.createQuery("SELECT value FROM inbound_offset WHERE sender = :sender")
                .bind("sender", sender)
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public void offset(String sender, String offset) {
        database.run(handle -> handle.createUpdate(
                        """
                        INSERT INTO inbound_offset (sender, value) VALUES (:sender, :value)
                        ON CONFLICT (sender) DO UPDATE SET value = excluded.value
                        """)
                .bind("sender", sender)
                .bind("value", offset)
                .execute());
    }

    @Override
    public int purge(Instant before) {
        return database.write(handle -> handle.createUpdate(
                        "DELETE FROM inbound_update WHERE handled_at IS NOT NULL AND received_at < :before")
                .bind("before", before)
                .execute());
    }
}
