package tidewatch.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.TickRuns;
import tidewatch.delivery.Timetable;
import tidewatch.delivery.Watchdog;
import tidewatch.testing.FakeClock;
import tidewatch.testing.MemoryStore;

/** A real scheduler whose watchdog lives on a clock of its own, so that minutes of silence take none. */
final class WatchedClock {
    private final FakeClock clock = new FakeClock(Instant.parse("2026-02-06T12:00:00Z"));
    private final Watchdog watchdog;

    /** Starts the tick. */
    WatchedClock(Timetable timetable, Timetable.Tick tick, DeliveryEvent.Listener listener) {
        var store = new MemoryStore(clock);
        var runs = new TickRuns(List.of(tick), store.ticks(), clock::instant, "a");
        this.watchdog = new Watchdog(runs, store.ticks(), store.leases(), timetable, listener, "a", Runnable::run);
        timetable.start(runs.timed());
        watchdog.look();
    }

    /** Time passes until a tick of a second that did not come is stalled. */
    void stall() {
        pass(Duration.ofSeconds(40));
    }

    void fiveMinutes() {
        pass(Duration.ofMinutes(5));
    }

    /** In looks that are not so far apart that the machine might have slept; two minutes would be. */
    private void pass(Duration duration) {
        for (var left = duration; left.isPositive(); left = left.minusSeconds(20)) {
            clock.advance(Duration.ofSeconds(20));
            watchdog.look();
        }
    }
}
