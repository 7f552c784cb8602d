package tidewatch.testing;

import java.time.Instant;
import org.junit.jupiter.api.Nested;
import tidewatch.brief.BriefArchive;
import tidewatch.contract.AccessBookContract;
import tidewatch.contract.AliasBookContract;
import tidewatch.contract.BriefArchiveContract;
import tidewatch.contract.ButtonBookContract;
import tidewatch.contract.InboundLogContract;
import tidewatch.contract.LeasesContract;
import tidewatch.contract.LedgerContract;
import tidewatch.contract.QuestionBookContract;
import tidewatch.contract.Store;
import tidewatch.contract.SubscriptionsContract;
import tidewatch.contract.TicksContract;

/** The other ports in memory keep what every store promises. */
final class MemoryContractTest {
    @Nested
    final class Buttons extends ButtonBookContract {
        @Override
        protected Store store() {
            return new MemoryOutboxTest.InMemory();
        }
    }

    @Nested
    final class Aliases extends AliasBookContract {
        @Override
        protected Store store() {
            return new MemoryOutboxTest.InMemory();
        }
    }

    @Nested
    final class Ledgers extends LedgerContract {
        @Override
        protected Store store() {
            return new MemoryOutboxTest.InMemory();
        }
    }

    @Nested
    final class Questions extends QuestionBookContract {
        @Override
        protected Store store() {
            return new MemoryOutboxTest.InMemory();
        }
    }

    @Nested
    final class Subscriptions extends SubscriptionsContract {
        @Override
        protected Store store() {
            return new MemoryOutboxTest.InMemory();
        }
    }

    @Nested
    final class AccessBook extends AccessBookContract {
        @Override
        protected Store store() {
            return new MemoryOutboxTest.InMemory();
        }
    }

    @Nested
    final class Leases extends LeasesContract {
        @Override
        protected Store store() {
            return new MemoryOutboxTest.InMemory();
        }
    }

    @Nested
    final class Ticks extends TicksContract {
        @Override
        protected Store store() {
            return new MemoryOutboxTest.InMemory();
        }
    }

    @Nested
    final class InboundLog extends InboundLogContract {
        @Override
        protected Store store() {
            return new MemoryOutboxTest.InMemory();
        }
    }

    @Nested
    final class Briefs extends BriefArchiveContract {
        @Override
        protected BriefArchive archive() {
            return new MemoryStore(new FakeClock(Instant.EPOCH)).briefs();
        }
    }
}
