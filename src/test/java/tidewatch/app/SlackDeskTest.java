package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.chat.Placement;
import tidewatch.chat.Role;
import tidewatch.delivery.Delivery;
import tidewatch.export.DeliveryJson;

/** Rights, private chats and handles where chats and people are named as on Slack: the real commands, gate and tables. */
class SlackDeskTest {
    private static final String ANNA = "slack:T1:U1";
    private static final String BERT = "slack:T1:U2";
    private static final String FOREIGN = "slack:T2:U9";
    private static final ChatId ANNAS = new ChatId("slack", "T1:U1");
    private static final ChatId DESK = new ChatId("slack", "T1:C2");
    private static final String HANDLE = "url:https://hooks.example/commands/T1/1/secret";

    @TempDir
    Path home;

    @SuppressWarnings("NullAway.Init")
    private AccessRig rig;

    @BeforeEach
    void start() {
        rig = new AccessRig(home, null, "slack:T1");
    }

    @AfterEach
    void stop() {
        assertThat(rig.broken).isEmpty();
        rig.close();
    }

    private List<String> inDesk(String person, Incoming.Origin origin, String words) {
        return rig.say(person, DESK, Incoming.Place.GROUP, origin, words);
    }

    private List<String> inDesk(String person, String words) {
        return inDesk(person, Incoming.Origin.DIRECT, words);
    }

    private List<Delivery> slash(String person, ChatId chat, Incoming.Place place, Incoming.Origin origin, String words) {
        var before = rig.rows();
        var envelope = new Incoming.Envelope(
                "s" + words + before.size() + origin, "slack:T1", chat, Optional.empty(), person, rig.clock.instant(), origin, place);
        rig.hear(new Incoming.Said(envelope, words, Optional.of(HANDLE)));
        return rig.rows().stream().filter(row -> !before.contains(row)).toList();
    }

    private void open() {
        rig.pair(ANNA, Role.OWNER);
        inDesk(ANNA, "/pair here");
    }

    @Test
    void a_code_is_typed_in_the_private_chat_without_a_slash() {
        var code = rig.code(Optional.empty(), Optional.of("slack"));
        assertThat(rig.alone(BERT, "pair hello there")).as("no code: a stranger is not heard").isEmpty();
        assertThat(rig.alone(ANNA, "Pair " + code.toLowerCase(java.util.Locale.ROOT)))
                .singleElement()
                .asString()
                .startsWith("T1:U1: Welcome. You are an owner now");
        assertThat(rig.stored.access().alone(ANNA)).singleElement().satisfies(chat -> assertThat(chat.id()).isEqualTo(ANNAS));
        assertThat(rig.alone(ANNA, "whereami")).singleElement().asString().contains("This chat is slack:T1:U1.");
        assertThat(rig.alone(ANNA, "/people")).hasSize(1);
        assertThat(rig.shown.getLast()).contains("1 slack:T1:U1: owner (you), all notes");
    }

    @Test
    void a_channel_is_let_in_where_it_is_or_by_its_name() {
        rig.pair(ANNA, Role.OWNER);
        assertThat(inDesk(ANNA, "pair here")).singleElement().asString().contains("I answer in this chat now");
        assertThat(inDesk(ANNA, "/whereami")).singleElement().asString().contains("This chat is slack:T1:C2.");
        assertThat(rig.alone(ANNA, "/pair off slack:T1:C2")).singleElement().asString().contains("Shut");
        assertThat(rig.alone(ANNA, "/pair slack:T1:C2")).singleElement().asString().contains("I answer in slack:T1:C2 now");
        assertThat(rig.alone(ANNA, "/pair slack:T1:U1")).singleElement().asString().contains("Only a group of this platform");
        var code = rig.code(Optional.of(Role.READER), Optional.empty());
        assertThat(inDesk(BERT, "pair " + code)).singleElement().asString().contains("A code belongs in a private chat");
    }

    @Test
    void an_owner_hears_once_of_a_channel_that_we_were_put_into() {
        rig.pair(ANNA, Role.OWNER);
        assertThat(rig.put(BERT, DESK, Incoming.Membership.Change.JOINED))
                .singleElement()
                .asString()
                .startsWith("T1:U1: I was put into the chat slack:T1:C2 by slack:T1:U2.");
        assertThat(rig.put(BERT, DESK, Incoming.Membership.Change.JOINED)).isEmpty();
    }

    @Test
    void a_private_answer_goes_to_the_chat_that_bears_the_number_of_its_person() {
        open();
        assertThat(inDesk(ANNA, "/deliveries")).hasSize(2).contains("T1:C2: I sent it to you privately.").anyMatch(line -> line.startsWith("T1:U1: "));
        var rows = slash(ANNA, DESK, Incoming.Place.GROUP, Incoming.Origin.DIRECT, "/deliveries");
        assertThat(rows).hasSize(2);
        for (var row : rows) {
            assertThat(row.placement())
                    .isEqualTo(row.chat().equals(DESK) ? new Placement.Private(ANNA, Optional.of(HANDLE)) : Placement.NEW);
        }
    }

    @Test
    void who_has_no_right_is_told_alone_once_and_a_stranger_of_another_organisation_only_where_they_are() {
        open();
        assertThat(inDesk(BERT, "/rotation")).singleElement().asString().startsWith("T1:U2: You may not ask me there");
        assertThat(inDesk(BERT, "/rotation")).isEmpty();
        assertThat(inDesk(FOREIGN, Incoming.Origin.EXTERNAL_TEAM, "/rotation")).isEmpty();
        var told = slash("slack:T1:U3", DESK, Incoming.Place.GROUP, Incoming.Origin.DIRECT, "/rotation");
        assertThat(told).singleElement().satisfies(row -> {
            assertThat(row.chat()).isEqualTo(DESK);
            assertThat(row.headline()).startsWith("You may not ask me there");
            assertThat(row.placement()).isEqualTo(new Placement.Private("slack:T1:U3", Optional.of(HANDLE)));
        });
        assertThat(slash("slack:T1:U3", DESK, Incoming.Place.GROUP, Incoming.Origin.DIRECT, "/rotation 1m")).isEmpty();
        inDesk(ANNA, "/settings members read");
        assertThat(inDesk(FOREIGN, Incoming.Origin.EXTERNAL_TEAM, "/rotation")).hasSize(1);
        assertThat(inDesk(FOREIGN, Incoming.Origin.EXTERNAL_TEAM, "/theses")).singleElement().asString().contains("prices only");
    }

    @Test
    void no_list_no_trace_and_no_export_of_deliveries_shows_a_handle() {
        open();
        var rows = slash(ANNA, ANNAS, Incoming.Place.PRIVATE, Incoming.Origin.DIRECT, "/rotation");
        assertThat(rows).singleElement().satisfies(row -> assertThat(row.placement()).isEqualTo(new Placement.Reply(HANDLE)));
        rig.alone(ANNA, "/deliveries");
        rig.alone(ANNA, "/deliveries " + rows.getFirst().id());
        var trace = rig.stored.outbox().trace(rows.getFirst().id()).orElseThrow();
        assertThat(trace.delivery().placement()).as("kept").isEqualTo(new Placement.Reply(HANDLE));
        var exported = DeliveryJson.trace(trace) + DeliveryJson.line(trace.delivery());
        assertThat(rig.shown.toString() + trace + rig.events + rows + exported).doesNotContain("secret").doesNotContain("hooks.example");
    }

    @Test
    void a_chat_is_forgotten_with_the_handles_of_what_was_said_there() {
        open();
        slash(ANNA, ANNAS, Incoming.Place.PRIVATE, Incoming.Origin.DIRECT, "/rotation");
        assertThat(rig.stored.subscriptions().forget(ANNAS)).isPositive();
        var left = rig.stored.database().read(handle -> handle.createQuery("SELECT * FROM inbound_update").mapToMap().list().toString());
        assertThat(left).doesNotContain("secret").doesNotContain("u1");
        assertThat(rig.rows()).noneMatch(row -> row.chat().equals(ANNAS));
    }
}
