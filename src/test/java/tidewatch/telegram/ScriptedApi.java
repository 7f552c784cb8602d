package tidewatch.telegram;

import tidewatch.testing.Canaries;
import tidewatch.testing.fake.ScriptedServer;

/** A {@link ScriptedServer} that answers as the Bot API does; without a script it says yes to everything. */
final class ScriptedApi extends ScriptedServer {
    static final String TOKEN = Canaries.SCRIPTED_BOT;
    static final String SELF =
            """
            {"ok":true,"result":{"id":123456789,"is_bot":true,"first_name":"Tide","username":"tide_bot","can_join_groups":true,\
            "can_read_all_group_messages":false,"a_field_of_tomorrow":{}}}""";

    private int messages = 100;

    ScriptedApi() {
        begin();
    }

    static Turn ok(String result) {
        return json(200, "{\"ok\":true,\"result\":" + result + "}");
    }

    static Turn no(int code, String description) {
        return json(code, "{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + description + "\"}");
    }

    static Turn no(int code, String description, String parameters) {
        return json(
                code,
                "{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + description + "\",\"parameters\":" + parameters + "}");
    }

    @Override
    protected String method(String target) {
        return target.substring(target.lastIndexOf('/') + 1);
    }

    @Override
    protected Turn yes(Request request) {
        return switch (request.method()) {
            case "getMe" -> json(200, SELF);
            case "getUpdates" -> SILENCE;
            case "getWebhookInfo" -> ok("{\"url\":\"\",\"pending_update_count\":0}");
            case "sendMessage", "sendDocument", "editMessageText" -> ok("{\"message_id\":" + ++messages + "}");
            case "sendPhoto" ->
                ok("{\"message_id\":" + ++messages + ",\"photo\":[{\"file_id\":\"small\"},{\"file_id\":\"large" + messages + "\"}]}");
            default -> ok("true");
        };
    }
}
