package tidewatch.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidewatch.chat.AccessBook;
import tidewatch.chat.ChatId;
import tidewatch.chat.Command;
import tidewatch.chat.Incoming;
import tidewatch.chat.PairingCode;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.chat.Role;
import tidewatch.delivery.Admission;
import tidewatch.message.Action;

/**
 * {@code /pair CODE}, in a private chat: lets a person in, once. {@code /pair here} in a group, or {@code /pair CHAT} in private, lets the
 * group in; {@code /pair off} shuts it again.
 */
final class PairCommand implements Command {
    private static final String HOW = "A code is made by tidewatch pair on the machine where I run, and typed in a private chat: /pair CODE.";

    private final Books.Shelf shelf;

    PairCommand(Books.Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "pair";
    }

    @Override
    public String arguments() {
        return "CODE | here | off";
    }

    @Override
    public String help() {
        return "Lets a person in by a code, or this group";
    }

    @Override
    public List<String> examples() {
        return List.of("/pair 7KM2-9QXT-4BVFG", "/pair here", "/pair off");
    }

    @Override
    public Audience audience() {
        return Audience.SELF;
    }

    @Override
    public Action.Effect effect() {
        return Action.Effect.EFFECT;
    }

    /** Groups are let in by owners; a code is proof enough of itself. */
    @Override
    public Role role(String rest, Incoming.Place place) {
        var words = rest.strip().toLowerCase(Locale.ROOT);
        boolean ofChat = words.equals("here") || words.equals("off") || chat(rest).isPresent();
        return ofChat ? Role.OWNER : Role.READER;
    }

    @Override
    public boolean atTheDoor() {
        return true;
    }

    /** Slack keeps a slash to itself: {@code pair 7KM2-9QXT-4BVFG} in a private chat, {@code @us pair here} in a group. */
    @Override
    public boolean plain(String rest) {
        var words = rest.toLowerCase(Locale.ROOT);
        return words.equals("here") || words.equals("off") || PairingCode.hash(rest).isPresent();
    }

    private static Optional<ChatId> chat(String rest) {
        var last = rest.strip();
        return ChatId.parse(last.substring(last.lastIndexOf(' ') + 1));
    }

    @Override
    public Reply answer(Request request) {
        var answer = Answer.to(request, "");
        var found = shelf.open();
        if (found.value().isEmpty()) {
            return Ask.nothingKept(answer, found);
        }
        var admission = found.value().get().admission();
        var words = request.rest().strip();
        var lower = words.toLowerCase(Locale.ROOT);
        if (request.asker().chat().platform().equals(ChatId.TERMINAL.platform())) {
            return answer.complain("At the terminal everything is yours already. " + HOW + " /pair here is typed in the group.").reply();
        }
        boolean group = request.asker().rights().place() != Incoming.Place.PRIVATE;
        if (words.isEmpty()) {
            return answer.complain(group ? "/pair here lets me answer in this chat. " + HOW : HOW).reply();
        }
        if (lower.equals("here") || lower.equals("off")) {
            if (!group) {
                return answer.complain("This is a private chat; its person is let in by a code and put out by /people. Type /pair " + lower + " in the group.").reply();
            }
            return (lower.equals("here") ? here(answer, admission, request) : off(answer, admission, request.asker().chat(), request)).reply();
        }
        var chat = chat(words);
        if (chat.isPresent()) {
            return named(answer, admission, chat.get(), lower.startsWith("off "), request).reply();
        }
        return (group ? inFrontOfAll(answer, admission, words, request) : code(answer, admission, words, request)).reply();
    }

    private static Answer here(Answer answer, Admission admission, Request request) {
        var asker = request.asker();
        boolean done = admission.approve(asker.chat(), asker.rights().place(), asker, request.at());
        answer.say(done
                ? "I answer in this chat now: people with a role, about prices."
                : "I answer in this chat already. /settings says who may read and which notes are seen here.");
        if (done) {
            answer.say("It may not see notes so far: /settings scope \"Sectors\" lets it see a folder. /settings members read lets everybody here read.");
        }
        return answer;
    }

    private static Answer off(Answer answer, Admission admission, ChatId chat, Request request) {
        return admission.close(chat, request.asker())
                ? answer.say("Shut: I answer there no longer, and no brief comes. /pair here lets the chat in again; its briefs go on then.")
                : answer.complain("That chat is not let in.");
    }

    /** From the private chat of an owner, as the button of the notice has it. */
    private static Answer named(Answer answer, Admission admission, ChatId chat, boolean off, Request request) {
        if (off) {
            return off(answer, admission, chat, request);
        }
        if (!chat.platform().equals(request.asker().chat().platform()) || admission.chat(chat).filter(one -> one.person().isPresent()).isPresent()) {
            return answer.complain("Only a group of this platform is let in so.");
        }
        boolean done = admission.approve(chat, Incoming.Place.GROUP, request.asker(), request.at());
        return answer.say(done
                ? "I answer in " + chat + " now: people with a role, about prices. In that chat, /settings scope \"Sectors\" lets it see a folder of notes, and /settings members read lets everybody read."
                : "I answer in " + chat + " already.");
    }

    private static Answer code(Answer answer, Admission admission, String typed, Request request) {
        return switch (admission.pair(typed, request.asker(), request.at())) {
            case AccessBook.Paired(var person) -> {
                answer.say("Welcome. You are " + (person.role() == Role.OWNER ? "an owner" : person.role() == Role.EDITOR ? "an editor" : "a reader")
                        + " now, and see " + person.alone().words() + ".");
                if (person.alone().nothing()) {
                    answer.say("An owner lets you see notes: /people " + person.number() + " scope \"Sectors\".");
                }
                yield answer.say("/help lists what I answer" + (person.role() == Role.READER ? "." : ", /subscribe 07:00 brings a brief every morning."));
            }
            case AccessBook.NotPaired() ->
                answer.complain("That code is not valid: wrong, used, or older than " + PairingCode.LIFE.toMinutes() + " minutes. After "
                        + PairingCode.WRONG_MAX + " wrong ones a code is void. tidewatch pair makes a new one.");
        };
    }

    /** Whatever was typed, others have read it. */
    private static Answer inFrontOfAll(Answer answer, Admission admission, String typed, Request request) {
        boolean was = admission.expose(typed, request.at());
        return answer.complain("A code belongs in a private chat with me." + (was ? " Others have seen this one, so it is void; tidewatch pair makes a new one." : ""));
    }
}
