package tidewatch.market;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is followed and how names map to prices: the rows of {@code config/universe.csv}, {@code config/baskets.csv} and the sector map.
 *
 * <p>Ids are those of {@code notes}: {@code stock:NOC}, {@code etf:SPY}, {@code index:russell-2000}, {@code sector:utilities},
 * {@code theme:defense}, {@code style:mag-7}, {@code private:anthropic}.
 */
public interface Universe {
    /** The yardstick of relative moves, SPY unless configured. */
    String benchmark();

    /** Instruments of a group in listed order: {@code benchmark sector theme style cross-asset}. */
    List<Instrument> group(String group);

    /** Every group's name in listed order. */
    List<String> groups();

    /** The instrument of this symbol: from the universe, else from the sector map; absent when neither knows it. */
    Optional<Instrument> instrument(String symbol);

    /** What an id of the notes is measured on; absent when nothing with a price stands for it. */
    Optional<Vehicle> vehicle(String id);

    /** Style pairs in listed order; each with its fall-back proxies. */
    List<Pair> pairs();

    /** Baskets with more than one member, in listed order. */
    List<Basket> baskets();

    /** Symbols of today's members of a GICS sector named as {@link Instrument#sector()}, for breadth and "moves with its sector". */
    Set<String> members(String sector);

    /** The fund of a GICS sector, such as XLU for Utilities. */
    Optional<Instrument> sectorFund(String sector);

    /**
     * A long and a short basket, such as growth against value.
     *
     * @param fallbacks other proxies, tried in order when the first has no prices
     */
    record Pair(String id, String name, Basket longLeg, Basket shortLeg, List<Pair> fallbacks) {
        public Pair {
            fallbacks = List.copyOf(fallbacks);
        }
    }
}
