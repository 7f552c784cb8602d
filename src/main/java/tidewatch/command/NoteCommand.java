package tidewatch.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.message.Block;
import tidewatch.notes.Contradictions;
import tidewatch.notes.Lint;
import tidewatch.notes.Note;
import tidewatch.notes.Vault;

/** {@code /note NAME}: the note as it was written, and what was read from it. */
final class NoteCommand implements Command {
    /** A longer note is read in its own program; the rest is counted, never silently cut. */
    private static final int LINES_MAX = 80;

    private static final int NEWEST = 5;

    private static final int DOUBTS_MAX = 6;

    /** What the kinds of claims are called, one and several; prose is counted apart. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("move", "move|moves"),
            Map.entry("relative", "relative move|relative moves"),
            Map.entry("streak", "streak|streaks"),
            Map.entry("word-move", "move in words|moves in words"),
            Map.entry("level", "level|levels"),
            Map.entry("flow", "flow|flows"),
            Map.entry("timing", "date of a turn|dates of turns"),
            Map.entry("sector-view", "view of a sector|views of sectors"),
            Map.entry("driver", "driver|drivers"),
            Map.entry("thesis", "thesis|theses"),
            Map.entry("impact", "impact on a thesis|impacts on theses"),
            Map.entry("checklist", "check|checks"),
            Map.entry("scenario", "scenario|scenarios"),
            Map.entry("watch", "thing to watch|things to watch"),
            Map.entry("related", "related note|related notes"));

    private final Desk desk;
    private final NameAsk ask;

    NoteCommand(Desk desk, Books.Shelf shelf) {
        this.desk = desk;
        this.ask = new NameAsk(shelf);
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
                .map(note -> show(request, note, vault.value()))
                .orElseGet(() -> unknown(request, vault.value()).reply());
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

    static Answer unknown(Request request, Vault vault) {
        var answer = Answer.to(request, "");
        var near = NameBook.nearNotes(request.rest(), vault);
        near.forEach(title -> answer.button(title, "/" + request.verb() + " " + title));
        if (near.isEmpty()) {
            newest(answer, request, vault);
        }
        return answer.complain("I don't know the note \"" + Answer.shown(request.rest()) + "\"."
                + (near.isEmpty() ? " The newest:" : " Did you mean:"));
    }

    private Reply show(Request request, Note note, Vault vault) {
        var answer = Answer.to(request, note.title()).of(desk.setup());
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
                + Wording.count(counts.prose(), "line", "lines") + " kept as prose." + understood(note));
        doubts(note, vault, answer);
        stale(note, request, vault).ifPresent(answer::add);
        ask.of(note, vault, answer, request);
        return answer.button("Check", "/check " + note.title()).button("Related", "/related " + note.title()).reply();
    }

    /** {@code Understood: 8 moves, 2 streaks and 1 thesis.} */
    private static String understood(Note note) {
        var kinds = new LinkedHashMap<String, Integer>();
        note.claims().forEach(claim -> kinds.merge(claim.kind(), 1, Integer::sum));
        var words = new ArrayList<String>();
        kinds.forEach((kind, n) -> Optional.ofNullable(KINDS.get(kind)).ifPresent(name -> {
            int bar = name.indexOf('|');
            words.add(Wording.count(n, name.substring(0, bar), name.substring(bar + 1)));
        }));
        return words.isEmpty() ? "" : " Understood: " + Wording.list(words) + ".";
    }

    /** Lines that were not read or are doubtful, and what this note and others say against each other. */
    private static void doubts(Note note, Vault vault, Answer answer) {
        var findings = Lint.of(note).withoutInfo().notes().stream().flatMap(one -> one.findings().stream()).toList();
        if (!findings.isEmpty()) {
            answer.say(findings.size() == 1 ? "One line is doubtful:" : findings.size() + " lines are doubtful" + (findings.size() > DOUBTS_MAX ? ", the first:" : ":"));
            answer.add(Block.bullets(findings.stream().limit(DOUBTS_MAX).map(LintCommand::line).toList()));
        }
        var against = Contradictions.of(vault).in(note.path());
        Against.say(against, vault, answer);
        if (!note.lint().isEmpty()) {
            answer.button("Lint", "/lint " + note.title());
        }
    }

    /** Why a note is past its time; absent when it is not. */
    static Optional<Block> stale(Note note, Request request, Vault vault) {
        var today = StaleCommand.today(request);
        return vault.stale(today).stream().filter(one -> one.note().path().equals(note.path())).findFirst().map(one -> StaleCommand.reasons(one, today));
    }
}
