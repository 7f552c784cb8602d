package tidewatch.delivery;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The ticks with what surrounds each run: on this node one never runs twice at once, whoever drives it, the timetable or the watchdog; and
 * each success is stored with a heartbeat. A fault goes through to whoever drives. Any thread.
 */
public final class TickRuns {
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final Ticks stored;
    private final Supplier<Instant> now;
    private final String node;

    private record Run(Timetable.Tick tick, AtomicBoolean running) {}

    /**
     * @param now the store's clock
     * @param node the name of this node
     */
    public TickRuns(List<Timetable.Tick> ticks, Ticks stored, Supplier<Instant> now, String node) {
        this.stored = Objects.requireNonNull(stored);
        this.now = Objects.requireNonNull(now);
        this.node = Objects.requireNonNull(node);
        for (var tick : ticks) {
            if (runs.put(tick.name(), new Run(tick, new AtomicBoolean())) != null) {
                throw new IllegalArgumentException("There are two ticks named " + tick.name());
            }
        }
    }

    /** The same ticks, guarded and recorded: what {@link Timetable#start} takes. */
    public List<Timetable.Tick> timed() {
        return runs.values().stream()
                .map(run -> new Timetable.Tick(run.tick.name(), run.tick.cadence(), () -> byClock(run)))
                .toList();
    }

    private void byClock(Run run) {
        once(run, () -> stored.succeeded(run.tick.name(), node, now.get()));
    }

    /**
     * Runs a tick in place of the timetable. It is no success of the clock and not stored as one, or a dead clock would look alive.
     *
     * @return false when it runs already and was left alone
     */
    boolean instead(String name) {
        return once(Objects.requireNonNull(runs.get(name)), () -> {});
    }

    private boolean once(Run run, Runnable success) {
        if (!run.running.compareAndSet(false, true)) {
            return false;
        }
        try {
            run.tick.action().run();
            success.run();
            stored.beat(now.get());
            return true;
        } finally {
            run.running.set(false);
        }
    }
}
