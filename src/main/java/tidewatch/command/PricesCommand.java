package tidewatch.command;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.chat.Role;
import tidewatch.market.PriceReport;
import tidewatch.market.Suspect;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Inline;

/**
 * {@code /prices}: where prices come from, how the sources do, and which bars are held back; {@code /prices accept XLK 2025-11-05} lets one in
 * after all, {@code refuse} keeps it out for good.
 */
final class PricesCommand implements Command {
    private static final int SHOWN_MAX = 15;
    private static final String FORMS = "/prices accept XLK 2025-11-05 or /prices refuse XLK 2025-11-05";

    private final Desk desk;

    PricesCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "prices";
    }

    @Override
    public List<String> aliases() {
        return List.of("feed");
    }

    @Override
    public String arguments() {
        return "[accept|refuse SYMBOL DAY]";
    }

    @Override
    public String help() {
        return "Where prices come from, and which bars are held back";
    }

    @Override
    public List<String> examples() {
        return List.of("/prices", "/prices accept XLK 2025-11-05");
    }

    @Override
    public Audience audience() {
        return Audience.SELF;
    }

    @Override
    public Action.Effect effect() {
        return Action.Effect.EFFECT;
    }

    @Override
    public Action.Effect effect(String rest) {
        return rest.isBlank() ? Action.Effect.READ : Action.Effect.EFFECT;
    }

    @Override
    public Role role() {
        return Role.OWNER;
    }

    @Override
    public Reply answer(Request request) {
        var answer = Answer.to(request, request.arguments().isEmpty() ? "Prices" : "");
        var report = desk.feed(request.at());
        if (request.arguments().isEmpty()) {
            return shown(answer, report, request).reply();
        }
        if (report.isEmpty()) {
            return answer.complain("Prices are read from " + desk.setup().prices() + " at each question; whatever is held back there changes with the files.").reply();
        }
        return decide(answer, report.get(), request).reply();
    }

    private Answer shown(Answer answer, Optional<PriceReport> report, Request request) {
        if (report.isEmpty()) {
            return answer.say("Prices are read from " + desk.setup().prices() + " at each question; /status says which close they have.");
        }
        answer.add(new Block.KeyValues(PriceWords.lines(report.get(), request.at(), request.zone()).stream()
                .map(line -> new Block.KeyValues.Pair(List.of(Inline.text(line.name())), List.of(Inline.text(line.words()))))
                .toList()));
        var held = report.get().heldBack();
        if (held.isEmpty()) {
            return answer.say("No bar is held back.");
        }
        answer.say(Wording.count(held.size(), "bar is", "bars are") + " held back; nothing is computed from " + (held.size() == 1 ? "it" : "them") + ":");
        answer.add(Block.bullets(held.stream().limit(SHOWN_MAX).map(one -> List.<Inline>of(Inline.text(PriceWords.heldBack(one)))).toList()));
        if (held.size() > SHOWN_MAX) {
            answer.say((held.size() - SHOWN_MAX) + " more.");
        }
        var first = held.getFirst();
        return answer.say("If you know better: /prices accept " + first.symbol() + " " + first.session() + ", or refuse.");
    }

    private Answer decide(Answer answer, PriceReport report, Request request) {
        var words = request.arguments();
        var how = words.getFirst().toLowerCase(Locale.ROOT);
        boolean accept = how.equals("accept");
        if (words.size() != 3 || !accept && !how.equals("refuse")) {
            return answer.complain("I take " + FORMS + ".");
        }
        var symbol = words.get(1).toUpperCase(Locale.ROOT);
        LocalDate day;
        try {
            day = LocalDate.parse(words.get(2));
        } catch (DateTimeException notADay) {
            return answer.complain("\"" + Answer.shown(words.get(2)) + "\" is no day; I take " + FORMS + ".");
        }
        var known = report.heldBack().stream().filter(one -> one.symbol().equals(symbol) && one.session().equals(day)).findFirst();
        if (known.isEmpty()) {
            var held = report.heldBack().stream().limit(SHOWN_MAX).map(PricesCommand::named).toList();
            return answer.complain("No bar of " + Answer.shown(symbol) + " of " + day + " is held back"
                    + (held.isEmpty() ? ", and no other is." : ". Held back: " + String.join(", ", held) + "."));
        }
        var settled = desk.settle(symbol, day, accept, request.asker().person(), request.at());
        settled.problems().forEach(problem -> answer.complain(problem.line() + "."));
        return settled.value()
                ? answer.say(accept
                        ? "The bar of " + symbol + " of " + Wording.day(day) + " counts from now on, as its source gave it."
                        : "The bar of " + symbol + " of " + Wording.day(day) + " stays out for good, and is not asked about again.")
                : answer;
    }

    private static String named(Suspect one) {
        return one.symbol() + " " + one.session();
    }
}
