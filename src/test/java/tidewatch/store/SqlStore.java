package tidewatch.store;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import tidewatch.chat.AccessBook;
import tidewatch.chat.ButtonBook;
import tidewatch.chat.InboundLog;
import tidewatch.chat.QuestionBook;
import tidewatch.contract.Store;
import tidewatch.delivery.Leases;
import tidewatch.delivery.Outbox;
import tidewatch.delivery.Subscriptions;
import tidewatch.delivery.Ticks;
import tidewatch.evidence.Ledger;
import tidewatch.notes.AliasBook;
import tidewatch.testing.Databases;
import tidewatch.testing.Postgres;

/** The tables of one database as a store under test. */
record SqlStore(
        Database database,
        AtomicReference<Instant> clock,
        Outbox outbox,
        Subscriptions subscriptions,
        Leases leases,
        Ticks ticks,
        InboundLog inbound,
        AccessBook access,
        ButtonBook buttons,
        QuestionBook questions,
        AliasBook aliases,
        Ledger ledger,
        Runnable afterwards)
        implements Store {

    static SqlStore sqlite(Path home) {
        var clock = new AtomicReference<>(Instant.EPOCH);
        return of(Databases.file(home, time(clock)), clock, () -> {});
    }

    static SqlStore postgres() {
        var clock = new AtomicReference<>(Instant.EPOCH);
        var settings = Postgres.fresh();
        return of(Databases.postgres(settings, time(clock)), clock, () -> Postgres.drop(settings));
    }

    private static InstantSource time(AtomicReference<Instant> clock) {
        return clock::get;
    }

    private static SqlStore of(Database database, AtomicReference<Instant> clock, Runnable afterwards) {
        return new SqlStore(
                database,
                clock,
                new OutboxTable(database),
                new SubscriptionTable(database),
                new LeaseTable(database),
                new TickTable(database),
                new InboundTable(database),
                new AccessTable(database),
                new ButtonTable(database),
                new QuestionTable(database),
                new AliasTable(database),
                new LedgerTable(database),
                afterwards);
    }

    @Override
    public void set(Instant now) {
        clock.set(now);
    }

    @Override
    public void close() {
        database.close();
        afterwards.run();
    }
}
