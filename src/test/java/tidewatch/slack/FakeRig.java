package tidewatch.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import tidewatch.app.Chat;
import tidewatch.chat.ChatId;
import tidewatch.http.HttpCalls;
import tidewatch.http.HttpSettings;
import tidewatch.http.Redaction;
import tidewatch.problem.Problem;
import tidewatch.settings.Secret;
import tidewatch.testing.Patience;
import tidewatch.testing.slack.FakeSlack;
import tidewatch.testing.slack.Limits;
import tidewatch.web.HookServer;
import tidewatch.web.WebSettings;

/**
 * The strict fake with our app installed as its manifest says, and nodes of ours that speak with it in real time, with the real renderer.
 * Calls go to the machine itself only.
 */
final class FakeRig implements AutoCloseable {
    static final SubscribeView FORM = new SubscribeView(
            List.of(new SubscribeView.Section("movers", "Movers"), new SubscribeView.Section("theses", "Theses")));

    final FakeSlack fake;
    final List<Node> nodes = Collections.synchronizedList(new ArrayList<>());
    private final SlackSettings.Mode mode;

    /** Our program on one machine: a platform and, where Slack calls us, a server. */
    final class Node implements AutoCloseable {
        final EarRig.Taken inbox = new EarRig.Taken();
        final List<Problem> reports = Collections.synchronizedList(new ArrayList<>());
        final Map<String, byte[]> pictures = new ConcurrentHashMap<>();
        final AtomicLong skipped = new AtomicLong();
        /** Each look at the clock finds it five minutes on. */
        volatile boolean hasty;

        final SlackSettings settings;
        final Redaction redaction = Redaction.of(List.of());
        final SlackPlatform platform;
        private final HttpCalls calls = new HttpCalls(new HttpSettings(Set.of("127.0.0.1")), redaction);
        private final Optional<HookServer> server;
        private final int port;

        private Node() {
            settings = new SlackSettings(
                    Optional.of(Secret.of(fake.botToken())),
                    Optional.of(Secret.of(fake.appToken())),
                    Optional.of(Secret.of(fake.signingSecret())),
                    mode,
                    URI.create(fake.url() + "/api/"),
                    "",
                    Optional.empty());
            platform = new SlackPlatform(
                    settings,
                    fake.team(),
                    calls,
                    redaction,
                    name -> Optional.ofNullable(pictures.get(name)),
                    Chat.sample().commands(),
                    FORM,
                    new SlackPlatform.World(
                            InstantSource.system(),
                            this::nanos,
                            () -> 0, // the shortest pauses that are allowed
                            Thread::sleep,
                            reports::add));
            port = mode == SlackSettings.Mode.HTTP ? freePort() : 0;
            server = mode == SlackSettings.Mode.HTTP
                    ? Optional.of(new HookServer(new WebSettings(OptionalInt.empty(), OptionalInt.of(port)), platform.hooks()))
                    : Optional.empty();
            server.ifPresent(one -> {
                var problem = one.start();
                if (problem.isPresent()) {
                    throw new IllegalStateException(problem.get().sentence());
                }
            });
        }

        private long nanos() {
            if (hasty) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                skipped.addAndGet(TimeUnit.MINUTES.toNanos(5));
            }
            return System.nanoTime() + skipped.get();
        }

        String address() {
            return "http://127.0.0.1:" + port;
        }

        /** Listens, and comes back when something that is said would be heard. */
        Node listen() {
            platform.start(inbox);
            Patience.until("a link", () -> inbox.state().startsWith("UP"));
            return this;
        }

        SlackClient client() {
            return new SlackClient(settings, calls.sends(settings.hosts()), redaction, InstantSource.system());
        }

        @Override
        public void close() {
            platform.close();
            server.ifPresent(HookServer::close);
            calls.close();
        }
    }

    private FakeRig(SlackSettings.Mode mode, FakeSlack.Setup setup) {
        this.mode = mode;
        try {
            fake = FakeSlack.start(setup);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var manifest = new SlackManifest(Chat.sample().commands(), "");
        fake.install(json(mode == SlackSettings.Mode.SOCKET ? manifest.socketMode() : manifest.http(URI.create("https://desk.example.org"))));
    }

    /** We open sockets. */
    static FakeRig sockets() {
        return sockets(FakeSlack.Setup.usual());
    }

    static FakeRig sockets(FakeSlack.Setup setup) {
        return new FakeRig(SlackSettings.Mode.SOCKET, setup);
    }

    /** Slack calls a server of ours on a free port. */
    static FakeRig called() {
        return new FakeRig(SlackSettings.Mode.HTTP, FakeSlack.Setup.usual());
    }

    FakeRig unlimited() {
        fake.limits(Limits.NONE);
        return this;
    }

    /** One more node; in mode http Slack calls the last one. */
    Node node() {
        var node = new Node();
        nodes.add(node);
        if (mode == SlackSettings.Mode.HTTP) {
            try {
                fake.httpMode(
                        node.address() + SlackHooks.EVENTS, node.address() + SlackHooks.COMMANDS, node.address() + SlackHooks.ACTIONS);
            } catch (InterruptedException hurried) {
                throw new IllegalStateException(hurried);
            }
        }
        return node;
    }

    /** A channel, or the chat of a person, as we name it. */
    ChatId chat(String id) {
        return new ChatId("slack", fake.team() + ":" + id);
    }

    static JsonNode json(String text) {
        try {
            return Arrived.JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(text, broken);
        }
    }

    /** Slack has to know the address before anybody listens there. */
    private static int freePort() {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        List.copyOf(nodes).forEach(Node::close);
        try {
            fake.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
