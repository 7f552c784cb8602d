package tidewatch.testing.fake;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request that was read whole.
 *
 * @param path without the query, still encoded
 * @param query behind the question mark, still encoded; empty when there is none
 * @param headers names in small letters
 */
public record Request(String verb, String path, String query, Map<String, List<String>> headers, Bytes body, boolean keepAlive) {
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }
}
