package tidewatch.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidewatch ask "/winners 5 5d"}: one line, one answer, as in a chat. */
@Command(name = "ask", mixinStandardHelpOptions = true, description = "One question, one answer, as in a chat.")
final class AskVerb implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text by default.")
    private Format format = Format.text;

    @Parameters(paramLabel = "LINE", arity = "1..*", description = "A command or a sentence, such as \"/winners 5 5d\".")
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() {
        var app = App.start(common);
        var reply = app.conversation().say(String.join(" ", words));
        Output.print(reply.doc(), format);
        app.warn();
        app.keeping().ifPresent(Keeping::close);
        return reply.ok() ? Exit.FINE : Exit.FINDINGS;
    }
}
