package tidewatch.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import tidewatch.rotation.Measure;

/**
 * The columns of the last session as one GROUP BY of DuckDB, in memory, with the threads that it takes by itself. The log returns, plain
 * and relative to symbol 0, are columns taken once at load.
 */
final class DuckDbColumns implements AutoCloseable {
    private static final int[] BACK = {1, 5, 21, 63, 126, 252};
    private static final Measure[] RELATIVE = {
        Measure.REL1, Measure.REL5, Measure.REL21, Measure.REL63, Measure.REL126, Measure.REL252
    };

    private final Connection connection;
    private final Query whole;
    private final Query prices;

    /** A statement and the measures that its columns are. */
    private record Query(PreparedStatement statement, List<Measure> measures) {}

    DuckDbColumns(double[][] closes) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        load(closes);
        whole = query(closes[0].length - 1, true);
        prices = query(closes[0].length - 1, false);
    }

    private void load(double[][] closes) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bars (symbol INTEGER, t INTEGER, close DOUBLE)");
            try (var appender = connection.unwrap(DuckDBConnection.class).createAppender("main", "bars")) {
                for (int symbol = 0; symbol < closes.length; symbol++) {
                    for (int t = 0; t < closes[symbol].length; t++) {
                        appender.beginRow();
                        appender.append(symbol);
                        appender.append(t);
                        appender.append(closes[symbol][t]);
                        appender.endRow();
                    }
                }
            }
            statement.execute("CREATE TABLE logs AS SELECT symbol, t, close,"
                    + " ln(close / lag(close) OVER (PARTITION BY symbol ORDER BY t)) AS log FROM bars");
            statement.execute("CREATE TABLE prices AS SELECT a.symbol, a.t, a.close, a.log, a.log - b.log AS e"
                    + " FROM logs a JOIN logs b ON b.symbol = 0 AND b.t = a.t ORDER BY a.symbol, a.t");
            statement.execute("DROP TABLE bars");
            statement.execute("DROP TABLE logs");
        }
    }

    private Query query(int last, boolean whole) throws SQLException {
        var measures = new ArrayList<Measure>();
        return new Query(connection.prepareStatement(sql(last, whole, measures)), List.copyOf(measures));
    }

    private static String sql(int last, boolean whole, List<Measure> measures) {
        var columns = new ArrayList<String>();
        var grouped = new ArrayList<String>();
        grouped.add("max(close) FILTER (t = " + last + ") AS p0");
        var benchmark = new ArrayList<String>();
        benchmark.add("max(close) FILTER (t = " + last + ") AS b0");
        for (int i = 0; i < BACK.length; i++) {
            int k = BACK[i];
            grouped.add("max(close) FILTER (t = " + (last - k) + ") AS p" + k);
            benchmark.add("max(close) FILTER (t = " + (last - k) + ") AS b" + k);
            add(measures, columns, Columns.returns().get(i), "p0 / p" + k + " - 1");
            if (whole) {
                add(measures, columns, RELATIVE[i], "CASE symbol WHEN 0 THEN 0 ELSE p0 / p" + k + " / (b0 / b" + k + ") - 1 END");
            }
        }
        add(measures, columns, Measure.SMA50, "p0 / sma50 - 1");
        grouped.add("avg(close) FILTER (t > " + (last - 50) + ") AS sma50");
        add(measures, columns, Measure.SMA200, "p0 / sma200 - 1");
        grouped.add("avg(close) FILTER (t > " + (last - 200) + ") AS sma200");
        add(measures, columns, Measure.HIGH52, "p0 / high - 1");
        grouped.add("max(close) FILTER (t > " + (last - 252) + ") AS high");
        add(measures, columns, Measure.LOW52, "p0 / low - 1");
        grouped.add("min(close) FILTER (t > " + (last - 252) + ") AS low");
        if (whole) {
            add(measures, columns, Measure.Z_OWN, "now / sd");
            grouped.add("max(log) FILTER (t = " + last + ") AS now");
            grouped.add("stddev_samp(log) FILTER (t BETWEEN " + (last - 63) + " AND " + (last - 1) + ") AS sd");
            Measure[] z = {Measure.Z5, Measure.Z21, Measure.Z63};
            for (int i = 0; i < z.length; i++) {
                int k = BACK[i + 1];
                add(measures, columns, z[i], "CASE symbol WHEN 0 THEN 0 ELSE move" + k + " / (sigma" + k + " * sqrt(" + k + ")) END");
                grouped.add("sum(e) FILTER (t > " + (last - k) + ") AS move" + k);
                grouped.add("stddev_samp(e) FILTER (t BETWEEN " + (last - k - 251) + " AND " + (last - k) + ") AS sigma" + k);
            }
        }
        return "WITH own AS (SELECT symbol, " + String.join(", ", grouped) + " FROM prices WHERE t >= " + (last - (whole ? 314 : 252))
                + " GROUP BY symbol), benchmark AS (SELECT " + String.join(", ", benchmark) + " FROM prices WHERE symbol = 0 AND t >= "
                + (last - 252) + ") SELECT " + String.join(", ", columns) + " FROM own, benchmark ORDER BY symbol";
    }

    private static void add(List<Measure> measures, List<String> columns, Measure measure, String expression) {
        measures.add(measure);
        columns.add(expression);
    }

    /** Every column but the streak: returns, relative returns, means, extremes and all z. Asks, reads every cell, and sums. */
    Map<Measure, Double> lastDay() throws SQLException {
        return ask(whole);
    }

    /** Returns, means and extremes only: ten columns of one pass, as quick as it gets. */
    Map<Measure, Double> lastDayPrices() throws SQLException {
        return ask(prices);
    }

    private static Map<Measure, Double> ask(Query query) throws SQLException {
        var measures = query.measures();
        var sums = new double[measures.size()];
        try (var rows = query.statement().executeQuery()) {
            while (rows.next()) {
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += rows.getDouble(i + 1);
                }
            }
        }
        var result = new EnumMap<Measure, Double>(Measure.class);
        for (int i = 0; i < sums.length; i++) {
            result.put(measures.get(i), sums[i]);
        }
        return result;
    }

    @Override
    public void close() throws SQLException {
        whole.statement().close();
        prices.statement().close();
        connection.close();
    }
}
