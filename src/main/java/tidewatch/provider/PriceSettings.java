package tidewatch.provider;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import tidewatch.settings.Key;
import tidewatch.settings.Settings;

/**
 * Where prices come from.
 *
 * @param dirs folders of CSV files, the first wins where two have one symbol; empty for the sample market
 * @param readyAfter from the close of a session until its prices can be expected; 0 to 12 hours
 */
public record PriceSettings(List<Path> dirs, Duration readyAfter) {
    public static final Key<List<Path>> DIRS = Key.paths("prices.dirs");
    public static final Key<Integer> READY_AFTER_MINUTES = Key.whole("prices.ready-after-minutes", 45, 0, 720);

    public static final List<Key<?>> KEYS = List.of(DIRS, READY_AFTER_MINUTES);

    public PriceSettings {
        dirs = List.copyOf(dirs);
        Objects.requireNonNull(readyAfter);
    }

    public static PriceSettings read(Settings settings) {
        return new PriceSettings(settings.get(DIRS), Duration.ofMinutes(settings.get(READY_AFTER_MINUTES)));
    }
}
