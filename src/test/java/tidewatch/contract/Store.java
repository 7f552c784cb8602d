package tidewatch.contract;

import java.time.Instant;
import tidewatch.chat.AccessBook;
import tidewatch.chat.ButtonBook;
import tidewatch.chat.InboundLog;
import tidewatch.chat.QuestionBook;
import tidewatch.delivery.Leases;
import tidewatch.delivery.Outbox;
import tidewatch.delivery.Subscriptions;
import tidewatch.delivery.Ticks;
import tidewatch.evidence.Ledger;
import tidewatch.notes.AliasBook;

/** A store under test: its ports over the same tables, and the hand on its clock. */
public interface Store extends AutoCloseable {
    Outbox outbox();

    Subscriptions subscriptions();

    Leases leases();

    AccessBook access();

    Ticks ticks();

    InboundLog inbound();

    ButtonBook buttons();

    QuestionBook questions();

    AliasBook aliases();

    Ledger ledger();

    /** From now on its clock stands at this instant; full milliseconds. */
    void set(Instant now);

    @Override
    void close();
}
