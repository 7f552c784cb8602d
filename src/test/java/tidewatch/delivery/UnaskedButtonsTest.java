package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.delivery.Bench.newYork;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidewatch.chat.Arming;
import tidewatch.chat.Button;
import tidewatch.chat.ChatId;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Canonical;
import tidewatch.message.Doc;
import tidewatch.message.Meta;
import tidewatch.testing.Keyboard;
import tidewatch.testing.MemoryPlatform;

/** Buttons under what comes by itself: briefs and reminders belong to nobody in particular. */
class UnaskedButtonsTest {
    private final Bench bench = new Bench(newYork("2026-01-09T06:20"));
    private final MemoryPlatform platform = MemoryPlatform.withButtons("telegram", bench.clock);

    private Map<ChatId, String> ready() {
        var lease = bench.store.leases().acquire("telegram:1", "a", Duration.ofHours(1)).orElseThrow();
        return bench.store.outbox().claim(lease, 1_000).stream()
                .collect(Collectors.toMap(claim -> claim.delivery().chat(), claim -> claim.unsent().getLast().payload()));
    }

    private Button button(String token) {
        return bench.store.buttons().find(token).orElseThrow();
    }

    @Test
    void chats_with_the_same_copy_of_a_brief_share_its_bytes_and_its_buttons() {
        var chats = IntStream.range(0, 30).mapToObj(i -> new ChatId("telegram", "1" + i)).toList();
        for (var chat : chats) {
            bench.subscribed(chat, chat.local().endsWith("7") ? "America/Toronto" : "America/New_York", "07:00");
        }
        var composition = new Composition(
                bench.store.subscriptions(),
                bench.store.outbox(),
                bench.store.briefs(),
                bench.store.ticks(),
                bench.readiness,
                _ -> Optional.of(platform),
                _ -> "",
                bench.arming,
                bench.events::add);
        bench.planner.plan(bench.now());
        bench.morning.run(bench.now());
        assertThat(composition.run(newYork("2026-01-09T06:55"))).isEqualTo(30);
        bench.clock.set(newYork("2026-01-09T07:00"));

        var texts = ready();
        assertThat(texts).hasSize(30);
        assertThat(new HashSet<>(texts.values())).as("one a zone").hasSize(2);
        var text = Optional.ofNullable(texts.get(chats.getFirst())).orElseThrow();
        var sources = button(Keyboard.token(text, "Sources"));
        assertThat(sources.commandLine()).startsWith("/why 2026-01-09");
        assertThat(sources.owner()).isEmpty();
        assertThat(sources.expiresAt()).isEqualTo(sources.armedAt().plus(Arming.LONG));
        assertThat(sources.way()).as("a brief is not replaced").isEqualTo(Button.Way.BELOW);
        assertThat(chats).allMatch(sources::in);
        assertThat(bench.store.buttons().purge(Instant.MAX)).isEqualTo(2 * Keyboard.of(text).size());
    }

    @Test
    void a_reminder_can_be_answered_for_thirty_days_by_whoever_may_type_it_there() {
        var chat = bench.book.chat(new ChatId("telegram", "7"));
        var post = new Post(bench.store.subscriptions(), bench.store.outbox(), _ -> Optional.of(platform), bench.arming, bench.events::add);
        var meta = new Meta("", Meta.Kind.REMINDER, bench.now(), Optional.empty(), chat.zone(), false, "");
        var stop = new Action.Run("Do not ask again", "/unwatch 3", Action.Effect.EFFECT, Optional.empty());
        var doc = new Doc("Q4 earnings", "Is it done?", List.of(Block.para("Is it done?")), List.of(stop, Action.Run.read("Note", "/note x")), meta);
        assertThat(post.add(chat, DeliveryKind.REMINDER, "r1", bench.now(), doc, true, false, bench.now())).isTrue();
        assertThat(post.add(chat, DeliveryKind.REMINDER, "r1", bench.now(), doc, true, false, bench.now())).isFalse();

        var text = Optional.ofNullable(ready().get(chat.id())).orElseThrow();
        var button = button(Keyboard.token(text, "Do not ask again"));
        assertThat(button.owner()).isEmpty();
        assertThat(button.chat()).contains(chat.id());
        assertThat(button.expiresAt()).isEqualTo(bench.now().plus(Duration.ofDays(30)));
        assertThat(bench.store.buttons().purge(Instant.MAX)).as("none of the second that was not added").isEqualTo(2);
        assertThat(bench.store.outbox().list(Outbox.Filter.ALL, 1).getFirst().contentHash())
                .contains(Canonical.hash(doc));
    }
}
