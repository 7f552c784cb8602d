package tidewatch.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tidewatch.brief.Brief;
import tidewatch.brief.BriefArchive;
import tidewatch.delivery.BriefState;
import tidewatch.delivery.SlotKey;
import tidewatch.message.Sha256;

/** The briefs that were built, in table {@code brief}: their facts as {@link BriefText}, its SHA-256 beside them. */
public final class BriefTable implements BriefArchive {
    private final Database database;

    public BriefTable(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Stored> find(Key key) {
        return find(key.id());
    }

    @Override
    public Optional<Stored> find(String id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM brief WHERE brief_id = :id")
                .bind("id", id)
                .map((columns, _) -> stored(new Row(columns)))
                .findOne());
    }

    @Override
    public List<Stored> of(LocalDate day) {
        return database.read(handle -> handle.createQuery(
                                """
                                SELECT * FROM brief
                                WHERE state = 'FROZEN' AND slot_key IN (:session, :holiday, :week)
                                ORDER BY frozen_at DESC, brief_id
                                """)
                        .bind("session", new SlotKey.OfSession(day).text())
                        .bind("holiday", new SlotKey.OfHoliday(day).text())
                        .bind("week", SlotKey.OfWeek.of(day).text())
                        .map((columns, _) -> stored(new Row(columns)))
                        .list())
                .stream()
                .filter(one -> one instanceof Kept kept && kept.isOf(day))
                .toList();
    }

    @Override
    public boolean freeze(Key key, Brief facts, List<String> missing, Instant at) {
        var text = BriefText.of(facts);
        return database.write(handle -> handle.createUpdate(
                                """
                                INSERT INTO brief (brief_id, profile, slot_key, kind, data_asof, state, facts, content_hash, missing, frozen_at)
                                VALUES (:id, :profile, :slot, :kind, :asOf, 'FROZEN', :facts, :hash, :missing, :at)
                                ON CONFLICT (brief_id) DO UPDATE SET state = excluded.state, facts = excluded.facts,
                                    content_hash = excluded.content_hash, missing = excluded.missing, frozen_at = excluded.frozen_at
                                WHERE brief.state = 'FAILED'
                                """)
                        .bind("id", key.id())
                        .bind("profile", key.profile())
                        .bind("slot", key.slot())
                        .bind("kind", key.kind())
                        .bind("asOf", key.asOf())
                        .bind("facts", text)
                        .bind("hash", Sha256.hex(text))
                        .bind("missing", BriefText.lines(missing))
                        .bind("at", at)
                        .execute()
                == 1);
    }

    @Override
    public int broke(Key key, String cause, int most, Instant at) {
        return database.write(handle -> {
            handle.createUpdate(
                            """
                            INSERT INTO brief (brief_id, profile, slot_key, kind, data_asof, state, builds, cause)
                            VALUES (:id, :profile, :slot, :kind, :asOf, :state, 1, :cause)
                            ON CONFLICT (brief_id) DO UPDATE SET builds = brief.builds + 1, cause = excluded.cause,
                                state = CASE WHEN brief.builds + 1 >= :most THEN 'UNAVAILABLE' ELSE 'FAILED' END
                            WHERE brief.state = 'FAILED'
                            """)
                    .bind("id", key.id())
                    .bind("profile", key.profile())
                    .bind("slot", key.slot())
                    .bind("kind", key.kind())
                    .bind("asOf", key.asOf())
                    .bind("state", (most <= 1 ? BriefState.UNAVAILABLE : BriefState.FAILED).name())
                    .bind("cause", cause)
                    .bind("most", most)
                    .execute();
            return builds(handle, key);
        });
    }

    private static int builds(Handle handle, Key key) {
        return handle.createQuery("SELECT builds FROM brief WHERE brief_id = :id").bind("id", key.id()).mapTo(Integer.class).one();
    }

    private static Stored stored(Row row) throws SQLException {
        var key = new Key(row.text("profile"), row.text("slot_key"), row.text("kind"), row.date("data_asof"));
        return switch (row.word(BriefState.class, "state")) {
            case FROZEN -> new Kept(
                    key,
                    BriefText.read(row.text("facts")),
                    BriefText.lines(row.text("missing")),
                    row.text("content_hash"),
                    row.instant("frozen_at"));
            case UNAVAILABLE -> new Broken(key, row.number("builds"), true, row.text("cause"));
            case FAILED, DUE, BUILDING -> new Broken(key, row.number("builds"), false, row.text("cause"));
        };
    }
}
