package tidewatch.app;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tidewatch.slack.SlackManifest;
import tidewatch.slack.SlackSettings;

/** {@code tidewatch slack manifest}: what Slack has to be told when the app is made. */
@Command(
        name = "slack",
        mixinStandardHelpOptions = true,
        description = "What Slack has to be told.",
        subcommands = SlackVerb.Manifest.class,
        synopsisSubcommandLabel = "manifest")
final class SlackVerb implements Callable<Integer> {
    @Override
    public Integer call() {
        System.err.println("Say what: tidewatch slack manifest");
        return Exit.USAGE;
    }

    /** The app's manifest as JSON, from the list of commands; to be pasted where Slack asks for it. */
    @Command(name = "manifest", mixinStandardHelpOptions = true, description = "Prints the manifest of the Slack app as JSON.")
    static final class Manifest implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Option(
                names = "--http",
                paramLabel = "URL",
                description = "For slack.mode = http: the address of this service as Slack reaches it, such as https://desk.example.org.")
        private Optional<URI> http = Optional.empty();

        @Override
        public Integer call() {
            var app = App.start(common);
            var manifest = new SlackManifest(app.conversation().commands(), SlackSettings.read(app.settings()).commandPrefix());
            System.out.println(http.map(manifest::http).orElseGet(manifest::socketMode));
            return Exit.FINE;
        }
    }
}
