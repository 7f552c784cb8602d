package tidewatch.rotation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import tidewatch.market.Basis;
import tidewatch.market.Instrument;
import tidewatch.market.MadeUniverse;
import tidewatch.market.PricePanel;
import tidewatch.market.PriceSeries;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Universe;
import tidewatch.testing.Prices;

/**
 * A panel of the size of a real one. The walk is the one on which other programs are measured too: {@code Random(42)}, per symbol x = 100,
 * then for each session x *= exp(.0002 + .015 gaussian), symbol after symbol.
 */
public final class LargePanel {
    private static final LocalDate END = LocalDate.of(2026, 3, 31);

    private LargePanel() {}

    /** Symbols K000, K001, ... */
    public static double[][] walks(int symbols, int sessions) {
        var random = new Random(42);
        var all = new double[symbols][sessions];
        for (var one : all) {
            double x = 100;
            for (int t = 0; t < sessions; t++) {
                x *= Math.exp(.0002 + .015 * random.nextGaussian());
                one[t] = x;
            }
        }
        return all;
    }

    /** Volumes that vary as those of shares do, apart from the walk. */
    public static double[][] volumes(int symbols, int sessions) {
        var random = new Random(43);
        var all = new double[symbols][sessions];
        for (var one : all) {
            Arrays.setAll(one, t -> 1e6 * Math.exp(.4 * random.nextGaussian()));
        }
        return all;
    }

    /** The last {@code keep} sessions of these walks, a million shares each; the first {@code funds} are SPY, F01, F02, ... */
    static PricePanel panel(double[][] walks, int keep, int funds) {
        var volume = new double[keep];
        Arrays.fill(volume, 1e6);
        return panel(walks, keep, funds, i -> volume);
    }

    /**
     * The last {@code keep} sessions of these walks; the first {@code funds} are SPY, F01, F02, ...
     *
     * @param volumes the volumes of those sessions by index of the symbol; NaN for none
     */
    public static PricePanel panel(double[][] walks, int keep, int funds, IntFunction<double[]> volumes) {
        var last = END;
        var calendar = TradingCalendar.shipped();
        int[] days = calendar.sessions(calendar.plus(last, 1 - keep), last).stream()
                .mapToInt(day -> (int) day.toEpochDay())
                .toArray();
        List<PriceSeries> series = new ArrayList<>();
        for (int i = 0; i < walks.length; i++) {
            var symbol = i >= funds ? "K%03d".formatted(i) : i == 0 ? "SPY" : "F%02d".formatted(i);
            var kind = i < funds ? Instrument.Kind.ETF : Instrument.Kind.STOCK;
            double[] close = Arrays.copyOfRange(walks[i], walks[i].length - keep, walks[i].length);
            series.add(new PriceSeries(
                    new Instrument(symbol, symbol, kind, "", ""),
                    Basis.SPLIT,
                    Prices.ORIGIN,
                    days.clone(),
                    close.clone(),
                    close.clone(),
                    close.clone(),
                    close,
                    volumes.apply(i).clone(),
                    new double[0],
                    List.of()));
        }
        return PricePanel.ofAccepted(calendar, series, last, Set.of()).value();
    }

    /**
     * These walks under the names of a universe, its listed instruments first, then the members of its sectors, as known after the close of
     * {@code last}; all walks end on 31 March 2026.
     */
    public static PricePanel panel(double[][] walks, Universe universe, LocalDate last) {
        var names = new LinkedHashSet<Instrument>();
        universe.groups().forEach(group -> names.addAll(universe.group(group)));
        universe.sectors().forEach(sector -> universe.members(sector).forEach(symbol -> universe.instrument(symbol).ifPresent(names::add)));
        var calendar = TradingCalendar.shipped();
        int sessions = walks[0].length;
        int[] days = calendar.sessions(calendar.plus(END, 1 - sessions), END).stream().mapToInt(day -> (int) day.toEpochDay()).toArray();
        var volume = new double[sessions];
        Arrays.fill(volume, 1e6);
        List<PriceSeries> series = new ArrayList<>();
        for (var instrument : names) {
            if (series.size() < walks.length) {
                double[] close = walks[series.size()];
                series.add(new PriceSeries(
                        instrument, Basis.SPLIT, Prices.ORIGIN, days, close, close, close, close, volume, new double[0], List.of()));
            }
        }
        return PricePanel.ofAccepted(calendar, series, last, Set.of()).value();
    }

    /** Eleven sectors whose members are all stocks, dealt out in turn, themes and styles from the other funds, and four pairs. */
    public static Universe universe(PricePanel panel, int funds) {
        var universe = new MadeUniverse();
        var stocks = panel.series().stream()
                .map(one -> one.instrument())
                .filter(one -> one.kind() == Instrument.Kind.STOCK)
                .map(Instrument::symbol)
                .toList();
        for (int i = 1; i < funds; i++) {
            var fund = "F%02d".formatted(i);
            if (i <= 11) {
                int sector = i;
                universe.sector(
                        "Sector " + i,
                        fund,
                        stocks.stream().filter(one -> stocks.indexOf(one) % 11 == sector - 1).toList());
            } else {
                universe.group(i < 22 ? "theme" : i < 35 ? "style" : "cross-asset", fund);
            }
        }
        for (int i = 22; i < 30; i += 2) {
            universe.with(MadeUniverse.pair("pair " + i, "F" + i, "F" + (i + 1)));
        }
        return universe.universe();
    }
}
