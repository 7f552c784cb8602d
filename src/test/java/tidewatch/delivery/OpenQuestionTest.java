package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.delivery.CourierRig.SENDER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.chat.Arming;
import tidewatch.chat.Command;
import tidewatch.chat.Conversation;
import tidewatch.chat.Gate;
import tidewatch.chat.Incoming;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.market.TradingCalendar;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;
import tidewatch.testing.EverybodyIn;
import tidewatch.testing.Keyboard;
import tidewatch.testing.MemoryPlatform;

/** A command without its argument asks for it, and the next words of the same person there are the answer. */
class OpenQuestionTest {
    private static final String ANNA = "telegram:7";
    private static final String BEN = "telegram:8";
    private static final int GROUP = 1;
    private static final int OTHER = 2;
    private static final Optional<String> NO_THREAD = Optional.empty();

    private final CourierRig rig = CourierRig.withButtons();
    private final PriceReadiness readiness = new PriceReadiness(TradingCalendar.shipped(), Duration.ofMinutes(45));
    private final ChatBook book = new ChatBook(
            rig.store.subscriptions(), rig.store.outbox(), readiness, id -> Chat.of(id, SENDER, false, CourierRig.NEW_YORK), rig.events::add);
    private final List<String> watched = new ArrayList<>();
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

    private static Doc doc(Request request, String words, Action... actions) {
        var meta = Meta.answer(request.at(), Optional.empty(), request.zone());
        return new Doc("", words, List.of(Block.para(Inline.text(words))), List.of(actions), meta);
    }

    private final Conversation conversation = new Conversation(
            List.of(
                    new Fixed("thesis", Action.Effect.READ, request -> switch (request.rest()) {
                        case "", "page 2" ->
                            Reply.failed(doc(
                                            request,
                                            "Which thesis?",
                                            Action.Run.read("Long NVIDIA", "/thesis long nvidia"),
                                            Action.Run.read("More", "/thesis page 2")))
                                    .asking("/thesis");
                        case "long nvidia" -> Reply.ok(doc(request, "Thesis long nvidia"));
                        default -> Reply.failed(doc(request, "No thesis " + request.rest()));
                    }),
                    new Fixed("rotation", Action.Effect.READ, request -> Reply.ok(doc(request, "Rotation " + request.rest()))),
                    new Fixed("watch", Action.Effect.EFFECT, request -> {
                        if (request.rest().isEmpty()) {
                            return Reply.ok(doc(request, "Of what?")).asking("/watch");
                        }
                        watched.add(request.rest());
                        return Reply.ok(doc(request, "Set: " + request.rest()));
                    }),
                    new Fixed("cancel", Action.Effect.READ, request -> Reply.ok(doc(request, "All right")))),
            _ -> Optional.empty(),
            rig.clock::instant,
            _ -> CourierRig.NEW_YORK,
            (_, fault) -> {
                throw fault;
            });

    private Answers answers = process();

    private Answers process() {
        return new Answers(
                rig.store.inbound(),
                rig.store.outbox(),
                rig.store.subscriptions(),
                book,
                new Gate(new EverybodyIn(_ -> true)),
                rig.store.buttons(),
                rig.store.questions(),
                new Arming(new SplittableRandom(keys)),
                conversation,
                rig.platform,
                SENDER,
                rig.clock.nanoSource(),
                rig.events::add);
    }

    @BeforeEach
    void listen() {
        rig.chat(GROUP, true);
        rig.chat(OTHER, true);
        rig.node("a", Pace.unlimited());
    }

    // ---- people ----

    private Incoming.Envelope envelope(String person, int chat, Optional<String> thread, Incoming.Origin origin) {
        return new Incoming.Envelope(
                "u" + ++keys, SENDER, CourierRig.chatId(chat), thread, person, rig.clock.instant(), origin, Incoming.Place.GROUP);
    }

    /** What is answered to it: the last message of its chat, or nothing. */
    private String hear(Incoming incoming) {
        int chat = Integer.parseInt(incoming.envelope().chat().local());
        var before = shown(chat);
        assertThat(answers.take(incoming)).isTrue();
        answers.waiting(9).forEach(answers::answer);
        rig.nodes.forEach(node -> {
            node.courier.wake();
            node.thaw();
        });
        rig.run(Duration.ofSeconds(15));
        var after = shown(chat);
        return after.equals(before) ? "" : after.getLast();
    }

    private String type(String person, String text) {
        return hear(new Incoming.Said(envelope(person, GROUP, NO_THREAD, Incoming.Origin.DIRECT), text));
    }

    private String press(String label) {
        var message = seen(GROUP).reversed().stream().filter(one -> Keyboard.of(one.text()).containsKey(label)).findFirst().orElseThrow();
        return hear(new Incoming.Pressed(
                envelope(ANNA, GROUP, NO_THREAD, Incoming.Origin.DIRECT), Keyboard.token(message.text(), label), message.ref(), "h"));
    }

    private List<MemoryPlatform.Seen> seen(int chat) {
        return rig.platform.seen(CourierRig.chatId(chat));
    }

    private List<String> shown(int chat) {
        return seen(chat).stream().map(one -> Keyboard.words(one.text())).toList();
    }

    // ---- answers ----

    @Test
    void the_next_words_are_the_argument_and_the_ones_after_them_are_not() {
        assertThat(type(ANNA, "/thesis")).isEqualTo("Which thesis?");
        assertThat(type(ANNA, "long nvidia")).isEqualTo("Thesis long nvidia");
        assertThat(type(ANNA, "long nvidia")).startsWith("I did not understand");
    }

    @Test
    void what_changes_something_is_done_with_the_words_that_were_asked_for() {
        assertThat(type(ANNA, "/watch")).isEqualTo("Of what?");
        assertThat(type(ANNA, "tomorrow 08:00 look at it")).isEqualTo("Set: tomorrow 08:00 look at it");
        assertThat(watched).containsExactly("tomorrow 08:00 look at it");
    }

    @Test
    void nobody_else_answers_it_nor_does_she_elsewhere() {
        type(ANNA, "/thesis");

        assertThat(type(BEN, "long nvidia")).startsWith("I did not understand");
        assertThat(hear(new Incoming.Said(envelope(ANNA, OTHER, NO_THREAD, Incoming.Origin.DIRECT), "long nvidia")))
                .startsWith("I did not understand");
        assertThat(hear(new Incoming.Said(envelope(ANNA, GROUP, Optional.of("7"), Incoming.Origin.DIRECT), "long nvidia")))
                .startsWith("I did not understand");
        assertThat(hear(new Incoming.Said(envelope(ANNA, GROUP, NO_THREAD, Incoming.Origin.FORWARDED), "long nvidia")))
                .as("the words of somebody else")
                .startsWith("I did not understand");
    }

    @Test
    void each_person_is_asked_for_themselves() {
        type(ANNA, "/thesis");
        type(BEN, "/watch");

        assertThat(type(ANNA, "long nvidia")).isEqualTo("Thesis long nvidia");
        assertThat(type(BEN, "long nvidia")).isEqualTo("Set: long nvidia");
    }

    @Test
    void it_is_open_for_five_minutes_and_over_a_restart() {
        type(ANNA, "/thesis");
        rig.run(Duration.ofMinutes(4));
        answers = process();
        assertThat(type(ANNA, "long nvidia")).isEqualTo("Thesis long nvidia");

        type(ANNA, "/thesis");
        rig.run(Duration.ofMinutes(5));
        assertThat(type(ANNA, "long nvidia")).startsWith("I did not understand");
    }

    @Test
    void a_command_or_a_press_instead_ends_it() {
        type(ANNA, "/thesis");
        type(ANNA, "/rotation");
        assertThat(type(ANNA, "long nvidia")).startsWith("I did not understand");

        type(ANNA, "/thesis");
        assertThat(press("Long NVIDIA")).isEqualTo("Thesis long nvidia");
        assertThat(type(ANNA, "long nvidia")).startsWith("I did not understand");
    }

    @Test
    void another_page_asks_on() {
        type(ANNA, "/thesis");
        assertThat(press("More")).as("in place, the same words").isEmpty();
        assertThat(type(ANNA, "long nvidia")).isEqualTo("Thesis long nvidia");
    }

    @Test
    void cancel_ends_it_in_place_and_by_a_word() {
        type(ANNA, "/thesis");
        assertThat(Keyboard.of(seen(GROUP).getLast().text()).keySet()).containsExactly("Long NVIDIA", "More", "Cancel");
        int before = seen(GROUP).size();
        assertThat(press("Cancel")).isEqualTo("All right");
        assertThat(seen(GROUP)).as("in place").hasSize(before);
        assertThat(type(ANNA, "long nvidia")).startsWith("I did not understand");

        for (var word : List.of("cancel", "Never mind", "/cancel")) {
            type(ANNA, "/watch");
            assertThat(type(ANNA, word)).isEqualTo("All right");
            assertThat(type(ANNA, "long nvidia")).startsWith("I did not understand");
        }
        assertThat(watched).isEmpty();
    }

    @Test
    void a_question_of_her_own_is_no_answer() {
        type(ANNA, "/thesis");
        assertThat(type(ANNA, "what rotated this month?")).isEqualTo("Rotation mtd");
        type(ANNA, "/watch");
        assertThat(type(ANNA, "what rotated this month?")).isEqualTo("Rotation mtd");
        assertThat(watched).isEmpty();
        assertThat(type(ANNA, "long nvidia")).as("and it ends the one of ours").startsWith("I did not understand");

        type(ANNA, "/thesis");
        assertThat(type(ANNA, "short sand")).as("an answer, and a wrong one").isEqualTo("No thesis short sand");
    }

    @Test
    void what_comes_after_it_was_answered_late_counts_by_when_it_was_said() {
        type(ANNA, "/thesis");
        var said = new Incoming.Said(envelope(ANNA, GROUP, NO_THREAD, Incoming.Origin.DIRECT), "long nvidia");
        rig.clock.advance(Duration.ofMinutes(8));

        assertThat(hear(said)).isEqualTo("Thesis long nvidia");
        assertThat(rig.store.questions().purge(Instant.MAX)).as("none is left").isZero();
    }
}
