package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidewatch.delivery.CourierRig.SENDER;
import static tidewatch.delivery.CourierRig.SEVEN;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.chat.Arming;
import tidewatch.chat.Button;
import tidewatch.chat.ChatId;
import tidewatch.chat.Command;
import tidewatch.chat.Conversation;
import tidewatch.chat.Gate;
import tidewatch.chat.Incoming;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Outgoing;
import tidewatch.chat.Placement;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.market.TradingCalendar;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Canonical;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;
import tidewatch.testing.EverybodyIn;
import tidewatch.testing.Keyboard;
import tidewatch.testing.MemoryPlatform;
import tidewatch.testing.MemoryStore;

/** Buttons from the answer under which they stand to what pressing them leads to, over a platform that shows them. */
class ActionTokenTest {
    private static final String ANNA = "telegram:7";
    private static final String BEN = "telegram:8";
    private static final int GROUP = 1;

    private final CourierRig rig = CourierRig.withButtons();
    private final PriceReadiness readiness = new PriceReadiness(TradingCalendar.shipped(), Duration.ofMinutes(45));
    private final ChatBook book = new ChatBook(
            rig.store.subscriptions(), rig.store.outbox(), readiness, id -> Chat.of(id, SENDER, false, CourierRig.NEW_YORK), rig.events::add);
    private final Arming arming = new Arming(new SplittableRandom(1));
    private final List<String> taken = new ArrayList<>();
    private final List<Outgoing> sent = new ArrayList<>();
    private boolean broken;
    private boolean noPrices;
    private int keys;
    private int briefs;

    private record Fixed(String name, Action.Effect effect, String overview, boolean live, Function<Request, Reply> does) implements Command {
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

    private static Doc doc(Request request, String words, boolean prices, Action... actions) {
        var meta = Meta.answer(request.at(), prices ? Optional.of(LocalDate.of(2026, 1, 8)) : Optional.empty(), request.zone());
        var blocks = new ArrayList<Block>(List.of(Block.para(Inline.text(words))));
        if (prices) {
            blocks.add(new Block.Footer(List.of(Inline.text("Close of Thu 8 Jan 2026"))));
        }
        return new Doc("", words, blocks, List.of(actions), meta);
    }

    private static Action effect(String label, String line) {
        return new Action.Run(label, line, Action.Effect.EFFECT, Optional.empty());
    }

    private final Conversation conversation = new Conversation(
            List.of(
                    new Fixed("brief", Action.Effect.READ, "/brief", false, request -> noPrices
                            ? Reply.failed(doc(request, "There is no price", false))
                            : Reply.ok(doc(request, "Brief " + ++briefs, true, Action.Run.read("Sources", "/why 4")))),
                    new Fixed("why", Action.Effect.READ, "/why", false, request -> Reply.ok(doc(request, "Because " + request.rest(), false))),
                    new Fixed("thesis", Action.Effect.READ, "/thesis", false, request -> request.rest().isEmpty() || request.rest().equals("page 2")
                            ? Reply.failed(doc(request, "Which thesis?", false,
                                    Action.Run.read("Long NVIDIA", "/thesis long nvidia"), Action.Run.read("More", "/thesis page 2")))
                            : Reply.ok(doc(request, "Thesis " + request.rest(), true))),
                    new Fixed("long", Action.Effect.READ, "/long", false, request -> {
                        var one = doc(request, "Long", true);
                        var blocks = new ArrayList<Block>(one.blocks());
                        for (int n = 0; n < briefs * 60; n++) {
                            blocks.add(Block.para("word ".repeat(20)));
                        }
                        return Reply.ok(new Doc("", "Long", blocks, List.of(), one.meta()));
                    }),
                    new Fixed("watches", Action.Effect.READ, "/watches", true, request ->
                            Reply.ok(doc(request, "Reminders", false, effect("Cancel 3", "/unwatch 3"), effect("Cancel 4", "/unwatch 4")))),
                    new Fixed("unwatch", Action.Effect.EFFECT, "/watches", false, request -> {
                        rig.store.subscriptions().save(book.chat(request.asker().chat()).withCatchUp(CatchUp.SKIP));
                        if (broken) {
                            throw new IllegalStateException("a bug");
                        }
                        taken.add(request.rest());
                        return Reply.ok(doc(request, "Reminder " + request.rest() + " is taken back.", false, effect("Set again", "/watch x")));
                    })),
            _ -> Optional.empty(),
            rig.clock::instant,
            _ -> CourierRig.NEW_YORK,
            (_, _) -> {});

    private final Answers answers = new Answers(
            rig.store.inbound(),
            rig.store.outbox(),
            rig.store.subscriptions(),
            book,
            new Gate(new EverybodyIn(_ -> true)),
            rig.store.buttons(),
            rig.store.questions(),
            arming,
            conversation,
            rig.platform,
            SENDER,
            rig.clock.nanoSource(),
            rig.events::add);

    @BeforeEach
    void listen() {
        rig.chat(GROUP, true);
        rig.chat(2);
        rig.node("a", Pace.unlimited());
        rig.script((outgoing, _) -> {
            sent.add(outgoing);
            return MemoryPlatform.Trouble.NONE;
        });
    }

    // ---- people ----

    private Incoming.Envelope envelope(String person, int chat) {
        return new Incoming.Envelope(
                "u" + ++keys, SENDER, CourierRig.chatId(chat), Optional.empty(), person, rig.clock.instant(), Incoming.Origin.DIRECT, Incoming.Place.GROUP);
    }

    /** Takes, answers and sends; a minute passes after each, so that nobody asks too much. */
    private void hear(Incoming incoming) {
        assertThat(answers.take(incoming)).isTrue();
        answer();
        rig.run(Duration.ofMinutes(1));
    }

    private void answer() {
        answers.waiting(9).forEach(answers::answer);
        rig.nodes.forEach(node -> {
            node.courier.wake();
            node.thaw();
        });
        rig.run(Duration.ofSeconds(1));
    }

    private void type(String person, String text) {
        hear(new Incoming.Said(envelope(person, GROUP), text));
    }

    private Incoming press(String person, int chat, MessageRef message, String token) {
        return new Incoming.Pressed(envelope(person, chat), token, message, "handle-" + keys);
    }

    private void press(String person, String label) {
        var message = withButton(label);
        hear(press(person, GROUP, message.ref(), Keyboard.token(message.text(), label)));
    }

    /** The newest message of the group with such a button. */
    private MemoryPlatform.Seen withButton(String label) {
        return seen().reversed().stream().filter(one -> Keyboard.of(one.text()).containsKey(label)).findFirst().orElseThrow();
    }

    private List<MemoryPlatform.Seen> seen() {
        return rig.platform.seen(CourierRig.chatId(GROUP));
    }

    private List<String> words() {
        return seen().stream().map(one -> Keyboard.words(one.text())).toList();
    }

    private Button row(String token) {
        return rig.store.buttons().find(token).orElseThrow();
    }

    private String token(String label) {
        return Keyboard.token(withButton(label).text(), label);
    }

    // ---- what stands under a message ----

    @Test
    void a_token_is_128_random_bits_and_says_nothing() {
        var known = new HashSet<String>();
        var meta = Meta.answer(SEVEN, Optional.empty(), ZoneOffset.UTC);
        var doc = new Doc("", "words", List.of(Block.para("words")), List.of(
                effect("a", "/unwatch 3"),
                new Action.Pick("one of", List.of(Action.Run.read("b", "/brief"), Action.Run.read("c", "/why 4"))),
                new Action.Open("page", java.net.URI.create("https://example.org/"))), meta);
        var rules = new Arming.Rules(Optional.of(CourierRig.chatId(1)), Optional.of(ANNA), _ -> Button.Way.BELOW);
        for (int n = 0; n < 1_000; n++) {
            var armed = arming.arm(doc, rules, SEVEN);
            assertThat(Canonical.hash(armed.doc())).as("tokens are no content").isEqualTo(Canonical.hash(doc));
            assertThat(armed.buttons()).extracting(Button::commandLine).containsExactly("/unwatch 3", "/brief", "/why 4");
            armed.buttons().forEach(button -> {
                assertThat(button.token()).matches("t1[A-Za-z0-9_-]{22}");
                assertThat(known.add(button.token())).isTrue();
            });
            assertThat(armed.doc().actions().getLast()).isEqualTo(doc.actions().getLast());
        }
        // Each of the 128 bits is set in about half of them.
        var ones = new int[128];
        for (var token : known) {
            var bits = java.util.Base64.getUrlDecoder().decode(token.substring(2));
            for (int bit = 0; bit < 128; bit++) {
                ones[bit] += (bits[bit / 8] >> (bit % 8)) & 1;
            }
        }
        assertThat(IntStream.of(ones)).allMatch(count -> count > 1_300 && count < 1_700);
    }

    @Test
    void what_is_looked_up_is_exactly_what_could_be_a_token() {
        var plain = Pattern.compile("t1[A-Za-z0-9_-]{22}");
        long seed = 42;
        var random = new Random(seed);
        var letters = "t1abzAZ09-_+/= \u0000\u00e9\u0661\ud83d";
        for (int n = 0; n < 100_000; n++) {
            var text = new StringBuilder(random.nextBoolean() ? "t1" : "");
            for (int length = random.nextInt(22, 27); text.length() < length; ) {
                text.append(letters.charAt(random.nextInt(random.nextInt(4) == 0 ? letters.length() : 11)));
            }
            assertThat(Arming.wellFormed(text.toString())).as("seed %d: %s", seed, text).isEqualTo(plain.matcher(text).matches());
        }
    }

    @Test
    void what_changes_something_may_be_pressed_for_three_days_what_only_reads_for_thirty_and_anything_under_a_reminder_too() {
        for (var kind : Meta.Kind.values()) {
            var doc = new Doc("", "w", List.of(Block.para("w")), List.of(effect("a", "/unwatch 3"), Action.Run.read("b", "/brief")),
                    new Meta("", kind, SEVEN, Optional.empty(), ZoneOffset.UTC, false, ""));
            var lives = arming.arm(doc, Arming.Rules.everybodyIn(CourierRig.chatId(1)), SEVEN).buttons().stream()
                    .map(button -> Duration.between(SEVEN, button.expiresAt()).toHours())
                    .toList();
            boolean late = kind == Meta.Kind.ALERT || kind == Meta.Kind.REMINDER;
            assertThat(lives).as("%s", kind).containsExactly(late ? 720L : 72L, 720L);
        }
        assertThatThrownBy(() -> arming.arm(
                        new Doc("", "w", List.of(Block.para("w")), List.of(effect("a", "/unwatch 3")), Meta.answer(SEVEN, Optional.empty(), ZoneOffset.UTC)),
                        Arming.Rules.shared(),
                        SEVEN))
                .hasMessageContaining("belongs to one chat");
    }

    @Test
    void an_answer_and_its_buttons_are_kept_together_or_not_at_all() {
        rig.store.gate(new Failing("handle"));
        answers.take(new Incoming.Said(envelope(ANNA, GROUP), "/watches"));
        var pending = answers.waiting(1).getFirst();
        assertThatThrownBy(() -> answers.answer(pending)).isInstanceOf(CourierRig.StoreIsGone.class);
        assertThat(rig.store.buttons().purge(Instant.MAX)).isZero();
        rig.store.gate(MemoryStore.Gate.OPEN);
        answers.answer(pending);
        assertThat(rig.store.buttons().purge(Instant.MAX)).as("two to cancel, one to refresh").isEqualTo(3);
    }

    private record Failing(String where) implements MemoryStore.Gate {
        @Override
        public void begins(String what) {}

        @Override
        public void commits(String what) {
            if (what.equals(where)) {
                throw new CourierRig.StoreIsGone();
            }
        }

        @Override
        public void committed(String what) {}
    }

    // ---- what only reads ----

    @Test
    void refresh_puts_the_new_answer_in_the_place_of_the_old_one_and_says_when() {
        type(ANNA, "/brief");
        assertThat(words()).containsExactly("Brief 1\n\nClose of Thu 8 Jan 2026");
        var first = token("Refresh");
        rig.clock.advance(Duration.ofMinutes(131));
        press(ANNA, "Refresh");
        assertThat(words()).containsExactly("Brief 2\n\nClose of Thu 8 Jan 2026 · Updated 09:12 New York");
        assertThat(sent.getLast().placement()).isEqualTo(new Placement.Replace(seen().getFirst().ref()));
        assertThat(token("Refresh")).isNotEqualTo(first);
        press(ANNA, "Refresh");
        assertThat(words()).hasSize(1).first().asString().startsWith("Brief 3");
        hear(press(ANNA, GROUP, seen().getFirst().ref(), first));
        assertThat(words()).as("an old one that is still shown somewhere").hasSize(1).first().asString().startsWith("Brief 4");
    }

    @Test
    void an_answer_without_prices_is_refreshed_only_when_it_is_alive() {
        type(ANNA, "/watches");
        assertThat(Keyboard.of(seen().getLast().text())).containsOnlyKeys("Cancel 3", "Cancel 4", "Refresh");
        type(ANNA, "/why 4");
        assertThat(Keyboard.of(seen().getLast().text())).isEmpty();
        type(ANNA, "/thesis");
        assertThat(Keyboard.of(seen().getLast().text())).containsOnlyKeys("Long NVIDIA", "More");
    }

    @Test
    void another_question_is_answered_below_and_one_of_several_in_place() {
        type(ANNA, "/brief");
        press(ANNA, "Sources");
        assertThat(words()).containsExactly("Brief 1\n\nClose of Thu 8 Jan 2026", "Because 4");
        type(ANNA, "/thesis");
        press(ANNA, "More");
        assertThat(words()).hasSize(3);
        press(ANNA, "Long NVIDIA");
        assertThat(words()).hasSize(3).last().asString().startsWith("Thesis long nvidia").doesNotContain("Updated");
    }

    @Test
    void what_fails_does_not_take_the_place_of_what_is_good() {
        type(ANNA, "/brief");
        noPrices = true;
        press(ANNA, "Refresh");
        assertThat(words()).containsExactly("Brief 1\n\nClose of Thu 8 Jan 2026", "There is no price");
    }

    @Test
    void what_has_become_longer_than_a_message_comes_below() {
        type(ANNA, "/long");
        briefs = 1;
        press(ANNA, "Refresh");
        assertThat(seen()).hasSize(3);
        var below = new Placement.Reply("handle-" + keys);
        assertThat(sent).extracting(Outgoing::placement).containsExactly(Placement.NEW, below, below);
        assertThat(Keyboard.of(seen().get(1).text())).as("buttons stand under the last part").isEmpty();
        assertThat(Keyboard.of(seen().get(2).text())).containsOnlyKeys("Refresh");
    }

    @Test
    void a_replacement_whose_message_is_gone_comes_below() {
        type(ANNA, "/brief");
        hear(press(ANNA, GROUP, new MessageRef("gone"), token("Refresh")));
        assertThat(words()).hasSize(2).last().asString().startsWith("Brief 2");
    }

    @Test
    void two_taps_within_two_seconds_are_one_question_and_two_buttons_two() {
        type(ANNA, "/brief");
        var message = seen().getFirst();
        var refresh = token("Refresh");
        var sources = token("Sources");
        answers.take(press(ANNA, GROUP, message.ref(), refresh));
        answers.take(press(ANNA, GROUP, message.ref(), sources));
        rig.clock.advance(Duration.ofMillis(1_999));
        answers.take(press(ANNA, GROUP, message.ref(), refresh));
        answers.take(press(ANNA, GROUP, message.ref(), sources));
        answer();
        assertThat(briefs).isEqualTo(2);
        assertThat(words()).hasSize(2);
        rig.clock.advance(Duration.ofMillis(1));
        answers.take(press(ANNA, GROUP, message.ref(), refresh));
        answer();
        assertThat(briefs).isEqualTo(3);
    }

    @Test
    void a_press_that_is_tried_again_while_the_store_is_gone_is_one_press() {
        type(ANNA, "/brief");
        answers.take(press(ANNA, GROUP, seen().getFirst().ref(), token("Refresh")));
        var pending = answers.waiting(1).getFirst();
        rig.store.gate(new Failing("handle"));
        assertThatThrownBy(() -> answers.answer(pending)).isInstanceOf(CourierRig.StoreIsGone.class);
        rig.store.gate(MemoryStore.Gate.OPEN);
        answer();
        assertThat(words()).hasSize(1).first().asString().contains("Updated");
    }

    // ---- what changes something ----

    @Test
    void a_second_click_gets_the_first_result_and_does_nothing() {
        type(ANNA, "/watches");
        press(ANNA, "Cancel 3");
        assertThat(words()).hasSize(2).last().isEqualTo("Reminder 3 is taken back.");
        assertThat(sent.getLast().placement()).isEqualTo(new Placement.Reply("handle-" + keys));
        press(ANNA, "Cancel 3");
        assertThat(taken).containsExactly("3");
        assertThat(words().getLast()).isEqualTo("Done at 07:01 New York: Reminder 3 is taken back.");
        assertThat(seen().getLast().onlyFor()).contains(ANNA);
        assertThat(sent.getLast().placement()).isEqualTo(new Placement.Private(ANNA, Optional.of("handle-" + keys)));
        press(ANNA, "Cancel 4");
        assertThat(taken).as("the other one is another one").containsExactly("3", "4");
    }

    @Test
    void of_two_that_press_at_once_one_does_it_and_both_hear_the_same() {
        type(ANNA, "/watches");
        var token = token("Cancel 3");
        // The other node has taken the use between the look and the transaction.
        answers.take(press(ANNA, GROUP, seen().getFirst().ref(), token));
        var pending = answers.waiting(1).getFirst();
        rig.store.gate(new MemoryStore.Gate() {
            private boolean once = true;

            @Override
            public void begins(String what) {
                if (what.equals("handle") && once) {
                    once = false;
                    rig.store.buttons().use(token, rig.clock.instant());
                    rig.store.buttons().result(token, "Reminder 3 is taken back.");
                }
            }

            @Override
            public void commits(String what) {}

            @Override
            public void committed(String what) {}
        });
        assertThat(answers.answer(pending)).isTrue();
        rig.store.gate(MemoryStore.Gate.OPEN);
        answer();
        assertThat(taken).isEmpty();
        assertThat(words().getLast()).isEqualTo("Done at 07:01 New York: Reminder 3 is taken back.");
    }

    @Test
    void the_use_is_not_taken_by_an_effect_that_breaks() {
        type(ANNA, "/watches");
        broken = true;
        press(ANNA, "Cancel 3");
        assertThat(words().getLast()).startsWith("Something broke on my side");
        assertThat(row(token("Cancel 3")).usedAt()).isEmpty();
        assertThat(book.chat(CourierRig.chatId(GROUP)).catchUp()).isEqualTo(CatchUp.LATE);
        broken = false;
        press(ANNA, "Cancel 3");
        assertThat(taken).containsExactly("3");
    }

    @Test
    void a_replayed_press_is_the_same_update() {
        type(ANNA, "/watches");
        var press = press(ANNA, GROUP, seen().getFirst().ref(), token("Cancel 3"));
        hear(press);
        assertThat(answers.take(press)).isFalse();
        assertThat(taken).hasSize(1);
    }

    // ---- buttons that do not count ----

    private void refused(String words) {
        assertThat(taken).isEmpty();
        assertThat(words().getLast()).isEqualTo(words);
        assertThat(seen().getLast().onlyFor()).contains(sent.getLast().placement() instanceof Placement.Private(String who, _) ? who : "nobody");
    }

    @Test
    void another_person_may_not_press_it() {
        type(ANNA, "/watches");
        press(BEN, "Cancel 3");
        refused("This button belongs to someone else. Send /watches for yours.");
        type(ANNA, "/brief");
        press(BEN, "Refresh");
        refused("This button belongs to someone else. Send /brief for yours.");
        assertThat(briefs).isEqualTo(1);
        press(ANNA, "Cancel 3");
        assertThat(taken).as("it is still hers").containsExactly("3");
    }

    @Test
    void in_another_chat_it_is_unknown() {
        type(ANNA, "/watches");
        hear(press(ANNA, 2, seen().getFirst().ref(), token("Cancel 3")));
        assertThat(taken).isEmpty();
        assertThat(rig.platform.seen(CourierRig.chatId(2)).getLast().text())
                .startsWith("This button has expired. Send the command again; /help lists what I answer.");
    }

    @Test
    void an_expired_one_says_from_when_it_is_and_what_to_send() {
        type(ANNA, "/watches");
        rig.clock.advance(Duration.ofDays(3).minus(Duration.ofMinutes(2)));
        type(ANNA, "/brief");
        rig.clock.advance(Duration.ofMinutes(5));
        press(ANNA, "Cancel 3");
        refused("This button is from 9 Jan and has expired. Send /watches for the current list.");
        press(ANNA, "Refresh");
        assertThat(briefs).as("what only reads lives longer").isEqualTo(2);
        rig.clock.advance(Duration.ofDays(30));
        press(ANNA, "Refresh");
        refused("This button is from 12 Jan and has expired. Send /brief for the current answer.");
        rig.clock.advance(Duration.ofDays(365));
        press(ANNA, "Cancel 3");
        refused("This button is from 9 Jan 2026 and has expired. Send /watches for the current list.");
        rig.store.buttons().purge(rig.clock.instant());
        press(ANNA, "Cancel 3");
        refused("This button has expired. Send the command again; /help lists what I answer.");
    }

    @Test
    void a_forged_one_is_unknown_whatever_it_is_made_of() {
        type(ANNA, "/watches");
        var real = token("Cancel 3");
        var last = real.charAt(23) == 'A' ? 'B' : 'A';
        for (var forged : List.of(
                "", "/unwatch 3", "t1", real.substring(0, 23), real + "A", real.substring(0, 23) + last, "t2" + real.substring(2), "t1' OR '1'='1' --      ", "\u0000\n")) {
            hear(press(ANNA, GROUP, seen().getFirst().ref(), forged));
            refused("This button has expired. Send the command again; /help lists what I answer.");
        }
    }

    @Test
    void buttons_of_someone_who_lost_rights_are_unknown() {
        type(ANNA, "/watches");
        rig.store.buttons().revoke(ANNA);
        press(ANNA, "Cancel 3");
        refused("This button has expired. Send the command again; /help lists what I answer.");
    }

    // ---- as if it were typed ----

    @Test
    void presses_count_as_commands_and_too_many_are_told_once() {
        type(ANNA, "/watches");
        var message = seen().getFirst();
        var forged = IntStream.range(0, 12).mapToObj(_ -> press(ANNA, GROUP, message.ref(), "t1")).toList();
        forged.forEach(answers::take);
        answers.waiting(20).forEach(answers::answer);
        answer();
        assertThat(words().subList(1, words().size())).hasSize(6).endsWith("Too many commands; try again in 20 s.");
        assertThat(seen().getLast().onlyFor()).contains(ANNA);
    }

    @Test
    void a_press_of_a_quarter_of_an_hour_ago_is_offered_anew_and_not_run() {
        type(ANNA, "/watches");
        answers.take(press(ANNA, GROUP, seen().getFirst().ref(), token("Cancel 3")));
        rig.clock.advance(Duration.ofMinutes(16));
        answer();
        assertThat(taken).isEmpty();
        assertThat(words().getLast()).isEqualTo("I was down.");
        press(ANNA, "Run now");
        assertThat(taken).containsExactly("3");
    }

    @Test
    void a_press_in_the_name_of_somebody_else_changes_nothing() {
        type(ANNA, "/watches");
        var envelope = new Incoming.Envelope(
                "x", SENDER, CourierRig.chatId(GROUP), Optional.empty(), ANNA, rig.clock.instant(), Incoming.Origin.ANONYMOUS_ADMIN, Incoming.Place.GROUP);
        hear(new Incoming.Pressed(envelope, token("Cancel 3"), seen().getFirst().ref(), "h"));
        assertThat(taken).isEmpty();
        assertThat(words().getLast()).startsWith("That would change something");
    }

    // ---- a chat that moves ----

    @Test
    void a_chat_that_gets_a_new_id_keeps_its_buttons() {
        type(ANNA, "/watches");
        var token = token("Cancel 3");
        rig.platform.move(CourierRig.chatId(GROUP), CourierRig.chatId(100));
        hear(new Incoming.Moved(envelope(ANNA, GROUP), CourierRig.chatId(100)));
        assertThat(rig.store.subscriptions().chat(CourierRig.chatId(GROUP))).isEmpty();
        assertThat(rig.store.subscriptions().chat(CourierRig.chatId(100))).isPresent();
        hear(press(ANNA, 100, new MessageRef("m1"), token));
        assertThat(taken).containsExactly("3");
        hear(new Incoming.Moved(envelope(ANNA, GROUP), new ChatId("slack", "T1:C1")));
        assertThat(answers.waiting(9)).as("not followed, and not tried for ever").isEmpty();
    }
}
