package tidewatch.rotation;

import java.util.List;
import java.util.Locale;
import tidewatch.settings.Key;
import tidewatch.settings.Settings;

/**
 * How the rows of a table are searched.
 *
 * @param correction for the number of rows searched
 */
public record RotationSettings(FalseDiscovery correction) {
    static final Key<FalseDiscovery> FDR = new Key<>("rotation.fdr", "bh", "bh or by", text -> {
        for (var one : FalseDiscovery.values()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(text)) {
                return one;
            }
        }
        throw new IllegalArgumentException("is neither");
    });

    public static final List<Key<?>> KEYS = List.of(FDR);

    /** As shipped. */
    public static final RotationSettings STANDARD = new RotationSettings(FalseDiscovery.BH);

    public static RotationSettings read(Settings settings) {
        return new RotationSettings(settings.get(FDR));
    }
}
