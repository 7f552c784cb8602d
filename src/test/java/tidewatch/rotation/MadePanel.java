package tidewatch.rotation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tidewatch.market.Basis;
import tidewatch.market.Instrument;
import tidewatch.market.Origin;
import tidewatch.market.PricePanel;
import tidewatch.market.TradingCalendar;

/** A panel of given closes on an axis of weekdays. */
record MadePanel(List<LocalDate> sessions, Map<String, Row> rows) implements PricePanel {
    record Row(Instrument instrument, double[] closes, double[] volumes, Map<Integer, String> held) implements Series {
        @Override
        public Origin origin() {
            return new Origin("test", "", Instant.EPOCH);
        }

        @Override
        public Basis basis() {
            return Basis.SPLIT;
        }

        @Override
        public boolean hasLevel() {
            return true;
        }

        @Override
        public int first() {
            int t = 0;
            while (t < closes.length && Double.isNaN(closes[t])) {
                t++;
            }
            return t;
        }

        @Override
        public int last() {
            int t = closes.length - 1;
            while (t >= 0 && Double.isNaN(closes[t])) {
                t--;
            }
            return t;
        }

        @Override
        public double close(int t) {
            return closes[t];
        }

        @Override
        public double levelOpen(int t) {
            return closes[t];
        }

        @Override
        public double levelHigh(int t) {
            return closes[t];
        }

        @Override
        public double levelLow(int t) {
            return closes[t];
        }

        @Override
        public double levelClose(int t) {
            return closes[t];
        }

        @Override
        public double volume(int t) {
            return volumes[t];
        }

        @Override
        public double dividend(int t) {
            return 0;
        }

        @Override
        public Optional<String> heldBack(int t) {
            return Optional.ofNullable(held.get(t));
        }
    }

    /** An axis of n weekdays that ends on this day. */
    static MadePanel ending(String lastSession, int n) {
        var days = new ArrayList<LocalDate>();
        for (var day = LocalDate.parse(lastSession); days.size() < n; day = day.minusDays(1)) {
            if (day.getDayOfWeek().getValue() <= 5) {
                days.add(day);
            }
        }
        Collections.reverse(days);
        return new MadePanel(List.copyOf(days), new TreeMap<>());
    }

    /** The closes of the last sessions of the axis; what they do not reach is before the first price. */
    MadePanel with(Instrument instrument, double... closes) {
        var all = new double[size()];
        Arrays.fill(all, Double.NaN);
        System.arraycopy(closes, 0, all, all.length - closes.length, closes.length);
        var volumes = new double[size()];
        Arrays.fill(volumes, 1000);
        rows.put(instrument.symbol(), new Row(instrument, all, volumes, new HashMap<>()));
        return this;
    }

    MadePanel etf(String symbol, double... closes) {
        return with(new Instrument(symbol, symbol, Instrument.Kind.ETF, "", ""), closes);
    }

    MadePanel stock(String symbol, double... closes) {
        return with(new Instrument(symbol, symbol, Instrument.Kind.STOCK, "", ""), closes);
    }

    double[] volumes(String symbol) {
        return rows.get(symbol).volumes();
    }

    MadePanel holdBack(String symbol, int t, String why) {
        var row = rows.get(symbol);
        row.closes()[t] = Double.NaN;
        row.held().put(t, why);
        return this;
    }

    MadePanel without(String symbol, int t) {
        rows.get(symbol).closes()[t] = Double.NaN;
        return this;
    }

    /** What was known at the close of session t. */
    MadePanel cutAt(int t) {
        var cut = new MadePanel(sessions.subList(0, t + 1), new TreeMap<>());
        rows.forEach((symbol, row) -> cut.rows.put(
                symbol,
                new Row(
                        row.instrument(),
                        Arrays.copyOf(row.closes(), t + 1),
                        Arrays.copyOf(row.volumes(), t + 1),
                        row.held())));
        return cut;
    }

    @Override
    public int size() {
        return sessions.size();
    }

    @Override
    public LocalDate session(int t) {
        return sessions.get(t);
    }

    @Override
    public int indexOf(LocalDate session) {
        return Math.max(-1, Collections.binarySearch(sessions, session));
    }

    @Override
    public int indexAtOrBefore(LocalDate date) {
        int at = Collections.binarySearch(sessions, date);
        return at >= 0 ? at : -at - 2;
    }

    @Override
    public List<Series> series() {
        return List.copyOf(rows.values());
    }

    @Override
    public Optional<Series> find(String symbol) {
        return Optional.ofNullable(rows.get(symbol));
    }

    @Override
    public TradingCalendar calendar() {
        throw new UnsupportedOperationException("not needed here");
    }
}
