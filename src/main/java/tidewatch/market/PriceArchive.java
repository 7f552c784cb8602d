package tidewatch.market;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidewatch.problem.Found;

/**
 * The prices that were fetched, checked and kept. Each method is one transaction. {@link #history} answers accepted bars with flags and
 * origins, actions, and each open suspect as a {@link PriceSeries.HeldBack} row; a part of a series that cannot be read (its checksum is
 * wrong) is a problem, is set aside, and counts as missing, so that it is fetched again.
 */
public interface PriceArchive extends PriceHistory {
    /** What is held, by symbol; of symbols too of which only something was asked or said. */
    Map<String, Holding> holdings();

    /** Writes an entry: bars that are the same as held are not written again. */
    void enter(ArchiveEntry entry);

    /** The suspects in any of these states, by symbol and session. */
    List<Suspect> suspects(Set<Suspect.State> states);

    /** Explained sessions from this one on, by symbol and session. */
    List<Gap> gaps(LocalDate from);

    /** Corporate actions by symbol. */
    Map<String, List<CorporateAction>> actions();

    /** Corporate actions of a symbol were asked for up to this day. */
    void actionsAsked(Set<String> symbols, LocalDate through);

    /** The history of these symbols was asked for from this day on: what is not held before their first bar is not there. */
    void historyAsked(Set<String> symbols, LocalDate from);

    /** Marks a series as out of date with its source, with the reason, or (empty) as up to date. Its bars stay. */
    void stale(String symbol, Optional<String> why);

    /** What changed from this moment on, newest first. */
    List<PriceChange> changes(Instant since, int most);

    /** Changes whenever {@link #history} may answer something else. */
    long revision();

    /**
     * What is held of an instrument.
     *
     * @param home provider whose series it is; empty while no bar was ever entered, and then the basis says nothing
     * @param first first accepted session; {@code last} the newest; both absent where it has no bar yet
     * @param bars accepted ones
     * @param askedFrom day from which its history was asked for
     * @param actionsThrough day up to which actions were asked for
     * @param stale why its bars do not go with its source's any more
     */
    record Holding(
            String symbol,
            String home,
            Basis basis,
            Optional<LocalDate> first,
            Optional<LocalDate> last,
            int bars,
            Optional<LocalDate> askedFrom,
            Optional<LocalDate> actionsThrough,
            Optional<String> stale) {}

    @Override
    Found<List<PriceSeries>> history(Set<String> wanted, LocalDate from, LocalDate to);

    @Override
    default boolean checked() {
        return true;
    }
}
