package tidewatch.market;

import java.util.List;
import java.util.Set;

/**
 * A Basket is a named set of instruments held in equal parts, such as "Mag 7"; a single instrument is a basket of one.
 *
 * <p>Its return for a session is the mean of the members' simple returns and needs a bar on both days for at least 60 % of the members
 * (rotation design, section 1); daily rebalanced. Refuses: no member, a member twice.
 *
 * @param id stable, such as {@code style:mag-7} or {@code XLU}
 * @param name as people say it
 * @param symbols members in their listed order
 */
public record Basket(String id, String name, List<String> symbols) {
    public static final double COVERAGE_MIN = 0.60;

    public Basket {
        symbols = List.copyOf(symbols);
        if (id.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("A basket needs an id and a name");
        }
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("Basket " + id + ": has no members");
        }
        if (symbols.size() > 1 && Set.copyOf(symbols).size() < symbols.size()) {
            throw new IllegalArgumentException("Basket " + id + ": a member is listed twice in " + symbols);
        }
    }

    public static Basket of(Instrument one) {
        return new Basket(one.symbol(), one.name(), List.of(one.symbol()));
    }
}
