package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.slack.ConnectionsTest.envelope;
import static tidewatch.testing.Patience.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.http.Hosts;
import tidewatch.http.HttpCalls;
import tidewatch.http.HttpSettings;
import tidewatch.http.Redaction;
import tidewatch.settings.Secret;
import tidewatch.testing.Canaries;
import tidewatch.testing.Patience;

/** The whole of Socket Mode over real sockets of the library against a server that does what it is told to. Pauses take their real time. */
@Timeout(180)
class SocketModeTest {
    private static final Hosts HOSTS = Hosts.of("127.0.0.1");

    private final WireSocketServer server = new WireSocketServer();
    private final HttpCalls calls = new HttpCalls(new HttpSettings(Set.of("127.0.0.1")), Redaction.of(List.of()));
    private final EarRig rig = new EarRig();
    private final SocketMode mode = mode(rig, calls.sockets(HOSTS).library());

    SocketModeTest() {
        rig.admission.address = new Admission.Answer.Given<>(Secret.of(server.address()));
    }

    private static SocketMode mode(EarRig rig, OkHttpClient client) {
        return new SocketMode(rig.listening, new OkSockets(client, HOSTS));
    }

    @AfterEach
    void close() {
        mode.close();
        calls.close();
        server.close();
    }

    private WireSocketServer.Peer live() throws InterruptedException {
        mode.start(rig.inbox);
        var peer = server.next().hello();
        await().until(() -> rig.inbox.state().equals("UP"));
        return peer;
    }

    /** The next socket may be there before the inbox was told why the one before it is not. */
    private void upAfter(String state) {
        await().untilAsserted(() -> assertThat(rig.inbox.states).contains(state));
        await().until(() -> rig.inbox.state().equals("UP"));
    }

    private static String event(String id, String text) {
        return envelope(id, "events_api", Payloads.said(text), false);
    }

    @Test
    void what_is_said_is_stored_and_acknowledged() throws InterruptedException {
        var peer = live().says(event("E1", "winners 5"));

        assertThat(peer.heard()).isEqualTo("{\"envelope_id\":\"E1\"}");
        assertThat(rig.inbox.texts()).containsExactly("winners 5");
        assertThat(mode.describe()).isEqualTo("LIVE");
    }

    @Test
    void hundreds_of_payloads_of_every_kind_are_acknowledged_in_order_on_their_own_socket() throws InterruptedException {
        var peer = live();
        int number = 0;
        for (var one : Payloads.ofEveryKind()) {
            if (!one.name().equals("slash, for a form") && !one.name().equals("shortcut") && !one.json().contains("app_uninstalled")) {
                number++;
                peer.says(envelope("E" + number, one.type(), one.json(), true));
            }
        }
        assertThat(number).isGreaterThan(150);
        for (int i = 1; i <= number; i++) {
            assertThat(peer.heard()).isEqualTo("{\"envelope_id\":\"E" + i + "\"}");
        }
        assertThat(mode.passed()).containsKeys("unreadable", "of_a_bot", "reaction_added", "block_suggestion");
        assertThat(server.nobodyElse()).isTrue();
    }

    @Test
    void a_form_that_takes_its_time_holds_nobody_up() throws InterruptedException {
        rig.views.opens = new CompletableFuture<>();
        var peer = live();
        peer.says(envelope("E1", "slash_commands", Payloads.slash("/tidewatch", "subscribe", ""), true));
        peer.says(event("E2", "winners"));

        assertThat(peer.heard()).isEqualTo("{\"envelope_id\":\"E2\"}");
        rig.views.opens.complete(true);
        assertThat(peer.heard()).isEqualTo("{\"envelope_id\":\"E1\"}");
        assertThat(rig.inbox.texts()).containsExactly("winners");
    }

    @Test
    void the_successor_is_greeted_before_the_old_one_ends() throws InterruptedException {
        var old = live().says("{'type':'disconnect','reason':'warning','debug_info':{'host':'applink-1'}}");
        var fresh = server.next();
        old.says(event("E1", "before the hello"));
        assertThat(old.heard()).isEqualTo("{\"envelope_id\":\"E1\"}");
        fresh.hello();
        await().until(() -> mode.describe().equals("LIVE DRAINING"));
        old.says(event("E2", "after the hello"));
        fresh.says(event("E3", "on the new one"));
        assertThat(old.heard()).isEqualTo("{\"envelope_id\":\"E2\"}");
        assertThat(fresh.heard()).isEqualTo("{\"envelope_id\":\"E3\"}");

        old.closes(1000);
        assertThat(old.heard()).isEqualTo("(farewell)");
        await().until(() -> mode.describe().equals("LIVE"));
        assertThat(rig.inbox.states).noneMatch(state -> state.startsWith("DEGRADED"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1011, 4000})
    void a_connection_that_is_closed_is_made_again(int code) throws InterruptedException {
        live().closes(code);
        server.next().hello();

        upAfter("DEGRADED Slack closed the connection (" + code + "). It is made again.");
    }

    @Test
    void a_connection_that_breaks_is_made_again() throws InterruptedException {
        live().cut();
        server.next().hello();
        upAfter("DEGRADED The connection to Slack broke. It is made again.");
    }

    /** Half open, as after a router forgot it: the other side says nothing any more, pings least of all. */
    @Test
    void a_connection_without_pongs_is_made_again() throws InterruptedException {
        var impatient = calls.sockets(HOSTS).library().newBuilder().pingInterval(Duration.ofSeconds(1)).build();
        server.mute = 1;
        try (var quick = mode(rig, impatient)) {
            quick.start(rig.inbox);
            var silent = server.next().hello();
            var second = server.next().hello();

            upAfter("DEGRADED Slack gave no sign of life on the connection. It is made again.");
            assertThat(silent.heard()).isEqualTo("(gone)");
            assertThat(silent.pings()).isOne();
            second.says(event("E1", "here"));
            assertThat(second.heard()).isEqualTo("{\"envelope_id\":\"E1\"}");
        }
        assertThat(calls.sockets(HOSTS).library().pingIntervalMillis()).as("in earnest").isEqualTo(10_000);
    }

    @ParameterizedTest
    @CsvSource({"503", "302", "200"})
    void a_handshake_that_is_refused_is_tried_again(int status) throws InterruptedException {
        server.status = status;
        mode.start(rig.inbox);
        await().until(() -> rig.inbox.state().equals("DOWN Slack did not open the connection: status " + status + "."));
        server.status = 101;
        rig.clock.advance(Duration.ofMinutes(1));
        server.next().hello();
        await().until(() -> rig.inbox.state().equals("UP"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "wss://evil.example/link?ticket=t    | Slack named the host evil.example, which is none of its own; it is not called.",
        "ws://evil.example/link              | Slack named the host evil.example, which is none of its own; it is not called.",
        "https://127.0.0.1/                  | Slack named an address that is no wss address; it is not called.",
        "file:///etc/passwd                  | Slack named an address that is no wss address; it is not called.",
        "nonsense                            | Slack named an address that is no wss address; it is not called.",
        "wss://                              | Slack named an address that is no wss address; it is not called.",
        "wss://127.0.0.1@evil.example/       | Slack named the host evil.example, which is none of its own; it is not called.",
    })
    void an_address_that_is_none_of_slacks_is_not_called(String address, String words) {
        rig.admission.address = new Admission.Answer.Given<>(Secret.of(address.strip()));
        mode.start(rig.inbox);

        await().until(() -> rig.inbox.state().equals("DOWN " + words));
        assertThat(server.open()).isZero();
    }

    @Test
    void without_encryption_only_this_machine_is_called() {
        var told = new CompletableFuture<String>();
        new OkSockets(new OkHttpClient(), Hosts.of(".slack.com")).open(Secret.of("ws://wss-primary.slack.com/" + Canaries.MARK), new Sockets.Listener() {
            @Override
            public void text(String text) {}

            @Override
            public void ended(String why) {
                told.complete(why);
            }
        });
        assertThat(told).isCompletedWithValue("Slack named an address without encryption; it is not called.");
    }

    @Test
    void no_ticket_is_told_to_anybody() throws InterruptedException {
        live().cut();
        server.next().hello();
        await().until(() -> rig.inbox.state().equals("UP"));

        assertThat(rig.inbox.states.toString() + rig.reports + rig.admission.address).doesNotContain("one-time-ticket");
    }

    @Test
    void two_nodes_that_listen_at_once_handle_what_each_is_told_and_a_thing_told_to_both_once() throws InterruptedException {
        var other = new EarRig();
        other.admission.address = rig.admission.address;
        var first = live();
        try (var second = new SocketMode(
                new Listening(
                        other.admission, other.views, EarRig.NAMES, other.clock, other.clock.nanoSource(), new Random(9), other.reports::add),
                new OkSockets(calls.sockets(HOSTS).library(), HOSTS))) {
            second.start(rig.inbox); // both store in one place
            var peer = server.next().hello();
            first.says(event("E1", "to the first"));
            peer.says(event("E2", "to the second"));
            first.says(event("E3", "to both"));
            peer.says(event("E4", "to both"));

            assertThat(List.of(first.heard(), first.heard())).containsExactly("{\"envelope_id\":\"E1\"}", "{\"envelope_id\":\"E3\"}");
            assertThat(List.of(peer.heard(), peer.heard())).containsExactly("{\"envelope_id\":\"E2\"}", "{\"envelope_id\":\"E4\"}");
            assertThat(rig.inbox.texts()).containsExactlyInAnyOrder("to the first", "to the second", "to both");
        }
    }

    @Test
    void a_thread_that_hangs_is_known_by_its_silence() throws InterruptedException {
        rig.admission.hangs = new CountDownLatch(1);
        mode.start(rig.inbox);
        assertThat(rig.inbox.awake.poll(Patience.SECONDS, TimeUnit.SECONDS)).as("before it asks who we are").isEqualTo(Duration.ofMinutes(3));
        await().until(() -> rig.admission.asked() == 1);
        assertThat(rig.inbox.awake).as("it asks, and no answer comes").isEmpty();

        rig.admission.hangs.countDown();
        assertThat(rig.inbox.awake.poll(Patience.SECONDS, TimeUnit.SECONDS)).as("it came").isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void it_ends_with_a_farewell_leaves_no_thread_and_begins_again() throws InterruptedException {
        var first = live();
        mode.close();
        assertThat(first.heard()).isEqualTo("(farewell)");
        await().until(() -> server.open() == 0);
        assertThat(threads()).isEmpty();

        rig.inbox.states.clear();
        var second = live().says(event("E1", "again"));
        assertThat(second.heard()).isEqualTo("{\"envelope_id\":\"E1\"}");
        mode.close();
        mode.close();
    }

    @Test
    void a_server_that_bids_no_farewell_is_left_after_a_second() throws InterruptedException {
        server.farewells = false;
        live();
        long begun = System.nanoTime();
        mode.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
        await().until(() -> server.open() == 0);
        assertThat(threads()).isEmpty();
    }

    @Test
    void it_ends_while_a_connection_is_being_opened() throws InterruptedException {
        mode.start(rig.inbox);
        server.next();
        mode.close();

        await().until(() -> server.open() == 0);
        assertThat(threads()).isEmpty();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> name.startsWith("slack")).toList();
    }
}
