package tidewatch.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.settings.Settings;
import tidewatch.settings.SettingsError;

class RotationSettingsTest {
    private static RotationSettings read(Map<String, String> overrides) {
        return RotationSettings.read(Settings.read(Optional.empty(), Map.of(), overrides, RotationSettings.KEYS, (_, _) -> List.of()));
    }

    @Test
    void the_correction_is_that_for_rows_that_move_together_unless_said() {
        assertThat(read(Map.of())).isEqualTo(RotationSettings.STANDARD);
        assertThat(read(Map.of("rotation.fdr", "by"))).isEqualTo(new RotationSettings(FalseDiscovery.BY));
    }

    @Test
    void another_word_is_refused_by_its_key() {
        assertThatThrownBy(() -> read(Map.of("rotation.fdr", "bonferroni"))).isInstanceOf(SettingsError.class).hasMessageContaining("rotation.fdr").hasMessageContaining("bh or by");
    }
}
