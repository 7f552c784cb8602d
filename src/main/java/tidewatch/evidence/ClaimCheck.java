package tidewatch.evidence;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tidewatch.evidence.FigureCheck.Rung;
import tidewatch.evidence.FigureCheck.Verdict;
import tidewatch.evidence.FigureCheck.Verdict.IntradayOnly.Where;
import tidewatch.evidence.FigureCheck.Verdict.Since.Start;
import tidewatch.market.Basket;
import tidewatch.market.Instrument;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;
import tidewatch.notes.Amount;
import tidewatch.notes.Claim;
import tidewatch.notes.Contradictions;
import tidewatch.notes.EntityResolver;
import tidewatch.notes.Name;
import tidewatch.notes.Note;
import tidewatch.notes.Window;

/**
 * Recomputes the figures that a note states (rotation design, section 11).
 *
 * <p>A figure without a period climbs a ladder, and the first rung that fits is the answer: the close of its session; a price passed
 * through during the session; two to five sessions ending there; since the start of the week, month, quarter or year; the session before;
 * else it differs. A stated period goes straight to its window. Quoted closes are used (split-adjusted only), for a written move is a price
 * move; a source that has none is checked on adjusted closes, and that is said. Sessions after the figure's own are never used.
 *
 * <p>Pure: the same note and panel give the same answer. Never throws for what a note says.
 */
public final class ClaimCheck {
    private static final int LONGEST_RUNG = 5;
    /** The year first: where two starts share one base, people mean the longer. */
    private static final List<Start> STARTS = List.of(Start.YEAR, Start.QUARTER, Start.MONTH, Start.WEEK);

    private static final double[] NONE = {};

    private final Measured.Means means;
    private final Note note;
    private final PricePanel panel;
    private final Lines lines;

    private ClaimCheck(Note note, Measured.Means means, Lines lines) {
        this.means = means;
        this.note = note;
        this.panel = means.panel();
        this.lines = lines;
    }

    /**
     * Every figure of the note, in reading order: moves, relative moves, streaks and the words that stand in place of one. Where the note
     * has a finer figure of the same thing and day, that one counts and the coarser one is left out.
     */
    public static List<FigureCheck> note(Note note, EntityResolver resolver, Universe universe, PricePanel panel) {
        return note(note, resolver, Measured.Means.of(resolver, universe, panel), new Lines(panel));
    }

    /** The same with names and lines that others may have asked for before. */
    static List<FigureCheck> note(Note note, EntityResolver resolver, Measured.Means means, Lines lines) {
        var all = note(note, means, lines);
        if (all.size() < 2) {
            return all;
        }
        var coarse = Contradictions.of(List.of(note), resolver).coarse();
        return coarse.isEmpty() ? all : all.stream().filter(check -> !coarse.contains(check.claim().source().place())).toList();
    }

    static List<FigureCheck> note(Note note, Measured.Means means) {
        return note(note, means, new Lines(means.panel()));
    }

    private static List<FigureCheck> note(Note note, Measured.Means means, Lines lines) {
        var check = new ClaimCheck(note, means, lines);
        var all = new ArrayList<FigureCheck>();
        for (var claim : note.claims()) {
            check.check(claim).ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    /** One claim; absent when it is of a kind that states no figure of a past move. */
    public static Optional<FigureCheck> of(
            Claim claim, Note note, EntityResolver resolver, Universe universe, PricePanel panel) {
        return new ClaimCheck(note, Measured.Means.of(resolver, universe, panel), new Lines(panel)).check(claim);
    }

    private Optional<FigureCheck> check(Claim claim) {
        return switch (claim) {
            case Claim.Move move -> Optional.of(new Figure(move, move.entity()).move(move.amount(), move.period()));
            case Claim.RelativeMove move -> Optional.of(new Figure(move, move.entity()).relative(move));
            case Claim.Streak streak -> Optional.of(new Figure(streak, streak.entity()).streak(streak));
            case Claim.WordMove word -> Optional.of(new Figure(word, word.entity()).word(word));
            case Claim.Level _,
                    Claim.Flow _,
                    Claim.RotationTiming _,
                    Claim.SectorView _,
                    Claim.Driver _,
                    Claim.Thesis _,
                    Claim.ThesisImpact _,
                    Claim.Checklist _,
                    Claim.Scenario _,
                    Claim.WatchItem _,
                    Claim.Related _,
                    Claim.Prose _ -> Optional.empty();
        };
    }

    /** Why a figure cannot be checked; carried up to the one place that makes the answer. */
    private static final class Uncheckable extends Exception {
        private static final long serialVersionUID = 1;

        Uncheckable(String because) {
            super(because, null, false, false);
        }
    }

    /** A body that may find that there is nothing to check. */
    private interface Checking {
        FigureCheck answer() throws Uncheckable;
    }

    /** One figure on its way up the ladder. */
    private final class Figure {
        private final Claim claim;
        private final Name entity;
        private final List<String> notes = new ArrayList<>();
        private final List<Rung> rungs = new ArrayList<>();
        private final List<Verdict> fitting = new ArrayList<>();
        private Optional<String> symbol = Optional.empty();
        private Optional<LocalDate> session = Optional.empty();

        Figure(Claim claim, Name entity) {
            this.claim = claim;
            this.entity = entity;
        }

        FigureCheck move(Amount amount, Optional<String> period) {
            return answer(() -> {
                switch (amount.unit()) {
                    case PERCENT, PRICE, FACTOR -> {}
                    case POINTS, BASIS_POINTS -> throw new Uncheckable("the unit is not a price move");
                }
                var asset = measured(entity);
                var days = days(period.isPresent());
                int t = indexOf(days);
                var prices = prices(asset, t);
                if (amount.unit() == Amount.Unit.PRICE && !prices.quoted) {
                    throw new Uncheckable("a price change needs quoted closes, and this source has adjusted ones only");
                }
                return new MoveLadder(prices, t, new Tolerance(amount)).climb(stated(period, days, t));
            });
        }

        FigureCheck relative(Claim.RelativeMove move) {
            return answer(() -> {
                switch (move.amount().unit()) {
                    case PERCENT, POINTS, BASIS_POINTS, FACTOR -> {}
                    case PRICE -> throw new Uncheckable("the unit is not a price move");
                }
                var asset = measured(entity);
                var yardstick = measured(move.benchmark());
                symbol = Optional.of(asset.shown() + " vs " + yardstick.shown());
                var days = days(move.period().isPresent());
                int t = indexOf(days);
                var a = prices(asset, t);
                var b = prices(yardstick, t);
                return new RelativeLadder(a, b, t, move.amount()).climb(stated(move.period(), days, t));
            });
        }

        FigureCheck word(Claim.WordMove word) {
            var said = word.word().strip().toLowerCase(Locale.ROOT);
            if (said.equals("flat") || said.equals("unchanged")) {
                return move(new Amount(0, -.5, .5, Amount.Unit.PERCENT, Amount.Sign.SIGNED, 0, false), Optional.empty());
            }
            return answer(() -> {
                throw new Uncheckable("a word, not a number");
            });
        }

        FigureCheck streak(Claim.Streak streak) {
            return answer(() -> {
                var asset = measured(entity);
                int t = indexOf(days(false));
                var prices = prices(asset, t);
                double close = prices.move(t - 1, t);
                int run = switch (streak.per()) {
                    case DAY -> dayRun(prices, t);
                    case WEEK -> weekRun(prices, t);
                };
                rungs.add(new Rung("1d", panel.session(t - 1), panel.session(t), close, Optional.empty(), Optional.empty(), false));
                int want = streak.direction().sign() * streak.length();
                boolean sameWay = Integer.signum(run) == Integer.signum(want);
                if (sameWay && Math.abs(run) >= Math.abs(want)) {
                    if (run != want) {
                        notes.add("the run was " + Math.abs(run) + " long");
                    }
                    return check(new Verdict.AtClose(close, Optional.of(run)), List.of(), 1);
                }
                return check(new Verdict.Differs(close, Optional.of(run), Optional.empty()), List.of(), 1);
            });
        }

        private FigureCheck answer(Checking body) {
            try {
                return body.answer();
            } catch (Uncheckable nothing) {
                return check(
                        new Verdict.Uncheckable(Objects.requireNonNull(nothing.getMessage())), List.of(), rungs.size());
            }
        }

        private FigureCheck check(Verdict verdict, List<Verdict> also, int tried) {
            return new FigureCheck(claim, entity.text(), symbol, session, verdict, also, tried, notes, rungs);
        }

        /** The first rung that fits with the later ones behind it, else {@code otherwise}. */
        private FigureCheck first(Verdict otherwise) {
            return fitting.isEmpty()
                    ? check(otherwise, List.of(), rungs.size())
                    : check(fitting.getFirst(), fitting.subList(1, fitting.size()), rungs.size());
        }

        private Measured.On measured(Name name) throws Uncheckable {
            return switch (means.of(name, note.path())) {
                case Measured.On on -> {
                    symbol = Optional.of(on.shown());
                    if (on.vehicle().standIn()) {
                        notes.add(name.text() + " is measured on " + on.shown() + " as stand-in");
                    }
                    yield on;
                }
                case Measured.Not not -> throw new Uncheckable(not.because());
            };
        }

        private Window days(boolean hasPeriod) throws Uncheckable {
            var days = claim.source().asOf();
            if (days.isEmpty()) {
                throw new Uncheckable(hasPeriod ? "no date" : "no date and no period");
            }
            var written = note.date();
            if (written.isPresent() && days.get().from().filter(written.get()::isBefore).isPresent()) {
                throw new Uncheckable("it speaks of the future");
            }
            return days.get();
        }

        /** The session of the figure: the last day of the window, or the session before it where the exchange is closed. */
        private int indexOf(Window days) throws Uncheckable {
            var day = days.to().or(days::from).orElseThrow();
            var last = note.date().filter(day::isAfter).orElse(day);
            var calendar = panel.calendar();
            var on = calendar.isSession(last) ? last : calendar.previous(last);
            if (!on.equals(last)) {
                notes.add(last + " is no trading day; the close of " + on + " is used");
            }
            session = Optional.of(on);
            if (panel.size() == 0 || on.isAfter(panel.asOf())) {
                throw new Uncheckable("it speaks of a day without a close yet");
            }
            int t = panel.indexOf(on);
            if (t < 1) {
                throw new Uncheckable("history starts " + panel.session(0));
            }
            return t;
        }

        private Prices prices(Measured.On on, int t) throws Uncheckable {
            var basket = on.vehicle().basket();
            var prices = new Prices(basket);
            for (int i : new int[] {t, t - 1}) {
                if (Double.isNaN(prices.value(i))) {
                    throw new Uncheckable(missing(basket, i));
                }
            }
            if (prices.sayAdjusted) {
                notes.add("adjusted closes of " + on.shown() + ": this source has no quoted prices");
            }
            return prices;
        }

        private String missing(Basket basket, int t) {
            var date = panel.session(t);
            if (basket.symbols().size() > 1) {
                return "too few members of " + basket.name() + " have a bar for " + date;
            }
            var series = panel.find(basket.symbols().getFirst());
            if (series.isEmpty() || series.get().first() >= panel.size()) {
                return "there are no prices of " + basket.symbols().getFirst();
            }
            if (series.get().heldBack(t).isPresent()) {
                return "the bar of " + date + " is held back";
            }
            return t < series.get().first()
                    ? "history starts " + panel.session(series.get().first())
                    : "no bar for " + date;
        }

        /** The windows that the words name: the period, else the days of the claim when they are several; empty for the ladder. */
        private List<Stated> stated(Optional<String> period, Window days, int t) throws Uncheckable {
            var day = panel.session(t);
            var calendar = panel.calendar();
            if (period.isEmpty()) {
                var from = days.from();
                boolean several = from.isPresent() && days.to().isPresent() && from.get().isBefore(day) && days.precision() != Window.Precision.YEAR;
                return several
                        ? List.of(new Stated("stated", calendar.previous(from.get()), Form.SESSIONS, Start.WEEK))
                        : List.of();
            }
            var parsed = StatedPeriod.parse(period.get(), day);
            if (parsed.isEmpty()) {
                throw new Uncheckable("the period \"" + period.get() + "\" is not understood");
            }
            return switch (parsed.get()) {
                case StatedPeriod.Sessions(int n) -> List.of(back(t, n, n + "d"));
                case StatedPeriod.SinceStart(Start start) ->
                    List.of(new Stated(code(start), StatedPeriod.base(start, day, calendar), Form.SINCE, start));
                case StatedPeriod.SinceDate(LocalDate base) -> {
                    if (!base.isBefore(day)) {
                        throw new Uncheckable("its period begins on " + base + ", not before the session");
                    }
                    yield List.of(new Stated("stated", atOrBefore(base), Form.SESSIONS, Start.WEEK));
                }
                case StatedPeriod.Calendar(int n, LocalDate base) -> {
                    var byCalendar = new Stated("stated", atOrBefore(base), Form.SESSIONS, Start.WEEK);
                    if (t < n || panel.session(t - n).equals(byCalendar.base())) {
                        yield List.of(byCalendar);
                    }
                    yield List.of(back(t, n, n + "d"), byCalendar);
                }
                case StatedPeriod.Yesterday() -> List.of(new Stated("day-before", panel.session(t - 1), Form.DAY_BEFORE, Start.WEEK));
                case StatedPeriod.Intraday() -> List.of(new Stated("range", panel.session(t - 1), Form.INTRADAY, Start.WEEK));
                case StatedPeriod.OutOfHours() -> throw new Uncheckable("prices outside the session are not kept");
            };
        }

        private Stated back(int t, int n, String code) throws Uncheckable {
            if (t < n) {
                throw new Uncheckable("history starts " + panel.session(0));
            }
            return new Stated(code, panel.session(t - n), Form.SESSIONS, Start.WEEK);
        }

        private LocalDate atOrBefore(LocalDate date) {
            return panel.calendar().isSession(date) ? date : panel.calendar().previous(date);
        }

        private int dayRun(Prices prices, int t) {
            int run = 0;
            for (int i = t; i > 0; i--) {
                double move = prices.move(i - 1, i);
                if (Double.isNaN(move) || move == 0 || (run != 0 && Math.signum(move) != Math.signum(run))) {
                    return run;
                }
                run += (int) Math.signum(move);
            }
            return run;
        }

        /** Runs of weekly closes; the week of the session closes at the session. */
        private int weekRun(Prices prices, int t) {
            int run = 0;
            int end = t;
            while (true) {
                var monday = panel.session(end).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                int before = panel.indexAtOrBefore(monday.minusDays(1));
                double move = before < 0 ? Double.NaN : prices.move(before, end);
                if (Double.isNaN(move) || move == 0 || (run != 0 && Math.signum(move) != Math.signum(run))) {
                    return run;
                }
                run += (int) Math.signum(move);
                end = before;
            }
        }

        /** The starts whose base is no rung of its own yet: one window is one chance, whatever it is called. */
        private Map<LocalDate, Start> starts(int t) {
            var bases = new LinkedHashMap<LocalDate, Start>();
            for (var start : STARTS) {
                var base = StatedPeriod.base(start, panel.session(t), panel.calendar());
                int index = panel.indexOf(base);
                if (index >= 0 && t - index > LONGEST_RUNG) {
                    bases.putIfAbsent(base, start);
                }
            }
            return bases;
        }

        /** What a fitting or failing window is called. */
        private enum Form {
            SESSIONS,
            SINCE,
            INTRADAY,
            DAY_BEFORE
        }

        private record Stated(String code, LocalDate base, Form form, Start start) {}

        private static String code(Start start) {
            return switch (start) {
                case WEEK -> "wtd";
                case MONTH -> "mtd";
                case QUARTER -> "qtd";
                case YEAR -> "ytd";
            };
        }

        /** The rungs of a move of one thing. */
        private final class MoveLadder {
            private final Prices prices;
            private final int t;
            private final Tolerance tolerance;
            private final double close;

            MoveLadder(Prices prices, int t, Tolerance tolerance) {
                this.prices = prices;
                this.t = t;
                this.tolerance = tolerance;
                this.close = prices.move(t - 1, t);
            }

            FigureCheck climb(List<Stated> stated) throws Uncheckable {
                if (stated.isEmpty()) {
                    if (atClose()) {
                        fitting.add(new Verdict.AtClose(close, Optional.empty()));
                    }
                    if (!tolerance.holdsZero()) {
                        intraday().ifPresent(fitting::add);
                    }
                    for (int n = 2; n <= LONGEST_RUNG && n <= t; n++) {
                        sessions(n + "d", t - n).ifPresent(fitting::add);
                    }
                    starts(t).forEach((base, start) -> since(start, base).ifPresent(fitting::add));
                    dayBefore().ifPresent(fitting::add);
                    return first(new Verdict.Differs(close, Optional.empty(), Optional.empty()));
                }
                for (var one : stated) {
                    switch (one.form()) {
                        case SESSIONS -> {
                            int base = based(one.base());
                            if (base == t - 1) {
                                if (atClose()) {
                                    fitting.add(new Verdict.AtClose(close, Optional.empty()));
                                }
                            } else {
                                sessions(one.code(), base).ifPresent(fitting::add);
                            }
                        }
                        case SINCE -> {
                            based(one.base());
                            since(one.start(), one.base()).ifPresent(fitting::add);
                        }
                        case INTRADAY -> intraday().ifPresent(fitting::add);
                        case DAY_BEFORE -> dayBefore().ifPresent(fitting::add);
                    }
                }
                return first(new Verdict.Differs(close, Optional.empty(), Optional.empty()));
            }

            private int based(LocalDate base) throws Uncheckable {
                int index = panel.indexOf(base);
                if (index < 0) {
                    throw new Uncheckable("history starts " + panel.session(0));
                }
                if (Double.isNaN(prices.value(index))) {
                    throw new Uncheckable(missing(prices.basket, index));
                }
                return index;
            }

            private boolean atClose() {
                boolean fits = tolerance.fits(close, prices.value(t - 1));
                rung("1d", t - 1, t, close, fits);
                if (prices.single.isPresent() && prices.quoted) {
                    double dividend = prices.single.get().dividend(t);
                    if (dividend > 0) {
                        double total = (prices.value(t) + dividend) / prices.value(t - 1) - 1;
                        boolean totalFits = tolerance.fits(total, prices.value(t - 1));
                        notes.add(String.format(
                                Locale.ROOT,
                                "ex-dividend that day: %+.2f %% with the dividend%s",
                                total * 100,
                                totalFits && !fits ? ", and that is the figure that fits" : ""));
                        return fits || totalFits;
                    }
                }
                return fits;
            }

            private Optional<Verdict> intraday() {
                if (prices.single.isEmpty()) {
                    return Optional.empty();
                }
                var series = prices.single.get();
                double base = prices.value(t - 1);
                double open = series.levelOpen(t) / base - 1;
                double high = series.levelHigh(t) / base - 1;
                double low = series.levelLow(t) / base - 1;
                if (!Double.isFinite(open) || !Double.isFinite(high) || !Double.isFinite(low)) {
                    return Optional.empty();
                }
                boolean meets = tolerance.meets(low, high, base);
                rungs.add(new Rung("range", panel.session(t - 1), panel.session(t), high, Optional.empty(), Optional.of(low), meets));
                if (!meets) {
                    return Optional.empty();
                }
                var where = tolerance.fits(open, base)
                        ? Where.OPEN
                        : tolerance.fits(high, base) ? Where.HIGH : tolerance.fits(low, base) ? Where.LOW : Where.BETWEEN;
                return Optional.of(new Verdict.IntradayOnly(close, open, high, low, where));
            }

            private Optional<Verdict> sessions(String code, int base) {
                return window(code, base, t)
                        .map(move -> new Verdict.OverDays(t - base, panel.session(base), move, close));
            }

            private Optional<Verdict> since(Start start, LocalDate base) {
                int index = panel.indexOf(base);
                return index < 0
                        ? Optional.empty()
                        : window(code(start), index, t).map(move -> new Verdict.Since(start, base, move, close));
            }

            private Optional<Verdict> dayBefore() {
                return t < 2
                        ? Optional.empty()
                        : window("day-before", t - 2, t - 1)
                                .map(move -> new Verdict.DayBefore(panel.session(t - 1), move, close));
            }

            private Optional<Double> window(String code, int base, int end) {
                double move = prices.move(base, end);
                if (Double.isNaN(move)) {
                    return Optional.empty();
                }
                boolean fits = tolerance.fits(move, prices.value(base));
                rung(code, base, end, move, fits);
                return fits ? Optional.of(move) : Optional.empty();
            }

            private void rung(String code, int base, int end, double move, boolean fits) {
                rungs.add(new Rung(code, panel.session(base), panel.session(end), move, Optional.empty(), Optional.empty(), fits));
            }
        }

        /** The rungs of a move against something: each as ratio and as points. */
        private final class RelativeLadder {
            private final Prices asset;
            private final Prices yardstick;
            private final int t;
            private final Amount amount;
            private final Tolerance tolerance;
            private final double close;

            RelativeLadder(Prices asset, Prices yardstick, int t, Amount amount) {
                this.asset = asset;
                this.yardstick = yardstick;
                this.t = t;
                this.amount = amount;
                this.tolerance = new Tolerance(amount);
                this.close = ratio(t - 1, t);
            }

            FigureCheck climb(List<Stated> stated) throws Uncheckable {
                if (stated.isEmpty()) {
                    if (fits("1d", t - 1, t)) {
                        fitting.add(new Verdict.AtClose(close, Optional.empty()));
                    }
                    for (int n = 2; n <= LONGEST_RUNG && n <= t; n++) {
                        if (fits(n + "d", t - n, t)) {
                            fitting.add(over(t - n));
                        }
                    }
                    starts(t).forEach((base, start) -> {
                        int index = panel.indexOf(base);
                        if (fits(code(start), index, t)) {
                            fitting.add(new Verdict.Since(start, base, ratio(index, t), close));
                        }
                    });
                    return first(differs());
                }
                for (var one : stated) {
                    int index = panel.indexOf(one.base());
                    if (index < 0) {
                        throw new Uncheckable("history starts " + panel.session(0));
                    }
                    switch (one.form()) {
                        case SESSIONS -> {
                            if (fits(one.code(), index, t)) {
                                fitting.add(index == t - 1 ? new Verdict.AtClose(close, Optional.empty()) : over(index));
                            }
                        }
                        case SINCE -> {
                            if (fits(one.code(), index, t)) {
                                fitting.add(new Verdict.Since(one.start(), one.base(), ratio(index, t), close));
                            }
                        }
                        case DAY_BEFORE -> {
                            if (t >= 2 && fits(one.code(), t - 2, t - 1)) {
                                fitting.add(new Verdict.DayBefore(panel.session(t - 1), ratio(t - 2, t - 1), close));
                            }
                        }
                        case INTRADAY -> throw new Uncheckable("a relative move has no range within the session");
                    }
                }
                return first(differs());
            }

            private Verdict differs() {
                int base = panel.indexOf(StatedPeriod.base(Start.YEAR, panel.session(t), panel.calendar()));
                double year = base < 0 ? Double.NaN : ratio(base, t);
                return new Verdict.Differs(
                        close, Optional.empty(), Double.isNaN(year) ? Optional.empty() : Optional.of(year));
            }

            private Verdict over(int base) {
                return new Verdict.OverDays(t - base, panel.session(base), ratio(base, t), close);
            }

            private double ratio(int base, int end) {
                return (1 + asset.move(base, end)) / (1 + yardstick.move(base, end)) - 1;
            }

            private boolean fits(String code, int base, int end) {
                double ratio = ratio(base, end);
                double points = asset.move(base, end) - yardstick.move(base, end);
                if (Double.isNaN(ratio)) {
                    return false;
                }
                boolean asRatio = switch (amount.unit()) {
                    case PERCENT, FACTOR -> tolerance.fits(ratio, 1);
                    case POINTS, BASIS_POINTS, PRICE -> false;
                };
                boolean asPoints = amount.unit() != Amount.Unit.FACTOR && tolerance.fitsPoints(points);
                if (asPoints && !asRatio && amount.unit() == Amount.Unit.PERCENT) {
                    notes.add(String.format(Locale.ROOT, "fits as a difference, %+.2f points, not as a ratio", points * 100));
                }
                rungs.add(new Rung(
                        code, panel.session(base), panel.session(end), ratio, Optional.of(points), Optional.empty(), asRatio || asPoints));
                return asRatio || asPoints;
            }
        }
    }

    /** Quoted values of a basket by index; for one instrument its own closes, for several an index that only has moves. */
    private final class Prices {
        private final Basket basket;
        private final Optional<PricePanel.Series> single;
        /** Of several instruments; nobody asks for those of one. */
        private final double[] logs;
        /** Closes as a screen showed them: true for one instrument that has them. */
        private final boolean quoted;

        private final boolean sayAdjusted;

        Prices(Basket basket) {
            this.basket = basket;
            this.single = basket.symbols().size() == 1 ? panel.find(basket.symbols().getFirst()) : Optional.empty();
            this.logs = single.isPresent() ? NONE : lines.quoted(basket);
            this.quoted = single.filter(PricePanel.Series::hasLevel).isPresent();
            // An index pays nothing, so its adjusted closes are what was quoted.
            this.sayAdjusted = basket.symbols().stream()
                    .flatMap(symbol -> panel.find(symbol).stream())
                    .anyMatch(series -> !series.hasLevel() && isShare(series.instrument()));
        }

        private boolean isShare(Instrument instrument) {
            return switch (instrument.kind()) {
                case STOCK, ETF -> true;
                case INDEX, VOLATILITY -> false;
            };
        }

        double value(int t) {
            return single.isPresent() ? single.get().levelClose(t) : Math.exp(logs[t]);
        }

        /** Simple return from one close to another; NaN when one is missing. */
        double move(int base, int end) {
            return value(end) / value(base) - 1;
        }
    }
}
