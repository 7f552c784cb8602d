package tidewatch.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tidewatch.export.RotationJson;

/** {@code tidewatch rotation --as-of D --format json}: the whole table of one session. */
@Command(name = "rotation", mixinStandardHelpOptions = true, description = "What moved against what: the table of one session.")
final class RotationVerb implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text by default. json holds every row and column.")
    private Format format = Format.text;

    @Override
    public Integer call() {
        var app = App.start(common);
        var found = app.desk().at(app.moment());
        app.warn();
        if (found.value().isEmpty()) {
            return Exit.FINDINGS; // the reason is among the warnings
        }
        if (format == Format.json) {
            System.out.println(RotationJson.of(found.value().get()));
            return Exit.FINE;
        }
        var reply = app.conversation().say("/rotation");
        Output.print(reply.doc(), format);
        return reply.ok() ? Exit.FINE : Exit.FINDINGS;
    }
}
