package tidewatch.market;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tidewatch.market.CallBook.Quota;
import tidewatch.market.PriceArchive.Holding;
import tidewatch.market.RefreshBook.ProviderState;
import tidewatch.market.RefreshBook.SessionState;
import tidewatch.market.RefreshBook.Setback;

/**
 * How the prices do, for {@code /status} and {@code tidewatch doctor}: read from the tables, nothing is asked.
 *
 * @param newest the newest session that was asked for
 * @param sources in the order in which they are asked
 * @param heldBack open suspects, by symbol and session
 * @param stale series that do not go with their source any more, each with the reason, by symbol
 * @param changed closes that were replaced in the last days, newest first
 */
public record PriceReport(Optional<SessionState> newest, List<Source> sources, List<Suspect> heldBack, Map<String, String> stale, List<PriceChange> changed) {
    private static final Duration CHANGED_SINCE = Duration.ofDays(7);
    private static final int CHANGES_MOST = 20;

    public PriceReport {
        sources = List.copyOf(sources);
        heldBack = List.copyOf(heldBack);
        stale = new TreeMap<>(stale);
        changed = List.copyOf(changed);
    }

    /**
     * One source.
     *
     * @param state absent when it was never asked
     * @param quotas what is left of each limit
     * @param series whose home it is
     * @param setbacks things that it had no answer for
     */
    public record Source(String id, Offer offer, Optional<ProviderState> state, List<Quota> quotas, int series, List<Setback> setbacks) {
        public Source {
            quotas = List.copyOf(quotas);
            setbacks = List.copyOf(setbacks);
        }

        /** When it may be asked again; empty when it may be asked now. */
        public Optional<Instant> closedUntil(Instant now) {
            return state.flatMap(ProviderState::closedUntil).filter(until -> until.isAfter(now));
        }
    }

    public static PriceReport of(
            List<PriceProvider> chain, PriceArchive archive, RefreshBook book, CallBook calls, Instant now) {
        var holdings = archive.holdings().values();
        var homes = holdings.stream().map(Holding::home).toList();
        var stale = new TreeMap<String, String>();
        holdings.forEach(held -> held.stale().ifPresent(why -> stale.put(held.symbol(), why)));
        var setbacks = book.setbacks();
        var sources = new ArrayList<Source>();
        for (PriceProvider one : chain) {
            sources.add(new Source(
                    one.id(),
                    one.offer(),
                    book.provider(one.account()),
                    calls.quotas(one.account(), one.offer().limits(), now),
                    (int) homes.stream().filter(one.id()::equals).count(),
                    setbacks.stream().filter(back -> back.provider().equals(one.id()) && back.again().isAfter(now)).toList()));
        }
        return new PriceReport(
                book.sessions(1).stream().findFirst(),
                sources,
                archive.suspects(EnumSet.of(Suspect.State.OPEN)),
                stale,
                archive.changes(now.minus(CHANGED_SINCE), CHANGES_MOST));
    }

    /**
     * How long a source takes to fill so many series with a history, by its limits alone.
     *
     * @param sessions of history
     * @return zero when no limit is in the way
     */
    public static Duration fillTime(Offer offer, List<Instrument> names, LocalDate from, LocalDate to, int sessions) {
        if (names.isEmpty()) {
            return Duration.ZERO;
        }
        boolean history = offer.kinds().contains(PriceRequest.Kind.HISTORY);
        long calls = history ? offer.calls(new PriceRequest.History(names, from, to), sessions) : sessions;
        var longest = Duration.ZERO;
        for (LimitRule rule : offer.limits()) {
            long used = switch (rule.per()) {
                case CALL -> calls;
                case SYMBOL_CALL, DISTINCT_SYMBOL -> names.size();
            };
            long windows = (used - 1) / rule.most();
            var time = length(rule.window()).multipliedBy(windows);
            longest = time.compareTo(longest) > 0 ? time : longest;
        }
        return longest;
    }

    private static Duration length(LimitRule.Window window) {
        return switch (window) {
            case SECOND -> Duration.ofSeconds(1);
            case MINUTE -> Duration.ofMinutes(1);
            case HOUR -> Duration.ofHours(1);
            case DAY -> Duration.ofDays(1);
            case MONTH -> Duration.ofDays(30);
        };
    }
}
