package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.http.HttpCalls;
import tidewatch.http.HttpSettings;
import tidewatch.http.Redaction;
import tidewatch.market.LimitRule;
import tidewatch.market.LimitRule.Per;
import tidewatch.market.LimitRule.Window;
import tidewatch.market.PriceProvider;
import tidewatch.market.TradingCalendar;
import tidewatch.problem.Spelling;
import tidewatch.settings.Key;
import tidewatch.settings.Settings;
import tidewatch.settings.SettingsError;
import tidewatch.testing.Canaries;
import tidewatch.testing.MemoryCallBook;

/** What can be set about prices, and what is refused. */
class PriceSettingsTest {
    private static final String ONE_KEY = "first-" + Canaries.MARK;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static PriceSettings read(Map<String, String> set) {
        return read(set, Map.of());
    }

    private static PriceSettings read(Map<String, String> set, Map<String, String> environment) {
        List<Key<?>> keys = new ArrayList<>(PriceSettings.KEYS);
        return PriceSettings.read(Settings.read(Optional.empty(), environment, set, keys, Spelling::near));
    }

    private String file(String name, String content) throws IOException {
        var file = Files.writeString(folder.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file.toString();
    }

    @Test
    void nothing_set_is_as_before() {
        var settings = read(Map.of());

        assertThat(settings.providers()).isEmpty();
        assertThat(settings.dirs()).isEmpty();
        assertThat(settings.readyAfter()).isEqualTo(Duration.ofMinutes(45));
        assertThat(settings.years()).isEqualTo(5);
        assertThat(settings.keepAll()).isFalse();
    }

    @Test
    void standard_limits_are_those_of_the_free_plans() {
        var settings = read(Map.of());

        assertThat(limits(settings, PriceSource.ALPACA)).containsExactly("200 calls a minute");
        assertThat(limits(settings, PriceSource.MASSIVE)).containsExactly("5 calls a minute");
        assertThat(limits(settings, PriceSource.TIINGO)).containsExactly("50 calls an hour", "1000 calls a day", "500 symbols a month");
    }

    private static List<String> limits(PriceSettings settings, PriceSource source) {
        return settings.vendor(source).orElseThrow().limits().stream().map(LimitRule::words).toList();
    }

    @Test
    void a_limit_can_be_another_or_none() {
        var settings = read(Map.of("prices.tiingo.limit.hour", "10000", "prices.tiingo.limit.symbols-month", "0", "prices.massive.limit.minute", "0"));

        assertThat(settings.vendor(PriceSource.TIINGO).orElseThrow().limits()).containsExactly(
                new LimitRule(Window.HOUR, 10_000, Per.CALL, TradingCalendar.ZONE), new LimitRule(Window.DAY, 1000, Per.CALL, TradingCalendar.ZONE));
        assertThat(limits(settings, PriceSource.MASSIVE)).isEmpty();
    }

    @Test
    void sources_are_built_in_the_order_named() throws IOException {
        var settings = read(Map.of(
                "prices.providers", " Tiingo, csv ,alpaca,massive",
                "prices.dirs", folder.toString(),
                "prices.tiingo.key-file", file("tiingo", ONE_KEY + "\n"),
                "prices.alpaca.key-file", file("alpaca", "alpaca-" + Canaries.MARK),
                "prices.alpaca.secret-file", file("alpaca-secret", "secret-" + Canaries.MARK),
                "prices.massive.key-file", file("massive", "massive-" + Canaries.MARK)));

        try (var calls = new HttpCalls(new HttpSettings(Set.of()), Redaction.of(List.of()))) {
            var list = ProviderList.of(settings, calls, new MemoryCallBook(), TradingCalendar.shipped(), symbol -> Optional.empty());
            assertThat(list).extracting(PriceProvider::id).containsExactly("tiingo", "csv", "alpaca", "massive");
            assertThat(list).extracting(one -> one.account().text()).allMatch(text -> text.matches("(csv|[a-z]+:[0-9a-f]{8})"));
        }
        assertThat(settings.toString()).doesNotContain(Canaries.MARK);
    }

    @Test
    void a_new_key_is_another_account() throws IOException {
        var first = read(Map.of("prices.tiingo.key-file", file("a", ONE_KEY)));
        var second = read(Map.of("prices.tiingo.key-file", file("b", "second-" + Canaries.MARK)));

        assertThat(first.vendor(PriceSource.TIINGO).orElseThrow().account()).isNotEqualTo(second.vendor(PriceSource.TIINGO).orElseThrow().account());
    }

    @Test
    void a_key_may_stand_in_the_environment() {
        var set = Map.of("prices.providers", "massive");
        var settings = read(set, Map.of("TIDEWATCH_PRICES_MASSIVE_KEY", "of-the-environment-" + Canaries.MARK));

        assertThat(settings.vendor(PriceSource.MASSIVE).orElseThrow().key()).isPresent();
    }

    @Test
    void a_source_without_its_key_is_refused_with_the_next_step() {
        assertThatThrownBy(() -> read(Map.of("prices.providers", "alpaca,tiingo,csv")))
                .isInstanceOfSatisfying(SettingsError.class, error -> assertThat(error.faults())
                        .extracting(SettingsError.Fault::sentence)
                        .anySatisfy(one -> assertThat(one).contains("alpaca", "prices.alpaca.key-file is not set", "put what Alpaca gave you"))
                        .anySatisfy(one -> assertThat(one).contains("prices.alpaca.secret-file is not set"))
                        .anySatisfy(one -> assertThat(one).contains("prices.tiingo.key-file is not set"))
                        .anySatisfy(one -> assertThat(one).contains("csv", "prices.dirs is not set"))
                        .hasSize(4));
    }

    @Test
    void what_cannot_be_is_refused_and_no_key_is_repeated() throws IOException {
        var bad = new HashMap<Map<String, String>, String>();
        bad.put(Map.of("prices.providers", "yahoo"), "names a source that is not known");
        bad.put(Map.of("prices.providers", "csv,csv"), "names csv twice");
        bad.put(Map.of("prices.keep", "some"), "wanted or all");
        bad.put(Map.of("prices.years", "0"), "out of range");
        bad.put(Map.of("prices.tiingo.url", "ftp://x/"), "no http or https address");
        bad.put(Map.of("prices.tiingo.url", "https://user:pw@x/"), "more than a host");
        bad.put(Map.of("prices.tiingo.final-after-minutes", "30"), "is ready first");
        bad.put(Map.of("prices.tiingo.key-file", file("odd", ONE_KEY + "\u00e9")), "that is no key");
        bad.put(Map.of("prices.tiingo.limit.hour", "-1"), "out of range");

        bad.forEach((set, words) -> assertThatThrownBy(() -> read(set))
                .as(set.toString())
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining(Canaries.MARK));
    }
}
