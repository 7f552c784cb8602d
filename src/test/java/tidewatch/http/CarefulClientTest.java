package tidewatch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tidewatch.testing.Patience;

/** What a vendor's library does over our client is recorded; and clients end when they are told. */
class CarefulClientTest {
    @StartStop
    final MockWebServer server = new MockWebServer();

    private final HttpCalls calls = Made.calls();
    private final CarefulClient client = calls.client(Made.PATIENT, Made.HOSTS);

    @AfterEach
    void close() {
        calls.close();
    }

    private Request post() {
        return new Request.Builder().url(server.url("/")).post(RequestBody.create(new byte[] {1})).build();
    }

    /** As some libraries do it: sent on a thread of the client, awaited by the caller. */
    private static CompletableFuture<String> enqueue(OkHttpClient library, Request request) {
        var done = new CompletableFuture<String>();
        library.newCall(request).enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException failed) {
                done.completeExceptionally(failed);
            }

            @Override
            public void onResponse(Call call, Response response) throws IOException {
                done.complete(response.body().string());
            }
        });
        return done;
    }

    @Test
    void a_call_on_a_thread_of_the_library_is_recorded_for_the_thread_that_made_it() {
        server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "7").body("{\"ok\":false}").build());

        var watched = client.watch(() -> enqueue(client.library(), post()).get());

        assertThat(watched.result()).as("the library still reads its body").contains("{\"ok\":false}");
        assertThat(watched.answer()).get().isInstanceOfSatisfying(Answer.Complete.class, whole -> {
            assertThat(whole.status()).isEqualTo(429);
            assertThat(whole.body().text()).isEqualTo("{\"ok\":false}");
            assertThat(whole.headers().value("Retry-After")).contains("7");
        });
    }

    @Test
    void two_threads_record_each_its_own_calls() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().body(request.getTarget()).build();
            }
        });
        var threads = List.of(new CompletableFuture<Void>(), new CompletableFuture<Void>());
        for (int t = 0; t < 2; t++) {
            int number = t;
            Thread.ofVirtual().start(() -> threads.get(number).completeAsync(() -> {
                for (int i = 0; i < 50; i++) {
                    var path = "/" + number + "/" + i;
                    var answer = client.call(HttpRequest.get(server.url(path).toString()));
                    assertThat(answer).isInstanceOfSatisfying(Answer.Complete.class, whole -> assertThat(whole.body().text()).isEqualTo(path));
                }
                return null;
            }, Runnable::run));
        }
        for (var thread : threads) {
            thread.get(Patience.SECONDS, TimeUnit.SECONDS);
        }
        assertThat(server.getRequestCount()).isEqualTo(100);
    }

    @Test
    void what_the_library_throws_does_not_hide_the_answer() {
        server.enqueue(new MockResponse.Builder().body("<html>not what it expects</html>").build());

        var watched = client.watch(() -> {
            try (var response = client.library().newCall(post()).execute()) {
                throw new IllegalStateException("cannot read " + response);
            }
        });

        assertThat(watched.thrown()).contains(IllegalStateException.class);
        assertThat(watched.result()).isEmpty();
        assertThat(watched.answer()).get().isInstanceOfSatisfying(Answer.Complete.class, whole -> assertThat(whole.body().text()).startsWith("<html>"));
    }

    @Test
    void a_library_that_calls_twice_leaves_two_answers_and_the_last_counts() {
        server.enqueue(new MockResponse.Builder().body("first").build());
        server.enqueue(new MockResponse.Builder().code(500).build());

        var watched = client.watch(() -> {
            client.library().newCall(post()).execute().close();
            return client.library().newCall(post()).execute().code();
        });

        assertThat(watched.answers()).extracting(Made::status).containsExactly(200, 500);
        assertThat(watched.answer()).map(Made::status).contains(500);
    }

    @Test
    void a_library_that_calls_nobody_got_nowhere() {
        var watched = client.watch(() -> {
            var never = client.library().newCall(post());
            throw new IllegalArgumentException("text is empty " + never.isExecuted());
        });

        assertThat(watched.answers()).isEmpty();
        assertThat(watched.reach()).isEqualTo(Reach.NOTHING);
        assertThat(watched.thrown()).contains(IllegalArgumentException.class);
    }

    @Test
    void a_call_that_the_library_walks_away_from_is_cancelled_and_unknown() throws Exception {
        server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());

        var left = new CompletableFuture<CompletableFuture<String>>();
        var watched = client.watch(() -> {
            left.complete(enqueue(client.library(), post()));
            return server.takeRequest();
        });

        assertThat(watched.reach()).isEqualTo(Reach.REQUEST);
        assertThat(watched.answer()).map(Made::failure).map(Failure::kind).contains(Failure.Kind.CANCELLED);
        assertThat(left.get().handle((text, failed) -> failed).get(Patience.SECONDS, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }

    @Test
    void errors_are_not_swallowed() {
        assertThatThrownBy(() -> client.watch(() -> {
                    throw new AssertionError("a bug");
                }))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void a_derived_client_is_guarded_and_recorded_the_same() {
        server.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "0").build());
        var derived = client.library()
                .newBuilder()
                .addInterceptor(chain -> chain.proceed(chain.request().newBuilder().url(server.url("/sendMessage")).build()))
                .build();

        var watched = client.watch(() -> derived.newCall(post()).execute().code());

        assertThat(watched.answer()).map(Made::status).contains(503);
        assertThat(server.getRequestCount()).isOne();
    }

    @Test
    void cancelling_ends_a_poll_from_another_thread_and_later_ones_work() throws Exception {
        var held = new CountDownLatch(1);
        try (var wire = new WireServer((request, socket) -> {
            if (request == 1) {
                held.await();
            }
            WireServer.write(socket, WireServer.OK, "[]");
            return true;
        })) {
            var poll = calls.polls(Made.HOSTS);
            var answer = new CompletableFuture<Answer>();
            Thread.ofVirtual().start(() -> answer.complete(poll.call(HttpRequest.get(wire.url("/getUpdates")))));
            while (wire.requests() < 1) {
                Thread.onSpinWait();
            }

            poll.cancelAll();

            assertThat(Made.failure(answer.get(Patience.SECONDS, TimeUnit.SECONDS)).kind()).isEqualTo(Failure.Kind.CANCELLED);
            assertThat(poll.call(HttpRequest.get(wire.url("/getUpdates"))).reach()).isEqualTo(Reach.BODY);
            held.countDown();
        }
    }

    @Test
    void an_interrupt_ends_a_call_as_given_up_and_stays() throws Exception {
        server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
        var answer = new CompletableFuture<Answer>();
        var stays = new CompletableFuture<Boolean>();
        var thread = Thread.ofVirtual().start(() -> {
            answer.complete(client.call(Made.post(server.url("/"))));
            stays.complete(Thread.currentThread().isInterrupted());
        });
        server.takeRequest();

        thread.interrupt();

        assertThat(answer.get(Patience.SECONDS, TimeUnit.SECONDS).reach()).isEqualTo(Reach.REQUEST);
        assertThat(Made.failure(answer.get()).kind()).isEqualTo(Failure.Kind.CANCELLED);
        assertThat(stays.get(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closing_lets_a_send_end_and_cancels_a_poll() throws Exception {
        var answering = new CountDownLatch(1);
        try (var wire = new WireServer((request, socket) -> {
                    answering.await();
                    WireServer.write(socket, WireServer.OK, "ok");
                    return false;
                });
                var hanging = new WireServer((request, socket) -> {
                    WireServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100", "half");
                    return true;
                })) {
            var own = Made.calls();
            var send = own.sends(Made.HOSTS);
            var poll = own.polls(Made.HOSTS);
            var sent = new CompletableFuture<Answer>();
            var polled = new CompletableFuture<Answer>();
            Thread.ofVirtual().start(() -> sent.complete(send.call(Made.post(wire.url("/")))));
            Thread.ofVirtual().start(() -> polled.complete(poll.call(HttpRequest.get(hanging.url("/")))));
            while (wire.requests() + hanging.requests() < 2) {
                Thread.onSpinWait();
            }
            var closing = new CompletableFuture<Void>();
            Thread.ofVirtual().start(() -> {
                own.close();
                closing.complete(null);
            });
            assertThat(Made.failure(polled.get(Patience.SECONDS, TimeUnit.SECONDS)).kind()).isEqualTo(Failure.Kind.CANCELLED);
            answering.countDown();

            assertThat(sent.get(Patience.SECONDS, TimeUnit.SECONDS).reach()).isEqualTo(Reach.BODY);
            closing.get(Patience.SECONDS, TimeUnit.SECONDS);
            assertThat(send.call(Made.post(wire.url("/")))).isInstanceOfSatisfying(Answer.Absent.class, absent -> {
                assertThat(absent.reach()).isEqualTo(Reach.NOTHING);
                assertThat(absent.failure().kind()).isEqualTo(Failure.Kind.CANCELLED);
            });
            assertThat(wire.requests()).isOne();
            assertThat(send.library().dispatcher().executorService().isShutdown()).isTrue();
            assertThat(send.library().connectionPool().connectionCount()).isZero();
        }
    }

    @Test
    void closing_ends_a_send_that_takes_too_long() throws Exception {
        server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
        var own = new HttpCalls(new HttpSettings(Made.INSIDE), Redaction.of(List.of()), Dns.SYSTEM, Duration.ofMillis(100));
        var send = own.sends(Made.HOSTS);
        var library = new CompletableFuture<Watched<String>>();
        Thread.ofVirtual().start(() -> library.complete(send.watch(() -> enqueue(send.library(), post()).get())));
        server.takeRequest();

        own.close();

        assertThat(library.get(Patience.SECONDS, TimeUnit.SECONDS).answer()).map(Made::failure).map(Failure::kind).contains(Failure.Kind.CANCELLED);
        assertThat(send.library().dispatcher().executorService().awaitTermination(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
        own.close();
    }

    @Test
    void a_web_socket_opens_and_talks_and_stays_within_the_hosts() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .webSocketUpgrade(new WebSocketListener() {
                    @Override
                    public void onMessage(WebSocket socket, String text) {
                        socket.send("echo " + text);
                    }
                })
                .build());
        var heard = new LinkedBlockingQueue<String>();
        var ear = new WebSocketListener() {
            @Override
            public void onMessage(WebSocket socket, String text) {
                heard.add(text);
            }

            @Override
            public void onFailure(WebSocket socket, Throwable failed, @Nullable Response response) {
                heard.add(failed.getClass().getSimpleName());
            }
        };
        var sockets = calls.sockets(Made.HOSTS);
        assertThat(sockets.library().pingIntervalMillis()).isEqualTo(10_000);

        var socket = sockets.library().newWebSocket(new Request.Builder().url(server.url("/link")).build(), ear);
        socket.send("hello");
        assertThat(heard.poll(Patience.SECONDS, TimeUnit.SECONDS)).isEqualTo("echo hello");
        socket.cancel();
        assertThat(heard.poll(Patience.SECONDS, TimeUnit.SECONDS)).isNotNull();

        sockets.library().newWebSocket(new Request.Builder().url("wss://elsewhere.test/").build(), ear);
        assertThat(heard.poll(Patience.SECONDS, TimeUnit.SECONDS)).isEqualTo("Refusal");
    }

    @Test
    void settings_of_the_machine_set_no_proxy() throws IOException {
        // Loopback is left out by standard; a blank list leaves out nothing.
        var machine = Map.of("socksProxyHost", "127.0.0.9", "socksNonProxyHosts", "", "http.proxyHost", "127.0.0.9", "http.nonProxyHosts", "");
        var before = new HashMap<String, @Nullable String>();
        machine.forEach((key, value) -> before.put(key, System.setProperty(key, value)));
        try {
            server.enqueue(new MockResponse.Builder().body("direct").build());
            assertThat(client.call(Made.post(server.url("/"))).reach()).isEqualTo(Reach.BODY);
        } finally {
            before.forEach((key, value) -> {
                if (value == null) {
                    System.clearProperty(key);
                } else {
                    System.setProperty(key, value);
                }
            });
        }
    }

    @Test
    void a_name_that_is_allowed_inside_and_leads_outside_is_not_spoken_to_in_the_clear() throws IOException {
        OneTransmission.checkInside(Made.address("192.168.1.20"), "nas.test");

        assertThatThrownBy(() -> OneTransmission.checkInside(Made.address("93.184.215.14"), "nas.test"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nas.test lies outside");
    }
}
