package tidewatch.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/** Copies the whole database into one file while it is in use. What the copy holds is as of one moment. */
public final class Backup {
    private final Database database;

    public Backup(Database database) {
        this.database = database;
    }

    /** A copy that was made and looked at again. */
    public record Saved(Path file, long bytes) {}

    /**
     * Writes a copy, readable by its owner alone: of a file another such file, of a server what {@code pg_dump --format=custom} writes.
     *
     * @param target must not exist; its folder must
     * @return absent, and nothing is left behind, when there is a problem
     */
    public Found<Optional<Saved>> save(Path target) {
        try {
            if (Files.exists(target)) {
                return not(Reason.CONFLICT, target.getFileName() + " exists already. Name a file that does not, or move it away.");
            }
            var problem = database.dialect() == Dialect.SQLITE ? file(target) : server(target);
            if (problem.isPresent()) {
                Files.deleteIfExists(target);
                return new Found<>(Optional.empty(), List.of(problem.get()));
            }
            return Found.of(Optional.of(new Saved(target, Files.size(target))));
        } catch (FileAlreadyExistsException raced) {
            return not(Reason.CONFLICT, target.getFileName() + " has just been made by another program. Name another file.");
        } catch (IOException failed) {
            return not(
                    Reason.UNREADABLE,
                    target.getFileName() + " cannot be written (" + failed.getClass().getSimpleName()
                            + "). Name a file in a folder that exists and that you may write.");
        } catch (StoreException refused) {
            deleteQuietly(target);
            return new Found<>(Optional.empty(), List.of(refused.problem()));
        }
    }

    private static Found<Optional<Saved>> not(Reason reason, String sentence) {
        return new Found<>(Optional.empty(), List.of(Problem.of(reason, sentence)));
    }

    private static void deleteQuietly(Path target) {
        try {
            Files.deleteIfExists(target);
        } catch (IOException failed) {
            // The refusal that led here says more.
        }
    }

    private Optional<Problem> file(Path target) throws IOException {
        FileCopy.into(database, target);
        return BackupFile.problem(target);
    }

    private Optional<Problem> server(Path target) throws IOException {
        DatabaseFile.makePrivate(target);
        var tools = new ServerTools((PGSimpleDataSource) database.direct());
        var arguments = List.of("--format=custom", "--no-owner", "--no-privileges", "--lock-wait-timeout=30s", "--file=" + target);
        return switch (tools.run("pg_dump", arguments)) {
            case ServerTools.Done _ -> BackupFile.dumpProblem(tools, target);
            case ServerTools.Failed(var problem) -> Optional.of(problem);
        };
    }
}
