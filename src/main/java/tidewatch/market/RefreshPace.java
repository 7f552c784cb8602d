package tidewatch.market;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tidewatch.market.RefreshBook.ProviderState;
import tidewatch.market.RefreshBook.Setback;

/** When to ask again: after a source failed as a whole (its circuit), and after it had no answer for one thing (market-data design, 3, 5, 6). */
final class RefreshPace {
    /** Waits before a source is tried again that failed; with full jitter, so that many nodes do not come back at once. */
    private static final Duration[] RETRIES = {Duration.ofSeconds(2), Duration.ofSeconds(8)};

    /** Failures in a row that open the circuit. */
    private static final int FAILURES_MAX = 3;

    private static final Duration OPEN_FIRST = Duration.ofMinutes(5);
    private static final Duration OPEN_MOST = Duration.ofHours(1);
    /** Nothing but another key or plan helps, and a new key is another account; still worth a look each day. */
    private static final Duration HOPELESS = Duration.ofDays(1);

    private static final Duration UNKNOWN_SYMBOL = Duration.ofDays(7);
    private static final Duration[] LATE = {Duration.ofMinutes(10), Duration.ofMinutes(20), Duration.ofMinutes(40)};
    private static final Duration LATE_THEN = Duration.ofHours(1);

    private RefreshPace() {}

    /** True for what says something about the source and not about the one thing that was asked for. */
    static boolean ofSource(Trouble.Kind kind) {
        return switch (kind) {
            case WRONG_KEY, NOT_ENTITLED, QUOTA_SPENT, BUSY, UNREACHABLE, REFUSED_ADDRESS -> true;
            case NO_SUCH_SYMBOL, NO_DATA, NOT_YET, GARBLED, TOO_BIG, MISMATCH -> false;
        };
    }

    static ProviderState succeeded(ProviderState before, Instant now) {
        return new ProviderState(before.account(), 0, 0, Optional.empty(), Optional.empty(), Optional.of(now), Optional.of(now));
    }

    static ProviderState failed(ProviderState before, Trouble trouble, Instant now, RandomGenerator random) {
        return switch (trouble.kind()) {
            case WRONG_KEY, NOT_ENTITLED, REFUSED_ADDRESS -> closed(before, trouble, now, before.failures(), before.openings(), HOPELESS);
            case QUOTA_SPENT, BUSY -> trouble.until()
                    .map(until -> closed(before, trouble, now, before.failures(), before.openings(), Duration.between(now, until)))
                    .orElseGet(() -> counted(before, trouble, now, random));
            case UNREACHABLE, GARBLED, TOO_BIG, MISMATCH, NO_SUCH_SYMBOL, NO_DATA, NOT_YET -> counted(before, trouble, now, random);
        };
    }

    private static ProviderState counted(ProviderState before, Trouble trouble, Instant now, RandomGenerator random) {
        int failures = before.failures() + 1;
        if (failures < FAILURES_MAX && before.openings() == 0) {
            long most = RETRIES[failures - 1].toMillis();
            return closed(before, trouble, now, failures, 0, Duration.ofMillis(random.nextLong(most) + 1));
        }
        // Once open, a single failure of the trial that closes it opens it again.
        var open = OPEN_FIRST.multipliedBy(1L << Math.min(before.openings(), 10));
        return closed(before, trouble, now, failures, before.openings() + 1, open.compareTo(OPEN_MOST) < 0 ? open : OPEN_MOST);
    }

    private static ProviderState closed(
            ProviderState before, Trouble trouble, Instant now, int failures, int openings, Duration pause) {
        var until = now.plus(pause.isNegative() ? Duration.ZERO : pause);
        return new ProviderState(
                before.account(), failures, openings, Optional.of(until), Optional.of(trouble), before.lastSuccess(), Optional.of(now));
    }

    /** A setback after the ones before it: what is late is asked for after 10, 20, 40 minutes, then each hour; what is wrong more rarely. */
    static Setback setback(String provider, String subject, Trouble trouble, Optional<Setback> before, Instant now) {
        int tries = before.filter(one -> one.trouble().kind() == trouble.kind()).map(Setback::tries).orElse(0) + 1;
        var pause = switch (trouble.kind()) {
            case NO_SUCH_SYMBOL -> UNKNOWN_SYMBOL;
            case NOT_YET, NO_DATA -> tries <= LATE.length ? LATE[tries - 1] : LATE_THEN;
            case GARBLED, TOO_BIG, MISMATCH, WRONG_KEY, NOT_ENTITLED, QUOTA_SPENT, BUSY, UNREACHABLE, REFUSED_ADDRESS ->
                Duration.ofHours(1L << Math.min(tries - 1, 4));
        };
        var again = trouble.until().filter(until -> until.isAfter(now)).orElse(now.plus(pause));
        return new Setback(provider, subject, trouble, tries, again);
    }
}
