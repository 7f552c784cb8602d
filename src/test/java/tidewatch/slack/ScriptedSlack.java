package tidewatch.slack;

import java.util.Locale;
import tidewatch.testing.Canaries;
import tidewatch.testing.fake.ScriptedServer;

/** A {@link ScriptedServer} that answers as the Web API does; without a script it says yes to everything. */
final class ScriptedSlack extends ScriptedServer {
    static final String TOKEN = Canaries.SCRIPTED_SLACK_BOT;
    static final String APP_TOKEN = Canaries.SCRIPTED_SLACK_APP;
    static final String SECRET = Canaries.SCRIPTED_SLACK_SIGNING;

    private int messages = 100;
    private int files;

    ScriptedSlack() {
        begin();
    }

    static Turn ok(String fields) {
        return json(200, "{\"ok\":true" + (fields.isEmpty() ? "" : "," + fields) + "}");
    }

    static Turn no(String error) {
        return no(200, error);
    }

    static Turn no(int status, String error) {
        return json(status, "{\"ok\":false,\"error\":\"" + error + "\"}");
    }

    static Turn no(String error, String message) {
        return json(
                200,
                "{\"ok\":false,\"error\":\"" + error + "\",\"response_metadata\":{\"messages\":[\"" + message + "\"]}}");
    }

    static Turn tooMany(int seconds) {
        var body = "{\"ok\":false,\"error\":\"ratelimited\"}";
        return raw("HTTP/1.1 429 Too Many Requests\r\nRetry-After: " + seconds + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /** {@code chat.postMessage}; of an address that is no method its whole path. */
    @Override
    protected String method(String target) {
        return target.startsWith("/api/") ? target.substring("/api/".length()) : target;
    }

    @Override
    protected Turn yes(Request request) {
        return switch (request.method()) {
            case "auth.test" ->
                ok("\"team\":\"Tide\",\"team_id\":\"T1\",\"user\":\"tidewatch\",\"user_id\":\"U0BOT\",\"bot_id\":\"B0BOT\"");
            case "bots.info" -> ok("\"bot\":{\"id\":\"B0BOT\",\"app_id\":\"A0SCRIPTED\"}");
            case "chat.postMessage" -> {
                var channel = request.argument("channel");
                yield ok("\"channel\":\"" + (channel.startsWith("U") ? "D" + channel : channel) + "\",\"ts\":\"" + stamp() + "\"");
            }
            case "chat.update" ->
                ok("\"channel\":\"" + request.argument("channel") + "\",\"ts\":\"" + request.argument("ts") + "\",\"text\":\"x\"");
            case "chat.postEphemeral" -> ok("\"message_ts\":\"" + stamp() + "\"");
            case "conversations.open" -> ok("\"channel\":{\"id\":\"D" + request.argument("users") + "\"}");
            case "conversations.history", "conversations.replies" -> ok("\"messages\":[],\"has_more\":false");
            case "files.getUploadURLExternal" -> {
                files++;
                yield ok("\"upload_url\":\"" + address() + "/upload/v1/ticket" + files + "\",\"file_id\":\"F" + files + "\"");
            }
            case "files.completeUploadExternal" -> ok("\"files\":" + request.argument("files"));
            case "apps.connections.open" -> ok("\"url\":\"wss://127.0.0.1/link?ticket=1\"");
            default -> request.target().startsWith("/api/") ? ok("") : words(200, "ok");
        };
    }

    private String stamp() {
        return "1767960000." + String.format(Locale.ROOT, "%06d", ++messages);
    }
}
