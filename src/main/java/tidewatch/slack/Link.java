package tidewatch.slack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tidewatch.chat.Inbox;
import tidewatch.chat.Inbox.LinkState;

/** How the link to Slack is, as the inbox is told, and how long to wait after a failure: 1 to 60 s with full jitter. One thread. */
final class Link {
    /** Without a success for so long we are not ready, as on every platform. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final long PAUSE_FIRST = 1_000;
    private static final long PAUSE_MAX = 60_000;
    private static final int DOUBLED_MAX = 6;

    /** Where Slack says "ratelimited", an absurd pause is no reason to be deaf for a day. */
    private static final Duration TOLD_MAX = Duration.ofMinutes(15);

    private final Inbox inbox;
    private final InstantSource clock;
    private final RandomGenerator random;
    private Optional<Instant> success = Optional.empty();
    private int failures;

    Link(Inbox inbox, InstantSource clock, RandomGenerator random) {
        this.inbox = inbox;
        this.clock = clock;
        this.random = random;
    }

    void works() {
        success = Optional.of(clock.instant());
        inbox.state(LinkState.UP, "", success);
    }

    /** Works, and something is not as it should be. */
    void worksBut(String reason) {
        success = Optional.of(clock.instant());
        inbox.state(LinkState.DEGRADED, reason, success);
    }

    /** Does not work at the moment, and is being mended. */
    void broken(String reason) {
        boolean lately = success.filter(at -> Duration.between(at, clock.instant()).compareTo(PATIENCE) <= 0).isPresent();
        inbox.state(lately ? LinkState.DEGRADED : LinkState.DOWN, reason, success);
    }

    /** Does not work before somebody does something. */
    void down(String reason) {
        inbox.state(LinkState.DOWN, reason, success);
    }

    /** It has worked long enough that the next failure is a first one. */
    void settled() {
        failures = 0;
    }

    /** How long to wait after one more failure: any time from 1 s to what doubles with each, at most 60 s. */
    Duration pause() {
        failures++;
        return between(PAUSE_FIRST, Math.min(PAUSE_MAX, PAUSE_FIRST << Math.min(failures, DOUBLED_MAX)));
    }

    /** How long to wait after the loss of a connection that hardly worked: not at all the first time. */
    Duration again() {
        if (failures == 0) {
            failures = 1;
            return Duration.ZERO;
        }
        return pause();
    }

    /** As long as we were told. */
    static Duration told(Duration pause) {
        if (pause.isNegative()) {
            return Duration.ZERO;
        }
        return pause.compareTo(TOLD_MAX) > 0 ? TOLD_MAX : pause;
    }

    /** Any time between the two, in milliseconds. */
    Duration between(long least, long most) {
        return Duration.ofMillis(random.nextLong(least, most + 1));
    }
}
