package tidewatch.market;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One instrument's bars of one basis, oldest first, as columns, with its corporate actions. Bars of different bases are never mixed.
 *
 * <p>Columns are copied neither in nor out, for 700,000 bars pass through here on a cold start: whoever builds a series hands its arrays
 * over and keeps none; the accessors answer single values.
 */
public final class PriceSeries {
    private final Instrument instrument;
    private final Basis basis;
    private final Origin origin;
    private final int[] days;
    private final double[] open;
    private final double[] high;
    private final double[] low;
    private final double[] close;
    private final double[] volume;
    private final double[] adjusted;
    private final List<CorporateAction> actions;
    private final List<HeldBack> heldBack;
    private final Marks marks;

    /**
     * A row that the source set aside, so that there is no bar for its day.
     *
     * @param why fits behind "held back: ", such as "close -3 is not above 0"
     */
    public record HeldBack(LocalDate day, String why) {
        public HeldBack {
            Objects.requireNonNull(day);
            if (why.isBlank()) {
                throw new IllegalArgumentException("A row of " + day + " is held back without a reason");
            }
        }
    }

    /**
     * What is known of each bar beside its figures.
     *
     * @param flags {@link BarFlag#bits} a bar; empty when no bar has any
     * @param origins those of single bars; empty when all came with the series' own
     * @param originOf index into {@code origins} a bar; empty when all came with the series' own
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out of the package
    record Marks(byte[] flags, List<Origin> origins, int[] originOf) {
        private static final Marks NONE = new Marks(new byte[0], List.of(), new int[0]);

        Marks {
            origins = List.copyOf(origins);
        }

        private Marks between(int from, int to) {
            return new Marks(
                    flags.length == 0 ? flags : Arrays.copyOfRange(flags, from, to),
                    origins,
                    originOf.length == 0 ? originOf : Arrays.copyOfRange(originOf, from, to));
        }
    }

    /** As below, with no row set aside. */
    public PriceSeries(
            Instrument instrument,
            Basis basis,
            Origin origin,
            int[] days,
            double[] open,
            double[] high,
            double[] low,
            double[] close,
            double[] volume,
            double[] adjusted,
            List<CorporateAction> actions) {
        this(instrument, basis, origin, days, open, high, low, close, volume, adjusted, actions, List.of());
    }

    /**
     * @param days epoch days, strictly rising
     * @param open NaN where open, high and low are not trusted; so for high and low
     * @param close finite and above 0
     * @param volume NaN where the source gives none
     * @param adjusted split- and dividend-adjusted close, or an empty array when the source has none
     * @param actions in any order
     * @param heldBack rows that the source set aside
     */
    public PriceSeries(
            Instrument instrument,
            Basis basis,
            Origin origin,
            int[] days,
            double[] open,
            double[] high,
            double[] low,
            double[] close,
            double[] volume,
            double[] adjusted,
            List<CorporateAction> actions,
            List<HeldBack> heldBack) {
        this(instrument, basis, origin, days, open, high, low, close, volume, adjusted, actions, heldBack, Marks.NONE);
    }

    private PriceSeries(
            Instrument instrument,
            Basis basis,
            Origin origin,
            int[] days,
            double[] open,
            double[] high,
            double[] low,
            double[] close,
            double[] volume,
            double[] adjusted,
            List<CorporateAction> actions,
            List<HeldBack> heldBack,
            Marks marks) {
        int n = days.length;
        for (double[] column : List.of(open, high, low, close, volume)) {
            if (column.length != n) {
                throw new IllegalArgumentException(instrument.symbol() + ": columns of " + n + " and " + column.length + " bars");
            }
        }
        if (adjusted.length != 0 && adjusted.length != n) {
            throw new IllegalArgumentException(instrument.symbol() + ": columns of " + n + " and " + adjusted.length + " bars");
        }
        for (int i = 0; i < n; i++) {
            if (i > 0 && days[i] <= days[i - 1]) {
                throw new IllegalArgumentException(instrument.symbol() + ": " + LocalDate.ofEpochDay(days[i]) + " does not follow "
                        + LocalDate.ofEpochDay(days[i - 1]));
            }
            if (!(close[i] > 0) || Double.isInfinite(close[i])) {
                throw new IllegalArgumentException(
                        instrument.symbol() + ": close of " + LocalDate.ofEpochDay(days[i]) + " is " + close[i]);
            }
        }
        this.instrument = instrument;
        this.basis = basis;
        this.origin = origin;
        this.days = days;
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
        this.adjusted = adjusted;
        this.actions = List.copyOf(actions);
        this.heldBack = List.copyOf(heldBack);
        this.marks = marks;
    }

    /**
     * The same bars with flags and origins of their own. Arrays are handed over, as to the constructor.
     *
     * @param flags {@link BarFlag#bits} for each bar; empty for none
     * @param originOf for each bar the index of its origin in {@code origins}; empty when all have the series' own
     */
    public PriceSeries marked(byte[] flags, List<Origin> origins, int[] originOf) {
        int n = days.length;
        if ((flags.length != 0 && flags.length != n) || (originOf.length != 0 && originOf.length != n)) {
            throw new IllegalArgumentException(instrument.symbol() + ": marks of " + flags.length + " and " + originOf.length + " for " + n + " bars");
        }
        for (int of : originOf) {
            Objects.checkIndex(of, origins.size());
        }
        return new PriceSeries(
                instrument, basis, origin, days, open, high, low, close, volume, adjusted, actions, heldBack, new Marks(flags, origins, originOf));
    }

    public Instrument instrument() {
        return instrument;
    }

    public Basis basis() {
        return basis;
    }

    public Origin origin() {
        return origin;
    }

    public List<CorporateAction> actions() {
        return actions;
    }

    public List<HeldBack> heldBack() {
        return heldBack;
    }

    /** What this series was on an earlier day: no bar, action or row after {@code last}. */
    public PriceSeries upTo(LocalDate last) {
        return between(LocalDate.MIN, last);
    }

    /** The bars from {@code first} on. Actions before it stay out too, for they change no later bar. */
    public PriceSeries since(LocalDate first) {
        return between(first, LocalDate.MAX);
    }

    private PriceSeries between(LocalDate first, LocalDate last) {
        int from = firstAtOrAfter(first.toEpochDay());
        int to = firstAtOrAfter(Math.clamp(last.toEpochDay(), Integer.MIN_VALUE, Integer.MAX_VALUE) + 1L);
        return new PriceSeries(
                instrument,
                basis,
                origin,
                Arrays.copyOfRange(days, from, to),
                Arrays.copyOfRange(open, from, to),
                Arrays.copyOfRange(high, from, to),
                Arrays.copyOfRange(low, from, to),
                Arrays.copyOfRange(close, from, to),
                Arrays.copyOfRange(volume, from, to),
                hasAdjusted() ? Arrays.copyOfRange(adjusted, from, to) : adjusted,
                actions.stream().filter(a -> !a.ex().isBefore(first) && !a.ex().isAfter(last)).toList(),
                heldBack.stream().filter(h -> !h.day().isBefore(first) && !h.day().isAfter(last)).toList(),
                marks.between(from, to));
    }

    private int firstAtOrAfter(long epochDay) {
        int at = Arrays.binarySearch(days, Math.clamp(epochDay, Integer.MIN_VALUE, Integer.MAX_VALUE));
        return at >= 0 ? at : -at - 1;
    }

    public int size() {
        return days.length;
    }

    public LocalDate date(int i) {
        return LocalDate.ofEpochDay(days[i]);
    }

    public int epochDay(int i) {
        return days[i];
    }

    public double open(int i) {
        return open[i];
    }

    public double high(int i) {
        return high[i];
    }

    public double low(int i) {
        return low[i];
    }

    public double close(int i) {
        return close[i];
    }

    public double volume(int i) {
        return volume[i];
    }

    public boolean hasAdjusted() {
        return adjusted.length > 0;
    }

    public double adjusted(int i) {
        return adjusted[i];
    }

    Marks marks() {
        return marks;
    }

    /** {@link BarFlag#bits} of this bar. */
    public byte flags(int i) {
        return marks.flags().length == 0 ? 0 : marks.flags()[i];
    }

    /** Where this bar came from. */
    public Origin origin(int i) {
        return marks.originOf().length == 0 ? origin : marks.origins().get(marks.originOf()[i]);
    }

    /** The index of this day; below 0, as {@link Arrays#binarySearch(int[], int)}, when there is no bar. */
    public int indexOf(LocalDate date) {
        return Arrays.binarySearch(days, Math.clamp(date.toEpochDay(), Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
}
