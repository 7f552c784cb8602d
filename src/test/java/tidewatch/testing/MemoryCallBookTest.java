package tidewatch.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tidewatch.market.Account;
import tidewatch.market.LimitRule;
import tidewatch.market.LimitRule.Per;
import tidewatch.market.LimitRule.Window;

/** The call book in memory counts as its rules say. */
class MemoryCallBookTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Account ACCOUNT = new Account("somebody", "0a1b2c3d");
    private static final LimitRule MINUTE = new LimitRule(Window.MINUTE, 2, Per.CALL, NEW_YORK);
    private static final LimitRule DAY = new LimitRule(Window.DAY, 3, Per.CALL, NEW_YORK);
    private static final LimitRule SYMBOLS = new LimitRule(Window.MONTH, 2, Per.DISTINCT_SYMBOL, NEW_YORK);
    private static final LimitRule EACH = new LimitRule(Window.HOUR, 3, Per.SYMBOL_CALL, NEW_YORK);
    private static final Instant NOON = Instant.parse("2026-01-09T17:00:00Z");

    private final MemoryCallBook book = new MemoryCallBook();

    private boolean reserve(Instant now, LimitRule rule, String... symbols) {
        return book.reserve(ACCOUNT, List.of(rule), Set.of(symbols), now).isEmpty();
    }

    @Test
    void a_minute_rolls_and_says_when_a_call_is_free_again() {
        assertThat(reserve(NOON, MINUTE)).isTrue();
        assertThat(reserve(NOON.plusSeconds(10), MINUTE)).isTrue();
        assertThat(book.reserve(ACCOUNT, List.of(MINUTE), Set.of(), NOON.plusSeconds(20)))
                .hasValueSatisfying(spent -> assertThat(spent.until()).isEqualTo(NOON.plusSeconds(60)));
        assertThat(reserve(NOON.plusSeconds(59), MINUTE)).isFalse();
        assertThat(reserve(NOON.plusSeconds(60), MINUTE)).isTrue();
        assertThat(book.calls(ACCOUNT)).as("what was refused counts nowhere").isEqualTo(3);
    }

    @Test
    void a_day_is_that_of_its_zone_also_when_it_has_23_or_25_hours() {
        for (String day : List.of("2026-03-08", "2026-11-01", "2026-01-09")) {
            var midnight = java.time.LocalDate.parse(day).atStartOfDay(NEW_YORK);
            var account = new Account("day-" + day, "");
            for (int i = 0; i < 3; i++) {
                assertThat(book.reserve(account, List.of(DAY), Set.of(), midnight.toInstant())).isEmpty();
            }
            var last = midnight.plusDays(1).toInstant().minusMillis(1);
            assertThat(book.reserve(account, List.of(DAY), Set.of(), last))
                    .hasValueSatisfying(spent -> assertThat(spent.until()).isEqualTo(midnight.plusDays(1).toInstant()));
            assertThat(book.reserve(account, List.of(DAY), Set.of(), last.plusMillis(1))).isEmpty();
        }
    }

    @Test
    void of_two_rules_in_the_way_the_later_one_is_told_and_nothing_is_reserved() {
        for (int i = 0; i < 2; i++) {
            assertThat(book.reserve(ACCOUNT, List.of(MINUTE, DAY), Set.of(), NOON)).isEmpty();
        }
        book.exhausted(ACCOUNT, DAY, NOON);

        assertThat(book.reserve(ACCOUNT, List.of(MINUTE, DAY), Set.of(), NOON)).hasValueSatisfying(spent -> assertThat(spent.rule()).isEqualTo(DAY));
        assertThat(book.quotas(ACCOUNT, List.of(MINUTE, DAY), NOON)).extracting(quota -> quota.left()).containsExactly(0, 0);
        assertThat(book.calls(ACCOUNT)).isEqualTo(2);
    }

    @Test
    void a_known_symbol_is_free_also_when_the_month_is_used_up() {
        assertThat(reserve(NOON, SYMBOLS, "AA")).isTrue();
        book.exhausted(ACCOUNT, SYMBOLS, NOON);

        assertThat(reserve(NOON, SYMBOLS, "AA")).isTrue();
        assertThat(reserve(NOON, SYMBOLS, "BB")).isFalse();
        assertThat(reserve(NOON, SYMBOLS, "AA", "BB")).isFalse();
        assertThat(reserve(Instant.parse("2026-02-01T04:59:59Z"), SYMBOLS, "BB")).isFalse();
        assertThat(reserve(Instant.parse("2026-02-01T05:00:00Z"), SYMBOLS, "BB")).isTrue();
    }

    @Test
    void each_symbol_of_a_call_may_count() {
        assertThat(reserve(NOON, EACH, "AA", "BB")).isTrue();
        assertThat(reserve(NOON, EACH, "AA", "BB")).isFalse();
        assertThat(reserve(NOON, EACH, "AA")).isTrue();
        assertThat(reserve(NOON.plus(Duration.ofHours(1)), EACH, "AA", "BB", "CC")).isTrue();
    }

    @Test
    void accounts_do_not_share() {
        assertThat(reserve(NOON, MINUTE)).isTrue();
        assertThat(reserve(NOON, MINUTE)).isTrue();
        assertThat(book.reserve(new Account("somebody", "ffffffff"), List.of(MINUTE), Set.of(), NOON)).isEmpty();
    }
}
