package tidewatch.terminal;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import tidewatch.message.Clean;

/**
 * What the tabulator key offers: commands for the first word, names (tickers, titles of notes) for the others. Both are asked each
 * time, so that a note written a minute ago is offered.
 *
 * @param commands with their slash, such as {@code /brief}
 */
public record Completions(Supplier<List<String>> commands, Supplier<List<String>> names) {
    public static final Completions NONE = new Completions(List::of, List::of);

    public Completions {
        Objects.requireNonNull(commands);
        Objects.requireNonNull(names);
    }

    Completer completer() {
        return (LineReader _, ParsedLine line, List<Candidate> candidates) -> {
            boolean verb = line.wordIndex() == 0 && (line.word().isEmpty() || line.word().startsWith("/"));
            var offered = verb ? commands.get() : names.get();
            // Names come from the files of a vault: whatever they hold, it does not reach the terminal as it is.
            offered.stream().map(Clean::line).filter(name -> !name.isEmpty() && name.indexOf('"') < 0).forEach(name -> candidates.add(new Candidate(name)));
        };
    }
}
