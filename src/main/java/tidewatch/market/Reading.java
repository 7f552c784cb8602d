package tidewatch.market;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/** A computed figure, or why there is none. NaN stays inside the packages that compute; what leaves them is a Reading. */
public sealed interface Reading {
    /** The figure, finite. */
    record Value(double value) implements Reading {
        public Value {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("Not a figure: " + value);
            }
        }
    }

    /** Why there is no figure, as words that fit behind "no figure: ", such as "no bar for 2026-01-08". */
    record Absent(String why) implements Reading {
        public Absent {
            Objects.requireNonNull(why);
            if (why.isBlank()) {
                throw new IllegalArgumentException("An absence needs its reason");
            }
        }
    }

    static Reading of(double x) {
        return new Value(x);
    }

    static Reading absent(String why) {
        return new Absent(why);
    }

    /** {@code x} when it is finite, else an absence with this reason. */
    static Reading orAbsent(double x, String why) {
        return Double.isFinite(x) ? new Value(x) : new Absent(why);
    }

    default boolean present() {
        return this instanceof Value;
    }

    default OptionalDouble asDouble() {
        return this instanceof Value(double x) ? OptionalDouble.of(x) : OptionalDouble.empty();
    }

    default Reading map(DoubleUnaryOperator change) {
        return switch (this) {
            case Value(double x) -> orAbsent(change.applyAsDouble(x), "not a finite figure");
            case Absent absent -> absent;
        };
    }
}
