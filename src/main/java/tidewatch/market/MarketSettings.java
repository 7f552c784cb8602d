package tidewatch.market;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tidewatch.settings.Key;
import tidewatch.settings.Settings;

/**
 * The user's own tables; absent, the shipped ones stand.
 *
 * @param folder holds any of {@code universe.csv}, {@code baskets.csv}, {@code gics-sp500.csv}, {@code releases.csv}
 * @param calendar a {@code calendar.csv} with days on top of the exchange's rules
 * @param events a file of dated events, beside the shipped ones
 */
public record MarketSettings(Optional<Path> folder, Optional<Path> calendar, Optional<Path> events) {
    public static final Key<Optional<Path>> FOLDER = Key.path("market.folder");
    public static final Key<Optional<Path>> CALENDAR = Key.path("market.calendar");
    public static final Key<Optional<Path>> EVENTS = Key.path("market.events");

    public static final List<Key<?>> KEYS = List.of(FOLDER, CALENDAR, EVENTS);

    public static MarketSettings read(Settings settings) {
        return new MarketSettings(settings.get(FOLDER), settings.get(CALENDAR), settings.get(EVENTS));
    }
}
