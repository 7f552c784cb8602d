package tidewatch.command;

import java.util.ArrayList;
import java.util.List;
import tidewatch.brief.Wording;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.notes.Claim;
import tidewatch.notes.Contradictions;
import tidewatch.notes.Note;
import tidewatch.notes.Vault;

/** Says what notes say against each other: both quotes, neither chosen; and views that turned, with their days. */
final class Against {
    private static final int SHOWN_MAX = 5;
    private static final int QUOTE_MAX = 90;

    private Against() {}

    static void say(Contradictions found, Vault vault, Answer answer) {
        var pairs = new ArrayList<List<Inline>>();
        found.pairs().forEach(pair -> pairs.add(pair(pair, vault)));
        list(pairs, pairs.size() == 1 ? "One thing is said in two ways for one day:" : "Said in two ways for one day:", answer);
        var turns = new ArrayList<List<Inline>>();
        found.turns().forEach(turn -> turns.add(turn(turn, vault)));
        list(turns, "Your notes changed their view:", answer);
    }

    private static void list(List<List<Inline>> items, String head, Answer answer) {
        if (!items.isEmpty()) {
            answer.say(head).add(Block.bullets(items.stream().limit(SHOWN_MAX).toList()));
            if (items.size() > SHOWN_MAX) {
                answer.say((items.size() - SHOWN_MAX) + " more: /lint.");
            }
        }
    }

    private static List<Inline> pair(Contradictions.Pair pair, Vault vault) {
        var line = new ArrayList<Inline>();
        line.add(Inline.strong(pair.subject()));
        line.add(Inline.text(": "));
        line.addAll(place(pair.one(), vault));
        line.add(Inline.text(switch (pair.kind()) {
            case FINER -> "; finer, and used: ";
            case DIFFERS -> "; but ";
            case CONFLICT -> "; the opposite: ";
        }));
        line.addAll(place(pair.other(), vault));
        line.add(Inline.text("."));
        return line;
    }

    private static List<Inline> turn(Contradictions.Turn turn, Vault vault) {
        var line = new ArrayList<Inline>();
        line.add(Inline.strong(turn.subject()));
        line.add(Inline.text(turn.since().map(day -> ": since " + Wording.longDay(day)).orElse(":") + " " + turn.is() + ", before " + turn.was() + ": "));
        line.addAll(place(turn.from(), vault));
        line.add(Inline.text(", then "));
        line.addAll(place(turn.to(), vault));
        line.add(Inline.text("."));
        return line;
    }

    /** {@code "NOC +8 %" (Movers line 10)}. */
    private static List<Inline> place(Claim claim, Vault vault) {
        var place = claim.source().place();
        var title = vault.note(place.file()).map(Note::title).orElse(place.file());
        return List.of(
                Inline.text("\"" + Answer.cut(claim.source().quote(), QUOTE_MAX) + "\" ("),
                new Inline.NoteRef(place.file(), title),
                Inline.text(" line " + place.line() + ")"));
    }
}
