package tidewatch.brief;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import tidewatch.brief.Figure.Close;
import tidewatch.brief.Figure.Provenance;
import tidewatch.brief.Figure.Unit;
import tidewatch.evidence.Weighed;
import tidewatch.market.Basket;
import tidewatch.market.Origin;
import tidewatch.market.PricePanel;

/**
 * Makes figures with their sources, and numbers those of a brief in the order in which its facts are gathered; the same figure asked twice
 * keeps its first number. Confined to one brief or answer and one thread.
 */
public final class FigureBook {
    private final PricePanel panel;
    private final boolean numbered;
    private final List<Figure> figures = new ArrayList<>();

    private FigureBook(PricePanel panel, boolean numbered) {
        this.panel = panel;
        this.numbered = numbered;
    }

    static FigureBook ofBrief(PricePanel panel) {
        return new FigureBook(panel, true);
    }

    /** For an answer outside a brief: its figures bear no number. */
    public static FigureBook ofAnswer(PricePanel panel) {
        return new FigureBook(panel, false);
    }

    /** In the order in which they were asked for, each once. */
    public List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** A move of a basket between two sessions of the axis, as a fraction. */
    public Figure move(String label, double fraction, Basket of, int from, int to) {
        return add(label, fraction, Unit.PERCENT, formula(of, from, to, ""), of, Optional.empty(), from, to);
    }

    /** A move relative to a yardstick between two sessions of the axis, as a ratio less 1. */
    public Figure relative(String label, double ratio, Basket of, Basket against, int from, int to) {
        return add(label, ratio, Unit.POINTS, formula(of, from, to, "(1 + move) / (1 + yardstick) - 1; move = "), of, Optional.of(against), from, to);
    }

    /** What a view's measure did against its yardstick since its note, until the last session that was weighed; absent before the first. */
    public Optional<Figure> since(String title, Weighed weighed) {
        int from = weighed.start().map(panel::indexOf).orElse(-1);
        return from < 0 || weighed.sessions() == 0
                ? Optional.empty()
                : weighed.hypothesis().flatMap(measured -> weighed.relative().map(move -> relative(
                        sinceNote(title, from), move, measured.asset(), measured.against(), from, Math.min(panel.size() - 1, from + weighed.sessions()))));
    }

    /** What is left of that after beta; of a view that {@link #since} has a figure for. */
    public Optional<Figure> leftSince(String title, Weighed weighed) {
        return since(title, weighed).flatMap(moved -> weighed.hypothesis().flatMap(measured -> weighed.afterBeta().map(left -> {
            int from = panel.indexOf(moved.provenance().from());
            return afterBeta(
                    sinceNote(title, from) + ", left after beta", left, measured.asset(), measured.against(), from, panel.indexOf(moved.provenance().to()));
        })));
    }

    private String sinceNote(String title, int from) {
        return title + ", since the note, from " + panel.session(from);
    }

    /** What is left of a relative move after beta: weighed over many sessions, so no pair of closes stands behind it. */
    public Figure afterBeta(String label, double ratio, Basket of, Basket against, int from, int to) {
        return made(
                label,
                ratio * 100,
                Unit.POINTS,
                "exp(log of the relative move - beta / 2 x log of the market's move) - 1; beta: slope of the relative return on the "
                        + "market's over 252 sessions to the start",
                of.symbols(),
                against.symbols(),
                from,
                to);
    }

    /**
     * A figure that is made of all sessions between two of the axis, such as a mean, a share or a correlation: no pair of closes stands
     * behind it.
     *
     * @param value in its unit
     * @param against empty for an absolute figure
     */
    public Figure made(
            String label, double value, Unit unit, String formula, List<String> of, List<String> against, int from, int to) {
        var all = new ArrayList<>(of);
        all.addAll(against);
        var provenance = new Provenance(formula, of, against, panel.session(from), panel.session(to), List.of(), true, origins(all, from, to));
        return put(label, value, unit, provenance);
    }

    /** A figure of a table that is shipped: no price stands behind it, and {@code formula} names the table. */
    public Figure tabled(String label, double value, Unit unit, String formula, LocalDate from, LocalDate to) {
        return put(label, value, unit, new Provenance(formula, List.of(), List.of(), from, to, List.of(), true, List.of()));
    }

    /** A price as it was quoted, itself a close. */
    public Figure price(String label, String symbol, int t) {
        var series = panel.find(symbol).orElseThrow();
        double price = series.levelClose(t);
        var provenance = new Provenance(
                "the close",
                List.of(symbol),
                List.of(),
                panel.session(t),
                panel.session(t),
                List.of(new Close(symbol, panel.session(t), "close", price)),
                !series.hasLevel(),
                origins(List.of(symbol), t, t));
        return put(label, price, Unit.PRICE, provenance);
    }

    /** What the price did within or at the close of one session, against the close before; {@code what} is close, open, high or low. */
    public Figure day(String label, double fraction, String symbol, LocalDate session, String what) {
        int to = panel.indexOf(session);
        return quoted(label, fraction, symbol, to > 0 ? panel.session(to - 1) : session, session, what);
    }

    /** What one symbol did against another from the close of one session to that of the next, as a ratio less 1. */
    public Figure against(String label, double ratio, String symbol, String yardstick, LocalDate session) {
        int to = panel.indexOf(session);
        return against(label, ratio, symbol, yardstick, to - 1, to, "the session before");
    }

    /** The same since the last close of the year before. */
    public Figure againstSinceNewYear(String label, double ratio, String symbol, String yardstick, LocalDate session) {
        int from = panel.indexAtOrBefore(session.withDayOfYear(1).minusDays(1));
        return against(label, ratio, symbol, yardstick, from, panel.indexOf(session), "the year before");
    }

    private Figure against(String label, double ratio, String symbol, String yardstick, int from, int to, String base) {
        var closes = new ArrayList<Close>();
        boolean adjusted = false;
        for (var one : List.of(symbol, yardstick)) {
            var series = panel.find(one);
            if (series.isPresent() && from >= 0) {
                adjusted |= !series.get().hasLevel();
                add(closes, one, from, "close", series.get().levelClose(from));
                add(closes, one, to, "close", series.get().levelClose(to));
            }
        }
        var provenance = new Provenance(
                "(1 + move) / (1 + yardstick) - 1; move = close / close of " + base + " - 1",
                List.of(symbol),
                List.of(yardstick),
                panel.session(Math.max(0, from)),
                panel.session(to),
                closes,
                adjusted,
                origins(List.of(symbol, yardstick), from, to));
        return put(label, ratio * 100, Unit.POINTS, provenance);
    }

    /** A move of quoted prices from the close of one session to a price of another, as a fraction. */
    public Figure quoted(String label, double fraction, String symbol, LocalDate base, LocalDate end, String what) {
        var closes = new ArrayList<Close>();
        boolean adjusted = false;
        int from = panel.indexOf(base);
        int to = panel.indexOf(end);
        var series = panel.find(symbol);
        if (series.isPresent() && from >= 0 && to >= 0) {
            var row = series.get();
            adjusted = !row.hasLevel();
            add(closes, symbol, from, "close", row.levelClose(from));
            add(closes, symbol, to, what, switch (what) {
                case "open" -> row.levelOpen(to);
                case "high" -> row.levelHigh(to);
                case "low" -> row.levelLow(to);
                default -> row.levelClose(to);
            });
        }
        var provenance = new Provenance(
                what + " / close of " + base + " - 1",
                List.of(symbol),
                List.of(),
                base,
                end,
                closes,
                adjusted,
                origins(List.of(symbol), from, to));
        return put(label, fraction * 100, Unit.PERCENT, provenance);
    }

    private static String formula(Basket of, int from, int to, String before) {
        int sessions = to - from;
        var span = sessions == 1 ? "the session before" : sessions + " sessions before";
        return of.symbols().size() == 1
                ? before + "close / close of " + span + " - 1"
                : before + "product over the sessions of (1 + mean move of " + of.symbols().size() + " members) - 1";
    }

    private Figure add(
            String label, double fraction, Unit unit, String formula, Basket of, Optional<Basket> against, int from, int to) {
        var closes = new ArrayList<Close>();
        var baskets = new ArrayList<Basket>();
        baskets.add(of);
        against.ifPresent(baskets::add);
        for (var basket : baskets) {
            if (basket.symbols().size() == 1) {
                var symbol = basket.symbols().get(0);
                panel.find(symbol).ifPresent(row -> {
                    add(closes, symbol, from, "close", row.close(from));
                    add(closes, symbol, to, "close", row.close(to));
                });
            }
        }
        var provenance = new Provenance(
                formula,
                of.symbols(),
                against.map(Basket::symbols).orElse(List.of()),
                panel.session(from),
                panel.session(to),
                closes,
                true,
                origins(baskets.stream().flatMap(basket -> basket.symbols().stream()).toList(), from, to));
        return put(label, fraction * 100, unit, provenance);
    }

    private void add(List<Close> closes, String symbol, int t, String what, double price) {
        if (Double.isFinite(price)) {
            closes.add(new Close(symbol, panel.session(t), what, price));
        }
    }

    /** Where the closes of both ends are from; single bars of a series may have come from elsewhere. */
    private List<Origin> origins(List<String> symbols, int from, int to) {
        // A day outside of the axis has no bar.
        int first = Math.max(0, from);
        int last = Math.max(0, to);
        var origins = new LinkedHashSet<Origin>();
        for (var symbol : symbols) {
            panel.find(symbol).ifPresent(row -> origins.addAll(List.of(row.origin(first), row.origin(last))));
        }
        return List.copyOf(origins);
    }

    /** Gives a figure of a draft its number here. */
    void adopt(Figure figure) {
        put(figure.label(), figure.value(), figure.unit(), figure.provenance());
    }

    private Figure put(String label, double value, Unit unit, Provenance provenance) {
        for (var known : figures) {
            if (known.label().equals(label) && known.value() == value && known.provenance().equals(provenance)) {
                return known;
            }
        }
        var figure = new Figure(numbered ? figures.size() + 1 : 0, label, value, unit, provenance);
        figures.add(figure);
        return figure;
    }
}
