package tidewatch.delivery;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Slack's limits: one send a second for a channel (documented at chat.postMessage), and for a workspace "several hundred a minute", which
 * has no published figure and so is felt out: 4 a second at first, half of it when refused, a tenth more for each minute of use without a
 * refusal, between a quarter and 8 a second.
 */
final class SlackPace implements Pace {
    private static final Duration CHANNEL_EACH = Duration.ofSeconds(1);
    private static final double START = 4;
    private static final double LEAST = 0.25;
    private static final double MOST = 8;
    private static final double GROWTH = 1.1;
    private static final long GROW_NANOS = 60_000_000_000L;
    /** Refusals of sends that were under way together are one refusal. */
    private static final long ONE_REFUSAL_NANOS = 10_000_000_000L;

    private final LongSupplier nanos;
    private final Bucket workspace;
    private final RecentChats<Bucket> channels;
    private double perSecond = START;
    private long changed;
    private boolean halved;

    SlackPace(LongSupplier nanos) {
        this.nanos = nanos;
        this.changed = nanos.getAsLong();
        var buckets = new Buckets(nanos);
        this.workspace = buckets.each(period(START));
        this.channels = new RecentChats<>(nanos, _ -> buckets.each(CHANNEL_EACH));
    }

    @Override
    public synchronized long take(Target target) {
        long now = nanos.getAsLong();
        // One step however long ago the last was: hours without a send prove nothing about the limit.
        if (now - changed >= GROW_NANOS) {
            change(Math.min(MOST, perSecond * GROWTH), now, false);
        }
        Bucket channel = channels.get(target.chat());
        long wait = Math.max(Buckets.wait(workspace), Buckets.wait(channel));
        if (wait == 0) {
            Buckets.take(workspace);
            Buckets.take(channel);
        }
        return wait;
    }

    @Override
    public synchronized long room(int before) {
        return Buckets.wait(workspace) + before * period(perSecond).toNanos();
    }

    /** Slack refuses by method and workspace, so all sends pause. */
    @Override
    public synchronized Scope throttled(String chat) {
        long now = nanos.getAsLong();
        if (!halved || now - changed > ONE_REFUSAL_NANOS) {
            change(Math.max(LEAST, perSecond / 2), now, true);
        }
        return Scope.SENDER;
    }

    private void change(double to, long now, boolean down) {
        perSecond = to;
        changed = now;
        halved = down;
        workspace.replaceConfiguration(
                BucketConfiguration.builder().addLimit(Buckets.limit(period(to))).build(), TokensInheritanceStrategy.AS_IS);
    }

    private static Duration period(double perSecond) {
        return Duration.ofNanos(Math.round(1e9 / perSecond));
    }

    /** Sends a second that the workspace is thought to allow. */
    synchronized double perSecond() {
        return perSecond;
    }
}
