package tidewatch.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tidewatch.chat.ChatId;
import tidewatch.testing.Patience;

class PressesTest {
    private static final ChatId CHAT = new ChatId("telegram", "-1");
    private static final ChatId OTHER = new ChatId("telegram", "-2");
    private static final Duration LONG = Duration.ofMinutes(10);

    private final LinkedBlockingQueue<String> answered = new LinkedBlockingQueue<>();

    private String next() throws InterruptedException {
        return String.valueOf(answered.poll(Patience.SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void a_press_that_nothing_answers_is_answered_with_nothing() throws InterruptedException {
        var presses = new Presses(answered::add, Duration.ofMillis(1));

        presses.heard("a", CHAT);

        assertThat(next()).isEqualTo("a");
        assertThat(presses.claim("a")).isFalse();
    }

    @Test
    void a_message_to_the_chat_answers_its_presses_at_once_and_no_others() throws InterruptedException {
        var presses = new Presses(answered::add, LONG);
        presses.heard("a", CHAT);
        presses.heard("b", OTHER);

        presses.settle(CHAT);

        assertThat(next()).isEqualTo("a");
        assertThat(presses.claim("b")).isTrue();
        assertThat(answered).isEmpty();
    }

    @Test
    void one_that_was_claimed_is_answered_by_the_claimer_only_and_claimed_once() throws InterruptedException {
        var presses = new Presses(answered::add, LONG);
        presses.heard("a", CHAT);
        assertThat(presses.claim("a")).isTrue();
        assertThat(presses.claim("a")).isFalse();

        presses.settle(CHAT);
        presses.heard("a", CHAT);
        presses.heard("last", CHAT);
        presses.close();

        assertThat(next()).isEqualTo("last");
        assertThat(answered).isEmpty();
    }

    @Test
    void one_from_before_a_restart_may_be_tried() {
        assertThat(new Presses(answered::add, LONG).claim("unknown")).isTrue();
    }

    @Test
    void more_presses_than_are_known_are_answered_all_the_same() throws InterruptedException {
        var presses = new Presses(answered::add, LONG);
        for (int i = 0; i <= 1_000; i++) {
            presses.heard("p" + i, CHAT);
        }

        assertThat(next()).isEqualTo("p0");
    }
}
