package tidewatch.market;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The frozen prices of one moment: instruments x sessions up to the as-of session. A gap is NaN, is never filled forward and never leaves
 * {@code rotation} and {@code evidence} as NaN. The axis is the exchange's sessions, oldest first, not the union of rows. Immutable, any
 * thread.
 */
public interface PricePanel {
    /** Sessions on the axis. Indices run from 0 (oldest) to {@code size() - 1} (the as-of session). */
    int size();

    LocalDate session(int t);

    /** The index of this session; -1 when the date is no session of the axis. */
    int indexOf(LocalDate session);

    /** The index of the last session at or before this date; -1 when all are later. */
    int indexAtOrBefore(LocalDate date);

    /** The newest session, the one whose closes are "the close". */
    default LocalDate asOf() {
        return session(size() - 1);
    }

    /** All series, by symbol. */
    List<Series> series();

    Optional<Series> find(String symbol);

    TradingCalendar calendar();

    /** One instrument's row. Every method takes an index of the axis; NaN means no accepted bar. */
    interface Series {
        Instrument instrument();

        Origin origin();

        Basis basis();

        /** False for {@link Basis#TOTAL}: then the level methods answer the adjusted prices, and whoever uses them says so. */
        boolean hasLevel();

        /** Index of the first session with a close; {@code size()} when there is none. */
        int first();

        /** Index of the last session with a close; -1 when there is none. */
        int last();

        /** Split- and dividend-adjusted close as of the as-of session: for returns. */
        double close(int t);

        /** Split-adjusted only: what a screen showed. */
        double levelOpen(int t);

        double levelHigh(int t);

        double levelLow(int t);

        double levelClose(int t);

        double volume(int t);

        /** Cash dividend with this ex-date per share in the as-of share basis; 0 for none. */
        double dividend(int t);

        /** Why the bar of this session is held back; empty when it is not. */
        Optional<String> heldBack(int t);
    }
}
