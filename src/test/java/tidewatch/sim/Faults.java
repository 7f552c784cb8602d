package tidewatch.sim;

import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;

/** What goes wrong in one run. */
record Faults(Set<Kind> on) {
    /** Kinds of trouble; each run has some of them. */
    enum Kind {
        /** The platform answers "too many requests" when it likes, for a chat or for the sender. */
        THROTTLED,
        /** A gateway answers 502 for the platform. */
        GATEWAY,
        /** The link dies before the request arrived. */
        LOST_BEFORE,
        /** The link dies after the request arrived. */
        LOST_AFTER,
        /** An answer comes after the caller has given up. */
        LATE_ANSWER,
        UNREACHABLE,
        /** A yes that cannot be read. */
        GARBLED,
        /** The content or the token is refused. */
        REFUSED,
        /** People block the bot, throw it out, and let it in again. */
        BARRED,
        /** Groups get new ids. */
        MOVED,
        /** The platform is gone for minutes. */
        STORM,
        SLOW_NETWORK,
        /** A node dies between two steps. */
        CRASH,
        /** A node stops at a clean end and starts again. */
        RESTART,
        /** A node stands still beyond its lease, and wakes. */
        PAUSE,
        /** A node's own clock is off by minutes. */
        CLOCK_OFF,
        /** Ticks are lost, doubled and late. */
        TICKS,
        /** Another node, or another thread, does something between two steps of one. */
        INTERLEAVED,
        STORE_DOWN,
        /** No node runs for hours or days. */
        OUTAGE,
        /** Briefs break, or their prices are late. */
        BUILD,
        /** Updates come again. */
        REPEATED_UPDATES
    }

    Faults {
        on = Set.copyOf(on);
    }

    static Faults draw(SplittableRandom random) {
        var on = EnumSet.noneOf(Kind.class);
        // One run in ten has no fault at all; the others have from few to most.
        double share = random.nextInt(10) == 0 ? 0 : random.nextDouble(0.1, 0.7);
        for (var kind : Kind.values()) {
            if (random.nextDouble() < share) {
                on.add(kind);
            }
        }
        return new Faults(on);
    }

    boolean has(Kind kind) {
        return on.contains(kind);
    }
}
