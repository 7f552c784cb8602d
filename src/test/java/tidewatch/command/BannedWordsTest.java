package tidewatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.app.Chat;
import tidewatch.brief.SampleBriefs;
import tidewatch.market.TradingCalendar;
import tidewatch.testing.BannedWords;

/** What is said of the market promises nothing and names no cause, in every golden file and over made notes and markets. */
class BannedWordsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    /** Those that say what the program does when it is told to, or show notes as they are written. */
    private static final Set<String> OTHER = Set.of(
            "command/help.txt", "command/help-winners.txt", "command/watches.txt", "command/settings.txt", "command/subscribe.txt",
            "command/subscribe-elsewhere.txt", "command/unsubscribe.txt", "command/access-matrix.txt", "watch/phrases.txt", "export/facts.jsonl");

    private static final List<String> SYMBOLS = List.of(
            "SPY", "RSP", "IWM", "QQQ", "IWD", "IWF", "XLF", "XLI", "XLU", "XLK", "XLE", "ITA", "SMH", "AAPL", "MSFT", "NVDA", "NET", "ORCL", "NOC",
            "LMT", "GD", "EQIX", "VRT");
    private static final List<String> LINES = List.of(
            "/brief full", "/theses", "/check", "/scenarios", "/drivers", "/rotation", "/sectors", "/winners 5 21d", "/losers 5 5d", "/map", "/stale", "/home",
            "/why", "/quote nvidia XLU", "/record", "/record imported");

    @Test
    void no_golden_file_of_a_brief_evidence_or_an_alert_says_one() throws IOException {
        var found = new TreeMap<String, List<String>>();
        int read = 0;
        try (var files = Files.walk(GOLDEN)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = GOLDEN.relativize(file).toString().replace('\\', '/');
                if (!OTHER.contains(name)) {
                    var text = Files.readString(file);
                    var words = name.contains(".json") ? BannedWords.inJson(text) : BannedWords.in(text.replace("&quot;", "\""));
                    if (!words.isEmpty()) {
                        found.put(name, words);
                    }
                    read++;
                }
            }
        }
        assertThat(found).isEmpty();
        assertThat(read).isGreaterThan(100);
        assertThat(OTHER).allMatch(name -> Files.exists(GOLDEN.resolve(name)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void no_answer_on_made_notes_and_a_made_market_says_one(long seed, @TempDir Path folder) throws IOException {
        var random = new Random(seed);
        var day = TradingCalendar.shipped().plus(LocalDate.of(2026, 1, 8), random.nextInt(60));
        var notes = Files.createDirectories(folder.resolve("notes"));
        var prices = Files.createDirectories(folder.resolve("prices"));
        for (int i = 0; i < 8; i++) {
            for (var note : SampleBriefs.notes(seed * 100 + i, day).entrySet()) {
                Files.writeString(notes.resolve(i + " " + note.getKey()), note.getValue());
            }
        }
        for (var symbol : SYMBOLS) {
            Files.writeString(prices.resolve(symbol + ".csv"), walk(random, day));
        }

        var chat = Chat.of(notes, List.of(prices), day.plusDays(1).toString());
        var lines = new ArrayList<>(LINES);
        for (var thesis : List.of("Long NVIDIA", "Long defense AI", "Short growth", "Long utilities", "Long energy")) {
            lines.add("/thesis " + thesis);
        }
        try (var files = Files.list(notes)) {
            files.sorted().limit(12).forEach(file -> lines.add("/check " + file.getFileName().toString().replace(".md", "")));
        }
        int said = 0;
        for (var line : lines) {
            var text = chat.text(line);
            assertThat(BannedWords.in(text)).as("%s, seed %d", line, seed).isEmpty();
            said += text.length();
        }
        assertThat(said).isGreaterThan(5_000);
    }

    /** Closes of 420 sessions up to a day, in the plain layout. */
    private static String walk(Random random, LocalDate last) {
        var out = new StringBuilder("date,open,high,low,close,volume\n");
        double close = 100;
        for (var day : TradingCalendar.shipped().sessions(TradingCalendar.shipped().plus(last, -419), last)) {
            double open = close;
            close *= Math.exp(.012 * random.nextGaussian());
            out.append(String.format(Locale.ROOT, "%s,%.4f,%.4f,%.4f,%.4f,%d%n", day, open, Math.max(open, close) * 1.002, Math.min(open, close) * .998, close, 1_000_000));
        }
        return out.toString();
    }

    @Test
    void one_that_is_put_in_is_found_and_one_in_a_quote_is_not() {
        assertThat(BannedWords.in("Software will lead.")).containsExactly("will: Software will lead.");
        assertThat(BannedWords.in("banks rose because of inflows, 3 weeks left; a safe buy that should hold"))
                .extracting(line -> line.replaceFirst(":.*", ""))
                .containsExactly("safe", "buy", "should", "because of", "inflows", "3 weeks left", "weeks left");
        assertThat(BannedWords.in("Your note: \"banks will lead and\n  should hold\". [[Why I buy]] (price strength, not fund flows)")).isEmpty();
        assertThat(BannedWords.in("an open \" mark\n\nwill hide nothing \" below")).hasSize(1);
        assertThat(BannedWords.inJson("{\"quote\":\"banks will lead\",\"text\":\"said \\\"buy\\\" then\",\"why\":\"held\"}")).isEmpty();
        assertThat(BannedWords.inJson("{\"why\":\"it is proven\"}")).hasSize(1);
    }
}
