package tidewatch.app;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParseResult;
import tidewatch.settings.SettingsError;
import tidewatch.store.StoreException;

/**
 * The command line. Answers go to standard output, warnings and errors to standard error; exit codes are those of {@link Exit}. Without a
 * verb the terminal chat starts.
 */
@Command(
        name = "tidewatch",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Your notes are claims, the market is the evidence. Without a verb: the chat in this terminal.",
        subcommands = {
            ChatVerb.class,
            RunVerb.class,
            AskVerb.class,
            BriefVerb.class,
            RotationVerb.class,
            BaseRatesVerb.class,
            NotesVerb.class,
            CheckVerb.class,
            BacktestVerb.class,
            DatesVerb.class,
            ConfigVerb.class,
            DeliveriesVerb.class,
            RefreshVerb.class,
            DoctorVerb.class,
            TelegramVerb.class,
            SlackVerb.class,
            AccessVerbs.PairVerb.class,
            AccessVerbs.ForgetVerb.class,
            StoreVerbs.BackupVerb.class,
            StoreVerbs.RestoreVerb.class,
            StoreVerbs.MigrateVerb.class,
            StoreVerbs.VerifyVerb.class,
            CommandLine.HelpCommand.class
        })
public final class Main implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    private Main() {}

    /** Options that stand before the verb. */
    Common common() {
        return common;
    }

    public static void main(String[] args) {
        Output.useUtf8();
        System.exit(run(args));
    }

    /** Runs a command line and answers its exit code; never throws. */
    static int run(String... args) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::failed)
                .execute(args);
    }

    @Override
    public Integer call() {
        return ChatVerb.chat(common);
    }

    private static int failed(Exception fault, CommandLine line, ParseResult parsed) {
        var err = line.getErr();
        if (fault instanceof SettingsError refused) {
            refused.faults().forEach(one -> err.println(one.line()));
            return Exit.CONFIGURATION;
        }
        if (fault instanceof StoreException refused) {
            err.println(refused.getMessage());
            return Exit.of(refused);
        }
        if (fault instanceof IllegalArgumentException wrong && wrong.getMessage() != null) {
            err.println(wrong.getMessage());
            return Exit.USAGE;
        }
        err.println("Something broke on my side: " + fault + ". Nothing was changed. Please report it with the command line.");
        for (var frame : fault.getStackTrace()) {
            err.println("    at " + frame);
        }
        return Exit.FINDINGS;
    }
}
