package tidewatch.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What an answer changes in what one source said before. Pure.
 *
 * <p>A thing that is on another day than before is moved, not new: results of one period ({@link #same}), else the nearest of the same
 * subject within ten days. What a whole answer leaves out of the days ahead is withdrawn; what lies behind stays, sources tell only what is
 * to come. An answer that would withdraw more than half of them is believed in what it says and not in what it leaves out.
 *
 * @param put to be written over what stands at the same source, subject and day
 * @param gone to be taken away
 */
public record EventUpdate(List<Heard> put, List<Heard> gone) {
    /** Two dates of one thing lie no further apart; a quarter's ends, which vendors round, twice as far. */
    static final int DAYS_APART = 10;

    private static final int PERIOD_DAYS_APART = 20;

    /** So few can go at once in any answer. */
    private static final int FEW = 10;

    /** What lies further behind is of no use to anybody who looks ahead. */
    private static final int KEPT_DAYS = 200;

    public EventUpdate {
        put = List.copyOf(put);
        gone = List.copyOf(gone);
    }

    /**
     * Decides.
     *
     * @param known everything that the source said before
     */
    public static EventUpdate of(EventSource source, List<Heard> known, EventBatch batch, Instant now) {
        var today = now.atZone(TradingCalendar.ZONE).toLocalDate();
        var said = new LinkedHashMap<String, MarketEvent>();
        batch.events().forEach(event -> said.put(place(event), event));
        var places = new HashSet<>(said.keySet());
        var before = new LinkedHashMap<String, Heard>();
        known.forEach(one -> before.put(place(one.event()), one));
        var put = new ArrayList<Heard>();
        var gone = new ArrayList<Heard>();
        // Rows that are said again first: none of them has moved anywhere.
        var free = new ArrayList<Heard>();
        before.forEach((place, one) -> {
            if (!places.contains(place)) {
                free.add(one);
            }
        });
        said.forEach((place, event) -> {
            var same = before.get(place);
            if (same != null) {
                put.add(same.again(event, now));
                return;
            }
            var was = nearest(free, event);
            was.ifPresent(one -> {
                free.remove(one);
                gone.add(one);
            });
            put.add(was.map(one -> one.moved(event, now)).orElseGet(() -> Heard.now(source, event, now)));
        });
        long ahead = known.stream().filter(one -> !one.event().date().isBefore(today)).count();
        long left = free.stream().filter(one -> !one.event().date().isBefore(today)).count();
        boolean withdraws = batch.whole() && (2 * left <= ahead || left < FEW);
        for (var one : free) {
            boolean withdrawn = withdraws && !one.event().date().isBefore(today);
            if (withdrawn || one.event().end().isBefore(today.minusDays(KEPT_DAYS))) {
                gone.add(one);
            }
        }
        return new EventUpdate(put, gone);
    }

    private static String place(MarketEvent event) {
        return Heard.subject(event) + " " + event.date();
    }

    private static Optional<Heard> nearest(List<Heard> free, MarketEvent event) {
        return free.stream()
                .filter(one -> one.subject().equals(Heard.subject(event)) && same(one.event(), event) && !reported(one.event()))
                .min(Comparator.comparingLong(one -> apart(one.event().date(), event.date())));
    }

    private static boolean reported(MarketEvent event) {
        return event.results().filter(results -> results.standing() == EventKind.Standing.REPORTED).isPresent();
    }

    /** Whether two dates of one subject are of the same thing: of one period where both name it, else not far apart. */
    static boolean same(MarketEvent one, MarketEvent other) {
        var period = one.results().flatMap(EventKind.Earnings::periodEnd);
        var another = other.results().flatMap(EventKind.Earnings::periodEnd);
        return period.isPresent() && another.isPresent()
                ? apart(period.get(), another.get()) <= PERIOD_DAYS_APART
                : apart(one.date(), other.date()) <= DAYS_APART;
    }

    static long apart(LocalDate one, LocalDate other) {
        return Math.abs(ChronoUnit.DAYS.between(one, other));
    }
}
