package tidewatch.app;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import tidewatch.brief.BriefInput;
import tidewatch.brief.BriefSettings;
import tidewatch.brief.CoverageSection;
import tidewatch.brief.Wording;
import tidewatch.chat.NoteScope;
import tidewatch.command.Desk;
import tidewatch.delivery.BriefSource;
import tidewatch.evidence.Bookkeeping;
import tidewatch.evidence.Weighing;
import tidewatch.market.EventBook;
import tidewatch.market.EventList;
import tidewatch.market.PricePanel;
import tidewatch.market.PriceHistory;
import tidewatch.market.PriceReport;
import tidewatch.market.PriceSeries;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Universe;
import tidewatch.notes.Note;
import tidewatch.notes.NoteOptions;
import tidewatch.notes.NoteParser;
import tidewatch.notes.Vault;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.rotation.RotationBacktest;
import tidewatch.rotation.RotationSettings;
import tidewatch.watch.Almanac;

/**
 * Answers from one vault and one price provider. The panel of a session and what was gathered for a moment are kept for the next question;
 * a changed note, a changed price file or a newer session is seen at the next one. Any thread.
 */
final class LiveDesk implements Desk, BriefSource {
    /** Panels of this many sessions are kept: today's and a few that somebody looked back at. */
    private static final int PANELS_KEPT = 3;

    /** Of a few moments and scopes. */
    private static final int INPUTS_KEPT = 8;

    /** Each holds what its brief holds too. */
    private static final int WEIGHINGS_KEPT = 4;

    private static final int SCOPES_KEPT = 32;
    /** So many sessions back a brief looks for prices when those it is due with are not there. */
    private static final int STAND_INS_MAX = 5;

    private final PriceHistory prices;
    private final LongSupplier freshness;
    private final Universe universe;
    private final TradingCalendar calendar;
    private final EventBook events;
    private Optional<EventList> known = Optional.empty();
    private final NoteSource vault;
    private final NoteOptions options;
    private final BriefSettings brief;
    private final RotationSettings rotation;
    /** Seen by owners alone. */
    private final NoteScope hidden;
    private final Setup setup;
    private final Optional<PriceFeed> feed;
    private final Map<LocalDate, Found<Optional<PricePanel>>> panels = new LinkedHashMap<>();
    private final Map<Asked, Found<Optional<BriefInput>>> inputs = new LinkedHashMap<>();
    private final Map<LocalDate, Optional<RotationBacktest>> replays = new LinkedHashMap<>();

    /** By session and scope: after a changed note what it does not touch stays weighed. */
    private final Map<Scales, Weighing> weighings = new LinkedHashMap<>();

    private final Map<NoteScope, Scoped> scoped = new LinkedHashMap<>();

    private long seen;

    private final Map<Day, Vault> days = new LinkedHashMap<>();

    private record Scales(LocalDate session, NoteScope scope) {}

    /** Some notes as they were known on a day. */
    private record Day(Vault notes, LocalDate day) {}

    /** The notes of a scope, and of which reading of all. */
    private record Scoped(Vault whole, Vault seen) {}

    private record Asked(LocalDate session, LocalDate day, LocalTime time, Vault vault) {}

    /**
     * @param freshness a number that changes with the prices behind the provider
     * @param options by which the notes are read, and words that are none
     * @param feed what fetches prices; absent where they are read from files or are the sample's
     */
    LiveDesk(
            PriceHistory prices,
            LongSupplier freshness,
            Universe universe,
            TradingCalendar calendar,
            EventBook events,
            NoteSource vault,
            NoteOptions options,
            BriefSettings brief,
            RotationSettings rotation,
            NoteScope hidden,
            Setup setup,
            Optional<PriceFeed> feed) {
        this.prices = prices;
        this.freshness = freshness;
        this.universe = universe;
        this.calendar = calendar;
        this.events = events;
        this.vault = vault;
        this.options = options;
        this.brief = brief;
        this.rotation = rotation;
        this.hidden = hidden;
        this.setup = setup;
        this.feed = feed;
    }

    ZoneId zone() {
        return brief.zone();
    }

    @Override
    public synchronized Found<Optional<BriefInput>> at(Instant moment, NoteScope scope) {
        var session = calendar.lastClosed(moment);
        var panel = panel(session);
        var notes = notes(scope);
        if (panel.value().isEmpty()) {
            return new Found<>(Optional.empty(), panel.problems());
        }
        var dated = dated(moment);
        var when = moment.atZone(brief.zone());
        // All day long the brief's own time keeps its words the same; after the close there is news, told at its own time.
        var time = session.equals(calendar.lastClosed(morningOf(when.toLocalDate()))) ? brief.time() : when.toLocalTime().truncatedTo(ChronoUnit.MINUTES);
        var key = new Asked(session, when.toLocalDate(), time, notes.value());
        var known = inputs.get(key);
        if (known == null) {
            var input = BriefInput.gather(
                    when.toLocalDate().atTime(time).atZone(brief.zone()),
                    weighing(session, panel.value().get(), scope),
                    rotation,
                    notes.value(),
                    dated,
                    brief.time(),
                    setup.sample());
            known = new Found<>(Optional.of(input), panel.problems());
            keep(inputs, key, known, INPUTS_KEPT);
        }
        return known;
    }

    /** The same of all notes, for whoever started the program. */
    Found<Optional<BriefInput>> at(Instant moment) {
        return at(moment, NoteScope.EVERYTHING);
    }

    @Override
    public Found<Optional<BriefInput>> morning(LocalDate day, NoteScope scope) {
        return at(morningOf(day), scope);
    }

    private Instant morningOf(LocalDate day) {
        return new AsOf(day, Optional.empty()).moment(calendar, brief.time(), brief.zone());
    }

    /**
     * {@inheritDoc}
     *
     * <p>Where that session has prices of fewer than half of the series, the newest one before it that has more stands in, and a problem
     * says so first.
     */
    @Override
    public synchronized Found<Optional<BriefInput>> gather(LocalDate asOf, Instant due, NoteScope scope) {
        // A brief is of the notes as they are when it is built.
        NoteSource.Look _ = vault.look();
        var notes = notes(scope);
        var when = due.atZone(brief.zone()).truncatedTo(ChronoUnit.MINUTES);
        var session = asOf;
        for (int back = 0; back <= STAND_INS_MAX; back++, session = calendar.previous(session)) {
            var panel = panel(session);
            if (panel.value().isEmpty() || CoverageSection.facts(panel.value().get()).tooFewForACall()) {
                continue;
            }
            var input = BriefInput.gather(
                    when, weighing(session, panel.value().get(), scope), rotation, notes.value(), events.list(due), brief.time(), setup.sample());
            var problems = new ArrayList<Problem>();
            if (!session.equals(asOf)) {
                problems.add(Problem.of(
                        Reason.STALE, "No prices for " + Wording.day(asOf) + " yet; figures are of the close of " + Wording.day(session)));
            }
            problems.addAll(notes.problems());
            return new Found<>(Optional.of(input), problems);
        }
        var sentence = "There are no prices of " + Wording.day(asOf) + " or the " + STAND_INS_MAX + " sessions before it in " + setup.prices();
        return new Found<>(Optional.empty(), List.of(Problem.of(Reason.NO_DATA, sentence)));
    }

    /** What was weighed on this panel for these readers; begun anew with a panel that was read again. */
    @SuppressWarnings("ReferenceEquality") // Two panels of one session may hold other prices.
    private Weighing weighing(LocalDate session, PricePanel panel, NoteScope scope) {
        var key = new Scales(session, scope);
        var known = weighings.get(key);
        if (known == null || known.panel() != panel) {
            known = Weighing.on(panel, universe);
            keep(weighings, key, known, WEIGHINGS_KEPT);
        }
        return known;
    }

    /** What reminders are read from and told with at this moment. */
    Almanac almanac(Instant moment, NoteScope scope) {
        var mentioned = at(moment, scope).value().map(BriefInput::mentioned).orElse(Set.of());
        var dated = events.list(moment);
        return new Almanac(vault(moment, scope).value(), dated, new NoteCalendars(calendar, dated), mentioned);
    }

    @Override
    public synchronized boolean complete(LocalDate asOf) {
        return panel(asOf).value().filter(panel -> !CoverageSection.facts(panel).degraded()).isPresent();
    }

    @Override
    public Found<Vault> vault(Instant moment, NoteScope scope) {
        return notes(scope).map(all -> asOf(all, moment.atZone(brief.zone()).toLocalDate()));
    }

    /** The notes of a day, made once as long as no note changes. */
    private synchronized Vault asOf(Vault notes, LocalDate day) {
        var key = new Day(notes, day);
        var known = days.get(key);
        if (known == null) {
            known = notes.asOf(day);
            keep(days, key, known, SCOPES_KEPT);
        }
        return known;
    }

    @Override
    public Reread reload() {
        var looked = vault.look();
        return new Reread(looked.vault(), looked.change(), Optional.of(looked.before()).filter(at -> at.isAfter(Instant.EPOCH)));
    }

    /** The notes of a scope as they are now; made once as long as no note changes. */
    private synchronized Found<Vault> notes(NoteScope scope) {
        var all = vault.read();
        if (scope.everything()) {
            return all;
        }
        var known = scoped.get(scope);
        if (known == null || !known.whole().equals(all.value())) {
            known = new Scoped(all.value(), all.value().within(path -> scope.sees(path) && !hidden.sees(path)));
            keep(scoped, scope, known, SCOPES_KEPT);
        }
        return new Found<>(known.seen(), known.seen().problems());
    }

    @Override
    public Note read(String words, LocalDate day) {
        return NoteParser.parse(day + ".md", words.getBytes(StandardCharsets.UTF_8), options).value();
    }

    @Override
    public Optional<PriceReport> feed(Instant moment) {
        return feed.flatMap(fetched -> fetched.report(moment));
    }

    @Override
    public Found<Boolean> settle(String symbol, LocalDate session, boolean accept, String by, Instant moment) {
        return feed.map(fetched -> fetched.rule(symbol, session, accept, by, moment))
                .orElseGet(() -> new Found<>(false, List.of(Problem.of(Reason.NO_DATA, "Nothing is fetched here, so nothing is kept"))));
    }

    @Override
    public Dates dates(Instant moment) {
        var found = events.events(moment);
        return new Dates(found.value(), calendar, events.sources(), found.problems());
    }

    /** The dated events; what was gathered with others is not given again. */
    private EventList dated(Instant moment) {
        var now = events.list(moment);
        if (!known.equals(Optional.of(now))) {
            inputs.clear();
            known = Optional.of(now);
        }
        return now;
    }

    @Override
    public Setup setup() {
        return setup;
    }

    private Found<Optional<PricePanel>> panel(LocalDate session) {
        long print = freshness.getAsLong();
        if (print != seen) {
            panels.clear();
            inputs.clear();
            replays.clear();
            weighings.clear();
            seen = print;
        }
        var known = panels.get(session);
        if (known == null) {
            known = read(session);
            keep(panels, session, known, PANELS_KEPT);
            weighings.keySet().removeIf(one -> !panels.containsKey(one.session()));
        }
        return known;
    }

    /** All prices up to this moment, for a look back over many sessions: read once, kept by the asker. */
    Found<Optional<PastPrices>> past(Instant moment) {
        var session = calendar.lastClosed(moment);
        var series = prices.history(Set.of(), LocalDate.MIN, session);
        var newest = newest(series.value());
        if (newest.isEmpty()) {
            return none(series, session);
        }
        var panel = build(series.value(), newest.get());
        var problems = new ArrayList<>(series.problems());
        problems.addAll(panel.problems());
        return new Found<>(Optional.of(new PastPrices(panel.value(), series.value(), this::build, universe)), problems);
    }

    /** {@inheritDoc} It takes a second the first time, in which others are answered. */
    @Override
    public Optional<RotationBacktest> replay(Instant moment) {
        var session = calendar.lastClosed(moment);
        var known = replayed(session);
        if (known.isPresent()) {
            return known.get();
        }
        long print = freshness.getAsLong();
        var made = past(moment).value().flatMap(LiveDesk::replay);
        synchronized (this) {
            // Prices that changed meanwhile are replayed when they are asked for.
            if (print == seen) {
                keep(replays, session, made, PANELS_KEPT);
            }
        }
        return made;
    }

    private synchronized Optional<Optional<RotationBacktest>> replayed(LocalDate session) {
        // Asked first, for it forgets what was replayed of other prices.
        Found<Optional<PricePanel>> _ = panel(session);
        return Optional.ofNullable(replays.get(session));
    }

    private static Optional<RotationBacktest> replay(PastPrices past) {
        var panel = past.newest();
        return RotationBacktest.firstPossible(panel, past.universe()).map(first -> {
            var from = panel.session(Math.max(panel.indexOf(first), panel.size() - REPLAYED));
            return RotationBacktest.of(panel, past::asOf, past.universe(), from, panel.asOf(), Bookkeeping.CALLED_FOR);
        });
    }

    private static Optional<LocalDate> newest(List<PriceSeries> series) {
        return series.stream().filter(one -> one.size() > 0).map(one -> one.date(one.size() - 1)).max(Comparator.naturalOrder());
    }

    private <T> Found<Optional<T>> none(Found<List<PriceSeries>> series, LocalDate session) {
        var problems = new ArrayList<Problem>();
        if (!setup.sample() || series.complete()) {
            problems.add(Problem.of(
                    Reason.NO_DATA,
                    "There is no price up to " + session + " in " + setup.prices()
                            + (prices.checked() ? ". tidewatch refresh fetches them; the service does so by itself" : ". Ask for a later day, or name other folders with --prices")));
        }
        problems.addAll(series.problems());
        return new Found<>(Optional.empty(), problems);
    }

    private Found<PricePanel> build(List<PriceSeries> series, LocalDate session) {
        return prices.checked()
                ? PricePanel.ofAccepted(calendar, series, session, universe.core())
                : PricePanel.of(calendar, series, session, universe.core());
    }

    private Found<Optional<PricePanel>> read(LocalDate session) {
        var series = prices.history(Set.of(), LocalDate.MIN, session);
        var newest = newest(series.value());
        if (newest.isEmpty()) {
            return none(series, session);
        }
        var panel = build(series.value(), session);
        var problems = new ArrayList<Problem>();
        if (newest.get().isBefore(session)) {
            problems.add(Problem.of(
                    Reason.STALE,
                    "The newest price is of " + newest.get() + ", not of " + session + (prices.checked() ? ". /status says when they are asked for again" : ". Bring the prices up to date, or ask for the morning after " + newest.get())));
        }
        problems.addAll(series.problems());
        problems.addAll(panel.problems());
        return new Found<>(Optional.of(panel.value()), problems);
    }

    private static <K, V> void keep(Map<K, V> kept, K key, V value, int most) {
        kept.put(key, value);
        var oldest = kept.keySet().iterator();
        while (kept.size() > most) {
            oldest.next();
            oldest.remove();
        }
    }

    /** What was found while prices and notes were read for this moment, for the error stream of a one-shot command. */
    List<Problem> problems(Instant moment) {
        var problems = new ArrayList<>(setup.problems());
        problems.addAll(at(moment, NoteScope.EVERYTHING).problems());
        var notes = vault.read();
        problems.addAll(notes.problems());
        problems.addAll(notes.value().problems());
        return problems.stream().distinct().toList();
    }
}
