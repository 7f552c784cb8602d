package tidewatch.store;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tidewatch.delivery.Outage;
import tidewatch.delivery.Ticks;

/** What the clock did, in tables {@code tick}, {@code heartbeat}, {@code outage} and {@code remembered}. */
public final class TickTable implements Ticks {
    /** A minute's beat may be lost twice before it counts. */
    private static final Duration GAP = Duration.ofMinutes(3);

    private final Database database;

    public TickTable(Database database) {
        this.database = database;
    }

    @Override
    public void succeeded(String name, String node, Instant at) {
        database.run(handle -> handle.createUpdate(
                        """
                        INSERT INTO tick (name, last_success, node) VALUES (:name, :at, :node)
                        ON CONFLICT (name) DO UPDATE SET last_success = excluded.last_success, node = excluded.node
                        """)
                .bind("name", name)
                .bind("at", at)
                .bind("node", node)
                .execute());
    }

    @Override
    public Map<String, Instant> lastSuccess() {
        return database.read(handle -> {
            var ticks = new LinkedHashMap<String, Instant>();
            handle.createQuery("SELECT name, last_success FROM tick ORDER BY name")
                    .map((columns, _) -> Map.entry(new Row(columns).text("name"), new Row(columns).instant("last_success")))
                    .forEach(entry -> ticks.put(entry.getKey(), entry.getValue()));
            return ticks;
        });
    }

    @Override
    public void beat(Instant at) {
        database.run(handle -> {
            var last = handle.createQuery("SELECT at FROM heartbeat WHERE name = 'service'" + database.dialect().forUpdate())
                    .map((columns, _) -> new Row(columns).instant("at"))
                    .findOne();
            if (last.isPresent() && Duration.between(last.get(), at).compareTo(GAP) > 0) {
                handle.createUpdate(
                                """
                                INSERT INTO outage (started_at, ended_at) VALUES (:from, :until)
                                ON CONFLICT (started_at) DO UPDATE SET ended_at = excluded.ended_at
                                """)
                        .bind("from", last.get())
                        .bind("until", at)
                        .execute();
            }
            // A clock that went back takes the beat along: else a moment of a wrong clock would hide every outage up to then.
            handle.createUpdate(
                            """
                            INSERT INTO heartbeat (name, at) VALUES ('service', :at)
                            ON CONFLICT (name) DO UPDATE SET at = excluded.at
                            """)
                    .bind("at", at)
                    .execute();
        });
    }

    @Override
    public List<Outage> outages(Instant since) {
        return database.read(handle -> handle.createQuery("SELECT * FROM outage WHERE ended_at > :since ORDER BY started_at")
                .bind("since", since)
                .map((columns, _) -> new Outage(new Row(columns).instant("started_at"), new Row(columns).instant("ended_at")))
                .list());
    }

    @Override
    public String remembered(String key) {
        return database.read(handle -> handle.createQuery("SELECT value FROM remembered WHERE name = :name")
                .bind("name", key)
                .mapTo(String.class)
                .findOne()
                .orElse(""));
    }

    @Override
    public void remember(String key, String value) {
        database.run(handle -> handle.createUpdate(
                        """
                        INSERT INTO remembered (name, value) VALUES (:name, :value)
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value
                        """)
                .bind("name", key)
                .bind("value", value)
                .execute());
    }
}
