package tidewatch.terminal;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import tidewatch.chat.Reply;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Choice;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;

/**
 * What is said on both sides of a terminal: passes lines on and remembers the numbered choices of the last answer, so that {@code 1}
 * runs the first. A number that is no choice is passed on like any line. Any thread.
 */
final class Dialogue {
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,2}");

    private final Function<String, Reply> answers;
    /** The message whose choices stand last on the screen. */
    private Optional<Doc> last = Optional.empty();

    Dialogue(Function<String, Reply> answers) {
        this.answers = Objects.requireNonNull(answers);
    }

    static boolean ends(String line) {
        var said = line.strip().toLowerCase(Locale.ROOT);
        return said.equals("/quit") || said.equals("/exit");
    }

    synchronized Reply say(String line) {
        var said = line.strip();
        if (last.isPresent() && NUMBER.matcher(said).matches()) {
            var doc = last.get();
            int number = Integer.parseInt(said);
            for (var choice : Choice.of(doc.actions())) {
                if (choice.number() == number) {
                    return switch (choice.action()) {
                        case Action.Run run -> ask(run.commandLine());
                        case Action.Open open -> Reply.ok(opened(open, doc.meta()));
                        case Action.Pick _ -> ask(said);
                    };
                }
            }
        }
        return ask(said);
    }

    /** Says that a message came unasked: its choices, if it has any, are now the ones to type. */
    synchronized void shown(Doc doc) {
        if (!doc.actions().isEmpty()) {
            last = Optional.of(doc);
        }
    }

    private Reply ask(String line) {
        var reply = answers.apply(line);
        last = Optional.of(reply.doc());
        return reply;
    }

    /** A terminal opens no page: the address is shown, the choices stay. */
    private static Doc opened(Action.Open open, Meta meta) {
        var label = open.label().isBlank() ? "Open" : open.label();
        return new Doc("", Doc.summaryOf(label), List.of(Block.para(new Inline.Link(open.target(), label))), List.of(), meta);
    }
}
