package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import tidewatch.testing.fake.Json;

/** getUpdates: waits up to 50 seconds, ends at the first update, and only one waits at a time. Takes the lock of the world itself. */
final class Polling {
    private static final String WEBHOOK =
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
    private static final String OTHER =
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
    private static final int LONGEST = 50;
    private static final int SHORT = 3;

    private final World world;
    private long turn;
    private boolean waiting;
    private long lastOffset = Long.MIN_VALUE;
    private Instant lastStart;
    private long nextConflict;

    Polling(World world) {
        this.world = world;
        this.lastStart = Instant.MIN;
        this.nextConflict = System.nanoTime();
    }

    /** Whether a call is waiting for updates; under the lock of the world. */
    boolean waiting() {
        return waiting;
    }

    JsonNode poll(Arguments call) throws InterruptedException {
        world.lock.lockInterruptibly();
        try {
            if (world.hook.active()) {
                throw conflict(WEBHOOK);
            }
            long offset = call.number("offset", 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
            int limit = (int) call.number("limit", 100, 1, 100);
            double timeout = call.number("timeout", 0, 0, LONGEST);
            world.updates.allow(call);
            var now = world.now();
            double since = lastStart.equals(Instant.MIN) ? Double.MAX_VALUE : Duration.between(lastStart, now).toNanos() / 1e9;
            double pause = world.rates.limits().pollPause();
            if (offset == lastOffset && timeout < SHORT && since < pause) {
                timeout = pause;
            }
            if (offset == lastOffset && since < 0.5 && pause > 0) {
                limit = 1;
            }
            lastOffset = offset;
            lastStart = now;
            return list(offset, limit, timeout);
        } finally {
            world.lock.unlock();
        }
    }

    private JsonNode list(long offset, int limit, double timeout) throws InterruptedException {
        int from = world.updates.confirm(offset, world.now());
        var found = world.updates.from(from, limit, world.now());
        if (found.isEmpty() && timeout > 0) {
            long mine = ++turn;
            world.changed.signalAll();
            waiting = true;
            long left = (long) (timeout * 1e9);
            var end = world.now().plus(Duration.ofNanos(left));
            while (found.isEmpty() && left > 0 && world.now().isBefore(end)) {
                left = world.changed.awaitNanos(left);
                if (turn != mine) {
                    throw conflict(OTHER);
                }
                if (world.hook.active()) {
                    waiting = false;
                    throw conflict("Conflict: terminated by setWebhook request");
                }
                found = world.updates.from(from, limit, world.now());
            }
            waiting = false;
        }
        var list = Json.array();
        found.forEach(update -> list.add(update.json()));
        return list;
    }

    /** The first conflict is told at once, others within three seconds are told late. */
    private ApiError conflict(String text) throws InterruptedException {
        double pause = world.rates.limits().pollPause();
        long now = System.nanoTime();
        if (now - nextConflict < 0) {
            long left = (long) (pause * 1e9);
            while (left > 0) {
                left = world.changed.awaitNanos(left);
            }
        } else {
            nextConflict = now + (long) (pause * 1e9);
        }
        return new ApiError(409, text);
    }
}
