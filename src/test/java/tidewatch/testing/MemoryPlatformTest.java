package tidewatch.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.chat.ChatId;
import tidewatch.chat.Delivered;
import tidewatch.chat.Outgoing;
import tidewatch.message.PlainRenderer;
import tidewatch.message.RenderPlan;
import tidewatch.testing.MemoryPlatform.Trouble;

class MemoryPlatformTest {
    private static final ChatId CHAT = new ChatId("telegram", "7");
    private final FakeClock clock = new FakeClock(Instant.parse("2026-03-09T11:00:00Z"));

    private MemoryPlatform platform(boolean canFind) {
        var platform = new MemoryPlatform("telegram", clock, MemoryPlatform.Limits.TELEGRAM, canFind, new PlainRenderer());
        platform.admit(CHAT, true);
        return platform;
    }

    private Outgoing outgoing(String text, Optional<Outgoing.Suspect> suspect) {
        var part = new RenderPlan.Part(1, 1, text, text);
        return new Outgoing("M-1", part, CHAT, Optional.empty(), List.of(), false, 1, suspect);
    }

    private Outgoing outgoing(String text) {
        return outgoing(text, Optional.empty());
    }

    @Test
    void whatIsSentIsShownOnce() {
        var platform = platform(false);

        assertThat(platform.deliver(outgoing("hello"))).isInstanceOf(Delivered.Sent.class);
        assertThat(platform.shown()).singleElement().satisfies(entry -> {
            assertThat(entry.payload()).isEqualTo(MemoryPlatform.hash("hello"));
            assertThat(entry.at()).isEqualTo(clock.instant());
        });
        assertThat(platform.breaches()).isEmpty();
    }

    @Test
    void emptyAndOverlongTextsAndStrangersAreRefusedAndNoted() {
        var platform = platform(false);

        assertThat(platform.deliver(outgoing(" "))).isInstanceOf(Delivered.Refused.class);
        assertThat(platform.deliver(outgoing("x".repeat(MemoryPlatform.TEXT_MAX + 1)))).isInstanceOf(Delivered.Refused.class);
        var stranger = new Outgoing(
                "M-2",
                new RenderPlan.Part(1, 1, "x", "x"),
                new ChatId("telegram", "8"),
                Optional.empty(),
                List.of(),
                false,
                1,
                Optional.empty());
        assertThat(platform.deliver(stranger)).isInstanceOf(Delivered.Refused.class);
        assertThat(platform.breaches()).hasSize(3);
        assertThat(platform.shown()).isEmpty();
    }

    @Test
    void theTwentyFirstMessageOfAMinuteToAGroupIsTooMuch() {
        var platform = platform(false);
        for (int i = 0; i < 20; i++) {
            assertThat(platform.deliver(outgoing("hello"))).isInstanceOf(Delivered.Sent.class);
            clock.advance(Duration.ofSeconds(2));
        }

        assertThat(platform.deliver(outgoing("hello"))).isInstanceOf(Delivered.RetryAfter.class);
        clock.advance(Duration.ofSeconds(30));
        assertThat(platform.deliver(outgoing("hello"))).isInstanceOf(Delivered.Sent.class);
        assertThat(platform.breaches()).hasSize(1);
    }

    @Test
    void twoCallsToOneChatAtOnceAreABreach() {
        var platform = platform(false);
        var first = platform.begin(outgoing("one"));
        var second = platform.begin(outgoing("two"));
        platform.end(first);
        platform.end(second);

        assertThat(platform.breaches()).hasSize(1);
    }

    @Test
    void aLookFindsWhatArrivedBeforeTheLinkDied() {
        var platform = platform(true);
        platform.script((_, call) -> call == 1 ? new Trouble.LostAfter() : Trouble.NONE);
        var suspect = Optional.of(new Outgoing.Suspect(clock.instant()));

        assertThat(platform.deliver(outgoing("hello"))).isInstanceOf(Delivered.Unknown.class);
        assertThat(platform.deliver(outgoing("hello", suspect)))
                .isInstanceOfSatisfying(Delivered.Sent.class, sent -> assertThat(sent.found()).isTrue());
        assertThat(platform.shown()).hasSize(1);
    }

    @Test
    void aPlatformThatCannotLookShowsTheRepeat() {
        var platform = platform(false);
        platform.script((_, call) -> call == 1 ? new Trouble.LostAfter() : Trouble.NONE);
        platform.deliver(outgoing("hello"));
        platform.deliver(outgoing("hello", Optional.of(new Outgoing.Suspect(clock.instant()))));

        assertThat(platform.shown()).hasSize(2);
    }
}
