package tidewatch.market;

import java.util.List;

/**
 * How a source of events is asked, as data.
 *
 * @param daysAhead how far ahead it knows, in days of the calendar; 0 for a source that confirms
 * @param daysAQuestion so many of these days are asked for at a time
 * @param companiesToo whether companies that its days did not name are then asked for one by one
 * @param confirms it knows only what has happened: it is asked for a company once the day of its results has come
 * @param limits all that hold at once
 */
public record EventOffer(int daysAhead, int daysAQuestion, boolean companiesToo, boolean confirms, List<LimitRule> limits) {
    public EventOffer {
        limits = List.copyOf(limits);
        if (daysAhead < 0 || confirms != (daysAhead == 0) || (!confirms && daysAQuestion < 1)) {
            throw new IllegalArgumentException("An offer of " + daysAhead + " days, " + daysAQuestion + " at a time");
        }
    }

    /** Everything in one question a day. */
    public static EventOffer daily(int daysAhead, List<LimitRule> limits) {
        return new EventOffer(daysAhead, daysAhead, false, false, limits);
    }
}
