package tidewatch.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanaryTest {
    private static final String SECRET = "AAw8-Zq_51kTnvHcXoLr27PyDsEbUgMj093";

    private final Canary canary = new Canary(SECRET);

    @Test
    void a_secret_is_found_in_every_form_and_place() {
        assertThat(canary.in("GET /bot7:" + SECRET + "/getMe")).containsExactly("plain");
        assertThat(canary.in(URLEncoder.encode("7:" + SECRET, StandardCharsets.UTF_8))).containsExactly("plain");
        assertThat(canary.in("token=…" + SECRET.substring(20))).as("a part").containsExactly("plain");
        assertThat(canary.in(SECRET.toUpperCase(java.util.Locale.ROOT))).containsExactly("plain");
        assertThat(canary.in("token=" + SECRET.substring(0, 4) + "…")).isEmpty();
        var bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        assertThat(canary.in(HexFormat.of().formatHex(bytes))).containsExactly("hexadecimal");
        assertThat(canary.in(HexFormat.ofDelimiter("%").withPrefix("").formatHex(("x" + SECRET).getBytes(StandardCharsets.UTF_8))))
                .containsExactly("URL-encoded");
    }

    @Test
    void base64_hides_nothing_whatever_stands_around() {
        for (int before = 0; before < 7; before++) {
            for (int behind = 0; behind < 4; behind++) {
                var bytes = ("x".repeat(before) + SECRET + "!".repeat(behind)).getBytes(StandardCharsets.UTF_8);
                assertThat(canary.in(Base64.getEncoder().encodeToString(bytes))).as("%d before, %d behind", before, behind).contains("base64");
                assertThat(canary.in(Base64.getUrlEncoder().encodeToString(bytes))).contains("base64");
            }
        }
        assertThat(canary.in(Base64.getEncoder().encodeToString("something quite else that is as long".getBytes(StandardCharsets.UTF_8)))).isEmpty();
    }

    @Test
    void files_and_their_names_are_looked_at(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.write(folder.resolve("a/b/tidewatch.db-wal"), ("\0\1\u00ff" + SECRET + "\0").getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve(SECRET), "");
        Files.writeString(folder.resolve("clean"), "nothing");

        assertThat(canary.below(folder)).containsExactlyInAnyOrder("a/b/tidewatch.db-wal: plain", SECRET + " in its name: plain");
    }
}
