package tidewatch.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.message.Block;
import tidewatch.notes.Note;
import tidewatch.notes.Vault;

/** {@code /note NAME}: the note as it was written, and what was read from it. */
final class NoteCommand implements Command {
    /** A longer note is read in its own program; the rest is counted, never silently cut. */
    private static final int LINES_MAX = 80;

    private static final int NEWEST = 5;

    private final Desk desk;

    NoteCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "note";
    }

    @Override
    public List<String> aliases() {
        return List.of("n", "read", "open");
    }

    @Override
    public String arguments() {
        return "NAME";
    }

    @Override
    public String help() {
        return "One of your notes, and what I read from it";
    }

    @Override
    public List<String> examples() {
        return List.of("/note Long NVIDIA");
    }

    @Override
    public Reply answer(Request request) {
        var vault = desk.vault(request.at(), request.scope());
        var page = Page.of(request.rest());
        if (page.isPresent()) {
            var many = "I know " + Wording.count(vault.value().notes().size(), "note", "notes") + ".";
            return which(page.get(), "Which note? " + many + (page.get().number() == 1 ? " The newest:" : ""), request, vault.value());
        }
        return NameBook.note(request.rest(), vault.value())
                .map(note -> show(request, note, vault.value(), desk.setup()))
                .orElseGet(() -> unknown(request, vault.value()));
    }

    /** Buttons for the notes of a page, those that were dated last first, those without a date behind them by name. */
    static Reply which(Page page, String question, Request request, Vault vault) {
        var answer = Answer.to(request, "");
        var notes = vault.notes().stream()
                .sorted(Comparator.comparing((Note note) -> note.date().orElse(LocalDate.MIN))
                        .reversed()
                        .thenComparing(Note::path))
                .toList();
        if (page.beyond(notes, Page.CHOICES)) {
            return answer.complain(page.none()).reply();
        }
        page.offer(notes, request.verb(), answer, (there, note) -> there.button(note.title(), "/" + request.verb() + " " + note.title()));
        return answer.asks(request.verb()).complain(question).reply();
    }

    /** Buttons for the notes that were dated last. */
    private static void newest(Answer answer, Request request, Vault vault) {
        vault.notes().stream()
                .filter(note -> note.date().isPresent())
                .sorted(Comparator.comparing((Note note) -> note.date().orElseThrow()).reversed().thenComparing(Note::path))
                .limit(NEWEST)
                .forEach(note -> answer.button(note.title(), "/" + request.verb() + " " + note.title()));
    }

    static Reply unknown(Request request, Vault vault) {
        var answer = Answer.to(request, "");
        var near = NameBook.nearNotes(request.rest(), vault);
        near.forEach(title -> answer.button(title, "/" + request.verb() + " " + title));
        if (near.isEmpty()) {
            newest(answer, request, vault);
        }
        return answer.complain("I don't know the note \"" + Answer.shown(request.rest()) + "\"."
                + (near.isEmpty() ? " The newest:" : " Did you mean:")).reply();
    }

    private static Reply show(Request request, Note note, Vault vault, Desk.Setup setup) {
        var answer = Answer.to(request, note.title()).of(setup);
        var about = new ArrayList<String>();
        about.add(note.path());
        note.date().ifPresent(day -> about.add(Wording.longDay(day) + " (" + note.dateFrom() + ")"));
        if (!note.tags().isEmpty()) {
            about.add("#" + String.join(" #", note.tags()));
        }
        answer.say(String.join(" · ", about));
        var lines = List.of(vault.text(note.path()).strip().split("\\R", -1));
        var shown = String.join("\n", lines.subList(0, Math.min(LINES_MAX, lines.size())));
        answer.add(shown.isBlank() ? Block.para("The note is empty.") : new Block.Code("md", shown));
        if (lines.size() > LINES_MAX) {
            answer.say((lines.size() - LINES_MAX) + " more lines in the file.");
        }
        var counts = note.counts();
        answer.say("Read: " + counts.rowsRead() + " of " + Wording.count(counts.rows(), "table row", "table rows") + ", "
                + Wording.count(counts.headings(), "heading", "headings") + ", " + Wording.count(counts.links(), "link", "links") + "; "
                + Wording.count(counts.prose(), "line", "lines") + " kept as prose.");
        return answer.button("Check", "/check " + note.title()).button("Related", "/related " + note.title()).reply();
    }
}
