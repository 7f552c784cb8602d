package tidewatch.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidewatch.notes.Amount;
import tidewatch.notes.Claim;
import tidewatch.notes.Claim.Direction;
import tidewatch.notes.Claim.ThesisImpact.Horizon;
import tidewatch.notes.Claim.ThesisImpact.Kind;
import tidewatch.notes.Name;
import tidewatch.notes.Span;
import tidewatch.notes.Window;
import tidewatch.testing.Golden;

class FactsJsonTest {
    private static final Name STEELWORKS =
            new Name("Steelworks", Optional.of("Companies/Steelworks"), Optional.of("STWK"));

    /** One claim of every kind with all that it can hold, then some that hold little. */
    static final List<Claim> CLAIMS = List.of(
            new Claim.Move(
                    Made.source(5, "+8%", "move.cell"),
                    STEELWORKS,
                    Made.percent(8, 7.5, 8.5),
                    Optional.of("YTD"),
                    Optional.of("a large order")),
            new Claim.RelativeMove(
                    Made.source(6, "+6% vs Nasdaq", "move.relative"),
                    Name.of("Delta"),
                    Name.of("Nasdaq"),
                    new Amount(6, 5.5, 6.5, Amount.Unit.POINTS, Amount.Sign.SIGNED, 0, true),
                    Optional.of("1W"),
                    Optional.of("small caps ahead")),
            new Claim.Streak(
                    Made.source(7, "-7 days consecutive", "streak.cell"),
                    STEELWORKS,
                    7,
                    Direction.DOWN,
                    Claim.Streak.Per.DAY,
                    Optional.of("costs")),
            new Claim.WordMove(
                    Made.source(8, "slight dip", "move.word"),
                    Name.of("Stelworks"),
                    "slight dip",
                    Optional.of(Direction.DOWN),
                    Optional.of("profit-taking")),
            new Claim.Level(
                    Made.source(9, "buy at $340", "level.stated"),
                    STEELWORKS,
                    "buy",
                    Optional.of(new Amount(340, 339.5, 340.5, Amount.Unit.PRICE, Amount.Sign.UNSIGNED, 0, false)),
                    Optional.of("USD")),
            new Claim.Flow(
                    Made.source(12, "Into: Defense, Our own index", "flow.table"),
                    Direction.UP,
                    List.of(Name.of("Defense"), Name.link("Our own index")),
                    Optional.of(Made.month(0))),
            new Claim.RotationTiming(
                    Made.source(14, "Started mid-January", "timing.phrase"), Claim.RotationTiming.Phase.START, Made.month(1)),
            new Claim.SectorView(
                    Made.source(18, "Defense | larger budget", "sector-view.row"),
                    Name.of("Defense"),
                    Direction.UP,
                    Optional.of("larger budget"),
                    Optional.of(Window.of(Made.day("2026-01-01"), Made.day("2026-12-31"), Window.Precision.YEAR))),
            new Claim.Driver(
                    Made.source(22, "1. Postponed selling", "driver.heading"),
                    Optional.of(1),
                    "Postponed selling",
                    "gains were kept for the new year, through January 2",
                    List.of(new Claim.Driver.CauseEffect("new tax year", "winners are sold")),
                    Optional.of(new Window(Optional.empty(), Optional.of(Made.day("2026-01-02")), Window.Precision.DAY))),
            new Claim.Thesis(
                    Made.source(26, "Long Steelworks", "thesis.title"),
                    "Long Steelworks",
                    List.of(new Claim.Thesis.Leg(STEELWORKS, Direction.UP)),
                    Optional.of("running"),
                    List.of(Name.of("STWK")),
                    Optional.of(Name.of("S&P 500"))),
            new Claim.ThesisImpact(
                    Made.source(30, "Long Steelworks | hurt now, intact later", "impact.row"),
                    Name.link("Long Steelworks"),
                    List.of(
                            new Claim.ThesisImpact.Verdict(Horizon.NEAR, Kind.HURT),
                            new Claim.ThesisImpact.Verdict(Horizon.STRUCTURAL, Kind.NEUTRAL)),
                    "hurt now, intact later"),
            new Claim.Checklist(
                    Made.source(34, "[x] margins above 12 %", "checklist.item"), Direction.UP, true, "margins above 12 %"),
            new Claim.Scenario(
                    Made.source(38, "Short-term (postponed selling): 2-4 weeks", "scenario.row"),
                    "Short-term",
                    Optional.of("postponed selling"),
                    Optional.of(new Span(2, Optional.of(4), Span.Unit.WEEK)),
                    Optional.of("Postponed selling"),
                    Optional.of("60 %")),
            new Claim.WatchItem(
                    Made.source(42, "Watch: Q4 earnings (late Jan) for proof", "watch.line"),
                    "q4-earnings",
                    "Q4 earnings",
                    Optional.of(Made.month(2)),
                    Optional.of("proof")),
            new Claim.Related(
                    Made.source(46, "[[Companies/Steelworks]] - the maker", "related.link"),
                    Name.link("Companies/Steelworks"),
                    Optional.of("the maker")),
            new Claim.Prose(Made.source(50, "Überall \"ruhig\",\nals wäre nichts.\u2028", "prose")),
            new Claim.Move(
                    Made.bare(54, "up to 50%", "move.doubtful"),
                    Name.of("Nobody knows"),
                    new Amount(50, Double.NEGATIVE_INFINITY, 50.5, Amount.Unit.PERCENT, Amount.Sign.UNSIGNED, 0, false),
                    Optional.empty(),
                    Optional.empty()),
            new Claim.Move(
                    Made.bare(55, "±35bp", "move.cell"),
                    Name.of("Defense"),
                    new Amount(35, 34.5, 35.5, Amount.Unit.BASIS_POINTS, Amount.Sign.EITHER_WAY, 0, false),
                    Optional.empty(),
                    Optional.empty()),
            new Claim.Move(
                    Made.bare(56, "2.5x", "move.cell"),
                    Name.of("Defense"),
                    new Amount(2.5, 2.45, 2.55, Amount.Unit.FACTOR, Amount.Sign.SIGNED, 1, false),
                    Optional.empty(),
                    Optional.empty()),
            new Claim.Level(Made.bare(57, "200-day MA", "level.stated"), Name.of("Defense"), "ma 200", Optional.empty(), Optional.empty()),
            new Claim.Scenario(
                    Made.bare(58, "Full year+", "scenario.item"),
                    "Full year+",
                    Optional.empty(),
                    Optional.of(new Span(1, Optional.empty(), Span.Unit.YEAR)),
                    Optional.empty(),
                    Optional.empty()));

    static Stream<String> lines() {
        return FactsJson.lines(Made.note(CLAIMS), Made.RESOLVER);
    }

    @Test
    void every_kind_of_claim_has_a_line_with_its_fields() {
        Golden.check("export/facts.jsonl", String.join("\n", lines().toList()) + "\n");
    }

    @Test
    void no_kind_is_missing_among_the_examples() {
        assertThat(CLAIMS.stream().map(Object::getClass).distinct().toList())
                .as("a new kind of claim needs its example in the golden file and its place in the document")
                .hasSize(Claim.class.getPermittedSubclasses().length);
    }

    @Test
    void a_claim_is_one_line_for_any_reader_and_its_quote_comes_back_exactly() throws IOException {
        var mapper = new ObjectMapper();
        var quotes = new ArrayList<String>();
        for (var line : lines().toList()) {
            assertThat(line).doesNotContain("\n", "\r", "\u0085", "\u2028", "\u2029");
            quotes.add(mapper.readTree(line).get("quote").textValue());
        }
        assertThat(quotes).isEqualTo(CLAIMS.stream().map(claim -> claim.source().quote()).toList());
    }

    @Test
    void half_a_character_pair_in_a_quote_stops_nothing() {
        var cut = new Claim.Prose(Made.source(1, "cut \uD83D", "prose"));
        assertThat(FactsJson.lines(Made.note(List.of(cut)), Made.RESOLVER)).singleElement().asString().contains("\"quote\":\"cut ");
    }
}
