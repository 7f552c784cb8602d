package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.testing.fake.Bytes;
import tidewatch.testing.fake.Json;
import tidewatch.testing.fake.Reply;
import tidewatch.testing.fake.Request;

/** {@code files.*}: the upload in three steps, and what became of it. */
final class Files {
    private final World world;
    private final Dispatch dispatch;
    private final Chatting chatting;

    Files(World world, Dispatch dispatch, Chatting chatting) {
        this.world = world;
        this.dispatch = dispatch;
        this.chatting = chatting;
    }

    void register(Methods methods) {
        methods.add("files.getUploadURLExternal", 4, "files:write", "filename length alt_text alt_txt snippet_type", this::announce);
        methods.add(
                "files.completeUploadExternal", 4, "files:write", "files channel_id channels thread_ts initial_comment blocks", this::complete);
        methods.add("files.info", 4, "files:read", "file count cursor limit page", this::info);
        methods.add("files.delete", 3, "files:write", "file", this::delete);
        methods.add(
                "files.upload", 2, "files:write", "channels content file filename filetype initial_comment thread_ts title", (team, in) -> {
                    throw new ApiError("method_deprecated");
                });
    }

    private ObjectNode announce(Team team, Arguments in) {
        var name = in.required("filename");
        int length = in.number("length", 0, 0, Integer.MAX_VALUE);
        if (length == 0) {
            throw ApiError.missing("length");
        }
        var file = new StoredFile(world.id("F"), team.id, team.bot.id, name, length, world.secret(40), world.now());
        file.alt = in.text("alt_text") + in.text("alt_txt");
        world.files.put(file.id, file);
        return Json.object().put("upload_url", world.url + "/upload/v1/" + file.secret).put("file_id", file.id);
    }

    /** The second step: bytes to the address that was given, raw or as a form with one file. */
    Reply upload(String secret, Request request) {
        var found = world.files.values().stream().filter(file -> file.secret.equals(secret) && file.bytes.isEmpty()).findFirst();
        if (found.isEmpty()) {
            return Reply.text(404, "Not Found");
        }
        if (!request.verb().equals("POST") && !request.verb().equals("PUT")) {
            return Reply.text(405, "Method Not Allowed");
        }
        var type = request.header("content-type").orElse("");
        var bytes = request.body();
        if (type.startsWith("multipart/form-data")) {
            var in = Arguments.of(request);
            if (in.files().isEmpty()) {
                return Reply.text(400, "no file");
            }
            bytes = in.files().values().iterator().next().bytes();
        }
        var file = found.get();
        if (bytes.size() != file.length) {
            return Reply.text(400, "length mismatch: " + bytes.size() + " of " + file.length);
        }
        file.bytes = Optional.of(bytes);
        return Reply.text(200, "OK - " + bytes.size());
    }

    private ObjectNode complete(Team team, Arguments in) {
        var wanted = in.tree("files", "invalid_arguments").orElseThrow(() -> ApiError.missing("files"));
        if (!wanted.isArray() || wanted.isEmpty()) {
            throw ApiError.missing("files");
        }
        var places = places(team, in);
        var files = new ArrayList<StoredFile>();
        for (JsonNode one : wanted) {
            var file = Optional.ofNullable(world.files.get(one.path("id").asText()))
                    .filter(all -> all.team.equals(team.id) && all.bytes.isPresent() && !all.completed)
                    .orElseThrow(() -> new ApiError("file_not_found"));
            files.add(file);
        }
        for (int i = 0; i < files.size(); i++) {
            var file = files.get(i);
            file.completed = true;
            file.usableFrom = world.now().plus(world.fileDelay);
            file.title = wanted.get(i).path("title").asText();
        }
        places.forEach(channel -> share(team, in, channel, files));
        var answer = Json.object();
        var list = answer.putArray("files");
        files.forEach(file -> list.add(file.json(world.url)));
        return answer;
    }

    private List<Channel> places(Team team, Arguments in) {
        var given = new ArrayList<String>();
        if (in.has("channel_id")) {
            given.add(in.text("channel_id"));
        }
        if (in.has("channels")) {
            given.addAll(List.of(in.text("channels").split(",", -1)));
        }
        var places = new ArrayList<Channel>();
        for (var id : given) {
            var channel = Optional.ofNullable(world.channels.get(id.strip()))
                    .filter(one -> World.seenFrom(one, team))
                    .orElseThrow(() -> new ApiError("channel_not_found"));
            Chatting.mayWrite(team, channel);
            places.add(channel);
        }
        if (in.has("thread_ts") && places.size() > 1) {
            throw new ApiError("invalid_arguments");
        }
        return places;
    }

    private void share(Team team, Arguments in, Channel channel, List<StoredFile> files) {
        var message = world.fromApp(team, world.ts());
        message.put("text", World.stored(in.text("initial_comment"))).put("upload", true).put("display_as_bot", false);
        in.tree("blocks", "invalid_blocks_format").filter(blocks -> !in.has("initial_comment")).ifPresent(blocks -> {
            chatting.look(team, blocks);
            message.set("blocks", Blocks.filled(world, blocks));
        });
        if (in.has("thread_ts")) {
            message.put("thread_ts", in.text("thread_ts"));
        }
        files.forEach(file -> file.share(channel, message.get("ts").asText()));
        var list = message.putArray("files");
        files.forEach(file -> list.add(file.json(world.url)));
        dispatch.told(channel, chatting.shown(team, channel, message, ""));
    }

    /** A file the app may see: of its workspace, and not still on the way. */
    private StoredFile seen(Team team, Arguments in) {
        return Optional.ofNullable(world.files.get(in.required("file")))
                .filter(file -> file.team.equals(team.id) && file.completed)
                .orElseThrow(() -> new ApiError("file_not_found"));
    }

    private ObjectNode info(Team team, Arguments in) {
        var answer = Json.object();
        answer.set("file", seen(team, in).json(world.url));
        answer.putArray("comments");
        answer.putObject("response_metadata").put("next_cursor", "");
        return answer;
    }

    private ObjectNode delete(Team team, Arguments in) {
        world.files.remove(seen(team, in).id);
        return Json.object();
    }

    /** The bytes of a file, for whoever bears the token of its workspace; all others see the page for signing in. */
    Reply download(String path, String bearer) {
        var id = path.replaceFirst("^/files-pri/[A-Z0-9]+-([A-Z0-9]+)/.*$", "$1");
        return Optional.ofNullable(world.files.get(id))
                .filter(file -> file.completed && world.team(file.team).botToken.equals(bearer))
                .flatMap(file -> file.bytes.map(bytes -> new Reply(200, file.mime(), bytes)))
                .orElseGet(() -> new Reply(302, "text/html", Bytes.of("<html>Sign in</html>")).with("Location", world.url + "/?redir=" + path));
    }
}
