package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import tidewatch.app.Chat;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.SampleBriefs;
import tidewatch.brief.Section.Length;
import tidewatch.chat.ChatId;
import tidewatch.chat.Delivered;
import tidewatch.chat.Incoming;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Outgoing;
import tidewatch.chat.Placement;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;
import tidewatch.message.RenderPlan;
import tidewatch.message.RenderPlan.Degradation;
import tidewatch.testing.Patience;
import tidewatch.testing.SampleDocs;
import tidewatch.testing.slack.FakeSlack;
import tidewatch.testing.slack.Fault;
import tidewatch.testing.slack.UserSide;

/** The whole platform against the strict fake, through real sockets and in real time. */
class SlackPlatformTest {
    private static final Meta META = Meta.answer(Instant.parse("2026-01-09T12:00:00Z"), Optional.empty(), ZoneOffset.UTC);

    /** A grey dot of one pixel. */
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private final FakeRig rig = FakeRig.sockets().unlimited();
    private final FakeRig.Node node = rig.node();
    private final UserSide people = rig.fake.people();
    private final String ada = people.user("ada");
    private final String desk = people.channel("desk", ada);
    private int deliveries;

    @AfterEach
    void close() {
        rig.close();
    }

    private static Doc doc(String text, Action... actions) {
        return new Doc("", "x", List.of(Block.para(Inline.text(text))), List.of(actions), META);
    }

    private static Action.Run button(String label, String token) {
        return new Action.Run(label, "/x", Action.Effect.READ, Optional.of(token));
    }

    private static String token(int number) {
        return "t1" + String.format(java.util.Locale.ROOT, "%022d", number);
    }

    private Outgoing outgoing(ChatId to, RenderPlan.Part part, Optional<String> thread, Placement placement) {
        return new Outgoing("M-" + ++deliveries, part, to, thread, List.of(), false, 1, Optional.empty(), placement);
    }

    private Delivered deliver(String to, Doc doc, Placement placement) {
        var chat = rig.chat(to);
        return node.platform.deliver(outgoing(chat, node.platform.plan(doc, chat).parts().getFirst(), Optional.empty(), placement));
    }

    private Delivered deliver(String to, String text) {
        return deliver(to, doc(text), Placement.NEW);
    }

    private static Delivered.Refused.Cause cause(Delivered delivered) {
        assertThat(delivered).isInstanceOf(Delivered.Refused.class);
        return ((Delivered.Refused) delivered).cause();
    }

    private static MessageRef ref(Delivered delivered) {
        assertThat(delivered).isInstanceOf(Delivered.Sent.class);
        return ((Delivered.Sent) delivered).ref().orElseThrow();
    }

    private static String ts(MessageRef ref) {
        return ref.value().substring(ref.value().indexOf('/') + 1);
    }

    private <T extends Incoming> T heard(Class<T> type) {
        Patience.until(type.getSimpleName(), () -> List.copyOf(node.inbox.heard).stream().anyMatch(type::isInstance));
        return List.copyOf(node.inbox.heard).stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }

    private static List<String> types(JsonNode message) {
        var types = new ArrayList<String>();
        message.path("blocks").forEach(block -> types.add(block.path("type").asText()));
        return types;
    }

    private void clean() {
        assertThat(rig.fake.lints()).isEmpty();
        assertThat(node.reports).isEmpty();
    }

    // ---- talking

    @Test
    void a_conversation_in_private_goes_both_ways() {
        node.listen();
        people.say(people.im(ada), ada, "winners & <losers>");

        var said = heard(Incoming.Said.class);
        assertThat(said.text()).isEqualTo("winners & <losers>");
        assertThat(said.envelope().person()).isEqualTo(rig.chat(ada).text());
        assertThat(said.envelope().chat()).isEqualTo(rig.chat(ada));
        assertThat(said.envelope().place()).isEqualTo(Incoming.Place.PRIVATE);
        assertThat(deliver(ada, "Good morning <&>")).isInstanceOf(Delivered.Sent.class);
        assertThat(people.fromApp(people.im(ada))).singleElement().asString().contains("Good morning <&>");
        Patience.until("our own words to have come back", () -> node.platform.passed().getOrDefault("of_a_bot", 0L) == 1);
        assertThat(node.inbox.heard).hasSize(1);
        clean();
    }

    @Test
    void a_channel_tells_only_what_is_meant_for_us() {
        node.listen();
        people.say(desk, ada, "lovely weather");
        people.say(desk, ada, "@tidewatch winners");
        people.slash(desk, ada, "/tidewatch losers 5");
        people.slash(desk, ada, "/winners 3");

        Patience.until("three", () -> node.inbox.texts().size() == 3);
        assertThat(node.inbox.texts()).containsExactlyInAnyOrder("winners", "/losers 5", "/winners 3");
        assertThat(node.inbox.heard).allSatisfy(one -> assertThat(one.envelope().chat()).isEqualTo(rig.chat(desk)));
        clean();
    }

    @Test
    void a_thread_is_answered_in_it_and_one_that_is_gone_below() {
        node.listen();
        var first = people.say(desk, ada, "what do you think?");
        people.say(desk, ada, "@tidewatch brief", first);
        var thread = heard(Incoming.Said.class).envelope().thread();
        assertThat(thread).contains(first);

        var chat = rig.chat(desk);
        var part = node.platform.plan(doc("in the thread"), chat).parts().getFirst();
        assertThat(node.platform.deliver(outgoing(chat, part, thread, Placement.NEW))).isInstanceOf(Delivered.Sent.class);
        assertThat(people.fromApp(desk).getLast().path("thread_ts").asText()).isEqualTo(first);

        people.delete(desk, first);
        assertThat(node.platform.deliver(outgoing(chat, part, Optional.of("1700000000.000001"), Placement.NEW)))
                .isInstanceOfSatisfying(Delivered.Sent.class, sent -> assertThat(sent.degradations())
                        .extracting(Degradation::kind)
                        .containsExactly(Degradation.Kind.THREAD_GONE));
        assertThat(people.fromApp(desk).getLast().has("thread_ts")).isFalse();
        clean();
    }

    // ---- at and beyond every edge

    private static String words(int characters) {
        return "word ".repeat(characters / 5 + 1).substring(0, characters).strip() + ".";
    }

    private static Doc of(List<Block> blocks, List<Action> actions) {
        return new Doc("A title", "A summary", blocks, actions, META);
    }

    private static Doc of(Block... blocks) {
        return of(List.of(blocks), List.of());
    }

    private static Block.Table table(int columns, int rows, int cell) {
        return new Block.Table(
                IntStream.range(0, columns).mapToObj(i -> Block.Column.text("c" + i)).toList(),
                IntStream.range(0, rows)
                        .mapToObj(row -> IntStream.range(0, columns)
                                .mapToObj(i -> Block.Cell.of(Inline.text("r" + row + "x".repeat(Math.max(0, cell - 2)))))
                                .toList())
                        .toList(),
                Optional.of("Rows and rows"));
    }

    private static Doc paras(int number) {
        return of(IntStream.range(0, number).<Block>mapToObj(i -> new Block.Callout(Block.Callout.Level.INFO, List.of(Block.para("Block " + i)))).toList(), List.of());
    }

    private static Doc pairs(int number, int characters) {
        var value = List.<Inline>of(Inline.text(words(characters)));
        return of(new Block.KeyValues(IntStream.range(0, number).mapToObj(i -> new Block.KeyValues.Pair(List.of(Inline.text("Key " + i)), value)).toList()));
    }

    private static Doc buttons(int number, int characters) {
        return of(
                List.of(Block.para("Choose.")),
                IntStream.range(0, number).<Action>mapToObj(i -> button("B" + i + "x".repeat(characters), token(i))).toList());
    }

    private static Doc pick(int options, int characters) {
        return of(
                List.of(Block.para("Choose.")),
                List.of(new Action.Pick(
                        "p".repeat(characters),
                        IntStream.range(0, options).mapToObj(i -> button("O" + i + "x".repeat(characters), token(i))).toList())));
    }

    private static Doc chart(int points, int series) {
        var days = IntStream.range(0, points).mapToObj(i -> "d" + i).toList();
        return of(new Block.Chart(
                Block.Chart.Kind.LINE,
                "A chart",
                days,
                IntStream.range(0, series)
                        .mapToObj(i -> new Block.Chart.Series("s" + i, days.stream().map(day -> 1.5 * day.length() + i).toList()))
                        .toList(),
                "It goes up."));
    }

    static Stream<Doc> edges() {
        var docs = new ArrayList<>(List.of(SampleDocs.brief(), SampleDocs.everything()));
        for (var morning : SampleBriefs.golden()) {
            docs.add(BriefComposer.compose(SampleBriefs.golden(morning), Length.CHAT));
        }
        docs.add(BriefComposer.compose(SampleBriefs.golden("first-morning-2026-02-06"), Length.FULL));
        for (var line : List.of("/sectors", "/winners", "/theses", "/quote NVDA", "/why 1", "/help", "/home")) {
            docs.add(Chat.sample().say(line).doc());
        }
        for (int one : List.of(149, 150, 151, 400)) {
            docs.add(new Doc("T".repeat(one), "s".repeat(Math.min(one, 200)), List.of(Block.heading(2, "H".repeat(one)), Block.para("x")), List.of(), META));
        }
        for (int one : List.of(2_999, 3_000, 3_001, 8_699, 8_700, 8_701, 9_000, 9_001, 12_000, 12_001, 20_000)) {
            docs.add(of(Block.para(words(one))));
            docs.add(of(Block.para("x".repeat(one))));
            docs.add(of(new Block.Code("", words(one))));
            docs.add(of(new Block.Footer(List.of(Inline.text(words(one))))));
            docs.add(of(Block.para("\"\\".repeat(one / 2))));
            docs.add(of(Block.para("<&>".repeat(one / 3))));
            docs.add(of(new Block.Footer(List.of(Inline.text("<&>".repeat(one / 3))))));
        }
        for (int one : List.of(43, 44, 45, 49, 50, 51, 120)) {
            docs.add(paras(one));
        }
        for (int one : List.of(1, 9, 10, 11, 21, 60)) {
            docs.add(pairs(one, 40));
            docs.add(pairs(one, 1_499));
            docs.add(pairs(one, 2_001));
        }
        for (int columns : List.of(1, 2, 19, 20, 21, 30)) {
            docs.add(of(table(columns, 3, 5)));
        }
        for (int rows : List.of(1, 24, 25, 26, 99, 100, 101, 250)) {
            docs.add(of(table(3, rows, 5)));
            docs.add(of(table(3, rows, 40)));
        }
        docs.add(of(table(2, 5, 3_000), Block.para("below"), table(2, 40, 110)));
        docs.add(of(table(2, 2, 9_999)));
        docs.add(of(table(3, 10, 5), table(3, 10, 5), table(3, 10, 5)));
        for (int one : List.of(1, 4, 5, 6, 24, 25, 26, 60)) {
            docs.add(buttons(one, 3));
            docs.add(pick(one, 3));
        }
        for (int one : List.of(70, 72, 73, 74, 75, 76, 200)) {
            docs.add(buttons(3, one));
            docs.add(pick(3, one));
        }
        for (int one : List.of(99, 100, 101, 250)) {
            docs.add(pick(one, 10));
        }
        for (int one : List.of(1, 19, 20, 21, 60)) {
            docs.add(chart(one, 1));
            docs.add(chart(one, 12));
        }
        return docs.stream();
    }

    private void sendsAll(Doc doc) {
        var chat = rig.chat(desk);
        int before = people.fromApp(desk).size();
        var plan = node.platform.plan(doc, chat);
        var longest = List.of("Late.", "y".repeat(Outgoing.POSTSCRIPT_MAX - 10));
        for (var part : plan.parts()) {
            var sent = node.platform.deliver(
                    new Outgoing("M-" + ++deliveries, part, chat, Optional.empty(), longest, false, 1, Optional.empty()));
            assertThat(sent).as(doc.title() + " part " + part.number()).isInstanceOf(Delivered.Sent.class);
        }
        assertThat(people.fromApp(desk)).hasSize(before + plan.parts().size());
    }

    private List<String> refused() {
        return rig.fake.calls("chat.postMessage").stream().filter(call -> !call.ok()).map(call -> call.answer().toString()).toList();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("edges")
    void the_service_takes_each_form_at_and_beyond_every_edge_at_once(Doc doc) {
        sendsAll(doc);
        assertThat(refused()).as("with tables").isEmpty();

        rig.fake.newBlocks(rig.fake.team(), false, false);
        deliver(desk, of(table(3, 3, 3)), Placement.NEW);
        assertThat(refused()).hasSize(1);
        sendsAll(doc);
        assertThat(refused()).as("without tables").hasSize(1);
        assertThat(people.pings(desk)).as("all but the person whom a message of our own names").allMatch("U1"::equals);
        clean();
    }

    @Test
    void a_view_of_every_message_is_taken_too() {
        edges().forEach(doc -> {
            var sent = deliver(ada, doc, new Placement.Reply("home:" + ada));
            assertThat(sent).as(doc.title()).isInstanceOf(Delivered.Sent.class);
        });
        assertThat(rig.fake.calls("views.publish")).isNotEmpty().allMatch(call -> call.ok());
        assertThat(people.home(ada)).isPresent();
        clean();
    }

    @Test
    void a_workspace_that_refuses_tables_gets_them_as_text_and_is_not_asked_again() {
        rig.fake.newBlocks(rig.fake.team(), false, false);
        var chat = rig.chat(desk);
        var table = of(table(3, 4, 5));
        var early = node.platform.plan(table, chat);
        assertThat(node.platform.capabilities(chat)).isEqualTo(SlackRenderer.FULL);
        assertThat(early.parts().getFirst().payload()).contains("data_table");

        assertThat(node.platform.deliver(outgoing(chat, early.parts().getFirst(), Optional.empty(), Placement.NEW)))
                .isInstanceOfSatisfying(Delivered.Sent.class, sent -> assertThat(sent.degradations()).hasSize(1));
        assertThat(types(people.fromApp(desk).getFirst())).doesNotContain("data_table");
        assertThat(people.fromApp(desk).getFirst().toString()).contains("r3xxx");

        assertThat(node.platform.capabilities(chat)).isEqualTo(SlackRenderer.BASIC);
        assertThat(node.platform.plan(table, chat).parts().getFirst().payload()).doesNotContain("data_table");
        assertThat(node.platform.deliver(outgoing(chat, early.parts().getFirst(), Optional.empty(), Placement.NEW)))
                .as("planned before it was known")
                .isInstanceOf(Delivered.Sent.class);
        assertThat(refused()).hasSize(1);

        rig.fake.newBlocks(rig.fake.team(), true, true);
        node.skipped.addAndGet(Duration.ofHours(25).toNanos());
        assertThat(node.platform.capabilities(chat)).as("a day later").isEqualTo(SlackRenderer.FULL);
        deliver(desk, table, Placement.NEW);
        assertThat(types(people.fromApp(desk).getLast())).contains("data_table");
        clean();
    }

    // ---- what nobody knows

    /** As delivery does: waits where it is told to, and looks after a try whose end nobody knows. */
    private Delivered untilKnown(Outgoing first) {
        var outgoing = first;
        for (int tries = 0; tries < 6; tries++) {
            var began = Instant.now();
            var delivered = node.platform.deliver(outgoing);
            node.skipped.addAndGet(Duration.ofSeconds(6).toNanos());
            if (delivered instanceof Delivered.Unknown) {
                var suspect = outgoing.suspect().or(() -> Optional.of(new Outgoing.Suspect(began)));
                outgoing = new Outgoing(
                        outgoing.delivery(), outgoing.part(), outgoing.chat(), outgoing.thread(), outgoing.postscript(), outgoing.silent(), 1,
                        suspect, outgoing.placement());
            } else if (!(delivered instanceof Delivered.RetryAfter)) {
                return delivered;
            }
        }
        throw new AssertionError("Nobody ever knows");
    }

    /** A gateway that says no although it was done is believed, as on every platform: such a message may come twice. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            mode = Mode.EXCLUDE,
            names = {"ERROR", "ERROR_DONE", "BAD_GATEWAY_DONE", "NO_HELLO", "NO_PONG", "DEAF", "DRIP", "SILENCE", "SILENCE_DONE"})
    void whatever_becomes_of_a_post_it_is_seen_once_in_the_end(Fault.Kind kind) {
        for (var place : List.of(desk, ada)) {
            rig.fake.fail(Fault.once(kind, "chat.postMessage").lasting(1));
            var part = node.platform.plan(doc("once"), rig.chat(place)).parts().getFirst();

            var sent = untilKnown(outgoing(rig.chat(place), part, Optional.empty(), Placement.NEW));

            assertThat(sent).isInstanceOf(Delivered.Sent.class);
            var shown = people.fromApp(place.equals(desk) ? desk : people.im(ada));
            assertThat(shown).hasSize(1);
            assertThat(ts(ref(sent))).isEqualTo(shown.getFirst().path("ts").asText());
        }
    }

    @Test
    void a_post_that_was_taken_and_whose_answer_was_lost_is_found_and_not_sent_again() {
        for (var fault : List.of(
                Fault.once(Fault.Kind.CUT_DONE, "chat.postMessage"),
                Fault.errorAfterTheEffect("chat.postMessage", "internal_error"),
                Fault.errorAfterTheEffect("chat.postMessage", "fatal_error"))) {
            rig.fake.forget();
            rig.fake.fail(fault);
            var part = node.platform.plan(doc("once"), rig.chat(desk)).parts().getFirst();
            assertThat(untilKnown(outgoing(rig.chat(desk), part, Optional.empty(), Placement.NEW)))
                    .isInstanceOfSatisfying(Delivered.Sent.class, sent -> assertThat(sent.found()).isTrue());
            assertThat(rig.fake.calls("chat.postMessage")).hasSize(1);
        }
        assertThat(people.fromApp(desk)).hasSize(3);
        clean();
    }

    @Test
    void in_a_thread_it_is_found_too_and_a_file_as_well() {
        var first = people.say(desk, ada, "what do you think?");
        rig.fake.fail(Fault.once(Fault.Kind.CUT_DONE, "chat.postMessage"));
        var part = node.platform.plan(doc("once"), rig.chat(desk)).parts().getFirst();
        assertThat(untilKnown(outgoing(rig.chat(desk), part, Optional.of(first), Placement.NEW)))
                .isInstanceOfSatisfying(Delivered.Sent.class, sent -> assertThat(sent.found()).isTrue());
        assertThat(people.fromApp(desk)).hasSize(1);

        rig.fake.fail(Fault.once(Fault.Kind.CUT_DONE, "files.completeUploadExternal"));
        var file = new SlackPayload.File("whole.md", "text/markdown", "# Whole é\n", "The whole message.").json();
        assertThat(untilKnown(outgoing(rig.chat(desk), new RenderPlan.Part(1, 1, file, "x"), Optional.empty(), Placement.NEW)))
                .isInstanceOf(Delivered.Sent.class);
        assertThat(people.fromApp(desk)).hasSize(2);
        clean();
    }

    @Test
    void what_cannot_be_looked_up_is_not_sent_blindly() {
        rig.fake.fail(Fault.once(Fault.Kind.CUT_DONE, "chat.postMessage"), Fault.error("conversations.history", "internal_error"));
        var chat = rig.chat(desk);
        var part = node.platform.plan(doc("once"), chat).parts().getFirst();
        var lost = outgoing(chat, part, Optional.empty(), Placement.NEW);
        assertThat(node.platform.deliver(lost)).isInstanceOfSatisfying(Delivered.Unknown.class, one -> assertThat(one.sent()).isTrue());
        var suspect = new Outgoing(
                lost.delivery(), part, chat, Optional.empty(), List.of(), false, 1, Optional.of(new Outgoing.Suspect(Instant.now())));

        assertThat(node.platform.deliver(suspect))
                .isInstanceOfSatisfying(Delivered.Unknown.class, one -> assertThat(one.sent()).isFalse());
        assertThat(rig.fake.calls("chat.postMessage")).hasSize(1);
    }

    @Test
    void without_the_right_to_read_it_is_said_that_nothing_can_be_found() {
        var chat = rig.chat(desk);
        var scopes = new ArrayList<>(SlackManifest.SCOPES);
        scopes.remove("channels:history");
        rig.fake.scopes(scopes);
        assertThat(node.platform.capabilities(chat).canFind()).isTrue();
        rig.fake.fail(Fault.once(Fault.Kind.CUT_DONE, "chat.postMessage"));
        var part = node.platform.plan(doc("once"), chat).parts().getFirst();
        var lost = outgoing(chat, part, Optional.empty(), Placement.NEW);
        node.platform.deliver(lost);
        node.platform.deliver(new Outgoing(
                lost.delivery(), part, chat, Optional.empty(), List.of(), false, 1, Optional.of(new Outgoing.Suspect(Instant.now()))));

        assertThat(node.platform.capabilities(chat).canFind()).isFalse();
        assertThat(node.platform.capabilities(rig.chat(ada)).canFind()).as("another chat").isTrue();
    }

    // ---- who shuts us out

    @Test
    void who_shuts_us_out_is_told_apart() {
        var archived = people.channel("old", ada);
        people.archive(archived, ada);
        var foreign = people.channelWithoutApp("foreign", ada);
        var hidden = people.privateChannelWithoutApp("hidden", ada);
        var quiet = people.channel("quiet", ada);
        people.restrict(quiet, true);
        var bea = people.user("bea");
        people.messagesTab(bea, false);
        var cy = people.user("cy");
        people.deactivate(cy);

        assertThat(cause(deliver(archived, "x"))).isEqualTo(Delivered.Refused.Cause.CHAT_GONE);
        assertThat(cause(deliver(foreign, "x"))).isEqualTo(Delivered.Refused.Cause.NO_RIGHTS);
        assertThat(cause(deliver(hidden, "x"))).isEqualTo(Delivered.Refused.Cause.CHAT_GONE);
        assertThat(cause(deliver(quiet, "x"))).isEqualTo(Delivered.Refused.Cause.NO_RIGHTS);
        assertThat(cause(deliver(bea, "x"))).isEqualTo(Delivered.Refused.Cause.NO_RIGHTS);
        assertThat(cause(deliver(cy, "x"))).isEqualTo(Delivered.Refused.Cause.CHAT_GONE);
        assertThat(((Delivered.Refused) deliver(foreign, "x")).detail()).contains("/invite");
        people.revoke(rig.fake.team());
        assertThat(cause(deliver(desk, "x"))).isEqualTo(Delivered.Refused.Cause.BAD_TOKEN);
        people.reinstall(rig.fake.team());
        assertThat(deliver(desk, "x")).isInstanceOf(Delivered.Sent.class);
        people.uninstall(rig.fake.team());
        assertThat(cause(deliver(desk, "x"))).isEqualTo(Delivered.Refused.Cause.BAD_TOKEN);
        clean();
    }

    @Test
    void a_pause_that_slack_asks_for_is_told_and_nothing_is_sent_meanwhile() {
        rig.fake.fail(Fault.retryAfter("chat.postMessage", 7));
        assertThat(deliver(desk, "x")).isInstanceOfSatisfying(
                Delivered.RetryAfter.class, later -> assertThat(later.pause()).contains(Duration.ofSeconds(7)));
        assertThat(people.fromApp(desk)).isEmpty();
        assertThat(rig.fake.calls("chat.postMessage")).hasSize(1);
    }

    // ---- places

    @Test
    void a_press_is_heard_and_its_message_replaced_while_others_stay() {
        node.listen();
        var sent = ref(deliver(desk, doc("Refresh?", button("Refresh", token(1))), Placement.NEW));
        deliver(desk, "another");
        long receipt = people.press(desk, ada, ts(sent), "Refresh");
        var pressed = heard(Incoming.Pressed.class);
        Patience.until("an answer", () -> people.receipt(receipt).orElseThrow().done());

        assertThat(pressed.token()).isEqualTo(token(1));
        assertThat(pressed.message()).isEqualTo(sent);
        assertThat(ref(deliver(desk, doc("Refreshed."), new Placement.Replace(pressed.message())))).isEqualTo(sent);
        assertThat(people.fromApp(desk)).hasSize(2).first().satisfies(one -> {
            assertThat(one.toString()).contains("Refreshed.").doesNotContain("Refresh?");
            assertThat(types(one)).doesNotContain("actions");
        });

        people.delete(desk, ts(sent));
        assertThat(ref(deliver(desk, doc("Below."), new Placement.Replace(sent)))).isNotEqualTo(sent);
        assertThat(people.fromApp(desk)).hasSize(2).last().asString().contains("Below.");
        clean();
    }

    @Test
    void a_menu_is_chosen_from_and_a_forged_press_is_no_token_of_ours() {
        node.listen();
        var sent = ref(deliver(desk, doc("Which?", new Action.Pick("Choose", List.of(button("One", token(1)), button("Two", token(2))))), Placement.NEW));
        people.select(desk, ada, ts(sent), "Two");
        assertThat(heard(Incoming.Pressed.class).token()).isEqualTo(token(2));

        node.inbox.heard.clear();
        var forged = (ObjectNode) FakeRig.json("{\"value\":\"a b\\u0000 " + "x".repeat(300) + "\"}");
        people.forge(desk, ada, ts(sent), forged);
        assertThat(heard(Incoming.Pressed.class).token()).isEqualTo("forged");
        clean();
    }

    @Test
    void what_is_for_one_person_is_seen_by_that_person_only() {
        var bea = people.user("bea");
        people.join(desk, bea);
        node.listen();
        people.slash(desk, ada, "/tidewatch theses");
        var handle = heard(Incoming.Said.class).handle();
        assertThat(handle).isPresent();
        var alone = doc("For Ada only", button("More", token(1)));

        assertThat(deliver(desk, alone, new Placement.Private(rig.chat(ada).text(), handle))).isInstanceOf(Delivered.Sent.class);
        assertThat(deliver(desk, alone, new Placement.Private(rig.chat(ada).text(), Optional.empty()))).isInstanceOf(Delivered.Sent.class);
        assertThat(people.onlyFor(desk, ada)).hasSize(2);
        assertThat(people.onlyFor(desk, bea)).isEmpty();
        assertThat(people.fromApp(desk)).isEmpty();
        assertThat(people.uses(handle.orElseThrow().substring("url:".length()))).isEqualTo(1);

        node.inbox.heard.clear();
        people.press(desk, ada, people.onlyFor(desk, ada).getFirst().path("ts").asText(), "More");
        var pressed = heard(Incoming.Pressed.class);
        assertThat(deliver(desk, doc("Still for Ada only"), new Placement.Replace(pressed.message()))).isInstanceOf(Delivered.Sent.class);
        assertThat(people.onlyFor(desk, ada)).hasSize(2).anySatisfy(one -> assertThat(one.toString()).contains("Still for Ada only"));
        assertThat(people.fromApp(desk)).isEmpty();

        var cy = people.user("cy");
        assertThat(deliver(desk, doc("For Cy"), new Placement.Private(rig.chat(cy).text(), Optional.empty()))).isInstanceOf(Delivered.Sent.class);
        assertThat(people.fromApp(people.im(cy))).as("who is not there is written to").hasSize(1);
        assertThat(people.fromApp(desk)).isEmpty();
        clean();
    }

    @Test
    void a_command_where_we_are_no_member_is_answered_by_its_handle_until_that_is_used_up() {
        var foreign = people.channelWithoutApp("foreign", ada);
        node.listen();
        people.slash(foreign, ada, "/tidewatch winners");
        var handle = heard(Incoming.Said.class).handle().orElseThrow();
        var url = handle.substring("url:".length());

        var outcomes = IntStream.range(0, 6).mapToObj(i -> deliver(foreign, doc("Part " + i), new Placement.Reply(handle))).toList();

        assertThat(people.uses(url)).isLessThanOrEqualTo(5);
        assertThat(people.onlyFor(foreign, ada)).isNotEmpty().last().asString().contains("Invite me");
        assertThat(outcomes.getFirst()).isInstanceOf(Delivered.Sent.class);
        assertThat(outcomes.getLast()).isInstanceOf(Delivered.Refused.class);
        assertThat(people.fromApp(foreign)).isEmpty();
        var seen = people.onlyFor(foreign, ada).stream().filter(one -> one.toString().contains("Part ")).count();
        assertThat(seen).isEqualTo(outcomes.stream().filter(Delivered.Sent.class::isInstance).count());

        node.inbox.heard.clear();
        people.slash(desk, ada, "/tidewatch winners");
        var inside = heard(Incoming.Said.class).handle().orElseThrow();
        assertThat(deliver(desk, doc("For all"), new Placement.Reply(inside))).isInstanceOf(Delivered.Sent.class);
        assertThat(people.fromApp(desk)).singleElement().asString().contains("For all");
        assertThat(people.uses(inside.substring("url:".length()))).isZero();
    }

    @Test
    void pictures_and_whole_messages_come_as_files() {
        node.pictures.put("map.png", PNG);
        var blocks = "[{\"type\":\"image\",\"slack_file\":{\"id\":\"picture:map.png\"},\"alt_text\":\"A map\"}]";
        var payload = new SlackPayload.Message("Map", blocks, Optional.empty(), List.of("map.png")).json();
        for (int i = 0; i < 2; i++) {
            assertThat(node.platform.deliver(outgoing(rig.chat(desk), new RenderPlan.Part(1, 1, payload, "Map"), Optional.empty(), Placement.NEW)))
                    .isInstanceOf(Delivered.Sent.class);
        }
        assertThat(people.fromApp(desk)).hasSize(2).allSatisfy(one -> assertThat(types(one)).containsExactly("image"));
        assertThat(rig.fake.calls("upload")).as("uploaded once").hasSize(1);

        var plan = node.platform.plan(of(Block.para(words(200_000))), rig.chat(ada));
        for (var part : plan.parts()) {
            assertThat(node.platform.deliver(outgoing(rig.chat(ada), part, Optional.empty(), Placement.NEW))).isInstanceOf(Delivered.Sent.class);
        }
        var last = people.fromApp(people.im(ada)).getLast();
        var id = last.at("/files/0/id").asText();
        assertThat(new String(people.file(id).orElseThrow(), StandardCharsets.UTF_8)).contains("word word").hasSizeGreaterThan(199_000);
        clean();
    }

    // ---- hostile text, and secrets

    @Test
    void nothing_in_a_note_pings_or_links_or_becomes_markup() {
        var hostile = List.of(
                "<!channel> <!here> <!everyone>", "<@" + ada + ">", "@ada @channel @here @everyone", "<#" + desk + "|x>", "<!subteam^S1|@g>",
                "<https://evil.example|your bank>", "https://evil.example", "&lt;!channel&gt;", "*b* _i_ ~s~ `c` ```p``` > q", ":tada:",
                "<!date^1|x>", "\u202Eabc\u202C", "a\u0000b", "\uD83D\uDC69\u200D\uD83D\uDE80".repeat(50), "mailto:a@b.example", "<tel:1|2>", "}]\"}],\"text\":\"<!channel>");
        for (var words : hostile) {
            for (var doc : List.of(
                    doc(words),
                    new Doc(
                            words,
                            words.length() > 200 ? "A summary" : words,
                            List.of(
                                    Block.heading(2, words + "."),
                                    new Block.Code(words, words + "."),
                                    new Block.Quote(true, List.of(Block.para(words + "."))),
                                    new Block.Footer(List.of(Inline.text(words + "."))),
                                    new Block.Image("none.png", words + "."),
                                    new Block.KeyValues(List.of(new Block.KeyValues.Pair(List.of(Inline.text(words + ".")), List.of(Inline.text(words + "."))))),
                                    new Block.Table(
                                            List.of(Block.Column.text(words + ".")),
                                            List.of(List.of(Block.Cell.of(Inline.text(words + ".")))),
                                            Optional.of(words + "."))),
                            List.of(button(words + ".", token(1)), new Action.Pick(words + ".", List.of(button(words + ".", token(2))))),
                            META))) {
                assertThat(deliver(desk, doc, Placement.NEW)).as(words).isInstanceOf(Delivered.Sent.class);
                assertThat(deliver(ada, doc, new Placement.Reply("home:" + ada))).as(words).isInstanceOf(Delivered.Sent.class);
            }
        }
        for (var words : hostile) {
            rig.fake.fail(Fault.error("chat.postMessage", "invalid_blocks"));
            assertThat(deliver(desk, words + ".")).as("as words: " + words).isInstanceOf(Delivered.Sent.class);
            assertThat(people.fromApp(desk).getLast().has("blocks")).isFalse();
        }

        assertThat(people.pings(desk)).isEmpty();
        assertThat(people.fromApp(desk)).allSatisfy(one -> {
            assertThat(one.path("blocks").toString()).doesNotContain("\"type\":\"link\"").doesNotContain("\"type\":\"user\"").doesNotContain("broadcast");
            assertThat(one.path("text").asText()).doesNotContain("<");
        });
        assertThat(rig.fake.calls("chat.postMessage")).allSatisfy(call -> {
            assertThat(call.parameter("unfurl_links")).isEqualTo("false");
            assertThat(call.parameter("unfurl_media")).isEqualTo("false");
        });
        clean();
    }

    @Test
    void its_tokens_are_in_nothing_that_it_tells_or_logs() {
        var told = new ArrayList<String>();
        var events = new ListAppender<ILoggingEvent>();
        // Threads that end go on speaking while the lines are looked at.
        events.list = new CopyOnWriteArrayList<>();
        events.start();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var before = root.getLevel();
        root.setLevel(Level.TRACE);
        root.addAppender(events);
        try {
            node.listen();
            people.slash(desk, ada, "/tidewatch winners");
            var handle = heard(Incoming.Said.class).handle().orElseThrow();
            told.add(node.inbox.heard.toString());
            rig.fake.fail(
                    Fault.error("chat.postMessage", FakeSlack.BOT_TOKEN),
                    Fault.error("auth.test", FakeSlack.APP_TOKEN),
                    Fault.error("apps.connections.open", FakeSlack.APP_TOKEN).times(2),
                    Fault.once(Fault.Kind.CUT_READ, "response_url"));
            told.add(deliver(desk, "x").toString());
            told.add(deliver(desk, doc("x"), new Placement.Private(rig.chat(ada).text(), Optional.of(handle))).toString());
            told.add(outgoing(rig.chat(desk), node.platform.plan(doc("x"), rig.chat(desk)).parts().getFirst(), Optional.empty(), new Placement.Reply(handle)).toString());
            node.platform.close();
            node.platform.start(node.inbox);
            Patience.until("a link after all that", () -> node.inbox.state().startsWith("UP"));
            people.revoke(rig.fake.team());
            told.add(deliver(desk, "x").toString());
            told.add(node.inbox.states.toString());
            told.add(node.reports.toString());
            told.add(node.platform + " " + node.settings + " " + node.client());
            told.add(String.valueOf(handle.isEmpty()));
            events.list.forEach(event -> told.add(event.getFormattedMessage() + " " + event.getThrowableProxy()));
            var secrets = List.of(
                    FakeSlack.BOT_TOKEN.substring(20), FakeSlack.APP_TOKEN.substring(20), FakeSlack.SIGNING_SECRET, "ticket=",
                    handle.substring("url:".length()));
            assertThat(told).hasSizeGreaterThan(8).allSatisfy(line -> secrets.forEach(secret -> assertThat(line).doesNotContain(secret)));
        } finally {
            root.detachAppender(events);
            root.setLevel(before);
        }
    }
}
