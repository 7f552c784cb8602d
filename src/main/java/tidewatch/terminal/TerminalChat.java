package tidewatch.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import tidewatch.chat.Reply;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;

/**
 * The chat with a person at a terminal: a prompt with history and completion, answers in the width that the window has when they are
 * printed. Ctrl-C clears the line; Ctrl-D, {@code /quit} and {@code /exit} end it; a number runs that choice of the last answer.
 *
 * <p>{@link #run} belongs to one thread; {@link #tell} may be called from any.
 */
public final class TerminalChat implements AutoCloseable, Screen {
    private static final String PROMPT = "> ";
    private static final int HISTORY_LINES_MAX = 2_000;

    private final Dialogue dialogue;
    private final Terminal terminal;
    private final TerminalSettings settings;
    private final LineReader reader;
    private final AnsiRenderer renderer = new AnsiRenderer();

    /**
     * @param answers gives the answer to a line, such as {@code conversation::say}; does not throw
     * @param terminal is closed by {@link #close}
     */
    TerminalChat(Function<String, Reply> answers, Completions completions, Terminal terminal, TerminalSettings settings) {
        this.dialogue = new Dialogue(answers);
        this.terminal = Objects.requireNonNull(terminal);
        this.settings = Objects.requireNonNull(settings);
        var builder = LineReaderBuilder.builder()
                .appName("tidewatch")
                .terminal(terminal)
                .parser(TypedLine.PARSER)
                .completer(completions.completer())
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true) // "!" is a character like any other
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .variable(LineReader.HISTORY_SIZE, HISTORY_LINES_MAX)
                .variable(LineReader.HISTORY_FILE_SIZE, HISTORY_LINES_MAX);
        settings.history().filter(TerminalChat::writable).ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
        this.reader = builder.build();
    }

    /**
     * A chat in the terminal that the program was started in.
     *
     * @throws IOException when the terminal cannot be opened
     */
    public static TerminalChat open(Function<String, Reply> answers, Completions completions, TerminalSettings settings)
            throws IOException {
        return new TerminalChat(answers, completions, TerminalBuilder.builder().system(true).dumb(true).build(), settings);
    }

    /**
     * Answers lines until the person ends it; the exit code is 0.
     *
     * @param afterwards is run when an answer has been printed
     */
    public int run(Runnable afterwards) {
        while (true) {
            String typed;
            try {
                typed = reader.readLine(PROMPT);
            } catch (UserInterruptException cleared) {
                continue;
            } catch (EndOfFileException end) {
                return 0;
            }
            // Pasted text may have several lines.
            for (var line : typed.split("\n", -1)) {
                if (Dialogue.ends(line)) {
                    return 0;
                }
                if (!line.isBlank()) {
                    terminal.writer().print(rendered(dialogue.say(line).doc()));
                    terminal.writer().println();
                    terminal.flush();
                    afterwards.run();
                }
            }
        }
    }

    /** Prints a message that nobody asked for above the line being typed. */
    public void tell(Doc doc) {
        dialogue.shown(doc);
        reader.printAbove(rendered(doc));
    }

    private String rendered(Doc doc) {
        return renderer.render(doc, capabilities()).text();
    }

    @Override
    public Capabilities capabilities() {
        boolean dumb = Terminal.TYPE_DUMB.equals(terminal.getType());
        return settings.ansi(terminal.getSize().getColumns(), dumb);
    }

    @Override
    public boolean show(String text, Optional<Doc> doc) {
        doc.ifPresent(dialogue::shown);
        reader.printAbove(text);
        return true;
    }

    /** A history that cannot be kept is no reason not to talk. */
    private static boolean writable(Path file) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return !Files.exists(file) || (Files.isRegularFile(file) && Files.isWritable(file));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
