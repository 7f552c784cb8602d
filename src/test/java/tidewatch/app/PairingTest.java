package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.app.AccessRig.GROUP;
import static tidewatch.app.AccessRig.OWNER;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.chat.PairingCode;
import tidewatch.chat.Role;

/** Codes by which people get in: the real commands, gate and tables. */
class PairingTest {
    private static final String ANNA = "telegram:21";
    private static final String BERT = "telegram:22";

    @TempDir
    Path home;

    @SuppressWarnings("NullAway.Init")
    private AccessRig rig;

    @BeforeEach
    void start() {
        rig = new AccessRig(home);
    }

    @AfterEach
    void stop() {
        assertThat(rig.broken).isEmpty();
        rig.close();
    }

    private Optional<Role> role(String person) {
        return rig.stored.access().people().stream().filter(one -> one.id().equals(person)).map(one -> one.role()).findFirst();
    }

    @Test
    void the_first_person_becomes_owner_and_later_ones_what_the_owner_gave() {
        assertThat(rig.alone(OWNER, "/pair " + rig.code(Optional.empty(), Optional.empty()))).singleElement().asString().contains("You are an owner now, and see all notes");
        assertThat(rig.alone(ANNA, "/start " + rig.code(Optional.empty(), Optional.empty()))).singleElement().asString().contains("You are a reader now, and see no notes");
        assertThat(rig.alone(BERT, "/pair " + rig.code(Optional.of(Role.EDITOR), Optional.empty()))).singleElement().asString().contains("You are an editor now");
        assertThat(rig.alone(OWNER, "/people")).hasSize(1);
        assertThat(rig.shown.getLast()).contains("1 telegram:5: owner (you), all notes", "2 telegram:21: reader, no notes", "3 telegram:22: editor");
    }

    @Test
    void a_code_is_typed_as_it_is_read() {
        var code = rig.code(Optional.empty(), Optional.empty());
        var sloppy = code.toLowerCase(java.util.Locale.ROOT).replace('0', 'o').replace('1', 'l').replace("-", " ");
        assertThat(rig.alone(OWNER, "/pair " + sloppy)).singleElement().asString().contains("You are an owner");
    }

    @Test
    void a_used_code_an_old_one_and_a_wrong_one_let_nobody_in_and_say_the_same() {
        var used = rig.code(Optional.empty(), Optional.empty());
        rig.alone(OWNER, "/pair " + used);
        var old = rig.code(Optional.of(Role.EDITOR), Optional.empty());
        rig.clock.advance(PairingCode.LIFE);
        assertThat(rig.alone(ANNA, "/pair " + old)).as("no code is open: silence").isEmpty();
        rig.code(Optional.of(Role.READER), Optional.empty());
        var answer = rig.alone(ANNA, "/pair " + used);
        assertThat(answer).singleElement().asString().contains("That code is not valid: wrong, used, or older than 10 minutes");
        assertThat(rig.alone(ANNA, "/pair " + old)).isEqualTo(answer);
        assertThat(rig.alone(ANNA, "/pair " + AccessRig.wrong())).isEqualTo(answer);
        assertThat(rig.alone(ANNA, "/pair hello there")).isEqualTo(answer);
        assertThat(role(ANNA)).isEmpty();
    }

    @Test
    void five_wrong_ones_by_anybody_shut_the_door() {
        var code = rig.code(Optional.empty(), Optional.empty());
        for (int i = 0; i < 5; i++) {
            assertThat(rig.alone("telegram:3" + i, "/pair " + AccessRig.wrong())).hasSize(1);
        }
        assertThat(rig.alone(OWNER, "/pair " + code)).as("silence again").isEmpty();
        assertThat(rig.stored.access().people()).isEmpty();
        assertThat(rig.alone(OWNER, "/pair " + rig.code(Optional.empty(), Optional.empty()))).singleElement().asString().contains("You are an owner");
    }

    @Test
    void a_code_for_another_platform_is_a_wrong_one() {
        var code = rig.code(Optional.empty(), Optional.of("slack"));
        assertThat(rig.alone(OWNER, "/pair " + code)).singleElement().asString().contains("not valid");
        assertThat(rig.stored.access().people()).isEmpty();
    }

    @Test
    void a_code_shown_to_a_group_or_passed_on_lets_nobody_in() {
        var code = rig.code(Optional.empty(), Optional.empty());
        assertThat(rig.say(ANNA, new ChatId("telegram", "21"), Incoming.Place.PRIVATE, Incoming.Origin.FORWARDED, "/pair " + code)).isEmpty();
        assertThat(rig.inGroup(ANNA, "/pair " + code)).singleElement().asString().contains("A code belongs in a private chat", "so it is void");
        assertThat(rig.alone(ANNA, "/pair " + code)).isEmpty();
        assertThat(rig.stored.access().people()).isEmpty();
        assertThat(rig.stored.access().chat(GROUP)).isEmpty();
    }

    @Test
    void an_owner_who_uses_a_lesser_code_stays_owner() {
        rig.pair(OWNER, Role.OWNER);
        rig.alone(OWNER, "/pair " + rig.code(Optional.of(Role.READER), Optional.empty()));
        assertThat(role(OWNER)).contains(Role.OWNER);
    }

    @Test
    void who_was_removed_can_be_let_in_again_and_briefs_go_on() {
        rig.open();
        rig.pair(ANNA, Role.EDITOR);
        rig.alone(ANNA, "/subscribe 07:00");
        rig.alone(OWNER, "/people 2 remove");
        rig.clock.advance(Duration.ofHours(1));
        rig.pair(ANNA, Role.EDITOR);
        assertThat(rig.alone(ANNA, "/settings")).hasSize(1);
        assertThat(rig.shown.getLast()).contains("Morning brief 07:00").doesNotContain("suspended");
    }

    @Test
    void codes_are_65_random_bits_and_only_their_hash_is_kept() {
        var random = new SplittableRandom(1);
        var seen = new java.util.HashSet<String>();
        var letters = new java.util.HashSet<Character>();
        for (int i = 0; i < 2_000; i++) {
            var code = PairingCode.draw(random);
            assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}");
            assertThat(seen.add(code)).isTrue();
            code.replace("-", "").chars().forEach(one -> letters.add((char) one));
        }
        assertThat(letters).hasSize(32);
        var code = rig.code(Optional.empty(), Optional.empty());
        var dump = rig.stored.database().read(handle -> handle.createQuery("SELECT * FROM pairing_code").mapToMap().list().toString());
        assertThat(dump).contains(PairingCode.hash(code).orElseThrow()).doesNotContain(code).doesNotContain(code.replace("-", ""));
    }
}
