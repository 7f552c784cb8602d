package tidewatch.sim;

import java.nio.file.Path;
import java.time.InstantSource;
import tidewatch.brief.BriefArchive;
import tidewatch.chat.ButtonBook;
import tidewatch.chat.InboundLog;
import tidewatch.chat.QuestionBook;
import tidewatch.delivery.Leases;
import tidewatch.delivery.Outbox;
import tidewatch.delivery.Subscriptions;
import tidewatch.delivery.Ticks;
import tidewatch.evidence.Ledger;
import tidewatch.store.BriefTable;
import tidewatch.store.ButtonTable;
import tidewatch.store.Database;
import tidewatch.store.InboundTable;
import tidewatch.store.LeaseTable;
import tidewatch.store.LedgerTable;
import tidewatch.store.OutboxTable;
import tidewatch.store.QuestionTable;
import tidewatch.store.SubscriptionTable;
import tidewatch.store.TickTable;
import tidewatch.store.WatchTable;
import tidewatch.testing.Databases;
import tidewatch.watch.Watchlist;

/** The tables of a file as the store of a run. */
record SqliteRuns(
        Database database,
        Outbox outbox,
        Subscriptions subscriptions,
        Leases leases,
        Ticks ticks,
        InboundLog inbound,
        BriefArchive briefs,
        Ledger ledger,
        Watchlist watches,
        ButtonBook buttons,
        QuestionBook questions)
        implements SimStore {

    static SqliteRuns in(Path home, InstantSource clock) {
        var database = Databases.file(home, clock);
        return new SqliteRuns(
                database,
                new OutboxTable(database),
                new SubscriptionTable(database),
                new LeaseTable(database),
                new TickTable(database),
                new InboundTable(database),
                new BriefTable(database),
                new LedgerTable(database),
                new WatchTable(database),
                new ButtonTable(database),
                new QuestionTable(database));
    }

    @Override
    public void close() {
        database.close();
    }
}
