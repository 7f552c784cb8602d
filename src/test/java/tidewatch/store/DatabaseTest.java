package tidewatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.testing.Postgres;

final class DatabaseTest {
    private static final Instant NOW = Instant.parse("2026-01-09T12:00:00Z");

    @TempDir
    Path home;

    @Test
    void an_empty_file_gets_its_tables_once() {
        try (var database = Database.open(StoreSettings.FILE, home, InstantSource.fixed(NOW))) {
            var migrations = new Migrations(database, "0.1.0");
            assertThat(migrations.pending()).extracting(Migrations.Pending::version).containsExactly("1");
            assertThat(migrations.migrate(NOW).steps()).isEqualTo(1);
            assertThat(migrations.migrate(NOW).steps()).isZero();
            assertThat(migrations.pending()).isEmpty();
        }
    }

    @Test
    void an_empty_server_gets_its_tables_once() {
        try (var database = Database.open(Postgres.fresh(), home, InstantSource.fixed(NOW))) {
            var migrations = new Migrations(database, "0.1.0");
            assertThat(migrations.pending()).extracting(Migrations.Pending::version).containsExactly("1");
            assertThat(migrations.migrate(NOW).steps()).isEqualTo(1);
            assertThat(migrations.migrate(NOW).steps()).isZero();
            assertThat(migrations.pending()).isEmpty();
            assertThat(database.now()).isAfter(NOW);
        }
    }
}
