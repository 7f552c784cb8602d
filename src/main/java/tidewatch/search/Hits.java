package tidewatch.search;

import java.util.List;

/**
 * What was found of a query, best first.
 *
 * @param page the hits that were asked for
 * @param total all of them
 * @param complete false when time ran out: there may be more
 * @param lookedThrough notes whose plain text was looked through as the index does not have them, of which there are {@code notes}
 * @param notes all that may be known
 * @param near queries with a word that is near to a mistyped one and does occur; only where nothing was found
 * @param alone how many notes have each word by itself; only where nothing was found that has all
 */
public record Hits(List<Hit> page, int total, boolean complete, int lookedThrough, int notes, List<String> near, List<Alone> alone) {
    /** A word, as typed, and in how many notes it is. */
    public record Alone(String typed, int notes) {}

    public Hits {
        page = List.copyOf(page);
        near = List.copyOf(near);
        alone = List.copyOf(alone);
    }
}
