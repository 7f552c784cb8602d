package tidewatch.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import tidewatch.market.Account;
import tidewatch.market.Basis;
import tidewatch.market.CallBook;
import tidewatch.market.CorporateAction;
import tidewatch.market.Instrument;
import tidewatch.market.LimitRule;
import tidewatch.market.Offer;
import tidewatch.market.Origin;
import tidewatch.market.PriceBatch;
import tidewatch.market.PriceProvider;
import tidewatch.market.PriceRequest;
import tidewatch.market.PriceSeries;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Trouble;
import tidewatch.problem.Found;

/**
 * A source of prices that tells the truth, late, in part or wrong as its script says. The truth is RAW bars with actions; rows of sessions
 * that have not closed are never told. One thread.
 */
public final class ScriptedSource implements PriceProvider {
    private static final TradingCalendar CALENDAR = TradingCalendar.shipped();

    private final String id;
    private final Offer offer;
    private final Map<String, PriceSeries> truth;
    private final Optional<CallBook> book;
    private final Map<LocalDate, Instant> late = new HashMap<>();
    private final List<Outage> outages = new ArrayList<>();
    private final List<Wrong> wrong = new ArrayList<>();
    private final List<PriceRequest> asked = new ArrayList<>();

    private record Outage(Instant from, Instant until, Trouble.Kind kind) {}

    private record Wrong(String symbol, LocalDate session, UnaryOperator<double[]> change, Instant until) {}

    /** @param truth by symbol; other symbols are not known */
    public ScriptedSource(String id, Offer offer, Map<String, PriceSeries> truth, Optional<CallBook> book) {
        this.id = id;
        this.offer = offer;
        this.truth = Map.copyOf(truth);
        this.book = book;
    }

    /** Histories and actions of 100 symbols a call, raw, ready 20 minutes and final four hours after the close, no limit. */
    public static Offer histories() {
        return offer(EnumSet.of(PriceRequest.Kind.HISTORY, PriceRequest.Kind.ACTIONS), List.of());
    }

    /** Whole days and actions. */
    public static Offer days() {
        return offer(EnumSet.of(PriceRequest.Kind.ONE_DAY, PriceRequest.Kind.ACTIONS), List.of());
    }

    public static Offer offer(Set<PriceRequest.Kind> kinds, List<LimitRule> limits) {
        return new Offer(kinds, 100, 0, Basis.RAW, Period.ofYears(20), "test", Duration.ofMinutes(20), Duration.ofHours(4), limits);
    }

    /** A seeded walk with ranges and volumes of the usual kind, one bar a session. */
    public static PriceSeries walk(String symbol, LocalDate first, LocalDate last, List<CorporateAction> actions, long seed) {
        var random = new SplittableRandom(seed * 31 + symbol.hashCode());
        var days = CALENDAR.sessions(first, last);
        int n = days.size();
        var columns = new double[5][n];
        double close = 50 + random.nextInt(100);
        for (int i = 0; i < n; i++) {
            var day = days.get(i);
            for (var action : actions) {
                if (action instanceof CorporateAction.Split(LocalDate ex, double newPerOld) && ex.equals(day)) {
                    close /= newPerOld;
                }
            }
            double before = close;
            close *= Math.exp(.015 * random.nextGaussian());
            columns[0][i] = before * Math.exp(.004 * random.nextGaussian());
            columns[1][i] = Math.max(columns[0][i], close) * (1 + .006 * random.nextDouble());
            columns[2][i] = Math.min(columns[0][i], close) * (1 - .006 * random.nextDouble());
            columns[3][i] = close;
            columns[4][i] = Math.rint(1e6 * (50 / close) * (1 + random.nextDouble()));
        }
        return new PriceSeries(
                Prices.instrument(symbol),
                Basis.RAW,
                new Origin("truth", "test", Instant.EPOCH),
                days.stream().mapToInt(day -> (int) day.toEpochDay()).toArray(),
                columns[0],
                columns[1],
                columns[2],
                columns[3],
                columns[4],
                new double[0],
                actions);
    }

    /** Has no row of this session before that moment. */
    public ScriptedSource late(LocalDate session, Instant until) {
        late.put(session, until);
        return this;
    }

    /** Answers everything with this trouble in that time. */
    public ScriptedSource troubled(Instant from, Instant until, Trouble.Kind kind) {
        outages.add(new Outage(from, until, kind));
        return this;
    }

    /** Tells another bar (open, high, low, close, volume) until that moment; an empty answer takes the bar away. */
    public ScriptedSource wrong(String symbol, LocalDate session, UnaryOperator<double[]> change, Instant until) {
        wrong.add(new Wrong(symbol, session, change, until));
        return this;
    }

    /** What it was asked, in order. */
    public List<PriceRequest> asked() {
        return List.copyOf(asked);
    }

    public void forgetAsked() {
        asked.clear();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Offer offer() {
        return offer;
    }

    @Override
    public Account account() {
        return Account.of(id);
    }

    @Override
    public Found<PriceBatch> fetch(PriceRequest request, Instant now) {
        var symbols = request.instruments().stream().map(Instrument::symbol).toList();
        if (book.isPresent()) {
            var spent = book.get().reserve(account(), offer.limits(), Set.copyOf(symbols), now);
            if (spent.isPresent()) {
                return all(request, Trouble.until(Trouble.Kind.QUOTA_SPENT, id + ": " + spent.get().rule().words() + " are used up", spent.get().until()));
            }
        }
        asked.add(request);
        for (var outage : outages) {
            if (!now.isBefore(outage.from()) && now.isBefore(outage.until())) {
                return all(request, Trouble.of(outage.kind(), id + " answers with " + outage.kind()));
            }
        }
        return switch (request) {
            case PriceRequest.OneDay day -> bars(request, day.session(), day.session(), now, false);
            case PriceRequest.History history -> bars(request, history.from(), history.to(), now, true);
            case PriceRequest.Actions actions -> actions(actions);
        };
    }

    private static Found<PriceBatch> all(PriceRequest request, Trouble trouble) {
        var missing = new LinkedHashMap<String, Trouble>();
        request.instruments().forEach(one -> missing.put(one.symbol(), trouble));
        return Found.of(new PriceBatch(List.of(), Map.of(), missing));
    }

    private Found<PriceBatch> actions(PriceRequest.Actions request) {
        var actions = new HashMap<String, List<CorporateAction>>();
        for (Instrument one : request.instruments()) {
            var known = truth.containsKey(one.symbol()) ? truth.get(one.symbol()).actions() : List.<CorporateAction>of();
            actions.put(one.symbol(), known.stream().filter(action -> !action.ex().isBefore(request.from()) && !action.ex().isAfter(request.to())).toList());
        }
        return Found.of(new PriceBatch(List.of(), actions, Map.of()));
    }

    private Found<PriceBatch> bars(PriceRequest request, LocalDate from, LocalDate to, Instant now, boolean history) {
        var newest = CALENDAR.lastClosed(now);
        var series = new ArrayList<PriceSeries>();
        var missing = new LinkedHashMap<String, Trouble>();
        for (Instrument one : request.instruments()) {
            var known = truth.get(one.symbol());
            if (known == null) {
                missing.put(one.symbol(), Trouble.of(history ? Trouble.Kind.NO_SUCH_SYMBOL : Trouble.Kind.NO_DATA, id + " knows no " + one.symbol()));
                continue;
            }
            var told = told(known, from, to.isBefore(newest) ? to : newest, now);
            if (told.size() > 0) {
                series.add(told);
            } else {
                boolean expected = !to.isBefore(newest) && late.getOrDefault(newest, Instant.MIN).isAfter(now);
                missing.put(one.symbol(), Trouble.of(expected ? Trouble.Kind.NOT_YET : Trouble.Kind.NO_DATA, id + " has no row of " + one.symbol()));
            }
        }
        return Found.of(new PriceBatch(series, Map.of(), missing));
    }

    private PriceSeries told(PriceSeries known, LocalDate from, LocalDate to, Instant now) {
        var rows = new ArrayList<double[]>();
        var days = new ArrayList<Integer>();
        for (int i = 0; i < known.size(); i++) {
            var day = known.date(i);
            if (day.isBefore(from) || day.isAfter(to) || late.getOrDefault(day, Instant.MIN).isAfter(now)) {
                continue;
            }
            var row = new double[] {known.open(i), known.high(i), known.low(i), known.close(i), known.volume(i)};
            for (var fault : wrong) {
                if (row.length > 0 && fault.symbol().equals(known.instrument().symbol()) && fault.session().equals(day) && now.isBefore(fault.until())) {
                    row = fault.change().apply(row);
                }
            }
            if (row.length > 0) {
                rows.add(row);
                days.add((int) day.toEpochDay());
            }
        }
        return new PriceSeries(
                known.instrument(),
                Basis.RAW,
                new Origin(id, offer.feed(), now),
                days.stream().mapToInt(Integer::intValue).toArray(),
                column(rows, 0),
                column(rows, 1),
                column(rows, 2),
                column(rows, 3),
                column(rows, 4),
                new double[0],
                offer.kinds().contains(PriceRequest.Kind.ACTIONS)
                        ? List.of()
                        : known.actions().stream().filter(one -> !one.ex().isBefore(from) && !one.ex().isAfter(to)).toList());
    }

    private static double[] column(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }
}
