package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.testing.Patience.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.chat.ChatId;
import tidewatch.chat.Hook;
import tidewatch.chat.Incoming;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.settings.Secret;
import tidewatch.testing.Canaries;
import tidewatch.testing.Patience;

class SlackHooksTest {
    private static final Secret SECRET = Secret.of(Canaries.SCRIPTED_SLACK_SIGNING);

    private final EarRig rig = new EarRig();
    private final SlackHooks hooks = new SlackHooks(rig.listening, SECRET);

    @AfterEach
    void close() {
        hooks.close();
    }

    private void ready() {
        hooks.open(rig.inbox);
        assertThat(hooks.step()).contains(Duration.ofMinutes(5));
    }

    private Hook.Answer at(String path, Map<String, List<String>> headers, byte[] body) {
        return hooks.hooks().stream()
                .filter(hook -> hook.path().equals(path))
                .findFirst()
                .orElseThrow()
                .answers()
                .apply(new Hook.Call(headers, body));
    }

    /** Signed now; each call a second after the one before it, so that none is the same. */
    private Hook.Answer call(String path, String body) {
        rig.clock.advance(Duration.ofSeconds(1));
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var time = Long.toString(rig.clock.instant().getEpochSecond());
        return at(path, signed(time, new Signature(SECRET).sign(time, bytes)), bytes);
    }

    private static Map<String, List<String>> signed(String time, String signature) {
        return Map.of("x-slack-request-timestamp", List.of(time), "x-slack-signature", List.of(signature));
    }

    private Hook.Answer event(String json) {
        return call(SlackHooks.EVENTS, json.replace('\'', '"'));
    }

    private Hook.Answer action(String json) {
        return call(SlackHooks.ACTIONS, "payload=" + URLEncoder.encode(json.replace('\'', '"'), StandardCharsets.UTF_8));
    }

    /** A slash command as the form that Slack makes of it. */
    private Hook.Answer slash(String json) {
        var form = new StringBuilder();
        EarRig.json(json).properties().forEach(field -> form.append(form.isEmpty() ? "" : "&")
                .append(field.getKey())
                .append('=')
                .append(URLEncoder.encode(field.getValue().asText(), StandardCharsets.UTF_8)));
        return call(SlackHooks.COMMANDS, form.toString());
    }

    // ---- who calls ----

    @Test
    void a_call_is_stored_and_answered_with_nothing() {
        ready();

        assertThat(event(Payloads.said("winners 5"))).isEqualTo(Hook.Answer.status(200));
        assertThat(slash(Payloads.slash("/tidewatch", "losers &amp; &lt;b&gt;", ""))).isEqualTo(Hook.Answer.status(200));
        assertThat(action(Payloads.pressed(Payloads.button("t1x")))).isEqualTo(Hook.Answer.status(200));
        assertThat(rig.inbox.texts()).containsExactly("winners 5", "losers & <b>");
        assertThat(rig.inbox.heard.getLast()).isInstanceOf(Incoming.Pressed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {SlackHooks.EVENTS, SlackHooks.COMMANDS, SlackHooks.ACTIONS})
    void who_cannot_sign_learns_nothing(String path) {
        ready();
        var body = "{\"type\":\"url_verification\",\"challenge\":\"c\"}".getBytes(StandardCharsets.UTF_8);
        var now = Long.toString(rig.clock.instant().getEpochSecond());
        var good = new Signature(SECRET).sign(now, body);

        for (var headers : List.of(
                Map.<String, List<String>>of(), signed(now, ""), signed("", good), signed(now, good.substring(1)), signed(now, good + "0"),
                signed(Long.toString(rig.clock.instant().getEpochSecond() - 1), good), signed(now, "v0=" + "0".repeat(64)))) {
            assertThat(at(path, headers, body)).isEqualTo(Hook.Answer.status(401));
        }
        var old = Long.toString(rig.clock.instant().getEpochSecond() - 301);
        assertThat(at(path, signed(old, new Signature(SECRET).sign(old, body)), body)).as("stale").isEqualTo(Hook.Answer.status(401));
        assertThat(rig.inbox.heard).isEmpty();
        assertThat(rig.reports).isEmpty();
    }

    @Test
    void the_very_same_call_again_is_answered_and_dropped() {
        ready();
        var body = Payloads.said("winners").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var now = Long.toString(rig.clock.instant().getEpochSecond());
        var headers = signed(now, new Signature(SECRET).sign(now, body));

        assertThat(at(SlackHooks.EVENTS, headers, body).status()).isEqualTo(200);
        rig.inbox.heard.clear();
        assertThat(at(SlackHooks.EVENTS, headers, body)).isEqualTo(Hook.Answer.status(200));
        assertThat(rig.inbox.heard).isEmpty();
    }

    @Test
    void an_event_that_slack_brings_again_is_one() {
        ready();
        for (int retry = 0; retry < 4; retry++) {
            assertThat(event(Payloads.said("winners")).status()).isEqualTo(200);
        }
        assertThat(rig.inbox.texts()).containsExactly("winners");
    }

    @Test
    void what_the_store_does_not_take_is_asked_for_again_also_in_the_very_same_call() {
        ready();
        rig.inbox.refuse = 1;
        var body = Payloads.said("winners").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var now = Long.toString(rig.clock.instant().getEpochSecond());
        var headers = signed(now, new Signature(SECRET).sign(now, body));

        assertThat(at(SlackHooks.EVENTS, headers, body).status()).isEqualTo(503);
        assertThat(at(SlackHooks.EVENTS, headers, body).status()).isEqualTo(200);
        assertThat(rig.inbox.texts()).containsExactly("winners");
    }

    @Test
    void what_is_too_big_is_refused_before_anything_is_computed() {
        ready();

        assertThat(event(" ".repeat(1024 * 1024 + 1)).status()).isEqualTo(413);
    }

    @Test
    void while_nobody_listens_it_is_asked_for_again() {
        assertThat(event(Payloads.said("a")).status()).as("not open").isEqualTo(503);
        hooks.open(rig.inbox);
        assertThat(event(Payloads.said("a")).status()).as("our name is not known").isEqualTo(503);
        hooks.step();
        assertThat(event(Payloads.said("a")).status()).isEqualTo(200);
        hooks.close();
        assertThat(event(Payloads.said("b")).status()).as("shut").isEqualTo(503);
        assertThat(hooks.step()).as("the loop ends").isEmpty();
    }

    // ---- what is called ----

    @Test
    void the_challenge_is_answered_also_before_we_listen() {
        assertThat(event("{'token':'x','challenge':'3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P','type':'url_verification'}"))
                .isEqualTo(new Hook.Answer(200, "text/plain", "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"));
        for (var odd : List.of("", "<script>alert(1)</script> ", "a b", "x".repeat(501))) {
            assertThat(event("{'challenge':'" + odd + "','type':'url_verification'}").status()).isEqualTo(400);
        }
    }

    @Test
    void the_check_of_the_certificate_is_answered_with_nothing() {
        assertThat(call(SlackHooks.COMMANDS, "ssl_check=1&token=x")).isEqualTo(Hook.Answer.status(200));
    }

    static List<Payloads.One> ofEveryKind() {
        return Payloads.ofEveryKind().stream().filter(one -> !one.name().startsWith("broken")).toList();
    }

    @ParameterizedTest
    @MethodSource("ofEveryKind")
    void each_payload_says_the_same_as_over_a_socket(Payloads.One one) {
        ready();
        var answer =
                switch (one.kind()) {
                    case EVENT -> event(one.json());
                    case SLASH -> slash(one.json());
                    case INTERACTION -> action(one.json());
                };
        assertThat(answer.status()).isEqualTo(200);
        var called = List.copyOf(rig.inbox.heard);

        var socket = new EarRig();
        socket.clock.set(rig.clock.instant());
        var intake = socket.intake();
        intake.take(intake.hear(one.kind(), EarRig.json(one.json()), "x"));
        assertThat(called).isEqualTo(socket.inbox.heard);
    }

    static List<Payloads.One> broken() {
        return Payloads.ofEveryKind().stream().filter(one -> one.name().startsWith("broken")).toList();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void nothing_broken_is_asked_for_again(Payloads.One one) {
        ready();
        var path = one.path();

        assertThat(call(path, one.json().replace('\'', '"')).status()).isEqualTo(200);
        assertThat(action(one.json()).status()).isEqualTo(200);
    }

    @Test
    void garbage_with_a_good_signature_is_left_out_and_reported() {
        ready();

        assertThat(event("{'type':").status()).isEqualTo(200);
        assertThat(call(SlackHooks.ACTIONS, "payload=%7Bbroken").status()).isEqualTo(200);
        assertThat(call(SlackHooks.COMMANDS, "command=%zz&&=&text").status()).isEqualTo(200);
        assertThat(call(SlackHooks.COMMANDS, "").status()).isEqualTo(200);
        assertThat(rig.reports).extracting(Problem::reason).hasSize(4).containsOnly(Reason.GARBLED);
    }

    @Test
    void a_form_of_very_many_fields_and_one_of_the_same_name_is_read_as_far_as_it_matters() {
        assertThat(Arrived.form("a=1&a=2&b=x%20y+z&c&=d&e=".getBytes(StandardCharsets.UTF_8)).toString()).isEqualTo("{\"a\":\"1\",\"b\":\"x y z\",\"e\":\"\"}");
        var many = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            many.append('k').append(i).append("=v&");
        }
        assertThat(Arrived.form(many.toString().getBytes(StandardCharsets.UTF_8))).hasSize(100);
    }

    @Test
    void a_form_with_errors_is_answered_with_them() {
        ready();
        rig.views.sent = new Views.Sent.Errors(Map.of("at", "\"7\" is no time."));

        assertThat(action(Payloads.sent()))
                .isEqualTo(new Hook.Answer(200, "application/json", "{\"response_action\":\"errors\",\"errors\":{\"at\":\"\\\"7\\\" is no time.\"}}"));
        rig.views.sent = new Views.Sent.Line(
                "/subscribe 07:00", new Views.Form(new ChatId("slack", "T1:U1"), Optional.empty(), Optional.empty()));
        assertThat(action(Payloads.sent())).isEqualTo(Hook.Answer.status(200));
        assertThat(rig.inbox.texts()).containsExactly("/subscribe 07:00");
    }

    @Test
    void a_bare_subscribe_opens_the_form_and_stores_nothing() {
        ready();

        assertThat(slash(Payloads.slash("/tidewatch", "subscribe", ""))).isEqualTo(Hook.Answer.status(200));
        assertThat(rig.views.opened).containsExactly("13.345.9f");
        assertThat(rig.inbox.heard).isEmpty();
    }

    @Test
    void a_call_without_a_name_of_its_own_is_known_again_by_its_body() {
        ready();
        var nameless = Payloads.slash("/tidewatch", "winners", "").replace("trigger_id", "no_trigger");
        slash(nameless);
        slash(nameless);
        slash(nameless.replace("winners", "brief"));

        assertThat(rig.inbox.texts()).containsExactly("/winners", "/brief");
    }

    // ---- whether we could answer ----

    @ParameterizedTest
    @CsvSource({"invalid_auth,true", "account_inactive,true", "internal_error,false"})
    void a_bot_token_that_does_not_count_is_told(String error, boolean forPerson) {
        ready();
        assertThat(rig.inbox.state()).isEqualTo("UP");
        rig.admission.name = new Admission.Answer.Refused<>(error);
        rig.clock.advance(Duration.ofMinutes(5));

        assertThat(hooks.step()).hasValueSatisfying(pause -> assertThat(pause.equals(Duration.ofMinutes(5))).isEqualTo(forPerson));
        assertThat(rig.inbox.state()).startsWith("DOWN ");
        assertThat(event(Payloads.said("a")).status()).as("what comes is kept all the same").isEqualTo(200);
    }

    @Test
    void the_loop_asks_again_at_once_when_we_were_put_out() {
        rig.admission.names.add(new Admission.Answer.Given<>(EarRig.US));
        rig.admission.name = new Admission.Answer.Refused<>("token_revoked");
        hooks.start(rig.inbox);
        hooks.start(rig.inbox);
        await().until(() -> rig.inbox.state().equals("UP"));

        assertThat(event(Payloads.event("{'type':'tokens_revoked','tokens':{'oauth':[],'bot':['UBOT']}}")).status()).isEqualTo(200);
        await().until(() -> rig.inbox.state().startsWith("DOWN Slack refused the bot token (token_revoked)."));
        hooks.close();
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().equals("slack hooks"));
    }

    @Test
    void a_thread_that_hangs_is_known_by_its_silence() throws InterruptedException {
        hooks.start(rig.inbox);
        assertThat(rig.inbox.awake.poll(Patience.SECONDS, TimeUnit.SECONDS)).as("before it asks").isEqualTo(Duration.ofMinutes(3));
        assertThat(rig.inbox.awake.poll(Patience.SECONDS, TimeUnit.SECONDS)).as("until it asks again").isEqualTo(Duration.ofMinutes(8));

        rig.admission.hangs = new CountDownLatch(1);
        event(Payloads.event("{'type':'tokens_revoked','tokens':{'oauth':[],'bot':['UBOT']}}"));
        await().until(() -> rig.admission.asked() == 2);
        assertThat(rig.inbox.awake).as("it asks, and no answer comes").isEmpty();
        rig.admission.hangs.countDown();
        assertThat(rig.inbox.awake.poll(Patience.SECONDS, TimeUnit.SECONDS)).as("it came").isEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void many_calls_at_once_are_each_taken_once() {
        ready();
        rig.clock.advance(Duration.ofSeconds(1));
        var time = Long.toString(rig.clock.instant().getEpochSecond());
        var all = new CompletableFuture<?>[64];
        for (int i = 0; i < all.length; i++) {
            var body = Payloads.event("Ev" + i % 16, Payloads.direct("'text':'w" + i % 16 + "'")).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            all[i] = CompletableFuture.supplyAsync(() -> at(SlackHooks.EVENTS, signed(time, new Signature(SECRET).sign(time, body)), body))
                    .thenAccept(answer -> assertThat(answer.status()).isEqualTo(200));
        }
        CompletableFuture.allOf(all).join();
        assertThat(rig.inbox.heard).hasSize(16);

    }
}
