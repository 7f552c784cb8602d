package tidewatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidewatch.chat.Asker;
import tidewatch.chat.ChatId;
import tidewatch.chat.Conversation;
import tidewatch.chat.Reply;
import tidewatch.delivery.Chat;
import tidewatch.delivery.ChatBook;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Loudness;
import tidewatch.delivery.MessageClass;
import tidewatch.delivery.Staleness;
import tidewatch.message.Action;
import tidewatch.message.Capabilities;
import tidewatch.message.PlainRenderer;
import tidewatch.testing.FakeClock;
import tidewatch.testing.Golden;
import tidewatch.testing.MemoryStore;
import tidewatch.testing.MemoryWatchlist;

/** What a chat asks for and what it is told, on the Friday before a holiday. */
class ChatCommandsTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final FakeClock clock = new FakeClock(Instant.parse("2026-01-16T13:00:00Z"));
    private final MemoryStore store = new MemoryStore(clock);
    private final Books books = MemoryBooks.of(store, new MemoryWatchlist(store), NEW_YORK);
    private final ChatBook chats = books.chats();
    private final Conversation conversation = conversation(Books.Shelf.of(books));

    private Conversation conversation(Books.Shelf shelf) {
        return new Conversation(
                List.of(new SubscribeCommand(shelf), new UnsubscribeCommand(shelf), new QuietCommand(shelf), new MuteCommand(shelf), new SettingsCommand(new WatchCommandsTest.Notes(), shelf),
                        new DeliveriesCommand(shelf)),
                _ -> Optional.empty(),
                clock::instant,
                id -> store.subscriptions().chat(id).map(Chat::zone).orElse(NEW_YORK),
                (_, fault) -> {
                    throw fault;
                });
    }

    private String dialogue(String... lines) {
        var text = new StringBuilder();
        for (var line : lines) {
            text.append("> ").append(line).append('\n').append(plain(conversation.say(line))).append('\n');
        }
        return text.toString();
    }

    private static String plain(Reply reply) {
        return new PlainRenderer().render(reply.doc(), Capabilities.plain(120)).text();
    }

    @Test
    void asking_for_briefs_reads_as_it_was_found_good() {
        Golden.check(
                "command/subscribe.txt",
                dialogue(
                        "/subscribe",
                        "/subscribe 07:30 without movers",
                        "/subscribe 12:00",
                        "/subscribe 12:00 instead of 07:30",
                        "/subscribe after close 30m weekly wrap",
                        "/subscribe",
                        "/subscribe tokyo",
                        "/subscribe 07:00 wekdays",
                        "/subscribe zzz"));
    }

    @Test
    void who_names_no_time_is_offered_the_usual_ones_and_gets_the_one_he_takes() {
        var offered = conversation.say("/subscribe").doc().actions().stream()
                .map(action -> (Action.Run) action)
                .filter(run -> run.label().equals("08:00") || run.label().startsWith("After"))
                .toList();
        assertThat(offered).hasSize(2).allMatch(run -> run.effect() == Action.Effect.EFFECT);
        offered.forEach(run -> assertThat(conversation.say(run.commandLine()).ok()).isTrue());
        assertThat(store.subscriptions().of(ChatId.TERMINAL))
                .extracting(one -> SubscriptionWords.typed(one.rule().time()))
                .containsExactlyInAnyOrder("08:00", "after close 30m");
    }

    @Test
    void other_zones_are_told_what_they_have_to_know() {
        Golden.check(
                "command/subscribe-elsewhere.txt",
                dialogue("/subscribe 07:00 weekdays Tokyo", "/unsubscribe", "/subscribe 07:00 Sydney", "/unsubscribe", "/subscribe 08:30 weekdays Europe/Berlin"));
    }

    @Test
    void settings_read_as_they_were_found_good() {
        Golden.check(
                "command/settings.txt",
                dialogue(
                        "/settings",
                        "/subscribe 07:00",
                        "/quiet",
                        "/quiet 22:00-07:30",
                        "/subscribe 23:00",
                        "/settings reminders silent",
                        "/settings alerts off",
                        "/settings late digest",
                        "/settings without movers and tape",
                        "/settings everything",
                        "/settings zone Berlin",
                        "/settings zone Belrin",
                        "/settings remiders off",
                        "/mute",
                        "/mute 2d",
                        "/settings",
                        "/mute off",
                        "/mute until friday",
                        "/mute 20w",
                        "/mute forever",
                        "/quiet 7 7",
                        "/quiet whenever",
                        "/quiet off"));
    }

    @Test
    void unsubscribing_reads_as_it_was_found_good() {
        Golden.check(
                "command/unsubscribe.txt",
                dialogue("/unsubscribe", "/subscribe 07:00, after close 30m", "/unsubscribe evening", "/unsubscribe noon", "/unsubscribe", "/settings"));
    }

    @Test
    void the_outbox_of_a_chat_reads_as_it_was_found_good() {
        var chat = chats.chat(ChatId.TERMINAL);
        var seven = Instant.parse("2026-01-16T12:00:00Z");
        var rows = new ArrayList<Delivery>();
        rows.add(row(chat, DeliveryKind.MORNING, "2026-01-15", seven.minus(Duration.ofDays(1))));
        rows.add(row(chat, DeliveryKind.MORNING, "2026-01-16", seven));
        rows.add(row(chat, DeliveryKind.ALERT, "watch:1:1", seven.plusSeconds(60)));
        store.outbox().plan(rows);
        store.outbox().end(rows.getFirst().id(), DeliveryReason.STALE);
        store.outbox().end(rows.getLast().id(), DeliveryReason.CLASS_OFF);
        var id = rows.getFirst().id();
        Golden.check("command/deliveries.txt", dialogue("/deliveries", "/deliveries open", "/deliveries 2026-01-15", "/deliveries dead", "/deliveries " + id, "/deliveries M-0"));
    }

    @Test
    void the_outbox_of_a_busy_chat_goes_on_page_by_page() {
        var chat = chats.chat(ChatId.TERMINAL);
        var rows = IntStream.range(0, 30)
                .mapToObj(n -> row(chat, DeliveryKind.ALERT, "watch:1:" + n, clock.instant().plusSeconds(n)))
                .toList();
        store.outbox().plan(rows);

        var met = new ArrayList<String>();
        var line = Optional.of("/deliveries open");
        int pages = 0;
        while (line.isPresent()) {
            var reply = conversation.say(line.get());
            assertThat(reply.ok()).isTrue();
            rows.stream().map(Delivery::id).filter(plain(reply)::contains).sorted().forEach(met::add);
            line = reply.doc().actions().stream().map(action -> ((Action.Run) action).commandLine()).findFirst();
            pages++;
        }

        assertThat(pages).isEqualTo(3);
        assertThat(met).containsExactlyInAnyOrderElementsOf(rows.stream().map(Delivery::id).toList());
        assertThat(plain(conversation.say("/deliveries page 4"))).contains("There is no page 4.");
        assertThat(plain(conversation.say("/deliveries dead page 2"))).contains("There is no page 2.");
        assertThat(plain(conversation.say("/deliveries"))).contains("The newest 12; older ones by day");
        assertThat(plain(conversation.say("/deliveries page 2"))).doesNotContain("The newest");
    }

    private static Delivery row(Chat chat, DeliveryKind kind, String slot, Instant due) {
        return Delivery.planned(
                chat, kind, slot, Optional.empty(), kind.isBrief() ? Optional.of(LocalDate.of(2026, 1, 14)) : Optional.empty(),
                new Staleness(kind, due, due.plus(Duration.ofHours(5)), due.plus(Duration.ofHours(5))));
    }

    @Test
    void a_row_of_another_chat_looks_like_one_that_does_not_exist() {
        var other = chats.chat(new ChatId("memory", "other"));
        var row = row(other, DeliveryKind.MORNING, "2026-01-16", clock.instant());
        store.outbox().plan(List.of(row));
        assertThat(plain(conversation.say("/deliveries " + row.id()))).contains("There is no delivery");
        assertThat(plain(conversation.say("/deliveries " + row.id(), new Asker(other.id(), "memory:1")))).contains("morning brief 2026-01-16");
    }

    @Test
    void each_class_can_be_made_silent_by_the_word_that_people_use() {
        for (var typed : List.of("brief", "briefs", "close", "alerts", "reminder", "theses", "thesis", "data", "system")) {
            assertThat(conversation.say("/settings " + typed + " silent").ok()).as(typed).isTrue();
        }
        for (var messageClass : MessageClass.values()) {
            assertThat(chats.chat(ChatId.TERMINAL).classes().of(messageClass)).isEqualTo(Loudness.SILENT);
        }
    }

    @Test
    void every_button_of_an_answer_runs() {
        conversation.say("/subscribe 07:00");
        conversation.say("/quiet 22:00-06:00");
        for (var line : List.of("/subscribe 23:00", "/subscribe 08:00", "/subscribe 09:00", "/mute", "/settings", "/settings zone belrin", "/settings reminders", "/unsubscribe")) {
            for (var action : conversation.say(line).doc().actions()) {
                var run = (Action.Run) action;
                assertThat(conversation.say(run.commandLine()).ok()).as(line + " then " + run.commandLine()).isTrue();
            }
        }
    }

    @Test
    void where_nothing_is_kept_each_command_says_so() {
        var bare = conversation(Books.Shelf.none("With --as-of nothing is kept"));
        for (var command : bare.commands()) {
            var reply = bare.say("/" + command.name());
            assertThat(reply.ok()).isFalse();
            assertThat(plain(reply)).contains("With --as-of nothing is kept");
        }
        assertThat(store.outbox().list(tidewatch.delivery.Outbox.Filter.ALL, 10)).extracting(Delivery::state).doesNotContain(DeliveryState.SENT);
    }
}
