package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tidewatch.testing.fake.Bytes;
import tidewatch.testing.fake.Json;
import tidewatch.testing.fake.Picture;

/** A file in the three steps of its upload: announced, its bytes there, completed. Guarded by the lock of the world. */
final class StoredFile {
    final String id;
    final String team;
    final String user;
    final String name;
    final int length;
    final String secret;
    final Instant announced;
    String title = "";
    String alt = "";
    Optional<Bytes> bytes = Optional.empty();
    boolean completed;
    /** From when on it can be used in a block; it must be completed too. */
    Instant usableFrom = Instant.MAX;
    /** ts of the messages it was shared with, by channel. */
    final Map<String, List<String>> shares = new TreeMap<>();
    /** The kind of each channel in {@link #shares}. */
    final Map<String, Channel.Kind> kinds = new TreeMap<>();

    StoredFile(String id, String team, String user, String name, int length, String secret, Instant announced) {
        this.id = id;
        this.team = team;
        this.user = user;
        this.name = name;
        this.length = length;
        this.secret = secret;
        this.announced = announced;
    }

    void share(Channel channel, String ts) {
        shares.computeIfAbsent(channel.id, key -> new ArrayList<>()).add(ts);
        kinds.put(channel.id, channel.kind);
    }

    String type() {
        int dot = name.lastIndexOf('.');
        var ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return ending.equals("jpeg") ? "jpg" : ending.isEmpty() ? "binary" : ending.equals("txt") ? "text" : ending;
    }

    String mime() {
        return switch (type()) {
            case "png" -> "image/png";
            case "jpg" -> "image/jpeg";
            case "gif" -> "image/gif";
            case "md", "text" -> "text/plain";
            case "csv" -> "text/csv";
            case "pdf" -> "application/pdf";
            default -> "application/octet-stream";
        };
    }

    boolean image() {
        return mime().startsWith("image/") && bytes.flatMap(all -> Picture.read(all.array())).isPresent();
    }

    /** As in {@code files.info}. */
    ObjectNode json(String url) {
        var file = Json.object().put("id", id).put("created", announced.getEpochSecond()).put("timestamp", announced.getEpochSecond());
        file.put("name", name).put("title", title.isEmpty() ? name : title).put("mimetype", mime()).put("filetype", type());
        file.put("pretty_type", type().toUpperCase(Locale.ROOT)).put("user", user).put("user_team", team).put("editable", false);
        file.put("size", length).put("mode", "hosted").put("is_external", false).put("external_type", "").put("is_public", kinds.containsValue(Channel.Kind.PUBLIC));
        file.put("public_url_shared", false).put("display_as_bot", false).put("username", "");
        var place = url + "/files-pri/" + team + "-" + id + "/" + name;
        file.put("url_private", place).put("url_private_download", place).put("media_display_type", "unknown");
        file.put("permalink", url + "/files/" + user + "/" + id + "/" + name).put("comments_count", 0).put("is_starred", false);
        file.put("has_rich_preview", false).put("file_access", "visible");
        if (!alt.isEmpty()) {
            file.put("alt_txt", alt);
        }
        bytes.flatMap(all -> Picture.read(all.array())).ifPresent(picture ->
                file.put("original_w", picture.width()).put("original_h", picture.height()).put("thumb_360", place));
        var open = file.putObject("shares");
        shares.forEach((channel, all) -> {
            boolean everybody = kinds.get(channel) == Channel.Kind.PUBLIC;
            var list = open.withObject(everybody ? "/public" : "/private").putArray(channel);
            all.forEach(ts -> list.addObject().put("ts", ts).put("team_id", team).put("share_user_id", user).put("reply_count", 0)
                    .putArray("reply_users"));
        });
        list(file, "channels", Channel.Kind.PUBLIC);
        list(file, "groups", Channel.Kind.PRIVATE);
        list(file, "ims", Channel.Kind.IM);
        return file;
    }

    private void list(ObjectNode file, String field, Channel.Kind kind) {
        var list = file.putArray(field);
        kinds.forEach((channel, of) -> {
            if (of == kind) {
                list.add(channel);
            }
        });
    }
}
