package tidewatch.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.problem.Spelling;

/** {@code /help [command]}: the list, or one command with its examples. */
final class HelpCommand implements Command {
    private final Supplier<List<Command>> commands;

    HelpCommand(Supplier<List<Command>> commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "help";
    }

    @Override
    public List<String> aliases() {
        return List.of("h", "?", "commands");
    }

    @Override
    public String arguments() {
        return "[command]";
    }

    @Override
    public String help() {
        return "What I answer, with examples";
    }

    @Override
    public List<String> examples() {
        return List.of("/help", "/help winners");
    }

    @Override
    public Audience audience() {
        return Audience.SELF;
    }

    @Override
    public Reply answer(Request request) {
        return request.arguments().isEmpty() ? list(request) : one(request);
    }

    private Reply list(Request request) {
        var rights = request.asker().rights();
        var pairs = commands.get().stream()
                .filter(command -> rights.role().covers(command.role("", rights.place())))
                .map(command -> new Block.KeyValues.Pair(List.of(new Inline.Code(usage(command))), List.of(Inline.text(command.help()))))
                .toList();
        return Answer.to(request, "What I answer")
                .add(new Block.KeyValues(pairs))
                .say("Plain sentences work too: \"what rotated this month?\", \"how is long nvidia doing?\"")
                .reply();
    }

    private Reply one(Request request) {
        var asked = request.arguments().get(0).replaceFirst("^/", "");
        var found = commands.get().stream()
                .filter(command -> command.name().equalsIgnoreCase(asked) || command.aliases().stream().anyMatch(asked::equalsIgnoreCase))
                .findFirst();
        if (found.isEmpty()) {
            var near = Spelling.near(asked, commands.get().stream().map(Command::name).toList());
            var answer = Answer.to(request, "");
            near.forEach(name -> answer.button("/help " + name, "/help " + name));
            return answer.complain("I don't know /" + Answer.shown(asked) + ". /help lists what I answer.").reply();
        }
        var command = found.get();
        var items = new ArrayList<List<Inline>>();
        command.examples().forEach(example -> items.add(List.of(new Inline.Code(example))));
        var answer = Answer.to(request, usage(command)).say(command.help() + ".").add(Block.bullets(items));
        if (!command.aliases().isEmpty()) {
            answer.say("Also: /" + String.join(", /", command.aliases()));
        }
        return answer.reply();
    }

    static String usage(Command command) {
        return "/" + command.name() + (command.arguments().isEmpty() ? "" : " " + command.arguments());
    }
}
