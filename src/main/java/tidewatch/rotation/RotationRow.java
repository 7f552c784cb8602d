package tidewatch.rotation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import tidewatch.market.Basket;
import tidewatch.market.Reading;

/**
 * One line of the table: an instrument, a basket, or a pair.
 *
 * @param id symbol, basket id or pair id; unique in the table
 * @param basket what it is measured on; the long leg of a pair
 * @param against what it is measured relative to: the benchmark, or the short leg of a pair
 * @param state only OK rows enter ranks, lists and breadth
 * @param stateNote why the row is not OK, in words; empty when it is
 * @param cells a reading for every measure
 */
public record RotationRow(
        String id, String name, Kind kind, Basket basket, Basket against, State state, String stateNote, Map<Measure, Reading> cells) {
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
        INDEX
    }

    /** Whether its figures may be ranked. */
    public enum State {
        OK,
        /** Its newest bar is older than the as-of session. */
        STALE,
        SHORT,
        FLAT,
        QUARANTINED,
        NO_BENCHMARK
    }

    public RotationRow {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(state);
        Objects.requireNonNull(stateNote);
        var copy = new EnumMap<Measure, Reading>(Measure.class);
        copy.putAll(cells);
        for (var measure : Measure.values()) {
            if (!copy.containsKey(measure)) {
                throw new IllegalArgumentException("Row " + id + " lacks " + measure);
            }
        }
        cells = Collections.unmodifiableMap(copy);
    }

    public Reading get(Measure measure) {
        return Objects.requireNonNull(cells.get(measure));
    }

    public boolean ok() {
        return state == State.OK;
    }
}
