package tidewatch.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.notes.Note;
import tidewatch.notes.Vault;
import tidewatch.problem.Problem;
import tidewatch.search.Hit;
import tidewatch.search.Hits;
import tidewatch.search.NoteQuery;
import tidewatch.search.NoteSearch;

/** {@code /notes WORDS}: the notes that have these words, best first, each with the line that shows why; without words the newest notes. */
final class NotesCommand implements Command {
    /** Longest command line of the button for the next page; platforms cut longer ones. */
    private static final int BUTTON_MAX = 200;

    private static final int LABEL_MAX = 40;

    /** {@code oil hormuz page 2}. */
    private static final Pattern PAGED = Pattern.compile("(?i)(.*\\S)\\s+(page \\d{1,4})");

    private final Desk desk;
    private final NoteSearch search;

    NotesCommand(Desk desk, NoteSearch search) {
        this.desk = desk;
        this.search = search;
    }

    @Override
    public String name() {
        return "notes";
    }

    @Override
    public List<String> aliases() {
        return List.of("search", "find");
    }

    @Override
    public String arguments() {
        return "[WORDS]";
    }

    @Override
    public String help() {
        return "Finds notes by words, \"a phrase\", -without, #tag, folder:X, since:30d";
    }

    @Override
    public List<String> examples() {
        return List.of("/notes", "/notes defense", "/notes \"lead times\" since:2026-01");
    }

    @Override
    public Reply answer(Request request) {
        var vault = desk.vault(request.at(), request.scope()).value();
        var paged = PAGED.matcher(request.rest());
        var page = Page.of(request.rest());
        if (page.isPresent()) {
            return newest(page.get(), request, vault);
        }
        return paged.matches()
                ? found(paged.group(1), Page.of(paged.group(2)).orElseThrow(), request, vault)
                : found(asTyped(request), new Page(1), request, vault);
    }

    /** Quotation marks around the whole, which are gone by now, make a phrase here. */
    private static String asTyped(Request request) {
        var rest = request.rest();
        boolean quoted = request.arguments().equals(List.of(rest)) && rest.indexOf(' ') > 0 && !rest.startsWith("[[");
        return quoted ? "\"" + rest + "\"" : rest;
    }

    private Reply newest(Page page, Request request, Vault vault) {
        var answer = Answer.to(request, "Notes").of(desk.setup());
        var notes = vault.notes().stream()
                .sorted(Comparator.comparing((Note note) -> note.date().orElse(LocalDate.MIN)).reversed().thenComparing(Note::path))
                .toList();
        if (page.beyond(notes, Page.CHOICES)) {
            return answer.complain(page.none()).reply();
        }
        if (notes.isEmpty()) {
            return answer.complain("There are no notes here.").reply();
        }
        answer.say("I know " + Wording.count(notes.size(), "note", "notes") + "." + (page.number() == 1 ? " The newest:" : ""));
        answer.add(Block.bullets(page.of(notes, Page.CHOICES).stream().map(NotesCommand::named).toList()));
        if (page.number() == 1) {
            answer.say("To search, say what for: /notes oil \"strait of hormuz\" -gold. Also tag:energy or #energy, folder:Sectors, title:oil,"
                    + " since:30d, before:2026-01, oil OR gas, horm*.");
        }
        page.offer(notes, request.verb(), answer, (there, note) -> open(there, note, vault));
        return answer.reply();
    }

    private Reply found(String typed, Page page, Request request, Vault vault) {
        var answer = Answer.to(request, "Notes: " + Answer.shown(typed)).of(desk.setup());
        var query = NoteQuery.parse(typed, request.at().atZone(request.zone()).toLocalDate());
        query.problems().stream().map(Problem::sentence).forEach(answer::complain);
        if (query.value().empty()) {
            return answer.complain("For example /notes oil \"strait of hormuz\" since:30d. /help notes says more.").reply();
        }
        var hits = search.find(query.value(), vault, (page.number() - 1) * Page.CHOICES, Page.CHOICES);
        if (hits.total() == 0) {
            return nothing(typed, hits, answer);
        }
        if (hits.page().isEmpty()) {
            return answer.complain(page.none() + " " + many(hits) + " found.").reply();
        }
        answer.say(many(hits) + (hits.total() == 1 ? "" : query.value().words() ? ", best first" : ", newest first")
                + (page.number() == 1 ? "" : ", page " + page.number()) + ":");
        answer.add(Block.bullets(hits.page().stream().map(NotesCommand::shown).toList()));
        aside(hits, answer);
        hits.page().forEach(hit -> open(answer, hit.note(), vault));
        int left = hits.total() - page.number() * Page.CHOICES;
        var next = "/" + request.verb() + " " + typed + " page " + (page.number() + 1);
        if (left > 0 && next.length() <= BUTTON_MAX) {
            answer.button("More", next);
        } else if (left > 0) {
            answer.say(left + " more; ask with fewer words to see them.");
        }
        return answer.reply();
    }

    private static String many(Hits hits) {
        return (hits.complete() ? "" : "At least ") + Wording.count(hits.total(), "note", "notes");
    }

    /** How far the answer can be relied upon. */
    private void aside(Hits hits, Answer answer) {
        if (!hits.complete()) {
            answer.say("Time ran out before all notes were looked through; a rarer word, a folder: or since: finds the rest.");
        }
        if (hits.lookedThrough() > 0 && search.state().planned()) {
            answer.say("The search index is not ready yet, so I looked through the text of " + Wording.count(hits.lookedThrough(), "note", "notes") + ".");
        }
    }

    private Reply nothing(String typed, Hits hits, Answer answer) {
        if (!hits.complete()) {
            aside(hits, answer);
            return answer.complain("Nothing found for " + Answer.shown(typed) + " so far.").reply();
        }
        boolean apart = hits.alone().stream().allMatch(one -> one.notes() > 0) && !hits.alone().isEmpty();
        answer.complain(
                apart
                        ? "No note has all of it. By itself: "
                                + hits.alone().stream()
                                        .map(one -> Answer.shown(one.typed()) + " in " + Wording.count(one.notes(), "note", "notes"))
                                        .collect(Collectors.joining(", "))
                                + "."
                        : "No note has " + Answer.shown(typed) + "." + (hits.near().isEmpty() ? "" : " Did you mean:"));
        hits.near().forEach(near -> answer.button(Answer.cut(near, LABEL_MAX), "/notes " + near));
        return answer.reply();
    }

    private static List<Inline> named(Note note) {
        return List.of(new Inline.NoteRef(note.path(), note.title()), Inline.text(note.date().map(day -> ", " + Wording.longDay(day)).orElse("") + " · " + note.path()));
    }

    private static List<Inline> shown(Hit hit) {
        var note = hit.note();
        var line = new ArrayList<Inline>();
        line.add(new Inline.NoteRef(note.path(), note.title()));
        line.add(Inline.text(note.date().map(day -> ", " + Wording.longDay(day)).orElse("") + " · " + note.path() + ":" + hit.line()
                + (hit.generated() ? " · generated, no evidence" : "")));
        for (var piece : hit.excerpt()) {
            if (line.size() == 2) {
                line.add(new Inline.LineBreak());
            }
            line.add(piece.match() ? Inline.strong(piece.text()) : Inline.text(piece.text()));
        }
        return line;
    }

    /** A button by the title, or by the path where the title is another note's as well. */
    private static void open(Answer answer, Note note, Vault vault) {
        boolean named = Page.of(note.title()).isEmpty() && NameBook.note(note.title(), vault).filter(note::equals).isPresent();
        answer.button(Answer.cut(note.title(), LABEL_MAX), "/note " + (named ? note.title() : note.path()));
    }
}
