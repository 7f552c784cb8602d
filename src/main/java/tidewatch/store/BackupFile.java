package tidewatch.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/** Whether a file is a whole copy of a database of ours. */
final class BackupFile {
    private BackupFile() {}

    /** Why it is not a copy of a database file; absent when it is one. The file is not changed. */
    static Optional<Problem> problem(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.of(Problem.of(Reason.UNREADABLE, file.getFileName() + " is not there, or is no file. Name a file that tidewatch backup made."));
        }
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        try (var handle = Jdbi.create(source).open()) {
            var pages = handle.createQuery("PRAGMA integrity_check(1)").mapTo(String.class).one();
            if (!pages.equals("ok")) {
                return Optional.of(Problem.of(Reason.GARBLED, file.getFileName() + " is damaged (" + pages + "). Take an older backup."));
            }
            int ours = handle.createQuery("SELECT count(*) FROM sqlite_master WHERE name IN ('flyway_schema_history', 'delivery')")
                    .mapTo(Integer.class)
                    .one();
            return ours == 2 ? Optional.empty() : Optional.of(foreign(file));
        } catch (JdbiException unreadable) {
            return Optional.of(foreign(file));
        }
    }

    private static Problem foreign(Path file) {
        return Problem.of(Reason.GARBLED, file.getFileName() + " is no database of Tidewatch. Name a file that tidewatch backup made.");
    }

    /** Why it is not a dump of a server's database of ours; absent when it is one. */
    static Optional<Problem> dumpProblem(ServerTools tools, Path file) {
        if (!Files.isRegularFile(file)) {
            return problem(file);
        }
        return switch (tools.run("pg_restore", List.of("--list", file.toString()))) {
            case ServerTools.Done(var list) when list.contains("TABLE DATA") && list.contains(" delivery ") && list.contains(" flyway_schema_history ") ->
                Optional.empty();
            case ServerTools.Done _ -> Optional.of(foreign(file));
            case ServerTools.Failed(var problem) when problem.sentence().contains("not appear to be a valid archive") -> Optional.of(foreign(file));
            case ServerTools.Failed(var problem) -> Optional.of(problem);
        };
    }
}
