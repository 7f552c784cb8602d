package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tidewatch.chat.ChatId;
import tidewatch.chat.Conversation;
import tidewatch.chat.Incoming;
import tidewatch.chat.Line;
import tidewatch.chat.Question;
import tidewatch.chat.QuestionBook;
import tidewatch.chat.Reply;
import tidewatch.message.Action;

/**
 * What people are being asked (platforms design, 2.5): a command without its argument offers what there is, and the next words of the same
 * person in the same chat and thread, within five minutes, are the argument. A command or a press instead ends the question.
 */
final class Questions {
    private static final Duration OPEN_FOR = Duration.ofMinutes(5);
    private static final String CANCEL = "/cancel";
    /** Typed without a slash they end a question and answer none. */
    private static final Set<String> NEVER_MIND = Set.of("cancel", "never mind", "nevermind");

    private final QuestionBook book;
    private final Conversation conversation;

    Questions(QuestionBook book, Conversation conversation) {
        this.book = Objects.requireNonNull(book);
        this.conversation = Objects.requireNonNull(conversation);
    }

    /** What the person who said or pressed this was being asked at that moment. */
    Optional<Question> open(Incoming.Envelope envelope) {
        return book.open(envelope.chat(), envelope.person(), envelope.thread(), envelope.sentAt());
    }

    /** Typed words, put behind the command that asked for them. */
    Asked read(Incoming.Said said, Optional<Question> open) {
        boolean answers = said.envelope().origin() == Incoming.Origin.DIRECT && Line.of(said.text()).sentence();
        return open.filter(_ -> answers)
                .map(question -> new Asked(said.envelope(), commandLine(question, said.text().strip()), Optional.empty(), said.handle()))
                .orElseGet(() -> Asked.typed(said));
    }

    private static String commandLine(Question question, String text) {
        return NEVER_MIND.contains(text.toLowerCase(Locale.ROOT)) ? CANCEL : question.commandLine() + " " + text;
    }

    /** Inside of the transaction of an answer: what was asked is asked no more, and what the answer asks is. */
    void settle(Optional<Question> open, Reply reply, ChatId chat, String person, Optional<String> thread, Instant now) {
        open.ifPresent(question -> book.close(question.chat(), question.person(), question.thread()));
        reply.asks().ifPresent(line -> book.ask(new Question(chat, person, thread, line, now.plus(OPEN_FOR))));
    }

    /** An answer that asks has a button for who wants nothing of what it offers. */
    Reply withCancel(Reply reply, boolean pressable) {
        if (reply.asks().isEmpty() || !pressable || conversation.command(CANCEL).isEmpty()) {
            return reply;
        }
        var actions = new ArrayList<>(reply.doc().actions());
        actions.add(Action.Run.read("Cancel", CANCEL));
        return reply.with(reply.doc().withActions(actions));
    }

    /** Whether a button takes a question back; what it says then stands where the question stood. */
    static boolean cancels(Action.Run run) {
        return run.commandLine().equals(CANCEL);
    }
}
