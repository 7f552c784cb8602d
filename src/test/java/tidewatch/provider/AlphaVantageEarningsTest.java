package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.contract.EventCalendarContract;
import tidewatch.http.CarefulClient;
import tidewatch.market.CallBook;
import tidewatch.market.EventCalendar;
import tidewatch.market.EventKind.Earnings;
import tidewatch.market.EventKind.Standing;
import tidewatch.market.EventKind.Timing;
import tidewatch.market.EventQuestion;
import tidewatch.market.EventSource;
import tidewatch.market.MarketEvent;
import tidewatch.market.Trouble.Kind;
import tidewatch.problem.Problem;

class AlphaVantageEarningsTest extends EventCalendarContract {
    @Override
    protected EventSource source() {
        return EventSource.ALPHA_VANTAGE;
    }

    @Override
    protected EventCalendar calendar(EventAccount account, CarefulClient client, CallBook of) {
        return new AlphaVantageEarnings(account, client, of);
    }

    @Override
    protected EventQuestion question() {
        return new EventQuestion(TODAY, TODAY.plusDays(91), List.of());
    }

    @Test
    void three_months_of_the_whole_market_are_one_question_and_every_date_is_an_estimate() {
        var found = ask(replay("good"));

        assertThat(found.value().whole()).isTrue();
        assertThat(days(found)).containsExactly(
                "AAPL 2026-01-29 UNKNOWN", "BRK.B 2026-02-28 UNKNOWN", "JPM 2026-01-13 UNKNOWN", "NVDA 2026-02-25 UNKNOWN");
        assertThat(found.value().events().getLast().results()).contains(new Earnings(
                Timing.UNKNOWN, Optional.of(LocalDate.of(2026, 1, 31)), Optional.of("1.5234 USD"), Standing.ESTIMATED));
        assertThat(found.value().events().get(1)).satisfies(berkshire -> {
            assertThat(berkshire.title()).isEqualTo("Berkshire Hathaway, Class B: quarterly results");
            assertThat(berkshire.published()).isFalse();
        });
        assertThat(requests().getFirst().getTarget()).startsWith("/query?function=EARNINGS_CALENDAR&horizon=3month&apikey=");
    }

    @Test
    void columns_are_found_by_name_and_rows_that_are_none_are_told() {
        var found = ask(replay("hours"));

        assertThat(days(found)).containsExactly("AAPL 2026-01-29 UNKNOWN", "JPM 2026-01-13 BEFORE_OPEN", "NVDA 2026-02-25 AFTER_CLOSE");
        assertThat(found.value().events()).extracting(MarketEvent::results).extracting(one -> one.orElseThrow().estimate())
                .containsExactly(Optional.of("2.65 USD"), Optional.of("4.95 USD"), Optional.empty());
        assertThat(found.problems()).extracting(Problem::line).singleElement().asString().contains("for BAD");
    }

    /** Words of issues in public repositories, shortened. */
    @Test
    void every_error_under_200_is_known_by_its_words() throws IOException {
        var daily = "{\"Information\":\"We have detected your API key as " + KEY.reveal() + " and our standard API rate limit is 25 requests per day.\"}";
        var trouble = trouble(always(200, daily));
        is(trouble, Kind.QUOTA_SPENT, "50 calls a day", "***");
        assertThat(trouble.until()).contains(java.time.Instant.parse("2026-01-10T05:00:00Z"));

        is(
                trouble(always(200, "{\"Information\":\"Please consider spreading out your requests (1 request per second). A plan lifts 25 requests per day.\"}")),
                Kind.BUSY,
                "spreading out");
        is(trouble(always(200, "{\"Note\":\"Our standard API call frequency is 5 calls per minute and 500 calls per day.\"}")), Kind.QUOTA_SPENT);
        is(trouble(always(200, "{\"Error Message\":\"the parameter apikey is invalid or missing.\"}")), Kind.WRONG_KEY, "events.alpha-vantage.key");
        is(trouble(always(200, "{\"Information\":\"This is a premium endpoint.\"}")), Kind.NOT_ENTITLED, "premium");
        is(trouble(always(200, "{\"Error Message\":\"Invalid API call.\"}")), Kind.GARBLED, "Invalid API call");
        is(trouble(always(200, "{\"Information\":\"half")), Kind.GARBLED, "half");
    }

    @Test
    void a_calendar_without_a_row_is_no_proof_that_there_is_nothing() throws IOException {
        is(trouble(always(200, "symbol,name,reportDate,fiscalDateEnding,estimate,currency\r\n")), Kind.NO_DATA, "stands");
    }

    @Test
    void another_table_and_one_that_cannot_be_read_are_no_calendar() throws IOException {
        is(trouble(always(200, "timestamp,open,high,low,close,volume\n2026-01-08,1,1,1,1,1\n")), Kind.GARBLED, "timestamp,open");
        is(trouble(always(200, "symbol,reportDate\nAAPL,soon\nMSFT,later\nNVDA,2026-02-25\n")), Kind.GARBLED, "most rows");
    }
}
