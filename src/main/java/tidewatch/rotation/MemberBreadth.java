package tidewatch.rotation;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
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

    private final PricePanel panel;
    private final int last;
    /** Axis index of the first session counted. */
    private final int start;
    /** Axis index of the first close needed. */
    private final int from;

    private final double[] benchmark;
    private final Map<String, Counts> rows = new LinkedHashMap<>();

    /** One row's counts by session, index 0 at {@link #start}. */
    private static final class Counts {
        final int all;
        final int[] counted;
        final int[] outrunning;
        int aboveMean;

        Counts(int all, int sessions) {
            this.all = all;
            this.counted = new int[sessions];
            this.outrunning = new int[sessions];
        }
    }

    MemberBreadth(PricePanel panel, Universe universe, int sessions) {
        this.panel = panel;
        this.last = panel.size() - 1;
        this.start = Math.max(0, last - sessions + 1);
        this.from = Math.max(0, start - MEAN_WINDOW);
        this.benchmark = panel.find(universe.benchmark())
                .map(series -> Tracks.closes(series, from, last))
                .orElseGet(() -> {
                    var none = new double[last - from + 1];
                    Arrays.fill(none, Double.NaN);
                    return none;
                });
        // Today's members without those that joined after the as-of session; who left before it is not known.
        for (var sector : universe.sectors()) {
            universe.sectorFund(sector).ifPresent(fund -> count(fund.symbol(), universe.members(sector, panel.asOf())));
        }
        for (var basket : universe.baskets()) {
            count(basket.id(), basket.symbols());
        }
    }

    private void count(String rowId, Iterable<String> symbols) {
        var members = new TreeSet<String>();
        symbols.forEach(members::add);
        if (members.size() < MEMBERS_MIN || rows.containsKey(rowId)) {
            return;
        }
        var counts = new Counts(members.size(), last - start + 1);
        for (var symbol : members) {
            panel.find(symbol)
                    .filter(series -> series.instrument().kind() != Instrument.Kind.VOLATILITY && series.last() >= start)
                    .ifPresent(series -> add(counts, Tracks.closes(series, from, last)));
        }
        rows.put(rowId, counts);
    }

    private void add(Counts counts, double[] price) {
        int there = 0;
        for (int i = 0; i < price.length; i++) {
            if (!Double.isNaN(price[i])) {
                there++;
            }
            if (i >= MEAN_WINDOW && !Double.isNaN(price[i - MEAN_WINDOW])) {
                there--;
            }
            int session = from + i - start;
            if (session < 0 || i < BACK || there < Trailing.needed(MEAN_WINDOW)) {
                continue;
            }
            double lead = price[i] / price[i - BACK] / (benchmark[i] / benchmark[i - BACK]);
            if (Double.isNaN(lead)) {
                continue;
            }
            counts.counted[session]++;
            if (lead > 1) {
                counts.outrunning[session]++;
            }
            if (from + i == last && price[i] > Trailing.mean(price, i, MEAN_WINDOW)) {
                counts.aboveMean++;
            }
        }
    }

    private boolean known(Counts counts, int session) {
        int counted = counts.counted[session];
        return counted >= MEMBERS_MIN && counted * 100 >= counts.all * PERCENT_MIN;
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
}
