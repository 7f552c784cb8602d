package tidewatch.market;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** What a {@link PriceProvider} is asked for. */
public sealed interface PriceRequest {
    /** At least one, each once. */
    List<Instrument> instruments();

    Kind kind();

    /** The kinds, as an {@link Offer} names them. */
    enum Kind {
        ONE_DAY,
        HISTORY,
        ACTIONS
    }

    /**
     * One session of many instruments at once.
     *
     * @param everything whether the rows of instruments that were not named are wanted too; these come as shares named by their symbol
     */
    record OneDay(LocalDate session, List<Instrument> instruments, boolean everything) implements PriceRequest {
        public OneDay {
            Objects.requireNonNull(session);
            instruments = named(instruments);
        }

        @Override
        public Kind kind() {
            return Kind.ONE_DAY;
        }
    }

    /** Bars, and with them the corporate actions where the source sends both, from {@code from} to {@code to}, both included. */
    record History(List<Instrument> instruments, LocalDate from, LocalDate to) implements PriceRequest {
        public History {
            instruments = named(instruments);
            ordered(from, to);
        }

        @Override
        public Kind kind() {
            return Kind.HISTORY;
        }
    }

    /** Splits and dividends alone, with ex-dates from {@code from} to {@code to}, both included; {@code to} may lie ahead. */
    record Actions(List<Instrument> instruments, LocalDate from, LocalDate to) implements PriceRequest {
        public Actions {
            instruments = named(instruments);
            ordered(from, to);
        }

        @Override
        public Kind kind() {
            return Kind.ACTIONS;
        }
    }

    private static List<Instrument> named(List<Instrument> instruments) {
        if (instruments.isEmpty()) {
            throw new IllegalArgumentException("A request names at least one instrument");
        }
        return List.copyOf(instruments);
    }

    private static void ordered(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("A request from " + from + " to " + to);
        }
    }
}
