package tidewatch.message;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A piece of a line. Sealed: a new kind stops the build in every renderer. */
public sealed interface Inline {
    /** Plain words; control, bidi and zero-width characters are removed at the door, text is NFC. */
    record Text(String text) implements Inline {
        public Text {
            text = Clean.text(text);
            if (text.isEmpty()) {
                throw new IllegalArgumentException("Text without a character");
            }
        }
    }

    /** Words that weigh more. */
    record Strong(List<Inline> text) implements Inline {
        public Strong {
            text = List.copyOf(text);
        }
    }

    /** Words in another tone. */
    record Em(List<Inline> text) implements Inline {
        public Em {
            text = List.copyOf(text);
        }
    }

    /** A command line or an id, to be typed as it stands. */
    record Code(String text) implements Inline {
        public Code {
            text = Clean.line(text);
            if (text.isBlank()) {
                throw new IllegalArgumentException("Code without a character");
            }
        }
    }

    /** A web link; only http and https. */
    record Link(URI target, String label) implements Inline {
        public Link {
            label = Clean.line(label);
            var scheme = target.getScheme();
            if (scheme == null || !(scheme.equals("https") || scheme.equals("http"))) {
                throw new IllegalArgumentException("A link is http or https, not " + scheme);
            }
            if (label.isBlank()) {
                throw new IllegalArgumentException("A link needs a label");
            }
        }
    }

    /** The symbol of an instrument, such as {@code XLU} or {@code BRK.B}. */
    record Ticker(String symbol) implements Inline {
        public Ticker {
            symbol = Clean.line(symbol);
            if (symbol.isBlank()) {
                throw new IllegalArgumentException("Ticker without a symbol");
            }
        }
    }

    /** A moment, told in the zone of the message's {@link Meta}. */
    record When(Instant instant, Style style) implements Inline {
        /** How much of the moment is told. */
        public enum Style {
            DATE,
            TIME,
            DATE_TIME
        }

        public When {
            Objects.requireNonNull(instant);
            Objects.requireNonNull(style);
        }
    }

    /** A note of the vault, by its id (vault-relative path) and the words shown. */
    record NoteRef(String noteId, String label) implements Inline {
        public NoteRef {
            noteId = Clean.line(noteId);
            label = Clean.line(label);
            if (label.isBlank()) {
                throw new IllegalArgumentException("A note needs a label");
            }
        }
    }

    /** A person of the platform, by the platform's own id; never made from the words of a note. */
    record PersonRef(String personId, String label) implements Inline {
        public PersonRef {
            personId = Clean.line(personId);
            label = Clean.line(label);
            if (label.isBlank()) {
                throw new IllegalArgumentException("A person needs a label");
            }
        }
    }

    /** A new line inside a paragraph or cell. */
    record LineBreak() implements Inline {}

    /**
     * A figure with its unit; {@link Numbers} writes it, so every renderer shows the same characters.
     *
     * @param digits decimals shown, 0 to 6
     * @param signed true for a change: the sign is always written, and what rounds to zero has none
     * @param why number of this figure for {@code /why}; absent for counts and dates
     */
    record Num(BigDecimal value, Unit unit, int digits, boolean signed, Optional<String> why) implements Inline {
        /** What a figure is measured in. */
        public enum Unit {
            /** Percent, written with the sign after a no-break space. */
            PCT,
            /** Percentage points, or a relative move. */
            PP,
            PRICE,
            /** Money without a code; the sentence names the currency. */
            MONEY,
            COUNT,
            RATIO,
            Z,
            DAYS,
            /** A percentage in a table whose header names the unit: digits only. */
            BARE
        }

        public Num {
            Objects.requireNonNull(value);
            Objects.requireNonNull(unit);
            Objects.requireNonNull(why);
            if (digits < 0 || digits > 6) {
                throw new IllegalArgumentException("Decimals " + digits + " are not 0 to 6");
            }
        }
    }

    static Text text(String text) {
        return new Text(text);
    }

    static Strong strong(String text) {
        return new Strong(List.of(new Text(text)));
    }
}
