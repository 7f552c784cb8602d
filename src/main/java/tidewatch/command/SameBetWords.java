package tidewatch.command;

import java.util.List;
import java.util.Optional;
import tidewatch.brief.BriefInput;
import tidewatch.brief.Figure;
import tidewatch.brief.FigureBook;
import tidewatch.brief.Wording;
import tidewatch.evidence.SameBet;
import tidewatch.message.Numbers;

/** Says which theses are one trade. */
final class SameBetWords {
    private SameBetWords() {}

    /** One sentence for each group, of all theses that the notes have. */
    static List<String> lines(List<SameBet> bets, int theses) {
        return bets.stream()
                .map(bet -> Wording.oneTrade(bet, theses) + " " + how(bet) + ".")
                .toList();
    }

    /** For one of them; absent when it is in no group. */
    static Optional<String> line(List<SameBet> bets, String thesis) {
        return bets.stream().filter(bet -> bet.theses().contains(thesis)).findFirst().map(bet -> {
            var others = bet.theses().stream().filter(name -> !name.equals(thesis)).toList();
            return "One trade with " + Wording.list(others) + ": they gained and lost in the same weeks " + how(bet) + ".";
        });
    }

    /** What the correlations of these groups are made of. */
    static void source(List<SameBet> bets, BriefInput in, FigureBook book) {
        for (var bet : bets) {
            var measured = in.theses().stream()
                    .filter(thesis -> bet.theses().contains(thesis.name()))
                    .flatMap(thesis -> thesis.lead().hypothesis().stream())
                    .toList();
            book.made(
                    Wording.list(bet.theses()) + ", correlation",
                    bet.least(),
                    Figure.Unit.RATIO,
                    "correlation of the relative log returns of " + bet.weeks() + " steps of " + SameBet.WEEK + " sessions, each in the direction of its thesis"
                            + (bet.theses().size() > 2 ? "; the smallest of any two" : ""),
                    measured.stream().flatMap(one -> one.asset().symbols().stream()).distinct().toList(),
                    measured.stream().flatMap(one -> one.against().symbols().stream()).distinct().toList(),
                    in.back(bet.weeks() * SameBet.WEEK),
                    in.back(0));
        }
    }

    private static String how(SameBet bet) {
        return "(correlation " + (bet.theses().size() > 2 ? "at least " : "")
                + Numbers.write(Tables.unsigned(bet.least(), 2)) + " over " + bet.weeks() + " weeks)";
    }
}
