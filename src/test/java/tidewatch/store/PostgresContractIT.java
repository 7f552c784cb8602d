package tidewatch.store;

import org.junit.jupiter.api.Nested;
import tidewatch.contract.AccessBookContract;
import tidewatch.contract.AliasBookContract;
import tidewatch.contract.ButtonBookContract;
import tidewatch.contract.InboundLogContract;
import tidewatch.contract.LeasesContract;
import tidewatch.contract.LedgerContract;
import tidewatch.contract.QuestionBookContract;
import tidewatch.contract.Store;
import tidewatch.contract.SubscriptionsContract;
import tidewatch.contract.TicksContract;

/** The tables on a server. */
final class PostgresContractIT {
    @Nested
    final class Buttons extends ButtonBookContract {
        @Override
        protected Store store() {
            return SqlStore.postgres();
        }
    }

    @Nested
    final class Aliases extends AliasBookContract {
        @Override
        protected Store store() {
            return SqlStore.postgres();
        }
    }

    @Nested
    final class Ledgers extends LedgerContract {
        @Override
        protected Store store() {
            return SqlStore.postgres();
        }
    }

    @Nested
    final class Questions extends QuestionBookContract {
        @Override
        protected Store store() {
            return SqlStore.postgres();
        }
    }

    @Nested
    final class Subscriptions extends SubscriptionsContract {
        @Override
        protected Store store() {
            return SqlStore.postgres();
        }
    }

    @Nested
    final class AccessBook extends AccessBookContract {
        @Override
        protected Store store() {
            return SqlStore.postgres();
        }
    }

    @Nested
    final class Leases extends LeasesContract {
        @Override
        protected Store store() {
            return SqlStore.postgres();
        }
    }

    @Nested
    final class Ticks extends TicksContract {
        @Override
        protected Store store() {
            return SqlStore.postgres();
        }
    }

    @Nested
    final class InboundLog extends InboundLogContract {
        @Override
        protected Store store() {
            return SqlStore.postgres();
        }
    }
}
