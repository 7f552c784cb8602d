package tidewatch.brief;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import tidewatch.settings.Key;
import tidewatch.settings.Settings;

/**
 * When a brief is written and in which zone times are told.
 *
 * @param time wall time in {@code zone}
 */
public record BriefSettings(LocalTime time, ZoneId zone) {
    static final Key<LocalTime> TIME = Key.time("brief.time", "07:00");
    static final Key<ZoneId> ZONE = Key.zone("brief.zone", "America/New_York");

    public static final List<Key<?>> KEYS = List.of(TIME, ZONE);

    public static BriefSettings read(Settings settings) {
        return new BriefSettings(settings.get(TIME), settings.get(ZONE));
    }
}
