package tidewatch.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.market.EventKind.Earnings;
import tidewatch.market.EventKind.Standing;
import tidewatch.market.EventKind.Timing;

class EventMergeTest {
    private static final Instant NOW = Instant.parse("2026-02-23T12:00:00Z");
    private static final Instrument NVDA = new Instrument("NVDA", "NVIDIA", Instrument.Kind.STOCK, "", "");

    private static final List<Timing> TIMINGS = List.of(Timing.values());

    private static Heard said(EventSource source, String day, Timing timing, String periodEnd) {
        var period = periodEnd.isEmpty() ? Optional.<LocalDate>empty() : Optional.of(LocalDate.parse(periodEnd));
        var standing =
                switch (source) {
                    case EDGAR -> Standing.REPORTED;
                    case OWN_FILE -> Standing.ANNOUNCED;
                    case FINNHUB, ALPHA_VANTAGE, FRED, SHIPPED, RULE -> Standing.ESTIMATED;
                };
        return Heard.now(
                source, MarketEvent.earnings(NVDA, LocalDate.parse(day), source, new Earnings(timing, period, Optional.empty(), standing)), NOW.minusSeconds(60));
    }

    private static Heard release(EventSource source, String key, String day, String time, boolean usual) {
        var date = LocalDate.parse(day);
        return Heard.now(
                source,
                new MarketEvent(key, key, date, date, time.isEmpty() ? Optional.empty() : Optional.of(LocalTime.parse(time)), TradingCalendar.ZONE,
                        Optional.empty(), source.title(), true, new EventKind.Release(usual), List.of(), Optional.empty()),
                NOW.minusSeconds(60));
    }

    private static List<String> merged(boolean filings, Heard... heard) {
        return words(new EventMerge(NOW, filings).merge(List.of(heard)));
    }

    private static List<String> words(EventList list) {
        return list.events().stream().map(EventMergeTest::words).toList();
    }

    private static String words(MarketEvent event) {
        var others = event.otherwise().stream().map(one -> "; " + one.date() + " " + one.timing() + " " + one.source()).reduce("", String::concat);
        return event.date() + event.time().map(time -> " " + time).orElse("") + " "
                + event.results().map(results -> results.timing() + " " + results.standing()).orElse(event.key()) + " (" + event.source() + ")" + others
                + event.movedFrom().map(was -> " from " + was).orElse("");
    }

    @Test
    void sources_that_agree_are_one_event_with_both_names_and_the_hour_that_one_of_them_knows() {
        assertThat(merged(
                        false,
                        said(EventSource.ALPHA_VANTAGE, "2026-02-25", Timing.UNKNOWN, "2026-01-31"),
                        said(EventSource.FINNHUB, "2026-02-25", Timing.AFTER_CLOSE, "")))
                .containsExactly("2026-02-25 AFTER_CLOSE ESTIMATED (Finnhub, Alpha Vantage)");
    }

    @Test
    void sources_that_differ_are_both_shown_the_better_one_first() {
        var vantage = said(EventSource.ALPHA_VANTAGE, "2026-02-26", Timing.UNKNOWN, "2026-01-31");

        assertThat(merged(false, vantage, said(EventSource.FINNHUB, "2026-02-25", Timing.AFTER_CLOSE, "")))
                .containsExactly("2026-02-25 AFTER_CLOSE ESTIMATED (Finnhub); 2026-02-26 UNKNOWN ALPHA_VANTAGE");
        assertThat(merged(false, vantage, said(EventSource.FINNHUB, "2026-02-25", Timing.UNKNOWN, "")))
                .as("without the hour Finnhub stands behind")
                .containsExactly("2026-02-26 UNKNOWN ESTIMATED (Alpha Vantage); 2026-02-25 UNKNOWN FINNHUB");
        assertThat(merged(false, vantage, said(EventSource.OWN_FILE, "2026-02-27", Timing.UNKNOWN, "")))
                .containsExactly("2026-02-27 UNKNOWN ANNOUNCED (your file); 2026-02-26 UNKNOWN ALPHA_VANTAGE");
    }

    @Test
    void another_half_of_the_same_day_is_a_difference() {
        assertThat(merged(
                        false,
                        said(EventSource.ALPHA_VANTAGE, "2026-02-25", Timing.BEFORE_OPEN, ""),
                        said(EventSource.FINNHUB, "2026-02-25", Timing.AFTER_CLOSE, "")))
                .containsExactly("2026-02-25 AFTER_CLOSE ESTIMATED (Finnhub); 2026-02-25 BEFORE_OPEN ALPHA_VANTAGE");
    }

    @Test
    void two_quarters_are_two_events() {
        assertThat(merged(
                        false,
                        said(EventSource.ALPHA_VANTAGE, "2026-02-25", Timing.UNKNOWN, "2026-01-31"),
                        said(EventSource.ALPHA_VANTAGE, "2026-05-20", Timing.UNKNOWN, "2026-04-30"),
                        said(EventSource.FINNHUB, "2026-05-21", Timing.AFTER_CLOSE, "")))
                .containsExactly(
                        "2026-02-25 UNKNOWN ESTIMATED (Alpha Vantage)", "2026-05-21 AFTER_CLOSE ESTIMATED (Finnhub); 2026-05-20 UNKNOWN ALPHA_VANTAGE");
        assertThat(merged(
                        false,
                        said(EventSource.ALPHA_VANTAGE, "2026-02-25", Timing.UNKNOWN, ""),
                        said(EventSource.FINNHUB, "2026-03-08", Timing.AFTER_CLOSE, "")))
                .as("eleven days apart")
                .hasSize(2);
    }

    @Test
    void a_filing_settles_it() {
        assertThat(merged(
                        true,
                        said(EventSource.ALPHA_VANTAGE, "2026-02-20", Timing.UNKNOWN, ""),
                        said(EventSource.FINNHUB, "2026-02-19", Timing.AFTER_CLOSE, ""),
                        said(EventSource.EDGAR, "2026-02-19", Timing.AFTER_CLOSE, "")))
                .containsExactly("2026-02-19 AFTER_CLOSE REPORTED (EDGAR, Finnhub)");
    }

    @Test
    void results_whose_day_is_over_without_a_filing_are_told_as_unseen_where_filings_are_looked_at() {
        var past = said(EventSource.FINNHUB, "2026-02-20", Timing.AFTER_CLOSE, "");

        assertThat(merged(true, past)).containsExactly("2026-02-20 AFTER_CLOSE UNSEEN (Finnhub)");
        assertThat(merged(false, past)).containsExactly("2026-02-20 AFTER_CLOSE ESTIMATED (Finnhub)");
        assertThat(merged(true, said(EventSource.FINNHUB, "2026-02-23", Timing.AFTER_CLOSE, ""))).as("today").containsExactly("2026-02-23 AFTER_CLOSE ESTIMATED (Finnhub)");
    }

    @Test
    void a_move_is_told_for_a_week_and_what_was_said_later_is_not_known_yet() {
        var event = said(EventSource.FINNHUB, "2026-02-25", Timing.AFTER_CLOSE, "").event();
        var moved = new Heard(
                EventSource.FINNHUB, event, NOW.minus(Duration.ofDays(6)), NOW, Optional.of(LocalDate.of(2026, 2, 24)), Optional.of(NOW.minus(Duration.ofDays(6))));

        assertThat(merged(false, moved)).containsExactly("2026-02-25 AFTER_CLOSE ESTIMATED (Finnhub) from 2026-02-24");
        assertThat(words(new EventMerge(NOW.plus(Duration.ofDays(2)), false).merge(List.of(moved)))).containsExactly("2026-02-25 AFTER_CLOSE ESTIMATED (Finnhub)");
        assertThat(words(new EventMerge(NOW.minus(Duration.ofDays(7)), false).merge(List.of(moved)))).isEmpty();
    }

    @Test
    void a_release_has_one_line_and_an_announced_hour_before_the_usual_one() {
        assertThat(merged(
                        false,
                        release(EventSource.FRED, "cpi", "2026-03-11", "08:30", true),
                        release(EventSource.SHIPPED, "cpi", "2026-03-11", "08:45", false),
                        release(EventSource.FRED, "ppi", "2026-03-12", "08:30", true)))
                .containsExactly("2026-03-11 08:45 cpi (FRED, our list)", "2026-03-12 08:30 ppi (FRED)");
        assertThat(merged(
                        false,
                        release(EventSource.FRED, "cpi", "2026-03-11", "08:30", true),
                        release(EventSource.SHIPPED, "cpi", "2026-03-10", "08:30", false)))
                .containsExactly("2026-03-11 08:30 cpi (FRED); 2026-03-10 UNKNOWN SHIPPED");
    }

    @Test
    void a_weekly_release_is_joined_with_the_nearest_date_of_the_other_source() {
        assertThat(merged(
                        false,
                        release(EventSource.OWN_FILE, "claims", "2026-03-05", "", false),
                        release(EventSource.OWN_FILE, "claims", "2026-03-12", "", false),
                        release(EventSource.FRED, "claims", "2026-03-12", "", true),
                        release(EventSource.FRED, "claims", "2026-03-19", "", true)))
                .containsExactly("2026-03-05 claims (your file)", "2026-03-12 claims (your file, FRED)", "2026-03-19 claims (FRED)");
    }

    /** The order in which rows come out of a table or a file decides nothing. */
    @Test
    void any_order_of_what_was_said_makes_the_same_list() {
        long seed = 20260223;
        var random = new Random(seed);
        var sources = List.of(EventSource.OWN_FILE, EventSource.EDGAR, EventSource.FINNHUB, EventSource.ALPHA_VANTAGE);
        for (int round = 0; round < 300; round++) {
            var heard = new ArrayList<Heard>();
            for (var source : sources) {
                var days = random.ints(random.nextInt(3), 0, 60).distinct().toArray();
                for (int day : days) {
                    heard.add(said(source, LocalDate.of(2026, 2, 1).plusDays(day).toString(), TIMINGS.get(random.nextInt(TIMINGS.size())), ""));
                }
            }
            var list = new EventMerge(NOW, true).merge(heard);
            Collections.shuffle(heard, random);

            assertThat(new EventMerge(NOW, true).merge(heard)).as("seed %d round %d", seed, round).isEqualTo(list);
            long rows = list.events().stream().mapToLong(event -> 1 + event.otherwise().size()).sum();
            assertThat(rows).isLessThanOrEqualTo(heard.size());
        }
    }
}
