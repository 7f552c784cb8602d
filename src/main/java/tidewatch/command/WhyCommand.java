package tidewatch.command;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import tidewatch.brief.Brief;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.Figure;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.market.Origin;
import tidewatch.message.Block;
import tidewatch.message.Inline;

/**
 * {@code /why [DATE] [N]}: where figure N of a brief comes from: the figure that was said, where the facts of that brief were kept, else
 * computed again from the brief's date and the number alone.
 */
final class WhyCommand implements Command {
    private static final DateTimeFormatter RETRIEVED = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH);

    private final Desk desk;
    private final Supplier<Optional<SentBriefs>> past;

    WhyCommand(Desk desk, Supplier<Optional<SentBriefs>> past) {
        this.desk = desk;
        this.past = past;
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
    public Audience audience() {
        return Audience.MARKET;
    }

    @Override
    public Reply answer(Request request) {
        var today = request.at().atZone(request.zone()).toLocalDate();
        var name = BriefName.of(today);
        Optional<Integer> number = Optional.empty();
        for (var argument : request.arguments()) {
            if (argument.matches("#?\\d{1,4}")) {
                number = Optional.of(Integer.parseInt(argument.replace("#", "")));
                continue;
            }
            var named = BriefName.parse(argument);
            if (named.isEmpty()) {
                return Answer.to(request, "")
                        .complain("\"" + Answer.shown(argument) + "\" is neither a figure's number nor a date. For example /why 4 or /why 2026-01-09 4.")
                        .reply();
            }
            name = named.get();
        }
        if (name.day().isAfter(today)) {
            return Answer.to(request, "").complain("The brief of " + name.text() + " is not written yet; today is " + today + ".").reply();
        }
        var wanted = name;
        var kept = past.get().flatMap(briefs -> kept(wanted, briefs, request));
        if (kept.isPresent()) {
            return answer(request, kept.get(), number);
        }
        if (!name.wholeDay()) {
            return Answer.to(request, "").complain("There is no brief " + Answer.shown(name.text()) + ". For example /why 2026-01-09 4.").reply();
        }
        var found = desk.morning(name.day(), request.scope());
        return found.value().isEmpty()
                ? Ask.noPrices(request, found)
                : answer(request, BriefComposer.facts(found.value().get()), number);
    }

    /** The facts of the brief that this chat got, else those of that name. */
    private static Optional<Brief> kept(BriefName name, SentBriefs past, Request request) {
        return name.sent(past, request.asker())
                .flatMap(copy -> BriefName.parse(copy.doc().meta().docId()))
                .orElse(name)
                .frozen(past, request.scope());
    }

    private static Reply answer(Request request, Brief brief, Optional<Integer> number) {
        return number.isPresent() ? one(request, brief, number.get()) : all(request, brief);
    }

    private static Reply all(Request request, Brief brief) {
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
        return Answer.to(request, "Figures of the brief of " + brief.id()).add(list).say("/why 1 shows the closes behind the first.").from(brief).reply();
    }

    private static Reply one(Request request, Brief brief, int number) {
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
        return answer.from(brief).reply();
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
