package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tidewatch.chat.ChatId;
import tidewatch.chat.InboundLog;
import tidewatch.chat.Incoming;
import tidewatch.chat.MessageRef;
import tidewatch.delivery.Chat;

/** What {@link InboundLog} promises. Every store passes this. */
public abstract class InboundLogContract extends StoreContract {
    private static final String SENDER = "telegram:1";

    private InboundLog log() {
        return store.inbound();
    }

    private static Incoming.Envelope envelope(String sender, String key) {
        return new Incoming.Envelope(
                key,
                sender,
                new ChatId("telegram", "42"),
                Optional.of("7"),
                "telegram:77",
                NOON.minusSeconds(2),
                Incoming.Origin.DIRECT);
    }

    private static Incoming said(String key, String text) {
        return new Incoming.Said(envelope(SENDER, key), text);
    }

    private List<String> pendingKeys() {
        return log().pending(SENDER, 100).stream().map(one -> one.incoming().envelope().key()).toList();
    }

    @Test
    void what_was_stored_comes_back_as_it_was() {
        var said = said("10", "/note Energy: 'quotes', ünïcödé 📈 and\nlines; DROP TABLE chat");
        var barred = new Incoming.Membership(
                new Incoming.Envelope(
                        "11",
                        SENDER,
                        new ChatId("telegram", "-100"),
                        Optional.empty(),
                        "telegram:78",
                        NOON,
                        Incoming.Origin.ANONYMOUS_ADMIN),
                Incoming.Membership.Change.BLOCKED);
        var handled = new Incoming.Said(envelope(SENDER, "12"), "/winners 5", Optional.of("url:https://hooks.example/commands/T1/1/a b"), Optional.of(new MessageRef("C1/12.5")));
        for (var incoming : List.of(said, barred, handled)) {
            assertThat(log().store(incoming, NOON)).isTrue();
        }
        assertThat(log().pending(SENDER, 10))
                .containsExactly(
                        new InboundLog.Pending(said, NOON), new InboundLog.Pending(barred, NOON), new InboundLog.Pending(handled, NOON));
    }

    @Test
    void an_update_is_known_by_its_key_and_its_sender() {
        assertThat(log().store(said("10", "/brief"), NOON)).isTrue();
        assertThat(log().store(said("10", "/brief"), NOON.plusSeconds(5))).isFalse();
        assertThat(log().store(said("10", "other words"), NOON)).isFalse();
        assertThat(log().store(new Incoming.Said(envelope("telegram:2", "10"), "/brief"), NOON)).isTrue();
        assertThat(log().pending(SENDER, 10)).hasSize(1);
        assertThat(log().pending("telegram:2", 10)).hasSize(1);
    }

    @Test
    void they_come_in_the_order_in_which_they_were_heard() {
        for (var key : List.of("9", "10", "11", "100")) {
            log().store(said(key, "/brief"), NOON);
        }
        assertThat(pendingKeys()).containsExactly("9", "10", "11", "100");
        assertThat(log().pending(SENDER, 2)).hasSize(2);
    }

    @Test
    void an_update_is_handled_once() {
        log().store(said("10", "/brief"), NOON);
        var pending = log().pending(SENDER, 1).getFirst();
        var done = new AtomicInteger();
        assertThat(log().handle(pending, () -> "done " + done.incrementAndGet())).isTrue();
        assertThat(log().handle(pending, () -> "done " + done.incrementAndGet())).isFalse();
        assertThat(done).hasValue(1);
        assertThat(log().pending(SENDER, 10)).isEmpty();
        assertThat(log().store(said("10", "/brief"), NOON)).isFalse();
    }

    @Test
    void what_the_work_writes_is_kept_with_the_mark() {
        log().store(said("10", "/subscribe"), NOON);
        var chat = Chat.of(new ChatId("telegram", "42"), SENDER, false, Rows.NEW_YORK);
        log().handle(log().pending(SENDER, 1).getFirst(), () -> {
            store.subscriptions().save(chat);
            store.subscriptions().put(Rows.morning(chat, NOON));
            // It sees what it has written so far.
            assertThat(store.subscriptions().of(chat.id())).hasSize(1);
            return "subscribed";
        });
        assertThat(store.subscriptions().chat(chat.id())).contains(chat);
        assertThat(store.subscriptions().of(chat.id())).hasSize(1);
    }

    @Test
    void work_that_breaks_leaves_nothing_behind_and_the_update_waits_again() {
        log().store(said("10", "/subscribe"), NOON);
        var pending = log().pending(SENDER, 1).getFirst();
        var chat = Chat.of(new ChatId("telegram", "42"), SENDER, false, Rows.NEW_YORK);
        assertThatThrownBy(() -> log().handle(pending, () -> {
                    store.subscriptions().save(chat);
                    store.subscriptions().put(Rows.morning(chat, NOON));
                    store.ticks().remember("half", "done");
                    throw new IllegalStateException("broke in the middle");
                }))
                .hasStackTraceContaining("broke in the middle");
        assertThat(store.subscriptions().chat(chat.id())).isEmpty();
        assertThat(store.subscriptions().of(chat.id())).isEmpty();
        assertThat(store.ticks().remembered("half")).isEmpty();
        assertThat(log().pending(SENDER, 10)).containsExactly(pending);
        assertThat(log().handle(pending, () -> "now it works")).isTrue();
    }

    @Test
    void of_eight_that_handle_one_update_at_once_one_does() throws Exception {
        log().store(said("10", "/brief"), NOON);
        var pending = log().pending(SENDER, 1).getFirst();
        var done = new AtomicInteger();
        int handled = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            var racers = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 8; i++) {
                racers.add(() -> log().handle(pending, () -> "done " + done.incrementAndGet()));
            }
            for (var racer : threads.invokeAll(racers)) {
                handled += racer.get() ? 1 : 0;
            }
        }
        assertThat(handled).isOne();
        assertThat(done).hasValue(1);
    }

    @Test
    void the_place_in_a_stream_is_kept_for_each_sender() {
        assertThat(log().offset(SENDER)).isEmpty();
        log().offset(SENDER, "100");
        log().offset("telegram:2", "7");
        log().offset(SENDER, "101");
        assertThat(log().offset(SENDER)).contains("101");
        assertThat(log().offset("telegram:2")).contains("7");
    }

    @Test
    void only_what_was_handled_and_is_old_is_forgotten() {
        Instant old = NOON.minus(Duration.ofDays(9));
        log().store(said("1", "old and handled"), old);
        log().store(said("2", "old and pending"), old);
        log().store(said("3", "new and handled"), NOON);
        for (var pending : log().pending(SENDER, 10)) {
            if (!pending.incoming().envelope().key().equals("2")) {
                log().handle(pending, () -> "done");
            }
        }
        assertThat(log().purge(NOON.minus(Duration.ofDays(8)))).isOne();
        assertThat(pendingKeys()).containsExactly("2");
        assertThat(log().store(said("3", "again"), NOON)).isFalse();
        assertThat(log().store(said("1", "so late that it counts as new"), NOON)).isTrue();
    }
}
