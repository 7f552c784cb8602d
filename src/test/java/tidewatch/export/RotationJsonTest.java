package tidewatch.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tidewatch.brief.BriefInput;
import tidewatch.market.Basket;
import tidewatch.market.EventList;
import tidewatch.market.PricePanel;
import tidewatch.market.Reading;
import tidewatch.market.Universe;
import tidewatch.notes.Aliases;
import tidewatch.notes.EntityResolver;
import tidewatch.notes.Note;
import tidewatch.notes.Vault;
import tidewatch.problem.Problem;
import tidewatch.rotation.AdvanceDecline;
import tidewatch.rotation.Breadth;
import tidewatch.rotation.Correlation;
import tidewatch.rotation.Dispersion;
import tidewatch.rotation.LongBreadth;
import tidewatch.rotation.MarketStructure;
import tidewatch.rotation.Measure;
import tidewatch.rotation.Odds;
import tidewatch.rotation.RotationList;
import tidewatch.rotation.RotationMap;
import tidewatch.rotation.RotationRow;
import tidewatch.rotation.RotationTable;
import tidewatch.rotation.Start;
import tidewatch.rotation.Starts;
import tidewatch.rotation.Strength;
import tidewatch.testing.Golden;
import tidewatch.testing.Prices;

class RotationJsonTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final PricePanel PANEL = Prices.panel(Prices.series("SPY", Made.day("2026-01-07"), 100, 101));

    private static Basket basket(String... symbols) {
        return new Basket(String.join("+", symbols), String.join(" and ", symbols), List.of(symbols));
    }

    /** The n-th measure is n / 64, so every figure differs and none has a tail. */
    private static RotationRow full(String id, RotationRow.Kind kind, Basket against, int sign) {
        var cells = new EnumMap<Measure, Reading>(Measure.class);
        int n = 0;
        for (var measure : Measure.values()) {
            n++;
            cells.put(measure, Reading.of(sign * n / 64.0));
        }
        cells.put(Measure.STREAK, Reading.of(sign * 3));
        return new RotationRow(id, "Fund " + id, kind, basket(id), against, RotationRow.State.OK, "", cells);
    }

    private static RotationRow lacking(String id, RotationRow.State state, String why) {
        var cells = new EnumMap<Measure, Reading>(Measure.class);
        Arrays.stream(Measure.values()).forEach(measure -> cells.put(measure, Reading.absent("needs 64 sessions, has 2")));
        cells.put(Measure.R1, Reading.of(.01));
        return new RotationRow(id, "Young share", RotationRow.Kind.STOCK, basket(id), basket("SPY"), state, why, cells);
    }

    private static final RotationRow XLU = full("XLU", RotationRow.Kind.SECTOR, basket("SPY"), 1);
    private static final RotationRow XLK = full("XLK", RotationRow.Kind.SECTOR, basket("SPY"), -1);

    private static final RotationTable TABLE = new RotationTable(
            Made.DAY,
            "SPY",
            List.of(XLU, XLK, full("STWK", RotationRow.Kind.STOCK, basket("SPY"), 1), lacking("YNGR", RotationRow.State.SHORT, "2 sessions only")));

    private static final RotationList LIST = new RotationList(
            List.of(new RotationList.Named(XLU, Made.day("2025-12-22"), 12, Optional.of(new Breadth("XLU", 18, 21, 31)))),
            List.of(new RotationList.Named(XLK, Made.DAY, 1, Optional.empty())),
            List.of("style:mag-7"),
            Optional.of(XLU),
            Optional.of(XLK));

    static final Start START = new Start(
            "XLU",
            Made.day("2025-12-19"),
            Made.day("2025-12-22"),
            Made.day("2025-12-15"),
            Made.day("2025-12-29"),
            12,
            .0625,
            3.5,
            new Odds(.0078125, Odds.Bound.WITHIN),
            Optional.of(new Start.Rest(-.25, .0546875, false, new Odds(.015625, Odds.Bound.WITHIN))),
            .09375,
            Strength.SIGNIFICANT);

    private static final MarketStructure MARKET = new MarketStructure(
            List.of(new Breadth("XLU", 18, 21, 31), new Breadth("style:mag-7", 3, 4, 7)),
            List.of(new LongBreadth("XLU", 20, 30)),
            List.of(
                    new Dispersion(5, Reading.of(.03125), Reading.of(.75), 11, 11),
                    new Dispersion(21, Reading.of(.0625), Reading.absent("100 values only, 240 of 252 are needed"), 10, 11)),
            new Correlation(Reading.of(.25), 497, 503),
            new Correlation(Reading.absent("1 of 11 names have all closes of 63 sessions, at least 2 are needed"), 1, 11),
            new AdvanceDecline(List.of(new AdvanceDecline.Day(Made.DAY, 301, 190, 500))));

    private static final RotationMap MAP = new RotationMap(
            Made.DAY,
            List.of(new RotationMap.Placed(
                    XLU,
                    List.of(
                            new RotationMap.Point(Made.day("2025-12-31"), 98.5, 101.25, RotationMap.Quadrant.IMPROVING),
                            new RotationMap.Point(Made.DAY, 104.75, 103.5, RotationMap.Quadrant.LEADING)))),
            List.of(new RotationMap.Unplaced(XLK, "100 sessions against SPY, the map needs 189")));

    /** A vault without notes. */
    record NoNotes() implements Vault {
        @Override
        public List<Note> notes() {
            return List.of();
        }

        @Override
        public Optional<Note> note(String path) {
            return Optional.empty();
        }

        @Override
        public Optional<Note> named(String name) {
            return Optional.empty();
        }

        @Override
        public EntityResolver resolver() {
            return Made.RESOLVER;
        }

        @Override
        public Optional<LinkTarget> target(Note.Link link, String fromFile) {
            return Optional.empty();
        }

        @Override
        public Vault with(Aliases others) {
            return this;
        }

        @Override
        public Aliases aliases() {
            return Aliases.none();
        }

        @Override
        public long print(String path) {
            return 0;
        }

        @Override
        public String text(String path) {
            return "";
        }

        @Override
        public Vault within(Predicate<String> path) {
            return this;
        }

        @Override
        public List<Backlink> backlinks(String path) {
            return List.of();
        }

        @Override
        public Vault asOf(LocalDate day) {
            return this;
        }

        @Override
        public List<Problem> problems() {
            return List.of();
        }
    }

    private static BriefInput input(RotationTable table, RotationList list) {
        return new BriefInput(
                ZonedDateTime.of(2026, 1, 9, 7, 0, 0, 0, NEW_YORK),
                PANEL,
                Universe.shipped(),
                new NoNotes(),
                table,
                list,
                new Starts(Map.of("XLU", START), Map.of("XLK", "too little history for a start date")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                new EventList(List.of()),
                LocalTime.of(7, 0),
                true);
    }

    static String example() {
        return RotationJson.of(input(TABLE, LIST), MARKET, MAP);
    }

    @Test
    void every_row_has_every_measure_or_why_not() {
        Golden.check("export/rotation.json", example() + "\n");
    }

    @Test
    void no_measure_is_missing_and_each_says_its_unit() throws IOException {
        var row = new ObjectMapper().readTree(example()).get("rows").get(0).get("measures");
        var names = new ArrayList<String>();
        row.fieldNames().forEachRemaining(names::add);
        assertThat(names).hasSize(Measure.values().length).doesNotHaveDuplicates();
        for (var measure : Measure.values()) {
            var field = RotationJson.field(measure);
            assertThat(names).contains(field);
            boolean percent = field.endsWith("Pct") || field.endsWith("Pp");
            double value = XLU.get(measure).asDouble().orElseThrow();
            assertThat(row.get(field).doubleValue()).as(field).isEqualTo(percent ? value * 100 : value);
        }
        assertThat(names).contains("r1Pct", "rYtdPct", "rel21Pp", "relYtdPp", "zOwn", "z21", "high52Pct", "dollarVolumeRatio");
    }

    @Test
    void an_empty_table_is_an_object_too() throws IOException {
        var empty = new RotationTable(Made.DAY, "SPY", List.of());
        var json = new ObjectMapper().readTree(RotationJson.of(input(empty, new RotationList(List.of(), List.of(), List.of()))));
        assertThat(json.get("rows")).isEmpty();
        assertThat(json.has("mostInto")).isFalse();
        assertThat(json.get("v").intValue()).isEqualTo(Json.VERSION);
        assertThat(json.get("map").get("placed")).isEmpty();
        assertThat(json.get("structure").get("dispersion").get(0).get("spreadPp").get("absent").textValue()).contains("0 of 11 sector funds");
    }
}
