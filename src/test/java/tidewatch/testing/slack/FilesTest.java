package tidewatch.testing.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tidewatch.testing.fake.Picture;

/** The upload in three steps, and what became of it. */
final class FilesTest extends FakeSlackFixture {
    static byte[] png(int width, int height) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private String[] announced(String name, int length) {
        var answer = bot.ok("files.getUploadURLExternal", "filename", name, "length", length, "alt_txt", "a map");
        return new String[] {answer.get("file_id").asText(), answer.get("upload_url").asText()};
    }

    private static String list(String file) {
        return "[{\"id\":\"" + file + "\",\"title\":\"Map\"}]";
    }

    @Test
    void aFileIsAnnounced_Uploaded_AndCompleted() {
        byte[] png = png(400, 300);
        var file = announced("map.png", png.length);
        var uploaded = bot.upload(file[1], png);
        var completed = bot.ok("files.completeUploadExternal", "files", list(file[0])).get("files").get(0);
        var info = bot.ok("files.info", "file", file[0]).get("file");

        assertThat(uploaded.statusCode() + " " + uploaded.body()).isEqualTo("200 OK - " + png.length);
        assertThat(completed.get("title").asText()).isEqualTo("Map");
        assertThat(info.get("mimetype").asText()).isEqualTo("image/png");
        assertThat(info.get("original_w").asInt()).isEqualTo(400);
        assertThat(info.get("alt_txt").asText()).isEqualTo("a map");
        assertThat(info.get("is_public").asBoolean()).isFalse();
        assertThat(people.file(file[0])).hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(png));
        assertThat(people.messages(general)).isEmpty();
    }

    @Test
    void aFileIsSharedWithItsWords() {
        var file = announced("notes.md", 5);
        bot.upload(file[1], "hello".getBytes(StandardCharsets.UTF_8));
        bot.ok("files.completeUploadExternal", "files", list(file[0]), "channel_id", general, "initial_comment", "See & read");
        var message = people.fromApp(general).getFirst();
        var info = bot.ok("files.info", "file", file[0]).get("file");

        assertThat(message.get("text").asText()).isEqualTo("See &amp; read");
        assertThat(message.get("files").get(0).get("id").asText()).isEqualTo(file[0]);
        assertThat(info.path("shares").path("public").path(general).path(0).path("ts").asText()).isEqualTo(message.get("ts").asText());
        assertThat(info.get("channels").get(0).asText()).isEqualTo(general);
        assertThat(info.get("is_public").asBoolean()).isTrue();
    }

    @Test
    void theLengthMustMatch_AndAnAddressIsUsedOnce() {
        var file = announced("a.txt", 5);

        assertThat(bot.upload(file[1], new byte[4]).statusCode()).isEqualTo(400);
        assertThat(bot.upload(file[1], new byte[5]).statusCode()).isEqualTo(200);
        assertThat(bot.upload(file[1], new byte[5]).statusCode()).isEqualTo(404);
        assertThat(bot.get(announced("b.txt", 5)[1]).statusCode()).isEqualTo(405);
        assertThat(bot.upload(fake.url() + "/upload/v1/made-up", new byte[5]).statusCode()).isEqualTo(404);
    }

    @Test
    void aFormWithOneFileDoesToo() {
        var file = announced("a.txt", 5);
        var body = "--b\r\nContent-Disposition: form-data; name=\"filename\"; filename=\"a.txt\"\r\n\r\nhello\r\n--b--\r\n";
        var response = bot.send(PlainClient.to(file[1]).header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        var empty = bot.send(PlainClient.to(announced("b.txt", 5)[1]).header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString("--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nhello\r\n--b--\r\n")));

        assertThat(response.body()).isEqualTo("OK - 5");
        assertThat(empty.statusCode()).isEqualTo(400);
    }

    @Test
    void whatIsMissingIsNamed_AndWhatIsNotThereRefused() {
        assertThat(reasons(PlainClient.tree(bot.post("files.getUploadURLExternal", "length", 5)))).containsExactly("[ERROR] missing required field: filename");
        assertThat(reasons(PlainClient.tree(bot.post("files.getUploadURLExternal", "filename", "a")))).containsExactly("[ERROR] missing required field: length");
        assertThat(reasons(PlainClient.tree(bot.post("files.completeUploadExternal")))).containsExactly("[ERROR] missing required field: files");
        var file = announced("a.txt", 5);
        assertThat(bot.refused("files.completeUploadExternal", "files", list(file[0]))).isEqualTo("file_not_found");
        assertThat(bot.refused("files.info", "file", file[0])).isEqualTo("file_not_found");
        bot.upload(file[1], new byte[5]);
        assertThat(bot.refused("files.completeUploadExternal", "files", list(file[0]), "channel_id", "C0")).isEqualTo("channel_not_found");
        assertThat(bot.refused("files.completeUploadExternal", "files", list(file[0]), "channel_id", people.channelWithoutApp("open", anna)))
                .isEqualTo("not_in_channel");
        bot.ok("files.completeUploadExternal", "files", list(file[0]));
        assertThat(bot.refused("files.completeUploadExternal", "files", list(file[0]))).isEqualTo("file_not_found");
        bot.ok("files.delete", "file", file[0]);
        assertThat(bot.refused("files.info", "file", file[0])).isEqualTo("file_not_found");
        assertThat(bot.refused("files.upload", "content", "x")).isEqualTo("method_deprecated");
    }

    @Test
    void aFileIsReadWithTheTokenOnly() {
        var file = announced("a.txt", 5);
        bot.upload(file[1], "hello".getBytes(StandardCharsets.UTF_8));
        var url = bot.ok("files.completeUploadExternal", "files", list(file[0])).get("files").get(0).get("url_private").asText();

        assertThat(bot.send(PlainClient.to(url).header("Authorization", "Bearer " + fake.botToken())).body()).isEqualTo("hello");
        assertThat(bot.get(url).statusCode()).isEqualTo(302);
    }

    @Test
    void aPictureIsReadFromItsHead() {
        assertThat(Picture.read(png(7, 9))).contains(new Picture(7, 9, "png"));
        assertThat(Picture.read(Arrays.copyOf(png(7, 9), 10))).isEmpty();
    }
}
