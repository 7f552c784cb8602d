package tidewatch.app;

import java.io.Console;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tidewatch.brief.CoverageSection;
import tidewatch.brief.Wording;
import tidewatch.command.PriceWords;
import tidewatch.market.Instrument;
import tidewatch.market.PriceRefresh.Progress;
import tidewatch.market.PriceRefresh.Round;
import tidewatch.market.Trouble;
import tidewatch.problem.Problem;
import tidewatch.store.StoreException;

/**
 * {@code tidewatch refresh}: fetches what is missing of the prices until it is there or cannot be had now. It may be ended at any moment:
 * what was stored stays, and the next one goes on from there. Ends with 0 when the newest session is complete, with 1 when it is not.
 */
@Command(
        name = "refresh",
        mixinStandardHelpOptions = true,
        description = "Fetches what is missing of the prices; ends with 1 when the newest session stays incomplete.")
final class RefreshVerb implements Callable<Integer> {
    private static final int NAMED = 8;

    private static final Duration EVENTS_MOST = Duration.ofMinutes(2);

    /** Names of one question when prices are fetched again. */
    private static final int AT_ONCE = 20;
    /** A question that its source does not answer is put so often. */
    private static final int TRIES = 3;
    /** Between two looks whether another process is done. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Duration OTHERS_MOST = Duration.ofMinutes(5);
    /** A source that comes back so soon is waited for; longer ones only when a limit is the reason. */
    private static final Duration SHORT = Duration.ofMinutes(1);

    @Mixin
    private final Common common = new Common();

    @Option(names = "--from", paramLabel = "DAY", description = "Fetches everything from this day on again, 2026-01-02, and replaces what differs.")
    @Nullable String from;

    @Option(names = "--symbols", paramLabel = "A,B", split = ",", description = "With --from: of these alone.")
    private final List<String> symbols = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        var app = App.start(common);
        if (app.keeping().isEmpty()) {
            System.err.println("Prices are fetched as of now, so there is no --as-of; leave that out.");
            return Exit.USAGE;
        }
        if (!symbols.isEmpty() && from == null) {
            System.err.println("--symbols goes with --from: the day from which they are to be fetched again.");
            return Exit.USAGE;
        }
        if (app.feed().isEmpty()) {
            events(app);
            return files(app);
        }
        var since = day(from);
        try (var kept = app.keeping().get()) {
            events(app);
            return new Run(app.feed().get(), NodeName.ofThisProcess()).all(since, symbols, kept.home().toString());
        } catch (StoreException refused) {
            System.err.println(refused.getMessage());
            return Exit.of(refused);
        }
    }

    /** Dated events first: they are few, and prices may take long. */
    private static void events(App app) {
        app.dates().ifPresent(dates -> {
            System.out.println("Asking for dates of results and releases.");
            dates.turn(Instant::now, NodeName.ofThisProcess(), EVENTS_MOST).stream().map(Problem::line).distinct().limit(NAMED).forEach(System.err::println);
            app.desk().dates(app.moment()).problems().stream().map(Problem::line).forEach(System.err::println);
        });
    }

    private static Optional<LocalDate> day(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException notADay) {
            throw new IllegalArgumentException("--from takes a day such as 2026-01-02, not \"" + text + "\".", notADay);
        }
    }

    /** Files and the sample are read at each question; there is nothing to fetch. */
    private static int files(App app) {
        var found = app.desk().at(app.moment());
        System.out.println("Prices are read from " + app.desk().setup().prices() + " at each question; nothing is fetched."
                + (app.sample() ? "" : " prices.providers names sources that are."));
        var facts = found.value().map(in -> CoverageSection.facts(in.panel()));
        facts.ifPresent(one -> System.out.println(CoverageSection.words(one) + "."));
        found.problems().stream().filter(_ -> facts.isEmpty()).map(Problem::line).forEach(System.err::println);
        return facts.filter(one -> !one.degraded()).isPresent() ? Exit.FINE : Exit.FINDINGS;
    }

    /** One run of it. */
    private static final class Run {
        private final PriceFeed feed;
        private final String node;
        private final boolean screen = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        private final Instant began = Instant.now();
        private final LinkedHashSet<String> problems = new LinkedHashSet<>();
        private double shareAtFirst = -1;
        private long bars;

        Run(PriceFeed feed, String node) {
            this.feed = feed;
            this.node = node;
        }

        int all(Optional<LocalDate> since, List<String> symbols, String home) throws InterruptedException {
            System.out.println("Fetching prices from " + String.join(", then ", feed.ids()) + " into " + home + ".");
            feed.firstFill(began).ifPresent(words -> System.out.println(words + "."));
            if (since.isPresent() && !again(since.get(), symbols)) {
                return Exit.FINDINGS;
            }
            var last = missing();
            newLine();
            problems.forEach(System.err::println);
            if (last.isEmpty()) {
                System.err.println("Another process is fetching the prices for a long time; /status says how far it is.");
                return Exit.FINDINGS;
            }
            var progress = last.get();
            System.out.println("The close of " + Wording.day(progress.target()) + ": " + progress.have() + " of "
                    + Wording.count(progress.wanted(), "series", "series")
                    + (progress.explained().isEmpty() ? "" : "; none to be had for " + Wording.listed(progress.explained(), NAMED)) + ".");
            if (!progress.note().isEmpty()) {
                System.out.println("Missing: " + progress.note() + ".");
            }
            troubles();
            return progress.complete() ? Exit.FINE : Exit.FINDINGS;
        }

        /** Why a source is not asked now, and when it is. */
        private void troubles() {
            var now = Instant.now();
            feed.report(now).stream().flatMap(report -> report.sources().stream()).forEach(source -> source.closedUntil(now)
                    .ifPresent(until -> source.state().flatMap(state -> state.trouble()).ifPresent(trouble -> System.err.println(
                            trouble.sentence() + " " + source.id() + " is asked again in " + ProgressLine.words(Duration.between(now, until)) + "."))));
        }

        /** Everything from a day on once more; false when a symbol is not known. */
        private boolean again(LocalDate from, List<String> symbols) throws InterruptedException {
            var some = new ArrayList<Instrument>();
            for (var symbol : symbols) {
                var name = symbol.strip().toUpperCase(Locale.ROOT);
                var known = feed.wanted().instruments().stream().filter(one -> one.symbol().equals(name)).findFirst();
                if (known.isEmpty()) {
                    System.err.println(symbol.strip() + " is none of the series that are fetched; see config/universe.csv, or name it in a note.");
                    return false;
                }
                some.add(known.get());
            }
            var names = some.isEmpty() ? feed.wanted().instruments() : some;
            boolean answers = true;
            for (var home : feed.byHome(names)) {
                for (int i = 0; i < home.size() && answers; i += AT_ONCE) {
                    answers = ask(home.subList(i, Math.min(home.size(), i + AT_ONCE)), from);
                }
            }
            if (!answers) {
                problems.add("Not everything from " + from + " on was fetched again; the source does not answer. Run it again later.");
            }
            return true;
        }

        /** Whether the source did its part. */
        private boolean ask(List<Instrument> some, LocalDate from) throws InterruptedException {
            for (int tries = 0; tries < TRIES; ) {
                var round = feed.refetch(Instant.now(), some, from, node);
                if (round.isEmpty()) {
                    Thread.sleep(LOOK);
                    continue;
                }
                switch (round.get()) {
                    case Round.Asked asked -> {
                        said(asked);
                        if (asked.answered()) {
                            return true;
                        }
                        tries++;
                    }
                    case Round.Rest(Optional<Instant> next, Progress progress) -> {
                        if (next.filter(this::soon).isEmpty()) {
                            return false;
                        }
                        rest(next.get(), progress);
                    }
                }
            }
            return false;
        }

        /** What is missing, until nothing more can be had now; empty when another process keeps the work to itself. */
        private Optional<Progress> missing() throws InterruptedException {
            var others = Duration.ZERO;
            while (others.compareTo(OTHERS_MOST) < 0) {
                var round = feed.step(Instant.now(), node);
                if (round.isEmpty()) {
                    Thread.sleep(LOOK);
                    others = others.plus(LOOK);
                    continue;
                }
                others = Duration.ZERO;
                switch (round.get()) {
                    case Round.Asked asked -> said(asked);
                    case Round.Rest(Optional<Instant> next, Progress progress) -> {
                        var waitFor = next.filter(moment -> worthWaiting(moment, progress));
                        if (waitFor.isEmpty()) {
                            show(progress, Optional.empty());
                            return Optional.of(progress);
                        }
                        rest(waitFor.get(), progress);
                    }
                }
            }
            return Optional.empty();
        }

        /** A limit ends by itself; a source that is down, or late, is for the next run. */
        private boolean worthWaiting(Instant next, Progress progress) {
            boolean done = progress.complete() && progress.filled() == progress.wanted();
            return !done && soon(next);
        }

        /** Whether a source that is closed opens by then, and is worth waiting for. */
        private boolean soon(Instant next) {
            var now = Instant.now();
            return feed.report(now).stream().flatMap(one -> one.sources().stream()).anyMatch(source -> source.closedUntil(now)
                    .filter(until -> !until.isAfter(next))
                    .filter(until -> until.isBefore(now.plus(SHORT))
                            || source.state().flatMap(state -> state.trouble()).filter(trouble -> limited(trouble.kind())).isPresent())
                    .isPresent());
        }

        private static boolean limited(Trouble.Kind kind) {
            return kind == Trouble.Kind.QUOTA_SPENT || kind == Trouble.Kind.BUSY;
        }

        private void rest(Instant next, Progress progress) throws InterruptedException {
            var now = Instant.now();
            if (next.isAfter(now)) {
                show(progress, Optional.of("waiting " + ProgressLine.words(Duration.between(now, next)) + " for " + reason(now)));
                Thread.sleep(Duration.between(now, next).plusMillis(1));
            }
        }

        private String reason(Instant now) {
            return feed.report(now).stream()
                    .flatMap(report -> report.sources().stream())
                    .filter(source -> source.closedUntil(now).isPresent())
                    .findFirst()
                    .map(source -> source.id() + source.state().flatMap(state -> state.trouble()).map(trouble -> " (" + trouble.sentence() + ")").orElse(""))
                    .orElse("the sources");
        }

        private void said(Round.Asked asked) {
            bars += asked.bars();
            asked.problems().stream().map(Problem::line).forEach(problems::add);
            show(asked.progress(), Optional.of(asked.what()));
        }

        private void show(Progress progress, Optional<String> what) {
            if (shareAtFirst < 0) {
                shareAtFirst = ProgressLine.share(progress);
            }
            var quota = feed.report(Instant.now()).flatMap(PriceWords::scarcest);
            var line = ProgressLine.of(progress, shareAtFirst, bars, quota, Duration.between(began, Instant.now()));
            if (screen) {
                System.out.print("\r\u001b[K" + line + what.map(words -> "  " + words).orElse(""));
                System.out.flush();
            } else {
                what.ifPresent(words -> System.out.println(line + "  " + words));
            }
        }

        private void newLine() {
            if (screen) {
                System.out.println();
            }
        }
    }
}
