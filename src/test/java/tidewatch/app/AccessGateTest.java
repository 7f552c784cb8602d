package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.app.AccessRig.GROUP;
import static tidewatch.app.AccessRig.OWNER;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.chat.NoteScope;
import tidewatch.chat.Role;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.SubscriptionReason;
import tidewatch.delivery.SubscriptionState;

/** Who is heard, and what happens at once when that changes: the real commands, gate and tables. */
class AccessGateTest {
    private static final String STRANGER = "telegram:77";
    private static final String EVA = "telegram:8";
    private static final String RON = "telegram:9";

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

    private List<String> everyLine() {
        var lines = new java.util.ArrayList<String>(List.of("what rotated this month?", "hello", "/", "/nosuch", "/brief@bot", "/start", "/start abc"));
        rig.commands().forEach(command -> lines.addAll(command.examples()));
        rig.commands().forEach(command -> lines.add("/" + command.name()));
        rig.commands().forEach(command -> command.aliases().forEach(alias -> lines.add("/" + alias)));
        return lines;
    }

    @Test
    void no_command_answers_a_stranger() {
        for (var line : everyLine()) {
            assertThat(rig.alone(STRANGER, line)).as(line).isEmpty();
            assertThat(rig.inGroup(STRANGER, line)).as(line).isEmpty();
            assertThat(rig.say(STRANGER, GROUP, Incoming.Place.CHANNEL, Incoming.Origin.DIRECT, line)).as(line).isEmpty();
        }
        assertThat(rig.shown).as("nothing was even made").isEmpty();
        assertThat(rig.stored.subscriptions().chats()).as("nor is the chat kept").isEmpty();
        assertThat(rig.denied()).isEqualTo(3L * everyLine().size());
    }

    @Test
    void no_command_answers_who_was_removed_nor_in_a_group_that_was_shut() {
        rig.open();
        rig.pair(EVA, Role.EDITOR);
        assertThat(rig.alone(EVA, "/subscribe 07:00")).hasSize(1);
        assertThat(rig.inGroup(EVA, "/rotation")).hasSize(1);
        assertThat(rig.alone(OWNER, "/people 2 remove")).first().asString().contains("Person 2 is a stranger now");
        rig.inGroup(OWNER, "/pair off");
        rig.shown.clear();
        for (var line : everyLine()) {
            assertThat(rig.alone(EVA, line)).as(line).isEmpty();
            assertThat(rig.inGroup(EVA, line)).as(line).isEmpty();
        }
        assertThat(rig.shown).isEmpty();
    }

    @Test
    void while_a_code_is_open_strangers_reach_the_door_and_nothing_else() {
        rig.code(Optional.of(Role.READER), Optional.empty());
        assertThat(rig.alone(STRANGER, "/whereami")).containsExactly("77: This chat is telegram:77.");
        assertThat(rig.inGroup(STRANGER, "/whereami")).containsExactly("-100: This chat is telegram:-100.");
        assertThat(rig.alone(STRANGER, "/start")).first().asString().contains("A code is made by tidewatch pair");
        assertThat(rig.inGroup(STRANGER, "/pair here")).isEmpty();
        assertThat(rig.say(STRANGER, new ChatId("telegram", "77"), Incoming.Place.PRIVATE, Incoming.Origin.FORWARDED, "/whereami")).isEmpty();
        for (var line : everyLine()) {
            if (!line.matches("/(pair|start|whereami|whoami|id)\\b.*")) {
                assertThat(rig.alone(STRANGER, line)).as(line).isEmpty();
            }
        }
    }

    @Test
    void an_edited_or_forwarded_or_anonymous_line_changes_nothing() {
        rig.open();
        for (var origin : List.of(Incoming.Origin.FORWARDED, Incoming.Origin.VIA_BOT, Incoming.Origin.ANONYMOUS_ADMIN, Incoming.Origin.EDITED)) {
            rig.say(OWNER, AccessRig.OWNERS, Incoming.Place.PRIVATE, origin, "/people 1 reader");
            rig.say(OWNER, GROUP, Incoming.Place.GROUP, origin, "/settings members read");
            assertThat(rig.say(OWNER, GROUP, Incoming.Place.GROUP, origin, "/pair off")).noneMatch(line -> line.contains("Shut"));
        }
        assertThat(rig.say(OWNER, GROUP, Incoming.Place.GROUP, Incoming.Origin.EXTERNAL_TEAM, "/theses")).containsExactly("-100: People of another organisation may ask for prices only.");
        assertThat(rig.stored.access().people().getFirst().role()).isEqualTo(Role.OWNER);
        assertThat(rig.stored.access().chat(GROUP).orElseThrow().membersRead()).isFalse();
    }

    @Test
    void the_role_decides_and_is_read_anew_each_time() {
        rig.open();
        rig.pair(RON, Role.READER);
        assertThat(rig.alone(RON, "/subscribe 07:00")).first().asString().contains("That needs an editor, and you are a reader here");
        assertThat(rig.alone(RON, "/quiet 22:00-07:00")).first().asString().doesNotContain("That needs");
        assertThat(rig.inGroup(RON, "/quiet 22:00-07:00")).first().asString().contains("That needs an editor");
        assertThat(rig.alone(RON, "/people")).first().asString().contains("That needs an owner");
        rig.alone(OWNER, "/people 2 editor");
        assertThat(rig.alone(RON, "/subscribe 07:00")).first().asString().contains("You are subscribed");
        rig.alone(OWNER, "/people 2 reader");
        assertThat(rig.alone(RON, "/unsubscribe")).first().asString().contains("That needs an editor");
        assertThat(rig.alone(OWNER, "/people 1 reader")).first().asString().contains("That is the only owner");
        assertThat(rig.alone(OWNER, "/people 1 remove")).first().asString().contains("That is the only owner");
    }

    @Test
    void who_is_removed_while_the_answer_is_made_does_not_get_it() {
        rig.open();
        rig.pair(RON, Role.READER);
        rig.meanwhile = () -> rig.stored.access().remove(RON);
        assertThat(rig.alone(RON, "/rotation")).isEmpty();
        rig.inGroup(OWNER, "/settings members read");
        rig.inGroup(OWNER, "/settings scope Theses");
        rig.meanwhile = () -> rig.stored.access().save(rig.stored.access().chat(GROUP).orElseThrow().withScope(NoteScope.of(List.of("Sectors"))));
        assertThat(rig.inGroup(STRANGER, "/note Long NVIDIA")).as("made anew, of what it may see now").singleElement().asString().contains("I don't know the note");
    }

    @Test
    void a_refused_member_of_an_approved_group_gets_one_private_line() {
        rig.open();
        assertThat(rig.inGroup(STRANGER, "nice weather")).isEmpty();
        assertThat(rig.inGroup(STRANGER, "/rotation")).singleElement().asString().startsWith("77: You may not ask me there. Ask an owner");
        assertThat(rig.inGroup(STRANGER, "/rotation")).as("once").isEmpty();
        assertThat(rig.inGroup("telegram:78", "/theses")).singleElement().asString().startsWith("78: ");
    }

    @Test
    void members_may_read_where_an_owner_lets_them() {
        rig.open();
        rig.inGroup(OWNER, "/settings members read");
        assertThat(rig.inGroup(STRANGER, "/rotation")).singleElement().asString().startsWith("-100: ");
        assertThat(rig.inGroup(STRANGER, "/theses")).singleElement().asString().contains("This chat may not see notes");
        assertThat(rig.inGroup(STRANGER, "/subscribe 07:00")).singleElement().asString().contains("That needs an editor, and you are a reader here");
        assertThat(rig.alone(STRANGER, "/rotation")).as("only there").isEmpty();
        rig.inGroup(OWNER, "/settings scope Sectors");
        assertThat(rig.inGroup(STRANGER, "/note Defense")).singleElement().asString().startsWith("-100: ").doesNotContain("don't know");
        assertThat(rig.inGroup(STRANGER, "/note Long NVIDIA")).singleElement().asString().contains("I don't know the note \"Long NVIDIA\"");
        rig.inGroup(OWNER, "/settings members off");
        assertThat(rig.inGroup(STRANGER, "/rotation")).singleElement().asString().startsWith("77: You may not ask me there");
    }

    @Test
    void what_the_group_may_not_see_its_owner_is_told_alone_in_the_same_words_whether_it_is_there_or_not() {
        rig.open();
        assertThat(rig.inGroup(OWNER, "/note Long NVIDIA")).anyMatch(line -> line.startsWith("5: ")).contains("-100: I sent it to you privately.");
        assertThat(rig.inGroup(OWNER, "/note No such thing")).anyMatch(line -> line.startsWith("5: I don't know the note")).contains("-100: I sent it to you privately.");
        rig.inGroup(OWNER, "/settings scope Sectors");
        assertThat(rig.inGroup(OWNER, "/note Defense")).singleElement().asString().startsWith("-100: ");
        assertThat(rig.inGroup(OWNER, "/note Long NVIDIA")).contains("-100: I sent it to you privately.").hasSize(2);
        assertThat(rig.inGroup(OWNER, "/note No such thing")).contains("-100: I sent it to you privately.").hasSize(2);
        assertThat(rig.inGroup(OWNER, "/deliveries")).contains("-100: I sent it to you privately.").hasSize(2);
        assertThat(rig.inGroup(OWNER, "/people")).singleElement().asString().contains("in a private chat with me");
    }

    @Test
    void a_person_of_few_notes_sees_no_more_in_a_group_that_sees_many() {
        rig.open();
        rig.pair(RON, Role.READER);
        rig.inGroup(OWNER, "/settings scope Sectors Theses");
        assertThat(rig.inGroup(RON, "/note Long NVIDIA")).singleElement().asString().doesNotContain("don't know");
        rig.alone(OWNER, "/people 2 scope Sectors");
        assertThat(rig.inGroup(RON, "/note Long NVIDIA")).singleElement().asString().contains("don't know");
        assertThat(rig.alone(RON, "/note Defense")).singleElement().asString().doesNotContain("don't know");
        assertThat(rig.alone(RON, "/note Long NVIDIA")).singleElement().asString().contains("don't know");
    }

    @Test
    void a_chat_that_is_shut_gets_no_brief_and_goes_on_when_it_is_let_in_again() {
        rig.open();
        rig.inGroup(OWNER, "/subscribe 07:30");
        rig.inGroup(OWNER, "/pair off");
        var one = rig.stored.subscriptions().of(GROUP).getFirst();
        assertThat(one.state()).isEqualTo(SubscriptionState.SUSPENDED);
        assertThat(one.reason()).contains(SubscriptionReason.NO_ACCESS);
        assertThat(rig.put("telegram:6", GROUP, Incoming.Membership.Change.JOINED)).as("being put in again lets nothing in").hasSize(1);
        assertThat(rig.stored.subscriptions().of(GROUP).getFirst().state()).isEqualTo(SubscriptionState.SUSPENDED);
        assertThat(rig.inGroup(OWNER, "/pair here")).singleElement().asString().contains("I answer in this chat now");
        assertThat(rig.stored.subscriptions().of(GROUP).getFirst().state()).isEqualTo(SubscriptionState.ACTIVE);
    }

    @Test
    void other_notes_take_back_what_was_made_of_the_old_ones() {
        rig.open();
        rig.inGroup(OWNER, "/settings scope Sectors Theses");
        rig.inGroup(OWNER, "/subscribe 07:30");
        var before = rig.stored.subscriptions().of(GROUP).getFirst();
        rig.inGroup(OWNER, "/settings scope Sectors");
        var after = rig.stored.subscriptions().of(GROUP).getFirst();
        assertThat(after.version()).as("planned anew").isGreaterThan(before.version());
        assertThat(rig.stored.subscriptions().chat(GROUP).orElseThrow().notes()).isEqualTo(NoteScope.of(List.of("Sectors")));
        assertThat(rig.rows()).filteredOn(row -> row.reason().equals(Optional.of(DeliveryReason.NO_ACCESS)))
                .as("answers that waited")
                .isNotEmpty()
                .allMatch(row -> row.chat().equals(GROUP));
    }

    @Test
    void owners_are_told_once_of_a_group_into_which_i_was_put_and_can_let_it_in_from_there() {
        rig.pair(OWNER, Role.OWNER);
        assertThat(rig.put("telegram:66", GROUP, Incoming.Membership.Change.JOINED)).singleElement().asString()
                .startsWith("5: I was put into the chat telegram:-100 by telegram:66.");
        rig.put("telegram:66", GROUP, Incoming.Membership.Change.LEFT);
        assertThat(rig.put("telegram:66", GROUP, Incoming.Membership.Change.JOINED)).isEmpty();
        for (int i = 0; i < 20; i++) {
            rig.put("telegram:66", new ChatId("telegram", "-2" + i), Incoming.Membership.Change.JOINED);
        }
        assertThat(rig.rows()).filteredOn(row -> row.slot().startsWith("joined:")).hasSize(5);
        assertThat(rig.inGroup(OWNER, "/rotation")).containsExactly("-100: I do not answer in this chat yet. /pair here lets me.");
        assertThat(rig.alone(OWNER, "/pair telegram:-100")).singleElement().asString().contains("I answer in telegram:-100 now");
        assertThat(rig.inGroup(OWNER, "/rotation")).singleElement().asString().startsWith("-100: ").doesNotContain("do not answer");
    }

    @Test
    void the_log_has_one_line_an_hour_for_each_who_is_refused() {
        var log = (ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("tidewatch.delivery");
        var lines = new ch.qos.logback.core.read.ListAppender<ch.qos.logback.classic.spi.ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try {
            var journal = new Journal(rig.clock.nanoSource());
            for (int i = 0; i < 30; i++) {
                rig.alone(STRANGER, "/brief");
                rig.alone("telegram:78", "/brief");
            }
            rig.events.forEach(journal::on);
            assertThat(lines.list).hasSize(2);
            assertThat(lines.list.getFirst().getKeyValuePairs().toString()).contains("denied", "stranger").doesNotContain("77");
            rig.clock.advance(Duration.ofHours(1));
            rig.events.forEach(journal::on);
            assertThat(lines.list).hasSize(4);
        } finally {
            log.detachAppender(lines);
        }
        assertThat(rig.events).hasSize(60).allMatch(DeliveryEvent.Denied.class::isInstance);
    }
}
