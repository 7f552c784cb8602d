package tidewatch.store;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Whether every chunk of prices is as it was written, and the summary of every series says what its chunks hold. */
final class PriceIntegrity {
    private static final int FETCH_SIZE = 500;

    private final List<String> damaged = new ArrayList<>();
    private final List<String> miscounted = new ArrayList<>();
    private int chunks;

    private PriceIntegrity() {}

    static PriceIntegrity check(Handle handle) throws SQLException {
        var result = new PriceIntegrity();
        var rows = new HashMap<Integer, SeriesRow>();
        handle.createQuery("SELECT * FROM price_series").map((columns, _) -> SeriesRow.read(columns)).forEach(row -> rows.put(row.id(), row));
        var sums = result.sums(handle, rows);
        for (var row : rows.values()) {
            var sum = sums.getOrDefault(row.id(), new Sum());
            if (sum.bars != row.bars() || !sum.first.equals(row.first()) || !sum.last.equals(row.last())) {
                result.miscounted.add(row.symbol());
            }
        }
        return result;
    }

    private static final class Sum {
        private int bars;
        private Optional<LocalDate> first = Optional.empty();
        private Optional<LocalDate> last = Optional.empty();
    }

    /** Without series of which a chunk is damaged: whether it was counted depends on whether somebody has met it. */
    private Map<Integer, Sum> sums(Handle handle, Map<Integer, SeriesRow> rows) throws SQLException {
        var sums = new HashMap<Integer, Sum>();
        var broken = new HashSet<Integer>();
        try (var statement = handle.getConnection().prepareStatement("SELECT " + StoredChunk.COLUMNS + " FROM price_chunk")) {
            statement.setFetchSize(FETCH_SIZE);
            try (var columns = statement.executeQuery()) {
                while (columns.next()) {
                    var stored = StoredChunk.read(columns);
                    var row = Optional.ofNullable(rows.get(stored.series()));
                    chunks++;
                    if (stored.whole().isEmpty()) {
                        damaged.add(row.map(SeriesRow::symbol).orElse("?") + " " + stored.quarter().words());
                        broken.add(stored.series());
                        continue;
                    }
                    add(sums.computeIfAbsent(stored.series(), _ -> new Sum()), stored.whole().get());
                }
            }
        }
        rows.keySet().removeAll(broken);
        return sums;
    }

    private static void add(Sum sum, PriceChunk chunk) {
        var first = LocalDate.ofEpochDay(chunk.day(0));
        var last = LocalDate.ofEpochDay(chunk.day(chunk.size() - 1));
        sum.bars += chunk.size();
        sum.first = Optional.of(sum.first.filter(first::isAfter).orElse(first));
        sum.last = Optional.of(sum.last.filter(last::isBefore).orElse(last));
    }

    int chunks() {
        return chunks;
    }

    /** {@code XLB July to September 2025} each. */
    List<String> damaged() {
        return damaged;
    }

    /** Symbols. */
    List<String> miscounted() {
        return miscounted;
    }
}
