package tidewatch.app;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tidewatch.brief.BriefSettings;
import tidewatch.export.RotationBacktestJson;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;
import tidewatch.problem.Problem;
import tidewatch.rotation.RotationBacktest;

/** {@code tidewatch backtest rotation --from D --to D}: the daily calls of a stretch of the past, made without what came later. */
@Command(
        name = "rotation",
        mixinStandardHelpOptions = true,
        description = "Replay the daily Out of / Into list, each close with the prices up to it, and measure what followed each call.")
final class RotationBacktestVerb implements Callable<Integer> {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final int WARNINGS = 20;
    private static final int HORIZONS_MAX = 10;
    private static final int HORIZON_MAX = 252;

    @Mixin
    private final Common common = new Common();

    @Option(names = "--from", paramLabel = "DAY", description = "First day of calls; the first possible one by default.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day of calls; the last day with prices by default. What followed is measured to the end of the prices.")
    private @Nullable String to;

    @Option(names = "--horizons", paramLabel = "N", split = ",", description = "Sessions after a call, divided by commas; 5,21,63 by default.")
    private List<Integer> horizons = new ArrayList<>();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text by default. json holds every call.")
    private Format format = Format.text;

    @Override
    public Integer call() {
        var asked = horizons.isEmpty() ? List.of(5, 21, 63) : List.copyOf(horizons);
        check(asked);
        var first = day("--from", from);
        var last = day("--to", to);
        if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get())) {
            throw new IllegalArgumentException("--from " + first.get() + " is after --to " + last.get());
        }
        var app = App.start(common);
        var setup = app.desk().setup();
        var found = app.desk().past(app.moment());
        var lines = new ArrayList<>(setup.problems());
        lines.addAll(found.problems());
        lines.stream().distinct().limit(WARNINGS).map(Problem::line).forEach(System.err::println);
        if (lines.size() > WARNINGS) {
            System.err.println((lines.size() - WARNINGS) + " more of the kind");
        }
        if (found.value().isEmpty()) {
            return Exit.FINDINGS; // the reason is among the warnings
        }
        var past = found.value().get();
        var panel = past.newest();
        var possible = RotationBacktest.firstPossible(panel, past.universe());
        if (possible.isEmpty()) {
            System.err.println(tooFew(panel, past.universe()));
            return Exit.FINDINGS;
        }
        var backtest = RotationBacktest.of(
                panel, past::asOf, past.universe(), begin(first, possible.get(), panel), end(first, last, possible.get(), panel), asked);
        if (format == Format.json) {
            System.out.println(RotationBacktestJson.of(backtest, setup.prices(), setup.sample()));
        } else {
            var zone = BriefSettings.read(app.settings()).zone();
            Output.print(new RotationBacktestPage(backtest, setup.prices(), setup.sample()).doc(app.moment(), zone), format);
        }
        return Exit.FINE;
    }

    private static void check(List<Integer> horizons) {
        if (horizons.size() > HORIZONS_MAX || horizons.stream().anyMatch(one -> one < 1 || one > HORIZON_MAX)) {
            throw new IllegalArgumentException("--horizons: give up to " + HORIZONS_MAX + " numbers of sessions from 1 to " + HORIZON_MAX + ", such as 5,21,63");
        }
        if (horizons.stream().distinct().count() < horizons.size()) {
            throw new IllegalArgumentException("--horizons: a number of sessions is there twice");
        }
    }

    private static Optional<LocalDate> day(String option, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(given -> LocalDate.parse(given, DAY));
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException(option + " " + text + " is no day: write 2026-01-09", unreadable);
        }
    }

    private static String tooFew(PricePanel panel, Universe universe) {
        var benchmark = universe.benchmark();
        int sessions = panel.find(benchmark).map(series -> panel.size() - series.first()).orElse(0);
        return sessions < 1
                ? "There is no price of " + benchmark + ", the benchmark, so nothing can be compared. Name a folder with " + benchmark + ".csv"
                : "From the first price of " + benchmark + ", the benchmark, there are " + sessions + " sessions; the first call needs "
                        + RotationBacktest.WARM_UP + " before it. Name a folder with longer prices";
    }

    /** The first session at or after the day asked for. */
    private static LocalDate begin(Optional<LocalDate> asked, LocalDate possible, PricePanel panel) {
        if (asked.isEmpty()) {
            return possible;
        }
        if (asked.get().isBefore(possible)) {
            throw new IllegalArgumentException("--from " + asked.get() + ": the first possible day is " + possible + ", " + RotationBacktest.WARM_UP
                    + " sessions after the first price of the benchmark");
        }
        int at = panel.indexAtOrBefore(asked.get().minusDays(1)) + 1;
        if (at >= panel.size()) {
            throw new IllegalArgumentException("--from " + asked.get() + ": the prices end on " + panel.asOf());
        }
        return panel.session(at);
    }

    /** The last session at or before the day asked for. */
    private static LocalDate end(Optional<LocalDate> from, Optional<LocalDate> asked, LocalDate possible, PricePanel panel) {
        if (asked.isEmpty()) {
            return panel.asOf();
        }
        if (asked.get().isBefore(possible)) {
            throw new IllegalArgumentException("--to " + asked.get() + ": the first possible day is " + possible);
        }
        if (asked.get().isAfter(panel.asOf())) {
            throw new IllegalArgumentException("--to " + asked.get() + ": the prices end on " + panel.asOf());
        }
        var last = panel.session(panel.indexAtOrBefore(asked.get()));
        if (from.isPresent() && last.isBefore(from.get())) {
            throw new IllegalArgumentException("There is no session from " + from.get() + " to " + asked.get());
        }
        return last;
    }
}
