package tidewatch.rotation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tidewatch.market.Basket;
import tidewatch.market.Instrument;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;
import tidewatch.rotation.RotationRow.Kind;

/** Decides which rows the table has, of which kind, and which proxy a pair is measured on. */
final class TableRows {
    /** A proxy without a bar in this many sessions is not used while another one is there. */
    static final int DEAD_AFTER = 5;

    private final PricePanel panel;
    private final Universe universe;
    private final Tracks tracks;
    private final Basket benchmark;
    private final Cells cells;
    private final List<RotationRow> rows = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    TableRows(PricePanel panel, Universe universe) {
        this.panel = panel;
        this.universe = universe;
        this.tracks = new Tracks(panel, Cells.DEPTH);
        panel.gather(tracks.from());
        this.benchmark = benchmark(panel, universe);
        this.cells = new Cells(panel, tracks, benchmark);
    }

    static Basket benchmark(PricePanel panel, Universe universe) {
        var symbol = universe.benchmark();
        return Basket.of(universe.instrument(symbol)
                .or(() -> panel.find(symbol).map(PricePanel.Series::instrument))
                .orElseGet(() -> new Instrument(symbol, symbol, Instrument.Kind.ETF, "", "")));
    }

    RotationTable table() {
        for (var group : universe.groups()) {
            for (var instrument : universe.group(group)) {
                add(kind(group, instrument), Basket.of(instrument));
            }
        }
        for (var pair : universe.pairs()) {
            var used = proxy(pair);
            if (ids.add(pair.id())) {
                rows.add(cells.pair(pair.id(), used.name(), used.longLeg(), used.shortLeg()));
            }
        }
        for (var basket : universe.baskets()) {
            add(Kind.BASKET, basket);
        }
        // Apart from their figures, for objects all over the memory are found faster side by side than one by one.
        List<Other> others = new ArrayList<>();
        for (var series : panel.series()) {
            var symbol = series.instrument().symbol();
            if (series.last() >= 0 && !ids.contains(symbol)) {
                var instrument = universe.instrument(symbol).orElse(series.instrument());
                others.add(new Other(kind("", instrument), Basket.of(instrument), series));
            }
        }
        for (var other : others) {
            rows.add(cells.row(other.kind, other.basket, other.series));
        }
        return new RotationTable(panel.asOf(), benchmark.id(), rows);
    }

    /** A priced instrument that the universe does not list. */
    private record Other(Kind kind, Basket basket, PricePanel.Series series) {}

    private void add(Kind kind, Basket basket) {
        if (ids.add(basket.id())) {
            rows.add(cells.row(kind, basket));
        }
    }

    private static Kind kind(String group, Instrument instrument) {
        if (instrument.kind() == Instrument.Kind.VOLATILITY) {
            return Kind.VOLATILITY;
        }
        return switch (group) {
            case "benchmark" -> Kind.BENCHMARK;
            case "sector" -> Kind.SECTOR;
            case "theme" -> Kind.THEME;
            case "style" -> Kind.STYLE;
            case "cross-asset" -> Kind.CROSS_ASSET;
            default ->
                switch (instrument.kind()) {
                    case STOCK -> Kind.STOCK;
                    case ETF -> Kind.FUND;
                    case INDEX -> Kind.INDEX;
                    case VOLATILITY -> Kind.VOLATILITY;
                };
        };
    }

    /** The first proxy with a bar of both legs in the last 5 sessions, else the first that ever had prices, else the first. */
    private Universe.Pair proxy(Universe.Pair pair) {
        List<Universe.Pair> choices = new ArrayList<>();
        choices.add(pair);
        choices.addAll(pair.fallbacks());
        for (int oldest : new int[] {tracks.last() - DEAD_AFTER, 0}) {
            for (var choice : choices) {
                if (tracks.of(choice.longLeg()).newest >= oldest && tracks.of(choice.shortLeg()).newest >= oldest) {
                    return choice;
                }
            }
        }
        return pair;
    }
}
