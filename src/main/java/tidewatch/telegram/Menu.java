package tidewatch.telegram;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScope;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeAllGroupChats;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeAllPrivateChats;
import tidewatch.chat.Command;
import tidewatch.message.Sha256;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * The list that Telegram shows beside the field where people type, made from the commands: all of them in private, in groups without those
 * for owners only. Told to Telegram when it is another than the last time.
 */
public final class Menu {
    /** setMyCommands: at most 100; BotCommand: command 1-32 of these letters, description 1-256 (core.telegram.org/bots/api). */
    private static final int COMMANDS_MAX = 100;

    private static final int DESCRIPTION_MAX = 256;
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,32}");

    private final List<BotCommand> forPrivate;
    private final List<BotCommand> forGroups;

    /**
     * Makes the two lists.
     *
     * @param commands in the order of help; one whose name Telegram does not take is left out
     * @param ownerOnly whether a command is for owners only
     */
    public Menu(List<Command> commands, Predicate<Command> ownerOnly) {
        forPrivate = list(commands.stream());
        forGroups = list(commands.stream().filter(ownerOnly.negate()));
    }

    private static List<BotCommand> list(Stream<Command> commands) {
        return commands.filter(command -> NAME.matcher(name(command)).matches() && !command.help().isBlank())
                .limit(COMMANDS_MAX)
                .map(command -> new BotCommand(name(command), described(command.help().strip())))
                .toList();
    }

    private static String name(Command command) {
        return command.name().toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** The menu only reminds; help has the whole sentence. */
    private static String described(String help) {
        if (help.length() <= DESCRIPTION_MAX) {
            return help;
        }
        int space = help.lastIndexOf(' ', DESCRIPTION_MAX - 1);
        return help.substring(0, space > 0 ? space : DESCRIPTION_MAX - 1) + "…";
    }

    /** Names these lists; equal lists have equal names. */
    public String hash() {
        var text = body(forPrivate, new BotCommandScopeAllPrivateChats()) + "\n" + body(forGroups, new BotCommandScopeAllGroupChats());
        return Sha256.hex(text);
    }

    /**
     * Tells Telegram the lists, if they are others than the last time. Two calls, on the thread of the caller.
     *
     * @param previous what this answered the last time
     * @return the hash to be kept for the next time; the one before, and why, when Telegram did not take the lists
     */
    public Found<Optional<String>> publish(TelegramClient client, Optional<String> previous) {
        var hash = hash();
        if (previous.filter(hash::equals).isPresent()) {
            return Found.of(previous);
        }
        for (var call : List.of(
                call(forPrivate, new BotCommandScopeAllPrivateChats()), call(forGroups, new BotCommandScopeAllGroupChats()))) {
            var answer = client.call(call);
            if (!(answer instanceof ApiAnswer.Ok)) {
                return new Found<>(
                        previous,
                        List.of(Problem.of(
                                Reason.UNREACHABLE,
                                "Telegram did not take the menu of commands; typing them works. " + Words.failure(answer))));
            }
        }
        return Found.of(Optional.of(hash));
    }

    private static ApiCall call(List<BotCommand> commands, BotCommandScope scope) {
        return ApiCall.of(SetMyCommands.builder().commands(commands).scope(scope).build());
    }

    private static String body(List<BotCommand> commands, BotCommandScope scope) {
        return call(commands, scope).body().toString();
    }
}
