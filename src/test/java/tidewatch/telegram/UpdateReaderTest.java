package tidewatch.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.chat.Line;
import tidewatch.chat.MessageRef;

class UpdateReaderTest {
    private static final Instant NOW = Rig.NOW;
    private static final long DATE = NOW.getEpochSecond() - 5;
    private static final Self SELF = new Self(123456789, "Tide", Optional.of("tide_bot"), true, false);

    private final UpdateReader reader = new UpdateReader(SELF);

    static JsonNode json(String text) {
        return ScriptedApi.tree(text.replace('\'', '"'));
    }

    private UpdateReader.Heard read(String update) {
        return reader.read(json(update), NOW);
    }

    private Incoming told(String update) {
        return read(update) instanceof UpdateReader.Heard.Told(Incoming incoming)
                ? incoming
                : fail("Passed over: " + update);
    }

    private String passed(String update) {
        return read(update) instanceof UpdateReader.Heard.Passed(String kind)
                ? kind
                : fail("Not passed over: " + update);
    }

    private static String group(String rest) {
        return "{'update_id':9,'message':{'message_id':3,'date':" + DATE
                + ",'chat':{'id':-1001234567890123,'type':'supergroup','title':'T'},'from':{'id':7000000000,'is_bot':false,'first_name':'A'},"
                + rest + "}}";
    }

    private static String direct(String rest) {
        return "{'update_id':9,'message':{'message_id':3,'date':" + DATE
                + ",'chat':{'id':7000000000,'type':'private'},'from':{'id':7000000000,'is_bot':false,'first_name':'A'}," + rest + "}}";
    }

    @Test
    void a_private_text_has_the_numbers_of_chat_person_and_update() {
        assertThat(told(direct("'text':'winners 5'")))
                .isEqualTo(new Incoming.Said(
                        new Incoming.Envelope(
                                "9",
                                "telegram:123456789",
                                new ChatId("telegram", "7000000000"),
                                Optional.empty(),
                                "telegram:7000000000",
                                Instant.ofEpochSecond(DATE),
                                Incoming.Origin.DIRECT,
                                Incoming.Place.PRIVATE),
                        "winners 5"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'text':'/winners 5'                                                   | /winners 5",
        "'text':'/winners@tide_bot 5'                                          | /winners@tide_bot 5",
        "'text':'/Winners@TIDE_BOT'                                            | /Winners@TIDE_BOT",
        "'text':'/winners@other_bot 5'                                         | -",
        "'text':'good morning all'                                             | -",
        "'text':'/usr/bin is a path'                                           | -",
        "'text':'a/b or 1/2'                                                   | -",
        "'text':'what about energy, @Tide_Bot?'                                | what about energy,  ?",
        "'text':'@tide_bot /winners'                                           | /winners",
        "'text':'@tide_bot_two hello'                                          | -",
        "'text':'mail me at a@tide_bot'                                        | -",
        "'text':'hello','reply_to_message':{'from':{'id':123456789}}           | hello",
        "'text':'hello','reply_to_message':{'from':{'id':5}}                   | -",
        "'text':'hi','reply_to_message':{'from':{'id':123456789},'forum_topic_created':{}} | -",
        "'caption':'@tide_bot look','photo':[{'file_id':'x'}]                  | look",
        "'photo':[{'file_id':'x'}]                                             | -",
        "'text':'Tide tell me','entities':[{'type':'text_mention','offset':0,'length':4,'user':{'id':123456789}}] | tell me",
        "'text':'Tide tell me','entities':[{'type':'text_mention','offset':0,'length':4,'user':{'id':5}}] | -",
        "'text':'Tide','entities':[{'type':'text_mention','offset':2,'length':9999999,'user':{'id':123456789}}] | -",
    })
    void in_a_group_only_what_is_meant_for_us_is_told(String message, String text) {
        if (text.equals("-")) {
            assertThat(read(group(message))).isInstanceOf(UpdateReader.Heard.Passed.class);
        } else {
            assertThat(told(group(message))).isInstanceOfSatisfying(Incoming.Said.class, said -> {
                assertThat(said.text()).isEqualTo(text);
                assertThat(said.envelope().place()).isEqualTo(Incoming.Place.GROUP);
                assertThat(said.envelope().person()).isEqualTo("telegram:7000000000");
            });
        }
    }

    @Test
    void words_tell_which_message_of_ours_they_answer() {
        assertThat(told(direct("'text':'hello','reply_to_message':{'message_id':77,'from':{'id':123456789}}")))
                .isInstanceOfSatisfying(Incoming.Said.class, said -> assertThat(said.replyTo()).contains(new MessageRef("77")));
        for (var other : new String[] {"", ",'reply_to_message':{'message_id':77,'from':{'id':5}}", ",'reply_to_message':'x'"}) {
            assertThat(told(direct("'text':'hello'" + other)))
                    .isInstanceOfSatisfying(Incoming.Said.class, said -> assertThat(said.replyTo()).isEmpty());
        }
    }

    @Test
    void a_command_for_another_bot_is_none_of_ours_in_private_either() {
        assertThat(passed(direct("'text':'/start@other_bot'"))).isEqualTo("not_for_us");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'text':'/a'                                                       | DIRECT",
        "'text':'/a','forward_origin':{'type':'user'}                      | FORWARDED",
        "'text':'/a','forward_date':5                                      | FORWARDED",
        "'text':'/a','via_bot':{'id':5}                                    | VIA_BOT",
        "'text':'/a','sender_chat':{'id':-1001234567890123}                | ANONYMOUS_ADMIN",
    })
    void where_words_come_from_is_kept(String message, Incoming.Origin origin) {
        assertThat(told(group(message)).envelope().origin()).isEqualTo(origin);
    }

    @Test
    void an_anonymous_admin_is_a_bot_by_name_and_heard_all_the_same() {
        var update = group("'sender_chat':{'id':-1001234567890123},'text':'/a'").replace("'id':7000000000,'is_bot':false", "'id':1087968824,'is_bot':true");

        assertThat(told(update).envelope().origin()).isEqualTo(Incoming.Origin.ANONYMOUS_ADMIN);
        assertThat(passed(group("'text':'/a'").replace("'is_bot':false", "'is_bot':true"))).as("another bot").isEqualTo("of_a_bot");
    }

    @Test
    void an_edit_says_that_it_is_one() {
        var said = told(direct("'text':'/a','edit_date':" + (DATE + 2)).replace("'message':", "'edited_message':"));

        assertThat(said.envelope().origin()).isEqualTo(Incoming.Origin.EDITED);
        assertThat(said.envelope().sentAt()).isEqualTo(Instant.ofEpochSecond(DATE + 2));
    }

    @Test
    void a_post_of_a_channel_is_told_when_it_is_a_command_and_nobody_said_it() {
        var post = "{'update_id':9,'channel_post':{'message_id':3,'date':" + DATE
                + ",'chat':{'id':-1009,'type':'channel'},'sender_chat':{'id':-1009},'text':'/brief'}}";

        var envelope = told(post).envelope();

        assertThat(envelope.place()).isEqualTo(Incoming.Place.CHANNEL);
        assertThat(envelope.origin()).isEqualTo(Incoming.Origin.ANONYMOUS_ADMIN);
        assertThat(envelope.person()).isEqualTo("telegram:-1009");
        assertThat(passed(post.replace("/brief", "news"))).isEqualTo("not_for_us");
    }

    @Test
    void only_a_topic_is_a_thread() {
        assertThat(told(group("'text':'/a','message_thread_id':5,'is_topic_message':true")).envelope().thread()).contains("5");
        assertThat(told(group("'text':'/a','message_thread_id':5")).envelope().thread()).isEmpty();
    }

    @Test
    void a_press_has_token_message_and_handle_and_is_of_now() {
        var press = told("{'update_id':9,'callback_query':{'id':'4382bfdwdsb323b2d9','from':{'id':7000000000},'chat_instance':'1','data':'t1abc',"
                + "'message':{'message_id':5000000001,'date':0,'message_thread_id':8,'is_topic_message':true,"
                + "'chat':{'id':-1001234567890123,'type':'supergroup'}}}}");

        assertThat(press).isInstanceOfSatisfying(Incoming.Pressed.class, pressed -> {
            assertThat(pressed.token()).isEqualTo("t1abc");
            assertThat(pressed.message()).isEqualTo(new MessageRef("5000000001"));
            assertThat(pressed.handle()).isEqualTo("4382bfdwdsb323b2d9");
            assertThat(pressed.envelope().sentAt()).isEqualTo(NOW);
            assertThat(pressed.envelope().thread()).contains("8");
            assertThat(pressed.envelope().chat().local()).isEqualTo("-1001234567890123");
        });
    }

    @Test
    void forged_data_of_a_press_cannot_pass_for_anything_else() {
        var press = told("{'update_id':9,'callback_query':{'id':'1','from':{'id':7},'data':'t1\\nhandle\\n55','message':"
                + "{'message_id':5,'chat':{'id':7,'type':'private'}}}}");

        assertThat(((Incoming.Pressed) press).token()).isEqualTo("forged");
    }

    @ParameterizedTest
    @CsvSource({
        "private,member,JOINED", "private,kicked,BLOCKED", "supergroup,member,JOINED", "supergroup,administrator,JOINED",
        "group,kicked,LEFT", "group,left,LEFT", "channel,administrator,JOINED", "channel,kicked,LEFT", "group,restricted,JOINED"
    })
    void being_let_in_or_put_out_is_told(String type, String status, Incoming.Membership.Change change) {
        var update = "{'update_id':9,'my_chat_member':{'chat':{'id':-5,'type':'" + type + "'},'from':{'id':7},'date':" + DATE
                + ",'old_chat_member':{'status':'left'},'new_chat_member':{'status':'" + status + "','user':{'id':123456789}}}}";

        assertThat(((Incoming.Membership) told(update)).change()).isEqualTo(change);
    }

    @Test
    void a_move_is_told_by_both_chats_and_is_one() {
        var old = told(group("'migrate_to_chat_id':-1009999999999999").replace("-1001234567890123", "-5"));
        var fresh = told(group("'migrate_from_chat_id':-5").replace("-1001234567890123", "-1009999999999999"));

        assertThat(old).isEqualTo(fresh);
        assertThat(((Incoming.Moved) old).to()).isEqualTo(new ChatId("telegram", "-1009999999999999"));
        assertThat(old.envelope().chat()).isEqualTo(new ChatId("telegram", "-5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'update_id':9,'poll':{'id':'1'}}", "{'update_id':9,'message_reaction':{}}", "{'update_id':9,'a_kind_of_tomorrow':{'deep':[1,{}]}}",
        "{'update_id':9}", "{'update_id':9,'UPPER or odd':1}", "{'update_id':9,'inline_query':{'id':'1','query':'x'}}",
        "{'update_id':9,'callback_query':{'id':'1','from':{'id':7},'inline_message_id':'x','data':'y'}}",
        "{'update_id':9,'callback_query':{'id':'1','from':{'id':7},'game_short_name':'y','message':{'message_id':1,'chat':{'id':1}}}}",
    })
    void what_we_do_not_know_is_passed_over(String update) {
        assertThat(read(update)).isInstanceOf(UpdateReader.Heard.Passed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'message':{}}", "{'update_id':'x'}", "{'update_id':9,'message':{}}", "{'update_id':9,'message':{'chat':{'id':'x'},'text':'a'}}",
        "{'update_id':9,'callback_query':{'id':'1','data':'d','message':{'chat':{'id':1}}}}",
        "{'update_id':9,'my_chat_member':{'chat':{'id':1},'new_chat_member':{'status':'???'}}}", "[]", "null", "5", "'text'",
        "{'update_id':99999999999999999999}", "{'update_id':1.5}",
    })
    void what_lacks_a_number_is_refused_in_words_without_its_content(String update) {
        assertThatThrownBy(() -> read(update)).isInstanceOf(IllegalArgumentException.class).hasMessageNotContaining("???");
    }

    @Test
    void a_message_with_nothing_but_what_is_needed_is_read() {
        var said = told("{'update_id':9,'message':{'chat':{'id':7},'text':'hi'}}");

        assertThat(said.envelope().place()).isEqualTo(Incoming.Place.PRIVATE);
        assertThat(said.envelope().sentAt()).isEqualTo(NOW);
        assertThat(said.envelope().origin()).as("nobody said it").isEqualTo(Incoming.Origin.ANONYMOUS_ADMIN);
    }

    @Test
    void dates_beyond_time_are_now() {
        assertThat(told(direct("'text':'a'").replace("'date':" + DATE, "'date':9223372036854775807")).envelope().sentAt()).isEqualTo(NOW);
        assertThat(told(direct("'text':'a'").replace("'date':" + DATE, "'date':-1")).envelope().sentAt()).isEqualTo(NOW);
    }

    @Test
    void zero_bytes_bidi_and_lone_surrogates_stay_outside() {
        var said = (Incoming.Said) told(direct("'text':'/win\\u0000ners \\u202Eevil\\u2066 \\ud800 \\ud83d\\ude00'"));

        assertThat(said.text()).isEqualTo("/winners evil \uFFFD \uD83D\uDE00");
        assertThat(Line.of(said.text()).verb()).isEqualTo("winners");
    }

    @Test
    void a_text_of_any_length_is_taken_and_the_line_is_cut_where_lines_are() {
        var said = (Incoming.Said) told(direct("'text':'/watch " + "w ".repeat(50_000) + "'"));

        assertThat(said.text()).hasSizeGreaterThan(100_000);
        assertThat(Line.of(said.text()).rest().length()).isLessThanOrEqualTo(Line.LENGTH_MAX);
    }
}
