package tidewatch.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code tidewatch backtest ...}: rules replayed over the past, each step from what was known then. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = "Rules replayed over the past, each step from what was known then.",
        subcommands = {RotationBacktestVerb.class, IndustryMomentumVerb.class},
        synopsisSubcommandLabel = "(rotation | industry-momentum)")
final class BacktestVerb implements Callable<Integer> {
    @Override
    public Integer call() {
        System.err.println("Say which: tidewatch backtest rotation, or tidewatch backtest industry-momentum --returns FILE --unit percent");
        return Exit.USAGE;
    }
}
