package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tidewatch.watch.ReminderState;
import tidewatch.watch.WatchState;

class DeliveryStateTest {
    /** Every pair that is allowed, written out once more: a step that is added or lost shows here. */
    private static final Set<String> DELIVERY = Set.of(
            "PLANNED READY", "PLANNED HELD", "PLANNED CANCELLED", "PLANNED EXPIRED",
            "READY SENDING", "READY HELD", "READY CANCELLED", "READY EXPIRED",
            "HELD READY", "HELD FOLDED", "HELD DEAD", "HELD CANCELLED", "HELD EXPIRED",
            "SENDING SENT", "SENDING RETRY_WAIT", "SENDING UNKNOWN", "SENDING READY", "SENDING DEAD", "SENDING CANCELLED",
            "SENDING EXPIRED",
            "RETRY_WAIT SENDING", "RETRY_WAIT CANCELLED", "RETRY_WAIT EXPIRED",
            "UNKNOWN SENT", "UNKNOWN READY", "UNKNOWN DEAD", "UNKNOWN CANCELLED", "UNKNOWN EXPIRED");

    private static <E extends Enum<E>> Set<String> pairs(E[] states, Function<E, Function<E, Boolean>> mayBecome) {
        var pairs = new TreeSet<String>();
        for (E from : states) {
            for (E to : states) {
                if (mayBecome.apply(from).apply(to)) {
                    pairs.add(from + " " + to);
                }
            }
        }
        return pairs;
    }

    @Test
    void of_all_pairs_of_states_a_delivery_takes_only_these() {
        assertThat(pairs(DeliveryState.values(), from -> from::mayBecome)).containsExactlyInAnyOrderElementsOf(DELIVERY);
    }

    @Test
    void of_all_pairs_of_states_a_subscription_takes_only_these() {
        assertThat(pairs(SubscriptionState.values(), from -> from::mayBecome))
                .containsExactlyInAnyOrder(
                        "PENDING ACTIVE", "PENDING ENDED", "ACTIVE PAUSED", "ACTIVE SUSPENDED", "ACTIVE ENDED", "PAUSED ACTIVE",
                        "PAUSED SUSPENDED", "PAUSED ENDED", "SUSPENDED ACTIVE", "SUSPENDED ENDED");
    }

    @Test
    void of_all_pairs_of_states_a_brief_a_watch_and_a_reminder_take_only_these() {
        assertThat(pairs(BriefState.values(), from -> from::mayBecome))
                .containsExactlyInAnyOrder(
                        "DUE BUILDING", "BUILDING FROZEN", "BUILDING FAILED", "BUILDING UNAVAILABLE", "BUILDING DUE", "FAILED BUILDING");
        assertThat(pairs(WatchState.values(), from -> from::mayBecome))
                .containsExactlyInAnyOrder(
                        "ARMED FIRED", "ARMED SNOOZED", "ARMED DONE", "FIRED COOLDOWN", "FIRED SNOOZED", "FIRED DONE", "COOLDOWN ARMED",
                        "COOLDOWN DONE", "SNOOZED ARMED", "SNOOZED DONE");
        assertThat(pairs(ReminderState.values(), from -> from::mayBecome))
                .containsExactlyInAnyOrder(
                        "SCHEDULED DUE", "SCHEDULED DONE", "DUE FIRED", "DUE DONE", "FIRED SCHEDULED", "FIRED DONE");
    }

    @Test
    void from_every_open_state_a_final_one_can_be_reached_and_bytes_leave_only_from_sending() {
        for (var state : DeliveryState.values()) {
            var reached = new HashSet<>(Set.of(state));
            while (reached.addAll(reached.stream().flatMap(one -> one.next().stream()).toList())) {
                assertThat(reached).hasSizeLessThanOrEqualTo(DeliveryState.values().length);
            }
            assertThat(reached).as(state.name()).anyMatch(DeliveryState::isFinal);
            assertThat(state.isFinal() || state == DeliveryState.SENDING || state.mayBecome(DeliveryState.CANCELLED))
                    .as(state.name())
                    .isTrue();
            assertThat(state.mayBecome(DeliveryState.SENDING)).as(state.name()).isEqualTo(state.claimable());
        }
        assertThat(Arrays.stream(DeliveryState.values()).filter(DeliveryState::isFinal))
                .containsExactly(
                        DeliveryState.SENT, DeliveryState.FOLDED, DeliveryState.EXPIRED, DeliveryState.CANCELLED, DeliveryState.DEAD);
    }

    @Test
    void every_final_state_has_reasons_and_no_other_has() {
        for (var state : DeliveryState.values()) {
            assertThat(DeliveryReason.of(state).isEmpty()).as(state.name()).isNotEqualTo(state.isFinal());
        }
        assertThat(SubscriptionReason.of(SubscriptionState.SUSPENDED))
                .allSatisfy(reason -> assertThat(SubscriptionReason.of(reason.cancels())).contains(reason));
        assertThat(SubscriptionReason.of(DeliveryReason.UNSUBSCRIBED)).isEmpty();
        assertThat(Arrays.stream(SubscriptionReason.values()).map(SubscriptionReason::cancels).map(DeliveryReason::state))
                .containsOnly(DeliveryState.CANCELLED);
    }

    @Test
    void only_the_dead_and_the_cancelled_that_were_never_written_come_back() {
        for (var state : DeliveryState.values()) {
            assertThat(state.reopened(0).isEmpty())
                    .as(state.name())
                    .isNotEqualTo(List.of(DeliveryState.DEAD, DeliveryState.CANCELLED).contains(state));
        }
        assertThat(DeliveryState.CANCELLED.reopened(1)).isEmpty();
        assertThat(DeliveryState.DEAD.reopened(8)).containsExactly(DeliveryState.READY);
    }

    @Test
    void a_row_that_is_being_sent_is_not_cancelled_by_an_unsubscribe() {
        assertThat(Arrays.stream(DeliveryState.values()).filter(DeliveryState::cancellable))
                .containsExactly(
                        DeliveryState.PLANNED, DeliveryState.READY, DeliveryState.HELD, DeliveryState.RETRY_WAIT, DeliveryState.UNKNOWN);
    }

    @Test
    void the_third_broken_build_is_told_to_the_readers() {
        assertThat(List.of(1, 2, 3).stream().map(BriefState::afterBrokenBuild))
                .containsExactly(BriefState.FAILED, BriefState.FAILED, BriefState.UNAVAILABLE);
    }

    @Test
    void the_queue_takes_answers_first_and_notices_last() {
        assertThat(Arrays.stream(DeliveryKind.values()).map(DeliveryKind::priority)).isSorted().startsWith(0).endsWith(9);
        assertThat(Arrays.stream(DeliveryKind.values()).filter(kind -> kind.messageClass().isEmpty()))
                .containsExactly(DeliveryKind.ANSWER, DeliveryKind.DIGEST);
        assertThat(DeliveryKind.ANSWER.whenUnknown()).isEqualTo(DeliveryKind.WhenUnknown.DROP);
        assertThat(DeliveryKind.NOTICE.whenUnknown()).isEqualTo(DeliveryKind.WhenUnknown.HOLD);
        assertThat(DeliveryKind.MORNING.whenUnknown()).isEqualTo(DeliveryKind.WhenUnknown.RESEND_ONCE);
    }

    @Test
    void settings_of_classes_are_stored_and_read_back() {
        var settings = ClassSettings.ALL_ON.with(MessageClass.DATA, Loudness.OFF).with(MessageClass.ALERT, Loudness.SILENT);
        assertThat(settings.text()).isEqualTo("alert=silent,data=off");
        assertThat(ClassSettings.parse(settings.text())).contains(settings);
        assertThat(settings.with(MessageClass.DATA, Loudness.ON).with(MessageClass.ALERT, Loudness.ON)).isEqualTo(ClassSettings.ALL_ON);
        assertThat(ClassSettings.parse("")).contains(ClassSettings.ALL_ON);
        assertThat(List.of("alert", "alert=loud", "news=off", "alert=off,", "=", ",alert=off"))
                .allSatisfy(text -> assertThat(ClassSettings.parse(text)).as(text).isEmpty());
        assertThat(settings.of(DeliveryKind.ALERT)).isEqualTo(Loudness.SILENT);
        assertThat(settings.of(DeliveryKind.WEEKLY)).isEqualTo(Loudness.ON);
        assertThat(settings.of(DeliveryKind.ANSWER)).isEqualTo(Loudness.ON);
    }
}
