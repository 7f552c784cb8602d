package tidewatch.market;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
         * Log returns from a position of the columns on, which are taken once, for a logarithm costs more than all else that is done with a
         * close; and the closes of the same sessions beside them, for a pass over thousands of series waits on memory and on little else.
         * Never written once it is here.
         */
        @SuppressWarnings("ArrayRecordComponent")
        private record Recent(int from, double[] close, double[] log) {}

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
            this.recent = new Recent(close.length, new double[0], new double[0]);
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
            return known.from <= from - offset ? column(known.close, offset + known.from, from) : column(close, offset, from);
        }

        /** As {@link #closes}, the volumes. */
        public Column volumes(int from) {
            return column(volume, offset, from);
        }

        /** As {@link #closes}, the {@linkplain #levelClose split-adjusted} ones. */
        public Column levelCloses(int from) {
            return column(levelClose, offset, from);
        }

        /** As {@link #closes}, the log returns from the session before to each session; NaN where one touches a gap, and at the first session. */
        public Column logReturns(int from) {
            int start = Math.max(0, from - offset);
            var known = recent;
            if (known.from > start) {
                known = recent(start);
                recent = known;
            }
            return column(known.log, offset + known.from, from);
        }

        private Recent recent(int start) {
            var shown = Arrays.copyOfRange(close, Math.min(start, close.length), close.length);
            var log = new double[shown.length];
            for (int i = 0; i < log.length; i++) {
                log[i] = start + i == 0 ? Double.NaN : Math.log(close[start + i] / close[start + i - 1]);
            }
            return new Recent(start, shown, log);
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

        /** Position 0 of the figures is the session {@code first}. Those that reach from {@code from} to the as-of session are not copied. */
        private Column column(double[] figures, int first, int from) {
            if (from < 0 || from > axis) {
                throw new IndexOutOfBoundsException(instrument.symbol() + ": sessions from " + from + " on of " + axis);
            }
            if (first <= from && first + figures.length == axis) {
                return new Column(figures, from - first);
            }
            var padded = new double[axis - from];
            int start = Math.clamp(first - from, 0, padded.length);
            int end = Math.clamp(first + figures.length - from, start, padded.length);
            Arrays.fill(padded, 0, start, Double.NaN);
            System.arraycopy(figures, start < end ? start + from - first : 0, padded, start, end - start);
            Arrays.fill(padded, end, padded.length, Double.NaN);
            return Column.of(padded);
        }
    }
}
