package tidewatch.market;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was used of each source's limits. A call is reserved, and the reservation committed, before it goes out: a crash may waste calls,
 * but limits are never overspent, by several nodes neither. Each method is one transaction.
 */
public interface CallBook {
    /**
     * Reserves one call under all rules, or nothing.
     *
     * @param symbols that the call names; a symbol that was used before in its window costs nothing of {@link LimitRule.Per#DISTINCT_SYMBOL}
     * @return empty when it is reserved; else the rule in the way, and when it will not be any more if nothing else is used until then
     */
    Optional<Spent> reserve(Account account, List<LimitRule> rules, Set<String> symbols, Instant now);

    /** The source says that this rule is used up, whatever we counted: nothing is left of its window at this moment. */
    void exhausted(Account account, LimitRule rule, Instant now);

    /** What is left of each rule, in their order. */
    List<Quota> quotas(Account account, List<LimitRule> rules, Instant now);

    /** A rule that is used up. */
    record Spent(LimitRule rule, Instant until) {}

    /**
     * What is left of a rule.
     *
     * @param fullAgain when all of it is free again if nothing more is used; {@code now} when nothing is used
     */
    record Quota(LimitRule rule, int used, Instant fullAgain) {
        public int left() {
            return Math.max(0, rule.most() - used);
        }
    }
}
