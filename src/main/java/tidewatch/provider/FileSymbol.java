package tidewatch.provider;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.market.Instrument;

/** Reads the canonical symbol out of the name of a price file: {@code BRK-B.csv} is BRK.B, {@code aapl.us.csv} is AAPL. */
final class FileSymbol {
    private static final Pattern SHARE_CLASS = Pattern.compile("([A-Z0-9]+)[-_/]([A-Z])");

    private FileSymbol() {}

    /** Empty when the name without its ending is no symbol. */
    static Optional<String> of(String fileName) {
        int dot = fileName.lastIndexOf('.');
        String name = (dot < 0 ? fileName : fileName.substring(0, dot)).toUpperCase(Locale.ROOT);
        if (name.endsWith(".US")) {
            name = name.substring(0, name.length() - 3);
        }
        var shareClass = SHARE_CLASS.matcher(name);
        String symbol = shareClass.matches() ? shareClass.group(1) + "." + shareClass.group(2) : name;
        return Instrument.isSymbol(symbol) ? Optional.of(symbol) : Optional.empty();
    }
}
