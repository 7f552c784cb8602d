package tidewatch.watch;

import java.util.Set;

/** The life of a reminder. It always fires, and says so when it is late. */
public enum ReminderState {
    SCHEDULED,
    DUE,
    FIRED,
    /** Taken back before it fired. */
    DONE;

    /** The states that may follow. A fired one that is snoozed is scheduled again. */
    public Set<ReminderState> next() {
        return switch (this) {
            case SCHEDULED -> Set.of(DUE, DONE);
            case DUE -> Set.of(FIRED, DONE);
            case FIRED -> Set.of(SCHEDULED, DONE);
            case DONE -> Set.of();
        };
    }

    public boolean mayBecome(ReminderState later) {
        return next().contains(later);
    }

    public boolean isFinal() {
        return next().isEmpty();
    }
}
