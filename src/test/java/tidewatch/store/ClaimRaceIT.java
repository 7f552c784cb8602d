package tidewatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.contract.Rows;
import tidewatch.delivery.Lease;
import tidewatch.delivery.Outbox;
import tidewatch.testing.Databases;

/** Several claimers at once on PostgreSQL, which is where they can meet. */
final class ClaimRaceIT {
    private static final Instant NOON = Instant.parse("2026-01-09T12:00:00Z");
    private static final int CLAIMERS = 4;
    private static final int ROWS = 10_000;

    private Database database;
    private Lease lease;

    @BeforeEach
    void open() {
        database = Databases.postgres(() -> NOON);
        lease = new LeaseTable(database).acquire(Rows.SENDER, "node-a", Duration.ofHours(9)).orElseThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** The ids that all of them got, in no order; one that was claimed twice stands twice. */
    private List<String> claimedByAll(Outbox outbox, int most) throws Exception {
        Callable<List<String>> claimer = () -> {
            var mine = new ArrayList<String>();
            while (mine.size() < most) {
                var claims = outbox.claim(lease, 8);
                if (claims.isEmpty()) {
                    return mine;
                }
                claims.forEach(claim -> mine.add(claim.delivery().id()));
            }
            return mine;
        };
        try (var threads = Executors.newFixedThreadPool(CLAIMERS)) {
            var claimed = new ArrayList<String>();
            for (var one : threads.invokeAll(java.util.Collections.nCopies(CLAIMERS, claimer))) {
                claimed.addAll(one.get());
            }
            return claimed;
        }
    }

    private static int twice(Collection<String> claimed) {
        return claimed.size() - new HashSet<>(claimed).size();
    }

    @Test
    void four_claimers_over_ten_thousand_rows_claim_each_once() throws Exception {
        ManyRows.ready(database, ROWS, NOON);
        var claimed = new ArrayList<String>();
        var outbox = new OutboxTable(database);
        // A claimer that finds everything taken by the others goes home; whoever comes back finds the rest.
        for (var some = claimedByAll(outbox, ROWS); !some.isEmpty(); some = claimedByAll(outbox, ROWS)) {
            claimed.addAll(some);
        }
        assertThat(twice(claimed)).isZero();
        assertThat(claimed).hasSize(ROWS);
    }

    @Test
    void each_of_the_two_guards_is_enough() throws Exception {
        ManyRows.ready(database, 2_000, NOON);
        var claim = ClaimStatement.of(Dialect.POSTGRESQL);
        var withoutState = edited(claim, ClaimStatement.STATE_ONCE_MORE, "");
        assertThat(twice(claimedByAll(new OutboxTable(database, withoutState), 2_000))).isZero();
        reset();
        var withoutSkip = edited(claim, Dialect.POSTGRESQL.skipLocked("d"), "");
        assertThat(twice(claimedByAll(new OutboxTable(database, withoutSkip), 2_000))).isZero();
    }

    @Test
    void without_both_guards_rows_are_claimed_twice_so_this_test_would_notice() throws Exception {
        ManyRows.ready(database, ROWS, NOON);
        var claim = ClaimStatement.of(Dialect.POSTGRESQL);
        var unguarded = edited(edited(claim, ClaimStatement.STATE_ONCE_MORE, ""), Dialect.POSTGRESQL.skipLocked("d"), "");
        assertThat(twice(claimedByAll(new OutboxTable(database, unguarded), ROWS))).isPositive();
    }

    @Test
    void a_chat_with_two_rows_has_one_in_flight_however_many_claim() throws Exception {
        ManyRows.readyWithAnswers(database, 1_000, NOON);
        var claimed = claimedByAll(new OutboxTable(database), 2_000);
        claimed.addAll(claimedByAll(new OutboxTable(database), 2_000));
        assertThat(claimed).hasSize(1_000).allMatch(id -> id.startsWith("ANSWER"));
        assertThat(twice(claimed)).isZero();
    }

    private void reset() {
        database.run(handle -> {
            handle.execute("DELETE FROM delivery_attempt");
            handle.execute("UPDATE delivery SET state = 'READY', attempt = 0");
        });
    }

    private static String edited(String statement, String guard, String instead) {
        assertThat(statement).contains(guard);
        return statement.replace(guard, instead);
    }
}
