package tidewatch.app;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tidewatch.brief.Wording;
import tidewatch.delivery.Leases;
import tidewatch.market.CallBook;
import tidewatch.market.Instrument;
import tidewatch.market.LimitRule;
import tidewatch.market.PriceArchive;
import tidewatch.market.PriceHistory;
import tidewatch.market.PriceProvider;
import tidewatch.market.PriceRefresh;
import tidewatch.market.PriceReport;
import tidewatch.market.PriceSeries;
import tidewatch.market.RefreshBook;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Universe;
import tidewatch.market.Wanted;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.store.CallTable;
import tidewatch.store.PriceTable;
import tidewatch.store.RefreshTable;

/**
 * The sources that are asked for prices, the archive that they fill, and the step that asks them. The store is opened when something is
 * first needed of it; reading makes no database where there is none. Any thread; steps one at a time.
 */
final class PriceFeed {
    /** Whose lease lets one node ask at a time. */
    static final String LEASE = "prices";

    /** Longer than any one call. */
    private static final Duration HELD = Duration.ofMinutes(3);

    /** A fill that takes less is not worth a word. */
    private static final Duration LONG = Duration.ofMinutes(3);

    private final Keeping keeping;
    private final Universe universe;
    private final TradingCalendar calendar;
    private final Supplier<Wanted> wanted;
    private final PriceRefresh.Rules rules;
    private final Function<CallBook, List<PriceProvider>> sources;
    private final RandomGenerator random;
    private Optional<Open> open = Optional.empty();

    /** The tables and what works on them. */
    private record Open(PriceArchive archive, RefreshBook book, CallBook calls, List<PriceProvider> chain, PriceRefresh refresh, Leases leases) {}

    /**
     * Opens nothing yet.
     *
     * @param wanted the series that are fetched, as they are now
     * @param sources those that are configured, the first one first; at least one
     */
    PriceFeed(
            Keeping keeping,
            Universe universe,
            TradingCalendar calendar,
            Supplier<Wanted> wanted,
            PriceRefresh.Rules rules,
            Function<CallBook, List<PriceProvider>> sources,
            RandomGenerator random) {
        this.keeping = keeping;
        this.universe = universe;
        this.calendar = calendar;
        this.wanted = wanted;
        this.rules = rules;
        this.sources = sources;
        this.random = random;
    }

    private synchronized Open open() {
        if (open.isEmpty()) {
            var stored = keeping.stored();
            var archive = new PriceTable(stored.database(), universe::instrument);
            var book = new RefreshTable(stored.database());
            var calls = new CallTable(stored.database());
            var chain = sources.apply(calls);
            open = Optional.of(new Open(
                    archive, book, calls, chain, new PriceRefresh(chain, archive, book, calendar, rules, random), stored.leases()));
        }
        return open.get();
    }

    /** What is kept, for panels; empty, with the next step, where nothing was fetched yet. */
    PriceHistory history() {
        return new PriceHistory() {
            @Override
            public String id() {
                return "archive";
            }

            @Override
            public boolean checked() {
                return true;
            }

            @Override
            public Found<List<PriceSeries>> history(Set<String> wanted, LocalDate from, LocalDate to) {
                if (!keeping.exists()) {
                    return new Found<>(List.of(), List.of(Problem.of(
                            Reason.NO_DATA, "No prices were fetched yet; tidewatch refresh does it now, tidewatch run does it by itself")));
                }
                var asked = wanted.isEmpty() && rules.everything() ? symbols() : wanted;
                return open().archive().history(asked, from, to);
            }
        };
    }

    private Set<String> symbols() {
        return wanted().instruments().stream().map(Instrument::symbol).collect(Collectors.toSet());
    }

    /** Changes with the prices, whoever wrote them. */
    long revision() {
        return keeping.exists() ? open().archive().revision() : 0;
    }

    /** Which series are fetched, for the notes as they are. */
    Wanted wanted() {
        return wanted.get();
    }

    /** One question to one source, unless another process is asking: then nothing. */
    Optional<PriceRefresh.Round> step(Instant now, String node) {
        return leased(node, () -> open().refresh().step(now, wanted()));
    }

    /** As {@link #step}, asking for these once more from a day on. */
    Optional<PriceRefresh.Round> refetch(Instant now, List<Instrument> some, LocalDate from, String node) {
        return leased(node, () -> open().refresh().refetch(now, some, from, wanted()));
    }

    private <T> Optional<T> leased(String node, Supplier<T> work) {
        var leases = open().leases();
        // What a process of this machine held when it was killed is nobody's: nobody need wait for it to run out.
        leases.holder(LEASE).filter(held -> !held.owner().equals(node) && NodeName.ended(held.owner())).ifPresent(leases::release);
        return leases.acquire(LEASE, node, HELD).map(lease -> {
            try {
                return work.get();
            } finally {
                leases.release(lease);
            }
        });
    }

    /** These divided by the source whose series they are, each part in its order: what {@link #refetch} takes. */
    List<List<Instrument>> byHome(List<Instrument> all) {
        var held = open().archive().holdings();
        return List.copyOf(all.stream()
                .collect(Collectors.groupingBy(
                        one -> Optional.ofNullable(held.get(one.symbol())).map(PriceArchive.Holding::home).orElse(""), LinkedHashMap::new, Collectors.toList()))
                .values());
    }

    /** A person's word on a bar that is held back. */
    Found<Boolean> rule(String symbol, LocalDate session, boolean accept, String by, Instant now) {
        return open().refresh().rule(symbol, session, accept, by, now);
    }

    /** Asks for as long as there is something to ask and this time is not over; what is under way is finished. */
    void turn(Supplier<Instant> clock, String node, Duration most) {
        var until = clock.get().plus(most);
        while (clock.get().isBefore(until)) {
            var round = step(clock.get(), node);
            if (round.filter(PriceRefresh.Round.Asked.class::isInstance).isEmpty()) {
                return;
            }
        }
    }

    /** How prices and sources do; empty where nothing was asked yet. */
    Optional<PriceReport> report(Instant now) {
        if (!keeping.exists()) {
            return Optional.empty();
        }
        var kept = open();
        return Optional.of(PriceReport.of(kept.chain(), kept.archive(), kept.book(), kept.calls(), now));
    }

    /**
     * How long it takes to fetch the history of what has none yet, where the limits of the first source make that long: {@code First fill with
     * tiingo: 548 series at 50 calls an hour, about 11 hours; what the brief needs first comes first}.
     */
    Optional<String> firstFill(Instant now) {
        var kept = open();
        var held = kept.archive().holdings();
        var empty = wanted().instruments().stream()
                .filter(one -> Optional.ofNullable(held.get(one.symbol())).flatMap(PriceArchive.Holding::last).isEmpty())
                .toList();
        var source = kept.chain().getFirst();
        var to = kept.refresh().target(now);
        var from = to.minusYears(rules.years());
        var time = PriceReport.fillTime(source.offer(), empty, from, to, calendar.count(from, to));
        if (time.compareTo(LONG) < 0) {
            return Optional.empty();
        }
        var rules = source.offer().limits().stream().map(LimitRule::words).collect(Collectors.joining(", "));
        return Optional.of("First fill with " + source.id() + ": " + Wording.count(empty.size(), "series", "series") + " at " + rules + ", about "
                + ProgressLine.words(time) + "; what the brief needs first comes first");
    }

    /** The sources in their order, by their ids. */
    List<String> ids() {
        return open().chain().stream().map(PriceProvider::id).toList();
    }
}
