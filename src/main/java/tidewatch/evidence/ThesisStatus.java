package tidewatch.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.evidence.Weighed.Cause;
import tidewatch.evidence.Weighed.Detail;
import tidewatch.evidence.Weighed.Status;
import tidewatch.market.Basket;
import tidewatch.market.PricePanel;
import tidewatch.rotation.Comovement;

/**
 * Puts a hypothesis on the scales: what its asset did against the yardstick since the note, in units of what it usually does (rotation
 * design, section 12; the event-study form is MacKinlay 1997).
 *
 * <p>z = s (sum of relative log returns) / (1.08 sigma sqrt n), where sigma is taken over the 252 sessions that end with the note, and 1.08
 * is the measured excess of the plain z's spread over 1 (12 sector and style funds against SPY, 2017 to March 2026). A status has no memory:
 * how long it has held is found by replaying every session since the note. Pure; a later bar changes nothing as of an earlier session.
 */
public final class ThesisStatus {
    /** Version of the method; stored with each status. */
    public static final int METHOD = 1;

    static final double WIDER = 1.08;
    private static final int SIGMA_SESSIONS = 252;
    private static final int SIGMA_LEAST = 60;
    private static final double FLAT = 1e-9;
    private static final int FIRST_LABEL = 5;
    private static final int RECENT = 10;
    private static final int OLD_PRICE = 5;
    private static final int BEFORE = 21;

    /** A status must hold for two closes before it is told, so that a value near a bound does not chatter. */
    private static final int STEADY_AFTER = 2;

    private static final Label PRICE_OLD = new Label(Status.STALE, Cause.PRICE_OLD);
    private static final Label HORIZON_PASSED = new Label(Status.STALE, Cause.HORIZON_PASSED);
    private static final Label FEW_SESSIONS = new Label(Status.TOO_EARLY, Cause.FEW_SESSIONS);
    private static final Label LEGS = new Label(Status.MIXED, Cause.LEGS);
    private static final Label SMALL = new Label(Status.MIXED, Cause.SMALL);
    private static final Label TURNING = new Label(Status.MIXED, Cause.TURNING);
    private static final Label LEANING_FOR = new Label(Status.LEANING_FOR, Cause.NONE);
    private static final Label LEANING_AGAINST = new Label(Status.LEANING_AGAINST, Cause.NONE);
    private static final Label VALIDATING = new Label(Status.VALIDATING, Cause.NONE);
    private static final Label CONTRADICTING = new Label(Status.CONTRADICTING, Cause.NONE);

    private final Lines lines;
    private final PricePanel panel;
    private final Optional<double[]> market;

    private ThesisStatus(Lines lines, String benchmark) {
        this.lines = lines;
        this.panel = lines.panel();
        this.market = panel.find(benchmark)
                .map(series -> lines.returns(Basket.of(series.instrument())));
    }

    /** Scales for many hypotheses on one panel. {@code benchmark} is the symbol that beta is taken against. Not for several threads. */
    static ThesisStatus on(PricePanel panel, String benchmark) {
        return on(new Lines(panel), benchmark);
    }

    /** The same with lines that others may have asked for before. */
    static ThesisStatus on(Lines lines, String benchmark) {
        return new ThesisStatus(lines, benchmark);
    }

    /**
     * The status at the panel's as-of session.
     *
     * @param benchmark symbol of the market for the beta line; without prices the line is absent
     */
    public static Weighed of(Hypothesis hypothesis, PricePanel panel, String benchmark) {
        return on(panel, benchmark).weigh(hypothesis);
    }

    Weighed weigh(Hypothesis h) {
        if (panel.size() == 0) {
            return untestable(h, "there are no prices", Cause.NOT_MEASURED);
        }
        var calendar = panel.calendar();
        var first = calendar.isSession(h.written()) ? h.written() : calendar.next(h.written());
        double[] y = lines.relative(h.asset(), h.against());
        int last = Lines.lastPoint(y, panel.size() - 1, 0);
        if (last < 0) {
            return untestable(h, "there are no prices of " + shown(h), Cause.NOT_MEASURED);
        }
        if (first.isAfter(panel.asOf())) {
            return notStarted(h, y, last);
        }
        int t0 = panel.indexOf(first);
        if (t0 < 0) {
            return untestable(h, "prices start " + panel.session(0) + ", after the note", Cause.SHORT_HISTORY);
        }
        while (t0 < y.length && Double.isNaN(y[t0])) {
            t0++;
        }
        if (t0 == y.length) {
            return notStarted(h, y, last);
        }
        var sigma = sigma(y, t0);
        if (sigma.isEmpty()) {
            return shortHistory(h, y, t0);
        }
        return replay(h, y, t0, sigma.get());
    }

    /** All sessions from the start to the as-of one; the last is the answer. */
    private Weighed replay(Hypothesis h, double[] y, int t0, double sigma) {
        var whole = new Scale(y, t0, sigma, h.sign(), h.horizon());
        var legs = new ArrayList<Scale>();
        for (var leg : h.legs()) {
            double[] line = lines.relative(leg, h.against());
            if (!Double.isNaN(line[t0])) {
                sigma(line, t0).ifPresent(s -> legs.add(new Scale(line, t0, s, h.sign(), h.horizon())));
            }
        }
        var now = label(whole, legs, t0);
        Optional<Status> previous = Optional.empty();
        var steady = now.status();
        int holding = 1;
        for (int t = t0 + 1; t < y.length; t++) {
            var next = label(whole, legs, t);
            if (next.status() == now.status()) {
                holding++;
            } else {
                previous = Optional.of(now.status());
                holding = 1;
            }
            steady = holding == STEADY_AFTER ? next.status() : steady;
            now = next;
        }
        int at = whole.at;
        int n = at - t0;
        Optional<Double> relative = n == 0 ? Optional.empty() : Optional.of(Math.expm1(y[at] - y[t0]));
        var beta = beta(y, t0);
        Optional<Double> left = n == 0 ? Optional.empty() : beta.flatMap(b -> afterBeta(b, y, t0, at));
        Optional<Detail> detail = n == 0
                ? Optional.empty()
                : Optional.of(new Detail(
                        panel.session(at),
                        sigma,
                        SequentialBound.of(h.horizon()),
                        h.sign() * (y[at] - y[t0]),
                        whole.worst,
                        (double) whole.up / n,
                        beta,
                        beta.flatMap(b -> betaZ(b, y, t0, at, h.sign())),
                        METHOD));
        return new Weighed(
                h.title(),
                Optional.of(h),
                now.status(),
                whole.strong(),
                why(now, whole),
                Optional.of(panel.session(t0)),
                n,
                relative,
                left,
                n == 0 ? Optional.empty() : Optional.of(whole.z),
                n == 0 ? Optional.empty() : Optional.of(whole.z10),
                move(y, t0 - BEFORE, t0),
                holding,
                previous,
                now.cause(),
                detail,
                steady);
    }

    /** A label, without its words: of all sessions only those of the last are told. */
    private record Label(Status status, Cause cause) {}

    /** The label of session t (rotation design, section 12: the first rule that matches). */
    private static Label label(Scale whole, List<Scale> legs, int t) {
        whole.advance(t);
        boolean legFor = false;
        boolean legAgainst = false;
        for (var leg : legs) {
            leg.advance(t);
            legFor |= leg.side() > 0;
            legAgainst |= leg.side() < 0;
        }
        if (t - whole.newest > OLD_PRICE) {
            return PRICE_OLD;
        }
        if (t - whole.t0 > whole.horizon) {
            return HORIZON_PASSED;
        }
        if (whole.at - whole.t0 < Math.min(FIRST_LABEL, whole.horizon)) {
            return FEW_SESSIONS;
        }
        if (legFor && legAgainst) {
            return LEGS;
        }
        if (whole.side() > 0) {
            return whole.strong() ? VALIDATING : LEANING_FOR;
        }
        if (whole.side() < 0) {
            return whole.strong() ? CONTRADICTING : LEANING_AGAINST;
        }
        return Math.abs(whole.z) < 1 ? SMALL : TURNING;
    }

    /** The words of a label of the last session. */
    private String why(Label label, Scale whole) {
        int n = whole.at - whole.t0;
        return switch (label.cause()) {
            case PRICE_OLD -> "no price since " + panel.session(whole.newest);
            case HORIZON_PASSED ->
                "its horizon of " + whole.horizon + " sessions passed on " + panel.session(whole.t0 + whole.horizon) + ", please review";
            case FEW_SESSIONS -> n == 0 ? "no session since the note yet" : n + " of " + FIRST_LABEL + " sessions";
            case LEGS -> "one leg speaks for it, another against";
            case SMALL -> "no evidence either way";
            case TURNING -> "the last ten sessions turn the other way";
            case NONE, NO_CLOSE_YET, NOT_MEASURED, SHORT_HISTORY -> "";
        };
    }

    /** Before the note's first close, or with no price since: what the price did before stays worth telling. */
    private Weighed notStarted(Hypothesis h, double[] y, int last) {
        if (sigma(y, last).isEmpty()) {
            return shortHistory(h, y, last);
        }
        boolean old = panel.size() - 1 - last > OLD_PRICE;
        return new Weighed(
                h.title(),
                Optional.of(h),
                old ? Status.STALE : Status.TOO_EARLY,
                false,
                old ? "no price since " + panel.session(last) : "no close since the note yet",
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                move(y, last - BEFORE, last),
                0,
                Optional.empty(),
                old ? Cause.PRICE_OLD : Cause.NO_CLOSE_YET,
                Optional.empty(),
                old ? Status.STALE : Status.TOO_EARLY);
    }

    private Weighed shortHistory(Hypothesis h, double[] y, int t) {
        int returns = 0;
        for (int i = Math.max(1, t - SIGMA_SESSIONS + 1); i <= t; i++) {
            returns += Double.isNaN(y[i] - y[i - 1]) ? 0 : 1;
        }
        return returns >= SIGMA_LEAST
                ? untestable(h, shown(h) + " does not move against its yardstick", Cause.NOT_MEASURED)
                : untestable(
                        h,
                        "insufficient history: " + returns + " sessions of " + shown(h) + " before the note, " + SIGMA_LEAST + " needed",
                        Cause.SHORT_HISTORY);
    }

    private static Weighed untestable(Hypothesis h, String why, Cause cause) {
        return Weighed.untestable(h.title(), Optional.of(h), why, cause);
    }

    private static String shown(Hypothesis h) {
        return String.join(" ", h.asset().symbols()) + " against " + String.join(" ", h.against().symbols());
    }

    /** Simple relative move between two sessions, as a ratio; absent without both ends. */
    private static Optional<Double> move(double[] y, int from, int to) {
        if (from < 0 || Double.isNaN(y[to] - y[from])) {
            return Optional.empty();
        }
        return Optional.of(Math.expm1(y[to] - y[from]));
    }

    /** Sample sd of the relative log returns of the 252 sessions ending at t; absent under 60 of them or when flat. */
    static Optional<Double> sigma(double[] y, int t) {
        double sum = 0;
        int n = 0;
        int from = Math.max(1, t - SIGMA_SESSIONS + 1);
        for (int i = from; i <= t; i++) {
            double e = y[i] - y[i - 1];
            if (!Double.isNaN(e)) {
                sum += e;
                n++;
            }
        }
        if (n < SIGMA_LEAST) {
            return Optional.empty();
        }
        double mean = sum / n;
        double squares = 0;
        for (int i = from; i <= t; i++) {
            double e = y[i] - y[i - 1];
            if (!Double.isNaN(e)) {
                squares += (e - mean) * (e - mean);
            }
        }
        double sd = Math.sqrt(squares / (n - 1));
        return sd > FLAT ? Optional.of(sd) : Optional.empty();
    }

    /** Slope of the relative return on the market's, OLS over the 252 sessions to t0: beta less 1 where the market is the yardstick. */
    private Optional<Double> beta(double[] y, int t0) {
        if (market.isEmpty()) {
            return Optional.empty();
        }
        double[] m = market.get();
        var both = new Comovement();
        for (int i = Math.max(1, t0 - SIGMA_SESSIONS + 1); i <= t0; i++) {
            both.add(m[i] - m[i - 1], y[i] - y[i - 1]);
        }
        var slope = both.slope();
        return slope.isEmpty() || both.count() < SIGMA_LEAST ? Optional.empty() : Optional.of(slope.getAsDouble());
    }

    /** What is left of the relative move after half of the measured slope (the estimate shrunk half-way to "moves with the market"). */
    private Optional<Double> afterBeta(double beta, double[] y, int from, int to) {
        double left = left(beta, y, from, to);
        return Double.isNaN(left) ? Optional.empty() : Optional.of(Math.expm1(left));
    }

    private double left(double beta, double[] y, int from, int to) {
        double[] m = market.orElseThrow();
        return y[to] - y[from] - .5 * beta * (m[to] - m[from]);
    }

    private Optional<Double> betaZ(double beta, double[] y, int t0, int at, int sign) {
        double[] m = market.orElseThrow();
        int from = Math.max(0, t0 - SIGMA_SESSIONS);
        var rest = new double[at + 1 - from];
        for (int i = from; i <= at; i++) {
            rest[i - from] = y[i] - .5 * beta * m[i];
        }
        double sum = rest[at - from] - rest[t0 - from];
        return Double.isNaN(sum)
                ? Optional.empty()
                : sigma(rest, t0 - from).map(sd -> sign * sum / (WIDER * sd * Math.sqrt(at - t0)));
    }

    /** One relative line, walked forward session by session from t0. */
    private static final class Scale {
        private final double[] y;
        private final int t0;
        private final double sigma;
        private final int sign;
        private final int horizon;
        private final double bound;

        /** Index of the last point used: frozen at the horizon. */
        private int at;
        /** Index of the newest point, also behind the horizon. */
        private int newest;

        private double z;
        private double z10;
        private double best = Double.NEGATIVE_INFINITY;
        private double least = Double.POSITIVE_INFINITY;
        private double top;
        private double worst;
        private int up;

        Scale(double[] y, int t0, double sigma, int sign, int horizon) {
            this.y = y;
            this.t0 = t0;
            this.sigma = sigma;
            this.sign = sign;
            this.horizon = horizon;
            this.bound = SequentialBound.of(horizon);
            this.at = t0;
            this.newest = t0;
        }

        /** Takes session t in; sessions are given in order. */
        void advance(int t) {
            if (t <= newest || Double.isNaN(y[t])) {
                return;
            }
            newest = t;
            if (t - t0 > horizon) {
                return;
            }
            up += sign * (y[t] - y[at]) > 0 ? 1 : 0;
            at = t;
            int n = t - t0;
            double sum = sign * (y[t] - y[t0]);
            z = sum / (WIDER * sigma * Math.sqrt(n));
            int from = Lines.lastPoint(y, t - Math.min(RECENT, n), t0);
            z10 = sign * (y[t] - y[from]) / (WIDER * sigma * Math.sqrt(t - from));
            if (n >= FIRST_LABEL) {
                best = Math.max(best, z);
                least = Math.min(least, z);
            }
            top = Math.max(top, sum);
            worst = Math.max(worst, top - sum);
        }

        /** 1 for, -1 against, 0 neither. */
        int side() {
            if (z >= 1 && z10 > -1) {
                return 1;
            }
            return z <= -1 && z10 < 1 ? -1 : 0;
        }

        /** Whether z has passed the bound on the side on which it stands now. */
        boolean strong() {
            return z > 0 ? best >= bound : z < 0 && least <= -bound;
        }
    }
}
