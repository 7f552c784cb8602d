package tidewatch.slack;

import java.util.ArrayList;
import java.util.List;
import tidewatch.slack.PayloadReader.Kind;

/** Whole payloads in the shapes that docs.slack.dev documents, in words of ours. A single quote stands for a double one. */
final class Payloads {
    static final long SECOND = EarRig.NOW.getEpochSecond() - 5;
    static final String TS = SECOND + ".000100";
    static final String RESPONSE = "https://hooks.example/actions/T1/1/abc";

    private Payloads() {}

    /** An event in its wrapper. */
    static String event(String id, String event) {
        return "{'token':'old-style','team_id':'T1','context_team_id':'T1','context_enterprise_id':null,'api_app_id':'A1','event':" + event
                + ",'type':'event_callback','event_id':'" + id + "','event_time':" + SECOND
                + ",'authorizations':[{'enterprise_id':null,'team_id':'T1','user_id':'UBOT','is_bot':true,'is_enterprise_install':false}],"
                + "'is_ext_shared_channel':false,'event_context':'4-eyJldCI6Im1lc3NhZ2UifQ'}";
    }

    static String event(String event) {
        return event("Ev1", event);
    }

    /** A message in the chat of U1 with us. */
    static String direct(String rest) {
        return "{'type':'message','channel':'D1','channel_type':'im','user':'U1','team':'T1','ts':'" + TS + "','event_ts':'" + TS
                + "','client_msg_id':'0f3c5a1e-5d7a-4d0e-8f55-f2a6c1d0b9aa'," + rest + "}";
    }

    static String said(String text) {
        return event("Ev-" + Integer.toHexString(text.hashCode()), direct("'text':'" + text + "','blocks':[{'type':'rich_text','block_id':'x',"
                + "'elements':[{'type':'rich_text_section','elements':[{'type':'text','text':'" + text + "'}]}]}]"));
    }

    static String mention(String text, String rest) {
        return event("{'type':'app_mention','user':'U1','text':'" + text + "','ts':'" + TS + "','channel':'C2','event_ts':'" + TS
                + "','team':'T1','client_msg_id':'7c1b'" + rest + "}");
    }

    static String slash(String command, String text, String rest) {
        return "{'token':'old-style','team_id':'T1','team_domain':'tide','channel_id':'C2','channel_name':'energy-desk','user_id':'U1',"
                + "'user_name':'anna','command':'" + command + "','text':'" + text + "','api_app_id':'A1','is_enterprise_install':'false',"
                + "'response_url':'https://hooks.example/commands/T1/1/abc','trigger_id':'13.345.9f'" + rest + "}";
    }

    private static final String OF_USER =
            "'user':{'id':'U1','username':'anna','name':'anna','team_id':'T1'},'api_app_id':'A1','token':'old-style',"
                    + "'trigger_id':'14.345.77','team':{'id':'T1','domain':'tide'},'enterprise':null,'is_enterprise_install':false";

    static String button(String value) {
        return "{'type':'button','action_id':'b1','block_id':'K9','text':{'type':'plain_text','text':'Refresh','emoji':true},'value':'" + value
                + "','action_ts':'" + TS + "'}";
    }

    static String chosen(String value) {
        return "{'type':'static_select','action_id':'s1','block_id':'K9','selected_option':{'text':{'type':'plain_text','text':'XLE'},'value':'"
                + value + "'},'placeholder':{'type':'plain_text','text':'Which?'},'action_ts':'" + TS + "'}";
    }

    /** A press under a message in a channel. */
    static String pressed(String action, String container) {
        return "{'type':'block_actions'," + OF_USER + ",'container':{'type':'message','message_ts':'" + TS
                + "','channel_id':'C2'," + container + "},'channel':{'id':'C2','name':'energy-desk'},'message':{'bot_id':'B1','type':'message',"
                + "'text':'Winners','user':'UBOT','ts':'" + TS + "','app_id':'A1','team':'T1','blocks':[]},'state':{'values':{}},'response_url':'"
                + RESPONSE + "','actions':[" + action + "]}";
    }

    static String pressed(String action) {
        return pressed(action, "'is_ephemeral':false");
    }

    static String pressedAtHome(String action) {
        return "{'type':'block_actions'," + OF_USER + ",'container':{'type':'view','view_id':'V1'},'view':" + view("home", "") + ",'actions':["
                + action + "]}";
    }

    static String view(String type, String callback) {
        return "{'id':'V1','team_id':'T1','type':'" + type + "','blocks':[],'private_metadata':'kept','callback_id':'" + callback
                + "','state':{'values':{'at':{'time':{'type':'timepicker','selected_time':'07:00'}}}},'hash':'156.7','title':{'type':'plain_text',"
                + "'text':'Subscribe'},'clear_on_close':false,'notify_on_close':false,'close':null,'submit':{'type':'plain_text','text':'Save'},"
                + "'previous_view_id':null,'root_view_id':'V1','app_id':'A1','external_id':'','app_installed_team_id':'T1','bot_id':'B1'}";
    }

    static String sent() {
        return "{'type':'view_submission'," + OF_USER + ",'view':" + view("modal", "subscribe") + ",'response_urls':[]}";
    }

    static String onMessage(String callback, String text) {
        return "{'type':'message_action','callback_id':'" + callback + "','message_ts':'" + TS + "','response_url':'" + RESPONSE + "'," + OF_USER
                + ",'action_ts':'" + TS + "','channel':{'id':'C2','name':'energy-desk'},'message':{'type':'message','user':'U9','ts':'" + TS
                + "','text':'" + text + "'}}";
    }

    static String shortcut(String callback) {
        return "{'type':'shortcut','action_ts':'" + TS + "','callback_id':'" + callback + "'," + OF_USER + "}";
    }

    /** One of a kind. */
    record One(String name, Kind kind, String json) {
        /** Of its envelope. */
        String type() {
            return switch (kind) {
                case EVENT -> "events_api";
                case SLASH -> "slash_commands";
                case INTERACTION -> "interactive";
            };
        }

        /** At which Slack calls with it. */
        String path() {
            return switch (kind) {
                case EVENT -> SlackHooks.EVENTS;
                case SLASH -> SlackHooks.COMMANDS;
                case INTERACTION -> SlackHooks.ACTIONS;
            };
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** At least one of every kind that there is, of some that are yet to come, and of what is none. */
    static List<One> ofEveryKind() {
        var all = new ArrayList<One>();
        words(all);
        rooms(all);
        elsewhere(all);
        interactions(all);
        broken(all);
        return all;
    }

    private static void words(List<One> all) {
        all.add(new One("a direct message", Kind.EVENT, said("winners 5")));
        all.add(new One("a mention", Kind.EVENT, mention("<@UBOT> winners 5", "")));
        all.add(new One("a mention in a thread", Kind.EVENT, mention("<@UBOT> why?", ",'thread_ts':'1767950000.000001','parent_user_id':'U2'")));
        all.add(new One("a mention, edited", Kind.EVENT, mention("<@UBOT> w", ",'edited':{'user':'U1','ts':'" + TS + "'}")));
        all.add(new One("a mention by a bot", Kind.EVENT, mention("<@UBOT> w", ",'bot_id':'B9','bot_profile':{'id':'B9','name':'build'}")));
        for (var subtype : List.of(
                "bot_message", "me_message", "file_share", "thread_broadcast", "message_replied", "reply_broadcast", "channel_join",
                "channel_leave", "channel_topic", "channel_purpose", "channel_name", "channel_archive", "channel_unarchive", "channel_convert_to_private",
                "group_join", "group_topic", "pinned_item", "unpinned_item", "ekm_access_denied", "reminder_add", "bot_add", "bot_remove",
                "tombstone", "huddle_thread", "assistant_app_thread", "document_mention", "subtype_of_tomorrow", "UPPER odd")) {
            all.add(new One("subtype " + subtype, Kind.EVENT, event("Ev-" + subtype, direct("'text':'w','subtype':'" + subtype + "'"))));
        }
        all.add(new One("an edit", Kind.EVENT, event("{'type':'message','subtype':'message_changed','hidden':true,'channel':'D1','channel_type':'im',"
                + "'ts':'" + TS + "','event_ts':'" + TS + "','message':{'type':'message','user':'U1','text':'losers','ts':'" + TS
                + "','team':'T1','edited':{'user':'U1','ts':'" + TS + "'}},'previous_message':{'type':'message','user':'U1','text':'winners'}}")));
        all.add(new One("a preview added", Kind.EVENT, event("{'type':'message','subtype':'message_changed','channel':'D1','channel_type':'im','ts':'"
                + TS + "','message':{'type':'message','user':'U1','text':'<https://example.org>','ts':'" + TS + "','attachments':[{'id':1}]}}")));
        all.add(new One("a deletion", Kind.EVENT, event("{'type':'message','subtype':'message_deleted','hidden':true,'channel':'D1','channel_type':'im',"
                + "'ts':'" + TS + "','deleted_ts':'" + TS + "','previous_message':{'type':'message','user':'U1','text':'w','ts':'" + TS + "'}}")));
        all.add(new One("words of ours", Kind.EVENT, event(direct("'text':'Winners','bot_id':'B1','app_id':'A1'").replace("U1", "UBOT"))));
        all.add(new One("a file without words", Kind.EVENT, event(direct("'text':'','subtype':'file_share','files':[{'id':'F1','name':'a.png'}]"))));
        all.add(new One("a shared message", Kind.EVENT, event(direct("'text':'','attachments':[{'is_msg_unfurl':true,'is_share':true,'channel_id':'C2',"
                + "'author_id':'U2','ts':'1.2','text':'energy leads','from_url':'https://tide.example/archives/C2/p1'}]"))));
        all.add(new One("of another workspace", Kind.EVENT, event(direct("'text':'w','user_team':'T9','source_team':'T9'"))));
        all.add(new One("channel talk", Kind.EVENT, event(direct("'text':'morning all'").replace("D1", "C2").replace("'im'", "'channel'"))));
        all.add(new One("channel talk that names us", Kind.EVENT, event(direct("'text':'<@UBOT> w'").replace("D1", "C2").replace("'im'", "'channel'"))));
        all.add(new One("talk of several", Kind.EVENT, event(direct("'text':'hi'").replace("D1", "G3").replace("'im'", "'mpim'"))));
    }

    private static void rooms(List<One> all) {
        all.add(new One("home opened", Kind.EVENT, event("{'type':'app_home_opened','user':'U1','channel':'D1','tab':'home','event_ts':'" + TS
                + "','view':" + view("home", "") + "}")));
        all.add(new One("messages tab", Kind.EVENT, event("{'type':'app_home_opened','user':'U1','channel':'D1','tab':'messages','event_ts':'1.1'}")));
        for (var type : List.of("member_joined_channel", "member_left_channel")) {
            all.add(new One(type + " us", Kind.EVENT, event("{'type':'" + type + "','user':'UBOT','channel':'C2','channel_type':'C','team':'T1',"
                    + "'inviter':'U1','event_ts':'" + TS + "'}")));
            all.add(new One(type, Kind.EVENT, event("{'type':'" + type + "','user':'U5','channel':'C2','channel_type':'C','team':'T1'}")));
        }
        for (var type : List.of("channel_left", "group_left")) {
            all.add(new One(type, Kind.EVENT, event("{'type':'" + type + "','channel':'C2','actor_id':'U1','event_ts':'" + TS + "'}")));
        }
        for (var type : List.of("channel_archive", "group_archive", "channel_deleted", "group_deleted", "channel_unarchive", "group_unarchive")) {
            all.add(new One(type, Kind.EVENT, event("{'type':'" + type + "','channel':'C2','user':'U1','event_ts':'" + TS + "'}")));
        }
        all.add(new One("channel_id_changed", Kind.EVENT, event("{'type':'channel_id_changed','old_channel_id':'G2','new_channel_id':'C8'}")));
    }

    private static void elsewhere(List<One> all) {
        for (var type : List.of(
                "reaction_added", "reaction_removed", "team_join", "user_change", "channel_rename", "channel_created", "channel_shared", "file_shared",
                "file_created", "link_shared", "pin_added", "emoji_changed", "im_created", "assistant_thread_started", "assistant_thread_context_changed",
                "app_context_changed", "function_executed", "message_metadata_posted", "subteam_updated", "dnd_updated_user", "star_added",
                "call_rejected", "email_domain_changed", "grid_migration_started", "invite_requested", "shared_channel_invite_received",
                "workflow_step_execute", "event_of_tomorrow")) {
            all.add(new One(type, Kind.EVENT, event("{'type':'" + type + "','user':'U1','item':{'type':'message','channel':'C2'},'deep':[{'x':{}}]}")));
        }
        all.add(new One("tokens revoked of others", Kind.EVENT, event("{'type':'tokens_revoked','tokens':{'oauth':['U7'],'bot':['U8']}}")));
        all.add(new One("app_rate_limited", Kind.EVENT, "{'token':'x','type':'app_rate_limited','team_id':'T1','minute_rate_limited':1767960000,'api_app_id':'A1'}"));
        all.add(new One("installed elsewhere", Kind.EVENT, event(direct("'text':'w'")).replace("'team_id':'T1'", "'team_id':'T7'")));
        all.add(new One("slash", Kind.SLASH, slash("/tidewatch", "winners 5", "")));
        all.add(new One("slash, flat", Kind.SLASH, slash("/tw-winners", "5", "")));
        all.add(new One("slash, for a form", Kind.SLASH, slash("/tidewatch", "subscribe", "")));
        all.add(new One("slash, in private", Kind.SLASH, slash("/tidewatch", "", "").replace("C2", "D1").replace("energy-desk", "directmessage")));
    }

    private static void interactions(List<One> all) {
        var token = "t1AAAAAAAAAAAAAAAAAAAAAA";
        all.add(new One("button", Kind.INTERACTION, pressed(button(token))));
        all.add(new One("button only one sees", Kind.INTERACTION, pressed(button(token), "'is_ephemeral':true")));
        all.add(new One("menu", Kind.INTERACTION, pressed(chosen(token))));
        all.add(new One("menu, nothing chosen", Kind.INTERACTION, pressed("{'type':'static_select','action_id':'s1','selected_option':null}")));
        all.add(new One("a link's button", Kind.INTERACTION, pressed("{'type':'button','action_id':'b2','text':{},'url':'https://example.org'}")));
        all.add(new One("button at home", Kind.INTERACTION, pressedAtHome(button(token))));
        all.add(new One("button in a form", Kind.INTERACTION, pressedAtHome(button(token)).replace("'type':'home'", "'type':'modal'")));
        all.add(new One("button without message", Kind.INTERACTION, "{'type':'block_actions'," + OF_USER + ",'actions':[" + button(token) + "]}"));
        for (var element : List.of("checkboxes", "datepicker", "multi_static_select", "overflow", "plain_text_input", "radio_buttons", "timepicker",
                "users_select", "rich_text_input", "element_of_tomorrow")) {
            all.add(new One(element, Kind.INTERACTION, pressed("{'type':'" + element + "','action_id':'a','selected_options':[],'selected_user':'U1'}")));
        }
        all.add(new One("form sent", Kind.INTERACTION, sent()));
        all.add(new One("form closed", Kind.INTERACTION, "{'type':'view_closed'," + OF_USER + ",'view':" + view("modal", "subscribe") + ",'is_cleared':false}"));
        all.add(new One("shortcut on a message", Kind.INTERACTION, onMessage("check", "energy leads since May")));
        all.add(new One("unknown shortcut on a message", Kind.INTERACTION, onMessage("other", "x")));
        all.add(new One("shortcut", Kind.INTERACTION, shortcut("subscribe")));
        all.add(new One("unknown shortcut", Kind.INTERACTION, shortcut("other")));
        for (var type : List.of("block_suggestion", "dialog_submission", "dialog_cancellation", "dialog_suggestion", "interactive_message",
                "workflow_step_edit", "kind_of_tomorrow")) {
            all.add(new One(type, Kind.INTERACTION, "{'type':'" + type + "'," + OF_USER + ",'action_id':'a','value':'xl','name':'n'}"));
        }
    }

    private static void broken(List<One> all) {
        int number = 0;
        for (var json : List.of(
                "null", "5", "'text'", "[[[]]]", "{}", "{'type':null}", "{'event':null,'type':'event_callback'}", "{'event':{},'type':'event_callback'}",
                event("{'type':'message'}"), event("{'type':'app_mention','channel':5,'text':{}}"), event("{'type':'app_home_opened','user':['U1']}"),
                event("{'type':'member_joined_channel','user':'UBOT','channel':{}}"), event("{'type':'tokens_revoked','tokens':7}"),
                event(direct("'text':{'a':1}")), event(direct("'text':'w'").replace(TS, "not a time")), event(direct("'text':'w'").replace(TS, "9".repeat(40))),
                "{'type':'block_actions'}", "{'type':'block_actions','user':{'id':'U1'},'actions':5}", "{'type':'view_submission','user':{}}",
                pressed(button("t1")).replace(TS, "x"), "{'type':'message_action','callback_id':'check','user':{'id':'U1'}}",
                "{'command':'/tidewatch'}", "{'command':'','channel_id':'C2','user_id':'U1'}", "{'command':'/tidewatch','channel_id':'C 2','user_id':'U1'}",
                "{'type':'event_callback','event_id':{'a':1},'event':{'type':'message','channel':'D1','user':'U1','text':'w'}}",
                "{'deep':" + "[".repeat(90) + "]".repeat(90) + "}")) {
            number++;
            for (var kind : Kind.values()) {
                all.add(new One("broken " + number + " as " + kind, kind, json));
            }
        }
    }
}
