package tidewatch.command;

import java.util.ArrayList;
import java.util.List;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.message.Block;
import tidewatch.message.Inline;

/** {@code /whereami}: the identity of a chat and its topic; to who is known also what they may there. */
final class WhereAmICommand implements Command {
    @Override
    public String name() {
        return "whereami";
    }

    @Override
    public List<String> aliases() {
        return List.of("whoami", "id");
    }

    @Override
    public String help() {
        return "What this chat is called, and what you may here";
    }

    @Override
    public List<String> examples() {
        return List.of("/whereami");
    }

    @Override
    public Audience audience() {
        return Audience.SELF;
    }

    @Override
    public boolean plain(String rest) {
        return rest.isEmpty();
    }

    @Override
    public boolean atTheDoor() {
        return true;
    }

    @Override
    public Reply answer(Request request) {
        var asker = request.asker();
        var first = new ArrayList<Inline>();
        first.add(Inline.text("This chat is "));
        first.add(new Inline.Code(asker.chat().text()));
        asker.thread().ifPresent(thread -> {
            first.add(Inline.text(", topic "));
            first.add(new Inline.Code(thread));
        });
        first.add(Inline.text("."));
        var answer = Answer.to(request, "").add(new Block.Para(first));
        // At the door nothing more is said than where it is.
        if (!asker.rights().atTheDoor()) {
            answer.say("You are " + asker.person() + ", " + asker.rights().role().word() + " here, and answers may hold "
                    + asker.rights().scope().words() + ".");
        }
        return answer.reply();
    }
}
