package tidewatch.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.brief.BriefSettings;
import tidewatch.http.HttpSettings;
import tidewatch.market.MarketSettings;
import tidewatch.notes.VaultSettings;
import tidewatch.notes.WritingSettings;
import tidewatch.provider.EventSettings;
import tidewatch.provider.PriceSettings;
import tidewatch.rotation.RotationSettings;
import tidewatch.settings.Key;
import tidewatch.settings.Settings;
import tidewatch.slack.SlackSettings;
import tidewatch.store.StoreSettings;
import tidewatch.telegram.TelegramSettings;
import tidewatch.web.WebSettings;

/**
 * Where state lives.
 *
 * @param home absent: {@code .tidewatch} in the user's home folder
 */
public record HomeSettings(Optional<Path> home) {
    /** Also set by {@code TIDEWATCH_HOME}. */
    static final Key<Optional<Path>> HOME = Key.path("home");

    static HomeSettings read(Settings settings) {
        return new HomeSettings(settings.get(HOME));
    }

    /** Every key of the program, in the order of {@code config/tidewatch.properties}. */
    static List<Key<?>> allKeys() {
        var keys = new ArrayList<Key<?>>();
        keys.add(HOME);
        keys.addAll(VaultSettings.KEYS);
        keys.addAll(WritingSettings.KEYS);
        keys.addAll(PriceSettings.KEYS);
        keys.addAll(EventSettings.KEYS);
        keys.addAll(BriefSettings.KEYS);
        keys.addAll(RotationSettings.KEYS);
        keys.addAll(MarketSettings.KEYS);
        keys.addAll(StoreSettings.KEYS);
        keys.addAll(TelegramSettings.KEYS);
        keys.addAll(SlackSettings.KEYS);
        keys.addAll(WebSettings.KEYS);
        keys.addAll(HttpSettings.KEYS);
        keys.addAll(LogSettings.KEYS);
        return List.copyOf(keys);
    }
}
