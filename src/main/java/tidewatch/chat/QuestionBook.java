package tidewatch.chat;

import java.time.Instant;
import java.util.Optional;

/**
 * What people are being asked: one question at a time of a person in a chat and thread. Each method is one transaction; called inside of
 * {@link InboundLog#handle} it is part of that one, so that a question is open exactly when the message that asks it was written.
 */
public interface QuestionBook {
    /** Opens a question; the one that was open there before is none any more. */
    void ask(Question question);

    /** The question that words of this moment answer; absent when none is open. */
    Optional<Question> open(ChatId chat, String person, Optional<String> thread, Instant at);

    /** Nothing is asked there any more. */
    void close(ChatId chat, String person, Optional<String> thread);

    /** Forgets questions that were over before this instant; returns how many. */
    int purge(Instant overBefore);
}
