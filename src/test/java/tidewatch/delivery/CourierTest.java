package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.delivery.CourierRig.SENDER;
import static tidewatch.delivery.CourierRig.SEVEN;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidewatch.chat.Delivered;
import tidewatch.testing.MemoryPlatform;
import tidewatch.testing.MemoryPlatform.Trouble;
import tidewatch.testing.MemoryStore;

/** What the courier does with rows, on a virtual clock; what it does with each answer of a platform is in {@link OutcomeTableTest}. */
class CourierTest {
    private final CourierRig rig = new CourierRig();

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private List<String> order() {
        return rig.platform.shown().stream().map(MemoryPlatform.Entry::delivery).toList();
    }

    @Test
    void a_due_row_is_sent_once_and_one_that_is_not_due_waits() {
        var now = rig.brief(1);
        var later = rig.add(2, DeliveryKind.MORNING, "2026-01-09", SEVEN.plusSeconds(60), 1);
        rig.node("a");
        rig.run(seconds(59));
        assertThat(rig.state(now)).isEqualTo("SENT OK");
        assertThat(rig.state(later)).isEqualTo("READY");
        rig.run(seconds(3));
        assertThat(rig.state(later)).isEqualTo("SENT OK");
        assertThat(rig.shown(later).getFirst().at()).isBetween(SEVEN.plusSeconds(60), SEVEN.plusSeconds(61));
        assertThat(rig.platform.ledger()).hasSize(2);
        assertThat(rig.platform.breaches()).isEmpty();
        assertThat(rig.shown(now).getFirst().postscript()).isEmpty();
    }

    @Test
    void parts_go_in_order_a_second_apart_and_other_chats_go_between() {
        var three = rig.add(1, DeliveryKind.MORNING, "2026-01-09", SEVEN, 3);
        var others = IntStream.range(2, 40).mapToObj(rig::brief).toList();
        rig.node("a");
        rig.run(seconds(5));
        assertThat(rig.shown(three)).extracting(MemoryPlatform.Entry::part).containsExactly(1, 2, 3);
        assertThat(others).allSatisfy(id -> assertThat(rig.state(id)).isEqualTo("SENT OK"));
        assertThat(rig.state(three)).isEqualTo("SENT OK");
        assertThat(rig.events(DeliveryEvent.PartSent.class)).extracting(DeliveryEvent.PartSent::part).containsExactly(1, 2);
        var last = rig.platform.shown().getLast().at();
        assertThat(Duration.between(SEVEN, last)).as("the parts cost nobody a slot").isLessThan(seconds(3));
    }

    @Test
    void a_wait_between_parts_resumes_at_the_first_part_that_has_not_arrived() {
        var id = rig.add(1, DeliveryKind.MORNING, "2026-01-09", SEVEN, 3);
        rig.script((out, call) -> out.part().number() == 2 && call == 2
                ? new Trouble.Throttled(seconds(7), Delivered.RetryAfter.Scope.CHAT)
                : Trouble.NONE);
        rig.node("a");
        rig.run(seconds(5));
        assertThat(rig.state(id)).isEqualTo("RETRY_WAIT");
        rig.run(seconds(8));
        assertThat(rig.state(id)).isEqualTo("SENT OK");
        assertThat(rig.shown(id)).extracting(MemoryPlatform.Entry::part).containsExactly(1, 2, 3);
        var second = rig.shown(id).get(1).at();
        assertThat(second).as("429 is waited out in full").isAfterOrEqualTo(SEVEN.plusSeconds(8));
    }

    @Test
    void a_long_message_may_end_half_an_hour_after_it_expired_once_it_was_begun() {
        var due = SEVEN.minus(Duration.ofHours(5)).plusSeconds(3);
        var id = rig.add(1, DeliveryKind.MORNING, "2026-01-09", due, 2);
        rig.script((out, _) -> out.part().number() == 2 && rig.clock.instant().isBefore(SEVEN.plusSeconds(4))
                ? new Trouble.Throttled(seconds(1), Delivered.RetryAfter.Scope.CHAT)
                : Trouble.NONE);
        rig.node("a");
        rig.run(seconds(2));
        assertThat(rig.shown(id)).as("part 1 is out before it expires").hasSize(1);
        assertThat(rig.row(id).state()).as("part 2 was refused for a while, not ended").isNotEqualTo(DeliveryState.EXPIRED);
    }

    @Test
    void a_late_brief_says_so_once_and_a_late_reminder_too() {
        var brief = rig.add(1, DeliveryKind.MORNING, "2026-01-09", SEVEN.minus(Duration.ofHours(2)), 2);
        var reminder = rig.add(2, DeliveryKind.REMINDER, "w1", SEVEN.minus(Duration.ofHours(9)), 1);
        var onTime = rig.add(3, DeliveryKind.MORNING, "2026-01-09", SEVEN.minus(Duration.ofMinutes(14)), 1);
        rig.node("a");
        rig.run(seconds(5));
        assertThat(rig.shown(brief).get(0).postscript())
                .containsExactly("Due 05:00, sent 07:00 EST; prices as of Thu 8 Jan close.");
        assertThat(rig.shown(brief).get(1).postscript()).isEmpty();
        assertThat(rig.shown(reminder).getFirst().postscript())
                .containsExactly("Reminder for Thu 22:00, 9 h late: Headline of " + reminder);
        assertThat(rig.shown(onTime).getFirst().postscript()).isEmpty();
    }

    @Test
    void a_reminder_about_a_very_long_headline_still_fits() {
        var row = tidewatch.testing.DeliveryEdit.of(rig.row(rig.add(2, DeliveryKind.REMINDER, "w1", SEVEN.minus(Duration.ofHours(9)), 1)))
                .content("long ".repeat(100), java.util.Optional.empty(), java.util.Optional.empty(), "h")
                .resends(1)
                .suspect(java.util.Optional.of(SEVEN))
                .row();
        var claim = new Claim(
                row,
                CourierRig.frozen("x", 1, java.util.Optional.empty()).parts(),
                1,
                new Lease(SENDER, "a", 1, SEVEN),
                SEVEN,
                CourierRig.NEW_YORK,
                false);
        var lines = Postscript.lines(claim, true, SEVEN);
        assertThat(lines).hasSize(2);
        assertThat(lines.stream().mapToInt(line -> line.length() + 1).sum()).isLessThan(tidewatch.chat.Outgoing.POSTSCRIPT_MAX);
        assertThat(lines.getFirst()).endsWith("long …");
    }

    @Test
    void a_chat_that_wants_no_late_briefs_gets_none() {
        rig.catchUp(CatchUp.SKIP);
        var late = rig.add(1, DeliveryKind.MORNING, "2026-01-09", SEVEN.minus(Duration.ofMinutes(16)), 1);
        var alert = rig.add(2, DeliveryKind.ALERT, "a1", SEVEN.minus(Duration.ofMinutes(16)), 1);
        rig.node("a");
        rig.run(seconds(5));
        assertThat(rig.state(late)).isEqualTo("EXPIRED STALE");
        assertThat(rig.state(alert)).as("what happened is told late whatever was chosen").isEqualTo("SENT OK");
    }

    @Test
    void a_clock_that_steps_back_between_claim_and_call_puts_the_row_back() {
        var id = rig.brief(1);
        var node = rig.node("a");
        node.courier.lead();
        assertThat(node.courier.claim()).isEqualTo(1);
        rig.clock.set(SEVEN.minusSeconds(60));
        assertThat(node.courier.begin()).isEmpty();
        assertThat(rig.state(id)).isEqualTo("READY");
        assertThat(rig.row(id).written()).isZero();
        assertThat(node.courier.inFlight()).isZero();
        rig.run(seconds(62));
        assertThat(rig.state(id)).isEqualTo("SENT OK");
        assertThat(rig.shown(id).getFirst().at()).isAfterOrEqualTo(SEVEN);
    }

    @Test
    void a_row_that_waited_ten_seconds_after_its_claim_is_not_begun() {
        var id = rig.brief(1);
        var node = rig.node("a");
        node.courier.lead();
        node.courier.claim();
        rig.clock.advance(Duration.ofSeconds(10));
        assertThat(node.courier.begin()).isEmpty();
        assertThat(rig.state(id)).isEqualTo("READY");
        assertThat(rig.platform.ledger()).isEmpty();
    }

    @Test
    void nothing_is_begun_ten_seconds_after_the_last_renewal_began_however_young_the_claim_is() {
        var id = rig.brief(1);
        var node = rig.node("a");
        node.courier.lead();
        rig.clock.advance(seconds(9));
        assertThat(node.courier.claim()).isEqualTo(1);
        rig.clock.advance(Duration.ofMillis(1_001));
        assertThat(node.courier.begin()).isEmpty();
        assertThat(rig.state(id)).isEqualTo("READY");
        assertThat(node.courier.claim()).as("nor claimed").isZero();
    }

    @Test
    void nothing_is_begun_under_a_lease_that_changed_hands_after_the_claim() {
        var id = rig.brief(1);
        var node = rig.node("a");
        node.courier.lead();
        node.courier.claim();
        rig.store.leases().release(rig.store.leases().holder(SENDER).orElseThrow());
        var other = rig.store.leases().acquire(SENDER, "b", seconds(4)).orElseThrow();
        rig.clock.advance(seconds(5));
        assertThat(node.courier.lead()).as("leads again, under a new epoch").isTrue();
        assertThat(rig.store.leases().holder(SENDER).orElseThrow().epoch()).isGreaterThan(other.epoch());
        assertThat(node.courier.begin()).isEmpty();
        assertThat(rig.state(id)).isEqualTo("READY");
    }

    @Test
    void an_answer_goes_out_before_the_briefs_that_are_claimed_and_the_thousands_that_wait() {
        IntStream.range(0, 200).forEach(chat -> rig.brief(chat));
        rig.node("a");
        rig.run(seconds(2));
        var asked = rig.clock.instant();
        var answer = rig.add(1_000, DeliveryKind.ANSWER, "u1", asked, 1);
        rig.run(seconds(1));
        assertThat(Duration.between(asked, rig.shown(answer).getFirst().at()))
                .as("the brief in the next slot, then the answer")
                .isLessThanOrEqualTo(Duration.ofMillis(81));
    }

    @Test
    void never_are_more_than_eight_rows_claimed_however_slow_the_platform_is() {
        rig.latency(seconds(12));
        IntStream.range(0, 50).forEach(chat -> rig.brief(chat));
        var node = rig.node("a");
        var most = new ArrayList<Integer>();
        for (int step = 0; step < 400; step++) {
            rig.run(Duration.ofMillis(100));
            most.add(node.courier.inFlight());
            assertThat(rig.store.outbox().depth().getOrDefault(DeliveryState.SENDING, 0)).isLessThanOrEqualTo(8);
        }
        assertThat(most).contains(8).allMatch(count -> count <= 8);
        assertThat(rig.platform.ledger()).hasSizeGreaterThan(24);
    }

    @Test
    void a_lost_link_is_tried_once_more_and_the_repeat_says_so() {
        var id = rig.brief(1);
        rig.script((_, call) -> call == 1 ? new Trouble.LostAfter() : Trouble.NONE);
        rig.node("a");
        rig.run(seconds(1));
        assertThat(rig.state(id)).isEqualTo("UNKNOWN");
        rig.run(seconds(10));
        assertThat(rig.state(id)).isEqualTo("SENT OK");
        assertThat(rig.shown(id)).hasSize(2);
        assertThat(rig.shown(id).get(1).postscript())
                .containsExactly("Possible repeat: the connection broke at 07:00:00 while sending. Same brief "
                        + id.substring(0, 6) + ".");
        assertThat(rig.row(id).resends()).isEqualTo(1);
    }

    @Test
    void only_the_doubtful_part_of_a_long_message_is_repeated_and_called_a_repeat() {
        var id = rig.add(1, DeliveryKind.MORNING, "2026-01-09", SEVEN, 3);
        rig.script((_, call) -> call == 2 ? new Trouble.LostAfter() : Trouble.NONE);
        rig.node("a");
        rig.run(seconds(20));
        assertThat(rig.state(id)).isEqualTo("SENT OK");
        assertThat(rig.shown(id)).extracting(MemoryPlatform.Entry::part).containsExactly(1, 2, 2, 3);
        assertThat(rig.shown(id)).extracting(entry -> entry.postscript().size()).containsExactly(0, 0, 1, 0);
    }

    @Test
    void lost_twice_it_is_dead_even_when_another_part_was_lost_first() {
        var once = rig.brief(1);
        rig.script((out, _) -> out.delivery().equals(once) ? new Trouble.LostBefore() : Trouble.NONE);
        rig.node("a");
        rig.run(seconds(30));
        assertThat(rig.state(once)).isEqualTo("DEAD UNKNOWN_TWICE");
        var parts = rig.add(2, DeliveryKind.MORNING, "2026-01-09", SEVEN, 2);
        int begun = rig.platform.arrived();
        rig.script((out, _) -> out.delivery().equals(parts) && rig.row(parts).attempt() <= 1 && out.part().number() == 1
                        || out.part().number() == 2
                ? new Trouble.LostAfter()
                : Trouble.NONE);
        rig.run(seconds(60));
        assertThat(rig.state(parts)).isEqualTo("DEAD UNKNOWN_TWICE");
        assertThat(rig.platform.ledgerFrom(begun)).extracting(MemoryPlatform.Entry::part).containsExactly(1, 1, 2);
    }

    @Test
    void a_lost_answer_is_dropped_and_a_lost_notice_waits_for_a_person() {
        var answer = rig.add(1, DeliveryKind.ANSWER, "u1", SEVEN, 1);
        var notice = rig.add(2, DeliveryKind.NOTICE, "n1", SEVEN, 1);
        rig.script((_, _) -> new Trouble.LostBefore());
        rig.node("a");
        rig.run(seconds(10));
        assertThat(rig.state(answer)).isEqualTo("DEAD UNKNOWN_DROPPED");
        assertThat(rig.state(notice)).isEqualTo("DEAD HELD_FOR_HUMAN");
    }

    @Test
    void where_it_can_be_looked_for_a_lost_message_that_arrived_is_not_repeated() {
        var finds = new CourierRig(true, MemoryPlatform.Limits.NONE);
        var arrived = finds.brief(1);
        var absent = finds.brief(2);
        finds.script((out, call) -> call > 2 ? Trouble.NONE : out.delivery().equals(arrived) ? new Trouble.LostAfter() : new Trouble.LostBefore());
        finds.node("a");
        finds.run(seconds(20));
        assertThat(finds.state(arrived)).isEqualTo("SENT RECONCILED");
        assertThat(finds.state(absent)).isEqualTo("SENT OK");
        assertThat(finds.shown(arrived)).hasSize(1);
        assertThat(finds.shown(absent)).hasSize(1);
        assertThat(finds.shown(absent).getFirst().postscript()).as("it is surely no repeat").isEmpty();
        assertThat(finds.shown(absent).getFirst().at()).isAfterOrEqualTo(SEVEN.plusSeconds(2));
    }

    @Test
    void looks_that_fail_for_a_quarter_of_an_hour_end_in_the_one_repeat() {
        var finds = new CourierRig(true, MemoryPlatform.Limits.NONE);
        var id = finds.brief(1);
        var looks = new ArrayList<Instant>();
        finds.script((out, call) -> {
            if (out.suspect().isPresent()) {
                looks.add(finds.clock.instant());
                return new Trouble.LookFails();
            }
            return call == 1 ? new Trouble.LostBefore() : Trouble.NONE;
        });
        finds.node("a");
        finds.run(Duration.ofMinutes(14));
        assertThat(finds.row(id).state()).isNotEqualTo(DeliveryState.SENT);
        assertThat(looks.getFirst()).isBetween(SEVEN.plusSeconds(2), SEVEN.plusSeconds(4));
        assertThat(looks.get(1)).isBetween(SEVEN.plusSeconds(10), SEVEN.plusSeconds(12));
        finds.run(Duration.ofMinutes(5));
        assertThat(finds.state(id)).isEqualTo("SENT OK");
        assertThat(finds.shown(id).getFirst().postscript().getLast()).startsWith("Possible repeat");
        assertThat(finds.row(id).resends()).isEqualTo(1);
        assertThat(looks).hasSizeBetween(12, 25);
    }

    @Test
    void three_failures_open_the_breaker_and_an_outage_costs_no_row_its_life() {
        var ids = IntStream.range(0, 300).mapToObj(rig::brief).toList();
        var back = SEVEN.plusSeconds(600);
        rig.script((_, _) -> rig.clock.instant().isBefore(back) ? new Trouble.LostBefore() : Trouble.NONE);
        rig.node("a");
        rig.run(seconds(599));
        assertThat(rig.events(DeliveryEvent.BreakerOpen.class)).isNotEmpty();
        long lost = ids.stream().filter(id -> rig.row(id).state() == DeliveryState.UNKNOWN).count();
        assertThat(lost).as("those under way, and the probes").isBetween(3L, 8L + 15);
        rig.run(seconds(120));
        assertThat(ids).allSatisfy(id -> assertThat(rig.state(id)).isEqualTo("SENT OK"));
        long repeats = rig.platform.shown().stream().filter(entry -> !entry.postscript().isEmpty()).count();
        assertThat(repeats).isEqualTo(lost);
    }

    @Test
    void with_nothing_else_to_probe_with_the_repeats_are_kept_for_a_minute_and_spent_one_by_one() {
        var ids = IntStream.range(0, 3).mapToObj(rig::brief).toList();
        var back = SEVEN.plusSeconds(45);
        rig.script((_, _) -> rig.clock.instant().isBefore(back) ? new Trouble.LostBefore() : Trouble.NONE);
        rig.node("a");
        rig.run(seconds(50));
        assertThat(ids).allSatisfy(id -> assertThat(rig.state(id)).isEqualTo("UNKNOWN"));
        rig.run(seconds(60));
        assertThat(ids).allSatisfy(id -> assertThat(rig.state(id)).isEqualTo("SENT OK"));
    }

    @Test
    void a_network_that_is_gone_counts_as_no_transmission_and_all_arrive_when_it_is_back() {
        var ids = IntStream.range(0, 60).mapToObj(rig::brief).toList();
        var back = SEVEN.plusSeconds(600);
        rig.script((_, _) -> rig.clock.instant().isBefore(back) ? new Trouble.Unreachable() : Trouble.NONE);
        rig.node("a");
        rig.run(seconds(599));
        assertThat(ids).allSatisfy(id -> assertThat(rig.row(id).written()).isZero());
        rig.run(seconds(300));
        assertThat(ids).allSatisfy(id -> assertThat(rig.state(id)).isEqualTo("SENT OK"));
        assertThat(rig.platform.shown()).hasSize(60).allMatch(entry -> entry.postscript().isEmpty());
    }

    @Test
    void a_refused_credential_stops_the_sender_for_five_minutes_and_costs_no_row() {
        var ids = IntStream.range(0, 30).mapToObj(rig::brief).toList();
        var back = SEVEN.plusSeconds(200);
        rig.script((_, _) -> rig.clock.instant().isBefore(back) ? new Trouble.Refused(Delivered.Refused.Cause.BAD_TOKEN) : Trouble.NONE);
        rig.node("a");
        rig.run(seconds(10));
        assertThat(rig.events(DeliveryEvent.SenderDown.class)).isNotEmpty().hasSizeLessThanOrEqualTo(3);
        assertThat(ids).allSatisfy(id -> {
            assertThat(rig.state(id)).isEqualTo("READY");
            assertThat(rig.row(id).written()).isZero();
        });
        assertThat(rig.store.leases().paused(SENDER)).isPresent();
        rig.run(seconds(320));
        assertThat(ids).allSatisfy(id -> assertThat(rig.state(id)).isEqualTo("SENT OK"));
    }

    @Test
    void a_429_of_one_chat_pauses_it_and_a_second_chats_pauses_the_sender() {
        IntStream.range(0, 100).forEach(chat -> rig.brief(chat));
        rig.script((_, call) -> call == 10 ? new Trouble.Throttled(seconds(30), Delivered.RetryAfter.Scope.CHAT) : Trouble.NONE);
        rig.node("a");
        rig.run(seconds(6));
        assertThat(rig.platform.shown()).as("only the one chat waits").hasSize(99);
        rig.run(seconds(31));
        assertThat(rig.platform.shown()).hasSize(100);

        var both = new CourierRig();
        IntStream.range(0, 100).forEach(chat -> both.brief(chat));
        both.script((_, call) -> call == 10 || call == 12 ? new Trouble.Throttled(seconds(30), Delivered.RetryAfter.Scope.CHAT) : Trouble.NONE);
        both.node("a");
        both.run(seconds(29));
        assertThat(both.platform.shown()).as("all wait").hasSizeLessThan(20);
        assertThat(both.events(DeliveryEvent.Throttled.class)).extracting(DeliveryEvent.Throttled::scope)
                .containsExactly(Pace.Scope.CHAT, Pace.Scope.SENDER);
        both.run(seconds(10));
        assertThat(both.platform.shown()).hasSize(100);
    }

    @Test
    void a_result_that_could_not_be_stored_is_stored_later_and_nothing_is_sent_twice() {
        var id = rig.brief(1);
        var node = rig.node("a");
        var gone = new AtomicBoolean();
        rig.store.gate(new Gone(gone));
        rig.latency(seconds(1));
        rig.run(Duration.ofMillis(500));
        gone.set(true);
        rig.run(seconds(60));
        assertThat(node.courier.inFlight()).as("what happened is not forgotten").isEqualTo(1);
        assertThat(node.courier.leading()).isFalse();
        gone.set(false);
        rig.run(seconds(60));
        assertThat(rig.state(id)).isEqualTo("SENT OK");
        assertThat(rig.shown(id)).hasSize(1);
        assertThat(node.courier.inFlight()).isZero();
    }

    private record Gone(AtomicBoolean now) implements MemoryStore.Gate {
        @Override
        public void begins(String what) {
            if (now.get()) {
                throw new CourierRig.StoreIsGone();
            }
        }

        @Override
        public void commits(String what) {}

        @Override
        public void committed(String what) {}
    }

    @Test
    void another_node_takes_over_within_eighteen_seconds_and_settles_what_was_under_way() {
        rig.latency(seconds(2));
        IntStream.range(0, 400).forEach(chat -> rig.brief(chat));
        var first = rig.node("a");
        rig.node("b");
        rig.run(seconds(5));
        int sent = rig.platform.arrived();
        var killed = rig.clock.instant();
        first.kill();
        rig.until(seconds(18), () -> rig.platform.arrived() > sent);
        assertThat(rig.platform.ledger().getLast().epoch()).isEqualTo(2);
        rig.until(seconds(36), () -> rig.store.outbox().depth().getOrDefault(DeliveryState.SENDING, 0) <= 8
                && rig.events(DeliveryEvent.Reaped.class).stream().anyMatch(one -> one.count().unknown() > 0));
        assertThat(Duration.between(killed, rig.clock.instant())).isLessThan(seconds(45));
        rig.run(seconds(200));
        assertThat(rig.store.outbox().depth().values()).allMatch(count -> count == 0);
        long copies = rig.platform.shown().size() - 400L;
        assertThat(copies).as("copies beyond one").isBetween(0L, 8L);
        assertThat(rig.platform.shown().stream().filter(entry -> !entry.postscript().isEmpty()).count())
                .as("each of them says that it may be one")
                .isGreaterThanOrEqualTo(copies);
    }

    @Test
    void a_node_that_slept_beyond_its_lease_sends_nothing_with_it() {
        IntStream.range(0, 400).forEach(chat -> rig.brief(chat));
        var first = rig.node("a");
        rig.node("b");
        rig.run(seconds(2));
        assertThat(first.courier.inFlight()).as("claimed before the sleep").isPositive();
        first.freeze();
        rig.run(seconds(40));
        first.thaw();
        assertThat(first.courier.leading()).isFalse();
        assertThat(first.courier.begin()).isEmpty();
        rig.run(seconds(20));
        var epochs = rig.platform.ledger().stream().map(MemoryPlatform.Entry::epoch).toList();
        assertThat(epochs).isSorted().contains(1L, 2L);
        assertThat(rig.store.outbox().depth().values()).allMatch(count -> count == 0);
        assertThat(rig.platform.shown().size())
                .as("each once, and once more the one whose answer the sleeper did not hear")
                .isBetween(400, 401);
        assertThat(rig.events(DeliveryEvent.LateResult.class)).isNotEmpty();
    }

    @Test
    void a_yes_that_comes_after_the_fence_makes_the_unknown_row_sent() {
        var id = rig.add(1, DeliveryKind.NOTICE, "n", SEVEN, 1);
        rig.latency(seconds(50));
        rig.node("a");
        rig.run(seconds(1));
        // The row's lease of 30 s runs out while the call hangs; before anybody decides, the yes arrives.
        rig.clock.advance(seconds(40));
        rig.store.outbox().reap();
        assertThat(rig.state(id)).isEqualTo("UNKNOWN");
        var waiting = rig.nodes.getFirst();
        rig.clock.advance(seconds(10));
        waiting.thaw();
        rig.nodes.forEach(CourierRig.Node::answersNow);
        assertThat(rig.state(id)).isEqualTo("SENT OK");
        assertThat(rig.events(DeliveryEvent.LateResult.class)).hasSize(1);
    }

    @Test
    void stopping_puts_back_what_is_in_hand_and_gives_the_lease_away() {
        IntStream.range(0, 100).forEach(chat -> rig.brief(chat));
        var first = rig.node("a");
        rig.run(seconds(1));
        first.courier.stop();
        rig.run(seconds(1));
        assertThat(first.courier.inFlight()).isZero();
        assertThat(rig.store.outbox().depth().getOrDefault(DeliveryState.SENDING, 0)).isZero();
        first.courier.release();
        int sent = rig.platform.arrived();
        rig.node("b");
        rig.run(Duration.ofMillis(200));
        assertThat(rig.platform.arrived()).as("the next node sends at once").isGreaterThan(sent);
        rig.run(seconds(10));
        assertThat(rig.platform.shown()).hasSize(100);
    }

    @Test
    void a_chat_that_shuts_us_out_is_suspended_and_gets_no_further_call() {
        var barred = rig.brief(1);
        var next = rig.add(1, DeliveryKind.ALERT, "a", SEVEN.plusSeconds(5), 1);
        rig.platform.bar(CourierRig.chatId(1), Delivered.Refused.Cause.BLOCKED);
        rig.node("a");
        rig.run(seconds(20));
        assertThat(rig.state(barred)).isEqualTo("CANCELLED BLOCKED");
        assertThat(rig.state(next)).isEqualTo("CANCELLED BLOCKED");
        assertThat(rig.platform.ledger()).hasSize(1);
    }

    @Test
    void a_chat_that_moved_gets_its_message_at_the_new_place() {
        rig.chat(-5, true);
        rig.platform.move(CourierRig.chatId(-5), CourierRig.chatId(-1005));
        var id = rig.add(rig.chat(-5, true), DeliveryKind.MORNING, "2026-01-09", SEVEN, 1);
        rig.node("a");
        rig.run(seconds(5));
        assertThat(rig.shown(id)).extracting(MemoryPlatform.Entry::chat).containsExactly(CourierRig.chatId(-1005));
        assertThat(rig.state(id)).isEqualTo("SENT OK");
    }

    @Test
    void a_group_gets_eighteen_a_minute_and_nobody_waits_for_it() {
        var group = rig.chat(-7, true);
        IntStream.range(0, 25).forEach(n -> rig.add(group, DeliveryKind.ALERT, "a" + n, SEVEN, 1));
        IntStream.range(0, 100).forEach(chat -> rig.brief(chat + 1));
        rig.node("a");
        rig.run(seconds(10));
        assertThat(order().stream().filter(id -> id.startsWith("M-")).count()).isEqualTo(100);
        rig.run(seconds(110));
        assertThat(rig.platform.breaches()).isEmpty();
        assertThat(order().stream().filter(id -> id.startsWith("A-")).count()).isEqualTo(25);
    }
}
