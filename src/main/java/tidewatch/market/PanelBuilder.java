package tidewatch.market;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tidewatch.market.BarCheck.Fault;
import tidewatch.market.BarCheck.Rule;
import tidewatch.market.CorporateAction.CashDividend;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Turns series of any basis into the panel of one as-of session: puts rows on the axis, applies the checks, then the views of the
 * market-data design, section 2. One builder makes one panel; one thread.
 */
final class PanelBuilder {
    /** Faults of one rule that are named one by one for a series; the rest is counted. */
    private static final int NAMED = 3;
    /** Fewer series than this prove nothing about a whole day. */
    static final int BATCH_MIN = 10;

    private static final double DIVIDEND_LARGE = .25;

    private final TradingCalendar calendar;
    private final int asOf;
    private final boolean check;
    private final List<Problem> problems = new ArrayList<>();
    private int[] axis = {};

    PanelBuilder(TradingCalendar calendar, LocalDate lastSession, boolean check) {
        this.calendar = calendar;
        this.asOf = (int) calendar.atOrPrevious(lastSession).toEpochDay();
        this.check = check;
    }

    Found<PricePanel> build(List<PriceSeries> given, Set<String> core) {
        List<PriceSeries> all = onePerSymbol(given);
        axis = axis(all, core);
        var onAxis = new ArrayList<Bars>();
        var faults = new ArrayList<List<Fault>>();
        int[] traded = new int[all.size()];
        for (PriceSeries series : all) {
            Bars bars = place(series);
            traded[onAxis.size()] = firstTraded(bars);
            onAxis.add(bars);
            faults.add(new ArrayList<>(check ? BarCheck.eachBar(bars) : BarCheck.flagged(bars)));
        }
        if (check) {
            boolean[] notYet = repeatedDays(onAxis, faults);
            for (int s = 0; s < onAxis.size(); s++) {
                dropCopies(onAxis.get(s), faults.get(s), notYet);
                faults.get(s).addAll(BarCheck.jumps(onAxis.get(s)));
            }
        }
        var rejudged = new BitSet();
        for (int s = 0; s < onAxis.size(); s++) {
            rejudged(onAxis.get(s), faults.get(s), traded[s], rejudged);
        }
        var rows = new ArrayList<PricePanel.Series>();
        for (int s = 0; s < all.size(); s++) {
            report(all.get(s), onAxis.get(s), faults.get(s));
            rows.add(view(all.get(s), onAxis.get(s), faults.get(s)));
        }
        return new Found<>(new PricePanel(calendar, axis, rows, rejudged), problems);
    }

    private static int firstTraded(Bars bars) {
        int i = 0;
        while (i < bars.size() && !(bars.volume[i] > 0)) {
            i++;
        }
        return i;
    }

    /**
     * Marks the sessions with which older bars were judged anew. Only two rules look ahead: a jump is settled by the bars after it, and
     * whether a volume of 0 means something by the first one above it. A series without a fault has had none on any day before.
     *
     * @param traded position of the first volume above 0
     */
    private static void rejudged(Bars bars, List<Fault> faults, int traded, BitSet sessions) {
        for (Fault fault : faults) {
            switch (fault.rule()) {
                case JUMP, BREAK -> sessions.set(bars.first + fault.at(), bars.first + JumpRule.settled(bars, fault.at()) + 1);
                case NO_TRADE -> {
                    if (fault.at() < traded) {
                        sessions.set(bars.first + traded);
                    }
                }
                case RANGE, NO_RANGE, COPY, ROW -> {}
            }
        }
    }

    private List<PriceSeries> onePerSymbol(List<PriceSeries> given) {
        var first = new TreeMap<String, PriceSeries>();
        for (PriceSeries series : given) {
            if (first.putIfAbsent(series.instrument().symbol(), series) != null) {
                problems.add(new Problem(
                        Reason.CONFLICT,
                        "there are two series of this symbol; the first one is used",
                        series.instrument().symbol()));
            }
        }
        return List.copyOf(first.values());
    }

    private int[] axis(List<PriceSeries> all, Set<String> core) {
        int earliest = earliest(all.stream().filter(s -> core.contains(s.instrument().symbol())).toList());
        if (earliest > asOf) {
            earliest = earliest(all);
        }
        return earliest > asOf
                ? new int[] {asOf}
                : calendar.epochDays(LocalDate.ofEpochDay(earliest), LocalDate.ofEpochDay(asOf));
    }

    /** The earliest session with a bar; Integer.MAX_VALUE when there is none up to the as-of session. */
    private int earliest(List<PriceSeries> all) {
        int earliest = Integer.MAX_VALUE;
        for (PriceSeries series : all) {
            for (int i = 0; i < series.size() && series.epochDay(i) <= asOf; i++) {
                if (calendar.isSession(series.date(i))) {
                    earliest = Math.min(earliest, series.epochDay(i));
                    break;
                }
            }
        }
        return earliest;
    }

    /** Copies the rows of the axis' days and names the others. */
    private Bars place(PriceSeries series) {
        var actions = new Actions(series.actions(), asOf);
        int n = series.size();
        while (n > 0 && series.epochDay(n - 1) > asOf) {
            n--;
        }
        int from = 0;
        while (from < n && series.epochDay(from) < axis[0]) {
            from++;
        }
        int first = from == n ? axis.length : atOrAfter(series.epochDay(from));
        int end = from == n ? axis.length : Math.min(axis.length, atOrAfter(series.epochDay(n - 1)) + 1);
        var bars = new Bars(series, first, Arrays.copyOfRange(axis, first, end), actions);
        int stray = 0;
        LocalDate firstStray = LocalDate.MIN;
        int t = 0;
        for (int i = from; i < n; i++) {
            int day = series.epochDay(i);
            while (t < bars.size() && bars.days[t] < day) {
                t++;
            }
            if (t == bars.size() || bars.days[t] != day) {
                if (stray++ == 0) {
                    firstStray = series.date(i);
                }
                continue;
            }
            bars.open[t] = series.open(i);
            bars.high[t] = series.high(i);
            bars.low[t] = series.low(i);
            bars.close[t] = series.close(i);
            bars.volume[t] = series.volume(i);
            if (bars.flags.length > 0) {
                bars.flags[t] = series.flags(i);
            }
            if (bars.originOf.length > 0) {
                bars.originOf[t] = series.marks().originOf()[i];
            }
            if (bars.adjusted.length > 0) {
                bars.adjusted[t] = series.adjusted(i);
            }
        }
        if (stray > 0) {
            problems.add(new Problem(Reason.QUARANTINED, strays(stray, firstStray), series.instrument().symbol()));
        }
        return bars;
    }

    private String strays(int count, LocalDate first) {
        String closed = calendar.closedBecause(first)
                .orElse("a " + first.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        return count == 1
                ? "the row of " + first + " (" + closed + ") is left out, for the exchange was closed"
                : count + " rows of days on which the exchange was closed are left out, the first of " + first + " (" + closed + ")";
    }

    /** Axis index of the first session at or after this day; the axis' length when there is none. */
    private int atOrAfter(int day) {
        int at = Arrays.binarySearch(axis, day);
        return at >= 0 ? at : -at - 1;
    }

    /** Sessions in which half or more of the series repeat the day before: the source has not published that day yet. */
    private boolean[] repeatedDays(List<Bars> all, List<List<Fault>> faults) {
        int[] bars = new int[axis.length];
        int[] copies = new int[axis.length];
        for (int s = 0; s < all.size(); s++) {
            Bars one = all.get(s);
            for (int i = 0; i < one.size(); i++) {
                if (one.has(i)) {
                    bars[one.first + i]++;
                }
            }
            faults.get(s).stream().filter(f -> f.rule() == Rule.COPY).forEach(f -> copies[one.first + f.at()]++);
        }
        boolean[] notYet = new boolean[axis.length];
        for (int t = 0; t < axis.length; t++) {
            notYet[t] = bars[t] >= BATCH_MIN && 2 * copies[t] >= bars[t];
            if (notYet[t]) {
                problems.add(new Problem(
                        Reason.QUARANTINED,
                        copies[t] + " of " + bars[t] + " series repeat the day before; the whole day is held back, fetch it again",
                        LocalDate.ofEpochDay(axis[t]).toString()));
            }
        }
        return notYet;
    }

    private void dropCopies(Bars bars, List<Fault> faults, boolean[] notYet) {
        faults.stream().filter(f -> f.rule() == Rule.COPY).forEach(f -> bars.drop(f.at()));
        for (int i = 0; i < bars.size(); i++) {
            if (notYet[bars.first + i] && bars.has(i)) {
                faults.add(new Fault(i, Rule.COPY, "most series repeat the day before, the day is not published yet"));
                bars.drop(i);
            }
        }
    }

    private void report(PriceSeries series, Bars bars, List<Fault> faults) {
        if (bars.size() == 0) {
            problems.add(new Problem(
                    Reason.NO_DATA,
                    "no price up to " + LocalDate.ofEpochDay(asOf) + "; what needs it is left out",
                    series.instrument().symbol()));
        }
        var byRule = new EnumMap<Rule, List<Fault>>(Rule.class);
        faults.stream()
                .sorted(Comparator.comparingInt(Fault::at))
                .forEach(f -> byRule.computeIfAbsent(f.rule(), r -> new ArrayList<>()).add(f));
        byRule.forEach((rule, some) -> {
            if (rule == Rule.NO_TRADE && some.size() > 1) {
                problems.add(problem(
                        bars,
                        some.getFirst(),
                        some.size() + " sessions without a trade (volume 0) up to " + day(bars, some.getLast()) + " have no close"));
                return;
            }
            int named = some.size() <= NAMED + 1 ? some.size() : NAMED;
            for (Fault fault : some.subList(0, named)) {
                problems.add(problem(bars, fault, fault.why() + outcome(rule)));
            }
            if (named < some.size()) {
                problems.add(problem(
                        bars, some.get(named), (some.size() - named) + " more bars like these, up to " + day(bars, some.getLast())));
            }
        });
    }

    private static String outcome(Rule rule) {
        return switch (rule) {
            case RANGE, COPY, NO_TRADE, ROW -> "; the bar is held back";
            case NO_RANGE -> "; open, high and low are held back, the close stands";
            case JUMP -> "; the bar is held back until the source corrects it or the price stays there for three sessions more";
            case BREAK -> " and the price stayed there; all bars before are held back. Add the split or load the history again";
        };
    }

    private static LocalDate day(Bars bars, Fault fault) {
        return LocalDate.ofEpochDay(bars.days[fault.at()]);
    }

    private static Problem problem(Bars bars, Fault fault, String sentence) {
        return new Problem(
                fault.rule() == Rule.NO_TRADE ? Reason.NOTICE : Reason.QUARANTINED,
                sentence,
                bars.instrument.symbol() + " " + day(bars, fault));
    }

    private PricePanel.Series view(PriceSeries series, Bars bars, List<Fault> faults) {
        var heldBack = new HashMap<Integer, String>();
        for (PriceSeries.HeldBack row : series.heldBack()) {
            int t = Arrays.binarySearch(axis, (int) row.day().toEpochDay());
            if (t >= 0 && !(t >= bars.first && t < bars.first + bars.size() && bars.has(t - bars.first))) {
                heldBack.put(t, row.why());
            }
        }
        for (Fault fault : faults) {
            if (fault.rule() == Rule.BREAK) {
                for (int i = 0; i < fault.at(); i++) {
                    heldBack.putIfAbsent(bars.first + i, "before an unexplained jump on " + day(bars, fault));
                }
            } else if (fault.rule() != Rule.NO_RANGE) {
                heldBack.put(bars.first + fault.at(), fault.why());
            }
        }
        var refused = new HashSet<CashDividend>();
        double[] factor = dividendFactor(bars, refused);
        var dividends = dividends(bars, refused);
        if (bars.basis == Basis.RAW) {
            undoSplits(bars);
        }
        double[] close = bars.close;
        if (factor.length > 0) {
            close = new double[bars.size()];
            for (int i = 0; i < close.length; i++) {
                close[i] = bars.close[i] * factor[i];
            }
        }
        return new PricePanel.Series(series, axis.length, bars, close, dividends, heldBack);
    }

    /** Prices before a split are divided by it and volumes multiplied, so that all bars are in the share basis of the as-of session. */
    private void undoSplits(Bars bars) {
        if (bars.actions.none(Integer.MIN_VALUE, asOf)) {
            return;
        }
        for (int i = 0; i < bars.size(); i++) {
            double prices = bars.actions.priceFactor(bars.days[i], asOf);
            bars.open[i] /= prices;
            bars.high[i] /= prices;
            bars.low[i] /= prices;
            bars.close[i] /= prices;
            bars.volume[i] *= bars.actions.shareFactor(bars.days[i], asOf);
        }
    }

    /**
     * What turns a split-adjusted close into one that also counts dividends: 1 at the last bar, smaller before. Empty when it is 1 for all.
     * From the source's own adjusted close where it has one, else product of (1 - D / C) over the ex-dates after the bar, C being the close
     * before the ex-date in the share basis of D: Yahoo's convention. Dividends that cannot be go to {@code refused}.
     */
    private double[] dividendFactor(Bars bars, Set<CashDividend> refused) {
        int last = bars.size() - 1;
        while (last >= 0 && !bars.has(last)) {
            last--;
        }
        if (last < 0 || bars.basis == Basis.TOTAL) {
            return new double[0];
        }
        double[] factor = new double[bars.size()];
        if (bars.adjusted.length > 0) {
            double today = bars.adjusted[last] / bars.close[last];
            for (int i = 0; i < factor.length; i++) {
                factor[i] = bars.adjusted[i] / bars.close[i] / today;
            }
            factor[last] = 1;
            return factor;
        }
        List<CashDividend> dividends = bars.actions.all().stream()
                .filter(CashDividend.class::isInstance)
                .map(CashDividend.class::cast)
                .toList();
        if (dividends.isEmpty()) {
            return new double[0];
        }
        Arrays.fill(factor, 1);
        for (CashDividend dividend : dividends) {
            int ex = (int) dividend.ex().toEpochDay();
            int before = before(bars, ex);
            if (before < 0) {
                continue;
            }
            double close = bars.close[before]
                    / (bars.basis == Basis.RAW ? bars.actions.priceFactor(bars.days[before], ex) : 1);
            double part = dividend.amount() / close;
            String where = bars.instrument.symbol() + " " + dividend.ex();
            String what = "dividend of " + BarCheck.plain(dividend.amount()) + " on a close of " + BarCheck.plain(close);
            if (part >= 1) {
                problems.add(new Problem(Reason.QUARANTINED, what + " cannot be; it is left out", where));
                refused.add(dividend);
                continue;
            }
            if (part > DIVIDEND_LARGE) {
                problems.add(new Problem(Reason.NOTICE, what + " is unusually large; returns count it", where));
            }
            for (int i = 0; i <= before; i++) {
                factor[i] *= 1 - part;
            }
        }
        return factor;
    }

    /** Position of the last bar before this day; -1 when there is none. */
    private static int before(Bars bars, int day) {
        int at = Arrays.binarySearch(bars.days, day);
        for (int i = (at >= 0 ? at : -at - 1) - 1; i >= 0; i--) {
            if (bars.has(i)) {
                return i;
            }
        }
        return -1;
    }

    /** Dividends by axis index, per share of the as-of basis; one with an ex-date on a closed day counts for the session after. */
    private Map<Integer, Double> dividends(Bars bars, Set<CashDividend> refused) {
        var paid = new HashMap<Integer, Double>();
        for (CorporateAction action : bars.actions.all()) {
            int ex = (int) action.ex().toEpochDay();
            int t = atOrAfter(ex);
            if (action instanceof CashDividend dividend && !refused.contains(dividend) && ex >= axis[0] && t < axis.length) {
                double basis = bars.basis == Basis.RAW ? bars.actions.priceFactor(ex, asOf) : 1;
                paid.merge(t, dividend.amount() / basis, Double::sum);
            }
        }
        return paid;
    }
}
