package tidewatch.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the clock did: when each tick last worked, and when the service was down. Each method is one transaction. */
public interface Ticks {
    /** A tick worked. */
    void succeeded(String name, String node, Instant at);

    /** The last success of each tick that ever had one. */
    Map<String, Instant> lastSuccess();

    /** The service is alive; a gap since the last beat of any node of more than three minutes is stored as an outage. */
    void beat(Instant at);

    /** Outages that ended after this instant, the oldest first. */
    List<Outage> outages(Instant since);

    /** A word that survives restarts, such as the version of the time-zone rules; empty when it was never set. */
    String remembered(String key);

    void remember(String key, String value);
}
