package tidewatch.market;

import java.time.LocalDate;
import java.util.Objects;

/** A session of which an instrument has no bar, with the reason: it is not asked for again. */
public record Gap(String symbol, LocalDate session, Why why) {
    /** A closed list; stored by name. */
    public enum Why {
        /** The session is before the first one that the source knows. */
        NOT_LISTED_YET("not listed yet"),
        /** The source has no bar for it and later ones neither. */
        NO_LONGER_LISTED("no longer listed"),
        /** The source's answer for the whole day was good and had no row: nobody traded. */
        NO_TRADE("no trade"),
        /** Asked for until the next session's close, in vain. */
        GIVEN_UP("given up");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public Gap {
        Objects.requireNonNull(session);
        Objects.requireNonNull(why);
        if (symbol.isBlank()) {
            throw new IllegalArgumentException("A gap needs a symbol");
        }
    }
}
