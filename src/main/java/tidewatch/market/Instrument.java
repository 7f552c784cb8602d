package tidewatch.market;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Something with a price.
 *
 * @param symbol canonical: upper case, share class after a dot ({@code BRK.B}), indices with {@code ^}
 * @param name as people say it; the symbol where no name is known
 * @param sector GICS sector, or empty when unknown or not a share
 * @param industry GICS sub-industry, or empty
 */
public record Instrument(String symbol, String name, Kind kind, String sector, String industry) implements Comparable<Instrument> {
    private static final Pattern SYMBOL = Pattern.compile("\\^?[A-Z0-9]{1,12}([.=-][A-Z0-9]{1,6})?");

    /** What kind of thing has the price. */
    public enum Kind {
        STOCK,
        ETF,
        INDEX,
        /** VIX and its like: never a mover, in no breadth. */
        VOLATILITY
    }

    public Instrument {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(sector);
        Objects.requireNonNull(industry);
        if (!isSymbol(symbol)) {
            throw new IllegalArgumentException("\"" + symbol + "\" is no symbol: upper case letters and digits, a share class after a dot");
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("Instrument " + symbol + " needs a name");
        }
    }

    /** True for the form of a canonical symbol; whether anything has it is another question. */
    public static boolean isSymbol(String text) {
        return SYMBOL.matcher(text).matches();
    }

    /** By symbol. */
    @Override
    public int compareTo(Instrument other) {
        return symbol.compareTo(other.symbol);
    }
}
