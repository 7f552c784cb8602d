package tidewatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** A row of {@code price_chunk}, whole or damaged. */
record StoredChunk(int series, Quarter quarter, int rev, int bars, byte[] data, Optional<PriceChunk> whole) {
    static final String COLUMNS = "series_id, quarter, rev, n, data";

    /** Of a result that has {@link #COLUMNS} first, in their order. */
    static StoredChunk read(ResultSet columns) throws SQLException {
        int n = columns.getInt(4);
        byte[] data = columns.getBytes(5);
        return new StoredChunk(columns.getInt(1), Quarter.ofCode(columns.getInt(2)), columns.getInt(3), n, data, PriceChunk.of(n, data));
    }
}
