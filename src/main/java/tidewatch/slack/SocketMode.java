package tidewatch.slack;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tidewatch.chat.Inbox;
import tidewatch.chat.Loop;

/** Listens over connections that we open (Socket Mode), on one thread of its own and those of the sockets. Can be started again. */
final class SocketMode implements AutoCloseable {
    private final Listening with;
    private final Sockets sockets;
    private Optional<Running> running = Optional.empty();
    private volatile Optional<Intake> intake = Optional.empty();

    private record Running(Connections connections, Loop loop, Semaphore news) {}

    /** Opens nothing yet. */
    SocketMode(Listening with, Sockets sockets) {
        this.with = with;
        this.sockets = sockets;
    }

    /** Begins; a second time changes nothing. */
    synchronized void start(Inbox inbox) {
        if (running.isPresent()) {
            return;
        }
        inbox.state(Inbox.LinkState.DOWN, "Slack was not reached yet.", Optional.empty());
        var takes = new Intake(with, inbox);
        intake = Optional.of(takes);
        var news = new Semaphore(0);
        var connections = new Connections(with, sockets, takes, new Link(inbox, with.clock(), with.random()));
        var loop = new Loop(
                Thread.ofPlatform().daemon().name("slack sockets")::start,
                connections::step,
                with.admission()::cancel,
                inbox::awake,
                with.reports());
        connections.wakes(() -> {
            news.release();
            loop.wake();
        });
        running = Optional.of(new Running(connections, loop, news));
        loop.start();
    }

    /** How many payloads since the last start were passed over, by kind. */
    Map<String, Long> passed() {
        return intake.map(Intake::passed).orElse(Map.of());
    }

    /** Where the connections are: {@code LIVE}, {@code LIVE DRAINING}, ...; empty when there are none. */
    synchronized String describe() {
        return running.map(now -> now.connections().describe()).orElse("");
    }

    /** Ends within 17 s, as a rule within one. */
    @Override
    public synchronized void close() {
        if (running.isEmpty()) {
            return;
        }
        var was = running.get();
        running = Optional.empty();
        was.connections().shut();
        was.loop().close();
        try {
            long until = with.nanos().getAsLong() + Connections.FAREWELL.toNanos();
            while (!was.connections().quiet()) {
                long left = until - with.nanos().getAsLong();
                if (left <= 0 || !was.news().tryAcquire(left, TimeUnit.NANOSECONDS)) {
                    break;
                }
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } finally {
            was.connections().cancel();
        }
    }
}
