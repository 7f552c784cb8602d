package tidewatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** A row of {@code price_chunk}, whole or damaged. */
final class StoredChunk {
    static final String COLUMNS = "series_id, quarter, rev, n, data";

    private final int series;
    private final Quarter quarter;
    private final int rev;
    private final int bars;
    private final byte[] data;
    private final Optional<PriceChunk> whole;

    private StoredChunk(int series, Quarter quarter, int rev, int bars, byte[] data) {
        this.series = series;
        this.quarter = quarter;
        this.rev = rev;
        this.bars = bars;
        this.data = data;
        this.whole = PriceChunk.of(bars, data);
    }

    /** Of a result that has {@link #COLUMNS} first, in their order. */
    static StoredChunk read(ResultSet columns) throws SQLException {
        return new StoredChunk(
                columns.getInt(1), Quarter.ofCode(columns.getInt(2)), columns.getInt(3), columns.getInt(4), columns.getBytes(5));
    }

    int series() {
        return series;
    }

    Quarter quarter() {
        return quarter;
    }

    int rev() {
        return rev;
    }

    /** As the row says. */
    int bars() {
        return bars;
    }

    /** As they lie there; not to be changed. */
    byte[] data() {
        return data;
    }

    /** Absent when it is damaged. */
    Optional<PriceChunk> whole() {
        return whole;
    }
}
