package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidewatch.contract.EventCalendarContract;
import tidewatch.http.CarefulClient;
import tidewatch.market.CallBook;
import tidewatch.market.EventCalendar;
import tidewatch.market.EventKind.Earnings;
import tidewatch.market.EventKind.Standing;
import tidewatch.market.EventQuestion;
import tidewatch.market.EventSource;
import tidewatch.market.Trouble.Kind;
import tidewatch.problem.Problem;

class FinnhubEarningsTest extends EventCalendarContract {
    @Override
    protected EventSource source() {
        return EventSource.FINNHUB;
    }

    @Override
    protected EventCalendar calendar(EventAccount account, CarefulClient client, CallBook of) {
        return new FinnhubEarnings(account, client, of);
    }

    @Override
    protected EventQuestion question() {
        return new EventQuestion(TODAY, TODAY.plusDays(6), List.of());
    }

    private static EventQuestion about(String... symbols) {
        return new EventQuestion(TODAY, LocalDate.of(2026, 2, 5), List.of(symbols).stream().map(EventCalendarContract::share).toList());
    }

    @Test
    void the_hour_is_read_and_figures_that_are_out_make_it_reported() {
        var found = ask(replay("good"));

        assertThat(days(found)).containsExactly("BAC 2026-01-14 DURING", "BRK.B 2026-01-15 UNKNOWN", "JPM 2026-01-13 BEFORE_OPEN", "OUT 2026-01-09 AFTER_CLOSE");
        assertThat(found.value().events()).extracting(event -> event.results().map(Earnings::standing).orElseThrow())
                .containsExactly(Standing.ESTIMATED, Standing.ESTIMATED, Standing.ESTIMATED, Standing.REPORTED);
        assertThat(found.value().events()).extracting(event -> event.results().flatMap(Earnings::estimate))
                .containsExactly(Optional.of("1.2"), Optional.empty(), Optional.of("4.9512"), Optional.of("1.0"));
        assertThat(found.value().whole()).as("it forgets companies").isFalse();
        assertThat(requests().getFirst().getTarget()).isEqualTo("/api/v1/calendar/earnings?from=2026-01-09&to=2026-01-15");
    }

    @Test
    void rows_that_are_none_and_days_that_were_not_asked_for_are_left_out_and_told() {
        var found = ask(replay("strange"));

        assertThat(days(found)).containsExactly("BAC 2026-01-14 BEFORE_OPEN", "JPM 2026-01-13 BEFORE_OPEN", "WFC 2026-01-15 BEFORE_OPEN");
        assertThat(found.problems()).extracting(Problem::line).singleElement().asString().contains("3 rows");
    }

    @Test
    void a_company_that_was_not_asked_for_is_none_of_the_answer() {
        var calendar = replay("company");
        var found = ask(calendar, about("NVDA", "AAPL"));

        assertThat(days(found)).containsExactly("NVDA 2026-02-03 AFTER_CLOSE");
        assertThat(found.value().trouble()).hasValueSatisfying(trouble -> is(trouble, Kind.MISMATCH, "AAPL"));
        assertThat(book.calls(calendar.account())).isEqualTo(2);
    }

    @Test
    void an_answer_that_is_cut_off_at_500_rows_is_asked_for_in_halves() throws IOException {
        var calendar = always(200, IntStream.range(0, 500)
                .mapToObj(i -> "{\"date\":\"2026-01-1" + i % 6 + "\",\"hour\":\"amc\",\"symbol\":\"S" + i + "\"}")
                .collect(Collectors.joining(",", "{\"earningsCalendar\":[", "]}")));
        ask(calendar);

        assertThat(requests()).extracting(one -> one.getTarget().replaceFirst("^.*from=", ""))
                .containsExactly(
                        "2026-01-09&to=2026-01-15", "2026-01-09&to=2026-01-12", "2026-01-09&to=2026-01-10", "2026-01-09&to=2026-01-09");
        // One day cannot be halved; most of its rows are of other days, which ends the questions.
        assertThat(book.calls(calendar.account())).isEqualTo(4);
    }

    @Test
    void errors_under_200_are_known_by_their_words() throws IOException {
        is(trouble(always(403, "{\"error\":\"You don't have access to this resource.\"}")), Kind.NOT_ENTITLED, "access to this resource");
        is(trouble(always(200, "{\"error\":\"You don't have access to this resource.\"}")), Kind.NOT_ENTITLED);
        is(trouble(always(401, "{\"error\":\"Invalid API key\"}")), Kind.WRONG_KEY, "events.finnhub.key");
        is(trouble(always(200, "{\"error\":\"API limit reached. Please try again later.\"}")), Kind.QUOTA_SPENT);
        is(trouble(always(200, "{\"error\":\"Something else\"}")), Kind.GARBLED, "Something else");
    }

    @Test
    void nothing_for_these_days_is_an_answer_that_withdraws_nothing() throws IOException {
        for (var body : List.of("{\"earningsCalendar\":[]}", "{\"earningsCalendar\":null}")) {
            var found = ask(always(200, body));
            assertThat(found.value().trouble()).isEmpty();
            assertThat(found.value().whole()).isFalse();
        }
    }
}
