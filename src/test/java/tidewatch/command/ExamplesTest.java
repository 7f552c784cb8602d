package tidewatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidewatch.app.Chat;
import tidewatch.message.Action;

/** What help shows works: every example of every command, on the real sample. */
class ExamplesTest {
    private static final Pattern MOVE = Pattern.compile("[+-]\\d+\\.\\d");

    static Stream<String> examples() {
        return Chat.sample().commands().stream()
                .filter(command -> command.effect() == Action.Effect.READ)
                .flatMap(command -> command.examples().stream());
    }

    /** About the chat itself: no price in them. */
    private static final Set<String> OF_THE_CHAT = Set.of("/watches", "/deliveries", "/help", "/whereami", "/cancel");

    @TempDir
    static Path kept;

    private static Chat chat() {
        return Chat.keeping(kept);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_of_help_is_answered_the_same_each_time_and_says_where_its_prices_are_from(String line) {
        var reply = chat().say(line);
        var text = Chat.text(reply);

        assertThat(reply.ok()).as(text).isTrue();
        assertThat(text).doesNotContain("Something broke").doesNotContain("I don't know");
        if (OF_THE_CHAT.stream().noneMatch(line::startsWith)) {
            assertThat(text).contains("SAMPLE: invented prices");
        }
        if (MOVE.matcher(text).find() && !line.startsWith("/note") && !line.startsWith("/related") && !line.startsWith("/lint")) {
            assertThat(text).containsPattern("(?i)close of \\w{3} \\d+ \\w{3}");
        }
        assertThat(chat().say(line)).isEqualTo(reply);
    }

    @Test
    void every_example_that_changes_something_is_understood(@TempDir Path home) {
        var demo = Chat.demo(home);
        demo.commands().stream()
                .filter(command -> command.effect() == Action.Effect.EFFECT)
                .flatMap(command -> command.examples().stream())
                .forEach(line -> {
                    var text = Chat.text(demo.say(line));
                    assertThat(text).as(line).doesNotContain("Something broke").doesNotContain("I don't know");
                });
    }

    @Test
    void the_examples_of_tomorrow_step_the_clock(@TempDir Path home) {
        var demo = Chat.demo(home);
        var tomorrow = demo.commands().stream().filter(command -> command.name().equals("tomorrow")).findFirst().orElseThrow();

        assertThat(tomorrow.examples()).allSatisfy(line -> {
            var reply = demo.say(line);
            assertThat(reply.ok()).as(line).isTrue();
            assertThat(reply.doc().title()).startsWith("Rotation brief");
        });
    }

    @Test
    void every_command_has_an_example_that_begins_with_its_name() {
        assertThat(Chat.sample().commands()).hasSize(42).allSatisfy(command -> assertThat(command.examples())
                .isNotEmpty()
                .allMatch(line -> line.equals("/" + command.name()) || line.startsWith("/" + command.name() + " ")));
    }
}
