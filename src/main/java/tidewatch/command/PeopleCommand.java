package tidewatch.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidewatch.brief.Wording;
import tidewatch.chat.ApprovedChat;
import tidewatch.chat.Command;
import tidewatch.chat.Incoming;
import tidewatch.chat.Person;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.chat.Role;
import tidewatch.delivery.Admission;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Inline;

/** {@code /people}: who was let in, as what, and which notes they see; {@code /people 3 editor} changes it. */
final class PeopleCommand implements Command {
    private static final int SHOWN_MAX = 40;
    private static final String FORMS = "/people 3 editor (or reader, owner), /people 3 scope \"Sectors\", /people 3 remove";

    private final Desk desk;
    private final Books.Shelf shelf;

    PeopleCommand(Desk desk, Books.Shelf shelf) {
        this.desk = desk;
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "people";
    }

    @Override
    public List<String> aliases() {
        return List.of("persons", "users");
    }

    @Override
    public String arguments() {
        return "[NUMBER HOW]";
    }

    @Override
    public String help() {
        return "Who was let in, and what they may";
    }

    @Override
    public List<String> examples() {
        return List.of("/people", "/people 3 editor", "/people 3 scope \"Sectors\"", "/people 3 remove");
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
    public Role role() {
        return Role.OWNER;
    }

    @Override
    public Reply answer(Request request) {
        var answer = Answer.to(request, "");
        var found = shelf.open();
        if (found.value().isEmpty()) {
            return Ask.nothingKept(answer, found);
        }
        var admission = found.value().get().admission();
        if (request.arguments().size() < 2 && request.asker().rights().place() != Incoming.Place.PRIVATE) {
            return answer.complain("Who was let in is told in a private chat with me, not in front of everybody: /people.").reply();
        }
        if (request.arguments().isEmpty()) {
            return list(Answer.to(request, "People"), admission, request).reply();
        }
        var typed = request.arguments().getFirst().replaceFirst("^#", "");
        var person = typed.matches("\\d{1,6}") ? admission.person(Integer.parseInt(typed)) : Optional.<Person>empty();
        if (person.isEmpty()) {
            return answer.complain("There is no person \"" + Answer.shown(typed) + "\". /people lists them by number.").button("/people", "/people").reply();
        }
        if (request.arguments().size() == 1) {
            return answer.add(Block.bullets(List.of(line(person.get(), request)))).say("Change: " + FORMS.replace("3", typed) + ".").reply();
        }
        return change(answer, admission, person.get(), request).reply();
    }

    private Answer change(Answer answer, Admission admission, Person person, Request request) {
        var what = request.arguments().get(1).toLowerCase(Locale.ROOT);
        var rest = request.arguments().subList(2, request.arguments().size());
        var role = Role.of(what);
        if (role.isPresent() && rest.isEmpty()) {
            return told(answer, admission.role(person, role.get(), request.asker(), request.at()),
                    "Person " + person.number() + " is " + role.get().word() + " now" + notes(person.with(role.get())));
        }
        if (what.equals("remove") && rest.isEmpty()) {
            return told(answer, admission.remove(person, request.asker()),
                    "Person " + person.number() + " is a stranger now: I do not answer, and nothing more comes to their private chat.");
        }
        if (what.equals("scope")) {
            var scope = new ChatAccess(desk, admission).folders(answer, rest, request, true, "/people " + person.number() + " scope");
            return scope.isEmpty()
                    ? answer
                    : told(answer, admission.scope(person, scope.get(), request.asker(), request.at()),
                            "Person " + person.number() + " may see " + scope.get().words() + ", in a group only those that the group may see too.");
        }
        return answer.complain("What about person " + person.number() + "? " + FORMS.replace("3", Integer.toString(person.number())) + ".");
    }

    private static String notes(Person person) {
        return person.alone().nothing()
                ? ", and sees no notes in a private chat. /people " + person.number() + " scope \"Sectors\" changes that."
                : ", and sees " + person.alone().words() + ".";
    }

    private static Answer told(Answer answer, Admission.Changed changed, String words) {
        return switch (changed) {
            case DONE -> answer.say(words);
            case LAST_OWNER -> answer.complain("That is the only owner, and nobody could let anybody in any more. Make another one first: tidewatch pair --role owner.");
            case GONE -> answer.complain("That person was removed at this moment. /people lists who is left.");
        };
    }

    private static Answer list(Answer answer, Admission admission, Request request) {
        var people = admission.people();
        if (people.isEmpty()) {
            answer.say("Nobody was let in so far. tidewatch pair prints a code; the first to use it becomes owner.");
        } else {
            answer.add(Block.bullets(people.stream().limit(SHOWN_MAX).map(one -> line(one, request)).toList()));
            if (people.size() > SHOWN_MAX) {
                answer.say((people.size() - SHOWN_MAX) + " more.");
            }
        }
        var groups = admission.chats().stream().filter(chat -> chat.person().isEmpty()).toList();
        if (!groups.isEmpty()) {
            answer.say("Groups:").add(Block.bullets(groups.stream().limit(SHOWN_MAX).map(PeopleCommand::line).toList()));
        }
        return people.isEmpty() ? answer : answer.say("Change: " + FORMS + ". tidewatch pair --role reader lets somebody in.");
    }

    private static List<Inline> line(Person person, Request request) {
        return List.of(
                new Inline.Strong(List.of(Inline.text(Integer.toString(person.number())))),
                Inline.text(" "),
                new Inline.Code(person.id()),
                Inline.text(": " + person.role().word() + (person.id().equals(request.asker().person()) ? " (you)" : "") + ", "
                        + person.alone().words() + ", since " + Wording.day(person.since().atZone(request.zone()).toLocalDate())));
    }

    private static List<Inline> line(ApprovedChat chat) {
        return List.of(
                new Inline.Code(chat.id().text()),
                Inline.text(": " + chat.scope().words() + (chat.membersRead() ? ", everybody reads" : ", people with a role")));
    }
}
