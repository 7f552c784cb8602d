package tidewatch.delivery;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tidewatch.chat.Asker;
import tidewatch.chat.ChatId;
import tidewatch.watch.Almanac;
import tidewatch.watch.Morning;
import tidewatch.watch.Reminder;
import tidewatch.watch.Watch;
import tidewatch.watch.WatchPhrase;
import tidewatch.watch.WatchReading;
import tidewatch.watch.Watchlist;

/**
 * What a chat can decide about its reminders. Each method decides and stores, and says what became of it as data; the words of an answer
 * are the commands'.
 */
public final class WatchBook {
    private final Watchlist watchlist;
    private final Function<ChatId, Chat> chats;
    private final Mornings mornings;
    private final Function<Instant, Almanac> almanac;

    /**
     * @param chats a chat, stored when it is met for the first time, as {@link ChatBook#chat} does
     * @param almanac the notes and events that are known at a moment
     */
    public WatchBook(Watchlist watchlist, Function<ChatId, Chat> chats, Mornings mornings, Function<Instant, Almanac> almanac) {
        this.watchlist = Objects.requireNonNull(watchlist);
        this.chats = Objects.requireNonNull(chats);
        this.mornings = Objects.requireNonNull(mornings);
        this.almanac = Objects.requireNonNull(almanac);
    }

    /** The mornings of a chat as its settings are now. */
    public Morning morning(ChatId chat) {
        return mornings.of(chats.apply(chat));
    }

    /** The chat does not want to hear of reminders at all. */
    public boolean silenced(ChatId chat) {
        return chats.apply(chat).classes().of(DeliveryKind.REMINDER) == Loudness.OFF;
    }

    /** What these words ask for in this chat. Stores nothing. */
    public WatchReading read(ChatId chat, String typed, Instant now) {
        return WatchPhrase.read(typed, almanac.apply(now), now, morning(chat));
    }

    /** Stores what was understood. */
    public Watchlist.Added add(Asker asker, WatchReading.Clear clear, Instant now) {
        // Met for the first time or not: a reminder needs a chat that is stored.
        var chat = chats.apply(asker.chat());
        return watchlist.add(clear.wish(chat.id().text(), asker.person(), now));
    }

    /** Those that are not over, by when they speak next. */
    public List<Reminder> open(ChatId chat) {
        var morning = morning(chat);
        return all(chat).filter(one -> !one.over()).sorted(Comparator.comparing(one -> next(one, morning).orElse(Instant.MAX))).toList();
    }

    /** Those that have said everything, the last one first. */
    public List<Reminder> past(ChatId chat) {
        return all(chat).filter(Watch::over).sorted(Comparator.comparing(WatchBook::lastFired).reversed()).toList();
    }

    private Stream<Reminder> all(ChatId chat) {
        return watchlist.of(chat.text()).stream().map(one -> switch (one) {
            case Reminder reminder -> reminder;
        });
    }

    private static Instant lastFired(Reminder reminder) {
        return reminder.fired().values().stream().max(Comparator.naturalOrder()).orElse(Instant.MIN);
    }

    /** When it speaks next; absent when it is over. */
    public static Optional<Instant> next(Reminder reminder, Morning morning) {
        return reminder.next().map(step -> reminder.due(step, morning));
    }

    public Optional<Reminder> find(ChatId chat, int number) {
        return watchlist.find(chat.text(), number).map(one -> switch (one) {
            case Reminder reminder -> reminder;
        });
    }

    /** Takes one back; false when it is over already, or somebody else was faster. */
    public boolean end(Reminder reminder) {
        return !reminder.over() && watchlist.change(reminder, reminder.ended());
    }
}
