package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A start that cannot be: what is said, and the exit code that a script sees. */
class StartTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    vault.pth = notes            | my.properties line 2: There is no key vault.pth. Did you mean vault.path?
                    brief.tiem = 07:00           | my.properties line 2: There is no key brief.tiem. Did you mean brief.time?
                    brief.time = 25:99           | my.properties line 2: brief.time: "25:99" is no time of day; it must be a time of day such as 07:00
                    brief.zone = New York        | my.properties line 2: brief.zone: "New York" is no time zone; it must be a time zone such as America/New_York
                    vault.note-max-mb = many     | my.properties line 2: vault.note-max-mb: "many" is no whole number; it must be a whole number from 1 to 50
                    vault.path = no-such-vault   | my.properties line 2: vault.path: there is no no-such-vault. Name a folder of Markdown notes or one note
                    vault.aliases = no-such.csv  | my.properties line 2: vault.aliases: there is no no-such.csv. Name a CSV file in the form of config/aliases.csv
                    prices.dirs = no-such-prices | my.properties line 2: prices.dirs: there is no folder no-such-prices. Name folders of CSV files, divided by commas
                    market.folder = no-such      | my.properties line 2: market.folder: there is no no-such. Name a folder that holds tables of your own
                    market.calendar = no-such    | my.properties line 2: market.calendar: there is no no-such. Name a file in the form of config/calendar.csv
                    market.events = no-such      | my.properties line 2: market.events: there is no no-such. Name a file in the form of config/events.csv
                    """)
    void a_wrong_setting_is_refused_with_file_line_and_what_would_be_right(String line, String told) throws IOException {
        var run = CommandLineRun.of("ask", "/status", "--config", config(line), "--home", home());

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err().strip()).isEqualTo(told);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void all_faults_are_told_at_once() throws IOException {
        var run = CommandLineRun.of("brief", "--config", config("vault.pth = x\nbrief.time = late\nnonsense"), "--home", home());

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err().lines()).hasSize(3).allMatch(line -> line.startsWith("my.properties line "));
    }

    @Test
    void folders_of_the_command_line_that_are_missing_are_told_as_such() {
        var run = CommandLineRun.of("brief", "--vault", "no-such-vault", "--prices", "no-such-prices", "--home", home());

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err().lines())
                .containsExactly(
                        "command line: vault.path: there is no no-such-vault. Name a folder of Markdown notes or one note",
                        "command line: prices.dirs: there is no folder no-such-prices. Name folders of CSV files, divided by commas");
    }

    @Test
    void a_configuration_that_is_missing_is_told() {
        var run = CommandLineRun.of("ask", "/help", "--config", folder.resolve("none.properties").toString());

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("none.properties").contains("does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "2026-02-30", "2026-01-09T99:00", "9.1.2026", "1066-10-14"})
    void a_day_that_is_none_is_told_with_the_right_form(String day) {
        var run = CommandLineRun.of("brief", "--as-of", day, "--home", home());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("--as-of " + day).containsPattern("\\d{4}-\\d{2}-\\d{2}");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    brief --frmat json                 | --frmat
                    brief --format xml                 | expected one of [text, markdown, json]
                    frobnicate                         | frobnicate
                    ask                                | LINE
                    notes                              | tidewatch notes facts PATH
                    config                             | tidewatch config check
                    notes facts                        | PATH
                    dates                              | --ref
                    dates --ref yesterday              | --ref yesterday is no time: write 2026-01-08T09:30
                    dates --ref 2026-01-08T09:30 --zone Mars | --zone Mars is no zone: write America/New_York
                    brief --as-of                      | --as-of
                    """)
    void wrong_usage_is_told(String line, String told) {
        var run = CommandLineRun.of(line.split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains(told);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void a_brief_before_the_first_price_is_incomplete() {
        var run = CommandLineRun.of("brief", "--as-of", "2019-01-07", "--home", home());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err().strip()).isEqualTo("The sample market starts on 4 January 2021; ask for a later day.");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void folders_without_a_price_are_incomplete_and_every_verb_says_so_once() throws IOException {
        var prices = Files.createDirectories(folder.resolve("prices")).toString();
        var vault = Files.createDirectories(folder.resolve("notes")).toString();
        for (var verb : new String[] {"brief", "rotation"}) {
            var run = CommandLineRun.of(verb, "--prices", prices, "--vault", vault, "--as-of", "2026-01-09", "--home", home());

            assertThat(run.exit()).as(verb).isEqualTo(1);
            assertThat(run.err().lines())
                    .doesNotHaveDuplicates()
                    .anyMatch(line -> line.startsWith("There is no price up to 2026-01-08"))
                    .anyMatch(line -> line.startsWith("Price folder prices holds no CSV file"));
        }
    }

    @Test
    void an_unknown_command_and_a_question_without_an_answer_are_findings() {
        assertThat(CommandLineRun.of("ask", "/frobnicate", "--home", home()).exit()).isEqualTo(1);
        assertThat(CommandLineRun.of("ask", "/quote nonsense", "--home", home()).exit()).isEqualTo(1);
        assertThat(CommandLineRun.of("ask", "/quote SPY nonsense", "--home", home()).exit()).isZero();
    }

    @Test
    void options_may_stand_before_the_verb() {
        var before = CommandLineRun.of("--as-of", "2026-01-09", "--home", home(), "brief");
        var behind = CommandLineRun.of("brief", "--as-of", "2026-01-09", "--home", home());

        assertThat(before.out()).contains("Fri 9 Jan 2026").isEqualTo(behind.out());
        assertThat(CommandLineRun.of("--as-of", "2026-01-09", "brief", "--as-of", "2026-01-08").out())
                .as("the nearer one wins")
                .contains("Thu 8 Jan 2026");
        assertThat(CommandLineRun.of("--config", "none.properties", "config", "check").exit()).isEqualTo(3);
    }

    @Test
    void lines_of_a_pipe_are_answered_one_by_one() {
        var run = CommandLineRun.typing("/quote SPY\n\n/frobnicate\n", "--as-of", "2026-02-06", "--home", home());

        assertThat(run.out()).contains("S&P 500 SPY: close of Thu 5 Feb 2026").contains("I don't know /frobnicate.");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void nothing_is_written_for_a_day_that_is_given() {
        CommandLineRun.of("brief", "--as-of", "2026-01-09", "--home", home());
        CommandLineRun.of("ask", "/tomorrow", "--as-of", "2026-02-06", "--home", home());

        assertThat(Path.of(home())).doesNotExist();
    }

    @Test
    void real_prices_without_a_vault_are_not_weighed_against_invented_notes() throws IOException {
        var prices = Files.createDirectories(folder.resolve("prices"));
        Files.writeString(prices.resolve("SPY.csv"), "date,open,high,low,close,volume\n2026-01-07,1,1,1,1,1\n2026-01-08,1,1,1,1,1\n");

        var run = CommandLineRun.of("ask", "/theses", "--prices", prices.toString(), "--as-of", "2026-01-09", "--home", home());

        assertThat(run.out()).contains("I found no thesis in your notes.").doesNotContain("SAMPLE");
        assertThat(run.err()).contains("No vault is named, so there are no notes to weigh; name one with --vault or the key vault.path");
    }

    @Test
    void the_configuration_checked_names_every_key_and_where_it_was_set() throws IOException {
        var run = CommandLineRun.of("config", "check", "--config", config("brief.time = 06:30"), "--home", home());

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines()).hasSameSizeAs(HomeSettings.allKeys()).anyMatch(line -> line.equals("brief.time = 06:30   (my.properties line 2)"));
    }

    private String home() {
        return folder.resolve("home").toString();
    }

    private String config(String lines) throws IOException {
        return Files.writeString(folder.resolve("my.properties"), "# mine\n" + lines + "\n").toString();
    }
}
