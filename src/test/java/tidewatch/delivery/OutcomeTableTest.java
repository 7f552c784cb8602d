package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.delivery.CourierRig.SENDER;
import static tidewatch.delivery.CourierRig.SEVEN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tidewatch.chat.ChatId;
import tidewatch.chat.Delivered;
import tidewatch.chat.Delivered.Refused.Cause;
import tidewatch.chat.Delivered.RetryAfter.Certainty;
import tidewatch.chat.Delivered.RetryAfter.Scope;
import tidewatch.chat.MessageRef;
import tidewatch.testing.DeliveryEdit;
import tidewatch.testing.Seeds;

/** Each thing that a platform can say, and what is written about the row. */
class OutcomeTableTest {
    private static final Instant NOW = SEVEN.plusSeconds(10);
    private static final Duration SEVEN_SECONDS = Duration.ofSeconds(7);
    private static final ChatId NEW_ID = new ChatId("telegram", "-1005");

    private static Claim claim(int parts, int left, int attempt, int written, Instant expires) {
        var chat = Chat.of(CourierRig.chatId(1), SENDER, false, CourierRig.NEW_YORK);
        var staleness = new Staleness(DeliveryKind.ALERT, SEVEN, expires, expires);
        var row = DeliveryEdit.of(Delivery.planned(chat, DeliveryKind.ALERT, "a", Optional.empty(), Optional.empty(), staleness))
                .state(DeliveryState.SENDING)
                .attempt(attempt)
                .written(written)
                .row();
        var all = CourierRig.frozen(row.id(), parts, Optional.empty()).parts();
        return new Claim(
                row, all.subList(parts - left, parts), parts, new Lease(SENDER, "a", 1, NOW), NOW, CourierRig.NEW_YORK, false);
    }

    private static Claim claim() {
        return claim(1, 1, 1, 0, SEVEN.plus(Duration.ofHours(24)));
    }

    private static Delivered again(Optional<Duration> pause, Scope scope, Certainty certainty) {
        return new Delivered.RetryAfter(pause, scope, certainty, "why");
    }

    private static Outcome of(Claim claim, Delivered delivered) {
        return new OutcomeTable(Pace.telegram(() -> 0), new SplittableRandom(7)).of(claim, delivered, NOW);
    }

    /** Said by the platform; the kind of outcome; whether it counts as written; what pauses. */
    static Stream<Arguments> retries() {
        return Stream.of(
                Arguments.of(again(Optional.empty(), Scope.SENDER, Certainty.NOTHING_WRITTEN), false, "sender 2 s"),
                Arguments.of(again(Optional.empty(), Scope.CHAT, Certainty.NOTHING_WRITTEN), false, "nothing"),
                Arguments.of(again(Optional.of(SEVEN_SECONDS), Scope.CHAT, Certainty.ANSWERED), true, "chat as named"),
                Arguments.of(again(Optional.of(SEVEN_SECONDS), Scope.SENDER, Certainty.ANSWERED), true, "sender as named"),
                Arguments.of(again(Optional.empty(), Scope.CHAT, Certainty.ANSWERED), true, "nothing"),
                Arguments.of(again(Optional.empty(), Scope.SENDER, Certainty.ASSUMED), true, "sender 2 s"),
                Arguments.of(again(Optional.of(SEVEN_SECONDS), Scope.SENDER, Certainty.ASSUMED), true, "sender as named"));
    }

    @ParameterizedTest
    @MethodSource("retries")
    void what_certainly_did_not_arrive_is_tried_again(Delivered said, boolean written, String pauses) {
        var outcome = (Outcome.Again) of(claim(), said);
        assertThat(outcome.written()).isEqualTo(written);
        assertThat(outcome.notBefore()).isBetween(NOW.plusSeconds(2), NOW.plusMillis(7_500));
        var named = Optional.of(outcome.notBefore());
        switch (pauses) {
            case "nothing" -> {
                assertThat(outcome.pauseChat()).isEmpty();
                assertThat(outcome.pauseSender()).isEmpty();
            }
            case "chat as named" -> {
                assertThat(outcome.pauseChat()).isEqualTo(named);
                assertThat(outcome.pauseSender()).isEmpty();
            }
            case "sender as named" -> {
                assertThat(outcome.pauseSender()).isEqualTo(named);
                assertThat(outcome.pauseChat()).isEmpty();
            }
            default -> {
                assertThat(pauses).isEqualTo("sender 2 s");
                assertThat(outcome.pauseSender()).contains(NOW.plusSeconds(2));
            }
        }
    }

    @Test
    void a_named_pause_is_waited_in_full_and_at_most_half_a_second_more() {
        Seeds.each(200, seed -> {
            var table = new OutcomeTable(Pace.unlimited(), new SplittableRandom(seed));
            var outcome = (Outcome.Again)
                    table.of(claim(), again(Optional.of(SEVEN_SECONDS), Scope.CHAT, Certainty.ANSWERED), NOW);
            assertThat(outcome.notBefore()).isBetween(NOW.plus(SEVEN_SECONDS), NOW.plus(SEVEN_SECONDS).plusMillis(500));
        });
    }

    @Test
    void the_eighth_failed_transmission_is_the_last_and_what_was_not_written_does_not_count() {
        var expires = SEVEN.plus(Duration.ofHours(24));
        var refused = again(Optional.of(Duration.ofSeconds(1)), Scope.CHAT, Certainty.ANSWERED);
        assertThat(of(claim(1, 1, 7, 6, expires), refused)).isInstanceOf(Outcome.Again.class);
        assertThat(of(claim(1, 1, 8, 7, expires), refused))
                .isEqualTo(new Outcome.Over(DeliveryReason.TOO_MANY_ATTEMPTS, true, "why"));
        assertThat(of(claim(1, 1, 50, 7, expires), again(Optional.empty(), Scope.SENDER, Certainty.NOTHING_WRITTEN)))
                .isInstanceOf(Outcome.Again.class);
        assertThat(of(claim(8, 1, 8, 7, expires), refused))
                .as("seven parts that arrived are no failures")
                .isInstanceOf(Outcome.Again.class);
    }

    @Test
    void it_is_never_tried_after_its_expiry_but_half_an_hour_longer_once_a_part_is_out() {
        var refused = again(Optional.of(Duration.ofMinutes(10)), Scope.CHAT, Certainty.ANSWERED);
        var soon = NOW.plus(Duration.ofMinutes(5));
        assertThat(of(claim(2, 2, 1, 0, soon), refused)).isEqualTo(new Outcome.Over(DeliveryReason.STALE, true, "why"));
        assertThat(of(claim(2, 1, 1, 1, soon), refused)).isInstanceOf(Outcome.Again.class);
    }

    static Stream<Arguments> rest() {
        var ref = new MessageRef("m1");
        return Stream.of(
                Arguments.of(Delivered.Sent.as(ref), new Outcome.Arrived(DeliveryReason.OK, Optional.of(ref), "sent")),
                Arguments.of(
                        new Delivered.Sent(Optional.empty(), false, List.of()),
                        new Outcome.Arrived(DeliveryReason.ID_UNKNOWN, Optional.empty(), "sent")),
                Arguments.of(
                        new Delivered.Sent(Optional.of(ref), true, List.of()),
                        new Outcome.Arrived(DeliveryReason.RECONCILED, Optional.of(ref), "found: an earlier try had arrived")),
                Arguments.of(new Delivered.Unknown(true, "cut"), new Outcome.Lost(true, "cut")),
                Arguments.of(new Delivered.Unknown(false, "no look"), new Outcome.Lost(false, "no look")),
                Arguments.of(
                        Delivered.Refused.because(Cause.BLOCKED, "d"), new Outcome.Barred(SubscriptionReason.BLOCKED, "d")),
                Arguments.of(Delivered.Refused.because(Cause.KICKED, "d"), new Outcome.Barred(SubscriptionReason.KICKED, "d")),
                Arguments.of(
                        Delivered.Refused.because(Cause.CHAT_GONE, "d"), new Outcome.Barred(SubscriptionReason.CHAT_GONE, "d")),
                Arguments.of(
                        Delivered.Refused.because(Cause.NO_RIGHTS, "d"), new Outcome.Barred(SubscriptionReason.NO_RIGHTS, "d")),
                Arguments.of(
                        new Delivered.Refused(Cause.MOVED, "d", Optional.of(NEW_ID)), new Outcome.Moved(NEW_ID, "d")),
                Arguments.of(Delivered.Refused.because(Cause.BAD_TOKEN, "d"), new Outcome.PutBack("d")),
                Arguments.of(
                        Delivered.Refused.because(Cause.BAD_CONTENT, "d"), new Outcome.Over(DeliveryReason.REFUSED, true, "d")),
                Arguments.of(
                        Delivered.Refused.because(Cause.TOO_LONG, "d"), new Outcome.Over(DeliveryReason.REFUSED, true, "d")));
    }

    @ParameterizedTest
    @MethodSource("rest")
    void everything_else_is_written_as_it_was_said(Delivered said, Outcome expected) {
        assertThat(of(claim(), said)).isEqualTo(expected);
    }
}
