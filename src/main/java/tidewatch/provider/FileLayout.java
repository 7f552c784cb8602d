package tidewatch.provider;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which column of a price file holds what, read from its header without regard to case, order, blanks and underscores. A file needs a date
 * and a close; what else it has is used.
 *
 * @param place column of each {@link Role} that the file has
 * @param columns how many cells a full row has
 */
record FileLayout(Map<Role, Integer> place, int columns, char separator) {
    FileLayout {
        place = Map.copyOf(place);
    }

    enum Role {
        DATE,
        OPEN,
        HIGH,
        LOW,
        CLOSE,
        ADJUSTED,
        VOLUME,
        DIVIDEND,
        SPLIT
    }

    /** Names as the vendors and libraries of the market-data design write them, in lower case, letters only. */
    private static final Map<Role, List<String>> NAMES = Map.of(
            Role.DATE, List.of("date", "timestamp", "datetime"),
            Role.OPEN, List.of("open"),
            Role.HIGH, List.of("high"),
            Role.LOW, List.of("low"),
            Role.CLOSE, List.of("close"),
            Role.ADJUSTED, List.of("adjclose", "adjustedclose"),
            Role.VOLUME, List.of("volume"),
            Role.DIVIDEND, List.of("dividend", "dividends", "dividendamount", "divcash"),
            Role.SPLIT, List.of("split", "splits", "stocksplits", "splitfactor", "splitcoefficient"));

    /** Empty when the line names no date or no close. */
    static Optional<FileLayout> of(String header) {
        char separator = header.indexOf(',') >= 0 ? ',' : header.indexOf(';') >= 0 ? ';' : '\t';
        List<String> names = Arrays.stream(header.split(String.valueOf(separator), -1))
                .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""))
                .toList();
        var place = new EnumMap<Role, Integer>(Role.class);
        for (Role role : Role.values()) {
            NAMES.getOrDefault(role, List.of()).stream()
                    .map(names::indexOf)
                    .filter(i -> i >= 0)
                    .findFirst()
                    .ifPresent(i -> place.put(role, i));
        }
        var layout = new FileLayout(place, names.size(), separator);
        return layout.has(Role.DATE) && layout.has(Role.CLOSE) ? Optional.of(layout) : Optional.empty();
    }

    boolean has(Role role) {
        return place.containsKey(role);
    }

    /** -1 when the file has no such column. */
    int column(Role role) {
        return place.getOrDefault(role, -1);
    }
}
