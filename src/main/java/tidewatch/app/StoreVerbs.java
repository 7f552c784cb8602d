package tidewatch.app;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tidewatch.brief.Wording;
import tidewatch.delivery.InvariantCheck;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.store.Backup;
import tidewatch.store.Database;
import tidewatch.store.Integrity;
import tidewatch.store.Migrations;
import tidewatch.store.OutboxTable;
import tidewatch.store.Restore;
import tidewatch.store.StoreException;

/** The verbs that care for the database: copy it, put a copy back, bring it to this version's form, look whether it is whole. */
final class StoreVerbs {
    private StoreVerbs() {}

    private static int with(Common common, ToIntFunction<Keeping> verb) {
        return of(common, (_, kept) -> verb.applyAsInt(kept));
    }

    private static int of(Common common, ToIntBiFunction<App, Keeping> verb) {
        var app = App.start(common);
        if (app.keeping().isEmpty()) {
            System.err.println("The database has no --as-of; leave that out.");
            return Exit.USAGE;
        }
        try (var kept = app.keeping().get()) {
            return verb.applyAsInt(app, kept);
        } catch (StoreException refused) {
            System.err.println(refused.getMessage());
            return Exit.of(refused);
        }
    }

    private static int missing(Keeping kept) {
        System.err.println("There is no database in " + kept.home() + " yet; tidewatch run makes one.");
        return Exit.FINDINGS;
    }

    /** Says the problems on the error stream; whether there was none. */
    private static boolean clean(Found<?> found) {
        found.problems().stream().map(Problem::line).forEach(System.err::println);
        return found.complete();
    }

    /** {@code tidewatch backup FILE}: works while the service runs. */
    @Command(name = "backup", mixinStandardHelpOptions = true, description = "Copies the database into a new file; the service may run.")
    static final class BackupVerb implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Parameters(paramLabel = "FILE", description = "Must not exist yet.")
        private Path file = Path.of("");

        @Override
        public Integer call() {
            return with(common, kept -> {
                if (!kept.exists()) {
                    return missing(kept);
                }
                var saved = new Backup(kept.stored().database()).save(file);
                saved.value().ifPresent(one -> System.out.println("Saved " + one.file() + ", " + one.bytes() / 1024 + " KiB."));
                return clean(saved) && saved.value().isPresent() ? Exit.FINE : Exit.FINDINGS;
            });
        }
    }

    /** {@code tidewatch restore FILE}, {@code tidewatch restore --mark-only}: never sends the past. */
    @Command(
            name = "restore",
            mixinStandardHelpOptions = true,
            description = "Puts a backup in the place of the database. What was due before now is not sent again.")
    static final class RestoreVerb implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Parameters(paramLabel = "FILE", arity = "0..1", description = "Made by tidewatch backup.")
        private @Nullable Path file;

        @Option(names = "--mark-only", description = "Only marks what was due as not to be sent, after a restore by the database's own tools.")
        private boolean markOnly;

        @Override
        public Integer call() {
            if (markOnly == (file != null)) {
                System.err.println("Name a backup, tidewatch restore FILE, or say tidewatch restore --mark-only.");
                return Exit.USAGE;
            }
            return of(common, (app, kept) -> {
                var restore = new Restore(kept.settings(), kept.home(), Version.words(), app::moment, OutboxTable::new, app::restored);
                var done = Optional.ofNullable(file).map(restore::from).orElseGet(restore::markOnly);
                done.value().ifPresent(one -> {
                    System.out.println("Restored. " + Wording.count(one.expired(), "message that was due is", "messages that were due are")
                            + " not sent again; " + Wording.count(one.reminders(), "reminder that was due is", "reminders that were due are")
                            + " taken as told; " + Wording.count(one.moved(), "subscription goes", "subscriptions go") + " on from now.");
                    one.kept().ifPresent(before -> System.out.println("The database that was there: " + before));
                    });
                    return clean(done) && done.value().isPresent() ? Exit.FINE : Exit.FINDINGS;
            });
        }
    }

    /** {@code tidewatch migrate [--dry-run]}: the tables of this version. */
    @Command(name = "migrate", mixinStandardHelpOptions = true, description = "Brings the tables to the form of this version; run does it as well.")
    static final class MigrateVerb implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Option(names = "--dry-run", description = "Prints what would be done, and does nothing.")
        private boolean dry;

        @Override
        public Integer call() {
            return with(common, kept -> {
                if (dry && !kept.exists()) {
                    return missing(kept);
                }
                try (var database = Database.open(kept.settings(), kept.home(), InstantSource.system())) {
                    var migrations = new Migrations(database, Version.words());
                    if (dry) {
                        var pending = migrations.pending();
                        pending.forEach(one -> System.out.println("-- " + one.version() + " " + one.description() + "\n" + one.sql()));
                        System.out.println(pending.isEmpty() ? "Nothing is to be done." : "-- " + Wording.count(pending.size(), "step", "steps") + " to be done.");
                        return Exit.FINE;
                    }
                    var done = migrations.migrate(InstantSource.system().instant());
                    System.out.println("The tables are of version " + done.version() + "; " + Wording.count(done.steps(), "step", "steps") + " done.");
                    done.backup().ifPresent(before -> System.out.println("As it was before: " + before));
                    return Exit.FINE;
                }
            });
        }
    }

    /** {@code tidewatch verify}: whether the database is whole and says nothing that delivery promises not to. */
    @Command(name = "verify", mixinStandardHelpOptions = true, description = "Looks whether the database is whole and keeps what it writes.")
    static final class VerifyVerb implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Override
        public Integer call() {
            return of(common, (app, kept) -> {
                if (!kept.exists()) {
                    return missing(kept);
                }
                var stored = kept.stored();
                var integrity = new Integrity(stored.database(), new Migrations(stored.database(), Version.words()));
                var whole = integrity.check();
                var durable = integrity.durability();
                whole.value().forEach(System.out::println);
                durable.value().forEach(System.out::println);
                var broken = new InvariantCheck(stored.subscriptions(), stored.outbox(), app.readiness()).check(stored.outbox().now());
                broken.forEach(one -> System.err.println(one.invariant() + ": " + one.words()));
                if (broken.isEmpty()) {
                    System.out.println("Every brief that is due has one row, every row one state and its reason.");
                }
                boolean fine = clean(whole) && broken.isEmpty();
                return clean(durable) && fine ? Exit.FINE : Exit.FINDINGS;
            });
        }
    }
}
