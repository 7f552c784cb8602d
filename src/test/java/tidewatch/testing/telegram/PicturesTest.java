package tidewatch.testing.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.testing.fake.Request;

/** Pictures and files. */
final class PicturesTest extends FakeTelegramFixture {
    @BeforeEach
    void withoutRates() {
        freely();
    }

    static byte[] picture(int width, int height, String format) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Test
    void aPictureComesBackInSizes_AndCanBeLoadedAndSentAgain() {
        byte[] png = picture(1000, 500, "png");
        var message = PlainClient.result(bot.file("sendPhoto", "photo", "chart.png", png, "chat_id", anna, "caption", "<b>Map</b>", "parse_mode", "HTML"));
        var sizes = message.get("photo");
        var largest = sizes.get(sizes.size() - 1);

        assertThat(message.get("caption").asText()).isEqualTo("Map");
        assertThat(message.path("caption_entities").path(0).path("type").asText()).isEqualTo("bold");
        assertThat(sizes).hasSize(4);
        assertThat(sizes.get(0).get("width").asInt()).isEqualTo(90);
        assertThat(sizes.get(0).get("height").asInt()).isEqualTo(45);
        assertThat(largest.get("width").asInt()).isEqualTo(1000);
        assertThat(largest.get("file_size").asInt()).isEqualTo(png.length);
        var file = bot.ok("getFile", "file_id", largest.get("file_id").asText());
        var loaded = bot.get(fake.url() + "/file/bot" + fake.token() + "/" + file.get("file_path").asText());
        assertThat(loaded.headers().firstValueAsLong("Content-Length")).hasValue(png.length);
        assertThat(people.file(largest.get("file_id").asText()).orElseThrow().array()).isEqualTo(png);
        var again = bot.ok("sendPhoto", "chat_id", anna, "photo", largest.get("file_id").asText());
        assertThat(again.get("photo").get(3).get("file_unique_id")).isEqualTo(largest.get("file_unique_id"));
    }

    @Test
    void attachedFilesAreFound() {
        var sent = PlainClient.result(bot.file("sendPhoto", "the_file", "a.jpg", picture(40, 30, "jpg"), "chat_id", anna, "photo", "attach://the_file"));

        assertThat(sent.path("photo").path(0).path("height").asInt()).isEqualTo(30);
    }

    @Test
    void picturesThatCannotBeAreRefused() {
        assertThat(bot.refused("sendPhoto", "chat_id", anna)).isEqualTo("400 Bad Request: there is no photo in the request");
        assertThat(bot.refused("sendPhoto", "chat_id", anna, "photo", "nonsense"))
                .isEqualTo("400 Bad Request: wrong file identifier/HTTP URL specified");
        assertThat(refused(new byte[0])).isEqualTo("400 Bad Request: file must be non-empty");
        assertThat(refused("no picture".getBytes(StandardCharsets.UTF_8))).isEqualTo("400 Bad Request: IMAGE_PROCESS_FAILED");
        assertThat(refused(picture(9_000, 1_001, "png"))).isEqualTo("400 Bad Request: PHOTO_INVALID_DIMENSIONS");
        assertThat(refused(picture(2_100, 100, "png"))).isEqualTo("400 Bad Request: PHOTO_INVALID_DIMENSIONS");
        assertThat(refused(Arrays.copyOf(picture(10, 10, "png"), (10 << 20) + 1))).isEqualTo("400 Bad Request: file is too big");
        assertThat(bot.refused("getFile", "file_id", "nonsense")).isEqualTo("400 Bad Request: invalid file_id");
    }

    private String refused(byte[] bytes) {
        return PlainClient.refusal(bot.file("sendPhoto", "photo", "a.png", bytes, "chat_id", anna));
    }

    @Test
    void aCaptionHas1024UnitsAtMost() {
        byte[] png = picture(10, 10, "png");

        assertThat(PlainClient.result(bot.file("sendPhoto", "photo", "a.png", png, "chat_id", anna, "caption", "x".repeat(1024))).has("caption")).isTrue();
        assertThat(PlainClient.refusal(bot.file("sendPhoto", "photo", "a.png", png, "chat_id", anna, "caption", "x".repeat(1025))))
                .isEqualTo("400 Bad Request: message caption is too long");
    }

    @Test
    void captionAndPictureAreEdited() {
        int message = PlainClient.result(bot.file("sendPhoto", "photo", "a.png", picture(10, 10, "png"), "chat_id", anna)).get("message_id").asInt();

        assertThat(bot.ok("editMessageCaption", "chat_id", anna, "message_id", message, "caption", "new").get("caption").asText()).isEqualTo("new");
        assertThat(bot.refused("editMessageText", "chat_id", anna, "message_id", message, "text", "x"))
                .isEqualTo("400 Bad Request: there is no text in the message to edit");
        var media = "{\"type\":\"photo\",\"media\":\"attach://next\",\"caption\":\"next\"}";
        var edited = PlainClient.result(bot.file("editMessageMedia", "next", "b.png", picture(20, 20, "png"), "chat_id", anna, "message_id", message, "media", media));
        assertThat(edited.path("photo").path(0).path("width").asInt()).isEqualTo(20);
        assertThat(edited.path("caption").asText()).isEqualTo("next");
    }

    @Test
    void documentsKeepTheirNames() {
        var sent = PlainClient.result(bot.file("sendDocument", "document", "brief.md", new byte[] {65, 66}, "chat_id", anna));

        assertThat(sent.path("document").path("file_name").asText()).isEqualTo("brief.md");
        assertThat(sent.path("document").path("file_size").asInt()).isEqualTo(2);
    }

    @Test
    void bigUploadsOfEqualSizeAreSlowedDown() {
        fake.limits(new Limits(1000, 1000, 1000, 1000, 0));
        byte[] big = Arrays.copyOf(picture(10, 10, "png"), 150_000);
        int done = 0;
        var response = bot.file("sendPhoto", "photo", "a.png", big, "chat_id", anna);
        while (response.statusCode() == 200 && done < 100) {
            done++;
            response = bot.file("sendPhoto", "photo", "a.png", big, "chat_id", anna);
        }

        assertThat(done).isBetween(5, 30);
        assertThat(PlainClient.refusal(response)).isEqualTo("429 Too Many Requests: retry after 60");
    }

    @Test
    void whatAPersonSendsCanBeLoaded() {
        people.photo(anna, anna, picture(100, 50, "png"), "look");
        var photo = bot.ok("getUpdates").get(0).path("message").path("photo");

        assertThat(bot.ok("getFile", "file_id", photo.get(photo.size() - 1).get("file_id").asText()).has("file_path")).isTrue();
    }
}
