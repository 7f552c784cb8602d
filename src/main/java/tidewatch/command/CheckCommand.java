package tidewatch.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.brief.BriefInput;
import tidewatch.brief.NoteCheckSection;
import tidewatch.brief.Wording;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.evidence.ClaimCheck;
import tidewatch.evidence.FigureCheck;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.notes.Contradictions;
import tidewatch.notes.Note;

/**
 * {@code /check [NOTE]}: every figure of a note recomputed; without a name the newest note that has figures. {@code /check TEXT}: the same of
 * words that are no note and become none.
 */
final class CheckCommand implements Sourced {
    /** More words are no name of a note. */
    private static final int NAME_WORDS_MAX = 8;

    /** What a figure of a move is written with. */
    private static final Pattern FIGURE = Pattern.compile("\\d\\s*(?:%|percent\\b|per cent\\b|pp\\b|points?\\b|bps?\\b)", Pattern.CASE_INSENSITIVE);

    private final Desk desk;
    private final NameAsk ask;

    CheckCommand(Desk desk, Books.Shelf shelf) {
        this.desk = desk;
        this.ask = new NameAsk(shelf);
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
        return "[NOTE or TEXT]";
    }

    @Override
    public String help() {
        return "Every figure of a note, or of your words, recomputed";
    }

    @Override
    public List<String> examples() {
        return List.of("/check", "/check 2026-01-08", "/check Nvidia fell 8 % on Friday");
    }

    /** Words that are no note hold nothing of notes. */
    @Override
    public Audience audience(String rest) {
        return text(rest) ? Audience.MARKET : audience();
    }

    private static boolean text(String rest) {
        return FIGURE.matcher(rest).find() || rest.strip().split("\\s+").length > NAME_WORDS_MAX;
    }

    @Override
    public Reply answer(Request request) {
        return Ask.prices(desk, request, this);
    }

    @Override
    public Answer put(Request request, BriefInput in) {
        if (text(request.rest()) && NameBook.note(request.rest(), in.vault()).isEmpty()) {
            return words(request, in);
        }
        var note = request.rest().isEmpty() ? newest(in) : NameBook.note(request.rest(), in.vault());
        if (note.isEmpty()) {
            if (request.rest().isEmpty()) {
                return Answer.to(request, "").complain("None of your notes has a figure that I can check.");
            }
            // "Utilities +3": short as a name, and perhaps a figure all the same.
            var spoken = SpokenWords.of(request.rest(), in);
            return figures(desk.read(spoken.text(), spoken.day()), in).isEmpty()
                    ? NoteCommand.unknown(request, in.vault())
                    : words(request, in);
        }
        var figures = figures(note.get(), in);
        var answer = Answer.to(request, "Check of " + note.get().title()).from(in);
        if (figures.isEmpty()) {
            answer.say(note.get().title() + " has no figure that I can check.");
            ask.of(note.get(), in.vault(), answer, request);
            return answer;
        }
        list(answer, note.get(), figures, true);
        Against.say(Contradictions.of(in.vault()).in(note.get().path()).figures(), in.vault(), answer);
        ask.of(note.get(), in.vault(), answer, request);
        return answer.button("Note", "/note " + note.get().title());
    }

    /** What is said here is checked as if it stood in a note of its day, and forgotten. */
    private Answer words(Request request, BriefInput in) {
        var spoken = SpokenWords.of(request.rest(), in);
        var read = desk.read(spoken.text(), spoken.day());
        var figures = figures(read, in);
        var answer = Answer.to(request, "Check").from(in);
        if (figures.isEmpty()) {
            return answer.complain("I found no figure in \"" + Answer.shown(request.rest()) + "\" that I can check. A figure is a move of something"
                            + " that I have prices of: /check Nvidia fell 8 % on Friday.");
        }
        list(answer, read, figures, false);
        spoken.remarks().forEach(answer::say);
        return answer.say("Read as a note of " + Wording.day(spoken.day()) + ", and kept nowhere.");
    }

    private static List<FigureCheck> figures(Note note, BriefInput in) {
        return ClaimCheck.note(note, in.vault().resolver(), in.universe(), in.panel());
    }

    /** @param numbered with the number of the line of each figure */
    private static Answer list(Answer answer, Note note, List<FigureCheck> figures, boolean numbered) {
        var result = NoteCheckSection.result(new BriefInput.NoteFigures(note, figures), answer.figures());
        answer.say(result.held() + " of " + Wording.count(result.lines().size(), "figure", "figures")
                + (result.lines().size() == 1 ? " holds." : " hold."));
        var items = new ArrayList<List<Inline>>();
        for (var line : result.lines()) {
            var words = new ArrayList<Inline>();
            if (numbered) {
                words.add(Inline.text("line " + line.line() + " "));
            }
            words.add(Inline.strong(line.entity() + " " + line.written()));
            words.add(Inline.text(line.session().map(day -> ", " + Wording.day(day)).orElse("") + ": "));
            words.addAll(NoteCheckSection.verdict(line));
            words.add(Inline.text("."));
            items.add(words);
        }
        return answer.add(Block.bullets(items));
    }

    private static Optional<Note> newest(BriefInput in) {
        return in.vault().notes().stream()
                .filter(note -> note.date().isPresent() && !ClaimCheck.note(note, in.vault().resolver(), in.universe(), in.panel()).isEmpty())
                .max(Comparator.comparing((Note note) -> note.date().orElseThrow())
                        .thenComparingInt(note -> note.claims().size())
                        .thenComparing(Note::path, Comparator.reverseOrder()));
    }
}
