package tidewatch.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.evidence.RecordedClaim.Author;
import tidewatch.market.PricePanel;
import tidewatch.market.PriceSeries;
import tidewatch.market.Universe;
import tidewatch.rotation.Wilson;
import tidewatch.testing.Prices;

class ScorecardTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 2);
    private static final int SESSIONS = 500;
    private static final Instant NOW = Instant.EPOCH;
    private static final PricePanel PANEL = Prices.panel(
            Prices.series("SPY", FIRST, Prices.closes(SESSIONS, _ -> 400)), walk("AAA", 1), walk("BBB", 2), walk("XLU", 3), walk("XLK", 4));

    private static PriceSeries walk(String symbol, long seed) {
        var random = new Random(seed);
        double[] y = {Math.log(100)};
        return Prices.series(symbol, FIRST, Prices.closes(SESSIONS, _ -> Math.exp(y[0] += .01 * random.nextGaussian())));
    }

    private static RecordedClaim claim(Author author, String symbol, int sign, int start, int horizon, boolean imported, Optional<Double> probability, String against) {
        return new RecordedClaim(
                symbol + sign + "@" + start + "/" + horizon, author, symbol, sign, List.of(symbol), false, List.of(against), PANEL.session(start), horizon, "test",
                author == Author.NOTES ? Optional.of(new RecordedClaim.Source("Note.md", 1, symbol)) : Optional.empty(), probability, PANEL.session(start), imported, 1, NOW);
    }

    private static RecordedClaim note(String symbol, int start, int horizon) {
        return claim(Author.NOTES, symbol, 1, start, horizon, false, Optional.empty(), "SPY");
    }

    private static Ledger.Entry scored(RecordedClaim claim, double excess) {
        var end = PANEL.session(PANEL.indexOf(claim.start()) + claim.horizon());
        return new Ledger.Entry(claim, List.of(new RecordedOutcome(claim.id(), 1, end, excess, excess, List.of(), 1, NOW, Optional.empty())));
    }

    private static Scorecard card(List<Ledger.Entry> entries) {
        return Scorecard.of(entries, PANEL, Universe.shipped());
    }

    /** Rotation design, section 14. */
    @Test
    void overlapping_claims_are_worth_what_they_share() {
        var equal = List.of(scored(note("AAA", 300, 20), .1), scored(note("AAA", 300, 20), .1), scored(note("AAA", 300, 20), .1));
        assertThat(card(equal).notes().tally().orElseThrow().effective()).isCloseTo(1, within(1e-9));
        var disjoint = List.of(scored(note("AAA", 300, 20), .1), scored(note("AAA", 320, 20), .1), scored(note("AAA", 340, 20), .1));
        assertThat(card(disjoint).notes().tally().orElseThrow().effective()).isCloseTo(3, within(1e-9));
        var half = List.of(scored(note("AAA", 300, 20), .1), scored(note("AAA", 310, 20), .1));
        assertThat(card(half).notes().tally().orElseThrow().effective()).isCloseTo(4 / 3.0, within(1e-9));
        var opposed = List.of(scored(note("AAA", 300, 20), .1), scored(claim(Author.NOTES, "AAA", -1, 300, 20, false, Optional.empty(), "SPY"), -.1));
        assertThat(card(opposed).notes().tally().orElseThrow().effective()).as("what moves against each other counts as independent").isCloseTo(2, within(1e-9));
    }

    @Test
    void hits_are_counted_with_wilsons_interval_on_what_they_are_worth() {
        var entries = new ArrayList<Ledger.Entry>();
        for (int i = 0; i < 10; i++) {
            entries.add(scored(note("AAA", 260 + 10 * i, 20), i < 7 ? .02 : -.01));
        }
        var tally = card(entries).notes().tally().orElseThrow();
        assertThat(tally.scored()).isEqualTo(10);
        assertThat(tally.hits()).isEqualTo(7);
        assertThat(tally.effective()).isCloseTo(100.0 / 19, within(1e-9));
        assertThat(tally.interval()).isEqualTo(Wilson.of(7, 10, tally.effective()));
        assertThat(tally.mean()).isCloseTo((7 * Math.expm1(.02) + 3 * Math.expm1(-.01)) / 10, within(1e-12));
    }

    @Test
    void the_base_rate_is_the_measured_one_mirrored_for_a_fall_and_even_between_two_assets() {
        assertThat(base(note("AAA", 300, 21))).isEqualTo(.47);
        assertThat(base(note("AAA", 300, 63))).isEqualTo(.44);
        assertThat(base(claim(Author.NOTES, "AAA", -1, 200, 252, false, Optional.empty(), "SPY"))).isCloseTo(.61, within(1e-12));
        assertThat(base(claim(Author.NOTES, "AAA", 1, 300, 21, false, Optional.empty(), "BBB"))).isEqualTo(.5);
        // halfway between 63 and 126 in logs
        assertThat(base(note("AAA", 300, 89))).isCloseTo(.43, within(1e-4));
    }

    private static double base(RecordedClaim claim) {
        return card(List.of(scored(claim, .1))).notes().tally().orElseThrow().base();
    }

    @Test
    void what_was_imported_is_apart_and_so_is_each_horizon_of_the_list() {
        var entries = List.of(
                scored(claim(Author.NOTES, "AAA", 1, 300, 20, true, Optional.empty(), "SPY"), .1),
                scored(claim(Author.LIST, "XLU", 1, 300, 21, false, Optional.empty(), "SPY"), .1),
                scored(claim(Author.LIST, "XLU", 1, 300, 63, false, Optional.empty(), "SPY"), -.1),
                new Ledger.Entry(note("BBB", 480, 63), List.of()),
                new Ledger.Entry(note("BBB", 490, 20), List.of()));
        var card = card(entries);
        assertThat(card.notes().tally()).isEmpty();
        assertThat(card.imported().tally().orElseThrow().hits()).isEqualTo(1);
        assertThat(card.calls()).extracting(part -> part.tally().orElseThrow().hits()).containsExactly(1, 0);
        assertThat(card.notes().open()).extracting(entry -> entry.claim().horizon()).as("by the day on which they are due").containsExactly(20, 63);
        assertThat(card.since()).contains(PANEL.session(300));
        assertThat(card.scoredAt(PANEL.session(321))).extracting(entry -> entry.claim().author()).containsExactly(Author.LIST);
        assertThat(card.scoredAt(PANEL.session(320))).as("an imported one is no news").isEmpty();
    }

    @Test
    void a_probability_is_scored_by_brier_beside_the_base_rate() {
        var entries = List.of(
                scored(claim(Author.NOTES, "AAA", 1, 300, 21, false, Optional.of(.8), "SPY"), .1),
                scored(claim(Author.NOTES, "BBB", 1, 300, 21, false, Optional.of(.6), "SPY"), -.1),
                scored(note("XLU", 300, 21), .1));
        var brier = card(entries).notes().brier().orElseThrow();
        assertThat(brier.scored()).isEqualTo(2);
        assertThat(brier.score()).isCloseTo((.04 + .36) / 2, within(1e-12));
        assertThat(brier.reference()).isCloseTo((.53 * .53 + .47 * .47) / 2, within(1e-12));
        assertThat(brier.skill().orElseThrow()).isCloseTo(1 - .2 / .2509, within(1e-9));
    }

    /** Two rows could lead; the better one at the start is looked up by hand. */
    @Test
    void the_rivals_are_the_rows_that_led_and_lagged_at_the_start() {
        int start = 400;
        int horizon = 21;
        var tally = card(List.of(scored(note("AAA", start, horizon), .1))).notes().tally().orElseThrow();
        boolean utilities = z(PANEL, "XLU", start) > z(PANEL, "XLK", start);
        assertThat(tally.leading().orElseThrow().hits()).isEqualTo(move(utilities ? "XLU" : "XLK", start, horizon) > 0 ? 1 : 0);
        assertThat(tally.lagging().orElseThrow().hits()).isEqualTo(move(utilities ? "XLK" : "XLU", start, horizon) > 0 ? 1 : 0);
    }

    private static double move(String symbol, int from, int sessions) {
        var series = PANEL.find(symbol).orElseThrow();
        return series.close(from + sessions) / series.close(from) - 1;
    }

    private static double z(PricePanel panel, String symbol, int t) {
        var series = panel.find(symbol).orElseThrow();
        double sum = 0;
        double squares = 0;
        for (int i = t - 21 - 251; i <= t - 21; i++) {
            double e = Math.log(series.close(i) / series.close(i - 1));
            sum += e;
            squares += e * e;
        }
        double sd = Math.sqrt((squares - sum * sum / 252) / 251);
        return Math.log(series.close(t) / series.close(t - 21)) / (sd * Math.sqrt(21));
    }

    @Test
    void an_empty_record_is_empty() {
        assertThat(card(List.of())).isEqualTo(Scorecard.empty());
    }
}
