package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.settings.Settings;
import tidewatch.settings.SettingsError;

class BriefSettingsTest {
    private static BriefSettings read(Map<String, String> overrides) {
        return BriefSettings.read(Settings.read(Optional.empty(), Map.of(), overrides, BriefSettings.KEYS, (_, _) -> List.of()));
    }

    @Test
    void a_brief_comes_at_seven_in_new_york_unless_said() {
        assertThat(read(Map.of())).isEqualTo(new BriefSettings(LocalTime.of(7, 0), ZoneId.of("America/New_York")));
        assertThat(read(Map.of("brief.time", "06:30", "brief.zone", "Europe/Vienna")))
                .isEqualTo(new BriefSettings(LocalTime.of(6, 30), ZoneId.of("Europe/Vienna")));
    }

    @Test
    void a_time_or_zone_that_is_none_is_refused_by_its_key() {
        assertThatThrownBy(() -> read(Map.of("brief.time", "25:00"))).isInstanceOf(SettingsError.class).hasMessageContaining("brief.time");
        assertThatThrownBy(() -> read(Map.of("brief.zone", "Mars"))).isInstanceOf(SettingsError.class).hasMessageContaining("brief.zone");
    }
}
