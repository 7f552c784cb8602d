package tidewatch.delivery;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tidewatch.chat.Asker;
import tidewatch.chat.ChatId;
import tidewatch.chat.NoteScope;
import tidewatch.notes.Vault;
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
    private final BiFunction<Instant, NoteScope, Almanac> almanac;

    /**
     * @param chats a chat, stored when it is met for the first time, as {@link ChatBook#chat} does
     * @param almanac the notes of a scope and the events that are known at a moment
     */
    public WatchBook(Watchlist watchlist, Function<ChatId, Chat> chats, Mornings mornings, BiFunction<Instant, NoteScope, Almanac> almanac) {
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

    /** What these words ask for in this chat, of the notes that may be known. Stores nothing. */
    public WatchReading read(ChatId chat, NoteScope scope, String typed, Instant now) {
        return WatchPhrase.read(typed, almanac.apply(now, scope), now, morning(chat));
    }

    /** Stores what was understood. */
    public Watchlist.Added add(Asker asker, WatchReading.Clear clear, Instant now) {
        // Met for the first time or not: a reminder needs a chat that is stored.
        var chat = chats.apply(asker.chat());
        return watchlist.add(clear.wish(chat.id().text(), asker.person(), now));
    }

    /** Those that are not over, by when they speak next; of notes that may not be known there are none. */
    public List<Reminder> open(ChatId chat, NoteScope scope, Instant now) {
        var morning = morning(chat);
        return all(chat, scope, now).filter(one -> !one.over()).sorted(Comparator.comparing(one -> next(one, morning).orElse(Instant.MAX))).toList();
    }

    /** Those that have said everything, the last one first. */
    public List<Reminder> past(ChatId chat, NoteScope scope, Instant now) {
        return all(chat, scope, now).filter(Watch::over).sorted(Comparator.comparing(WatchBook::lastFired).reversed()).toList();
    }

    private Stream<Reminder> all(ChatId chat, NoteScope scope, Instant now) {
        var all = watchlist.of(chat.text()).stream().map(one -> switch (one) {
            case Reminder reminder -> reminder;
        });
        return scope.everything() ? all : all.filter(visible(scope, now));
    }

    private Predicate<Reminder> visible(NoteScope scope, Instant now) {
        // Gathered for the first reminder that is from a note.
        var notes = new Object() {
            private Optional<Vault> whole = Optional.empty();
            private Optional<Vault> seen = Optional.empty();
        };
        return reminder -> {
            if (reminder.note().isEmpty()) {
                return true;
            }
            if (notes.whole.isEmpty()) {
                notes.whole = Optional.of(almanac.apply(now, NoteScope.EVERYTHING).vault());
                notes.seen = Optional.of(almanac.apply(now, scope).vault());
            }
            return !hidden(reminder, notes.whole.get(), notes.seen.orElseThrow(), scope);
        };
    }

    /** Whether it tells of a note that may not be known. One that is gone is judged by where it was. */
    static boolean hidden(Reminder reminder, Vault whole, Vault seen, NoteScope scope) {
        return reminder.note()
                .filter(note -> whole.note(note.path()).isPresent() ? seen.note(note.path()).isEmpty() : !scope.sees(note.path()))
                .isPresent();
    }

    private static Instant lastFired(Reminder reminder) {
        return reminder.fired().values().stream().max(Comparator.naturalOrder()).orElse(Instant.MIN);
    }

    /** When it speaks next; absent when it is over. */
    public static Optional<Instant> next(Reminder reminder, Morning morning) {
        return reminder.next().map(step -> reminder.due(step, morning));
    }

    public Optional<Reminder> find(ChatId chat, int number, NoteScope scope, Instant now) {
        var found = watchlist.find(chat.text(), number).map(one -> switch (one) {
            case Reminder reminder -> reminder;
        });
        return scope.everything() ? found : found.filter(visible(scope, now));
    }

    /** Takes one back; false when it is over already, or somebody else was faster. */
    public boolean end(Reminder reminder) {
        return !reminder.over() && watchlist.change(reminder, reminder.ended());
    }
}
