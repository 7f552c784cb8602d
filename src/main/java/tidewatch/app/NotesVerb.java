package tidewatch.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tidewatch.export.FactsJson;
import tidewatch.notes.Finding;
import tidewatch.problem.Problem;

/** {@code tidewatch notes facts PATH}, {@code tidewatch notes lint PATH}: what is understood of notes, and what is not. */
@Command(
        name = "notes",
        mixinStandardHelpOptions = true,
        description = "What is understood of notes.",
        subcommands = {NotesVerb.Facts.class, NotesVerb.Lint.class},
        synopsisSubcommandLabel = "facts | lint")
final class NotesVerb implements Callable<Integer> {
    @Override
    public Integer call() {
        System.err.println("Say which: tidewatch notes facts PATH, or tidewatch notes lint PATH");
        return Exit.USAGE;
    }

    /** One claim a line. */
    @Command(name = "facts", mixinStandardHelpOptions = true, description = "Every claim that was found, one a line.")
    static final class Facts implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Parameters(paramLabel = "PATH", description = "A folder of notes or one note.")
        private Path path = Path.of("");

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; json, one claim a line, by default.")
        private Format format = Format.json;

        @Override
        public Integer call() {
            common.vault = path;
            var app = App.start(common);
            var found = app.vault();
            for (var note : found.value().notes()) {
                if (format == Format.json) {
                    FactsJson.lines(note, found.value().resolver()).forEach(System.out::println);
                } else {
                    note.claims().forEach(claim -> System.out.println(claim.source().place().shown() + " " + claim.source().rule() + " "
                            + claim.source().confidence().name().toLowerCase(Locale.ROOT) + ": " + claim.source().quote().replaceAll("\\s+", " ")));
                }
            }
            var problems = found.value().problems();
            found.problems().stream().filter(problem -> !problems.contains(problem)).map(Problem::line).forEach(System.err::println);
            problems.stream().map(Problem::line).forEach(System.err::println);
            return found.value().notes().isEmpty() ? Exit.FINDINGS : Exit.FINE;
        }
    }

    /** What was not understood. */
    @Command(name = "lint", mixinStandardHelpOptions = true, description = "What was not understood or is doubtful, by file and line; what is to be mended first.")
    static final class Lint implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Parameters(paramLabel = "PATH", description = "A folder of notes or one note.")
        private Path path = Path.of("");

        @Option(names = "--all", description = "Also what is only worth knowing, such as links to notes that do not exist.")
        private boolean all;

        @Override
        public Integer call() {
            common.vault = path;
            var found = App.start(common).vault();
            var vault = found.value();
            var known = vault.problems();
            found.problems().stream().filter(problem -> !known.contains(problem)).map(Problem::line).forEach(System.err::println);
            var lint = tidewatch.notes.Lint.of(vault);
            (all ? lint : lint.withoutInfo()).notes().forEach(note -> note.findings().stream().map(Finding::words).forEach(System.out::println));
            int info = lint.count(Finding.Grade.INFO);
            if (!all && info > 0) {
                System.out.println(info + (info == 1 ? " line" : " lines") + " only worth knowing (INFO) not shown: --all lists them");
            }
            System.out.println(lint.counts().summary());
            boolean clean = lint.count(Finding.Grade.FIX) == 0 && lint.count(Finding.Grade.CHECK) == 0 && !vault.notes().isEmpty();
            return clean ? Exit.FINE : Exit.FINDINGS;
        }
    }
}
