package tidewatch.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.notes.Finding;
import tidewatch.notes.Lint;
import tidewatch.notes.Note;
import tidewatch.notes.Vault;

/**
 * {@code /lint}: what was not understood or is doubtful, what is to be mended first, by note and line; what is only worth knowing is
 * counted, and listed by {@code /lint info}. {@code /lint NOTE}: everything of one note.
 */
final class LintCommand implements Command {
    private static final int LINES = 20;
    private static final int RULES_SHOWN = 6;
    private static final int SENTENCE_MAX = 320;

    private static final Pattern INFO = Pattern.compile("(?i)(?:info|all)\\b\\s*(.*)");

    /** What an INFO of a rule is about, one and several. */
    private static final Map<String, String> ABOUT = Map.of(
            "link.dangling", "link to a note that does not exist|links to notes that do not exist",
            "name.unknown", "name that is not known|names that are not known",
            "table.unknown", "table kept as prose|tables kept as prose",
            "table.glued", "line glued under a table|lines glued under tables",
            "text.withdrawn", "struck row|struck rows",
            "row.not-stated", "row without a figure|rows without a figure",
            "tag.numeric", "tag of digits|tags of digits",
            "prose.note", "note that is not read for claims|notes that are not read for claims",
            "conflict.finer", "figure with a finer one beside it|figures with finer ones beside them");

    private final Desk desk;
    private final NameAsk ask;

    LintCommand(Desk desk, Books.Shelf shelf) {
        this.desk = desk;
        this.ask = new NameAsk(shelf);
    }

    @Override
    public String name() {
        return "lint";
    }

    @Override
    public List<String> aliases() {
        return List.of("problems");
    }

    @Override
    public String arguments() {
        return "[NOTE | info]";
    }

    @Override
    public String help() {
        return "What in your notes was not understood or is doubtful, by line";
    }

    @Override
    public List<String> examples() {
        return List.of("/lint", "/lint info", "/lint 2026-02-05");
    }

    @Override
    public Reply answer(Request request) {
        var vault = desk.vault(request.at(), request.scope()).value();
        var named = request.rest().isBlank() ? Optional.<Note>empty() : NameBook.note(request.rest(), vault);
        if (named.isPresent()) {
            return one(named.get(), request, vault);
        }
        var typed = INFO.matcher(request.rest());
        boolean info = typed.matches();
        var page = Page.of(info ? typed.group(1) : request.rest());
        return page.map(number -> all(number, info, request, vault)).orElseGet(() -> NoteCommand.unknown(request, vault).reply());
    }

    private Reply one(Note note, Request request, Vault vault) {
        var answer = Answer.to(request, "Lint of " + note.title()).of(desk.setup());
        var lint = Lint.of(vault).only(note);
        if (lint.notes().isEmpty()) {
            answer.say("Nothing of it is doubtful.");
        }
        var findings = lint.notes().stream().flatMap(one -> one.findings().stream()).toList();
        if (!findings.isEmpty()) {
            answer.add(Block.bullets(findings.stream().limit(2L * LINES).map(LintCommand::line).toList()));
        }
        if (findings.size() > 2 * LINES) {
            answer.say((findings.size() - 2 * LINES) + " more of it; tidewatch notes lint lists them all.");
        }
        NoteCommand.stale(note, request, vault).ifPresent(answer::add);
        ask.of(note, vault, answer, request);
        return answer.say(lint.counts().summary() + ".").button("Note", "/note " + note.title()).button("All notes", "/lint").reply();
    }

    private Reply all(Page page, boolean info, Request request, Vault vault) {
        var whole = Lint.of(vault);
        var shown = info ? whole : whole.withoutInfo();
        var answer = Answer.to(request, "Lint").of(desk.setup());
        var findings = shown.notes().stream().flatMap(note -> note.findings().stream()).toList();
        if (page.beyond(findings, LINES)) {
            return answer.complain(page.none()).reply();
        }
        if (page.number() == 1) {
            answer.say(head(whole));
        }
        byNote(page.of(findings, LINES), vault, answer);
        if (page.after(findings, LINES) > 0) {
            answer.say(page.after(findings, LINES) + " more.");
        }
        page.more(findings, LINES, info ? "lint info" : "lint", answer);
        if (page.number() == 1) {
            int folded = whole.count(Finding.Grade.INFO);
            if (!info && folded > 0) {
                answer.say("Only worth knowing: " + rules(whole.rules(Finding.Grade.INFO)) + ".").button("Show them", "/lint info");
            }
            int stale = vault.stale(request.at().atZone(request.zone()).toLocalDate()).size();
            if (stale > 0) {
                answer.say(Wording.count(stale, "note is past its time", "notes are past their time") + ": /stale.").button("Stale", "/stale");
            }
            ask.ask(ask.open(vault.questions(), request.at()), answer, request);
        }
        return answer.say(whole.counts().summary() + ", in " + Wording.count(whole.read(), "note", "notes") + ".").reply();
    }

    private static String head(Lint lint) {
        int fix = lint.count(Finding.Grade.FIX);
        int check = lint.count(Finding.Grade.CHECK);
        return fix + check == 0
                ? "Nothing is to be mended, and nothing is doubtful."
                : "To mend (FIX): " + fix + ". Read, but doubtful (CHECK): " + check + ".";
    }

    /** A heading for each note, its lines below. */
    private static void byNote(List<Finding> findings, Vault vault, Answer answer) {
        for (int from = 0; from < findings.size(); ) {
            var file = findings.get(from).file();
            int to = from;
            var lines = new ArrayList<List<Inline>>();
            while (to < findings.size() && findings.get(to).file().equals(file)) {
                lines.add(line(findings.get(to++)));
            }
            if (!file.isEmpty()) {
                answer.add(Block.para(vault.note(file).isPresent() ? new Inline.NoteRef(file, file) : Inline.text(file)));
            }
            answer.add(Block.bullets(lines));
            from = to;
        }
    }

    /** {@code CHECK line 14: "3%" has no sign under "Losers": write -3% or +3% (move.unsigned)}. */
    static List<Inline> line(Finding one) {
        return List.of(
                Inline.strong(one.grade().name()),
                Inline.text((one.line() == 0 ? "" : " line " + one.line()) + ": " + Answer.cut(one.sentence(), SENTENCE_MAX) + (one.rule().isEmpty() ? "" : " (" + one.rule() + ")")));
    }

    /** {@code 212 links to notes that do not exist, 12 names that are not known}. */
    private static String rules(Map<String, Integer> many) {
        return Wording.listed(many.entrySet().stream().map(entry -> about(entry.getKey(), entry.getValue())).toList(), RULES_SHOWN);
    }

    private static String about(String rule, int n) {
        var words = rule.isEmpty() ? "remark on a note|remarks on notes" : ABOUT.getOrDefault(rule, "line of " + rule + "|lines of " + rule);
        int bar = words.indexOf('|');
        return Wording.count(n, words.substring(0, bar), words.substring(bar + 1));
    }
}
