package tidewatch.command;

import tidewatch.brief.Figure;
import tidewatch.brief.FigureBook;
import tidewatch.brief.Wording;
import tidewatch.rotation.BaseRates;

/** Says how long moves of one size have lasted, with its source. */
final class BaseRateWords {
    private BaseRateWords() {}

    /** @param name of the move, in the middle of a sentence */
    static String say(String name, BaseRates.Live live, FigureBook book) {
        if (live instanceof BaseRates.Live.Passed passed) {
            var table = BaseRates.shipped();
            for (int sessions : Wording.BASE_RATE_SESSIONS) {
                book.tabled(
                        "base rate for " + name + ", still running after " + sessions + " sessions",
                        passed.rate().after(sessions) * 100,
                        Figure.Unit.SHARE,
                        "share of " + passed.rate().episodes() + " past moves of " + passed.rate().k() + " monthly sd that still ran " + sessions
                                + " sessions after their confirmation; " + table.source(),
                        table.from(),
                        table.to());
            }
        }
        return Wording.baseRate(name, live);
    }
}
