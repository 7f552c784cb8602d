package tidewatch.rotation;

import java.util.Map;
import java.util.Objects;
import tidewatch.market.Basket;
import tidewatch.market.Reading;

/**
 * One line of the table: an instrument, a basket, or a pair.
 *
 * <p>Of a pair, the R measures are the long leg's own returns, the REL measures the long leg's against the short leg's, and all others
 * (streak, z, 52 weeks, SMA) speak of the ratio long / short. Its basket and its against name the proxies in use.
 *
 * @param id symbol, basket id or pair id; unique in the table
 * @param basket what it is measured on; the long leg of a pair
 * @param against what it is measured relative to: the benchmark, or the short leg of a pair
 * @param state only OK rows enter ranks, lists and breadth
 * @param stateNote why the row is not OK, in words; empty when it is
 * @param figures a reading for every measure
 */
public record RotationRow(
        String id, String name, Kind kind, Basket basket, Basket against, State state, String stateNote, Figures figures) {
    /** What the row stands for. */
    public enum Kind {
        BENCHMARK,
        SECTOR,
        THEME,
        STYLE,
        PAIR,
        CROSS_ASSET,
        BASKET,
        STOCK,
        INDEX,
        /** A fund of no group. */
        FUND,
        /** VIX and its like: in no rank, no mover, no breadth. */
        VOLATILITY
    }

    /** Whether its figures may be ranked. */
    public enum State {
        OK,
        /** Its newest bar is older than the as-of session. */
        STALE,
        /** No prices, or fewer than 64 sessions since the first. */
        SHORT,
        /** It did not vary, or not from what it is measured against: an sd of at most 1e-9. */
        FLAT,
        /** Its bar of the as-of session is held back. */
        QUARANTINED,
        /** The benchmark has no close for the as-of session; so for every row of the table. */
        NO_BENCHMARK
    }

    public RotationRow {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(state);
        Objects.requireNonNull(stateNote);
        Objects.requireNonNull(figures);
    }

    /** Refuses readings that lack a measure. */
    public RotationRow(
            String id,
            String name,
            Kind kind,
            Basket basket,
            Basket against,
            State state,
            String stateNote,
            Map<Measure, Reading> readings) {
        this(id, name, kind, basket, against, state, stateNote, Figures.of(readings));
    }

    public Reading get(Measure measure) {
        return figures.get(measure);
    }

    public boolean ok() {
        return state == State.OK;
    }
}
