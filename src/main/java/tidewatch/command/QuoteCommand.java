package tidewatch.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tidewatch.brief.BriefInput;
import tidewatch.brief.RowFigures;
import tidewatch.brief.Wording;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.market.PricePanel;
import tidewatch.market.Reading;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.rotation.Lookback;
import tidewatch.rotation.Measure;
import tidewatch.rotation.RotationRow;

/** {@code /quote SYMBOL...}: last close and moves; names, tickers, aliases and links work, one bad name spoils none of the others. */
final class QuoteCommand implements Sourced {
    private static final int NAMES_MAX = 10;

    private final Desk desk;

    QuoteCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "quote";
    }

    @Override
    public List<String> aliases() {
        return List.of("q", "price");
    }

    @Override
    public String arguments() {
        return "SYMBOL...";
    }

    @Override
    public String help() {
        return "Last close and moves of names or tickers";
    }

    @Override
    public List<String> examples() {
        return List.of("/quote nvidia", "/quote XLU ITA SPY", "/quote \"general dynamics\" lmt");
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
        var answer = Answer.to(request, "").from(in);
        if (request.arguments().isEmpty()) {
            return answer.asks("quote").complain("Whose price? For example /quote nvidia XLU.").button("/quote SPY", "/quote SPY");
        }
        var found = new LinkedHashMap<String, NameBook.Priced>();
        var whole = oneName(request) ? NameBook.priced(request.rest(), in) : Optional.<NameBook.Priced>empty();
        if (whole.isPresent()) {
            found.put(request.rest(), whole.get());
        } else {
            var names = names(request);
            for (var word : names.subList(0, Math.min(NAMES_MAX, names.size()))) {
                NameBook.priced(word, in).ifPresentOrElse(priced -> found.put(word, priced), () -> which(word, in, answer));
            }
            if (names.size() > NAMES_MAX) {
                answer.complain("I quote " + NAMES_MAX + " names at a time; " + (names.size() - NAMES_MAX) + " more are left out.");
            }
        }
        found.values().forEach(priced -> quote(priced, in, answer));
        return answer;
    }

    /** Words without quotes and links may be one name, such as {@code general dynamics}. */
    private static boolean oneName(Request request) {
        return request.arguments().size() == 1 || !request.rest().contains("[[") && String.join(" ", request.arguments()).equals(request.rest());
    }

    private static List<String> names(Request request) {
        var names = new ArrayList<String>();
        for (var argument : request.arguments()) {
            for (var one : argument.split(",", -1)) {
                if (!one.isBlank() && !one.equalsIgnoreCase("and")) {
                    names.add(one.strip());
                }
            }
        }
        return names;
    }

    /** A name with several meanings is asked back: those with a price are buttons. */
    private static void which(String word, BriefInput in, Answer answer) {
        var meanings = NameBook.meanings(word, in);
        if (meanings.isEmpty()) {
            answer.complain(unknown(word, in));
            return;
        }
        boolean priced = meanings.values().stream().anyMatch(Optional::isPresent);
        answer.complain("\"" + Answer.shown(word) + "\" can be " + String.join(" or ", meanings.keySet()) + (priced ? ". Which?" : ". None of them has a price here."));
        meanings.forEach((shown, symbol) -> symbol.ifPresent(one -> answer.button(Answer.cut(shown, 40), "/quote " + one)));
    }

    static String unknown(String word, BriefInput in) {
        var near = NameBook.near(word, in);
        return "I don't know a price for " + Answer.shown(word) + "." + (near.isEmpty() ? "" : " Near: " + String.join(", ", near) + ".");
    }

    private static void quote(NameBook.Priced priced, BriefInput in, Answer answer) {
        var basket = priced.vehicle().basket();
        if (basket.symbols().size() > 1) {
            in.table().row(basket.id()).ifPresentOrElse(
                    row -> answer.add(new Block.Para(List.of(Inline.strong(basket.name() + " (" + String.join(" ", basket.symbols()) + ", equal parts)"))))
                            .add(moves(row, in, answer)),
                    () -> answer.complain("No figures for " + basket.name() + "."));
            return;
        }
        var symbol = basket.symbols().get(0);
        var series = in.panel().find(symbol);
        if (series.isEmpty()) {
            answer.complain("No price for " + priced.words() + " (" + symbol + ").");
            return;
        }
        answer.add(new Block.Para(head(priced, series.get(), in, answer)));
        in.table().row(symbol).ifPresent(row -> answer.add(moves(row, in, answer)));
    }

    private static List<Inline> head(NameBook.Priced priced, PricePanel.Series series, BriefInput in, Answer answer) {
        var instrument = series.instrument();
        var line = new ArrayList<Inline>();
        line.add(Inline.strong(instrument.name().equals(instrument.symbol()) ? instrument.symbol() : instrument.name() + " " + instrument.symbol()));
        if (priced.vehicle().standIn()) {
            line.add(Inline.text(" as stand-in for " + NameBook.bare(priced.words())));
        }
        if (series.last() < 0) {
            line.add(Inline.text(": no close at all."));
            return line;
        }
        line.add(Inline.text(series.hasLevel() ? ": close of " : ": adjusted close of "));
        line.add(Inline.text(Wording.longDay(in.panel().session(series.last())) + " "));
        line.add(answer.figures().price(instrument.symbol() + ", last close", instrument.symbol(), series.last()).inSentence());
        if (series.last() < in.panel().size() - 1) {
            line.add(Inline.text(" (none for " + Wording.day(in.panel().asOf()) + ": "
                    + series.heldBack(in.panel().size() - 1).map(why -> "held back, " + why).orElse("no row") + ")"));
        }
        return line;
    }

    private static Block moves(RotationRow row, BriefInput in, Answer answer) {
        var figures = new RowFigures(in, answer.figures());
        var pairs = new ArrayList<Block.KeyValues.Pair>();
        for (var window : List.of(Lookback.D1, Lookback.D5, Lookback.D21, Lookback.YTD)) {
            pairs.add(new Block.KeyValues.Pair(List.of(Inline.text(Wording.lookback(window))), both(row, window, figures)));
        }
        int streak = (int) row.get(Measure.STREAK).asDouble().orElse(0);
        if (Math.abs(streak) > 1) {
            pairs.add(new Block.KeyValues.Pair(
                    List.of(Inline.text("run")), List.of(Inline.text(Math.abs(streak) + (streak > 0 ? " higher" : " lower") + " closes"))));
        }
        return new Block.KeyValues(pairs);
    }

    /** The own move, the relative one, and what beta leaves of it where that is another figure. */
    private static List<Inline> both(RotationRow row, Lookback window, RowFigures figures) {
        return switch (row.get(window.absolute())) {
            case Reading.Absent(String why) -> List.of(Inline.text(why));
            case Reading.Value(double move) -> switch (row.get(window.relative())) {
                case Reading.Value(double relative) -> {
                    var line = new ArrayList<Inline>(List.of(
                            figures.own(row, window, move).inSentence(), Inline.text(", "), figures.relative(row, window, relative).inSentence(), Inline.text(" points against " + row.against().name())));
                    if (figures.left(row, window) instanceof Reading.Value(double left)) {
                        line.add(Inline.text(", after beta "));
                        line.add(figures.left(row, window, left).inSentence());
                    }
                    yield line;
                }
                case Reading.Absent _ -> List.of(figures.own(row, window, move).inSentence());
            };
        };
    }
}
