package tidewatch.testing.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.testing.Patience.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** getUpdates. */
final class PollingTest extends FakeTelegramFixture {
    @Test
    void aWaitingCallEndsAtTheFirstUpdate() throws Exception {
        var waiting = bot.later("getUpdates", "timeout", 50);
        await().until(fake::polled);
        people.say(anna, "hello");

        assertThat(texts(waiting.get().get("result"))).containsExactly("hello");
    }

    @Test
    void aWaitEndsByTheClockOfTheFake() throws Exception {
        var waiting = bot.later("getUpdates", "timeout", 50);
        await().until(fake::polled);
        fake.time().advance(Duration.ofSeconds(50));

        assertThat(waiting.get().get("result")).isEmpty();
    }

    @Test
    void anOffsetForgetsWhatIsBelow() {
        freely();
        people.say(anna, "one");
        people.say(anna, "two");
        var both = bot.ok("getUpdates");
        long first = both.get(0).get("update_id").asLong();

        assertThat(texts(both)).containsExactly("one", "two");
        assertThat(both.get(1).get("update_id").asLong()).isEqualTo(first + 1);
        assertThat(texts(bot.ok("getUpdates", "offset", first + 1))).containsExactly("two");
        assertThat(texts(bot.ok("getUpdates"))).containsExactly("two");
        assertThat(bot.ok("getUpdates", "offset", first + 2)).isEmpty();
        assertThat(fake.pending()).isZero();
    }

    @Test
    void aNegativeOffsetKeepsOnlyTheLast() {
        freely();
        for (int i = 0; i < 5; i++) {
            people.say(anna, "m" + i);
        }

        assertThat(texts(bot.ok("getUpdates", "offset", -2))).containsExactly("m3", "m4");
        assertThat(fake.pending()).isEqualTo(2);
    }

    @Test
    void anUnusableOffsetReadsFromTheHead() {
        people.say(anna, "one");

        assertThat(texts(bot.ok("getUpdates", "offset", 2_000_000_000))).containsExactly("one");
        assertThat(texts(bot.ok("getUpdates", "offset", 5))).containsExactly("one");
    }

    @Test
    void theLimitIsKeptBetween1And100() {
        freely();
        for (int i = 0; i < 120; i++) {
            people.say(anna, "m" + i);
        }

        assertThat(bot.ok("getUpdates", "limit", 7)).hasSize(7);
        assertThat(bot.ok("getUpdates", "limit", 1000)).hasSize(100);
        assertThat(bot.ok("getUpdates", "limit", 0)).hasSize(1);
    }

    @Test
    void theSameOffsetAgainAtOnceGivesOneUpdate() {
        people.say(anna, "one");
        people.say(anna, "two");

        assertThat(bot.ok("getUpdates")).hasSize(2);
        assertThat(bot.ok("getUpdates")).hasSize(1);
    }

    @Test
    void ofTwoCallsTheFirstGets409() throws Exception {
        var first = bot.later("getUpdates", "timeout", 50);
        await().until(fake::polled);
        var second = bot.later("getUpdates", "timeout", 50);
        var refused = first.get();
        people.say(anna, "for the second");

        assertThat(refused.get("error_code").asInt()).isEqualTo(409);
        assertThat(refused.get("description").asText())
                .isEqualTo("Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
        assertThat(texts(second.get().get("result"))).containsExactly("for the second");
    }

    @Test
    void whileAWebhookIsSetPollingIs409() {
        bot.ok("setWebhook", "url", "http://127.0.0.1:9/hook");

        assertThat(bot.refused("getUpdates"))
                .isEqualTo("409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
        bot.ok("deleteWebhook");
        assertThat(bot.ok("getUpdates")).isEmpty();
    }

    @Test
    void kindsNotAskedForAreNotQueued_AndTheListIsRemembered() {
        freely();
        bot.ok("getUpdates", "allowed_updates", "[\"callback_query\"]");
        people.say(anna, "unheard");
        assertThat(bot.ok("getUpdates")).isEmpty();
        bot.ok("getUpdates", "allowed_updates", "[]");
        people.say(anna, "heard");

        assertThat(texts(bot.ok("getUpdates"))).containsExactly("heard");
    }

    @Test
    void anUpdateLivesADay() {
        people.say(anna, "old");
        fake.time().advance(Duration.ofHours(24));
        assertThat(fake.pending()).isEqualTo(1);
        fake.time().advance(Duration.ofSeconds(1));

        assertThat(fake.pending()).isZero();
    }

    @Test
    void afterAWeekOfSilenceIdsRestartAtRandom() {
        freely();
        people.say(anna, "one");
        long id = bot.ok("getUpdates").get(0).get("update_id").asLong();
        bot.ok("getUpdates", "offset", id + 1);
        fake.time().advance(Duration.ofDays(8));
        people.say(anna, "two");
        var next = bot.ok("getUpdates", "offset", id + 1);

        assertThat(texts(next)).containsExactly("two");
        assertThat(next.get(0).get("update_id").asLong()).isNotEqualTo(id + 1);
    }

    @Test
    void updatesCanComeTwiceLateAndWithFieldsOfTheFuture() {
        freely();
        people.say(anna, "one");
        long id = bot.ok("getUpdates").get(0).get("update_id").asLong();
        fake.doubleUpdates(1);
        assertThat(texts(bot.ok("getUpdates", "offset", id + 1))).containsExactly("one");
        assertThat(bot.ok("getUpdates", "offset", id + 1)).isEmpty();
        fake.holdUpdates(1);
        people.say(anna, "held back");
        assertThat(fake.pending()).isZero();
        fake.extendUpdates(true);
        people.say(anna, "passes");
        var late = bot.ok("getUpdates");

        assertThat(texts(late)).containsExactly("passes", "held back");
        assertThat(late.get(0).path("message").path("from").has("field_of_the_future")).isTrue();
    }

    static List<String> texts(JsonNode updates) {
        var texts = new ArrayList<String>();
        updates.forEach(update -> texts.add(update.path("message").path("text").asText()));
        return texts;
    }
}
