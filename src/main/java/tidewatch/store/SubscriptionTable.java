package tidewatch.store;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import tidewatch.brief.Topic;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.chat.NoteScope;
import tidewatch.chat.Person;
import tidewatch.chat.Role;
import tidewatch.delivery.CatchUp;
import tidewatch.delivery.Chat;
import tidewatch.delivery.ClassSettings;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.QuietHours;
import tidewatch.delivery.SlotKind;
import tidewatch.delivery.SlotRule;
import tidewatch.delivery.SlotTime;
import tidewatch.delivery.Subscription;
import tidewatch.delivery.SubscriptionReason;
import tidewatch.delivery.SubscriptionState;
import tidewatch.delivery.Subscriptions;

/** Chats and their subscriptions, in tables {@code chat} and {@code subscription}. */
public final class SubscriptionTable implements Subscriptions {
    private static final String SELECT = "SELECT * FROM subscription ";

    /** With what the access book says of the chat; of a private one its person's notes count. */
    private static final String CHATS =
            """
            SELECT c.*, a.place AS let_in, a.scope AS group_scope, p.person AS person, p.number AS number, p.role AS role,
                p.scope AS person_scope, p.since AS since
            FROM chat c LEFT JOIN approved_chat a ON a.chat_id = c.chat_id LEFT JOIN person p ON p.person = a.person
            """;

    private final Database database;

    public SubscriptionTable(Database database) {
        this.database = database;
    }

    // ---- chats ----

    @Override
    public Optional<Chat> chat(ChatId id) {
        return database.read(handle -> handle.createQuery(CHATS + "WHERE c.chat_id = :id")
                .bind("id", id)
                .map((columns, _) -> chat(columns))
                .findOne());
    }

    @Override
    public List<Chat> chats(Set<ChatId> ids) {
        return ids.isEmpty()
                ? List.of()
                : database.read(handle -> handle.createQuery(CHATS + "WHERE c.chat_id IN (<ids>)")
                        .bindList("ids", ids.stream().map(ChatId::text).toList())
                        .map((columns, _) -> chat(columns))
                        .list());
    }

    @Override
    public List<Chat> chats() {
        return database.read(handle ->
                handle.createQuery(CHATS + "ORDER BY c.chat_id").map((columns, _) -> chat(columns)).list());
    }

    @Override
    public void save(Chat chat) {
        database.run(handle -> handle.createUpdate(
                        """
                        INSERT INTO chat (chat_id, platform, sender, thread_id, is_group, zone, state, muted_until, quiet_from, quiet_to,
                            classes, catchup, scope)
                        VALUES (:id, :platform, :sender, :thread, :group, :zone, :state, :muted, :quietFrom, :quietTo,
                            :classes, :catchUp, :scope)
                        ON CONFLICT (chat_id) DO UPDATE SET sender = excluded.sender, thread_id = excluded.thread_id,
                            is_group = excluded.is_group, zone = excluded.zone, state = excluded.state,
                            muted_until = excluded.muted_until, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
                            classes = excluded.classes, catchup = excluded.catchup, scope = excluded.scope
                        """)
                .bind("id", chat.id())
                .bind("platform", chat.id().platform())
                .bind("sender", chat.sender())
                .bind("thread", chat.thread())
                .bind("group", chat.group())
                .bind("zone", chat.zone().getId())
                .bind("state", chat.state().name())
                .bind("muted", chat.mutedUntil())
                .bind("quietFrom", chat.quiet().map(hours -> hours.from().toString()))
                .bind("quietTo", chat.quiet().map(hours -> hours.to().toString()))
                .bind("classes", chat.classes().text())
                .bind("catchUp", chat.catchUp().name())
                .bind("scope", chat.scope())
                .execute());
    }

    private static Chat chat(ResultSet columns) throws SQLException {
        var row = new Row(columns);
        var zone = ZoneId.of(row.text("zone"));
        var classes = row.text("classes");
        var from = row.maybeText("quiet_from").map(LocalTime::parse);
        var to = row.maybeText("quiet_to").map(LocalTime::parse);
        return new Chat(
                row.chat("chat_id"),
                row.text("sender"),
                row.maybeText("thread_id"),
                row.flag("is_group"),
                zone,
                row.word(Chat.State.class, "state"),
                row.maybeInstant("muted_until"),
                from.flatMap(start -> to.map(end -> new QuietHours(start, end, zone))),
                ClassSettings.parse(classes).orElseThrow(() -> new SQLException("A chat's classes read " + classes)),
                row.word(CatchUp.class, "catchup"),
                scope(row));
    }

    /** The notes of a chat that was let in are those that the access book names; of another those that were saved with it. */
    private static String scope(Row row) throws SQLException {
        var place = row.maybeWord(Incoming.Place.class, "let_in");
        if (place.isEmpty()) {
            return row.text("scope");
        }
        if (place.get() != Incoming.Place.PRIVATE) {
            return row.text("group_scope");
        }
        var role = row.maybeWord(Role.class, "role");
        if (role.isEmpty()) {
            return NoteScope.NOTHING.text();
        }
        var own = row.maybeText("person_scope").map(text -> NoteScope.parse(text).orElse(NoteScope.NOTHING));
        return new Person(row.text("person"), row.number("number"), role.get(), own, row.instant("since")).alone().text();
    }

    // ---- subscriptions ----

    @Override
    public List<Subscription> of(ChatId chat) {
        return database.read(handle -> of(handle, chat));
    }

    private static List<Subscription> of(Handle handle, ChatId chat) {
        return handle.createQuery(SELECT + "WHERE chat_id = :chat AND state <> 'ENDED'")
                .bind("chat", chat)
                .map((columns, _) -> subscription(columns))
                .list()
                .stream()
                .sorted(Comparator.comparing(one -> one.rule().kind()))
                .toList();
    }

    @Override
    public Optional<Subscription> find(String id) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE sub_id = :id")
                .bind("id", id)
                .map((columns, _) -> subscription(columns))
                .findOne());
    }

    /** The one that will be changed: nobody else changes it meanwhile. */
    private Optional<Subscription> locked(Handle handle, String id) {
        return handle.createQuery(SELECT + "WHERE sub_id = :id" + database.dialect().forUpdate())
                .bind("id", id)
                .map((columns, _) -> subscription(columns))
                .findOne();
    }

    @Override
    public Subscription put(Subscription wanted) {
        return database.write(handle -> {
            var time = wanted.rule().time();
            int version = handle.createQuery(
                            """
                            INSERT INTO subscription (sub_id, chat_id, kind, local_time, offset_min, zone, days, weekly, wrap, left_out,
                                state, reason, paused_until, version, planned_through, next_due)
                            VALUES (:id, :chat, :kind, :time, :offset, :zone, :days, :weekly, :wrap, :leftOut,
                                'ACTIVE', NULL, NULL, :version, :through, :next)
                            ON CONFLICT (sub_id) DO UPDATE SET local_time = excluded.local_time, offset_min = excluded.offset_min,
                                zone = excluded.zone, days = excluded.days, weekly = excluded.weekly, wrap = excluded.wrap,
                                left_out = excluded.left_out, state = 'ACTIVE', reason = NULL, paused_until = NULL,
                                version = CASE WHEN excluded.version > subscription.version THEN excluded.version
                                    ELSE subscription.version + 1 END,
                                planned_through = excluded.planned_through, next_due = excluded.next_due
                            RETURNING version
                            """)
                    .bind("id", wanted.id())
                    .bind("chat", wanted.chat())
                    .bind("kind", wanted.rule().kind().name())
                    .bind("time", time instanceof SlotTime.At(var at) ? Optional.of(at.toString()) : Optional.<String>empty())
                    .bind("offset", time instanceof SlotTime.AfterClose(var late) ? Optional.of(late.toMinutes()) : Optional.<Long>empty())
                    .bind("zone", wanted.rule().zone().getId())
                    .bind("days", words(wanted.rule().days()))
                    .bind("weekly", wanted.rule().weekly())
                    .bind("wrap", wanted.rule().wrap())
                    .bind("leftOut", words(wanted.leftOut()))
                    .bind("version", wanted.version())
                    .bind("through", wanted.plannedThrough())
                    .bind("next", wanted.nextDue())
                    .mapTo(Integer.class)
                    .one();
            OpenRows.cancel(handle, wanted.chat(), wanted.id(), version, DeliveryReason.VERSION, database.now(handle));
            return new Subscription(
                    wanted.chat(),
                    wanted.rule(),
                    wanted.leftOut(),
                    SubscriptionState.ACTIVE,
                    Optional.empty(),
                    Optional.empty(),
                    version,
                    Instant.ofEpochMilli(wanted.plannedThrough().toEpochMilli()),
                    wanted.nextDue().map(due -> Instant.ofEpochMilli(due.toEpochMilli())));
        });
    }

    @Override
    public boolean change(
            String id,
            SubscriptionState to,
            Optional<SubscriptionReason> reason,
            Optional<Instant> pausedUntil,
            Optional<Instant> nextDue) {
        return database.write(handle -> {
            var subscription = locked(handle, id);
            if (subscription.isEmpty() || !subscription.get().state().mayBecome(to)) {
                return false;
            }
            var now = database.now(handle);
            step(handle, subscription.get(), to, reason, pausedUntil, nextDue, now);
            if (to != SubscriptionState.ACTIVE) {
                var cancels = reason.map(SubscriptionReason::cancels).orElse(DeliveryReason.PAUSED);
                OpenRows.cancel(handle, subscription.get().chat(), id, cancels, now);
            }
            return true;
        });
    }

    /** One that becomes active is planned from now on: rows that its pause cancelled are made again, and those of the pause are not. */
    private static void step(
            Handle handle,
            Subscription subscription,
            SubscriptionState to,
            Optional<SubscriptionReason> reason,
            Optional<Instant> pausedUntil,
            Optional<Instant> nextDue,
            Instant now) {
        boolean active = to == SubscriptionState.ACTIVE;
        // The value refuses what does not fit together, before it is stored.
        var next = new Subscription(
                subscription.chat(),
                subscription.rule(),
                subscription.leftOut(),
                to,
                reason,
                pausedUntil,
                subscription.version(),
                active ? now : subscription.plannedThrough(),
                active ? nextDue : subscription.nextDue());
        handle.createUpdate(
                        """
                        UPDATE subscription SET state = :state, reason = :reason, paused_until = :paused, planned_through = :through,
                            next_due = :next
                        WHERE sub_id = :id
                        """)
                .bind("state", next.state().name())
                .bind("reason", next.reason().map(Enum::name))
                .bind("paused", next.pausedUntil())
                .bind("through", next.plannedThrough())
                .bind("next", next.nextDue())
                .bind("id", next.id())
                .execute();
    }

    @Override
    public List<Subscription> toPlan(Instant dueUntil, int limit) {
        return database.read(handle -> handle.createQuery(
                        SELECT + "WHERE state = 'ACTIVE' AND next_due <= :until ORDER BY next_due, sub_id LIMIT :limit")
                .bind("until", dueUntil)
                .bind("limit", limit)
                .map((columns, _) -> subscription(columns))
                .list());
    }

    @Override
    public List<Subscription> toWake(Instant now, int limit) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT s.* FROM subscription s
                        WHERE s.state = 'PAUSED' AND s.paused_until <= :now
                            AND NOT EXISTS (SELECT 1 FROM chat c WHERE c.chat_id = s.chat_id AND c.state = 'SUSPENDED')
                        ORDER BY s.paused_until, s.sub_id LIMIT :limit
                        """)
                .bind("now", now)
                .bind("limit", limit)
                .map((columns, _) -> subscription(columns))
                .list());
    }

    @Override
    public List<Subscription> active(String afterId, int limit) {
        return database.read(handle -> handle.createQuery(
                        SELECT + "WHERE state = 'ACTIVE' AND sub_id > :after ORDER BY sub_id LIMIT :limit")
                .bind("after", afterId)
                .bind("limit", limit)
                .map((columns, _) -> subscription(columns))
                .list());
    }

    @Override
    public void suspend(ChatId chat, SubscriptionReason reason) {
        database.run(handle -> {
            var now = database.now(handle);
            state(handle, chat, Chat.State.SUSPENDED);
            for (var one : of(handle, chat)) {
                if (one.state() == SubscriptionState.ACTIVE) {
                    step(handle, one, SubscriptionState.SUSPENDED, Optional.of(reason), Optional.empty(), Optional.empty(), now);
                }
            }
            OpenRows.cancel(handle, chat, reason.cancels(), now);
        });
    }

    @Override
    public void revive(ChatId chat, Function<Subscription, Optional<Instant>> nextDue) {
        database.run(handle -> {
            var now = database.now(handle);
            state(handle, chat, Chat.State.ACTIVE);
            for (var one : of(handle, chat)) {
                if (one.state() == SubscriptionState.SUSPENDED) {
                    step(handle, one, SubscriptionState.ACTIVE, Optional.empty(), Optional.empty(), nextDue.apply(one), now);
                }
            }
        });
    }

    /** The chat's row is changed first by all who change its subscriptions as a whole, so that they come one after the other. */
    private static void state(Handle handle, ChatId chat, Chat.State state) {
        handle.createUpdate("UPDATE chat SET state = :state WHERE chat_id = :chat")
                .bind("state", state.name())
                .bind("chat", chat)
                .execute();
    }

    @Override
    public void move(ChatId from, ChatId to) {
        database.run(handle -> ChatMove.move(handle, from, to, database.now(handle)));
    }

    @Override
    public int forget(ChatId chat) {
        return database.write(handle -> ForgottenChat.forget(handle, chat, database.now(handle)));
    }

    private static Subscription subscription(ResultSet columns) throws SQLException {
        var row = new Row(columns);
        var time = row.maybeText("local_time");
        SlotTime slot = time.isPresent()
                ? new SlotTime.At(LocalTime.parse(time.get()))
                : new SlotTime.AfterClose(Duration.ofMinutes(row.number("offset_min")));
        var rule = new SlotRule(
                row.word(SlotKind.class, "kind"),
                slot,
                ZoneId.of(row.text("zone")),
                values(DayOfWeek.class, row.text("days")),
                row.flag("weekly"),
                row.flag("wrap"));
        return new Subscription(
                row.chat("chat_id"),
                rule,
                values(Topic.class, row.text("left_out")),
                row.word(SubscriptionState.class, "state"),
                row.maybeWord(SubscriptionReason.class, "reason"),
                row.maybeInstant("paused_until"),
                row.number("version"),
                row.instant("planned_through"),
                row.maybeInstant("next_due"));
    }

    private static String words(Set<? extends Enum<?>> values) {
        return values.stream().sorted(Comparator.comparingInt(Enum::ordinal)).map(Enum::name).collect(joining(","));
    }

    private static <E extends Enum<E>> Set<E> values(Class<E> type, String words) {
        var values = EnumSet.noneOf(type);
        Arrays.stream(words.split(",", -1)).filter(word -> !word.isEmpty()).forEach(word -> values.add(Enum.valueOf(type, word)));
        return values;
    }
}
