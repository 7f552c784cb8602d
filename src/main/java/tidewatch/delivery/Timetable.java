package tidewatch.delivery;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;

/**
 * The clock: runs named ticks again and again. A tick may be lost, late, doubled, or run by another node: it must not matter. Times of day of
 * people are never a matter of the timetable.
 */
public interface Timetable extends AutoCloseable {
    /** Begins to run these ticks; a tick never runs twice at once on one node. One that throws comes again at its next time. */
    void start(List<Tick> ticks);

    /**
     * Throws away what the timetable knows of the tick's next run and sets it anew, for a tick that has not come for long. A timetable that
     * cannot get stuck does nothing; neither is an unknown name an error.
     */
    default void renew(String name) {}

    /** Stops, and waits for ticks that run. */
    @Override
    void close();

    /** A tick. */
    record Tick(String name, Cadence cadence, Runnable action) {
        public Tick {
            Objects.requireNonNull(name);
            Objects.requireNonNull(cadence);
            Objects.requireNonNull(action);
        }
    }

    /** How often. */
    sealed interface Cadence {
        /** So long from one to the next, at most. */
        Duration longest();
    }

    /** Each so many seconds; on a cluster once for all nodes. */
    record Every(Duration period) implements Cadence {
        public Every {
            if (period.toSeconds() < 1 || period.toNanosPart() != 0) {
                throw new IllegalArgumentException("A tick comes each full number of seconds, not each " + period);
            }
        }

        @Override
        public Duration longest() {
            return period;
        }
    }

    /** Once a day at this time of UTC. */
    record Daily(LocalTime utc) implements Cadence {
        public Daily {
            Objects.requireNonNull(utc);
        }

        @Override
        public Duration longest() {
            return Duration.ofDays(1);
        }
    }
}
