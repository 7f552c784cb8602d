package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads a store and says where it contradicts what delivery promises (the invariants I1 to I7 of the delivery design, as far as rows alone
 * can show them). For {@code tidewatch verify}, after a restore, and in tests. Reads only; a store that is being written to may show what
 * holds a moment later.
 */
public final class InvariantCheck {
    /** What should have happened by itself has this long to happen: a sweep comes each few seconds, a plan each minute. */
    private static final Duration SLACK = Duration.ofMinutes(10);

    /** The rest of a message whose first part is out may be late by this much. */
    private static final Duration REST = Duration.ofMinutes(30);

    private static final Set<DeliveryState> OPEN = EnumSet.of(
            DeliveryState.PLANNED,
            DeliveryState.READY,
            DeliveryState.HELD,
            DeliveryState.SENDING,
            DeliveryState.RETRY_WAIT,
            DeliveryState.UNKNOWN);

    private final Subscriptions subscriptions;
    private final Outbox outbox;
    private final PriceReadiness readiness;

    public InvariantCheck(Subscriptions subscriptions, Outbox outbox, PriceReadiness readiness) {
        this.subscriptions = Objects.requireNonNull(subscriptions);
        this.outbox = Objects.requireNonNull(outbox);
        this.readiness = Objects.requireNonNull(readiness);
    }

    /**
     * Something that does not hold.
     *
     * @param invariant {@code I1} to {@code I7}
     * @param row the id of the row or subscription
     * @param words a sentence that names it
     */
    public record Violation(String invariant, String row, String words) {
        public Violation {
            Objects.requireNonNull(invariant);
            Objects.requireNonNull(row);
            Objects.requireNonNull(words);
        }
    }

    /** Everything that does not hold now, by the number of the invariant; empty when all is well. */
    public List<Violation> check(Instant now) {
        var found = new ArrayList<Violation>();
        var rows = outbox.list(Outbox.Filter.ALL, Integer.MAX_VALUE);
        sessions(rows, now, found);
        for (Delivery row : rows) {
            end(row, now, found);
            life(row, found);
        }
        unique(rows, found);
        line(rows, found);
        found.sort(Comparator.comparing(Violation::invariant).thenComparing(Violation::row));
        return List.copyOf(found);
    }

    /**
     * I1: an active subscription is not behind, leaves out no brief between what is planned and what is next, and has a row for each brief
     * that is planned and still to come. What a pause or a suspension left out in the past cannot be told from a fault, and is not judged.
     */
    private void sessions(List<Delivery> rows, Instant now, List<Violation> found) {
        var slots = new HashSet<String>();
        rows.forEach(row -> slots.add(slot(row.chat().text(), row.kind(), row.slot())));
        var last = "";
        for (var page = subscriptions.active(last, Outbox.CHUNK); !page.isEmpty(); page = subscriptions.active(last, Outbox.CHUNK)) {
            for (Subscription one : page) {
                last = one.id();
                one.nextDue().filter(due -> due.plus(SLACK).isBefore(now)).ifPresent(due -> found.add(new Violation(
                        "I1", one.id(), "The brief of " + one.id() + " that was due at " + due + " has no row at " + now + ".")));
                Subscription.first(one.rule(), one.plannedThrough(), readiness)
                        .filter(first -> one.nextDue().filter(next -> !next.isAfter(first)).isEmpty())
                        .ifPresent(first -> found.add(new Violation(
                                "I1", one.id(), one.id() + " is planned through " + one.plannedThrough() + " and leaves out " + first + ".")));
                for (Slot slot : one.rule().slots(now, one.plannedThrough(), readiness)) {
                    boolean planned = one.nextDue().filter(next -> !slot.due().isBefore(next)).isEmpty();
                    if (planned && !slots.contains(slot(one.chat().text(), slot.delivery(), slot.key().text()))) {
                        found.add(new Violation(
                                "I1", one.id(), one.id() + " has no row for " + slot.key().text() + ", due at " + slot.due() + "."));
                    }
                }
            }
        }
    }

    /** I2: nothing outlives its end. A held row that a digest is to carry ends with the digest. */
    private void end(Delivery row, Instant now, List<Violation> found) {
        boolean carried = row.state() == DeliveryState.HELD && row.digestId().isPresent();
        if (OPEN.contains(row.state()) && !carried && now.isAfter(row.expiresAt().plus(REST).plus(SLACK))) {
            found.add(new Violation(
                    "I2", row.id(), row.id() + " is still " + row.state() + ", though it had to end by " + row.expiresAt() + "."));
        }
        boolean alone = carried && row.digestId().flatMap(outbox::find).filter(digest -> !digest.state().isFinal()).isEmpty();
        if (alone) {
            found.add(new Violation("I2", row.id(), row.id() + " waits for the digest " + row.digestId().orElse("") + ", which is over."));
        }
    }

    /** I3 and I4 by the row's own account: no more tries than doubts and refusals explain. I5: no try after the end. I7: parts in order. */
    private void life(Delivery row, List<Violation> found) {
        if (row.resends() > 1) {
            found.add(new Violation("I3", row.id(), row.id() + " was repeated " + row.resends() + " times; once is the most."));
        }
        if (row.attempt() == 0) {
            return;
        }
        outbox.trace(row.id()).ifPresent(trace -> {
            boolean gap = false;
            for (Outbox.Part part : trace.parts()) {
                if (part.sent() && gap) {
                    found.add(new Violation("I7", row.id(), row.id() + " shows part " + part.number() + " without the one before it."));
                }
                gap |= !part.sent();
            }
            if (row.state() == DeliveryState.SENT && gap) {
                found.add(new Violation("I7", row.id(), row.id() + " counts as sent, and a part of it was not."));
            }
            for (Outbox.Attempt attempt : trace.attempts()) {
                boolean open = attempt.endedAt().isEmpty() && attempt.outcome().isEmpty() && attempt.attempt() == row.attempt();
                if (row.state() == DeliveryState.CANCELLED && row.reason().filter(InvariantCheck::byThePerson).isPresent() && open) {
                    found.add(new Violation("I5", row.id(), row.id() + " was taken back while it was being sent."));
                }
            }
        });
    }

    private static boolean byThePerson(DeliveryReason reason) {
        return reason == DeliveryReason.PAUSED || reason == DeliveryReason.CLASS_OFF;
    }

    /** I6: one row of a chat, kind and slot. */
    private static void unique(List<Delivery> rows, List<Violation> found) {
        var slots = new HashSet<String>();
        for (Delivery row : rows) {
            if (!slots.add(slot(row.chat().text(), row.kind(), row.slot()))) {
                found.add(new Violation("I6", row.id(), "There are two rows of " + row.chat() + " for " + row.kind() + " " + row.slot() + "."));
            }
        }
    }

    /** I7: one row of a chat is being sent at a time. */
    private static void line(List<Delivery> rows, List<Violation> found) {
        Map<String, String> sending = new HashMap<>();
        for (Delivery row : rows) {
            if (row.state() == DeliveryState.SENDING) {
                var other = sending.putIfAbsent(row.chat().text(), row.id());
                if (other != null) {
                    found.add(new Violation("I7", row.id(), row.id() + " and " + other + " are being sent to " + row.chat() + " at once."));
                }
            }
        }
    }

    private static String slot(String chat, DeliveryKind kind, String slot) {
        return chat + "\n" + kind + "\n" + slot;
    }
}
