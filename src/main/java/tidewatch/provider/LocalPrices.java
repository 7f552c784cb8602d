package tidewatch.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tidewatch.market.Account;
import tidewatch.market.Basis;
import tidewatch.market.CorporateAction;
import tidewatch.market.Instrument;
import tidewatch.market.Offer;
import tidewatch.market.PriceBatch;
import tidewatch.market.PriceHistory;
import tidewatch.market.PriceProvider;
import tidewatch.market.PriceRequest;
import tidewatch.market.PriceSeries;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Trouble;
import tidewatch.market.Trouble.Kind;
import tidewatch.problem.Found;

/**
 * Prices of this machine, asked as a source is: folders of files, or the sample. No limits, no account. Bars keep the basis and the time
 * of their own file.
 */
public final class LocalPrices implements PriceProvider {
    /** Files have no depth of their own. */
    private static final Period DEPTH = Period.ofYears(100);

    private final PriceHistory held;
    private final TradingCalendar calendar;
    private final Offer offer;

    private LocalPrices(PriceHistory held, TradingCalendar calendar, Basis basis, Duration readyAfter) {
        this.held = held;
        this.calendar = calendar;
        this.offer = new Offer(
                Set.of(PriceRequest.Kind.ONE_DAY, PriceRequest.Kind.HISTORY, PriceRequest.Kind.ACTIONS),
                0,
                0,
                basis,
                DEPTH,
                held.id(),
                readyAfter,
                readyAfter,
                List.of());
    }

    /**
     * Folders of CSV files. Their offer's basis is the least that each file promises; each series has its own.
     *
     * @param readyAfter from the close until files of a session can be expected
     */
    public static LocalPrices files(FilePrices files, TradingCalendar calendar, Duration readyAfter) {
        return new LocalPrices(files, calendar, Basis.TOTAL, readyAfter);
    }

    /** The sample market. */
    public static LocalPrices sample(SamplePrices sample, TradingCalendar calendar) {
        return new LocalPrices(sample, calendar, Basis.RAW, SamplePrices.READY_AFTER_CLOSE);
    }

    @Override
    public String id() {
        return held.id();
    }

    @Override
    public Offer offer() {
        return offer;
    }

    @Override
    public Account account() {
        return Account.of(id());
    }

    @Override
    public Found<PriceBatch> fetch(PriceRequest request, Instant now) {
        var newest = calendar.lastClosed(now.minus(offer.readyAfter()));
        return switch (request) {
            case PriceRequest.OneDay day -> bars(day, day.session(), day.session(), newest, day.everything());
            case PriceRequest.History history -> bars(history, history.from(), history.to(), newest, false);
            case PriceRequest.Actions actions -> actions(actions);
        };
    }

    private static Set<String> symbols(PriceRequest request) {
        var symbols = new HashSet<String>();
        request.instruments().forEach(one -> symbols.add(one.symbol()));
        return symbols;
    }

    private Found<PriceBatch> bars(PriceRequest request, LocalDate from, LocalDate to, LocalDate newest, boolean everything) {
        LocalDate last = to.isBefore(newest) ? to : newest;
        var asked = new TreeMap<String, Instrument>();
        request.instruments().forEach(one -> asked.put(one.symbol(), one));
        var series = new ArrayList<PriceSeries>();
        var missing = new HashMap<String, Trouble>();
        boolean yet = from.isAfter(last);
        Found<List<PriceSeries>> held = yet
                ? Found.of(List.of())
                : this.held.history(everything ? Set.of() : symbols(request), from, last);
        for (PriceSeries one : held.value()) {
            if (one.size() > 0) {
                series.add(one);
            }
        }
        var have = new HashSet<String>();
        series.forEach(one -> have.add(one.instrument().symbol()));
        asked.keySet().stream().filter(symbol -> !have.contains(symbol)).forEach(symbol -> missing.put(symbol, none(symbol, from, last, newest)));
        return new Found<>(new PriceBatch(series, Map.of(), missing), held.problems());
    }

    private Trouble none(String symbol, LocalDate from, LocalDate last, LocalDate newest) {
        boolean late = from.isAfter(last) || (from.equals(last) && last.equals(newest));
        return Trouble.of(
                late ? Kind.NOT_YET : Kind.NO_DATA,
                late
                        ? "There is no price of " + symbol + " from " + from + " on yet (" + id() + "); it is asked again."
                        : "There is no price of " + symbol + " from " + from + " to " + last + " (" + id() + ").");
    }

    private Found<PriceBatch> actions(PriceRequest.Actions request) {
        var actions = new HashMap<String, List<CorporateAction>>();
        Found<List<PriceSeries>> held = this.held.history(symbols(request), request.from(), request.to());
        held.value().forEach(one -> actions.put(one.instrument().symbol(), one.actions()));
        var missing = new HashMap<String, Trouble>();
        for (String symbol : symbols(request)) {
            if (!actions.containsKey(symbol)) {
                missing.put(symbol, Trouble.of(Kind.NO_SUCH_SYMBOL, "There are no prices of " + symbol + " (" + id() + ")."));
            }
        }
        return new Found<>(new PriceBatch(List.of(), actions, missing), held.problems());
    }

    @Override
    public String toString() {
        return id();
    }
}
