package tidewatch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.settings.Settings;
import tidewatch.settings.SettingsError;

class HttpSettingsTest {
    private static HttpSettings read(String hosts) {
        return HttpSettings.read(Settings.read(
                Optional.empty(), Map.of(), Map.of("egress.allow-private", hosts), HttpSettings.KEYS, (word, known) -> List.of()));
    }

    @Test
    void hosts_are_names_and_addresses_in_any_case() {
        assertThat(read("NAS.lan, 192.168.1.20 ,[FD00::1],localhost").allowPrivate())
                .containsExactlyInAnyOrder("nas.lan", "192.168.1.20", "fd00::1", "localhost");
    }

    @Test
    void nothing_is_allowed_unless_it_is_set() {
        assertThat(read("").allowPrivate()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://nas.lan", "nas.lan:8080", "nas.lan/path", "*", "*.lan", "-a", "a b"})
    void what_is_no_host_is_refused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(SettingsError.class).hasMessageContaining("egress.allow-private");
    }
}
