package tidewatch.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidewatch.market.Account;
import tidewatch.market.CallBook;
import tidewatch.market.LimitRule;
import tidewatch.market.LimitRule.Per;

/** What was used of limits, in memory; it counts each call anew, so that nothing can drift. Any thread. */
public final class MemoryCallBook implements CallBook {
    /** Something that was used: a call with its symbols, or what {@link #exhausted} fills up. */
    private sealed interface Use {
        record Call(Instant at, Set<String> symbols) implements Use {}

        record Fill(Instant at, LimitRule rule, int amount) implements Use {}
    }

    private final Map<Account, List<Use>> uses = new HashMap<>();

    @Override
    public synchronized Optional<Spent> reserve(Account account, List<LimitRule> rules, Set<String> symbols, Instant now) {
        var call = new Use.Call(now, Set.copyOf(symbols));
        var spent = rules.stream()
                .flatMap(rule -> inTheWay(account, rule, call, now).stream())
                .max(Comparator.comparing(Spent::until));
        if (spent.isEmpty()) {
            of(account).add(call);
        }
        return spent;
    }

    private Optional<Spent> inTheWay(Account account, LimitRule rule, Use.Call call, Instant now) {
        var ends = ends(account, rule, now);
        int cost = cost(account, rule, call, now);
        int over = ends.size() + cost - rule.most();
        if (cost == 0 || over <= 0) {
            return Optional.empty();
        }
        if (over > ends.size()) {
            throw new IllegalArgumentException("A call that costs " + cost + " never fits " + rule.words());
        }
        return Optional.of(new Spent(rule, ends.get(over - 1)));
    }

    private int cost(Account account, LimitRule rule, Use.Call call, Instant now) {
        return switch (rule.per()) {
            case CALL -> 1;
            case SYMBOL_CALL -> call.symbols().size();
            case DISTINCT_SYMBOL -> (int) call.symbols().stream().filter(symbol -> !lastUses(account, rule, now).containsKey(symbol)).count();
        };
    }

    /** For each unit that counts now when it counts no more, the soonest first. */
    private List<Instant> ends(Account account, LimitRule rule, Instant now) {
        var ends = new ArrayList<Instant>();
        for (Use use : of(account)) {
            switch (use) {
                case Use.Fill(Instant at, LimitRule of, int amount) -> {
                    if (of.equals(rule) && counts(rule, at, now)) {
                        for (int i = 0; i < amount; i++) {
                            ends.add(rule.freeAgain(at));
                        }
                    }
                }
                case Use.Call(Instant at, Set<String> symbols) -> {
                    if (counts(rule, at, now) && rule.per() != Per.DISTINCT_SYMBOL) {
                        for (int i = 0; i < (rule.per() == Per.CALL ? 1 : symbols.size()); i++) {
                            ends.add(rule.freeAgain(at));
                        }
                    }
                }
            }
        }
        if (rule.per() == Per.DISTINCT_SYMBOL) {
            lastUses(account, rule, now).values().forEach(at -> ends.add(rule.freeAgain(at)));
        }
        ends.sort(Comparator.naturalOrder());
        return ends;
    }

    private Map<String, Instant> lastUses(Account account, LimitRule rule, Instant now) {
        var last = new HashMap<String, Instant>();
        for (Use use : of(account)) {
            if (use instanceof Use.Call(Instant at, Set<String> symbols) && counts(rule, at, now)) {
                symbols.forEach(symbol -> last.merge(symbol, at, (a, b) -> a.isAfter(b) ? a : b));
            }
        }
        return last;
    }

    private static boolean counts(LimitRule rule, Instant at, Instant now) {
        Instant since = rule.since(now);
        return rule.window().rolls() ? at.isAfter(since) : !at.isBefore(since);
    }

    private List<Use> of(Account account) {
        return uses.computeIfAbsent(account, _ -> new ArrayList<>());
    }

    @Override
    public synchronized void exhausted(Account account, LimitRule rule, Instant now) {
        int left = rule.most() - ends(account, rule, now).size();
        if (left > 0) {
            of(account).add(new Use.Fill(now, rule, left));
        }
    }

    @Override
    public synchronized List<Quota> quotas(Account account, List<LimitRule> rules, Instant now) {
        return rules.stream()
                .map(rule -> {
                    var ends = ends(account, rule, now);
                    return new Quota(rule, ends.size(), ends.isEmpty() ? now : ends.getLast());
                })
                .toList();
    }

    /** Calls that were reserved, whenever. */
    public synchronized int calls(Account account) {
        return (int) of(account).stream().filter(Use.Call.class::isInstance).count();
    }
}
