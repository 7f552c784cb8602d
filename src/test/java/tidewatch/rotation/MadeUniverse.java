package tidewatch.rotation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidewatch.market.Basket;
import tidewatch.market.Instrument;
import tidewatch.market.Universe;
import tidewatch.market.Vehicle;

/** A universe against SPY, put together in a test. */
final class MadeUniverse implements Universe {
    private final Map<String, List<Instrument>> groups = new LinkedHashMap<>();
    private final List<Pair> pairs = new ArrayList<>();
    private final List<Basket> baskets = new ArrayList<>();
    private final Map<String, Set<String>> members = new LinkedHashMap<>();
    private final Map<String, Instrument> funds = new LinkedHashMap<>();

    MadeUniverse() {
        group("benchmark", "SPY");
    }

    static Instrument fund(String symbol) {
        return new Instrument(symbol, symbol + " fund", Instrument.Kind.ETF, "", "");
    }

    MadeUniverse group(String name, String... symbols) {
        for (var symbol : symbols) {
            groups.computeIfAbsent(name, any -> new ArrayList<>()).add(fund(symbol));
        }
        return this;
    }

    MadeUniverse sector(String name, String fund, List<String> symbols) {
        var instrument = new Instrument(fund, name, Instrument.Kind.ETF, name, "");
        groups.computeIfAbsent("sector", any -> new ArrayList<>()).add(instrument);
        funds.put(name, instrument);
        members.put(name, new LinkedHashSet<>(symbols));
        return this;
    }

    static Pair pair(String id, String longLeg, String shortLeg, Pair... fallbacks) {
        return new Pair(id, id, Basket.of(fund(longLeg)), Basket.of(fund(shortLeg)), List.of(fallbacks));
    }

    MadeUniverse with(Pair pair) {
        pairs.add(pair);
        return this;
    }

    MadeUniverse basket(String id, String... symbols) {
        baskets.add(new Basket(id, id, List.of(symbols)));
        return this;
    }

    @Override
    public String benchmark() {
        return "SPY";
    }

    @Override
    public List<Instrument> group(String group) {
        return groups.getOrDefault(group, List.of());
    }

    @Override
    public List<String> groups() {
        return List.copyOf(groups.keySet());
    }

    @Override
    public Optional<Instrument> instrument(String symbol) {
        return groups.values().stream()
                .flatMap(List::stream)
                .filter(one -> one.symbol().equals(symbol))
                .findFirst();
    }

    @Override
    public Optional<Vehicle> vehicle(String id) {
        return Optional.empty();
    }

    @Override
    public List<Pair> pairs() {
        return pairs;
    }

    @Override
    public List<Basket> baskets() {
        return baskets;
    }

    @Override
    public Set<String> members(String sector) {
        return members.getOrDefault(sector, Set.of());
    }

    @Override
    public Optional<Instrument> sectorFund(String sector) {
        return Optional.ofNullable(funds.get(sector));
    }
}
