package tidewatch.market;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tidewatch.problem.Found;

/**
 * The frozen prices of one moment: instruments x sessions up to the as-of session. A gap is NaN, is never filled forward and never leaves
 * {@code rotation} and {@code evidence} as NaN. The axis is the exchange's sessions, oldest first, not the union of rows. Immutable, any
 * thread.
 *
 * <p>Nothing after the as-of session is seen: rows and corporate actions of later days change no figure, no check and no sentence, so a
 * panel of a past day is the same bytes whether later rows exist or not.
 */
public final class PricePanel {
    private final TradingCalendar calendar;
    /** Epoch days of the axis. */
    private final int[] days;

    private final List<Series> series;
    private final Map<String, Series> bySymbol;
    private final BitSet rejudged;
    /** The session that {@link #gather} began with. */
    private volatile int gathered = Integer.MAX_VALUE;

    PricePanel(TradingCalendar calendar, int[] days, List<Series> series, BitSet rejudged) {
        this.rejudged = BitSet.valueOf(rejudged.toLongArray());
        this.calendar = calendar;
        this.days = days;
        this.series = List.copyOf(series);
        this.bySymbol = HashMap.newHashMap(series.size());
        series.forEach(s -> bySymbol.put(s.instrument.symbol(), s));
    }

    /** As below; the axis begins with the earliest bar of all series. */
    public static Found<PricePanel> of(TradingCalendar calendar, List<PriceSeries> series, LocalDate lastSession) {
        return of(calendar, series, lastSession, Set.of());
    }

    /**
     * The panel as of {@code lastSession} (a day without session counts as the session before it), with every bar checked.
     *
     * @param core symbols whose earliest bar begins the axis, older bars of others are left out; none of them priced: all series count
     * @return the panel, and a problem for each bar held back, each action refused, each series without a bar and each symbol given twice
     *     (the first one holds). A panel without a single bar has an axis of one session.
     */
    public static Found<PricePanel> of(
            TradingCalendar calendar, List<PriceSeries> series, LocalDate lastSession, Set<String> core) {
        return new PanelBuilder(calendar, lastSession, true).build(series, core);
    }

    /** The same of bars that were checked before: no rule of {@link BarCheck} is applied. */
    public static Found<PricePanel> ofAccepted(
            TradingCalendar calendar, List<PriceSeries> series, LocalDate lastSession, Set<String> core) {
        return new PanelBuilder(calendar, lastSession, false).build(series, core);
    }

    /** Sessions on the axis. Indices run from 0 (oldest) to {@code size() - 1} (the as-of session). */
    public int size() {
        return days.length;
    }

    public LocalDate session(int t) {
        return LocalDate.ofEpochDay(days[t]);
    }

    /** The index of this session; -1 when the date is no session of the axis. */
    public int indexOf(LocalDate session) {
        int t = indexAtOrBefore(session);
        return t >= 0 && days[t] == session.toEpochDay() ? t : -1;
    }

    /** The index of the last session at or before this date; -1 when all are later. */
    public int indexAtOrBefore(LocalDate date) {
        int at = Arrays.binarySearch(days, Math.clamp(date.toEpochDay(), Integer.MIN_VALUE, Integer.MAX_VALUE));
        return at >= 0 ? at : -at - 2;
    }

    /** The newest session, the one whose closes are "the close". */
    public LocalDate asOf() {
        return session(size() - 1);
    }

    /** All series, by symbol. */
    public List<Series> series() {
        return series;
    }

    public Optional<Series> find(String symbol) {
        return Optional.ofNullable(bySymbol.get(symbol));
    }

    public TradingCalendar calendar() {
        return calendar;
    }

    /**
     * Whether the panel as of session t may show the bars before t otherwise than the panel as of t - 1 did, because a bar was held back or
     * let in afterwards. Without such a session from {@code s + 1} to {@code t}, the panels as of s and t have the same bars up to s; a
     * dividend changes all older closes of its series by one factor.
     */
    public boolean rejudged(int t) {
        return rejudged.get(t);
    }

    /** How many series have an accepted bar in session t. */
    public int priced(int t) {
        return (int) series.stream().filter(s -> s.close(t) > 0).count();
    }

    /**
     * Lays the closes and log returns of session {@code from} to the as-of session side by side, series after series in the order of
     * {@link #series}: for a pass over thousands of series, which waits on memory and on little else. Takes the log returns where nobody has
     * asked for them; the next call with the same session does nothing. What a series answers, however far back, is the same as without.
     */
    public void gather(int from) {
        Objects.checkIndex(from, size() + 1);
        if (gathered <= from) {
            return;
        }
        int each = 2 * (size() - from);
        var figures = new double[Math.multiplyExact(series.size(), each)];
        for (int i = 0; i < series.size(); i++) {
            var one = series.get(i);
            if (one.recent.from > from) {
                one.recent = one.recent(from, figures, i * each);
            }
        }
        gathered = from;
    }

    /** One instrument's row. Every method takes an index of the axis; NaN means no accepted bar. Immutable, any thread. */
    public static final class Series {
        private final Instrument instrument;
        private final Origin origin;
        private final Basis basis;
        private final int axis;
        /** Axis index of position 0 of the columns. */
        private final int offset;

        private final int first;
        private final int last;
        private final double[] close;
        private final double[] levelOpen;
        private final double[] levelHigh;
        private final double[] levelLow;
        private final double[] levelClose;
        private final double[] volume;
        private final boolean anyVolume;
        private final byte[] flags;
        private final List<Origin> origins;
        private final int[] originOf;
        private final Map<Integer, Double> dividends;
        private final Map<Integer, String> heldBack;
        private volatile Recent recent;

        /**
         * The closes of session {@code from} to the as-of session, and the log returns of the same sessions. They are taken once, for a
         * logarithm costs more than all else that is done with a close. Never written once it is here.
         */
        private record Recent(int from, Column closes, Column logReturns) {
            static final Recent NOTHING = new Recent(Integer.MAX_VALUE, Column.of(new double[0]), Column.of(new double[0]));
        }

        Series(
                PriceSeries source,
                int axis,
                Bars bars,
                double[] close,
                Map<Integer, Double> dividends,
                Map<Integer, String> heldBack) {
            this.instrument = source.instrument();
            this.origin = source.origin();
            this.basis = source.basis();
            this.axis = axis;
            this.offset = bars.first;
            this.close = close;
            this.levelOpen = bars.open;
            this.levelHigh = bars.high;
            this.levelLow = bars.low;
            this.levelClose = bars.close;
            this.volume = bars.volume;
            this.anyVolume = any(bars.volume);
            this.flags = bars.flags;
            this.origins = source.marks().origins();
            this.originOf = bars.originOf;
            this.dividends = Map.copyOf(dividends);
            this.heldBack = Map.copyOf(heldBack);
            this.recent = Recent.NOTHING;
            int from = 0;
            while (from < close.length && !(close[from] > 0)) {
                from++;
            }
            int to = close.length - 1;
            while (to >= from && !(close[to] > 0)) {
                to--;
            }
            this.first = from == close.length ? axis : offset + from;
            this.last = to < from ? -1 : offset + to;
        }

        public Instrument instrument() {
            return instrument;
        }

        /** Where the series came from; single bars may have come from elsewhere. */
        public Origin origin() {
            return origin;
        }

        /** Where the bar of this session came from. */
        public Origin origin(int t) {
            int i = t - offset;
            return i >= 0 && i < originOf.length ? origins.get(originOf[i]) : origin;
        }

        /** What is known of the bar of this session beside its figures. */
        public Set<BarFlag> flags(int t) {
            int i = t - offset;
            return i >= 0 && i < flags.length ? BarFlag.of(flags[i]) : Set.of();
        }

        public Basis basis() {
            return basis;
        }

        /** False for {@link Basis#TOTAL}: then the level methods answer the adjusted prices, and whoever uses them says so. */
        public boolean hasLevel() {
            return basis != Basis.TOTAL;
        }

        /** Index of the first session with a close; the panel's size when there is none. */
        public int first() {
            return first;
        }

        /** Index of the last session with a close; -1 when there is none. */
        public int last() {
            return last;
        }

        /** Split- and dividend-adjusted close as of the as-of session: for returns. Equal to the level at the last bar. */
        public double close(int t) {
            return at(close, t);
        }

        /** Split-adjusted only: what a screen showed. */
        public double levelOpen(int t) {
            return at(levelOpen, t);
        }

        public double levelHigh(int t) {
            return at(levelHigh, t);
        }

        public double levelLow(int t) {
            return at(levelLow, t);
        }

        public double levelClose(int t) {
            return at(levelClose, t);
        }

        private static boolean any(double[] figures) {
            for (double figure : figures) {
                if (!Double.isNaN(figure)) {
                    return true;
                }
            }
            return false;
        }

        /** Whether the source gives the volume of any session. */
        public boolean hasVolume() {
            return anyVolume;
        }

        /** Shares in the as-of share basis; NaN where the source gives none. */
        public double volume(int t) {
            return at(volume, t);
        }

        /** Cash dividend with this ex-date per share in the as-of share basis; 0 for none. */
        public double dividend(int t) {
            return dividends.getOrDefault(t, 0.0);
        }

        /** Why the bar of this session is held back; empty when it is not. */
        public Optional<String> heldBack(int t) {
            return Optional.ofNullable(heldBack.get(t));
        }

        /** The closes of session {@code from} to the as-of session. */
        public Column closes(int from) {
            var known = recent;
            return known.from <= from ? known.closes.without(within(from) - known.from) : column(close, from);
        }

        /** As {@link #closes}, the volumes. */
        public Column volumes(int from) {
            return column(volume, from);
        }

        /** As {@link #closes}, the {@linkplain #levelClose split-adjusted} ones. */
        public Column levelCloses(int from) {
            return column(levelClose, from);
        }

        /** As {@link #closes}, the log returns from the session before to each session; NaN where one touches a gap, and at the first session. */
        public Column logReturns(int from) {
            var known = recent;
            if (known.from > from) {
                known = recent(within(from), new double[2 * (axis - from)], 0);
                recent = known;
            }
            return known.logReturns.without(within(from) - known.from);
        }

        /** Written into the figures from position {@code at} on: closes, then log returns, each of as many sessions as there are. */
        private Recent recent(int from, double[] figures, int at) {
            int n = axis - from;
            for (int i = 0; i < n; i++) {
                int t = from + i;
                figures[at + i] = at(close, t);
                figures[at + n + i] = t == 0 ? Double.NaN : Math.log(at(close, t) / at(close, t - 1));
            }
            return new Recent(from, new Column(figures, at, n), new Column(figures, at + n, n));
        }

        private double at(double[] column, int t) {
            int i = t - offset;
            if (i >= 0 && i < column.length) {
                return column[i];
            }
            if (t < 0 || t >= axis) {
                throw new IndexOutOfBoundsException(instrument.symbol() + ": session " + t + " of " + axis);
            }
            return Double.NaN;
        }

        /** The axis index, which may be one behind the last session. */
        private int within(int from) {
            if (from < 0 || from > axis) {
                throw new IndexOutOfBoundsException(instrument.symbol() + ": sessions from " + from + " on of " + axis);
            }
            return from;
        }

        /** Figures that reach from {@code from} to the as-of session are not copied. */
        private Column column(double[] figures, int from) {
            int skipped = within(from) - offset;
            if (skipped >= 0 && offset + figures.length == axis) {
                return new Column(figures, skipped, axis - from);
            }
            var padded = new double[axis - from];
            int start = Math.clamp(-skipped, 0, padded.length);
            int end = Math.clamp(offset + figures.length - from, start, padded.length);
            Arrays.fill(padded, 0, start, Double.NaN);
            System.arraycopy(figures, start < end ? start + skipped : 0, padded, start, end - start);
            Arrays.fill(padded, end, padded.length, Double.NaN);
            return Column.of(padded);
        }
    }
}
