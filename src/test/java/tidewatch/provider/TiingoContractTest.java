package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidewatch.contract.VendorContract;
import tidewatch.http.CarefulClient;
import tidewatch.market.BarFlag;
import tidewatch.market.Basis;
import tidewatch.market.CallBook;
import tidewatch.market.CorporateAction;
import tidewatch.market.LimitRule;
import tidewatch.market.PriceProvider;
import tidewatch.market.PriceRequest;
import tidewatch.market.PriceSeries;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Trouble;
import tidewatch.problem.Problem;

/** Tiingo keeps what every source promises. */
final class TiingoContractTest extends VendorContract {
    static final List<LimitRule> LIMITS = List.of(
            new LimitRule(LimitRule.Window.HOUR, 50, LimitRule.Per.CALL, TradingCalendar.ZONE),
            new LimitRule(LimitRule.Window.DAY, 1000, LimitRule.Per.CALL, TradingCalendar.ZONE),
            new LimitRule(LimitRule.Window.MONTH, 500, LimitRule.Per.DISTINCT_SYMBOL, TradingCalendar.ZONE));

    @Override
    protected PriceSource source() {
        return PriceSource.TIINGO;
    }

    @Override
    protected PriceProvider provider(VendorSettings vendor, CarefulClient client, CallBook of) {
        return new TiingoPrices(vendor, client, of, TradingCalendar.shipped());
    }

    @Override
    protected List<LimitRule> limits() {
        return LIMITS;
    }

    @Test
    void dividends_splits_and_spin_offs_stand_in_the_rows_and_our_return_is_compared_with_theirs() {
        var found = fetch(provider("actions"), history(FIRST, LAST, apple()), MORNING);
        var series = only(found);

        assertThat(series.basis()).isEqualTo(Basis.RAW);
        assertThat(series.close(0)).as("as traded, whatever came later").isEqualTo(400);
        assertThat(series.actions())
                .containsExactly(
                        new CorporateAction.Split(LocalDate.of(2026, 1, 6), 4),
                        new CorporateAction.CashDividend(LocalDate.of(2026, 1, 7), 1.02),
                        new CorporateAction.PriceFactor(LAST, 1.067));
        assertThat(IntStream.range(0, 4).mapToObj(i -> BarFlag.of(series.flags(i))))
                .as("102 x 4 / 400 and 100.98 / 99 are the same; 103 x 1.067 / 101 is not 104 / 101")
                .containsExactly(Set.of(), Set.of(), Set.of(), Set.of(BarFlag.DISPUTED));
        assertThat(found.problems()).extracting(Problem::line)
                .anySatisfy(line -> assertThat(line).contains("AAPL", "2026-01-08", "dividend of -1.0"))
                .anySatisfy(line -> assertThat(line).as("the row that came twice").contains("1 row twice"))
                .hasSize(2);
    }

    @Test
    void the_symbols_of_the_month_used_up_stop_new_symbols_and_no_known_one() {
        var provider = provider("symbols-of-the-month");
        var first = fetch(provider, history(FIRST, LAST, share("NEW1"), apple()), MORNING);

        var trouble = missing(first, "NEW1");
        is(trouble, Trouble.Kind.QUOTA_SPENT, "500 symbols a month", "You have run over your 500 symbol look up");
        assertThat(trouble.until()).contains(Instant.parse("2026-02-01T05:00:00Z"));
        assertThat(first.value().missing()).as("one that was never asked for costs a symbol too").containsKey("AAPL");
        assertThat(book.calls(provider.account())).isEqualTo(1);
    }

    @Test
    void a_known_symbol_costs_none_of_the_symbols_of_the_month() {
        var provider = provider("symbols-of-the-month");
        assertThat(book.reserve(provider.account(), LIMITS, Set.of("AAPL"), MORNING.minusSeconds(9_000))).isEmpty();

        var found = fetch(provider, history(FIRST, LAST, share("NEW1"), apple()), MORNING);

        assertThat(found.value().missing()).containsOnlyKeys("NEW1");
        assertThat(found.value().series()).extracting(PriceSeries::instrument).containsExactly(apple());
    }

    @Test
    void a_page_under_404_is_an_unknown_symbol() {
        is(trouble(provider("no-page")), Trouble.Kind.NO_SUCH_SYMBOL, "AAPL");
    }

    @Test
    void a_limit_in_the_middle_leaves_what_is_whole() {
        var provider = provider("good");
        for (int i = 0; i < 49; i++) {
            assertThat(book.reserve(provider.account(), LIMITS, Set.of("AAPL"), MORNING)).isEmpty();
        }

        var found = fetch(provider, history(FIRST, LAST, apple(), share("ZZZZ"), share("BRK.B")), MORNING);

        assertThat(found.value().series()).extracting(PriceSeries::instrument).containsExactly(apple());
        assertThat(found.value().missing()).containsOnlyKeys("ZZZZ", "BRK.B").allSatisfy((symbol, trouble) -> {
            is(trouble, Trouble.Kind.QUOTA_SPENT, "50 calls an hour");
            assertThat(trouble.until()).contains(MORNING.plusSeconds(3_600));
        });
    }

    @Test
    void only_histories_are_offered() {
        var provider = provider("good");

        assertThat(provider.offer().kinds()).containsExactly(PriceRequest.Kind.HISTORY);
        assertThatThrownBy(() -> provider.fetch(new PriceRequest.Actions(List.of(apple()), FIRST, LAST), MORNING))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
