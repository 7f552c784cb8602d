package tidewatch.command;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tidewatch.brief.Brief;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.BriefInput;
import tidewatch.brief.Figure;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Line;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.market.Origin;
import tidewatch.message.Block;
import tidewatch.message.Inline;

/**
 * {@code /why [DATE] [N]}: where figure N of a brief comes from: the figure that was said, where the facts of that brief were kept, else
 * computed again from the brief's date and the number alone. {@code /why [DATE] [N] COMMAND...}: the same of the answer to a command, as it is
 * now or as it was on the morning of that day; a thesis or an instrument may be named without its command.
 */
final class WhyCommand implements Command {
    private static final DateTimeFormatter RETRIEVED = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH);
    /** Instruments that are named of a figure that is made of hundreds. */
    private static final int NAMED_MAX = 12;

    private final Desk desk;
    private final Supplier<Optional<SentBriefs>> past;
    private final Supplier<List<Sourced>> answers;

    /** @param answers the commands whose answers can be explained */
    WhyCommand(Desk desk, Supplier<Optional<SentBriefs>> past, Supplier<List<Sourced>> answers) {
        this.desk = desk;
        this.past = past;
        this.answers = answers;
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
        return "[date] [number] [command]";
    }

    @Override
    public String help() {
        return "Where a figure of a brief or answer comes from";
    }

    @Override
    public List<String> examples() {
        return List.of("/why", "/why 1", "/why 2026-01-09 2", "/why thesis long nvidia", "/why 2 quote nvidia");
    }

    @Override
    public Audience audience() {
        return Audience.MARKET;
    }

    /** That of the command whose answer is explained. */
    @Override
    public Audience audience(String rest) {
        var asked = Asked.of(rest, answers.get());
        return asked.command().map(command -> command.audience(asked.words())).orElse(audience());
    }

    /**
     * What was asked.
     *
     * @param day absent for the brief of today, or the answer as it is now
     * @param number absent for all figures
     * @param command absent where none is named
     * @param words behind the command, or those that are neither a day nor a number nor a command
     */
    private record Asked(Optional<BriefName> day, Optional<Integer> number, Optional<Sourced> command, String words) {
        static Asked of(String rest, List<Sourced> answers) {
            Optional<BriefName> day = Optional.empty();
            Optional<Integer> number = Optional.empty();
            var left = rest.strip();
            while (!left.isEmpty()) {
                int space = left.indexOf(' ');
                var word = space < 0 ? left : left.substring(0, space);
                var behind = space < 0 ? "" : left.substring(space + 1).strip();
                var named = BriefName.parse(word);
                if (number.isEmpty() && word.matches("#?\\d{1,4}")) {
                    number = Optional.of(Integer.parseInt(word.replace("#", "")));
                } else if (day.isEmpty() && named.isPresent()) {
                    day = named;
                } else {
                    var command = answers.stream().filter(one -> called(one, word)).findFirst();
                    return new Asked(day, number, command, command.isPresent() ? behind : left);
                }
                left = behind;
            }
            return new Asked(day, number, Optional.empty(), "");
        }

        private static boolean called(Command command, String word) {
            var verb = word.replaceFirst("^/", "").toLowerCase(Locale.ROOT);
            return verb.equals(command.name()) || word.startsWith("/") && command.aliases().contains(verb);
        }
    }

    @Override
    public Reply answer(Request request) {
        var asked = Asked.of(request.rest(), answers.get());
        var today = request.at().atZone(request.zone()).toLocalDate();
        var name = asked.day().orElse(BriefName.of(today));
        if (name.day().isAfter(today)) {
            var what = asked.words().isEmpty() && asked.command().isEmpty() ? "The brief of " + name.text() + " is not written yet" : name.day() + " has not come yet";
            return Answer.to(request, "").complain(what + "; today is " + today + ".").reply();
        }
        if (asked.command().isPresent() || !asked.words().isEmpty()) {
            return ofAnswer(request, asked);
        }
        var kept = past.get().flatMap(briefs -> kept(name, briefs, request));
        if (kept.isPresent()) {
            return explain(request, Explained.of(kept.get()), asked.number());
        }
        if (!name.wholeDay()) {
            return Answer.to(request, "").complain("There is no brief " + Answer.shown(name.text()) + ". For example /why 2026-01-09 4.").reply();
        }
        var found = desk.morning(name.day(), request.scope());
        return found.value().isEmpty()
                ? Ask.noPrices(request, found)
                : explain(request, Explained.of(BriefComposer.facts(found.value().get())), asked.number());
    }

    // ---- figures of an answer

    private Reply ofAnswer(Request request, Asked asked) {
        var found = asked.day().isPresent() ? desk.morning(asked.day().get().day(), request.scope()) : desk.at(request.at(), request.scope());
        if (found.value().isEmpty()) {
            return Ask.noPrices(request, found);
        }
        var in = found.value().get();
        var command = asked.command().or(() -> named(asked.words(), in));
        if (command.isEmpty()) {
            var first = asked.words().replaceFirst("\\s.*", "");
            return Answer.to(request, "")
                    .complain("\"" + Answer.shown(first) + "\" is neither a figure's number, a date, nor a command with figures. "
                            + "For example /why 4, /why 2026-01-09 4 or /why thesis long nvidia.")
                    .reply();
        }
        var line = Line.of("/" + command.get().name() + " " + asked.words());
        var answer = command.get().put(
                new Request(command.get().name(), line.arguments(), line.rest(), in.at().toInstant(), request.zone(), request.asker()), in);
        var reply = answer.reply();
        if (!reply.ok()) {
            return reply;
        }
        var typed = ("/" + command.get().name() + " " + line.rest()).strip();
        var explained = new Explained(
                "the answer to " + Answer.shown(typed), Answer.shown(typed), asked.day().map(day -> day.day() + " ").orElse(""), typed.substring(1),
                answer.figures().figures(), to -> to.from(in));
        return explain(request, explained, asked.number().or(() -> explained.figures().size() == 1 ? Optional.of(1) : Optional.empty()));
    }

    /** A thesis, else an instrument, that is named without its command. */
    private Optional<Sourced> named(String words, BriefInput in) {
        var verb = NameBook.thesis(words, in).isPresent() ? "thesis" : NameBook.priced(words, in).isPresent() ? "quote" : "";
        return answers.get().stream().filter(one -> one.name().equals(verb)).findFirst();
    }

    // ---- figures of a brief

    /** The facts of the brief that this chat got, else those of that name. */
    private static Optional<Brief> kept(BriefName name, SentBriefs past, Request request) {
        return name.sent(past, request.asker())
                .flatMap(copy -> BriefName.parse(copy.doc().meta().docId()))
                .orElse(name)
                .frozen(past, request.scope());
    }

    // ---- the words

    /**
     * Figures that are explained.
     *
     * @param whose "the brief of 2026-01-09"
     * @param of the same in a title
     * @param before what stands before the number in a command line: a day and a space, or nothing
     * @param behind what stands behind it: the command, or nothing
     * @param from says which close they are from
     */
    private record Explained(String whose, String of, String before, String behind, List<Figure> figures, UnaryOperator<Answer> from) {
        static Explained of(Brief brief) {
            return new Explained("the brief of " + brief.id(), brief.id(), "", "", brief.figures(), to -> to.from(brief));
        }

        String line(int number) {
            return ("/why " + before + number + " " + behind).strip();
        }
    }

    private static Reply explain(Request request, Explained explained, Optional<Integer> number) {
        if (explained.figures().isEmpty()) {
            return Answer.to(request, "").complain(Wording.capital(explained.whose()) + " holds no figure.").reply();
        }
        return number.isPresent() ? one(request, explained, number.get()) : all(request, explained);
    }

    private static Reply all(Request request, Explained explained) {
        var items = new ArrayList<List<Block>>();
        for (var figure : explained.figures()) {
            var item = new ArrayList<Inline>(List.of(Inline.text(figure.label() + ": "), figure.inSentence()));
            unit(figure).map(Inline::text).ifPresent(item::add);
            items.add(List.of(new Block.Para(item)));
        }
        var answer = Answer.to(request, "Figures of " + explained.whose())
                .add(new Block.Bullets(true, items))
                .say(explained.line(1) + " shows " + (explained.figures().getFirst().provenance().closes().isEmpty() ? "what is" : "the closes") + " behind the first.");
        return explained.from().apply(answer).reply();
    }

    private static Reply one(Request request, Explained explained, int number) {
        var figures = explained.figures();
        if (number < 1 || number > figures.size()) {
            return Answer.to(request, "")
                    .complain(Wording.capital(explained.whose()) + " has " + (figures.size() == 1 ? "figure 1" : "figures 1 to " + figures.size()) + ", not " + number + ".")
                    .reply();
        }
        var figure = figures.get(number - 1);
        var from = figure.provenance();
        var pairs = new ArrayList<Block.KeyValues.Pair>();
        pair(pairs, "figure", List.of(figure.inSentence(), Inline.text(unit(figure).orElse("") + ", exactly " + String.format(Locale.ROOT, "%.4f", figure.value()))));
        pair(pairs, "sessions", Wording.longDay(from.from()) + " to " + Wording.longDay(from.to()));
        if (!from.instruments().isEmpty()) {
            pair(pairs, from.instruments().size() == 1 ? "instrument" : "instruments", Wording.listed(from.instruments(), NAMED_MAX));
        }
        if (!from.against().isEmpty()) {
            pair(pairs, "yardstick", Wording.listed(from.against(), NAMED_MAX));
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
        var answer = Answer.to(request, number + " of " + explained.of() + ": " + figure.label()).add(new Block.KeyValues(pairs));
        return explained.from().apply(answer).reply();
    }

    /** The provider and its feed; once where they are the same. */
    private static String source(Origin origin) {
        return origin.provider().equals(origin.feed()) ? origin.provider() : origin.provider() + " " + origin.feed();
    }

    private static Optional<String> unit(Figure figure) {
        return switch (figure.unit()) {
            case POINTS, DISTANCE -> Optional.of(" points");
            case PERCENT, SHARE, PRICE, INDEX, RATIO -> Optional.empty();
        };
    }

    private static void pair(List<Block.KeyValues.Pair> pairs, String key, String value) {
        pair(pairs, key, List.of(Inline.text(value)));
    }

    private static void pair(List<Block.KeyValues.Pair> pairs, String key, List<Inline> value) {
        pairs.add(new Block.KeyValues.Pair(List.of(Inline.text(key)), value));
    }
}
