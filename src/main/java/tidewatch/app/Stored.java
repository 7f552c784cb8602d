package tidewatch.app;

import java.nio.file.Path;
import java.time.InstantSource;
import tidewatch.store.AccessTable;
import tidewatch.store.AliasTable;
import tidewatch.store.BriefTable;
import tidewatch.store.ButtonTable;
import tidewatch.store.Database;
import tidewatch.store.EventTable;
import tidewatch.store.InboundTable;
import tidewatch.store.LeaseTable;
import tidewatch.store.LedgerTable;
import tidewatch.store.Migrations;
import tidewatch.store.OutboxTable;
import tidewatch.store.QuestionTable;
import tidewatch.store.StoreSettings;
import tidewatch.store.SubscriptionTable;
import tidewatch.store.TickTable;
import tidewatch.store.WatchTable;

/** The store, opened and brought to its form: each port with the table behind it. */
record Stored(
        Database database,
        OutboxTable outbox,
        SubscriptionTable subscriptions,
        LeaseTable leases,
        TickTable ticks,
        InboundTable inbound,
        BriefTable briefs,
        WatchTable watches,
        AccessTable access,
        ButtonTable buttons,
        QuestionTable questions,
        EventTable events,
        AliasTable aliases,
        LedgerTable ledger)
        implements AutoCloseable {
    /**
     * Opens the store and makes or migrates its tables.
     *
     * @param clock of a store that is a file; a server has its own
     * @throws tidewatch.store.StoreException when it cannot be opened, with what to do
     */
    static Stored open(StoreSettings settings, Path home, InstantSource clock) {
        var database = Database.open(settings, home, clock);
        try {
            new Migrations(database, Version.words()).migrate(clock.instant());
        } catch (RuntimeException refused) {
            database.close();
            throw refused;
        }
        return of(database);
    }

    static Stored of(Database database) {
        return new Stored(
                database,
                new OutboxTable(database),
                new SubscriptionTable(database),
                new LeaseTable(database),
                new TickTable(database),
                new InboundTable(database),
                new BriefTable(database),
                new WatchTable(database),
                new AccessTable(database),
                new ButtonTable(database),
                new QuestionTable(database),
                new EventTable(database),
                new AliasTable(database),
                new LedgerTable(database));
    }

    @Override
    public void close() {
        database.close();
    }
}
