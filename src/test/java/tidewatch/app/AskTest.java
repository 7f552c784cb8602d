package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One question on the command line, in each form. */
class AskTest {
    @TempDir
    Path home;

    @Test
    void text_is_what_the_chat_says() {
        var run = ask("/winners 5 5d", "text");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEqualTo(Chat.sample().text("/winners 5 5d"));
        assertThat(run.err()).isEmpty();
    }

    @Test
    void words_need_no_quotes() {
        assertThat(CommandLineRun.of("ask", "--as-of", "2026-02-06", "/winners", "5", "5d").out()).isEqualTo(Chat.sample().text("/winners 5 5d"));
    }

    @Test
    void a_plain_sentence_is_answered() {
        assertThat(ask("how is long nvidia doing?", "text").out()).startsWith("Long NVIDIA\n");
    }

    @Test
    void markdown_has_its_tables() {
        var run = ask("/winners 5 5d", "markdown");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("| Rose most").contains("SAMPLE: invented prices");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/winners 5 5d", "/brief", "/status", "/help", "/note Long NVIDIA", "/frobnicate", "/quote nonsense"})
    void json_is_one_versioned_object(String line) throws IOException {
        var run = ask(line, "json");

        assertThat(run.out().strip()).doesNotContain("\n");
        assertThat(json(run).get("v").asInt()).isEqualTo(1);
        assertThat(json(run).toString()).contains("\"blocks\"");
    }

    @Test
    void the_brief_the_rotation_and_the_checks_are_versioned_json_too() throws IOException {
        var brief = json(CommandLineRun.of("brief", "--as-of", "2026-02-06", "--format", "json", "--home", home.toString()));
        assertThat(brief.get("v").asInt()).isEqualTo(1);
        assertThat(brief.findValue("sample").asBoolean()).isTrue();

        var rotation = json(CommandLineRun.of("rotation", "--as-of", "2026-02-06", "--format", "json", "--home", home.toString()));
        assertThat(rotation.get("v").asInt()).isEqualTo(1);

        var notes = Path.of("src", "test", "resources", "vault", "rotation-note").toString();
        var checks = CommandLineRun.of("check", notes, "--as-of", "2026-02-06", "--format", "json", "--home", home.toString());
        assertThat(checks.out().lines()).isNotEmpty().allSatisfy(line -> assertThat(new ObjectMapper().readTree(line).get("v").asInt()).isEqualTo(1));
        assertThat(checks.exit()).as("some figures of that note do not hold").isEqualTo(1);

        var facts = CommandLineRun.of("notes", "facts", notes, "--home", home.toString());
        assertThat(facts.exit()).isZero();
        assertThat(facts.out().lines()).isNotEmpty().allSatisfy(line -> assertThat(new ObjectMapper().readTree(line).get("v").asInt()).isEqualTo(1));
    }

    @Test
    void phrases_of_a_pipe_are_read_as_dates_one_a_line() {
        var run = CommandLineRun.typing("late january\nnonsense\n", "dates", "--ref", "2026-01-08T09:30");

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines()).hasSize(2).allSatisfy(line -> assertThat(new ObjectMapper().readTree(line).get("v").asInt()).isEqualTo(1));
        assertThat(run.out()).contains("2026-01-31");
    }

    private CommandLineRun ask(String line, String format) {
        return CommandLineRun.of("ask", line, "--format", format, "--as-of", "2026-02-06", "--home", home.toString());
    }

    private static JsonNode json(CommandLineRun run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }
}
