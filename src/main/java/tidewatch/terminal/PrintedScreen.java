package tidewatch.terminal;

import java.io.PrintStream;
import java.util.Objects;
import java.util.Optional;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;

/** A stream on which messages are printed as plain text, an empty line after each. */
public final class PrintedScreen implements Screen {
    private final PrintStream out;
    private final TerminalSettings settings;

    public PrintedScreen(PrintStream out, TerminalSettings settings) {
        this.out = Objects.requireNonNull(out);
        this.settings = Objects.requireNonNull(settings);
    }

    @Override
    public Capabilities capabilities() {
        return settings.plain();
    }

    @Override
    public synchronized boolean show(String text, Optional<Doc> doc) {
        out.println(text);
        out.flush();
        return !out.checkError();
    }
}
