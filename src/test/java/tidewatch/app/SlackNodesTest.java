package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.chat.Arming;
import tidewatch.chat.ChatId;
import tidewatch.chat.Gate;
import tidewatch.chat.Role;
import tidewatch.delivery.Answers;
import tidewatch.delivery.Delivery;
import tidewatch.http.HttpCalls;
import tidewatch.http.HttpSettings;
import tidewatch.http.Redaction;
import tidewatch.problem.Problem;
import tidewatch.settings.Secret;
import tidewatch.slack.SlackPlatform;
import tidewatch.slack.SlackSettings;
import tidewatch.slack.SubscribeView;
import tidewatch.testing.Patience;
import tidewatch.testing.slack.FakeSlack;
import tidewatch.testing.slack.Limits;
import tidewatch.testing.slack.Receipt;
import tidewatch.testing.slack.UserSide;

/**
 * Two nodes connected to Slack at once over one store: the real commands, gate, tables and sockets. Whichever of them hears it, and however
 * often Slack says it, each thing that a person does is answered once.
 */
class SlackNodesTest {
    @TempDir
    Path home;

    private final List<Problem> reports = Collections.synchronizedList(new ArrayList<>());
    private final List<Node> nodes = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private AccessRig rig;

    @SuppressWarnings("NullAway.Init")
    private FakeSlack fake;

    @SuppressWarnings("NullAway.Init")
    private UserSide people;

    @SuppressWarnings("NullAway.Init")
    private String ada;

    private record Node(SlackPlatform platform, Answers answers, HttpCalls calls) {
        /** Answers what waits, as the loop of a node does; true when there was something. */
        boolean answer() {
            var waiting = answers.waiting(10);
            waiting.forEach(answers::answer);
            return !waiting.isEmpty();
        }
    }

    @BeforeEach
    void start() throws IOException {
        // The ids of the fake follow from its seed.
        try (var once = FakeSlack.start()) {
            rig = new AccessRig(home, null, "slack:" + once.team());
        }
        fake = FakeSlack.start(FakeSlack.Setup.usual().on(rig.clock).with(Limits.NONE));
        people = fake.people();
        ada = people.user("ada");
        rig.pair("slack:" + fake.team() + ":" + ada, Role.OWNER);
        nodes.add(node());
        nodes.add(node());
        Patience.until("two sockets", () -> fake.liveSockets() == 2);
    }

    @AfterEach
    void stop() throws IOException {
        nodes.forEach(node -> {
            node.platform().close();
            node.calls().close();
        });
        fake.close();
        rig.close();
        assertThat(rig.broken).isEmpty();
    }

    private Node node() {
        var redaction = Redaction.of(List.of());
        var calls = new HttpCalls(new HttpSettings(Set.of("127.0.0.1")), redaction);
        var settings = new SlackSettings(
                Optional.of(Secret.of(fake.botToken())),
                Optional.of(Secret.of(fake.appToken())),
                Optional.empty(),
                SlackSettings.Mode.SOCKET,
                URI.create(fake.url() + "/api/"),
                "",
                Optional.empty());
        var platform = new SlackPlatform(
                settings,
                fake.team(),
                calls,
                redaction,
                _ -> Optional.empty(),
                rig.commands(),
                new SubscribeView(List.of()),
                new SlackPlatform.World(rig.clock, System::nanoTime, () -> 0, Thread::sleep, reports::add));
        var answers = new Answers(
                rig.stored.inbound(),
                rig.stored.outbox(),
                rig.stored.subscriptions(),
                Keeping.chats(rig.stored, rig.app.readiness(), _ -> platform.sender(), AccessRig.NEW_YORK, rig.events::add),
                new Gate(rig.stored.access()),
                rig.stored.buttons(),
                rig.stored.questions(),
                new Arming(new SplittableRandom(nodes.size())),
                rig.conversation,
                platform,
                platform.sender(),
                System::nanoTime,
                event -> {
                    synchronized (rig.events) {
                        rig.events.add(event);
                    }
                });
        platform.start(answers);
        return new Node(platform, answers, calls);
    }

    private ChatId alone() {
        return new ChatId("slack", fake.team() + ":" + ada);
    }

    /** Does something, lets both nodes answer what they see at the same time, and tells what came of it. */
    private List<Delivery> after(Runnable deed) {
        rig.clock.advance(Duration.ofSeconds(20));
        var before = rig.rows();
        deed.run();
        Patience.until("every acknowledgement", () -> people.receipts().stream().allMatch(Receipt::done));
        var both = nodes.stream()
                .map(node -> Thread.ofVirtual().start(() -> {
                    while (node.answer()) {
                        // Each is answered by whoever is first.
                    }
                }))
                .toList();
        both.forEach(thread -> {
            try {
                thread.join();
            } catch (InterruptedException hurried) {
                throw new IllegalStateException(hurried);
            }
        });
        var kept = before.stream().map(Delivery::id).toList();
        return rig.rows().stream().filter(row -> !kept.contains(row.id())).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void each_deed_is_answered_once_though_slack_says_it_twice(boolean onBothNodes) {
        var im = people.im(ada);
        for (int round = 0; round < 3; round++) {
            var words = "winners " + (round + 1);
            assertThat(after(() -> {
                        fake.doublePayloads(1, onBothNodes);
                        people.slash(im, ada, "/tidewatch " + words);
                    }))
                    .as("a command")
                    .singleElement()
                    .satisfies(row -> assertThat(row.chat()).isEqualTo(alone()));
            assertThat(after(() -> {
                        fake.doublePayloads(1, onBothNodes);
                        people.say(im, ada, words);
                    }))
                    .as("words")
                    .hasSize(1);
            assertThat(after(() -> {
                        fake.doublePayloads(1, onBothNodes);
                        people.slash(im, ada, "/tidewatch subscribe 06:1" + words.charAt(words.length() - 1));
                    }))
                    .as("what changes something")
                    .hasSize(1);
        }
        assertThat(rig.stored.subscriptions().chat(alone())).isPresent();
        assertThat(fake.lints()).isEmpty();
        assertThat(reports).isEmpty();
    }

    @Test
    void the_form_is_opened_and_obeyed_once_whichever_node_gets_it() {
        var im = people.im(ada);
        assertThat(after(() -> people.slash(im, ada, "/tidewatch subscribe"))).isEmpty();
        Patience.until("the form", () -> people.modal(ada).isPresent());
        assertThat(after(() -> {
                    fake.doublePayloads(1, true);
                    people.submit(ada, Map.of("time", "06:30"));
                }))
                .singleElement()
                .satisfies(row -> assertThat(row.headline()).contains("You are subscribed"));
        assertThat(fake.lints()).isEmpty();
    }

    @Test
    void what_one_node_took_and_did_not_answer_another_answers() {
        var im = people.im(ada);
        assertThat(after(() -> {
                    people.say(im, ada, "winners 3");
                    Patience.until("an acknowledgement", () -> people.receipts().stream().allMatch(Receipt::done));
                    nodes.getFirst().platform().close();
                    nodes.getFirst().calls().close();
                    nodes.removeFirst();
                }))
                .hasSize(1);
        assertThat(rig.stored.inbound().pending("slack:" + fake.team(), 10)).isEmpty();
    }

    @Test
    void the_home_and_a_shortcut_are_answered_once() {
        fake.doublePayloads(2, true);
        var home = after(() -> people.openHome(ada));
        assertThat(home).hasSize(1);
        var im = people.im(ada);
        var check = after(() -> {
            var ts = people.say(im, ada, "hello");
            people.messageShortcut(im, ada, ts, "check");
        });
        assertThat(check).as("of the words, and of the question about them").hasSize(2);
        assertThat(rig.rows()).extracting(Delivery::chat).contains(alone());
    }
}
