package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.market.EventSource;
import tidewatch.settings.Settings;
import tidewatch.settings.SettingsError;
import tidewatch.testing.Canaries;

class EventSettingsTest {
    @TempDir
    Path folder;

    private static EventSettings read(Map<String, String> environment, Map<String, String> overrides) {
        return EventSettings.read(Settings.read(Optional.empty(), environment, overrides, EventSettings.KEYS, (_, _) -> List.of()));
    }

    @Test
    void nothing_is_asked_where_nothing_is_set() {
        assertThat(read(Map.of(), Map.of()).accounts()).isEmpty();
    }

    @Test
    void a_source_is_asked_when_its_key_is_there_and_its_account_is_the_keys() throws IOException {
        var file = Files.writeString(folder.resolve("key"), Canaries.MARK + "-fred\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        var settings = read(
                Map.of("TIDEWATCH_EVENTS_FINNHUB_KEY", Canaries.MARK + "-finnhub"),
                Map.of(
                        "events.fred.key-file", file.toString(),
                        "events.finnhub.limit.minute", "30",
                        "events.finnhub.url", "http://localhost:1234/x",
                        "events.edgar.contact", "Jo Doe jo@example.org"));

        assertThat(settings.accounts()).extracting(EventAccount::source).containsExactly(EventSource.FINNHUB, EventSource.FRED, EventSource.EDGAR);
        var finnhub = settings.accounts().getFirst();
        assertThat(finnhub.url()).hasToString("http://localhost:1234/x/");
        assertThat(finnhub.limits()).singleElement().satisfies(rule -> assertThat(rule.words()).isEqualTo("30 calls a minute"));
        assertThat(finnhub.account().text()).matches("finnhub:[0-9a-f]{8}");
        assertThat(finnhub.toString()).doesNotContainIgnoringCase(Canaries.MARK);
        assertThat(settings.accounts().get(1).account().keyPrint()).isNotEqualTo(finnhub.account().keyPrint());
    }

    @Test
    void a_key_that_is_none_is_refused_without_being_told() {
        assertThatThrownBy(() -> read(Map.of("TIDEWATCH_EVENTS_FRED_KEY", Canaries.MARK + "\u00e4"), Map.of()))
                .isInstanceOf(SettingsError.class)
                .satisfies(error -> assertThat(((SettingsError) error).faults()).allSatisfy(fault -> assertThat(fault.toString())
                        .contains("events.fred.key").doesNotContainIgnoringCase(Canaries.MARK)));
    }

    @Test
    void a_contact_without_an_address_and_an_address_that_is_none_are_refused() {
        assertThatThrownBy(() -> read(Map.of(), Map.of("events.edgar.contact", "Jo Doe"))).isInstanceOf(SettingsError.class);
        assertThatThrownBy(() -> read(Map.of(), Map.of("events.fred.url", "ftp://x"))).isInstanceOf(SettingsError.class);
        assertThatThrownBy(() -> read(Map.of(), Map.of("events.fred.url", "https://x/?key=1"))).isInstanceOf(SettingsError.class);
        assertThatThrownBy(() -> read(Map.of(), Map.of("events.edgar.limit.second", "11"))).isInstanceOf(SettingsError.class);
    }
}
