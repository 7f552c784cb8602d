package tidewatch.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tidewatch.chat.ChatId;
import tidewatch.watch.Reminder;
import tidewatch.watch.ReminderState;
import tidewatch.watch.Watch;
import tidewatch.watch.Watchlist;

/**
 * After a restore: what a reminder had to say before that moment may have been said after the backup was made. It is taken as said, and a row
 * that was not sent tells so.
 */
public final class RestoredReminders {
    private static final int PAGE = 200;

    private final Watchlist watchlist;
    private final Subscriptions subscriptions;
    private final Mornings mornings;
    private final Outbox outbox;

    public RestoredReminders(Watchlist watchlist, Subscriptions subscriptions, Mornings mornings, Outbox outbox) {
        this.watchlist = Objects.requireNonNull(watchlist);
        this.subscriptions = Objects.requireNonNull(subscriptions);
        this.mornings = Objects.requireNonNull(mornings);
        this.outbox = Objects.requireNonNull(outbox);
    }

    /** Marks all that was due before now; returns how many. To be called in the transaction that marks the rest. */
    public int mark(Instant now) {
        int marked = 0;
        Optional<Watch> last = Optional.empty();
        List<Watch> page;
        do {
            page = watchlist.mayBeDue(now, last, PAGE);
            for (Watch watch : page) {
                last = Optional.of(watch);
                marked += switch (watch) {
                    case Reminder reminder -> mark(reminder, now);
                };
            }
        } while (page.size() == PAGE);
        return marked;
    }

    private int mark(Reminder found, Instant now) {
        var chat = ChatId.parse(found.chat()).flatMap(subscriptions::chat);
        if (chat.isEmpty()) {
            return 0;
        }
        var morning = mornings.of(chat.get());
        int marked = 0;
        var reminder = found;
        var next = reminder.next();
        while (next.isPresent() && reminder.due(next.get(), morning).isBefore(now)) {
            var step = next.get();
            var due = reminder.due(step, morning);
            if (reminder.state() == ReminderState.SCHEDULED) {
                reminder = changed(reminder, reminder.fires());
            }
            var row = Delivery.planned(
                            chat.get(), DeliveryKind.REMINDER, reminder.slot(step), Optional.empty(), Optional.empty(),
                            Staleness.of(DeliveryKind.REMINDER, due))
                    .ended(DeliveryReason.RESTORED, reminder.what());
            outbox.plan(List.of(row));
            reminder = changed(reminder, reminder.fired(step, now));
            next = reminder.next();
            marked++;
        }
        return marked;
    }

    /** As stored, with the version of the change. */
    private Reminder changed(Reminder before, Reminder after) {
        if (!watchlist.change(before, after)) {
            throw new IllegalStateException("Watch " + before.id() + " was changed while the store was being restored");
        }
        return switch (watchlist.find(before.chat(), before.number()).orElseThrow()) {
            case Reminder stored -> stored;
        };
    }
}
