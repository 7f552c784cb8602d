package tidewatch.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.evidence.FigureCheck.Verdict;
import tidewatch.evidence.FigureCheck.Verdict.IntradayOnly.Where;
import tidewatch.evidence.FigureCheck.Verdict.Since.Start;
import tidewatch.market.Basis;
import tidewatch.market.CorporateAction;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;
import tidewatch.market.PriceSeries;
import tidewatch.notes.Amount;
import tidewatch.notes.Claim;
import tidewatch.notes.Claim.Direction;
import tidewatch.notes.Name;
import tidewatch.notes.Note;
import tidewatch.notes.Window;
import tidewatch.testing.Prices;

class ClaimCheckTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 8);
    private static final LocalDate FIRST = LocalDate.of(2025, 11, 3);
    private static final int SESSIONS = Prices.sessions(FIRST, 200).indexOf(DAY) + 1;

    @Test
    void the_public_example_on_bars_of_the_same_shape() {
        var panel = example();
        var note = Claims.note(
                DAY,
                Claims.streak("Orchard", 7, Direction.DOWN, DAY),
                Claims.move("Chips", -2, DAY),
                Claims.move("Shipyard", 8, DAY),
                Claims.move("Tanks", 6, DAY),
                Claims.move("Edge", -5, DAY),
                Claims.relative("Small", "Tech", 6, DAY));
        var checks = ClaimCheck.note(note, Meanings.bySymbol(panel));
        assertThat(checks).hasSize(6);

        assertThat(checks.get(0).verdict()).isEqualTo(new Verdict.AtClose(move(panel, "ORCHARD", 1), Optional.of(-7)));
        assertThat(checks.get(0).notes()).isEmpty();

        assertThat(checks.get(1).verdict()).isInstanceOfSatisfying(Verdict.AtClose.class, at -> assertThat(at.close())
                .isCloseTo(-.0215, within(1e-6)));

        assertThat(checks.get(2).verdict()).isInstanceOfSatisfying(Verdict.IntradayOnly.class, passed -> {
            assertThat(passed.where()).isEqualTo(Where.BETWEEN);
            assertThat(passed.close()).isCloseTo(.0239, within(1e-6));
            assertThat(passed.open()).isCloseTo(.0708, within(1e-6));
            assertThat(passed.high()).isCloseTo(.1072, within(1e-6));
            assertThat(passed.low()).isCloseTo(.0155, within(1e-6));
        });
        assertThat(checks.get(2).holds()).isFalse();
        assertThat(checks.get(2).symbol()).contains("SHIPYARD");
        assertThat(checks.get(2).session()).contains(DAY);

        assertThat(((Verdict.IntradayOnly) checks.get(3).verdict()).where()).isEqualTo(Where.HIGH);

        var edge = checks.get(4);
        assertThat(edge.verdict()).isInstanceOf(Verdict.IntradayOnly.class);
        assertThat(edge.also()).hasSize(2);
        assertThat(edge.also().get(0)).isInstanceOfSatisfying(Verdict.OverDays.class, over -> {
            assertThat(over.sessions()).isEqualTo(4);
            assertThat(over.base()).isEqualTo(LocalDate.of(2026, 1, 2));
            assertThat(over.move()).isCloseTo(-.0462, within(1e-6));
        });
        assertThat(((Verdict.OverDays) edge.also().get(1)).move()).isCloseTo(-.0517, within(1e-6));
        // the close, the range, 2 to 5 sessions (of which the week is the fourth and the year the fifth), the day before
        assertThat(edge.tried()).isEqualTo(7);

        assertThat(checks.get(5).verdict()).isInstanceOfSatisfying(Verdict.Differs.class, differs -> {
            assertThat(differs.close()).isCloseTo(1.0111 / .9956 - 1, within(1e-6));
            assertThat(differs.yearToDate().orElseThrow()).isCloseTo(1.0492 / 1.0102 - 1, within(1e-6));
        });
        assertThat(checks.get(5).symbol()).contains("SMALL vs TECH");
        assertThat(checks.get(5).rungs().getFirst().points().orElseThrow()).isCloseTo(.0155, within(1e-6));
    }

    @Test
    void the_written_digits_set_the_tolerance_closed_towards_zero() {
        assertThat(fits(8, .5, .075)).isTrue();
        assertThat(fits(8, .5, .0849999)).isTrue();
        assertThat(fits(8, .5, .085)).isFalse();
        assertThat(fits(-5, .5, -.045)).isTrue();
        assertThat(fits(-5, .5, -.055)).isFalse();
        assertThat(fits(8.5, .05, .0845)).isTrue();
        assertThat(fits(8.5, .05, .0855)).isFalse();
        var atLeast = new Tolerance(new Amount(5, 5, Double.POSITIVE_INFINITY, Amount.Unit.PERCENT, Amount.Sign.SIGNED, 0, false));
        assertThat(atLeast.fits(.05, 1)).isTrue();
        assertThat(atLeast.fits(3, 1)).isTrue();
        assertThat(atLeast.fits(.045, 1)).isTrue();
        assertThat(atLeast.fits(.0449, 1)).isFalse();
    }

    @Test
    void a_figure_without_a_sign_is_compared_with_the_size() {
        var unsigned = new Tolerance(Claims.amount(3, .5, Amount.Unit.PERCENT, Amount.Sign.UNSIGNED));
        assertThat(unsigned.fits(.03, 1)).isTrue();
        assertThat(unsigned.fits(-.03, 1)).isTrue();
        assertThat(unsigned.meets(-.04, -.01, 1)).isTrue();
        assertThat(unsigned.meets(-.01, .01, 1)).isFalse();
        var signed = new Tolerance(Claims.percent(3));
        assertThat(signed.fits(-.03, 1)).isFalse();
        assertThat(signed.meets(-.04, -.01, 1)).isFalse();
    }

    @Test
    void a_stated_period_goes_straight_to_its_window() {
        var panel = example();
        assertThat(check(panel, Claims.over("Small", 5, "YTD", DAY)).verdict())
                .isInstanceOfSatisfying(Verdict.Since.class, since -> {
                    assertThat(since.start()).isEqualTo(Start.YEAR);
                    assertThat(since.base()).isEqualTo(LocalDate.of(2025, 12, 31));
                    assertThat(since.move()).isCloseTo(.0492, within(1e-6));
                });
        assertThat(check(panel, Claims.over("Edge", -5, "4d", DAY)).verdict()).isInstanceOf(Verdict.OverDays.class);
        for (var words : List.of("over 4 sessions", "over the last four sessions", "in the past 4 trading days", "4 days")) {
            assertThat(check(panel, Claims.over("Edge", -5, words, DAY)).verdict()).as(words).isInstanceOf(Verdict.OverDays.class);
        }
        assertThat(check(panel, Claims.over("Small", 5, "for the year", DAY)).verdict()).isInstanceOf(Verdict.Since.class);
        assertThat(because(check(panel, Claims.over("Edge", -5, "last week", DAY)))).as("the calendar week before").contains("not understood");
        assertThat(check(panel, Claims.over("Edge", -5, "over the past week", DAY)).verdict()).isEqualTo(check(panel, Claims.over("Edge", -5, "week", DAY)).verdict());
        assertThat(check(panel, Claims.over("Edge", -5, "since Dec 31", DAY)).verdict())
                .isInstanceOfSatisfying(Verdict.OverDays.class, over -> assertThat(over.base())
                        .isEqualTo(LocalDate.of(2025, 12, 31)));
        assertThat(check(panel, Claims.over("Edge", -5, "since 31 Dec 2025", DAY)).verdict()).isInstanceOf(Verdict.OverDays.class);
        assertThat(check(panel, Claims.over("Edge", -5, "1d", DAY)).verdict()).isInstanceOf(Verdict.Differs.class);
        assertThat(check(panel, Claims.over("Edge", -8, "1d", DAY)).verdict()).isInstanceOf(Verdict.AtClose.class);
        assertThat(check(panel, Claims.over("Edge", -8, "1d", DAY)).tried()).isEqualTo(1);
        assertThat(check(panel, Claims.over("Shipyard", 8, "intraday", DAY)).verdict()).isInstanceOf(Verdict.IntradayOnly.class);
        assertThat(because(check(panel, Claims.over("Edge", -5, "premarket", DAY)))).contains("outside the session");
        assertThat(because(check(panel, Claims.over("Edge", -5, "5y", DAY)))).contains("history starts 2025-11-03");
        assertThat(because(check(panel, Claims.over("Edge", -5, "since the flood", DAY))))
                .isEqualTo("the period \"since the flood\" is not understood");
    }

    @Test
    void a_weekend_means_the_session_before_and_says_so() {
        var saturday = LocalDate.of(2026, 1, 10);
        var panel = Prices.panel(Prices.series("AAA", FIRST, Prices.closes(SESSIONS + 1, i -> i == SESSIONS ? 103 : 100)));
        var check = of(panel, Claims.note(saturday), Claims.move("AAA", 3, saturday));
        assertThat(check.session()).contains(LocalDate.of(2026, 1, 9));
        assertThat(check.verdict()).isInstanceOf(Verdict.AtClose.class);
        assertThat(check.notes()).containsExactly("2026-01-10 is no trading day; the close of 2026-01-09 is used");
    }

    @Test
    void a_slip_of_a_day_is_named() {
        var closes = Prices.closes(SESSIONS, i -> i >= SESSIONS - 2 ? 103 + (i == SESSIONS - 1 ? -9 : 0) : 100);
        var check = check(Prices.panel(Prices.series("AAA", FIRST, closes)), Claims.move("AAA", 3, DAY));
        assertThat(check.verdict()).isInstanceOfSatisfying(Verdict.DayBefore.class, before -> assertThat(before.session())
                .isEqualTo(LocalDate.of(2026, 1, 7)));
        assertThat(check.holds()).isFalse();
    }

    @Test
    void a_run_may_be_longer_and_never_shorter() {
        var panel = example();
        var longer = check(panel, Claims.streak("Orchard", 5, Direction.DOWN, DAY));
        assertThat(longer.verdict()).isInstanceOf(Verdict.AtClose.class);
        assertThat(longer.notes()).containsExactly("the run was 7 long");
        assertThat(((Verdict.Differs) check(panel, Claims.streak("Orchard", 8, Direction.DOWN, DAY)).verdict()).run())
                .contains(-7);
        assertThat(check(panel, Claims.streak("Orchard", 7, Direction.UP, DAY)).verdict()).isInstanceOf(Verdict.Differs.class);
        var weekly = new Claim.Streak(
                Claims.source(DAY), Name.of("Weeks"), 3, Direction.DOWN, Claim.Streak.Per.WEEK, Optional.empty());
        // down in the weeks of 22 and 29 December and of 5 January, up before
        var weeks = Prices.closes(SESSIONS, i -> 100);
        var sessions = Prices.sessions(FIRST, SESSIONS);
        for (int i = 0; i < SESSIONS; i++) {
            long week = (sessions.get(i).toEpochDay() + 3) / 7 - (LocalDate.of(2025, 12, 15).toEpochDay() + 3) / 7;
            weeks[i] = week <= 0 ? 120 + week : 120 - week;
        }
        var check = check(Prices.panel(Prices.series("WEEKS", FIRST, weeks)), weekly);
        assertThat(((Verdict.AtClose) check.verdict()).run()).contains(-3);
    }

    @Test
    void what_cannot_be_checked_says_because_of_what() {
        var panel = example();
        assertThat(because(check(panel, Claims.move("Nobody", 5, DAY)))).isEqualTo("no ticker is known for Nobody");
        var listed = new Claim.Move(
                Claims.source(DAY), new Name("Far away", Optional.empty(), Optional.of("FAR")), Claims.percent(5), Optional.empty(), Optional.empty());
        assertThat(because(check(panel, listed))).isEqualTo("there are no prices of FAR");
        var universe = Universe.shipped();
        var means = new Measured.Means(
                Meanings.of(panel, Map.of("korea", "index:kospi", "atlantis", "theme:atlantis"), Map.of()).meaning(),
                id -> universe.vehicle(id, symbol -> panel.find(symbol).isPresent()), universe::vehicle, "SPY", panel);
        assertThat(((Measured.Not) means.of(Name.of("Korea"), "n.md")).because()).isEqualTo("there are no prices of EWY, which would stand for Korea");
        assertThat(((Measured.Not) means.of(Name.of("Atlantis"), "n.md")).because()).isEqualTo("nothing is known that stands for Atlantis");
        assertThat(because(check(panel, Claims.move("private:Lab", 5, DAY)))).isEqualTo("private:Lab is private");
        assertThat(because(check(panel, Claims.move("Either", 5, DAY)))).isEqualTo("\"Either\" can be One or Other");
        var word = new Claim.WordMove(Claims.source(DAY), Name.of("Edge"), "Rally", Optional.of(Direction.UP), Optional.empty());
        assertThat(because(check(panel, word))).isEqualTo("a word, not a number");
        assertThat(because(check(panel, Claims.move("Edge", Claims.amount(35, .5, Amount.Unit.BASIS_POINTS, Amount.Sign.SIGNED), DAY))))
                .isEqualTo("the unit is not a price move");
        var undated = new Claim.Move(
                Claims.source(Claims.FILE, Optional.empty()), Name.of("Edge"), Claims.percent(1), Optional.empty(), Optional.empty());
        assertThat(because(check(panel, undated))).isEqualTo("no date and no period");
        assertThat(because(of(panel, Claims.note(DAY), Claims.move("Edge", 5, LocalDate.of(2026, 2, 2)))))
                .isEqualTo("it speaks of the future");
        var next = LocalDate.of(2026, 1, 9);
        assertThat(because(of(panel, Claims.note(next), Claims.move("Edge", 5, next))))
                .isEqualTo("it speaks of a day without a close yet");
        var old = LocalDate.of(2025, 6, 2);
        assertThat(because(of(panel, Claims.note(old), Claims.move("Edge", 5, old)))).isEqualTo("history starts 2025-11-03");
    }

    @Test
    void a_missing_bar_is_named_and_a_late_listing_too() {
        double[] gap = Prices.closes(SESSIONS, i -> 100 + i);
        gap[SESSIONS - 1] = Double.NaN;
        var panel = Prices.panel(
                DAY,
                Prices.series("GAP", FIRST, gap),
                Prices.series("LATE", DAY, 10),
                Prices.series("SPY", FIRST, Prices.closes(SESSIONS, _ -> 100)));
        assertThat(because(check(panel, Claims.move("GAP", 5, DAY)))).isEqualTo("no bar for 2026-01-08");
        assertThat(because(check(panel, Claims.move("LATE", 5, DAY)))).isEqualTo("history starts 2026-01-08");
    }

    @Test
    void on_an_ex_dividend_date_the_figure_with_the_dividend_is_tried_too() {
        var closes = Prices.closes(SESSIONS, i -> i == SESSIONS - 1 ? 98 : 100);
        var pays = Prices.series(
                Prices.instrument("PAYS"), Basis.SPLIT, FIRST, closes, List.of(new CorporateAction.CashDividend(DAY, 3)));
        var panel = Prices.panel(pays);
        assertThat(check(panel, Claims.move("PAYS", 1, DAY)).verdict()).isEqualTo(new Verdict.AtClose(98.0 / 100 - 1, Optional.empty()));
        assertThat(check(panel, Claims.move("PAYS", 1, DAY)).notes())
                .containsExactly("ex-dividend that day: +1.00 % with the dividend, and that is the figure that fits");
        assertThat(check(panel, Claims.move("PAYS", -2, DAY)).verdict()).isInstanceOf(Verdict.AtClose.class);
    }

    @Test
    void adjusted_closes_are_said_and_an_index_needs_no_such_words() {
        var closes = Prices.closes(SESSIONS, i -> i == SESSIONS - 1 ? 102 : 100);
        var total = Prices.series(Prices.instrument("TOT"), Basis.TOTAL, FIRST, closes, List.of());
        var index = Prices.series(Prices.instrument("^IDX"), Basis.TOTAL, FIRST, closes, List.of());
        var panel = Prices.panel(total, index);
        assertThat(check(panel, Claims.move("TOT", 2, DAY)).notes())
                .containsExactly("adjusted closes of TOT: this source has no quoted prices");
        assertThat(check(panel, Claims.move("^IDX", 2, DAY)).notes()).isEmpty();
        var dollars = Claims.amount(2, .005, Amount.Unit.PRICE, Amount.Sign.SIGNED);
        assertThat(because(check(panel, Claims.move("TOT", dollars, DAY)))).contains("needs quoted closes");
        var quoted = Prices.panel(Prices.series("LVL", FIRST, closes));
        assertThat(check(quoted, Claims.move("LVL", dollars, DAY)).verdict()).isInstanceOf(Verdict.AtClose.class);
    }

    @Test
    void flat_is_below_half_a_percent_and_no_day_passes_through_it() {
        var flat = new Claim.WordMove(Claims.source(DAY), Name.of("AAA"), "flat", Optional.empty(), Optional.empty());
        var still = Prices.panel(Prices.series("AAA", FIRST, Prices.closes(SESSIONS, i -> i == SESSIONS - 1 ? 100.4 : 100)));
        assertThat(check(still, flat).verdict()).isInstanceOf(Verdict.AtClose.class);
        var bars = new double[SESSIONS][];
        Arrays.setAll(bars, i -> new double[] {100 + 2.0 * i, 103 + 2.0 * i, 97 + 2.0 * i, 100 + 2.0 * i, 1e6});
        assertThat(check(Prices.panel(Prices.bars("AAA", FIRST, bars)), flat).verdict()).isInstanceOf(Verdict.Differs.class);
    }

    @Test
    void a_relative_figure_may_fit_as_points() {
        // +20 % against +12 %: 8 points, as a ratio 7.14 %
        var a = Prices.series("AAA", FIRST, Prices.closes(SESSIONS, i -> i == SESSIONS - 1 ? 120 : 100));
        var b = Prices.series("BBB", FIRST, Prices.closes(SESSIONS, i -> i == SESSIONS - 1 ? 112 : 100));
        var check = check(Prices.panel(a, b), Claims.relative("AAA", "BBB", 8, DAY));
        assertThat(check.verdict()).isInstanceOf(Verdict.AtClose.class);
        assertThat(check.notes()).contains("fits as a difference, +8.00 points, not as a ratio");
        assertThat(check(Prices.panel(a, b), Claims.relative("AAA", "BBB", 7, DAY)).verdict()).isInstanceOf(Verdict.AtClose.class);
    }

    @Test
    void several_days_in_the_date_are_their_own_window() {
        var panel = example();
        var week = new Claim.Move(
                Claims.source(Claims.FILE, Optional.of(Window.of(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 8), Window.Precision.WEEK))),
                Name.of("Small"),
                Claims.percent(5),
                Optional.empty(),
                Optional.empty());
        assertThat(check(panel, week).verdict()).isInstanceOfSatisfying(Verdict.OverDays.class, over -> assertThat(over.base())
                .isEqualTo(LocalDate.of(2025, 12, 31)));
    }

    @Test
    void later_bars_change_nothing_and_scale_does_not_matter() {
        for (int seed = 1; seed <= 60; seed++) {
            var random = new Random(seed);
            var bars = new double[SESSIONS + 15][];
            double close = 100;
            for (int i = 0; i < bars.length; i++) {
                double open = close * Math.exp(.02 * random.nextGaussian());
                double next = close * Math.exp(.03 * random.nextGaussian());
                bars[i] = new double[] {open, Math.max(open, next) * 1.01, Math.min(open, next) * .99, next, 1e6};
                close = next;
            }
            var claim = Claims.move("AAA", Math.rint(8 * random.nextGaussian()), DAY);
            var early = check(Prices.panel(DAY, Prices.bars("AAA", FIRST, Arrays.copyOf(bars, SESSIONS))), claim);
            assertThat(check(Prices.panel(DAY, Prices.bars("AAA", FIRST, bars)), claim)).as("seed %d", seed).isEqualTo(early);
            // also in a panel of a later day
            assertThat(check(Prices.panel(Prices.bars("AAA", FIRST, bars)), claim)).as("seed %d", seed).isEqualTo(early);
            var scaled = new double[bars.length][];
            for (int i = 0; i < bars.length; i++) {
                scaled[i] = Arrays.stream(bars[i]).map(x -> x * 4).toArray();
            }
            var times4 = check(Prices.panel(Prices.bars("AAA", FIRST, scaled)), claim);
            assertThat(times4.verdict()).as("seed %d", seed).hasSameClassAs(early.verdict());
            assertThat(times4.tried()).as("seed %d", seed).isEqualTo(early.tried());
        }
    }

    private static boolean fits(double value, double half, double move) {
        return new Tolerance(Claims.amount(value, half, Amount.Unit.PERCENT, Amount.Sign.SIGNED)).fits(move, 1);
    }

    private static FigureCheck check(PricePanel panel, Claim claim) {
        return of(panel, Claims.note(DAY), claim);
    }

    private static FigureCheck of(PricePanel panel, Note note, Claim claim) {
        var one = Claims.note(note.date().orElseThrow(), claim);
        return ClaimCheck.note(one, Meanings.bySymbol(panel)).getFirst();
    }

    private static String because(FigureCheck check) {
        return ((Verdict.Uncheckable) check.verdict()).because();
    }

    private static double move(PricePanel panel, String symbol, int sessions) {
        var series = panel.find(symbol).orElseThrow();
        return series.levelClose(panel.size() - 1) / series.levelClose(panel.size() - 1 - sessions) - 1;
    }

    /** Bars with the moves of the example; the closes before are made so that no other window comes near. */
    private static PricePanel example() {
        Map<String, PriceSeries> all = new HashMap<>();
        double[] orchard = Prices.closes(SESSIONS, i -> i < SESSIONS - 7 ? 200 + i : 0);
        for (int i = SESSIONS - 7; i < SESSIONS; i++) {
            orchard[i] = orchard[i - 1] * .995;
        }
        all.put("ORCHARD", Prices.series("ORCHARD", FIRST, orchard));
        all.put("CHIPS", shaped("CHIPS", -.0215, 0, .001, -.03));
        all.put("SHIPYARD", shaped("SHIPYARD", .0239, .0708, .1072, .0155));
        all.put("TANKS", shaped("TANKS", .0168, .0322, .0637, .0144));
        var edge = bars(-.0782, -.0054, -.0045, -.0838);
        double last = edge[SESSIONS - 1][3];
        edge[SESSIONS - 5] = flat(last / (1 - .0462));
        edge[SESSIONS - 6] = flat(last / (1 - .0517));
        edge[SESSIONS - 4] = flat(last * 1.2);
        edge[SESSIONS - 3] = flat(last * 1.3);
        all.put("EDGE", Prices.bars("EDGE", FIRST, edge));
        all.put("SMALL", Prices.series("SMALL", FIRST, year(.0111, .0492)));
        all.put("TECH", Prices.series("TECH", FIRST, year(-.0044, .0102)));
        return Prices.panel(all.values().toArray(PriceSeries[]::new));
    }

    private static PriceSeries shaped(String symbol, double close, double open, double high, double low) {
        return Prices.bars(symbol, FIRST, bars(close, open, high, low));
    }

    private static double[][] bars(double close, double open, double high, double low) {
        var bars = new double[SESSIONS][];
        Arrays.setAll(bars, i -> flat(i % 2 == 0 ? 140 : 60));
        bars[SESSIONS - 2] = flat(100);
        bars[SESSIONS - 1] = new double[] {100 * (1 + open), 100 * (1 + high), 100 * (1 + low), 100 * (1 + close), 1e6};
        return bars;
    }

    private static double[] flat(double price) {
        return new double[] {price, price, price, price, 1e6};
    }

    /** Closes with this move on the day and since the last close of the year before. */
    private static double[] year(double day, double sinceYear) {
        double[] closes = Prices.closes(SESSIONS, _ -> 100);
        closes[SESSIONS - 1] = 100 * (1 + sinceYear);
        closes[SESSIONS - 2] = closes[SESSIONS - 1] / (1 + day);
        for (int i = SESSIONS - 5; i < SESSIONS - 2; i++) {
            closes[i] = closes[SESSIONS - 2];
        }
        return closes;
    }
}
