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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
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
    final FakeTelegram fake;
    final TelegramPlatform platform;
    final Rig.Taken inbox = new Rig.Taken();
    final Rig.Offsets log = new Rig.Offsets();
    final List<Problem> reports = Collections.synchronizedList(new ArrayList<>());
    final Map<String, byte[]> pictures = new HashMap<>();
    private final HttpCalls calls;
    private final Optional<HookServer> hooks;

    private FakeRig(Optional<URI> webhook) {
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
                Duration.ofMillis(300));
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
        return new FakeRig(Optional.empty());
    }

    /** Telegram calls a server of ours on a free port. */
    static FakeRig called() {
        return new FakeRig(Optional.of(URI.create("http://127.0.0.1:" + freePort())));
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

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
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
