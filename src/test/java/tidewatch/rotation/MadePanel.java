package tidewatch.rotation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tidewatch.market.Instrument;
import tidewatch.market.PricePanel;
import tidewatch.market.PriceSeries;
import tidewatch.market.TradingCalendar;
import tidewatch.testing.Prices;

/** Closes in the making, on an axis of n sessions; {@link #panel} freezes them. */
record MadePanel(List<LocalDate> sessions, Map<String, Row> rows) {
    @SuppressWarnings("ArrayRecordComponent") // written to by the tests
    record Row(Instrument instrument, double[] closes) {}

    /** An axis of n sessions that ends on this session. */
    static MadePanel ending(String lastSession, int n) {
        var last = LocalDate.parse(lastSession);
        var calendar = TradingCalendar.shipped();
        return new MadePanel(calendar.sessions(calendar.plus(last, 1 - n), last), new TreeMap<>());
    }

    /** The closes of the last sessions of the axis; what they do not reach is before the first price. */
    MadePanel with(Instrument instrument, double... closes) {
        var all = new double[sessions.size()];
        Arrays.fill(all, Double.NaN);
        System.arraycopy(closes, 0, all, all.length - closes.length, closes.length);
        rows.put(instrument.symbol(), new Row(instrument, all));
        return this;
    }

    MadePanel etf(String symbol, double... closes) {
        return with(new Instrument(symbol, symbol, Instrument.Kind.ETF, "", ""), closes);
    }

    MadePanel stock(String symbol, double... closes) {
        return with(new Instrument(symbol, symbol, Instrument.Kind.STOCK, "", ""), closes);
    }

    MadePanel without(String symbol, int t) {
        closes(symbol)[t] = Double.NaN;
        return this;
    }

    double[] closes(String symbol) {
        return Objects.requireNonNull(rows.get(symbol)).closes();
    }

    PricePanel panel() {
        return cutAt(sessions.size() - 1);
    }

    /** As of session t, from prices that go on after it. */
    PricePanel cutAt(int t) {
        List<PriceSeries> series = new ArrayList<>();
        rows.values().forEach(row -> series.add(Prices.series(row.instrument(), sessions.getFirst(), row.closes())));
        return Prices.panel(sessions.get(t), series.toArray(PriceSeries[]::new));
    }
}
