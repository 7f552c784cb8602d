package tidewatch.web;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import tidewatch.settings.Key;
import tidewatch.settings.Settings;
import tidewatch.settings.SettingsError;

/**
 * The ports of this machine's loopback address that are listened on; 0 is any free one, an absence none.
 *
 * @param healthPort of {@code /livez}, {@code /readyz} and {@code /metrics}
 * @param port of hooks that platforms call; nobody listens there as long as there is no hook
 */
public record WebSettings(OptionalInt healthPort, OptionalInt port) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
    private static final int MOST = 65_535;

    public static final Key<OptionalInt> HEALTH_PORT = port("web.health-port", "9477");
    public static final Key<OptionalInt> PORT = port("web.port", "9478");

    public static final List<Key<?>> KEYS = List.of(HEALTH_PORT, PORT);

    /**
     * Reads and checks.
     *
     * @throws SettingsError when both name the same port
     */
    public static WebSettings read(Settings settings) {
        var read = new WebSettings(settings.get(HEALTH_PORT), settings.get(PORT));
        if (read.port.isPresent() && read.port.getAsInt() > 0 && read.port.equals(read.healthPort)) {
            throw new SettingsError(List.of(new SettingsError.Fault(
                    settings.isSet(PORT) ? settings.where(PORT) : settings.where(HEALTH_PORT),
                    "web.port and web.health-port are both " + read.port.getAsInt() + "; give each its own, or turn one off")));
        }
        return read;
    }

    private static Key<OptionalInt> port(String name, String standard) {
        return new Key<>(name, standard, "a port from 1 to " + MOST + ", 0 for any free one, or off", text -> {
            if (text.equals("off")) {
                return OptionalInt.empty();
            }
            if (!NUMBER.matcher(text).matches()) {
                throw new IllegalArgumentException("is no port");
            }
            int port = Integer.parseInt(text);
            if (port > MOST) {
                throw new IllegalArgumentException("is out of range");
            }
            return OptionalInt.of(port);
        });
    }
}
