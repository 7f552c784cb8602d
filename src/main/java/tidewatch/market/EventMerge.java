package tidewatch.market;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidewatch.market.EventKind.Earnings;
import tidewatch.market.EventKind.Release;
import tidewatch.market.EventKind.Standing;
import tidewatch.market.EventKind.Timing;

/**
 * Makes one list of what several sources said: what is the same thing is one event, dated by the best source, with what the others say
 * beside it where they differ. Pure.
 *
 * <p>Results of one company are the same when their periods end within 20 days of each other, or, where a source names no period, their
 * dates lie within 10 days; releases of one key when their dates do. Each source has one date in it. Order of belief: {@link EventSource},
 * but a vendor that names the hour stands before one that does not.
 */
final class EventMerge {
    /** How long a moved date is told as moved. */
    private static final Duration MOVED_TOLD = Duration.ofDays(7);

    private final Instant now;
    private final LocalDate today;
    private final boolean filings;

    /**
     * @param now what was said later is left out: an answer about a past moment does not change with what came after it
     * @param filings whether filings are looked at, so that results of which none was seen can be told
     */
    EventMerge(Instant now, boolean filings) {
        this.now = now;
        this.today = now.atZone(TradingCalendar.ZONE).toLocalDate();
        this.filings = filings;
    }

    EventList merge(List<Heard> heard) {
        var bySubject = new LinkedHashMap<String, List<Heard>>();
        var merged = new ArrayList<MarketEvent>();
        var seen = new LinkedHashSet<MarketEvent>();
        for (var one : heard) {
            if (one.first().isAfter(now)) {
                continue;
            }
            boolean shared = one.event().results().isPresent() || !one.event().key().isEmpty();
            if (shared) {
                bySubject.computeIfAbsent(one.subject(), _ -> new ArrayList<>()).add(one);
            } else if (seen.add(one.event())) {
                merged.add(one.event());
            }
        }
        bySubject.values().forEach(same -> groups(same).forEach(group -> merged.add(one(group))));
        return new EventList(merged);
    }

    /** Pairs of sources that are nearest to each other come together first, so that a weekly release does not take its neighbour's date. */
    private static List<List<Heard>> groups(List<Heard> subject) {
        var ranked = subject.stream().sorted(Comparator.comparingInt(EventMerge::rank).thenComparing(one -> one.event().date())).toList();
        var groups = new ArrayList<List<Heard>>();
        Map<EventSource, List<Heard>> bySource = new LinkedHashMap<>();
        ranked.forEach(one -> bySource.computeIfAbsent(one.source(), _ -> new ArrayList<>()).add(one));
        bySource.values().forEach(rows -> join(groups, rows));
        return groups;
    }

    private static void join(List<List<Heard>> groups, List<Heard> rows) {
        record Pair(Heard row, int group, long apart) {}
        var pairs = new ArrayList<Pair>();
        for (var row : rows) {
            for (int i = 0; i < groups.size(); i++) {
                var group = groups.get(i);
                if (group.stream().anyMatch(member -> EventUpdate.same(member.event(), row.event()))) {
                    pairs.add(new Pair(row, i, EventUpdate.apart(group.getFirst().event().date(), row.event().date())));
                }
            }
        }
        pairs.sort(Comparator.comparingLong(Pair::apart));
        var placed = new HashSet<Heard>();
        var taken = new HashSet<Integer>();
        for (var pair : pairs) {
            if (!taken.contains(pair.group()) && placed.add(pair.row())) {
                taken.add(pair.group());
                groups.get(pair.group()).add(pair.row());
            }
        }
        rows.stream().filter(row -> !placed.contains(row)).forEach(row -> groups.add(new ArrayList<>(List.of(row))));
    }

    /** Twice the rank of the source; a vendor without the hour steps behind the next one. */
    private static int rank(Heard one) {
        boolean vague = one.source() == EventSource.FINNHUB && one.event().timing() == Timing.UNKNOWN;
        return 2 * one.source().rank() + (vague ? 3 : 0);
    }

    private MarketEvent one(List<Heard> group) {
        var ranked = group.stream().sorted(Comparator.comparingInt(EventMerge::rank)).toList();
        var best = ranked.getFirst().event();
        return best.results().isPresent() ? results(ranked) : release(ranked);
    }

    private MarketEvent results(List<Heard> ranked) {
        var first = ranked.getFirst();
        var date = first.event().date();
        boolean reported = ranked.stream().anyMatch(one -> standing(one) == Standing.REPORTED);
        var standing = reported ? Standing.REPORTED : standing(first);
        if (filings && !reported && first.event().end().isBefore(today)) {
            standing = Standing.UNSEEN;
        }
        var onDate = ranked.stream().filter(one -> one.event().date().equals(date)).toList();
        var timing = onDate.stream().map(one -> one.event().timing()).filter(one -> one != Timing.UNKNOWN).findFirst().orElse(Timing.UNKNOWN);
        var results = new Earnings(
                timing,
                ranked.stream().flatMap(one -> one.event().results().flatMap(Earnings::periodEnd).stream()).findFirst(),
                ranked.stream().flatMap(one -> one.event().results().flatMap(Earnings::estimate).stream()).findFirst(),
                standing);
        boolean published = standing == Standing.ANNOUNCED || standing == Standing.REPORTED;
        return made(ranked, results, first.event().time(), published, date, timing);
    }

    private static Standing standing(Heard one) {
        return one.event().results().map(Earnings::standing).orElse(Standing.ESTIMATED);
    }

    private MarketEvent release(List<Heard> ranked) {
        var best = ranked.getFirst().event();
        // An hour that somebody announced is better than the usual one.
        var announced = ranked.stream()
                .map(Heard::event)
                .filter(one -> one.date().equals(best.date()) && one.time().isPresent() && !(one.kind() instanceof Release(boolean usual) && usual))
                .findFirst();
        var kind = announced.map(MarketEvent::kind).orElse(best.kind());
        var time = announced.flatMap(MarketEvent::time).or(best::time);
        return made(ranked, kind, time, best.published(), best.date(), Timing.UNKNOWN);
    }

    private MarketEvent made(
            List<Heard> ranked, EventKind kind, Optional<LocalTime> time, boolean published, LocalDate date, Timing timing) {
        var first = ranked.getFirst();
        var best = first.event();
        var agreeing = new LinkedHashSet<String>();
        var otherwise = new ArrayList<MarketEvent.Otherwise>();
        for (var one : ranked) {
            var said = one.event();
            boolean sameDay = said.date().equals(date);
            boolean sameHour = said.timing() == Timing.UNKNOWN || timing == Timing.UNKNOWN || said.timing() == timing;
            if (sameDay && sameHour) {
                agreeing.add(said.source());
            } else {
                otherwise.add(new MarketEvent.Otherwise(one.source(), said.date(), said.timing()));
            }
        }
        boolean settled = ranked.stream().anyMatch(one -> one.source() == EventSource.EDGAR && one.event().date().equals(date));
        var moved = first.movedFrom().filter(_ -> first.movedAt().filter(at -> !at.isAfter(now) && at.plus(MOVED_TOLD).isAfter(now)).isPresent());
        return new MarketEvent(
                best.key(),
                best.title(),
                date,
                best.end(),
                time,
                best.zone(),
                best.symbol(),
                String.join(", ", agreeing),
                published,
                kind,
                settled ? List.of() : otherwise,
                moved);
    }
}
