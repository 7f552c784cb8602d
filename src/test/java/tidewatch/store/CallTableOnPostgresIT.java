package tidewatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tidewatch.contract.CallBookContract;
import tidewatch.market.Account;
import tidewatch.market.CallBook;
import tidewatch.market.LimitRule;
import tidewatch.testing.Databases;
import tidewatch.testing.Postgres;

class CallTableOnPostgresIT extends CallBookContract {
    private final StoreSettings settings = Postgres.fresh();
    private @Nullable Database database;

    @Override
    protected CallBook book() {
        close();
        var opened = Databases.postgres(settings, InstantSource.fixed(T0));
        database = opened;
        return new CallTable(opened);
    }

    @Override
    protected int seeds() {
        return 1;
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    /** Two nodes with four threads each, all at the same moment: of each rule exactly as much as there is, of calls and of symbols. */
    @Test
    void nodes_that_reserve_at_once_never_overspend() throws Exception {
        var account = new Account("massive", "0a1b2c3d");
        var calls = new LimitRule(LimitRule.Window.MINUTE, 37, LimitRule.Per.CALL, ZoneOffset.UTC);
        var symbols = new LimitRule(LimitRule.Window.MONTH, 23, LimitRule.Per.DISTINCT_SYMBOL, ZoneOffset.UTC);
        try (var one = Databases.postgres(settings, InstantSource.fixed(T0));
                var two = Databases.postgres(settings, InstantSource.fixed(T0));
                var threads = Executors.newFixedThreadPool(8)) {
            var nodes = List.of(new CallTable(one), new CallTable(two));
            var byCalls = new ArrayList<Callable<Boolean>>();
            var bySymbols = new ArrayList<Callable<String>>();
            for (int i = 0; i < 120; i++) {
                var node = nodes.get(i % 2);
                Instant now = T0.plusMillis(i % 7);
                byCalls.add(() -> node.reserve(account, List.of(calls), Set.of("A"), now).isEmpty());
                var symbol = "S" + i / 2 % 40;
                bySymbols.add(() -> node.reserve(account, List.of(symbols), Set.of(symbol), now).isEmpty() ? symbol : "");
            }
            int reserved = 0;
            for (var done : threads.invokeAll(byCalls)) {
                reserved += done.get() ? 1 : 0;
            }
            assertThat(reserved).isEqualTo(37);
            var named = new HashSet<String>();
            for (var done : threads.invokeAll(bySymbols)) {
                named.add(done.get());
            }
            named.remove("");
            assertThat(named).hasSize(23);
        }
    }
}
