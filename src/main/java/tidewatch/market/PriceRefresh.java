package tidewatch.market;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tidewatch.market.ArchiveEntry.Fetched;
import tidewatch.market.ArchiveEntry.SeriesEntry;
import tidewatch.market.PriceArchive.Holding;
import tidewatch.market.RefreshBook.ProviderState;
import tidewatch.market.RefreshBook.SessionState;
import tidewatch.market.RefreshBook.SessionState.Stage;
import tidewatch.market.RefreshBook.Setback;
import tidewatch.market.RefreshPlan.Purpose;
import tidewatch.market.RefreshPlan.Task;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Brings the archive up to date, one question to one source a step. Each step decides from the tables alone ({@link RefreshPlan}), so
 * whatever ends a process in the middle, the next step goes on where the last answer was stored. It never waits: it says when there is
 * something to do again. One node at a time; one thread.
 */
public final class PriceRefresh {
    /** Bars before an answer that its check looks at: the medians of the jump rule are over 60 sessions. */
    private static final int CHECKED_WITH_DAYS = 150;
    /** A session is complete with this part of its series, if the core is there. */
    public static final double ENOUGH = .97;
    /** A series without a bar for so many sessions counts as ended. */
    public static final int DEAD_AFTER = 5;
    /** So many series are named in one sentence. */
    private static final int NAMED = 5;

    private final List<PriceProvider> chain;
    private final PriceArchive archive;
    private final RefreshBook book;
    private final TradingCalendar calendar;
    private final Rules rules;
    private final RandomGenerator random;
    private final BarGate gate;
    private Optional<Recent> recent = Optional.empty();

    private record Recent(long revision, Map<String, PriceSeries> series) {}

    /**
     * How much is kept.
     *
     * @param years of history that each series is filled with
     * @param everything whether what a source sends beside what is wanted is kept too
     */
    public record Rules(int years, boolean everything) {
        public Rules {
            if (years < 1) {
                throw new IllegalArgumentException("A history of " + years + " years");
            }
        }
    }

    /** What a step did. */
    public sealed interface Round {
        Progress progress();

        /**
         * A source was asked; there may be more to do at once.
         *
         * @param what was asked in a few words: {@code alpaca: history of 40 from 2021-01-08}
         * @param answered whether the source did its part; else it is not asked again for a while
         * @param bars that the answer had
         * @param problems what was wrong with the answer
         */
        record Asked(String what, boolean answered, int bars, List<Problem> problems, Progress progress) implements Round {}

        /**
         * Nothing can be asked before {@code next}.
         *
         * @param next absent when only a new session brings something to do
         */
        record Rest(Optional<Instant> next, Progress progress) implements Round {}
    }

    /**
     * How far the prices are.
     *
     * @param target newest session that is due
     * @param wanted series
     * @param have of them with a bar of that session
     * @param explained symbols of those without one for a reason that will not go away
     * @param filled of them with all of their history
     * @param complete whether that is enough for a brief that leaves nothing out
     * @param note what is missing and why; empty when nothing is
     */
    public record Progress(
            LocalDate target, int wanted, int have, List<String> explained, int filled, boolean complete, String note) {
        public Progress {
            explained = List.copyOf(explained);
        }
    }

    /** @param chain the sources in the order in which they are asked; at least one */
    public PriceRefresh(
            List<PriceProvider> chain,
            PriceArchive archive,
            RefreshBook book,
            TradingCalendar calendar,
            Rules rules,
            RandomGenerator random) {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("Prices need a source");
        }
        this.chain = List.copyOf(chain);
        this.archive = archive;
        this.book = book;
        this.calendar = calendar;
        this.rules = rules;
        this.random = random;
        this.gate = new BarGate(calendar);
    }

    /** The newest session whose prices are due. */
    public LocalDate target(Instant now) {
        return RefreshPlan.target(chain, calendar, now);
    }

    /** Asks for what is wanted most, if anything can be asked now, and stores the answer. */
    public Round step(Instant now, Wanted wanted) {
        var target = target(now);
        giveUp(target);
        var plan = new RefreshPlan(chain, calendar, rules.years(), rules.everything(), wanted, known(now, target));
        var task = plan.task();
        if (task.isEmpty()) {
            return new Round.Rest(plan.next(), progress(now, target, wanted, true));
        }
        return asked(task.get(), now, target, wanted);
    }

    private Round asked(Task task, Instant now, LocalDate target, Wanted wanted) {
        var found = task.provider().fetch(task.request(), now);
        var batch = found.value();
        var problems = new ArrayList<>(found.problems());
        boolean answered = remember(task.provider(), batch, now);
        switch (task.purpose()) {
            case ACTIONS -> actions(task, batch, now, target, problems);
            case BARS, SECOND_LOOK, REFETCH, AGAIN, MOVE, SECOND_SOURCE -> bars(task, batch, now, target, problems);
        }
        int bars = batch.series().stream().mapToInt(PriceSeries::size).sum();
        return new Round.Asked(words(task), answered, bars, problems, progress(now, target, wanted, false));
    }

    /**
     * Asks for these instruments once more from a day on, whatever is held: a final bar that differs is replaced and the change is logged.
     * One question; {@code some} should be of one home and no more than its source takes at once.
     */
    public Round refetch(Instant now, List<Instrument> some, LocalDate from, Wanted wanted) {
        var target = target(now);
        var home = archive.holdings().get(some.getFirst().symbol());
        var provider = chain.stream()
                .filter(one -> home != null && home.home().equals(one.id()))
                .findFirst()
                .orElse(chain.getFirst());
        var closed = closedUntil(provider, now);
        if (closed.isPresent()) {
            return new Round.Rest(closed, progress(now, target, wanted, false));
        }
        var deepest = target.minus(provider.offer().depth());
        var since = from.isBefore(deepest) ? deepest : from.isAfter(target) ? target : from;
        var request = provider.offer().kinds().contains(PriceRequest.Kind.HISTORY)
                ? new PriceRequest.History(some, since, target)
                : new PriceRequest.OneDay(calendar.isSession(since) ? since : calendar.next(since), some, false);
        return asked(new Task(provider, request, Purpose.AGAIN), now, target, wanted);
    }

    /**
     * An owner's word on a bar that is held back: it counts after all, or stays out for good. The archive's transactions keep it apart from
     * a step that another process takes at the same moment.
     *
     * @param by who said so
     * @return whether it is settled; if not, why
     */
    public Found<Boolean> rule(String symbol, LocalDate session, boolean accept, String by, Instant now) {
        var holdings = archive.holdings();
        var series = bySymbol(archive.history(Set.of(symbol), LocalDate.MIN, LocalDate.MAX)).get(symbol);
        var suspects = archive.suspects(EnumSet.allOf(Suspect.State.class)).stream().filter(one -> one.symbol().equals(symbol)).toList();
        var about = suspects.stream().filter(one -> one.isOpen() && one.session().equals(session)).findFirst();
        if (about.isEmpty() || series == null) {
            return new Found<>(false, List.of(new Problem(Reason.NO_DATA, "no bar of this day is held back", symbol + " " + session)));
        }
        var home = Optional.ofNullable(holdings.get(symbol)).map(Holding::home).filter(id -> !id.isEmpty()).orElse(about.get().origin().provider());
        var judged = gate.rule(new BarGate.Held(series, home, suspects), session, accept, new Suspect.Decision(by, now));
        if (judged.isNothing()) {
            return new Found<>(false, judged.problems());
        }
        var entries = judged.bars().size() > 0 ? List.of(judged.entry(home)) : List.<SeriesEntry>of();
        var fetched = new Fetched(about.get().origin(), (accept ? "accepted by " : "refused by ") + by, judged.bars().size(), symbol + " of " + session);
        archive.enter(new ArchiveEntry(fetched, entries, Map.of(), judged.suspects(), List.of(), judged.changes()));
        return Found.of(true);
    }

    private static String words(Task task) {
        int names = task.request().instruments().size();
        var which = names == 1 ? task.request().instruments().getFirst().symbol() : names + " series";
        var what = switch (task.request()) {
            case PriceRequest.OneDay day -> "the day " + day.session() + " of " + which;
            case PriceRequest.History history -> which + " from " + history.from() + " to " + history.to();
            case PriceRequest.Actions actions -> "splits and dividends of " + which + " from " + actions.from();
        };
        var why = switch (task.purpose()) {
            case SECOND_SOURCE -> ", a second opinion";
            case SECOND_LOOK -> ", a second look";
            case REFETCH, AGAIN -> ", anew";
            case MOVE -> ", as their new home";
            case ACTIONS, BARS -> "";
        };
        return task.provider().id() + ": " + what + why;
    }

    // ---- what is known ----

    private RefreshPlan.Known known(Instant now, LocalDate target) {
        var gaps = new HashMap<String, Set<LocalDate>>();
        archive.gaps(LocalDate.MIN).forEach(gap -> gaps.computeIfAbsent(gap.symbol(), _ -> new HashSet<>()).add(gap.session()));
        var states = book.providers().stream().collect(Collectors.toMap(ProviderState::account, state -> state));
        var suspects = archive.suspects(EnumSet.of(Suspect.State.OPEN));
        return new RefreshPlan.Known(
                now,
                archive.holdings(),
                gaps,
                book.setbacks(),
                states,
                suspects,
                book.session(target),
                () -> recent(target),
                () -> holes(gaps, suspects));
    }

    /** What is held of the last sessions, by symbol; read again when something was written. */
    private Map<String, PriceSeries> recent(LocalDate target) {
        long revision = archive.revision();
        if (recent.isEmpty() || recent.get().revision() != revision) {
            var series = bySymbol(archive.history(Set.of(), calendar.plus(target, -RefreshPlan.RECENT), target));
            recent = Optional.of(new Recent(revision, series));
        }
        return recent.get().series();
    }

    private static Map<String, PriceSeries> bySymbol(Found<List<PriceSeries>> found) {
        return found.value().stream().collect(Collectors.toMap(one -> one.instrument().symbol(), one -> one));
    }

    private Map<String, List<LocalDate>> holes(Map<String, Set<LocalDate>> gaps, List<Suspect> suspects) {
        var held = new HashMap<String, Set<LocalDate>>();
        gaps.forEach((symbol, days) -> held.computeIfAbsent(symbol, _ -> new HashSet<>()).addAll(days));
        suspects.forEach(one -> held.computeIfAbsent(one.symbol(), _ -> new HashSet<>()).add(one.session()));
        var holes = new HashMap<String, List<LocalDate>>();
        for (PriceSeries series : archive.history(Set.of(), LocalDate.MIN, LocalDate.MAX).value()) {
            if (series.size() == 0) {
                continue;
            }
            var known = held.getOrDefault(series.instrument().symbol(), Set.of());
            var missing = calendar.sessions(series.date(0), series.date(series.size() - 1)).stream()
                    .filter(day -> series.indexOf(day) < 0 && !known.contains(day))
                    .toList();
            if (!missing.isEmpty()) {
                holes.put(series.instrument().symbol(), missing);
            }
        }
        return holes;
    }

    // ---- asking ----

    /** How the source did, and whether well. What it says about single instruments is no fault of its own. */
    private boolean remember(PriceProvider provider, PriceBatch batch, Instant now) {
        var before = book.provider(provider.account()).orElseGet(() -> ProviderState.unknown(provider.account()));
        var ofSource = batch.missing().values().stream().filter(trouble -> SourceHealth.ofSource(trouble.kind())).findFirst();
        boolean nothing = batch.series().isEmpty() && batch.actions().isEmpty();
        var garbled = batch.missing().values().stream()
                .filter(trouble -> nothing && (trouble.kind() == Trouble.Kind.GARBLED || trouble.kind() == Trouble.Kind.TOO_BIG || trouble.kind() == Trouble.Kind.MISMATCH))
                .findFirst();
        var fault = ofSource.or(() -> garbled);
        book.save(SourceHealth.after(before, fault, now, random));
        return fault.isEmpty();
    }

    /** Notes what the source said about single instruments, under these subjects. */
    private void setBack(PriceProvider provider, Map<String, Trouble> troubles, Instant now) {
        if (troubles.isEmpty()) {
            return;
        }
        var before = book.setbacks().stream()
                .filter(one -> one.provider().equals(provider.id()))
                .collect(Collectors.toMap(Setback::subject, one -> one));
        book.save(troubles.entrySet().stream()
                .map(one -> RefreshPace.setback(
                        provider.id(), one.getKey(), one.getValue(), Optional.ofNullable(before.get(one.getKey())), now))
                .toList());
    }

    private static Map<String, Trouble> ofInstruments(PriceBatch batch) {
        return batch.missing().entrySet().stream()
                .filter(one -> !SourceHealth.ofSource(one.getValue().kind()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void actions(Task task, PriceBatch batch, Instant now, LocalDate target, List<Problem> problems) {
        var provider = task.provider();
        var holdings = archive.holdings();
        var changed = batch.actions().entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var fetched = fetched(task, batch, now);
        archive.enter(new ArchiveEntry(fetched, List.of(), changed, List.of(), List.of(), List.of()));
        var asked = new HashSet<>(batch.actions().keySet());
        var troubles = new HashMap<String, Trouble>();
        ofInstruments(batch).forEach((symbol, trouble) -> {
            // A symbol without any action may be unknown to a source of actions.
            switch (trouble.kind()) {
                case NO_SUCH_SYMBOL, NO_DATA -> asked.add(symbol);
                default -> troubles.put(RefreshPlan.ACTIONS, trouble);
            }
        });
        archive.actionsAsked(asked, target);
        setBack(provider, troubles, now);
        troubles.forEach((subject, trouble) -> problems.add(trouble.problem(subject)));
        // What was held back may be explained now, and prices that their source adjusts are out of date.
        var explained = changed.keySet().stream().filter(symbol -> Optional.ofNullable(holdings.get(symbol)).flatMap(Holding::last).isPresent()).toList();
        if (!explained.isEmpty()) {
            var instruments = task.request().instruments().stream().filter(one -> explained.contains(one.symbol())).toList();
            var cases = instruments.stream()
                    .map(one -> {
                        var held = held(one, fetched.origin(), holdings, LocalDate.MIN);
                        return new BarGate.Case(held, incoming(provider, nothing(held.bars(), fetched.origin()), BarGate.Look.NEWS, true));
                    })
                    .toList();
            enter(task, fetched, cases, List.of(), now, problems);
        }
    }

    private static PriceSeries nothing(PriceSeries like, Origin origin) {
        return new PriceSeries(
                like.instrument(),
                like.basis(),
                origin,
                new int[0],
                new double[0],
                new double[0],
                new double[0],
                new double[0],
                new double[0],
                new double[0],
                like.actions());
    }

    private static BarGate.Incoming incoming(PriceProvider provider, PriceSeries bars, BarGate.Look look, boolean actionsAsked) {
        return new BarGate.Incoming(bars, provider.offer().finalAfter(), look, actionsAsked);
    }

    private BarGate.Held held(Instrument instrument, Origin origin, Map<String, Holding> holdings, LocalDate from) {
        return held(List.of(instrument), holdings, from).getOrDefault(instrument.symbol(), BarGate.Held.nothing(instrument, chain.getFirst().offer().basis(), origin));
    }

    /** Of the instruments that have a bar. */
    private Map<String, BarGate.Held> held(List<Instrument> instruments, Map<String, Holding> holdings, LocalDate from) {
        var symbols = instruments.stream().map(Instrument::symbol).filter(holdings::containsKey).collect(Collectors.toSet());
        var held = new HashMap<String, BarGate.Held>();
        if (symbols.isEmpty()) {
            return held;
        }
        var suspects = archive.suspects(EnumSet.allOf(Suspect.State.class)).stream()
                .filter(one -> symbols.contains(one.symbol()))
                .collect(Collectors.groupingBy(Suspect::symbol));
        bySymbol(archive.history(symbols, from, LocalDate.MAX)).forEach((symbol, series) -> {
            Optional.ofNullable(holdings.get(symbol))
                    .map(Holding::home)
                    .filter(home -> !home.isEmpty())
                    .ifPresent(home -> held.put(symbol, new BarGate.Held(series, home, suspects.getOrDefault(symbol, List.of()))));
        });
        return held;
    }

    private void bars(Task task, PriceBatch batch, Instant now, LocalDate target, List<Problem> problems) {
        var provider = task.provider();
        var holdings = archive.holdings();
        var from = from(task.request());
        var look = switch (task.purpose()) {
            case REFETCH, MOVE -> BarGate.Look.WHOLE;
            case AGAIN -> BarGate.Look.AGAIN;
            case ACTIONS, BARS, SECOND_LOOK, SECOND_SOURCE -> BarGate.Look.NEWS;
        };
        var heldFrom = look == BarGate.Look.WHOLE ? LocalDate.MIN : from.minusDays(CHECKED_WITH_DAYS);
        var held = held(batch.series().stream().map(PriceSeries::instrument).toList(), holdings, heldFrom);
        boolean asksActions = provider.offer().kinds().contains(PriceRequest.Kind.ACTIONS);
        var refused = new HashMap<String, String>();
        var cases = batch.series().stream()
                .filter(series -> look != BarGate.Look.WHOLE || linesUp(task, series, held, refused))
                .map(series -> {
                    var symbol = series.instrument().symbol();
                    boolean actionsAsked = !asksActions
                            || Optional.ofNullable(holdings.get(symbol)).flatMap(Holding::actionsThrough).filter(day -> !day.isBefore(target)).isPresent();
                    // A new home begins afresh; what was decided about single bars stays.
                    var before = Optional.ofNullable(held.get(symbol))
                            .map(one -> task.purpose() == Purpose.MOVE ? new BarGate.Held(nothing(series, series.origin()), provider.id(), one.suspects()) : one)
                            .orElseGet(() -> BarGate.Held.nothing(series.instrument(), series.basis(), series.origin()));
                    return new BarGate.Case(before, incoming(provider, series, look, actionsAsked));
                })
                .toList();
        refused.forEach((symbol, why) -> {
            problems.add(new Problem(Reason.CONFLICT, why, symbol));
            archive.stale(symbol, Optional.of(why));
        });
        setBack(provider, refused.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> Trouble.of(Trouble.Kind.MISMATCH, one.getValue()))), now);
        var late = BarGate.notYet(cases);
        var judged = cases.stream().map(one -> BarGate.without(one, late)).toList();
        var gaps = gaps(task, batch, judged, holdings, late);
        enter(task, fetched(task, batch, now), judged, gaps, now, problems);
        remember(task, batch, judged, late, gaps, now, target);
    }

    /** Whether a whole history may take the place of what is held; if not, why. */
    private static boolean linesUp(Task task, PriceSeries fetched, Map<String, BarGate.Held> held, Map<String, String> refused) {
        var symbol = fetched.instrument().symbol();
        var before = Optional.ofNullable(held.get(symbol)).map(BarGate.Held::bars);
        if (before.isEmpty()) {
            return true;
        }
        var known = before.get().actions();
        var since = fetched.actions().stream().filter(action -> !known.contains(action)).toList();
        var verdict = task.purpose() == Purpose.MOVE ? SeriesSwap.moved(before.get(), fetched) : SeriesSwap.refetched(before.get(), fetched, since);
        if (!verdict.allowed()) {
            refused.put(symbol, verdict.sentence());
        }
        return verdict.allowed();
    }

    private static LocalDate from(PriceRequest request) {
        return switch (request) {
            case PriceRequest.OneDay day -> day.session();
            case PriceRequest.History history -> history.from();
            case PriceRequest.Actions actions -> actions.from();
        };
    }

    private static LocalDate to(PriceRequest request) {
        return switch (request) {
            case PriceRequest.OneDay day -> day.session();
            case PriceRequest.History history -> history.to();
            case PriceRequest.Actions actions -> actions.to();
        };
    }

    private static Fetched fetched(Task task, PriceBatch batch, Instant now) {
        var provider = task.provider();
        int rows = batch.series().stream().mapToInt(PriceSeries::size).sum();
        var outcome = batch.series().size() + " series, " + batch.actions().size() + " answers about actions, " + batch.missing().size() + " without an answer";
        return new Fetched(new Origin(provider.id(), provider.offer().feed(), now), words(task), rows, outcome);
    }

    /** Judges and stores, in one transaction. */
    private void enter(Task task, Fetched fetched, List<BarGate.Case> cases, List<Gap> gaps, Instant now, List<Problem> problems) {
        var series = new ArrayList<SeriesEntry>();
        var actions = new HashMap<String, List<CorporateAction>>();
        var suspects = new ArrayList<Suspect>();
        var changes = new ArrayList<PriceChange>();
        var stale = new HashMap<String, Optional<String>>();
        for (BarGate.Case one : cases) {
            var symbol = one.held().bars().instrument().symbol();
            var judged = gate.judge(one, now);
            if (judged.bars().size() > 0 || judged.whole()) {
                series.add(judged.entry(one.held().home()));
            }
            if (!judged.actions().isEmpty()) {
                actions.put(symbol, judged.actions());
            }
            suspects.addAll(judged.suspects());
            changes.addAll(judged.changes());
            problems.addAll(judged.problems());
            judged.next().stream()
                    .filter(step -> step.what() == BarGate.NextStep.What.REFETCH)
                    .findFirst()
                    .ifPresent(step -> stale.put(symbol, Optional.of(step.sentence())));
            if (judged.whole()) {
                stale.put(symbol, Optional.empty());
            }
        }
        boolean nothing = series.isEmpty() && actions.isEmpty() && suspects.isEmpty() && changes.isEmpty() && gaps.isEmpty();
        if (!nothing || task.purpose() != Purpose.ACTIONS) {
            archive.enter(new ArchiveEntry(fetched, series, actions, suspects, gaps, changes));
        }
        stale.forEach(archive::stale);
    }

    /** Sessions of which a good answer has no bar, though it has later ones or is about the whole market. */
    private List<Gap> gaps(
            Task task, PriceBatch batch, List<BarGate.Case> cases, Map<String, Holding> holdings, Set<LocalDate> late) {
        if (task.purpose() == Purpose.SECOND_SOURCE) {
            return List.of();
        }
        return switch (task.request()) {
            case PriceRequest.Actions _ -> List.of();
            case PriceRequest.OneDay day -> {
                boolean good = batch.series().size() >= ENOUGH * Math.min(task.request().instruments().size(), holdings.size()) && batch.series().size() > 1;
                if (!good || late.contains(day.session())) {
                    yield List.of();
                }
                yield batch.missing().entrySet().stream()
                        .filter(one -> one.getValue().kind() == Trouble.Kind.NO_DATA)
                        .filter(one -> Optional.ofNullable(holdings.get(one.getKey())).flatMap(Holding::first).filter(first -> first.isBefore(day.session())).isPresent())
                        .map(one -> new Gap(one.getKey(), day.session(), Gap.Why.NO_TRADE))
                        .toList();
            }
            case PriceRequest.History history -> cases.stream()
                    .filter(one -> one.held().home().equals(task.provider().id()))
                    .flatMap(one -> notTraded(one, history, late).stream())
                    .toList();
        };
    }

    private List<Gap> notTraded(BarGate.Case one, PriceRequest.History history, Set<LocalDate> late) {
        var bars = one.incoming().bars();
        if (bars.size() == 0) {
            return List.of();
        }
        var known = new HashSet<LocalDate>(late);
        bars.heldBack().forEach(row -> known.add(row.day()));
        one.held().suspects().forEach(suspect -> known.add(suspect.session()));
        var first = one.held().bars().size() > 0 && one.held().bars().date(0).isBefore(bars.date(0)) ? history.from() : bars.date(0);
        return calendar.sessions(first, bars.date(bars.size() - 1)).stream()
                .filter(day -> bars.indexOf(day) < 0 && one.held().bars().indexOf(day) < 0 && !known.contains(day))
                .map(day -> new Gap(bars.instrument().symbol(), day, Gap.Why.NO_TRADE))
                .toList();
    }

    /** What need not be asked again, and what not before when. */
    private void remember(
            Task task, PriceBatch batch, List<BarGate.Case> cases, Set<LocalDate> late, List<Gap> gaps, Instant now, LocalDate target) {
        var provider = task.provider();
        if (task.purpose() == Purpose.SECOND_SOURCE) {
            var session = ((PriceRequest.History) task.request()).to();
            var symbol = task.request().instruments().getFirst().symbol();
            boolean ofSource = batch.missing().values().stream().anyMatch(trouble -> SourceHealth.ofSource(trouble.kind()));
            if (!ofSource) {
                var asked = Trouble.until(Trouble.Kind.NO_DATA, provider.id() + " was asked about it", now.plus(Duration.ofDays(1)));
                setBack(provider, Map.of(RefreshPlan.doubtful(symbol, session), asked), now);
            }
            return;
        }
        var explained = gaps.stream().map(Gap::symbol).collect(Collectors.toSet());
        var troubles = new HashMap<>(ofInstruments(batch));
        troubles.keySet().removeAll(explained);
        troubles.replaceAll((symbol, trouble) -> unheardOf(task, symbol, trouble, target));
        var answered = new TreeSet<String>();
        batch.missing().forEach((symbol, trouble) -> {
            if (!SourceHealth.ofSource(trouble.kind()) && trouble.kind() != Trouble.Kind.NOT_YET) {
                answered.add(symbol);
            }
        });
        var fine = new HashSet<>(explained);
        for (BarGate.Case one : cases) {
            var symbol = one.held().bars().instrument().symbol();
            answered.add(symbol);
            lateness(task, one, late, now, target).ifPresentOrElse(trouble -> troubles.put(symbol, trouble), () -> fine.add(symbol));
        }
        archive.holdings().forEach((symbol, holding) -> holding.stale()
                .filter(_ -> task.purpose() == Purpose.REFETCH && answered.contains(symbol))
                .ifPresent(why -> troubles.put(symbol, Trouble.of(Trouble.Kind.MISMATCH, why))));
        fine.removeAll(troubles.keySet());
        book.cleared(provider.id(), fine);
        setBack(provider, troubles, now);
        if (task.purpose() != Purpose.SECOND_LOOK) {
            archive.historyAsked(answered, from(task.request()));
        }
    }

    /** A symbol of which nothing is held, and a whole history has no bar, is as good as unknown: some sources do not tell these apart. */
    private Trouble unheardOf(Task task, String symbol, Trouble trouble, LocalDate target) {
        boolean history = task.request() instanceof PriceRequest.History asked && asked.from().isBefore(target.minusMonths(6));
        boolean held = Optional.ofNullable(archive.holdings().get(symbol)).flatMap(Holding::last).isPresent();
        return history && !held && trouble.kind() == Trouble.Kind.NO_DATA ? Trouble.of(Trouble.Kind.NO_SUCH_SYMBOL, trouble.sentence()) : trouble;
    }

    /** Why the newest session of a series must be asked for again; empty when it is there, held back, or not asked for. */
    private Optional<Trouble> lateness(Task task, BarGate.Case one, Set<LocalDate> late, Instant now, LocalDate target) {
        var provider = task.provider();
        var bars = one.incoming().bars();
        if (to(task.request()).isBefore(target)) {
            return Optional.empty();
        }
        if (late.contains(target)) {
            return Optional.of(Trouble.of(Trouble.Kind.NOT_YET, provider.id() + " repeats the day before " + target + ": not published yet"));
        }
        if (bars.size() == 0) {
            return Optional.of(Trouble.of(Trouble.Kind.NO_DATA, provider.id() + " has no bar of it"));
        }
        var last = bars.date(bars.size() - 1);
        if (!last.isBefore(target) || bars.heldBack().stream().anyMatch(row -> row.day().equals(target))) {
            return Optional.empty();
        }
        var sentence = provider.id() + " has no bar after " + last;
        return Optional.of(calendar.count(last, target) > DEAD_AFTER + 1
                ? Trouble.until(Trouble.Kind.NO_DATA, sentence, now.plus(Duration.ofDays(1)))
                : Trouble.of(Trouble.Kind.NOT_YET, sentence));
    }

    // ---- how far it is ----

    /** Sessions that were not complete when the next one came are not waited for any more. What comes later still enters. */
    private void giveUp(LocalDate target) {
        for (SessionState state : book.sessions(2 * DEAD_AFTER)) {
            if (state.session().isBefore(target) && state.stage() == Stage.OPEN) {
                book.save(new SessionState(
                        state.session(), Stage.GIVEN_UP, state.wanted(), state.have(), state.explained(), state.attempts(), Optional.empty(), state.note()));
            }
        }
    }

    private Progress progress(Instant now, LocalDate target, Wanted wanted, boolean atRest) {
        var holdings = archive.holdings();
        var gaps = archive.gaps(target).stream().filter(gap -> gap.session().equals(target)).map(Gap::symbol).collect(Collectors.toSet());
        var unknown = book.setbacks().stream()
                .filter(one -> one.trouble().kind() == Trouble.Kind.NO_SUCH_SYMBOL)
                .collect(Collectors.groupingBy(Setback::subject, Collectors.counting()));
        var start = target.minusYears(rules.years());
        int have = 0;
        var explained = new ArrayList<String>();
        int filled = 0;
        boolean core = true;
        var missing = new ArrayList<String>();
        for (Instrument instrument : wanted.instruments()) {
            var symbol = instrument.symbol();
            var holding = Optional.ofNullable(holdings.get(symbol));
            var last = holding.flatMap(Holding::last);
            boolean has = last.filter(day -> !day.isBefore(target)).isPresent() && holding.orElseThrow().stale().isEmpty();
            boolean why = gaps.contains(symbol)
                    || (last.isEmpty() && unknown.getOrDefault(symbol, 0L) >= sources())
                    || last.filter(day -> calendar.count(day, target) > DEAD_AFTER + 1).isPresent();
            if (has) {
                have++;
                if (holding.flatMap(Holding::askedFrom).filter(day -> !calendarStart(day, start)).isPresent()) {
                    filled++;
                }
            } else if (why) {
                explained.add(symbol);
                filled++;
            } else {
                missing.add(symbol);
            }
            core &= has || !wanted.core().contains(symbol);
        }
        boolean complete = wanted.size() > 0 && core && have + explained.size() >= ENOUGH * wanted.size();
        var note = missing.isEmpty() ? "" : note(missing);
        save(now, target, wanted, have, explained.size(), complete, note, atRest);
        return new Progress(target, wanted.size(), have, explained, filled, complete, note);
    }

    /** Whether a history asked for from this day leaves sessions out that a source may have. */
    private boolean calendarStart(LocalDate asked, LocalDate start) {
        var deepest = chain.stream().map(one -> one.offer().depth()).map(depth -> start.plusYears(rules.years()).minus(depth)).min(Comparator.naturalOrder()).orElse(start);
        var from = deepest.isAfter(start) ? deepest : start;
        return asked.isAfter(calendar.isSession(from) ? from : calendar.next(from));
    }

    private long sources() {
        return chain.stream().filter(one -> one.offer().kinds().contains(PriceRequest.Kind.HISTORY) || one.offer().kinds().contains(PriceRequest.Kind.ONE_DAY)).count();
    }

    /** Names what is missing, with the reason where one is known. */
    private String note(List<String> missing) {
        var reasons = new LinkedHashMap<String, String>();
        book.setbacks().forEach(one -> reasons.putIfAbsent(one.subject(), one.trouble().sentence()));
        archive.suspects(EnumSet.of(Suspect.State.OPEN)).forEach(one -> reasons.put(one.symbol(), "held back: " + one.sentence()));
        var named = missing.stream().limit(NAMED).map(symbol -> reasons.containsKey(symbol) ? symbol + " (" + reasons.get(symbol) + ")" : symbol).collect(Collectors.joining(", "));
        return missing.size() <= NAMED ? named : named + " and " + (missing.size() - NAMED) + " more";
    }

    private void save(Instant now, LocalDate target, Wanted wanted, int have, int explained, boolean complete, String note, boolean atRest) {
        var before = book.session(target);
        boolean looked = atRest && !finalAt(target).isAfter(now) && chain.stream().allMatch(one -> closedUntil(one, now).isEmpty());
        var stage = !complete ? Stage.OPEN : looked || before.filter(one -> one.stage() == Stage.FINAL).isPresent() ? Stage.FINAL : Stage.COMPLETE;
        int attempts = before.map(SessionState::attempts).orElse(0) + (atRest ? 0 : 1);
        var state = new SessionState(target, stage, wanted.size(), have, explained, attempts, Optional.empty(), note);
        if (before.filter(state::equals).isEmpty()) {
            book.save(state);
        }
    }

    private Instant finalAt(LocalDate session) {
        var close = calendar.session(session).orElseThrow().close();
        return chain.stream().map(one -> close.plus(one.offer().finalAfter())).max(Comparator.naturalOrder()).orElseThrow();
    }

    private Optional<Instant> closedUntil(PriceProvider provider, Instant now) {
        return book.provider(provider.account()).flatMap(ProviderState::closedUntil).filter(until -> until.isAfter(now));
    }
}
