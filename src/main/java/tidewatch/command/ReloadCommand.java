package tidewatch.command;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.NoteScope;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.chat.Role;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.notes.LiveVault;
import tidewatch.problem.Problem;

/** {@code /reload}: looks for changed notes now instead of in a moment, and says what changed and what could not be read. */
final class ReloadCommand implements Command {
    private static final int SHOWN_MAX = 8;

    private final Desk desk;

    ReloadCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "reload";
    }

    @Override
    public List<String> aliases() {
        return List.of("rescan");
    }

    @Override
    public String help() {
        return "Looks for changed notes now";
    }

    @Override
    public List<String> examples() {
        return List.of("/reload");
    }

    @Override
    public Audience audience() {
        return Audience.SELF;
    }

    @Override
    public Role role() {
        return Role.OWNER;
    }

    @Override
    public Reply answer(Request request) {
        var found = desk.reload();
        var seen = desk.vault(request.at(), request.scope());
        var answer = Answer.to(request, "Notes").of(desk.setup());
        answer.say(Wording.count(seen.value().notes().size(), "note", "notes") + ".");
        found.before().ifPresent(at -> change(answer, found.change(), " since " + moment(at.atZone(request.zone())), request.scope()));
        return problems(answer, seen.value().problems()).reply();
    }

    private static String moment(ZonedDateTime at) {
        return Wording.longDay(at.toLocalDate()) + " " + Wording.time(at);
    }

    private static void change(Answer answer, LiveVault.Change change, String since, NoteScope scope) {
        if (change.isNothing()) {
            answer.say("Nothing changed" + since + ".");
            return;
        }
        answer.say("Changed" + since + ":");
        var lines = new ArrayList<List<Inline>>();
        line(lines, "New", change.added(), scope);
        line(lines, "Changed", change.changed(), scope);
        line(lines, "Moved", change.renamed().entrySet().stream().map(one -> one.getKey() + " to " + one.getValue()).sorted().toList(), scope);
        line(lines, "Gone", change.removed(), scope);
        answer.add(Block.bullets(lines));
    }

    /** Names of notes are said where all notes may be known; elsewhere how many there are. */
    private static void line(List<List<Inline>> lines, String what, List<String> paths, NoteScope scope) {
        if (!paths.isEmpty()) {
            var words = scope.everything() ? Wording.listed(paths, SHOWN_MAX) : Wording.count(paths.size(), "note", "notes");
            lines.add(List.of(Inline.text(what + ": " + words)));
        }
    }

    private static Answer problems(Answer answer, List<Problem> problems) {
        if (!problems.isEmpty()) {
            answer.say(Wording.count(problems.size(), "thing", "things") + " could not be read as written:");
            answer.add(Block.bullets(problems.stream().limit(SHOWN_MAX).map(one -> List.<Inline>of(Inline.text(one.line()))).toList()));
            if (problems.size() > SHOWN_MAX) {
                answer.say((problems.size() - SHOWN_MAX) + " more.");
            }
        }
        return answer;
    }
}
