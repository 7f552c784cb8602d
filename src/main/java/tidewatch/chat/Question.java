package tidewatch.chat;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that a person was asked and has not answered.
 *
 * @param person of whom; nobody else's words answer it
 * @param thread of the chat, where it has threads
 * @param commandLine what the answer is put behind: {@code /thesis}
 * @param until when words are an answer; from then on they are read for themselves
 */
public record Question(ChatId chat, String person, Optional<String> thread, String commandLine, Instant until) {
    public Question {
        Objects.requireNonNull(chat);
        Objects.requireNonNull(person);
        Objects.requireNonNull(thread);
        Objects.requireNonNull(commandLine);
        Objects.requireNonNull(until);
        if (!commandLine.startsWith("/")) {
            throw new IllegalArgumentException("An answer goes behind a command, not behind \"" + commandLine + "\"");
        }
    }
}
