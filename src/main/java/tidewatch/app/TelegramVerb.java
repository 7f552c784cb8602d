package tidewatch.app;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tidewatch.http.HttpCalls;
import tidewatch.http.HttpSettings;
import tidewatch.http.Redaction;
import tidewatch.problem.Problem;
import tidewatch.telegram.TelegramSettings;
import tidewatch.telegram.TelegramWebhook;

/** {@code tidewatch telegram webhook remove}: what has to be said to Telegram by hand. */
@Command(
        name = "telegram",
        mixinStandardHelpOptions = true,
        description = "Orders to Telegram.",
        subcommands = TelegramVerb.Webhook.class,
        synopsisSubcommandLabel = "webhook remove")
final class TelegramVerb implements Callable<Integer> {
    @Override
    public Integer call() {
        System.err.println("Say what: tidewatch telegram webhook remove");
        return Exit.USAGE;
    }

    /** The address at which Telegram calls the bot. */
    @Command(
            name = "webhook",
            mixinStandardHelpOptions = true,
            description = "The address at which Telegram calls the bot.",
            subcommands = Remove.class,
            synopsisSubcommandLabel = "remove")
    static final class Webhook implements Callable<Integer> {
        @Override
        public Integer call() {
            System.err.println("Say what: tidewatch telegram webhook remove");
            return Exit.USAGE;
        }
    }

    /** So that the bot can be polled again. Messages that wait at Telegram stay there. */
    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Takes the webhook away, so that the bot can be polled.")
    static final class Remove implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Override
        public Integer call() {
            var all = App.settings(common);
            var settings = TelegramSettings.read(all);
            if (settings.token().isEmpty()) {
                System.err.println("There is no token: set telegram.token-file to the file that holds the one of BotFather.");
                return Exit.CONFIGURATION;
            }
            var redaction = Redaction.of(List.of());
            try (var calls = new HttpCalls(HttpSettings.read(all), redaction)) {
                var found = TelegramWebhook.remove(TelegramAccount.client(settings, calls, redaction));
                if (found.complete()) {
                    System.out.println(found.value());
                }
                found.problems().stream().map(Problem::line).forEach(System.err::println);
                return found.complete() ? Exit.FINE : Exit.UNREACHABLE;
            }
        }
    }
}
