package tidewatch.rotation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tidewatch.market.Basket;
import tidewatch.market.Instrument;
import tidewatch.market.Universe;

/**
 * Winners and losers among single stocks. A side is never filled up: a winner rose and a loser fell, by the measure asked.
 *
 * @param winners greatest first
 * @param losers least first
 * @param ranked stocks that were compared
 * @param leftOut stocks asked for that could not be: not OK, or without this figure
 */
public record Movers(List<RotationRow> winners, List<RotationRow> losers, int ranked, int leftOut) {
    public Movers {
        winners = List.copyOf(winners);
        losers = List.copyOf(losers);
    }

    /** Among all stocks of the table. */
    public static Movers of(RotationTable table, Measure by, int n) {
        return of(table, by, row -> true, n);
    }

    /** Among the stocks with these symbols, see {@link #among}. */
    public static Movers of(RotationTable table, Measure by, Set<String> symbols, int n) {
        return of(table, by, row -> symbols.contains(row.id()), n);
    }

    /**
     * Among the stocks that pass.
     *
     * @param by {@link Measure#Z_OWN} for moves scaled by the stock's own volatility, or a return such as {@link Lookback#relative()}
     * @param n rows a side at most, 0 or more
     */
    public static Movers of(RotationTable table, Measure by, Predicate<RotationRow> among, int n) {
        var stocks = table.of(RotationRow.Kind.STOCK).stream().filter(among).toList();
        var ranked = Ranking.of(stocks, by);
        var winners = ranked.stream().filter(row -> value(row, by) > 0).limit(n).toList();
        var losers = Ranking.leastFirst(stocks, by).stream().filter(row -> value(row, by) < 0).limit(n).toList();
        return new Movers(winners, losers, ranked.size(), stocks.size() - ranked.size());
    }

    private static double value(RotationRow row, Measure by) {
        return row.get(by).asDouble().orElse(0);
    }

    /**
     * The symbols that a word stands for: a GICS sector by name, a group of the universe, or a basket by id or name; case does not matter
     * for groups and baskets. Empty when the universe knows no such thing.
     */
    public static Optional<Set<String>> among(Universe universe, String word) {
        var members = universe.members(word);
        if (!members.isEmpty()) {
            return Optional.of(Set.copyOf(members));
        }
        for (var group : universe.groups()) {
            if (group.equalsIgnoreCase(word)) {
                return Optional.of(universe.group(group).stream().map(Instrument::symbol).collect(Collectors.toUnmodifiableSet()));
            }
        }
        return universe.baskets().stream()
                .filter(basket -> basket.id().equalsIgnoreCase(word) || basket.name().equalsIgnoreCase(word))
                .findFirst()
                .map(Basket::symbols)
                .map(Set::copyOf);
    }
}
