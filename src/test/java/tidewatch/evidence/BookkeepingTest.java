package tidewatch.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.app.NoteCalendars;
import tidewatch.evidence.RecordedClaim.Author;
import tidewatch.market.Basket;
import tidewatch.market.EventList;
import tidewatch.market.PricePanel;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Universe;
import tidewatch.notes.NoteOptions;
import tidewatch.notes.Vault;
import tidewatch.rotation.RotationList;
import tidewatch.rotation.RotationTable;
import tidewatch.testing.Prices;

class BookkeepingTest {
    private static final Instant NOW = Instant.parse("2026-02-06T12:00:00Z");
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 2);
    private static final TradingCalendar CALENDAR = TradingCalendar.shipped();
    private static final LocalDate JANUARY_8 = LocalDate.of(2026, 1, 8);

    /** NVIDIA and utilities on walks of their own from 2024 to this day; SPY stands. */
    private static PricePanel panel(LocalDate last, double shift) {
        int n = CALENDAR.count(FIRST, last);
        return Prices.panel(
                last,
                Prices.series("SPY", FIRST, Prices.closes(n, _ -> 400)),
                Prices.series("NVDA", FIRST, walk(n, 1, shift)),
                Prices.series("XLU", FIRST, walk(n, 2, 0)));
    }

    private static double[] walk(int n, long seed, double shift) {
        var random = new Random(seed);
        double[] y = {Math.log(100)};
        return Prices.closes(n, t -> Math.exp(y[0] += .01 * random.nextGaussian() + (t == n - 1 ? shift : 0)));
    }

    private static Vault vault(Map<String, String> notes) {
        return Vault.of(notes, NoteOptions.of(new NoteCalendars(TradingCalendar.shipped(), EventList.shipped()))).value();
    }

    private static final String THESIS = "# Long NVIDIA\n\n*Created 2026-01-08*\n\nStatus: active\n\nHorizon: 2-4 weeks\n";

    private static List<RecordedClaim> claims(Map<String, String> notes, List<Ledger.Entry> known, PricePanel panel) {
        var vault = vault(notes);
        return Bookkeeping.ofNotes(Hypotheses.of(vault, Universe.shipped(), panel), vault, known, panel, "SPY", NOW);
    }

    private static List<Ledger.Entry> entries(List<RecordedClaim> claims) {
        return claims.stream().map(claim -> new Ledger.Entry(claim, List.of())).toList();
    }

    @Test
    void a_thesis_is_written_down_with_all_that_is_needed_to_compute_it_again() {
        var claim = claims(Map.of("Theses/Long NVIDIA.md", THESIS), List.of(), panel(LocalDate.of(2026, 1, 12), 0)).getFirst();

        assertThat(claim.author()).isEqualTo(Author.NOTES);
        assertThat(claim.title()).isEqualTo("Long NVIDIA");
        assertThat(claim.sign()).isEqualTo(1);
        assertThat(claim.asset()).containsExactly("NVDA");
        assertThat(claim.against()).containsExactly("SPY");
        assertThat(claim.start()).isEqualTo(JANUARY_8);
        assertThat(claim.source().orElseThrow().file()).isEqualTo("Theses/Long NVIDIA.md");
        assertThat(claim.knownTo()).isEqualTo(LocalDate.of(2026, 1, 12));
        assertThat(claim.method()).isEqualTo(ThesisStatus.METHOD);
        assertThat(claim.imported()).isFalse();
    }

    @Test
    void what_is_seen_from_the_sixth_session_on_is_imported() {
        var notes = Map.of("Long NVIDIA.md", THESIS);
        assertThat(claims(notes, List.of(), panel(CALENDAR.plus(JANUARY_8, 5), 0)).getFirst().imported()).isFalse();
        assertThat(claims(notes, List.of(), panel(CALENDAR.plus(JANUARY_8, 6), 0)).getFirst().imported()).isTrue();
    }

    @Test
    void a_note_that_moved_keeps_its_entry_and_a_copy_makes_its_own() {
        var panel = panel(LocalDate.of(2026, 1, 12), 0);
        var known = entries(claims(Map.of("Old/Long NVIDIA.md", THESIS), List.of(), panel));

        assertThat(claims(Map.of("New/Long NVIDIA.md", THESIS), known, panel)).isEmpty();
        assertThat(claims(Map.of("Old/Long NVIDIA.md", THESIS), known, panel)).extracting(RecordedClaim::id).containsExactly(known.getFirst().claim().id());
        // A start or a meaning of its own makes another claim of it.
        assertThat(claims(Map.of("New/Long NVIDIA.md", THESIS.replace("2026-01-08", "2026-01-09")), known, panel)).hasSize(1);
    }

    @Test
    void an_outcome_is_there_at_the_horizon_and_not_a_session_before() {
        var claim = claims(Map.of("Long NVIDIA.md", THESIS), List.of(), panel(LocalDate.of(2026, 1, 12), 0)).getFirst();
        var end = CALENDAR.plus(JANUARY_8, claim.horizon());

        assertThat(Bookkeeping.outcomes(List.of(), List.of(claim), panel(CALENDAR.previous(end), 0), NOW)).isEmpty();

        for (var last : List.of(end, CALENDAR.plus(end, 40))) {
            var panel = panel(last, 0);
            var outcome = Bookkeeping.outcomes(List.of(), List.of(claim), panel, NOW).getFirst();
            var nvidia = panel.find("NVDA").orElseThrow();
            double log = Math.log(nvidia.close(panel.indexOf(end)) / nvidia.close(panel.indexOf(JANUARY_8)));
            assertThat(outcome.session()).isEqualTo(end);
            assertThat(outcome.excess()).isCloseTo(log, within(1e-12));
            assertThat(outcome.hit()).isEqualTo(log > 0);
            assertThat(outcome.z()).isCloseTo(
                    ThesisStatus.of(hypothesis(claim), panel, "SPY").z().orElseThrow(), within(1e-9));
            assertThat(outcome.closes()).hasSize(4).first().asString().startsWith("NVDA 2026-01-08 ");
        }
    }

    private static Hypothesis hypothesis(RecordedClaim claim) {
        return new Hypothesis(
                claim.id(), claim.title(), Hypothesis.Kind.THESIS, Claims.move("NVIDIA", 1, JANUARY_8), claim.sign(), new Basket("NVDA", "NVIDIA", claim.asset()), false,
                new Basket("SPY", "SPY", claim.against()), claim.start(), claim.horizon(), claim.horizonWhy(), Optional.empty());
    }

    @Test
    void restated_prices_supersede_an_outcome_and_say_so_once() {
        var claim = claims(Map.of("Long NVIDIA.md", THESIS), List.of(), panel(LocalDate.of(2026, 1, 12), 0)).getFirst();
        var end = CALENDAR.plus(JANUARY_8, claim.horizon());
        var first = Bookkeeping.outcomes(List.of(), List.of(claim), panel(end, 0), NOW);
        var known = List.of(new Ledger.Entry(claim, first));

        assertThat(Bookkeeping.outcomes(known, List.of(), panel(end, 0), NOW)).as("the same prices").isEmpty();
        assertThat(Bookkeeping.outcomes(known, List.of(), panel(end, 1e-5), NOW)).as("rounded anew").isEmpty();

        var again = Bookkeeping.outcomes(known, List.of(), panel(end, .02), NOW).getFirst();
        assertThat(again.line()).isEqualTo(2);
        assertThat(again.reason()).contains("prices were restated");
        assertThat(again.excess()).isCloseTo(first.getFirst().excess() + .02, within(1e-12));
    }

    @Test
    void a_claim_whose_prices_begin_later_has_no_outcome() {
        var claim = claims(Map.of("Long NVIDIA.md", THESIS), List.of(), panel(LocalDate.of(2026, 1, 12), 0)).getFirst();
        int n = 80;
        var late = LocalDate.of(2026, 1, 20);
        var panel = Prices.panel(
                CALENDAR.plus(late, n - 1), Prices.series("SPY", late, Prices.closes(n, _ -> 400)), Prices.series("NVDA", late, walk(n, 1, 0)));
        assertThat(Bookkeeping.outcomes(List.of(), List.of(claim), panel, NOW)).isEmpty();
    }

    // ---- the list

    private static RotationList.Named named(PricePanel panel, String id, LocalDate since) {
        var row = RotationTable.of(panel, Universe.shipped()).row(id).orElseThrow();
        return new RotationList.Named(row, since, panel.size() - panel.indexOf(since), Optional.empty());
    }

    @Test
    void a_row_that_entered_is_a_claim_over_a_month_and_a_quarter_from_the_close_at_which_it_is_written_up() {
        var today = LocalDate.of(2026, 1, 12);
        var panel = panel(today, 0);
        var list = new RotationList(List.of(named(panel, "XLU", LocalDate.of(2026, 1, 9))), List.of(named(panel, "XLU", today)), List.of());

        assertThat(Bookkeeping.ofList(list, panel, Optional.empty(), NOW)).as("nothing was written up before").extracting(RecordedClaim::sign).containsExactly(-1, -1);
        var claims = Bookkeeping.ofList(list, panel, Optional.of(JANUARY_8), NOW);
        assertThat(claims).extracting(RecordedClaim::sign).containsExactly(1, 1, -1, -1);
        assertThat(claims).extracting(RecordedClaim::horizon).containsExactly(21, 63, 21, 63);
        assertThat(claims).allSatisfy(claim -> {
            assertThat(claim.start()).isEqualTo(today);
            assertThat(claim.author()).isEqualTo(Author.LIST);
            assertThat(claim.imported()).isFalse();
            assertThat(claim.against()).containsExactly("SPY");
        });
        assertThat(Bookkeeping.ofList(list, panel, Optional.of(today), NOW)).isEmpty();
    }
}
