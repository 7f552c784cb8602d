package tidewatch.market;

/**
 * Who said when something is. In order of rank: where two differ about the same thing, the one named first is believed and the other is
 * shown beside it. A source of its own standing has no better word than a file of the user's own.
 */
public enum EventSource {
    /** A file of the user's own. */
    OWN_FILE("own-file", "your file"),
    /** What a company filed. It confirms and never predicts. */
    EDGAR("edgar", "EDGAR"),
    FINNHUB("finnhub", "Finnhub"),
    ALPHA_VANTAGE("alpha-vantage", "Alpha Vantage"),
    FRED("fred", "FRED"),
    /** {@code config/events.csv}, and the events of the sample market. */
    SHIPPED("shipped", "our list"),
    /** Rules of the exchange. */
    RULE("rule", "rule");

    private final String id;
    private final String title;

    EventSource(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** Stable: stored, and the provider of an {@link Account}. */
    public String id() {
        return id;
    }

    /** As people read it, in the middle of a sentence. */
    public String title() {
        return title;
    }
}
