package tidewatch.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.PriceReadiness;
import tidewatch.delivery.Slot;
import tidewatch.delivery.Subscription;
import tidewatch.testing.MemoryPlatform;
import tidewatch.watch.Occasion;
import tidewatch.watch.Reminder;
import tidewatch.watch.ReminderState;

/** The invariants that are judged over the whole of a run: I1, I2, I6, I10, I12 and I13, with the breaches that the platform noted. {@link History} judges the others as things happen. */
final class RunCheck {
    private static final Duration SLACK = Duration.ofMinutes(10);
    private static final Duration REST = Duration.ofMinutes(30);

    private final PriceReadiness readiness;

    RunCheck(PriceReadiness readiness) {
        this.readiness = readiness;
    }

    /** I2 for what is open: nothing outlives its end by more than ten minutes and, for the rest of a message, half an hour. */
    static void open(List<Delivery> open, Instant now) {
        for (var row : open) {
            if (row.state() == DeliveryState.HELD && row.digestId().isPresent()) {
                continue;
            }
            if (!now.isBefore(row.expiresAt().plus(REST).plus(SLACK))) {
                throw new Broken("I2", row.id() + " is " + row.state() + " at " + now + ", though it ended at " + row.expiresAt());
            }
        }
    }

    void atTheEnd(History history, MemoryPlatform platform, List<Reminder> watches, Instant now, boolean paceIsKept) {
        history.close();
        var rows = history.rows();
        unique(rows);
        folded(rows);
        reminders(rows, watches, history, now);
        everySession(rows, history, now);
        if (paceIsKept && !platform.breaches().isEmpty()) {
            throw new Broken("I10", "The platform noted: " + platform.breaches().getFirst());
        }
    }

    private static void unique(List<Delivery> rows) {
        var slots = new HashMap<String, Delivery>();
        for (var row : rows) {
            if (row.state() == DeliveryState.CANCELLED) {
                continue;
            }
            // By the id that it had: who asks for the same brief in a chat that moved, before we know that it did, gets it there too.
            var other = slots.putIfAbsent(row.chat() + " " + row.kind() + " " + row.slot(), row);
            if (other != null) {
                throw new Broken("I6", "There are two rows for one slot: " + row + " and " + other);
            }
        }
    }

    /** I2 for what another message carried: it is folded when that one arrived, and never waits for one that is over. */
    private static void folded(List<Delivery> rows) {
        var byId = new HashMap<String, Delivery>();
        rows.forEach(row -> byId.put(row.id(), row));
        for (var row : rows) {
            var carrier = row.digestId().map(byId::get);
            boolean arrived = carrier.filter(one -> one.state() == DeliveryState.SENT).isPresent();
            boolean over = carrier.filter(one -> one.state().isFinal()).isPresent();
            if (row.state() == DeliveryState.FOLDED && !arrived || row.state() == DeliveryState.HELD && over) {
                throw new Broken("I2", row + " is " + row.state() + ", and what was to carry it is " + carrier.map(one -> one.state().name()).orElse("nowhere"));
            }
            if (row.reason().filter(DeliveryReason.IN_BRIEF::equals).isPresent() && !carrier.orElseThrow().kind().isBrief()) {
                throw new Broken("I2", row + " is said to be in a brief, and is in " + carrier);
            }
        }
    }

    /** I13: a reminder that was due speaks once, and is over. All of these runs speak once, on a day or at a moment. */
    private static void reminders(List<Delivery> rows, List<Reminder> watches, History history, Instant now) {
        var slots = new HashMap<String, Integer>();
        rows.stream()
                .filter(row -> row.kind() == DeliveryKind.REMINDER)
                .forEach(row -> slots.merge(history.latest(row.chat()) + " " + row.slot(), 1, Integer::sum));
        for (var watch : watches) {
            var step = watch.steps().getFirst();
            int spoke = slots.getOrDefault(watch.chat() + " " + watch.slot(step), 0);
            // A chat that moved may have got other numbers since its reminders spoke.
            if (watch.state() == ReminderState.FIRED && spoke != 1 && !history.wasMovedTo(watch.chat())) {
                throw new Broken("I13", "Reminder " + watch.id() + " has fired and has " + spoke + " rows of " + watch.slot(step));
            }
            boolean due = watch.when() instanceof Occasion.Clock(Instant at) && at.plus(SLACK).isBefore(now);
            if (due && watch.state() != ReminderState.FIRED) {
                throw new Broken("I13", "Reminder " + watch.id() + " was due at " + watch.when() + " and is " + watch.state() + " at " + now);
            }
        }
    }

    /** I1: a row for each brief that a subscription asked for while it was active and the planner ran. */
    private void everySession(List<Delivery> rows, History history, Instant now) {
        Map<String, Delivery> bySlot = new HashMap<>();
        rows.forEach(row -> bySlot.put(history.latest(row.chat()) + " " + row.kind() + " " + row.slot(), row));
        for (var interval : history.intervals()) {
            Subscription subscription = interval.subscription;
            Instant end = interval.until.orElse(now);
            Instant until = interval.checkedUntil.isBefore(end) ? interval.checkedUntil : end;
            Instant first = subscription.nextDue().filter(interval.from::isAfter).orElse(interval.from);
            if (!until.isAfter(first)) {
                continue;
            }
            for (Slot slot : subscription.rule().slots(first.minusMillis(1), until, readiness)) {
                if (subscription.nextDue().filter(due -> slot.due().isBefore(due)).isPresent() && !slot.due().isAfter(interval.from)) {
                    continue;
                }
                String name = history.latest(subscription.chat()) + " " + slot.delivery() + " " + slot.key().text();
                Delivery row = bySlot.get(name);
                if (row == null) {
                    throw new Broken(
                            "I1",
                            "No row for " + name + " due " + slot.due() + ", though " + subscription.id() + " was active in version "
                                    + subscription.version() + " from " + interval.from + " until "
                                    + interval.until.map(Instant::toString).orElse("the end"));
                }
                boolean forgotten = row.reason().filter(why -> why == DeliveryReason.VERSION || why == DeliveryReason.UNSUBSCRIBED).isPresent();
                if (forgotten && !end.isBefore(row.expiresAt()) && row.written() == 0) {
                    throw new Broken(
                            "I1",
                            row.id() + " for " + name + " was cancelled as " + row.reason().orElseThrow() + ", though " + subscription.id()
                                    + " was active in version " + subscription.version() + " from " + interval.from + " past its end");
                }
            }
        }
    }
}
