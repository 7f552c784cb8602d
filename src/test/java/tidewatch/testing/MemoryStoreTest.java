package tidewatch.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.chat.MessageRef;
import tidewatch.delivery.Chat;
import tidewatch.delivery.Claim;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Frozen;
import tidewatch.delivery.Lease;
import tidewatch.delivery.Outcome;
import tidewatch.delivery.Staleness;
import tidewatch.message.RenderPlan;

/** What the contracts of the ports do not say: undoing, and rules that are taken away. */
class MemoryStoreTest {
    private static final ChatId CHAT = new ChatId("telegram", "7");
    private final FakeClock clock = new FakeClock(Instant.parse("2026-03-09T11:00:00Z"));
    private final Chat chat = Chat.of(CHAT, "telegram:1", false, ZoneOffset.UTC);
    private MemoryStore store = new MemoryStore(clock);

    @BeforeEach
    void chat() {
        store.subscriptions().save(chat);
    }

    private Delivery alert(String slot) {
        return DeliveryEdit.of(Delivery.planned(
                        chat,
                        DeliveryKind.ALERT,
                        slot,
                        Optional.empty(),
                        Optional.empty(),
                        Staleness.of(DeliveryKind.ALERT, clock.instant())))
                .state(DeliveryState.READY)
                .row();
    }

    private static Frozen text(String words) {
        var part = new RenderPlan.Part(1, 1, words, words);
        return new Frozen(
                List.of(part), "h", words, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    private Lease lead() {
        return store.leases().acquire("telegram:1", "a", Duration.ofSeconds(15)).orElseThrow();
    }

    @Test
    void aTransactionThatThrowsLeavesNothing() {
        var heard = new Incoming.Said(
                new Incoming.Envelope(
                        "1", "telegram:1", CHAT, Optional.empty(), "p", clock.instant(), Incoming.Origin.DIRECT),
                "/mute");
        store.inbound().store(heard, clock.instant());
        var pending = store.inbound().pending("telegram:1", 9).getFirst();

        assertThatThrownBy(() -> store.inbound().handle(pending, () -> {
                    store.outbox().add(alert("a"), text("a"));
                    store.subscriptions().save(chat.withMutedUntil(Optional.of(clock.instant())));
                    throw new IllegalStateException("power cut");
                }))
                .hasMessage("power cut");
        assertThat(store.outbox().find(alert("a").id())).isEmpty();
        assertThat(store.outbox().open(CHAT)).isZero();
        assertThat(store.subscriptions().chat(CHAT)).contains(chat);
        assertThat(store.inbound().pending("telegram:1", 9)).containsExactly(pending);
        assertThat(store.inbound().handle(pending, () -> "done")).isTrue();
        assertThat(store.inbound().handle(pending, () -> "done")).isFalse();
    }

    @Test
    void aStoreThatFailsAtItsCommitHasDoneNothingAndOneThatFailsAfterItHasDoneAll() {
        store.gate(failing(true));
        assertThatThrownBy(() -> store.outbox().add(alert("a"), text("a"))).hasMessage("at commit");
        store.gate(failing(false));
        assertThatThrownBy(() -> store.outbox().add(alert("b"), text("b"))).hasMessage("after commit");
        store.gate(MemoryStore.Gate.OPEN);

        assertThat(store.outbox().find(alert("a").id())).isEmpty();
        assertThat(store.outbox().find(alert("b").id())).isPresent();
    }

    private static MemoryStore.Gate failing(boolean before) {
        return new MemoryStore.Gate() {
            @Override
            public void begins(String what) {}

            @Override
            public void commits(String what) {
                if (before) {
                    throw new IllegalStateException("at commit");
                }
            }

            @Override
            public void committed(String what) {
                if (!before) {
                    throw new IllegalStateException("after commit");
                }
            }
        };
    }

    @Test
    void aTryThatIsToldAfterItsFenceWasLostChangesNothingUnlessTheRuleIsTakenAway() {
        assertThat(lateRefusal()).isEqualTo(DeliveryState.UNKNOWN);
        store = new MemoryStore(clock, new MemoryRules() {
            @Override
            protected boolean fenceHolds(boolean sending, int attempt, long epoch, Claim claim) {
                return true;
            }
        });
        store.subscriptions().save(chat);
        assertThat(lateRefusal()).isEqualTo(DeliveryState.DEAD);
    }

    private DeliveryState lateRefusal() {
        store.outbox().add(alert("a"), text("a"));
        var claim = store.outbox().claim(lead(), 8).getFirst();
        clock.advance(Duration.ofSeconds(31));
        assertThat(store.outbox().reap().unknown()).isEqualTo(1);
        store.outbox().finish(claim, new Outcome.Over(DeliveryReason.REFUSED, true, "no"));
        return store.outbox().find(claim.delivery().id()).orElseThrow().state();
    }

    @Test
    void aLateYesSettlesAnUnknownRow() {
        store.outbox().add(alert("a"), text("a"));
        var claim = store.outbox().claim(lead(), 8).getFirst();
        clock.advance(Duration.ofSeconds(31));
        store.outbox().reap();

        assertThat(store.outbox().finish(claim, new Outcome.Arrived(DeliveryReason.OK, Optional.of(new MessageRef("1")), "ok")))
                .isFalse();
        assertThat(store.outbox().find(claim.delivery().id()).orElseThrow().state()).isEqualTo(DeliveryState.SENT);
        assertThat(store.outbox().trace(claim.delivery().id()).orElseThrow().attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.outcome()).startsWith(MemoryOutbox.LATE_RESULT));
    }

    @Test
    void aChatHasOneRowOnItsWayUnlessTheRuleIsTakenAway() {
        store.outbox().add(alert("a"), text("a"));
        store.outbox().add(alert("b"), text("b"));
        assertThat(store.outbox().claim(lead(), 8)).hasSize(1);

        store = new MemoryStore(clock, new MemoryRules() {
            @Override
            protected boolean oneInFlight() {
                return false;
            }
        });
        store.subscriptions().save(chat);
        store.outbox().add(alert("a"), text("a"));
        store.outbox().add(alert("b"), text("b"));
        assertThat(store.outbox().claim(lead(), 8)).hasSize(2);
    }

    @Test
    void aLeaseChangesHandsOnlyWhenItIsOverAndEachTimeWithAHigherEpoch() {
        var first = lead();
        assertThat(store.leases().acquire("telegram:1", "b", Duration.ofSeconds(15))).isEmpty();
        clock.advance(Duration.ofSeconds(15));
        var second = store.leases().acquire("telegram:1", "b", Duration.ofSeconds(15)).orElseThrow();
        assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
        store.outbox().add(alert("a"), text("a"));
        assertThat(store.outbox().claim(first, 8)).isEmpty();
        store.leases().release(second);
        assertThat(lead().epoch()).isEqualTo(second.epoch() + 1);
    }
}
