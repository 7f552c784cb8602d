package tidewatch.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.market.CorporateAction.Split;
import tidewatch.market.PriceRefresh.Progress;
import tidewatch.market.PriceRefresh.Round;
import tidewatch.market.RefreshBook.SessionState.Stage;
import tidewatch.store.CallTable;
import tidewatch.store.Database;
import tidewatch.store.PriceTable;
import tidewatch.store.RefreshTable;
import tidewatch.testing.Databases;
import tidewatch.testing.Prices;
import tidewatch.testing.ScriptedSource;

/** Stories of the refresh over a real archive: what is asked, when, and what is kept. */
class PriceRefreshTest {
    private static final TradingCalendar CALENDAR = TradingCalendar.shipped();
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 2);
    private static final LocalDate LAST = LocalDate.of(2026, 3, 31);
    private static final LocalDate THURSDAY = LocalDate.of(2026, 1, 8);
    private static final LocalDate FRIDAY = LocalDate.of(2026, 1, 9);
    private static final int ROUNDS_MOST = 500;
    private static final List<Trouble.Kind> KINDS = List.of(Trouble.Kind.values());

    @TempDir
    private Path home;

    private Database database;
    private PriceTable archive;
    private RefreshTable book;
    private CallTable calls;
    private final Map<String, PriceSeries> truth = new HashMap<>();

    @BeforeEach
    void open() {
        database = Databases.file(home, InstantSource.fixed(Instant.EPOCH));
        archive = new PriceTable(database, symbol -> Optional.of(Prices.instrument(symbol)));
        book = new RefreshTable(database);
        calls = new CallTable(database);
        for (var symbol : List.of("SPY", "XLE", "XLK", "NVDA", "NOC")) {
            truth.put(symbol, ScriptedSource.walk(symbol, FIRST, LAST, List.of(), 1));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private PriceSeries truth(String symbol) {
        return Objects.requireNonNull(truth.get(symbol), symbol);
    }

    private static Instant newYork(LocalDate day, int hour, int minute) {
        return day.atTime(hour, minute).atZone(TradingCalendar.ZONE).toInstant();
    }

    private ScriptedSource source(String id, Offer offer) {
        return new ScriptedSource(id, offer, truth, Optional.empty());
    }

    private PriceRefresh refresh(PriceProvider... chain) {
        return new PriceRefresh(List.of(chain), archive, book, CALENDAR, new PriceRefresh.Rules(2, false), new SplittableRandom(7));
    }

    private Wanted wanted() {
        return wanted("SPY", "XLE", "XLK", "NVDA", "NOC");
    }

    private static Wanted wanted(String... symbols) {
        return new Wanted(List.of(symbols).stream().map(Prices::instrument).toList(), Set.of("SPY"), Set.of("NVDA"));
    }

    /** Steps until there is nothing to ask at this moment; what was asked, in words. */
    private List<String> run(PriceRefresh refresh, Instant now, Wanted wanted) {
        var said = new ArrayList<String>();
        for (int i = 0; i < ROUNDS_MOST; i++) {
            switch (refresh.step(now, wanted)) {
                case Round.Asked asked -> said.add(asked.what());
                case Round.Rest _ -> {
                    return said;
                }
            }
        }
        throw new AssertionError("It asks without end: " + said.subList(said.size() - 5, said.size()));
    }

    private Progress progress(PriceRefresh refresh, Instant now, Wanted wanted) {
        return refresh.step(now, wanted).progress();
    }

    private List<PriceSeries> held() {
        return archive.history(Set.of(), LocalDate.MIN, LocalDate.MAX).value();
    }

    private PriceSeries held(String symbol) {
        return held().stream().filter(one -> one.instrument().symbol().equals(symbol)).findFirst().orElseThrow();
    }

    private void theSame(String symbol, LocalDate from, LocalDate to) {
        var held = held(symbol);
        var told = truth(symbol);
        for (var day : CALENDAR.sessions(from, to)) {
            int at = held.indexOf(day);
            assertThat(at).as(symbol + " of " + day).isNotNegative();
            assertThat(held.close(at)).isEqualTo(told.close(told.indexOf(day)));
            assertThat(held.volume(at)).isEqualTo(told.volume(told.indexOf(day)));
        }
    }

    @Test
    void theFirstFillHasAllOfTheHistory_AndThenThereIsNothingToAsk() {
        var source = source("alpha", ScriptedSource.histories());
        var refresh = refresh(source);
        var now = newYork(THURSDAY, 18, 0);

        var asked = run(refresh, now, wanted());

        assertThat(asked).containsExactly(
                "alpha: splits and dividends of 5 series from 2024-01-08", "alpha: 5 series from 2024-01-08 to 2026-01-08");
        truth.keySet().forEach(symbol -> theSame(symbol, LocalDate.of(2024, 1, 8), THURSDAY));
        var progress = progress(refresh, now, wanted());
        assertThat(progress.complete()).isTrue();
        assertThat(progress.filled()).isEqualTo(5);
        assertThat(book.session(THURSDAY).orElseThrow().stage()).isEqualTo(Stage.COMPLETE);
    }

    @Test
    void eachSessionAsksForItselfAndTheOneBefore_AndOnceMoreWhenItIsFinal() {
        var source = source("alpha", ScriptedSource.histories());
        var refresh = refresh(source);
        run(refresh, newYork(THURSDAY, 23, 0), wanted());
        assertThat(book.session(THURSDAY).orElseThrow().stage()).isEqualTo(Stage.FINAL);

        assertThat(run(refresh, newYork(FRIDAY, 16, 19), wanted())).as("20 minutes after the close it is due").isEmpty();
        var asked = run(refresh, newYork(FRIDAY, 16, 20), wanted());
        var later = run(refresh, newYork(FRIDAY, 20, 1), wanted());

        assertThat(asked).containsExactly(
                "alpha: splits and dividends of 5 series from 2026-01-01", "alpha: 5 series from 2026-01-08 to 2026-01-09");
        assertThat(later).containsExactly("alpha: 5 series from 2026-01-08 to 2026-01-09, a second look");
        assertThat(book.session(FRIDAY).orElseThrow().stage()).isEqualTo(Stage.FINAL);
        truth.keySet().forEach(symbol -> theSame(symbol, LocalDate.of(2024, 1, 8), FRIDAY));
    }

    @Test
    void aVendorThatIsLate_IsAskedAgainAfter10_20_40Minutes_ThenHourly_AndTheSessionIsNotComplete() {
        var source = source("alpha", ScriptedSource.histories()).late(THURSDAY, newYork(FRIDAY, 5, 0));
        var refresh = refresh(source);
        var moments = new ArrayList<Instant>();
        for (var now = newYork(THURSDAY, 16, 20); now.isBefore(newYork(FRIDAY, 6, 0)); now = now.plusSeconds(60)) {
            if (run(refresh, now, wanted()).stream().anyMatch(what -> what.contains("to 2026-01-08"))) {
                moments.add(now);
            }
            if (now.equals(newYork(THURSDAY, 20, 0))) {
                assertThat(book.session(THURSDAY).orElseThrow().stage()).isEqualTo(Stage.OPEN);
                assertThat(book.session(THURSDAY).orElseThrow().note()).contains("SPY (alpha has no bar after 2026-01-07)");
            }
        }

        var pauses = new ArrayList<Long>();
        for (int i = 1; i < moments.size(); i++) {
            pauses.add(Duration.between(moments.get(i - 1), moments.get(i)).toMinutes());
        }
        assertThat(pauses).startsWith(10L, 20L, 40L, 60L).allMatch(pause -> pause <= 60);
        assertThat(book.session(THURSDAY).orElseThrow().stage()).isIn(Stage.COMPLETE, Stage.FINAL);
        theSame("NOC", THURSDAY, THURSDAY);
    }

    @Test
    void whatNeverComesIsGivenUpWhenTheNextSessionIsDue() {
        truth.put("NOC", truth("NOC").upTo(LocalDate.of(2026, 1, 7)));
        var source = source("alpha", ScriptedSource.histories()).late(THURSDAY, newYork(LocalDate.of(2026, 2, 1), 0, 0));
        var refresh = refresh(source);
        run(refresh, newYork(THURSDAY, 17, 0), wanted());
        run(refresh, newYork(FRIDAY, 17, 0), wanted());

        assertThat(book.session(THURSDAY).orElseThrow().stage()).isEqualTo(Stage.GIVEN_UP);
        assertThat(book.session(FRIDAY).orElseThrow().have()).isEqualTo(4);
        assertThat(book.session(FRIDAY).orElseThrow().note()).contains("NOC");
    }

    @Test
    void anotherSourceFillsTheDayThatTheFirstDoesNotHave_AndEachBarKnowsItsOrigin() {
        var first = source("alpha", ScriptedSource.histories()).late(THURSDAY, newYork(LocalDate.of(2026, 2, 1), 0, 0));
        var second = source("beta", ScriptedSource.histories());
        var refresh = refresh(first, second);
        run(refresh, newYork(LocalDate.of(2026, 1, 7), 22, 0), wanted());
        second.forgetAsked();

        run(refresh, newYork(THURSDAY, 17, 0), wanted());

        var spy = held("SPY");
        assertThat(spy.origin(spy.indexOf(THURSDAY)).provider()).isEqualTo("beta");
        assertThat(spy.origin(spy.indexOf(LocalDate.of(2026, 1, 7))).provider()).isEqualTo("alpha");
        assertThat(archive.holdings()).extractingByKey("SPY").extracting(PriceArchive.Holding::home).isEqualTo("alpha");
        assertThat(book.session(THURSDAY).orElseThrow().have()).isEqualTo(5);
        theSame("SPY", LocalDate.of(2024, 1, 9), THURSDAY);
    }

    @Test
    void aSourceThatIsDown_IsTriedAfterSeconds_ThenAfterMinutes_AndTellsSo() {
        var until = newYork(THURSDAY, 19, 0);
        var source = source("alpha", ScriptedSource.histories()).troubled(Instant.EPOCH, until, Trouble.Kind.UNREACHABLE);
        var refresh = refresh(source);
        int asked = 0;
        for (var now = newYork(THURSDAY, 16, 30); now.isBefore(until); now = now.plusSeconds(1)) {
            asked += run(refresh, now, wanted()).size();
        }
        // Twice after seconds, then 5, 10, 20, 40, 60 minutes.
        assertThat(asked).isBetween(6, 8);
        var state = book.provider(Account.of("alpha")).orElseThrow();
        assertThat(state.trouble().orElseThrow().sentence()).isEqualTo("alpha answers with UNREACHABLE");
        assertThat(state.closedUntil().orElseThrow()).isAfter(until);

        run(refresh, state.closedUntil().orElseThrow(), wanted());

        assertThat(book.provider(Account.of("alpha")).orElseThrow().trouble()).isEmpty();
        theSame("SPY", LocalDate.of(2024, 1, 9), THURSDAY);
    }

    @Test
    void aWrongKeyIsAskedOnceADay() {
        var source = source("alpha", ScriptedSource.histories()).troubled(Instant.EPOCH, Instant.MAX, Trouble.Kind.WRONG_KEY);
        var refresh = refresh(source);
        for (var now = newYork(THURSDAY, 16, 30); now.isBefore(newYork(FRIDAY, 16, 29)); now = now.plusSeconds(600)) {
            run(refresh, now, wanted());
        }
        assertThat(source.asked()).hasSize(1);
    }

    @Test
    void aSymbolThatNobodyKnowsSpoilsNothing_AndIsAskedOnceAWeek() {
        var source = source("alpha", ScriptedSource.histories());
        var refresh = refresh(source);
        var wanted = wanted("SPY", "XLE", "XLK", "NVDA", "NOC", "TYPO");
        var now = newYork(THURSDAY, 18, 0);
        run(refresh, now, wanted);

        var progress = progress(refresh, now, wanted);
        assertThat(progress.have()).isEqualTo(5);
        assertThat(progress.explained()).containsExactly("TYPO");
        assertThat(progress.complete()).isTrue();
        source.forgetAsked();
        run(refresh, newYork(FRIDAY, 18, 0), wanted);
        assertThat(source.asked()).flatExtracting(request -> request instanceof PriceRequest.Actions ? List.of() : request.instruments())
                .extracting("symbol")
                .doesNotContain("TYPO");
    }

    @Test
    void wholeDaysAreAskedForBackwards_UntilTheHistoryIsThere() {
        var offer = new Offer(
                EnumSet.of(PriceRequest.Kind.ONE_DAY), 0, 0, Basis.RAW, java.time.Period.ofMonths(2), "test", Duration.ofMinutes(20), Duration.ofHours(4), List.of());
        var source = source("days", offer);
        var refresh = refresh(source);
        var now = newYork(THURSDAY, 21, 0);

        var asked = run(refresh, now, wanted());

        assertThat(asked.getFirst()).isEqualTo("days: the day 2026-01-08 of 5 series");
        assertThat(asked.get(1)).isEqualTo("days: the day 2026-01-07 of 5 series");
        assertThat(asked).hasSize(CALENDAR.count(LocalDate.of(2025, 11, 8), THURSDAY));
        truth.keySet().forEach(symbol -> theSame(symbol, LocalDate.of(2025, 11, 10), THURSDAY));
        assertThat(progress(refresh, now, wanted()).filled()).isEqualTo(5);
    }

    @Test
    void aDayWithoutTradeIsExplained_AndNotAskedForAgain() {
        var noc = truth("NOC");
        var halted = LocalDate.of(2025, 6, 10);
        var source = source("alpha", ScriptedSource.histories()).wrong("NOC", halted, _ -> new double[0], Instant.MAX);
        var refresh = refresh(source);
        var now = newYork(THURSDAY, 22, 0);
        run(refresh, now, wanted());

        assertThat(archive.gaps(FIRST)).containsExactly(new Gap("NOC", halted, Gap.Why.NO_TRADE));
        assertThat(held("NOC").indexOf(halted)).isNegative();
        assertThat(noc.indexOf(halted)).isNotNegative();
        assertThat(run(refresh, now.plusSeconds(60), wanted())).isEmpty();
    }

    @Test
    void aHalvedCloseIsHeldBack_ASecondSourceSettlesIt() {
        var source = source("alpha", ScriptedSource.histories())
                .wrong("XLK", THURSDAY, row -> new double[] {row[0] / 2, row[1] / 2, row[2] / 2, row[3] / 2, row[4]}, Instant.MAX);
        var second = source("beta", ScriptedSource.histories());
        var refresh = refresh(source, second);
        run(refresh, newYork(LocalDate.of(2026, 1, 7), 22, 0), wanted());
        run(refresh, newYork(THURSDAY, 17, 0), wanted());

        var suspect = archive.suspects(EnumSet.allOf(Suspect.State.class)).getFirst();
        assertThat(suspect.symbol()).isEqualTo("XLK");
        assertThat(suspect.state()).isEqualTo(Suspect.State.REPLACED);
        assertThat(suspect.decided().orElseThrow().by()).isEqualTo("beta");
        var xlk = held("XLK");
        assertThat(xlk.close(xlk.indexOf(THURSDAY))).isEqualTo(truth("XLK").close(truth("XLK").indexOf(THURSDAY)));
        assertThat(BarFlag.DISPUTED.in(xlk.flags(xlk.indexOf(THURSDAY)))).isTrue();
    }

    @Test
    void aHalvedCloseIsHeldBack_AndTheSourceCorrectsItself() {
        var source = source("alpha", ScriptedSource.histories())
                .wrong("XLK", THURSDAY, row -> new double[] {row[0] / 2, row[1] / 2, row[2] / 2, row[3] / 2, row[4]}, newYork(THURSDAY, 19, 0));
        var refresh = refresh(source);
        run(refresh, newYork(LocalDate.of(2026, 1, 7), 22, 0), wanted());
        run(refresh, newYork(THURSDAY, 17, 0), wanted());

        assertThat(archive.suspects(EnumSet.of(Suspect.State.OPEN))).hasSize(1);
        assertThat(book.session(THURSDAY).orElseThrow().note()).startsWith("XLK (held back: close ");
        assertThat(held("XLK").heldBack()).hasSize(1);

        run(refresh, newYork(THURSDAY, 20, 1), wanted());

        assertThat(archive.suspects(EnumSet.of(Suspect.State.OPEN))).isEmpty();
        theSame("XLK", LocalDate.of(2024, 1, 9), THURSDAY);
    }

    @Test
    void aSplitOvernightChangesNoReturn() {
        var split = new Split(THURSDAY, 4);
        truth.put("NVDA", ScriptedSource.walk("NVDA", FIRST, LAST, List.of(split), 3));
        var source = source("alpha", ScriptedSource.histories());
        var refresh = refresh(source);
        run(refresh, newYork(LocalDate.of(2026, 1, 7), 22, 0), wanted());
        run(refresh, newYork(THURSDAY, 22, 0), wanted());

        assertThat(archive.suspects(EnumSet.allOf(Suspect.State.class))).isEmpty();
        var panel = PricePanel.ofAccepted(CALENDAR, held(), THURSDAY, Set.of()).value();
        var series = panel.find("NVDA").orElseThrow();
        int t = panel.size() - 1;
        assertThat(series.close(t) / series.close(t - 1)).isBetween(.9, 1.1);
    }

    @Test
    void aLimitSpreadsTheFillOverTime_AndIsNeverOverspent() {
        var limits = List.of(new LimitRule(LimitRule.Window.MINUTE, 2, LimitRule.Per.CALL, TradingCalendar.ZONE));
        var offer = new Offer(
                EnumSet.of(PriceRequest.Kind.HISTORY), 1, 0, Basis.RAW, java.time.Period.ofYears(20), "test", Duration.ofMinutes(20), Duration.ofHours(4), limits);
        var source = new ScriptedSource("slow", offer, truth, Optional.of(calls));
        var refresh = refresh(source);
        var now = newYork(THURSDAY, 22, 0);
        int minutes = 0;
        while (source.asked().size() < 5) {
            run(refresh, now, wanted());
            now = now.plusSeconds(60);
            minutes++;
        }
        assertThat(minutes).isEqualTo(3);
        assertThat(source.asked()).extracting(request -> request.instruments().getFirst().symbol())
                .as("what matters most first")
                .startsWith("SPY", "XLE", "XLK");
    }

    @Test
    void aSourceThatIsAskedNoMoreGivesItsSeriesToTheNextOne_WhereTheirReturnsAgree() {
        run(refresh(source("alpha", ScriptedSource.histories())), newYork(LocalDate.of(2026, 1, 7), 22, 0), wanted());
        var beta = source("beta", ScriptedSource.offer(EnumSet.of(PriceRequest.Kind.HISTORY), List.of()));
        var refresh = refresh(beta);

        var asked = run(refresh, newYork(THURSDAY, 22, 0), wanted());

        assertThat(asked).first().asString().isEqualTo("beta: 5 series from 2024-01-08 to 2026-01-08, as their new home");
        assertThat(archive.holdings().values()).extracting(PriceArchive.Holding::home).containsOnly("beta");
        theSame("SPY", LocalDate.of(2024, 1, 8), THURSDAY);
        assertThat(run(refresh, newYork(THURSDAY, 22, 5), wanted())).isEmpty();
    }

    @Test
    void aHomeThatWasSilentForFiveSessionsIsLeft() {
        var alpha = source("alpha", ScriptedSource.histories());
        var beta = source("beta", ScriptedSource.histories());
        run(refresh(alpha, beta), newYork(LocalDate.of(2026, 1, 7), 22, 0), wanted());
        for (var day : CALENDAR.sessions(THURSDAY, LocalDate.of(2026, 1, 20))) {
            alpha.late(day, newYork(LocalDate.of(2026, 3, 1), 0, 0));
            run(refresh(alpha, beta), newYork(day, 22, 0), wanted());
        }

        assertThat(archive.holdings().values()).extracting(PriceArchive.Holding::home).containsOnly("beta");
        theSame("NOC", LocalDate.of(2024, 1, 9), LocalDate.of(2026, 1, 20));
    }

    @Test
    void aNewHomeThatTellsAnotherStoryDoesNotReplaceWhatIsHeld() {
        run(refresh(source("alpha", ScriptedSource.histories())), newYork(LocalDate.of(2026, 1, 7), 22, 0), wanted());
        var other = new HashMap<>(truth);
        other.put("NOC", ScriptedSource.walk("NOC", FIRST, LAST, List.of(), 99));
        var beta = new ScriptedSource("beta", ScriptedSource.offer(EnumSet.of(PriceRequest.Kind.HISTORY), List.of()), other, Optional.empty());
        run(refresh(beta), newYork(THURSDAY, 22, 0), wanted());

        assertThat(archive.holdings()).extractingByKey("NOC").extracting(PriceArchive.Holding::home).isEqualTo("alpha");
        theSame("NOC", LocalDate.of(2024, 1, 9), LocalDate.of(2026, 1, 7));
        assertThat(archive.holdings()).extractingByKey("NOC").extracting(held -> held.stale().orElse("")).asString().contains("differs from the one held");
        assertThat(archive.holdings()).extractingByKey("SPY").extracting(PriceArchive.Holding::home).isEqualTo("beta");
    }

    @Test
    void asked_again_from_a_day_a_final_bar_that_differs_is_replaced_and_the_change_is_kept() {
        var source = source("alpha", ScriptedSource.histories())
                .wrong("XLK", LocalDate.of(2026, 1, 6), row -> new double[] {row[0], row[1] * 1.02, row[2], row[3] * 1.01, row[4]}, newYork(FRIDAY, 12, 0));
        var refresh = refresh(source);
        run(refresh, newYork(THURSDAY, 22, 0), wanted());
        refresh.refetch(newYork(FRIDAY, 12, 0), List.of(Prices.instrument("XLK")), LocalDate.of(2026, 1, 5), wanted());

        theSame("XLK", LocalDate.of(2024, 1, 9), THURSDAY);
        assertThat(archive.changes(Instant.EPOCH, 10)).singleElement().satisfies(change -> {
            assertThat(change.symbol()).isEqualTo("XLK");
            assertThat(change.session()).isEqualTo(LocalDate.of(2026, 1, 6));
            assertThat(change.why()).isEqualTo("asked for again");
        });
    }

    /** Whatever a source does, at one moment the questions come to an end, and nothing that is held contradicts the truth. */
    @Test
    void whateverSourcesDo_TheQuestionsEnd_AndNothingWrongIsKept() {
        for (int seed = 0; seed < 8; seed++) {
            var random = new SplittableRandom(seed);
            var all = new ArrayList<PriceProvider>();
            var kinds = List.of(ScriptedSource.histories(), ScriptedSource.days(), ScriptedSource.offer(EnumSet.of(PriceRequest.Kind.HISTORY), List.of()));
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                var one = source("source" + seed + "x" + i, kinds.get(random.nextInt(kinds.size())));
                for (int fault = 0; fault < 4; fault++) {
                    var day = CALENDAR.plus(LocalDate.of(2025, 12, 15), random.nextInt(25));
                    var kind = KINDS.get(random.nextInt(KINDS.size()));
                    one.late(day, newYork(day, 16, 0).plusSeconds(random.nextInt(200_000)));
                    one.troubled(newYork(day, 16, 0), newYork(day, 16, 0).plusSeconds(random.nextInt(100_000)), kind);
                }
                all.add(one);
            }
            try (var other = Databases.file(home.resolve("seed" + seed), InstantSource.fixed(Instant.EPOCH))) {
                var kept = new PriceTable(other, symbol -> Optional.of(Prices.instrument(symbol)));
                var refresh = new PriceRefresh(all, kept, new RefreshTable(other), CALENDAR, new PriceRefresh.Rules(1, false), random);
                for (var now = newYork(LocalDate.of(2025, 12, 15), 10, 0); now.isBefore(newYork(LocalDate.of(2026, 1, 20), 23, 0)); now = now.plusSeconds(7_000 + random.nextInt(20_000))) {
                    run(refresh, now, wanted());
                }
                for (var series : kept.history(Set.of(), LocalDate.MIN, LocalDate.MAX).value()) {
                    var told = truth(series.instrument().symbol());
                    for (int i = 0; i < series.size(); i++) {
                        assertThat(series.close(i)).as("seed " + seed).isEqualTo(told.close(told.indexOf(series.date(i))));
                    }
                }
            }
        }
    }
}
