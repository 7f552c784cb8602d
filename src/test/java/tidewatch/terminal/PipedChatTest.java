package tidewatch.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.chat.Reply;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.testing.SampleDocs;

class PipedChatTest {
    private final List<String> heard = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Reply answer(String line) {
        heard.add(line);
        var doc = new Doc("", "answer", List.of(Block.para("You said " + line)), List.of(), SampleDocs.brief().meta());
        return switch (line) {
            case "bad" -> Reply.failed(doc);
            case "buttons" -> Reply.ok(doc.withActions(List.of(Action.Run.read("First", "/first"), Action.Run.read("Second", "/second"))));
            default -> Reply.ok(doc);
        };
    }

    private int run(String typed, Map<String, String> environment) {
        var in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new PipedChat(this::answer, in, print, TerminalSettings.of(environment, Optional.empty()), () -> {}).run();
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private int widest() {
        return printed().lines().mapToInt(String::length).max().orElse(0);
    }

    @Test
    void every_line_is_answered_without_prompt_or_escape_sequence() {
        assertThat(run("/brief\n\n  ünïcode  \n/quotes XLF", Map.of())).isZero();
        assertThat(heard).containsExactly("/brief", "ünïcode", "/quotes XLF");
        assertThat(printed()).isEqualTo("You said /brief\n\nYou said ünïcode\n\nYou said /quotes XLF\n");
    }

    @Test
    void a_line_that_fails_does_not_end_it_and_makes_the_exit_code_1() {
        assertThat(run("bad\ngood\n", Map.of())).isEqualTo(1);
        assertThat(heard).containsExactly("bad", "good");
    }

    @Test
    void quit_ends_it() {
        assertThat(run("one\n/QUIT\ntwo\n", Map.of())).isZero();
        assertThat(heard).containsExactly("one");
    }

    @Test
    void a_number_runs_that_choice_of_the_last_answer_and_else_is_a_line() {
        assertThat(run("2\nbuttons\n2\nbuttons\n3\n", Map.of())).isZero();
        assertThat(heard).containsExactly("2", "buttons", "/second", "buttons", "3");
    }

    @Test
    void the_width_is_80_or_what_the_environment_says() {
        run("x".repeat(10) + " " + "word ".repeat(40), Map.of());
        assertThat(widest()).isBetween(71, 80);
        out.reset();
        run("word ".repeat(40), Map.of("COLUMNS", "50"));
        assertThat(widest()).isBetween(41, 50);
        out.reset();
        run("word ".repeat(40), Map.of("COLUMNS", "banana"));
        assertThat(widest()).isBetween(71, 80);
    }
}
