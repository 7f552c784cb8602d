package tidewatch.command;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidewatch.brief.Brief;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.BriefInput;
import tidewatch.brief.Figure;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.market.Origin;
import tidewatch.message.Block;
import tidewatch.message.Inline;

/** {@code /why [DATE] [N]}: where figure N of a brief comes from, computed again from the brief's date and the number alone. */
final class WhyCommand implements Command {
    private static final DateTimeFormatter RETRIEVED = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH);

    private final Desk desk;

    WhyCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "why";
    }

    @Override
    public List<String> aliases() {
        return List.of("source", "sources");
    }

    @Override
    public String arguments() {
        return "[date] [number]";
    }

    @Override
    public String help() {
        return "Where a figure of a brief comes from";
    }

    @Override
    public List<String> examples() {
        return List.of("/why", "/why 1", "/why 2026-01-09 2");
    }

    @Override
    public Reply answer(Request request) {
        Optional<LocalDate> day = Optional.empty();
        Optional<Integer> number = Optional.empty();
        for (var argument : request.arguments()) {
            if (argument.matches("#?\\d{1,4}")) {
                number = Optional.of(Integer.parseInt(argument.replace("#", "")));
                continue;
            }
            try {
                day = Optional.of(LocalDate.parse(argument));
            } catch (DateTimeParseException noDate) {
                return Answer.to(request, "")
                        .complain("\"" + Answer.shown(argument) + "\" is neither a figure's number nor a date. For example /why 4 or /why 2026-01-09 4.")
                        .reply();
            }
        }
        var today = request.at().atZone(request.zone()).toLocalDate();
        if (day.isPresent() && day.get().isAfter(today)) {
            return Answer.to(request, "").complain("The brief of " + day.get() + " is not written yet; today is " + today + ".").reply();
        }
        var found = desk.morning(day.orElse(today));
        if (found.value().isEmpty()) {
            return Ask.noPrices(request, found);
        }
        var in = found.value().get();
        var brief = BriefComposer.facts(in);
        return number.isPresent() ? one(request, in, brief, number.get()) : all(request, in, brief);
    }

    private static Reply all(Request request, BriefInput in, Brief brief) {
        var items = new ArrayList<List<Inline>>();
        for (var figure : brief.figures()) {
            var item = new ArrayList<Inline>();
            item.add(Inline.text(figure.label() + ": "));
            item.add(figure.inSentence());
            if (figure.unit() == Figure.Unit.POINTS) {
                item.add(Inline.text(" points"));
            }
            items.add(item);
        }
        if (items.isEmpty()) {
            return Answer.to(request, "").complain("The brief of " + brief.id() + " holds no figure.").reply();
        }
        var list = new Block.Bullets(true, items.stream().map(item -> List.<Block>of(new Block.Para(item))).toList());
        return Answer.to(request, "Figures of the brief of " + brief.id()).add(list).say("/why 1 shows the closes behind the first.").from(in).reply();
    }

    private static Reply one(Request request, BriefInput in, Brief brief, int number) {
        var found = brief.figure(number);
        if (found.isEmpty()) {
            return Answer.to(request, "")
                    .complain("The brief of " + brief.id() + " has figures 1 to " + brief.figures().size() + ", not " + number + ".")
                    .reply();
        }
        var figure = found.get();
        var from = figure.provenance();
        var pairs = new ArrayList<Block.KeyValues.Pair>();
        pair(pairs, "figure", List.of(figure.inSentence(), Inline.text(unit(figure) + ", exactly " + String.format(Locale.ROOT, "%.4f", figure.value()))));
        pair(pairs, "sessions", Wording.longDay(from.from()) + " to " + Wording.longDay(from.to()));
        pair(pairs, "instrument", String.join(", ", from.instruments()));
        if (!from.against().isEmpty()) {
            pair(pairs, "yardstick", String.join(", ", from.against()));
        }
        pair(pairs, "formula", from.formula());
        if (!from.closes().isEmpty()) {
            var closes = from.closes().stream()
                    .map(close -> close.symbol() + " " + close.what() + " " + close.session() + " " + String.format(Locale.ROOT, "%.4f", close.price()))
                    .toList();
            pair(pairs, "prices", String.join("; ", closes) + (from.adjusted() ? " (adjusted for splits and dividends)" : " (as quoted, adjusted for splits)"));
        }
        var origins = new LinkedHashSet<String>();
        from.origins().forEach(origin -> origins.add(source(origin) + ", retrieved "
                + RETRIEVED.format(origin.fetchedAt().atZone(request.zone())) + " " + Wording.city(request.zone())));
        if (!origins.isEmpty()) {
            pair(pairs, "source", String.join("; ", origins));
        }
        var answer = Answer.to(request, number + " of " + brief.id() + ": " + figure.label()).add(new Block.KeyValues(pairs));
        return answer.from(in).reply();
    }

    /** The provider and its feed; once where they are the same. */
    private static String source(Origin origin) {
        return origin.provider().equals(origin.feed()) ? origin.provider() : origin.provider() + " " + origin.feed();
    }

    private static String unit(Figure figure) {
        return figure.unit() == Figure.Unit.POINTS ? " points" : "";
    }

    private static void pair(List<Block.KeyValues.Pair> pairs, String key, String value) {
        pair(pairs, key, List.of(Inline.text(value)));
    }

    private static void pair(List<Block.KeyValues.Pair> pairs, String key, List<Inline> value) {
        pairs.add(new Block.KeyValues.Pair(List.of(Inline.text(key)), value));
    }
}
