package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import tidewatch.chat.Arming;
import tidewatch.chat.Asker;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.Delivered;
import tidewatch.chat.Inbox;
import tidewatch.chat.NoteScope;
import tidewatch.chat.Outgoing;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.PlainRenderer;
import tidewatch.message.RenderPlan;
import tidewatch.testing.Almanacs;
import tidewatch.testing.FakeClock;
import tidewatch.testing.MemoryStore;
import tidewatch.testing.MemoryWatchlist;
import tidewatch.watch.Almanac;
import tidewatch.watch.Reminder;
import tidewatch.watch.WatchReading;
import tidewatch.watch.Watchlist;

/** Reminders on a store in memory and a clock that is told the time: what is owed to the chats is read from the outbox. */
final class Reminding {
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    static final ChatId HERE = ChatId.TERMINAL;

    final FakeClock clock;
    final MemoryStore store;
    final Watchlist watchlist;
    final WatchBook book;
    final List<String> broken = new ArrayList<>();

    private final Map<String, String> texts = new HashMap<>();
    private final Post post;
    private final Mornings mornings;
    private Almanac almanac = Almanacs.january();
    private WatchRun run;

    Reminding(String now) {
        clock = new FakeClock(Instant.parse(now));
        store = new MemoryStore(clock);
        watchlist = new MemoryWatchlist(store);
        mornings = new Mornings(store.subscriptions(), LocalTime.of(7, 0));
        post = new Post(store.subscriptions(), store.outbox(), _ -> Optional.of(new Paper()), new Arming(new SplittableRandom(1)), _ -> {});
        book = new WatchBook(watchlist, this::chat, mornings, (_, _) -> almanac);
        chat(HERE);
        run = node();
    }

    /** Renders as plain text, keeps the text under the name of its message, and sends nothing. */
    private final class Paper implements ChatPlatform {
        @Override
        public String name() {
            return "terminal";
        }

        @Override
        public Capabilities capabilities(ChatId chat) {
            return Capabilities.plain(80);
        }

        @Override
        public RenderPlan plan(Doc doc, ChatId chat) {
            var plan = PlainRenderer.within(4000).render(doc, Capabilities.plain(80));
            texts.putIfAbsent(doc.meta().docId(), plan.parts().getFirst().payload());
            return plan;
        }

        @Override
        public Delivered deliver(Outgoing outgoing) {
            throw new IllegalStateException("Nothing is sent here");
        }

        @Override
        public void start(Inbox inbox) {}

        @Override
        public void close() {}
    }

    WatchRun node() {
        return new WatchRun(watchlist, store.subscriptions(), mornings, post, (_, _) -> almanac, (id, fault) -> broken.add(id + ": " + fault));
    }

    /** The program stops and is started again. */
    void restart() {
        run = node();
    }

    Chat chat(ChatId id) {
        return store.subscriptions().chat(id).orElseGet(() -> {
            var met = Chat.of(id, id.platform() + ":1", false, NEW_YORK);
            store.subscriptions().save(met);
            return met;
        });
    }

    void zone(String zone) {
        store.subscriptions().save(chat(HERE).withZone(ZoneId.of(zone)));
    }

    void subscribe(LocalTime time) {
        var rule = SlotRule.at(SlotKind.of(time, chat(HERE).zone(), java.time.LocalDate.of(2026, 1, 8)), time, chat(HERE).zone());
        store.subscriptions().put(new Subscription(
                HERE, rule, Set.of(), SubscriptionState.ACTIVE, Optional.empty(), Optional.empty(), 1, clock.instant(), Optional.empty()));
    }

    void notes(Map<String, String> notes) {
        almanac = Almanacs.of(notes);
    }

    Reminder watch(String typed) {
        return watch(HERE, typed);
    }

    Reminder watch(ChatId chat, String typed) {
        var reading = book.read(chat, NoteScope.EVERYTHING, typed, clock.instant());
        assertThat(reading).as(typed).isInstanceOf(WatchReading.Clear.class);
        var added = book.add(new Asker(chat, "terminal:owner"), (WatchReading.Clear) reading, clock.instant());
        return (Reminder) ((Watchlist.New) added).watch();
    }

    Reminder stored(Reminder reminder) {
        return (Reminder) watchlist.find(reminder.chat(), reminder.number()).orElseThrow();
    }

    int tick() {
        return run.run(clock.instant());
    }

    /** Ticks each minute up to and with this moment of New York. */
    void until(String local) {
        var end = java.time.LocalDateTime.parse(local).atZone(NEW_YORK).toInstant();
        while (clock.instant().isBefore(end)) {
            clock.advance(Duration.ofMinutes(1));
            tick();
        }
    }

    /** Nothing runs up to this moment of New York. */
    void down(String local) {
        clock.advanceTo(java.time.LocalDateTime.parse(local).atZone(NEW_YORK).toInstant());
    }

    List<Delivery> rows() {
        return store.outbox().list(Outbox.Filter.ALL, 1000).stream().sorted(Comparator.comparing(Delivery::due).thenComparing(Delivery::slot)).toList();
    }

    /** {@code 2026-01-21T07:00 watch:1:open:2026-01-21 READY}, in New York time, the oldest due first. */
    List<String> owed() {
        return rows().stream().map(row -> row.due().atZone(NEW_YORK).toLocalDateTime() + " " + row.slot() + " " + row.state()).toList();
    }

    String text(String slot) {
        return texts.getOrDefault(slot, "nothing was written under " + slot);
    }
}
