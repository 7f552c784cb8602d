package tidewatch.rotation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidewatch.market.Basket;
import tidewatch.market.Column;
import tidewatch.market.PricePanel;

/**
 * The tracks of one panel, kept while a table or a list is made. Not for several threads.
 *
 * <p>A basket of one is the instrument's own price. A basket of several is an index from the mean simple return of the members that have a
 * bar on both days, where these are at least 60 % of all members (rotation design, section 1). On a day with fewer the index breaks: a
 * displayed return never spans the break, so only the stretch after the last break has prices, while the log returns before it stay
 * usable for an sd.
 */
final class Tracks {
    private final PricePanel panel;
    private final int last;
    private final int from;
    private final Map<Basket, Track> made = new HashMap<>();

    /**
     * Makes none yet.
     *
     * @param depth sessions before the as-of session that those of single instruments hold; baskets are always whole
     */
    Tracks(PricePanel panel, int depth) {
        this.panel = panel;
        this.last = panel.size() - 1;
        this.from = Math.max(0, last - depth);
    }

    int last() {
        return last;
    }

    /** Axis index that those of single instruments begin with. */
    int from() {
        return from;
    }

    Track of(Basket basket) {
        var known = made.get(basket);
        if (known != null) {
            return known;
        }
        var track = basket.symbols().size() == 1 ? single(basket.symbols().getFirst()) : index(basket);
        made.put(basket, track);
        return track;
    }

    /** The track of a series that has prices; not kept, for one of thousands that are each asked for once. */
    Track of(PricePanel.Series series) {
        return new Track(
                from,
                last,
                series.first(),
                series.last(),
                series.closes(from),
                series.logReturns(from),
                gaps(series),
                Optional.of(series),
                series::close);
    }

    /** The ratio of two tracks: its price is long over short, its log return the difference of theirs. */
    Track ratio(Track longLeg, String longName, Track shortLeg, String shortName) {
        int start = Math.max(longLeg.from, shortLeg.from);
        var price = new double[last - start + 1];
        for (int i = 0; i < price.length; i++) {
            price[i] = longLeg.price.at(start - longLeg.from + i) / shortLeg.price.at(start - shortLeg.from + i);
        }
        int newest = Math.min(longLeg.newest, shortLeg.newest);
        while (newest >= 0 && Double.isNaN(longLeg.at(newest) / shortLeg.at(newest))) {
            newest--;
        }
        Track.Gaps gaps = (t, whose) ->
                Double.isNaN(longLeg.at(t)) ? longLeg.gaps.why(t, longName) : shortLeg.gaps.why(t, shortName);
        return new Track(
                start,
                last,
                Math.max(longLeg.first, shortLeg.first),
                newest,
                Column.of(price),
                Column.of(longLeg.relative(shortLeg)),
                gaps,
                Optional.empty(),
                t -> longLeg.at(t) / shortLeg.at(t));
    }

    private Track single(String symbol) {
        return panel.find(symbol).filter(series -> series.last() >= 0).map(this::of).orElseGet(() -> nothing(symbol));
    }

    private Track nothing(String symbol) {
        var gap = new double[last - from + 1];
        Arrays.fill(gap, Double.NaN);
        var column = Column.of(gap);
        Track.Gaps gaps = (t, whose) -> "no prices for " + symbol;
        return new Track(from, last, last + 1, -1, column, column, gaps, Optional.empty(), t -> Double.NaN);
    }

    /** The closes of axis indices start to end, both included. */
    static double[] closes(PricePanel.Series series, int start, int end) {
        return series.closes(start).copy(0, end - start);
    }

    private Track.Gaps gaps(PricePanel.Series series) {
        return (t, whose) -> {
            var bar = whose.isEmpty() ? "bar" : whose + " bar";
            var heldBack = series.heldBack(t);
            if (heldBack.isPresent()) {
                return "the " + bar + " of " + date(t) + " is held back: " + heldBack.get();
            }
            if (t < series.first()) {
                return start(whose, series.first());
            }
            return "no " + bar + " for " + date(t);
        };
    }

    private String start(String whose, int first) {
        int n = last - first + 1;
        return (whose.isEmpty() ? "prices" : whose + " prices") + " start " + date(first) + ": " + n
                + (n == 1 ? " session only" : " sessions only");
    }

    private Track index(Basket basket) {
        List<double[]> members = new ArrayList<>();
        for (var symbol : basket.symbols()) {
            panel.find(symbol).filter(series -> series.last() >= 0).ifPresent(series -> members.add(closes(series, 0, last)));
        }
        int all = basket.symbols().size();
        int quorum = Math.max(1, (int) Math.ceil(Basket.COVERAGE_MIN * all - 1e-9));
        var log = new double[last + 1];
        log[0] = Double.NaN;
        var index = new double[last + 1];
        Arrays.fill(index, Double.NaN);
        // the same without forgetting what lies before a break, and where the stretch of each session begins
        var chain = index.clone();
        var since = new int[last + 1];
        int first = last + 1;
        int newest = -1;
        int broken = -1;
        for (int t = 1; t <= last; t++) {
            double sum = 0;
            int count = 0;
            for (var closes : members) {
                double one = closes[t] / closes[t - 1] - 1;
                if (!Double.isNaN(one)) {
                    sum += one;
                    count++;
                }
            }
            if (count < quorum) {
                log[t] = Double.NaN;
                if (!Double.isNaN(index[t - 1])) {
                    Arrays.fill(index, 0, t, Double.NaN);
                    broken = t;
                }
                since[t] = t + 1;
                continue;
            }
            if (Double.isNaN(index[t - 1])) {
                index[t - 1] = 100;
                chain[t - 1] = 100;
                since[t - 1] = t - 1;
                first = Math.min(first, t - 1);
            }
            since[t] = since[t - 1];
            double mean = sum / count;
            log[t] = Math.log1p(mean);
            index[t] = index[t - 1] * (1 + mean);
            chain[t] = index[t];
            newest = t;
        }
        int begin = first;
        int lastBreak = broken;
        Track.Gaps gaps = (t, whose) -> {
            var of = whose.isEmpty() ? "its" : whose + "'s";
            if (begin > last) {
                return "prices of fewer than 60 % of " + of + " " + all + " members";
            }
            if (t < begin || lastBreak < 0) {
                return start(whose, begin);
            }
            return "fewer than 60 % of " + of + " members have a bar for " + date(lastBreak);
        };
        Track.Growth growth = (t, k) -> t - k < since[t] || t - k < 0 || Double.isNaN(log[t]) ? Double.NaN : chain[t] / chain[t - k];
        return new Track(0, last, first, newest, Column.of(index), Column.of(log), gaps, Optional.empty(), t -> Double.NaN, Optional.of(growth));
    }

    private LocalDate date(int t) {
        return panel.session(t);
    }
}
