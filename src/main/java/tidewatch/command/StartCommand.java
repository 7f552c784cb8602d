package tidewatch.command;

import java.util.List;
import tidewatch.chat.Command;
import tidewatch.chat.Incoming;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.chat.Role;
import tidewatch.message.Action;

/** {@code /start}, which platforms send by themselves: help; with a code behind it, {@code /pair CODE}. */
final class StartCommand implements Command {
    private final Command help;
    private final Command pair;

    StartCommand(Command help, Command pair) {
        this.help = help;
        this.pair = pair;
    }

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String arguments() {
        return "[CODE]";
    }

    @Override
    public String help() {
        return "The same as /help; with a code, as /pair";
    }

    @Override
    public List<String> examples() {
        return List.of("/start", "/start 7KM2-9QXT-4BVFG");
    }

    @Override
    public Audience audience() {
        return Audience.SELF;
    }

    @Override
    public Action.Effect effect() {
        return Action.Effect.EFFECT;
    }

    @Override
    public Role role(String rest, Incoming.Place place) {
        return rest.isBlank() ? Role.READER : pair.role(rest, place);
    }

    @Override
    public boolean atTheDoor() {
        return true;
    }

    @Override
    public Reply answer(Request request) {
        // A stranger is told how to use a code, and no command that they may not use.
        return request.rest().isBlank() && !request.asker().rights().atTheDoor() ? help.answer(request) : pair.answer(request);
    }
}
