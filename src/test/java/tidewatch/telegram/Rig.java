package tidewatch.telegram;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import tidewatch.chat.ChatId;
import tidewatch.chat.Inbox;
import tidewatch.chat.InboundLog;
import tidewatch.chat.Incoming;
import tidewatch.chat.Outgoing;
import tidewatch.chat.Placement;
import tidewatch.http.HttpCalls;
import tidewatch.http.HttpSettings;
import tidewatch.http.Redaction;
import tidewatch.message.Capabilities;
import tidewatch.message.PlainRenderer;
import tidewatch.message.RenderPlan;
import tidewatch.problem.Problem;
import tidewatch.settings.Secret;
import tidewatch.testing.FakeClock;

/** A Telegram platform against a {@link ScriptedApi}, its inbox in memory, its clock in the hand of the test. */
final class Rig implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-01-09T12:00:00Z");
    static final ChatId CHAT = new ChatId("telegram", "42");

    final ScriptedApi api = new ScriptedApi();
    final FakeClock clock = new FakeClock(NOW);
    final Redaction redaction = Redaction.of(List.of());
    final HttpCalls calls = new HttpCalls(new HttpSettings(Set.of("127.0.0.1")), redaction);
    final List<Problem> reports = Collections.synchronizedList(new ArrayList<>());
    final Taken inbox = new Taken();
    final Offsets log = new Offsets();
    final Map<String, byte[]> pictures = new HashMap<>();

    TelegramSettings settings() {
        return settings(api.address());
    }

    static TelegramSettings settings(String address) {
        return new TelegramSettings(
                Optional.of(Secret.of(ScriptedApi.TOKEN)), TelegramSettings.Mode.POLL, URI.create(address), Optional.empty(), Optional.empty());
    }

    TelegramClient client() {
        return new TelegramClient(settings(), calls.sends(TelegramPlatform.hosts(settings())), redaction, clock);
    }

    TelegramPlatform platform() {
        return platform(settings(), Duration.ofSeconds(20));
    }

    TelegramPlatform platform(TelegramSettings settings, Duration press) {
        return new TelegramPlatform(
                settings,
                calls,
                redaction,
                (doc, place) -> {
                    var plain = new PlainRenderer().render(doc, Capabilities.plain(place.width()));
                    var parts = plain.parts().stream()
                            .map(part -> new RenderPlan.Part(part.number(), part.total(), text(Posting.escaped(part.payload())), part.plain()))
                            .toList();
                    return new RenderPlan(parts, plain.degradations(), plain.furniture());
                },
                name -> Optional.ofNullable(pictures.get(name)),
                log,
                clock,
                clock.nanoSource(),
                new Random(1),
                reports::add,
                press);
    }

    Poller poller() {
        var polls = new TelegramClient(settings(), calls.polls(TelegramPlatform.hosts(settings())), redaction, clock);
        var presses = new Presses(_ -> {}, Duration.ofSeconds(20));
        return new Poller(
                polls,
                "telegram:123456789",
                inbox,
                log,
                new Intake(inbox, presses, clock, reports::add),
                clock,
                clock.nanoSource(),
                new Random(1),
                reports::add);
    }

    static String text(String html) {
        return new TelegramPayload.Text(html, Keyboard.NONE).text();
    }

    static Outgoing part(String html) {
        return part(html, Placement.NEW);
    }

    static Outgoing part(String html, Placement placement) {
        return part(text(html), "plain of " + html, Optional.empty(), List.of(), placement);
    }

    static Outgoing part(String payload, String plain, Optional<String> thread, List<String> postscript, Placement placement) {
        return new Outgoing(
                "M-1", new RenderPlan.Part(1, 1, payload, plain), CHAT, thread, postscript, false, 1, Optional.empty(), placement);
    }

    /** What was taken, as a store would: each key once. */
    static final class Taken implements Inbox {
        final List<Incoming> heard = Collections.synchronizedList(new ArrayList<>());
        final List<String> states = Collections.synchronizedList(new ArrayList<>());
        volatile boolean full;
        volatile int refuse;
        volatile String poison = "";

        @Override
        public synchronized boolean take(Incoming incoming) {
            if (refuse > 0 || incoming.envelope().key().equals(poison)) {
                refuse--;
                throw new IllegalStateException("the disk is full");
            }
            if (heard.stream().anyMatch(one -> one.envelope().key().equals(incoming.envelope().key()))) {
                return false;
            }
            return heard.add(incoming);
        }

        @Override
        public synchronized void take(List<Incoming> several, Runnable also) {
            var before = List.copyOf(heard);
            try {
                several.forEach(this::take);
            } catch (RuntimeException refused) {
                heard.clear();
                heard.addAll(before);
                throw refused;
            }
            also.run();
        }

        @Override
        public boolean full() {
            return full;
        }

        @Override
        public void state(LinkState state, String reason, Optional<Instant> lastSuccess) {
            states.add(state + (reason.isEmpty() ? "" : " " + reason));
        }

        String state() {
            return states.getLast();
        }

        List<String> texts() {
            return heard.stream()
                    .filter(Incoming.Said.class::isInstance)
                    .map(incoming -> ((Incoming.Said) incoming).text())
                    .toList();
        }
    }

    /** Keeps offsets only. */
    static final class Offsets implements InboundLog {
        volatile Optional<String> kept = Optional.empty();

        @Override
        public Optional<String> offset(String sender) {
            return kept;
        }

        @Override
        public void offset(String sender, String offset) {
            kept = Optional.of(offset);
        }

        @Override
        public boolean store(Incoming incoming, Instant receivedAt) {
            throw new AssertionError("The inbox stores");
        }

        @Override
        public List<Incoming> store(List<Incoming> several, Instant receivedAt, Runnable also) {
            throw new AssertionError("The inbox stores");
        }

        @Override
        public List<Pending> pending(String sender, int limit) {
            return List.of();
        }

        @Override
        public boolean handle(Pending pending, Supplier<String> work) {
            throw new AssertionError("Nobody answers here");
        }

        @Override
        public int purge(Instant before) {
            return 0;
        }
    }

    @Override
    public void close() {
        calls.close();
        api.close();
    }
}
