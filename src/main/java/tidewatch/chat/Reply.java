package tidewatch.chat;

import java.util.Objects;
import tidewatch.message.Doc;

/**
 * An answer.
 *
 * @param ok false when nothing that was asked could be answered: an unknown command, no good argument, no data
 */
public record Reply(Doc doc, boolean ok) {
    public Reply {
        Objects.requireNonNull(doc);
    }

    public static Reply ok(Doc doc) {
        return new Reply(doc, true);
    }

    public static Reply failed(Doc doc) {
        return new Reply(doc, false);
    }
}
