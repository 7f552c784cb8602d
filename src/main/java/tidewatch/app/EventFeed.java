package tidewatch.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import tidewatch.market.CallBook;
import tidewatch.market.EventCalendar;
import tidewatch.market.EventRefresh;
import tidewatch.market.Instrument;
import tidewatch.market.Wanted;
import tidewatch.problem.Problem;
import tidewatch.store.CallTable;
import tidewatch.store.RefreshTable;

/**
 * The sources that are asked for dated events, and the step that asks them: each once a day. The store is opened when something is first
 * needed of it. Any thread; steps one at a time.
 */
final class EventFeed {
    /** Whose lease lets one node ask at a time. */
    static final String LEASE = "events";

    private static final Duration HELD = Duration.ofMinutes(3);

    private final Keeping keeping;
    private final Supplier<Wanted> wanted;
    private final Function<CallBook, List<EventCalendar>> sources;
    private Optional<EventRefresh> refresh = Optional.empty();

    /**
     * Opens nothing yet.
     *
     * @param wanted the series that prices are fetched of: of their companies dates are kept
     * @param sources those that are configured; at least one
     */
    EventFeed(Keeping keeping, Supplier<Wanted> wanted, Function<CallBook, List<EventCalendar>> sources) {
        this.keeping = keeping;
        this.wanted = wanted;
        this.sources = sources;
    }

    private synchronized EventRefresh refresh() {
        if (refresh.isEmpty()) {
            var stored = keeping.stored();
            refresh = Optional.of(new EventRefresh(
                    sources.apply(new CallTable(stored.database())), stored.events(), new RefreshTable(stored.database()), new SplittableRandom()));
        }
        return refresh.get();
    }

    /** Asks what is due, unless another process is asking: then nothing. What was wrong with the answers. */
    List<Problem> turn(Supplier<Instant> clock, String node, Duration most) {
        var notices = new ArrayList<Problem>();
        var until = clock.get().plus(most);
        var leases = keeping.stored().leases();
        boolean more = true;
        while (more && clock.get().isBefore(until)) {
            var lease = leases.acquire(LEASE, node, HELD);
            if (lease.isEmpty()) {
                return notices;
            }
            try {
                var all = wanted.get();
                var named = companies(all).stream().filter(one -> all.watched().contains(one.symbol())).toList();
                var outcome = refresh().step(clock.get(), named, companies(all));
                notices.addAll(outcome.notices());
                more = outcome.more();
            } finally {
                leases.release(lease.get());
            }
        }
        return notices;
    }

    private static List<Instrument> companies(Wanted wanted) {
        return wanted.instruments().stream().filter(one -> one.kind() == Instrument.Kind.STOCK).toList();
    }
}
