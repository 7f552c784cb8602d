package tidewatch.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import tidewatch.brief.Topic;
import tidewatch.chat.Arming;
import tidewatch.chat.ChatId;
import tidewatch.chat.Command;
import tidewatch.chat.Conversation;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.delivery.Chat;
import tidewatch.delivery.ChatBook;
import tidewatch.delivery.DeliveryId;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.Loudness;
import tidewatch.delivery.MessageClass;
import tidewatch.delivery.Post;
import tidewatch.delivery.QuietHours;
import tidewatch.delivery.SlotKind;
import tidewatch.delivery.SlotTime;
import tidewatch.delivery.Subscription;
import tidewatch.delivery.SubscriptionWish;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Meta;
import tidewatch.watch.Occasion;
import tidewatch.watch.Reminder;
import tidewatch.watch.Step;

/** Short commands over what the real ones stand on: the words of the product are tested elsewhere. */
final class SimCommands {
    private SimCommands() {}

    /** The conversation of one node. */
    static Conversation conversation(Simulator sim, Ports ports, ChatBook book, Arming arming) {
        var post = new Post(ports.subscriptions, ports.outbox, sim::platformOf, arming, _ -> {});
        var commands = List.of(
                effect("subscribe", (request, words) -> {
                    var wish = SubscriptionWish.at(new SlotTime.At(LocalTime.parse(words.getFirst())))
                            .without(Set.of(Topic.values()))
                            .withWeekly(words.size() > 1)
                            .keeping();
                    book.subscribe(chat(request), wish, request.at());
                }),
                effect("unsubscribe", (request, words) -> {
                    var before = live(ports, chat(request));
                    book.unsubscribe(chat(request), words.stream().findFirst().map(SlotKind::valueOf), request.at());
                    before.removeAll(live(ports, chat(request)));
                    before.forEach(sim.people::saysGoodbye);
                }),
                effect("mute", (request, words) ->
                        book.mute(chat(request), Duration.ofHours(Integer.parseInt(words.getFirst())), request.at())),
                effect("unmute", (request, _) -> book.unmute(chat(request), request.at())),
                effect("quiet", (request, words) -> book.quiet(
                        chat(request),
                        words.size() < 2
                                ? Optional.empty()
                                : Optional.of(new QuietHours(
                                        LocalTime.parse(words.get(0)), LocalTime.parse(words.get(1)), request.zone())),
                        request.at())),
                effect("zone", (request, words) -> book.zone(chat(request), ZoneId.of(words.getFirst()), request.at())),
                effect("class", (request, words) -> book.classes(
                        chat(request), MessageClass.valueOf(words.get(0)), Loudness.valueOf(words.get(1)), request.at())),
                effect("alert", (request, _) -> post.add(
                        book.chat(chat(request)),
                        DeliveryKind.ALERT,
                        "alert:" + request.at(),
                        request.at(),
                        doc("It was hit", request.at()),
                        false,
                        false,
                        request.at())),
                effect("remind", (request, words) -> ports.watches.add(wish(request, words))));
        return new Conversation(
                commands,
                _ -> Optional.empty(),
                ports.outbox::now,
                chat -> ports.subscriptions.chat(chat).map(Chat::zone).orElse(ZoneId.of("America/New_York")),
                (reference, fault) -> {
                    // A store that fails while something is read for an answer is told like any fault.
                    if (!(fault instanceof StoreGone)) {
                        throw new AssertionError("A command broke, " + reference, fault);
                    }
                });
    }

    private static ChatId chat(Request request) {
        return request.asker().chat();
    }

    private static Set<String> live(Ports ports, ChatId chat) {
        var live = new HashSet<String>();
        ports.subscriptions.of(chat).stream().map(Subscription::id).forEach(live::add);
        return live;
    }

    /** In so many minutes, or on the morning of a day. */
    private static Reminder wish(Request request, List<String> words) {
        boolean day = words.size() > 1;
        LocalDate today = request.at().atZone(request.zone()).toLocalDate();
        Occasion when = day
                ? Occasion.Days.day(today.plusDays(Integer.parseInt(words.get(1))))
                : new Occasion.Clock(request.at().plusSeconds(60L * Integer.parseInt(words.getFirst())));
        return Reminder.wish(
                chat(request).text(),
                request.asker().person(),
                "thing-" + request.at().toEpochMilli(),
                "thing",
                Optional.empty(),
                Optional.empty(),
                when,
                List.of(Step.AT),
                false,
                request.at());
    }

    private static Doc doc(String words, Instant at) {
        return new Doc(
                words,
                words,
                List.of(Block.para(words)),
                List.of(),
                new Meta("", Meta.Kind.ANSWER, at, Optional.empty(), ZoneId.of("UTC"), false, ""));
    }

    private static Command effect(String name, BiConsumer<Request, List<String>> what) {
        return new Command() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String help() {
                return name;
            }

            @Override
            public List<String> examples() {
                return List.of("/" + name);
            }

            @Override
            public Action.Effect effect() {
                return Action.Effect.EFFECT;
            }

            @Override
            public Reply answer(Request request) {
                what.accept(request, request.arguments());
                return Reply.ok(doc("Done: " + name + " " + request.rest(), request.at()));
            }
        };
    }

    /** The row in which an update is answered. */
    static String answer(ChatId chat, String update) {
        return DeliveryId.of(chat, DeliveryKind.ANSWER, update);
    }
}
