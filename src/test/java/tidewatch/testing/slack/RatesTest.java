package tidewatch.testing.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How much may be sent, on the clock of the fake. */
final class RatesTest extends FakeSlackFixture {
    private HttpResponse<String> post(String channel) {
        return bot.post("chat.postMessage", "channel", channel, "text", "x");
    }

    @Test
    void aChannelTakesThreeAtOnceAndThenOneASecond() {
        var other = people.channel("other", anna);
        for (int i = 0; i < 3; i++) {
            assertThat(post(general).statusCode()).isEqualTo(200);
        }
        var refused = post(general);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(PlainClient.error(refused)).isEqualTo("ratelimited");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(post(other).statusCode()).isEqualTo(200);
        fake.time().advance(Duration.ofSeconds(1));
        assertThat(post(general).statusCode()).isEqualTo(200);
        assertThat(post(general).statusCode()).isEqualTo(429);
        assertThat(people.fromApp(general)).hasSize(4);
        assertThat(lints()).isEmpty();
    }

    @Test
    void aCallBeforeRetryAfterHasPassedIsALint() {
        for (int i = 0; i < 5; i++) {
            post(general);
        }

        assertThat(lints()).containsExactly("EARLY");
    }

    @Test
    void aMethodHasItsTier() {
        for (int i = 0; i < 50; i++) {
            bot.ok("conversations.history", "channel", general);
        }
        fake.time().advance(Duration.ofSeconds(20));
        var refused = bot.post("conversations.history", "channel", general);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("41");
        bot.ok("conversations.replies", "channel", general, "ts", people.say(general, anna, "x"));
        fake.time().advance(Duration.ofSeconds(41));
        bot.ok("conversations.history", "channel", general);
        for (int i = 0; i < 20; i++) {
            bot.ok("users.list");
        }
        assertThat(bot.refused("users.list")).isEqualTo("ratelimited");
    }

    @Test
    void benchmarksHaveOtherLimits() {
        fake.limits(Limits.NONE);
        for (int i = 0; i < 100; i++) {
            assertThat(post(general).statusCode()).isEqualTo(200);
        }
    }
}
