package tidewatch.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Brings the tables to the form that this program needs, by numbered steps that only go forward. A step is never changed once it was
 * released: what it did is checked by its checksum. A file is copied beside itself before it is changed.
 */
public final class Migrations {
    private static final String HISTORY = "flyway_schema_history";
    private static final String WRITER = "Tidewatch ";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String FOLDERS = "/tidewatch/store/migrations/";

    private final Database database;
    private final String program;
    private final List<String> folders;

    /** @param program version of this program, written beside each step that it does */
    public Migrations(Database database, String program) {
        this(database, program, List.of(FOLDERS + database.dialect().folder()));
    }

    /** @param folders of steps among the resources, each with a slash before it and none behind */
    Migrations(Database database, String program, List<String> folders) {
        this.database = database;
        this.program = program;
        this.folders = List.copyOf(folders);
    }

    /**
     * A step that has not been done.
     *
     * @param sql in full
     */
    public record Pending(String version, String description, String sql) {}

    /**
     * What was done.
     *
     * @param version of the tables now
     * @param backup copy of the file as it was before; absent when nothing changed, when it was new, or when it is a server
     */
    public record Migrated(int steps, String version, Optional<Path> backup) {}

    /** What {@link #migrate} would do, in order; changes nothing. */
    public List<Pending> pending() {
        var flyway = flyway();
        refuseNewer(flyway);
        return Arrays.stream(flyway.info().pending())
                .map(step -> new Pending(version(step), step.getDescription(), sql(step)))
                .toList();
    }

    /**
     * Does what is pending; a second node waits for the first. Nothing when there is nothing to do.
     *
     * @param now for the name of the copy
     * @throws StoreException when a newer program wrote the tables, when a step that was done is not the one that this program knows, or
     *     when one fails; then the tables are as they were before that step
     */
    public Migrated migrate(Instant now) {
        return migrate(database.file().map(file -> () -> copy(file, now)));
    }

    /** As {@link #migrate}, for a file that is a copy itself. */
    Migrated migrateUncopied() {
        return migrate(Optional.empty());
    }

    private Migrated migrate(Optional<Supplier<Path>> copy) {
        var flyway = flyway();
        refuseNewer(flyway);
        var info = flyway.info();
        if (info.pending().length == 0) {
            refuseChanged(flyway);
            return new Migrated(0, version(info.current()), Optional.empty());
        }
        var backup = info.current() == null ? Optional.<Path>empty() : copy.map(Supplier::get);
        try {
            var result = flyway.migrate();
            return new Migrated(result.migrationsExecuted, version(flyway.info().current()), backup);
        } catch (FlywayException failed) {
            throw new StoreException(
                    StoreException.Kind.REFUSED,
                    database.name() + " could not be brought to the form that this version needs: " + lastLine(failed)
                            + backup.map(path -> ". As it was before it lies in " + path.getFileName()).orElse(""),
                    failed);
        }
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(database.direct())
                .locations(folders.stream().map(folder -> "classpath:" + folder.substring(1)).toArray(String[]::new))
                .table(HISTORY)
                .installedBy(WRITER + program)
                .baselineOnMigrate(false)
                .cleanDisabled(true)
                .validateMigrationNaming(true)
                .load();
    }

    /** Steps that were done and that this program does not have: it is older than the tables. */
    private void refuseNewer(Flyway flyway) {
        MigrationInfo[] all;
        try {
            all = flyway.info().all();
        } catch (FlywayException failed) {
            throw StoreException.of(database.name(), failed);
        }
        for (var step : all) {
            if (step.getState() == MigrationState.FUTURE_SUCCESS || step.getState() == MigrationState.FUTURE_FAILED) {
                throw new StoreException(
                        StoreException.Kind.REFUSED,
                        database.name() + " was written by " + writer() + ", which is newer than this version (" + program
                                + "). Start that version or a newer one, or restore a backup that was made before it.");
            }
        }
    }

    private void refuseChanged(Flyway flyway) {
        changed(flyway).ifPresent(problem -> {
            throw new StoreException(StoreException.Kind.REFUSED, problem.sentence());
        });
    }

    /** A step that was done and is not the one that this program knows. */
    Optional<Problem> changed() {
        return changed(flyway());
    }

    private Optional<Problem> changed(Flyway flyway) {
        var checked = flyway.validateWithResult();
        return checked.validationSuccessful
                ? Optional.empty()
                : Optional.of(Problem.of(
                        Reason.CONFLICT,
                        database.name() + " was not made by the steps of this version (" + program
                                + "): start the version that made it, or restore a backup. "
                                + checked.getAllErrorMessages().lines().findFirst().orElse("")));
    }

    /** The steps that were done, in order, as this program knows them. */
    List<String> done() {
        return Arrays.stream(flyway().info().applied())
                .filter(step -> step.getVersion() != null && step.getState() == MigrationState.SUCCESS)
                .map(this::sql)
                .toList();
    }

    /** Who did the last step: {@code Tidewatch 0.2.0}. */
    private String writer() {
        return Jdbi.create(database.direct())
                .withHandle(handle -> handle.createQuery(
                                "SELECT installed_by FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1")
                        .mapTo(String.class)
                        .findOne()
                        .filter(name -> name.startsWith(WRITER))
                        .orElse("another version of Tidewatch"));
    }

    private Path copy(Path file, Instant now) {
        var copy = file.resolveSibling(file.getFileName() + ".before-" + program + "-" + STAMP.format(now));
        try {
            Files.deleteIfExists(copy);
            FileCopy.into(database, copy);
            return copy;
        } catch (IOException failed) {
            throw new StoreException(
                    StoreException.Kind.REFUSED,
                    database.name() + " must be copied before it is changed, and the copy failed (" + failed.getMessage() + ")",
                    failed);
        }
    }

    private static String version(@Nullable MigrationInfo step) {
        return step == null || step.getVersion() == null ? "0" : step.getVersion().getVersion();
    }

    private String sql(MigrationInfo step) {
        for (var folder : folders) {
            try (var in = Migrations.class.getResourceAsStream(folder + "/" + step.getScript())) {
                if (in != null) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            } catch (IOException failed) {
                throw new UncheckedIOException("A step of the program cannot be read: " + step.getScript(), failed);
            }
        }
        throw new IllegalStateException("The program has no step " + step.getScript());
    }

    private static String lastLine(FlywayException failed) {
        Throwable deepest = failed;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        var words = deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
        return (deepest instanceof SQLException ? "the database says " : "") + words.lines().findFirst().orElse("").strip();
    }
}
