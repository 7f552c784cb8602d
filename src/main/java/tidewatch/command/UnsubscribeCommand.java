package tidewatch.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.delivery.SlotKind;
import tidewatch.delivery.Subscription;
import tidewatch.message.Action;

/** {@code /unsubscribe [morning | close | 07:00]}: no more briefs, or not that one. */
final class UnsubscribeCommand implements Command {
    private final Books.Shelf shelf;

    UnsubscribeCommand(Books.Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "unsubscribe";
    }

    @Override
    public List<String> aliases() {
        return List.of("unsub", "stop");
    }

    @Override
    public String arguments() {
        return "[morning | close | 07:00]";
    }

    @Override
    public String help() {
        return "No more briefs to this chat";
    }

    @Override
    public List<String> examples() {
        return List.of("/unsubscribe", "/unsubscribe close");
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
        var chat = request.asker().chat();
        var has = chats.overview(chat, request.at()).lines().stream().map(line -> line.subscription()).toList();
        if (has.isEmpty()) {
            return answer.say("You are unsubscribed already: this chat gets no brief.").effect("Subscribe again", "/subscribe 07:00").reply();
        }
        Optional<SlotKind> kind = Optional.empty();
        var wanted = request.rest().strip().toLowerCase(Locale.ROOT);
        if (!wanted.isEmpty() && !wanted.equals("all")) {
            kind = has.stream().filter(one -> meant(one, wanted)).map(one -> one.rule().kind()).findFirst();
            if (kind.isEmpty()) {
                return answer.complain("This chat has no brief \"" + Answer.shown(request.rest()) + "\". It has: "
                                + Wording.list(has.stream().map(one -> SubscriptionWords.time(one.rule().time())).toList()) + ".")
                        .effect("End all", "/unsubscribe")
                        .reply();
            }
        }
        var done = chats.unsubscribe(chat, kind, request.at());
        if (done.left().isEmpty()) {
            answer.say("You are unsubscribed. No more briefs come to this chat; reminders stay, /watches lists them.");
        } else {
            answer.say("Ended: " + Wording.list(done.ended().stream().map(SubscriptionWords::of).toList()) + ".");
            answer.say("Goes on: " + Wording.list(done.left().stream().map(SubscriptionWords::of).toList()) + ".");
        }
        done.ended().stream().findFirst().ifPresent(one ->
                answer.effect("Subscribe again", "/subscribe " + SubscriptionWords.typed(one.rule().time())));
        return answer.reply();
    }

    private static boolean meant(Subscription one, String wanted) {
        boolean kind = switch (one.rule().kind()) {
            case MORNING -> wanted.equals("morning") || wanted.equals("brief");
            case MIDDAY -> wanted.equals("midday") || wanted.equals("second");
            case CLOSE -> wanted.equals("close") || wanted.equals("evening") || wanted.startsWith("after close");
        };
        return kind || SubscribeWords.read(wanted).times().contains(one.rule().time());
    }
}
