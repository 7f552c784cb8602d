package tidewatch.testing;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import tidewatch.chat.ChatId;
import tidewatch.chat.Question;
import tidewatch.chat.QuestionBook;

/** Questions in memory. */
final class MemoryQuestions implements QuestionBook {
    private final MemoryStore store;
    private final MemoryStore.Table<String, Question> open;

    MemoryQuestions(MemoryStore store) {
        this.store = store;
        this.open = store.new Table<>();
    }

    private static String key(ChatId chat, String person, Optional<String> thread) {
        return chat.text() + "\n" + person + "\n" + thread.orElse("");
    }

    @Override
    public void ask(Question question) {
        store.write("ask", () -> open.put(key(question.chat(), question.person(), question.thread()), question));
    }

    @Override
    public Optional<Question> open(ChatId chat, String person, Optional<String> thread, Instant at) {
        return store.read("open question", () -> open.get(key(chat, person, thread)).filter(question -> at.isBefore(question.until())));
    }

    @Override
    public void close(ChatId chat, String person, Optional<String> thread) {
        store.write("close question", () -> open.remove(key(chat, person, thread)));
    }

    @Override
    public int purge(Instant overBefore) {
        return store.transaction("purge questions", () -> remove(question -> question.until().isBefore(overBefore)));
    }

    int forget(ChatId chat) {
        return remove(question -> question.chat().equals(chat));
    }

    void forget(String person) {
        remove(question -> question.person().equals(person));
    }

    void rekey(ChatId from, ChatId to) {
        for (var question : open.all().stream().filter(one -> one.chat().equals(from)).toList()) {
            open.remove(key(from, question.person(), question.thread()));
            var key = key(to, question.person(), question.thread());
            if (open.get(key).isEmpty()) {
                open.put(key, new Question(to, question.person(), question.thread(), question.commandLine(), question.until()));
            }
        }
    }

    private int remove(Predicate<Question> which) {
        var gone = open.all().stream().filter(which).toList();
        gone.forEach(question -> open.remove(key(question.chat(), question.person(), question.thread())));
        return gone.size();
    }
}
