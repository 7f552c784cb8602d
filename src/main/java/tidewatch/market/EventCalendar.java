package tidewatch.market;

import java.time.Instant;
import tidewatch.problem.Found;

/**
 * A source of dated events over the network. Never throws for what a source does. One question may be several calls (pages); each is reserved
 * in the {@link CallBook} before it goes out. Nothing is tried a second time here: when to ask again is for {@link EventRefresh}.
 */
public interface EventCalendar {
    EventSource source();

    /** How it is asked. Constant. */
    EventOffer offer();

    /** Whose limits its calls count against; its provider is the id of the {@link #source}. */
    Account account();

    /**
     * Asks.
     *
     * @param question of the form that the offer names; a source of everything may answer more days than were asked for
     * @param now counts against limits
     * @return events whose {@link MarketEvent#source} is the title of the source; the problems are notices about rows that were left out
     */
    Found<EventBatch> events(EventQuestion question, Instant now);
}
