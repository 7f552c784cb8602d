package tidewatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tidewatch.market.Account;
import tidewatch.market.Basis;
import tidewatch.market.CallBook.Quota;
import tidewatch.market.LimitRule;
import tidewatch.market.Offer;
import tidewatch.market.PriceChange;
import tidewatch.market.PriceReport;
import tidewatch.market.PriceRequest;
import tidewatch.market.RefreshBook.ProviderState;
import tidewatch.market.RefreshBook.SessionState;
import tidewatch.market.RefreshBook.Setback;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Trouble;
import tidewatch.testing.Prices;

/** How sources and prices do, in words. */
class PriceWordsTest {
    private static final ZoneId NEW_YORK = TradingCalendar.ZONE;
    private static final LocalDate SESSION = LocalDate.of(2026, 1, 8);
    private static final Instant NOW = SESSION.atTime(18, 30).atZone(NEW_YORK).toInstant();
    private static final LimitRule HOUR = new LimitRule(LimitRule.Window.HOUR, 50, LimitRule.Per.CALL, NEW_YORK);
    private static final LimitRule DAY = new LimitRule(LimitRule.Window.DAY, 1_000, LimitRule.Per.CALL, NEW_YORK);
    private static final Offer OFFER = new Offer(
            Set.of(PriceRequest.Kind.HISTORY), 1, 0, Basis.RAW, Period.ofYears(30), "eod", Duration.ofMinutes(90), Duration.ofHours(4), List.of(HOUR, DAY));

    private static PriceReport report(Optional<ProviderState> state, List<Quota> quotas, List<Setback> setbacks, SessionState.Stage stage, String note) {
        var newest = new SessionState(SESSION, stage, 48, 46, note.isEmpty() ? 2 : 0, 3, Optional.empty(), note);
        return new PriceReport(
                Optional.of(newest), List.of(new PriceReport.Source("tiingo", OFFER, state, quotas, 46, setbacks)), List.of(), Map.of(), List.of());
    }

    private static String words(PriceReport report) {
        var text = new StringBuilder();
        PriceWords.lines(report, NOW, NEW_YORK).forEach(line -> text.append(line.name()).append(": ").append(line.words()).append('\n'));
        return text.toString();
    }

    private static ProviderState state(Optional<Instant> closed, Optional<Trouble> trouble) {
        return new ProviderState(Account.of("tiingo"), 0, 0, closed, trouble, Optional.of(NOW.minusSeconds(900)), Optional.of(NOW));
    }

    @Test
    void a_source_that_answers() {
        var quotas = List.of(new Quota(HOUR, 24, NOW), new Quota(DAY, 0, NOW));
        assertThat(words(report(Optional.of(state(Optional.empty(), Optional.empty())), quotas, List.of(), SessionState.Stage.FINAL, "")))
                .isEqualTo("""
                        fetched: close of Thu 8 Jan, 46 of 48 series, final; 2 without one for good
                        tiingo: answers; last good answer Thu 8 Jan 18:15; home of 46 series; 26 of 50 calls an hour left
                        """);
    }

    @Test
    void a_source_that_is_not_asked_for_a_while_with_what_it_had_no_answer_for() {
        var trouble = Trouble.of(Trouble.Kind.QUOTA_SPENT, "Tiingo: the calls of this hour are used up.");
        var setback = new Setback("tiingo", "XAR", Trouble.of(Trouble.Kind.NOT_YET, "no bar yet"), 2, NOW.plusSeconds(1_200));
        assertThat(words(report(
                        Optional.of(state(Optional.of(NOW.plusSeconds(1_800)), Optional.of(trouble))), List.of(), List.of(setback), SessionState.Stage.OPEN, "XAR and NET")))
                .isEqualTo("""
                        fetched: close of Thu 8 Jan, 46 of 48 series, not complete yet. Missing: XAR and NET
                        tiingo: not asked before Thu 8 Jan 19:00: Tiingo: the calls of this hour are used up.; last good answer Thu 8 Jan 18:15; home of 46 series; no answer for XAR, asked again Thu 8 Jan 18:50
                        """);
    }

    @Test
    void a_source_that_was_never_asked_and_a_close_that_changed() {
        var never = report(Optional.empty(), List.of(), List.of(), SessionState.Stage.COMPLETE, "");
        var changed = new PriceReport(
                never.newest(), never.sources(), List.of(), Map.of("XAR", "prices moved by 4"), List.of(new PriceChange("XLK", SESSION, 100, 100.5, "tiingo", "second look", NOW)));
        assertThat(words(changed)).contains("tiingo: never asked yet; home of 46 series").contains("out of date: XAR (prices moved by 4)").contains("changed: XLK of Thu 8 Jan by tiingo (second look)");
    }

    @Test
    void the_limit_of_which_least_is_left() {
        var quotas = List.of(new Quota(HOUR, 24, NOW), new Quota(DAY, 990, NOW));
        assertThat(PriceWords.scarcest(report(Optional.empty(), quotas, List.of(), SessionState.Stage.FINAL, ""))).contains("10 of 1000 calls a day left");
        assertThat(PriceWords.scarcest(report(Optional.empty(), List.of(new Quota(HOUR, 0, NOW)), List.of(), SessionState.Stage.FINAL, ""))).isEmpty();
    }

    @Test
    void a_first_fill_takes_as_long_as_the_tightest_limit_makes_it() {
        var names = java.util.stream.IntStream.range(0, 548).mapToObj(i -> Prices.instrument("S" + i)).toList();
        assertThat(PriceReport.fillTime(OFFER, names, SESSION.minusYears(5), SESSION, 1_256)).isEqualTo(Duration.ofHours(10));
        assertThat(PriceReport.fillTime(OFFER, names.subList(0, 50), SESSION.minusYears(5), SESSION, 1_256)).isZero();
        assertThat(PriceReport.fillTime(OFFER, List.of(), SESSION.minusYears(5), SESSION, 1_256)).isZero();
    }
}
