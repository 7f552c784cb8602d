package tidewatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tidewatch.market.EventArchive;
import tidewatch.market.EventBatch;
import tidewatch.market.EventKind;
import tidewatch.market.EventQuestion;
import tidewatch.market.EventSource;
import tidewatch.market.EventUpdate;
import tidewatch.market.Heard;
import tidewatch.market.MarketEvent;

/** What sources said about dated events, in tables {@code market_event} and {@code event_question}. */
public final class EventTable implements EventArchive {
    /** Questions of days that are over are never put again. */
    private static final int QUESTION_DAYS = 10;

    private final Database database;

    public EventTable(Database database) {
        this.database = database;
    }

    @Override
    public List<Heard> heard(LocalDate from, LocalDate to) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM market_event WHERE day <= :to AND last_day >= :from ORDER BY day, subject, source")
                .bind("from", from)
                .bind("to", to)
                .map((columns, _) -> heard(columns))
                .list());
    }

    @Override
    public void take(EventSource source, EventQuestion question, EventBatch batch, Instant now, Instant again) {
        database.run(handle -> {
            var known = handle.createQuery("SELECT * FROM market_event WHERE source = :source ORDER BY day, subject")
                    .bind("source", source.id())
                    .map((columns, _) -> heard(columns))
                    .list();
            var update = EventUpdate.of(source, known, batch, now);
            remove(handle, update.gone());
            write(handle, update.put());
            handle.createUpdate("DELETE FROM event_question WHERE asked_at < :old")
                    .bind("old", now.minusSeconds(QUESTION_DAYS * 86_400L))
                    .execute();
            handle.createUpdate(
                            """
                            INSERT INTO event_question (source, part, asked_at, again_at) VALUES (:source, :part, :asked, :again)
                            ON CONFLICT (source, part) DO UPDATE SET asked_at = excluded.asked_at, again_at = excluded.again_at
                            """)
                    .bind("source", source.id())
                    .bind("part", question.part())
                    .bind("asked", now)
                    .bind("again", again)
                    .execute();
        });
    }

    private static void remove(Handle handle, List<Heard> gone) {
        if (gone.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch("DELETE FROM market_event WHERE source = :source AND subject = :subject AND day = :day");
        for (var one : gone) {
            batch.bind("source", one.source().id()).bind("subject", one.subject()).bind("day", one.event().date()).add();
        }
        batch.execute();
    }

    private static void write(Handle handle, List<Heard> put) {
        if (put.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch(
                """
                INSERT INTO market_event (source, subject, day, last_day, at_time, zone, symbol, event_key, title, said_by, published, kind,
                    timing, period_end, estimate, standing, usual_time, first_said, last_said, moved_from, moved_at)
                VALUES (:source, :subject, :day, :last, :time, :zone, :symbol, :key, :title, :saidBy, :published, :kind,
                    :timing, :period, :estimate, :standing, :usual, :firstSaid, :lastSaid, :movedFrom, :movedAt)
                ON CONFLICT (source, subject, day) DO UPDATE SET last_day = excluded.last_day, at_time = excluded.at_time,
                    zone = excluded.zone, symbol = excluded.symbol, event_key = excluded.event_key, title = excluded.title,
                    said_by = excluded.said_by, published = excluded.published, kind = excluded.kind, timing = excluded.timing,
                    period_end = excluded.period_end, estimate = excluded.estimate, standing = excluded.standing,
                    usual_time = excluded.usual_time, first_said = excluded.first_said, last_said = excluded.last_said,
                    moved_from = excluded.moved_from, moved_at = excluded.moved_at
                """);
        for (var one : put) {
            var event = one.event();
            var results = event.results();
            batch.bind("source", one.source().id())
                    .bind("subject", one.subject())
                    .bind("day", event.date())
                    .bind("last", event.end())
                    .bind("time", event.time().map(LocalTime::toString))
                    .bind("zone", event.zone().getId())
                    .bind("symbol", event.symbol())
                    .bind("key", event.key())
                    .bind("title", event.title())
                    .bind("saidBy", event.source())
                    .bind("published", event.published())
                    .bind("kind", Kind.of(event.kind()).name())
                    .bind("timing", results.map(said -> said.timing().name()))
                    .bind("period", results.flatMap(EventKind.Earnings::periodEnd))
                    .bind("estimate", results.flatMap(EventKind.Earnings::estimate))
                    .bind("standing", results.map(said -> said.standing().name()))
                    .bind("usual", event.kind() instanceof EventKind.Release(boolean usual) && usual)
                    .bind("firstSaid", one.first())
                    .bind("lastSaid", one.last())
                    .bind("movedFrom", one.movedFrom())
                    .bind("movedAt", one.movedAt())
                    .add();
        }
        batch.execute();
    }

    @Override
    public List<Asked> asked(EventSource source) {
        return database.read(handle -> handle.createQuery("SELECT part, asked_at, again_at FROM event_question WHERE source = :source ORDER BY part")
                .bind("source", source.id())
                .map((columns, _) -> {
                    var row = new Row(columns);
                    return new Asked(row.text("part"), row.instant("asked_at"), row.instant("again_at"));
                })
                .list());
    }

    @Override
    public Optional<Instant> lastTaken() {
        return database.read(handle -> handle.createQuery("SELECT MAX(asked_at) AS latest FROM event_question")
                .map((columns, _) -> new Row(columns).maybeInstant("latest"))
                .one());
    }

    /** The kinds by their stored names. */
    private enum Kind {
        EARNINGS,
        RELEASE,
        HOLIDAY,
        EARLY_CLOSE,
        EXPIRY,
        CUSTOM;

        static Kind of(EventKind kind) {
            return switch (kind) {
                case EventKind.Earnings _ -> EARNINGS;
                case EventKind.Release _ -> RELEASE;
                case EventKind.Holiday _ -> HOLIDAY;
                case EventKind.EarlyClose _ -> EARLY_CLOSE;
                case EventKind.Expiry _ -> EXPIRY;
                case EventKind.Custom _ -> CUSTOM;
            };
        }
    }

    private static EventKind kind(Row row) throws SQLException {
        return switch (row.word(Kind.class, "kind")) {
            case EARNINGS ->
                new EventKind.Earnings(
                        row.word(EventKind.Timing.class, "timing"),
                        row.maybeDate("period_end"),
                        row.maybeText("estimate"),
                        row.word(EventKind.Standing.class, "standing"));
            case RELEASE -> new EventKind.Release(row.flag("usual_time"));
            case HOLIDAY -> new EventKind.Holiday();
            case EARLY_CLOSE -> new EventKind.EarlyClose();
            case EXPIRY -> new EventKind.Expiry();
            case CUSTOM -> new EventKind.Custom();
        };
    }

    private static Heard heard(ResultSet columns) throws SQLException {
        var row = new Row(columns);
        var source = row.text("source");
        var event = new MarketEvent(
                row.text("event_key"),
                row.text("title"),
                row.date("day"),
                row.date("last_day"),
                row.maybeText("at_time").map(LocalTime::parse),
                ZoneId.of(row.text("zone")),
                row.maybeText("symbol"),
                row.text("said_by"),
                row.flag("published"),
                kind(row),
                List.of(),
                Optional.empty());
        return new Heard(
                Arrays.stream(EventSource.values())
                        .filter(one -> one.id().equals(source))
                        .findFirst()
                        .orElseThrow(() -> new SQLException("A newer program stored events of the source " + source)),
                event,
                row.instant("first_said"),
                row.instant("last_said"),
                row.maybeDate("moved_from"),
                row.maybeInstant("moved_at"));
    }
}
