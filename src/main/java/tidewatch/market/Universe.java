package tidewatch.market;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import tidewatch.problem.Found;

/**
 * What is followed and how names map to prices: the rows of {@code config/universe.csv}, {@code baskets.csv}, {@code vehicles.csv},
 * {@code pairs.csv} and the sector map {@code gics-sp500.csv}. Immutable, any thread.
 *
 * <p>Ids are those of {@code notes}: {@code stock:NOC}, {@code etf:SPY}, {@code index:russell-2000}, {@code sector:utilities},
 * {@code theme:defense}, {@code style:mag-7}, {@code private:anthropic}.
 */
public final class Universe {
    private final List<Listed> listed;
    private final Map<String, Instrument> instruments;
    private final Map<String, Member> members;
    /** The same by sector, sectors by name. */
    private final Map<String, List<Member>> sectors = new TreeMap<>();
    private final Map<String, Basket> baskets;
    private final Map<String, List<Candidate>> vehicles;
    private final List<Pair> pairs;

    /** A row of universe.csv. {@code of} is a GICS sector for a sector fund or a stock, else what the fund is held against, or empty. */
    record Listed(Instrument instrument, String group, String of, boolean core) {}

    /** A row of the sector map; {@code added} is absent where the source does not say. */
    record Member(Instrument instrument, Optional<LocalDate> added) {}

    /** One thing that may stand for an id. */
    record Candidate(Basket basket, boolean standIn) {}

    Universe(
            List<Listed> listed,
            Map<String, Member> members,
            Map<String, Basket> baskets,
            Map<String, List<Candidate>> vehicles,
            List<Pair> pairs) {
        this.listed = List.copyOf(listed);
        this.members = new LinkedHashMap<>(members);
        this.baskets = new LinkedHashMap<>(baskets);
        this.vehicles = Map.copyOf(vehicles);
        this.pairs = List.copyOf(pairs);
        this.instruments = new LinkedHashMap<>();
        listed.forEach(row -> instruments.putIfAbsent(row.instrument().symbol(), row.instrument()));
        members.values().forEach(m -> {
            instruments.putIfAbsent(m.instrument().symbol(), m.instrument());
            sectors.computeIfAbsent(m.instrument().sector(), _ -> new ArrayList<>()).add(m);
        });
    }

    /** What ships with the program. */
    public static Universe shipped() {
        return Shipped.UNIVERSE;
    }

    /**
     * The universe of a configuration folder. Its {@code baskets.csv} and {@code vehicles.csv} add to the shipped ones and hold where an
     * id is in both; each other file replaces the shipped one. A row that cannot be read is left out and named with file, line and column.
     */
    public static Found<Universe> read(Path folder) {
        return UniverseFiles.read(UniverseFiles.folder(folder));
    }

    /** The same from texts by file name, such as {@code universe.csv}. */
    public static Found<Universe> of(Map<String, String> texts) {
        return UniverseFiles.read(UniverseFiles.texts(texts));
    }

    /** The yardstick of relative moves: the first row of the group {@code benchmark}, as shipped SPY. */
    public String benchmark() {
        return group("benchmark").stream().findFirst().map(Instrument::symbol).orElse("SPY");
    }

    /** Instruments of a group in listed order: {@code benchmark sector style theme cross-asset index volatility other}. */
    public List<Instrument> group(String group) {
        return listed.stream().filter(row -> row.group().equals(group)).map(Listed::instrument).toList();
    }

    /** Every group's name in listed order. */
    public List<String> groups() {
        return listed.stream().map(Listed::group).distinct().toList();
    }

    /** Symbols without whose prices a brief is not complete, in listed order; the axis of a {@link PricePanel} begins with them. */
    public Set<String> core() {
        var core = new LinkedHashSet<String>();
        listed.stream().filter(Listed::core).forEach(row -> core.add(row.instrument().symbol()));
        return core;
    }

    /** The instrument of this symbol: from the universe, else from the sector map; absent when neither knows it. */
    public Optional<Instrument> instrument(String symbol) {
        return Optional.ofNullable(instruments.get(symbol));
    }

    /** What an id of the notes is measured on if everything has prices; absent when nothing stands for it. */
    public Optional<Vehicle> vehicle(String id) {
        return vehicle(id, symbol -> true);
    }

    /**
     * What an id of the notes is measured on: the symbol itself for {@code stock:} and {@code etf:}, else the first candidate of
     * {@code vehicles.csv} that has prices. Of a basket the members with prices are kept and must be 60 % of it.
     *
     * @param priced whether a symbol has prices
     * @return absent when nothing with a price stands for it; so for {@code private:} names and ids that nobody listed
     */
    public Optional<Vehicle> vehicle(String id, Predicate<String> priced) {
        int colon = id.indexOf(':');
        String kind = colon < 0 ? "" : id.substring(0, colon);
        if (kind.equals("stock") || kind.equals("etf")) {
            String symbol = id.substring(colon + 1).toUpperCase(Locale.ROOT);
            if (Instrument.isSymbol(symbol) && priced.test(symbol)) {
                String name = instrument(symbol).map(Instrument::name).orElse(symbol);
                return Optional.of(new Vehicle(new Basket(symbol, name, List.of(symbol)), false));
            }
        }
        for (Candidate candidate : vehicles.getOrDefault(id, List.of())) {
            Optional<Basket> basket = covered(candidate.basket(), priced);
            if (basket.isPresent()) {
                return Optional.of(new Vehicle(basket.get(), candidate.standIn()));
            }
        }
        return Optional.empty();
    }

    /** The members with prices, when they are enough. */
    private static Optional<Basket> covered(Basket basket, Predicate<String> priced) {
        List<String> have = basket.symbols().stream().filter(priced).toList();
        return have.isEmpty() || have.size() < Basket.COVERAGE_MIN * basket.symbols().size()
                ? Optional.empty()
                : Optional.of(new Basket(basket.id(), basket.name(), have));
    }

    /** Ids that {@code vehicles.csv} lists. */
    public Set<String> vehicleIds() {
        return vehicles.keySet();
    }

    /** Style pairs in listed order; each with its fall-back proxies. */
    public List<Pair> pairs() {
        return pairs;
    }

    /** Baskets with more than one member, in listed order. */
    public List<Basket> baskets() {
        return baskets.values().stream().filter(b -> b.symbols().size() > 1).toList();
    }

    /** Symbols of today's members of a GICS sector named as {@link Instrument#sector()}, for breadth and "moves with its sector". */
    public Set<String> members(String sector) {
        return members(sector, LocalDate.MAX);
    }

    /** The same without those that joined the index after {@code asOf}. Members that have left since are unknown. */
    public Set<String> members(String sector, LocalDate asOf) {
        var symbols = new LinkedHashSet<String>();
        sectors.getOrDefault(sector, List.of()).stream()
                .filter(m -> m.added().filter(day -> day.isAfter(asOf)).isEmpty())
                .forEach(m -> symbols.add(m.instrument().symbol()));
        return symbols;
    }

    /** The day a member of a sector joined the index; absent for what is no member, and where the source does not say. */
    public Optional<LocalDate> joined(String symbol) {
        return Optional.ofNullable(members.get(symbol)).flatMap(Member::added);
    }

    /**
     * The same rows and vehicles with another sector map: the instruments that bear a sector. For a market whose companies are not those of
     * the shipped map.
     */
    public Universe withMembers(Collection<Instrument> instruments) {
        var other = new LinkedHashMap<String, Member>();
        instruments.stream()
                .filter(one -> !one.sector().isEmpty())
                .forEach(one -> other.put(one.symbol(), new Member(one, Optional.empty())));
        return new Universe(listed, other, baskets, vehicles, pairs);
    }

    /** The GICS sectors of the sector map, by name. */
    public List<String> sectors() {
        return List.copyOf(sectors.keySet());
    }

    /** The fund of a GICS sector, such as XLU for Utilities. */
    public Optional<Instrument> sectorFund(String sector) {
        return listed.stream()
                .filter(row -> row.group().equals("sector") && row.of().equals(sector))
                .map(Listed::instrument)
                .findFirst();
    }

    /** The GICS sector that a fund stands for, such as Utilities for XLU; absent for what is no sector fund. */
    public Optional<String> sectorOf(String fund) {
        return listed.stream()
                .filter(row -> row.group().equals("sector") && row.instrument().symbol().equals(fund))
                .map(Listed::of)
                .findFirst();
    }

    /**
     * A long and a short basket, such as growth against value.
     *
     * @param fallbacks other proxies, tried in order when the first has no prices
     */
    public record Pair(String id, String name, Basket longLeg, Basket shortLeg, List<Pair> fallbacks) {
        public Pair {
            Objects.requireNonNull(longLeg);
            Objects.requireNonNull(shortLeg);
            fallbacks = List.copyOf(fallbacks);
        }

        /** This pair or the first fall-back whose legs both have prices for 60 % of their members; absent when there is none. */
        public Optional<Pair> priced(Predicate<String> priced) {
            Optional<Basket> bought = covered(longLeg, priced);
            Optional<Basket> sold = covered(shortLeg, priced);
            if (bought.isPresent() && sold.isPresent()) {
                return Optional.of(new Pair(id, name, bought.get(), sold.get(), List.of()));
            }
            return fallbacks.stream().flatMap(pair -> pair.priced(priced).stream()).findFirst();
        }
    }

    /** Read once, when the universe is first asked for. */
    private static final class Shipped {
        static final Universe UNIVERSE = universe();

        private static Universe universe() {
            Found<Universe> found = Universe.of(Map.of());
            if (!found.complete()) {
                throw new IllegalStateException("Shipped " + found.problems().getFirst().line());
            }
            return found.value();
        }
    }
}
