package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.market.Account;
import tidewatch.market.CallBook;
import tidewatch.market.CallBook.Quota;
import tidewatch.market.CallBook.Spent;
import tidewatch.market.LimitRule;
import tidewatch.market.LimitRule.Per;
import tidewatch.market.LimitRule.Window;
import tidewatch.testing.Seeds;

/** What {@link CallBook} promises. Every book passes this. */
public abstract class CallBookContract {
    protected static final Instant T0 = Instant.parse("2026-01-09T12:00:00Z");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Account ME = new Account("tiingo", "0a1b2c3d");
    private static final LimitRule MINUTE = new LimitRule(Window.MINUTE, 3, Per.CALL, ZoneOffset.UTC);
    private static final LimitRule DAY = new LimitRule(Window.DAY, 4, Per.CALL, NEW_YORK);
    private static final LimitRule SYMBOLS = new LimitRule(Window.MONTH, 3, Per.DISTINCT_SYMBOL, NEW_YORK);
    private static final LimitRule EACH = new LimitRule(Window.HOUR, 5, Per.SYMBOL_CALL, ZoneOffset.UTC);

    private CallBook book;

    /** The same book as before, as after a restart; empty the first time. */
    protected abstract CallBook book();

    @BeforeEach
    void open() {
        book = book();
    }

    private Optional<Spent> reserve(LimitRule rule, Instant now, String... symbols) {
        return book.reserve(ME, List.of(rule), Set.of(symbols), now);
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    @Test
    void a_rolling_window_frees_each_call_after_its_length_to_the_millisecond() {
        for (int i = 0; i < 3; i++) {
            assertThat(reserve(MINUTE, T0.plusSeconds(10L * i), "A")).isEmpty();
        }
        assertThat(reserve(MINUTE, T0.plusSeconds(30), "A")).contains(new Spent(MINUTE, T0.plusSeconds(60)));
        assertThat(reserve(MINUTE, T0.plusSeconds(60).minusMillis(1), "A")).isPresent();
        assertThat(reserve(MINUTE, T0.plusSeconds(60), "A")).isEmpty();
        assertThat(reserve(MINUTE, T0.plusSeconds(61), "A")).contains(new Spent(MINUTE, T0.plusSeconds(70)));
    }

    @Test
    void a_refused_call_uses_nothing_of_any_rule() {
        var both = List.of(DAY, MINUTE);
        for (int i = 0; i < 5; i++) {
            book.reserve(ME, both, Set.of("A"), T0);
        }
        assertThat(book.quotas(ME, both, T0)).extracting(Quota::used).containsExactly(3, 3);
        assertThat(book.reserve(ME, both, Set.of("A"), T0.plusSeconds(60))).isEmpty();
        assertThat(book.reserve(ME, both, Set.of("A"), T0.plusSeconds(60))).as("the rule that is in the way longest")
                .contains(new Spent(DAY, at("2026-01-10T05:00:00Z")));
    }

    @Test
    void a_day_goes_from_midnight_to_midnight_where_the_source_is_also_when_clocks_change() {
        // In New York 8 March 2026 has 23 hours and 1 November 25.
        for (var midnights : List.of(
                List.of("2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"), List.of("2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"))) {
            var from = at(midnights.getFirst());
            var to = at(midnights.getLast());
            assertThat(reserve(DAY, from.minusMillis(1), "A")).isEmpty();
            for (int i = 0; i < 4; i++) {
                assertThat(reserve(DAY, from.plusSeconds(i), "A")).isEmpty();
            }
            assertThat(reserve(DAY, from.plusSeconds(9), "A")).contains(new Spent(DAY, to));
            assertThat(reserve(DAY, to.minusMillis(1), "A")).contains(new Spent(DAY, to));
            assertThat(reserve(DAY, to, "A")).isEmpty();
        }
    }

    @Test
    void a_symbol_costs_once_a_month() {
        assertThat(reserve(SYMBOLS, at("2026-01-31T20:00:00Z"), "A", "B")).isEmpty();
        assertThat(reserve(SYMBOLS, at("2026-02-01T04:59:59Z"), "A", "B", "C")).isEmpty();
        assertThat(reserve(SYMBOLS, at("2026-02-01T04:59:59Z"), "A", "D")).contains(new Spent(SYMBOLS, at("2026-02-01T05:00:00Z")));
        assertThat(reserve(SYMBOLS, at("2026-02-01T04:59:59Z"), "A", "B", "C")).isEmpty();
        assertThat(reserve(SYMBOLS, at("2026-02-01T05:00:00Z"), "D")).isEmpty();
        assertThat(book.quotas(ME, List.of(SYMBOLS), at("2026-02-01T05:00:00Z")))
                .containsExactly(new Quota(SYMBOLS, 1, at("2026-03-01T05:00:00Z")));
    }

    @Test
    void a_rule_of_symbol_calls_counts_each_name_of_each_call() {
        assertThat(reserve(EACH, T0, "A", "B", "C")).isEmpty();
        assertThat(reserve(EACH, T0.plusSeconds(1), "A", "B", "C")).contains(new Spent(EACH, T0.plusSeconds(3_600)));
        assertThat(reserve(EACH, T0.plusSeconds(2), "A", "B")).isEmpty();
        assertThat(reserve(EACH, T0.plusSeconds(3))).as("a call without names").isEmpty();
    }

    @Test
    void a_call_that_is_larger_than_the_rule_is_never_reserved() {
        assertThat(reserve(EACH, T0, "A", "B", "C", "D", "E", "F")).contains(new Spent(EACH, T0.plusSeconds(3_600)));
        assertThat(reserve(SYMBOLS, T0, "A", "B", "C", "D")).contains(new Spent(SYMBOLS, at("2026-02-01T05:00:00Z")));
        assertThat(book.quotas(ME, List.of(EACH, SYMBOLS), T0)).extracting(Quota::used).containsExactly(0, 0);
    }

    @Test
    void what_a_source_calls_used_up_is_used_up_from_that_moment_on() {
        reserve(MINUTE, T0, "A");
        book.exhausted(ME, MINUTE, T0.plusSeconds(20));
        assertThat(book.quotas(ME, List.of(MINUTE), T0.plusSeconds(20))).containsExactly(new Quota(MINUTE, 3, T0.plusSeconds(80)));
        assertThat(reserve(MINUTE, T0.plusSeconds(21), "A")).contains(new Spent(MINUTE, T0.plusSeconds(60)));
        assertThat(reserve(MINUTE, T0.plusSeconds(60), "A")).isEmpty();
        assertThat(reserve(MINUTE, T0.plusSeconds(61), "A")).contains(new Spent(MINUTE, T0.plusSeconds(80)));
        book.exhausted(ME, DAY, T0);
        book.exhausted(ME, DAY, T0);
        assertThat(reserve(DAY, T0.plusSeconds(3_000), "A")).contains(new Spent(DAY, at("2026-01-10T05:00:00Z")));
        assertThat(reserve(DAY, at("2026-01-10T05:00:00Z"), "A")).isEmpty();
        assertThat(reserve(SYMBOLS, T0, "A")).isEmpty();
        book.exhausted(ME, SYMBOLS, T0);
        assertThat(reserve(SYMBOLS, T0, "B")).isPresent();
        assertThat(reserve(SYMBOLS, T0, "A")).as("a known symbol is free").isEmpty();
    }

    @Test
    void accounts_know_nothing_of_each_other() {
        var other = new Account("tiingo", "ffffffff");
        book.exhausted(ME, DAY, T0);
        assertThat(book.reserve(other, List.of(DAY), Set.of("A"), T0)).isEmpty();
        assertThat(book.reserve(Account.of("tiingo"), List.of(DAY), Set.of("A"), T0)).isEmpty();
        assertThat(book.quotas(other, List.of(DAY), T0)).containsExactly(new Quota(DAY, 1, at("2026-01-10T05:00:00Z")));
        assertThat(book.quotas(new Account("alpaca", "ffffffff"), List.of(DAY), T0)).containsExactly(new Quota(DAY, 0, T0));
    }

    @Test
    void a_rule_that_was_made_smaller_waits_until_enough_is_free() {
        for (int i = 0; i < 3; i++) {
            reserve(MINUTE, T0.plusSeconds(i), "A");
        }
        var smaller = new LimitRule(Window.MINUTE, 1, Per.CALL, ZoneOffset.UTC);
        assertThat(reserve(smaller, T0.plusSeconds(3), "A")).contains(new Spent(smaller, T0.plusSeconds(62)));
        assertThat(book.quotas(ME, List.of(smaller), T0.plusSeconds(3)).getFirst().left()).isZero();
    }

    @Test
    void without_rules_everything_is_reserved() {
        assertThat(book.reserve(ME, List.of(), Set.of(), T0)).isEmpty();
        assertThat(book.quotas(ME, List.of(), T0)).isEmpty();
        assertThat(book.quotas(ME, List.of(MINUTE), T0)).as("and is remembered").extracting(Quota::used).containsExactly(1);
    }

    // ---- beside a naive one ----

    /** Every call with its names, for ever; answers by trying. */
    private static final class Naive {
        private record Call(Instant at, Set<String> symbols) {}

        private record Unseen(Instant at, LimitRule rule, int units) {}

        private final List<Call> calls = new ArrayList<>();
        private final List<Unseen> unseen = new ArrayList<>();

        private static boolean counts(LimitRule rule, Instant used, Instant now) {
            return rule.freeAgain(used).isAfter(now);
        }

        int used(LimitRule rule, Instant now) {
            var inside = calls.stream().filter(call -> counts(rule, call.at(), now)).toList();
            int own = switch (rule.per()) {
                case CALL -> inside.size();
                case SYMBOL_CALL -> inside.stream().mapToInt(call -> call.symbols().size()).sum();
                case DISTINCT_SYMBOL -> names(inside).size();
            };
            return own
                    + unseen.stream().filter(one -> one.rule().equals(rule) && counts(rule, one.at(), now)).mapToInt(Unseen::units).sum();
        }

        private static Set<String> names(List<Call> calls) {
            var names = new HashSet<String>();
            calls.forEach(call -> names.addAll(call.symbols()));
            return names;
        }

        private boolean fits(LimitRule rule, Set<String> symbols, Instant now) {
            int cost = switch (rule.per()) {
                case CALL -> 1;
                case SYMBOL_CALL -> symbols.size();
                case DISTINCT_SYMBOL -> {
                    var fresh = new HashSet<>(symbols);
                    fresh.removeAll(names(calls.stream().filter(call -> counts(rule, call.at(), now)).toList()));
                    yield fresh.size();
                }
            };
            return cost == 0 || used(rule, now) + cost <= rule.most();
        }

        Optional<Spent> reserve(List<LimitRule> rules, Set<String> symbols, Instant now) {
            var spent = rules.stream()
                    .filter(rule -> !fits(rule, symbols, now))
                    .map(rule -> new Spent(rule, first(rule, symbols, now)))
                    .max(Comparator.comparing(Spent::until));
            if (spent.isEmpty()) {
                calls.add(new Call(now, symbols));
            }
            return spent;
        }

        private Instant first(LimitRule rule, Set<String> symbols, Instant now) {
            var moments = new TreeSet<Instant>();
            calls.forEach(call -> moments.add(rule.freeAgain(call.at())));
            unseen.forEach(one -> moments.add(rule.freeAgain(one.at())));
            return moments.tailSet(now, false).stream().filter(at -> fits(rule, symbols, at)).findFirst().orElse(rule.freeAgain(now));
        }

        void exhausted(LimitRule rule, Instant now) {
            unseen.add(new Unseen(now, rule, Math.max(0, rule.most() - used(rule, now))));
        }

        Quota quota(LimitRule rule, Instant now) {
            var until = now;
            for (var call : calls) {
                boolean something = rule.per() == Per.CALL || !call.symbols().isEmpty();
                until = something && counts(rule, call.at(), now) && rule.freeAgain(call.at()).isAfter(until) ? rule.freeAgain(call.at()) : until;
            }
            for (var one : unseen) {
                boolean something = one.rule().equals(rule) && one.units() > 0 && counts(rule, one.at(), now);
                until = something && rule.freeAgain(one.at()).isAfter(until) ? rule.freeAgain(one.at()) : until;
            }
            return new Quota(rule, used(rule, now), until);
        }
    }

    /** How many seeds; each opens the book again some times. */
    protected int seeds() {
        return 6;
    }

    @Test
    void it_says_what_a_list_of_all_calls_says_over_changes_of_clocks_ends_of_months_and_restarts() {
        var starts = List.of(
                at("2026-03-07T22:00:00Z"), at("2026-10-31T22:00:00Z"), at("2026-02-28T20:00:00Z"), at("2025-12-31T12:00:00Z"), at("2026-04-04T10:00:00Z"));
        var zones = List.of(NEW_YORK, ZoneOffset.UTC, ZoneId.of("Australia/Lord_Howe"));
        var names = List.of("A", "B", "C", "D", "E", "F", "G");
        Seeds.each(seeds(), seed -> {
            var random = new SplittableRandom(seed);
            var naive = new Naive();
            var account = new Account("p" + seed, "");
            var rules = new ArrayList<LimitRule>();
            for (var window : Window.values()) {
                for (var per : Per.values()) {
                    if (random.nextInt(3) == 0 || (window == Window.MONTH && per == Per.DISTINCT_SYMBOL)) {
                        rules.add(new LimitRule(window, 2 + random.nextInt(window.rolls() ? 10 : 40), per, zones.get(random.nextInt(zones.size()))));
                    }
                }
            }
            var now = starts.get(random.nextInt(starts.size()));
            for (int step = 0; step < 250; step++) {
                now = now.plusMillis(
                        switch (random.nextInt(6)) {
                            case 0 -> 0;
                            case 1 -> random.nextInt(1_500);
                            case 2 -> random.nextInt(90_000);
                            case 3 -> 1_000;
                            case 4 -> Duration.ofMinutes(random.nextInt(90)).toMillis();
                            default -> random.nextInt(8) == 0 ? Duration.ofHours(random.nextInt(400)).toMillis() : 60_000;
                        });
                var asked = new HashSet<String>();
                for (int k = random.nextInt(4); k > 0; k--) {
                    asked.add(names.get(random.nextInt(names.size())));
                }
                if (random.nextInt(12) == 0) {
                    var rule = rules.get(random.nextInt(rules.size()));
                    book.exhausted(account, rule, now);
                    naive.exhausted(rule, now);
                }
                if (random.nextInt(20) == 0) {
                    book = book();
                }
                var told = book.reserve(account, rules, asked, now);
                var expected = naive.reserve(rules, asked, now);
                assertThat(told.map(Spent::until)).as("step " + step + " at " + now + " " + asked + " " + rules).isEqualTo(expected.map(Spent::until));
                var moment = now;
                assertThat(book.quotas(account, rules, now))
                        .as("step " + step)
                        .containsExactlyElementsOf(rules.stream().map(rule -> naive.quota(rule, moment)).toList());
            }
        });
    }
}
