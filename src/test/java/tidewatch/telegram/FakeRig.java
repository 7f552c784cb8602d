package tidewatch.telegram;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import tidewatch.http.HttpCalls;
import tidewatch.http.HttpSettings;
import tidewatch.http.Redaction;
import tidewatch.problem.Problem;
import tidewatch.settings.Secret;
import tidewatch.testing.telegram.FakeTelegram;
import tidewatch.testing.telegram.Limits;
import tidewatch.web.HookServer;
import tidewatch.web.WebSettings;

/** A Telegram platform against the strict fake, with the real renderer, in real time. */
final class FakeRig implements AutoCloseable {
    /** Longer than a machine that is busy takes for anything, shorter than Telegram waits. */
    private static final Duration PRESS = Duration.ofSeconds(10);

    final FakeTelegram fake;
    final TelegramPlatform platform;
    final Rig.Taken inbox = new Rig.Taken();
    final Rig.Offsets log = new Rig.Offsets();
    final List<Problem> reports = Collections.synchronizedList(new ArrayList<>());
    final Map<String, byte[]> pictures = new HashMap<>();
    private final HttpCalls calls;
    private final Optional<HookServer> hooks;

    private FakeRig(Optional<URI> webhook, Duration press) {
        try {
            fake = FakeTelegram.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var redaction = Redaction.of(List.of());
        calls = new HttpCalls(new HttpSettings(Set.of("127.0.0.1")), redaction);
        var settings = new TelegramSettings(
                Optional.of(Secret.of(fake.token())),
                webhook.isPresent() ? TelegramSettings.Mode.WEBHOOK : TelegramSettings.Mode.POLL,
                URI.create(fake.url()),
                webhook,
                Optional.empty());
        platform = new TelegramPlatform(
                settings,
                calls,
                redaction,
                new TelegramRenderer(pictures::containsKey),
                name -> Optional.ofNullable(pictures.get(name)),
                log,
                InstantSource.system(),
                System::nanoTime,
                new Random(1),
                reports::add,
                press);
        hooks = webhook.map(url -> new HookServer(
                new WebSettings(OptionalInt.empty(), OptionalInt.of(url.getPort())), platform.hooks()));
        hooks.ifPresent(server -> {
            var problem = server.start();
            if (problem.isPresent()) {
                throw new IllegalStateException(problem.get().sentence());
            }
        });
    }

    static FakeRig polling() {
        return polling(PRESS);
    }

    /** @param press how long a button may look busy while something may still come of it */
    static FakeRig polling(Duration press) {
        return new FakeRig(Optional.empty(), press);
    }

    /** Telegram calls a server of ours on a free port. */
    static FakeRig called() {
        return new FakeRig(Optional.of(URI.create("http://127.0.0.1:" + freePort())), PRESS);
    }

    /** Telegram has to know the address before anybody listens there. */
    private static int freePort() {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FakeRig unlimited() {
        fake.limits(Limits.NONE);
        return this;
    }

    @Override
    public void close() {
        platform.close();
        hooks.ifPresent(HookServer::close);
        calls.close();
        try {
            fake.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
