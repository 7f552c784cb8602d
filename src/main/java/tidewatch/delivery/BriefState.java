package tidewatch.delivery;

import java.util.Set;

/** The life of one brief of a profile, session and kind, from which the messages of many chats are made. */
public enum BriefState {
    DUE,
    /** One node builds it, under a lease. */
    BUILDING,
    /** The last build broke; tried again. */
    FAILED,
    /** Facts, hash and calls are stored, complete or with the list of what is missing. Late data make no second brief. */
    FROZEN,
    /** {@link #BUILDS_MAX} builds broke; a short message with the cause goes out instead. */
    UNAVAILABLE;

    /** Builds that may break before the readers are told. */
    public static final int BUILDS_MAX = 3;

    /** The states that may follow. Back from building to due when the lease of the builder ran out. */
    public Set<BriefState> next() {
        return switch (this) {
            case DUE -> Set.of(BUILDING);
            case BUILDING -> Set.of(FROZEN, FAILED, UNAVAILABLE, DUE);
            case FAILED -> Set.of(BUILDING);
            case FROZEN, UNAVAILABLE -> Set.of();
        };
    }

    /** After a build that broke. */
    public static BriefState afterBrokenBuild(int builds) {
        return builds >= BUILDS_MAX ? UNAVAILABLE : FAILED;
    }

    public boolean mayBecome(BriefState later) {
        return next().contains(later);
    }

    public boolean isFinal() {
        return next().isEmpty();
    }
}
