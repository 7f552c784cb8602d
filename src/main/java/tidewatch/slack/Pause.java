package tidewatch.slack;

import java.time.Duration;

/** Waits on the calling thread. */
@FunctionalInterface
public interface Pause {
    void of(Duration length) throws InterruptedException;
}
