package tidewatch.store;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import tidewatch.market.Account;
import tidewatch.market.CallBook;
import tidewatch.market.LimitRule;

/**
 * What was used of limits, in tables {@code call_used}, {@code call_unseen} and {@code symbol_used}, each use with its instant (to the
 * millisecond), so that every window is exact whenever it is asked about. Whoever reserves holds the account's row of {@code call_account}
 * until the reservation is committed: those of several nodes come in turn.
 *
 * <p>Uses with a later instant than {@code now} (of a node whose clock is ahead) count. Symbols are remembered only of calls under a rule
 * that counts them.
 */
public final class CallTable implements CallBook {
    /** Longer than the longest month, in which an hour may be added. */
    private static final Duration KEPT = Duration.ofDays(35);

    private final Database database;

    public CallTable(Database database) {
        this.database = database;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Of several rules in the way it is the one that stays longest. A call that is larger than a rule as a whole is never reserved; it is
     * told the end of the window that begins now.
     */
    @Override
    public Optional<Spent> reserve(Account account, List<LimitRule> rules, Set<String> symbols, Instant now) {
        return database.write(handle -> {
            hold(handle, account);
            forget(handle, account, now);
            var spent = rules.stream()
                    .flatMap(rule -> spent(handle, account, rule, symbols, now).stream())
                    .max(Comparator.comparing(Spent::until));
            if (spent.isEmpty()) {
                use(handle, account, rules, symbols, now);
            }
            return spent;
        });
    }

    private static void hold(Handle handle, Account account) {
        handle.createUpdate(
                        """
                        INSERT INTO call_account (account, calls) VALUES (:account, 0)
                        ON CONFLICT (account) DO UPDATE SET calls = call_account.calls
                        """)
                .bind("account", account.text())
                .execute();
    }

    /** What no window can reach any more. */
    private static void forget(Handle handle, Account account, Instant now) {
        for (var table : List.of("call_used", "call_unseen", "symbol_used")) {
            handle.createUpdate("DELETE FROM " + table + " WHERE account = :account AND used_at < :before")
                    .bind("account", account.text())
                    .bind("before", now.minus(KEPT))
                    .execute();
        }
    }

    private static void use(Handle handle, Account account, List<LimitRule> rules, Set<String> symbols, Instant now) {
        handle.createUpdate("UPDATE call_account SET calls = calls + 1 WHERE account = :account").bind("account", account.text()).execute();
        handle.createUpdate(
                        """
                        INSERT INTO call_used (account, used_at, calls, symbol_calls) VALUES (:account, :now, 1, :symbols)
                        ON CONFLICT (account, used_at) DO UPDATE SET calls = call_used.calls + 1,
                            symbol_calls = call_used.symbol_calls + excluded.symbol_calls
                        """)
                .bind("account", account.text())
                .bind("now", now)
                .bind("symbols", symbols.size())
                .execute();
        if (!symbols.isEmpty() && rules.stream().anyMatch(rule -> rule.per() == LimitRule.Per.DISTINCT_SYMBOL)) {
            var batch = handle.prepareBatch(
                    """
                    INSERT INTO symbol_used (account, symbol, used_at) VALUES (:account, :symbol, :now)
                    ON CONFLICT (account, symbol) DO UPDATE SET used_at = excluded.used_at WHERE excluded.used_at > symbol_used.used_at
                    """);
            symbols.forEach(symbol -> batch.bind("account", account.text()).bind("symbol", symbol).bind("now", now).add());
            batch.execute();
        }
    }

    @Override
    public void exhausted(Account account, LimitRule rule, Instant now) {
        database.run(handle -> {
            hold(handle, account);
            forget(handle, account, now);
            int unseen = rule.most() - used(uses(handle, account, rule, now));
            if (unseen > 0) {
                handle.createUpdate(
                                """
                                INSERT INTO call_unseen (account, rule, used_at, units) VALUES (:account, :rule, :now, :units)
                                ON CONFLICT (account, rule, used_at) DO UPDATE SET units = call_unseen.units + excluded.units
                                """)
                        .bind("account", account.text())
                        .bind("rule", name(rule))
                        .bind("now", now)
                        .bind("units", unseen)
                        .execute();
            }
        });
    }

    @Override
    public List<Quota> quotas(Account account, List<LimitRule> rules, Instant now) {
        return database.snapshot(handle -> {
            var quotas = new ArrayList<Quota>();
            for (var rule : rules) {
                var uses = uses(handle, account, rule, now);
                quotas.add(new Quota(rule, used(uses), uses.isEmpty() ? now : rule.freeAgain(uses.getLast().at())));
            }
            return List.copyOf(quotas);
        });
    }

    /** So much of a rule, used at once; the symbol where the rule counts symbols. */
    private record Use(Instant at, int units, Optional<String> symbol) {}

    private static int used(List<Use> uses) {
        return uses.stream().mapToInt(Use::units).sum();
    }

    /** A rule as its unseen uses are kept; with another maximum it is the same one. */
    private static String name(LimitRule rule) {
        return rule.window() + " " + rule.per() + (rule.window().rolls() ? "" : " " + rule.zone().getId());
    }

    /** What is in the rule's window, the oldest first. */
    private static List<Use> uses(Handle handle, Account account, LimitRule rule, Instant now) {
        // A use at the very beginning of a window counts in those of the calendar only.
        long first = rule.since(now).toEpochMilli() + (rule.window().rolls() ? 1 : 0);
        var counted = switch (rule.per()) {
            case CALL -> "SELECT used_at, calls AS units, NULL AS symbol FROM call_used WHERE account = :account AND used_at >= :first AND calls > 0";
            case SYMBOL_CALL ->
                "SELECT used_at, symbol_calls AS units, NULL AS symbol FROM call_used"
                        + " WHERE account = :account AND used_at >= :first AND symbol_calls > 0";
            case DISTINCT_SYMBOL -> "SELECT used_at, 1 AS units, symbol FROM symbol_used WHERE account = :account AND used_at >= :first";
        };
        return handle.createQuery(counted
                        + " UNION ALL SELECT used_at, units, NULL FROM call_unseen WHERE account = :account AND rule = :rule AND used_at >= :first"
                        + " ORDER BY 1")
                .bind("account", account.text())
                .bind("rule", name(rule))
                .bind("first", first)
                .map((columns, _) -> new Use(
                        Instant.ofEpochMilli(columns.getLong(1)), Math.toIntExact(columns.getLong(2)), Optional.ofNullable(columns.getString(3))))
                .list();
    }

    private static Optional<Spent> spent(Handle handle, Account account, LimitRule rule, Set<String> symbols, Instant now) {
        var uses = uses(handle, account, rule, now);
        int cost = switch (rule.per()) {
            case CALL -> 1;
            case SYMBOL_CALL -> symbols.size();
            case DISTINCT_SYMBOL -> {
                var known = uses.stream().flatMap(use -> use.symbol().stream()).collect(toSet());
                yield (int) symbols.stream().filter(symbol -> !known.contains(symbol)).count();
            }
        };
        int over = used(uses) + cost - rule.most();
        if (cost == 0 || over <= 0) {
            return Optional.empty();
        }
        var until = rule.freeAgain(now);
        int freed = 0;
        for (var use : uses) {
            // A symbol of this call that is forgotten frees a place and needs it.
            freed += use.symbol().filter(symbols::contains).isPresent() ? 0 : use.units();
            if (freed >= over) {
                until = rule.freeAgain(use.at());
                break;
            }
        }
        return Optional.of(new Spent(rule, until));
    }
}
