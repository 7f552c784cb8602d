package tidewatch.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tidewatch.brief.BriefInput;
import tidewatch.brief.FigureBook;
import tidewatch.brief.NoteCheckSection;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.evidence.ClaimCheck;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.notes.Note;

/** {@code /check [NOTE]}: every figure of a note recomputed; without a name the newest note that has figures. */
final class CheckCommand implements Command {
    private final Desk desk;

    CheckCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "check";
    }

    @Override
    public List<String> aliases() {
        return List.of("verify", "c");
    }

    @Override
    public String arguments() {
        return "[NOTE]";
    }

    @Override
    public String help() {
        return "Every figure of a note recomputed";
    }

    @Override
    public List<String> examples() {
        return List.of("/check", "/check 2026-01-08");
    }

    @Override
    public Reply answer(Request request) {
        return Ask.prices(desk, request, this::from);
    }

    private Reply from(Request request, BriefInput in) {
        var note = request.rest().isEmpty() ? newest(in) : NameBook.note(request.rest(), in.vault());
        if (note.isEmpty()) {
            if (request.rest().isEmpty()) {
                return Answer.to(request, "").complain("None of your notes has a figure that I can check.").reply();
            }
            return NoteCommand.unknown(request, in.vault());
        }
        var figures = ClaimCheck.note(note.get(), in.vault().resolver(), in.universe(), in.panel());
        var answer = Answer.to(request, "Check of " + note.get().title()).from(in);
        if (figures.isEmpty()) {
            return answer.say(note.get().title() + " has no figure that I can check.").reply();
        }
        var result = NoteCheckSection.result(new BriefInput.NoteFigures(note.get(), figures), FigureBook.ofAnswer(in.panel()));
        answer.say(result.held() + " of " + Wording.count(result.lines().size(), "figure", "figures")
                + (result.lines().size() == 1 ? " holds." : " hold."));
        var items = new ArrayList<List<Inline>>();
        for (var line : result.lines()) {
            var words = new ArrayList<Inline>();
            words.add(Inline.text("line " + line.line() + " "));
            words.add(Inline.strong(line.entity() + " " + line.written()));
            words.add(Inline.text(line.session().map(day -> ", " + Wording.day(day)).orElse("") + ": "));
            words.addAll(NoteCheckSection.verdict(line));
            words.add(Inline.text("."));
            items.add(words);
        }
        return answer.add(Block.bullets(items)).button("Note", "/note " + note.get().title()).reply();
    }

    private static Optional<Note> newest(BriefInput in) {
        return in.vault().notes().stream()
                .filter(note -> note.date().isPresent() && !ClaimCheck.note(note, in.vault().resolver(), in.universe(), in.panel()).isEmpty())
                .max(Comparator.comparing((Note note) -> note.date().orElseThrow())
                        .thenComparingInt(note -> note.claims().size())
                        .thenComparing(Note::path, Comparator.reverseOrder()));
    }
}
