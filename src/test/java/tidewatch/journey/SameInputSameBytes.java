package tidewatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.app.CommandLineRun;

/** Two people with the same notes and prices read the same words, wherever their machines stand and whatever they speak. */
class SameInputSameBytes {
    @TempDir
    Path one;

    @TempDir
    Path other;

    @ParameterizedTest
    @ValueSource(strings = {"text", "markdown", "json"})
    void a_second_run_with_another_home_and_an_odd_locale_writes_the_same(String format) {
        var first = brief(one, format);
        var locale = Locale.getDefault();
        var zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(brief(other, format)).isEqualTo(first);
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(brief(other, format)).isEqualTo(first);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void a_machine_with_another_language_zone_and_charset_writes_the_same_bytes() throws IOException, InterruptedException {
        var here = brief(one, "text");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=th",
                "-Duser.country=TH",
                "-Duser.timezone=Asia/Kathmandu",
                "-Dfile.encoding=ISO-8859-1",
                "-Dstdout.encoding=US-ASCII",
                "-cp",
                System.getProperty("java.class.path"),
                "tidewatch.app.Main"));
        command.addAll(List.of(arguments(other, "text")));

        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var there = process.getInputStream().readAllBytes();

        assertThat(process.waitFor()).isZero();
        assertThat(new String(there, StandardCharsets.UTF_8)).isEqualTo(here);
    }

    private static String brief(Path home, String format) {
        var run = CommandLineRun.of(arguments(home, format));
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isNotBlank();
        return run.out();
    }

    private static String[] arguments(Path home, String format) {
        return new String[] {"brief", "--full", "--as-of", "2026-02-06", "--format", format, "--home", home.toString()};
    }
}
