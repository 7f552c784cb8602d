package tidewatch.rotation;

import tidewatch.market.Basket;
import tidewatch.market.Column;
import tidewatch.market.PricePanel;
import tidewatch.rotation.RotationRow.Kind;
import tidewatch.rotation.RotationRow.State;

/** Computes the figures of one row as of the panel's last session, by the definitions of section 2 of the rotation design. */
final class Cells {
    /** Sessions before the as-of session that any measure but a streak looks at: sigma of 252 that ends 63 ago, and the close before it. */
    static final int DEPTH = 252 + 63;

    private static final int OWN_WINDOW = 63;
    private static final int SIGMA_WINDOW = 252;
    private static final int VOLUME_WINDOW = 60;
    /** With fewer sessions a row's own habits are unknown and it is ranked nowhere. */
    private static final int RANKABLE = OWN_WINDOW + 1;

    private static final Measure[] RELATIVE_Z = {Measure.Z5, Measure.Z21, Measure.Z63};
    private static final int[] RELATIVE_Z_SESSIONS = {5, 21, 63};
    /** Ages at which a move of 63, 21 or 5 sessions or the sigma before one of them begins; the stretches 0-2, 1-3 and 2-4 are the sigmas. */
    private static final int[] RELATIVE_Z_STRETCHES = {62 + SIGMA_WINDOW, 20 + SIGMA_WINDOW, 4 + SIGMA_WINDOW, 62, 20, 4};
    private static final Lookback[] LOOKBACKS = Lookback.values();

    private final PricePanel panel;
    private final Tracks tracks;
    private final int last;
    private final Basket benchmark;
    private final Track yardstick;
    private final int[] bases = new int[LOOKBACKS.length];
    /** The benchmark's close over that of each lookback's base. */
    private final double[] factors = new double[LOOKBACKS.length];
    private final String noVolume;
    // Used anew for every row.
    private final Figures.Draft cells = new Figures.Draft();
    private final Stretches stretches = new Stretches(2, RELATIVE_Z_STRETCHES);
    private final double[] dollars;

    Cells(PricePanel panel, Tracks tracks, Basket benchmark) {
        this.panel = panel;
        this.tracks = tracks;
        this.last = tracks.last();
        this.benchmark = benchmark;
        this.yardstick = tracks.of(benchmark);
        for (int i = 0; i < bases.length; i++) {
            bases[i] = LOOKBACKS[i].base(panel);
            factors[i] = yardstick.at(last) / yardstick.at(bases[i]);
        }
        this.noVolume = "no volume for " + panel.asOf();
        this.dollars = new double[Math.min(last, VOLUME_WINDOW) + 1];
    }

    /** The row of an instrument or a basket, against the benchmark. */
    RotationRow row(Kind kind, Basket basket) {
        return row(kind, basket, tracks.of(basket));
    }

    /** The same of a series that has prices. */
    RotationRow row(Kind kind, Basket basket, PricePanel.Series series) {
        return row(kind, basket, tracks.of(series));
    }

    private RotationRow row(Kind kind, Basket basket, Track own) {
        boolean itself = basket.symbols().getFirst().equals(benchmark.symbols().getFirst()) && basket.symbols().equals(benchmark.symbols());
        return row(basket.id(), basket.name(), kind, basket, benchmark, own, yardstick, own, itself);
    }

    /** The row of two proxies. */
    RotationRow pair(String id, String name, Basket longLeg, Basket shortLeg) {
        var own = tracks.of(longLeg);
        var other = tracks.of(shortLeg);
        var shown = tracks.ratio(own, longLeg.id(), other, shortLeg.id());
        return row(id, name, Kind.PAIR, longLeg, shortLeg, own, other, shown, false);
    }

    private RotationRow row(
            String id, String name, Kind kind, Basket basket, Basket against, Track own, Track other, Track shown, boolean itself) {
        boolean pair = kind == Kind.PAIR;
        // First what reads a year in order: what looks here and there would wait for the memory each time.
        extremes(shown);
        means(shown);
        double sdLeast = relativeZ(own, other, against.id(), itself);
        double sdOwn = ownZ(shown);
        returns(own, other, against.id(), itself);
        streak(shown);
        dollarVolume(basket, own, pair);

        State state;
        String note;
        if (!yardstick.current()) {
            state = State.NO_BENCHMARK;
            note = "no " + benchmark.id() + " close for " + panel.asOf();
        } else if (shown.newest < 0) {
            state = State.SHORT;
            note = shown.gaps.why(last, "");
        } else if (!shown.current()) {
            boolean heldBack = !pair && own.series.flatMap(series -> series.heldBack(last)).isPresent();
            state = heldBack ? State.QUARANTINED : State.STALE;
            note = heldBack ? shown.gaps.why(last, "") : "last bar " + panel.session(shown.newest);
        } else if (shown.sessions() < RANKABLE) {
            state = State.SHORT;
            note = shown.gaps.why(shown.first - 1, "");
        } else if (sdOwn <= Trailing.FLAT || sdLeast <= Trailing.FLAT) {
            state = State.FLAT;
            note = sdOwn <= Trailing.FLAT ? "flat: no variation in " + OWN_WINDOW + " sessions" : "flat against " + against.id();
        } else {
            state = State.OK;
            note = "";
        }
        return new RotationRow(id, name, kind, basket, against, state, note, cells.figures());
    }

    private void returns(Track own, Track other, String otherName, boolean itself) {
        double now = own.at(last);
        double otherNow = other.at(last);
        for (int i = 0; i < bases.length; i++) {
            int base = bases[i];
            var absolute = LOOKBACKS[i].absolute();
            var relative = LOOKBACKS[i].relative();
            double factor = now / own.at(base);
            double lead = factor / (other == yardstick ? factors[i] : otherNow / other.at(base));
            if (Double.isNaN(factor)) {
                cells.absent(absolute, own.gaps.why(Double.isNaN(now) ? last : base, ""));
            } else {
                cells.set(absolute, factor - 1);
            }
            if (itself) {
                cells.absent(relative, "it is the benchmark itself");
            } else if (Double.isNaN(factor)) {
                cells.absent(relative, own.gaps.why(Double.isNaN(now) ? last : base, ""));
            } else if (Double.isNaN(lead)) {
                cells.absent(relative, other.gaps.why(Double.isNaN(otherNow) ? last : base, otherName));
            } else {
                cells.set(relative, lead - 1);
            }
        }
    }

    private void streak(Track shown) {
        if (!shown.current()) {
            cells.absent(Measure.STREAK, shown.gaps.why(last, ""));
        } else if (shown.sessions() < 2) {
            cells.absent(Measure.STREAK, shown.gaps.why(shown.first - 1, ""));
        } else {
            cells.set(Measure.STREAK, shown.streak());
        }
    }

    /** Answers the sd of the 63 returns before the last one, NaN when there are too few. */
    private double ownZ(Track shown) {
        int end = shown.log.size() - 1;
        double now = shown.log.at(end);
        double sd = Trailing.sd(shown.log, end - 1, OWN_WINDOW);
        if (Double.isNaN(now)) {
            cells.absent(Measure.Z_OWN, shown.gaps.why(Double.isNaN(shown.at(last)) ? last : last - 1, ""));
        } else if (Double.isNaN(sd)) {
            cells.absent(Measure.Z_OWN, tooFew(shown, shown, "", shown.log, end - 1, OWN_WINDOW));
        } else if (sd <= Trailing.FLAT) {
            cells.absent(Measure.Z_OWN, "flat: no variation in " + OWN_WINDOW + " sessions");
        } else {
            cells.set(Measure.Z_OWN, now / sd);
        }
        return sd;
    }

    /** Answers the least sigma of the three, NaN when there is none. */
    private double relativeZ(Track own, Track other, String otherName, boolean itself) {
        if (itself) {
            for (var measure : RELATIVE_Z) {
                cells.absent(measure, "it is the benchmark itself");
            }
            return Double.NaN;
        }
        stretches.read(own.log, other.log);
        int newest = RELATIVE_Z_STRETCHES.length - 1;
        double least = Double.NaN;
        for (int i = 0; i < RELATIVE_Z.length; i++) {
            var measure = RELATIVE_Z[i];
            int k = RELATIVE_Z_SESSIONS[i];
            double sigma = stretches.sd(2 - i, 4 - i);
            double z = stretches.scaled(newest - i, newest, sigma, () -> Math.log(own.growth(last, k) / other.growth(last, k)));
            if (!own.current()) {
                cells.absent(measure, own.gaps.why(last, ""));
            } else if (!other.current()) {
                cells.absent(measure, other.gaps.why(last, otherName));
            } else if (Double.isNaN(sigma)) {
                cells.absent(measure, tooFew(own, other, otherName, k, SIGMA_WINDOW));
            } else if (sigma <= Trailing.FLAT) {
                cells.absent(measure, "flat against " + otherName);
            } else if (Double.isNaN(z)) {
                cells.absent(measure, Double.isNaN(own.at(last - k)) ? own.gaps.why(last - k, "") : other.gaps.why(last - k, otherName));
            } else {
                cells.set(measure, z);
            }
            least = Double.isNaN(least) ? sigma : Math.min(least, sigma);
        }
        return least;
    }

    private void extremes(Track shown) {
        var extremes = Trailing.extremes(shown.price, shown.price.size() - 1, SIGMA_WINDOW);
        toLevel(Measure.HIGH52, shown, extremes.high(), SIGMA_WINDOW);
        toLevel(Measure.LOW52, shown, extremes.low(), SIGMA_WINDOW);
    }

    private void means(Track shown) {
        var means = Trailing.means(shown.price, shown.price.size() - 1, 50, 200);
        toLevel(Measure.SMA50, shown, means.few(), 50);
        toLevel(Measure.SMA200, shown, means.many(), 200);
    }

    private void toLevel(Measure measure, Track shown, double level, int n) {
        int end = shown.price.size() - 1;
        double now = shown.price.at(end);
        if (Double.isNaN(now)) {
            cells.absent(measure, shown.gaps.why(last, ""));
        } else if (Double.isNaN(level)) {
            cells.absent(measure, tooFew(shown, shown, "", shown.price, end, n));
        } else {
            cells.set(measure, now / level - 1);
        }
    }

    /** Why a window of relative returns that ends {@code age} sessions ago holds too few. */
    private String tooFew(Track own, Track other, String otherName, int age, int n) {
        var e = own.relative(other);
        return tooFew(own, other, otherName, Column.of(e), e.length - 1 - age, n);
    }

    /** Why a window holds too few values: the line is young, what it is measured against is young, or there are gaps. */
    private String tooFew(Track own, Track other, String otherName, Column x, int end, int n) {
        int windowStart = last - (x.size() - 1 - end) - n + 1;
        if (own.first > windowStart) {
            return own.gaps.why(own.first - 1, "");
        }
        if (other.first > windowStart) {
            return other.gaps.why(other.first - 1, otherName);
        }
        return "gaps: " + Trailing.count(x, end, n) + " of " + n + " sessions are there, " + Trailing.needed(n) + " are needed";
    }

    private void dollarVolume(Basket basket, Track own, boolean pair) {
        var measure = Measure.DOLLAR_VOLUME;
        if (pair) {
            cells.absent(measure, "a pair has no volume");
            return;
        }
        if (basket.symbols().size() > 1) {
            cells.absent(measure, "a basket has no volume of its own");
            return;
        }
        if (own.series.isEmpty()) {
            cells.absent(measure, "no prices for " + basket.id());
            return;
        }
        var series = own.series.get();
        if (!series.hasVolume() || Double.isNaN(series.volume(last)) || Double.isNaN(series.levelClose(last))) {
            cells.absent(measure, own.current() ? noVolume : own.gaps.why(last, ""));
            return;
        }
        int start = last - dollars.length + 1;
        var volumes = series.volumes(start);
        var closes = series.levelCloses(start);
        for (int i = 0; i < dollars.length; i++) {
            dollars[i] = volumes.at(i) * closes.at(i);
        }
        int end = dollars.length - 1;
        double median = Trailing.median(dollars, end - 1, VOLUME_WINDOW);
        if (Double.isNaN(median)) {
            cells.absent(measure, tooFew(own, own, "", Column.of(dollars), end - 1, VOLUME_WINDOW));
        } else if (median > 0) {
            cells.set(measure, dollars[end] / median);
        } else {
            cells.absent(measure, "no volume in the " + VOLUME_WINDOW + " sessions before");
        }
    }
}
