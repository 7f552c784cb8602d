package tidewatch.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tidewatch.delivery.Lease;
import tidewatch.delivery.Leases;

/** Leases and pauses, in table {@code leader_lease}. Who holds one is decided by a single statement. */
public final class LeaseTable implements Leases {
    private final Database database;

    public LeaseTable(Database database) {
        this.database = database;
    }

    @Override
    public Instant now() {
        return database.now();
    }

    @Override
    public Optional<Lease> acquire(String name, String owner, Duration ttl) {
        return database.write(handle -> {
            var now = database.now(handle);
            var until = now.plus(ttl);
            return handle.createQuery(
                            """
                            INSERT INTO leader_lease (name, owner, epoch, lease_until) VALUES (:name, :owner, 1, :until)
                            ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, lease_until = excluded.lease_until,
                                epoch = CASE WHEN leader_lease.owner = excluded.owner AND leader_lease.lease_until > :now
                                    THEN leader_lease.epoch ELSE leader_lease.epoch + 1 END
                            WHERE leader_lease.owner = excluded.owner OR leader_lease.lease_until <= :now
                            RETURNING epoch
                            """)
                    .bind("name", name)
                    .bind("owner", owner)
                    .bind("until", until)
                    .bind("now", now)
                    .mapTo(Long.class)
                    .findOne()
                    .map(epoch -> new Lease(name, owner, epoch, Instant.ofEpochMilli(until.toEpochMilli())));
        });
    }

    @Override
    public void release(Lease lease) {
        database.run(handle -> handle.createUpdate(
                        "UPDATE leader_lease SET lease_until = 0 WHERE name = :name AND owner = :owner AND epoch = :epoch")
                .bind("name", lease.name())
                .bind("owner", lease.owner())
                .bind("epoch", lease.epoch())
                .execute());
    }

    @Override
    public void orphans(String owner) {
        database.run(handle -> handle.createUpdate("UPDATE leader_lease SET lease_until = 0 WHERE owner <> :owner")
                .bind("owner", owner)
                .execute());
    }

    @Override
    public Optional<Lease> holder(String name) {
        return database.read(handle -> handle.createQuery("SELECT * FROM leader_lease WHERE name = :name AND lease_until > :now")
                .bind("name", name)
                .bind("now", database.now(handle))
                .map((columns, _) -> {
                    var row = new Row(columns);
                    return new Lease(row.text("name"), row.text("owner"), row.big("epoch"), row.instant("lease_until"));
                })
                .findOne());
    }

    @Override
    public void pause(String sender, Instant until, String reason) {
        database.run(handle -> handle.createUpdate(
                        """
                        INSERT INTO leader_lease (name, owner, epoch, lease_until, paused_until, paused_reason)
                        VALUES (:name, '', 0, 0, :until, :reason)
                        ON CONFLICT (name) DO UPDATE SET paused_until = excluded.paused_until, paused_reason = excluded.paused_reason
                        WHERE excluded.paused_until >= leader_lease.paused_until
                        """)
                .bind("name", sender)
                .bind("until", until)
                .bind("reason", reason)
                .execute());
    }

    @Override
    public Optional<Pause> paused(String sender) {
        return database.read(handle -> handle.createQuery("SELECT * FROM leader_lease WHERE name = :name AND paused_until > :now")
                .bind("name", sender)
                .bind("now", database.now(handle))
                .map((columns, _) -> {
                    var row = new Row(columns);
                    return new Pause(row.instant("paused_until"), row.text("paused_reason"));
                })
                .findOne());
    }
}
