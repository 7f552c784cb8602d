package tidewatch.chat;

import java.util.Objects;

/**
 * Who asks, and where.
 *
 * @param person by the platform's number, never by a name: {@code telegram:12345}
 */
public record Asker(ChatId chat, String person) {
    /** The person at the terminal, who started the program and owns it. */
    public static final Asker TERMINAL = new Asker(ChatId.TERMINAL, "terminal:owner");

    public Asker {
        Objects.requireNonNull(chat);
        Objects.requireNonNull(person);
    }
}
