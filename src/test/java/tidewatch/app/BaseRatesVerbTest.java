package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseRatesVerbTest {
    @TempDir
    Path folder;

    private Path file(int days) throws IOException {
        var random = new Random(3);
        var text = new StringBuilder("date,Steel,Beer,Toys\n");
        for (int t = 0; t < days; t++) {
            text.append(LocalDate.of(2001, 1, 1).plusDays(t));
            for (int i = 0; i < 3; i++) {
                text.append(String.format(Locale.ROOT, ",%.3f", random.nextGaussian()));
            }
            text.append('\n');
        }
        return Files.writeString(folder.resolve("groups.csv"), text);
    }

    @Test
    void without_a_file_the_table_that_ships_is_printed_with_its_source() {
        var run = CommandLineRun.of("baserates");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("Base rates of Kenneth R. French data library, ten US industries daily, value weighted: 10 groups, 1990-01-02 to 2025-04-30");
        assertThat(run.out()).containsPattern("(?m)^   2 +918 +22/41/71/125/204 +37 +26 +0.73/0.62/0.36/0.15/0.04 +0.71/0.62/0.37/0.20/0.04$");
    }

    @Test
    void a_file_is_counted_anew_and_a_seed_gives_the_same_chance_each_time() throws IOException {
        var returns = file(1500).toString();
        var first = CommandLineRun.of("baserates", "--returns", returns);
        assertThat(first.exit()).isZero();
        assertThat(first.out()).contains("Base rates of groups.csv: 3 groups, 2001-01-01 to 2005-02-08", "20 draws, seed 1");
        assertThat(CommandLineRun.of("baserates", "--returns", returns)).isEqualTo(first);
        assertThat(CommandLineRun.of("baserates", "--returns", returns, "--seed", "2").out()).isNotEqualTo(first.out());
        assertThat(CommandLineRun.of("baserates", "--returns", returns, "--format", "json").out()).startsWith("{\"v\":1,\"source\":\"groups.csv\"").contains("\"seed\":1");
        assertThat(CommandLineRun.of("baserates", "--returns", returns, "--format", "markdown").out()).startsWith("```\n").endsWith("```\n");
    }

    @Test
    void a_file_that_cannot_be_used_is_named_with_the_reason() throws IOException {
        var shorter = CommandLineRun.of("baserates", "--returns", file(100).toString());
        assertThat(shorter.exit()).isEqualTo(Exit.USAGE);
        assertThat(shorter.out()).isEmpty();
        assertThat(shorter.err()).isEqualTo("groups.csv has 100 days; at least 252 are needed\n");
        assertThat(CommandLineRun.of("baserates", "--returns", folder.resolve("none.csv").toString()).err()).isEqualTo("none.csv does not exist\n");
        assertThat(CommandLineRun.of("baserates", "--returns", folder.toString()).err()).endsWith(" is a folder; name a file in it\n");
    }
}
