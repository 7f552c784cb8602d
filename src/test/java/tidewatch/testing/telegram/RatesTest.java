package tidewatch.testing.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How much may be sent, on the clock of the fake. */
final class RatesTest extends FakeTelegramFixture {
    private HttpResponse<String> send(long chat) {
        return bot.post("sendMessage", "chat_id", chat, "text", "x");
    }

    @Test
    void aChatTakesThreeAtOnceAndThenOneASecond() {
        for (int i = 0; i < 3; i++) {
            assertThat(send(anna).statusCode()).isEqualTo(200);
        }
        var refused = send(anna);

        assertThat(PlainClient.refusal(refused)).isEqualTo("429 Too Many Requests: retry after 1");
        assertThat(PlainClient.tree(refused).path("parameters").path("retry_after").asInt()).isEqualTo(1);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        fake.time().advance(Duration.ofSeconds(1));
        assertThat(send(anna).statusCode()).isEqualTo(200);
        assertThat(send(anna).statusCode()).isEqualTo(429);
        assertThat(fake.lints()).isEmpty();
    }

    @Test
    void aCallBeforeRetryAfterHasPassedIsALint() {
        for (int i = 0; i < 5; i++) {
            send(anna);
        }

        assertThat(lints()).containsExactly("EARLY: a call to chat " + anna + " before retry_after had passed");
    }

    @Test
    void theBotSendsThirtyASecond() {
        int refused = 0;
        for (int i = 0; i < 31; i++) {
            long person = people.user("P" + i);
            people.opened(person);
            refused += send(person).statusCode() == 429 ? 1 : 0;
        }

        assertThat(refused).isEqualTo(1);
        fake.time().advance(Duration.ofSeconds(1));
        assertThat(send(anna).statusCode()).isEqualTo(200);
    }

    @Test
    void aGroupTakesTwentyAMinute() {
        long group = people.group("Group", anna);
        for (int i = 0; i < 20; i++) {
            assertThat(send(group).statusCode()).isEqualTo(200);
            fake.time().advance(Duration.ofSeconds(2));
        }
        var refused = send(group);

        assertThat(refused.statusCode()).isEqualTo(429);
        int wait = PlainClient.tree(refused).path("parameters").path("retry_after").asInt();
        assertThat(wait).isBetween(20, 21);
        fake.time().advance(Duration.ofSeconds(wait));
        assertThat(send(group).statusCode()).isEqualTo(200);
    }

    @Test
    void editsCountToo() {
        int message = PlainClient.result(send(anna)).get("message_id").asInt();
        int refused = 0;
        for (int i = 0; i < 4; i++) {
            refused += bot.post("editMessageText", "chat_id", anna, "message_id", message, "text", "x" + i).statusCode() == 429 ? 1 : 0;
        }

        assertThat(refused).isEqualTo(2);
    }

    @Test
    void benchmarksHaveOtherLimits() {
        fake.limits(Limits.NONE);
        for (int i = 0; i < 100; i++) {
            assertThat(send(anna).statusCode()).isEqualTo(200);
        }
    }
}
