package tidewatch.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tidewatch.chat.Inbox;
import tidewatch.chat.Incoming;
import tidewatch.problem.Problem;
import tidewatch.settings.Secret;
import tidewatch.testing.Canaries;
import tidewatch.testing.FakeClock;

/** What listening needs, in the hand of a test: time, the answers of the Web API, the form, an inbox in memory. */
final class EarRig {
    static final Instant NOW = Instant.parse("2026-01-09T12:00:00Z");
    static final PayloadReader.Us US = new PayloadReader.Us("T1", "UBOT");
    static final Set<String> VERBS = Set.of("winners", "brief", "subscribe", "check", "help", "home");
    static final SlashNames NAMES = new SlashNames("tw-", VERBS::contains);

    final FakeClock clock = new FakeClock(NOW);
    final Asked admission = new Asked();
    final Shown views = new Shown();
    final Taken inbox = new Taken();
    final List<Problem> reports = Collections.synchronizedList(new ArrayList<>());
    final Listening listening =
            new Listening(admission, views, NAMES, clock, clock.nanoSource(), new Random(7), reports::add);

    Intake intake() {
        return intake(Duration.ofSeconds(20));
    }

    Intake intake(Duration patience) {
        var intake = new Intake(listening, inbox, patience);
        intake.known(US);
        return intake;
    }

    static JsonNode json(String text) {
        try {
            return Arrived.json(text.replace('\'', '"'));
        } catch (JsonProcessingException broken) {
            throw new AssertionError(text, broken);
        }
    }

    /** The Web API as scripted: each answer once, the last of each kind again and again. */
    static final class Asked implements Admission {
        final Queue<Answer<PayloadReader.Us>> names = new ConcurrentLinkedQueue<>();
        final Queue<Answer<Secret>> addresses = new ConcurrentLinkedQueue<>();
        volatile Answer<PayloadReader.Us> name = new Answer.Given<>(US);
        volatile Answer<Secret> address = new Answer.Given<>(Secret.of("wss://wss.example/link/?ticket=" + Canaries.MARK));
        /** A call for our name comes back no earlier. */
        volatile CountDownLatch hangs = new CountDownLatch(0);

        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger opened = new AtomicInteger();

        int asked() {
            return asked.get();
        }

        int opened() {
            return opened.get();
        }

        @Override
        public Answer<PayloadReader.Us> whoWeAre() {
            asked.incrementAndGet();
            awaits(hangs);
            var next = names.poll();
            return next == null ? name : next;
        }

        @Override
        public Answer<Secret> open() {
            opened.incrementAndGet();
            var next = addresses.poll();
            return next == null ? address : next;
        }

        private static void awaits(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException told) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void cancel() {
            hangs.countDown();
        }
    }

    /** A form that opens or not, and reads what was written into it. */
    static final class Shown implements Views {
        final List<String> opened = Collections.synchronizedList(new ArrayList<>());
        final List<Form> forms = Collections.synchronizedList(new ArrayList<>());
        volatile CompletableFuture<Boolean> opens = CompletableFuture.completedFuture(true);
        volatile Sent sent = new Sent.Unknown();

        @Override
        public boolean open(String trigger, Form form) {
            opened.add(trigger);
            forms.add(form);
            return opens.join();
        }

        @Override
        public Sent sent(JsonNode view) {
            return sent;
        }
    }

    /** What was taken, as a store would: each key once. */
    static final class Taken implements Inbox {
        final List<Incoming> heard = Collections.synchronizedList(new ArrayList<>());
        final List<String> states = Collections.synchronizedList(new ArrayList<>());
        final BlockingQueue<Duration> awake = new LinkedBlockingQueue<>();
        volatile int refuse;
        volatile Optional<Instant> success = Optional.empty();

        @Override
        public synchronized boolean take(Incoming incoming) {
            if (refuse > 0) {
                refuse--;
                throw new IllegalStateException("the disk is full");
            }
            if (heard.stream().anyMatch(one -> one.envelope().key().equals(incoming.envelope().key()))) {
                return false;
            }
            return heard.add(incoming);
        }

        @Override
        public void take(List<Incoming> several, Runnable also) {
            several.forEach(this::take);
            also.run();
        }

        @Override
        public void state(LinkState state, String reason, Optional<Instant> lastSuccess) {
            success = lastSuccess;
            states.add(state + (reason.isEmpty() ? "" : " " + reason));
        }

        @Override
        public void awake(Duration within) {
            awake.add(within);
        }

        String state() {
            return states.getLast();
        }

        List<String> texts() {
            return List.copyOf(heard).stream()
                    .filter(Incoming.Said.class::isInstance)
                    .map(incoming -> ((Incoming.Said) incoming).text())
                    .toList();
        }
    }
}
