package tidewatch.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import tidewatch.chat.ChatId;
import tidewatch.chat.MessageRef;
import tidewatch.delivery.Claim;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Frozen;
import tidewatch.delivery.Lease;
import tidewatch.delivery.Outbox;
import tidewatch.delivery.Outcome;
import tidewatch.delivery.Resolution;
import tidewatch.delivery.Subscription;
import tidewatch.delivery.Subscriptions;
import tidewatch.message.RenderPlan;

/** The outbox, in tables {@code delivery}, {@code delivery_part}, {@code rendered}, {@code delivery_attempt} and {@code delivery_archive}. */
public final class OutboxTable implements Outbox {
    /** Times that a claim is run which met another one over the same chat. */
    private static final int CLAIMS_MAX = 3;
    /** Most rows that one write archives. */
    private static final int ARCHIVED_MAX = 500;
    /** No zone is further from UTC than this. */
    private static final Duration ZONE_MAX = Duration.ofHours(18);

    static final String ADD = "INSERT INTO delivery (" + DeliveryRow.COLUMNS + ") SELECT " + DeliveryRow.VALUES
            // A chat that moved took its rows with it under their old names; nothing is planned over them.
            + " WHERE NOT EXISTS (SELECT 1 FROM delivery o WHERE o.delivery_id = :delivery_id AND o.chat_id <> :chat_id)"
            + " ON CONFLICT (chat_id, kind, slot_key) DO UPDATE SET sender = excluded.sender, thread_id = excluded.thread_id,"
            + " sub_id = excluded.sub_id, sub_version = excluded.sub_version, as_of = excluded.as_of, due_at = excluded.due_at,"
            + " fresh_until = excluded.fresh_until, expires_at = excluded.expires_at, state = excluded.state, reason = excluded.reason,"
            + " not_before = excluded.not_before, silent = excluded.silent, urgent = excluded.urgent, headline = excluded.headline,"
            + " brief_id = excluded.brief_id, base_brief_id = excluded.base_brief_id, content_hash = excluded.content_hash,"
            + " digest_id = excluded.digest_id, placement = excluded.placement, suspect_since = NULL, sent_at = NULL, degradations = '', ended_at = NULL"
            // What was put back keeps its count of claims: it is the fence.
            + " WHERE delivery.state = 'CANCELLED' AND delivery.written = 0";

    private final Database database;
    private final Subscriptions subscriptions;
    private final SendStatements statements;
    private final Duration rowLease;

    public OutboxTable(Database database) {
        this(database, TryEnd.LEASE);
    }

    /**
     * With another time for which a claimed row is its claimer's.
     *
     * @param rowLease longer than a call may take; shorter only where all else is faster too, see {@link tidewatch.delivery.LeaseTimes#dividedBy}
     */
    public OutboxTable(Database database, Duration rowLease) {
        this(database, ClaimStatement.of(database.dialect()), rowLease);
    }

    /** With another text of the claim, for tests of what its guards are good for. */
    OutboxTable(Database database, String claim) {
        this(database, claim, TryEnd.LEASE);
    }

    private OutboxTable(Database database, String claim, Duration rowLease) {
        this.database = database;
        this.subscriptions = new SubscriptionTable(database);
        this.statements = new SendStatements(claim);
        this.rowLease = rowLease;
    }

    @Override
    public Instant now() {
        return database.now();
    }

    // ---- planning ----

    @Override
    public int plan(List<Delivery> rows) {
        int added = 0;
        for (int from = 0; from < rows.size(); from += CHUNK) {
            var chunk = rows.subList(from, Math.min(rows.size(), from + CHUNK));
            added += database.write(handle -> insert(handle, chunk));
        }
        return added;
    }

    @Override
    public boolean plan(Subscription subscription, List<Delivery> rows, Instant plannedThrough, Optional<Instant> nextDue) {
        return database.write(handle -> !moved(handle, List.of(new Step(subscription, rows, plannedThrough, nextDue))).isEmpty());
    }

    @Override
    public int planEach(List<Step> steps) {
        return steps.isEmpty()
                ? 0
                : database.write(handle -> moved(handle, steps).stream().mapToInt(step -> step.rows().size()).sum());
    }

    /** The steps whose subscriptions are still of their version; those are done. Two statements for all: preparing is half of the work. */
    private static List<Step> moved(Handle handle, List<Step> steps) throws SQLException {
        var batch = handle.prepareBatch(
                """
                UPDATE subscription SET planned_through = :through, next_due = :next
                WHERE sub_id = :id AND version = :version AND state = 'ACTIVE'
                """);
        for (var step : steps) {
            batch.bind("through", step.plannedThrough())
                    .bind("next", step.nextDue())
                    .bind("id", step.subscription().id())
                    .bind("version", step.subscription().version())
                    .add();
        }
        int[] counts = batch.execute();
        var moved = IntStream.range(0, steps.size()).filter(i -> counts[i] == 1).mapToObj(steps::get).toList();
        var rows = moved.stream().flatMap(step -> step.rows().stream()).toList();
        for (int from = 0; from < rows.size(); from += CHUNK) {
            insert(handle, rows.subList(from, Math.min(rows.size(), from + CHUNK)));
        }
        return moved;
    }

    /** Adds or revives; returns how many. */
    private static int insert(Handle handle, List<Delivery> rows) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        // What a revived row consisted of is not what it will consist of.
        handle.createUpdate(
                        """
                        DELETE FROM delivery_part WHERE delivery_id IN (SELECT delivery_id FROM delivery
                            WHERE delivery_id IN (<ids>) AND state = 'CANCELLED' AND written = 0)
                        """)
                .bindList("ids", rows.stream().map(Delivery::id).toList())
                .execute();
        var batch = handle.prepareBatch(ADD);
        for (var row : rows) {
            DeliveryRow.bind(row, batch::bind);
            batch.add();
        }
        int added = 0;
        for (int count : batch.execute()) {
            added += count;
        }
        return added;
    }

    @Override
    public boolean add(Delivery row, Frozen content) {
        if (row.state() != DeliveryState.READY && row.state() != DeliveryState.HELD) {
            throw new IllegalArgumentException("A composed row is ready or held, not " + row.state());
        }
        return database.write(handle -> insert(handle, row, content, database.now(handle)));
    }

    private boolean insert(Handle handle, Delivery row, Frozen content, Instant now) throws SQLException {
        Optional<String> id;
        try (var add = statements.add.on(handle)) {
            DeliveryRow.bind(row, add::value);
            id = add.first(columns -> columns.getString(1));
        }
        if (id.isPresent()) {
            compose(handle, id.get(), content, now);
        }
        return id.isPresent();
    }

    // ---- composing ----

    @Override
    public List<Delivery> planned(Instant dueUntil, int limit) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM delivery WHERE state = 'PLANNED' AND due_at <= :until ORDER BY due_at, delivery_id LIMIT :limit")
                .bind("until", dueUntil)
                .bind("limit", limit)
                .map((columns, _) -> DeliveryRow.read(columns))
                .list());
    }

    @Override
    public boolean freeze(String id, Frozen content, DeliveryState to, Instant notBefore, boolean silent) {
        return freeze(id, Optional.empty(), content, to, notBefore, silent, List.of());
    }

    @Override
    public boolean freeze(Delivery read, Frozen content, DeliveryState to, Instant notBefore, boolean silent, List<String> carried) {
        return freeze(
                read.id(), Optional.of(read.subscription().map(Delivery.Owner::version).orElse(0)), content, to, notBefore, silent, carried);
    }

    /** @param version of its subscription, 0 without one; absent when any will do */
    private boolean freeze(
            String id,
            Optional<Integer> version,
            Frozen content,
            DeliveryState to,
            Instant notBefore,
            boolean silent,
            List<String> carried) {
        if (to != DeliveryState.READY && to != DeliveryState.HELD) {
            throw new IllegalArgumentException("A composed row is ready or held, not " + to);
        }
        return database.write(handle -> {
            if (!free(handle, carried, id)) {
                return false;
            }
            int frozen = handle.createUpdate(
                            """
                            UPDATE delivery SET state = :to, not_before = :notBefore, silent = :silent
                            WHERE delivery_id = :id AND state = 'PLANNED' AND (:any = 1 OR COALESCE(sub_version, 0) = :version)
                            """)
                    .bind("any", version.isEmpty())
                    .bind("version", version.orElse(0))
                    .bind("to", to.name())
                    .bind("notBefore", notBefore)
                    .bind("silent", silent)
                    .bind("id", id)
                    .execute();
            if (frozen == 1) {
                compose(handle, id, content, database.now(handle));
                bind(handle, carried, id);
            }
            return frozen == 1;
        });
    }

    private void compose(Handle handle, String id, Frozen content, Instant now) throws SQLException {
        try (var compose = statements.compose.on(handle)) {
            compose.with("headline", content.headline())
                    .value("hash", content.contentHash())
                    .value("brief", content.briefId())
                    .value("base", content.baseId())
                    .value("asOf", content.asOf())
                    .with("degradations", degradations(content.degradations()))
                    .value("copy", content.copy())
                    .with("id", id)
                    .update();
        }
        Parts.freeze(handle, statements, id, content, now);
        ButtonTable.insert(handle, statements.button, content.buttons());
    }

    private static String degradations(List<RenderPlan.Degradation> all) {
        return String.join("\n", all.stream().map(one -> one.kind() + " " + one.path()).toList());
    }

    @Override
    public boolean end(String id, DeliveryReason reason) {
        return database.write(handle -> end(handle, id, reason));
    }

    @Override
    public boolean end(Delivery seen, DeliveryReason reason) {
        return database.write(handle -> {
            // Locked first: on a server a later version could come between the look and the end.
            boolean same = state(handle, seen.id()).isPresent()
                    && find(handle, seen.id()).filter(row -> row.subscription().equals(seen.subscription())).isPresent();
            return same && end(handle, seen.id(), reason);
        });
    }

    private boolean end(Handle handle, String id, DeliveryReason reason) {
        var state = state(handle, id);
        return state.filter(DeliveryState::cancellable).isPresent()
                && state.get().mayBecome(reason.state())
                && reason.state() != DeliveryState.SENT
                && Endings.end(handle, id, state.get(), reason, database.now(handle));
    }

    private Optional<DeliveryState> state(Handle handle, String id) {
        return handle.createQuery("SELECT state FROM delivery WHERE delivery_id = :id" + database.dialect().forUpdate())
                .bind("id", id)
                .map((columns, _) -> new Row(columns).word(DeliveryState.class, "state"))
                .findOne();
    }

    // ---- sending ----

    @Override
    public List<Claim> claim(Lease lease, int limit) {
        for (int run = 1; ; run++) {
            try {
                return database.write(handle -> claim(handle, lease, limit));
            } catch (StoreException refused) {
                // Another claimed a row of the same chat at the same moment; the index of rows in flight let only one of us through.
                if (refused.kind() != StoreException.Kind.CONFLICT) {
                    throw refused;
                }
                if (run == CLAIMS_MAX) {
                    return List.of();
                }
            }
        }
    }

    private List<Claim> claim(Handle handle, Lease lease, int limit) throws SQLException {
        var now = database.now(handle);
        // Asked first so that a sender that may not send costs one look; the claim itself asks again.
        try (var may = statements.mayClaim.on(handle)) {
            var yes = may.with("sender", lease.name())
                    .with("node", lease.owner())
                    .with("epoch", lease.epoch())
                    .with("now", now)
                    .first(columns -> columns.getInt(1));
            if (yes.isEmpty() || limit < 1) {
                return List.of();
            }
        }
        var until = now.plus(rowLease);
        List<Delivery> rows;
        try (var claim = statements.claim.on(handle)) {
            rows = claim.with("sender", lease.name())
                    .with("node", lease.owner())
                    .with("epoch", lease.epoch())
                    .with("now", now)
                    .with("begun", now.toEpochMilli() - DeliveryRow.GRACE_MILLIS)
                    .with("until", until)
                    .with("limit", limit)
                    .list(DeliveryRow::read);
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        var claims = claims(handle, lease, rows, until, now);
        Attempts.open(handle, statements, claims, now);
        return claims;
    }

    /** In the order in which they go. A row whose bytes are gone cannot be sent; it must not stop the others. */
    private List<Claim> claims(Handle handle, Lease lease, List<Delivery> rows, Instant until, Instant now) throws SQLException {
        var contents = contents(handle, rows);
        var claims = new ArrayList<Claim>();
        for (var row : rows) {
            var content = contents.get(row.id());
            if (content == null || content.broken) {
                Endings.end(handle, row.id(), DeliveryState.SENDING, DeliveryReason.REFUSED, now);
            } else {
                claims.add(new Claim(row, content.unsent, content.total, lease, until, content.zone, content.group));
            }
        }
        claims.sort(Comparator.comparing(
                Claim::delivery,
                Comparator.<Delivery>comparingInt(row -> row.kind().priority()).thenComparing(Delivery::due).thenComparing(Delivery::id)));
        return claims;
    }

    /** What a claimed row is sent as, and where. */
    private static final class Content {
        private final ZoneId zone;
        private final boolean group;
        private final List<RenderPlan.Part> unsent = new ArrayList<>();
        private int total;
        private boolean broken;

        Content(ZoneId zone, boolean group) {
            this.zone = zone;
            this.group = group;
        }
    }

    private Map<String, Content> contents(Handle handle, List<Delivery> rows) throws SQLException {
        var contents = new HashMap<String, Content>();
        for (int from = 0; from < rows.size(); from += SendStatements.CONTENTS) {
            try (var some = statements.contents.on(handle)) {
                for (int i = 0; i < SendStatements.CONTENTS; i++) {
                    some.with("id" + i, rows.get(Math.min(from + i, rows.size() - 1)).id());
                }
                some.each(columns -> content(contents, new Row(columns)));
            }
        }
        return contents;
    }

    private static void content(Map<String, Content> contents, Row row) throws SQLException {
        var id = row.text("delivery_id");
        var content = contents.get(id);
        if (content == null) {
            content = new Content(ZoneId.of(row.text("zone")), row.flag("is_group"));
            contents.put(id, content);
        }
        var payload = row.maybeText("payload");
        content.broken |= payload.isEmpty();
        content.total = row.number("total");
        if (payload.isPresent()) {
            content.unsent.add(new RenderPlan.Part(row.number("part_no"), content.total, payload.get(), row.text("plain")));
        }
    }

    @Override
    public Optional<Claim> partSent(Claim claim, Optional<MessageRef> ref) {
        if (claim.unsent().size() < 2) {
            throw new IllegalArgumentException("The last part of " + claim.delivery().id() + " finishes it");
        }
        return database.write(handle -> end(handle, claim).partSent(ref));
    }

    @Override
    public boolean finish(Claim claim, Outcome outcome) {
        if (outcome instanceof Outcome.Arrived && claim.unsent().size() > 1) {
            throw new IllegalArgumentException(
                    claim.delivery().id() + " has " + claim.unsent().size() + " parts to go, so it has not arrived as a whole");
        }
        return database.write(handle -> end(handle, claim).finish(outcome));
    }

    private TryEnd end(Handle handle, Claim claim) {
        return new TryEnd(statements, handle, database.dialect(), subscriptions, claim, rowLease, database.now(handle));
    }

    @Override
    public List<Delivery> unknown(String sender, int limit) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT * FROM delivery WHERE state = 'UNKNOWN' AND sender = :sender ORDER BY due_at, delivery_id LIMIT :limit
                        """)
                .bind("sender", sender)
                .bind("limit", limit)
                .map((columns, _) -> DeliveryRow.read(columns))
                .list());
    }

    @Override
    public boolean resolve(String id, int attempt, Resolution resolution) {
        return database.write(handle -> {
            var now = database.now(handle);
            // The subscription before the row: who ends a subscription holds them in this order too.
            var unwanted = Endings.unwanted(handle, database.dialect(), id);
            var row = handle.createQuery("SELECT * FROM delivery WHERE delivery_id = :id AND attempt = :attempt AND state = 'UNKNOWN'"
                            + database.dialect().forUpdate())
                    .bind("id", id)
                    .bind("attempt", attempt)
                    .map((columns, _) -> DeliveryRow.read(columns))
                    .findOne();
            if (row.isEmpty()) {
                return false;
            }
            return switch (resolution) {
                case Resolution.End(var reason) ->
                    DeliveryState.UNKNOWN.mayBecome(reason.state())
                            && Endings.end(handle, id, DeliveryState.UNKNOWN, reason, now);
                case Resolution.Resend _ -> row.get().resends() == 0 && again(handle, id, unwanted, 1, now, now);
                case Resolution.Look(var notBefore) -> again(handle, id, unwanted, 0, notBefore, now);
            };
        });
    }

    /** Ready again, or cancelled where nobody wants it any more. */
    private static boolean again(
            Handle handle, String id, Optional<DeliveryReason> unwanted, int resends, Instant notBefore, Instant now) {
        if (unwanted.isPresent()) {
            Endings.end(handle, id, DeliveryState.UNKNOWN, unwanted.get(), now);
            return false;
        }
        return handle.createUpdate(
                                """
                                UPDATE delivery SET state = 'READY', resends = resends + :resends, not_before = :notBefore
                                WHERE delivery_id = :id AND state = 'UNKNOWN'
                                """)
                        .bind("resends", resends)
                        .bind("notBefore", notBefore)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    @Override
    public Reaped reap() {
        return database.write(handle -> {
            var now = database.now(handle);
            // In this order, so that what has just become unknown can be settled before it expires.
            int expired = Sweep.expire(handle, database.dialect(), now, CHUNK);
            return new Reaped(Sweep.overdue(handle, database.dialect(), now, CHUNK - expired), expired);
        });
    }

    @Override
    public int orphans(String owner) {
        return database.write(handle -> Sweep.orphans(handle, owner));
    }

    // ---- digests ----

    @Override
    public List<ChatId> released(int limit) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT DISTINCT chat_id FROM delivery WHERE state = 'HELD' AND digest_id IS NULL AND not_before <= :now
                        ORDER BY chat_id LIMIT :limit
                        """)
                .bind("now", database.now(handle))
                .bind("limit", limit)
                .map((columns, _) -> new Row(columns).chat("chat_id"))
                .list());
    }

    @Override
    public List<Delivery> held(ChatId chat) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT * FROM delivery WHERE state = 'HELD' AND chat_id = :chat AND digest_id IS NULL AND not_before <= :now
                        ORDER BY due_at, delivery_id
                        """)
                .bind("chat", chat)
                .bind("now", database.now(handle))
                .map((columns, _) -> DeliveryRow.read(columns))
                .list());
    }

    @Override
    public List<Delivery> unheard(ChatId chat) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT * FROM delivery WHERE state = 'HELD' AND chat_id = :chat AND digest_id IS NULL AND silent = 1
                        ORDER BY due_at, delivery_id
                        """)
                .bind("chat", chat)
                .map((columns, _) -> DeliveryRow.read(columns))
                .list());
    }

    @Override
    public int release(ChatId chat, Instant at) {
        return database.write(handle -> handle.createUpdate(
                        """
                        UPDATE delivery SET not_before = :at
                        WHERE state = 'HELD' AND chat_id = :chat AND digest_id IS NULL AND not_before > :at
                        """)
                .bind("at", at)
                .bind("chat", chat)
                .execute());
    }

    @Override
    public boolean digest(Delivery digest, Frozen content, List<String> held) {
        if (digest.state() != DeliveryState.READY || digest.kind() != DeliveryKind.DIGEST) {
            throw new IllegalArgumentException("A digest is added ready, not " + digest.kind() + " " + digest.state());
        }
        return database.write(handle -> {
            if (free(handle, held).filter(chats -> chats.stream().allMatch(digest.chat().text()::equals)).isEmpty()
                    || !insert(handle, digest, content, database.now(handle))) {
                return false;
            }
            bind(handle, held, digest.id());
            return true;
        });
    }

    /** The chats of held rows that are in no message, locked; absent when one of them is no such row any more. */
    private Optional<List<String>> free(Handle handle, List<String> held) {
        if (held.isEmpty()) {
            return Optional.of(List.of());
        }
        var chats = handle.createQuery("SELECT chat_id FROM delivery WHERE delivery_id IN (<ids>) AND state = 'HELD'"
                        + " AND digest_id IS NULL ORDER BY delivery_id" + database.dialect().forUpdate())
                .bindList("ids", held)
                .mapTo(String.class)
                .list();
        return Optional.of(chats).filter(one -> one.size() == held.size());
    }

    /** Whether all of these are free, and of the chat of this row. */
    private boolean free(Handle handle, List<String> held, String carrier) {
        if (held.isEmpty()) {
            return true;
        }
        var chat = find(handle, carrier).map(row -> row.chat().text());
        return chat.isPresent() && free(handle, held).filter(chats -> chats.stream().allMatch(chat.get()::equals)).isPresent();
    }

    private static void bind(Handle handle, List<String> held, String carrier) {
        if (!held.isEmpty()) {
            handle.createUpdate("UPDATE delivery SET digest_id = :carrier WHERE delivery_id IN (<ids>)")
                    .bind("carrier", carrier)
                    .bindList("ids", held)
                    .execute();
        }
    }

    // ---- history ----

    @Override
    public Optional<Delivery> find(String id) {
        return database.read(handle -> find(handle, id).or(() -> Archive.find(handle, id)));
    }

    private static Optional<Delivery> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM delivery WHERE delivery_id = :id")
                .bind("id", id)
                .map((columns, _) -> DeliveryRow.read(columns))
                .findOne();
    }

    @Override
    public Optional<Delivery> shown(ChatId chat, MessageRef message) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT d.* FROM delivery d JOIN delivery_part p ON p.delivery_id = d.delivery_id
                        WHERE d.chat_id = :chat AND p.message_ref = :ref ORDER BY d.due_at DESC LIMIT 1
                        """)
                .bind("chat", chat)
                .bind("ref", message.value())
                .map((columns, _) -> DeliveryRow.read(columns))
                .findOne());
    }

    @Override
    public Optional<String> copy(String id) {
        return database.read(handle -> handle.createQuery("SELECT copy FROM delivery WHERE delivery_id = :id AND copy <> ''")
                .bind("id", id)
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public Optional<Last> lastDelivered(ChatId chat, DeliveryKind kind) {
        return database.read(handle -> handle.createQuery(
                        "SELECT brief_id, at FROM last_delivered WHERE chat_id = :chat AND kind = :kind")
                .bind("chat", chat)
                .bind("kind", kind.name())
                .map((columns, _) -> {
                    var row = new Row(columns);
                    return new Last(row.text("brief_id"), row.instant("at"));
                })
                .findOne());
    }

    @Override
    public List<Delivery> missed(ChatId chat, Instant before) {
        var sql = "SELECT * FROM delivery WHERE chat_id = :chat AND kind IN " + DeliveryRow.BRIEFS
                + " AND state IN ('EXPIRED', 'DEAD') AND due_at < :before AND due_at > COALESCE((SELECT MAX(s.due_at) FROM delivery s"
                + " WHERE s.chat_id = :chat AND s.kind IN " + DeliveryRow.BRIEFS + " AND s.state = 'SENT'), -1) ORDER BY due_at, delivery_id";
        return database.read(handle -> handle.createQuery(sql)
                .bind("chat", chat)
                .bind("before", before)
                .map((columns, _) -> DeliveryRow.read(columns))
                .list());
    }

    @Override
    public List<Delivery> list(Filter filter, int limit) {
        var sql = new StringBuilder("SELECT d.*, c.zone AS chat_zone FROM delivery d LEFT JOIN chat c ON c.chat_id = d.chat_id WHERE 1 = 1");
        if (!filter.states().isEmpty()) {
            sql.append(" AND d.state IN (<states>)");
        }
        filter.chat().ifPresent(_ -> sql.append(" AND d.chat_id = :chat"));
        filter.day().ifPresent(_ -> sql.append(" AND d.due_at >= :from AND d.due_at < :until"));
        sql.append(" ORDER BY d.due_at DESC, d.delivery_id DESC");
        if (filter.day().isEmpty()) {
            sql.append(" LIMIT :limit");
        }
        return database.read(handle -> {
            var query = handle.createQuery(sql.toString());
            if (!filter.states().isEmpty()) {
                query.bindList("states", filter.states().stream().map(Enum::name).toList());
            }
            filter.chat().ifPresent(chat -> query.bind("chat", chat));
            filter.day().ifPresent(day -> query.bind("from", day.atStartOfDay().toInstant(ZoneOffset.UTC).minus(ZONE_MAX))
                    .bind("until", day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).plus(ZONE_MAX)));
            if (filter.day().isEmpty()) {
                query.bind("limit", limit);
            }
            // A day is the chat's own, so it is asked of each row.
            return query.map((columns, _) -> new Listed(
                            DeliveryRow.read(columns), new Row(columns).maybeText("chat_zone").map(ZoneId::of).orElse(ZoneOffset.UTC)))
                    .stream()
                    .filter(one -> filter.day().filter(day -> !day.equals(one.day())).isEmpty())
                    .limit(limit)
                    .map(Listed::row)
                    .toList();
        });
    }

    private record Listed(Delivery row, ZoneId zone) {
        LocalDate day() {
            return row.due().atZone(zone).toLocalDate();
        }
    }

    @Override
    public Optional<Trace> trace(String id) {
        return database.read(handle -> find(handle, id)
                .map(row -> new Trace(row, Parts.of(handle, id), Attempts.of(handle, id)))
                .or(() -> Archive.trace(handle, id)));
    }

    @Override
    public Map<DeliveryState, Integer> depth() {
        // One count for each index that holds just these rows; finished ones are many and are not looked at.
        var sql =
                """
                SELECT state, COUNT(*) AS n FROM delivery WHERE state IN ('READY', 'RETRY_WAIT') GROUP BY state
                UNION ALL SELECT 'PLANNED', COUNT(*) FROM delivery WHERE state = 'PLANNED'
                UNION ALL SELECT 'HELD', COUNT(*) FROM delivery WHERE state = 'HELD'
                UNION ALL SELECT 'SENDING', COUNT(*) FROM delivery WHERE state = 'SENDING'
                UNION ALL SELECT 'UNKNOWN', COUNT(*) FROM delivery WHERE state = 'UNKNOWN'
                UNION ALL SELECT 'DEAD', COUNT(*) FROM delivery WHERE state = 'DEAD'
                """;
        return database.read(handle -> {
            var depth = new EnumMap<DeliveryState, Integer>(DeliveryState.class);
            handle.createQuery(sql)
                    .map((columns, _) -> {
                        var row = new Row(columns);
                        return Map.entry(row.word(DeliveryState.class, "state"), row.number("n"));
                    })
                    .forEach(one -> {
                        if (one.getValue() > 0) {
                            depth.put(one.getKey(), one.getValue());
                        }
                    });
            return depth;
        });
    }

    @Override
    public Optional<Instant> oldestWaiting() {
        return database.read(handle -> handle.createQuery(
                        "SELECT MIN(due_at) AS oldest FROM delivery WHERE state IN " + DeliveryRow.CLAIMABLE + " AND due_at <= :now")
                .bind("now", database.now(handle))
                .map((columns, _) -> new Row(columns).maybeInstant("oldest"))
                .one());
    }

    @Override
    public int open(ChatId chat) {
        return database.read(handle -> handle.createQuery(
                        "SELECT COUNT(*) FROM delivery WHERE chat_id = :chat AND state IN " + DeliveryRow.OPEN)
                .bind("chat", chat)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public boolean replay(String id, Instant expiresAt) {
        return database.write(handle -> {
            var now = database.now(handle);
            var subscription = subscription(handle, id);
            boolean wanted = subscription.isEmpty() || subscription.get().active();
            if (!wanted || state(handle, id).filter(DeliveryState.DEAD::equals).isEmpty() || !complete(handle, id)) {
                return false;
            }
            var update = handle.createUpdate("UPDATE delivery SET state = 'READY', reason = NULL, ended_at = NULL, due_at = :now,"
                            + " not_before = :now, fresh_until = :expires, expires_at = :expires"
                            + (subscription.isPresent() ? ", sub_version = :version" : "") + " WHERE delivery_id = :id")
                    .bind("now", now)
                    .bind("expires", expiresAt)
                    .bind("id", id);
            subscription.ifPresent(one -> update.bind("version", one.version()));
            return update.execute() == 1;
        });
    }

    /** The subscription of a row as it is now. */
    private record Asked(boolean active, int version) {}

    private Optional<Asked> subscription(Handle handle, String id) {
        var owner = find(handle, id).flatMap(Delivery::subscription);
        return owner.map(one -> handle.createQuery(
                        "SELECT state, version FROM subscription WHERE sub_id = :sub" + database.dialect().forUpdate())
                .bind("sub", one.subscription())
                .map((columns, _) -> new Asked(columns.getString("state").equals("ACTIVE"), columns.getInt("version")))
                .findOne()
                .orElse(new Asked(false, 0)));
    }

    /** Something is left to send and its bytes are there. */
    private static boolean complete(Handle handle, String id) {
        return handle.createQuery(
                        """
                        SELECT COUNT(*) AS parts, COUNT(r.content_hash) AS texts FROM delivery_part p
                            LEFT JOIN rendered r ON r.content_hash = p.content_hash
                        WHERE p.delivery_id = :id AND p.sent = 0
                        """)
                .bind("id", id)
                .map((columns, _) -> columns.getInt("parts") > 0 && columns.getInt("parts") == columns.getInt("texts"))
                .one();
    }

    @Override
    public int restored(Instant before) {
        int all = 0;
        while (true) {
            int some = database.write(handle -> Sweep.restored(handle, before, database.now(handle), CHUNK));
            all += some;
            if (some < CHUNK) {
                return all;
            }
        }
    }

    @Override
    public int retain(Instant archiveBefore, Instant forgetBefore) {
        return database.write(handle -> {
            int moved = Archive.move(handle, archiveBefore, ARCHIVED_MAX);
            return moved + Archive.forget(handle, forgetBefore, ARCHIVED_MAX - moved);
        });
    }
}
