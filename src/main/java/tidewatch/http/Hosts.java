package tidewatch.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts that one client serves; every other is refused before anything is looked up. No address from a note or a message is ever
 * fetched, and this holds it.
 *
 * @param names lower case, as in an address: {@code api.telegram.org}, an address without brackets, or {@code .slack.com} for all below it
 */
public record Hosts(Set<String> names) {
    public Hosts {
        names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        if (names.isEmpty() || names.stream().anyMatch(name -> name.isBlank() || name.equals("."))) {
            throw new IllegalArgumentException("Name the hosts that this client serves");
        }
    }

    public static Hosts of(String... names) {
        return new Hosts(Set.copyOf(Arrays.asList(names)));
    }

    /** Whether this host is one of them. */
    public boolean serve(String host) {
        return names.contains(host) || names.stream().anyMatch(name -> name.startsWith(".") && host.endsWith(name));
    }
}
