package tidewatch.command;

import java.util.List;
import java.util.Optional;
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

    private static String how(SameBet bet) {
        return "(correlation " + (bet.theses().size() > 2 ? "at least " : "")
                + Numbers.write(Tables.unsigned(bet.least(), 2)) + " over " + bet.weeks() + " weeks)";
    }
}
