package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tidewatch.chat.AccessBook;
import tidewatch.chat.ApprovedChat;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.chat.NoteScope;
import tidewatch.chat.PairingCode;
import tidewatch.chat.Person;
import tidewatch.chat.Role;
import tidewatch.delivery.Chat;

/** What every book of who was let in keeps. */
public abstract class AccessBookContract extends StoreContract {
    private static final ChatId ALONE = new ChatId("telegram", "7");
    private static final ChatId GROUP = new ChatId("telegram", "-100");
    private static final String ANNA = "telegram:7";
    private static final NoteScope SECTORS = NoteScope.of(List.of("Sectors"));

    private AccessBook book() {
        return store.access();
    }

    private static String code(int number) {
        return "ABCD-EFGH-%05d".formatted(number).replace('I', '1');
    }

    private PairingCode open(int number, Role role) {
        var code = PairingCode.of(code(number), role, Optional.empty(), NOON);
        book().open(code, NOON);
        return code;
    }

    private AccessBook.Redeemed redeem(int number, String person, ChatId chat, Instant now) {
        return book().redeem(PairingCode.hash(code(number)), person, chat, now);
    }

    @Test
    void a_code_lets_one_person_in_once() {
        open(1, Role.OWNER);
        assertThat(book().seen(ANNA, ALONE, NOON)).isEqualTo(new AccessBook.Seen(Optional.empty(), Optional.empty(), true));
        assertThat(redeem(1, ANNA, ALONE, NOON)).isEqualTo(new AccessBook.Paired(new Person(ANNA, 1, Role.OWNER, Optional.empty(), NOON)));
        assertThat(redeem(1, "telegram:8", new ChatId("telegram", "8"), NOON)).isEqualTo(new AccessBook.NotPaired());
        var seen = book().seen(ANNA, ALONE, NOON);
        assertThat(seen.person()).map(Person::role).contains(Role.OWNER);
        assertThat(seen.chat()).contains(ApprovedChat.alone(ALONE, ANNA, NOON));
        assertThat(book().seen("telegram:8", ALONE, NOON).codeOpen()).as("used up").isFalse();
        assertThat(book().alone(ANNA)).extracting(ApprovedChat::id).containsExactly(ALONE);
    }

    @Test
    void a_code_is_over_after_ten_minutes() {
        open(1, Role.READER);
        var last = NOON.plus(PairingCode.LIFE).minusMillis(1);
        assertThat(book().seen(ANNA, ALONE, last).codeOpen()).isTrue();
        assertThat(book().seen(ANNA, ALONE, NOON.plus(PairingCode.LIFE)).codeOpen()).isFalse();
        assertThat(redeem(1, ANNA, ALONE, NOON.plus(PairingCode.LIFE))).isEqualTo(new AccessBook.NotPaired());
        assertThat(redeem(1, ANNA, ALONE, last)).isInstanceOf(AccessBook.Paired.class);
    }

    @Test
    void five_wrong_ones_by_anybody_make_all_open_codes_void() {
        open(1, Role.READER);
        open(2, Role.EDITOR);
        for (int i = 0; i < PairingCode.WRONG_MAX - 1; i++) {
            assertThat(redeem(90 + i, "telegram:" + i, new ChatId("telegram", "" + i), NOON)).isEqualTo(new AccessBook.NotPaired());
        }
        assertThat(redeem(1, ANNA, ALONE, NOON)).as("four wrong ones").isInstanceOf(AccessBook.Paired.class);
        assertThat(book().redeem(Optional.empty(), "telegram:9", new ChatId("telegram", "9"), NOON)).isEqualTo(new AccessBook.NotPaired());
        assertThat(redeem(2, "telegram:8", new ChatId("telegram", "8"), NOON)).as("the fifth made it void").isEqualTo(new AccessBook.NotPaired());
        assertThat(book().seen("telegram:8", ALONE, NOON).codeOpen()).isFalse();
    }

    @Test
    void a_code_for_one_platform_is_wrong_on_another() {
        book().open(PairingCode.of(code(1), Role.READER, Optional.of("slack"), NOON), NOON);
        assertThat(redeem(1, ANNA, ALONE, NOON)).isEqualTo(new AccessBook.NotPaired());
        assertThat(redeem(1, "slack:T1:U1", new ChatId("slack", "T1:D1"), NOON)).isInstanceOf(AccessBook.Paired.class);
    }

    @Test
    void a_code_that_others_have_seen_is_void() {
        var code = open(1, Role.OWNER);
        assertThat(book().expose(code.hash(), NOON)).isTrue();
        assertThat(book().expose(code.hash(), NOON)).isFalse();
        assertThat(redeem(1, ANNA, ALONE, NOON)).isEqualTo(new AccessBook.NotPaired());
    }

    @Test
    void of_many_who_use_a_code_at_once_one_gets_in() throws Exception {
        open(1, Role.OWNER);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Callable<AccessBook.Redeemed>>();
            for (int i = 0; i < 8; i++) {
                var chat = new ChatId("telegram", Integer.toString(20 + i));
                all.add(() -> redeem(1, chat.text(), chat, NOON));
            }
            var done = pool.invokeAll(all).stream().map(one -> {
                try {
                    return one.get();
                } catch (InterruptedException | ExecutionException fault) {
                    throw new AssertionError(fault);
                }
            });
            assertThat(done.filter(AccessBook.Paired.class::isInstance)).hasSize(1);
        }
        assertThat(book().people()).hasSize(1);
    }

    @Test
    void who_pairs_again_keeps_the_higher_role_and_the_number() {
        open(1, Role.EDITOR);
        open(2, Role.READER);
        open(3, Role.OWNER);
        redeem(1, ANNA, ALONE, NOON);
        assertThat(((AccessBook.Paired) redeem(2, ANNA, ALONE, NOON)).person().role()).isEqualTo(Role.EDITOR);
        var owner = ((AccessBook.Paired) redeem(3, ANNA, new ChatId("telegram", "70"), NOON)).person();
        assertThat(owner.role()).isEqualTo(Role.OWNER);
        assertThat(owner.number()).isEqualTo(1);
        assertThat(book().alone(ANNA)).hasSize(2);
    }

    @Test
    void a_number_is_never_given_twice() {
        open(1, Role.READER);
        open(2, Role.READER);
        redeem(1, ANNA, ALONE, NOON);
        assertThat(book().remove(ANNA)).containsExactly(ALONE);
        assertThat(book().people()).isEmpty();
        assertThat(book().chat(ALONE)).isEmpty();
        redeem(2, "telegram:8", new ChatId("telegram", "8"), NOON);
        assertThat(book().people()).extracting(Person::number).containsExactly(2);
        assertThat(book().remove("telegram:99")).isEmpty();
    }

    @Test
    void roles_and_notes_of_a_person_are_changed_at_once_and_only_of_who_is_there() {
        open(1, Role.READER);
        redeem(1, ANNA, ALONE, NOON);
        var person = book().people().getFirst();
        assertThat(person.alone()).isEqualTo(NoteScope.NOTHING);
        assertThat(book().save(person.with(Role.EDITOR).seeing(SECTORS))).isTrue();
        assertThat(book().seen(ANNA, ALONE, NOON).person()).contains(new Person(ANNA, 1, Role.EDITOR, Optional.of(SECTORS), NOON));
        assertThat(book().save(new Person("telegram:9", 9, Role.OWNER, Optional.empty(), NOON))).as("nobody gets in so").isFalse();
        assertThat(book().people()).hasSize(1);
    }

    @Test
    void a_group_is_let_in_changed_and_shut() {
        var group = ApprovedChat.group(GROUP, Incoming.Place.GROUP, ANNA, NOON);
        book().save(group);
        book().save(group.withMembersRead(true).withScope(NoteScope.of(List.of("Sectors", "Über \"uns\"/a"))));
        var read = book().chat(GROUP).orElseThrow();
        assertThat(read.membersRead()).isTrue();
        assertThat(read.scope().folders()).containsExactly("Sectors", "Über \"uns\"/a");
        assertThat(book().chats()).hasSize(1);
        assertThat(book().close(GROUP)).isTrue();
        assertThat(book().close(GROUP)).isFalse();
        assertThat(book().chat(GROUP)).isEmpty();
    }

    private void met(ChatId id) {
        store.subscriptions().save(Chat.of(id, "telegram:1", false, ZoneId.of("UTC")).withScope(NoteScope.NOTHING));
    }

    private NoteScope notes(ChatId id) {
        return store.subscriptions().chat(id).orElseThrow().notes();
    }

    @Test
    void a_chat_sees_what_the_book_says_whatever_was_saved_with_it() {
        met(ALONE);
        met(GROUP);
        open(1, Role.READER);
        open(2, Role.OWNER);
        redeem(1, ANNA, ALONE, NOON);
        assertThat(notes(ALONE)).as("nobody said what").isEqualTo(NoteScope.NOTHING);
        book().save(book().people().getFirst().seeing(SECTORS));
        assertThat(notes(ALONE)).isEqualTo(SECTORS);
        store.subscriptions().save(store.subscriptions().chat(ALONE).orElseThrow().withScope(NoteScope.EVERYTHING));
        assertThat(notes(ALONE)).isEqualTo(SECTORS);
        var owner = new ChatId("telegram", "8");
        met(owner);
        redeem(2, "telegram:8", owner, NOON);
        assertThat(notes(owner)).isEqualTo(NoteScope.EVERYTHING);
        book().save(ApprovedChat.group(GROUP, Incoming.Place.GROUP, ANNA, NOON));
        assertThat(notes(GROUP)).isEqualTo(NoteScope.NOTHING);
        book().save(book().chat(GROUP).orElseThrow().withScope(SECTORS));
        assertThat(notes(GROUP)).isEqualTo(SECTORS);
        assertThat(store.subscriptions().chats()).extracting(Chat::notes).containsExactlyInAnyOrder(SECTORS, SECTORS, NoteScope.EVERYTHING);
    }

    @Test
    void a_chat_that_is_forgotten_takes_who_was_seen_only_there_along() {
        open(1, Role.READER);
        open(2, Role.READER);
        var bert = new ChatId("telegram", "8");
        redeem(1, ANNA, ALONE, NOON);
        redeem(2, "telegram:8", bert, NOON);
        var envelope = new Incoming.Envelope(
                "1", "telegram:1", GROUP, Optional.empty(), "telegram:8", NOON, Incoming.Origin.DIRECT, Incoming.Place.GROUP);
        store.inbound().store(new Incoming.Said(envelope, "/brief"), NOON);
        assertThat(store.subscriptions().forget(ALONE)).isPositive();
        assertThat(store.subscriptions().forget(bert)).isPositive();
        assertThat(book().people()).as("the other one spoke in a group too").extracting(Person::id).containsExactly("telegram:8");
        assertThat(book().chats()).isEmpty();
        assertThat(store.subscriptions().forget(ALONE)).isZero();
    }

    @Test
    void what_kind_of_chat_it_was_said_in_is_kept() {
        var envelope = new Incoming.Envelope(
                "1", "telegram:1", GROUP, Optional.of("5"), ANNA, NOON, Incoming.Origin.DIRECT, Incoming.Place.CHANNEL);
        store.inbound().store(new Incoming.Said(envelope, "/brief"), after(Duration.ofSeconds(1)));
        assertThat(store.inbound().pending("telegram:1", 5)).extracting(one -> one.incoming().envelope()).containsExactly(envelope);
    }

    @Test
    void within_a_transaction_it_is_undone_with_it() {
        open(1, Role.OWNER);
        var envelope = new Incoming.Envelope("1", "telegram:1", ALONE, Optional.empty(), ANNA, NOON, Incoming.Origin.DIRECT);
        store.inbound().store(new Incoming.Said(envelope, "/pair"), NOON);
        var pending = store.inbound().pending("telegram:1", 1).getFirst();
        try {
            store.inbound().handle(pending, () -> {
                redeem(1, ANNA, ALONE, NOON);
                throw new IllegalStateException("broken");
            });
        } catch (IllegalStateException expected) {
            // As it should.
        }
        assertThat(book().people()).isEmpty();
        assertThat(redeem(1, ANNA, ALONE, NOON)).isInstanceOf(AccessBook.Paired.class);
    }
}
