package tidewatch.provider;

import java.io.IOException;
import tidewatch.market.Trouble;

/**
 * A body that is JSON and not what was asked for. Thrown out of a {@link VendorReading} and caught by {@link VendorCalls}; its message is
 * ours, fits behind "answers with something else: ", and holds nothing that came.
 */
final class Unfit extends IOException {
    private static final long serialVersionUID = 1;

    private final Trouble.Kind kind;
    private final boolean said;

    private Unfit(Trouble.Kind kind, String words, boolean said) {
        super(words);
        this.kind = kind;
        this.said = said;
    }

    /** Not in the documented form: {@code there is no "bars"}. */
    static Unfit garbled(String words) {
        return new Unfit(Trouble.Kind.GARBLED, words, false);
    }

    /** About something else: {@code prices are adjusted}. */
    static Unfit mismatch(String words) {
        return new Unfit(Trouble.Kind.MISMATCH, words, false);
    }

    /** The source says in a good answer's place why there is none; what it says is theirs and is cleaned before it is shown. */
    static Unfit said(String words) {
        return new Unfit(Trouble.Kind.GARBLED, words, true);
    }

    Trouble.Kind kind() {
        return kind;
    }

    /** Whether the words are the source's own. */
    boolean said() {
        return said;
    }

    String words() {
        return String.valueOf(getMessage());
    }
}
