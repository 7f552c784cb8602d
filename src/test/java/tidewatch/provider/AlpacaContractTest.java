package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import tidewatch.contract.VendorContract;
import tidewatch.http.CarefulClient;
import tidewatch.market.CallBook;
import tidewatch.market.CorporateAction;
import tidewatch.market.Instrument;
import tidewatch.market.LimitRule;
import tidewatch.market.PriceBatch;
import tidewatch.market.PriceProvider;
import tidewatch.market.PriceRequest;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Trouble;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;

/** Alpaca keeps what every source promises. */
final class AlpacaContractTest extends VendorContract {
    static final List<LimitRule> LIMITS =
            List.of(new LimitRule(LimitRule.Window.MINUTE, 200, LimitRule.Per.CALL, TradingCalendar.ZONE));

    @Override
    protected PriceSource source() {
        return PriceSource.ALPACA;
    }

    @Override
    protected PriceProvider provider(VendorSettings vendor, CarefulClient client, CallBook of) {
        return new AlpacaPrices(vendor, client, of, TradingCalendar.shipped());
    }

    @Override
    protected List<LimitRule> limits() {
        return LIMITS;
    }

    private static final Instrument BERKSHIRE = share("BRK.B");
    private static final Instrument MICROSOFT = share("MSFT");

    private Found<PriceBatch> three(String about) {
        return fetch(provider(about), history(FIRST, LAST, apple(), BERKSHIRE, MICROSOFT), MORNING);
    }

    @Test
    void a_symbol_may_go_on_on_the_next_page() {
        var found = three("two-pages");

        assertThat(found.value().missing()).isEmpty();
        assertThat(found.value().series()).extracting(series -> series.instrument().symbol() + " " + days(series)).containsExactly(
                "AAPL [2026-01-05, 2026-01-06]", "BRK.B [2026-01-05, 2026-01-06]", "MSFT [2026-01-05]");
        assertThat(found.value().series().getFirst().origin().feed()).isEqualTo("sip");
    }

    @Test
    void pages_that_do_not_end_are_left_and_what_is_whole_is_kept() {
        var found = three("page-repeated");

        assertThat(found.value().series()).extracting(series -> series.instrument().symbol()).containsExactly("AAPL", "BRK.B");
        is(missing(found, "MSFT"), Trouble.Kind.GARBLED, "do not end");
    }

    @Test
    void a_limit_on_the_second_page_leaves_the_symbols_that_are_whole() {
        var found = three("limit-on-page-two");

        assertThat(found.value().series()).extracting(series -> series.instrument().symbol()).containsExactly("AAPL");
        assertThat(found.value().missing()).containsOnlyKeys("BRK.B", "MSFT").allSatisfy((symbol, trouble) -> {
            is(trouble, Trouble.Kind.QUOTA_SPENT, "200 calls a minute");
            assertThat(trouble.until()).contains(MORNING.plusSeconds(60));
        });
    }

    @Test
    void pages_that_do_not_run_by_symbol_answer_nobody_when_they_are_not_whole() {
        var found = three("limit-by-time");

        assertThat(found.value().series()).isEmpty();
        assertThat(found.value().missing()).hasSize(3).allSatisfy((symbol, trouble) -> is(trouble, Trouble.Kind.QUOTA_SPENT));
    }

    @Test
    void a_symbol_that_was_not_asked_for_is_left_out_and_told() {
        var found = fetch(provider("other-symbol"), history(FIRST, LAST, apple()), MORNING);

        assertThat(found.value().series()).isEmpty();
        is(missing(found, "AAPL"), Trouble.Kind.NO_DATA);
        assertThat(found.problems()).singleElement().satisfies(problem -> assertThat(problem.where()).isEqualTo("MSFT"));
    }

    @Test
    void a_symbol_of_a_wrong_form_does_not_spoil_the_others() {
        var found = fetch(provider("invalid-symbol"), history(FIRST, LAST, apple(), share("QQQQQQQQ")), MORNING);

        assertThat(found.value().series()).hasSize(1);
        is(missing(found, "QQQQQQQQ"), Trouble.Kind.NO_SUCH_SYMBOL, "QQQQQQQQ");
    }

    @Test
    void recent_prices_of_the_tape_are_a_wait_and_no_wrong_key() throws IOException {
        for (int status : new int[] {403, 422}) {
            var provider = always(new MockResponse.Builder().code(status).body("{\"message\":\"subscription does not permit querying recent SIP data\"}"));
            is(trouble(provider), Trouble.Kind.NOT_YET, "recent SIP");
        }
        is(trouble(always(new MockResponse.Builder().code(422).body("{\"message\":\"end is too late for subscription\"}"))), Trouble.Kind.NOT_YET);
    }

    @Test
    void no_moment_of_the_last_quarter_of_an_hour_is_asked_for() {
        var found = fetch(provider("nothing"), history(LAST, LAST, apple()), Instant.parse("2026-01-08T21:15:00Z"));

        is(missing(found, "AAPL"), Trouble.Kind.NOT_YET);
        assertThat(missing(found, "AAPL").until()).contains(Instant.parse("2026-01-08T21:30:00Z"));
    }

    @Test
    void midnight_in_new_york_is_the_session_in_winter_and_in_summer() {
        var series = only(fetch(
                provider("summer"), history(LocalDate.of(2026, 3, 6), LocalDate.of(2026, 3, 9), apple()), Instant.parse("2026-03-10T12:00:00Z")));

        assertThat(days(series)).containsExactly("2026-03-06", "2026-03-09");
    }

    private Found<PriceBatch> actions(String about) {
        var request = new PriceRequest.Actions(List.of(apple(), BERKSHIRE, MICROSOFT), LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 19));
        return fetch(provider(about), request, MORNING);
    }

    @Test
    void actions_count_on_their_ex_date_and_a_spin_off_is_told() {
        var found = actions("actions");

        assertThat(found.value().missing()).isEmpty();
        assertThat(found.value().actions().get("AAPL")).containsExactly(
                new CorporateAction.Split(LocalDate.of(2026, 1, 6), 4), new CorporateAction.PriceFactor(LocalDate.of(2026, 1, 9), 1.05));
        assertThat(found.value().actions().get("BRK.B")).isEmpty();
        assertThat(found.value().actions().get("MSFT")).containsExactly(
                new CorporateAction.CashDividend(LocalDate.of(2026, 1, 15), .83), new CorporateAction.Split(LocalDate.of(2026, 1, 12), .05));
        assertThat(found.problems()).extracting(Problem::line)
                .anySatisfy(line -> assertThat(line).contains("MSFT", "makes no sense", "2026-01-16"))
                .anySatisfy(line -> assertThat(line).contains("AAPL", "spin-off on 2026-01-13"))
                .hasSize(2);
    }

    @Test
    void actions_that_are_not_whole_are_no_answer() {
        var found = actions("actions-cut");

        assertThat(found.value().actions()).isEmpty();
        assertThat(found.value().missing()).hasSize(3).allSatisfy((symbol, trouble) -> is(trouble, Trouble.Kind.GARBLED, "do not end"));
    }

    @Test
    void more_names_than_one_address_takes_are_asked_for_in_groups() throws IOException {
        var many = java.util.stream.IntStream.range(0, 401).mapToObj(i -> share("S" + i)).toArray(Instrument[]::new);
        var provider = always(new MockResponse.Builder().body("{\"bars\":{},\"next_page_token\":null}"));

        assertThat(fetch(provider, history(FIRST, LAST, many), MORNING).value().missing()).hasSize(401);
        assertThat(book.calls(provider.account())).isEqualTo(3).isEqualTo(provider.offer().calls(history(FIRST, LAST, many), 4));
    }
}
