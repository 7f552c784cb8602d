package tidewatch.chat;

import java.util.Objects;
import java.util.Optional;

/**
 * Who asks, where, and what they may.
 *
 * @param person by the platform's number, never by a name: {@code telegram:12345}
 * @param thread of the chat, where it has threads
 * @param rights as the {@link Gate} gave them for this one question
 */
public record Asker(ChatId chat, String person, Optional<String> thread, Rights rights) {
    /** The person at the terminal, who started the program and owns it. */
    public static final Asker TERMINAL = new Asker(ChatId.TERMINAL, "terminal:owner", Optional.empty(), Rights.OWNER);

    /** Somebody of whom nothing is known: may see no note. */
    public Asker(ChatId chat, String person) {
        this(chat, person, Optional.empty(), Rights.NONE);
    }

    public Asker {
        Objects.requireNonNull(chat);
        Objects.requireNonNull(person);
        Objects.requireNonNull(thread);
        Objects.requireNonNull(rights);
    }
}
