package tidewatch.chat;

import java.util.Objects;
import java.util.Optional;
import tidewatch.message.Doc;

/**
 * An answer.
 *
 * @param ok false when nothing that was asked could be answered: an unknown command, no good argument, no data
 * @param asks the command line behind which the next words of the person belong, where it asks for its missing argument
 */
public record Reply(Doc doc, boolean ok, Optional<String> asks) {
    public Reply {
        Objects.requireNonNull(doc);
        Objects.requireNonNull(asks);
    }

    public static Reply ok(Doc doc) {
        return new Reply(doc, true, Optional.empty());
    }

    public static Reply failed(Doc doc) {
        return new Reply(doc, false, Optional.empty());
    }

    /** The same with other words and buttons. */
    public Reply with(Doc other) {
        return new Reply(other, ok, asks);
    }

    /** The same, which the next words of the person answer. */
    public Reply asking(String commandLine) {
        return new Reply(doc, ok, Optional.of(commandLine));
    }
}
