package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.chat.AccessBook;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.chat.PairingCode;
import tidewatch.chat.Question;
import tidewatch.chat.QuestionBook;
import tidewatch.chat.Role;

/** What {@link QuestionBook} promises. Every store passes this. */
public abstract class QuestionBookContract extends StoreContract {
    private static final ChatId CHAT = new ChatId("telegram", "-42");
    private static final ChatId OTHER = new ChatId("telegram", "-43");
    private static final String ANNA = "telegram:77";
    private static final String BEN = "telegram:78";
    private static final Optional<String> NO_THREAD = Optional.empty();
    private static final Instant UNTIL = NOON.plus(Duration.ofMinutes(5));

    private QuestionBook book() {
        return store.questions();
    }

    private static Question question(ChatId chat, String person, Optional<String> thread, String commandLine) {
        return new Question(chat, person, thread, commandLine, UNTIL);
    }

    private Optional<String> asked(ChatId chat, String person, Optional<String> thread) {
        return book().open(chat, person, thread, NOON).map(Question::commandLine);
    }

    @Test
    void a_question_is_that_of_one_person_in_one_chat_and_thread() {
        book().ask(question(CHAT, ANNA, NO_THREAD, "/thesis"));
        book().ask(question(CHAT, ANNA, Optional.of("7"), "/note"));
        book().ask(question(OTHER, BEN, NO_THREAD, "/watch \"ünï\""));

        assertThat(book().open(CHAT, ANNA, NO_THREAD, NOON)).contains(question(CHAT, ANNA, NO_THREAD, "/thesis"));
        assertThat(book().open(CHAT, ANNA, Optional.of("7"), NOON)).contains(question(CHAT, ANNA, Optional.of("7"), "/note"));
        assertThat(asked(OTHER, BEN, NO_THREAD)).contains("/watch \"ünï\"");
        assertThat(asked(CHAT, BEN, NO_THREAD)).isEmpty();
        assertThat(asked(OTHER, ANNA, NO_THREAD)).isEmpty();
        assertThat(asked(CHAT, ANNA, Optional.of("8"))).isEmpty();
    }

    @Test
    void the_last_one_counts_until_it_is_closed() {
        book().ask(question(CHAT, ANNA, NO_THREAD, "/thesis"));
        book().ask(question(CHAT, ANNA, NO_THREAD, "/note"));
        assertThat(asked(CHAT, ANNA, NO_THREAD)).contains("/note");

        book().close(CHAT, ANNA, Optional.of("7"));
        book().close(CHAT, BEN, NO_THREAD);
        assertThat(asked(CHAT, ANNA, NO_THREAD)).as("others were closed").contains("/note");
        book().close(CHAT, ANNA, NO_THREAD);
        assertThat(asked(CHAT, ANNA, NO_THREAD)).isEmpty();
    }

    @Test
    void it_is_over_at_its_end_and_forgotten_later() {
        book().ask(question(CHAT, ANNA, NO_THREAD, "/thesis"));

        assertThat(book().open(CHAT, ANNA, NO_THREAD, UNTIL.minusMillis(1))).isPresent();
        assertThat(book().open(CHAT, ANNA, NO_THREAD, UNTIL)).isEmpty();
        assertThat(book().purge(UNTIL)).as("not before it was over").isZero();
        assertThat(book().purge(UNTIL.plusMillis(1))).isEqualTo(1);
        assertThat(asked(CHAT, ANNA, NO_THREAD)).isEmpty();
    }

    @Test
    void what_is_undone_was_not_asked() {
        var envelope = new Incoming.Envelope("k", "telegram:1", CHAT, NO_THREAD, ANNA, NOON, Incoming.Origin.DIRECT);
        store.inbound().store(new Incoming.Said(envelope, "/thesis"), NOON);
        var pending = store.inbound().pending("telegram:1", 1).getFirst();

        assertThatThrownBy(() -> store.inbound().handle(pending, () -> {
                    book().ask(question(CHAT, ANNA, NO_THREAD, "/thesis"));
                    throw new IllegalStateException("the answer could not be written");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(asked(CHAT, ANNA, NO_THREAD)).isEmpty();
    }

    @Test
    void a_chat_takes_its_questions_along_and_a_forgotten_one_has_none() {
        book().ask(question(CHAT, ANNA, NO_THREAD, "/thesis"));
        book().ask(question(CHAT, BEN, NO_THREAD, "/note"));
        book().ask(question(OTHER, BEN, NO_THREAD, "/watch"));

        store.subscriptions().move(CHAT, OTHER);
        assertThat(asked(CHAT, ANNA, NO_THREAD)).isEmpty();
        assertThat(asked(OTHER, ANNA, NO_THREAD)).contains("/thesis");
        assertThat(asked(OTHER, BEN, NO_THREAD)).as("what is asked there stands").contains("/watch");

        store.subscriptions().forget(OTHER);
        assertThat(asked(OTHER, ANNA, NO_THREAD)).isEmpty();
        assertThat(asked(OTHER, BEN, NO_THREAD)).isEmpty();
    }

    @Test
    void who_is_let_in_no_more_is_asked_nothing() {
        var chat = new ChatId("telegram", "77");
        store.access().open(new PairingCode("ab".repeat(32), Role.OWNER, Optional.empty(), NOON.plus(Duration.ofMinutes(10))), NOON);
        assertThat(store.access().redeem(Optional.of("ab".repeat(32)), ANNA, chat, NOON)).isInstanceOf(AccessBook.Paired.class);
        book().ask(question(CHAT, ANNA, NO_THREAD, "/thesis"));
        book().ask(question(CHAT, BEN, NO_THREAD, "/note"));

        store.access().remove(ANNA);

        assertThat(asked(CHAT, ANNA, NO_THREAD)).isEmpty();
        assertThat(asked(CHAT, BEN, NO_THREAD)).contains("/note");
    }
}
