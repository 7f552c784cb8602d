package tidewatch.market;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The number by which the SEC files a company (CIK), by symbol, of {@code config/gics-sp500.csv}. Immutable. */
public final class CompanyNumbers {
    private static final List<String> COLUMNS = List.of("Symbol", "CIK");
    private static final String FILE = "gics-sp500.csv";

    private final Map<String, String> bySymbol;

    private CompanyNumbers(ConfigTable table) {
        var numbers = new LinkedHashMap<String, String>();
        for (var row : table.rows()) {
            var number = row.cell("CIK").strip();
            if (number.matches("[0-9]{1,10}")) {
                numbers.put(row.cell("Symbol").toUpperCase(Locale.ROOT).replace('-', '.'), "0".repeat(10 - number.length()) + number);
            }
        }
        bySymbol = Map.copyOf(numbers);
    }

    public static CompanyNumbers shipped() {
        return new CompanyNumbers(ConfigTable.shipped(FILE, COLUMNS, List.of()));
    }

    /** Of a user's own folder, where it has such a file with that column; else the shipped ones. */
    public static CompanyNumbers read(Path folder) {
        var file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return shipped();
        }
        var own = ConfigTable.read(file, COLUMNS, List.of());
        return own.value().rows().isEmpty() ? shipped() : new CompanyNumbers(own.value());
    }

    /** Ten digits with leading zeros; absent for a company that the file does not have. */
    public Optional<String> of(String symbol) {
        return Optional.ofNullable(bySymbol.get(symbol));
    }
}
