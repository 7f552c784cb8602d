package tidewatch.command;

import java.util.List;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;

/** {@code /cancel}: whoever was asked something and answers with this wants none of it. Like any command it ends the question. */
final class CancelCommand implements Command {
    @Override
    public String name() {
        return "cancel";
    }

    @Override
    public String help() {
        return "Ends the question that I asked you";
    }

    @Override
    public List<String> examples() {
        return List.of("/cancel");
    }

    @Override
    public Audience audience() {
        return Audience.SELF;
    }

    @Override
    public Reply answer(Request request) {
        return Answer.to(request, "").say("All right, I wait for no answer.").reply();
    }
}
