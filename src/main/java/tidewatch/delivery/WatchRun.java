package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import tidewatch.chat.ChatId;
import tidewatch.chat.NoteScope;
import tidewatch.watch.Almanac;
import tidewatch.watch.Morning;
import tidewatch.watch.Occasion;
import tidewatch.watch.Reminder;
import tidewatch.watch.ReminderState;
import tidewatch.watch.Step;
import tidewatch.watch.Watch;
import tidewatch.watch.Watchlist;

/**
 * Hands reminders that are due to the outbox. A tick: it may be lost, late, doubled or run by several nodes at once. The row of the outbox
 * comes first and is the only one of its slot; then the reminder moves on. A crash between the two leaves the reminder due, and the next
 * tick finds the row there.
 *
 * <p>A reminder for a day is due on the morning of the chat as its settings are at that moment, so a chat that moves to another zone or
 * hour is not told twice and not forgotten. Reminders from notes follow the dates of their notes.
 *
 * <p>What it remembers between ticks saves work and decides nothing. One thread.
 */
public final class WatchRun {
    private static final int PAGE = 200;

    /** How long a reminder that may be due and is not is left alone: a change of its chat's settings is noticed that late. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

    private final Watchlist watchlist;
    private final Subscriptions subscriptions;
    private final Mornings mornings;
    private final Post post;
    private final BiFunction<Instant, NoteScope, Almanac> almanac;
    private final BiConsumer<String, RuntimeException> broken;

    private final Map<String, Instant> notBefore = new HashMap<>();
    private Optional<List<Almanac.Item>> followed = Optional.empty();

    /**
     * @param almanac the notes of a scope and the events that are known at a moment
     * @param broken takes the id of a watch that could not be handled with the fault; the others are, and it is tried again
     */
    public WatchRun(
            Watchlist watchlist,
            Subscriptions subscriptions,
            Mornings mornings,
            Post post,
            BiFunction<Instant, NoteScope, Almanac> almanac,
            BiConsumer<String, RuntimeException> broken) {
        this.watchlist = watchlist;
        this.subscriptions = subscriptions;
        this.mornings = mornings;
        this.post = post;
        this.almanac = almanac;
        this.broken = broken;
    }

    /** A chat as it is now, with its mornings. */
    private record Place(Chat chat, Morning morning) {}

    /** One tick. Returns how many reminders were handed on. */
    public int run(Instant now) {
        var known = new Known(now);
        follow(known, now);
        notBefore.values().removeIf(until -> !until.isAfter(now));
        int handed = 0;
        Optional<Watch> last = Optional.empty();
        List<Watch> page;
        do {
            page = watchlist.mayBeDue(now, last, PAGE);
            for (Watch watch : page) {
                last = Optional.of(watch);
                try {
                    handed += switch (watch) {
                        case Reminder reminder -> hand(reminder, known, now) ? 1 : 0;
                    };
                } catch (RuntimeException fault) {
                    broken.accept(watch.id(), fault);
                }
            }
        } while (page.size() == PAGE);
        return handed;
    }

    /** What one tick knows; each chat is asked for once. */
    private final class Known {
        private final Instant now;
        private final Almanac almanac;
        private final Map<String, Optional<Place>> places = new HashMap<>();
        private final Map<NoteScope, Almanac> scoped = new HashMap<>();

        Known(Instant now) {
            this.now = now;
            this.almanac = WatchRun.this.almanac.apply(now, NoteScope.EVERYTHING);
        }

        /** What a chat may know. */
        Almanac of(Chat chat) {
            return chat.notes().everything() ? almanac : scoped.computeIfAbsent(chat.notes(), scope -> WatchRun.this.almanac.apply(now, scope));
        }

        /** Whether the reminder is of a note that its chat may not know. */
        boolean hidden(Reminder reminder, Chat chat) {
            return !chat.notes().everything()
                    && reminder.note().isPresent()
                    && WatchBook.hidden(reminder, almanac.vault(), of(chat).vault(), chat.notes());
        }

        Optional<Place> place(String chat) {
            return places.computeIfAbsent(
                    chat, id -> ChatId.parse(id).flatMap(subscriptions::chat).map(one -> new Place(one, mornings.of(one))));
        }
    }

    private boolean hand(Reminder found, Known known, Instant now) {
        if (notBefore.containsKey(found.id())) {
            return false;
        }
        var place = known.place(found.chat());
        var next = found.next();
        if (place.isEmpty() || next.isEmpty()) {
            return false;
        }
        var morning = place.get().morning();
        var due = found.due(next.get(), morning);
        if (found.state() == ReminderState.SCHEDULED && due.isAfter(now)) {
            notBefore.put(found.id(), due.isBefore(now.plus(LOOK_AGAIN)) ? due : now.plus(LOOK_AGAIN));
            return false;
        }
        var firing = found;
        if (found.state() == ReminderState.SCHEDULED) {
            firing = found.fires();
            if (!watchlist.change(found, firing)) {
                return false;
            }
        }
        if (known.hidden(firing, place.get().chat())) {
            // Of a note that the chat may not know any more: it does not exist there, and says nothing.
            return watchlist.change(firing, firing.ended());
        }
        var step = next.get();
        var overtaken = overtaken(firing, step, now, morning);
        if (overtaken.isPresent()) {
            // After a long downtime the question of the end is asked alone: nobody needs to hear that a closed window opens.
            return watchlist.change(firing, firing.fired(step, now)) && hand(again(firing), known, now);
        }
        var doc = ReminderMessage.of(firing, step, known.of(place.get().chat()), place.get().chat(), morning, now);
        boolean clockTime = firing.when() instanceof Occasion.Clock;
        post.add(place.get().chat(), DeliveryKind.REMINDER, firing.slot(step), due, doc, clockTime, firing.urgent(), now);
        return watchlist.change(firing, firing.fired(step, now));
    }

    /** The step after this one, when it is due as well. */
    private static Optional<Step> overtaken(Reminder reminder, Step step, Instant now, Morning morning) {
        return reminder.steps().stream()
                .filter(later -> later.compareTo(step) > 0 && !reminder.fired().containsKey(later))
                .findFirst()
                .filter(later -> !reminder.due(later, morning).isAfter(now));
    }

    private Reminder again(Reminder reminder) {
        return switch (watchlist.find(reminder.chat(), reminder.number()).orElseThrow()) {
            case Reminder stored -> stored;
        };
    }

    /** Reminders from notes say what their notes say now. Looked at only when something in the notes changed. */
    private void follow(Known known, Instant now) {
        var items = known.almanac.items();
        if (followed.filter(items::equals).isPresent()) {
            return;
        }
        Optional<Watch> last = Optional.empty();
        List<Watch> page;
        boolean all = true;
        do {
            page = watchlist.fromNotes(last, PAGE);
            for (Watch watch : page) {
                last = Optional.of(watch);
                try {
                    all &= switch (watch) {
                        case Reminder reminder -> followed(reminder, known, items, now);
                    };
                } catch (RuntimeException fault) {
                    broken.accept(watch.id(), fault);
                    all = false;
                }
            }
        } while (page.size() == PAGE);
        followed = all ? Optional.of(items) : Optional.empty();
    }

    /** False when it has to be looked at again. */
    private boolean followed(Reminder reminder, Known known, List<Almanac.Item> items, Instant now) {
        if (reminder.state() != ReminderState.SCHEDULED) {
            return true;
        }
        var place = known.place(reminder.chat());
        var note = reminder.note().filter(Reminder.FromNote::follows);
        var item = note.flatMap(one -> known.almanac.item(one.path(), reminder.slug()).or(() -> renamed(reminder, items)))
                .filter(one -> one.when().isPresent());
        if (place.isEmpty() || item.isEmpty()) {
            return true;
        }
        var after = reminder.following(item.get(), now, place.get().morning());
        notBefore.remove(reminder.id());
        return after.equals(reminder) || watchlist.change(reminder, after);
    }

    /** The note has another name or place now: the only item of this name is meant. */
    private static Optional<Almanac.Item> renamed(Reminder reminder, List<Almanac.Item> items) {
        var same = items.stream().filter(item -> item.slug().equals(reminder.slug())).toList();
        return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
    }
}
