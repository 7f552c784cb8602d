package tidewatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tidewatch.chat.AccessBook;
import tidewatch.chat.ApprovedChat;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.chat.NoteScope;
import tidewatch.chat.PairingCode;
import tidewatch.chat.Person;
import tidewatch.chat.Role;

/** Who was let in, and where, in tables {@code person}, {@code approved_chat} and {@code pairing_code}. */
public final class AccessTable implements AccessBook {
    /** A code that is over stays so long, so that one that comes late is known as wrong; nobody needs it longer. */
    private static final Duration OVER_FOR = Duration.ofDays(1);

    private static final String OPEN = "over = 0 AND wrong < " + PairingCode.WRONG_MAX + " AND expires_at > :now";
    /** The name of the one row that counts people. */
    private static final String PEOPLE = "people";

    private final Database database;

    public AccessTable(Database database) {
        this.database = database;
    }

    @Override
    public Seen seen(String person, ChatId chat, Instant now) {
        return database.read(handle -> {
            var who = person(handle, person);
            // Asked of strangers only: whoever is known does not need one.
            return new Seen(who, chat(handle, chat), who.isEmpty() && codeOpen(handle, now));
        });
    }

    private static Optional<Person> person(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM person WHERE person = :id").bind("id", id).map((columns, _) -> person(columns)).findOne();
    }

    private static Optional<ApprovedChat> chat(Handle handle, ChatId id) {
        return handle.createQuery("SELECT * FROM approved_chat WHERE chat_id = :id")
                .bind("id", id)
                .map((columns, _) -> chat(columns))
                .findOne();
    }

    private static boolean codeOpen(Handle handle, Instant now) {
        return handle.createQuery("SELECT COUNT(*) FROM pairing_code WHERE " + OPEN).bind("now", now).mapTo(Long.class).one() > 0;
    }

    @Override
    public List<Person> people() {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM person ORDER BY number").map((columns, _) -> person(columns)).list());
    }

    @Override
    public Optional<ApprovedChat> chat(ChatId id) {
        return database.read(handle -> chat(handle, id));
    }

    @Override
    public List<ApprovedChat> chats() {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM approved_chat ORDER BY chat_id").map((columns, _) -> chat(columns)).list());
    }

    @Override
    public List<ApprovedChat> alone(String person) {
        return database.read(handle -> alone(handle, person));
    }

    private static List<ApprovedChat> alone(Handle handle, String person) {
        return handle.createQuery("SELECT * FROM approved_chat WHERE person = :person ORDER BY chat_id")
                .bind("person", person)
                .map((columns, _) -> chat(columns))
                .list();
    }

    @Override
    public void open(PairingCode code, Instant now) {
        database.run(handle -> {
            handle.createUpdate("DELETE FROM pairing_code WHERE expires_at < :before").bind("before", now.minus(OVER_FOR)).execute();
            handle.createUpdate(
                            """
                            INSERT INTO pairing_code (code_hash, role, platform, expires_at, wrong, over)
                            VALUES (:hash, :role, :platform, :expires, 0, 0)
                            """)
                    .bind("hash", code.hash())
                    .bind("role", code.role().name())
                    .bind("platform", code.platform())
                    .bind("expires", code.expiresAt())
                    .execute();
        });
    }

    @Override
    public Redeemed redeem(Optional<String> hash, String person, ChatId chat, Instant now) {
        return database.write(handle -> {
            // Found and used up in one statement: of two who type it at once one is first.
            var role = handle.createQuery("UPDATE pairing_code SET over = 1 WHERE code_hash = :hash AND (platform IS NULL OR platform = :platform) AND "
                            + OPEN + " RETURNING role")
                    .bind("hash", hash.orElse(""))
                    .bind("platform", chat.platform())
                    .bind("now", now)
                    .mapTo(String.class)
                    .findOne()
                    .map(Role::valueOf);
            if (role.isEmpty()) {
                handle.createUpdate("UPDATE pairing_code SET wrong = wrong + 1 WHERE " + OPEN).bind("now", now).execute();
                return new NotPaired();
            }
            var paired = letIn(handle, person, role.get(), now);
            put(handle, ApprovedChat.alone(chat, person, now));
            return new Paired(paired);
        });
    }

    private static Person letIn(Handle handle, String id, Role role, Instant now) {
        var known = person(handle, id);
        if (known.isPresent()) {
            var one = known.get().role().covers(role) ? known.get() : known.get().with(role);
            save(handle, one);
            return one;
        }
        int number = handle.createQuery(
                        """
                        INSERT INTO person_number (name, last) VALUES (:name, 1)
                        ON CONFLICT (name) DO UPDATE SET last = person_number.last + 1 RETURNING last
                        """)
                .bind("name", PEOPLE)
                .mapTo(Integer.class)
                .one();
        var one = new Person(id, number, role, Optional.empty(), Instant.ofEpochMilli(now.toEpochMilli()));
        handle.createUpdate("INSERT INTO person (person, number, role, scope, since) VALUES (:id, :number, :role, NULL, :since)")
                .bind("id", id)
                .bind("number", number)
                .bind("role", role.name())
                .bind("since", now)
                .execute();
        return one;
    }

    @Override
    public boolean expose(String hash, Instant now) {
        return database.write(handle -> handle.createUpdate("UPDATE pairing_code SET over = 1 WHERE code_hash = :hash AND " + OPEN)
                        .bind("hash", hash)
                        .bind("now", now)
                        .execute()
                > 0);
    }

    @Override
    public void save(ApprovedChat chat) {
        database.run(handle -> put(handle, chat));
    }

    private static void put(Handle handle, ApprovedChat chat) {
        handle.createUpdate(
                        """
                        INSERT INTO approved_chat (chat_id, place, person, members_read, scope, approved_by, approved_at)
                        VALUES (:id, :place, :person, :members, :scope, :by, :at)
                        ON CONFLICT (chat_id) DO UPDATE SET place = excluded.place, person = excluded.person,
                            members_read = excluded.members_read, scope = excluded.scope, approved_by = excluded.approved_by,
                            approved_at = excluded.approved_at
                        """)
                .bind("id", chat.id())
                .bind("place", chat.place().name())
                .bind("person", chat.person())
                .bind("members", chat.membersRead())
                .bind("scope", chat.scope().text())
                .bind("by", chat.by())
                .bind("at", chat.at())
                .execute();
    }

    @Override
    public boolean close(ChatId chat) {
        return database.write(handle ->
                handle.createUpdate("DELETE FROM approved_chat WHERE chat_id = :chat").bind("chat", chat).execute() > 0);
    }

    @Override
    public boolean save(Person person) {
        return database.write(handle -> save(handle, person));
    }

    private static boolean save(Handle handle, Person person) {
        return handle.createUpdate("UPDATE person SET role = :role, scope = :scope WHERE person = :id AND number = :number")
                        .bind("role", person.role().name())
                        .bind("scope", person.scope().map(NoteScope::text))
                        .bind("id", person.id())
                        .bind("number", person.number())
                        .execute()
                > 0;
    }

    @Override
    public List<ChatId> remove(String person) {
        return database.write(handle -> {
            var chats = alone(handle, person).stream().map(ApprovedChat::id).toList();
            handle.createUpdate("DELETE FROM approved_chat WHERE person = :person").bind("person", person).execute();
            handle.createUpdate("DELETE FROM person WHERE person = :person").bind("person", person).execute();
            QuestionTable.forget(handle, person);
            return chats;
        });
    }

    private static Person person(ResultSet columns) throws SQLException {
        var row = new Row(columns);
        return new Person(
                row.text("person"),
                row.number("number"),
                row.word(Role.class, "role"),
                row.maybeText("scope").map(AccessTable::scope),
                row.instant("since"));
    }

    private static ApprovedChat chat(ResultSet columns) throws SQLException {
        var row = new Row(columns);
        return new ApprovedChat(
                row.chat("chat_id"),
                row.word(Incoming.Place.class, "place"),
                row.maybeText("person"),
                row.flag("members_read"),
                scope(row.text("scope")),
                row.text("approved_by"),
                row.instant("approved_at"));
    }

    /** What cannot be read lets nothing be seen. */
    private static NoteScope scope(String text) {
        return NoteScope.parse(text).orElse(NoteScope.NOTHING);
    }
}
