package tidewatch.telegram;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tidewatch.chat.Inbox;
import tidewatch.chat.Inbox.LinkState;

/** How the link to Telegram is, as the inbox is told, and how long to wait after a failure: 1 to 60 s, longer with each, with jitter. One thread. */
final class Link {
    /** Without a success for so long we are not ready (platforms design, 3.2). */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final long PAUSE_FIRST = 1_000;
    private static final long PAUSE_MAX = 60_000;
    private static final long OTHER_LISTENER_LEAST = 10_000;
    private static final int DOUBLED_MAX = 6;

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

    Instant now() {
        return clock.instant();
    }

    void works() {
        failures = 0;
        success = Optional.of(clock.instant());
        inbox.state(LinkState.UP, "", success);
    }

    /** Works, and something is not as it should be. */
    void worksBut(String reason) {
        failures = 0;
        success = Optional.of(clock.instant());
        inbox.state(LinkState.DEGRADED, reason, success);
    }

    /** Is on its way to work, which is no success yet: a failure after it counts as one of a link that never worked. */
    void begins(String reason) {
        inbox.state(LinkState.DEGRADED, reason, success);
    }

    /** A call failed; how long to wait, as the answer says or as we do. */
    Duration failed(ApiAnswer answer) {
        var why = Words.failure(answer);
        var pause =
                switch (answer) {
                    case ApiAnswer.No no -> no.retryAfter();
                    case ApiAnswer.Unreadable page -> page.retryAfter();
                    case ApiAnswer.Absent _, ApiAnswer.Ok _ -> Optional.<Duration>empty();
                };
        return pause.map(told -> told(why, told)).orElseGet(() -> failed(why));
    }

    /** Failed once more; how long to wait. */
    Duration failed(String reason) {
        failures++;
        tell(reason);
        long most = Math.min(PAUSE_MAX, PAUSE_FIRST << Math.min(failures, DOUBLED_MAX));
        return Duration.ofMillis(random.nextLong(Math.max(PAUSE_FIRST, most / 2), most + 1));
    }

    /** Failed, and was told how long to wait: so long, no more and no less. */
    private Duration told(String reason, Duration pause) {
        failures++;
        tell(reason);
        return pause;
    }

    /** Cannot work before somebody does something; looked at again in 10 to 60 s. */
    Duration down(String reason) {
        dead(reason);
        return Duration.ofMillis(random.nextLong(OTHER_LISTENER_LEAST, PAUSE_MAX + 1));
    }

    /** Does not work and will not by itself. */
    void dead(String reason) {
        failures++;
        inbox.state(LinkState.DOWN, reason, success);
    }

    private void tell(String reason) {
        boolean lately = success.filter(at -> Duration.between(at, clock.instant()).compareTo(PATIENCE) <= 0).isPresent();
        inbox.state(lately ? LinkState.DEGRADED : LinkState.DOWN, reason, success);
    }
}
