package tidewatch.market;

import java.time.Instant;
import java.util.Objects;

/**
 * Where a price came from; {@code /why} prints it.
 *
 * @param provider such as {@code csv}, {@code sample}, {@code tiingo}
 * @param feed such as {@code us-daily-etf}, {@code sip}, {@code sample}
 * @param fetchedAt when it was retrieved; for a file its time of last change
 */
public record Origin(String provider, String feed, Instant fetchedAt) {
    public Origin {
        Objects.requireNonNull(feed);
        Objects.requireNonNull(fetchedAt);
        if (provider.isBlank()) {
            throw new IllegalArgumentException("A price needs a provider");
        }
    }
}
