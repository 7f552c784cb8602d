package tidewatch.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.notes.Note;
import tidewatch.notes.Vault;

/** {@code /related NAME}: the notes that a note links to, and those that link to it, each with its own words. */
final class RelatedCommand implements Command {
    private static final int SHOWN_MAX = 20;

    private final Desk desk;

    RelatedCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "related";
    }

    @Override
    public List<String> aliases() {
        return List.of("links", "rel");
    }

    @Override
    public String arguments() {
        return "NAME";
    }

    @Override
    public String help() {
        return "What a note links to, and what links to it";
    }

    @Override
    public List<String> examples() {
        return List.of("/related Long NVIDIA");
    }

    @Override
    public Reply answer(Request request) {
        var vault = desk.vault(request.at(), request.scope()).value();
        var page = Page.of(request.rest());
        if (page.isPresent()) {
            return NoteCommand.which(page.get(), "Related to which note?" + (page.get().number() == 1 ? " The newest:" : ""), request, vault);
        }
        var note = NameBook.note(request.rest(), vault);
        if (note.isPresent()) {
            return show(request, note.get(), vault, desk.setup());
        }
        var linked = linked(NameBook.bare(request.rest()), vault);
        if (linked.isEmpty()) {
            return NoteCommand.unknown(request, vault);
        }
        var answer = Answer.to(request, "Related to " + Answer.shown(NameBook.bare(request.rest()))).of(desk.setup());
        answer.say("There is no such note yet, but others link to it.");
        list(answer, "Linked from:", linked);
        return answer.reply();
    }

    /** The notes that link to a name that has no note. */
    private static List<List<Inline>> linked(String name, Vault vault) {
        var found = new LinkedHashMap<String, List<Inline>>();
        for (var note : vault.notes()) {
            for (var link : note.links()) {
                if (NameBook.same(link.target(), name)) {
                    found.putIfAbsent(note.path(), from(note, link));
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static List<Inline> from(Note note, Note.Link link) {
        return List.of(
                new Inline.NoteRef(note.path(), note.title()),
                Inline.text(note.date().map(day -> ", " + Wording.longDay(day)).orElse("") + ": \"" + ThesisCommand.shortened(link.line()) + "\""));
    }

    private static Reply show(Request request, Note note, Vault vault, Desk.Setup setup) {
        var answer = Answer.to(request, "Related to " + note.title()).of(setup);
        var out = new LinkedHashMap<String, List<Inline>>();
        var missing = new LinkedHashSet<String>();
        for (var link : note.links()) {
            vault.named(link.target()).ifPresentOrElse(
                    target -> out.putIfAbsent(target.path(), List.of(new Inline.NoteRef(target.path(), target.title()))),
                    () -> missing.add(link.target()));
        }
        var in = new LinkedHashMap<String, List<Inline>>();
        for (var back : vault.backlinks(note.path())) {
            in.putIfAbsent(back.note().path(), from(back.note(), back.link()));
        }
        list(answer, "Links to:", new ArrayList<>(out.values()));
        list(answer, "Linked from:", new ArrayList<>(in.values()));
        if (!missing.isEmpty()) {
            answer.say("Linked, but there is no such note: " + Wording.listed(List.copyOf(missing), 8) + ".");
        }
        return answer.empty() ? answer.say(note.title() + " has no links, and no note links to it.").reply() : answer.reply();
    }

    private static void list(Answer answer, String head, List<List<Inline>> items) {
        if (!items.isEmpty()) {
            answer.say(head).add(Block.bullets(items.stream().limit(SHOWN_MAX).toList()));
            if (items.size() > SHOWN_MAX) {
                answer.say((items.size() - SHOWN_MAX) + " more.");
            }
        }
    }
}
