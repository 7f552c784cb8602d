package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidewatch.contract.EventCalendarContract;
import tidewatch.http.CarefulClient;
import tidewatch.market.CallBook;
import tidewatch.market.EventCalendar;
import tidewatch.market.EventKind;
import tidewatch.market.EventQuestion;
import tidewatch.market.EventSource;
import tidewatch.market.Releases;
import tidewatch.market.Trouble.Kind;
import tidewatch.problem.Problem;

class FredReleasesTest extends EventCalendarContract {
    @Override
    protected EventSource source() {
        return EventSource.FRED;
    }

    @Override
    protected EventCalendar calendar(EventAccount account, CarefulClient client, CallBook of) {
        return new FredReleases(account, client, of, Releases.shipped());
    }

    @Override
    protected EventQuestion question() {
        return new EventQuestion(TODAY, TODAY.plusDays(91), List.of());
    }

    @Test
    void releases_are_known_by_name_and_their_hour_is_the_usual_one() {
        var found = ask(replay("good"));

        assertThat(found.value().whole()).isTrue();
        assertThat(found.value().events()).extracting(event -> event.key() + " " + event.date() + " " + event.time().orElse(LocalTime.MIN) + " " + event.kind())
                .containsExactly(
                        "cpi 2026-01-13 08:30 " + new EventKind.Release(true),
                        "gdp 2026-01-29 08:30 " + new EventKind.Release(true),
                        "jobs report 2026-01-09 08:30 " + new EventKind.Release(true));
        assertThat(found.value().events()).allMatch(event -> event.published() && event.zone().getId().equals("America/New_York"));
    }

    @Test
    void pages_are_read_to_the_last_and_each_is_reserved() {
        var calendar = replay("two-pages");
        var found = ask(calendar);

        assertThat(found.value().whole()).isTrue();
        assertThat(days(found)).containsExactly("cpi 2026-01-13 UNKNOWN", "cpi 2026-02-11 UNKNOWN");
        assertThat(book.calls(calendar.account())).isEqualTo(2);
    }

    @Test
    void a_page_that_comes_twice_ends_the_question() {
        var found = ask(replay("page-repeated"));

        assertThat(found.value().whole()).isFalse();
        assertThat(found.value().trouble()).hasValueSatisfying(trouble -> is(trouble, Kind.GARBLED, "from row 2"));
        assertThat(days(found)).as("the first page stands").containsExactly("cpi 2026-01-13 UNKNOWN");
    }

    @Test
    void a_limit_on_the_second_page_leaves_the_first_and_withdraws_nothing() {
        var found = ask(replay("limit-on-page-two"));

        assertThat(days(found)).containsExactly("cpi 2026-01-13 UNKNOWN");
        assertThat(found.value().whole()).isFalse();
        assertThat(found.value().trouble()).hasValueSatisfying(trouble -> is(trouble, Kind.QUOTA_SPENT, "Exceeded Rate Limit"));
    }

    @Test
    void errors_are_known_by_their_words_whatever_status_and_label_they_have() throws IOException {
        var key = "{\"error_code\":400,\"error_message\":\"Bad Request.  The value for variable api_key is not registered.\"}";
        is(trouble(always(400, key)), Kind.WRONG_KEY, "events.fred.key");
        is(trouble(always(200, key)), Kind.WRONG_KEY, "not registered");
        is(trouble(always(new mockwebserver3.MockResponse.Builder().code(400).addHeader("Content-Type", "text/xml").body(key))), Kind.WRONG_KEY);
        is(trouble(always(400, "{\"error_code\":400,\"error_message\":\"Variable limit is not between 1 and 1000.\"}")), Kind.GARBLED, "Variable limit");
        is(trouble(always(423, "{\"error_code\":423,\"error_message\":\"Locked\"}")), Kind.BUSY, "Locked");
        is(trouble(always(200, "{\"error_code\":500,\"error_message\":\"Internal Server Error\"}")), Kind.UNREACHABLE, "Internal");
    }

    @Test
    void names_that_no_longer_fit_are_told_and_withdraw_nothing() {
        var found = ask(replay("no-name"));

        assertThat(found.value().events()).isEmpty();
        assertThat(found.value().whole()).isFalse();
        assertThat(found.problems()).extracting(Problem::line).singleElement().asString().contains("releases.csv", "9 names");
    }

    @Test
    void a_calendar_without_a_row_is_no_proof_that_there_is_nothing() throws IOException {
        is(trouble(always(200, "{\"count\":0,\"offset\":0,\"limit\":1000,\"release_dates\":[]}")), Kind.NO_DATA, "stands");
    }
}
