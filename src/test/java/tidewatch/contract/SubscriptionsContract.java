package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tidewatch.brief.Topic;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.delivery.CatchUp;
import tidewatch.delivery.Chat;
import tidewatch.delivery.ClassSettings;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Loudness;
import tidewatch.delivery.MessageClass;
import tidewatch.delivery.QuietHours;
import tidewatch.delivery.SlotKind;
import tidewatch.delivery.SlotRule;
import tidewatch.delivery.Subscription;
import tidewatch.delivery.SubscriptionReason;
import tidewatch.delivery.SubscriptionState;
import tidewatch.delivery.Subscriptions;
import tidewatch.testing.Seeds;

/** What {@link Subscriptions} promises. Every store passes this. */
public abstract class SubscriptionsContract extends StoreContract {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<SubscriptionState> STATES = List.of(SubscriptionState.values());
    private static final Instant DUE = NOON.plus(Duration.ofHours(1));

    private Subscriptions subscriptions() {
        return store.subscriptions();
    }

    private Chat saved(String local) {
        var chat = Rows.chat(local);
        subscriptions().save(chat);
        return chat;
    }

    private static Subscription of(Chat chat, SlotRule rule, Set<Topic> leftOut, Optional<Instant> nextDue) {
        return new Subscription(
                chat.id(), rule, leftOut, SubscriptionState.ACTIVE, Optional.empty(), Optional.empty(), 1, NOON, nextDue);
    }

    private Subscription close(Chat chat) {
        return subscriptions().put(of(chat, SlotRule.afterClose(Duration.ofMinutes(30), BERLIN), Set.of(), Optional.of(DUE)));
    }

    private Subscription morning(Chat chat) {
        return subscriptions().put(Rows.morning(chat, NOON));
    }

    private boolean change(Subscription one, SubscriptionState to) {
        return subscriptions().change(one.id(), to, reason(to), Optional.empty(), Optional.of(DUE));
    }

    private static Optional<SubscriptionReason> reason(SubscriptionState to) {
        return SubscriptionReason.of(to).stream().findFirst();
    }

    private Delivery row(String id) {
        return store.outbox().find(id).orElseThrow();
    }

    /** A row of the subscription, planned; its id. */
    private String planned(Chat chat, Subscription one, DeliveryKind kind, String slot) {
        var row = Rows.row(chat, kind, slot, Rows.owner(one), NOON, DeliveryState.PLANNED);
        assertThat(store.outbox().plan(List.of(row))).isOne();
        return row.id();
    }

    private String ready(Chat chat, Subscription one, DeliveryKind kind, String slot) {
        var id = planned(chat, one, kind, slot);
        assertThat(store.outbox().freeze(id, Rows.frozen("b1", slot), DeliveryState.READY, NOON, false)).isTrue();
        return id;
    }

    private String sending(Chat chat, Subscription one, DeliveryKind kind, String slot) {
        var id = ready(chat, one, kind, slot);
        var lease = store.leases().acquire(Rows.SENDER, "node", Duration.ofMinutes(1)).orElseThrow();
        assertThat(store.outbox().claim(lease, 8)).extracting(claim -> claim.delivery().id()).containsExactly(id);
        return id;
    }

    private void assertCancelled(String id, DeliveryReason reason) {
        assertThat(row(id).state()).isEqualTo(DeliveryState.CANCELLED);
        assertThat(row(id).reason()).contains(reason);
    }

    // ---- chats ----

    @Test
    void a_chat_comes_back_with_all_its_settings() {
        var plain = Rows.chat("1");
        var full = new Chat(
                new ChatId("telegram", "-100"),
                "telegram:2",
                Optional.of("17"),
                true,
                BERLIN,
                Chat.State.SUSPENDED,
                Optional.of(DUE),
                Optional.of(new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 30), BERLIN)),
                new ClassSettings(Map.of(MessageClass.ALERT, Loudness.SILENT, MessageClass.DATA, Loudness.OFF)),
                CatchUp.DIGEST,
                "Sectors/Energy");
        subscriptions().save(full);
        subscriptions().save(plain);
        assertThat(subscriptions().chat(full.id())).contains(full);
        assertThat(subscriptions().chat(plain.id())).contains(plain);
        assertThat(subscriptions().chat(new ChatId("telegram", "3"))).isEmpty();
        assertThat(subscriptions().chats()).containsExactly(full, plain);
        assertThat(subscriptions().chats(Set.of(full.id(), new ChatId("telegram", "3")))).containsExactly(full);
        assertThat(subscriptions().chats(Set.of())).isEmpty();
        subscriptions().save(plain.withZone(BERLIN).withMutedUntil(Optional.of(DUE)));
        assertThat(subscriptions().chat(plain.id())).contains(plain.withZone(BERLIN).withMutedUntil(Optional.of(DUE)));
        subscriptions().save(plain);
        assertThat(subscriptions().chat(plain.id())).contains(plain);
    }

    // ---- subscriptions ----

    @Test
    void a_subscription_comes_back_as_it_was_put() {
        var chat = saved("1");
        var rule = SlotRule.at(SlotKind.MIDDAY, LocalTime.of(12, 5), BERLIN)
                .onDays(Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY))
                .withWeekly(true)
                .withWrap(true);
        var wanted = of(chat, rule, Set.of(Topic.TAPE, Topic.AHEAD), Optional.empty());
        assertThat(subscriptions().put(wanted)).isEqualTo(wanted);
        assertThat(subscriptions().find(wanted.id())).contains(wanted);
        var late = close(chat);
        assertThat(subscriptions().find(late.id())).contains(late);
        assertThat(subscriptions().find("telegram:1/MORNING")).isEmpty();
    }

    @Test
    void those_of_a_chat_come_in_the_order_of_their_kinds_without_the_ended_ones() {
        var chat = saved("1");
        var close = close(chat);
        var morning = morning(chat);
        var other = morning(saved("11"));
        assertThat(subscriptions().of(chat.id())).containsExactly(morning, close);
        change(morning, SubscriptionState.ENDED);
        assertThat(subscriptions().of(chat.id())).containsExactly(close);
        assertThat(subscriptions().find(morning.id())).map(Subscription::state).contains(SubscriptionState.ENDED);
        assertThat(subscriptions().of(other.chat())).containsExactly(other);
    }

    @Test
    void putting_again_makes_a_higher_version_even_after_the_end() {
        var chat = saved("1");
        assertThat(morning(chat).version()).isEqualTo(1);
        assertThat(morning(chat).version()).isEqualTo(2);
        change(morning(chat), SubscriptionState.ENDED);
        var again = morning(chat);
        assertThat(again.version()).isEqualTo(4);
        assertThat(again.state()).isEqualTo(SubscriptionState.ACTIVE);
        assertThat(subscriptions().find(again.id())).contains(again);
    }

    @Test
    void putting_again_cancels_open_rows_of_older_versions_and_leaves_one_that_is_being_sent() {
        var chat = saved("1");
        var first = morning(chat);
        var sending = sending(chat, first, DeliveryKind.MORNING, "2026-01-08");
        var waiting = ready(chat, first, DeliveryKind.MORNING, "2026-01-09");
        var planned = planned(chat, first, DeliveryKind.MORNING, "2026-01-12");
        var close = close(chat);
        var closing = planned(chat, close, DeliveryKind.CLOSE, "2026-01-09");
        var second = morning(chat);
        assertThat(row(sending).state()).isEqualTo(DeliveryState.SENDING);
        assertCancelled(waiting, DeliveryReason.VERSION);
        assertCancelled(planned, DeliveryReason.VERSION);
        assertThat(row(closing).state()).isEqualTo(DeliveryState.PLANNED);
        // What was never written may be planned again.
        assertThat(planned(chat, second, DeliveryKind.MORNING, "2026-01-12")).isEqualTo(planned);
        assertThat(row(planned).subscription()).contains(Rows.owner(second));
    }

    @Test
    void only_allowed_steps_are_taken() {
        var chat = saved("1");
        var one = morning(chat);
        assertThat(change(one, SubscriptionState.PENDING)).isFalse();
        assertThat(change(one, SubscriptionState.ACTIVE)).isFalse();
        assertThat(change(one, SubscriptionState.PAUSED)).isTrue();
        assertThat(change(one, SubscriptionState.PAUSED)).isFalse();
        assertThat(change(one, SubscriptionState.ENDED)).isTrue();
        assertThat(change(one, SubscriptionState.ACTIVE)).isFalse();
        assertThat(subscriptions().change("telegram:2/MORNING", SubscriptionState.ENDED, reason(SubscriptionState.ENDED), Optional.empty(), Optional.empty()))
                .isFalse();
    }

    @Test
    void unsubscribing_cancels_open_rows_and_leaves_one_that_is_being_sent() {
        var chat = saved("1");
        var one = morning(chat);
        var sending = sending(chat, one, DeliveryKind.MORNING, "2026-01-08");
        var waiting = ready(chat, one, DeliveryKind.MORNING, "2026-01-09");
        var planned = planned(chat, one, DeliveryKind.MORNING, "2026-01-12");
        var alert = Rows.row(chat, DeliveryKind.ALERT, "w1", NOON, DeliveryState.PLANNED);
        store.outbox().plan(List.of(alert));
        assertThat(subscriptions()
                        .change(one.id(), SubscriptionState.ENDED, Optional.of(SubscriptionReason.USER), Optional.empty(), Optional.empty()))
                .isTrue();
        assertThat(row(sending).state()).isEqualTo(DeliveryState.SENDING);
        assertCancelled(waiting, DeliveryReason.UNSUBSCRIBED);
        assertCancelled(planned, DeliveryReason.UNSUBSCRIBED);
        assertThat(row(alert.id()).state()).isEqualTo(DeliveryState.PLANNED);
        assertThat(subscriptions().toPlan(DUE, 10)).isEmpty();
    }

    @Test
    void a_pause_cancels_and_waking_plans_from_then_on() {
        var chat = saved("1");
        var one = morning(chat);
        var planned = planned(chat, one, DeliveryKind.MORNING, "2026-01-09");
        subscriptions().change(one.id(), SubscriptionState.PAUSED, Optional.empty(), Optional.of(DUE), Optional.empty());
        assertCancelled(planned, DeliveryReason.PAUSED);
        assertThat(subscriptions().toPlan(DUE.plusSeconds(9), 10)).isEmpty();
        assertThat(subscriptions().toWake(DUE.minusMillis(1), 10)).isEmpty();
        assertThat(subscriptions().toWake(DUE, 10)).extracting(Subscription::id).containsExactly(one.id());
        assertThat(subscriptions().toWake(DUE, 10)).extracting(Subscription::pausedUntil).containsExactly(Optional.of(DUE));
        var now = after(Duration.ofHours(2));
        var next = Optional.of(now.plusSeconds(60));
        assertThat(subscriptions().change(one.id(), SubscriptionState.ACTIVE, Optional.empty(), Optional.empty(), next)).isTrue();
        var awake = subscriptions().find(one.id()).orElseThrow();
        assertThat(awake.state()).isEqualTo(SubscriptionState.ACTIVE);
        assertThat(awake.pausedUntil()).isEmpty();
        assertThat(awake.nextDue()).isEqualTo(next);
        assertThat(awake.plannedThrough()).isEqualTo(now);
        assertThat(subscriptions().toWake(DUE, 10)).isEmpty();
    }

    @Test
    void one_that_waits_to_be_told_does_not_wake_by_itself() {
        var one = morning(saved("1"));
        subscriptions().change(one.id(), SubscriptionState.PAUSED, Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(subscriptions().toWake(NOON.plus(Duration.ofDays(10_000)), 10)).isEmpty();
    }

    @Test
    void what_is_due_for_planning_comes_the_earliest_first() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            var chat = saved("1" + i);
            var due = NOON.plusSeconds(100 - i);
            ids.addFirst(subscriptions()
                    .put(of(chat, SlotRule.at(SlotKind.MORNING, LocalTime.of(7, 0), BERLIN), Set.of(), Optional.of(due)))
                    .id());
        }
        subscriptions().put(of(saved("20"), SlotRule.at(SlotKind.MORNING, LocalTime.of(7, 0), BERLIN), Set.of(), Optional.empty()));
        assertThat(subscriptions().toPlan(NOON.plusSeconds(100), 10)).extracting(Subscription::id).containsExactlyElementsOf(ids);
        assertThat(subscriptions().toPlan(NOON.plusSeconds(99), 2)).extracting(Subscription::id).containsExactlyElementsOf(ids.subList(0, 2));
        assertThat(subscriptions().toPlan(NOON.plusSeconds(95), 10)).isEmpty();
    }

    @Test
    void all_active_ones_come_page_by_page() {
        for (int i = 0; i < 5; i++) {
            morning(saved("" + i));
        }
        change(subscriptions().find("telegram:2/MORNING").orElseThrow(), SubscriptionState.ENDED);
        var seen = new ArrayList<String>();
        var after = "";
        for (var page = subscriptions().active(after, 2); !page.isEmpty(); page = subscriptions().active(after, 2)) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            page.forEach(one -> seen.add(one.id()));
            after = page.getLast().id();
        }
        assertThat(seen).containsExactly("telegram:0/MORNING", "telegram:1/MORNING", "telegram:3/MORNING", "telegram:4/MORNING");
    }

    @Test
    void a_chat_that_shuts_us_out_is_suspended_with_all_that_is_open_but_what_is_being_sent() {
        var chat = saved("1");
        var one = morning(chat);
        var paused = close(chat);
        change(paused, SubscriptionState.PAUSED);
        var sending = sending(chat, one, DeliveryKind.MORNING, "2026-01-08");
        var waiting = ready(chat, one, DeliveryKind.MORNING, "2026-01-09");
        var alert = Rows.row(chat, DeliveryKind.ALERT, "w1", NOON, DeliveryState.PLANNED);
        var elsewhere = Rows.row(saved("2"), DeliveryKind.ALERT, "w1", NOON, DeliveryState.PLANNED);
        store.outbox().plan(List.of(alert, elsewhere));
        subscriptions().suspend(chat.id(), SubscriptionReason.KICKED);
        assertThat(subscriptions().chat(chat.id())).map(Chat::state).contains(Chat.State.SUSPENDED);
        assertThat(subscriptions().find(one.id()).orElseThrow().state()).isEqualTo(SubscriptionState.SUSPENDED);
        assertThat(subscriptions().find(one.id()).orElseThrow().reason()).contains(SubscriptionReason.KICKED);
        assertThat(subscriptions().find(paused.id()).orElseThrow().state()).isEqualTo(SubscriptionState.PAUSED);
        assertThat(row(sending).state()).isEqualTo(DeliveryState.SENDING);
        assertCancelled(waiting, DeliveryReason.KICKED);
        assertCancelled(alert.id(), DeliveryReason.KICKED);
        assertThat(row(elsewhere.id()).state()).isEqualTo(DeliveryState.PLANNED);
    }

    @Test
    void a_chat_that_lets_us_in_again_has_its_subscriptions_from_then_on() {
        var chat = saved("1");
        var one = morning(chat);
        var ended = close(chat);
        change(ended, SubscriptionState.ENDED);
        subscriptions().suspend(chat.id(), SubscriptionReason.BLOCKED);
        var now = after(Duration.ofHours(3));
        subscriptions().revive(chat.id(), _ -> Optional.of(now.plusSeconds(7)));
        assertThat(subscriptions().chat(chat.id())).contains(chat);
        var revived = subscriptions().find(one.id()).orElseThrow();
        assertThat(revived.state()).isEqualTo(SubscriptionState.ACTIVE);
        assertThat(revived.nextDue()).contains(now.plusSeconds(7));
        assertThat(revived.plannedThrough()).isEqualTo(now);
        assertThat(revived.version()).isEqualTo(one.version());
        assertThat(subscriptions().find(ended.id()).orElseThrow().state()).isEqualTo(SubscriptionState.ENDED);
    }

    @Test
    void a_forgotten_chat_has_left_nothing_and_another_has_lost_nothing() {
        var chat = saved("1");
        var one = morning(chat);
        var sending = sending(chat, one, DeliveryKind.MORNING, "2026-01-08");
        var other = saved("11");
        var kept = planned(other, morning(other), DeliveryKind.MORNING, "2026-01-09");
        var heard = new Incoming.Said(
                new Incoming.Envelope("5", Rows.SENDER, chat.id(), Optional.empty(), "telegram:7", NOON, Incoming.Origin.DIRECT), "/forget");
        store.inbound().store(heard, NOON);
        assertThat(subscriptions().forget(chat.id())).isGreaterThanOrEqualTo(4);
        assertThat(subscriptions().chat(chat.id())).isEmpty();
        assertThat(subscriptions().find(one.id())).isEmpty();
        assertThat(store.outbox().find(sending)).isEmpty();
        assertThat(store.inbound().pending(Rows.SENDER, 10)).isEmpty();
        assertThat(subscriptions().chat(other.id())).contains(other);
        assertThat(row(kept).state()).isEqualTo(DeliveryState.PLANNED);
        assertThat(subscriptions().forget(chat.id())).isZero();
        // It may come again.
        assertThat(morning(saved("1")).version()).isOne();
    }

    @Test
    void no_order_of_wishes_breaks_a_rule() {
        Seeds.each(3, seed -> {
            var random = new SplittableRandom(seed);
            var chat = saved("9" + seed);
            int version = 0;
            Optional<SubscriptionState> state = Optional.empty();
            for (int step = 0; step < 40; step++) {
                after(Duration.ofSeconds(step));
                var id = Rows.morning(chat, NOON).id();
                switch (random.nextInt(5)) {
                    case 0 -> {
                        assertThat(morning(chat).version()).isEqualTo(++version);
                        state = Optional.of(SubscriptionState.ACTIVE);
                    }
                    case 1 -> {
                        subscriptions().suspend(chat.id(), SubscriptionReason.BLOCKED);
                        state = state.map(now -> now == SubscriptionState.ACTIVE ? SubscriptionState.SUSPENDED : now);
                    }
                    case 2 -> {
                        subscriptions().revive(chat.id(), _ -> Optional.of(DUE));
                        state = state.map(now -> now == SubscriptionState.SUSPENDED ? SubscriptionState.ACTIVE : now);
                    }
                    default -> {
                        var to = STATES.get(random.nextInt(STATES.size()));
                        boolean allowed = state.filter(now -> now.mayBecome(to)).isPresent();
                        assertThat(subscriptions().change(id, to, reason(to), Optional.empty(), Optional.of(DUE))).isEqualTo(allowed);
                        state = allowed ? Optional.of(to) : state;
                    }
                }
                assertThat(subscriptions().find(id).map(Subscription::state)).isEqualTo(state);
                boolean active = state.filter(SubscriptionState.ACTIVE::equals).isPresent();
                assertThat(subscriptions().toPlan(DUE, 100).stream().anyMatch(one -> one.id().equals(id))).isEqualTo(active);
            }
        });
    }
}
