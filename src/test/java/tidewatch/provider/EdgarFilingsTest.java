package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.contract.EventCalendarContract;
import tidewatch.contract.ReplayServer;
import tidewatch.http.CarefulClient;
import tidewatch.market.CallBook;
import tidewatch.market.CompanyNumbers;
import tidewatch.market.EventCalendar;
import tidewatch.market.EventKind.Earnings;
import tidewatch.market.EventKind.Standing;
import tidewatch.market.EventQuestion;
import tidewatch.market.EventSource;
import tidewatch.market.Trouble.Kind;
import tidewatch.problem.Problem;

class EdgarFilingsTest extends EventCalendarContract {
    @Override
    protected EventSource source() {
        return EventSource.EDGAR;
    }

    @Override
    protected EventCalendar calendar(EventAccount account, CarefulClient client, CallBook of) {
        return new EdgarFilings(account, client, of, CompanyNumbers.shipped());
    }

    @Override
    protected EventQuestion question() {
        return new EventQuestion(TODAY.minusDays(7), TODAY, List.of(share("AAPL")));
    }

    @Override
    protected boolean keyed() {
        return false;
    }

    @Test
    void a_form_8_k_with_item_2_02_says_that_results_are_out_and_no_other_filing_does() {
        var found = ask(replay("good"));

        assertThat(days(found)).containsExactly("AAPL 2026-01-08 AFTER_CLOSE");
        assertThat(found.value().events().getFirst().results().map(Earnings::standing)).contains(Standing.REPORTED);
        assertThat(requests().getFirst().getTarget()).isEqualTo("/submissions/CIK0000320193.json");
        assertThat(requests().getFirst().getHeaders().get("User-Agent")).isEqualTo(KEY.reveal());
    }

    /** The two readings of a time that ends in Z: of a filer of the one kind and of the other. */
    @ParameterizedTest
    @CsvSource({
        "2026-01-08T21:30:45.000Z, 2026-01-08, AFTER_CLOSE, 16:30 or 21:30 there",
        "2026-01-08T12:05:00.000Z, 2026-01-08, UNKNOWN, 7:05 or 12:05",
        "2026-01-08T07:30:32.000Z, 2026-01-08, BEFORE_OPEN, 2:30 is no hour of EDGAR",
        "2026-01-08T16:21:59.000Z, 2026-01-08, UNKNOWN, 11:21 or 16:21",
        "2026-01-08T22:05:00.000Z, 2026-01-08, AFTER_CLOSE, 22:05 is no hour of EDGAR",
        "2026-01-09T01:30:00.000Z, 2026-01-08, AFTER_CLOSE, 20:30 of the day before",
        "2026-01-08T11:00:00.000Z, 2026-01-08, UNKNOWN, 6:00 or 11:00",
        "2026-01-08T11:00:00Z, 2026-01-08, UNKNOWN, without the fraction",
        "nonsense, 2026-01-08, UNKNOWN, no time",
    })
    void before_or_after_is_known_only_where_both_readings_agree_or_one_cannot_be(String accepted, String day, String timing, String why) throws IOException {
        var found = ask(always(200, filings().replace("2026-01-08T21:30:45.000Z", accepted)));

        assertThat(days(found)).as(why).containsExactly("AAPL " + day + " " + timing);
    }

    private static String filings() {
        return ReplayServer.body("edgar", "good");
    }

    @Test
    void its_page_for_callers_that_come_too_often_is_a_pause_whatever_its_status() throws IOException {
        for (int status : List.of(403, 200)) {
            is(trouble(always(status, "<html><title>SEC.gov</title><body><h1>Request Rate Threshold Exceeded</h1></body></html>")), Kind.BUSY, "Request Rate Threshold");
            is(trouble(always(status, "<html><body>Your Request Originates from an Undeclared Automated Tool</body></html>")), Kind.BUSY);
        }
    }

    @Test
    void the_filings_of_another_company_are_refused() throws IOException {
        is(trouble(always(200, filings().replace("0000320193", "0000789019"))), Kind.MISMATCH, "AAPL");
    }

    @Test
    void columns_of_several_lengths_are_no_table() throws IOException {
        is(trouble(always(200, filings().replace("\"form\":[\"8-K\",", "\"form\":["))), Kind.GARBLED, "one length");
    }

    @Test
    void a_company_that_has_no_number_here_or_no_page_there_is_no_fault() throws IOException {
        var calendar = replay("good");
        var none = ask(calendar, new EventQuestion(TODAY, TODAY, List.of(share("ZZZZ"))));
        assertThat(none.value().trouble()).isEmpty();
        assertThat(book.calls(calendar.account())).isZero();

        var gone = ask(always(404, "<html>no such key</html>"));
        assertThat(gone.value().trouble()).isEmpty();
        assertThat(gone.problems()).extracting(Problem::where).containsExactly("AAPL");
    }
}
