package tidewatch.chat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * A command as it was asked.
 *
 * @param verb name of the command, never an alias
 * @param arguments words behind the verb; quoted words and {@code [[links]]} are one argument
 * @param rest everything behind the verb as typed, cleaned
 * @param at the moment for which it is answered
 * @param zone in which the chat tells its times
 * @param asker who asks, and where
 */
public record Request(String verb, List<String> arguments, String rest, Instant at, ZoneId zone, Asker asker) {
    public Request {
        Objects.requireNonNull(verb);
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(rest);
        Objects.requireNonNull(at);
        Objects.requireNonNull(zone);
        Objects.requireNonNull(asker);
    }

    /** The notes of which the answer may be made. */
    public NoteScope scope() {
        return asker.rights().scope();
    }
}
