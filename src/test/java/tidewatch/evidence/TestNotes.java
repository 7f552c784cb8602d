package tidewatch.evidence;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidewatch.market.Basket;
import tidewatch.market.PricePanel;
import tidewatch.market.Vehicle;
import tidewatch.notes.Claim;
import tidewatch.notes.Claim.Direction;
import tidewatch.notes.Claim.ThesisImpact.Horizon;
import tidewatch.notes.Claim.ThesisImpact.Kind;
import tidewatch.notes.Claim.ThesisImpact.Verdict;
import tidewatch.notes.Confidence;
import tidewatch.notes.Name;
import tidewatch.notes.Note;
import tidewatch.notes.Span;
import tidewatch.notes.Window;

/** A rotation note of 8 January 2026 as the parser would read it, in words of our own. */
final class TestNotes {
    static final LocalDate DAY = LocalDate.of(2026, 1, 8);

    private TestNotes() {}

    static Note january() {
        return Claims.note(
                DAY,
                flow(Direction.DOWN, "mag 7", "AI momentum"),
                flow(Direction.UP, "defense", "small caps", "financials", "industrials", "utilities"),
                new Claim.RotationTiming(
                        new Claim.Source(
                                Claims.source(DAY).place(),
                                "Started late December 2025, accelerated first week of January 2026",
                                List.of(),
                                Optional.of(Window.day(DAY)),
                                Confidence.SURE,
                                "test"),
                        Claim.RotationTiming.Phase.START,
                        Window.of(LocalDate.of(2025, 12, 21), LocalDate.of(2025, 12, 31), Window.Precision.PART_MONTH)),
                new Claim.Driver(
                        Claims.source(DAY),
                        Optional.of(1),
                        "Tax-delay selling",
                        "gains were put off into the new year",
                        List.of(),
                        Optional.of(new Window(Optional.empty(), Optional.of(LocalDate.of(2026, 1, 2)), Window.Precision.DAY))),
                favored("Financials", Direction.UP),
                favored("Industrials", Direction.UP),
                favored("Utilities", Direction.UP),
                favored("Mag 7", Direction.DOWN),
                impact("Long NVIDIA", "pressure in the near term, structure intact", new Verdict(Horizon.NEAR, Kind.HURT), new Verdict(Horizon.STRUCTURAL, Kind.NEUTRAL)),
                impact("Long defense AI", "supported", new Verdict(Horizon.NOT_STATED, Kind.CONFIRM)),
                impact("Long datacenter infrastructure", "mixed", new Verdict(Horizon.NOT_STATED, Kind.MIXED)),
                scenario("Short-term", new Span(2, Optional.of(4), Span.Unit.WEEK), "Tax-delay selling"),
                scenario("Medium-term", new Span(1, Optional.of(2), Span.Unit.QUARTER), ""),
                scenario("Secular", new Span(1, Optional.empty(), Span.Unit.YEAR), ""));
    }

    static Claim.Flow flow(Direction direction, String... names) {
        return new Claim.Flow(Claims.source(DAY), direction, List.of(names).stream().map(Name::of).toList());
    }

    static Claim.SectorView favored(String sector, Direction direction) {
        return new Claim.SectorView(
                Claims.source(DAY),
                Name.of(sector),
                direction,
                Optional.of("a reason"),
                Optional.of(Window.of(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), Window.Precision.YEAR)));
    }

    static Claim.ThesisImpact impact(String thesis, String words, Verdict... verdicts) {
        return new Claim.ThesisImpact(Claims.source(DAY), Name.link(thesis), List.of(verdicts), words);
    }

    static Claim.Scenario scenario(String label, Span span, String driver) {
        return new Claim.Scenario(
                Claims.source(DAY),
                label,
                Optional.empty(),
                Optional.of(span),
                driver.isEmpty() ? Optional.empty() : Optional.of(driver),
                Optional.empty());
    }

    /** The names of the note on real symbols. */
    static Measured.Means means(PricePanel panel) {
        return Meanings.of(
                panel,
                Map.of(
                        "nvidia", "stock:NVDA",
                        "defense", "theme:defense",
                        "datacenter", "theme:datacenters",
                        "small caps", "style:small-caps",
                        "financials", "sector:financials",
                        "industrials", "sector:industrials",
                        "utilities", "sector:utilities",
                        "mag 7", "style:mag-7",
                        "ai momentum", "style:ai-momentum"),
                Map.of(
                        "theme:defense", Meanings.vehicle("ITA", false),
                        "theme:datacenters", new Vehicle(new Basket("datacenters", "Datacenters", List.of("EQIX", "VST")), true),
                        "style:small-caps", Meanings.vehicle("IWM", true),
                        "sector:financials", Meanings.vehicle("XLF", false),
                        "sector:industrials", Meanings.vehicle("XLI", false),
                        "sector:utilities", Meanings.vehicle("XLU", false),
                        "style:mag-7", new Vehicle(
                                new Basket("mag-7", "Mag 7", List.of("AAPL", "MSFT", "GOOGL", "AMZN", "META", "NVDA", "TSLA")), false),
                        "style:ai-momentum", Meanings.vehicle("SMH", true)));
    }
}
