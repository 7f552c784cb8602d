package tidewatch.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import tidewatch.brief.Wording;
import tidewatch.chat.ApprovedChat;
import tidewatch.chat.Incoming;
import tidewatch.chat.NoteScope;
import tidewatch.chat.Request;
import tidewatch.chat.Role;
import tidewatch.delivery.Admission;
import tidewatch.problem.Spelling;

/** What {@code /settings members} and {@code /settings scope} do, and how folders are named to {@code /people} as well. */
final class ChatAccess {
    private static final int FOLDERS_SHOWN = 12;

    private final Desk desk;
    private final Admission admission;

    ChatAccess(Desk desk, Admission admission) {
        this.desk = desk;
        this.admission = admission;
    }

    private static Optional<ApprovedChat> group(Answer answer, Admission admission, Request request, String what) {
        var chat = admission.chat(request.asker().chat()).filter(one -> one.person().isEmpty());
        if (chat.isEmpty()) {
            answer.complain(what + " is a setting of a group. Type it in the group; /pair here lets me answer there. What one person sees is set by /people.");
        }
        return chat;
    }

    /** {@code /settings members read}. */
    void members(Answer answer, String typed, Request request) {
        var chat = group(answer, admission, request, "Who may read");
        if (chat.isEmpty()) {
            return;
        }
        switch (typed.toLowerCase(Locale.ROOT)) {
            case "read", "on" -> {
                admission.members(chat.get(), true, request.asker());
                answer.say("Everybody in this chat may read now: prices, and " + chat.get().scope().words() + ". Changes stay for people with a role; /people lists them.");
            }
            case "off" -> {
                admission.members(chat.get(), false, request.asker());
                answer.say("Only people with a role may ask here now; /people lists them.");
            }
            default -> {
                answer.complain("May everybody in this chat read? /settings members read, or /settings members off.");
                answer.effect("Everybody", "/settings members read").effect("People with a role", "/settings members off");
            }
        }
    }

    /** {@code /settings scope "Sectors" "Watch"}. */
    void scope(Answer answer, Request request) {
        var chat = group(answer, admission, request, "Which notes are seen");
        if (chat.isEmpty()) {
            return;
        }
        var wanted = folders(answer, request.arguments().subList(1, request.arguments().size()), request, false, "/settings scope");
        if (wanted.isEmpty()) {
            return;
        }
        int dropped = admission.scope(chat.get(), wanted.get(), request.asker(), request.at());
        answer.say("This chat may see " + wanted.get().words() + " from now on" + (wanted.get().nothing() ? "." : "; never notes that say private: true."));
        if (dropped > 0) {
            answer.say(Wording.count(dropped, "message that waited", "messages that waited") + " for it may hold other notes and will not come.");
        }
    }

    /** Folders as typed, each as the vault has it; absent, and said, when one is not there. */
    Optional<NoteScope> folders(Answer answer, List<String> typed, Request request, boolean mayAll, String verb) {
        var known = folders(request);
        // In front of a group no folder is named that it may not know of.
        var shown = request.asker().rights().place() == Incoming.Place.PRIVATE ? known : new TreeSet<String>();
        var list = shown.isEmpty() ? "" : " There are: " + Wording.listed(List.copyOf(shown), FOLDERS_SHOWN) + ".";
        if (typed.isEmpty()) {
            answer.complain("Which folders of the vault? For example " + verb + " \"Sectors\"; " + verb + " all, " + verb + " none." + list);
            return Optional.empty();
        }
        if (typed.size() == 1 && typed.getFirst().equalsIgnoreCase("none")) {
            return Optional.of(NoteScope.NOTHING);
        }
        if (typed.size() == 1 && typed.getFirst().equalsIgnoreCase("all")) {
            return Optional.of(NoteScope.of(List.of("")));
        }
        if (typed.size() == 1 && mayAll && typed.getFirst().equalsIgnoreCase("everything")) {
            return Optional.of(NoteScope.EVERYTHING);
        }
        var found = new TreeSet<String>();
        boolean good = true;
        for (var one : typed) {
            var plain = one.replaceAll("^[/\"]+|[/\",]+$", "");
            var folder = known.stream().filter(plain::equals).findFirst().or(() -> known.stream().filter(plain::equalsIgnoreCase).findFirst());
            if (folder.isEmpty()) {
                good = false;
                var near = Spelling.near(plain, shown);
                answer.complain("The vault has no folder \"" + Answer.shown(plain) + "\"." + (near.isEmpty() ? list : " Near: " + String.join(", ", near) + ".")
                        + " Nothing was changed.");
            }
            folder.ifPresent(found::add);
        }
        return good && found.size() <= NoteScope.FOLDERS_MAX ? Optional.of(NoteScope.of(found)) : Optional.empty();
    }

    /** Folders that hold a note that is not private. */
    private SortedSet<String> folders(Request request) {
        var folders = new TreeSet<String>();
        desk.vault(request.at(), NoteScope.of(List.of(""))).value().notes().stream()
                .flatMap(note -> above(note.path()))
                .forEach(folders::add);
        return folders;
    }

    private static Stream<String> above(String path) {
        return Stream.iterate(path.lastIndexOf('/'), at -> at > 0, at -> path.lastIndexOf('/', at - 1)).map(at -> path.substring(0, at));
    }

    /** A line on who may read here and which notes are seen, for those whom it concerns. */
    void say(Answer answer, Request request) {
        var rights = request.asker().rights();
        admission.chat(request.asker().chat()).filter(one -> one.person().isEmpty()).ifPresent(chat -> {
            answer.say("This chat may see " + chat.scope().words() + ". " + (chat.membersRead() ? "Everybody in it may read." : "People with a role may ask here."));
            if (rights.role() == Role.OWNER) {
                answer.say("Owners: /settings members read or off; /settings scope \"Sectors\"; /pair off.");
            }
        });
    }
}
