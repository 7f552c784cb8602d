package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.chat.Routing;

/** What people type leads to the same commands with the names of the real sample as it does with made ones. */
class SentencesOnTheSampleTest {
    /** Two instruments without a price in the sample, and a spelling that the dictionary knows and the made names do not. */
    private static final Set<String> NOT_IN_THE_SAMPLE = Set.of("XLG1", "$now", "how is long defence AI doing");

    @TempDir
    Path home;

    @Test
    void every_sentence_of_the_fixture_is_routed() throws IOException {
        var common = new Common();
        common.home = home;
        common.asOf = "2026-02-06";
        var conversation = App.start(common).conversation();
        var wrong = new ArrayList<String>();
        var rows = Files.readAllLines(Path.of("src/test/resources/chat/sentences.csv"));
        for (var row : rows.subList(1, rows.size())) {
            var cells = cells(row);
            if (row.isBlank() || row.startsWith("#") || NOT_IN_THE_SAMPLE.contains(cells.get(0))) {
                continue;
            }
            var expected = cells.get(1).toLowerCase(Locale.ROOT);
            var routing = conversation.routing(cells.get(0));
            boolean right = switch (routing) {
                case Routing.Run(String line) -> line.toLowerCase(Locale.ROOT).equals(expected);
                case Routing.Unclear(var near) -> expected.startsWith("?") && near.stream().anyMatch(one -> one.toLowerCase(Locale.ROOT).equals(expected.substring(1)));
            };
            if (!right) {
                wrong.add(cells.get(0) + ": expected " + expected + ", was " + routing);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> cells(String row) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '"' && quoted && i + 1 < row.length() && row.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
