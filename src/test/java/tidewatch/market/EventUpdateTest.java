package tidewatch.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidewatch.market.EventKind.Earnings;
import tidewatch.market.EventKind.Standing;
import tidewatch.market.EventKind.Timing;

class EventUpdateTest {
    private static final Instant T0 = Instant.parse("2026-01-09T12:00:00Z");
    private static final Instant T1 = T0.plus(Duration.ofDays(1));

    private static MarketEvent results(String symbol, String day, String periodEnd) {
        var company = new Instrument(symbol, symbol, Instrument.Kind.STOCK, "", "");
        var period = periodEnd.isEmpty() ? Optional.<LocalDate>empty() : Optional.of(LocalDate.parse(periodEnd));
        return MarketEvent.earnings(
                company, LocalDate.parse(day), EventSource.FINNHUB, new Earnings(Timing.UNKNOWN, period, Optional.empty(), Standing.ESTIMATED));
    }

    private static MarketEvent release(String key, String day) {
        return MarketEvent.day(key, key, LocalDate.parse(day), "FRED", new EventKind.Release(true));
    }

    /** What stands after answers, as subject, day and the day before a move. */
    private static List<Heard> after(EventBatch... batches) {
        var known = new ArrayList<Heard>();
        var now = T0;
        for (var batch : batches) {
            var update = EventUpdate.of(EventSource.FRED, known, batch, now);
            known.removeAll(update.gone());
            for (var one : update.put()) {
                known.removeIf(was -> was.subject().equals(one.subject()) && was.event().date().equals(one.event().date()));
                known.add(one);
            }
            now = now.plus(Duration.ofDays(1));
        }
        return known;
    }

    private static List<String> told(EventBatch... batches) {
        return after(batches).stream()
                .map(one -> one.subject() + " " + one.event().date() + one.movedFrom().map(was -> " from " + was).orElse(""))
                .sorted()
                .toList();
    }

    @Test
    void what_is_said_again_is_not_new_and_has_not_moved() {
        var batch = EventBatch.whole(List.of(release("cpi", "2026-02-11")));

        assertThat(after(batch, batch)).singleElement().satisfies(one -> {
            assertThat(one.first()).isEqualTo(T0);
            assertThat(one.last()).isEqualTo(T1);
        });
    }

    @Test
    void a_release_that_is_postponed_has_moved_and_its_neighbours_have_not() {
        assertThat(told(
                        EventBatch.whole(List.of(release("claims", "2026-01-15"), release("claims", "2026-01-22"), release("claims", "2026-01-29"))),
                        EventBatch.whole(List.of(release("claims", "2026-01-15"), release("claims", "2026-01-23"), release("claims", "2026-01-29")))))
                .containsExactly("claims 2026-01-15", "claims 2026-01-23 from 2026-01-22", "claims 2026-01-29");
    }

    @Test
    void results_of_one_period_move_however_far_and_those_of_another_are_another() {
        assertThat(told(EventBatch.some(List.of(results("A", "2026-01-20", "2025-12-31"))), EventBatch.some(List.of(results("A", "2026-02-20", "2025-12-28")))))
                .containsExactly("results a 2026-02-20 from 2026-01-20");
        assertThat(told(EventBatch.some(List.of(results("A", "2026-01-20", "2025-12-31"))), EventBatch.some(List.of(results("A", "2026-01-24", "2026-03-31")))))
                .containsExactly("results a 2026-01-20", "results a 2026-01-24");
        assertThat(told(EventBatch.some(List.of(results("A", "2026-01-20", ""))), EventBatch.some(List.of(results("A", "2026-01-30", "2026-03-31")))))
                .containsExactly("results a 2026-01-30 from 2026-01-20");
        assertThat(told(EventBatch.some(List.of(results("A", "2026-01-20", ""))), EventBatch.some(List.of(results("A", "2026-01-31", "")))))
                .containsExactly("results a 2026-01-20", "results a 2026-01-31");
    }

    @Test
    void what_a_whole_answer_leaves_out_ahead_is_withdrawn_and_what_lies_behind_stays() {
        assertThat(told(
                        EventBatch.whole(List.of(release("cpi", "2026-01-09"), release("ppi", "2026-01-14"))),
                        EventBatch.whole(List.of(release("gdp", "2026-01-29")))))
                .containsExactly("cpi 2026-01-09", "gdp 2026-01-29");
    }

    @Test
    void a_source_that_forgets_withdraws_nothing() {
        assertThat(told(EventBatch.some(List.of(results("A", "2026-01-20", ""))), EventBatch.some(List.of())))
                .containsExactly("results a 2026-01-20");
    }

    @Test
    void an_answer_that_leaves_out_more_than_half_is_not_believed_in_that() {
        var many = IntStream.range(0, 40).mapToObj(i -> results("S" + i, "2026-01-2" + i % 10, "")).toList();

        assertThat(after(EventBatch.whole(many), EventBatch.whole(many.subList(0, 19)))).hasSize(40);
        assertThat(after(EventBatch.whole(many), EventBatch.whole(many.subList(0, 20)))).hasSize(20);
    }

    @Test
    void a_date_that_moves_twice_was_last_on_the_day_before() {
        assertThat(told(
                        EventBatch.some(List.of(results("A", "2026-01-20", ""))),
                        EventBatch.some(List.of(results("A", "2026-01-22", ""))),
                        EventBatch.some(List.of(results("A", "2026-01-21", "")))))
                .containsExactly("results a 2026-01-21 from 2026-01-22");
    }

    @Test
    void results_that_were_reported_do_not_move_into_the_next_quarter() {
        var out = MarketEvent.earnings(
                new Instrument("A", "A", Instrument.Kind.STOCK, "", ""), LocalDate.of(2026, 1, 8), EventSource.EDGAR, Earnings.of(Timing.UNKNOWN, Standing.REPORTED));

        assertThat(told(EventBatch.some(List.of(out)), EventBatch.some(List.of(results("A", "2026-01-15", "")))))
                .containsExactly("results a 2026-01-08", "results a 2026-01-15");
    }
}
