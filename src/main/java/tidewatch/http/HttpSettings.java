package tidewatch.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tidewatch.settings.Key;
import tidewatch.settings.Settings;

/**
 * Where calls may go.
 *
 * @param allowPrivate hosts that may lie inside a network (loopback, private, link-local) and may be called by plain http there; lower
 *     case, an IPv6 address without brackets
 */
public record HttpSettings(Set<String> allowPrivate) {
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9._-]*[a-z0-9])?|\\[?[0-9a-f:.]*:[0-9a-f:.]*]?");

    public static final Key<Set<String>> ALLOW_PRIVATE = new Key<>(
            "egress.allow-private",
            "",
            "host names divided by commas, without scheme and port",
            text -> Arrays.stream(text.split(",", -1))
                    .filter(one -> !one.isBlank())
                    .map(HttpSettings::host)
                    .collect(Collectors.toUnmodifiableSet()));

    public static final List<Key<?>> KEYS = List.of(ALLOW_PRIVATE);

    public HttpSettings {
        allowPrivate = Set.copyOf(allowPrivate);
    }

    public static HttpSettings read(Settings settings) {
        return new HttpSettings(settings.get(ALLOW_PRIVATE));
    }

    private static String host(String text) {
        var host = text.strip().toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("holds what is no host name");
        }
        return host.replace("[", "").replace("]", "");
    }
}
