package tidewatch.market;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one answer of a source puts into the archive, all or nothing.
 *
 * @param fetched the answer it came with
 * @param series accepted bars, with their flags
 * @param actions to be added, by symbol; one of a kind and ex-date that is held replaces it
 * @param suspects new ones, and known ones in a new state; one of a symbol and session replaces the one before
 * @param gaps explained sessions
 * @param changes of accepted closes
 */
public record ArchiveEntry(
        Fetched fetched,
        List<SeriesEntry> series,
        Map<String, List<CorporateAction>> actions,
        List<Suspect> suspects,
        List<Gap> gaps,
        List<PriceChange> changes) {
    /**
     * An answer of a source.
     *
     * @param request in a few words: {@code one day 2026-01-08}, {@code history of 100 from 2021-01-04}
     * @param outcome in a few words: {@code 498 series, 2 unknown symbols}
     * @param rows bars that it had
     */
    public record Fetched(Origin origin, String request, int rows, String outcome) {
        public Fetched {
            Objects.requireNonNull(origin);
            Objects.requireNonNull(request);
            Objects.requireNonNull(outcome);
        }
    }

    /**
     * Bars of one instrument.
     *
     * @param bars with flags and origins; where the archive holds a bar of the same session this one replaces it
     * @param home whose series it is from now on
     * @param whole whether these are all: what is held beside them goes (after a split that the source applies itself, or a move to
     *     another source)
     */
    public record SeriesEntry(PriceSeries bars, String home, boolean whole) {
        public SeriesEntry {
            Objects.requireNonNull(bars);
            if (home.isBlank()) {
                throw new IllegalArgumentException(bars.instrument().symbol() + " needs a home");
            }
        }
    }

    public ArchiveEntry {
        Objects.requireNonNull(fetched);
        series = List.copyOf(series);
        actions = Map.copyOf(actions);
        suspects = List.copyOf(suspects);
        gaps = List.copyOf(gaps);
        changes = List.copyOf(changes);
    }
}
