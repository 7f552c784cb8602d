package tidewatch.provider;

import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.market.Instrument;

/** How a source writes our symbols: it has shares and funds only, and sets a share class off by a character of its own. */
enum VendorSymbols {
    /** {@code BRK.B}, as we do: Alpaca, Massive. */
    DOT('.'),
    /** {@code BRK-B}: Tiingo, which takes no dot in a ticker (said by Tiingo in business-science/riingo#4). */
    DASH('-');

    private static final Pattern OURS = Pattern.compile("[A-Z0-9]{1,12}(\\.[A-Z0-9]{1,6})?");

    private final char mark;
    private final Pattern theirs;

    VendorSymbols(char mark) {
        this.mark = mark;
        this.theirs = Pattern.compile("[A-Z0-9]{1,12}(" + Pattern.quote(String.valueOf(mark)) + "[A-Z0-9]{1,6})?");
    }

    /** Empty for what such a source has not: indices, currencies, futures. */
    Optional<String> theirs(Instrument instrument) {
        boolean traded =
                switch (instrument.kind()) {
                    case STOCK, ETF -> true;
                    case INDEX, VOLATILITY -> false;
                };
        return traded && OURS.matcher(instrument.symbol()).matches()
                ? Optional.of(instrument.symbol().replace('.', mark))
                : Optional.empty();
    }

    /** Empty for what is no symbol of ours, such as the preferred share {@code BACpB}. */
    Optional<String> ours(String symbol) {
        return theirs.matcher(symbol).matches() ? Optional.of(symbol.replace(mark, '.')) : Optional.empty();
    }
}
