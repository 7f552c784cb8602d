package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.evidence.Ledger;
import tidewatch.evidence.RecordedClaim;
import tidewatch.evidence.RecordedClaim.Author;
import tidewatch.evidence.RecordedOutcome;

/** What {@link Ledger} promises. Every store passes this. */
public abstract class LedgerContract extends StoreContract {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 8);

    private Ledger ledger() {
        return store.ledger();
    }

    private static RecordedClaim claim(String id, String title, LocalDate start) {
        return new RecordedClaim(
                id,
                Author.NOTES,
                title,
                -1,
                List.of("NVDA", "BRK.B"),
                true,
                List.of("SPY"),
                start,
                20,
                "near-term",
                Optional.of(new RecordedClaim.Source("Notes/Überblick, \"Mai\".md", 7, "Near-term pressure \u2192 intact")),
                Optional.of(.7),
                start.plusDays(1),
                false,
                1,
                NOON);
    }

    private static RecordedClaim call(String id) {
        return new RecordedClaim(
                id, Author.LIST, "Utilities into the list", 1, List.of("XLU"), false, List.of("SPY"), DAY, 21, "21 sessions", Optional.empty(),
                Optional.empty(), DAY, false, 1, NOON);
    }

    private static RecordedOutcome outcome(String claim, int line, double excess) {
        return new RecordedOutcome(
                claim, line, DAY.plusDays(29), excess, 2 * excess, List.of("NVDA 2026-01-08 189.1100", "SPY 2026-01-08 689.5100"), 1, NOON.plusSeconds(line),
                line == 1 ? Optional.empty() : Optional.of("prices were restated"));
    }

    @Test
    void what_was_written_is_there_to_the_bit_by_start_and_id() {
        assertThat(ledger().all()).isEmpty();
        assertThat(ledger().last()).isEmpty();
        var late = claim("b", "Long NVIDIA", DAY.plusDays(1));
        var early = claim("c", "Long NVIDIA", DAY);
        assertThat(ledger().write(DAY, NOON, List.of(late, early, call("a")), List.of(outcome("c", 1, .1 + .2)))).isTrue();

        assertThat(ledger().all())
                .containsExactly(
                        new Ledger.Entry(call("a"), List.of()),
                        new Ledger.Entry(early, List.of(outcome("c", 1, .1 + .2))),
                        new Ledger.Entry(late, List.of()));
        assertThat(ledger().last()).contains(DAY);
    }

    @Test
    void a_claim_that_is_there_stays_as_it_was_written() {
        ledger().write(DAY, NOON, List.of(claim("a", "Long NVIDIA", DAY)), List.of());
        ledger().write(DAY.plusDays(1), NOON, List.of(claim("a", "Renamed", DAY)), List.of());

        assertThat(ledger().all()).extracting(entry -> entry.claim().title()).containsExactly("Long NVIDIA");
    }

    @Test
    void a_session_is_written_up_once() {
        assertThat(ledger().write(DAY, NOON, List.of(claim("a", "Long NVIDIA", DAY)), List.of())).isTrue();
        assertThat(ledger().write(DAY, NOON, List.of(claim("b", "Long NVIDIA", DAY)), List.of(outcome("a", 1, .1)))).isFalse();

        assertThat(ledger().all()).containsExactly(new Ledger.Entry(claim("a", "Long NVIDIA", DAY), List.of()));
    }

    @Test
    void a_line_supersedes_the_one_before_and_leaves_it_there() {
        ledger().write(DAY, NOON, List.of(claim("a", "Long NVIDIA", DAY)), List.of(outcome("a", 1, .1)));
        ledger().write(DAY.plusDays(1), NOON, List.of(), List.of(outcome("a", 2, -.1), outcome("a", 1, .9)));

        var entry = ledger().all().getFirst();
        assertThat(entry.outcomes()).containsExactly(outcome("a", 1, .1), outcome("a", 2, -.1));
        assertThat(entry.outcome()).contains(outcome("a", 2, -.1));
    }
}
