package tidewatch.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.delivery.WatchBook;
import tidewatch.message.Action;
import tidewatch.problem.Spelling;
import tidewatch.watch.Reminder;

/** {@code /unwatch ID | NAME | all}: takes reminders back. */
final class UnwatchCommand implements Command {
    private static final int BUTTONS_MAX = 6;

    private final Desk desk;
    private final Books.Shelf shelf;

    UnwatchCommand(Desk desk, Books.Shelf shelf) {
        this.desk = desk;
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "unwatch";
    }

    @Override
    public List<String> aliases() {
        return List.of("unremind");
    }

    @Override
    public String arguments() {
        return "NUMBER | NAME | all";
    }

    @Override
    public String help() {
        return "Takes a reminder back";
    }

    @Override
    public List<String> examples() {
        return List.of("/unwatch", "/unwatch 1", "/unwatch q4-earnings", "/unwatch all");
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
    public String overview() {
        return "/watches";
    }

    @Override
    public Reply answer(Request request) {
        var found = shelf.open();
        return found.value().map(there -> answer(request, there.watches())).orElseGet(() -> Ask.nothingKept(Answer.to(request, ""), found));
    }

    private Reply answer(Request request, WatchBook book) {
        var open = book.open(request.asker().chat(), request.scope(), request.at());
        var answer = Answer.to(request, "").of(desk.setup());
        if (open.isEmpty()) {
            return answer.say("You have no reminders, so there is none to take back.").reply();
        }
        if (request.rest().isEmpty()) {
            answer.say("Which one? /unwatch all takes all " + open.size() + " back.");
            return offered(answer, open).reply();
        }
        var ended = new LinkedHashMap<Integer, Reminder>();
        if (request.rest().equalsIgnoreCase("all")) {
            open.forEach(one -> ended.put(one.number(), one));
        } else {
            choose(request, book, open, answer, ended);
        }
        var gone = ended.values().stream().filter(book::end).map(one -> one.number() + " (" + one.what() + ")").toList();
        if (!gone.isEmpty()) {
            answer.say("Taken back: " + (gone.size() == 1 ? "reminder " : "reminders ") + Wording.list(gone) + ".");
            int left = open.size() - gone.size();
            answer.say(left == 0 ? "No reminder is left." : Wording.count(left, "reminder is left.", "reminders are left.")).button("All reminders", "/watches");
        } else if (!ended.isEmpty()) {
            answer.complain("It was told or taken back at this moment. /watches lists what is left.");
        }
        return answer.reply();
    }

    /** Numbers, or one name. One wrong number spoils none of the others. */
    private static void choose(Request request, WatchBook book, List<Reminder> open, Answer answer, Map<Integer, Reminder> ended) {
        var words = request.rest().replaceFirst("(?i)^(?:reminders?|watch(?:es)?|number)\\s+(?=#?\\d)", "");
        if (words.matches("#?\\d{1,6}(?:[\\s,]+(?:and\\s+)?#?\\d{1,6})*")) {
            for (var number : words.replaceAll("[^\\d\\s,]", "").split("[\\s,]+", -1)) {
                int asked = Integer.parseInt(number);
                var found = open.stream().filter(one -> one.number() == asked).findFirst();
                found.ifPresent(one -> ended.put(asked, one));
                if (found.isEmpty()) {
                    boolean known = book.find(request.asker().chat(), asked, request.scope(), request.at()).isPresent();
                    answer.complain(known ? "Reminder " + asked + " is over already." : "There is no reminder " + asked + ". /watches lists those that there are.");
                }
            }
            return;
        }
        var asked = folded(NameBook.bare(words));
        var named = open.stream().filter(one -> folded(one.slug()).equals(asked) || folded(one.what()).equals(asked)).toList();
        if (named.isEmpty()) {
            named = open.stream().filter(one -> !asked.isEmpty() && folded(one.what()).contains(asked)).toList();
        }
        if (named.size() == 1) {
            ended.put(named.getFirst().number(), named.getFirst());
            return;
        }
        if (named.isEmpty()) {
            var near = new ArrayList<Reminder>();
            var names = Spelling.near(asked, open.stream().map(one -> folded(one.what())).toList());
            open.stream().filter(one -> names.contains(folded(one.what()))).forEach(near::add);
            answer.complain("You have no reminder \"" + Answer.shown(request.rest()) + "\"." + (near.isEmpty() ? " These there are:" : " Did you mean:"));
            offered(answer, near.isEmpty() ? open : near);
            return;
        }
        answer.complain(Wording.capital(Wording.number(named.size())) + " reminders have that name. Which one?");
        offered(answer, named);
    }

    private static String folded(String words) {
        return words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    private static Answer offered(Answer answer, List<Reminder> reminders) {
        reminders.stream().limit(BUTTONS_MAX).forEach(one -> answer.effect(one.number() + ": " + Answer.cut(one.what(), 40), "/unwatch " + one.number()));
        return answer;
    }
}
