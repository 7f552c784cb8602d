package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static tidewatch.slack.Payloads.TS;
import static tidewatch.slack.Payloads.button;
import static tidewatch.slack.Payloads.chosen;
import static tidewatch.slack.Payloads.direct;
import static tidewatch.slack.Payloads.event;
import static tidewatch.slack.Payloads.mention;
import static tidewatch.slack.Payloads.onMessage;
import static tidewatch.slack.Payloads.pressed;
import static tidewatch.slack.Payloads.pressedAtHome;
import static tidewatch.slack.Payloads.sent;
import static tidewatch.slack.Payloads.shortcut;
import static tidewatch.slack.Payloads.slash;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.chat.Arming;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.chat.Incoming.Origin;
import tidewatch.chat.Incoming.Place;
import tidewatch.chat.Line;
import tidewatch.chat.MessageRef;
import tidewatch.slack.PayloadReader.Heard;
import tidewatch.slack.PayloadReader.Kind;

class PayloadReaderTest {
    private static final Instant SENT = Instant.ofEpochSecond(Payloads.SECOND);
    private static final ChatId PERSON = new ChatId("slack", "T1:U1");
    private static final ChatId CHANNEL = new ChatId("slack", "T1:C2");
    private static final String TOKEN = "t1AAAAAAAAAAAAAAAAAAAAAA";

    private final PayloadReader reader = new PayloadReader(EarRig.US, EarRig.NAMES);

    private Heard read(Kind kind, String json) {
        return reader.read(kind, EarRig.json(json), "name-of-ours", EarRig.NOW);
    }

    private Incoming told(Kind kind, String json) {
        return read(kind, json) instanceof Heard.Told(Incoming incoming) ? incoming : fail("Not told: " + read(kind, json));
    }

    private Incoming.Said said(Kind kind, String json) {
        return told(kind, json) instanceof Incoming.Said said ? said : fail("Not said: " + json);
    }

    private String passed(Kind kind, String json) {
        return read(kind, json) instanceof Heard.Passed(String why) ? why : fail("Not passed over: " + read(kind, json));
    }

    // ---- words ----

    @Test
    void a_direct_message_has_the_names_of_person_workspace_and_event() {
        assertThat(told(Kind.EVENT, event("Ev7", direct("'text':'winners 5'"))))
                .isEqualTo(new Incoming.Said(
                        new Incoming.Envelope("Ev7", "slack:T1", PERSON, Optional.empty(), "slack:T1:U1", SENT, Origin.DIRECT, Place.PRIVATE),
                        "winners 5"));
    }

    @Test
    void a_mention_loses_our_name_and_is_of_its_channel() {
        assertThat(told(Kind.EVENT, mention("<@UBOT> winners 5", "")))
                .isEqualTo(new Incoming.Said(
                        new Incoming.Envelope("C2/" + TS, "slack:T1", CHANNEL, Optional.empty(), "slack:T1:U1", SENT, Origin.DIRECT, Place.GROUP),
                        "winners 5"));
    }

    @Test
    void the_same_message_told_as_a_mention_and_as_a_message_is_one() {
        var asMessage = event("Ev8", direct("'text':'<@UBOT> winners 5'").replace("D1", "C2").replace("'im'", "'channel'"));

        assertThat(told(Kind.EVENT, asMessage)).isEqualTo(told(Kind.EVENT, mention("<@UBOT> winners 5", "")));
    }

    @Test
    void a_mention_in_private_is_told_as_the_message_that_it_is() {
        assertThat(passed(Kind.EVENT, mention("<@UBOT> w", "").replace("C2", "D1"))).isEqualTo("mention_in_private");
    }

    @Test
    void words_in_a_thread_answer_its_first_message() {
        var said = said(Kind.EVENT, event(direct("'text':'w','thread_ts':'1.5'")));
        assertThat(said.replyTo().map(MessageRef::value)).hasValueSatisfying(ref -> assertThat(ref).endsWith("/1.5").doesNotStartWith("/"));
        assertThat(said(Kind.EVENT, event(direct("'text':'w'"))).replyTo()).isEmpty();
        assertThat(said(Kind.EVENT, mention("<@UBOT> w", ",'thread_ts':'" + TS + "'")).replyTo()).isEmpty();
    }

    @Test
    void a_thread_is_named_by_its_first_message_which_is_not_in_it() {
        assertThat(said(Kind.EVENT, mention("<@UBOT> w", ",'thread_ts':'1767950000.000001'")).envelope().thread()).contains("1767950000.000001");
        assertThat(said(Kind.EVENT, mention("<@UBOT> w", ",'thread_ts':'" + TS + "'")).envelope().thread()).isEmpty();
        assertThat(said(Kind.EVENT, event(direct("'text':'w','thread_ts':'1.5'"))).envelope().thread()).contains("1.5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'text':'w'                                                    | DIRECT",
        "'text':'w','subtype':'file_share','files':[{'id':'F1'}]       | DIRECT",
        "'text':'w','subtype':'thread_broadcast','root':{}             | DIRECT",
        "'text':'w','subtype':'me_message'                             | DIRECT",
        "'text':'w','attachments':[{'title':'a link','from_url':'x'}]  | DIRECT",
        "'text':'w','attachments':[{'is_share':true,'text':'t'}]       | FORWARDED",
        "'text':'w','user_team':'T9'                                   | EXTERNAL_TEAM",
        "'text':'w','source_team':'T9'                                 | EXTERNAL_TEAM",
    })
    void where_words_come_from_is_kept(String message, Origin origin) {
        assertThat(said(Kind.EVENT, event(direct(message))).envelope().origin()).isEqualTo(origin);
    }

    @Test
    void a_person_of_another_workspace_bears_its_name_and_the_channel_bears_ours() {
        var envelope = said(Kind.EVENT, mention("<@UBOT> w", ",'user_team':'T9','source_team':'T9'")).envelope();

        assertThat(envelope.person()).isEqualTo("slack:T9:U1");
        assertThat(envelope.chat()).isEqualTo(CHANNEL);
        assertThat(envelope.sender()).isEqualTo("slack:T1");
        assertThat(envelope.origin()).isEqualTo(Origin.EXTERNAL_TEAM);
    }

    @Test
    void what_another_workspace_tells_the_same_app_is_not_ours() {
        assertThat(passed(Kind.EVENT, event(direct("'text':'w'")).replace("'team_id':'T1'", "'team_id':'T7'"))).isEqualTo("other_workspace");
        assertThat(said(Kind.EVENT, event(direct("'text':'w'")).replaceFirst("'team_id':'T1'", "'team_id':'T7'")).envelope().sender())
                .as("a channel that is shared: the event begins elsewhere and is for us")
                .isEqualTo("slack:T1");
    }

    @Test
    void a_shared_message_without_words_says_what_it_says() {
        var said = said(Kind.EVENT, event(direct("'text':'','attachments':[{'is_share':true,'text':'P&amp;G leads'}]")));

        assertThat(said.text()).isEqualTo("P&G leads");
        assertThat(said.envelope().origin()).isEqualTo(Origin.FORWARDED);
    }

    @Test
    void an_edit_says_that_it_is_one_and_a_preview_is_none() {
        var edit = "{'type':'message','subtype':'message_changed','channel':'D1','channel_type':'im','ts':'9.9','message':{'user':'U1','team':'T1',"
                + "'text':'losers','ts':'" + TS + "','edited':{'user':'U1','ts':'" + (Payloads.SECOND + 2) + ".0'}}}";
        var said = said(Kind.EVENT, event(edit));

        assertThat(said.envelope().origin()).isEqualTo(Origin.EDITED);
        assertThat(said.envelope().person()).isEqualTo("slack:T1:U1");
        assertThat(said.envelope().sentAt()).isEqualTo(SENT.plusSeconds(2));
        assertThat(said.text()).isEqualTo("losers");
        assertThat(passed(Kind.EVENT, event(edit.replace("'edited'", "'not_edited'")))).isEqualTo("message_changed");
        assertThat(said(Kind.EVENT, mention("<@UBOT> w", ",'edited':{'user':'U1','ts':'8.1'}")).envelope())
                .satisfies(envelope -> assertThat(envelope.origin()).isEqualTo(Origin.EDITED))
                .satisfies(envelope -> assertThat(envelope.key()).isEqualTo("C2/" + TS + "/8.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "'text':'w','bot_id':'B9'", "'text':'w','bot_id':'B1','app_id':'A1'", "'text':'w','subtype':'bot_message','username':'build'",
        "'text':'w','bot_profile':{'id':'B9'}",
    })
    void no_bot_is_obeyed_not_even_ours(String message) {
        assertThat(passed(Kind.EVENT, event(direct(message)))).isEqualTo("of_a_bot");
        assertThat(passed(Kind.EVENT, event(direct("'text':'w'").replace("'U1'", "'UBOT'")))).isEqualTo("of_a_bot");
        assertThat(passed(Kind.EVENT, event(direct("'text':'w'").replace("'U1'", "'USLACKBOT'")))).isEqualTo("of_a_bot");
        assertThat(passed(Kind.EVENT, mention("<@UBOT> w", ",'bot_id':'B9'"))).isEqualTo("of_a_bot");
    }

    @Test
    void talk_among_others_is_not_for_us() {
        assertThat(passed(Kind.EVENT, event(direct("'text':'<@UBOTTOM> morning'").replace("D1", "C2").replace("'im'", "'channel'")))).isEqualTo("not_for_us");
        assertThat(passed(Kind.EVENT, event(direct("'text':'<@UBOT> joined','subtype':'channel_join'").replace("D1", "C2").replace("'im'", "'channel'"))))
                .isEqualTo("not_for_us");
    }

    @Test
    void a_message_with_nothing_but_what_is_needed_is_read() {
        var bare = "{'event':{'type':'message','channel':'D1','user':'W1','text':'hi'}}";

        assertThat(told(Kind.EVENT, bare))
                .isEqualTo(new Incoming.Said(
                        new Incoming.Envelope(
                                "name-of-ours", "slack:T1", new ChatId("slack", "T1:W1"), Optional.empty(), "slack:T1:W1", EarRig.NOW, Origin.DIRECT),
                        "hi"));
    }

    // ---- home, members ----

    @Test
    void an_opened_home_asks_for_the_home() {
        var home = "{'type':'app_home_opened','user':'U1','channel':'D1','tab':'home','event_ts':'" + TS + "'}";

        assertThat(read(Kind.EVENT, event("Ev3", home)))
                .isEqualTo(new Heard.Home(new Incoming.Said(
                        new Incoming.Envelope("Ev3", "slack:T1", PERSON, Optional.empty(), "slack:T1:U1", SENT, Origin.DIRECT), "/" + PayloadReader.HOME,
                        Optional.of("home:U1"))));
        assertThat(passed(Kind.EVENT, event(home.replace("'home'", "'messages'")))).isEqualTo("home_messages");
    }

    @ParameterizedTest
    @CsvSource({
        "member_joined_channel,JOINED,U1", "member_left_channel,LEFT,U1", "channel_left,LEFT,U1", "group_left,LEFT,U1", "channel_archive,LEFT,U1",
        "group_archive,LEFT,U1", "channel_deleted,LEFT,U1", "group_deleted,LEFT,U1"
    })
    void being_let_in_or_put_out_is_told(String type, Incoming.Membership.Change change, String by) {
        var json = "{'type':'" + type + "','user':'UBOT','inviter':'" + by + "','channel':'C2','event_ts':'" + TS + "'}";

        assertThat(told(Kind.EVENT, event("Ev4", json)))
                .isEqualTo(new Incoming.Membership(
                        new Incoming.Envelope("Ev4", "slack:T1", CHANNEL, Optional.empty(), "slack:T1:U1", SENT, Origin.DIRECT, Place.GROUP), change));
    }

    @Test
    void nobody_is_named_where_only_we_are_and_other_members_come_and_go_unheard() {
        assertThat(told(Kind.EVENT, event("{'type':'member_joined_channel','user':'UBOT','channel':'C2'}")).envelope().person()).isEqualTo("slack:T1:C2");
        assertThat(passed(Kind.EVENT, event("{'type':'member_joined_channel','user':'U5','channel':'C2'}"))).isEqualTo("of_another_member");
        assertThat(passed(Kind.EVENT, event("{'type':'member_left_channel','user':'U5','channel':'C2'}"))).isEqualTo("of_another_member");
    }

    @Test
    void a_channel_with_a_new_id_has_moved() {
        assertThat(told(Kind.EVENT, event("{'type':'channel_id_changed','old_channel_id':'G2','new_channel_id':'C8'}")))
                .isInstanceOfSatisfying(Incoming.Moved.class, moved -> {
                    assertThat(moved.envelope().chat()).isEqualTo(new ChatId("slack", "T1:G2"));
                    assertThat(moved.to()).isEqualTo(new ChatId("slack", "T1:C8"));
                });
    }

    @Test
    void being_put_out_of_the_workspace_is_no_chat() {
        assertThat(read(Kind.EVENT, event("{'type':'app_uninstalled'}"))).isEqualTo(new Heard.Removed());
        assertThat(read(Kind.EVENT, event("{'type':'tokens_revoked','tokens':{'oauth':[],'bot':['UBOT']}}"))).isEqualTo(new Heard.Removed());
        assertThat(passed(Kind.EVENT, event("{'type':'tokens_revoked','tokens':{'oauth':['UBOT'],'bot':['U5']}}"))).isEqualTo("tokens_revoked");
    }

    // ---- slash commands ----

    @Test
    void a_slash_command_is_the_line_that_it_stands_for_with_a_handle_for_its_answer() {
        var said = said(Kind.SLASH, slash("/tidewatch", "winners 5", ""));

        assertThat(said)
                .isEqualTo(new Incoming.Said(
                        new Incoming.Envelope(
                                "13.345.9f", "slack:T1", CHANNEL, Optional.empty(), "slack:T1:U1", EarRig.NOW, Origin.DIRECT, Place.GROUP),
                        "/winners 5",
                        Optional.of("url:https://hooks.example/commands/T1/1/abc")));
        assertThat(told(Kind.SLASH, slash("/tw-winners", "5", ""))).isEqualTo(said);
    }

    @Test
    void a_slash_command_in_a_chat_of_two_is_of_the_persons_own_chat() {
        var envelope = said(Kind.SLASH, slash("/tidewatch", "", "").replace("C2", "D1")).envelope();

        assertThat(envelope.chat()).isEqualTo(PERSON);
        assertThat(envelope.place()).isEqualTo(Place.PRIVATE);
    }

    @Test
    void a_slash_command_lacks_what_it_may_lack() {
        var bare = said(Kind.SLASH, "{'command':'/tidewatch','channel_id':'C2','user_id':'U1'}");

        assertThat(bare.text()).isEqualTo("/help");
        assertThat(bare.handle()).isEmpty();
        assertThat(bare.envelope().key()).isEqualTo("name-of-ours");
        assertThat(said(Kind.SLASH, slash("/tidewatch", "w", "").replace("'team_id':'T1'", "'team_id':'T9'")).envelope().origin())
                .isEqualTo(Origin.EXTERNAL_TEAM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "http://a b", "hooks.example", "", "https://a\\nb"})
    void a_response_url_that_is_none_is_no_handle(String url) {
        assertThat(said(Kind.SLASH, slash("/tidewatch", "w", "").replace("https://hooks.example/commands/T1/1/abc", url)).handle()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "/tidewatch    | subscribe   | true",
        "/tidewatch    | ` Sub-scribe ` | true",
        "/tw-subscribe | ``          | true",
        "/subscribe    | ``          | true",
        "/tidewatch    | subscribe 7 | false",
        "/tidewatch    | winners     | false",
    })
    void a_bare_subscribe_wants_the_form(String command, String text, boolean wants) {
        var heard = read(Kind.SLASH, slash(command, text, ""));

        assertThat(heard instanceof Heard.Wanted).isEqualTo(wants);
        assertThat(read(Kind.SLASH, slash(command, text, "").replace("trigger_id", "no_trigger"))).isInstanceOf(Heard.Told.class);
        assertThat(read(Kind.SLASH, slash(command, text, "").replace("'team_id':'T1'", "'team_id':'T9'"))).isInstanceOf(Heard.Told.class);
        if (heard instanceof Heard.Wanted(Incoming.Said plain, String trigger)) {
            assertThat(trigger).isEqualTo("13.345.9f");
            assertThat(Line.of(plain.text())).isEqualTo(Line.of("/subscribe"));
        }
    }

    // ---- presses ----

    @Test
    void a_press_has_token_message_and_handle_and_is_of_now() {
        assertThat(told(Kind.INTERACTION, pressed(button(TOKEN))))
                .isEqualTo(new Incoming.Pressed(
                        new Incoming.Envelope(
                                "14.345.77", "slack:T1", CHANNEL, Optional.empty(), "slack:T1:U1", EarRig.NOW, Origin.DIRECT, Place.GROUP),
                        TOKEN,
                        new MessageRef("C2/" + TS),
                        "url:" + Payloads.RESPONSE));
        assertThat(told(Kind.INTERACTION, pressed(chosen(TOKEN)))).isEqualTo(told(Kind.INTERACTION, pressed(button(TOKEN))));
    }

    @Test
    void a_press_in_private_is_of_the_persons_chat_and_knows_the_real_channel() {
        assertThat(told(Kind.INTERACTION, pressed(button(TOKEN)).replace("C2", "D1"))).isInstanceOfSatisfying(Incoming.Pressed.class, pressed -> {
            assertThat(pressed.envelope().chat()).isEqualTo(PERSON);
            assertThat(pressed.envelope().place()).isEqualTo(Place.PRIVATE);
            assertThat(pressed.message().value()).isEqualTo("D1/" + TS);
        });
    }

    @Test
    void a_press_in_a_thread_is_answered_there_and_one_under_its_first_message_is_not() {
        var inside = pressed(button(TOKEN), "'is_ephemeral':false,'thread_ts':'1767950000.000001'");

        assertThat(told(Kind.INTERACTION, inside).envelope().thread()).contains("1767950000.000001");
        assertThat(told(Kind.INTERACTION, pressed(button(TOKEN), "'thread_ts':'" + TS + "'")).envelope().thread()).isEmpty();
    }

    @Test
    void what_only_one_sees_is_changed_by_the_handle() {
        assertThat(((Incoming.Pressed) told(Kind.INTERACTION, pressed(button(TOKEN), "'is_ephemeral':true"))).message().value())
                .isEqualTo("url:" + Payloads.RESPONSE);
    }

    @Test
    void a_press_at_home_is_of_the_persons_chat_and_answered_at_home() {
        assertThat(told(Kind.INTERACTION, pressedAtHome(button(TOKEN))))
                .isEqualTo(new Incoming.Pressed(
                        new Incoming.Envelope("14.345.77", "slack:T1", PERSON, Optional.empty(), "slack:T1:U1", EarRig.NOW, Origin.DIRECT),
                        TOKEN,
                        new MessageRef("home:U1"),
                        "home:U1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"t1 handle 55", "t1\\nhandle\\n55", "\\u202Et1", "t1\\u0000", "/subscribe 07:00 \\n", "\uD83D\uDE00"})
    void forged_values_cannot_pass_for_anything_else(String value) {
        assertThat(((Incoming.Pressed) told(Kind.INTERACTION, pressed(button(value)))).token()).isEqualTo("forged");
        assertThat(((Incoming.Pressed) told(Kind.INTERACTION, pressed(chosen(value)))).token()).isEqualTo("forged");
        assertThat(Arming.wellFormed("forged")).isFalse();
    }

    @Test
    void a_value_of_any_length_is_forged_too() {
        assertThat(((Incoming.Pressed) told(Kind.INTERACTION, pressed(button("t1" + "A".repeat(100_000))))).token()).isEqualTo("forged");
    }

    @Test
    void a_press_by_a_person_of_another_workspace_says_so() {
        var foreign = pressed(button(TOKEN)).replace("'name':'anna','team_id':'T1'", "'name':'anna','team_id':'T9'");

        assertThat(told(Kind.INTERACTION, foreign).envelope().origin()).isEqualTo(Origin.EXTERNAL_TEAM);
        assertThat(told(Kind.INTERACTION, foreign).envelope().person()).isEqualTo("slack:T9:U1");
    }

    // ---- forms and shortcuts ----

    @Test
    void a_form_is_known_by_view_and_hash_and_is_of_the_person() {
        assertThat(read(Kind.INTERACTION, sent())).isInstanceOfSatisfying(Heard.Sent.class, sent -> {
            assertThat(sent.envelope().key()).isEqualTo("V1:156.7");
            assertThat(sent.envelope().chat()).isEqualTo(PERSON);
            assertThat(sent.view().path("private_metadata").textValue()).isEqualTo("kept");
        });
    }

    @Test
    void a_message_is_checked_by_whom_it_was_asked() {
        assertThat(told(Kind.INTERACTION, onMessage("check", "P&amp;G <https://example.org|leads> <@UBOT>")))
                .isEqualTo(new Incoming.Said(
                        new Incoming.Envelope(
                                "14.345.77", "slack:T1", CHANNEL, Optional.empty(), "slack:T1:U1", EarRig.NOW, Origin.DIRECT, Place.GROUP),
                        "/check P&G leads",
                        Optional.of("url:" + Payloads.RESPONSE)));
        assertThat(said(Kind.INTERACTION, onMessage("check", "")).text()).isEqualTo("/check");
    }

    @Test
    void a_message_that_is_checked_gives_no_other_command() {
        for (var text : List.of("/subscribe 07:00", "\\n/forget all", "` /people 3 owner`")) {
            assertThat(Line.of(said(Kind.INTERACTION, onMessage("check", text)).text()).verb()).isEqualTo("check");
        }
    }

    @Test
    void the_shortcut_from_anywhere_wants_the_form_in_the_persons_chat() {
        assertThat(read(Kind.INTERACTION, shortcut("subscribe"))).isInstanceOfSatisfying(Heard.Wanted.class, wanted -> {
            assertThat(wanted.trigger()).isEqualTo("14.345.77");
            assertThat(wanted.plain().text()).isEqualTo("/subscribe");
            assertThat(wanted.plain().envelope().chat()).isEqualTo(PERSON);
            assertThat(wanted.plain().handle()).isEmpty();
        });
    }

    // ---- all of it ----

    static List<Payloads.One> ofEveryKind() {
        return Payloads.ofEveryKind();
    }

    @ParameterizedTest
    @MethodSource("ofEveryKind")
    void no_payload_of_any_kind_breaks_it_as_any_kind(Payloads.One one) {
        for (var kind : Kind.values()) {
            assertThat(read(kind, one.json())).isNotNull();
        }
        if (!one.name().startsWith("broken")) {
            assertThat(read(one.kind(), one.json())).isNotInstanceOf(Heard.Unreadable.class);
        }
    }

    @Test
    void what_lacks_something_is_told_by_what_it_lacks_and_not_by_what_it_holds() {
        assertThat(read(Kind.SLASH, "{'command':'/tidewatch','channel_id':'very secret','user_id':'U1'}")).isEqualTo(new Heard.Unreadable("it has no channel_id"));
        assertThat(read(Kind.EVENT, event("{'type':'app_mention','channel':'C2','ts':'secret'}"))).isEqualTo(new Heard.Unreadable("it has no ts"));
    }

    @Test
    void names_of_kinds_cannot_fill_our_memory() {
        assertThat(passed(Kind.EVENT, event("{'type':'Very Odd Kind 17'}"))).isEqualTo("unknown");
        assertThat(passed(Kind.EVENT, event("{'type':'" + "a".repeat(41) + "'}"))).isEqualTo("unknown");
        assertThat(passed(Kind.INTERACTION, "{}")).isEqualTo("empty");
    }

    @Test
    void times_beyond_time_are_now() {
        for (var stamp : List.of("999999999999.1", "0", "-5.1", "soon", "1.2.3")) {
            assertThat(said(Kind.EVENT, event(direct("'text':'w'").replace("'ts':'" + TS, "'ts':'" + stamp))).envelope().sentAt())
                    .as(stamp)
                    .isEqualTo(EarRig.NOW);
        }
    }

    @Test
    void zero_bytes_bidi_and_lone_surrogates_stay_outside() {
        var said = said(Kind.EVENT, event(direct("'text':'/win\\u0000ners \\u202Eevil\\u2066 \\ud800 \\ud83d\\ude00'")));

        assertThat(said.text()).isEqualTo("/winners evil \uFFFD \uD83D\uDE00");
        assertThat(Line.of(said.text()).verb()).isEqualTo("winners");
    }

    @Test
    void a_text_of_any_length_is_taken_and_the_line_is_cut_where_lines_are() {
        var said = said(Kind.EVENT, event(direct("'text':'/watch " + "w ".repeat(50_000) + "'")));

        assertThat(said.text()).hasSizeGreaterThan(100_000);
        assertThat(Line.of(said.text()).rest().length()).isLessThanOrEqualTo(Line.LENGTH_MAX);
    }

    @Test
    void every_kind_is_in_the_table() {
        assertThat(Payloads.ofEveryKind().stream().filter(one -> !one.name().startsWith("broken"))).hasSizeGreaterThan(90);
    }
}
