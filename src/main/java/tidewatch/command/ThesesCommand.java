package tidewatch.command;

import java.util.ArrayList;
import java.util.List;
import tidewatch.brief.BriefInput;
import tidewatch.brief.ThesesSection;
import tidewatch.brief.Wording;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.evidence.SameBet;
import tidewatch.message.Block;
import tidewatch.message.Inline;

/** {@code /theses}: every thesis of the notes with its status. */
final class ThesesCommand implements Sourced {
    private final Desk desk;

    ThesesCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "theses";
    }

    @Override
    public List<String> aliases() {
        return List.of("views", "bets");
    }

    @Override
    public String help() {
        return "Your theses and how the market treats them";
    }

    @Override
    public List<String> examples() {
        return List.of("/theses");
    }

    @Override
    public Reply answer(Request request) {
        return Ask.prices(desk, request, this);
    }

    @Override
    public Answer put(Request request, BriefInput in) {
        var answer = Answer.to(request, "Theses").from(in);
        if (in.theses().isEmpty()) {
            return answer.complain("I found no thesis in your notes. A note titled \"Long NVIDIA\", or a table with a column Thesis, is one.")
                    .button("Notes", "/status");
        }
        var items = new ArrayList<List<Inline>>();
        for (var thesis : in.theses()) {
            var line = ThesesSection.line(thesis, thesis.lead(), in, answer.figures());
            var words = new ArrayList<Inline>();
            words.add(Inline.text(Wording.mark(line.status()) + " "));
            words.add(thesis.notes().isEmpty() ? Inline.strong(line.name()) : new Inline.NoteRef(thesis.notes().get(0), line.name()));
            words.add(Inline.text(": " + Wording.status(line.status())));
            words.addAll(ThesisCommand.evidence(line));
            items.add(words);
            answer.button(line.name(), "/thesis " + line.name());
        }
        answer.add(Block.bullets(items));
        var bets = SameBet.of(in.theses(), in.panel());
        SameBetWords.lines(bets, in.theses().size()).forEach(answer::say);
        SameBetWords.source(bets, in, answer.figures());
        return answer;
    }
}
