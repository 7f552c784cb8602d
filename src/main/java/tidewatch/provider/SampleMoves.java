package tidewatch.provider;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The daily log moves, in %, of every series of the sample market, one for each session of the range.
 *
 * <p>SPY is noise with a drift. The others are r = SPY + x (bonds and gold: r = x) with x = growth G + small Z + noise of their own, where
 * G and Z are two common factors. G, Z and the own noise drift a little, anew each {@value #BLOCK} sessions, so that the past has rotations
 * too. Sector members are their fund's move plus noise that sums to 0 over the members.
 *
 * <p>In the phases of the story pinned days are set first and stay; then (anchor - sum) / n is added to the n free days, so that the
 * phase's x sums to its anchor and keeps its noise. One instance serves one thread; it keeps what several series share.
 */
final class SampleMoves {
    /** Sessions that share a drift: a quarter. */
    static final int BLOCK = 63;

    private static final double GROWTH_SD = 0.55;
    private static final double SMALL_SD = 0.50;
    private static final double MEMBER_SD = 1.1;
    private static final double MARKET_DRIFT = 0.045;
    private static final double FACTOR_DRIFT = 0.10;
    private static final double OWN_DRIFT = 0.08;
    /** The story is to be told by the anchors, so the market is calmer while it runs. */
    private static final double STORY_CALM = 0.8;

    private final long seed;
    private final SampleStory story;
    private final List<LocalDate> sessions;
    private final double[] growth;
    private final double[] small;
    private final double[] market;
    private final Map<String, double[]> funds = new HashMap<>();
    private final Map<SampleStory.Sector, double[][]> memberNoise = new HashMap<>();

    /** @param sessions the whole range, oldest first */
    SampleMoves(long seed, SampleStory story, List<LocalDate> sessions) {
        this.seed = seed;
        this.story = story;
        this.sessions = sessions;
        growth = drifting("G", GROWTH_SD, FACTOR_DRIFT);
        small = drifting("Z", SMALL_SD, FACTOR_DRIFT);
        market = market(row("SPY"));
    }

    /** Log moves of a named series or a member, %. The array is shared: read only. */
    double[] of(String symbol) {
        SampleStory.Member member = story.members().get(symbol);
        if (member == null) {
            return named(symbol);
        }
        double[] r = named(member.sector().fund()).clone();
        double[][] noise = memberNoise.computeIfAbsent(member.sector(), this::memberNoise);
        double[] own = noise[member.number() - 1];
        double[] mean = noise[SampleStory.MEMBERS];
        for (int t = 0; t < r.length; t++) {
            r[t] += own[t] - mean[t];
        }
        return r;
    }

    /** The sd of a series' whole daily log move as the model has it, %. */
    double dailySd(String symbol) {
        SampleStory.Member member = story.members().get(symbol);
        if (member != null) {
            return Math.hypot(dailySd(member.sector().fund()), MEMBER_SD);
        }
        SampleStory.Row row = row(symbol);
        double x = Math.hypot(Math.hypot(row.own(), row.growth() * GROWTH_SD), row.small() * SMALL_SD);
        return row.onTopOfMarket() ? Math.hypot(x, row("SPY").own()) : x;
    }

    private double[] named(String symbol) {
        return symbol.equals("SPY") ? market : funds.computeIfAbsent(symbol, s -> moves(row(s)));
    }

    private SampleStory.Row row(String symbol) {
        return Objects.requireNonNull(story.rows().get(symbol), symbol);
    }

    private double[] market(SampleStory.Row row) {
        double[] r = noise(row.symbol(), row.own());
        int calm = at(SampleStory.BURST.first());
        for (int t = 0; t < r.length; t++) {
            r[t] = MARKET_DRIFT + (t < calm ? r[t] : STORY_CALM * r[t]);
        }
        bridge(r, row, new double[r.length]);
        return r;
    }

    private double[] moves(SampleStory.Row row) {
        double[] x = drifting(row.symbol(), row.own(), OWN_DRIFT);
        for (int t = 0; t < x.length; t++) {
            x[t] += row.growth() * growth[t] + row.small() * small[t];
        }
        double[] below = row.onTopOfMarket() ? market : new double[x.length];
        bridge(x, row, below);
        for (int t = 0; t < x.length; t++) {
            x[t] += below[t];
        }
        return x;
    }

    /** Makes x, which lies on top of {@code below}, keep the row's pins and sum to its anchors. */
    private void bridge(double[] x, SampleStory.Row row, double[] below) {
        var pinned = new boolean[x.length];
        List<SampleStory.Pin> pins = story.pins(row.symbol());
        for (SampleStory.Pin pin : pins) {
            if (!pin.spansDays()) {
                int t = at(pin.date());
                x[t] = pin.excess() ? pin.close() : log(pin) - below[t];
                pinned[t] = true;
            }
        }
        for (SampleStory.Pin pin : pins) {
            if (pin.spansDays()) {
                int first = at(pin.from());
                int last = at(pin.date());
                spread(x, pinned, first, last, log(pin) - sum(below, first, last));
                Arrays.fill(pinned, first, last + 1, true);
            }
        }
        for (int phase = 0; phase < SampleStory.PHASES.size(); phase++) {
            OptionalDouble anchor = row.anchors().get(phase);
            if (anchor.isPresent()) {
                int first = at(SampleStory.PHASES.get(phase).first());
                int last = at(SampleStory.PHASES.get(phase).last());
                spread(x, pinned, first, last, anchor.getAsDouble());
            }
        }
    }

    /** Shifts the free days from first to last alike, so that all days sum to {@code total}. */
    private static void spread(double[] x, boolean[] pinned, int first, int last, double total) {
        int free = 0;
        for (int t = first; t <= last; t++) {
            free += pinned[t] ? 0 : 1;
        }
        double shift = (total - sum(x, first, last)) / free;
        for (int t = first; t <= last; t++) {
            x[t] += pinned[t] ? 0 : shift;
        }
    }

    private static double sum(double[] x, int first, int last) {
        double sum = 0;
        for (int t = first; t <= last; t++) {
            sum += x[t];
        }
        return sum;
    }

    private static double log(SampleStory.Pin pin) {
        return 100 * StrictMath.log(1 + pin.close() / 100);
    }

    private double[] drifting(String name, double sd, double driftShare) {
        double[] x = noise(name, sd);
        SampleNoise drift = SampleNoise.of(seed, name + "/drift");
        for (int first = 0; first < x.length; first += BLOCK) {
            double shift = driftShare * sd * drift.normal(first / BLOCK);
            for (int t = first; t < Math.min(first + BLOCK, x.length); t++) {
                x[t] += shift;
            }
        }
        return x;
    }

    private double[] noise(String name, double sd) {
        SampleNoise own = SampleNoise.of(seed, name + "/own");
        double[] x = new double[sessions.size()];
        for (int t = 0; t < x.length; t++) {
            x[t] = sd * own.normal(t);
        }
        return x;
    }

    /** The noise of a sector's members in their order, and behind them its mean. */
    private double[][] memberNoise(SampleStory.Sector sector) {
        double[][] noise = new double[SampleStory.MEMBERS + 1][];
        double[] mean = new double[sessions.size()];
        noise[SampleStory.MEMBERS] = mean;
        for (SampleStory.Member member : story.members().values()) {
            if (member.sector().equals(sector)) {
                double[] own = noise(member.instrument().symbol(), MEMBER_SD);
                noise[member.number() - 1] = own;
                for (int t = 0; t < mean.length; t++) {
                    mean[t] += own[t] / SampleStory.MEMBERS;
                }
            }
        }
        return noise;
    }

    private int at(LocalDate session) {
        int t = Collections.binarySearch(sessions, session);
        if (t < 0) {
            throw new IllegalStateException("The story of the sample market names " + session + ", which is no session");
        }
        return t;
    }
}
