package tidewatch.market;

/**
 * What a name of the notes is measured on.
 *
 * @param basket one or several instruments
 * @param standIn true when the basket is only near to what the note means: a fund for a theme, a fund for an index without prices; it is
 *     then said each time
 */
public record Vehicle(Basket basket, boolean standIn) {}
