package tidewatch.market;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A bar that is kept and not used, with the reason and what became of it. Nothing is deleted or mended.
 *
 * @param symbol canonical
 * @param open NaN where the source gave none; so for high, low and volume
 * @param close as the source gave it, whatever that is
 * @param rule by which it was held back, as {@link BarCheck} names it
 * @param sentence fits behind "held back: ", such as "close 41.07 is below the low 82.11"
 * @param decided by whom and when; present unless it is open
 */
public record Suspect(
        String symbol,
        LocalDate session,
        double open,
        double high,
        double low,
        double close,
        double volume,
        Origin origin,
        String rule,
        String sentence,
        State state,
        Optional<Decision> decided) {
    /** What became of it. */
    public enum State {
        /** Out of the panel until something settles it. */
        OPEN,
        /** It is a bar like others: a second source or an owner agrees, or an action explains it. */
        ACCEPTED,
        /** The source, or a second one, gave another bar in its place. */
        REPLACED,
        /** An owner says that it is wrong. */
        REFUSED,
        /** The price stayed there for no known reason: the bar is used, and no return spans the jump. */
        BREAK
    }

    /**
     * Who settled it.
     *
     * @param by such as {@code tiingo}, {@code three closes}, {@code split of 2026-02-17} or a person's name in the chat
     */
    public record Decision(String by, Instant at) {
        public Decision {
            Objects.requireNonNull(at);
            if (by.isBlank()) {
                throw new IllegalArgumentException("A decision needs somebody who made it");
            }
        }
    }

    public Suspect {
        Objects.requireNonNull(session);
        Objects.requireNonNull(origin);
        Objects.requireNonNull(state);
        if (symbol.isBlank() || rule.isBlank() || sentence.isBlank()) {
            throw new IllegalArgumentException("A suspect needs symbol, rule and sentence: " + symbol + " " + session);
        }
        if ((state == State.OPEN) != decided.isEmpty()) {
            throw new IllegalArgumentException("Suspect " + symbol + " " + session + " is " + state + " and decided by " + decided);
        }
    }

    public Suspect settled(State to, Decision decision) {
        return new Suspect(symbol, session, open, high, low, close, volume, origin, rule, sentence, to, Optional.of(decision));
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }
}
