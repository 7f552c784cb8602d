package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import tidewatch.contract.PriceProviderContract;
import tidewatch.contract.ReplayServer;
import tidewatch.contract.VendorContract;
import tidewatch.http.CarefulClient;
import tidewatch.market.Basis;
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

/** Massive keeps what every source promises. */
final class MassiveContractTest extends VendorContract {
    static final List<LimitRule> LIMITS =
            List.of(new LimitRule(LimitRule.Window.MINUTE, 5, LimitRule.Per.CALL, TradingCalendar.ZONE));

    @Override
    protected PriceSource source() {
        return PriceSource.MASSIVE;
    }

    @Override
    protected PriceProvider provider(VendorSettings vendor, CarefulClient client, CallBook of) {
        return new MassivePrices(vendor, client, of, TradingCalendar.shipped(), symbol -> Optional.empty());
    }

    @Override
    protected List<LimitRule> limits() {
        return LIMITS;
    }

    private static final Instrument BERKSHIRE = share("BRK.B");

    private Found<PriceBatch> day(String about, boolean everything, Instrument... of) {
        return fetch(provider(about), new PriceRequest.OneDay(LAST, List.of(of), everything), MORNING);
    }

    @Test
    void one_call_is_the_whole_market_of_a_day() {
        var found = day("one-day", false, apple(), BERKSHIRE, share("HALT"), share("BADCO"));

        assertThat(found.value().series()).extracting(series -> series.instrument().symbol()).containsExactlyInAnyOrder("AAPL", "BRK.B");
        var berkshire = found.value().series().stream().filter(one -> one.instrument().equals(BERKSHIRE)).findFirst().orElseThrow();
        assertThat(days(berkshire)).containsExactly("2026-01-08");
        assertThat(berkshire.close(0)).isEqualTo(509.75);
        assertThat(berkshire.volume(0)).isEqualTo(4_300_000.25);
        assertThat(berkshire.basis()).isEqualTo(Basis.RAW);
        is(missing(found, "HALT"), Trouble.Kind.NO_DATA, "HALT", "not traded");
        is(missing(found, "BADCO"), Trouble.Kind.GARBLED, "close 0.0 is no price");
    }

    @Test
    void everything_comes_as_shares_named_by_their_symbol() {
        var found = day("one-day", true, apple());

        assertThat(found.value().series()).extracting(series -> series.instrument().symbol()).containsExactlyInAnyOrder("AAPL", "BRK.B", "NEWCO");
        assertThat(found.value().missing()).isEmpty();
    }

    @Test
    void adjusted_prices_and_prices_that_do_not_say_are_refused() throws IOException {
        var good = ReplayServer.body("massive", "one-day");
        for (String body : List.of(good.replace("\"adjusted\":false", "\"adjusted\":true"), good.replace("\"adjusted\":false,", ""))) {
            var found = fetch(always(new MockResponse.Builder().body(body)), new PriceRequest.OneDay(LAST, List.of(apple()), true), MORNING);
            assertThat(found.value().series()).isEmpty();
            is(missing(found, "AAPL"), Trouble.Kind.MISMATCH, "as traded");
        }
        is(trouble(provider("adjusted")), Trouble.Kind.MISMATCH, "prices are adjusted");
    }

    @Test
    void a_history_of_another_symbol_is_refused() {
        is(trouble(provider("other-symbol")), Trouble.Kind.MISMATCH, "another symbol");
    }

    @Test
    void rows_of_another_day_and_fewer_rows_than_it_says_are_refused() throws IOException {
        var good = ReplayServer.body("massive", "one-day");
        var other = fetch(always(new MockResponse.Builder().body(good.replace("1767906000000", "1767819600000"))), new PriceRequest.OneDay(LAST, List.of(apple()), true), MORNING);
        is(missing(other, "AAPL"), Trouble.Kind.MISMATCH, "another day");
        var fewer = fetch(always(new MockResponse.Builder().body(good.replace("\"resultsCount\":5", "\"resultsCount\":6"))), new PriceRequest.OneDay(LAST, List.of(apple()), true), MORNING);
        is(missing(fewer, "AAPL"), Trouble.Kind.GARBLED, "fewer rows");
        var one = fetch(always(new MockResponse.Builder().body(good.replaceFirst("1767906000000", "1767819600000"))), new PriceRequest.OneDay(LAST, List.of(apple(), BERKSHIRE), false), MORNING);
        assertThat(one.value().series()).hasSize(1);
        is(missing(one, "BRK.B"), Trouble.Kind.NO_DATA);
        assertThat(one.problems()).anySatisfy(problem -> assertThat(problem.sentence()).contains("1 rows of other days"));
    }

    @Test
    void a_symbol_that_comes_twice_counts_once_or_not_at_all() throws IOException {
        var row = "{\"T\":\"AAPL\",\"v\":1,\"o\":2,\"c\":2,\"h\":2,\"l\":2,\"t\":1767906000000}";
        var body = "{\"resultsCount\":2,\"adjusted\":false,\"results\":[%s,%s],\"status\":\"OK\"}";
        var same = fetch(always(new MockResponse.Builder().body(body.formatted(row, row))), new PriceRequest.OneDay(LAST, List.of(apple()), false), MORNING);
        assertThat(only(same).size()).isEqualTo(1);
        var differ = fetch(always(new MockResponse.Builder().body(body.formatted(row, row.replace("\"c\":2", "\"c\":3")))), new PriceRequest.OneDay(LAST, List.of(apple()), false), MORNING);
        is(missing(differ, "AAPL"), Trouble.Kind.GARBLED, "two different rows");
    }

    @Test
    void a_day_without_rows_is_not_there_yet_when_it_is_the_newest_and_no_data_when_it_is_not() {
        is(missing(day("one-day-empty", true, apple()), "AAPL"), Trouble.Kind.NOT_YET);
        var older = fetch(provider("one-day-empty"), new PriceRequest.OneDay(FIRST, List.of(apple()), true), MORNING);
        is(missing(older, "AAPL"), Trouble.Kind.NO_DATA);
    }

    @Test
    void not_authorized_under_200_is_a_wait_for_the_newest_day_and_the_plan_for_others() {
        is(missing(day("not-authorized", true, apple()), "AAPL"), Trouble.Kind.NOT_YET);
        var older = fetch(provider("not-authorized"), new PriceRequest.OneDay(FIRST, List.of(apple()), true), MORNING);
        is(missing(older, "AAPL"), Trouble.Kind.NOT_ENTITLED, "You are not entitled");
        is(trouble(provider("before-end-of-day")), Trouble.Kind.NOT_YET, "before end of day");
    }

    @Test
    void a_history_goes_on_at_the_address_that_the_source_names() {
        assertThat(days(only(fetch(provider("two-pages"), history(FIRST, LAST, apple()), MORNING)))).containsExactly("2026-01-05", "2026-01-06");
        is(trouble(provider("page-repeated")), Trouble.Kind.GARBLED, "do not end");
    }

    @Test
    void the_key_goes_to_no_other_host() {
        is(trouble(provider("page-elsewhere")), Trouble.Kind.REFUSED_ADDRESS, "another host");
        assertThat(Objects.requireNonNull(server).requests()).hasSize(1);
    }

    private Found<PriceBatch> actions(String about, LocalDate from, String... symbols) {
        var of = Stream.of(symbols).map(PriceProviderContract::share).toList();
        return fetch(provider(about), new PriceRequest.Actions(of, from, LocalDate.of(2026, 1, 19)), MORNING);
    }

    private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);

    @Test
    void splits_and_dividends_of_many_come_with_the_markets() {
        var found = actions("actions", NEW_YEAR, "ZTS", "AAPL", "MSFT");

        assertThat(found.value().missing()).isEmpty();
        assertThat(found.value().actions().get("AAPL")).containsExactly(
                new CorporateAction.Split(LocalDate.of(2026, 1, 6), 4), new CorporateAction.CashDividend(LocalDate.of(2026, 1, 9), .26));
        assertThat(found.value().actions().get("MSFT")).containsExactly(
                new CorporateAction.PriceFactor(LocalDate.of(2026, 1, 7), 1.067),
                new CorporateAction.CashDividend(LocalDate.of(2026, 1, 15), .83),
                new CorporateAction.CashDividend(LocalDate.of(2026, 1, 16), .84));
        assertThat(found.value().actions().get("ZTS")).isEmpty();
        assertThat(found.problems()).singleElement().satisfies(problem -> assertThat(problem.where()).isEqualTo("ZTS"));
    }

    @Test
    void a_limit_in_the_middle_answers_the_names_before_it() {
        var found = actions("actions-limit", NEW_YEAR, "AAPL", "MSFT", "ZTS");

        assertThat(found.value().actions()).containsOnlyKeys("AAPL");
        assertThat(found.value().missing()).containsOnlyKeys("MSFT", "ZTS").allSatisfy((symbol, trouble) -> is(trouble, Trouble.Kind.QUOTA_SPENT));
    }

    @Test
    void pages_that_are_not_in_the_order_of_the_names_answer_nobody_when_they_are_not_whole() {
        var found = actions("actions-unsorted", NEW_YEAR, "AAPL", "MSFT", "ZTS");

        assertThat(found.value().actions()).isEmpty();
        assertThat(found.value().missing()).hasSize(3);
    }

    @Test
    void dividends_are_asked_for_as_far_as_the_splits_are_whole() {
        var found = actions("splits-broken", NEW_YEAR, "AAPL", "MSFT", "ZTS");

        assertThat(found.value().actions()).containsOnlyKeys("AAPL", "MSFT");
        is(missing(found, "ZTS"), Trouble.Kind.UNREACHABLE);
    }

    @Test
    void few_names_over_a_long_time_are_asked_for_one_by_one() {
        var found = actions("actions-one", LocalDate.of(2025, 1, 1), "AAPL");

        assertThat(found.value().actions().get("AAPL")).containsExactly(new CorporateAction.CashDividend(LocalDate.of(2025, 11, 10), .26));
    }
}
