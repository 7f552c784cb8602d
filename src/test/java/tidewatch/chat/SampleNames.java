package tidewatch.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names as the sample vault and market know them, so far as the fixture speaks of them. Case does not matter. */
final class SampleNames implements Names {
    private static final List<String> THESES =
            List.of("Long NVIDIA", "Long defense AI", "Long datacenter infrastructure", "Long value / Short growth", "Long Databricks");
    private static final List<String> INSTRUMENTS = List.of(
            "NVDA", "NVIDIA", "AAPL", "Apple", "MSFT", "Microsoft", "ORCL", "Oracle", "SPY", "ITA", "XLG", "XLE", "MARA", "NOC", "Northrop Grumman",
            "NOW", "ServiceNow", "gold", "GLD", "CAT", "Caterpillar", "ALL", "PLTR", "Palantir");
    private static final List<String> GROUPS =
            List.of("energy", "tech", "defense", "mag 7", "small caps", "banks", "software", "utilities", "value", "growth");
    private static final List<String> NOTES = List.of(
            "Rotation January 2026", "Rotation February 2026", "Sector rotation", "Drivers", "Crowded trades", "Banks, second look", "How long moves last",
            "2026-02-05");

    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    SampleNames() {
        THESES.forEach(name -> kinds.put(low(name), Kind.THESIS));
        INSTRUMENTS.forEach(name -> kinds.put(low(name), Kind.INSTRUMENT));
        GROUPS.forEach(name -> kinds.put(low(name), Kind.GROUP));
        NOTES.forEach(name -> kinds.put(low(name), Kind.NOTE));
        // A thesis answers to its name without "long" where nothing else is called so.
        THESES.forEach(name -> kinds.putIfAbsent(low(name).replaceFirst("^(long|short) ", ""), Kind.THESIS));
    }

    private static String low(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<Kind> kind(String words) {
        var bare = words.startsWith("[[") && words.endsWith("]]") ? words.substring(2, words.length() - 2) : words;
        return Optional.ofNullable(kinds.get(low(bare)));
    }

    @Override
    public List<String> all() {
        var all = new ArrayList<>(THESES);
        all.addAll(INSTRUMENTS);
        all.addAll(NOTES);
        return all;
    }
}
