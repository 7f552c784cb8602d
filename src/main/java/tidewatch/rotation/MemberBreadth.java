package tidewatch.rotation;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import tidewatch.market.Column;
import tidewatch.market.Instrument;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;

/** Counts, for each row with members and each of the last sessions, who outruns the benchmark. */
final class MemberBreadth {
    static final int MEMBERS_MIN = 5;
    /** Below this share of all members the rest says nothing about the group (market-data design, section 6). */
    private static final int PERCENT_MIN = 80;

    private static final int BACK = 21;
    private static final int MEAN_WINDOW = 50;
    private static final int LONG_MEAN_WINDOW = 200;

    private final PricePanel panel;
    private final int last;
    /** Axis index of the first session counted. */
    private final int start;
    /** Axis index of the first close needed. */
    private final int from;

    /** The benchmark's move of {@link #BACK} sessions, by index of the closes; NaN where it is not known. */
    private final double[] benchmark;
    private final Map<String, Counts> rows = new LinkedHashMap<>();

    /** One row's counts by session, index 0 at {@link #start}. */
    private static final class Counts {
        /** Members, counted or not. */
        final int[] all;
        final int[] counted;
        final int[] outrunning;
        int aboveMean;
        int aboveLongMean;
        int withLongMean;

        Counts(int sessions) {
            this.all = new int[sessions];
            this.counted = new int[sessions];
            this.outrunning = new int[sessions];
        }
    }

    MemberBreadth(PricePanel panel, Universe universe, int sessions) {
        this.panel = panel;
        this.last = panel.size() - 1;
        this.start = Math.max(0, last - sessions + 1);
        this.from = Math.max(0, Math.min(start - MEAN_WINDOW, last + 1 - LONG_MEAN_WINDOW));
        this.benchmark = new double[last - from + 1];
        Arrays.fill(benchmark, Double.NaN);
        panel.find(universe.benchmark()).map(series -> series.closes(from)).ifPresent(price -> {
            for (int i = BACK; i < benchmark.length; i++) {
                benchmark[i] = price.at(i) / price.at(i - BACK);
            }
        });
        // Of each session those of today's members that had joined by then; who has left since is not known.
        for (var sector : universe.sectors()) {
            universe.sectorFund(sector)
                    .ifPresent(fund -> count(fund.symbol(), universe.members(sector, panel.asOf()), symbol -> joined(universe, symbol)));
        }
        for (var basket : universe.baskets()) {
            count(basket.id(), basket.symbols(), symbol -> start);
        }
    }

    /** Axis index of the first session counted that a member belongs to its sector. */
    private int joined(Universe universe, String symbol) {
        return universe.joined(symbol).map(day -> Math.max(start, panel.indexAtOrBefore(day.minusDays(1)) + 1)).orElse(start);
    }

    private void count(String rowId, Iterable<String> symbols, ToIntFunction<String> since) {
        var members = new TreeSet<String>();
        symbols.forEach(members::add);
        if (members.size() < MEMBERS_MIN || rows.containsKey(rowId)) {
            return;
        }
        var counts = new Counts(last - start + 1);
        for (var symbol : members) {
            int member = since.applyAsInt(symbol) - start;
            if (member < counts.all.length) {
                counts.all[member]++;
            }
            panel.find(symbol)
                    .filter(series -> series.instrument().kind() != Instrument.Kind.VOLATILITY && series.last() >= start)
                    .ifPresent(series -> add(counts, series.closes(from), member));
        }
        // So far who joined on a session, from now on who had joined by then.
        for (int session = 1; session < counts.all.length; session++) {
            counts.all[session] += counts.all[session - 1];
        }
        rows.put(rowId, counts);
    }

    /** Counts a member from index {@code member} of the counts on. */
    private void add(Counts counts, Column price, int member) {
        int newest = price.size() - 1;
        double now = price.at(newest);
        double longMean = Trailing.mean(price, newest, LONG_MEAN_WINDOW);
        if (member <= last - start && !Double.isNaN(now) && !Double.isNaN(longMean)) {
            counts.withLongMean++;
            counts.aboveLongMean += now > longMean ? 1 : 0;
        }
        int there = 0;
        // What lies before the window of the first session asked for is not needed.
        for (int i = Math.max(0, start + member - from - MEAN_WINDOW + 1); i <= newest; i++) {
            if (!Double.isNaN(price.at(i))) {
                there++;
            }
            int session = from + i - start;
            if (session - member >= 1 && i >= MEAN_WINDOW && !Double.isNaN(price.at(i - MEAN_WINDOW))) {
                there--;
            }
            if (session < member || i < BACK || there < Trailing.needed(MEAN_WINDOW)) {
                continue;
            }
            double lead = price.at(i) / price.at(i - BACK) / benchmark[i];
            if (Double.isNaN(lead)) {
                continue;
            }
            counts.counted[session]++;
            if (lead > 1) {
                counts.outrunning[session]++;
            }
            if (i == newest && now > Trailing.mean(price, i, MEAN_WINDOW)) {
                counts.aboveMean++;
            }
        }
    }

    private boolean known(Counts counts, int session) {
        return enough(counts.counted[session], counts.all[session]);
    }

    private static boolean enough(int counted, int all) {
        return counted >= MEMBERS_MIN && counted * 100 >= all * PERCENT_MIN;
    }

    /** Share of members that outrun, NaN where it is unknown; an empty array for a row without members. */
    double[] shares(String rowId) {
        var counts = rows.get(rowId);
        if (counts == null) {
            return new double[0];
        }
        var shares = new double[counts.counted.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = known(counts, i) ? (double) counts.outrunning[i] / counts.counted[i] : Double.NaN;
        }
        return shares;
    }

    /** Axis index of the first share. */
    int start() {
        return start;
    }

    Map<String, Breadth> asOf() {
        var result = new LinkedHashMap<String, Breadth>();
        int newest = last - start;
        rows.forEach((id, counts) -> {
            if (known(counts, newest)) {
                result.put(id, new Breadth(id, counts.outrunning[newest], counts.aboveMean, counts.counted[newest]));
            }
        });
        return Collections.unmodifiableMap(result);
    }

    Map<String, LongBreadth> longAsOf() {
        var result = new LinkedHashMap<String, LongBreadth>();
        rows.forEach((id, counts) -> {
            if (enough(counts.withLongMean, counts.all[last - start])) {
                result.put(id, new LongBreadth(id, counts.aboveLongMean, counts.withLongMean));
            }
        });
        return Collections.unmodifiableMap(result);
    }
}
