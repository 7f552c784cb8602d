package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.contract.PriceProviderContract;
import tidewatch.market.CorporateAction;
import tidewatch.market.Instrument;
import tidewatch.market.PriceProvider;
import tidewatch.market.PriceRequest;
import tidewatch.market.PriceSeries;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Trouble;

/** Folders of files and the sample keep what every source promises. */
final class LocalPricesContractTest {
    private static final Map<String, String> FILES = Map.of(
            "AAPL.csv",
            """
            date,open,high,low,close,adj_close,volume,dividend,split
            2026-01-05,100,102.5,99.5,101.5,101.5,1000000,0,0
            2026-01-06,101.6,103,101,102.25,102.25,1100000,0.26,0
            2026-01-07,102,102.4,100.1,100.75,100.75,1200000,0,0
            2026-01-08,100.8,104,100.7,103.6,103.6,1300000,0,0
            """,
            "BRK-B.csv",
            """
            date,open,high,low,close,volume
            2026-01-05,500,505,498,503,4000000
            2026-01-06,503.5,506,501,504.5,4100000
            2026-01-07,504,504.9,499,500.25,4200000
            2026-01-08,500.5,510,500,509.75,4300000
            """);

    @Nested
    final class Folders extends PriceProviderContract {
        @TempDir
        @SuppressWarnings("NullAway.Init")
        private Path folder;

        @Override
        protected PriceProvider provider(String about) {
            try {
                for (var file : FILES.entrySet()) {
                    Files.writeString(folder.resolve(file.getKey()), file.getValue());
                }
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
            return LocalPrices.files(FilePrices.of(List.of(folder)), TradingCalendar.shipped(), Duration.ofMinutes(45));
        }

        @Test
        void one_day_may_be_all_that_is_held() {
            var day = new PriceRequest.OneDay(LAST, List.of(share("AAPL")), true);
            var found = fetch(provider("good"), day, MORNING);

            assertThat(found.value().series()).extracting(PriceSeries::instrument).extracting(Instrument::symbol).containsExactly("AAPL", "BRK.B");
            assertThat(found.value().series()).allSatisfy(series -> assertThat(days(series)).containsExactly("2026-01-08"));
        }

        @Test
        void a_session_is_expected_so_long_after_its_close_and_no_sooner() {
            var day = new PriceRequest.OneDay(LAST, List.of(share("AAPL")), false);

            assertThat(missing(fetch(provider("good"), day, Instant.parse("2026-01-08T21:44:59Z")), "AAPL"))
                    .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Trouble.Kind.NOT_YET));
            assertThat(fetch(provider("good"), day, Instant.parse("2026-01-08T21:45:00Z")).value().series()).hasSize(1);
        }

        @Test
        void actions_stand_in_the_files() {
            var request = new PriceRequest.Actions(List.of(share("AAPL"), share("BRK.B"), share("ZZZZ")), FIRST, LAST);
            var found = fetch(provider("good"), request, MORNING);

            assertThat(found.value().series()).isEmpty();
            assertThat(found.value().actions().get("AAPL"))
                    .containsExactly(new CorporateAction.CashDividend(LocalDate.of(2026, 1, 6), .26));
            assertThat(found.value().actions().get("BRK.B")).isEmpty();
            assertThat(found.value().actions()).hasSize(2);
            assertThat(found.value().missing()).containsOnlyKeys("ZZZZ");
        }
    }

    @Nested
    final class Sample extends PriceProviderContract {
        @Override
        protected PriceProvider provider(String about) {
            return LocalPrices.sample(new SamplePrices(), TradingCalendar.shipped());
        }

        @Override
        protected List<Instrument> known() {
            var all = new SamplePrices().instruments();
            return List.of(of("AAPL", all), of("SPY", all));
        }

        private static Instrument of(String symbol, List<Instrument> all) {
            return all.stream().filter(one -> one.symbol().equals(symbol)).findFirst().orElseThrow();
        }
    }
}
