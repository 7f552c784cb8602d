package tidewatch.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import tidewatch.market.Basket;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;
import tidewatch.market.Vehicle;
import tidewatch.notes.EntityResolver;
import tidewatch.notes.Name;
import tidewatch.notes.Resolution;

/** What a name of a note is measured on, or why on nothing. */
sealed interface Measured {
    /** Something with prices in the panel. */
    record On(Vehicle vehicle) implements Measured {
        /** The symbol, or the basket's name when it has several members. */
        String shown() {
            var basket = vehicle.basket();
            return basket.symbols().size() == 1 ? basket.symbols().getFirst() : basket.name();
        }
    }

    /**
     * Nothing.
     *
     * @param because fits behind "uncheckable because" and "untestable: "
     * @param lacks what it is that is not there
     */
    record Not(String because, Lacks lacks) implements Measured {}

    /** What a name lacks that is measured on nothing. */
    enum Lacks {
        /** It never trades, so no stand-in is looked for. */
        SHARES,
        /** Its symbol is known. */
        PRICES,
        /** A symbol, or one meaning. */
        SYMBOL
    }

    /**
     * Where names get their meaning and their prices.
     *
     * @param meaning of a name in the note at a path
     * @param vehicles what an id is measured on
     * @param listed what it would be measured on if everything had prices
     * @param yardstick symbol of the benchmark
     */
    record Means(
            BiFunction<Name, String, Resolution> meaning,
            Function<String, Optional<Vehicle>> vehicles,
            Function<String, Optional<Vehicle>> listed,
            String yardstick,
            PricePanel panel) {
        static Means of(EntityResolver resolver, Universe universe, PricePanel panel) {
            return new Means(
                    resolver::resolve,
                    id -> universe.vehicle(id, symbol -> panel.find(symbol).isPresent()),
                    universe::vehicle,
                    universe.benchmark(),
                    panel);
        }

        private static final Set<String> STAND_IN_KINDS = Set.of("theme", "sector", "style", "industry");

        Measured of(Name name, String fromFile) {
            return switch (meaning.apply(name, fromFile)) {
                case Resolution.One one -> one.id().map(id -> priced(id, name)).orElseGet(() -> byTicker(name));
                case Resolution.Ambiguous many ->
                    new Not(
                            "\"" + name.text() + "\" can be "
                                    + many.candidates().stream()
                                            .map(Resolution.Ambiguous.Candidate::shown)
                                            .collect(Collectors.joining(" or ")),
                            Lacks.SYMBOL);
                case Resolution.Unknown _ -> byTicker(name);
            };
        }

        /**
         * As {@link #of}, and for a name without prices of its own what stands in brackets or before them ("WFE (wafer fab equipment)"), or
         * the theme or sector that its words hold ("defense AI" holds "defense"): the longest run of words first, always a stand-in.
         */
        Measured orStandIn(Name name, String fromFile) {
            var own = of(name, fromFile);
            if (!(own instanceof Not not) || not.lacks() == Lacks.SHARES) {
                return own;
            }
            var text = name.text().strip();
            int open = text.indexOf('(');
            if (open > 0 && text.indexOf(')') == text.length() - 1) {
                for (var part : List.of(text.substring(0, open).strip(), text.substring(open + 1, text.length() - 1).strip())) {
                    if (!part.isEmpty() && part.indexOf('(') < 0 && orStandIn(Name.of(part), fromFile) instanceof On on) {
                        return on;
                    }
                }
            }
            var words = Arrays.asList(name.text().trim().split("[\\s/-]+"));
            for (int length = words.size() - 1; length > 0; length--) {
                for (int from = 0; from + length <= words.size(); from++) {
                    var part = String.join(" ", words.subList(from, from + length));
                    if (!part.isBlank()
                            && meaning.apply(Name.of(part), fromFile) instanceof Resolution.One one
                            && one.id().filter(id -> STAND_IN_KINDS.contains(id.replaceFirst(":.*", ""))).isPresent()
                            && priced(one.id().get(), Name.of(part)) instanceof On on) {
                        return new On(new Vehicle(on.vehicle().basket(), true));
                    }
                }
            }
            return not;
        }

        /** The yardstick of relative moves. */
        Optional<Basket> benchmark() {
            return basket(yardstick);
        }

        private Measured priced(String id, Name name) {
            if (id.startsWith("private:")) {
                return new Not(name.text() + " is private", Lacks.SHARES);
            }
            var vehicle = vehicles.apply(id);
            if (vehicle.isPresent()) {
                var symbols = vehicle.get().basket().symbols();
                if (symbols.stream().anyMatch(symbol -> panel.find(symbol).isPresent())) {
                    return new On(vehicle.get());
                }
                return new Not("there are no prices of " + String.join(", ", symbols), Lacks.PRICES);
            }
            if (name.ticker().isPresent()) {
                return byTicker(name);
            }
            return id.startsWith("stock:") || id.startsWith("etf:")
                    ? new Not("there are no prices of " + id.substring(id.indexOf(':') + 1).toUpperCase(Locale.ROOT), Lacks.PRICES)
                    : listed.apply(id)
                            .map(fund -> new Not(
                                    "there are no prices of " + String.join(", ", fund.basket().symbols()) + ", which would stand for " + name.text(), Lacks.PRICES))
                            .orElseGet(() -> new Not("nothing is known that stands for " + name.text(), Lacks.SYMBOL));
        }

        private Measured byTicker(Name name) {
            return name.ticker()
                    .map(ticker -> ticker.toUpperCase(Locale.ROOT))
                    .flatMap(this::basket)
                    .<Measured>map(basket -> new On(new Vehicle(basket, false)))
                    .orElseGet(() -> new Not(
                            name.ticker()
                                    .map(ticker -> "there are no prices of " + ticker.toUpperCase(Locale.ROOT))
                                    .orElse("no ticker is known for " + name.text()),
                            name.ticker().isPresent() ? Lacks.PRICES : Lacks.SYMBOL));
        }

        private Optional<Basket> basket(String symbol) {
            return panel.find(symbol).map(series -> Basket.of(series.instrument()));
        }
    }

    /** Several vehicles as one basket of their members, each once. */
    static Basket together(String id, String name, List<Basket> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        var symbols = new LinkedHashSet<String>();
        parts.forEach(part -> symbols.addAll(part.symbols()));
        return new Basket(id, name, new ArrayList<>(symbols));
    }
}
