package tidewatch.market;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A universe against SPY in the making, without any row that ships; {@link #universe} freezes it. */
public final class MadeUniverse {
    private final List<Universe.Listed> listed = new ArrayList<>();
    private final Map<String, Universe.Member> members = new LinkedHashMap<>();
    private final Map<String, Basket> baskets = new LinkedHashMap<>();
    private final List<Universe.Pair> pairs = new ArrayList<>();

    public MadeUniverse() {
        group("benchmark", "SPY");
    }

    private static Instrument fund(String symbol) {
        return new Instrument(symbol, symbol + " fund", Instrument.Kind.ETF, "", "");
    }

    /** Adds funds to a group. */
    public MadeUniverse group(String name, String... symbols) {
        for (var symbol : symbols) {
            listed.add(new Universe.Listed(fund(symbol), name, "", false));
        }
        return this;
    }

    /** A GICS sector, the fund that is named after it, and the stocks that the sector map puts into it. */
    public MadeUniverse sector(String name, String fund, List<String> symbols) {
        listed.add(new Universe.Listed(new Instrument(fund, name, Instrument.Kind.ETF, "", ""), "sector", name, false));
        for (var symbol : symbols) {
            var stock = new Instrument(symbol, symbol, Instrument.Kind.STOCK, name, "");
            members.put(symbol, new Universe.Member(stock, Optional.empty()));
        }
        return this;
    }

    /** A stock that joined its sector on this day. */
    public MadeUniverse joined(String symbol, LocalDate day) {
        members.computeIfPresent(symbol, (_, member) -> new Universe.Member(member.instrument(), Optional.of(day)));
        return this;
    }

    public static Universe.Pair pair(String id, String longLeg, String shortLeg, Universe.Pair... fallbacks) {
        return new Universe.Pair(id, id, Basket.of(fund(longLeg)), Basket.of(fund(shortLeg)), List.of(fallbacks));
    }

    public MadeUniverse with(Universe.Pair pair) {
        pairs.add(pair);
        return this;
    }

    public MadeUniverse basket(String id, String... symbols) {
        baskets.put(id, new Basket(id, id, List.of(symbols)));
        return this;
    }

    public Universe universe() {
        return new Universe(listed, members, baskets, Map.of(), pairs);
    }
}
