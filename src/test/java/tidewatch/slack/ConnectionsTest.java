package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.settings.Secret;
import tidewatch.testing.Canaries;

/** Connections in the hand of a test: sockets that say what they are told to, and time that goes when it is told to. */
class ConnectionsTest {
    private final EarRig rig = new EarRig();
    private final Wires wires = new Wires();
    private final Intake intake = rig.intake();
    private final Connections connections = connections(7);

    private Connections connections(long seed) {
        return new Connections(rig.listening, wires, intake, new Link(rig.inbox, rig.clock, new Random(seed)));
    }

    /** Opens sockets that do nothing by themselves. */
    static final class Wires implements Sockets {
        final List<Wire> opened = new ArrayList<>();

        @Override
        public Socket open(Secret address, Listener listener) {
            var wire = new Wire(listener);
            opened.add(wire);
            return wire;
        }

        Wire last() {
            return opened.getLast();
        }
    }

    static final class Wire implements Sockets.Socket {
        final Sockets.Listener listener;
        final List<String> sent = new ArrayList<>();
        boolean closed;
        boolean cancelled;

        Wire(Sockets.Listener listener) {
            this.listener = listener;
        }

        @Override
        public boolean send(String text) {
            return !cancelled && sent.add(text);
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        Wire says(String json) {
            listener.text(json.replace('\'', '"'));
            return this;
        }

        Wire hello(long seconds) {
            return says("{'type':'hello','num_connections':1,'debug_info':{'host':'applink-1','started':'2026-01-09 11:00:00.000','build_number':1,"
                    + "'approximate_connection_time':" + seconds + "},'connection_info':{'app_id':'A1'}}");
        }

        Wire disconnect(String reason) {
            return says("{'type':'disconnect','reason':'" + reason + "','debug_info':{'host':'applink-1'}}");
        }

        Wire event(String id, String payload) {
            return says(envelope(id, "events_api", payload, false));
        }
    }

    static String envelope(String id, String type, String payload, boolean answers) {
        return "{'envelope_id':'" + id + "','payload':" + payload + ",'type':'" + type + "','accepts_response_payload':" + answers
                + ",'retry_attempt':0,'retry_reason':''}";
    }

    private Duration step() {
        return connections.step().orElseThrow();
    }

    /** Steps as a loop would, until so much time has passed. */
    private void pass(Duration time) {
        var until = rig.clock.nanos() + time.toNanos();
        while (rig.clock.nanos() < until) {
            var rest = step();
            var left = Duration.ofNanos(until - rig.clock.nanos());
            rig.clock.advance(rest.isZero() ? Duration.ofMillis(1) : rest.compareTo(left) < 0 ? rest : left);
        }
        step();
    }

    /** Steps until the next socket is opened, so long at most; how long it took. */
    private Duration next(Duration most) {
        int before = wires.opened.size();
        var begun = rig.clock.nanos();
        while (wires.opened.size() == before) {
            var spent = Duration.ofNanos(rig.clock.nanos() - begun);
            assertThat(spent).as("nothing was opened").isLessThanOrEqualTo(most);
            var rest = step();
            if (wires.opened.size() == before) {
                rig.clock.advance(rest.isZero() ? Duration.ofMillis(1) : rest);
            }
        }
        return Duration.ofNanos(rig.clock.nanos() - begun);
    }

    private Wire live() {
        pass(Duration.ofMillis(5));
        var wire = wires.last();
        wire.hello(0);
        step();
        assertThat(connections.describe()).isEqualTo("LIVE");
        return wire;
    }

    // ---- beginning ----

    @Test
    void first_our_name_then_an_address_then_a_hello() {
        step();
        assertThat(rig.admission.asked()).isOne();
        assertThat(wires.opened).isEmpty();
        step();
        assertThat(connections.describe()).isEqualTo("CONNECTING");
        assertThat(rig.inbox.state()).as("nothing works yet").startsWith("DOWN");
        wires.last().hello(0);
        step();

        assertThat(connections.describe()).isEqualTo("LIVE");
        assertThat(rig.inbox.state()).isEqualTo("UP");
        assertThat(rig.inbox.success).contains(rig.clock.instant());
    }

    @Test
    void without_a_hello_in_ten_seconds_another_is_opened() {
        pass(Duration.ofMillis(5));
        var silent = wires.last();
        pass(Duration.ofSeconds(9));
        assertThat(silent.cancelled).isFalse();
        pass(Duration.ofSeconds(4));

        assertThat(silent.cancelled).isTrue();
        assertThat(wires.opened).hasSize(2);
        silent.hello(0);
        step();
        assertThat(connections.describe()).as("a hello of one that was given up").isEqualTo("CONNECTING");
    }

    @Test
    void how_it_is_going_is_said_again_and_again_while_it_works() {
        live();
        pass(Duration.ofMinutes(10));

        assertThat(rig.inbox.state()).isEqualTo("UP");
        assertThat(Duration.between(rig.inbox.success.orElseThrow(), rig.clock.instant())).isLessThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(wires.opened).hasSize(1);
        assertThat(rig.admission.opened()).isOne();
    }

    // ---- renewal ----

    @ParameterizedTest
    @ValueSource(strings = {"warning", "refresh_requested", "a_reason_of_tomorrow", ""})
    void the_next_one_says_hello_before_the_old_one_is_drained(String reason) {
        var old = live();
        pass(Duration.ofMinutes(5));
        old.disconnect(reason);
        step();

        assertThat(connections.describe()).isEqualTo("CONNECTING LIVE");
        assertThat(old.closed || old.cancelled).isFalse();
        old.event("E1", Payloads.said("while the next one is opened"));
        wires.last().hello(0);
        step();
        assertThat(connections.describe()).isEqualTo("LIVE DRAINING");
        assertThat(rig.inbox.state()).isEqualTo("UP");
        old.event("E2", Payloads.said("while it is drained"));
        assertThat(old.sent).containsExactly("{\"envelope_id\":\"E1\"}", "{\"envelope_id\":\"E2\"}");
        assertThat(rig.inbox.texts()).containsExactly("while the next one is opened", "while it is drained");

        old.listener.ended("Slack closed the connection (1000).");
        step();
        assertThat(connections.describe()).isEqualTo("LIVE");
        assertThat(rig.inbox.states).as("never a word of trouble").noneMatch(state -> state.startsWith("DEGRADED"));
    }

    @Test
    void an_old_connection_that_slack_does_not_close_is_closed_after_half_a_minute_and_left_after_a_second() {
        var old = live();
        pass(Duration.ofMinutes(5));
        old.disconnect("refresh_requested");
        step();
        wires.last().hello(0);
        step();
        pass(Duration.ofSeconds(29));
        assertThat(old.closed).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(old.closed).isTrue();
        assertThat(connections.describe()).isEqualTo("LIVE CLOSING");
        assertThat(old.cancelled).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(old.cancelled).isTrue();
        assertThat(connections.describe()).isEqualTo("LIVE");
        assertThat(wires.opened).hasSize(2);
    }

    @Test
    void a_connection_is_renewed_a_minute_after_the_age_that_slack_gave_it() {
        pass(Duration.ofMillis(5));
        wires.last().hello(3_600);
        step();
        pass(Duration.ofSeconds(3_659));
        assertThat(wires.opened).hasSize(1);
        pass(Duration.ofSeconds(2));
        assertThat(wires.opened).hasSize(2);
        assertThat(connections.describe()).isEqualTo("CONNECTING LIVE");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5, 999_999_999_999L})
    void an_age_that_is_none_renews_nothing(long seconds) {
        pass(Duration.ofMillis(5));
        wires.last().hello(seconds);
        pass(Duration.ofHours(5));

        assertThat(wires.opened).hasSize(1);
    }

    @Test
    void a_warning_before_a_refresh_is_one_wish() {
        var old = live();
        pass(Duration.ofMinutes(5));
        old.disconnect("warning").disconnect("refresh_requested").disconnect("warning");
        step();
        pass(Duration.ofSeconds(5));

        assertThat(wires.opened).hasSize(2);
    }

    @Test
    void while_the_next_one_cannot_be_opened_the_old_one_works_on_and_that_is_said() {
        var old = live();
        pass(Duration.ofMinutes(5));
        rig.admission.address = new Admission.Answer.Failed<>("slack.example is asleep.");
        old.disconnect("refresh_requested");
        pass(Duration.ofSeconds(20));
        assertThat(rig.inbox.state()).isEqualTo("DEGRADED slack.example is asleep.");
        old.event("E1", Payloads.said("still heard"));
        assertThat(old.sent).hasSize(1);

        old.listener.ended("Slack closed the connection (1000).");
        rig.admission.address = new Admission.Answer.Given<>(Secret.of("wss://wss.example/" + Canaries.MARK));
        next(Duration.ofSeconds(61));
        wires.last().hello(0);
        step();
        assertThat(rig.inbox.state()).isEqualTo("UP");
    }

    @Test
    void one_is_live_and_one_drained_at_most() {
        for (int i = 0; i < 6; i++) {
            var old = i == 0 ? live() : wires.last();
            pass(Duration.ofSeconds(31));
            old.disconnect("refresh_requested");
            step();
            wires.last().hello(0);
            step();
            assertThat(connections.describe()).isIn("LIVE DRAINING", "LIVE DRAINING CLOSING", "LIVE CLOSING");
        }
        assertThat(wires.opened.stream().filter(wire -> !wire.closed && !wire.cancelled)).hasSizeLessThanOrEqualTo(2);
    }

    // ---- losses ----

    @Test
    void a_connection_that_worked_and_is_lost_is_made_again_at_once() {
        var old = live();
        pass(Duration.ofMinutes(5));
        old.listener.ended("Slack gave no sign of life on the connection.");
        step();

        assertThat(connections.describe()).isEqualTo("CONNECTING");
        assertThat(rig.inbox.state()).isEqualTo("DEGRADED Slack gave no sign of life on the connection. It is made again.");
        wires.last().hello(0);
        step();
        assertThat(rig.inbox.state()).isEqualTo("UP");
    }

    @Test
    void connections_that_hardly_work_are_made_again_ever_more_slowly() {
        var begun = rig.clock.nanos();
        int greeted = 0;
        while (rig.clock.nanos() - begun < Duration.ofMinutes(10).toNanos()) {
            if (wires.opened.size() > greeted) {
                greeted = wires.opened.size();
                wires.last().hello(0);
                step();
                wires.last().listener.ended("Slack closed the connection (1011).");
            }
            var rest = step();
            rig.clock.advance(rest.isZero() ? Duration.ofMillis(1) : rest);
        }
        assertThat(greeted).as("in ten minutes").isBetween(12, 60);
    }

    @Test
    void it_is_down_when_it_has_not_worked_for_three_minutes() {
        var old = live();
        pass(Duration.ofMinutes(5));
        rig.admission.address = new Admission.Answer.Failed<>("slack.example is asleep.");
        old.listener.ended("The connection to Slack broke.");
        pass(Duration.ofMinutes(2));
        assertThat(rig.inbox.state()).isEqualTo("DEGRADED slack.example is asleep.");
        pass(Duration.ofMinutes(3));
        assertThat(rig.inbox.state()).isEqualTo("DOWN slack.example is asleep.");
    }

    static List<Admission.Answer<Secret>> failures() {
        return List.of(
                new Admission.Answer.Failed<>("wss.example answered with a page and no JSON (status 200)."),
                new Admission.Answer.Failed<>("wss.example cannot be reached; nothing was sent."),
                new Admission.Answer.Failed<>("wss.example did not answer in time; the request was begun and may have been taken."),
                new Admission.Answer.Refused<>("internal_error"),
                new Admission.Answer.Refused<>("fatal_error"),
                new Admission.Answer.Refused<>("an error of <tomorrow>"),
                new Admission.Answer.RateLimited<>(Duration.ofSeconds(30)));
    }

    /** The official library never came back after one such answer. */
    @ParameterizedTest
    @MethodSource("failures")
    void it_returns_by_itself_whenever_the_server_does(Admission.Answer<Secret> failure) {
        var old = live();
        pass(Duration.ofMinutes(5));
        rig.admission.address = failure;
        old.disconnect("refresh_requested").listener.ended("Slack closed the connection (1000).");
        int before = rig.admission.opened();
        pass(Duration.ofHours(6));
        assertThat(rig.inbox.state()).startsWith("DOWN ").doesNotContain("<tomorrow>");
        assertThat(rig.admission.opened() - before).as("asked in six hours").isBetween(6 * 3600 / 61, 6 * 3600 / 20);

        rig.admission.address = new Admission.Answer.Given<>(Secret.of("wss://wss.example/" + Canaries.MARK));
        next(Duration.ofSeconds(61));
        wires.last().hello(0);
        step();
        assertThat(rig.inbox.state()).isEqualTo("UP");
    }

    @Test
    void sockets_that_cannot_be_opened_are_tried_for_ever() {
        pass(Duration.ofMillis(5));
        for (int i = 0; i < 40; i++) {
            wires.last().listener.ended("Slack did not open the connection: status 503.");
            assertThat(next(Duration.ofSeconds(60))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
        assertThat(rig.inbox.state()).startsWith("DOWN ");
        wires.last().hello(0);
        step();
        assertThat(rig.inbox.state()).isEqualTo("UP");
    }

    @Test
    void pauses_are_anything_from_a_second_to_what_doubles_up_to_a_minute() {
        var longest = Duration.ZERO;
        for (long seed = 0; seed < 200; seed++) {
            var link = new Link(rig.inbox, rig.clock, new Random(seed));
            for (int failure = 1; failure < 12; failure++) {
                var pause = link.pause();
                assertThat(pause).as("seed %s, failure %s", seed, failure).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(Math.min(60, 1L << Math.min(failure, 6))));
                longest = pause.compareTo(longest) > 0 ? pause : longest;
            }
        }
        assertThat(longest).isGreaterThan(Duration.ofSeconds(55));
    }

    @Test
    void a_pause_that_slack_asks_for_is_kept_to_the_second() {
        pass(Duration.ofMillis(5));
        rig.admission.address = new Admission.Answer.RateLimited<>(Duration.ofSeconds(47));
        wires.last().listener.ended("The connection to Slack broke.");
        pass(Duration.ofSeconds(3));
        assertThat(rig.admission.opened()).isEqualTo(2);
        rig.admission.address = new Admission.Answer.Given<>(Secret.of("wss://wss.example/" + Canaries.MARK));
        pass(Duration.ofSeconds(43));
        assertThat(rig.admission.opened()).isEqualTo(2);
        pass(Duration.ofSeconds(5));
        assertThat(rig.admission.opened()).isEqualTo(3);
    }

    // ---- what only a person mends ----

    @ParameterizedTest
    @CsvSource({
        "invalid_auth,slack.app-token-file", "not_authed,xapp-", "token_revoked,app-level token", "token_expired,Basic Information",
        "not_allowed_token_type,xapp-", "missing_scope,connections:write", "forbidden_team,slack.mode = http", "account_inactive,Install it again",
        "team_access_not_granted,administrator",
    })
    void a_refusal_is_told_with_its_remedy_and_looked_at_every_five_minutes(String error, String remedy) {
        rig.admission.address = new Admission.Answer.Refused<>(error);
        pass(Duration.ofMillis(5));
        assertThat(rig.inbox.state()).startsWith("DOWN ").contains(remedy);
        assertThat(rig.admission.opened()).isOne();
        pass(Duration.ofSeconds(299));
        assertThat(rig.admission.opened()).isOne();
        pass(Duration.ofSeconds(2));
        assertThat(rig.admission.opened()).isEqualTo(2);

        rig.admission.address = new Admission.Answer.Given<>(Secret.of("wss://wss.example/" + Canaries.MARK));
        pass(Duration.ofMinutes(5));
        wires.last().hello(0);
        step();
        assertThat(rig.inbox.state()).isEqualTo("UP");
    }

    @ParameterizedTest
    @CsvSource({"invalid_auth,slack.bot-token-file", "account_inactive,Install it again", "missing_scope,administrator"})
    void a_bot_token_that_is_refused_names_itself(String error, String remedy) {
        rig.admission.name = new Admission.Answer.Refused<>(error);
        pass(Duration.ofMinutes(1));

        assertThat(rig.inbox.state()).startsWith("DOWN ").contains(remedy);
        assertThat(rig.admission.asked()).isOne();
        assertThat(rig.admission.opened()).isZero();
    }

    @Test
    void socket_mode_that_is_switched_off_is_told_and_looked_at_every_five_minutes() {
        var old = live();
        pass(Duration.ofMinutes(5));
        old.disconnect("link_disabled");
        step();
        assertThat(rig.inbox.state()).isEqualTo("DOWN " + Remedy.SOCKET_MODE_OFF);
        old.listener.ended("Slack closed the connection (1000).");
        pass(Duration.ofSeconds(298));
        assertThat(wires.opened).hasSize(1);
        pass(Duration.ofSeconds(3));
        assertThat(wires.opened).hasSize(2);
        wires.last().hello(0);
        step();
        assertThat(rig.inbox.state()).isEqualTo("UP");
    }

    @Test
    void too_many_connections_wait_half_a_minute_to_a_minute_however_it_is_said() {
        pass(Duration.ofMillis(5));
        wires.last().disconnect("too_many_websockets");
        step();
        assertThat(rig.inbox.state()).isEqualTo("DOWN " + Remedy.CROWDED);
        assertThat(next(Duration.ofSeconds(60))).isGreaterThanOrEqualTo(Duration.ofSeconds(30));

        rig.admission.addresses.add(new Admission.Answer.Refused<>("too_many_websockets"));
        wires.last().listener.ended("The connection to Slack broke.");
        assertThat(next(Duration.ofSeconds(65))).isGreaterThanOrEqualTo(Duration.ofSeconds(31));

        wires.last().hello(0).disconnect("too_many_websockets");
        assertThat(next(Duration.ofSeconds(60))).as("from the live one").isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void an_app_that_was_removed_is_down_until_its_token_counts_again() {
        var wire = live();
        pass(Duration.ofMinutes(1));
        rig.admission.name = new Admission.Answer.Refused<>("account_inactive");
        wire.event("E1", Payloads.event("{'type':'app_uninstalled'}"));
        step();
        assertThat(wire.sent).containsExactly("{\"envelope_id\":\"E1\"}");
        assertThat(rig.inbox.state()).isEqualTo("DOWN " + Remedy.REMOVED);
        pass(Duration.ofMinutes(4));
        assertThat(rig.admission.asked()).isEqualTo(2);
        assertThat(rig.inbox.state()).startsWith("DOWN ");

        rig.admission.name = new Admission.Answer.Given<>(EarRig.US);
        pass(Duration.ofMinutes(2));
        assertThat(rig.inbox.state()).isEqualTo("UP");
        assertThat(wires.opened).as("the connection was there all the time").hasSize(1);
    }

    // ---- envelopes ----

    @Test
    void a_payload_is_stored_and_then_acknowledged_on_its_own_socket() {
        var wire = live();
        wire.says(envelope("E1", "slash_commands", Payloads.slash("/tidewatch", "winners 5", ""), true));
        wire.says(envelope("E2", "interactive", Payloads.pressed(Payloads.button("t1x")), true));

        assertThat(rig.inbox.heard).hasSize(2);
        assertThat(wire.sent).containsExactly("{\"envelope_id\":\"E1\"}", "{\"envelope_id\":\"E2\"}");
    }

    @Test
    void what_the_store_does_not_take_is_not_acknowledged_and_comes_again() {
        var wire = live();
        rig.inbox.refuse = 1;
        wire.event("E1", Payloads.said("a"));
        assertThat(wire.sent).isEmpty();
        assertThat(rig.reports).singleElement().satisfies(problem -> assertThat(problem.sentence()).startsWith("The store does not take"));
        wire.event("E2", Payloads.said("a"));
        assertThat(wire.sent).containsExactly("{\"envelope_id\":\"E2\"}");
        assertThat(rig.inbox.texts()).containsExactly("a");
    }

    @Test
    void an_envelope_that_comes_twice_on_two_sockets_is_one_and_acknowledged_on_each() {
        var old = live();
        pass(Duration.ofMinutes(5));
        old.disconnect("warning");
        step();
        var fresh = wires.last().hello(0);
        step();
        old.event("E1", Payloads.said("once"));
        fresh.event("E1", Payloads.said("once"));
        fresh.event("E9", Payloads.said("once"));

        assertThat(rig.inbox.texts()).containsExactly("once");
        assertThat(old.sent).containsExactly("{\"envelope_id\":\"E1\"}");
        assertThat(fresh.sent).containsExactly("{\"envelope_id\":\"E1\"}", "{\"envelope_id\":\"E9\"}");
    }

    @Test
    void a_form_with_errors_is_answered_by_the_acknowledgement_where_that_is_allowed() {
        var wire = live();
        rig.views.sent = new Views.Sent.Errors(Map.of("at", "No time."));
        wire.says(envelope("E1", "interactive", Payloads.sent(), true));
        wire.says(envelope("E2", "interactive", Payloads.sent(), false));

        assertThat(wire.sent)
                .containsExactly(
                        "{\"envelope_id\":\"E1\",\"payload\":{\"response_action\":\"errors\",\"errors\":{\"at\":\"No time.\"}}}",
                        "{\"envelope_id\":\"E2\"}");
    }

    static List<Payloads.One> ofEveryKind() {
        return Payloads.ofEveryKind().stream().filter(one -> !Intake.waits(new EarRig().intake().hear(one.kind(), EarRig.json(one.json()), "x"))).toList();
    }

    @ParameterizedTest
    @MethodSource("ofEveryKind")
    void no_payload_of_any_kind_stops_it_or_goes_unacknowledged(Payloads.One one) {
        var wire = live();
        wire.event("E1", Payloads.said("before"));
        wire.says(envelope("E2", one.type(), one.json(), true));
        wire.event("E3", Payloads.said("after"));
        step();

        assertThat(wire.sent).containsExactly("{\"envelope_id\":\"E1\"}", "{\"envelope_id\":\"E2\"}", "{\"envelope_id\":\"E3\"}");
        assertThat(rig.inbox.texts()).contains("before", "after");
        assertThat(wire.cancelled).isFalse();
    }

    static List<String> messages() {
        var messages = new ArrayList<String>();
        for (var json : List.of(
                "", " ", "null", "5", "[]", "{}", "{", "hello", "\u0000", "{'type':'hello'}", "{'type':'hello','debug_info':7}", "{'type':'pong'}",
                "{'type':'message_of_tomorrow','deep':[{}]}", "{'type':5}", "{'type':'disconnect_of_tomorrow'}",
                "{'type':'events_api','payload':{}}", "[".repeat(5_000), "{'a':".repeat(200) + "1" + "}".repeat(200), "'" + "x".repeat(3_000_000) + "'",
                "x".repeat(100_000), "\u202E{'type':'hello'}")) {
            messages.add(json);
        }
        return messages;
    }

    @ParameterizedTest
    @MethodSource("messages")
    void no_message_of_any_kind_stops_it(String message) {
        var wire = live();
        wire.says(message);
        wire.event("E1", Payloads.said("after"));
        step();

        assertThat(wire.sent).containsExactly("{\"envelope_id\":\"E1\"}");
        assertThat(connections.describe()).isEqualTo("LIVE");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'envelope_id':'E7','type':'events_api','payload':{broken", "{'type':'events_api','payload':{'text':'\\'envelope_id\\':\\'E6\\''},'envelope_id' : 'E7'",
        "{'envelope_id':'E7','type':'kind_of_tomorrow','payload':{}}", "{'envelope_id':'E7'}", "{'envelope_id':'E7','type':'events_api'}",
        "{'envelope_id':'E7','type':'events_api','payload':'text'}",
    })
    void what_cannot_be_understood_and_has_a_name_is_acknowledged(String message) {
        var wire = live();
        wire.says(message);

        assertThat(wire.sent).containsExactly("{\"envelope_id\":\"E7\"}");
    }

    @Test
    void a_payload_too_deep_or_too_long_is_acknowledged_unread() {
        var wire = live();
        wire.says("{'envelope_id':'E1','type':'events_api','payload':" + "[".repeat(500) + "]".repeat(500) + "}");
        wire.says("{'envelope_id':'E2','type':'events_api','payload':'" + "x".repeat(1_100_000) + "'}");

        assertThat(wire.sent).containsExactly("{\"envelope_id\":\"E1\"}", "{\"envelope_id\":\"E2\"}");
        assertThat(intake.passed()).containsEntry("unreadable", 2L);
    }

    @Test
    void a_name_that_would_break_out_of_the_acknowledgement_does_not() {
        var wire = live();
        wire.says("{'envelope_id':'a\\\"}{\\\"b\\\\','type':'events_api','payload':{}}");

        assertThat(wire.sent).singleElement().satisfies(ack -> assertThat(EarRig.json(ack).path("envelope_id").textValue()).isEqualTo("a\"}{\"b\\"));
    }

    // ---- the end ----

    @Test
    void after_the_end_nothing_is_stored_or_acknowledged_or_opened() {
        var wire = live();
        connections.shut();
        wire.event("E1", Payloads.said("late"));

        assertThat(connections.step()).isEmpty();
        assertThat(wire.closed).isTrue();
        assertThat(wire.sent).isEmpty();
        assertThat(rig.inbox.heard).isEmpty();
        assertThat(connections.quiet()).isFalse();
        wire.listener.ended("Slack closed the connection (1000).");
        assertThat(connections.quiet()).isTrue();
        connections.cancel();
        assertThat(wire.cancelled).isTrue();
    }
}
