package tidewatch.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tidewatch.store.StoreSettings;

/**
 * A PostgreSQL of our own on a free port of this machine: one server for all tests of a JVM, started when the first one asks, stopped when
 * the JVM ends; each caller gets an empty database.
 *
 * <p>It starts without fsync and synchronous_commit, as tests want it. What is measured or proved about durability asks for {@link
 * #durable}, where both are on.
 */
public final class Postgres {
    private static final AtomicInteger MADE = new AtomicInteger();
    private static @Nullable EmbeddedPostgres shared;

    private Postgres() {}

    /** An empty database on the shared server. */
    public static synchronized StoreSettings fresh() {
        var server = shared;
        if (server == null) {
            server = start(EmbeddedPostgres.builder());
            shared = server;
        }
        return fresh(server);
    }

    /** An empty database on that server. */
    public static StoreSettings fresh(EmbeddedPostgres server) {
        var name = "tidewatch_" + MADE.incrementAndGet();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failed) {
            throw new IllegalStateException("No database on the PostgreSQL of the tests", failed);
        }
        return settings(server, name);
    }

    /** Removes a database of {@link #fresh()}, whoever is still connected to it. */
    public static synchronized void drop(StoreSettings settings) {
        var name = settings.url().substring(settings.url().lastIndexOf('/') + 1);
        var server = shared;
        if (server == null) {
            throw new IllegalStateException("There is no server that could have the database " + name);
        }
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
        } catch (SQLException failed) {
            throw new IllegalStateException("The database " + name + " cannot be dropped", failed);
        }
    }

    /** How a database of that server is named to the store. */
    public static StoreSettings settings(EmbeddedPostgres server, String name) {
        return new StoreSettings(
                "jdbc:postgresql://localhost:" + server.getPort() + "/" + name, Optional.of("postgres"), Optional.empty());
    }

    /** A server of one's own, on which what was committed survives; the caller closes it. */
    public static EmbeddedPostgres durable() {
        return start(durableBuilder());
    }

    /** The same with its data in this folder, where the next one finds them. */
    public static EmbeddedPostgres durable(Path folder) {
        return start(durableBuilder().setDataDirectory(folder).setCleanDataDirectory(false));
    }

    private static EmbeddedPostgres.Builder durableBuilder() {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on");
    }

    private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) {
        builder.setServerConfig("max_connections", "200");
        try {
            return builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException("The PostgreSQL of the tests did not start", failed);
        }
    }
}
