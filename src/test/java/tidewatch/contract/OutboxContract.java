package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidewatch.contract.Rows.SENDER;
import static tidewatch.contract.Rows.chat;
import static tidewatch.contract.Rows.ended;
import static tidewatch.contract.Rows.frozen;
import static tidewatch.contract.Rows.morning;
import static tidewatch.contract.Rows.owner;
import static tidewatch.contract.Rows.row;
import static tidewatch.delivery.DeliveryKind.ALERT;
import static tidewatch.delivery.DeliveryKind.ANSWER;
import static tidewatch.delivery.DeliveryKind.CLOSE;
import static tidewatch.delivery.DeliveryKind.DIGEST;
import static tidewatch.delivery.DeliveryKind.MORNING;
import static tidewatch.delivery.DeliveryKind.REMINDER;
import static tidewatch.delivery.DeliveryState.CANCELLED;
import static tidewatch.delivery.DeliveryState.DEAD;
import static tidewatch.delivery.DeliveryState.EXPIRED;
import static tidewatch.delivery.DeliveryState.FOLDED;
import static tidewatch.delivery.DeliveryState.HELD;
import static tidewatch.delivery.DeliveryState.PLANNED;
import static tidewatch.delivery.DeliveryState.READY;
import static tidewatch.delivery.DeliveryState.RETRY_WAIT;
import static tidewatch.delivery.DeliveryState.SENDING;
import static tidewatch.delivery.DeliveryState.SENT;
import static tidewatch.delivery.DeliveryState.UNKNOWN;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.chat.ChatId;
import tidewatch.chat.InboundLog;
import tidewatch.chat.Incoming;
import tidewatch.chat.MessageRef;
import tidewatch.delivery.Chat;
import tidewatch.delivery.Claim;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Lease;
import tidewatch.delivery.Outbox;
import tidewatch.delivery.Outcome;
import tidewatch.delivery.Resolution;
import tidewatch.delivery.Subscription;
import tidewatch.delivery.SubscriptionReason;
import tidewatch.delivery.SubscriptionState;
import tidewatch.testing.DeliveryEdit;

/** What {@link Outbox} promises. Every store passes this. */
public abstract class OutboxContract {
    protected static final Instant T0 = Instant.parse("2026-01-09T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(30);

    private Store store;
    private Outbox outbox;

    /** An empty store. */
    protected abstract Store store();

    @BeforeEach
    void open() {
        store = store();
        store.set(T0);
        outbox = store.outbox();
    }

    @AfterEach
    void close() {
        store.close();
    }

    // ---- what the tests say in one word ----

    private Chat saved(String local) {
        var chat = chat(local);
        store.subscriptions().save(chat);
        return chat;
    }

    private Lease lease() {
        return store.leases().acquire(SENDER, "node-a", Duration.ofDays(400)).orElseThrow();
    }

    private Delivery ready(Chat chat, DeliveryKind kind, String slot, Instant due, String... texts) {
        var row = row(chat, kind, slot, due, READY);
        assertThat(outbox.add(row, frozen(kind.isBrief() ? "brief-" + slot : "", texts.length == 0 ? new String[] {slot} : texts)))
                .isTrue();
        return row;
    }

    private Delivery held(Chat chat, String slot, Instant due, Instant until) {
        var row = row(chat, ALERT, slot, Optional.empty(), due, until.plus(Duration.ofDays(1)), until, HELD, Optional.empty());
        assertThat(outbox.add(row, frozen("", slot))).isTrue();
        return row;
    }

    private Claim claimOne(Lease lease) {
        var claims = outbox.claim(lease, 8);
        assertThat(claims).hasSize(1);
        return claims.getFirst();
    }

    private List<String> claimed(Lease lease, int limit) {
        return outbox.claim(lease, limit).stream().map(claim -> claim.delivery().id()).toList();
    }

    private Delivery found(Delivery row) {
        return outbox.find(row.id()).orElseThrow();
    }

    private DeliveryState state(Delivery row) {
        return found(row).state();
    }

    private static Outcome.Arrived arrived() {
        return new Outcome.Arrived(DeliveryReason.OK, Optional.of(new MessageRef("77")), "HTTP 200");
    }

    private static Outcome.Again again(Instant notBefore) {
        return new Outcome.Again(notBefore, true, Optional.empty(), Optional.empty(), "HTTP 502");
    }

    private static Outcome.Lost lost() {
        return new Outcome.Lost(true, "closed after the request was written");
    }

    private void later(Duration by) {
        store.set(T0.plus(by));
    }

    // ---- planning ----

    @Test
    void a_planned_row_comes_back_as_it_was_given() {
        var chat = saved("1");
        var sub = store.subscriptions().put(morning(chat, T0));
        var row = row(chat, MORNING, "2026-01-09", owner(sub), T0, PLANNED);
        assertThat(outbox.plan(List.of(row))).isEqualTo(1);
        assertThat(outbox.find(row.id())).contains(row);
        assertThat(outbox.find("M-nobody")).isEmpty();
    }

    @Test
    void what_was_made_for_an_older_wish_is_not_frozen_into_the_row_of_the_newer_one() {
        var chat = saved("1");
        var read = row(chat, MORNING, "2026-01-09", owner(store.subscriptions().put(morning(chat, T0))), T0, PLANNED);
        assertThat(outbox.plan(List.of(read))).isEqualTo(1);
        var again = row(chat, MORNING, "2026-01-09", owner(store.subscriptions().put(morning(chat, T0))), T0, PLANNED);
        assertThat(outbox.plan(List.of(again))).isEqualTo(1);
        assertThat(outbox.freeze(read, frozen("b-9", "old"), READY, T0, false)).isFalse();
        assertThat(outbox.freeze(again, frozen("b-9", "new"), READY, T0, false)).isTrue();
        assertThat(found(again).headline()).isEqualTo("Headline of new");
    }

    @Test
    void a_row_whose_chat_kind_and_slot_exist_is_left_alone() {
        var chat = saved("1");
        var first = row(chat, MORNING, "2026-01-09", T0, PLANNED);
        var second = row(chat, MORNING, "2026-01-09", T0.plusSeconds(60), PLANNED);
        assertThat(outbox.plan(List.of(first, second))).isEqualTo(1);
        assertThat(outbox.plan(List.of(second))).isZero();
        assertThat(outbox.add(row(chat, MORNING, "2026-01-09", T0.plusSeconds(90), READY), frozen("b", "other"))).isFalse();
        assertThat(found(first)).isEqualTo(first);
        assertThat(outbox.trace(first.id()).orElseThrow().parts()).isEmpty();
    }

    @Test
    void a_row_can_be_written_down_as_ended_so_that_the_question_why_has_an_answer() {
        var off = ended(saved("1"), ALERT, "a", T0, DeliveryReason.CLASS_OFF);
        assertThat(outbox.plan(List.of(off))).isEqualTo(1);
        assertThat(found(off)).isEqualTo(off);
        assertThat(outbox.claim(lease(), 8)).isEmpty();
    }

    @Test
    void more_rows_than_one_write_may_hold_are_all_added() {
        var rows = new ArrayList<Delivery>();
        for (int i = 0; i < 2 * Outbox.CHUNK + 7; i++) {
            rows.add(row(chat("c" + i), MORNING, "2026-01-09", T0, PLANNED));
        }
        assertThat(outbox.plan(rows)).isEqualTo(rows.size());
        assertThat(outbox.planned(T0, 10_000)).hasSize(rows.size());
    }

    @Test
    void a_cancelled_row_that_was_never_written_is_revived_with_the_new_values() {
        var chat = saved("1");
        var first = ready(chat, MORNING, "2026-01-09", T0, "old", "old two");
        assertThat(outbox.end(first.id(), DeliveryReason.UNSUBSCRIBED)).isTrue();
        var again = row(chat, MORNING, "2026-01-09", T0.plusSeconds(60), PLANNED);
        assertThat(outbox.plan(List.of(again))).isEqualTo(1);
        assertThat(found(first)).isEqualTo(again);
        assertThat(outbox.trace(first.id()).orElseThrow().parts()).isEmpty();

        assertThat(outbox.end(first.id(), DeliveryReason.VERSION)).isTrue();
        var composed = row(chat, MORNING, "2026-01-09", T0.plusSeconds(90), READY);
        assertThat(outbox.add(composed, frozen("b", "new"))).isTrue();
        assertThat(found(first).due()).isEqualTo(T0.plusSeconds(90));
        assertThat(found(first).reason()).isEmpty();
        assertThat(outbox.trace(first.id()).orElseThrow().parts()).hasSize(1);
    }

    @Test
    void a_row_that_was_planned_anew_is_not_ended_by_who_saw_it_before() {
        var chat = saved("1");
        var sub = store.subscriptions().put(morning(chat, T0));
        var seen = row(chat, MORNING, "2026-01-09", owner(sub), T0, PLANNED);
        outbox.plan(List.of(seen));
        assertThat(outbox.end(seen.id(), DeliveryReason.VERSION)).isTrue();
        var changed = store.subscriptions().put(morning(chat, T0));
        var anew = row(chat, MORNING, "2026-01-09", owner(changed), T0, PLANNED);
        outbox.plan(List.of(anew));

        assertThat(outbox.end(seen, DeliveryReason.VERSION)).isFalse();
        assertThat(found(anew).state()).isEqualTo(PLANNED);
        assertThat(outbox.end(found(anew), DeliveryReason.VERSION)).isTrue();
        assertThat(found(anew).reason()).contains(DeliveryReason.VERSION);
    }

    @Test
    void a_revived_row_goes_on_counting_its_claims_for_they_are_the_fence() {
        var chat = saved("1");
        var lease = lease();
        var first = ready(chat, MORNING, "2026-01-09", T0);
        var old = claimOne(lease);
        assertThat(outbox.finish(old, new Outcome.PutBack("too late to begin"))).isTrue();
        assertThat(outbox.end(first.id(), DeliveryReason.PAUSED)).isTrue();
        assertThat(outbox.add(row(chat, MORNING, "2026-01-09", T0, READY), frozen("b", "new"))).isTrue();
        var now = claimOne(lease);
        assertThat(now.delivery().attempt()).isEqualTo(2);
        assertThat(outbox.finish(old, arrived())).isFalse();
        assertThat(state(first)).isEqualTo(SENDING);
    }

    @Test
    void a_cancelled_row_that_was_written_is_not_revived_and_neither_is_any_other_final_one() {
        var chat = saved("1");
        var lease = lease();
        ready(chat, MORNING, "written", T0);
        outbox.finish(claimOne(lease), again(T0.plusSeconds(5)));
        var written = row(chat, MORNING, "written", T0, PLANNED);
        outbox.end(written.id(), DeliveryReason.UNSUBSCRIBED);
        ready(chat, MORNING, "sent", T0);
        outbox.finish(claimOne(lease), arrived());
        var expired = ended(chat, MORNING, "expired", T0, DeliveryReason.STALE);
        outbox.plan(List.of(expired));
        assertThat(outbox.plan(List.of(
                        written, row(chat, MORNING, "sent", T0, PLANNED), row(chat, MORNING, "expired", T0, PLANNED))))
                .isZero();
        assertThat(state(written)).isEqualTo(CANCELLED);
        assertThat(state(expired)).isEqualTo(EXPIRED);
    }

    @Test
    void rows_of_a_subscription_and_its_progress_are_stored_both_or_neither() {
        var chat = saved("1");
        var sub = store.subscriptions().put(morning(chat, T0));
        var rows = new ArrayList<Delivery>();
        for (int i = 0; i < Outbox.CHUNK + 1; i++) {
            rows.add(row(chat, MORNING, "slot " + i, owner(sub), T0.plusSeconds(i), PLANNED));
        }
        var through = T0.plus(Duration.ofMinutes(10));
        var next = T0.plus(Duration.ofDays(1));
        assertThat(outbox.plan(sub, rows, through, Optional.of(next))).isTrue();
        var moved = store.subscriptions().find(sub.id()).orElseThrow();
        assertThat(moved.plannedThrough()).isEqualTo(through);
        assertThat(moved.nextDue()).contains(next);
        assertThat(outbox.open(chat.id())).isEqualTo(rows.size());

        var changed = store.subscriptions().put(morning(chat, T0));
        assertThat(changed.version()).isGreaterThan(sub.version());
        var late = row(chat, MORNING, "late", owner(sub), T0, PLANNED);
        assertThat(outbox.plan(sub, List.of(late), through.plusSeconds(60), Optional.empty())).isFalse();
        assertThat(outbox.find(late.id())).isEmpty();
        assertThat(store.subscriptions().find(sub.id()).orElseThrow().plannedThrough()).isEqualTo(changed.plannedThrough());
    }

    @Test
    void a_subscription_that_was_paused_or_ended_meanwhile_gets_no_rows() {
        var chat = saved("1");
        var sub = store.subscriptions().put(morning(chat, T0));
        store.subscriptions().change(sub.id(), SubscriptionState.PAUSED, Optional.empty(), Optional.empty(), Optional.empty());
        var row = row(chat, MORNING, "2026-01-09", owner(sub), T0, PLANNED);
        assertThat(outbox.plan(sub, List.of(row), T0.plusSeconds(600), Optional.empty())).isFalse();
        assertThat(outbox.find(row.id())).isEmpty();
    }

    @Test
    void what_is_written_while_an_update_is_handled_is_undone_with_it() {
        var chat = saved("1");
        var said = new Incoming.Said(
                new Incoming.Envelope("u1", SENDER, chat.id(), Optional.empty(), "telegram:9", T0, Incoming.Origin.DIRECT), "/brief");
        store.inbound().store(said, T0);
        var pending = new InboundLog.Pending(said, T0);
        var row = row(chat, ANSWER, "u1", T0, READY);
        assertThatThrownBy(() -> store.inbound().handle(pending, () -> {
                    assertThat(outbox.add(row, frozen("", "answer"))).isTrue();
                    throw new IllegalStateException("broken after the answer was stored");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(outbox.find(row.id())).isEmpty();
        assertThat(store.inbound().handle(pending, () -> {
                    outbox.add(row, frozen("", "answer"));
                    return "ok";
                }))
                .isTrue();
        assertThat(state(row)).isEqualTo(READY);
    }

    // ---- composing ----

    @Test
    void planned_rows_are_given_by_their_due_time() {
        var late = row(saved("1"), MORNING, "s", T0.plusSeconds(400), PLANNED);
        var second = row(saved("2"), MORNING, "s", T0.plusSeconds(200), PLANNED);
        var first = row(saved("3"), MORNING, "s", T0.plusSeconds(100), PLANNED);
        outbox.plan(List.of(late, second, first));
        assertThat(outbox.planned(T0.plusSeconds(300), 10)).containsExactly(first, second);
        assertThat(outbox.planned(T0.plusSeconds(400), 1)).containsExactly(first);
    }

    @Test
    void a_row_is_frozen_once_with_its_bytes() {
        var chat = saved("1");
        var row = row(chat, MORNING, "2026-01-09", T0, PLANNED);
        outbox.plan(List.of(row));
        assertThat(outbox.freeze(row.id(), frozen("b-9", "one", "two"), READY, T0.plusSeconds(2), true)).isTrue();
        var frozen = found(row);
        assertThat(frozen.state()).isEqualTo(READY);
        assertThat(frozen.silent()).isTrue();
        assertThat(frozen.notBefore()).isEqualTo(T0.plusSeconds(2));
        assertThat(frozen.headline()).isEqualTo("Headline of one");
        assertThat(frozen.contentHash()).contains("hash of one|two");
        assertThat(frozen.briefId()).contains("b-9");
        assertThat(frozen.baseId()).contains("b-9-base");
        assertThat(outbox.planned(T0, 10)).isEmpty();

        assertThat(outbox.freeze(row.id(), frozen("b-9", "other"), READY, T0, false)).isFalse();
        assertThat(outbox.freeze("M-nobody", frozen("b-9", "other"), READY, T0, false)).isFalse();
        store.set(T0.plusSeconds(2));
        assertThat(claimOne(lease()).unsent()).extracting(part -> part.plain()).containsExactly("one", "two");
    }

    @Test
    void the_session_of_the_prices_stays_as_planned_when_the_bytes_name_none() {
        var row = row(saved("1"), MORNING, "2026-01-09", T0, PLANNED);
        outbox.plan(List.of(row));
        outbox.freeze(row.id(), frozen("", "no prices"), READY, T0, false);
        assertThat(found(row).asOf()).isEqualTo(row.asOf());
    }

    @Test
    void the_same_bytes_for_many_chats_stay_frozen_for_each() {
        var lease = lease();
        for (int i = 0; i < 5; i++) {
            ready(saved("c" + i), MORNING, "2026-01-09", T0, "same", "second");
        }
        var claims = outbox.claim(lease, 8);
        assertThat(claims).hasSize(5).allSatisfy(claim -> {
            assertThat(claim.unsent()).extracting(part -> part.payload()).containsExactly("<b>same</b>", "<b>second</b>");
            assertThat(claim.totalParts()).isEqualTo(2);
        });
        var next = outbox.partSent(claims.getFirst(), Optional.empty()).orElseThrow();
        outbox.finish(next, arrived());
        assertThat(outbox.trace(claims.get(1).delivery().id()).orElseThrow().parts()).noneMatch(Outbox.Part::sent);
    }

    @Test
    void an_open_row_is_ended_with_a_reason_and_a_final_one_or_one_being_sent_is_not() {
        var lease = lease();
        var chat = saved("1");
        var planned = row(chat, MORNING, "p", T0, PLANNED);
        outbox.plan(List.of(planned));
        assertThat(outbox.end(planned.id(), DeliveryReason.SUPERSEDED)).isTrue();
        assertThat(found(planned).reason()).contains(DeliveryReason.SUPERSEDED);
        assertThat(outbox.end(planned.id(), DeliveryReason.STALE)).isFalse();
        assertThat(found(planned).reason()).contains(DeliveryReason.SUPERSEDED);

        var ready = ready(chat, MORNING, "r", T0);
        assertThat(outbox.end(ready.id(), DeliveryReason.OK)).as("a row that is ready has not arrived").isFalse();
        claimOne(lease);
        assertThat(outbox.end(ready.id(), DeliveryReason.STALE)).isFalse();
        assertThat(outbox.end("M-nobody", DeliveryReason.STALE)).isFalse();
    }

    // ---- claiming ----

    @Test
    void a_row_that_may_go_is_claimed_with_its_parts_and_its_attempt_is_open() {
        var chat = saved("1").withZone(Rows.NEW_YORK);
        var row = ready(chat, MORNING, "2026-01-09", T0, "one", "two");
        var lease = lease();
        var claim = claimOne(lease);
        assertThat(claim.delivery().id()).isEqualTo(row.id());
        assertThat(claim.delivery().state()).isEqualTo(SENDING);
        assertThat(claim.delivery().attempt()).isEqualTo(1);
        assertThat(claim.delivery().written()).isZero();
        assertThat(claim.delivery()).isEqualTo(found(row));
        assertThat(claim.lease()).isEqualTo(lease);
        assertThat(claim.until()).isEqualTo(T0.plus(LEASE));
        assertThat(claim.zone()).isEqualTo(Rows.NEW_YORK);
        assertThat(claim.group()).isFalse();
        assertThat(claim.totalParts()).isEqualTo(2);
        var trace = outbox.trace(row.id()).orElseThrow();
        assertThat(trace.parts()).containsExactly(new Outbox.Part(1, false, Optional.empty()), new Outbox.Part(2, false, Optional.empty()));
        assertThat(trace.attempts()).containsExactly(new Outbox.Attempt(1, 1, "node-a", lease.epoch(), T0, Optional.empty(), ""));
    }

    @Test
    void nothing_is_claimed_before_it_is_due_or_may_be_tried_or_when_it_has_expired() {
        var lease = lease();
        var due = ready(saved("1"), MORNING, "s", T0.plusMillis(1));
        assertThat(claimed(lease, 8)).isEmpty();
        store.set(T0.plusMillis(1));
        assertThat(claimed(lease, 8)).containsExactly(due.id());

        var chat = saved("2");
        var waits = row(chat, MORNING, "s", Optional.empty(), T0, T0.plusSeconds(100), T0.plusSeconds(50), READY, Optional.empty());
        outbox.add(waits, frozen("", "w"));
        store.set(T0.plusSeconds(50).minusMillis(1));
        assertThat(claimed(lease, 8)).isEmpty();
        store.set(T0.plusSeconds(100));
        assertThat(claimed(lease, 8)).as("from the expiry on it is not sent").isEmpty();
        store.set(T0.plusSeconds(100).minusMillis(1));
        assertThat(claimed(lease, 8)).containsExactly(waits.id());
    }

    @Test
    void planned_and_held_rows_and_rows_of_another_sender_are_not_claimed() {
        var chat = saved("1");
        outbox.plan(List.of(row(chat, MORNING, "p", T0, PLANNED)));
        held(saved("2"), "h", T0, T0);
        ready(saved("3"), MORNING, "r", T0);
        var other = store.leases().acquire("telegram:2", "node-a", Duration.ofDays(1)).orElseThrow();
        assertThat(outbox.claim(other, 8)).isEmpty();
        assertThat(outbox.claim(lease(), 8)).hasSize(1);
    }

    @Test
    void rows_go_by_priority_then_due_time_then_id_and_no_more_than_asked_for() {
        var lease = lease();
        var brief = ready(saved("1"), MORNING, "s", T0.minusSeconds(60));
        var early = ready(saved("2"), ALERT, "s", T0.minusSeconds(30));
        var lateOne = ready(saved("3"), ALERT, "s", T0.minusSeconds(10));
        var lateTwo = ready(saved("4"), ALERT, "s", T0.minusSeconds(10));
        var answer = ready(saved("5"), ANSWER, "s", T0);
        var ties = List.of(lateOne.id(), lateTwo.id()).stream().sorted().toList();
        assertThat(claimed(lease, 2)).containsExactly(answer.id(), early.id());
        assertThat(claimed(lease, 1)).containsExactly(ties.getFirst());
        assertThat(claimed(lease, 8)).containsExactly(ties.getLast(), brief.id());
        assertThat(claimed(lease, 8)).isEmpty();
    }

    @Test
    void a_chat_has_one_row_in_flight_and_the_head_of_its_line_goes_first() {
        var lease = lease();
        var chat = saved("1");
        var second = ready(chat, MORNING, "second", T0.minusSeconds(10));
        var first = ready(chat, MORNING, "first", T0.minusSeconds(20));
        var reminder = ready(chat, REMINDER, "r", T0);
        for (var expected : List.of(reminder, first, second)) {
            var claim = claimOne(lease);
            assertThat(claim.delivery().id()).isEqualTo(expected.id());
            assertThat(outbox.claim(lease, 8)).isEmpty();
            outbox.finish(claim, arrived());
        }
    }

    @Test
    void a_message_of_a_chat_tells_which_row_it_is_a_part_of() {
        var lease = lease();
        var chat = saved("1");
        var brief = ready(chat, MORNING, "s", T0);
        outbox.finish(claimOne(lease), new Outcome.Arrived(DeliveryReason.OK, Optional.of(new MessageRef("4711")), "HTTP 200"));

        assertThat(outbox.shown(chat.id(), new MessageRef("4711")).map(Delivery::id)).contains(brief.id());
        assertThat(outbox.shown(chat.id(), new MessageRef("4712"))).isEmpty();
        assertThat(outbox.shown(saved("2").id(), new MessageRef("4711"))).as("numbers are those of one chat").isEmpty();
    }

    @Test
    void an_answer_passes_a_brief_that_waits_but_not_one_that_is_being_sent() {
        var lease = lease();
        var chat = saved("1");
        var brief = ready(chat, MORNING, "s", T0);
        var claim = claimOne(lease);
        var answer = ready(chat, ANSWER, "u", T0);
        assertThat(outbox.claim(lease, 8)).isEmpty();
        outbox.finish(claim, again(T0.plusSeconds(30)));
        assertThat(state(brief)).isEqualTo(RETRY_WAIT);
        assertThat(claimed(lease, 8)).containsExactly(answer.id());
    }

    @Test
    void a_row_that_waits_holds_back_the_later_ones_of_its_priority_and_no_others() {
        var lease = lease();
        var chat = saved("1");
        ready(chat, ALERT, "waits", T0);
        outbox.finish(claimOne(lease), again(T0.plusSeconds(600)));
        var later = ready(chat, REMINDER, "later", T0.plusSeconds(1));
        var brief = ready(chat, MORNING, "brief", T0.plusSeconds(1));
        store.set(T0.plusSeconds(1));
        var claim = claimOne(lease);
        assertThat(claim.delivery().id()).as("it need not wait for an alert that waits").isEqualTo(brief.id());
        outbox.finish(claim, arrived());
        assertThat(outbox.claim(lease, 8)).isEmpty();
        store.set(T0.plusSeconds(600));
        var first = claimOne(lease);
        assertThat(first.delivery().slot()).isEqualTo("waits");
        outbox.finish(first, arrived());
        assertThat(claimed(lease, 8)).containsExactly(later.id());
    }

    @Test
    void a_row_that_is_not_due_or_has_expired_holds_nobody_back() {
        var lease = lease();
        var chat = saved("1");
        var expired = row(chat, MORNING, "old", Optional.empty(), T0.minusSeconds(100), T0, T0, READY, Optional.empty());
        outbox.add(expired, frozen("", "old"));
        ready(chat, REMINDER, "soon", T0.plusSeconds(60));
        var brief = ready(chat, MORNING, "new", T0);
        assertThat(claimed(lease, 8)).containsExactly(brief.id());
    }

    @Test
    void nothing_goes_to_a_chat_that_is_shut_or_unknown() {
        var lease = lease();
        store.subscriptions().save(chat("1").withState(Chat.State.SUSPENDED));
        ready(chat("1"), MORNING, "s", T0);
        ready(chat("2"), MORNING, "s", T0);
        assertThat(outbox.claim(lease, 8)).isEmpty();
        store.subscriptions().save(chat("1"));
        assertThat(outbox.claim(lease, 8)).hasSize(1);
    }

    @Test
    void a_paused_chat_waits_and_the_others_do_not() {
        var lease = lease();
        var chat = saved("1");
        var brief = ready(chat, MORNING, "s", T0);
        var pause = new Outcome.Again(T0, true, Optional.of(T0.plusSeconds(30)), Optional.empty(), "HTTP 429");
        assertThat(outbox.finish(claimOne(lease), pause)).isTrue();
        ready(chat, ANSWER, "u", T0);
        var other = ready(saved("2"), MORNING, "s", T0);
        assertThat(claimed(lease, 8)).containsExactly(other.id());
        store.subscriptions().save(chat);
        assertThat(outbox.claim(lease, 8)).as("new settings do not end a pause of the platform").isEmpty();
        store.set(T0.plusSeconds(30).minusMillis(1));
        assertThat(outbox.claim(lease, 8)).isEmpty();
        store.set(T0.plusSeconds(30));
        assertThat(claimOne(lease).delivery().slot()).isEqualTo("u");
        assertThat(state(brief)).isEqualTo(RETRY_WAIT);
    }

    @Test
    void a_paused_sender_sends_nothing_until_its_pause_is_over() {
        var lease = lease();
        ready(saved("1"), MORNING, "s", T0);
        var pause = new Outcome.Again(T0, true, Optional.empty(), Optional.of(T0.plusSeconds(30)), "HTTP 429");
        outbox.finish(claimOne(lease), pause);
        ready(saved("2"), MORNING, "s", T0);
        assertThat(outbox.claim(lease, 8)).isEmpty();
        assertThat(store.leases().paused(SENDER).orElseThrow().until()).isEqualTo(T0.plusSeconds(30));
        store.set(T0.plusSeconds(30));
        assertThat(outbox.claim(lease, 1)).hasSize(1);
        store.leases().pause(SENDER, T0.plusSeconds(60), "token refused");
        assertThat(outbox.claim(lease, 8)).isEmpty();
        store.set(T0.plusSeconds(60));
        assertThat(outbox.claim(lease, 8)).hasSize(1);
    }

    @Test
    void a_pause_is_never_shortened_by_a_later_answer() {
        var lease = lease();
        ready(saved("1"), MORNING, "s", T0);
        ready(saved("2"), MORNING, "s", T0);
        var claims = outbox.claim(lease, 8);
        var until = T0.plusSeconds(60);
        outbox.finish(claims.get(0), new Outcome.Again(T0, true, Optional.of(until), Optional.of(until), "HTTP 429"));
        outbox.finish(claims.get(1), new Outcome.Again(T0, true, Optional.of(T0.plusSeconds(5)), Optional.of(T0.plusSeconds(5)), "HTTP 429"));
        store.set(T0.plusSeconds(30));
        assertThat(outbox.claim(lease, 8)).isEmpty();
        store.set(until);
        assertThat(outbox.claim(lease, 8)).hasSize(2);
    }

    @Test
    void a_row_of_a_subscription_goes_only_while_it_is_active_in_that_version() {
        var lease = lease();
        var chat = saved("1");
        var sub = store.subscriptions().put(morning(chat, T0));
        var row = row(chat, MORNING, "s", owner(sub), T0, READY);
        var wrong = row(chat, CLOSE, "s", new Delivery.Owner(sub.id(), sub.version() + 1), T0.minusSeconds(1), READY);
        var nobody = row(saved("2"), MORNING, "s", new Delivery.Owner("telegram:2/MORNING", 1), T0, READY);
        outbox.add(nobody, frozen("b", "text"));
        outbox.add(wrong, frozen("b", "text"));
        assertThat(outbox.claim(lease, 8)).isEmpty();
        outbox.end(wrong.id(), DeliveryReason.VERSION);
        store.subscriptions().change(sub.id(), SubscriptionState.PAUSED, Optional.empty(), Optional.empty(), Optional.empty());
        outbox.add(row, frozen("b", "text"));
        assertThat(outbox.claim(lease, 8)).isEmpty();
        store.subscriptions().change(sub.id(), SubscriptionState.ACTIVE, Optional.empty(), Optional.empty(), Optional.of(T0));
        assertThat(claimed(lease, 8)).containsExactly(row.id());
    }

    @Test
    void a_lease_that_is_not_held_any_more_claims_nothing() {
        ready(saved("1"), MORNING, "s", T0);
        var lease = store.leases().acquire(SENDER, "node-a", Duration.ofSeconds(15)).orElseThrow();
        assertThat(outbox.claim(new Lease(SENDER, "node-b", lease.epoch(), lease.until()), 8)).isEmpty();
        assertThat(outbox.claim(new Lease(SENDER, "node-a", lease.epoch() - 1, lease.until()), 8)).isEmpty();
        assertThat(outbox.claim(new Lease(SENDER, "node-a", lease.epoch() + 1, lease.until()), 8)).isEmpty();
        store.set(T0.plusSeconds(15));
        assertThat(outbox.claim(lease, 8)).as("it ran out by the store's clock").isEmpty();
        var next = store.leases().acquire(SENDER, "node-b", Duration.ofSeconds(15)).orElseThrow();
        assertThat(next.epoch()).isGreaterThan(lease.epoch());
        assertThat(outbox.claim(lease, 8)).isEmpty();
        assertThat(outbox.claim(next, 8)).hasSize(1);
        assertThat(outbox.claim(new Lease("telegram:none", "node-a", 1, T0.plusSeconds(9)), 8)).isEmpty();
    }

    // ---- finishing ----

    @Test
    void a_message_that_arrived_is_sent_and_its_whole_life_is_told() {
        var lease = lease();
        var row = ready(saved("1"), MORNING, "2026-01-09", T0);
        var claim = claimOne(lease);
        later(Duration.ofSeconds(2));
        assertThat(outbox.finish(claim, arrived())).isTrue();
        var sent = found(row);
        assertThat(sent.state()).isEqualTo(SENT);
        assertThat(sent.reason()).contains(DeliveryReason.OK);
        assertThat(sent.sentAt()).contains(T0.plusSeconds(2));
        assertThat(sent.written()).isEqualTo(1);
        assertThat(sent.suspectSince()).isEmpty();
        var trace = outbox.trace(row.id()).orElseThrow();
        assertThat(trace.parts()).containsExactly(new Outbox.Part(1, true, Optional.of(new MessageRef("77"))));
        var attempt = trace.attempts().getFirst();
        assertThat(attempt.endedAt()).contains(T0.plusSeconds(2));
        assertThat(attempt.outcome()).contains("HTTP 200");
        assertThat(outbox.finish(claim, arrived())).as("once").isFalse();
        assertThat(found(row)).isEqualTo(sent);
        assertThat(outbox.trace(row.id()).orElseThrow()).as("an attempt is completed once").isEqualTo(trace);
    }

    @Test
    void a_message_that_was_found_is_sent_and_nothing_more_was_written() {
        var row = ready(saved("1"), MORNING, "s", T0);
        var lease = lease();
        outbox.finish(claimOne(lease), lost());
        assertThat(outbox.resolve(row.id(), 1, new Resolution.Look(T0))).isTrue();
        outbox.finish(claimOne(lease), new Outcome.Arrived(DeliveryReason.RECONCILED, Optional.of(new MessageRef("5")), "found"));
        assertThat(found(row).reason()).contains(DeliveryReason.RECONCILED);
        assertThat(found(row).written()).isEqualTo(1);
    }

    @Test
    void a_failed_try_counts_what_was_written_and_comes_again() {
        var lease = lease();
        var row = ready(saved("1"), MORNING, "s", T0);
        outbox.finish(claimOne(lease), new Outcome.Again(T0.plusSeconds(3), false, Optional.empty(), Optional.empty(), "no connection"));
        assertThat(state(row)).isEqualTo(RETRY_WAIT);
        assertThat(found(row).written()).isZero();
        assertThat(found(row).notBefore()).isEqualTo(T0.plusSeconds(3));
        assertThat(outbox.claim(lease, 8)).isEmpty();
        store.set(T0.plusSeconds(3));
        outbox.finish(claimOne(lease), again(T0.plusSeconds(9)));
        assertThat(found(row).written()).isEqualTo(1);
        assertThat(found(row).attempt()).isEqualTo(2);
        assertThat(outbox.trace(row.id()).orElseThrow().attempts()).extracting(Outbox.Attempt::attempt).containsExactly(1, 2);
    }

    @Test
    void a_row_that_was_put_back_is_as_it_was_but_for_its_attempt() {
        var lease = lease();
        var row = ready(saved("1"), MORNING, "s", T0);
        outbox.finish(claimOne(lease), new Outcome.PutBack("claimed too late"));
        assertThat(state(row)).isEqualTo(READY);
        assertThat(found(row).written()).isZero();
        assertThat(claimOne(lease).delivery().attempt()).isEqualTo(2);
    }

    @Test
    void a_try_of_which_nobody_knows_makes_the_row_unknown_and_remembers_the_first_doubt() {
        var lease = lease();
        var row = ready(saved("1"), MORNING, "s", T0);
        later(Duration.ofSeconds(1));
        var claim = claimOne(lease);
        later(Duration.ofSeconds(2));
        assertThat(outbox.finish(claim, lost())).isTrue();
        assertThat(state(row)).isEqualTo(UNKNOWN);
        assertThat(found(row).written()).isEqualTo(1);
        assertThat(found(row).suspectSince()).as("the start of the try").contains(T0.plusSeconds(1));
        assertThat(outbox.unknown(SENDER, 8)).containsExactly(found(row));
        assertThat(outbox.unknown("telegram:2", 8)).isEmpty();
        assertThat(outbox.claim(lease, 8)).isEmpty();

        outbox.resolve(row.id(), 1, new Resolution.Look(T0.plusSeconds(4)));
        assertThat(state(row)).isEqualTo(READY);
        assertThat(found(row).notBefore()).isEqualTo(T0.plusSeconds(4));
        assertThat(found(row).resends()).isZero();
        later(Duration.ofSeconds(4));
        var look = claimOne(lease);
        assertThat(look.delivery().suspectSince()).contains(T0.plusSeconds(1));
        outbox.finish(look, new Outcome.Lost(false, "the look failed"));
        assertThat(found(row).written()).isEqualTo(1);
        assertThat(found(row).suspectSince()).contains(T0.plusSeconds(1));
    }

    @Test
    void a_try_can_end_a_row() {
        var lease = lease();
        var row = ready(saved("1"), MORNING, "s", T0);
        outbox.finish(claimOne(lease), new Outcome.Over(DeliveryReason.REFUSED, true, "HTTP 400"));
        assertThat(found(row).state()).isEqualTo(DEAD);
        assertThat(found(row).reason()).contains(DeliveryReason.REFUSED);
        assertThat(found(row).written()).isEqualTo(1);
        assertThat(found(row).sentAt()).isEmpty();
    }

    @Test
    void a_row_whose_subscription_ended_while_it_was_sent_is_not_tried_again() {
        var lease = lease();
        var chat = saved("1");
        var sub = store.subscriptions().put(morning(chat, T0));
        var row = row(chat, MORNING, "s", owner(sub), T0, READY);
        outbox.add(row, frozen("b", "text"));
        var claim = claimOne(lease);
        end(sub);
        assertThat(state(row)).as("it is being sent").isEqualTo(SENDING);
        assertThat(outbox.finish(claim, again(T0))).isTrue();
        assertThat(state(row)).isEqualTo(CANCELLED);
        assertThat(found(row).reason()).contains(DeliveryReason.UNSUBSCRIBED);
        assertThat(outbox.claim(lease, 8)).isEmpty();
    }

    @Test
    void a_row_whose_subscription_changed_while_it_was_sent_is_cancelled_for_its_version() {
        var lease = lease();
        var chat = saved("1");
        var sub = store.subscriptions().put(morning(chat, T0));
        outbox.add(row(chat, MORNING, "s", owner(sub), T0, READY), frozen("b", "text"));
        var claim = claimOne(lease);
        store.subscriptions().put(morning(chat, T0));
        outbox.finish(claim, new Outcome.PutBack("stopping"));
        assertThat(found(claim.delivery()).reason()).contains(DeliveryReason.VERSION);
    }

    private void end(Subscription sub) {
        assertThat(store.subscriptions()
                        .change(sub.id(), SubscriptionState.ENDED, Optional.of(SubscriptionReason.USER), Optional.empty(), Optional.empty()))
                .isTrue();
    }

    // ---- fence ----

    @Test
    void a_late_word_after_the_row_was_claimed_again_changes_nothing_but_its_attempt() {
        var lease = lease();
        var row = ready(saved("1"), MORNING, "s", T0);
        var old = claimOne(lease);
        later(LEASE);
        assertThat(outbox.reap()).isEqualTo(new Outbox.Reaped(1, 0));
        assertThat(outbox.resolve(row.id(), 1, new Resolution.Resend())).isTrue();
        var now = claimOne(lease);
        assertThat(outbox.finish(old, arrived())).isFalse();
        assertThat(found(row)).isEqualTo(now.delivery());
        var attempts = outbox.trace(row.id()).orElseThrow().attempts();
        assertThat(attempts.getFirst().outcome()).contains("LATE_RESULT").contains("HTTP 200");
        assertThat(attempts.getLast().outcome()).isEmpty();
        assertThat(outbox.lastDelivered(row.chat(), MORNING)).isEmpty();
        assertThat(outbox.finish(now, arrived())).isTrue();
    }

    @Test
    void a_late_word_about_a_part_after_the_row_was_claimed_again_changes_nothing_but_its_attempt() {
        var lease = lease();
        var row = ready(saved("1"), MORNING, "s", T0, "one", "two");
        var old = claimOne(lease);
        later(LEASE);
        outbox.reap();
        outbox.resolve(row.id(), 1, new Resolution.Resend());
        var now = claimOne(lease);
        assertThat(outbox.partSent(old, Optional.empty())).isEmpty();
        assertThat(found(row)).isEqualTo(now.delivery());
        var trace = outbox.trace(row.id()).orElseThrow();
        assertThat(trace.parts()).noneMatch(Outbox.Part::sent);
        assertThat(trace.attempts().getFirst().outcome()).contains("LATE_RESULT");
        assertThat(outbox.partSent(now, Optional.empty())).isPresent();
    }

    @Test
    void the_epoch_is_a_part_of_the_fence() {
        var first = store.leases().acquire(SENDER, "node-a", Duration.ofSeconds(15)).orElseThrow();
        var row = ready(saved("1"), MORNING, "s", T0);
        var claim = claimOne(first);
        var wrongEpoch = new Claim(
                claim.delivery(), claim.unsent(), claim.totalParts(), new Lease(SENDER, "node-a", first.epoch() + 1, first.until()), claim.until(), claim.zone(), false);
        assertThat(outbox.finish(wrongEpoch, arrived())).isFalse();
        assertThat(state(row)).isEqualTo(SENDING);
        assertThat(outbox.finish(claim, arrived())).isTrue();
    }

    @Test
    void a_late_arrival_turns_an_unknown_row_into_a_sent_one() {
        var lease = lease();
        var row = ready(saved("1"), MORNING, "s", T0);
        var claim = claimOne(lease);
        later(LEASE);
        outbox.reap();
        assertThat(outbox.finish(claim, arrived())).as("the fence was lost all the same").isFalse();
        assertThat(state(row)).isEqualTo(SENT);
        assertThat(found(row).written()).as("counted once").isEqualTo(1);
        assertThat(found(row).sentAt()).contains(T0.plus(LEASE));
        assertThat(outbox.lastDelivered(row.chat(), MORNING).orElseThrow().briefId()).isEqualTo("brief-s");
        var trace = outbox.trace(row.id()).orElseThrow();
        assertThat(trace.parts().getFirst().sent()).isTrue();
        assertThat(trace.attempts().getFirst().outcome()).contains("LATE_RESULT");
    }

    @Test
    void a_late_failure_leaves_an_unknown_row_unknown() {
        var lease = lease();
        var row = ready(saved("1"), MORNING, "s", T0);
        var claim = claimOne(lease);
        later(LEASE);
        outbox.reap();
        assertThat(outbox.finish(claim, again(T0))).isFalse();
        assertThat(outbox.finish(claim, lost())).isFalse();
        assertThat(state(row)).isEqualTo(UNKNOWN);
    }

    @Test
    void a_late_word_that_an_earlier_part_arrived_makes_an_unknown_row_ready_for_the_rest() {
        var lease = lease();
        var row = ready(saved("1"), MORNING, "s", T0, "one", "two");
        var claim = claimOne(lease);
        later(LEASE);
        outbox.reap();
        assertThat(outbox.partSent(claim, Optional.of(new MessageRef("1")))).isEmpty();
        assertThat(state(row)).isEqualTo(READY);
        assertThat(found(row).resends()).isZero();
        assertThat(found(row).suspectSince()).isEmpty();
        var rest = claimOne(lease);
        assertThat(rest.unsent()).extracting(part -> part.plain()).containsExactly("two");
    }

    // ---- parts ----

    @Test
    void a_part_that_arrived_renews_the_lease_of_the_row_and_opens_the_next_try() {
        var lease = lease();
        var row = ready(saved("1"), MORNING, "s", T0, "one", "two", "three");
        var first = claimOne(lease);
        later(Duration.ofSeconds(20));
        var second = outbox.partSent(first, Optional.of(new MessageRef("m1"))).orElseThrow();
        assertThat(second.unsent()).extracting(part -> part.number()).containsExactly(2, 3);
        assertThat(second.totalParts()).isEqualTo(3);
        assertThat(second.until()).isEqualTo(T0.plusSeconds(50));
        assertThat(second.delivery().attempt()).isEqualTo(1);
        assertThat(second.delivery()).isEqualTo(found(row));
        later(Duration.ofSeconds(40));
        assertThat(outbox.reap()).isEqualTo(new Outbox.Reaped(0, 0));
        var third = outbox.partSent(second, Optional.empty()).orElseThrow();
        assertThat(outbox.lastDelivered(row.chat(), MORNING)).as("not before the last part").isEmpty();
        assertThat(outbox.finish(third, arrived())).isTrue();
        assertThat(outbox.lastDelivered(row.chat(), MORNING)).isPresent();
        var trace = outbox.trace(row.id()).orElseThrow();
        assertThat(trace.parts())
                .containsExactly(
                        new Outbox.Part(1, true, Optional.of(new MessageRef("m1"))),
                        new Outbox.Part(2, true, Optional.empty()),
                        new Outbox.Part(3, true, Optional.of(new MessageRef("77"))));
        assertThat(trace.attempts()).extracting(Outbox.Attempt::part).containsExactly(1, 2, 3);
        assertThat(trace.attempts()).allSatisfy(attempt -> assertThat(attempt.outcome()).isNotEmpty());
        assertThat(found(row).written()).isEqualTo(3);
    }

    @Test
    void a_part_that_is_told_again_by_one_that_did_not_hear_the_answer_counts_once() {
        var lease = lease();
        var row = ready(saved("1"), MORNING, "s", T0, "one", "two");
        var first = claimOne(lease);
        outbox.partSent(first, Optional.of(new MessageRef("m1")));
        var again = outbox.partSent(first, Optional.of(new MessageRef("m1"))).orElseThrow();
        assertThat(again.unsent()).extracting(part -> part.number()).containsExactly(2);
        assertThat(found(row).written()).isEqualTo(1);
        assertThat(outbox.trace(row.id()).orElseThrow().attempts()).extracting(Outbox.Attempt::part).containsExactly(1, 2);
        assertThat(outbox.finish(again, arrived())).isTrue();
        assertThat(found(row).written()).isEqualTo(2);
    }

    @Test
    void a_retry_begins_with_the_first_part_that_has_not_arrived() {
        var lease = lease();
        var row = ready(saved("1"), MORNING, "s", T0, "one", "two", "three");
        var second = outbox.partSent(claimOne(lease), Optional.empty()).orElseThrow();
        outbox.finish(second, again(T0.plusSeconds(5)));
        later(Duration.ofSeconds(5));
        var retry = claimOne(lease);
        assertThat(retry.unsent()).extracting(part -> part.number()).containsExactly(2, 3);
        assertThat(retry.totalParts()).isEqualTo(3);
        assertThat(outbox.trace(row.id()).orElseThrow().attempts())
                .extracting(attempt -> attempt.attempt() + "/" + attempt.part())
                .containsExactly("1/1", "1/2", "2/2");
    }

    @Test
    void a_message_is_not_said_to_have_arrived_while_parts_of_it_have_not() {
        var row = ready(saved("1"), MORNING, "s", T0, "one", "two");
        var claim = claimOne(lease());
        assertThatThrownBy(() -> outbox.finish(claim, arrived())).isInstanceOf(IllegalArgumentException.class);
        assertThat(state(row)).isEqualTo(SENDING);
        var last = outbox.partSent(claim, Optional.empty()).orElseThrow();
        assertThatThrownBy(() -> outbox.partSent(last, Optional.empty())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_part_that_arrived_is_beyond_doubt_and_the_next_one_begins_without_a_suspect() {
        var lease = lease();
        var row = ready(saved("1"), MORNING, "s", T0, "one", "two");
        outbox.finish(claimOne(lease), lost());
        outbox.resolve(row.id(), 1, new Resolution.Resend());
        var next = outbox.partSent(claimOne(lease), Optional.empty()).orElseThrow();
        assertThat(next.delivery().suspectSince()).isEmpty();
        assertThat(next.delivery().resends()).isEqualTo(1);
    }

    @Test
    void when_the_first_part_is_out_the_rest_may_follow_for_half_an_hour_after_the_expiry() {
        var lease = lease();
        var chat = saved("1");
        var row = row(chat, MORNING, "s", Optional.empty(), T0, T0.plusSeconds(60), T0, READY, Optional.empty());
        outbox.add(row, frozen("b", "one", "two"));
        var second = outbox.partSent(claimOne(lease), Optional.empty()).orElseThrow();
        outbox.finish(second, again(T0.plusSeconds(10)));
        later(Duration.ofMinutes(30));
        assertThat(outbox.reap().expired()).isZero();
        var claim = claimOne(lease);
        outbox.finish(claim, again(T0.plusSeconds(10)));
        later(Duration.ofMinutes(31));
        assertThat(outbox.claim(lease, 8)).isEmpty();
        assertThat(outbox.reap().expired()).isEqualTo(1);
        assertThat(found(row).reason()).contains(DeliveryReason.STALE);
    }

    // ---- what a chat had last ----

    @Test
    void the_last_brief_of_a_chat_moves_when_a_brief_arrives_and_at_nothing_else() {
        var lease = lease();
        var chat = saved("1");
        ready(chat, MORNING, "one", T0);
        outbox.finish(claimOne(lease), arrived());
        assertThat(outbox.lastDelivered(chat.id(), MORNING)).contains(new Outbox.Last("brief-one", T0));
        assertThat(outbox.lastDelivered(chat.id(), CLOSE)).isEmpty();
        for (Outcome failure : List.of(
                again(T0),
                new Outcome.PutBack("late"),
                lost(),
                new Outcome.Over(DeliveryReason.REFUSED, true, "no"))) {
            var row = ready(chat, MORNING, failure.getClass().getSimpleName(), T0);
            outbox.finish(claimOne(lease), failure);
            outbox.end(row.id(), failure instanceof Outcome.Lost ? DeliveryReason.UNKNOWN_TWICE : DeliveryReason.VERSION);
        }
        ready(chat, ALERT, "alert", T0);
        outbox.finish(claimOne(lease), arrived());
        assertThat(outbox.lastDelivered(chat.id(), ALERT)).isEmpty();
        assertThat(outbox.lastDelivered(chat.id(), MORNING)).contains(new Outbox.Last("brief-one", T0));
        later(Duration.ofSeconds(9));
        ready(chat, MORNING, "two", T0);
        outbox.finish(claimOne(lease), arrived());
        assertThat(outbox.lastDelivered(chat.id(), MORNING)).contains(new Outbox.Last("brief-two", T0.plusSeconds(9)));
    }

    @Test
    void missed_briefs_are_those_since_the_last_that_arrived() {
        var lease = lease();
        var chat = saved("1");
        var day = Duration.ofDays(1);
        outbox.plan(List.of(ended(chat, MORNING, "before", T0.minus(day), DeliveryReason.STALE)));
        ready(chat, MORNING, "arrived", T0);
        outbox.finish(claimOne(lease), arrived());
        var stale = ended(chat, MORNING, "stale", T0.plus(day), DeliveryReason.STALE);
        var dead = ended(chat, CLOSE, "dead", T0.plus(day.multipliedBy(2)), DeliveryReason.UNKNOWN_TWICE);
        var cancelled = ended(chat, MORNING, "cancelled", T0.plus(day), DeliveryReason.PAUSED);
        var alert = ended(chat, ALERT, "alert", T0.plus(day), DeliveryReason.STALE);
        var tooLate = ended(chat, MORNING, "later", T0.plus(day.multipliedBy(3)), DeliveryReason.STALE);
        var elsewhere = ended(saved("2"), MORNING, "stale", T0.plus(day), DeliveryReason.STALE);
        outbox.plan(List.of(dead, stale, cancelled, alert, tooLate, elsewhere));
        assertThat(outbox.missed(chat.id(), T0.plus(day.multipliedBy(3)))).containsExactly(stale, dead);
        assertThat(outbox.missed(elsewhere.chat(), T0.plus(day.multipliedBy(9)))).containsExactly(elsewhere);
    }

    // ---- unknown rows ----

    @Test
    void an_unknown_row_is_sent_once_more_and_never_twice_more() {
        var lease = lease();
        var row = ready(saved("1"), MORNING, "s", T0);
        outbox.finish(claimOne(lease), lost());
        assertThat(outbox.resolve(row.id(), 1, new Resolution.Resend())).isTrue();
        assertThat(found(row).resends()).isEqualTo(1);
        assertThat(outbox.resolve(row.id(), 1, new Resolution.Resend())).as("not unknown any more").isFalse();
        outbox.finish(claimOne(lease), lost());
        assertThat(outbox.resolve(row.id(), 1, new Resolution.End(DeliveryReason.UNKNOWN_TWICE))).as("claimed since").isFalse();
        assertThat(outbox.resolve(row.id(), 2, new Resolution.Resend())).as("one repeat a row").isFalse();
        assertThat(state(row)).isEqualTo(UNKNOWN);
        assertThat(outbox.resolve(row.id(), 2, new Resolution.End(DeliveryReason.UNKNOWN_TWICE))).isTrue();
        assertThat(found(row).reason()).contains(DeliveryReason.UNKNOWN_TWICE);
    }

    @Test
    void an_unknown_row_of_an_ended_subscription_is_never_sent_again() {
        var lease = lease();
        for (Resolution resolution : List.of(new Resolution.Resend(), new Resolution.Look(T0))) {
            var chat = saved(resolution.getClass().getSimpleName());
            var sub = store.subscriptions().put(morning(chat, T0));
            var row = row(chat, MORNING, "s", owner(sub), T0, READY);
            outbox.add(row, frozen("b", "text"));
            var claim = claimOne(lease);
            end(sub);
            assertThat(outbox.finish(claim, lost())).isTrue();
            assertThat(outbox.resolve(row.id(), 1, resolution)).isFalse();
            assertThat(found(row).reason()).contains(DeliveryReason.UNSUBSCRIBED);
            assertThat(outbox.claim(lease, 8)).isEmpty();
        }
    }

    @Test
    void the_oldest_unknown_rows_come_first() {
        var lease = lease();
        var second = ready(saved("1"), MORNING, "s", T0.minusSeconds(1));
        var first = ready(saved("2"), MORNING, "s", T0.minusSeconds(2));
        outbox.claim(lease, 8).forEach(claim -> outbox.finish(claim, lost()));
        assertThat(outbox.unknown(SENDER, 8)).extracting(Delivery::id).containsExactly(first.id(), second.id());
        assertThat(outbox.unknown(SENDER, 1)).hasSize(1);
    }

    // ---- time ----

    @Test
    void a_row_whose_lease_ran_out_is_unknown_and_counts_as_written() {
        var lease = lease();
        var row = ready(saved("1"), MORNING, "s", T0);
        claimOne(lease);
        store.set(T0.plus(LEASE).minusMillis(1));
        assertThat(outbox.reap()).isEqualTo(new Outbox.Reaped(0, 0));
        store.set(T0.plus(LEASE));
        assertThat(outbox.reap()).isEqualTo(new Outbox.Reaped(1, 0));
        assertThat(state(row)).isEqualTo(UNKNOWN);
        assertThat(found(row).written()).isEqualTo(1);
        assertThat(found(row).suspectSince()).contains(T0);
        var attempt = outbox.trace(row.id()).orElseThrow().attempts().getFirst();
        assertThat(attempt.endedAt()).as("nobody knows when").isEmpty();
        assertThat(outbox.reap()).isEqualTo(new Outbox.Reaped(0, 0));
    }

    @Test
    void open_rows_past_their_expiry_expire_and_those_being_sent_do_not() {
        var lease = lease();
        var planned = row(saved("1"), MORNING, "s", T0, PLANNED);
        outbox.plan(List.of(planned));
        var waits = ready(saved("3"), MORNING, "s", T0);
        outbox.finish(claimOne(lease), again(T0.plusSeconds(9)));
        var unknown = ready(saved("4"), MORNING, "s", T0);
        outbox.finish(claimOne(lease), lost());
        var ready = ready(saved("2"), MORNING, "s", T0.plusSeconds(1));
        var held = held(saved("5"), "h", T0, T0.plus(Duration.ofHours(9)));
        store.set(T0.plus(Duration.ofHours(4)));
        assertThat(outbox.reap()).isEqualTo(new Outbox.Reaped(0, 3));
        for (var row : List.of(planned, waits, unknown)) {
            assertThat(found(row).reason()).contains(DeliveryReason.STALE);
        }
        assertThat(state(ready)).as("a second later").isEqualTo(READY);
        assertThat(state(held)).isEqualTo(HELD);
        var claim = claimOne(lease);
        later(Duration.ofHours(4).plusSeconds(2));
        assertThat(outbox.reap()).isEqualTo(new Outbox.Reaped(0, 0));
        assertThat(outbox.finish(claim, arrived())).isTrue();
    }

    @Test
    void a_sweep_is_short_and_the_next_one_goes_on() {
        var rows = new ArrayList<Delivery>();
        for (int i = 0; i < Outbox.CHUNK + 50; i++) {
            rows.add(row(chat("c" + i), MORNING, "s", T0, PLANNED));
        }
        outbox.plan(rows);
        later(Duration.ofHours(5));
        assertThat(outbox.reap().expired()).isEqualTo(Outbox.CHUNK);
        assertThat(outbox.reap().expired()).isEqualTo(50);
        assertThat(outbox.reap().expired()).isZero();
    }

    @Test
    void at_the_start_of_a_single_node_what_another_was_sending_is_unknown_at_once() {
        var lease = lease();
        var row = ready(saved("1"), MORNING, "s", T0);
        claimOne(lease);
        assertThat(outbox.orphans("node-a")).isZero();
        assertThat(state(row)).isEqualTo(SENDING);
        assertThat(outbox.orphans("node-a after restart")).isEqualTo(1);
        assertThat(state(row)).isEqualTo(UNKNOWN);
        assertThat(found(row).written()).isEqualTo(1);
        assertThat(found(row).suspectSince()).contains(T0);
    }

    // ---- digests ----

    @Test
    void held_rows_that_are_released_are_bound_to_one_digest() {
        var chat = saved("1");
        var second = held(chat, "two", T0.plusSeconds(2), T0.plusSeconds(100));
        var first = held(chat, "one", T0.plusSeconds(1), T0.plusSeconds(100));
        var later = held(chat, "later", T0, T0.plusSeconds(200));
        held(saved("2"), "other", T0, T0.plusSeconds(300));
        assertThat(outbox.released(8)).isEmpty();
        later(Duration.ofSeconds(100));
        assertThat(outbox.released(8)).containsExactly(chat.id());
        assertThat(outbox.held(chat.id())).extracting(Delivery::id).containsExactly(first.id(), second.id());
        var digest = row(chat, DIGEST, "2026-01-09", T0.plusSeconds(100), READY);
        assertThat(outbox.digest(digest, frozen("", "While it was quiet"), List.of(first.id(), second.id()))).isTrue();
        assertThat(found(first).digestId()).contains(digest.id());
        assertThat(outbox.released(8)).isEmpty();
        assertThat(outbox.held(chat.id())).isEmpty();
        assertThat(state(first)).isEqualTo(HELD);
        assertThat(state(later)).isEqualTo(HELD);

        var lease = lease();
        var claim = claimOne(lease);
        assertThat(claim.delivery().id()).isEqualTo(digest.id());
        assertThat(state(first)).isEqualTo(HELD);
        outbox.finish(claim, arrived());
        assertThat(found(first).state()).isEqualTo(FOLDED);
        assertThat(found(first).reason()).contains(DeliveryReason.IN_DIGEST);
        assertThat(state(second)).isEqualTo(FOLDED);
        assertThat(state(later)).isEqualTo(HELD);
    }

    @Test
    void a_digest_is_not_added_when_one_of_its_rows_was_bound_or_ended_meanwhile() {
        var chat = saved("1");
        var one = held(chat, "one", T0, T0);
        var two = held(chat, "two", T0, T0);
        outbox.end(two.id(), DeliveryReason.CLASS_OFF);
        var digest = row(chat, DIGEST, "d", T0, READY);
        assertThat(outbox.digest(digest, frozen("", "d"), List.of(one.id(), two.id()))).isFalse();
        assertThat(outbox.find(digest.id())).isEmpty();
        assertThat(found(one).digestId()).isEmpty();
        assertThat(outbox.digest(digest, frozen("", "d"), List.of(one.id()))).isTrue();
        assertThat(outbox.digest(row(chat, DIGEST, "d2", T0, READY), frozen("", "d"), List.of(one.id()))).isFalse();
        assertThat(outbox.digest(digest, frozen("", "d"), List.of())).as("there is one").isFalse();
    }

    @Test
    void held_rows_end_with_the_digest_that_was_to_carry_them() {
        var lease = lease();
        for (var reason : List.of(DeliveryReason.REFUSED, DeliveryReason.STALE)) {
            var chat = saved(reason.name());
            var held = held(chat, "one", T0, T0);
            var digest = row(chat, DIGEST, "d", T0, READY);
            outbox.digest(digest, frozen("", "d"), List.of(held.id()));
            outbox.finish(claimOne(lease), new Outcome.Over(reason, true, "no"));
            assertThat(found(held).reason()).contains(reason);
        }
        var chat = saved("unknown");
        var held = held(chat, "one", T0, T0);
        var digest = row(chat, DIGEST, "d", T0, READY);
        outbox.digest(digest, frozen("", "d"), List.of(held.id()));
        outbox.finish(claimOne(lease), lost());
        assertThat(state(held)).isEqualTo(HELD);
        outbox.resolve(digest.id(), 1, new Resolution.End(DeliveryReason.UNKNOWN_TWICE));
        assertThat(found(held).reason()).contains(DeliveryReason.UNKNOWN_TWICE);
    }

    @Test
    void held_rows_of_a_digest_expire_with_it_and_not_before() {
        var chat = saved("1");
        var held = row(chat, ALERT, "one", Optional.empty(), T0, T0.plus(Duration.ofHours(1)), T0, HELD, Optional.empty());
        outbox.add(held, frozen("", "one"));
        var digest = row(chat, DIGEST, "d", T0, READY);
        outbox.digest(digest, frozen("", "d"), List.of(held.id()));
        later(Duration.ofHours(2));
        assertThat(outbox.reap().expired()).isZero();
        assertThat(state(held)).isEqualTo(HELD);
        later(Duration.ofHours(4));
        outbox.reap();
        assertThat(found(digest).reason()).contains(DeliveryReason.STALE);
        assertThat(found(held).reason()).contains(DeliveryReason.STALE);
    }

    @Test
    void a_late_arrival_of_a_digest_folds_its_rows() {
        var chat = saved("1");
        var held = held(chat, "one", T0, T0);
        outbox.digest(row(chat, DIGEST, "d", T0, READY), frozen("", "d"), List.of(held.id()));
        var claim = claimOne(lease());
        later(LEASE);
        outbox.reap();
        outbox.finish(claim, arrived());
        assertThat(state(held)).isEqualTo(FOLDED);
    }

    // ---- what was to be silent, in a brief ----

    private Delivery silent(Chat chat, String slot, Instant due, Instant notBefore) {
        var held = row(chat, ALERT, slot, Optional.empty(), due, due.plus(Duration.ofDays(9)), notBefore, HELD, Optional.empty());
        var row = DeliveryEdit.of(held).silent(true).row();
        assertThat(outbox.add(row, frozen("", slot))).isTrue();
        return row;
    }

    /** A brief of the chat, planned for its subscription and frozen with these rows in it. */
    private Delivery carrying(Chat chat, String slot, List<Delivery> carried) {
        var subscription = store.subscriptions().of(chat.id()).stream().findFirst().orElseGet(() -> store.subscriptions().put(Rows.morning(chat, T0)));
        var owner = Optional.of(new Delivery.Owner(subscription.id(), subscription.version()));
        var planned = row(chat, MORNING, slot, owner, T0, T0.plus(Duration.ofHours(6)), T0, PLANNED, Optional.empty());
        outbox.plan(List.of(planned));
        var ids = carried.stream().map(Delivery::id).toList();
        assertThat(outbox.freeze(found(planned), frozen("b", "Brief"), READY, T0, false, ids)).isTrue();
        return planned;
    }

    @Test
    void what_waits_for_a_brief_is_what_was_to_be_silent_and_is_in_no_message() {
        var chat = saved("1");
        held(chat, "loud", T0, T0);
        var second = silent(chat, "two", T0.plusSeconds(2), T0.plusSeconds(900));
        var first = silent(chat, "one", T0.plusSeconds(1), T0);
        silent(saved("2"), "other", T0, T0);
        assertThat(outbox.unheard(chat.id())).extracting(Delivery::id).containsExactly(first.id(), second.id());
        var brief = carrying(chat, "s", List.of(found(first)));
        assertThat(found(first).digestId()).contains(brief.id());
        assertThat(outbox.unheard(chat.id())).extracting(Delivery::id).containsExactly(second.id());
        later(Duration.ofSeconds(1));
        assertThat(outbox.held(chat.id())).as("no digest takes it").extracting(Delivery::slot).containsExactly("loud");
    }

    @Test
    void they_are_folded_with_the_brief_that_arrives() {
        var chat = saved("1");
        var one = silent(chat, "one", T0, T0);
        var two = silent(chat, "two", T0, T0.plusSeconds(5));
        carrying(chat, "s", List.of(one, two));
        var claim = claimOne(lease());
        assertThat(state(one)).isEqualTo(HELD);
        outbox.finish(claim, arrived());
        assertThat(found(one).reason()).contains(DeliveryReason.IN_BRIEF);
        assertThat(found(two).reason()).contains(DeliveryReason.IN_BRIEF);
        later(Duration.ofDays(3));
        outbox.reap();
        assertThat(state(one)).isEqualTo(FOLDED);
    }

    @Test
    void they_are_free_again_when_the_brief_ends_otherwise() {
        var ends = Map.<String, Consumer<Delivery>>of(
                "refused", brief -> outbox.finish(claimOne(lease()), new Outcome.Over(DeliveryReason.REFUSED, true, "no")),
                "ended", brief -> outbox.end(brief.id(), DeliveryReason.CLASS_OFF),
                "changed", brief -> store.subscriptions().put(Rows.morning(store.subscriptions().chat(brief.chat()).orElseThrow(), T0)),
                "unsubscribed",
                        brief -> store.subscriptions()
                                .change(
                                        brief.subscription().orElseThrow().subscription(),
                                        SubscriptionState.ENDED,
                                        Optional.of(SubscriptionReason.USER),
                                        Optional.empty(),
                                        Optional.empty()),
                "moved", brief -> store.subscriptions().move(brief.chat(), new ChatId("telegram", "moved")),
                "stale", brief -> {
                    later(Duration.ofHours(7));
                    outbox.reap();
                });
        new TreeMap<>(ends).forEach((way, end) -> {
            var chat = saved(way);
            // Twice the same, where the chat goes to one that has a subscription of its own.
            if (way.equals("moved")) {
                store.subscriptions().put(Rows.morning(saved("moved"), T0));
            }
            var from = way.equals("moved") ? saved("from") : chat;
            var one = silent(from, "one" + way, T0, T0);
            var brief = carrying(from, "s" + way, List.of(found(one)));
            assertThat(found(one).digestId()).contains(brief.id());
            end.accept(found(brief));
            assertThat(state(one)).as(way).isEqualTo(HELD);
            assertThat(found(one).digestId()).as(way + ", " + found(brief).state()).isEmpty();
        });
    }

    @Test
    void a_brief_is_not_frozen_when_one_of_them_was_taken_meanwhile() {
        var chat = saved("1");
        var one = silent(chat, "one", T0, T0);
        var other = silent(saved("2"), "other", T0, T0);
        carrying(chat, "s", List.of(one));
        var planned = row(chat, MORNING, "t", T0, PLANNED);
        outbox.plan(List.of(planned));
        for (var taken : List.of(one, other)) {
            assertThat(outbox.freeze(found(planned), frozen("b", "Brief"), READY, T0, false, List.of(taken.id()))).isFalse();
            assertThat(state(planned)).isEqualTo(PLANNED);
        }
        assertThat(outbox.freeze(found(planned), frozen("b", "Brief"), READY, T0, false)).isTrue();
    }

    @Test
    void a_late_arrival_of_a_brief_folds_them() {
        var chat = saved("1");
        var one = silent(chat, "one", T0, T0);
        carrying(chat, "s", List.of(one));
        var claim = claimOne(lease());
        later(LEASE);
        outbox.reap();
        assertThat(state(one)).isEqualTo(HELD);
        outbox.finish(claim, arrived());
        assertThat(found(one).reason()).contains(DeliveryReason.IN_BRIEF);
    }

    // ---- chats that shut us out, or move ----

    @Test
    void a_chat_that_shuts_us_out_is_suspended_with_all_that_was_open() {
        var lease = lease();
        var chat = saved("1");
        var other = saved("2");
        var sub = store.subscriptions().put(morning(chat, T0));
        var row = row(chat, MORNING, "s", owner(sub), T0, READY);
        outbox.add(row, frozen("b", "text"));
        var claim = claimOne(lease);
        var planned = row(chat, MORNING, "tomorrow", owner(sub), T0.plusSeconds(600), PLANNED);
        outbox.plan(List.of(planned));
        var held = held(chat, "h", T0, T0.plusSeconds(600));
        var answer = ready(chat, ANSWER, "u", T0);
        var elsewhere = ready(other, MORNING, "s", T0);
        assertThat(outbox.finish(claim, new Outcome.Barred(SubscriptionReason.BLOCKED, "HTTP 403"))).isTrue();
        for (var one : List.of(row, planned, held, answer)) {
            assertThat(found(one).reason()).contains(DeliveryReason.BLOCKED);
        }
        assertThat(state(elsewhere)).isEqualTo(READY);
        assertThat(store.subscriptions().chat(chat.id()).orElseThrow().state()).isEqualTo(Chat.State.SUSPENDED);
        var suspended = store.subscriptions().find(sub.id()).orElseThrow();
        assertThat(suspended.state()).isEqualTo(SubscriptionState.SUSPENDED);
        assertThat(suspended.reason()).contains(SubscriptionReason.BLOCKED);
        assertThat(claimed(lease, 8)).containsExactly(elsewhere.id());
    }

    @Test
    void a_chat_that_moves_takes_everything_with_it() {
        var lease = lease();
        var chat = Chat.of(new ChatId("telegram", "-5"), SENDER, true, Rows.NEW_YORK);
        store.subscriptions().save(chat);
        var sub = store.subscriptions().put(morning(chat, T0));
        ready(chat, MORNING, "yesterday", T0.minusSeconds(60));
        outbox.finish(claimOne(lease), arrived());
        var row = row(chat, MORNING, "today", owner(sub), T0, READY);
        outbox.add(row, frozen("brief-today", "text"));
        var planned = row(chat, MORNING, "tomorrow", owner(sub), T0.plusSeconds(60), PLANNED);
        outbox.plan(List.of(planned));
        var to = new ChatId("telegram", "-1005");
        assertThat(outbox.finish(claimOne(lease), new Outcome.Moved(to, "migrated"))).isTrue();

        assertThat(store.subscriptions().chat(chat.id())).isEmpty();
        assertThat(store.subscriptions().of(chat.id())).isEmpty();
        var moved = store.subscriptions().chat(to).orElseThrow();
        assertThat(moved.group()).isTrue();
        assertThat(moved.zone()).isEqualTo(chat.zone());
        var there = store.subscriptions().of(to).getFirst();
        assertThat(there.version()).isEqualTo(sub.version());
        assertThat(there.state()).isEqualTo(SubscriptionState.ACTIVE);
        assertThat(outbox.lastDelivered(to, MORNING).orElseThrow().briefId()).isEqualTo("brief-yesterday");
        assertThat(outbox.lastDelivered(chat.id(), MORNING)).isEmpty();
        assertThat(found(row).chat()).isEqualTo(to);
        assertThat(found(row).subscription()).contains(owner(there));
        assertThat(found(row).written()).isEqualTo(1);
        assertThat(found(planned).chat()).isEqualTo(to);
        assertThat(outbox.list(filter(to), 9)).hasSize(3);
        assertThat(outbox.list(filter(chat.id()), 9)).isEmpty();
        var again = row(Chat.of(to, SENDER, true, Rows.NEW_YORK), MORNING, "tomorrow", owner(there), T0, PLANNED);
        assertThat(outbox.plan(List.of(again))).as("there is that brief under its old name").isZero();

        var claim = claimOne(lease);
        assertThat(claim.delivery().id()).isEqualTo(row.id());
        assertThat(claim.delivery().chat()).isEqualTo(to);
        assertThat(claim.delivery().attempt()).isEqualTo(2);
        outbox.finish(claim, arrived());
        assertThat(outbox.lastDelivered(to, MORNING).orElseThrow().briefId()).isEqualTo("brief-today");
    }

    @Test
    void a_chat_may_move_to_one_that_is_known_already() {
        var lease = lease();
        var chat = saved("-5");
        var to = saved("-1005");
        var sub = store.subscriptions().put(morning(chat, T0));
        var row = row(chat, MORNING, "today", owner(sub), T0, READY);
        outbox.add(row, frozen("brief-today", "text"));
        assertThat(outbox.finish(claimOne(lease), new Outcome.Moved(to.id(), "migrated"))).isTrue();
        assertThat(store.subscriptions().chat(chat.id())).isEmpty();
        assertThat(store.subscriptions().chat(to.id())).isPresent();
        assertThat(found(row).chat()).isEqualTo(to.id());
        assertThat(claimed(lease, 8)).containsExactly(row.id());
    }

    @Test
    void where_both_chats_had_the_same_brief_the_new_chat_gets_one() {
        var lease = lease();
        var chat = saved("-5");
        var to = saved("-1005");
        var subHere = store.subscriptions().put(morning(chat, T0));
        var subThere = store.subscriptions().put(morning(to, T0));
        var here = row(chat, MORNING, "today", owner(subHere), T0.minusSeconds(1), READY);
        outbox.add(here, frozen("brief-today", "text"));
        var claim = claimOne(lease);
        var there = row(to, MORNING, "today", owner(subThere), T0, READY);
        outbox.add(there, frozen("brief-today", "text"));
        assertThat(outbox.finish(claim, new Outcome.Moved(to.id(), "migrated"))).isTrue();
        assertThat(state(here)).isEqualTo(CANCELLED);
        assertThat(store.subscriptions().of(to.id())).hasSize(1);
        assertThat(store.subscriptions().of(chat.id())).isEmpty();
        assertThat(store.subscriptions().find(subThere.id()).orElseThrow().state()).isEqualTo(SubscriptionState.ACTIVE);
        assertThat(claimed(lease, 8)).containsExactly(there.id());
    }

    // ---- history ----

    @Test
    void rows_are_listed_by_state_chat_and_day_of_the_chat() {
        var one = saved("1");
        var two = saved("2");
        var early = row(one, MORNING, "a", Instant.parse("2026-01-09T04:59:00Z"), PLANNED);
        var late = row(one, MORNING, "b", Instant.parse("2026-01-09T05:00:00Z"), PLANNED);
        var dead = ended(two, MORNING, "c", Instant.parse("2026-01-10T04:59:00Z"), DeliveryReason.REFUSED);
        outbox.plan(List.of(early, late, dead));
        assertThat(outbox.list(Outbox.Filter.ALL, 9)).containsExactly(dead, late, early);
        assertThat(outbox.list(Outbox.Filter.ALL, 2)).containsExactly(dead, late);
        assertThat(outbox.list(filter(one.id()), 9)).containsExactly(late, early);
        assertThat(outbox.list(new Outbox.Filter(Set.of(DEAD, SENT), Optional.empty(), Optional.empty()), 9)).containsExactly(dead);
        var ninth = Optional.of(LocalDate.of(2026, 1, 9));
        assertThat(outbox.list(new Outbox.Filter(Set.of(), Optional.empty(), ninth), 9)).as("in New York").containsExactly(dead, late);
        assertThat(outbox.list(new Outbox.Filter(Set.of(PLANNED), Optional.of(one.id()), ninth), 9)).containsExactly(late);
        assertThat(outbox.list(new Outbox.Filter(Set.of(), Optional.empty(), ninth), 1)).containsExactly(dead);
    }

    private static Outbox.Filter filter(ChatId chat) {
        return new Outbox.Filter(Set.of(), Optional.of(chat), Optional.empty());
    }

    @Test
    void the_depth_counts_open_and_dead_rows() {
        var lease = lease();
        assertThat(outbox.depth().values()).allMatch(count -> count == 0);
        var chat = saved("1");
        outbox.plan(List.of(
                row(chat, MORNING, "p1", T0, PLANNED),
                row(chat, MORNING, "p2", T0, PLANNED),
                ended(chat, MORNING, "d", T0, DeliveryReason.REFUSED),
                ended(chat, MORNING, "s", T0, DeliveryReason.OK)));
        held(saved("2"), "h", T0, T0.plusSeconds(9));
        ready(saved("3"), MORNING, "r", T0);
        outbox.finish(claimOne(lease), again(T0));
        ready(saved("4"), MORNING, "r", T0.plusSeconds(1));
        var depth = outbox.depth();
        assertThat(depth)
                .containsAllEntriesOf(Map.of(PLANNED, 2, DEAD, 1, HELD, 1, RETRY_WAIT, 1, READY, 1))
                .doesNotContainKeys(SENT, CANCELLED, EXPIRED, FOLDED);
        assertThat(depth.getOrDefault(SENDING, 0)).isZero();
        assertThat(outbox.open(chat.id())).isEqualTo(2);
        assertThat(outbox.open(new ChatId("telegram", "none"))).isZero();
    }

    @Test
    void the_oldest_row_that_waits_is_the_oldest_that_is_due() {
        assertThat(outbox.oldestWaiting()).isEmpty();
        ready(saved("1"), MORNING, "future", T0.plusSeconds(60));
        assertThat(outbox.oldestWaiting()).isEmpty();
        ready(saved("2"), MORNING, "old", T0.minusSeconds(60));
        ready(saved("3"), ANSWER, "new", T0.minusSeconds(1));
        assertThat(outbox.oldestWaiting()).contains(T0.minusSeconds(60));
    }

    @Test
    void a_dead_row_is_replayed_once_from_the_part_that_has_not_arrived() {
        var lease = lease();
        var row = ready(saved("1"), MORNING, "s", T0, "one", "two");
        var second = outbox.partSent(claimOne(lease), Optional.empty()).orElseThrow();
        assertThat(outbox.replay(row.id(), T0.plusSeconds(900))).isFalse();
        outbox.finish(second, new Outcome.Over(DeliveryReason.REFUSED, true, "no"));
        later(Duration.ofHours(6));
        var expires = T0.plus(Duration.ofHours(7));
        assertThat(outbox.replay(row.id(), expires)).isTrue();
        assertThat(outbox.replay(row.id(), expires)).isFalse();
        var replayed = found(row);
        assertThat(replayed.state()).isEqualTo(READY);
        assertThat(replayed.reason()).isEmpty();
        assertThat(replayed.due()).isEqualTo(T0.plus(Duration.ofHours(6)));
        assertThat(replayed.expiresAt()).isEqualTo(expires);
        var claim = claimOne(lease);
        assertThat(claim.unsent()).extracting(part -> part.plain()).containsExactly("two");
        assertThat(claim.delivery().attempt()).isEqualTo(2);
    }

    @Test
    void a_dead_row_is_replayed_for_the_subscription_as_it_is_now_and_not_after_its_end() {
        var lease = lease();
        var chat = saved("1");
        var sub = store.subscriptions().put(morning(chat, T0));
        var row = row(chat, MORNING, "s", owner(sub), T0, READY);
        outbox.add(row, frozen("b", "text"));
        outbox.finish(claimOne(lease), new Outcome.Over(DeliveryReason.REFUSED, true, "no"));
        var changed = store.subscriptions().put(morning(chat, T0));
        assertThat(outbox.replay(row.id(), T0.plusSeconds(900))).isTrue();
        assertThat(found(row).subscription()).contains(owner(changed));
        outbox.finish(claimOne(lease), new Outcome.Over(DeliveryReason.REFUSED, true, "no"));
        end(changed);
        assertThat(outbox.replay(row.id(), T0.plusSeconds(900))).isFalse();
        assertThat(outbox.replay("M-nobody", T0.plusSeconds(900))).isFalse();
    }

    @Test
    void a_row_that_died_before_it_was_composed_has_nothing_to_replay() {
        var row = ended(saved("1"), MORNING, "s", T0, DeliveryReason.REFUSED);
        outbox.plan(List.of(row));
        assertThat(outbox.replay(row.id(), T0.plusSeconds(900))).isFalse();
        assertThat(state(row)).isEqualTo(DEAD);
    }

    @Test
    void a_store_that_was_put_back_sends_nothing_of_the_past() {
        var lease = lease();
        var chat = saved("1");
        ready(chat, MORNING, "sent", T0);
        outbox.finish(claimOne(lease), arrived());
        var sending = ready(chat, MORNING, "sending", T0);
        claimOne(lease);
        var planned = row(chat, MORNING, "planned", T0.plusSeconds(1), PLANNED);
        var future = row(chat, MORNING, "future", T0.plusSeconds(60), PLANNED);
        outbox.plan(List.of(planned, future));
        var many = new ArrayList<Delivery>();
        for (int i = 0; i < Outbox.CHUNK + 1; i++) {
            many.add(row(chat("c" + i), MORNING, "s", T0, PLANNED));
        }
        outbox.plan(many);
        assertThat(outbox.restored(T0.plusSeconds(60))).isEqualTo(2 + many.size());
        assertThat(found(sending).reason()).contains(DeliveryReason.RESTORED);
        assertThat(found(planned).reason()).contains(DeliveryReason.RESTORED);
        assertThat(state(future)).isEqualTo(PLANNED);
        assertThat(outbox.lastDelivered(chat.id(), MORNING).orElseThrow().briefId()).isEqualTo("brief-sent");
        assertThat(outbox.restored(T0.plusSeconds(60))).isZero();
    }

    @Test
    void old_finished_rows_go_to_the_archive_and_open_ones_stay() {
        var lease = lease();
        var chat = saved("1");
        var sent = ready(chat, MORNING, "sent", T0);
        outbox.finish(claimOne(lease), arrived());
        var open = row(chat, MORNING, "open", T0, PLANNED);
        outbox.plan(List.of(open));
        var before = outbox.trace(sent.id()).orElseThrow();
        later(Duration.ofDays(100));
        assertThat(outbox.retain(T0.minusSeconds(1), T0.minusSeconds(1))).isZero();
        assertThat(outbox.retain(T0.plusSeconds(60), T0)).isEqualTo(1);
        assertThat(outbox.retain(T0.plusSeconds(60), T0)).isZero();
        assertThat(outbox.list(Outbox.Filter.ALL, 9)).containsExactly(open);
        assertThat(outbox.find(sent.id())).as("an old row can still be looked up").contains(before.delivery());
        assertThat(outbox.trace(sent.id()).orElseThrow().delivery()).isEqualTo(before.delivery());
    }

    @Test
    void the_bytes_of_what_was_sent_are_forgotten_when_nobody_needs_them_any_more() {
        var lease = lease();
        var dead = ready(saved("dead"), MORNING, "s", T0, "bytes of the dead");
        outbox.finish(claimOne(lease), new Outcome.Over(DeliveryReason.REFUSED, true, "no"));
        ready(saved("1"), MORNING, "s", T0, "shared");
        outbox.finish(claimOne(lease), arrived());
        var waits = ready(saved("2"), MORNING, "s", T0.plusSeconds(10), "shared");
        var alone = ready(saved("3"), MORNING, "s", T0, "alone");
        outbox.finish(claimOne(lease), arrived());
        later(Duration.ofSeconds(20));
        assertThat(outbox.retain(T0.minusSeconds(60), T0.plusSeconds(20))).as("one text is not needed").isEqualTo(1);
        assertThat(outbox.retain(T0.minusSeconds(60), T0.plusSeconds(20))).isZero();
        assertThat(claimOne(lease).unsent().getFirst().plain()).isEqualTo("shared");
        assertThat(state(waits)).isEqualTo(SENDING);
        assertThat(outbox.trace(alone.id()).orElseThrow().parts()).hasSize(1);
        assertThat(outbox.replay(dead.id(), T0.plusSeconds(900))).isTrue();
    }

    @Test
    void no_more_than_five_hundred_rows_are_archived_at_once() {
        var rows = new ArrayList<Delivery>();
        for (int i = 0; i < 520; i++) {
            rows.add(ended(chat("c" + i), MORNING, "s", T0, DeliveryReason.STALE));
        }
        outbox.plan(rows);
        later(Duration.ofDays(100));
        assertThat(outbox.retain(T0.plusSeconds(1), T0)).isEqualTo(500);
        assertThat(outbox.retain(T0.plusSeconds(1), T0)).isEqualTo(20);
    }

    @Test
    void the_clock_is_the_one_of_the_store() {
        assertThat(outbox.now()).isEqualTo(T0);
        store.set(T0.plusMillis(1));
        assertThat(outbox.now()).isEqualTo(T0.plusMillis(1));
        assertThat(store.leases().now()).isEqualTo(T0.plusMillis(1));
    }
}
