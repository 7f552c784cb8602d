package tidewatch.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import tidewatch.message.Canonical;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.MarkdownRenderer;
import tidewatch.message.PlainRenderer;

/** Prints an answer to standard output in the form asked for, always as UTF-8. */
final class Output {
    private Output() {}

    static void print(Doc doc, Format format) {
        System.out.println(text(doc, format).stripTrailing());
    }

    /** The answer as text that goes to a pipe or file: no colour, lines as long as they are. */
    static String text(Doc doc, Format format) {
        return switch (format) {
            case text -> new PlainRenderer().render(doc, Capabilities.plain(Capabilities.UNLIMITED)).text();
            case markdown -> new MarkdownRenderer().render(doc, Capabilities.markdown()).text();
            case json -> Canonical.json(doc);
        };
    }

    /** Standard output and error in UTF-8, whatever the platform's own charset is: notes are. */
    static void useUtf8() {
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }
}
