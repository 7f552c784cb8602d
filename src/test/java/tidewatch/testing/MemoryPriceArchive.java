package tidewatch.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import tidewatch.market.ArchiveEntry;
import tidewatch.market.Basis;
import tidewatch.market.CorporateAction;
import tidewatch.market.Gap;
import tidewatch.market.Instrument;
import tidewatch.market.Origin;
import tidewatch.market.PriceArchive;
import tidewatch.market.PriceChange;
import tidewatch.market.PriceSeries;
import tidewatch.market.Suspect;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/** Prices in memory, a row for each bar and no cleverness: what a stored archive is compared with, and one for tests that need none on a disk. */
public final class MemoryPriceArchive implements PriceArchive {
    private final Function<String, Optional<Instrument>> known;
    private final Map<String, Held> series = new TreeMap<>();
    private final Map<String, List<CorporateAction>> actions = new TreeMap<>();
    private final Map<Key, Suspect> suspects = new TreeMap<>();
    private final Map<Key, Gap> gaps = new TreeMap<>();
    private final List<PriceChange> changes = new ArrayList<>();
    private long revision;

    public MemoryPriceArchive(Function<String, Optional<Instrument>> known) {
        this.known = known;
    }

    public MemoryPriceArchive() {
        this(_ -> Optional.empty());
    }

    private record Key(String symbol, LocalDate session) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::symbol).thenComparing(Key::session).compare(this, other);
        }
    }

    private record Bar(double open, double high, double low, double close, double volume, double adjusted, byte flags) {}

    private record From(Bar bar, Origin origin) {}

    private static final class Held {
        private String home = "";
        private Basis basis = Basis.RAW;
        private final Map<LocalDate, From> bars = new TreeMap<>();
        private Optional<LocalDate> askedFrom = Optional.empty();
        private Optional<LocalDate> actionsThrough = Optional.empty();
        private Optional<String> stale = Optional.empty();
    }

    private Held held(String symbol) {
        return series.computeIfAbsent(symbol, _ -> new Held());
    }

    private static Origin stored(Origin origin) {
        return new Origin(origin.provider(), origin.feed(), origin.fetchedAt().truncatedTo(ChronoUnit.MILLIS));
    }

    @Override
    public String id() {
        return "archive";
    }

    @Override
    public synchronized Map<String, Holding> holdings() {
        var holdings = new TreeMap<String, Holding>();
        series.forEach((symbol, one) -> {
            var days = one.bars.keySet().stream().toList();
            holdings.put(
                    symbol,
                    new Holding(
                            symbol,
                            one.home,
                            one.basis,
                            days.isEmpty() ? Optional.empty() : Optional.of(days.getFirst()),
                            days.isEmpty() ? Optional.empty() : Optional.of(days.getLast()),
                            days.size(),
                            one.askedFrom,
                            one.actionsThrough,
                            one.stale));
        });
        return holdings;
    }

    @Override
    public synchronized void enter(ArchiveEntry entry) {
        for (var one : entry.series()) {
            var there = Optional.ofNullable(series.get(one.bars().instrument().symbol()));
            boolean mixed = !one.whole() && one.bars().size() > 0 && there.filter(held -> !held.bars.isEmpty()).isPresent();
            if (mixed && !there.get().basis.equals(one.bars().basis()) && !there.get().home.equals(one.home())) {
                throw new IllegalArgumentException(one.bars().instrument().symbol() + " must come as a whole");
            }
        }
        boolean changed = false;
        for (var one : entry.series()) {
            changed |= bars(one);
        }
        for (var symbol : entry.actions().entrySet()) {
            changed |= actions(symbol.getKey(), symbol.getValue());
        }
        for (var one : entry.suspects()) {
            changed |= !one.equals(suspects.put(new Key(one.symbol(), one.session()), one));
        }
        entry.gaps().forEach(one -> gaps.put(new Key(one.symbol(), one.session()), one));
        for (var one : entry.changes()) {
            changes.removeIf(old -> old.symbol().equals(one.symbol()) && old.session().equals(one.session()) && old.at().equals(one.at()));
            changes.add(one);
        }
        revision += changed ? 1 : 0;
    }

    private boolean bars(ArchiveEntry.SeriesEntry entry) {
        var bars = entry.bars();
        var symbol = bars.instrument().symbol();
        var held = held(symbol);
        if (bars.size() == 0 && !held.home.isEmpty()) {
            return false;
        }
        boolean whole = entry.whole() && bars.size() > 0;
        boolean changed = held.home.isEmpty();
        if (whole || held.bars.isEmpty()) {
            changed |= !held.basis.equals(bars.basis());
            held.basis = bars.basis();
        }
        held.home = entry.home();
        if (whole) {
            var days = new HashSet<LocalDate>();
            for (int i = 0; i < bars.size(); i++) {
                days.add(bars.date(i));
            }
            changed |= held.bars.keySet().retainAll(days);
            held.stale = Optional.empty();
        }
        for (int i = 0; i < bars.size(); i++) {
            var bar = new Bar(
                    bars.open(i),
                    bars.high(i),
                    bars.low(i),
                    bars.close(i),
                    bars.volume(i),
                    bars.hasAdjusted() ? bars.adjusted(i) : Double.NaN,
                    bars.flags(i));
            var before = held.bars.get(bars.date(i));
            if (before == null || !before.bar().equals(bar)) {
                held.bars.put(bars.date(i), new From(bar, stored(bars.origin(i))));
                changed = true;
            }
            gaps.remove(new Key(symbol, bars.date(i)));
        }
        return changed;
    }

    private boolean actions(String symbol, List<CorporateAction> coming) {
        if (coming.isEmpty()) {
            return false;
        }
        var before = actions.getOrDefault(symbol, List.of());
        var after = new HashSet<>(before);
        for (var one : coming) {
            after.removeIf(old -> old.ex().equals(one.ex()) && old.getClass().equals(one.getClass()));
        }
        after.addAll(coming);
        var sorted = after.stream()
                .sorted(Comparator.comparing(CorporateAction::ex).thenComparing(MemoryPriceArchive::kind).thenComparingDouble(MemoryPriceArchive::value))
                .toList();
        actions.put(symbol, sorted);
        return !sorted.equals(before);
    }

    private static String kind(CorporateAction action) {
        return switch (action) {
            case CorporateAction.Split _ -> "SPLIT";
            case CorporateAction.CashDividend _ -> "DIVIDEND";
            case CorporateAction.PriceFactor _ -> "FACTOR";
        };
    }

    private static double value(CorporateAction action) {
        return switch (action) {
            case CorporateAction.Split split -> split.newPerOld();
            case CorporateAction.CashDividend dividend -> dividend.amount();
            case CorporateAction.PriceFactor factor -> factor.factor();
        };
    }

    @Override
    public synchronized List<Suspect> suspects(Set<Suspect.State> states) {
        return suspects.values().stream().filter(one -> states.contains(one.state())).toList();
    }

    @Override
    public synchronized List<Gap> gaps(LocalDate from) {
        return gaps.values().stream().filter(one -> !one.session().isBefore(from)).toList();
    }

    @Override
    public synchronized Map<String, List<CorporateAction>> actions() {
        return new TreeMap<>(actions);
    }

    @Override
    public synchronized void actionsAsked(Set<String> symbols, LocalDate through) {
        for (var symbol : symbols) {
            var held = held(symbol);
            held.actionsThrough = held.actionsThrough.filter(through::isBefore).or(() -> Optional.of(through));
        }
    }

    @Override
    public synchronized void historyAsked(Set<String> symbols, LocalDate from) {
        for (var symbol : symbols) {
            var held = held(symbol);
            held.askedFrom = held.askedFrom.filter(from::isAfter).or(() -> Optional.of(from));
        }
    }

    @Override
    public synchronized void stale(String symbol, Optional<String> why) {
        held(symbol).stale = why;
    }

    @Override
    public synchronized List<PriceChange> changes(Instant since, int most) {
        return changes.stream()
                .filter(one -> !one.at().isBefore(since))
                .sorted(Comparator.comparing(PriceChange::at)
                        .reversed()
                        .thenComparing(PriceChange::symbol)
                        .thenComparing(PriceChange::session, Comparator.reverseOrder()))
                .limit(most)
                .toList();
    }

    @Override
    public synchronized long revision() {
        return revision;
    }

    @Override
    public synchronized Found<List<PriceSeries>> history(Set<String> wanted, LocalDate from, LocalDate to) {
        var open = new TreeMap<String, List<Suspect>>();
        suspects.values().stream()
                .filter(Suspect::isOpen)
                .filter(one -> wanted.isEmpty() || wanted.contains(one.symbol()))
                .filter(one -> !one.session().isBefore(from) && !one.session().isAfter(to))
                .forEach(one -> open.computeIfAbsent(one.symbol(), _ -> new ArrayList<>()).add(one));
        var all = new TreeMap<String, PriceSeries>();
        series.forEach((symbol, held) -> {
            if (!held.home.isEmpty() && (wanted.isEmpty() || wanted.contains(symbol))) {
                all.put(symbol, series(symbol, held, open.getOrDefault(symbol, List.of()), from, to));
            }
        });
        open.forEach((symbol, some) -> all.computeIfAbsent(symbol, _ -> {
            var nothing = new Held();
            nothing.home = some.getFirst().origin().provider();
            return series(symbol, nothing, some, from, to);
        }));
        var problems = new ArrayList<Problem>();
        wanted.stream()
                .filter(symbol -> !all.containsKey(symbol))
                .sorted()
                .forEach(symbol -> problems.add(new Problem(Reason.NO_DATA, "No prices were fetched yet", symbol)));
        open.values().forEach(some -> some.forEach(
                one -> problems.add(new Problem(Reason.QUARANTINED, one.sentence(), one.symbol() + " " + one.session()))));
        return new Found<>(List.copyOf(all.values()), problems);
    }

    private PriceSeries series(String symbol, Held held, List<Suspect> open, LocalDate from, LocalDate to) {
        var days = held.bars.keySet().stream().filter(day -> !day.isBefore(from) && !day.isAfter(to)).toList();
        var rows = days.stream().map(held.bars::get).toList();
        boolean adjusted = rows.stream().anyMatch(row -> row.bar().adjusted() > 0);
        var origins = rows.stream().map(From::origin).distinct().toList();
        var flags = new byte[rows.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = rows.get(i).bar().flags();
        }
        return new PriceSeries(
                        known.apply(symbol).orElseGet(() -> Prices.instrument(symbol)),
                        held.basis,
                        rows.isEmpty() ? new Origin(held.home, "", Instant.EPOCH) : rows.getLast().origin(),
                        days.stream().mapToInt(day -> (int) day.toEpochDay()).toArray(),
                        rows.stream().mapToDouble(row -> row.bar().open()).toArray(),
                        rows.stream().mapToDouble(row -> row.bar().high()).toArray(),
                        rows.stream().mapToDouble(row -> row.bar().low()).toArray(),
                        rows.stream().mapToDouble(row -> row.bar().close()).toArray(),
                        rows.stream().mapToDouble(row -> row.bar().volume()).toArray(),
                        adjusted
                                ? rows.stream()
                                        .mapToDouble(row -> row.bar().adjusted() > 0 ? row.bar().adjusted() : row.bar().close())
                                        .toArray()
                                : new double[0],
                        actions.getOrDefault(symbol, List.of()).stream()
                                .filter(one -> !one.ex().isBefore(from) && !one.ex().isAfter(to))
                                .toList(),
                        open.stream().map(one -> new PriceSeries.HeldBack(one.session(), one.sentence())).toList())
                .marked(flags, origins, rows.stream().mapToInt(row -> origins.indexOf(row.origin())).toArray());
    }
}
