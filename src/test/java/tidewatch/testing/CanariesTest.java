package tidewatch.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the search through the output of all tests finds what it must, and that no test has a secret that it could not find. */
class CanariesTest {
    private static final Path TESTS = Path.of("src/test/java");
    /** A value that is no word of every day, where a secret stands; shorter ones may stand anywhere. */
    private static final List<Pattern> OWN = List.of(
            Pattern.compile("Secret\\.of\\(\\s*\"[^\"]{10,}\""),
            Pattern.compile("\\bx(?:oxb|app)-[A-Za-z0-9-]{16,}"),
            Pattern.compile("(?<![0-9])[0-9]{5,12}(?::|%3A)AA[A-Za-z0-9_-]*"),
            Pattern.compile("(?<![0-9])[0-9]{5,12}(?::|%3A)[A-Za-z_-][A-Za-z0-9_-]{19,}"),
            Pattern.compile("(?i)(?:password|passwd|api_?key|api_token|secret_token)=[A-Za-z0-9_-]{8,}"),
            Pattern.compile("(?i)\"(?:secret_token|TIDEWATCH_[A-Z_]*(?:TOKEN|SECRET|PASSWORD|KEY))\", \"[^\"]{10,}\""));

    @Test
    void no_test_has_a_secret_of_its_own() throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(TESTS)) {
            for (var file : files.filter(path -> path.toString().endsWith(".java")).filter(CanariesTest::looked).toList()) {
                found.addAll(own(TESTS.relativize(file).toString(), Files.readString(file)));
            }
        }
        assertThat(found).as("take one of Canaries, or put Canaries.MARK into it").isEmpty();
    }

    private static boolean looked(Path file) {
        return !file.endsWith("Canaries.java") && !file.endsWith("CanariesTest.java");
    }

    private static List<String> own(String name, String source) {
        var lines = source.lines().toList();
        var found = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (!line.contains("MARK") && OWN.stream().anyMatch(form -> form.matcher(line).find())) {
                found.add(name + ":" + (i + 1));
            }
        }
        return found;
    }

    @Test
    void a_secret_of_a_tests_own_is_found_in_its_source() {
        var source = """
                var a = Secret.of("sesame-street");
                var b = "123456789:AAx";
                var c = "/bot7200000001:another_token_of_ours/getMe";
                var d = "jdbc:postgresql://db/x?password=hunter2222";
                Map.of("TIDEWATCH_TELEGRAM_TOKEN", "something-long");
                var e = "xoxb-1234567890-abcdefgh";
                var fine = Secret.of(Canaries.MARK + "-x") + Secret.of("demo") + "at 123456:00" + "apikey=demo";
                """;

        assertThat(own("A.java", source)).containsExactly("A.java:1", "A.java:2", "A.java:3", "A.java:4", "A.java:5", "A.java:6");
    }

    @Test
    void what_a_report_tells_is_found_in_every_form(@TempDir Path target) throws IOException {
        var reports = Files.createDirectories(target.resolve("surefire-reports"));
        var bytes = ("bot" + Canaries.FAKE_BOT).getBytes(StandardCharsets.UTF_8);
        Files.writeString(reports.resolve("TEST-plain.xml"), "<system-out><![CDATA[GET /bot" + Canaries.FAKE_BOT + "/getMe]]></system-out>");
        Files.writeString(reports.resolve("TEST-part.xml"), "<failure>…" + Canaries.FAKE_BOT.substring(11, 26) + "…</failure>");
        Files.writeString(reports.resolve("own.txt"), "password=x-" + Canaries.MARK + "-y");
        Files.writeString(reports.resolve("hex.txt"), HexFormat.of().formatHex(bytes));
        Files.writeString(reports.resolve("percent.txt"), HexFormat.ofDelimiter("%").formatHex(bytes));
        Files.writeString(reports.resolve("encoded.txt"), URLEncoder.encode("bot" + Canaries.FAKE_BOT, StandardCharsets.UTF_8));
        Files.writeString(reports.resolve("base64.txt"), Base64.getEncoder().encodeToString(bytes));
        Files.writeString(reports.resolve("of-another-bot.txt"), "bot99999999:AA" + "z".repeat(33));
        Files.writeString(reports.resolve("code.txt"), "send /pair 0ABC-9XYZ-12345 to it");
        Files.write(Files.createDirectories(target.resolve("home")).resolve("tidewatch.db"), bytes);
        Files.writeString(reports.resolve("TEST-" + Canaries.MARK + ".xml"), "");
        Files.writeString(reports.resolve("clean.xml"), "telegram:7200000001 is a sender; 550e8400-e29b-41d4-a716-446655440000; R-0109; 2026-01-09");
        Files.write(target.resolve("Constants.class"), bytes);

        assertThat(Canaries.below(target))
                .containsExactlyInAnyOrder(
                        "surefire-reports/TEST-plain.xml: plain",
                        "surefire-reports/TEST-plain.xml: the form of one",
                        "surefire-reports/TEST-part.xml: plain",
                        "surefire-reports/own.txt: plain",
                        "surefire-reports/hex.txt: hexadecimal",
                        "surefire-reports/percent.txt: URL-encoded",
                        "surefire-reports/encoded.txt: plain",
                        "surefire-reports/encoded.txt: the form of one",
                        "surefire-reports/base64.txt: base64",
                        "surefire-reports/of-another-bot.txt: the form of one",
                        "surefire-reports/code.txt: the form of one",
                        "home/tidewatch.db: plain",
                        "home/tidewatch.db: the form of one",
                        "the name of a file");
    }
}
