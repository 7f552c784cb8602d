package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.chat.Command;
import tidewatch.command.Books;
import tidewatch.command.CommandList;
import tidewatch.provider.SamplePrices;
import tidewatch.search.NoteSearch;

/**
 * Runs every command of the README and compares what it prints with what the README shows. The folder {@code Notes} of the README is the
 * fixture note, its folder {@code prices} a few series of the sample, its {@code returns.csv} invented returns of groups.
 * {@code -Dgolden=write} puts the new output into the README, and still fails once, so that the change is read.
 */
class ReadmeTest {
    private static final Path README = Path.of("README.md");
    private static final Pattern FENCE = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final Set<String> MAVEN = Set.of("mvn -q compile exec:exec", "mvn verify", "mvn -q -DskipTests package");
    private static final Set<String> FILES = Set.of("Notes", "prices", "returns.csv");
    private static final String TABLE_HEAD = "| command | answers |\n|---|---|\n";

    @TempDir
    static Path folder;

    @BeforeAll
    static void notes_and_prices() throws IOException {
        var notes = Files.createDirectories(folder.resolve("Notes"));
        Files.copy(Path.of("src/test/resources/vault/rotation-note/sector-rotation.md"), notes.resolve("sector-rotation.md"));
        var prices = Files.createDirectories(folder.resolve("prices"));
        var wanted = Set.of("SPY", "IWM", "QQQ", "XLU", "XLF", "ITA", "AAPL", "NVDA", "ORCL", "NOC", "LMT", "GD");
        for (var series : new SamplePrices().history(wanted, SamplePrices.FIRST, SamplePrices.LAST).value()) {
            var rows = new StringBuilder("date,open,high,low,close,volume\n");
            for (int i = 0; i < series.size(); i++) {
                rows.append(String.format(Locale.ROOT, "%s,%.4f,%.4f,%.4f,%.4f,%.0f%n", series.date(i), series.open(i), series.high(i),
                        series.low(i), series.close(i), series.volume(i)));
            }
            Files.writeString(prices.resolve(series.instrument().symbol() + ".csv"), rows);
        }
        Files.copy(Path.of("src/test/resources/momentum/returns.csv"), folder.resolve("returns.csv"));
    }

    private record Shown(String command, Optional<String> output) {}

    @Test
    void every_command_runs_and_prints_what_is_shown() throws IOException {
        var text = Files.readString(README);
        var changed = text;
        for (var shown : commands(text)) {
            var printed = run(shown.command());
            if (shown.output().isPresent() && !shown.output().get().strip().equals(printed.strip())) {
                if ("write".equals(System.getProperty("golden"))) {
                    changed = changed.replace("```text\n" + shown.output().get() + "```", "```text\n" + printed.strip() + "\n```");
                } else {
                    assertThat(shown.output().get().strip()).as(shown.command()).isEqualTo(printed.strip());
                }
            }
        }
        if (!changed.equals(text)) {
            Files.writeString(README, changed);
            fail("README.md was rewritten: read the difference, then run again");
        }
    }

    @Test
    void the_table_of_commands_is_the_list_in_the_code() throws IOException {
        var rows = new StringBuilder(TABLE_HEAD);
        for (var command : sampleCommands()) {
            rows.append("| `/").append(command.name());
            rows.append(command.arguments().isEmpty() ? "" : " " + command.arguments().replace("|", "\\|")).append("` | ");
            rows.append(command.help()).append(" |\n");
        }
        var text = Files.readString(README);
        if ("write".equals(System.getProperty("golden")) && !text.contains(rows)) {
            var old = text.contains("COMMANDS\n") ? "COMMANDS\n" : text.substring(text.indexOf(TABLE_HEAD), text.indexOf("\nWindows are"));
            Files.writeString(README, text.replace(old, rows.toString()));
            fail("README.md was rewritten: read the difference, then run again");
        }
        assertThat(text).contains(rows);
    }

    private static List<Command> sampleCommands() {
        var common = new Common();
        common.home = folder.resolve("home");
        return CommandList.of(App.start(common).desk(), Optional.empty(), Books.Shelf.none("Nothing is kept here"), NoteSearch.byText(System::nanoTime), Optional.empty());
    }

    /** The lines of each shell block; the text block right behind one shows what its last line prints. */
    private static List<Shown> commands(String text) {
        var all = new ArrayList<Shown>();
        var match = FENCE.matcher(text);
        while (match.find()) {
            if (match.group(1).equals("sh")) {
                match.group(2).lines().filter(line -> !line.isBlank()).forEach(line -> all.add(new Shown(line, Optional.empty())));
            } else if (match.group(1).equals("text")) {
                var command = all.removeLast();
                all.add(new Shown(command.command(), Optional.of(match.group(2))));
            }
        }
        assertThat(all).hasSizeGreaterThan(12);
        return all;
    }

    private static String run(String line) throws IOException {
        if (line.startsWith("mvn ")) {
            assertThat(MAVEN).contains(line);
            return "";
        }
        // Runs until it is stopped; LauncherIT starts and stops it.
        if (line.equals("deploy/bin/tidewatch run")) {
            return "";
        }
        if (line.equals("deploy/bin/tidewatch-warm")) {
            assertThat(Path.of(line)).isExecutable();
            return "";
        }
        var input = "";
        var command = line;
        if (line.startsWith("echo ")) {
            int pipe = line.indexOf(" | ");
            input = words(line.substring(5, pipe)).getFirst() + "\n";
            command = line.substring(pipe + 3);
        }
        var words = words(command);
        assertThat(words.removeFirst()).isEqualTo("deploy/bin/tidewatch");
        words.replaceAll(word -> FILES.contains(word) ? folder.resolve(word).toString() : word);
        // These keep nothing.
        if (!words.contains("dates") && !words.contains("industry-momentum") && !words.contains("baserates")) {
            words.add("--home");
            words.add(folder.resolve("home").toString());
        }
        return printed(words, input, line);
    }

    private static String printed(List<String> words, String input, String line) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        InputStream in = System.in;
        var taken = new ByteArrayOutputStream();
        var complaints = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(taken, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complaints, true, StandardCharsets.UTF_8));
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            int code = Main.run(words.toArray(String[]::new));
            // 1 is "findings": a figure that does not hold, a row that is held back.
            assertThat(code).as("%s: %s", line, complaints.toString(StandardCharsets.UTF_8)).isIn(Exit.FINE, Exit.FINDINGS);
        } finally {
            System.setOut(out);
            System.setErr(err);
            System.setIn(in);
        }
        return taken.toString(StandardCharsets.UTF_8);
    }

    /** Words of a shell line; quotes hold a word together. */
    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        var match = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(line);
        while (match.find()) {
            words.add(match.group(1) != null ? match.group(1) : match.group(2));
        }
        return words;
    }
}
