package tidewatch.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.settings.Settings;
import tidewatch.settings.SettingsError;

class WebSettingsTest {
    @Test
    void both_ports_have_a_standard() {
        assertThat(read(Map.of())).isEqualTo(new WebSettings(OptionalInt.of(9477), OptionalInt.of(9478)));
    }

    @Test
    void each_can_be_any_free_one_or_off() {
        assertThat(read(Map.of("web.health-port", "0", "web.port", "0"))).isEqualTo(new WebSettings(OptionalInt.of(0), OptionalInt.of(0)));
        assertThat(read(Map.of("web.health-port", "off", "web.port", "off")))
                .isEqualTo(new WebSettings(OptionalInt.empty(), OptionalInt.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "99999999999", "http", "", "OFF", "0x50"})
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> read(Map.of("web.port", text))).isInstanceOf(SettingsError.class).hasMessageContaining("web.port");
    }

    @Test
    void one_port_for_both_is_refused() {
        assertThatThrownBy(() -> read(Map.of("web.port", "9477")))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining("web.port and web.health-port are both 9477");
    }

    private static WebSettings read(Map<String, String> typed) {
        return WebSettings.read(Settings.read(Optional.empty(), Map.of(), typed, WebSettings.KEYS, (_, _) -> List.of()));
    }
}
