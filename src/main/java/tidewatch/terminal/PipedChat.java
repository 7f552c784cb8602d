package tidewatch.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;
import tidewatch.chat.Reply;
import tidewatch.message.PlainRenderer;

/**
 * The chat when no person sits at the keyboard: reads lines of UTF-8 from a stream, prints each answer as plain text, an empty line
 * between answers, no prompt. A line that fails does not end it.
 */
public final class PipedChat {
    private final Dialogue dialogue;
    private final InputStream in;
    private final PrintStream out;
    private final TerminalSettings settings;
    private final Runnable afterwards;

    /**
     * @param answers gives the answer to a line, such as {@code conversation::say}; does not throw
     * @param settings of which the width counts here
     * @param afterwards is run when an answer has been printed
     */
    public PipedChat(Function<String, Reply> answers, InputStream in, PrintStream out, TerminalSettings settings, Runnable afterwards) {
        this.dialogue = new Dialogue(answers);
        this.in = Objects.requireNonNull(in);
        this.out = Objects.requireNonNull(out);
        this.settings = Objects.requireNonNull(settings);
        this.afterwards = Objects.requireNonNull(afterwards);
    }

    /**
     * Answers every line up to the end of the stream or {@code /quit}.
     *
     * @return the exit code: 0 when all were answered, 1 when one failed or the streams broke
     */
    public int run() {
        int code = 0;
        boolean first = true;
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        try {
            for (var line = lines.readLine(); line != null && !Dialogue.ends(line); line = lines.readLine()) {
                if (line.isBlank()) {
                    continue;
                }
                var reply = dialogue.say(line);
                out.print((first ? "" : "\n") + new PlainRenderer().render(reply.doc(), settings.plain()).text());
                out.flush();
                afterwards.run();
                first = false;
                if (!reply.ok() || out.checkError()) {
                    code = 1;
                }
                if (out.checkError()) {
                    break; // nobody reads any more
                }
            }
        } catch (IOException e) {
            out.println("The input broke off (" + e.getMessage() + "). What was read until then is answered above.");
            return 1;
        }
        return code;
    }
}
