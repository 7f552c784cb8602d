package tidewatch.notes;

import java.util.List;
import java.util.Optional;

/** What one cell of a move or level column says. */
record CellReading(List<Item> items, Optional<Doubt> doubt) {
    /** Why a person should look at a cell: the rule and the words for {@code /lint}. */
    record Doubt(Rule rule, String words) {}

    static CellReading of(Item item) {
        return new CellReading(List.of(item), Optional.empty());
    }

    static CellReading doubtful(Item item, Rule rule, String words) {
        return new CellReading(List.of(item), Optional.of(new Doubt(rule, words)));
    }

    /** One statement of a cell. Positions count the characters of the cell. */
    sealed interface Item {}

    /**
     * A figure.
     *
     * @param against position of the words behind "vs", absent for an absolute move
     * @param context words beside the figure: "from ~$65 on Feb 9"
     */
    record Figure(
            Amount amount,
            Optional<Stretch> against,
            Optional<String> period,
            Optional<String> context,
            Confidence confidence)
            implements Item {}

    /** A run of days or weeks one way. */
    record Streak(int length, Claim.Direction direction, Claim.Streak.Per per, Optional<String> context)
            implements Item {}

    /** A word for a move; the direction is absent for flat and mixed. */
    record Word(String word, Optional<Claim.Direction> direction, Confidence confidence) implements Item {}

    /** A price level; the number is absent for a moving average. */
    record Price(String verb, Optional<Amount> price, Optional<String> currency) implements Item {}

    /** A lone dash, "n/a" or nothing: not stated, never 0. */
    record NotStated() implements Item {}

    /** Words, no figure. */
    record Words() implements Item {}

    /** The item with this period where it states none. */
    static Item within(Item item, Optional<String> period) {
        return item instanceof Figure f && f.period().isEmpty() && period.isPresent()
                ? new Figure(f.amount(), f.against(), period, f.context(), f.confidence())
                : item;
    }
}
