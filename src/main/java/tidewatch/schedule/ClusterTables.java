package tidewatch.schedule;

import java.util.Objects;
import java.util.Optional;
import tidewatch.settings.Secret;

/**
 * Where the clock of a cluster is kept: a PostgreSQL database with the {@code quartz_} tables of the store's migrations. Quartz opens a few
 * connections of its own there.
 *
 * @param url of JDBC
 * @param user absent: the one that the URL names, else the one that runs the program
 * @param node unique among all processes that run now: two schedulers of one name would each take the other's work for its own
 */
public record ClusterTables(String url, Optional<String> user, Optional<Secret> password, String node) {
    public ClusterTables {
        Objects.requireNonNull(user);
        Objects.requireNonNull(password);
        if (!url.startsWith("jdbc:postgresql:") || node.isBlank()) {
            throw new IllegalArgumentException("A cluster needs a URL that begins with jdbc:postgresql: and a name for this node");
        }
    }
}
