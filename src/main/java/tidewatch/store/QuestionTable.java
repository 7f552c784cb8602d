package tidewatch.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tidewatch.chat.ChatId;
import tidewatch.chat.Question;
import tidewatch.chat.QuestionBook;

/** What people are being asked, in table {@code question}. */
public final class QuestionTable implements QuestionBook {
    private final Database database;

    public QuestionTable(Database database) {
        this.database = database;
    }

    @Override
    public void ask(Question question) {
        database.run(handle -> handle.createUpdate(
                        """
                        INSERT INTO question (chat_id, person, thread_id, command, until)
                        VALUES (:chat, :person, :thread, :command, :until)
                        ON CONFLICT (chat_id, person, thread_id) DO UPDATE SET command = excluded.command, until = excluded.until
                        """)
                .bind("chat", question.chat())
                .bind("person", question.person())
                .bind("thread", question.thread().orElse(""))
                .bind("command", question.commandLine())
                .bind("until", question.until())
                .execute());
    }

    @Override
    public Optional<Question> open(ChatId chat, String person, Optional<String> thread, Instant at) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT command, until FROM question
                        WHERE chat_id = :chat AND person = :person AND thread_id = :thread AND until > :at
                        """)
                .bind("chat", chat)
                .bind("person", person)
                .bind("thread", thread.orElse(""))
                .bind("at", at)
                .map((columns, _) -> {
                    var row = new Row(columns);
                    return new Question(chat, person, thread, row.text("command"), row.instant("until"));
                })
                .findOne());
    }

    @Override
    public void close(ChatId chat, String person, Optional<String> thread) {
        database.run(handle -> handle.createUpdate("DELETE FROM question WHERE chat_id = :chat AND person = :person AND thread_id = :thread")
                .bind("chat", chat)
                .bind("person", person)
                .bind("thread", thread.orElse(""))
                .execute());
    }

    /** Whoever may ask nothing any more is asked nothing. */
    static void forget(Handle handle, String person) {
        handle.createUpdate("DELETE FROM question WHERE person = :person").bind("person", person).execute();
    }

    @Override
    public int purge(Instant overBefore) {
        return database.write(handle -> handle.createUpdate("DELETE FROM question WHERE until < :before")
                .bind("before", overBefore)
                .execute());
    }
}
