package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidewatch.delivery.CourierRig.SENDER;
import static tidewatch.delivery.CourierRig.SEVEN;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tidewatch.chat.Arming;
import tidewatch.chat.ChatId;
import tidewatch.chat.Command;
import tidewatch.chat.Conversation;
import tidewatch.chat.Gate;
import tidewatch.chat.Inbox;
import tidewatch.chat.Incoming;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Placement;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.chat.Role;
import tidewatch.market.TradingCalendar;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;
import tidewatch.testing.DeliveryEdit;
import tidewatch.testing.EverybodyIn;
import tidewatch.testing.MemoryPlatform;
import tidewatch.testing.MemoryStore;

class AnswersTest {
    private final CourierRig rig = new CourierRig();
    private final PriceReadiness readiness = new PriceReadiness(TradingCalendar.shipped(), Duration.ofMinutes(45));
    private final List<String> done = new ArrayList<>();
    private final List<RuntimeException> faults = new ArrayList<>();
    private final ChatBook book = new ChatBook(
            rig.store.subscriptions(), rig.store.outbox(), readiness, id -> Chat.of(id, SENDER, false, CourierRig.NEW_YORK), rig.events::add);
    /** Chats from this number on are groups. */
    private static final int GROUPS = 100;

    private int keys;

    private record Fixed(String name, Action.Effect effect, Function<Request, Reply> does) implements Command {
        @Override
        public Audience audience() {
            return Audience.MARKET;
        }

        @Override
        public String help() {
            return "does what the test wants";
        }

        @Override
        public List<String> examples() {
            return List.of("/" + name);
        }

        @Override
        public Reply answer(Request request) {
            return does.apply(request);
        }
    }

    /** Only for the one who asks. */
    private static final class Mine implements Command {
        @Override
        public String name() {
            return "mine";
        }

        @Override
        public String help() {
            return "yours";
        }

        @Override
        public List<String> examples() {
            return List.of("/mine");
        }

        @Override
        public Audience audience() {
            return Audience.SELF;
        }

        @Override
        public Role role() {
            return Role.OWNER;
        }

        @Override
        public Reply answer(Request request) {
            return reply(request, "Yours");
        }
    }

    private static Reply reply(Request request, String words) {
        var meta = Meta.answer(request.at(), Optional.empty(), request.zone());
        return Reply.ok(new Doc("", words, List.of(Block.para(Inline.text(words))), List.of(), meta));
    }

    private final Conversation conversation = new Conversation(
            List.of(
                    new Fixed("brief", Action.Effect.READ, request -> reply(request, "Here it is")),
                    new Fixed("quiet", Action.Effect.EFFECT, request -> {
                        rig.store.subscriptions()
                                .save(book.chat(request.asker().chat()).withCatchUp(CatchUp.SKIP));
                        done.add(request.rest());
                        if (request.rest().equals("broken")) {
                            throw new IllegalStateException("a bug");
                        }
                        return reply(request, "Quiet " + request.rest());
                    }),
                    new Fixed("unsubscribe", Action.Effect.EFFECT, request -> {
                        book.unsubscribe(request.asker().chat(), Optional.empty(), rig.clock.instant());
                        return reply(request, "You are unsubscribed.");
                    }),
                    new Fixed("long", Action.Effect.READ, request -> {
                        var paragraphs = Collections.<Block>nCopies(60, Block.para("word ".repeat(20)));
                        return Reply.ok(new Doc("", "Long", paragraphs, List.of(), Meta.answer(request.at(), Optional.empty(), request.zone())));
                    }),
                    new Mine(),
                    new Fixed("huge", Action.Effect.READ, request -> {
                        throw new IllegalStateException("a bug");
                    })),
            _ -> Optional.empty(),
            rig.clock::instant,
            _ -> CourierRig.NEW_YORK,
            (_, fault) -> faults.add(fault));

    private final Arming arming = new Arming(new SplittableRandom(1));

    private final Answers answers = new Answers(
            rig.store.inbound(),
            rig.store.outbox(),
            rig.store.subscriptions(),
            book,
            new Gate(new EverybodyIn(chat -> Integer.parseInt(chat.local()) >= GROUPS)),
            rig.store.buttons(),
            rig.store.questions(),
            arming,
            conversation,
            rig.platform,
            SENDER,
            rig.clock.nanoSource(),
            rig.events::add);

    private Incoming.Envelope envelope(int chat, Incoming.Origin origin, Instant sent) {
        return new Incoming.Envelope(
                "u" + ++keys, SENDER, CourierRig.chatId(chat), Optional.empty(), "telegram:" + chat, sent, origin);
    }

    private Incoming said(int chat, String text) {
        return new Incoming.Said(envelope(chat, Incoming.Origin.DIRECT, rig.clock.instant()), text);
    }

    /** Takes and answers it; the id of the answer's row. */
    private String ask(Incoming incoming) {
        rig.chat(Integer.parseInt(incoming.envelope().chat().local()));
        assertThat(answers.take(incoming)).isTrue();
        answerAll();
        return DeliveryId.of(incoming.envelope().chat(), DeliveryKind.ANSWER, incoming.envelope().key());
    }

    private void answerAll() {
        answers.waiting(2_000).forEach(answers::answer);
        rig.nodes.forEach(node -> {
            node.courier.wake();
            node.thaw();
        });
    }

    private String words(String id) {
        return rig.store.outbox().find(id).map(Delivery::headline).orElse("nothing");
    }

    @Test
    void a_change_of_the_link_is_told_once() {
        answers.state(Inbox.LinkState.DOWN, "Not reached yet.", Optional.empty());
        assertThat(rig.events(DeliveryEvent.LinkTold.class)).as("so it is at each start").isEmpty();
        answers.state(Inbox.LinkState.UP, "", Optional.of(Instant.EPOCH));
        answers.state(Inbox.LinkState.UP, "", Optional.of(Instant.EPOCH.plusSeconds(30)));
        answers.state(Inbox.LinkState.DOWN, "The token is refused.", Optional.empty());
        answers.state(Inbox.LinkState.DOWN, "The token is refused.", Optional.empty());
        answers.state(Inbox.LinkState.DOWN, "A webhook is set.", Optional.empty());

        assertThat(rig.events(DeliveryEvent.LinkTold.class))
                .containsExactly(
                        new DeliveryEvent.LinkTold(SENDER, Inbox.LinkState.UP, ""),
                        new DeliveryEvent.LinkTold(SENDER, Inbox.LinkState.DOWN, "The token is refused."),
                        new DeliveryEvent.LinkTold(SENDER, Inbox.LinkState.DOWN, "A webhook is set."));
        assertThat(answers.link()).isEqualTo(new Answers.Link(Inbox.LinkState.DOWN, "A webhook is set.", Optional.of(Instant.EPOCH.plusSeconds(30))));
    }

    @Test
    void a_link_whose_thread_hangs_is_down_though_it_said_that_it_was_up() {
        answers.state(Inbox.LinkState.UP, "", Optional.of(Instant.EPOCH));
        rig.clock.advance(Duration.ofDays(1));
        assertThat(answers.link().state()).as("what never says that it is awake is not watched").isEqualTo(Inbox.LinkState.UP);

        answers.awake(Duration.ofMinutes(3));
        rig.clock.advance(Duration.ofMinutes(3));
        assertThat(answers.link().state()).isEqualTo(Inbox.LinkState.UP);
        rig.clock.advance(Duration.ofSeconds(1));
        assertThat(answers.link())
                .isEqualTo(new Answers.Link(
                        Inbox.LinkState.DOWN, "What listens has not come back for 3 min. Restart the service.", Optional.of(Instant.EPOCH)));

        answers.awake(Duration.ofMinutes(3));
        assertThat(answers.link().state()).as("it came back").isEqualTo(Inbox.LinkState.UP);
        answers.state(Inbox.LinkState.DOWN, "The token is refused.", Optional.empty());
        rig.clock.advance(Duration.ofMinutes(4));
        assertThat(answers.link().reason()).as("what was known before is said").isEqualTo("The token is refused.");
    }

    @Test
    void a_question_is_answered_once_however_often_it_is_told() {
        var question = said(1, "/brief");
        var id = ask(question);
        assertThat(words(id)).isEqualTo("Here it is");
        assertThat(answers.take(question)).as("told again by the platform").isFalse();
        assertThat(answers.waiting(10)).isEmpty();
        rig.node("a");
        rig.run(Duration.ofSeconds(2));
        assertThat(rig.state(id)).isEqualTo("SENT OK");
        assertThat(rig.events(DeliveryEvent.Answered.class))
                .singleElement()
                .satisfies(event -> assertThat(event.verb()).isEqualTo("brief"));
    }

    @Test
    void two_who_answer_the_same_update_answer_it_once() {
        rig.chat(1);
        answers.take(said(1, "/quiet on"));
        var pending = answers.waiting(1).getFirst();
        assertThat(answers.answer(pending)).isTrue();
        assertThat(answers.answer(pending)).isFalse();
        assertThat(done).hasSize(1);
        assertThat(rig.store.outbox().list(Outbox.Filter.ALL, 10)).hasSize(1);
    }

    @Test
    void an_effect_its_answer_and_the_mark_are_one_transaction() {
        rig.chat(1);
        answers.take(said(1, "/quiet on"));
        var pending = answers.waiting(1).getFirst();
        var fail = new boolean[] {true};
        rig.store.gate(new MemoryStore.Gate() {
            @Override
            public void begins(String what) {}

            @Override
            public void commits(String what) {
                if (fail[0] && what.equals("handle")) {
                    throw new CourierRig.StoreIsGone();
                }
            }

            @Override
            public void committed(String what) {}
        });
        assertThatThrownBy(() -> answers.answer(pending)).isInstanceOf(CourierRig.StoreIsGone.class);
        assertThat(book.chat(CourierRig.chatId(1)).catchUp()).as("undone").isEqualTo(CatchUp.LATE);
        assertThat(rig.store.outbox().list(Outbox.Filter.ALL, 10)).isEmpty();
        fail[0] = false;
        assertThat(answers.answer(pending)).isTrue();
        assertThat(book.chat(CourierRig.chatId(1)).catchUp()).isEqualTo(CatchUp.SKIP);
        assertThat(rig.store.outbox().list(Outbox.Filter.ALL, 10)).hasSize(1);
    }

    @Test
    void a_command_that_breaks_half_way_changes_nothing_and_says_so() {
        var id = ask(said(1, "/quiet broken"));
        assertThat(words(id)).startsWith("Something broke on my side (ref T").endsWith("Nothing was changed.");
        assertThat(book.chat(CourierRig.chatId(1)).catchUp()).isEqualTo(CatchUp.LATE);
        assertThat(faults).hasSize(1);
        assertThat(words(ask(said(2, "/huge")))).startsWith("Something broke on my side (ref T");
    }

    @Test
    void what_was_edited_does_nothing_and_what_was_not_typed_here_changes_nothing() {
        var edited = ask(new Incoming.Said(envelope(1, Incoming.Origin.EDITED, SEVEN), "/quiet on"));
        assertThat(words(edited)).isEqualTo("nothing");
        for (var origin : List.of(Incoming.Origin.FORWARDED, Incoming.Origin.VIA_BOT, Incoming.Origin.ANONYMOUS_ADMIN)) {
            var id = ask(new Incoming.Said(envelope(2, origin, SEVEN), "/quiet on"));
            assertThat(words(id)).startsWith("That would change something");
        }
        assertThat(words(ask(new Incoming.Said(envelope(4, Incoming.Origin.EXTERNAL_TEAM, SEVEN), "/quiet on"))))
                .isEqualTo("People of another organisation may ask for prices only.");
        assertThat(done).isEmpty();
        assertThat(words(ask(new Incoming.Said(envelope(3, Incoming.Origin.FORWARDED, SEVEN), "/brief")))).isEqualTo("Here it is");
    }

    @Test
    void a_command_older_than_a_quarter_of_an_hour_is_offered_and_not_run() {
        var old = new Incoming.Said(envelope(1, Incoming.Origin.DIRECT, SEVEN.minus(Duration.ofMinutes(16))), "/quiet on");
        var id = ask(old);
        assertThat(done).isEmpty();
        assertThat(words(id)).isEqualTo("I was down.");
        var young = new Incoming.Said(envelope(2, Incoming.Origin.DIRECT, SEVEN.minus(Duration.ofMinutes(15))), "/quiet on");
        assertThat(words(ask(young))).isEqualTo("Quiet on");
    }

    @Test
    void who_sends_too_many_is_told_once_and_then_hears_nothing() {
        var ids = IntStream.range(0, 12).mapToObj(_ -> ask(said(1, "/brief"))).map(this::words).toList();
        assertThat(ids.subList(0, 5)).containsOnly("Here it is");
        assertThat(ids.get(5)).isEqualTo("Too many commands; try again in 20 s.");
        assertThat(ids.subList(6, 12)).containsOnly("nothing");
        assertThat(words(ask(said(2, "/brief")))).as("others are not concerned").isEqualTo("Here it is");
        rig.clock.advance(Duration.ofSeconds(20));
        assertThat(words(ask(said(1, "/brief")))).isEqualTo("Here it is");
    }

    @Test
    void commands_sent_over_ten_minutes_and_answered_at_once_are_not_too_many() {
        rig.chat(1);
        for (int minute = 0; minute < 10; minute++) {
            answers.take(new Incoming.Said(
                    envelope(1, Incoming.Origin.DIRECT, SEVEN.minus(Duration.ofMinutes(10)).plus(Duration.ofMinutes(minute))), "/brief"));
        }
        answerAll();
        assertThat(rig.store.outbox().list(Outbox.Filter.ALL, 20)).hasSize(10).allMatch(row -> row.headline().equals("Here it is"));
    }

    @Test
    void an_update_that_is_tried_again_while_the_store_is_gone_counts_once() {
        var cap = new CommandCap(rig.clock.nanoSource());
        for (int n = 0; n < 50; n++) {
            assertThat(cap.take("p", "u1", SEVEN)).isEqualTo(CommandCap.Verdict.RUN);
        }
    }

    @Test
    void a_chat_that_put_us_out_is_suspended_and_comes_back_when_it_lets_us_in_or_speaks() {
        var chat = rig.chat(1);
        book.subscribe(chat.id(), SubscriptionWish.at(new SlotTime.At(LocalTime.of(7, 0))), SEVEN);
        ask(new Incoming.Membership(envelope(1, Incoming.Origin.DIRECT, SEVEN), Incoming.Membership.Change.BLOCKED));
        assertThat(book.chat(chat.id()).state()).isEqualTo(Chat.State.SUSPENDED);
        assertThat(rig.store.subscriptions().of(chat.id()).getFirst().state()).isEqualTo(SubscriptionState.SUSPENDED);
        ask(new Incoming.Membership(envelope(1, Incoming.Origin.DIRECT, SEVEN), Incoming.Membership.Change.JOINED));
        assertThat(rig.store.subscriptions().of(chat.id()).getFirst().state()).isEqualTo(SubscriptionState.ACTIVE);
        ask(new Incoming.Membership(envelope(1, Incoming.Origin.DIRECT, SEVEN), Incoming.Membership.Change.LEFT));
        assertThat(book.chat(chat.id()).state()).isEqualTo(Chat.State.SUSPENDED);
        ask(said(1, "/brief"));
        assertThat(book.chat(chat.id()).state()).isEqualTo(Chat.State.ACTIVE);
        ask(new Incoming.Membership(envelope(99, Incoming.Origin.DIRECT, SEVEN), Incoming.Membership.Change.LEFT));
        assertThat(answers.waiting(9)).isEmpty();
    }

    @Test
    void after_you_are_unsubscribed_nothing_comes_though_a_brief_was_on_its_way() {
        var chat = rig.chat(1);
        var wish = SubscriptionWish.at(new SlotTime.At(LocalTime.of(7, 0)));
        var owner = book.subscribe(chat.id(), wish, SEVEN.minusSeconds(60)).stored().getFirst();
        var ids = new ArrayList<String>();
        for (int slot = 0; slot < 3; slot++) {
            var due = SEVEN.plusSeconds(slot);
            var staleness = new Staleness(DeliveryKind.MORNING, due, due.plusSeconds(9_000), due.plusSeconds(9_000));
            var row = DeliveryEdit.of(Delivery.planned(
                            chat,
                            DeliveryKind.MORNING,
                            "slot" + slot,
                            Optional.of(new Delivery.Owner(owner.id(), owner.version())),
                            Optional.of(java.time.LocalDate.of(2026, 1, 8)),
                            staleness))
                    .state(DeliveryState.READY)
                    .row();
            ids.add(row.id());
            assertThat(rig.store.outbox().add(row, CourierRig.frozen(row.id(), 2, row.asOf()))).isTrue();
        }
        rig.latency(Duration.ofSeconds(3));
        rig.node("a");
        var answer = new ArrayList<String>();
        rig.after(Duration.ofMillis(1_500), () -> answer.add(ask(said(1, "/unsubscribe"))));
        rig.run(Duration.ofMillis(1_600));
        assertThat(rig.state(ids.getFirst())).isEqualTo("SENDING");
        assertThat(rig.state(answer.getFirst())).isEqualTo("READY");
        rig.run(Duration.ofSeconds(60));
        var order = rig.platform.shown().stream().map(MemoryPlatform.Entry::delivery).toList();
        assertThat(order.getLast()).as("the last thing that the chat sees").isEqualTo(answer.getFirst());
        assertThat(order).startsWith(ids.getFirst()).doesNotContain(ids.get(1), ids.get(2));
        assertThat(rig.state(ids.get(1))).isEqualTo("CANCELLED UNSUBSCRIBED");
        assertThat(rig.platform.breaches()).isEmpty();
    }

    @Test
    void answers_of_one_chat_go_out_in_the_order_of_the_questions_though_no_time_passes_between() {
        var ids = IntStream.range(0, 5).mapToObj(n -> ask(said(1, "/quiet " + n))).toList();
        rig.node("a");
        rig.run(Duration.ofSeconds(20));
        assertThat(rig.platform.shown()).extracting(MemoryPlatform.Entry::delivery).containsExactlyElementsOf(ids);
    }

    @Test
    void a_thousand_unanswered_are_enough() {
        for (int n = 0; n <= Answers.BACKLOG_MAX; n++) {
            assertThat(answers.full()).isFalse();
            answers.take(said(1, "/brief"));
        }
        assertThat(answers.full()).isTrue();
        answers.waiting(10).forEach(answers::answer);
        assertThat(answers.full()).isFalse();
    }

    // ---- words that came with a handle ----

    private static final String HANDLE = "url:https://hooks.example/commands/T1/1/secret";

    private Placement placed(Incoming.Place place, String text, Optional<String> handle) {
        rig.clock.advance(Duration.ofSeconds(5));
        return rig.store.outbox().find(ask(new Incoming.Said(here(place), text, handle))).orElseThrow().placement();
    }

    @Test
    void words_with_a_handle_are_answered_by_it_and_those_without_below() {
        for (var place : Incoming.Place.values()) {
            for (var text : List.of("/brief", "/quiet on", "/quiet broken", "/huge", "/no such thing", "/long")) {
                assertThat(placed(place, text, Optional.of(HANDLE))).as(place + text).isEqualTo(new Placement.Reply(HANDLE));
                assertThat(placed(place, text, Optional.empty())).as(place + text).isEqualTo(Placement.NEW);
            }
        }
    }

    @Test
    void what_is_for_one_person_is_shown_to_them_alone_where_a_handle_allows_it() {
        var handle = Optional.of(HANDLE);
        for (var place : Incoming.Place.values()) {
            IntStream.range(0, 5).forEach(_ -> ask(new Incoming.Said(here(place), "/brief", handle)));
            var tooMany = rig.store.outbox().find(ask(new Incoming.Said(here(place), "/brief", handle))).orElseThrow();
            assertThat(tooMany.headline()).isEqualTo("Too many commands; try again in 20 s.");
            assertThat(tooMany.placement())
                    .isEqualTo(place == Incoming.Place.PRIVATE ? new Placement.Reply(HANDLE) : new Placement.Private("telegram:7", handle));
            rig.clock.advance(Duration.ofMinutes(1));
        }
    }

    private Incoming.Envelope here(Incoming.Place place) {
        return new Incoming.Envelope(
                "u" + ++keys,
                SENDER,
                CourierRig.chatId(
                        switch (place) {
                            case PRIVATE -> 7;
                            case GROUP -> GROUPS;
                            case CHANNEL -> GROUPS + 1;
                        }),
                Optional.empty(),
                "telegram:7",
                rig.clock.instant(),
                Incoming.Origin.DIRECT,
                place);
    }

    @Test
    void who_cannot_be_written_to_alone_is_told_so_once_and_the_question_is_done() {
        var question = new Incoming.Said(here(Incoming.Place.GROUP), "/mine", Optional.of(HANDLE));
        var row = rig.store.outbox().find(ask(question)).orElseThrow();
        assertThat(row.headline()).isEqualTo("I cannot write to you. Open a private chat with me first.");
        assertThat(row.placement()).isEqualTo(new Placement.Private("telegram:7", Optional.of(HANDLE)));
        assertThat(answers.waiting(1)).isEmpty();
    }

    @Test
    void a_place_that_shows_one_message_at_a_time_gets_no_answer_of_several_parts() {
        var home = Optional.of("home:U1");
        assertThat(placed(Incoming.Place.PRIVATE, "/brief", home)).isEqualTo(new Placement.Reply("home:U1"));
        assertThat(placed(Incoming.Place.PRIVATE, "/long", home)).isEqualTo(Placement.NEW);
    }

    @Test
    void a_handle_stands_in_no_text_of_what_carries_it() {
        var said = new Incoming.Said(here(Incoming.Place.PRIVATE), "/brief", Optional.of(HANDLE));
        var row = rig.store.outbox().find(ask(said)).orElseThrow();
        var trace = rig.store.outbox().trace(row.id()).orElseThrow();
        var alone = new Placement.Private("telegram:7", Optional.of(HANDLE));
        var pressed = new Incoming.Pressed(here(Incoming.Place.PRIVATE), "t1token", new MessageRef("m"), HANDLE);
        assertThat(List.of(said.toString(), row.toString(), trace.toString(), alone.toString(), pressed.toString(), rig.events.toString()))
                .allSatisfy(text -> assertThat(text).doesNotContain("secret").doesNotContain("t1token"));
    }

    // ---- the loop ----

    @Test
    @Timeout(30)
    void the_loop_answers_what_was_left_keeps_each_chats_order_and_one_slow_person_holds_up_nobody() throws InterruptedException {
        var events = new LinkedBlockingQueue<DeliveryEvent>();
        var held = new CountDownLatch(1);
        var entered = new CountDownLatch(1);
        var slow = new Conversation(
                List.of(
                        new Fixed("slow", Action.Effect.READ, request -> {
                            entered.countDown();
                            try {
                                held.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            return reply(request, "At last");
                        }),
                        new Fixed("brief", Action.Effect.READ, request -> reply(request, "Here it is"))),
                _ -> Optional.empty(),
                rig.clock::instant,
                _ -> CourierRig.NEW_YORK,
                (_, fault) -> faults.add(fault));
        var all = new Answers(
                rig.store.inbound(), rig.store.outbox(), rig.store.subscriptions(), book, new Gate(new EverybodyIn()), rig.store.buttons(), rig.store.questions(), arming, slow, rig.platform, SENDER, System::nanoTime, events::add);
        IntStream.range(1, 30).forEach(rig::chat);
        all.take(said(1, "/slow"));
        try (var loop = new AnswersLoop(all, () -> true, System::nanoTime, events::add)) {
            loop.start();
            entered.await();
            // The same person, in this chat and in another one.
            var behind = said(1, "/brief");
            loop.take(behind);
            var elsewhere = new Incoming.Said(
                    new Incoming.Envelope("x", SENDER, CourierRig.chatId(2), Optional.empty(), "telegram:1", SEVEN, Incoming.Origin.DIRECT), "/brief");
            loop.take(elsewhere);
            for (int chat = 3; chat < 30; chat++) {
                loop.take(said(chat, "/brief"));
            }
            var first = answered(events, 27);
            assertThat(first).doesNotContain(CourierRig.chatId(1), CourierRig.chatId(2)).doesNotHaveDuplicates();
            held.countDown();
            assertThat(answered(events, 3)).startsWith(CourierRig.chatId(1)).contains(CourierRig.chatId(2));
            assertThat(all.waiting(10)).isEmpty();
        }
    }

    @Test
    @Timeout(30)
    void an_update_whose_answer_cannot_be_stored_is_tried_until_it_can() throws InterruptedException {
        var events = new LinkedBlockingQueue<DeliveryEvent>();
        var left = new java.util.concurrent.atomic.AtomicInteger(3);
        rig.store.gate(new MemoryStore.Gate() {
            @Override
            public void begins(String what) {}

            @Override
            public void commits(String what) {
                if (what.equals("handle") && left.getAndDecrement() > 0) {
                    throw new CourierRig.StoreIsGone();
                }
            }

            @Override
            public void committed(String what) {}
        });
        rig.chat(1);
        var all = new Answers(
                rig.store.inbound(), rig.store.outbox(), rig.store.subscriptions(), book, new Gate(new EverybodyIn()), rig.store.buttons(), rig.store.questions(), arming, conversation, rig.platform, SENDER, System::nanoTime, events::add);
        try (var loop = new AnswersLoop(all, () -> false, System::nanoTime, events::add)) {
            loop.start();
            loop.take(said(1, "/quiet on"));
            assertThat(answered(events, 1)).containsExactly(CourierRig.chatId(1));
        }
        assertThat(done).as("undone and done again").hasSize(4);
        assertThat(book.chat(CourierRig.chatId(1)).catchUp()).isEqualTo(CatchUp.SKIP);
        assertThat(rig.store.outbox().list(Outbox.Filter.ALL, 10)).hasSize(1);
    }

    private static List<ChatId> answered(BlockingQueue<DeliveryEvent> events, int count) throws InterruptedException {
        var chats = new ArrayList<ChatId>();
        while (chats.size() < count) {
            if (events.take() instanceof DeliveryEvent.Answered answered) {
                chats.add(answered.chat());
            }
        }
        return chats;
    }
}
