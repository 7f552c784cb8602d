package tidewatch.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import tidewatch.market.Basis;
import tidewatch.market.CorporateAction;
import tidewatch.market.Instrument;
import tidewatch.market.Origin;
import tidewatch.market.PricePanel;
import tidewatch.market.PriceSeries;
import tidewatch.market.TradingCalendar;

/**
 * Hand-made prices for tests: one value a session on the shipped calendar, beginning with the first session at or after {@code first}. A
 * NaN is a session without a bar. Split-adjusted basis with a level, no dividends, unless said; no checks, so constant and linear series
 * survive.
 */
public final class Prices {
    public static final Origin ORIGIN = new Origin("test", "hand-made", Instant.EPOCH);

    private Prices() {}

    /** A share, or an index when the symbol begins with {@code ^}, with open, high and low equal to the close and a volume of a million. */
    public static PriceSeries series(String symbol, LocalDate first, double... closes) {
        return series(instrument(symbol), first, closes);
    }

    public static PriceSeries series(Instrument instrument, LocalDate first, double... closes) {
        return series(instrument, Basis.SPLIT, first, closes, List.of());
    }

    public static PriceSeries series(
            Instrument instrument, Basis basis, LocalDate first, double[] closes, List<CorporateAction> actions) {
        double[][] bars =
                Arrays.stream(closes).mapToObj(c -> new double[] {c, c, c, c, 1e6}).toArray(double[][]::new);
        return bars(instrument, basis, first, actions, bars);
    }

    /** Each bar is open, high, low, close, volume. */
    public static PriceSeries bars(String symbol, LocalDate first, double[]... bars) {
        return bars(instrument(symbol), Basis.SPLIT, first, List.of(), bars);
    }

    public static PriceSeries bars(
            Instrument instrument, Basis basis, LocalDate first, List<CorporateAction> actions, double[]... bars) {
        List<LocalDate> sessions = sessions(first, bars.length);
        int[] given = IntStream.range(0, bars.length).filter(i -> bars[i][3] > 0).toArray();
        return new PriceSeries(
                instrument,
                basis,
                ORIGIN,
                Arrays.stream(given).map(i -> (int) sessions.get(i).toEpochDay()).toArray(),
                column(bars, given, 0),
                column(bars, given, 1),
                column(bars, given, 2),
                column(bars, given, 3),
                column(bars, given, 4),
                new double[0],
                actions);
    }

    /** n closes from f(0), f(1), ... */
    public static double[] closes(int n, java.util.function.IntToDoubleFunction f) {
        return IntStream.range(0, n).mapToDouble(f).toArray();
    }

    /** The panel as of {@code last}, without checks. */
    public static PricePanel panel(LocalDate last, PriceSeries... series) {
        return PricePanel.ofAccepted(TradingCalendar.shipped(), List.of(series), last, Set.of()).value();
    }

    /** The panel as of the newest bar. */
    public static PricePanel panel(PriceSeries... series) {
        LocalDate last = Arrays.stream(series)
                .filter(s -> s.size() > 0)
                .map(s -> s.date(s.size() - 1))
                .max(LocalDate::compareTo)
                .orElseThrow();
        return panel(last, series);
    }

    /** n consecutive sessions, the first at or after {@code first}. */
    public static List<LocalDate> sessions(LocalDate first, int n) {
        TradingCalendar calendar = TradingCalendar.shipped();
        LocalDate start = calendar.next(first.minusDays(1));
        return n == 0 ? List.of() : calendar.sessions(start, calendar.plus(start, n - 1));
    }

    public static Instrument instrument(String symbol) {
        Instrument.Kind kind = symbol.startsWith("^") ? Instrument.Kind.INDEX : Instrument.Kind.STOCK;
        return new Instrument(symbol, symbol, kind, "", "");
    }

    private static double[] column(double[][] bars, int[] given, int column) {
        return Arrays.stream(given).mapToDouble(i -> bars[i][column]).toArray();
    }
}
