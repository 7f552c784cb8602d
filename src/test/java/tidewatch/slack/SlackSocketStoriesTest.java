package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.chat.ChatId;
import tidewatch.chat.Delivered;
import tidewatch.chat.Incoming;
import tidewatch.chat.Outgoing;
import tidewatch.chat.Placement;
import tidewatch.message.Doc;
import tidewatch.testing.Patience;
import tidewatch.testing.SampleDocs;
import tidewatch.testing.slack.Fault;
import tidewatch.testing.slack.Receipt;
import tidewatch.testing.slack.UserSide;

/**
 * What happens to the line between Slack and us: sockets end for every reason, calls while reconnecting go wrong in every way, payloads come
 * twice, late and elsewhere. Each thing that a person does is heard once, and answered within 3 s where it can be. Real sockets, real time.
 */
class SlackSocketStoriesTest {
    private FakeRig rig = FakeRig.sockets().unlimited();
    private UserSide people = rig.fake.people();
    private String ada = people.user("ada");
    private String desk = people.channel("desk", ada);
    private int said;

    @AfterEach
    void close() {
        rig.close();
    }

    /** From now on Slack calls us. */
    private FakeRig.Node called() {
        rig.close();
        rig = FakeRig.called().unlimited();
        people = rig.fake.people();
        ada = people.user("ada");
        desk = people.channel("desk", ada);
        return rig.node().listen();
    }

    private long slash() {
        return people.slash(desk, ada, "/tidewatch winners " + ++said);
    }

    private Receipt settled(long receipt) {
        Patience.until("an end of " + receipt, () -> people.receipt(receipt).filter(one -> one.done() || one.failed()).isPresent());
        return people.receipt(receipt).orElseThrow();
    }

    /** Somebody asks for something, and is heard. */
    private void works(FakeRig.Node node) {
        long receipt = slash();
        assertThat(settled(receipt).done()).as(people.receipt(receipt).toString()).isTrue();
        Patience.until("the words", () -> node.inbox.texts().contains("/winners " + said));
    }

    private void clean(FakeRig.Node... nodes) {
        assertThat(rig.fake.lints()).isEmpty();
        for (var node : nodes) {
            assertThat(node.reports).isEmpty();
        }
    }

    private static long count(FakeRig.Node node, String words) {
        return node.inbox.texts().stream().filter(words::equals).count();
    }

    // ---- sockets that end

    @ParameterizedTest
    @ValueSource(strings = {"warning", "refresh_requested", "too_many_things_of_tomorrow", "cut", "closed"})
    void a_socket_that_ends_is_followed_by_another_and_nothing_is_lost(String reason) {
        var node = rig.node().listen();
        works(node);
        int opened = rig.fake.calls("apps.connections.open").size();
        switch (reason) {
            case "cut" -> rig.fake.cutSockets();
            case "closed" -> rig.fake.closeSockets();
            default -> rig.fake.disconnect(reason);
        }
        Patience.until("another socket", () -> rig.fake.calls("apps.connections.open").size() > opened);
        people.say(people.im(ada), ada, "in between");
        Patience.until("what was said in between", () -> node.inbox.texts().contains("in between"));
        Patience.until("the link", () -> node.inbox.state().startsWith("UP"));
        works(node);
        clean(node);
    }

    @Test
    void while_a_socket_is_renewed_there_is_never_none() {
        var node = rig.node().listen();
        int states = node.inbox.states.size();
        rig.fake.disconnect("warning");
        var receipts = Stream.generate(this::slash).limit(60).toList();
        receipts.forEach(receipt -> assertThat(settled(receipt).done()).isTrue());
        Patience.until("the next hello", () -> count("hello") == 2);
        assertThat(settled(slash()).done()).isTrue();
        assertThat(node.inbox.texts()).hasSize(61).doesNotHaveDuplicates();
        assertThat(List.copyOf(node.inbox.states).stream().skip(states)).allMatch("UP"::equals);
        clean(node);
    }

    private int count(String type) {
        return (int) rig.fake.frames().stream().filter(frame -> !frame.fromApp() && frame.text().contains("\"type\":\"" + type + "\"")).count();
    }

    @Test
    void a_socket_that_grows_old_is_warned_and_followed_before_it_is_closed() {
        var node = rig.node().listen();
        works(node);
        rig.fake.time().advance(Duration.ofSeconds(18_055));
        Patience.until("the warning", () -> count("disconnect") > 0);
        Patience.until("the next hello", () -> count("hello") == 2);
        works(node);
        rig.fake.time().advance(Duration.ofSeconds(30));
        Patience.until("one socket", () -> rig.fake.liveSockets() == 1);
        works(node);
        clean(node);
    }

    @Test
    void socket_mode_switched_off_is_told_and_switched_on_again_it_returns_by_itself() {
        var node = rig.node().listen();
        works(node);
        rig.fake.linkDisabled(true);
        Patience.until("the reason", () -> node.inbox.state().startsWith("DOWN"));
        assertThat(node.inbox.state()).containsIgnoringCase("socket mode");
        assertThat(rig.fake.liveSockets()).isZero();

        var later = rig.node();
        rig.fake.forget();
        later.hasty = true;
        later.platform.start(later.inbox);
        Patience.until("questions, five minutes apart", () -> rig.fake.calls("apps.connections.open").size() >= 3);
        assertThat(later.inbox.state()).startsWith("DOWN").containsIgnoringCase("socket mode");
        rig.fake.linkDisabled(false);
        Patience.until("a yes", () -> rig.fake.calls("apps.connections.open").getLast().ok());
        later.hasty = false;
        Patience.until("the link", () -> later.inbox.state().startsWith("UP"));
        // Slack may not have seen yet that those which were opened in haste are gone.
        Patience.until("one socket", () -> rig.fake.liveSockets() == 1);
        works(later);
    }

    @Test
    void more_sockets_than_slack_allows_is_told() {
        var nodes = Stream.generate(rig::node).limit(10).map(FakeRig.Node::listen).toList();
        var eleventh = rig.node();
        eleventh.platform.start(eleventh.inbox);
        Patience.until("the reason", () -> eleventh.inbox.states.stream().anyMatch(state -> state.contains("connections")));
        assertThat(rig.fake.liveSockets()).isEqualTo(10);
        assertThat(settled(slash()).done()).isTrue();
        assertThat(nodes.stream().mapToLong(node -> count(node, "/winners " + said)).sum()).isEqualTo(1);
    }

    // ---- a server that is not well

    private static final Set<Fault.Kind> AT_FIRST =
            EnumSet.of(Fault.Kind.ERROR, Fault.Kind.HTML, Fault.Kind.RATELIMITED, Fault.Kind.CUT_READ);

    static Stream<Arguments> troubles() {
        return Stream.of("auth.test", "apps.connections.open", "link")
                .flatMap(method -> Stream.of(Fault.Kind.values())
                        .filter(kind -> !method.equals("auth.test") || AT_FIRST.contains(kind))
                        .filter(kind -> switch (kind) {
                            case NO_HELLO, NO_PONG, DEAF, SILENCE, SILENCE_DONE, DRIP -> false; // told apart below, for they take their time
                            case ERROR, ERROR_DONE, RATELIMITED -> !method.equals("link");
                            case HALF, WRONG_JSON -> !method.equals("link");
                            case SERVER_ERROR, BAD_GATEWAY, BAD_GATEWAY_DONE, UNAVAILABLE, HTML, CUT_UNREAD, CUT_READ, CUT_DONE -> true;
                        })
                        .map(kind -> Arguments.of(method, kind)));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void whatever_goes_wrong_while_connecting_the_service_returns_by_itself(String method, Fault.Kind kind) {
        rig.fake.fail(Fault.once(kind, method).lasting(1));
        var node = rig.node().listen();
        // What was cut before it was read is in no ledger.
        assertThat(rig.fake.calls(method)).hasSize(kind == Fault.Kind.CUT_UNREAD ? 1 : 2);
        works(node);
        clean(node);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"ERROR", "HTML", "RATELIMITED", "UNAVAILABLE", "CUT_READ"})
    void a_server_that_is_ill_for_a_while_is_not_hammered_and_found_again(Fault.Kind kind) {
        var node = rig.node().listen();
        works(node);
        rig.fake.forget();
        rig.fake.fail(Fault.once(kind, "apps.connections.open").times(3).lasting(1));
        rig.fake.cutSockets();
        people.say(people.im(ada), ada, "meanwhile");

        Patience.until("what was said meanwhile", () -> node.inbox.texts().contains("meanwhile"));
        assertThat(rig.fake.calls("apps.connections.open")).hasSize(4);
        assertThat(List.copyOf(node.inbox.states)).anyMatch(state -> state.startsWith("DEGRADED"));
        works(node);
        clean(node);
    }

    @Test
    void a_server_that_says_nothing_is_left_after_a_while() {
        var node = rig.node();
        rig.fake.fail(Fault.once(Fault.Kind.SILENCE, "apps.connections.open").lasting(2), Fault.once(Fault.Kind.SILENCE, "link").lasting(2));
        node.listen();
        works(node);
        clean(node);
    }

    @Test
    void a_socket_without_a_hello_is_given_up_for_the_next() {
        var node = rig.node();
        rig.fake.fail(Fault.once(Fault.Kind.NO_HELLO, "link"));
        node.listen();
        assertThat(List.copyOf(node.inbox.states)).anyMatch(state -> state.contains("no hello"));
        works(node);
        clean(node);
    }

    @Test
    void a_revoked_token_is_told_with_what_to_do() {
        people.revoke(rig.fake.team());
        var node = rig.node();
        node.platform.start(node.inbox);
        Patience.until("the reason", () -> node.inbox.states.stream().anyMatch(state -> state.length() > 40 && state.startsWith("DOWN")));
        assertThat(node.inbox.state()).doesNotContain(rig.fake.botToken());
    }

    // ---- twice, late, elsewhere

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void doubled_envelopes_and_fields_of_tomorrow_are_one_thing_each(boolean across) {
        var nodes = List.of(rig.node().listen(), rig.node().listen());
        Patience.until("two sockets", () -> rig.fake.liveSockets() == 2);
        rig.fake.extendPayloads(true);
        rig.fake.doublePayloads(6, across);
        slash();
        people.say(people.im(ada), ada, "private");
        people.say(desk, ada, "@tidewatch mention");
        people.openHome(ada);
        long last = slash();
        settled(last);
        Patience.until("all acknowledged", () -> people.receipts().stream().allMatch(Receipt::done));

        var heard = Stream.concat(nodes.getFirst().inbox.heard.stream(), nodes.getLast().inbox.heard.stream())
                .map(one -> one.envelope().key())
                .toList();
        assertThat(Map.copyOf(keys(heard))).as("by key, whichever node heard it").hasSize(5);
        nodes.forEach(node -> assertThat(node.inbox.heard.stream().map(one -> one.envelope().key())).doesNotHaveDuplicates());
        clean(nodes.toArray(FakeRig.Node[]::new));
    }

    private static Map<String, Integer> keys(List<String> keys) {
        var counts = new HashMap<String, Integer>();
        keys.forEach(key -> counts.merge(key, 1, Integer::sum));
        return counts;
    }

    @Test
    void what_the_store_does_not_take_is_not_acknowledged_and_comes_again() {
        var node = rig.node().listen();
        node.inbox.refuse = 1;
        people.say(people.im(ada), ada, "hello");
        Patience.until("the refusal", () -> !node.reports.isEmpty());
        rig.fake.time().advance(Duration.ofSeconds(4));
        Patience.until("the second try", () -> node.inbox.texts().contains("hello"));
        Patience.until("an end", () -> people.receipts().stream().allMatch(Receipt::done));
        assertThat(people.receipts().getLast().attempts()).isEqualTo(2);
        assertThat(node.inbox.heard).hasSize(1);
        assertThat(node.reports).singleElement().asString().contains("The store does not take");
    }

    @Test
    void what_comes_out_of_order_is_heard_all_the_same() {
        var node = rig.node().listen();
        rig.fake.holdPayloads(2);
        var im = people.im(ada);
        for (int i = 0; i < 5; i++) {
            people.say(im, ada, "line " + i);
        }
        Patience.until("all", () -> node.inbox.texts().size() == 5);
        assertThat(node.inbox.texts()).containsExactlyInAnyOrder("line 0", "line 1", "line 2", "line 3", "line 4");
        clean(node);
    }

    @Test
    void a_node_that_goes_takes_nothing_with_it() {
        var first = rig.node().listen();
        var second = rig.node().listen();
        Patience.until("two sockets", () -> rig.fake.liveSockets() == 2);
        for (int i = 0; i < 10; i++) {
            people.say(people.im(ada), ada, "line " + i);
        }
        first.platform.close();
        for (int i = 10; i < 20; i++) {
            people.say(people.im(ada), ada, "line " + i);
        }
        // What the first acknowledged is read before the clock jumps.
        Patience.until("one socket", () -> rig.fake.liveSockets() == 1);
        rig.fake.time().advance(Duration.ofSeconds(4));
        Patience.until("all", () -> Stream.of(first, second).flatMap(node -> node.inbox.texts().stream()).distinct().count() == 20);
        // The clock jumped over answers that were on their way.
        assertThat(rig.fake.lints()).allMatch(lint -> lint.kind().equals("ACK_TWICE") || lint.kind().equals("LATE_ACK"));
    }

    // ---- called by Slack

    @Test
    void events_come_again_with_a_header_when_they_were_not_taken_and_are_heard_once() {
        var node = called();
        node.inbox.refuse = 1;
        people.say(people.im(ada), ada, "hello");
        Patience.until("the second try", () -> node.inbox.texts().contains("hello"));
        Patience.until("an end", () -> people.receipts().stream().allMatch(Receipt::done));
        assertThat(people.receipts().getLast().attempts()).isEqualTo(2);
        assertThat(node.inbox.heard).hasSize(1);
        rig.fake.doublePayloads(3, false);
        people.say(people.im(ada), ada, "twice");
        works(node);
        works(node);
        Patience.until("the other", () -> node.inbox.texts().size() == 4);
        assertThat(node.inbox.texts()).doesNotHaveDuplicates();
        assertThat(rig.fake.lints()).isEmpty();
    }

    @Test
    void an_event_that_was_taken_and_whose_answer_came_too_late_is_known_when_it_comes_again() {
        var node = called();
        // The clock of Slack goes on before the answer is there: to it we are silent, three times.
        rig.fake.patience(Duration.ofNanos(1));
        people.say(people.im(ada), ada, "hello");
        Patience.until("a failure", () -> people.receipts().getLast().attempts() >= 2);
        rig.fake.patience(Duration.ofSeconds(3));
        rig.fake.time().advance(Duration.ofMinutes(1));
        Patience.until("an end", () -> people.receipts().getLast().done());
        assertThat(count(node, "hello")).isEqualTo(1);
    }

    @Test
    void who_cannot_sign_is_not_heard_and_a_replay_is_heard_once() throws Exception {
        var node = called();
        for (var how : List.of("WRONG", "MISSING", "CHANGED")) {
            rig.fake.sign(how, 1);
            assertThat(settled(slash()).failed()).as(how).isTrue();
        }
        rig.fake.sign("STALE", 1);
        assertThat(settled(slash()).failed()).isTrue();
        rig.fake.sign("EARLY", 1);
        assertThat(settled(slash()).failed()).isTrue();
        assertThat(node.inbox.heard).isEmpty();
        works(node);
        assertThat(rig.fake.replay()).isEqualTo(200);
        assertThat(rig.fake.sslCheck()).isEqualTo(200);
        assertThat(node.inbox.heard).hasSize(1);
        clean(node);
    }

    // ---- forms, the home, shortcuts: over sockets and called

    enum Way {
        SOCKETS,
        CALLED
    }

    private FakeRig.Node node(Way way) {
        return switch (way) {
            case SOCKETS -> rig.node().listen();
            case CALLED -> called();
        };
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void the_form_of_subscribe_opens_complains_of_what_is_wrong_and_is_said_when_it_is_right(Way way) {
        var node = node(way);
        assertThat(settled(people.slash(desk, ada, "/tidewatch subscribe")).done()).isTrue();
        assertThat(people.modal(ada)).isPresent();
        assertThat(node.inbox.heard).isEmpty();

        assertThat(settled(people.submit(ada, Map.of("zone", "Middle Earth"))).done()).isTrue();
        assertThat(people.formErrors(ada).toString()).contains("I don't know this zone");
        assertThat(people.modal(ada)).as("it stays").isPresent();
        assertThat(node.inbox.heard).isEmpty();

        assertThat(settled(people.submit(ada, Map.of("time", "06:30", "zone", "berlin", "sections", "theses"))).done()).isTrue();
        assertThat(people.modal(ada)).as("it is closed").isEmpty();
        Patience.until("the line", () -> node.inbox.heard.size() == 1);
        var heard = (Incoming.Said) node.inbox.heard.getFirst();
        assertThat(heard.text()).isEqualTo("/subscribe 06:30 weekdays Europe/Berlin without movers");
        assertThat(heard.envelope().chat()).isEqualTo(rig.chat(desk));
        assertThat(heard.envelope().person()).isEqualTo(rig.chat(ada).text());
        assertThat(heard.handle()).as("of the command").isPresent();
        clean(node);
    }

    @Test
    void the_form_comes_by_the_shortcut_and_words_with_arguments_need_none() {
        var node = rig.node().listen();
        people.shortcut(ada, "subscribe");
        Patience.until("the form", () -> people.modal(ada).isPresent());
        settled(people.submit(ada, Map.of()));
        Patience.until("the line", () -> node.inbox.heard.size() == 1);
        assertThat(node.inbox.texts()).containsExactly("/subscribe 07:00 weekdays");
        assertThat(node.inbox.heard.getFirst().envelope().chat()).isEqualTo(rig.chat(ada));

        people.slash(desk, ada, "/tidewatch subscribe 08:00");
        Patience.until("the other line", () -> node.inbox.texts().contains("/subscribe 08:00"));
        assertThat(people.modal(ada)).isEmpty();
        clean(node);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"ERROR", "RATELIMITED", "HTML", "CUT_READ", "SILENCE"})
    void where_the_form_does_not_open_the_words_are_answered_in_time(Fault.Kind kind) {
        var node = rig.node().listen();
        rig.fake.fail(Fault.once(kind, "views.open").lasting(Patience.SECONDS));
        var receipt = settled(people.slash(desk, ada, "/tidewatch subscribe"));
        assertThat(receipt.done()).as(receipt.toString()).isTrue();
        assertThat(Duration.ofNanos(receipt.tookNanos())).as("before Slack says anything").isLessThan(Patience.LONG);
        Patience.until("the bare command", () -> node.inbox.texts().equals(List.of("/subscribe")));
        assertThat(people.modal(ada)).isEmpty();
    }

    @Test
    void behind_a_form_that_waits_others_are_acknowledged_at_once() {
        var node = rig.node().listen();
        works(node);
        rig.fake.fail(Fault.once(Fault.Kind.SILENCE, "views.open").lasting(Patience.SECONDS));
        long waits = people.slash(desk, ada, "/tidewatch subscribe");
        var others = Stream.generate(this::slash).limit(20).toList();
        others.forEach(other -> assertThat(settled(other).done()).isTrue());
        var waited = settled(waits);
        assertThat(waited.done()).isTrue();
        assertThat(others).as("while that one was waiting for Slack").allSatisfy(other -> assertThat(
                        people.receipt(other).orElseThrow().tookNanos()).isLessThan(waited.tookNanos()));
        Patience.until("the words of all", () -> node.inbox.texts().size() == 22);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void the_home_is_asked_for_once_in_a_while_and_shown(Way way) {
        var node = node(way);
        people.openHome(ada);
        people.openHome(ada);
        people.openTab(ada, "messages");
        Patience.until("all three", () -> people.receipts().stream().filter(Receipt::done).count() == 3);
        assertThat(node.inbox.texts()).containsExactly("/home");
        var said = (Incoming.Said) node.inbox.heard.getFirst();
        assertThat(said.envelope().chat()).isEqualTo(rig.chat(ada));

        publish(node, said, SampleDocs.brief());
        assertThat(people.home(ada).orElseThrow().toString()).contains("Rotation brief");
        publish(node, said, SampleDocs.everything());
        assertThat(people.home(ada).orElseThrow().toString()).contains("Every kind of block").doesNotContain("Rotation brief");

        node.skipped.addAndGet(Duration.ofSeconds(11).toNanos());
        people.openHome(ada);
        Patience.until("the home again", () -> count(node, "/home") == 2);
        clean(node);
    }

    private void publish(FakeRig.Node node, Incoming.Said said, Doc doc) {
        ChatId chat = said.envelope().chat();
        var part = node.platform.plan(doc, chat).parts().getFirst();
        assertThat(node.platform.deliver(new Outgoing(
                        "M-1", part, chat, Optional.empty(), List.of(), false, 1, Optional.empty(), new Placement.Reply(said.handle().orElseThrow()))))
                .isInstanceOf(Delivered.Sent.class);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void check_this_takes_the_words_of_a_message_and_is_answered_to_who_asked(Way way) {
        var node = node(way);
        var bea = people.user("bea");
        people.join(desk, bea);
        var ts = people.say(desk, bea, "NVDA & <AMD> fell 5 % today");
        people.messageShortcut(desk, ada, ts, "check");
        Patience.until("the question", () -> !node.inbox.heard.isEmpty());
        var said = (Incoming.Said) node.inbox.heard.getFirst();
        assertThat(said.text()).isEqualTo("/check NVDA & <AMD> fell 5 % today");
        assertThat(said.envelope().person()).isEqualTo(rig.chat(ada).text());
        assertThat(said.handle()).isPresent();
        Patience.until("all acknowledged", () -> people.receipts().stream().allMatch(Receipt::done));
        clean(node);
    }

    @Test
    void the_answer_to_slack_does_not_wait_for_anything() {
        var node = rig.node().listen();
        var receipts = Stream.generate(this::slash).limit(300).toList();
        receipts.forEach(this::settled);
        var took = receipts.stream().map(one -> people.receipt(one).orElseThrow().tookNanos()).sorted().toList();
        assertThat(Duration.ofNanos(took.get(296))).as("the time that Slack gives").isLessThan(Duration.ofSeconds(3));
        assertThat(node.inbox.heard).hasSize(300);
        clean(node);
    }

    @Test
    void a_platform_that_is_closed_acknowledges_nothing_and_one_that_opens_hears_what_waited() {
        var node = rig.node().listen();
        node.platform.close();
        Patience.until("no socket", () -> rig.fake.liveSockets() == 0);
        people.say(people.im(ada), ada, "meanwhile");
        assertThat(node.inbox.texts()).isEmpty();
        node.listen();
        Patience.until("what was said meanwhile", () -> node.inbox.texts().equals(List.of("meanwhile")));
        clean(node);
    }
}
