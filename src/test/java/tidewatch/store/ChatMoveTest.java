package tidewatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.chat.ApprovedChat;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.chat.NoteScope;
import tidewatch.contract.Rows;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Outcome;
import tidewatch.watch.Occasion;
import tidewatch.watch.Reminder;
import tidewatch.watch.Step;
import tidewatch.watch.Watch;
import tidewatch.watch.Watchlist;

/** What a chat waits for when the chat gets a new id; the rest of a move is in the contract of every outbox. */
class ChatMoveTest {
    private static final Instant NOON = Instant.parse("2026-01-09T12:00:00Z");

    @TempDir
    Path home;

    private static Reminder wish(String chat, String slug) {
        return Reminder.wish(
                "telegram:" + chat,
                "telegram:9",
                slug,
                slug,
                Optional.empty(),
                Optional.empty(),
                new Occasion.Clock(NOON.plusSeconds(3600)),
                List.of(Step.AT),
                false,
                NOON);
    }

    private static List<String> of(Watchlist watches, String chat) {
        return watches.of("telegram:" + chat).stream().map(one -> one.number() + " " + one.slug()).toList();
    }

    private void move(SqlStore store, String from, String to) {
        var chat = Rows.chat(from);
        store.subscriptions().save(chat);
        assertThat(store.outbox().add(Rows.row(chat, DeliveryKind.ALERT, "a", NOON, DeliveryState.READY), Rows.frozen("", "a"))).isTrue();
        var lease = store.leases().acquire(Rows.SENDER, "node-a", Duration.ofDays(1)).orElseThrow();
        var claim = store.outbox().claim(lease, 1).getFirst();
        assertThat(store.outbox().finish(claim, new Outcome.Moved(Rows.chat(to).id(), "migrated"))).isTrue();
    }

    @Test
    void the_next_wish_in_the_new_chat_gets_the_next_number() {
        try (var store = SqlStore.sqlite(home)) {
            store.set(NOON);
            var watches = new WatchTable(store.database());
            watches.add(wish("-5", "one"));
            watches.add(wish("-5", "two"));
            move(store, "-5", "-1005");

            assertThat(of(watches, "-5")).isEmpty();
            assertThat(of(watches, "-1005")).containsExactly("1 one", "2 two");
            assertThat(watches.add(wish("-1005", "three")))
                    .isInstanceOfSatisfying(Watchlist.New.class, added -> assertThat(added.watch().number()).isEqualTo(3));
        }
    }

    @Test
    void where_both_chats_waited_for_something_no_number_is_given_twice() {
        try (var store = SqlStore.sqlite(home)) {
            store.set(NOON);
            var watches = new WatchTable(store.database());
            watches.add(wish("-5", "one"));
            watches.add(wish("-5", "two"));
            watches.add(wish("-1005", "new"));
            move(store, "-5", "-1005");

            assertThat(of(watches, "-1005")).containsExactly("1 new", "4 one", "5 two");
            var added = watches.add(wish("-1005", "more"));
            assertThat(added).isInstanceOfSatisfying(Watchlist.New.class, one -> assertThat(one.watch()).extracting(Watch::number).isEqualTo(6));
        }
    }

    private static ApprovedChat letIn(String chat, String folder) {
        return ApprovedChat.group(new ChatId("telegram", chat), Incoming.Place.GROUP, "telegram:9", NOON).withScope(NoteScope.of(List.of(folder)));
    }

    @Test
    void the_approval_and_the_notes_of_a_chat_go_with_it() {
        try (var store = SqlStore.sqlite(home)) {
            store.set(NOON);
            store.access().save(letIn("-5", "Sectors"));
            move(store, "-5", "-1005");

            assertThat(store.access().chats()).containsExactly(letIn("-1005", "Sectors"));
            assertThat(store.subscriptions().chat(new ChatId("telegram", "-1005")).orElseThrow().notes()).isEqualTo(NoteScope.of(List.of("Sectors")));
        }
    }

    @Test
    void where_both_were_let_in_the_one_that_is_there_stands() {
        try (var store = SqlStore.sqlite(home)) {
            store.set(NOON);
            store.access().save(letIn("-5", "Sectors"));
            store.access().save(letIn("-1005", "Watch"));
            move(store, "-5", "-1005");

            assertThat(store.access().chats()).containsExactly(letIn("-1005", "Watch"));
        }
    }
}
