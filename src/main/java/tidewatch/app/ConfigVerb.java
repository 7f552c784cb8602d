package tidewatch.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tidewatch.problem.Problem;

/** {@code tidewatch config check}: reads everything that is configured and says what it found. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Check the configuration.",
        subcommands = ConfigVerb.Check.class,
        synopsisSubcommandLabel = "check")
final class ConfigVerb implements Callable<Integer> {
    @Override
    public Integer call() {
        System.err.println("Say what: tidewatch config check");
        return Exit.USAGE;
    }

    /** Every key with its value and where it was set. */
    @Command(name = "check", mixinStandardHelpOptions = true, description = "Every key with its value and where it was set.")
    static final class Check implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Override
        public Integer call() {
            var settings = App.settings(common);
            for (var key : HomeSettings.allKeys()) {
                System.out.println(key.name() + " = " + settings.get(key) + "   (" + settings.where(key) + ")");
            }
            var app = App.start(common);
            var problems = app.desk().problems(app.moment());
            problems.stream().map(Problem::line).forEach(System.err::println);
            return problems.isEmpty() ? Exit.FINE : Exit.FINDINGS;
        }
    }
}
