package tidewatch.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.notes.Claim;
import tidewatch.notes.NameKey;
import tidewatch.notes.Note;
import tidewatch.notes.Vault;

/** {@code /related NAME}: the notes that a note links to, and those that link to it, each with its own words. */
final class RelatedCommand implements Command {
    private static final int SHOWN_MAX = 20;
    private static final int MISSING_MAX = 8;

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
            return NoteCommand.unknown(request, vault).reply();
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

    /** A note that links here, its day, the heading or block that it means, and its own words. */
    private static List<Inline> from(Note note, Note.Link link) {
        return List.of(
                new Inline.NoteRef(note.path(), note.title()),
                Inline.text(note.date().map(day -> ", " + Wording.longDay(day)).orElse("") + part(link) + ": \"" + ThesisCommand.shortened(link.line()) + "\""));
    }

    /** {@code , to "Drivers"}; a block is named by its mark. */
    private static String part(Note.Link link) {
        return link.heading().filter(heading -> !heading.isBlank())
                .map(heading -> heading.startsWith("^") ? ", to its block " + heading : ", to \"" + Answer.shown(heading) + "\"")
                .orElse("");
    }

    /** What one note says of all its links to another. */
    private static final class Out {
        private final Note target;
        private final Set<String> parts = new LinkedHashSet<>();
        private boolean tie;

        Out(Note target) {
            this.target = target;
        }
    }

    private static Reply show(Request request, Note note, Vault vault, Desk.Setup setup) {
        var answer = Answer.to(request, "Related to " + note.title()).of(setup);
        var out = new LinkedHashMap<String, Out>();
        var missing = new LinkedHashMap<String, Integer>();
        for (var link : note.links()) {
            var target = vault.target(link, note.path());
            if (target.isEmpty()) {
                missing.putIfAbsent(link.target(), link.place().line());
            } else if (!target.get().note().path().equals(note.path())) {
                var one = out.computeIfAbsent(target.get().note().path(), _ -> new Out(target.get().note()));
                one.tie |= target.get().tie();
                part(link).lines().filter(part -> !part.isEmpty()).forEach(one.parts::add);
            }
        }
        var labels = new LinkedHashMap<String, String>();
        note.claims(Claim.Related.class).forEach(related -> related.label().ifPresent(label -> labels.putIfAbsent(NameKey.of(related.target().link().orElseGet(() -> related.target().text())), label)));
        var in = new LinkedHashMap<String, List<Inline>>();
        var times = new LinkedHashMap<String, Integer>();
        for (var back : vault.backlinks(note.path())) {
            if (!back.note().path().equals(note.path())) {
                in.putIfAbsent(back.note().path(), from(back.note(), back.link()));
                times.merge(back.note().path(), 1, Integer::sum);
            }
        }
        list(answer, "Links to:", out.values().stream().map(one -> to(one, labels)).toList());
        list(
                answer,
                "Linked from:",
                in.entrySet().stream().map(entry -> often(entry.getValue(), times.getOrDefault(entry.getKey(), 1))).toList());
        if (!missing.isEmpty()) {
            answer.say("Linked, but there is no such note: "
                    + Wording.listed(missing.entrySet().stream().map(entry -> entry.getKey() + " (line " + entry.getValue() + ")").toList(), MISSING_MAX)
                    + ". A note of that name mends it.");
        }
        if (!note.links().isEmpty() || !in.isEmpty()) {
            answer.button("Note", "/note " + note.title());
        }
        return answer.empty() ? answer.say(note.title() + " has no links, and no note links to it.").reply() : answer.reply();
    }

    private static List<Inline> to(Out one, Map<String, String> labels) {
        var line = new ArrayList<Inline>();
        line.add(new Inline.NoteRef(one.target.path(), one.target.title()));
        var label = Stream.concat(Stream.of(one.target.title(), one.target.path().replaceAll("^.*/|\\.md$", "")), one.target.aliases().stream())
                .flatMap(name -> Optional.ofNullable(labels.get(NameKey.of(name))).stream())
                .findFirst();
        var words = String.join("", one.parts)
                + label.map(said -> ": " + ThesisCommand.shortened(said)).orElse("")
                + (one.tie ? " (several notes bear that name; " + one.target.path() + " is the one that I take)" : "");
        if (!words.isEmpty()) {
            line.add(Inline.text(words));
        }
        return line;
    }

    private static List<Inline> often(List<Inline> line, int times) {
        if (times == 1) {
            return line;
        }
        var more = new ArrayList<>(line);
        more.add(Inline.text(" and " + (times - 1) + " more"));
        return more;
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
