package tidewatch.brief;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The mornings whose briefs are golden files, by the name of the file. */
final class Mornings {
    /** Two days before the eve, so that a cut series is missing and not dead. */
    private static final LocalDate EVE = LocalDate.of(2026, 2, 4);

    /** On this seed the rotation list names nobody. */
    private static final long CALM = 14;

    private static final long FIXTURE = 8;

    private static final Map<String, Supplier<Morning>> ALL = all();

    private Mornings() {}

    private static Map<String, Supplier<Morning>> all() {
        var all = new LinkedHashMap<String, Supplier<Morning>>();
        all.put("after-the-note-2026-01-09", () -> Morning.sample("2026-01-09"));
        all.put("exchange-holiday-2026-01-19", () -> Morning.sample("2026-01-19"));
        all.put("held-back-2026-01-22", () -> Morning.sample("2026-01-22"));
        all.put("first-morning-2026-02-06", () -> Morning.sample("2026-02-06"));
        all.put("degraded-2026-02-06", () -> cut(5));
        all.put("too-few-prices-2026-02-06", () -> cut(1));
        all.put("monday-2026-03-02", () -> Morning.sample("2026-03-02"));
        all.put("before-a-holiday-2026-04-01", () -> Morning.sample("2026-04-01"));
        all.put("quiet-2026-02-06", Mornings::quiet);
        all.put("fixture-note-2026-01-09", () -> fixture("2026-01-09"));
        all.put("fixture-note-2026-02-06", () -> fixture("2026-02-06"));
        return all;
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    static Morning named(String name) {
        var morning = ALL.get(name);
        if (morning == null) {
            throw new IllegalArgumentException(name);
        }
        return morning.get();
    }

    /** The sample of 6 February with every n-th series late by a day; with 1 all but every third. */
    private static Morning cut(int every) {
        var whole = Morning.sample("2026-02-06");
        return every > 1
                ? whole.with(Markets.cut(whole.series(), every, EVE))
                : whole.with(Markets.cut(Markets.cut(whole.series(), 2, EVE), 3, EVE));
    }

    private static Morning quiet() {
        return quiet("2026-02-06");
    }

    /** A made market on which nothing stands out. */
    static Morning quiet(String day) {
        return Morning.of(
                day, Markets.market(CALM, LocalDate.of(2026, 2, 5), Markets.SYMBOLS, .004, symbol -> .0002), Map.of());
    }

    /** The note of 8 January on a made market in which shares go their own way more than funds. */
    static Morning fixture(String day) {
        var series = Markets.market(FIXTURE, LocalDate.of(2026, 2, 27), Markets.SYMBOLS, .007, symbol -> symbol.length() == 3 ? .005 : .012);
        return Morning.of(day, series, Map.of("sector-rotation.md", fixtureNote()));
    }

    static String fixtureNote() {
        try {
            return Files.readString(Path.of("src", "test", "resources", "vault", "rotation-note", "sector-rotation.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
