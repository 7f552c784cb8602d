package tidewatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidewatch.testing.Postgres;

final class MigrationsTest {
    private static final Instant NOW = Instant.parse("2026-01-09T12:00:00Z");

    @TempDir
    Path home;

    private StoreSettings settings(Dialect dialect) {
        return dialect == Dialect.SQLITE ? StoreSettings.FILE : Postgres.fresh();
    }

    private Database open(StoreSettings settings) {
        return Database.open(settings, home, InstantSource.fixed(NOW));
    }

    private static Migrations later(Database database, String folder) {
        return new Migrations(
                database, "0.2.0", List.of("/tidewatch/store/migrations/" + database.dialect().folder(), "/tidewatch/store/" + folder));
    }

    private static List<String> tables(Database database) {
        return database.read(handle -> handle.createQuery(
                        database.dialect() == Dialect.SQLITE
                                ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                                : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
                .mapTo(String.class)
                .list());
    }

    @ParameterizedTest
    @EnumSource
    void an_empty_database_gets_its_tables_once_and_a_dry_run_changes_nothing(Dialect dialect) {
        try (var database = open(settings(dialect))) {
            var migrations = new Migrations(database, "0.1.0");
            var pending = migrations.pending();
            assertThat(pending).extracting(Migrations.Pending::version).first().isEqualTo("1");
            assertThat(pending.getFirst().description()).isEqualTo("every morning");
            assertThat(pending.getFirst().sql()).contains("CREATE TABLE delivery (");
            assertThat(tables(database)).doesNotContain("delivery");
            var done = migrations.migrate(NOW);
            assertThat(done.steps()).isEqualTo(pending.size());
            assertThat(done.version()).isEqualTo(pending.getLast().version());
            assertThat(done.backup()).isEmpty();
            assertThat(tables(database)).contains("delivery", "chat");
            assertThat(migrations.pending()).isEmpty();
            assertThat(migrations.migrate(NOW).steps()).isZero();
        }
    }

    @Test
    void a_file_is_copied_before_it_is_changed() {
        try (var database = open(StoreSettings.FILE)) {
            new Migrations(database, "0.1.0").migrate(NOW);
            new TickTable(database).remember("a", "b");
            var done = later(database, "later").migrate(NOW);
            assertThat(done.version()).isEqualTo("9001");
            assertThat(tables(database)).contains("later");
            assertThat(done.backup()).hasValueSatisfying(copy -> {
                assertThat(copy.getFileName()).hasToString("tidewatch.db.before-0.2.0-20260109-120000");
                assertThat(BackupFile.problem(copy)).isEmpty();
            });
            try (var before = Database.openFile(done.backup().orElseThrow(), InstantSource.fixed(NOW))) {
                assertThat(tables(before)).doesNotContain("later");
                assertThat(new TickTable(before).remembered("a")).isEqualTo("b");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_step_that_fails_leaves_the_tables_as_they_were(Dialect dialect) {
        try (var database = open(settings(dialect))) {
            new Migrations(database, "0.1.0").migrate(NOW);
            assertThatThrownBy(() -> later(database, "broken").migrate(NOW))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("nowhere");
            assertThat(tables(database)).doesNotContain("half");
            assertThat(new Migrations(database, "0.1.0").migrate(NOW).steps()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void tables_of_a_newer_version_are_refused_with_its_name(Dialect dialect) {
        try (var database = open(settings(dialect))) {
            later(database, "later").migrate(NOW);
            var old = new Migrations(database, "0.1.0");
            assertThatThrownBy(() -> old.migrate(NOW))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("was written by Tidewatch 0.2.0, which is newer than this version (0.1.0)");
            assertThatThrownBy(old::pending).isInstanceOf(StoreException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_step_that_is_not_ours_is_refused(Dialect dialect) {
        try (var database = open(settings(dialect))) {
            new Migrations(database, "0.1.0").migrate(NOW);
            database.run(handle -> handle.execute("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '1'"));
            assertThatThrownBy(() -> new Migrations(database, "0.1.0").migrate(NOW)).hasMessageContaining("not made by the steps of this version");
        }
    }

    /** One line for each column and index, in the words of neither. */
    private static List<String> shape(Database database) {
        return database.read(handle -> {
            var lines = new ArrayList<String>();
            if (database.dialect() == Dialect.SQLITE) {
                lines.addAll(handle.createQuery(
                                """
                                SELECT m.name || '.' || c.name || ' ' || CASE c."type" WHEN 'INTEGER' THEN 'number' WHEN 'REAL' THEN 'real' WHEN 'BLOB' THEN 'bytes' ELSE 'text' END
                                    || CASE c."notnull" WHEN 1 THEN ' always' ELSE '' END
                                FROM sqlite_master m JOIN pragma_table_info(m.name) c
                                WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE 'flyway%'
                                """)
                        .mapTo(String.class)
                        .list());
                lines.addAll(handle.createQuery(
                                "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND name NOT LIKE 'flyway%'")
                        .mapTo(String.class)
                        .list());
            } else {
                lines.addAll(handle.createQuery(
                                """
                                SELECT table_name || '.' || column_name || ' ' || CASE data_type WHEN 'text' THEN 'text' WHEN 'double precision' THEN 'real' WHEN 'bytea' THEN 'bytes' ELSE 'number' END
                                    || CASE is_nullable WHEN 'NO' THEN ' always' ELSE '' END
                                FROM information_schema.columns
                                WHERE table_schema = current_schema() AND table_name NOT LIKE 'flyway%' AND table_name NOT LIKE 'quartz%'
                                """)
                        .mapTo(String.class)
                        .list());
                // As the file has it: the server writes its own words back.
                lines.addAll(new Migrations(database, "test").done().stream()
                        .flatMap(sql -> java.util.regex.Pattern.compile("CREATE (?:UNIQUE )?INDEX [^;]*").matcher(sql).results())
                        .map(java.util.regex.MatchResult::group)
                        .filter(index -> !index.contains(" quartz_"))
                        .toList());
            }
            return lines.stream()
                    .map(line -> line.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT).strip())
                    .sorted()
                    .toList();
        });
    }

    @Test
    void both_databases_have_the_same_tables_columns_and_indexes_but_for_the_clock_of_a_cluster() {
        try (var file = open(StoreSettings.FILE);
                var server = open(Postgres.fresh())) {
            new Migrations(file, "0.1.0").migrate(NOW);
            new Migrations(server, "0.1.0").migrate(NOW);
            assertThat(shape(server)).isEqualTo(shape(file)).hasSizeGreaterThan(100);
        }
    }

    @Test
    void two_nodes_that_start_at_once_make_the_tables_once() throws Exception {
        var settings = Postgres.fresh();
        try (var one = open(settings);
                var two = open(settings);
                var threads = java.util.concurrent.Executors.newFixedThreadPool(2)) {
            var first = threads.submit(() -> new Migrations(one, "0.1.0").migrate(NOW).steps());
            var second = threads.submit(() -> new Migrations(two, "0.1.0").migrate(NOW).steps());
            assertThat(List.of(first.get(), second.get())).contains(0).anyMatch(steps -> steps > 0);
        }
    }

    @Test
    void an_old_copy_stays_beside_the_new_one() throws Exception {
        Files.writeString(home.resolve("tidewatch.db.before-0.1.0-20250101-000000"), "x");
        try (var database = open(StoreSettings.FILE)) {
            new Migrations(database, "0.1.0").migrate(NOW);
            later(database, "later").migrate(NOW);
        }
        assertThat(home.resolve("tidewatch.db.before-0.1.0-20250101-000000")).exists();
    }
}
