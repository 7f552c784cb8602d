package tidewatch.market;

import java.time.Instant;
import tidewatch.problem.Found;

/**
 * A source of prices that {@link PriceRefresh} asks. Never throws for what a source does: each instrument that was asked for has a series
 * or a {@link Trouble} in the answer. One call of {@link #fetch} may be several calls to the source (pages); each is reserved in the
 * {@link CallBook} before it goes out. Nothing is tried a second time here: when to ask again is for whoever asks.
 */
public interface PriceProvider {
    /** Stable id, such as {@code csv}, {@code sample}, {@code alpaca}. */
    String id();

    /** What may be asked and what it costs. Constant. */
    Offer offer();

    /**
     * Whose limits its calls count against.
     *
     * <p>A source without limits answers {@link Account#of(String)}.
     */
    Account account();

    /**
     * Asks.
     *
     * @param request of a kind that the offer has, with instruments that the offer takes in one call or more
     * @param now counts against limits, and is the bars' time of retrieval; rows of sessions that have not closed by then are refused
     * @return a batch with an answer for each instrument; the problems are notices about rows that were left out
     */
    Found<PriceBatch> fetch(PriceRequest request, Instant now);
}
