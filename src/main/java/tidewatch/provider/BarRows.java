package tidewatch.provider;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tidewatch.market.Basis;
import tidewatch.market.CorporateAction;
import tidewatch.market.Instrument;
import tidewatch.market.Origin;
import tidewatch.market.PriceSeries;
import tidewatch.market.PriceSeries.HeldBack;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.provider.AskedDays.Standing;

/**
 * The rows of one instrument as they come, in columns that grow. A row of a day that was not asked for or that is not over is refused and
 * counted; one with impossible figures is held back with its reason; nothing is mended. Mutable, one thread.
 */
final class BarRows {
    private static final int[] NO_DAYS = new int[0];
    private static final double[] NONE = new double[0];
    /** Rows that are named one by one; the rest is counted. */
    private static final int NAMED = 5;

    private final Instrument instrument;
    private final AskedDays asked;
    private int[] days = NO_DAYS;
    private double[] open = NONE;
    private double[] high = NONE;
    private double[] low = NONE;
    private double[] close = NONE;
    private double[] volume = NONE;
    /** The source's own adjusted close, only to be compared with; NaN where it gives none. */
    private double[] adjusted = NONE;

    private int size;
    private int undated;
    private final Map<Standing, Integer> refused = new EnumMap<>(Standing.class);
    private final List<HeldBack> heldBack = new ArrayList<>();
    private boolean disordered;
    private int doubled;

    BarRows(Instrument instrument, AskedDays asked) {
        this.instrument = instrument;
        this.asked = asked;
    }

    Instrument instrument() {
        return instrument;
    }

    /** A row without a day that can be read. */
    void addUndated() {
        undated++;
    }

    /**
     * A row.
     *
     * @param day epoch day
     * @param adjusted NaN where the source gives none
     */
    void add(int day, double open, double high, double low, double close, double volume, double adjusted) {
        Standing standing = asked.standing(day);
        if (standing != Standing.TAKEN) {
            refused.merge(standing, 1, Integer::sum);
            return;
        }
        String wrong = wrong(open, high, low, close, volume);
        if (!wrong.isEmpty()) {
            heldBack.add(new HeldBack(LocalDate.ofEpochDay(day), wrong));
            return;
        }
        if (size == days.length) {
            grow();
        }
        disordered |= size > 0 && day < days[size - 1];
        days[size] = day;
        this.open[size] = open;
        this.high[size] = high;
        this.low[size] = low;
        this.close[size] = close;
        this.volume[size] = volume;
        this.adjusted[size] = adjusted;
        size++;
    }

    private void grow() {
        int room = size == 0 ? 1 : Math.max(16, size * 2); // one day of a market is a row each
        days = Arrays.copyOf(days, room);
        open = Arrays.copyOf(open, room);
        high = Arrays.copyOf(high, room);
        low = Arrays.copyOf(low, room);
        close = Arrays.copyOf(close, room);
        volume = Arrays.copyOf(volume, room);
        adjusted = Arrays.copyOf(adjusted, room);
    }

    /** What makes these figures no bar; empty when they are one. A volume that is not given is NaN and does no harm. */
    static String wrong(double open, double high, double low, double close, double volume) {
        if (price(open) && price(high) && price(low) && price(close) && !(volume < 0) && !Double.isInfinite(volume)) {
            return "";
        }
        String what = !price(close) ? "close " : !price(open) ? "open " : !price(high) ? "high " : !price(low) ? "low " : "volume ";
        double x = !price(close) ? close : !price(open) ? open : !price(high) ? high : !price(low) ? low : volume;
        if (Double.isNaN(x)) {
            return what + "is no number";
        }
        return what + x + (what.equals("volume ") ? " is no volume" : " is no price");
    }

    private static boolean price(double x) {
        return x > 0 && x <= Double.MAX_VALUE;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Puts the rows in order and takes out days that came twice; before {@link #series}. */
    void settle() {
        if (disordered) {
            sort();
        }
        int kept = 0;
        for (int i = 0; i < size; ) {
            int next = i + 1;
            boolean same = true;
            while (next < size && days[next] == days[i]) {
                same &= same(i, next);
                doubled++;
                next++;
            }
            int day = days[i];
            if (same && heldBack.stream().noneMatch(row -> row.day().toEpochDay() == day)) {
                move(i, kept++);
            } else if (!same) {
                heldBack.add(new HeldBack(LocalDate.ofEpochDay(day), "the source sends two different rows"));
            }
            i = next;
        }
        size = kept;
    }

    private boolean same(int a, int b) {
        return open[a] == open[b]
                && high[a] == high[b]
                && low[a] == low[b]
                && close[a] == close[b]
                && Double.compare(volume[a], volume[b]) == 0;
    }

    private void move(int from, int to) {
        days[to] = days[from];
        open[to] = open[from];
        high[to] = high[from];
        low[to] = low[from];
        close[to] = close[from];
        volume[to] = volume[from];
        adjusted[to] = adjusted[from];
    }

    private void sort() {
        int[] order = IntStream.range(0, size).boxed().sorted((a, b) -> Integer.compare(days[a], days[b])).mapToInt(i -> i).toArray();
        int[] sorted = new int[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = days[order[i]];
        }
        days = sorted;
        open = by(order, open);
        high = by(order, high);
        low = by(order, low);
        close = by(order, close);
        volume = by(order, volume);
        adjusted = by(order, adjusted);
    }

    private static double[] by(int[] order, double[] column) {
        double[] sorted = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = column[order[i]];
        }
        return sorted;
    }

    int size() {
        return size;
    }

    int day(int i) {
        return days[i];
    }

    double close(int i) {
        return close[i];
    }

    double adjusted(int i) {
        return adjusted[i];
    }

    /**
     * The bars as they were traded, with what was held back; {@link #settle} was called before.
     *
     * @param more flags beside those of the day, one a bar; empty for none
     * @return absent when no row became a bar
     */
    Optional<PriceSeries> series(Origin origin, List<CorporateAction> actions, byte[] more) {
        if (size == 0) {
            return Optional.empty();
        }
        byte[] flags = new byte[size];
        boolean any = false;
        for (int i = 0; i < size; i++) {
            flags[i] = (byte) (asked.flags(days[i]) | (more.length == 0 ? 0 : more[i]));
            any |= flags[i] != 0;
        }
        var series = new PriceSeries(
                instrument,
                Basis.RAW,
                origin,
                Arrays.copyOf(days, size),
                Arrays.copyOf(open, size),
                Arrays.copyOf(high, size),
                Arrays.copyOf(low, size),
                Arrays.copyOf(close, size),
                Arrays.copyOf(volume, size),
                NONE,
                actions,
                heldBack);
        return Optional.of(any ? series.marked(flags, List.of(), NO_DAYS) : series);
    }

    /** The first row that was held back, with its day and reason; empty when none was. */
    Optional<String> firstHeldBack() {
        return heldBack.stream().findFirst().map(row -> row.day() + ": " + row.why());
    }

    /** What was refused or set right, counted. */
    List<Problem> problems(String title) {
        var problems = new ArrayList<Problem>();
        refused.forEach((standing, count) -> {
            String rows = count == 1 ? "1 row" : count + " rows";
            problems.add(notice(
                    Reason.GARBLED,
                    title + " sends " + rows
                            + switch (standing) {
                                case NOT_ASKED_FOR -> " of days that were not asked for";
                                case NO_SESSION -> " of days on which the exchange was closed";
                                case NOT_OVER -> " of sessions that are not over";
                                case TAKEN -> throw new IllegalStateException("A row that is taken is not refused");
                            }
                            + "; left out"));
        });
        if (undated > 0) {
            problems.add(notice(Reason.GARBLED, title + " sends " + (undated == 1 ? "1 row" : undated + " rows") + " without a date; left out"));
        }
        if (disordered) {
            problems.add(notice(Reason.NOTICE, title + " sends rows that are not in the order of their dates; they were sorted"));
        }
        if (doubled > 0) {
            problems.add(notice(
                    Reason.NOTICE, title + " sends " + (doubled == 1 ? "1 row" : doubled + " rows") + " twice; of equal ones one is kept, of others none"));
        }
        for (HeldBack row : heldBack.subList(0, Math.min(NAMED, heldBack.size()))) {
            problems.add(notice(Reason.QUARANTINED, title + " " + row.day() + ": " + row.why() + "; held back"));
        }
        if (heldBack.size() > NAMED) {
            problems.add(notice(Reason.QUARANTINED, title + ": " + (heldBack.size() - NAMED) + " more rows held back"));
        }
        return problems;
    }

    private Problem notice(Reason reason, String sentence) {
        return new Problem(reason, sentence, instrument.symbol());
    }
}
