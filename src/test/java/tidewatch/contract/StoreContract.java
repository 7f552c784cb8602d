package tidewatch.contract;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An empty store for each test, its clock at noon. */
abstract class StoreContract {
    protected static final Instant NOON = Instant.parse("2026-01-09T12:00:00Z");

    /** Opened before each test. */
    @SuppressWarnings("NullAway.Init")
    protected Store store;

    /** An empty store. */
    protected abstract Store store();

    @BeforeEach
    void openStore() {
        store = store();
        store.set(NOON);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    /** The clock stands so long after noon. */
    protected Instant after(Duration since) {
        var now = NOON.plus(since);
        store.set(now);
        return now;
    }
}
