package tidewatch.command;

import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Incoming;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.chat.Role;
import tidewatch.delivery.QuietHours;
import tidewatch.message.Action;

/** {@code /quiet 22:00-07:00}: hours in which nothing makes a sound; what is held then comes as one digest. */
final class QuietCommand implements Command {
    private static final Pattern SEPARATOR = Pattern.compile("\\s*(?:-|–|—|\\bto\\b|\\buntil\\b|\\band\\b|\\s)\\s*");

    private final Books.Shelf shelf;

    QuietCommand(Books.Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "quiet";
    }

    @Override
    public String arguments() {
        return "[22:00-07:00 | off]";
    }

    @Override
    public String help() {
        return "Hours without a sound";
    }

    @Override
    public List<String> examples() {
        return List.of("/quiet", "/quiet 22:00-07:00", "/quiet off");
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
    public Role role(String rest, Incoming.Place place) {
        return place == Incoming.Place.PRIVATE ? Role.READER : role();
    }

    @Override
    public String overview() {
        return "/settings";
    }

    @Override
    public Reply answer(Request request) {
        var answer = Answer.to(request, "");
        var found = shelf.open();
        if (found.value().isEmpty()) {
            return Ask.nothingKept(answer, found);
        }
        var chats = found.value().get().chats();
        var id = request.asker().chat();
        var typed = request.rest().strip().toLowerCase(Locale.ROOT).replaceFirst("^(from|between)\\s+", "");
        if (typed.isEmpty()) {
            return chats.chat(id)
                    .quiet()
                    .map(hours -> answer.say("Quiet hours are " + hours.words() + ", " + Wording.city(hours.zone()) + ".").effect("No quiet hours", "/quiet off"))
                    .orElseGet(() -> answer.say("There are no quiet hours. /quiet 22:00-07:00 sets them.").effect("22:00-07:00", "/quiet 22:00-07:00"))
                    .reply();
        }
        if (typed.equals("off") || typed.equals("none") || typed.equals("no")) {
            chats.quiet(id, Optional.empty(), request.at());
            return answer.say("No quiet hours any more; what was held comes now.").reply();
        }
        var ends = List.of(SEPARATOR.split(typed, -1));
        var from = ends.size() == 2 ? SubscribeWords.clock(ends.get(0)) : Optional.<LocalTime>empty();
        var to = ends.size() == 2 ? SubscribeWords.clock(ends.get(1)) : Optional.<LocalTime>empty();
        if (from.isEmpty() || to.isEmpty()) {
            return answer.complain("\"" + Answer.shown(request.rest()) + "\" is no stretch of hours. Write it as /quiet 22:00-07:00, or /quiet off.").reply();
        }
        if (from.get().equals(to.get())) {
            return answer.complain("Quiet from " + from.get() + " to " + to.get() + " has no length. To hear nothing at all: /mute 2d.").reply();
        }
        var hours = new QuietHours(from.get(), to.get(), chats.chat(id).zone());
        var silent = chats.quiet(id, Optional.of(hours), request.at());
        answer.say("Quiet hours are " + hours.words() + ", " + Wording.city(hours.zone())
                + ". Alerts and reminders without a time of day wait and come as one digest at " + hours.to() + "; briefs come without a sound.");
        if (!silent.isEmpty()) {
            answer.say(Wording.list(silent.stream().map(one -> "The brief at " + SubscriptionWords.time(one.rule().time())).toList())
                    + " lies in it and comes without a sound.");
            answer.effect("Move to " + hours.to(), "/subscribe " + hours.to() + " instead of " + SubscriptionWords.typed(silent.getFirst().rule().time()));
        }
        return answer.effect("No quiet hours", "/quiet off").reply();
    }
}
