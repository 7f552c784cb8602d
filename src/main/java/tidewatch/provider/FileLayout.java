package tidewatch.provider;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which column of a price file holds what, read from its header without regard to case, order, blanks and underscores. A file needs a date
 * and a close; what else it has is used.
 *
 * @param place column of each {@link Role}, -1 for none, by ordinal
 * @param columns how many cells a full row has
 */
record FileLayout(int[] place, int columns, char separator) {
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
        int[] place = new int[Role.values().length];
        for (Role role : Role.values()) {
            place[role.ordinal()] =
                    NAMES.getOrDefault(role, List.of()).stream().mapToInt(names::indexOf).filter(i -> i >= 0).findFirst().orElse(-1);
        }
        var layout = new FileLayout(place, names.size(), separator);
        return layout.has(Role.DATE) && layout.has(Role.CLOSE) ? Optional.of(layout) : Optional.empty();
    }

    boolean has(Role role) {
        return place[role.ordinal()] >= 0;
    }

    int column(Role role) {
        return place[role.ordinal()];
    }
}
