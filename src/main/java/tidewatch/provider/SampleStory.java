package tidewatch.provider;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import tidewatch.market.Instrument;

/**
 * What the sample market is to tell: the series with their habits, what each phase sums to, and the days that are set by hand. Read from
 * {@code sample-series.csv} and {@code sample-pins.csv} beside this class; a fault in them is a bug and stops the start.
 */
final class SampleStory {
    /** Members a sector; enough for breadth, whose groups need five. */
    static final int MEMBERS = 10;

    /** The year before, the calm before, burst, spread, stall, turn back, aftermath: the columns y25 and p0 to p5 of the series. */
    static final List<Phase> PHASES = List.of(
            phase("2025-01-02", "2025-11-28"),
            phase("2025-12-01", "2025-12-30"),
            phase("2025-12-31", "2026-01-08"),
            phase("2026-01-09", "2026-02-06"),
            phase("2026-02-09", "2026-02-27"),
            phase("2026-03-02", "2026-03-31"),
            phase("2026-04-01", "2026-06-30"));

    /** The phase that the note of 8 January is about. */
    static final Phase BURST = PHASES.get(2);

    private static final List<Sector> SECTORS = List.of(
            new Sector("XLK", "SMK", "Technology", "Information Technology"),
            new Sector("XLC", "SMC", "Communication", "Communication Services"),
            new Sector("XLY", "SMY", "Discretionary", "Consumer Discretionary"),
            new Sector("XLF", "SMF", "Financial", "Financials"),
            new Sector("XLI", "SMI", "Industrial", "Industrials"),
            new Sector("XLE", "SME", "Energy", "Energy"),
            new Sector("XLV", "SMV", "Health", "Health Care"),
            new Sector("XLP", "SMP", "Staples", "Consumer Staples"),
            new Sector("XLU", "SMU", "Utility", "Utilities"),
            new Sector("XLB", "SMB", "Materials", "Materials"),
            new Sector("XLRE", "SMR", "Real Estate", "Real Estate"));

    private final Map<String, Row> rows;
    private final List<Pin> pins;
    private final Map<String, Member> members;

    SampleStory(List<Row> rows, List<Pin> pins) {
        this.rows = new LinkedHashMap<>();
        for (Row row : rows) {
            this.rows.put(row.symbol(), row);
        }
        this.pins = List.copyOf(pins);
        members = new LinkedHashMap<>();
        for (Sector sector : SECTORS) {
            for (int i = 1; i <= MEMBERS; i++) {
                String number = i < 10 ? "0" + i : "" + i;
                var share = new Instrument(
                        sector.code() + number,
                        "Sample " + sector.label() + " " + number,
                        Instrument.Kind.STOCK,
                        sector.gics(),
                        "");
                members.put(share.symbol(), new Member(share, sector, i));
            }
        }
    }

    static SampleStory read() {
        return new SampleStory(
                lines("sample-series.csv").map(Row::of), lines("sample-pins.csv").map(Pin::of));
    }

    Map<String, Row> rows() {
        return rows;
    }

    /** Sector members by symbol. */
    Map<String, Member> members() {
        return members;
    }

    List<Pin> pins() {
        return pins;
    }

    List<Pin> pins(String symbol) {
        return pins.stream().filter(pin -> pin.symbol().equals(symbol)).toList();
    }

    /** Sessions of the story from first to last, both included. */
    record Phase(LocalDate first, LocalDate last) {}

    private static Phase phase(String first, String last) {
        return new Phase(LocalDate.parse(first), LocalDate.parse(last));
    }

    /** A sector's fund, the letters its members' tickers begin with, how they are called, and the sector's GICS name. */
    record Sector(String fund, String code, String label, String gics) {}

    /** An invented share that moves with its sector's fund and noise of its own. */
    record Member(Instrument instrument, Sector sector, int number) {}

    /**
     * A named series.
     *
     * @param level close of 8 January 2026, dollars
     * @param volume shares of an ordinary day
     * @param onTopOfMarket whether it moves on top of SPY; false for SPY itself, bonds and gold
     * @param own sd of its own daily log move, %; growth and small are its shares in the two common factors
     * @param anchors one for each phase, %; empty where the pins decide
     */
    record Row(
            Instrument instrument,
            double level,
            double volume,
            boolean onTopOfMarket,
            double own,
            double growth,
            double small,
            List<OptionalDouble> anchors) {
        String symbol() {
            return instrument.symbol();
        }

        private static Row of(String[] cells) {
            var instrument = new Instrument(cells[0], cells[1], Instrument.Kind.valueOf(cells[2]), cells[3], "");
            var anchors = new ArrayList<OptionalDouble>();
            for (int i = 10; i < 10 + PHASES.size(); i++) {
                anchors.add(optional(cells[i]));
            }
            return new Row(
                    instrument,
                    Double.parseDouble(cells[4]),
                    Double.parseDouble(cells[5]) * 1e6,
                    cells[6].equals("SPY"),
                    Double.parseDouble(cells[7]),
                    Double.parseDouble(cells[8]),
                    Double.parseDouble(cells[9]),
                    List.copyOf(anchors));
        }
    }

    /**
     * A move set by hand, % simple, or with {@code excess} % log on top of SPY.
     *
     * @param from the first session of the move; equal to {@code date} for one day
     * @param open in % of the close before; so high and low; empty where noise decides
     */
    record Pin(
            String symbol,
            LocalDate from,
            LocalDate date,
            boolean excess,
            double close,
            OptionalDouble open,
            OptionalDouble high,
            OptionalDouble low) {
        private static Pin of(String[] cells) {
            LocalDate date = LocalDate.parse(cells[2]);
            return new Pin(
                    cells[0],
                    cells[1].isEmpty() ? date : LocalDate.parse(cells[1]),
                    date,
                    cells[3].equals("excess"),
                    Double.parseDouble(cells[4]),
                    optional(cells[5]),
                    optional(cells[6]),
                    optional(cells[7]));
        }

        boolean spansDays() {
            return from.isBefore(date);
        }
    }

    private static OptionalDouble optional(String cell) {
        return cell.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(cell));
    }

    /** The cells of each line that is neither a comment nor the header. */
    private static Lines lines(String resource) {
        var stream = Objects.requireNonNull(SampleStory.class.getResourceAsStream(resource), resource);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return new Lines(reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("symbol,"))
                    .map(line -> line.split(",", -1))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Resource " + resource + " of the sample market", e);
        }
    }

    private record Lines(List<String[]> cells) {
        <T> List<T> map(Function<String[], T> read) {
            return cells.stream().map(read).toList();
        }
    }
}
