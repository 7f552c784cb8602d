package tidewatch.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.brief.AheadSection;
import tidewatch.brief.Brief;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.BriefInput;
import tidewatch.brief.CoverageSection;
import tidewatch.brief.Figure;
import tidewatch.brief.FlowSection;
import tidewatch.brief.FooterSection;
import tidewatch.brief.MoversSection;
import tidewatch.brief.NoteCheckSection;
import tidewatch.brief.RotationSection;
import tidewatch.brief.ScenarioSection;
import tidewatch.brief.ScorecardSection;
import tidewatch.brief.SectorWeekSection;
import tidewatch.brief.StaleSection;
import tidewatch.brief.TapeSection;
import tidewatch.brief.ThesesSection;
import tidewatch.brief.TopCallSection;
import tidewatch.brief.Touch;
import tidewatch.evidence.ClockReading;
import tidewatch.evidence.FigureCheck.Verdict;
import tidewatch.evidence.SameBet;
import tidewatch.evidence.Weighed;
import tidewatch.market.EventList;
import tidewatch.market.Origin;
import tidewatch.market.Universe;
import tidewatch.notes.Claim;
import tidewatch.notes.Claim.Direction;
import tidewatch.notes.Window;
import tidewatch.rotation.Breadth;
import tidewatch.rotation.RotationSettings;
import tidewatch.testing.Golden;
import tidewatch.testing.Prices;

class BriefJsonTest {
    private static final ZonedDateTime MORNING = ZonedDateTime.of(2026, 1, 9, 7, 0, 0, 0, ZoneId.of("America/New_York"));

    /** A brief in which every section has something of everything. */
    private static final class Example {
        private final List<Figure> figures = new ArrayList<>();
        private final List<Origin> origins;

        Example(List<Origin> origins) {
            this.origins = origins;
        }

        private Figure figure(String label, double value, Figure.Unit unit, String symbol) {
            var relative = unit == Figure.Unit.POINTS;
            var closes = new ArrayList<Figure.Close>();
            closes.add(new Figure.Close(symbol, Made.day("2026-01-07"), "close", 100));
            closes.add(new Figure.Close(symbol, Made.DAY, "close", 100 + value));
            var provenance = new Figure.Provenance(
                    relative ? "(1 + move) / (1 + yardstick) - 1; move = close / close of the session before - 1" : "close / close of 2026-01-07 - 1",
                    List.of(symbol),
                    relative ? List.of("SPY") : List.of(),
                    Made.day("2026-01-07"),
                    Made.DAY,
                    closes,
                    relative,
                    origins);
            var figure = new Figure(figures.size() + 1, label, value, unit, provenance);
            figures.add(figure);
            return figure;
        }

        private Figure percent(String label, double value, String symbol) {
            return figure(label, value, Figure.Unit.PERCENT, symbol);
        }

        private Figure points(String label, double value, String symbol) {
            return figure(label, value, Figure.Unit.POINTS, symbol);
        }

        Brief brief() {
            var since = points("Long Steelworks (STWK against SPY), since the note", 4.25, "STWK");
            var led = new ThesesSection.Line(
                    "Long Steelworks",
                    Optional.of("Theses/Long Steelworks.md"),
                    Weighed.Status.LEANING_FOR,
                    "",
                    Optional.of(Weighed.Status.TOO_EARLY),
                    List.of("STWK"),
                    false,
                    List.of("SPY"),
                    Optional.of(Made.day("2025-12-18")),
                    13,
                    63,
                    Optional.of(since),
                    Optional.of(points("Long Steelworks (STWK against SPY), since the note, left after beta", 1.5, "STWK")),
                    Optional.of(points("Long Steelworks (STWK against SPY), 21 sessions before the note", -.75, "STWK")),
                    Optional.of(1.375),
                    1);
            var unmeasured = new ThesesSection.Line(
                    "Databases",
                    Optional.empty(),
                    Weighed.Status.UNTESTABLE,
                    "Databases is private",
                    Optional.empty(),
                    List.of(),
                    false,
                    List.of(),
                    Optional.empty(),
                    0,
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    0);
            var utilities = row(Direction.UP, "XLU", "Utilities", 1, Optional.of(new Breadth("XLU", 18, 21, 31)));
            var technology = row(Direction.DOWN, "XLK", "Technology", -1, Optional.empty());
            var lines = new NoteCheckSection.NoteResult(
                    Made.FILE,
                    "Morning",
                    Optional.of(Made.DAY),
                    List.of(
                            new NoteCheckSection.Line(
                                    "Steelworks",
                                    "+8\u00A0%",
                                    false,
                                    new Verdict.IntradayOnly(.02390625, .07, .105, .01, Verdict.IntradayOnly.Where.BETWEEN),
                                    Optional.of(Made.DAY),
                                    List.of(percent("Steelworks, at the close", 2.390625, "STWK"), percent("Steelworks, highest", 10.5, "STWK")),
                                    6),
                            new NoteCheckSection.Line(
                                    "Steelworks",
                                    "down 7 sessions in a row",
                                    true,
                                    new Verdict.Differs(.02390625, Optional.of(1), Optional.empty()),
                                    Optional.of(Made.DAY),
                                    List.of(figures.get(figures.size() - 2)),
                                    10),
                            new NoteCheckSection.Line(
                                    "Russell 2000",
                                    "+6\u00A0% vs Nasdaq",
                                    false,
                                    new Verdict.Differs(.015625, Optional.empty(), Optional.of(.03875)),
                                    Optional.of(Made.DAY),
                                    List.of(points("Russell 2000, at the close", 1.5625, "IWM")),
                                    11),
                            new NoteCheckSection.Line(
                                    "Delta", "\"slight dip\"", false, new Verdict.Uncheckable("a word, not a number"), Optional.empty(), List.of(), 12)));
            var mover = new MoversSection.Mover(
                    "STWK",
                    "Steelworks",
                    percent("Steelworks, 1 session", 2.390625, "STWK"),
                    2.25,
                    1,
                    "alone",
                    Optional.of(new MoversSection.Remark("a large order", "Morning")));
            var quiet = new MoversSection.Mover(
                    "DAL", "Delta Air Lines", percent("Delta Air Lines, 1 session", -.5, "DAL"), -.25, -6, "", Optional.empty());
            return new Brief(
                    "2026-01-09",
                    MORNING,
                    Made.DAY,
                    true,
                    new CoverageSection.Facts(
                            Made.DAY, 15, 16, List.of(new CoverageSection.Missing("XAR", "no row")), List.of("OLDCO"), false),
                    new TopCallSection.Facts(TopCallSection.Kind.CHANGED, List.of(led), Optional.of(lines), List.of(utilities)),
                    new TapeSection.Facts(
                            List.of(
                                    new TapeSection.Row(
                                            "S&P 500",
                                            "SPY",
                                            percent("S&P 500, 1 session", .25, "SPY"),
                                            Optional.of(percent("S&P 500, 5 sessions", 1.75, "SPY")),
                                            false),
                                    new TapeSection.Row(
                                            "Value less growth",
                                            "style:growth-value",
                                            points("value against growth, 1 session", .5, "IWD"),
                                            Optional.empty(),
                                            true)),
                            List.of("Nasdaq 100: no bar for 2026-01-08")),
                    new RotationSection.Facts("SPY", List.of(utilities, technology), List.of("style:mag-7"), Optional.of(new RotationSection.Verdict(41, List.of(leader())))),
                    new FlowSection.Facts(
                            "Morning",
                            Optional.of(Made.DAY),
                            false,
                            List.of(new FlowSection.Row(
                                    Direction.UP, "defense", List.of("ITA"), true, points("defense against SPY, 5 sessions", 3.125, "ITA"), true)),
                            List.of("AI momentum plays")),
                    new ThesesSection.Facts(List.of(led, unmeasured), List.of(new SameBet(List.of("Long Steelworks", "Long rails"), .75, 25))),
                    new MoversSection.Facts(List.of(quiet), List.of(mover), List.of()),
                    new ScenarioSection.Facts(
                            "Morning",
                            Optional.of(Made.DAY),
                            List.of(
                                    new ScenarioSection.DriverLine(
                                            "Postponed selling",
                                            Claim.Driver.State.PAST,
                                            Optional.of(new Window(Optional.empty(), Optional.of(Made.day("2026-01-02")), Window.Precision.DAY))),
                                    new ScenarioSection.DriverLine("Valuations", Claim.Driver.State.STANDING, Optional.empty())),
                            List.of(new ScenarioSection.ScenarioLine(
                                    "Short-term",
                                    "2-4 weeks",
                                    Window.of(Made.day("2026-01-22"), Made.day("2026-02-05"), Window.Precision.DAY),
                                    1,
                                    ClockReading.Answer.OPEN,
                                    "your note"))),
                    new AheadSection.Facts(
                            List.of(new AheadSection.Item(
                                    "Jobs report", "jobs", Window.day(Made.day("2026-01-06")), Optional.of("fewer than last year"))),
                            List.of(new AheadSection.Item(
                                    "CPI 08:30", "", Window.day(Made.day("2026-01-13")), Optional.empty())),
                            List.of(new AheadSection.Item("Q4 earnings", "q4-earnings", Made.month(2), Optional.of("proof")))),
                    new NoteCheckSection.Facts(List.of(lines)),
                    new FooterSection.Facts(Made.day("2026-01-12"), LocalTime.of(7, 0), Optional.of("Sat: market closed"), Optional.of("weekend")),
                    new Brief.Days(Made.day("2026-01-07"), Made.day("2026-01-09"), Optional.empty()),
                    SectorWeekSection.Facts.none(),
                    StaleSection.Facts.none(),
                    scorecard(),
                    figures);
        }

        private ScorecardSection.Facts scorecard() {
            return new ScorecardSection.Facts(
                    List.of(new ScorecardSection.Said(Direction.UP, "XLU", "Utilities", points("Utilities against S&P 500, 1 session", .5, "XLU"))),
                    List.of(
                            new ScorecardSection.Scored(
                                    "Long Steelworks", Optional.of(Made.FILE), true, 20, points("Long Steelworks, 20 sessions from 2025-12-09", 2.5, "STWK")),
                            new ScorecardSection.Scored(
                                    "Utilities into the list", Optional.empty(), false, 21, points("Utilities into the list, 21 sessions from 2025-12-08", -.25, "XLU"))),
                    List.of(
                            new ScorecardSection.Rate(Optional.empty(), 10, 7, 6.25, .3125, .9375, .4375),
                            new ScorecardSection.Rate(Optional.of(21), 4, 3, 3.5, .25, .96875, .46875)));
        }

        private RotationSection.Leader leader() {
            return new RotationSection.Leader(
                    "Utilities",
                    RotationJsonTest.START,
                    points("Utilities against S&P 500 since 2025-12-19", 6.5, "XLU"),
                    Optional.of(points("Utilities against S&P 500 since 2025-12-19, left after beta", 5.5, "XLU")));
        }

        private RotationSection.Row row(Direction side, String id, String name, int sign, Optional<Breadth> breadth) {
            return new RotationSection.Row(
                    side,
                    id,
                    name,
                    points(name + " against S&P 500, 1 session", sign * .5, id),
                    points(name + " against S&P 500, 5 sessions", sign * 1.25, id),
                    points(name + " against S&P 500, 21 sessions", sign * 4.75, id),
                    Optional.of(points(name + " against S&P 500, 21 sessions, left after beta", sign * 4.25, id)),
                    false,
                    Made.day("2025-12-22"),
                    12,
                    breadth,
                    side == Direction.UP ? List.of(new Touch("Long Steelworks", Optional.of(Made.FILE), false)) : List.of());
        }
    }

    static String example() {
        return BriefJson.of(new Example(List.of(new Origin("csv", "us-daily", Instant.EPOCH))).brief());
    }

    @Test
    void every_fact_of_every_section() {
        Golden.check("export/brief.json", example() + "\n");
    }

    @Test
    void the_time_of_retrieval_changes_no_byte() {
        var once = new Example(List.of(new Origin("csv", "us-daily", Instant.EPOCH))).brief();
        var severalCopies = new Example(List.of(
                        new Origin("csv", "us-daily", Instant.parse("2026-01-09T06:00:00Z")),
                        new Origin("csv", "us-daily", Instant.parse("2026-01-09T06:00:01Z"))))
                .brief();
        assertThat(BriefJson.of(severalCopies)).isEqualTo(BriefJson.of(once));
    }

    @Test
    void figures_in_sections_are_those_of_the_list() throws IOException {
        var brief = new ObjectMapper().readTree(example());
        var figures = brief.get("figures");
        int seen = compare(brief, figures);
        assertThat(seen).isGreaterThan(figures.size());
    }

    /** Every {@code {"figure":n,...}} below a node has the value of figure n; returns how many there are. */
    private static int compare(JsonNode node, JsonNode figures) {
        int seen = 0;
        if (node.has("figure")) {
            var figure = figures.get(node.get("figure").intValue() - 1);
            var unit = node.has("valuePp") ? "valuePp" : "valuePct";
            assertThat(node.get(unit)).as("figure %s", node.get("figure")).isEqualTo(figure.get(unit));
            seen++;
        }
        for (var child : node) {
            seen += compare(child, figures);
        }
        return seen;
    }

    @Test
    void a_composed_brief_of_few_prices_and_no_notes_is_an_object_without_null() throws IOException {
        var panel = Prices.panel(Prices.series("SPY", Made.day("2026-01-06"), 100, 101, 102));
        var in = BriefInput.gather(
                MORNING, panel, Universe.shipped(), RotationSettings.STANDARD, new RotationJsonTest.NoNotes(), new EventList(List.of()), LocalTime.of(7, 0), false);
        var text = BriefJson.of(BriefComposer.facts(in));
        assertThat(text).doesNotContain("null", "NaN", "Infinity", "\n");
        var json = new ObjectMapper().readTree(text);
        assertThat(json.get("session").textValue()).isEqualTo("2026-01-08");
        assertThat(json.get("theses")).isEmpty();
        assertThat(json.get("sample").booleanValue()).isFalse();
    }
}
