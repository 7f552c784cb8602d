package tidewatch.watch;

import java.util.Set;

/** The life of a watch on a level or a condition. What could not be checked changes no state: it is unable, never "not met". */
public enum WatchState {
    ARMED,
    /** The condition was met, once for each crossing. */
    FIRED,
    /** Met, and not yet left by the margin that keeps a price on its level from firing again and again. */
    COOLDOWN,
    SNOOZED,
    /** Once was enough, it ran out, or it was taken back. */
    DONE;

    /** The states that may follow. */
    public Set<WatchState> next() {
        return switch (this) {
            case ARMED -> Set.of(FIRED, SNOOZED, DONE);
            case FIRED -> Set.of(COOLDOWN, SNOOZED, DONE);
            case COOLDOWN, SNOOZED -> Set.of(ARMED, DONE);
            case DONE -> Set.of();
        };
    }

    public boolean mayBecome(WatchState later) {
        return next().contains(later);
    }

    public boolean isFinal() {
        return next().isEmpty();
    }
}
