package tidewatch.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tidewatch.brief.BriefInput;
import tidewatch.brief.Wording;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.rotation.Lookback;
import tidewatch.rotation.Measure;
import tidewatch.rotation.Movers;
import tidewatch.rotation.RotationRow;

/** {@code /winners [n] [window] [group]} and {@code /losers}: stocks that rose or fell most, with their runs. */
final class MoversCommand implements Sourced {
    private static final int SHOWN = 5;

    private final Desk desk;
    private final boolean winners;

    private MoversCommand(Desk desk, boolean winners) {
        this.desk = desk;
        this.winners = winners;
    }

    static MoversCommand winners(Desk desk) {
        return new MoversCommand(desk, true);
    }

    static MoversCommand losers(Desk desk) {
        return new MoversCommand(desk, false);
    }

    @Override
    public String name() {
        return winners ? "winners" : "losers";
    }

    @Override
    public List<String> aliases() {
        return winners ? List.of("w", "top", "gainers", "leaders") : List.of("l", "laggards", "worst", "decliners");
    }

    @Override
    public String arguments() {
        return "[n] [window] [group]";
    }

    @Override
    public String help() {
        return winners ? "Stocks that rose most" : "Stocks that fell most";
    }

    @Override
    public List<String> examples() {
        return winners
                ? List.of("/winners", "/winners 5 5d", "/winners 21d energy")
                : List.of("/losers", "/losers 3 ytd", "/losers 5d mag 7");
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
        var asked = Windowed.of(named(request.arguments()), Lookback.D1);
        var window = asked.window();
        var group = asked.words();
        Optional<Set<String>> among = group.isEmpty() ? Optional.empty() : NameBook.group(group, in);
        var title = (winners ? "Winners, " : "Losers, ") + Wording.lookback(window) + (among.isPresent() ? ", " + group : "");
        var answer = Answer.to(request, title).from(in);
        asked.complaints().forEach(answer::complain);
        if (!group.isEmpty() && among.isEmpty()) {
            var near = NameBook.near(group, in);
            answer.complain("I don't know the group \"" + Answer.shown(group) + "\"" + (near.isEmpty() ? "." : ". Near: " + String.join(", ", near) + ".")
                    + " Here are all stocks.");
        }
        int n = asked.count().orElse(SHOWN);
        var movers = among.map(symbols -> Movers.of(in.table(), window.absolute(), symbols, n))
                .orElseGet(() -> Movers.of(in.table(), window.absolute(), n));
        var rows = winners ? movers.winners() : movers.losers();
        if (rows.isEmpty()) {
            return answer.say(movers.ranked() == 0
                            ? "None of these stocks has a price for this window."
                            : "None of " + movers.ranked() + " stocks " + (winners ? "rose." : "fell."));
        }
        var table = new Tables(winners ? "Rose most" : "Fell most", in, answer).ownMoves(window, rows);
        rows.forEach(row -> table.row(Tables.named(row) + run(row), row));
        return answer.add(table.blocks())
                .say("Of " + movers.ranked() + " stocks" + (movers.leftOut() > 0 ? "; " + movers.leftOut() + " without this figure left out." : "."));
    }

    /** The arguments with "mag 7" as one: its number is part of a name and no count. */
    private static List<String> named(List<String> arguments) {
        var named = new ArrayList<String>();
        for (var argument : arguments) {
            if (argument.equals("7") && !named.isEmpty() && named.getLast().equalsIgnoreCase("mag")) {
                named.set(named.size() - 1, named.getLast() + " 7");
            } else {
                named.add(argument);
            }
        }
        return named;
    }

    /** A run of closes that is longer than three, as a remark behind the name. */
    private static String run(RotationRow row) {
        int streak = (int) row.get(Measure.STREAK).asDouble().orElse(0);
        return Math.abs(streak) > 3 ? " (" + Math.abs(streak) + (streak > 0 ? " up" : " down") + ")" : "";
    }
}
