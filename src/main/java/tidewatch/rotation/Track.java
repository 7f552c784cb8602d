package tidewatch.rotation;

import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import tidewatch.market.Column;
import tidewatch.market.PricePanel;

/**
 * The prices and log returns of one line (an instrument, a basket's index, a pair's ratio) from axis index {@link #from} to the as-of
 * session {@link #last}; a gap is NaN. Local index = axis index less {@code from}.
 */
final class Track {
    /** Says why there is no price at an axis index (which may lie before the axis), as words that fit behind "no figure: ". */
    interface Gaps {
        /**
         * The words.
         *
         * @param whose empty for the line itself, else the name to put in, such as SPY in "no SPY bar for 2026-01-08"
         */
        String why(int t, String whose);
    }

    final int from;
    final int last;
    /** Axis index of the first price, {@code last + 1} when there is none; may lie before {@code from}. */
    final int first;
    /** Axis index of the newest price, -1 when there is none. */
    final int newest;

    final Column price;
    /** At i the ln of the simple return from the session before; NaN when it touches a gap. */
    final Column log;

    final Gaps gaps;
    /** The series of a single instrument with prices; empty for any other line. */
    final Optional<PricePanel.Series> series;

    private final IntToDoubleFunction earlier;
    private final Optional<Growth> growth;

    /** As {@link Track#growth}. */
    interface Growth {
        double of(int t, int k);
    }

    /** Of prices that later sessions take nothing from; as below. */
    Track(
            int from,
            int last,
            int first,
            int newest,
            Column price,
            Column log,
            Gaps gaps,
            Optional<PricePanel.Series> series,
            IntToDoubleFunction earlier) {
        this(from, last, first, newest, price, log, gaps, series, earlier, Optional.empty());
    }

    /**
     * As its fields say.
     *
     * @param series of a single instrument
     * @param earlier the price at an axis index below {@code from} and at or above 0
     * @param growth where {@code price} is only what the as-of session sees; absent when every session at or after a price sees it
     */
    Track(
            int from,
            int last,
            int first,
            int newest,
            Column price,
            Column log,
            Gaps gaps,
            Optional<PricePanel.Series> series,
            IntToDoubleFunction earlier,
            Optional<Growth> growth) {
        this.growth = growth;
        this.from = from;
        this.last = last;
        this.first = first;
        this.newest = newest;
        this.price = price;
        this.log = log;
        this.gaps = gaps;
        this.series = series;
        this.earlier = earlier;
    }

    /** The price at an axis index; NaN for a gap and before the axis. */
    double at(int t) {
        return t >= from ? price.at(t - from) : t >= 0 ? earlier.applyAsDouble(t) : Double.NaN;
    }

    /**
     * The price at axis index t over the one k sessions before, as session t sees them: the same whatever came after t. NaN when there is
     * none; so {@code growth(t, 0)} is 1 where there is a price.
     */
    double growth(int t, int k) {
        return growth.isPresent() ? growth.get().of(t, k) : at(t) / at(t - k);
    }

    /** Sessions from the first price to the as-of session, both counted; 0 without a price. */
    int sessions() {
        return last - first + 1;
    }

    boolean current() {
        return newest == last;
    }

    /**
     * Signed run of higher (+) or lower (-) prices that ends at the as-of session; an equal price and a gap end it.
     *
     * <p>Walks past {@code from}, for a cash-like fund rises for years.
     */
    int streak() {
        int run = 0;
        int sign = 0;
        for (int t = last; t > 0; t--) {
            double now = at(t);
            double before = at(t - 1);
            int step = now > before ? 1 : now < before ? -1 : 0;
            if (step == 0 || (sign != 0 && step != sign)) {
                break;
            }
            sign = step;
            run += step;
        }
        return run;
    }

    /** {@code log - other.log}, as long as the shorter of the two; index 0 is at axis index {@code max(from, other.from)}. */
    double[] relative(Track other) {
        var e = new double[last - Math.max(from, other.from) + 1];
        int mine = log.size() - e.length;
        int theirs = other.log.size() - e.length;
        for (int i = 0; i < e.length; i++) {
            e[i] = log.at(mine + i) - other.log.at(theirs + i);
        }
        return e;
    }
}
