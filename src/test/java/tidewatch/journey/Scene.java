package tidewatch.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import tidewatch.app.Chat;
import tidewatch.app.CommandLineRun;
import tidewatch.app.Phones;
import tidewatch.market.TradingCalendar;

/** A folder with notes and price files of a story's own, and the real program over it. */
final class Scene {
    /** Funds and shares that a brief needs, with a drift a session and a swing; made up. */
    private static final Map<String, double[]> MADE = Map.ofEntries(
            Map.entry("SPY", new double[] {500, .0004, .006, 7}),
            Map.entry("QQQ", new double[] {430, .0002, .009, 5}),
            Map.entry("IWM", new double[] {200, .0009, .010, 6}),
            Map.entry("RSP", new double[] {160, .0006, .006, 8}),
            Map.entry("IWD", new double[] {180, .0007, .005, 9}),
            Map.entry("IWF", new double[] {350, -.0001, .009, 5}),
            Map.entry("XLE", new double[] {90, .0012, .011, 11}),
            Map.entry("XLK", new double[] {220, -.0004, .011, 4}),
            Map.entry("XLU", new double[] {70, -.0003, .005, 10}),
            Map.entry("XLI", new double[] {130, .0011, .007, 7}),
            Map.entry("XLF", new double[] {45, .0003, .008, 6}),
            Map.entry("ITA", new double[] {150, .0016, .009, 8}),
            Map.entry("NVDA", new double[] {120, -.0010, .021, 5}),
            Map.entry("NOC", new double[] {480, .0010, .013, 6}));

    private static final LocalDate FIRST = LocalDate.of(2024, 6, 3);

    /** When every file was written: a story's result must not hang on the moment in which it is told. */
    private static final FileTime WRITTEN = FileTime.from(Instant.parse("2026-07-01T06:00:00Z"));

    private final Path folder;

    private Scene(Path folder) {
        this.folder = folder;
    }

    /** An empty scene: a vault without notes, a price folder without files. */
    static Scene in(Path folder) {
        try {
            Files.createDirectories(folder.resolve("notes"));
            Files.createDirectories(folder.resolve("prices"));
            return new Scene(folder);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Prices of all made series up to a session, in the plain layout. */
    Scene pricedUpTo(LocalDate last) {
        MADE.keySet().forEach(symbol -> prices(symbol, "date,open,high,low,close,volume", last, Scene::plain));
        return this;
    }

    /** One session of a made series. */
    record Row(LocalDate date, double close, int t) {
        double open() {
            return close * .999;
        }

        double high() {
            return close * 1.004;
        }

        double low() {
            return close * .994;
        }

        long volume() {
            return 1_000_000 + 7_919L * t;
        }
    }

    static String plain(Row row) {
        return csv(row.date(), row.open(), row.high(), row.low(), row.close(), row.volume());
    }

    /** Cells with six decimals where they are prices. */
    static String csv(Object... cells) {
        return String.join(",", Arrays.stream(cells).map(cell -> cell instanceof Double price ? String.format(Locale.ROOT, "%.6f", price) : cell.toString()).toList());
    }

    /** The file of one made series in a layout of the story's own. */
    Scene prices(String symbol, String header, LocalDate last, Function<Row, String> layout) {
        var lines = new ArrayList<>(List.of(header));
        rows(symbol, last).stream().map(layout).forEach(lines::add);
        return file("prices/" + symbol + ".csv", String.join("\n", lines) + "\n");
    }

    static List<Row> rows(String symbol, LocalDate last) {
        var shape = MADE.get(symbol);
        var sessions = TradingCalendar.shipped().sessions(FIRST, last);
        var rows = new ArrayList<Row>();
        for (int t = 0; t < sessions.size(); t++) {
            double close = shape[0] * Math.exp(shape[1] * t + shape[2] * (Math.sin(t / shape[3]) + Math.sin(t * 2.4 + shape[3])));
            rows.add(new Row(sessions.get(t), Math.round(close * 100) / 100.0, t));
        }
        return rows;
    }

    Scene note(String path, String text) {
        return file("notes/" + path, text);
    }

    Scene without(String path) {
        try {
            Files.delete(folder.resolve(path));
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A file of this scene, as text. */
    Scene file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    Scene file(String path, byte[] bytes) {
        try {
            var file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            Files.setLastModifiedTime(file, WRITTEN);
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Path path(String below) {
        return folder.resolve(below);
    }

    /** The chat over this scene on the morning of a day. */
    Chat chat(String asOf) {
        return Chat.of(folder.resolve("notes"), List.of(folder.resolve("prices")), asOf);
    }

    /** The service over this scene, and people with phones, from this moment of New York on. */
    Phones phones(String newYork) {
        return Phones.at(newYork, folder.resolve("home"), folder.resolve("notes"), folder.resolve("prices"));
    }

    /** A verb of the command line over this scene. */
    CommandLineRun run(String verb, String asOf, String... more) {
        var arguments = new ArrayList<>(List.of(
                verb, "--vault", path("notes").toString(), "--prices", path("prices").toString(), "--home", path("home").toString(), "--as-of", asOf));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }
}
