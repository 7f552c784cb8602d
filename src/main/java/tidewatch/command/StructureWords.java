package tidewatch.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidewatch.brief.BriefInput;
import tidewatch.brief.Figure;
import tidewatch.brief.FigureBook;
import tidewatch.market.Instrument;
import tidewatch.market.Reading;
import tidewatch.message.Inline;
import tidewatch.message.Numbers;
import tidewatch.rotation.AdvanceDecline;
import tidewatch.rotation.Correlation;
import tidewatch.rotation.Dispersion;
import tidewatch.rotation.MarketBreadth;
import tidewatch.rotation.MarketStructure;
import tidewatch.rotation.RotationRow;

/** How the market moves as a whole, in two short lines: how far sectors lie apart, whether stocks move as one, who takes part. */
final class StructureWords {
    /** Sessions of the returns across which sectors are compared. */
    private static final int MONTH = 21;

    /** Beyond these shares of its own last year a dispersion is called wide or narrow; a convention. */
    private static final double WIDE = .8;
    private static final double NARROW = .2;
    /** Beyond these averages stocks are said to move together or on their own; a convention. */
    private static final double TOGETHER = .5;
    private static final double APART = .2;
    /** Under so many names an average speaks of those names only. */
    private static final int NAMES_MIN = 5;

    private StructureWords() {}

    static void say(BriefInput in, Answer answer) {
        var market = MarketStructure.of(in.panel(), in.universe(), in.table());
        lines(market, MarketBreadth.of(in.table())).forEach(answer::say);
        source(market, in, answer.figures());
    }

    /** What is behind the figures of the first line. */
    private static void source(MarketStructure market, BriefInput in, FigureBook book) {
        var funds = in.universe().group("sector").stream().map(Instrument::symbol).distinct().toList();
        month(market).filter(one -> one.listed() > 0).ifPresent(found -> {
            if (found.spread() instanceof Reading.Value(double spread)) {
                book.made(
                        "sectors, how far they lie apart over " + MONTH + " sessions", spread * 100, Figure.Unit.DISTANCE,
                        "sample sd of (close / close " + MONTH + " sessions before - 1) across the funds", funds, List.of(), in.back(MONTH), in.back(0));
                if (found.percentile() instanceof Reading.Value(double share)) {
                    book.made(
                            "sectors, days of the last year on which they lay closer together", share * 100, Figure.Unit.SHARE,
                            "share of the last 252 values of that sd below today's, and half of those equal to it", funds, List.of(),
                            in.back(Dispersion.HISTORY + MONTH - 1), in.back(0));
                }
            }
        });
        boolean stocks = market.stocks().names() >= NAMES_MIN;
        if ((stocks ? market.stocks() : market.sectors()).mean() instanceof Reading.Value(double mean)) {
            book.made(
                    (stocks ? "stocks" : "sectors") + ", average correlation", mean, Figure.Unit.RATIO,
                    "mean of the correlations of each two over " + Correlation.WINDOW + " sessions' log returns",
                    stocks ? in.table().of(RotationRow.Kind.STOCK).stream().map(RotationRow::id).toList() : funds, List.of(), in.back(Correlation.WINDOW), in.back(0));
        }
    }

    private static Optional<Dispersion> month(MarketStructure market) {
        return market.dispersion().stream().filter(one -> one.sessions() == MONTH).findFirst();
    }

    static List<String> lines(MarketStructure market, MarketBreadth breadth) {
        var lines = new ArrayList<String>();
        var apart = month(market).flatMap(StructureWords::apart);
        var together = together(market);
        if (apart.isPresent() || together.isPresent()) {
            lines.add(Stream.concat(apart.stream(), together.stream()).collect(Collectors.joining(" ")));
        }
        partakers(market.line(), breadth).ifPresent(lines::add);
        return lines;
    }

    /** Nothing where the universe has no sectors. */
    private static Optional<String> apart(Dispersion found) {
        if (found.listed() == 0) {
            return Optional.empty();
        }
        return Optional.of(switch (found.spread()) {
            case Reading.Absent(String why) -> "How far sectors lie apart is unknown: " + why + ".";
            case Reading.Value(double spread) -> switch (found.percentile()) {
                case Reading.Absent(String why) ->
                    "Sectors differ by " + Numbers.write(Tables.unsigned(spread * 100, 1)) + " points over " + MONTH + " sessions (no comparison with the year: " + why + ").";
                case Reading.Value(double share) ->
                    "Sectors lie " + (share >= WIDE ? "far apart" : share <= NARROW ? "close together" : "about as far apart as usual") + ": "
                            + Numbers.write(Tables.unsigned(spread * 100, 1)) + " points over " + MONTH + " sessions, more than on "
                            + Numbers.write(new Inline.Num(Numbers.exact(share * 100), Inline.Num.Unit.PCT, 0, false, Optional.empty())) + " of the last year's days.";
            };
        });
    }

    /** Of stocks, else of the sector funds; nothing where there are neither. */
    private static Optional<String> together(MarketStructure market) {
        boolean stocks = market.stocks().names() >= NAMES_MIN;
        Correlation found = stocks ? market.stocks() : market.sectors();
        var whose = stocks ? "Stocks" : "Sectors";
        if (found.asked() == 0) {
            return Optional.empty();
        }
        return Optional.of(switch (found.mean()) {
            case Reading.Absent(String why) -> "Whether they move together is unknown: " + why + ".";
            case Reading.Value(double mean) ->
                whose + " move " + (mean >= TOGETHER ? "mostly together" : mean <= APART ? "mostly on their own" : "partly together") + ": average correlation "
                        + Numbers.write(Tables.unsigned(mean, 2)) + " (" + found.names() + " " + (stocks ? "stocks" : "funds") + ", " + Correlation.WINDOW + " sessions).";
        });
    }

    private static Optional<String> partakers(AdvanceDecline line, MarketBreadth breadth) {
        var words = new StringBuilder();
        if (line.days().stream().anyMatch(day -> day.compared() >= NAMES_MIN)) {
            words.append("More stocks rose than fell on ").append(line.upDays()).append(" of the last ").append(line.days().size()).append(" sessions");
        }
        if (breadth.withYear() >= NAMES_MIN) {
            words.append(words.isEmpty() ? "" : "; ").append(breadth.newHighs()).append(" at their high of the year, ").append(breadth.newLows())
                    .append(" at their low, of ").append(breadth.withYear());
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(words.append('.').toString());
    }
}
