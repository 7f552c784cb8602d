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
         * @param problems what was wrong with the answer
         */
        record Asked(String what, List<Problem> problems, Progress progress) implements Round {}

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
     * @param explained of them without one for a reason that will not go away
     * @param filled of them with all of their history
     * @param complete whether that is enough for a brief that leaves nothing out
     * @param note what is missing and why; empty when nothing is
     */
    public record Progress(LocalDate target, int wanted, int have, int explained, int filled, boolean complete, String note) {}

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
        var problems = ask(task.get(), now, target);
        return new Round.Asked(words(task.get()), problems, progress(now, target, wanted, false));
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
        var request = provider.offer().kinds().contains(PriceRequest.Kind.HISTORY)
                ? new PriceRequest.History(some, from, target)
                : new PriceRequest.OneDay(from, some, false);
        var task = new Task(provider, request, Purpose.REFETCH);
        var problems = ask(task, now, target);
        return new Round.Asked(words(task), problems, progress(now, target, wanted, false));
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
            case REFETCH -> ", anew";
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

    private List<Problem> ask(Task task, Instant now, LocalDate target) {
        var provider = task.provider();
        var found = provider.fetch(task.request(), now);
        var batch = found.value();
        var problems = new ArrayList<>(found.problems());
        remember(provider, batch, now);
        switch (task.purpose()) {
            case ACTIONS -> actions(task, batch, now, target, problems);
            case BARS, SECOND_LOOK, REFETCH, SECOND_SOURCE -> bars(task, batch, now, target, problems);
        }
        return problems;
    }

    /** How the source did. What it says about single instruments is no fault of its own. */
    private void remember(PriceProvider provider, PriceBatch batch, Instant now) {
        var before = book.provider(provider.account()).orElseGet(() -> ProviderState.unknown(provider.account()));
        var ofSource = batch.missing().values().stream().filter(trouble -> RefreshPace.ofSource(trouble.kind())).findFirst();
        boolean nothing = batch.series().isEmpty() && batch.actions().isEmpty();
        var garbled = batch.missing().values().stream()
                .filter(trouble -> nothing && (trouble.kind() == Trouble.Kind.GARBLED || trouble.kind() == Trouble.Kind.TOO_BIG || trouble.kind() == Trouble.Kind.MISMATCH))
                .findFirst();
        book.save(ofSource.or(() -> garbled)
                .map(trouble -> RefreshPace.failed(before, trouble, now, random))
                .orElseGet(() -> RefreshPace.succeeded(before, now)));
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
                .filter(one -> !RefreshPace.ofSource(one.getValue().kind()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
