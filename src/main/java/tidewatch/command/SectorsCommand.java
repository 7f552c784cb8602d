package tidewatch.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tidewatch.brief.BriefInput;
import tidewatch.brief.Wording;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.notes.Claim;
import tidewatch.rotation.Lookback;
import tidewatch.rotation.Ranking;
import tidewatch.rotation.RotationRow;

/** {@code /sectors [window]}: sectors and themes ranked, with the author's view and whether the market agrees. */
final class SectorsCommand implements Sourced {
    private final Desk desk;

    SectorsCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "sectors";
    }

    @Override
    public List<String> aliases() {
        return List.of("s", "sector", "themes");
    }

    @Override
    public String arguments() {
        return "[window]";
    }

    @Override
    public String help() {
        return "Sectors and themes ranked, beside your view";
    }

    @Override
    public List<String> examples() {
        return List.of("/sectors", "/sectors 5d", "/sectors ytd");
    }

    @Override
    public Audience audience() {
        return Audience.MARKET;
    }

    @Override
    public Reply answer(Request request) {
        return Ask.prices(desk, request, this);
    }

    @Override
    public Answer put(Request request, BriefInput in) {
        var asked = Windowed.windowOnly(request.arguments(), Lookback.D21);
        var answer = Answer.to(request, "Sectors and themes, " + Wording.lookback(asked.window())).from(in);
        asked.complaints().forEach(answer::complain);
        if (asked.hopeless()) {
            return answer;
        }
        var ranked = Ranking.of(in.table(), asked.window().relative(), Set.of(RotationRow.Kind.SECTOR, RotationRow.Kind.THEME));
        var table = new Tables("Sector or theme", in, answer).relativeMoves(asked.window(), ranked);
        int rank = 0;
        for (var row : ranked) {
            table.row(++rank + " " + Tables.named(row), row);
        }
        answer.add(table.blocks());
        var views = new ArrayList<List<Inline>>();
        for (var view : in.flows()) {
            if (view.claim() instanceof Claim.SectorView) {
                views.add(view(view, ranked, in, answer));
            }
        }
        if (!views.isEmpty()) {
            answer.say("Your views, weighed since their notes:").add(Block.bullets(views));
        }
        return answer.button("Rotation", "/rotation " + asked.window().code());
    }

    private static List<Inline> view(BriefInput.View view, List<RotationRow> ranked, BriefInput in, Answer answer) {
        var line = new ArrayList<Inline>();
        var weighed = view.weighed();
        line.add(Inline.text(view.words() + (view.direction() == Claim.Direction.UP ? ", favored" : ", at risk")));
        if (weighed.hypothesis().isEmpty()) {
            line.add(Inline.text(": " + weighed.why()));
            return line;
        }
        var hypothesis = weighed.hypothesis().get();
        int rank = ranked.stream().map(RotationRow::id).toList().indexOf(hypothesis.asset().id()) + 1;
        line.add(Inline.text(" (" + String.join(" ", hypothesis.asset().symbols()) + (hypothesis.standIn() ? ", stand-in" : "")
                + (rank > 0 ? ", rank " + rank + " of " + ranked.size() : "") + "): " + Wording.status(weighed.status())));
        answer.figures().since(view.words() + " (" + String.join(" ", hypothesis.asset().symbols()) + ")", weighed).ifPresent(since -> {
            line.add(Inline.text(", "));
            line.add(since.inCell());
            line.add(Inline.text(" points in " + Wording.count(weighed.sessions(), "session", "sessions") + " since "
                    + weighed.start().map(day -> Wording.shortDay(day, in.today())).orElse("the note")));
        });
        return line;
    }
}
