package tidewatch.command;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.delivery.DaysWish;
import tidewatch.delivery.SlotKind;
import tidewatch.delivery.SlotTime;
import tidewatch.delivery.Subscribed;
import tidewatch.delivery.Subscription;
import tidewatch.delivery.SubscriptionWish;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Inline;

/** {@code /subscribe 07:00 weekdays Europe/Berlin}: when briefs come to this chat; the answer echoes the next three. */
final class SubscribeCommand implements Command {
    /** Times of a morning that are offered beside the one that is given. */
    private static final List<LocalTime> USUAL = List.of(LocalTime.of(6, 0), LocalTime.of(7, 0), LocalTime.of(8, 0));

    private final Books.Shelf shelf;

    SubscribeCommand(Books.Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "subscribe";
    }

    @Override
    public List<String> aliases() {
        return List.of("sub");
    }

    @Override
    public String arguments() {
        return "[07:00] [weekdays] [zone]";
    }

    @Override
    public String help() {
        return "When briefs come to this chat";
    }

    @Override
    public List<String> examples() {
        return List.of("/subscribe", "/subscribe 07:00 weekdays Europe/Berlin", "/subscribe after close 30m without tape", "/subscribe weekly");
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
        var read = SubscribeWords.read(request.rest());
        read.problems().forEach(answer::complain);
        boolean asksNothing = read.equals(SubscribeWords.read(""));
        if (!read.problems().isEmpty() && asksNothing(read)) {
            return answer.reply();
        }
        if (asksNothing && !chats.overview(chat, request.at()).lines().isEmpty()) {
            return SettingsCommand.overview(answer, chats.overview(chat, request.at()), request).reply();
        }
        var wish = wish(read, chats.overview(chat, request.at()).lines().stream().map(line -> line.subscription()).toList(), answer);
        if (wish.isEmpty()) {
            return answer.reply();
        }
        var had = chats.overview(chat, request.at()).lines().stream().map(line -> line.subscription()).toList();
        var done = chats.subscribe(chat, wish.get(), request.at());
        return told(answer, done, had, Wording.city(chats.chat(chat).zone()), request);
    }

    private static boolean asksNothing(SubscribeWords read) {
        return read.times().isEmpty() && read.days().isEmpty() && !read.weekdays() && read.zone().isEmpty() && read.leftOut().isEmpty()
                && read.weekly().isEmpty() && read.wrap().isEmpty();
    }

    /** Absent, and told, when it is to take the place of a time that the chat does not have. */
    private static Optional<SubscriptionWish> wish(SubscribeWords read, List<Subscription> has, Answer answer) {
        Optional<SlotKind> instead = Optional.empty();
        if (read.instead().isPresent()) {
            instead = has.stream()
                    .filter(one -> one.rule().time().equals(read.instead().get()))
                    .map(one -> one.rule().kind())
                    .findFirst();
            if (instead.isEmpty()) {
                answer.complain("There is no brief at " + read.instead().get().words() + " to take the place of. /settings lists what this chat has.");
                return Optional.empty();
            }
        }
        Optional<DaysWish> days = read.days().isPresent()
                ? read.days().map(DaysWish.Named::new)
                : read.weekdays() ? Optional.of(new DaysWish.Weekdays()) : Optional.empty();
        return Optional.of(new SubscriptionWish(
                read.times(), days, read.zone(), read.leftOut(), read.weekly(), read.wrap(), read.keep(), instead));
    }

    private static Reply told(Answer answer, Subscribed done, List<Subscription> had, String city, Request request) {
        if (!done.stored().isEmpty()) {
            var lines = new ArrayList<List<Inline>>();
            done.stored().forEach(one -> lines.add(List.of(Inline.text(SubscriptionWords.of(one)))));
            answer.say("You are subscribed, times of " + city + ":").add(Block.bullets(lines));
        }
        for (var refusal : done.refused()) {
            refuse(answer, refusal, request);
        }
        if (!done.stored().isEmpty()) {
            answer.say(SubscriptionWords.next(done.next()));
        }
        done.remarks().forEach(remark -> answer.say(remark.words()));
        // Whoever meant to move a brief and got a second one sees it here.
        boolean second = done.stored().stream().anyMatch(one -> one.rule().kind() == SlotKind.MIDDAY && one.version() == 1);
        had.stream().filter(one -> second && one.rule().kind() == SlotKind.MORNING).findFirst().ifPresent(first -> {
            var time = SubscriptionWords.typed(first.rule().time());
            answer.say("The brief at " + time + " comes as well.").effect("End " + time, "/unsubscribe " + time);
        });
        if (request.rest().isBlank() && done.stored().size() == 1) {
            usual(answer, done.stored().getFirst().rule().time());
        }
        if (!done.stored().isEmpty()) {
            answer.button("Settings", "/settings").effect("Unsubscribe", "/unsubscribe");
        }
        return answer.reply();
    }

    /** Whoever named no time may have another one in mind. */
    private static void usual(Answer answer, SlotTime given) {
        for (var time : USUAL) {
            if (!given.equals(new SlotTime.At(time))) {
                answer.effect(time.toString(), "/subscribe " + time + " instead of " + SubscriptionWords.typed(given));
            }
        }
        answer.effect("After the close too", "/subscribe after close 30m");
    }

    private static void refuse(Answer answer, Subscribed.Refusal refusal, Request request) {
        switch (refusal) {
            case Subscribed.InQuietHours(SlotTime time, var quiet, var move) -> {
                answer.complain(time.words() + " lies in your quiet hours, " + quiet.words() + ". Keep it, and the brief comes without a sound, or move it?");
                answer.effect("Keep " + time.words(), "/subscribe " + request.rest() + " keep");
                answer.effect("Move to " + Wording.time(move.atDate(request.at().atZone(request.zone()).toLocalDate()).atZone(request.zone())).substring(0, 5),
                        "/subscribe " + move);
            }
            case Subscribed.NoRoom(SlotTime time, List<Subscription> has) -> {
                answer.complain("This chat has as many briefs of that sort as it can: "
                        + Wording.list(has.stream().map(one -> SubscriptionWords.time(one.rule().time())).toList())
                        + ". Which one shall " + SubscriptionWords.time(time) + " take the place of?");
                has.forEach(one -> answer.effect(
                        "Instead of " + SubscriptionWords.time(one.rule().time()),
                        "/subscribe " + SubscriptionWords.typed(time) + " instead of " + SubscriptionWords.typed(one.rule().time())));
            }
            case Subscribed.ZoneClash(SlotTime one, SlotTime other) ->
                answer.complain("In that zone " + one.words() + " and " + other.words()
                        + " would be the same brief, so the zone stays as it was. End one of them first: /unsubscribe " + other.words());
        }
    }
}
