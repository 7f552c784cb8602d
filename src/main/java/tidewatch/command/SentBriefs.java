package tidewatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import tidewatch.brief.Brief;
import tidewatch.chat.ChatId;
import tidewatch.chat.NoteScope;
import tidewatch.message.Doc;

/** The briefs of the past as they were: what a chat was sent, and the facts that were frozen. {@code app} joins it from the store. */
public interface SentBriefs {
    /** The copies that reached this chat on a day of its own calendar, each with the words that it had, in the order of sending; those alone that were made of these notes. */
    List<Sent> asSent(ChatId chat, NoteScope scope, LocalDate day);

    /** The facts that were frozen for a day, those alone that were made of these notes, the newest first. */
    List<Brief> frozen(NoteScope scope, LocalDate day);

    /**
     * A copy.
     *
     * @param doc its {@code docId} is the name of the brief
     * @param at when the chat got it
     */
    record Sent(Doc doc, Instant at) {
        public Sent {
            Objects.requireNonNull(doc);
            Objects.requireNonNull(at);
        }
    }
}
