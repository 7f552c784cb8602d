package tidewatch.provider;

import java.nio.file.Path;
import java.util.List;
import tidewatch.settings.Key;
import tidewatch.settings.Settings;

/**
 * Where prices come from.
 *
 * @param dirs folders of CSV files, the first wins where two have one symbol; empty for the sample market
 */
public record PriceSettings(List<Path> dirs) {
    public static final Key<List<Path>> DIRS = Key.paths("prices.dirs");

    public static final List<Key<?>> KEYS = List.of(DIRS);

    public PriceSettings {
        dirs = List.copyOf(dirs);
    }

    public static PriceSettings read(Settings settings) {
        return new PriceSettings(settings.get(DIRS));
    }
}
