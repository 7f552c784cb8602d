package tidewatch.market;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/**
 * An accepted close that was replaced by another: the trail of what a second look or a refetch changed.
 *
 * @param before the close that stood
 * @param after the close that stands
 * @param why such as {@code second look} or {@code refetch after the split of 2026-02-17}
 */
public record PriceChange(String symbol, LocalDate session, double before, double after, String provider, String why, Instant at) {
    public PriceChange {
        Objects.requireNonNull(session);
        Objects.requireNonNull(at);
        if (symbol.isBlank() || provider.isBlank() || why.isBlank()) {
            throw new IllegalArgumentException("A change of price needs symbol, provider and reason: " + symbol + " " + session);
        }
    }
}
