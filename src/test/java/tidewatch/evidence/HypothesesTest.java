package tidewatch.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.evidence.Hypothesis.Kind;
import tidewatch.market.PricePanel;
import tidewatch.market.PriceSeries;
import tidewatch.notes.Claim;
import tidewatch.notes.Claim.Direction;
import tidewatch.notes.Claim.Thesis.Leg;
import tidewatch.notes.Claim.ThesisImpact.Horizon;
import tidewatch.notes.Claim.ThesisImpact.Verdict;
import tidewatch.notes.Confidence;
import tidewatch.notes.Name;
import tidewatch.notes.Note;
import tidewatch.notes.Place;
import tidewatch.notes.Window;
import tidewatch.testing.Prices;

class HypothesesTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 2);
    private static final LocalDate DAY = TestNotes.DAY;

    @Test
    void two_horizons_of_one_line_are_two_claims() {
        var h = read(panel(), TestNotes.january());
        var nvidia = h.testable().stream().filter(one -> one.title().equals("Long NVIDIA")).toList();
        assertThat(nvidia).hasSize(2);
        assertThat(nvidia.get(0).sign()).isEqualTo(-1);
        assertThat(nvidia.get(0).horizon()).isEqualTo(20);
        assertThat(nvidia.get(0).span()).contains(Horizon.NEAR);
        assertThat(nvidia.get(1).sign()).isEqualTo(1);
        assertThat(nvidia.get(1).horizon()).isEqualTo(252);
        assertThat(nvidia.get(1).horizonWhy()).isEqualTo("structural");
        assertThat(nvidia).allMatch(Hypothesis::scored);
    }

    @Test
    void a_mixed_verdict_is_followed_by_the_name_and_never_scored() {
        var mixed = read(panel(), TestNotes.january()).testable().stream()
                .filter(one -> one.title().startsWith("Long datacenter"))
                .toList();
        assertThat(mixed).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(Kind.THESIS);
            assertThat(one.sign()).isEqualTo(1);
            assertThat(one.horizonWhy()).isEqualTo("not stated: one quarter");
            assertThat(one.standIn()).isTrue();
            assertThat(one.scored()).isFalse();
        });
    }

    @Test
    void the_words_of_a_name_find_a_stand_in_and_a_private_company_finds_none() {
        var defense = read(panel(), TestNotes.january()).testable().stream()
                .filter(one -> one.title().equals("Long defense AI"))
                .findFirst()
                .orElseThrow();
        assertThat(defense.asset().symbols()).containsExactly("ITA");
        assertThat(defense.standIn()).isTrue();

        var said = read(panel(), TestNotes.january()).testable(Kind.FLOW).stream()
                .filter(one -> one.title().equals("Into defense"))
                .findFirst()
                .orElseThrow();
        assertThat(said.standIn()).isFalse();

        var lab = thesis("Long Lab", leg("private:Lab defense", Direction.UP));
        var h = read(panel(), Claims.note(DAY, lab));
        assertThat(h.testable()).isEmpty();
        assertThat(h.untestable()).singleElement().satisfies(one -> assertThat(one.because())
                .isEqualTo("private:Lab defense is private: name a ticker in the Vehicles table of its note"));
        var view = ThesisView.all(h, panel(), "SPY").getFirst();
        assertThat(view.lead().status()).isEqualTo(Weighed.Status.UNTESTABLE);
    }

    @Test
    void a_vehicles_table_wins_over_the_name() {
        var lab = new Claim.Thesis(
                source("Lab.md"),
                "Long Lab",
                List.of(leg("private:Lab", Direction.UP)),
                Optional.empty(),
                List.of(Name.of("private:Lab"), Name.of("NVDA"), Name.of("XLU")),
                Optional.empty());
        var one = read(panel(), note("Lab.md", lab)).testable().getFirst();
        assertThat(one.asset().symbols()).containsExactly("NVDA", "XLU");
        assertThat(one.standIn()).isFalse();
        assertThat(one.legs()).isEmpty();
    }

    @Test
    void a_spread_is_the_long_leg_less_the_short_one_and_legs_of_one_side_stay_apart() {
        var spread = thesis("Short NVDA / Long XLU", leg("NVDA", Direction.DOWN), leg("XLU", Direction.UP));
        var one = read(panel(), Claims.note(DAY, spread)).testable().getFirst();
        assertThat(one.asset().symbols()).containsExactly("XLU");
        assertThat(one.against().symbols()).containsExactly("NVDA");
        assertThat(one.sign()).isEqualTo(1);

        var both = thesis("Long NVDA, Long XLU", leg("NVDA", Direction.UP), leg("XLU", Direction.UP));
        assertThat(read(panel(), Claims.note(DAY, both)).testable().getFirst().legs()).hasSize(2);
        var down = thesis("Short NVDA", leg("NVDA", Direction.DOWN));
        assertThat(read(panel(), Claims.note(DAY, down)).testable().getFirst().sign()).isEqualTo(-1);
    }

    @Test
    void a_note_may_name_its_own_yardstick() {
        var thesis = thesis("Long NVDA", leg("NVDA", Direction.UP));
        var own = Claims.note("T.md", Optional.of(DAY), Optional.empty(), Map.of("benchmark", "SMH"), thesis);
        assertThat(read(panel(), own).testable().getFirst().against().symbols()).containsExactly("SMH");
        var wrong = Claims.note("T.md", Optional.of(DAY), Optional.empty(), Map.of("benchmark", "Nothing"), thesis);
        assertThat(read(panel(), wrong).untestable().getFirst().because()).isEqualTo("its yardstick: no ticker is known for Nothing");
        var self = Claims.note("T.md", Optional.of(DAY), Optional.empty(), Map.of("benchmark", "NVDA"), thesis);
        assertThat(read(panel(), self).untestable().getFirst().because()).contains("its own yardstick");
    }

    @Test
    void impacts_of_other_notes_meet_the_thesis_of_its_own_note() {
        var own = note("Long NVIDIA.md", LocalDate.of(2025, 10, 1), thesis("Long NVIDIA.md", "Long NVIDIA", leg("NVIDIA", Direction.UP)));
        var january = TestNotes.january();
        var h = read(panel(), january, own);
        var view = ThesisView.all(h, panel(), "SPY").stream()
                .filter(one -> one.name().equals("Long NVIDIA"))
                .findFirst()
                .orElseThrow();
        assertThat(view.notes()).containsExactly("Long NVIDIA.md", Claims.FILE);
        assertThat(view.weighed()).hasSize(3);
        // its own note's 63 sessions have run out by 8 January, so the structural view of January leads
        assertThat(view.lead().hypothesis().orElseThrow().span()).contains(Horizon.STRUCTURAL);
        assertThat(view.ownDirection(view.lead())).isTrue();
        assertThat(view.ownDirection(view.weighed().get(2))).isFalse();
    }

    @Test
    void pressure_leads_only_when_nothing_else_is_said_and_even_then_the_name_is_followed() {
        var note = Claims.note(DAY, TestNotes.impact("Long NVIDIA", "pressure", new Verdict(Horizon.NEAR, Claim.ThesisImpact.Kind.HURT)));
        var view = ThesisView.all(read(panel(), note), panel(), "SPY").getFirst();
        assertThat(view.weighed()).hasSize(2);
        assertThat(view.lead().hypothesis().orElseThrow().sign()).isEqualTo(1);
    }

    @Test
    void horizons_come_from_words() {
        assertThat(horizon("over 2-4 weeks")).isEqualTo(20);
        assertThat(horizon("3 months")).isEqualTo(63);
        assertThat(horizon("1-2 quarters")).isEqualTo(126);
        assertThat(horizon("2 years")).isEqualTo(504);
        assertThat(horizon("short-term")).isEqualTo(20);
        assertThat(horizon("medium term")).isEqualTo(126);
        assertThat(horizon("a secular shift")).isEqualTo(252);
        assertThat(HorizonWords.in("demand is real")).isEmpty();
    }

    @Test
    void a_view_for_a_year_runs_to_its_last_session() {
        var one = read(panel(), TestNotes.january()).testable(Kind.SECTOR_VIEW).getFirst();
        assertThat(one.title()).isEqualTo("Financials favored");
        assertThat(one.horizonWhy()).isEqualTo("stated: until 2026-12-31");
        assertThat(one.horizon()).isEqualTo(panel().calendar().count(DAY.plusDays(1), LocalDate.of(2026, 12, 31)));
    }

    @Test
    void the_start_is_the_section_but_never_before_the_note() {
        var later = LocalDate.of(2026, 2, 3);
        assertThat(written(DAY, Window.day(later))).contains(later);
        assertThat(written(DAY, Window.day(LocalDate.of(2025, 3, 3)))).contains(DAY);
        assertThat(written(DAY, Window.of(later, later.plusDays(20), Window.Precision.MONTH))).contains(DAY);
    }

    @Test
    void an_undated_note_and_a_closed_thesis_are_named() {
        var thesis = thesis("Long NVDA", leg("NVDA", Direction.UP));
        var undatedThesis = new Claim.Thesis(
                Claims.source("T.md", Optional.empty()), "Long NVDA", thesis.legs(), Optional.empty(), List.of(), Optional.empty());
        var undated = Claims.note("T.md", Optional.empty(), Optional.empty(), Map.of(), undatedThesis);
        assertThat(read(panel(), undated).untestable().getFirst().because()).contains("the note has no date");
        var closed = new Claim.Thesis(
                thesis.source(), "Long NVDA", thesis.legs(), Optional.of("Closed, target reached"), List.of(), Optional.empty());
        assertThat(read(panel(), Claims.note(DAY, closed)).untestable().getFirst().because()).isEqualTo("its note says: Closed, target reached");
        var guess = new Claim.Thesis(
                new Claim.Source(new Place("T.md", 1, 0, 1), "x", List.of(), Optional.empty(), Confidence.GUESS, "test"),
                "Long NVDA", thesis.legs(), Optional.empty(), List.of(), Optional.empty());
        assertThat(read(panel(), Claims.note(DAY, guess)).theses()).isEmpty();
    }

    @Test
    void a_review_after_the_horizon_renews_a_thesis_and_an_early_one_does_not() {
        var thesis = thesis("Long NVDA", leg("NVDA", Direction.UP));
        var written = LocalDate.of(2025, 3, 3);
        var early = Claims.note("T.md", Optional.of(written), Optional.of(LocalDate.of(2025, 4, 1)), Map.of(), unDated(thesis));
        assertThat(read(panel(), early).testable().getFirst().written()).isEqualTo(written);
        var review = LocalDate.of(2025, 11, 5);
        var renewed = Claims.note("T.md", Optional.of(written), Optional.of(review), Map.of(), unDated(thesis));
        assertThat(read(panel(), renewed).testable().getFirst().written()).isEqualTo(review);
        // a review that had not happened yet is not known
        var before = Prices.panel(LocalDate.of(2025, 11, 4), series());
        assertThat(read(before, renewed).testable().getFirst().written()).isEqualTo(written);
    }

    @Test
    void an_id_is_the_meaning_and_not_the_line() {
        var a = thesis("Long NVDA", leg("NVDA", Direction.UP));
        var moved = new Claim.Thesis(
                new Claim.Source(new Place(Claims.FILE, 40, 900, 910), "Long  NVDA", List.of("Theses"), a.source().asOf(), Confidence.LIKELY, "other"),
                "Long  nvda", a.legs(), Optional.of("Active"), List.of(), Optional.empty());
        var one = read(panel(), Claims.note(DAY, a)).testable().getFirst();
        var two = read(panel(), Claims.note(DAY, moved)).testable().getFirst();
        assertThat(two.id()).isEqualTo(one.id()).isEqualTo("thesis|long nvda|+|NVDA|SPY|63|Rotation.md");
    }

    @Test
    void a_name_without_a_direction_is_asked_for_one() {
        var note = Claims.note(DAY, TestNotes.impact("NVIDIA", "fine", new Verdict(Horizon.NEAR, Claim.ThesisImpact.Kind.CONFIRM)));
        assertThat(read(panel(), note).untestable().getFirst().because()).contains("begin it with Long or Short");
    }

    @Test
    void a_later_note_changes_nothing_that_was_weighed_before() {
        var panel = panel();
        var before = ThesisView.all(read(panel, TestNotes.january()), panel, "SPY");
        var later = note("Later.md", LocalDate.of(2026, 2, 20), new Claim.ThesisImpact(
                Claims.source("Later.md", Optional.of(Window.day(LocalDate.of(2026, 2, 20)))),
                Name.of("Long NVIDIA"), List.of(new Verdict(Horizon.STRUCTURAL, Claim.ThesisImpact.Kind.HURT)), "weaker"));
        var after = ThesisView.all(read(panel, TestNotes.january(), later), panel, "SPY");
        for (var view : before) {
            var same = after.stream().filter(one -> one.name().equals(view.name())).findFirst().orElseThrow();
            assertThat(same.weighed()).containsAll(view.weighed());
            assertThat(same.lead()).isEqualTo(view.lead());
        }
    }

    @Test
    void names_of_theses_are_read_with_their_legs() {
        assertThat(ThesisName.parse("Long NVIDIA").orElseThrow().legs()).containsExactly(leg("NVIDIA", Direction.UP));
        assertThat(ThesisName.parse("Short TSMC / Long Korea").orElseThrow().legs())
                .containsExactly(leg("TSMC", Direction.DOWN), leg("Korea", Direction.UP));
        assertThat(ThesisName.parse("Overweight value vs growth").orElseThrow().benchmark()).contains(Name.of("growth"));
        assertThat(ThesisName.parse("NUE short").orElseThrow().legs()).singleElement().satisfies(leg -> {
            assertThat(leg.direction()).isEqualTo(Direction.DOWN);
            assertThat(leg.entity().ticker()).contains("NUE");
        });
        assertThat(ThesisName.parse("cable short")).isEmpty();
        assertThat(ThesisName.parse("AI hyperscalers")).isEmpty();
        assertThat(ThesisName.parse("Long")).isEmpty();
    }

    private static int horizon(String words) {
        return HorizonWords.in(words).orElseThrow().sessions();
    }

    private static Optional<LocalDate> written(LocalDate note, Window asOf) {
        var claim = new Claim.Thesis(
                Claims.source(Claims.FILE, Optional.of(asOf)), "Long NVDA", List.of(leg("NVDA", Direction.UP)), Optional.empty(), List.of(), Optional.empty());
        return read(panel(), Claims.note(note, claim)).testable().stream().map(Hypothesis::written).findFirst();
    }

    private static Hypotheses read(PricePanel panel, Note... notes) {
        return Hypotheses.of(List.of(notes), TestNotes.means(panel));
    }

    private static Leg leg(String entity, Direction direction) {
        return new Leg(Name.of(entity), direction);
    }

    private static Claim.Thesis thesis(String name, Leg... legs) {
        return thesis(Claims.FILE, name, legs);
    }

    private static Claim.Thesis thesis(String file, String name, Leg... legs) {
        return new Claim.Thesis(source(file), name, List.of(legs), Optional.empty(), List.of(), Optional.empty());
    }

    private static Claim.Thesis unDated(Claim.Thesis thesis) {
        return new Claim.Thesis(
                Claims.source("T.md", Optional.empty()), thesis.name(), thesis.legs(), thesis.status(), thesis.vehicles(), thesis.benchmark());
    }

    private static Claim.Source source(String file) {
        return Claims.source(file, Optional.empty());
    }

    private static Note note(String path, Claim... claims) {
        return note(path, DAY, claims);
    }

    private static Note note(String path, LocalDate date, Claim... claims) {
        return Claims.note(path, Optional.of(date), Optional.empty(), Map.of(), claims);
    }

    private static PricePanel panel() {
        return Prices.panel(series());
    }

    private static PriceSeries[] series() {
        int seed = 0;
        var all = new ArrayList<PriceSeries>();
        for (var symbol : List.of("SPY", "NVDA", "ITA", "EQIX", "VST", "XLF", "XLI", "XLU", "IWM", "SMH", "AAPL", "MSFT", "GOOGL", "AMZN", "META", "TSLA")) {
            var random = new Random(++seed);
            double[] closes = new double[310];
            double log = 4;
            for (int i = 0; i < closes.length; i++) {
                log += .01 * random.nextGaussian();
                closes[i] = Math.exp(log);
            }
            all.add(Prices.series(symbol, FIRST, closes));
        }
        return all.toArray(PriceSeries[]::new);
    }
}
