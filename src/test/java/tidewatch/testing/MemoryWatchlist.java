package tidewatch.testing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tidewatch.watch.Reminder;
import tidewatch.watch.ReminderState;
import tidewatch.watch.Watch;
import tidewatch.watch.Watchlist;

/** What chats wait for, in the memory of a store and in its transactions. */
public final class MemoryWatchlist implements Watchlist {
    private static final Comparator<Watch> ORDER = Comparator.comparing(Watch::chat).thenComparingInt(Watch::number);

    private final MemoryStore store;
    private final MemoryStore.Table<String, Watch> watches;
    private final MemoryStore.Table<String, Integer> last;

    public MemoryWatchlist(MemoryStore store) {
        this.store = store;
        this.watches = store.new Table<>();
        this.last = store.new Table<>();
        store.onMove((from, to) -> move(from.text(), to.text()));
    }

    /** Where the new chat has given numbers too, the old ones go on behind all of both. */
    private void move(String from, String to) {
        int there = last.get(to).orElse(0);
        int given = there == 0 ? 0 : there + last.get(from).orElse(0);
        for (var one : list(watch -> watch.chat().equals(from))) {
            watches.remove(one.id());
            var old = reminder(one);
            var moved = new Reminder(
                    to,
                    given + old.number(),
                    old.person(),
                    old.slug(),
                    old.what(),
                    old.question(),
                    old.note(),
                    old.when(),
                    old.before(),
                    old.steps(),
                    old.fired(),
                    old.state(),
                    old.urgent(),
                    old.created());
            watches.put(moved.id(), moved);
        }
        last.get(from).ifPresent(before -> {
            last.remove(from);
            last.put(to, given + before);
        });
    }

    @Override
    public Added add(Watch wish) {
        var reminder = reminder(wish);
        if (reminder.number() != 0) {
            throw new IllegalArgumentException(reminder.id() + " is stored already");
        }
        return store.transaction("add watch", () -> {
            var open = list(one -> one.chat().equals(reminder.chat()) && !one.over());
            var same = open.stream().filter(one -> reminder(one).same(reminder)).findFirst();
            if (same.isPresent()) {
                return new Known(same.get());
            }
            if (open.size() >= Watch.PER_CHAT_MAX) {
                return new Full();
            }
            int number = last.get(reminder.chat()).orElse(0) + 1;
            last.put(reminder.chat(), number);
            var numbered = reminder.numbered(number);
            watches.put(numbered.id(), numbered);
            return new New(numbered);
        });
    }

    private static Reminder reminder(Watch watch) {
        return switch (watch) {
            case Reminder reminder -> reminder;
        };
    }

    private List<Watch> list(Predicate<Watch> which) {
        return watches.all().stream().filter(which).sorted(ORDER).toList();
    }

    @Override
    public List<Watch> of(String chat) {
        return store.read("watches", () -> list(one -> one.chat().equals(chat) && reminder(one).state() != ReminderState.DONE));
    }

    @Override
    public Optional<Watch> find(String chat, int number) {
        return store.read("watch", () -> watches.get(chat + "/" + number));
    }

    @Override
    public boolean change(Watch before, Watch after) {
        if (!before.id().equals(after.id())) {
            throw new IllegalArgumentException(after.id() + " in the place of " + before.id());
        }
        return store.transaction("change watch", () -> {
            boolean there = watches.get(before.id()).filter(before::equals).isPresent();
            if (there) {
                watches.put(after.id(), after);
            }
            return there;
        });
    }

    @Override
    public List<Watch> mayBeDue(Instant now, Optional<Watch> after, int limit) {
        return page(one -> one.lookFrom().filter(look -> !look.isAfter(now)).isPresent(), after, limit);
    }

    @Override
    public List<Watch> fromNotes(Optional<Watch> after, int limit) {
        return page(one -> !one.over() && reminder(one).note().isPresent(), after, limit);
    }

    private List<Watch> page(Predicate<Watch> which, Optional<Watch> after, int limit) {
        return store.read("page of watches", () -> list(which).stream()
                .filter(one -> after.filter(last -> ORDER.compare(one, last) <= 0).isEmpty())
                .limit(limit)
                .toList());
    }

    @Override
    public int forget(String chat) {
        return store.transaction("forget watches", () -> {
            var all = list(one -> one.chat().equals(chat));
            all.forEach(one -> watches.remove(one.id()));
            return all.size();
        });
    }
}
