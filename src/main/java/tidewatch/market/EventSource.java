package tidewatch.market;

/**
 * Who said when something is, in order of rank: where two differ about the same thing, the one named first is believed and the other is
 * shown beside it.
 */
public enum EventSource {
    /** A file of the user's own. */
    OWN_FILE("own-file", "your file", 0),
    /** What a company filed. It confirms and never predicts. */
    EDGAR("edgar", "EDGAR", 1),
    FINNHUB("finnhub", "Finnhub", 2),
    ALPHA_VANTAGE("alpha-vantage", "Alpha Vantage", 3),
    FRED("fred", "FRED", 4),
    /** {@code config/events.csv}, and the events of the sample market. */
    SHIPPED("shipped", "our list", 5),
    /** Rules of the exchange. */
    RULE("rule", "rule", 6);

    private final String id;
    private final String title;
    private final int rank;

    EventSource(String id, String title, int rank) {
        this.id = id;
        this.title = title;
        this.rank = rank;
    }

    /** Stable: stored, and the provider of an {@link Account}. */
    public String id() {
        return id;
    }

    /** As people read it, in the middle of a sentence. */
    public String title() {
        return title;
    }

    /** The lower, the sooner it is believed. */
    int rank() {
        return rank;
    }
}
