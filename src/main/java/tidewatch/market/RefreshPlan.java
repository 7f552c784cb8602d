package tidewatch.market;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tidewatch.market.PriceArchive.Holding;
import tidewatch.market.RefreshBook.ProviderState;
import tidewatch.market.RefreshBook.SessionState;
import tidewatch.market.RefreshBook.Setback;

/**
 * Decides what to ask next, from what the tables say at one moment and from nothing else. Pure; made for one decision.
 *
 * <p>The order: corporate actions before the bars that they explain, then a series whose basis moved, then the newest session, then what
 * is missing before it, the most wanted first; when nothing is missing, a second source about what looks wrong, and a second look at bars that
 * were fetched before their source calls them final.
 */
final class RefreshPlan {
    /** The subject under which setbacks of corporate actions are kept. */
    static final String ACTIONS = "corporate actions";

    /** Above this part of all series a whole day is asked for at once. */
    private static final double WHOLE_DAY = .20;
    /** Names in one request where the source has no bound of its own, and bars in one: what comes is stored in one transaction. */
    private static final int NAMES_MOST = 100;

    private static final int BARS_MOST = 40_000;
    /** A second look that takes more calls than this is for the watched series alone. */
    private static final int LOOK_CALLS_MOST = 10;
    /** Sessions back to which another source fills in, and is asked about what looks wrong. */
    static final int RECENT = 5;

    private static final int ACTIONS_BACK_DAYS = 7;
    private static final int ACTIONS_AHEAD_DAYS = 10;
    /** A source that comes back so soon is waited for before another one becomes the home of a series. */
    private static final Duration SOON = Duration.ofHours(1);

    /** Why something is asked. */
    enum Purpose {
        ACTIONS,
        BARS,
        /** A series that does not go with its source any more. */
        REFETCH,
        /** A person asked for it. */
        AGAIN,
        /** The whole history of a series whose home is gone, from the source that is to be its new one. */
        MOVE,
        SECOND_SOURCE,
        SECOND_LOOK
    }

    /** One request to one source. */
    record Task(PriceProvider provider, PriceRequest request, Purpose purpose) {}

    /**
     * What the tables say.
     *
     * @param gaps explained sessions, by symbol
     * @param recent what is held of the last sessions; read when it is needed
     * @param holes sessions between the first and the last bar without bar, gap and suspect, by symbol; read when it is needed
     */
    record Known(
            Instant now,
            Map<String, Holding> holdings,
            Map<String, Set<LocalDate>> gaps,
            List<Setback> setbacks,
            Map<Account, ProviderState> states,
            List<Suspect> suspects,
            Optional<SessionState> newest,
            Supplier<Map<String, PriceSeries>> recent,
            Supplier<Map<String, List<LocalDate>>> holes) {}

    /** What one series lacks. {@code from} to {@code to} are sessions, both included. */
    private record Need(Instrument instrument, LocalDate from, LocalDate to, Purpose purpose) {}

    private record Subject(String provider, String name) {}

    private final List<PriceProvider> chain;
    private final TradingCalendar calendar;
    private final int years;
    private final boolean everything;
    private final Wanted wanted;
    private final Known known;
    private final Map<Subject, Setback> setbacks = new LinkedHashMap<>();
    private final Map<String, List<Need>> needs = new LinkedHashMap<>();
    private Optional<Instant> next = Optional.empty();

    RefreshPlan(List<PriceProvider> chain, TradingCalendar calendar, int years, boolean everything, Wanted wanted, Known known) {
        this.chain = chain;
        this.calendar = calendar;
        this.years = years;
        this.everything = everything;
        this.wanted = wanted;
        this.known = known;
        known.setbacks().forEach(one -> setbacks.put(new Subject(one.provider(), one.subject()), one));
    }

    /** The newest session that any of these sources can be expected to have. */
    static LocalDate target(List<PriceProvider> chain, TradingCalendar calendar, Instant now) {
        return chain.stream().map(one -> target(one, calendar, now)).max(Comparator.naturalOrder()).orElseThrow();
    }

    private static LocalDate target(PriceProvider provider, TradingCalendar calendar, Instant now) {
        return calendar.lastClosed(now.minus(provider.offer().readyAfter()));
    }

    private LocalDate target(PriceProvider provider) {
        return target(provider, calendar, known.now());
    }

    /** What to ask now; empty when nothing can be asked before {@link #next}. */
    Optional<Task> task() {
        wanted.instruments().forEach(this::need);
        for (PriceProvider provider : chain) {
            var lacking = needs.getOrDefault(provider.id(), List.of());
            var task = actions(provider).or(() -> bars(provider, lacking));
            if (task.isPresent()) {
                return task;
            }
        }
        return secondSource().or(this::secondLook);
    }

    /** After {@link #task} was empty: when there will be something to ask; empty when only a new session brings it. */
    Optional<Instant> next() {
        return next;
    }

    private void waitFor(Instant moment) {
        if (next.isEmpty() || moment.isBefore(next.get())) {
            next = Optional.of(moment);
        }
    }

    // ---- what is missing of a series ----

    private void need(Instrument instrument) {
        var holding = Optional.ofNullable(known.holdings().get(instrument.symbol()));
        boolean first = true;
        for (PriceProvider provider : order(holding)) {
            if (!hasBars(provider)) {
                continue;
            }
            var lack = lack(instrument, holding, provider);
            if (lack.isEmpty()) {
                return;
            }
            boolean lent = !first && lack.get().purpose() != Purpose.MOVE && holding.flatMap(Holding::last).isPresent();
            if (lent && !mayFill(holding.orElseThrow(), lack.get(), provider)) {
                return;
            }
            var blocked = blockedUntil(provider, instrument.symbol());
            if (blocked.isEmpty()) {
                needs.computeIfAbsent(provider.id(), _ -> new ArrayList<>()).add(lack.get());
                return;
            }
            waitFor(blocked.get());
            boolean soon = blocked.get().isBefore(known.now().plus(SOON)) && setback(provider, instrument.symbol()).isEmpty();
            if (soon && (holding.flatMap(Holding::last).isEmpty() || lack.get().from().isBefore(recentFrom(provider)))) {
                return;
            }
            first = false;
        }
    }

    private LocalDate recentFrom(PriceProvider provider) {
        return calendar.plus(target(provider), -RECENT);
    }

    /** Another source's bars may stand in for the newest few sessions, not for a history. */
    private boolean mayFill(Holding holding, Need lack, PriceProvider provider) {
        return lack.purpose() == Purpose.BARS
                && holding.stale().isEmpty()
                && holding.last().filter(last -> last.isBefore(target(provider))).isPresent()
                && !lack.from().isBefore(recentFrom(provider));
    }

    private static boolean hasBars(PriceProvider provider) {
        return has(provider, PriceRequest.Kind.HISTORY) || has(provider, PriceRequest.Kind.ONE_DAY);
    }

    private static boolean has(PriceProvider provider, PriceRequest.Kind kind) {
        return provider.offer().kinds().contains(kind);
    }

    /** The home of a series first, then the others as configured. */
    private List<PriceProvider> order(Optional<Holding> holding) {
        return chain.stream()
                .sorted(Comparator.comparingInt(one -> holding.filter(held -> held.home().equals(one.id())).isPresent() ? 0 : 1))
                .toList();
    }

    private Optional<Setback> setback(PriceProvider provider, String subject) {
        return Optional.ofNullable(setbacks.get(new Subject(provider.id(), subject)))
                .filter(one -> one.again().isAfter(known.now()));
    }

    private Optional<Instant> closedUntil(PriceProvider provider) {
        return Optional.ofNullable(known.states().get(provider.account()))
                .flatMap(ProviderState::closedUntil)
                .filter(until -> until.isAfter(known.now()));
    }

    private Optional<Instant> blockedUntil(PriceProvider provider, String subject) {
        return closedUntil(provider).or(() -> setback(provider, subject).map(Setback::again));
    }

    private LocalDate start(PriceProvider provider) {
        var target = target(provider);
        var wantedFrom = target.minusYears(years);
        var offered = target.minus(provider.offer().depth());
        var from = wantedFrom.isAfter(offered) ? wantedFrom : offered;
        return calendar.isSession(from) ? from : calendar.next(from);
    }

    private Optional<Need> lack(Instrument instrument, Optional<Holding> holding, PriceProvider provider) {
        var target = target(provider);
        var start = start(provider);
        if (holding.flatMap(Holding::last).isEmpty()) {
            return Optional.of(new Need(instrument, start, target, Purpose.BARS));
        }
        var held = holding.get();
        if (held.stale().isPresent()) {
            var from = held.askedFrom().filter(asked -> asked.isBefore(start)).orElse(start);
            return Optional.of(new Need(instrument, from, target, Purpose.REFETCH));
        }
        var reaches = held.first().filter(first -> !first.isBefore(target.minus(provider.offer().depth())));
        if (reaches.isPresent() && !held.home().equals(provider.id()) && has(provider, PriceRequest.Kind.HISTORY) && homeless(held)) {
            // All of it: what a shallower history would leave out were lost.
            return Optional.of(new Need(instrument, reaches.get().isBefore(start) ? reaches.get() : start, target, Purpose.MOVE));
        }
        var last = held.last().orElseThrow();
        if (last.isBefore(target) && !explained(instrument.symbol(), target) && !suspected(instrument.symbol(), target, provider)) {
            // With the session before, for a source that adjusts its prices tells by it that they moved.
            return Optional.of(new Need(instrument, has(provider, PriceRequest.Kind.HISTORY) ? last : calendar.next(last), target, Purpose.BARS));
        }
        var first = held.first().orElseThrow();
        if (held.home().equals(provider.id()) && held.askedFrom().filter(asked -> !asked.isAfter(start)).isEmpty() && start.isBefore(first)) {
            // Day by day backwards where a source has nothing but days.
            var to = has(provider, PriceRequest.Kind.HISTORY) ? first : calendar.previous(held.askedFrom().filter(first::isAfter).orElse(first));
            return Optional.of(new Need(instrument, start, to, Purpose.BARS));
        }
        int explained = (int) known.gaps().getOrDefault(instrument.symbol(), Set.of()).stream()
                .filter(day -> day.isAfter(first) && day.isBefore(last))
                .count();
        int suspects = (int) known.suspects().stream()
                .filter(one -> one.symbol().equals(instrument.symbol()) && one.session().isAfter(first) && one.session().isBefore(last))
                .count();
        if (held.home().equals(provider.id()) && held.bars() + explained + suspects < calendar.count(first, last)) {
            var holes = known.holes().get().getOrDefault(instrument.symbol(), List.of());
            if (!holes.isEmpty()) {
                return Optional.of(new Need(instrument, holes.getFirst(), holes.getLast(), Purpose.BARS));
            }
        }
        return Optional.empty();
    }

    /** Whether the home is asked no more, or had none of the last bars: {@link #RECENT} of them are lent by others. */
    private boolean homeless(Holding held) {
        if (chain.stream().noneMatch(one -> one.id().equals(held.home()))) {
            return true;
        }
        var recent = known.recent().get().get(held.symbol());
        if (chain.size() < 2 || recent == null || recent.size() < RECENT) {
            return false;
        }
        for (int i = recent.size() - RECENT; i < recent.size(); i++) {
            if (recent.origin(i).provider().equals(held.home())) {
                return false;
            }
        }
        return true;
    }

    private boolean explained(String symbol, LocalDate session) {
        return known.gaps().getOrDefault(symbol, Set.of()).contains(session);
    }

    /** What a source sent and was held back is not asked of the same source at once again, but when its bars are final and then daily. */
    private boolean suspected(String symbol, LocalDate session, PriceProvider provider) {
        for (Suspect one : known.suspects()) {
            if (one.symbol().equals(symbol) && one.session().equals(session) && one.origin().provider().equals(provider.id())) {
                var fetched = one.origin().fetchedAt();
                var finalAt = finalAt(provider, session);
                var again = fetched.isBefore(finalAt) ? finalAt : fetched.plus(Duration.ofDays(1));
                if (again.isAfter(known.now())) {
                    waitFor(again);
                    return true;
                }
            }
        }
        return false;
    }

    private Instant finalAt(PriceProvider provider, LocalDate session) {
        return calendar.session(session).orElseThrow().close().plus(provider.offer().finalAfter());
    }

    // ---- what is asked ----

    private Optional<Task> actions(PriceProvider provider) {
        if (!has(provider, PriceRequest.Kind.ACTIONS) || blockedUntil(provider, ACTIONS).isPresent()) {
            return Optional.empty();
        }
        var target = target(provider);
        var due = new LinkedHashMap<LocalDate, List<Instrument>>();
        for (Instrument instrument : wanted.instruments()) {
            var holding = Optional.ofNullable(known.holdings().get(instrument.symbol()));
            boolean home = holding.map(Holding::home).filter(id -> !id.isEmpty()).map(id -> id.equals(provider.id())).orElse(provider.equals(chain.getFirst()));
            var through = holding.flatMap(Holding::actionsThrough);
            if (home && through.filter(day -> !day.isBefore(target)).isEmpty() && setback(provider, instrument.symbol()).isEmpty()) {
                var from = through.map(day -> day.minusDays(ACTIONS_BACK_DAYS)).orElseGet(() -> start(provider));
                due.computeIfAbsent(from, _ -> new ArrayList<>()).add(instrument);
            }
        }
        // All names at once: a source that takes few in a call divides them itself, and one answers for the whole market.
        return due.entrySet().stream().findFirst().map(group -> new Task(
                provider,
                new PriceRequest.Actions(group.getValue(), group.getKey(), target.plusDays(ACTIONS_AHEAD_DAYS)), Purpose.ACTIONS));
    }

    private static List<Instrument> cut(PriceProvider provider, List<Instrument> names, int most) {
        int bound = provider.offer().symbolsACall() == 0 ? most : Math.min(most, provider.offer().symbolsACall());
        return names.subList(0, Math.min(names.size(), bound));
    }

    private Optional<Task> bars(PriceProvider provider, List<Need> lacking) {
        if (lacking.isEmpty()) {
            return Optional.empty();
        }
        var refetch = lacking.stream().filter(one -> one.purpose() == Purpose.REFETCH || one.purpose() == Purpose.MOVE).toList();
        if (!refetch.isEmpty() && has(provider, PriceRequest.Kind.HISTORY)) {
            return Optional.of(history(provider, refetch));
        }
        var newest = lacking.stream().map(Need::to).max(Comparator.naturalOrder()).orElseThrow();
        var today = lacking.stream().filter(one -> one.to().equals(newest)).toList();
        boolean oneDay = has(provider, PriceRequest.Kind.ONE_DAY)
                && (!has(provider, PriceRequest.Kind.HISTORY) || today.size() > WHOLE_DAY * wanted.size());
        if (oneDay) {
            return Optional.of(new Task(
                    provider,
                    new PriceRequest.OneDay(newest, today.stream().map(Need::instrument).toList(), everything),
                    Purpose.BARS));
        }
        return Optional.of(history(provider, today));
    }

    private Task history(PriceProvider provider, List<Need> lacking) {
        var from = lacking.getFirst().from();
        var to = lacking.getFirst().to();
        var purpose = lacking.getFirst().purpose();
        var alike = lacking.stream()
                .filter(one -> one.from().equals(from) && one.to().equals(to) && one.purpose() == purpose)
                .map(Need::instrument)
                .toList();
        int most = Math.clamp(BARS_MOST / Math.max(1, calendar.count(from, to)), 1, NAMES_MOST);
        return new Task(provider, new PriceRequest.History(cut(provider, alike, most), from, to), purpose);
    }

    /** Asks another source about what looks wrong, and about jumps that only one source tells. */
    private Optional<Task> secondSource() {
        if (chain.size() < 2) {
            return Optional.empty();
        }
        for (var doubt : doubts().entrySet()) {
            var instrument = wanted.instruments().stream().filter(one -> one.symbol().equals(doubt.getKey())).findFirst();
            if (instrument.isEmpty()) {
                continue;
            }
            for (PriceProvider provider : chain) {
                boolean other = !doubt.getValue().provider().equals(provider.id()) && has(provider, PriceRequest.Kind.HISTORY);
                if (!other || target(provider).isBefore(doubt.getValue().session())) {
                    continue;
                }
                var blocked = blockedUntil(provider, doubtful(doubt.getKey(), doubt.getValue().session()));
                if (blocked.isPresent()) {
                    waitFor(blocked.get());
                    continue;
                }
                var session = doubt.getValue().session();
                return Optional.of(new Task(
                        provider,
                        new PriceRequest.History(List.of(instrument.get()), calendar.previous(session), session),
                        Purpose.SECOND_SOURCE));
            }
        }
        return Optional.empty();
    }

    /** The subject under which it is kept that a source was asked about a bar of another one. */
    static String doubtful(String symbol, LocalDate session) {
        return symbol + " of " + session;
    }

    private record Doubt(LocalDate session, String provider) {}

    /** By symbol the newest bar of the last sessions that is held back or unconfirmed, with the source that it is from. */
    private Map<String, Doubt> doubts() {
        var since = calendar.plus(target(chain, calendar, known.now()), -RECENT);
        var doubts = new LinkedHashMap<String, Doubt>();
        for (Suspect one : known.suspects()) {
            if (!one.session().isBefore(since)) {
                doubts.merge(one.symbol(), new Doubt(one.session(), one.origin().provider()), (a, b) -> a.session().isAfter(b.session()) ? a : b);
            }
        }
        known.recent().get().forEach((symbol, series) -> {
            for (int i = series.size() - 1; i >= 0; i--) {
                if (!series.date(i).isBefore(since) && BarFlag.UNCONFIRMED.in(series.flags(i))) {
                    doubts.putIfAbsent(symbol, new Doubt(series.date(i), series.origin(i).provider()));
                    return;
                }
            }
        });
        return doubts;
    }

    /** Asks once more for bars that were fetched before their source calls them final: of all series where that is cheap, else the watched. */
    private Optional<Task> secondLook() {
        if (known.newest().filter(state -> state.stage() == SessionState.Stage.COMPLETE).isEmpty()) {
            return Optional.empty();
        }
        var session = known.newest().get().session();
        for (PriceProvider provider : chain) {
            if (!hasBars(provider)) {
                continue;
            }
            var finalAt = finalAt(provider, session);
            var provisional = provisional(provider, session);
            if (provisional.isEmpty()) {
                continue;
            }
            if (finalAt.isAfter(known.now())) {
                waitFor(finalAt);
                continue;
            }
            var blocked = closedUntil(provider);
            if (blocked.isPresent()) {
                waitFor(blocked.get());
                continue;
            }
            if (has(provider, PriceRequest.Kind.ONE_DAY)) {
                return Optional.of(new Task(provider, new PriceRequest.OneDay(session, provisional, everything), Purpose.SECOND_LOOK));
            }
            var all = new PriceRequest.History(provisional, calendar.previous(session), session);
            var asked = provider.offer().calls(all, 2) <= LOOK_CALLS_MOST
                    ? provisional
                    : provisional.stream().filter(one -> wanted.watched().contains(one.symbol())).toList();
            if (!asked.isEmpty()) {
                return Optional.of(new Task(
                        provider,
                        new PriceRequest.History(cut(provider, asked, NAMES_MOST), calendar.previous(session), session),
                        Purpose.SECOND_LOOK));
            }
        }
        return Optional.empty();
    }

    private List<Instrument> provisional(PriceProvider provider, LocalDate session) {
        var symbols = new LinkedHashSet<String>();
        known.recent().get().forEach((symbol, series) -> {
            int at = series.indexOf(session);
            if (at >= 0 && BarFlag.PROVISIONAL.in(series.flags(at)) && series.origin(at).provider().equals(provider.id())) {
                symbols.add(symbol);
            }
        });
        return wanted.instruments().stream()
                .filter(one -> symbols.contains(one.symbol()) && setback(provider, one.symbol()).isEmpty())
                .collect(Collectors.toList());
    }
}
