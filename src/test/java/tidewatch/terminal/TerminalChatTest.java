package tidewatch.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.chat.Reply;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.testing.SampleDocs;

/** The chat on a virtual terminal: what is typed goes in as bytes, what a person would see comes out. */
@Timeout(30)
class TerminalChatTest {
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private LineDisciplineTerminal terminal;

    @BeforeEach
    void open() throws IOException {
        terminal = new LineDisciplineTerminal("test", "ansi", screen, StandardCharsets.UTF_8);
        terminal.setSize(Size.of(60, 24));
    }

    @AfterEach
    void close() throws IOException {
        terminal.close();
    }

    private Reply answer(String line) {
        heard.add(line);
        var text = Block.para(Inline.strong("Heard"), Inline.text(" " + line + " " + "word ".repeat(line.equals("long") ? 40 : 0)));
        var doc = new Doc("", "answer", List.of(text), List.of(), SampleDocs.brief().meta());
        return line.equals("buttons") ? Reply.ok(doc.withActions(List.of(Action.Run.read("First", "/first")))) : Reply.ok(doc);
    }

    private TerminalChat chat(Map<String, String> environment) {
        var settings = TerminalSettings.of(environment, Optional.of(folder.resolve("state").resolve("history")));
        var offered = new Completions(() -> List.of("/brief", "/quote"), () -> List.of("Long defense AI", "evil\u001b[2Jname"));
        return new TerminalChat(this::answer, offered, terminal, settings);
    }

    private void type(String keys) {
        try {
            terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String seen() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void lines_are_answered_until_quit() {
        type("/brief\rwhat rotated?\r/quit\rnever\r");
        assertThat(chat(Map.of()).run(() -> {})).isZero();
        assertThat(heard).containsExactly("/brief", "what rotated?");
        assertThat(seen()).contains("Heard").contains("what rotated?");
    }

    @Test
    void ctrl_d_ends_it() {
        type("one\r" + CTRL_D);
        assertThat(chat(Map.of()).run(() -> {})).isZero();
        assertThat(heard).containsExactly("one");
    }

    @Test
    void a_number_runs_a_choice_and_an_exclamation_mark_is_a_character() {
        type("buttons\r1\rwow! a!b\r/quit\r");
        chat(Map.of()).run(() -> {});
        assertThat(heard).containsExactly("buttons", "/first", "wow! a!b");
        assertThat(seen()).contains("[1] First");
    }

    @Test
    void headings_are_bold_only_where_colour_is_wanted() {
        type("x\r/quit\r");
        chat(Map.of()).run(() -> {});
        assertThat(seen()).contains("\u001b[1mHeard\u001b[0m x");
        screen.reset();
        type("x\r/quit\r");
        chat(Map.of("NO_COLOR", "1")).run(() -> {});
        assertThat(seen()).contains("Heard x").doesNotContain("\u001b[1mHeard");
    }

    @Test
    void an_answer_takes_the_width_of_the_window() {
        type("long\r/quit\r");
        chat(Map.of("NO_COLOR", "1")).run(() -> {});
        var answer = seen().replaceAll("\u001b\\[\\?2004[lh]", "").lines().filter(line -> line.endsWith("word")).toList();
        assertThat(answer).hasSizeGreaterThan(2).allMatch(line -> line.length() <= 60);
    }

    @Test
    void history_is_kept_in_its_file_and_comes_back_with_the_arrow() throws IOException {
        type("first thing\r/quit\r");
        chat(Map.of()).run(() -> {});
        assertThat(Files.readString(folder.resolve("state").resolve("history"))).contains("first thing");
        open();
        type("\u0010\u0010\r/quit\r"); // twice Ctrl-P: past "/quit"
        chat(Map.of()).run(() -> {});
        assertThat(heard).containsExactly("first thing", "first thing");
    }

    @Test
    void commands_and_names_are_completed_and_a_name_of_several_words_is_quoted() {
        type("/br\t\r/quote lon\t\r/quit\r");
        chat(Map.of()).run(() -> {});
        assertThat(heard).containsExactly("/brief", "/quote \"Long defense AI\"");
    }

    @Test
    void a_sequence_in_a_name_that_is_offered_does_not_reach_the_terminal() {
        type("/quote evil\t\r/quit\r");
        chat(Map.of()).run(() -> {});
        assertThat(heard).containsExactly("/quote evil[2Jname");
        assertThat(seen()).doesNotContain("\u001b[2J");
    }

    @Test
    void ctrl_c_clears_the_line() throws InterruptedException {
        var chat = chat(Map.of());
        var person = Thread.ofPlatform().start(() -> chat.run(() -> {}));
        await(() -> seen().contains("> ")); // before the prompt, keys meet a terminal that nobody reads
        type("half a line");
        await(() -> seen().contains("half a line"));
        screen.reset();
        type(CTRL_C);
        await(() -> seen().contains("> ")); // the next prompt: what is typed before it may still belong to the old line
        type("whole\r/quit\r");
        assertThat(person.join(Duration.ofSeconds(20))).isTrue();
        assertThat(heard).containsExactly("whole");
    }

    @Test
    void a_message_from_outside_stands_above_the_line_being_typed() throws InterruptedException {
        var chat = chat(Map.of("NO_COLOR", "1"));
        var person = Thread.ofPlatform().start(() -> chat.run(() -> {}));
        await(() -> seen().contains("> ")); // before the prompt, keys meet a terminal that nobody reads
        type("half");
        await(() -> seen().contains("half"));
        chat.tell(new Doc("", "due", List.of(Block.para("Brief is due")), List.of(Action.Run.read("Read", "/brief")), SampleDocs.brief().meta()));
        type(" done\r1\r/quit\r");
        assertThat(person.join(Duration.ofSeconds(20))).isTrue();
        assertThat(seen()).contains("Brief is due");
        assertThat(heard).containsExactly("half done", "1");
    }

    @Test
    void an_unwritable_history_is_no_reason_not_to_talk() throws IOException {
        Files.createDirectories(folder.resolve("state").resolve("history"));
        type("x\r/quit\r");
        assertThat(chat(Map.of()).run(() -> {})).isZero();
        assertThat(heard).containsExactly("x");
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var lock = new Object();
        synchronized (lock) {
            for (int i = 0; i < 2000 && !condition.getAsBoolean(); i++) {
                lock.wait(5);
            }
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
