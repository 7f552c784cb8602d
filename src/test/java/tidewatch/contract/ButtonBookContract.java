package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tidewatch.chat.Arming;
import tidewatch.chat.Button;
import tidewatch.chat.ButtonBook;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Placement;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Frozen;
import tidewatch.delivery.Outbox;
import tidewatch.delivery.Outcome;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Meta;

/** What {@link ButtonBook} promises, and what an outbox promises of the buttons and the places of its messages. Every store passes this. */
public abstract class ButtonBookContract extends StoreContract {
    private static final ChatId CHAT = new ChatId("telegram", "42");
    private static final ChatId OTHER = new ChatId("telegram", "43");

    private final Arming arming = new Arming(new SplittableRandom(7));

    private ButtonBook book() {
        return store.buttons();
    }

    private List<Button> armed(Arming.Rules rules, Action... actions) {
        var meta = Meta.answer(NOON, Optional.empty(), Rows.NEW_YORK);
        return arming.arm(new Doc("", "words", List.of(Block.para("words")), List.of(actions), meta), rules, NOON).buttons();
    }

    private Button effect() {
        return armed(
                        new Arming.Rules(Optional.of(CHAT), Optional.of("telegram:77"), _ -> Button.Way.BELOW),
                        new Action.Run("Cancel 'it'", "/unwatch \"ünï\" 3", Action.Effect.EFFECT, Optional.empty()))
                .getFirst();
    }

    private Button read(Optional<ChatId> chat) {
        return armed(new Arming.Rules(chat, Optional.empty(), _ -> Button.Way.REFRESH), Action.Run.read("Refresh", "/brief")).getFirst();
    }

    @Test
    void a_button_comes_back_as_it_was_put_and_is_known_by_its_whole_token() {
        var effect = effect();
        var read = read(Optional.of(CHAT));
        var shared = read(Optional.empty());
        book().put(List.of(effect, read, shared));
        book().put(List.of());
        assertThat(book().find(effect.token())).contains(effect);
        assertThat(book().find(read.token())).contains(read);
        assertThat(book().find(shared.token())).contains(shared);
        assertThat(book().find(effect.token().substring(0, 23))).isEmpty();
        assertThat(book().find(effect.token().toLowerCase(Locale.ROOT))).isEmpty();
        assertThat(book().find("' OR '1'='1")).isEmpty();
    }

    @Test
    void of_a_token_that_is_known_the_first_button_stays() {
        var first = effect();
        book().put(List.of(first));
        assertThat(book().use(first.token(), NOON)).isTrue();
        book().put(List.of(first));
        assertThat(book().find(first.token()).orElseThrow().usedAt()).contains(NOON);
    }

    @Test
    void the_use_is_taken_once_and_what_it_led_to_is_kept() {
        var button = effect();
        assertThat(book().use(button.token(), NOON)).as("never shown").isFalse();
        book().put(List.of(button));
        assertThat(book().use(button.token(), NOON)).isTrue();
        book().result(button.token(), "Reminder 3 is taken back.");
        assertThat(book().use(button.token(), NOON.plusSeconds(1))).isFalse();
        var used = book().find(button.token()).orElseThrow();
        assertThat(used.usedAt()).contains(NOON);
        assertThat(used.result()).isEqualTo("Reminder 3 is taken back.");
    }

    @Test
    void of_eight_presses_at_once_one_takes_the_use() throws Exception {
        var button = effect();
        book().put(List.of(button));
        int taken = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            var racers = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 8; i++) {
                racers.add(() -> book().use(button.token(), NOON));
            }
            for (var racer : threads.invokeAll(racers)) {
                taken += racer.get() ? 1 : 0;
            }
        }
        assertThat(taken).isOne();
    }

    @Test
    void the_use_is_undone_with_the_effect_that_broke() {
        var button = effect();
        book().put(List.of(button));
        var envelope = new Incoming.Envelope("10", "telegram:1", CHAT, Optional.empty(), "telegram:77", NOON, Incoming.Origin.DIRECT);
        store.inbound().store(new Incoming.Pressed(envelope, button.token(), new MessageRef("9"), "handle"), NOON);
        var pending = store.inbound().pending("telegram:1", 1).getFirst();
        assertThatThrownBy(() -> store.inbound().handle(pending, () -> {
                    assertThat(book().use(button.token(), NOON)).isTrue();
                    throw new IllegalStateException("broke in the middle");
                }))
                .hasStackTraceContaining("broke in the middle");
        assertThat(book().find(button.token())).contains(button);
        assertThat(store.inbound().handle(pending, () -> book().use(button.token(), NOON) ? "used" : "not used")).isTrue();
    }

    @Test
    void buttons_of_a_person_who_lost_rights_are_void_and_no_others() {
        var his = effect();
        var everybodys = read(Optional.of(CHAT));
        book().put(List.of(his, everybodys));
        assertThat(book().revoke("telegram:78")).isZero();
        assertThat(book().revoke("")).isZero();
        assertThat(book().revoke("telegram:77")).isOne();
        assertThat(book().find(his.token())).isEmpty();
        assertThat(book().find(everybodys.token())).isPresent();
    }

    @Test
    void only_what_expired_long_ago_is_forgotten() {
        var hours = effect();
        var days = read(Optional.of(CHAT));
        book().put(List.of(hours, days));
        assertThat(book().purge(NOON.plus(Duration.ofDays(3)))).isZero();
        assertThat(book().purge(NOON.plus(Duration.ofDays(3)).plusMillis(1))).isOne();
        assertThat(book().find(hours.token())).isEmpty();
        assertThat(book().find(days.token())).isPresent();
    }

    // ---- with their messages ----

    private Frozen frozen(Button... buttons) {
        var bytes = Rows.frozen("", "text");
        return new Frozen(
                bytes.parts(),
                bytes.contentHash(),
                bytes.headline(),
                bytes.asOf(),
                bytes.briefId(),
                bytes.baseId(),
                bytes.degradations(),
                "",
                List.of(buttons));
    }

    @Test
    void buttons_come_with_their_message_or_not_at_all() {
        var chat = Rows.chat("42");
        store.subscriptions().save(chat);
        var with = effect();
        var row = Rows.row(chat, DeliveryKind.ANSWER, "u1", NOON, DeliveryState.READY);
        assertThat(store.outbox().add(row, frozen(with))).isTrue();
        assertThat(book().find(with.token())).contains(with);
        var late = effect();
        assertThat(store.outbox().add(row, frozen(late))).as("there is one").isFalse();
        assertThat(book().find(late.token())).isEmpty();

        var shared = read(Optional.empty());
        var planned = Rows.row(chat, DeliveryKind.ALERT, "a1", NOON, DeliveryState.PLANNED);
        store.outbox().plan(List.of(planned));
        assertThat(store.outbox().freeze(planned.id(), frozen(shared), DeliveryState.READY, NOON, false)).isTrue();
        assertThat(book().find(shared.token())).contains(shared);
    }

    @Test
    void a_message_is_claimed_for_the_place_that_it_was_added_for() {
        var chat = Rows.chat("42");
        store.subscriptions().save(chat);
        var lease = store.leases().acquire(Rows.SENDER, "node-a", Duration.ofDays(1)).orElseThrow();
        Instant due = NOON.minusSeconds(60);
        var places = List.of(
                Placement.NEW,
                new Placement.Replace(new MessageRef("100/7")),
                new Placement.Reply("url:https://hooks.example/commands/T1/1/a b"),
                new Placement.Private("telegram:77", Optional.of("handle:4\n2")),
                new Placement.Private("telegram:77", Optional.empty()));
        for (var place : places) {
            due = due.plusSeconds(1);
            var row = Rows.placed(Rows.row(chat, DeliveryKind.ANSWER, "u" + due, due, DeliveryState.READY), place);
            assertThat(store.outbox().add(row, frozen())).isTrue();
            assertThat(store.outbox().find(row.id()).orElseThrow().placement()).isEqualTo(place);
            var claim = store.outbox().claim(lease, 1).getFirst();
            assertThat(claim.delivery().placement()).isEqualTo(place);
            store.outbox().finish(claim, new Outcome.Arrived(DeliveryReason.OK, Optional.empty(), "yes"));
        }
        store.outbox().retain(NOON.plus(Duration.ofDays(100)), NOON);
        assertThat(store.outbox().list(Outbox.Filter.ALL, 10)).as("archived").isEmpty();
        var old = Rows.row(chat, DeliveryKind.ANSWER, "u" + NOON.minusSeconds(58), NOON.minusSeconds(58), DeliveryState.READY);
        assertThat(store.outbox().find(old.id()).orElseThrow().placement()).isEqualTo(places.get(1));
    }

    // ---- with their chat ----

    @Test
    void a_chat_that_moves_takes_its_buttons_and_what_was_heard_there_along() {
        var chat = Rows.chat("42");
        store.subscriptions().save(chat);
        store.subscriptions().put(Rows.morning(chat, NOON));
        var button = effect();
        var shared = read(Optional.empty());
        var others = read(Optional.of(new ChatId("telegram", "5")));
        book().put(List.of(button, shared, others));
        var envelope = new Incoming.Envelope("10", "telegram:1", CHAT, Optional.empty(), "telegram:77", NOON, Incoming.Origin.DIRECT);
        store.inbound().store(new Incoming.Pressed(envelope, button.token(), new MessageRef("9"), "h"), NOON);
        store.inbound().store(new Incoming.Moved(new Incoming.Envelope("11", "telegram:1", CHAT, Optional.empty(), "telegram:77", NOON, Incoming.Origin.DIRECT), OTHER), NOON);
        var moved = store.inbound().pending("telegram:1", 9).getLast();
        assertThat(moved.incoming()).isInstanceOfSatisfying(Incoming.Moved.class, one -> assertThat(one.to()).isEqualTo(OTHER));

        assertThat(store.inbound().handle(moved, () -> {
                    store.subscriptions().move(CHAT, OTHER);
                    return "moved";
                }))
                .isTrue();
        assertThat(book().find(button.token()).orElseThrow().chat()).contains(OTHER);
        assertThat(book().find(shared.token())).contains(shared);
        assertThat(book().find(others.token())).contains(others);
        assertThat(store.subscriptions().chat(CHAT)).isEmpty();
        assertThat(store.subscriptions().chat(OTHER)).isPresent();
        assertThat(store.subscriptions().of(OTHER)).hasSize(1);
        assertThat(store.inbound().pending("telegram:1", 9))
                .singleElement()
                .satisfies(one -> assertThat(one.incoming()).isInstanceOfSatisfying(Incoming.Pressed.class, press -> {
                    assertThat(press.envelope().chat()).isEqualTo(OTHER);
                    assertThat(press.token()).isEqualTo(button.token());
                    assertThat(press.message()).isEqualTo(new MessageRef("9"));
                    assertThat(press.handle()).isEqualTo("h");
                }));

        store.subscriptions().move(CHAT, OTHER);
        store.subscriptions().move(OTHER, OTHER);
        assertThat(store.subscriptions().of(OTHER)).as("told again").hasSize(1);
        assertThatThrownBy(() -> store.subscriptions().move(OTHER, new ChatId("slack", "T1:C1"))).hasStackTraceContaining("another platform");
        assertThat(store.subscriptions().of(OTHER)).hasSize(1);
    }

    @Test
    void a_forgotten_chat_leaves_no_button() {
        store.subscriptions().save(Rows.chat("42"));
        var button = effect();
        var shared = read(Optional.empty());
        book().put(List.of(button, shared));
        store.subscriptions().forget(CHAT);
        assertThat(book().find(button.token())).isEmpty();
        assertThat(book().find(shared.token())).isPresent();
    }
}
