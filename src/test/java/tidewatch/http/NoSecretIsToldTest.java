package tidewatch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.Dns;
import org.junit.jupiter.api.Test;
import tidewatch.settings.Secret;
import tidewatch.testing.Canaries;

/** Canary tokens in path, query, header field and answer, through every way in which a call can end: none stands in what is told. */
class NoSecretIsToldTest {
    private static final Secret PATH = Secret.of("bot987654321:" + Canaries.MARK + "-in-the-path");
    private static final Secret QUERY = Secret.of(Canaries.MARK + "-in-the-query");
    private static final Secret FIELD = Secret.of(Canaries.MARK + "-in-the-field");

    private static HttpRequest loaded(String address) {
        return HttpRequest.post(address, (Canaries.MARK + "-in-the-body").getBytes(StandardCharsets.UTF_8), "text/plain")
                .path(PATH)
                .path("send message")
                .query("apikey", QUERY)
                .bearer(FIELD)
                .header("X-Key", FIELD);
    }

    private static void isClean(Object told) {
        assertThat(told.toString()).doesNotContainIgnoringCase(Canaries.MARK).doesNotContain("987654321");
    }

    private static void isClean(Answer answer) {
        isClean((Object) answer);
        switch (answer) {
            case Answer.Complete whole -> {
                isClean(whole.headers());
                isClean(whole.body());
            }
            case Answer.Partial partial -> isClean(partial.failure().problem());
            case Answer.Absent absent -> isClean(absent.failure().problem());
        }
    }

    @Test
    void secrets_reach_the_server_and_nobody_else() throws Exception {
        try (var server = new MockWebServer();
                var calls = Made.calls()) {
            server.enqueue(new MockResponse.Builder()
                    .code(302)
                    .addHeader("Location", "https://elsewhere.test/" + PATH.reveal() + "?apikey=" + QUERY.reveal())
                    .body("you sent " + FIELD.reveal())
                    .build());
            server.start();
            var request = loaded(server.url("/").toString());

            isClean(request);
            isClean(calls.client(Made.PATIENT, Made.HOSTS).call(request));

            var seen = server.takeRequest();
            assertThat(seen.getUrl().pathSegments()).containsExactly(PATH.reveal(), "send message");
            assertThat(seen.getUrl().queryParameter("apikey")).isEqualTo(QUERY.reveal());
            assertThat(seen.getHeaders().get("Authorization")).isEqualTo("Bearer " + FIELD.reveal());
            assertThat(seen.getHeaders().get("X-Key")).isEqualTo(FIELD.reveal());
            assertThat(seen.getBody()).isNotNull().satisfies(body -> assertThat(body.utf8()).isEqualTo(Canaries.MARK + "-in-the-body"));
        }
    }

    @Test
    void no_failure_tells_one() throws IOException {
        var answers = new ArrayList<Answer>();
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (var server = new MockWebServer();
                var calls = Made.calls();
                var closed = Made.calls(Set.of(), Dns.SYSTEM);
                var nameless = Made.calls(Made.INSIDE, host -> {
                    throw new UnknownHostException(host);
                })) {
            server.enqueue(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
            server.enqueue(new MockResponse.Builder().body(Canaries.MARK + "-in-the-answer").onResponseBody(new SocketEffect.CloseSocket()).build());
            server.enqueue(new MockResponse.Builder().status("HTTP/1.1 " + Canaries.MARK).build());
            server.enqueue(new MockResponse.Builder().body(Canaries.MARK.repeat(100_000)).build());
            server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
            server.start();
            var client = calls.client(Made.QUICK, Made.HOSTS);
            for (int i = 0; i < 5; i++) {
                answers.add(client.call(loaded(server.url("/").toString())));
            }
            answers.add(client.call(loaded("http://127.0.0.1:" + free + "/")));
            answers.add(client.call(loaded("https://localhost:" + free + "/")));
            answers.add(client.call(loaded("https://elsewhere.test/")));
            answers.add(closed.sends(Made.HOSTS).call(loaded("https://127.0.0.1:" + free + "/")));
            answers.add(closed.sends(Made.HOSTS).call(loaded("http://127.0.0.1:" + free + "/")));
            answers.add(nameless.sends(Made.HOSTS).call(loaded("https://two.test/")));
        }

        assertThat(answers).hasSize(11).noneMatch(Answer.Complete.class::isInstance).allSatisfy(NoSecretIsToldTest::isClean);
        assertThat(answers.stream().map(answer -> Made.failure(answer).kind()).distinct().count()).isEqualTo(7);
    }

    @Test
    void what_is_wrong_with_an_address_or_a_field_is_told_without_it() {
        assertThatThrownBy(() -> HttpRequest.get("ftp://host/" + Canaries.MARK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(Canaries.MARK);
        assertThatThrownBy(() -> HttpRequest.get("https://host/").header("X-Key", Canaries.MARK + "\r\nX: y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(Canaries.MARK);
        assertThatThrownBy(() -> HttpRequest.get("https://host/").bearer(Secret.of(Canaries.MARK + "\u00e9")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(Canaries.MARK);
    }

    @Test
    void a_request_teaches_its_secrets() throws Exception {
        var redaction = Redaction.of(List.of());
        try (var calls = new HttpCalls(new HttpSettings(Set.of()), redaction)) {
            calls.sends(Hosts.of("api.test")).call(loaded("http://api.test/"));
        }
        assertThat(redaction.cut(PATH.reveal() + " " + QUERY.reveal() + " " + FIELD.reveal())).isEqualTo("*** *** ***");
    }
}
