package tidewatch.app;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.Section.Length;
import tidewatch.export.BriefJson;

/** {@code tidewatch brief --as-of 2026-01-09}: builds a brief and prints it; sends and writes nothing. */
@Command(name = "brief", mixinStandardHelpOptions = true, description = "Build a morning's brief and print it; sends nothing.")
final class BriefVerb implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text by default. json holds the facts.")
    private Format format = Format.text;

    @Option(names = "--full", description = "Everything that was found, not only what fits a chat.")
    private boolean full;

    @Override
    public Integer call() {
        var app = App.start(common);
        var found = app.desk().at(app.moment());
        app.warn();
        if (found.value().isEmpty()) {
            return Exit.FINDINGS; // the reason is among the warnings
        }
        var brief = BriefComposer.facts(found.value().get());
        if (format == Format.json) {
            System.out.println(BriefJson.of(brief));
        } else {
            // Nobody can press a button of a printed brief.
            Output.print(BriefComposer.compose(brief, full ? Length.FULL : Length.CHAT).withActions(List.of()), format);
        }
        return Exit.FINE;
    }
}
