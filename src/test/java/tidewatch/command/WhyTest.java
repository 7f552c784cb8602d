package tidewatch.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.app.Chat;
import tidewatch.chat.Command.Audience;
import tidewatch.message.Action;

/** No number without a source: what an answer says in figures, {@code /why} and its command line explain. */
class WhyTest {
    /** Written with a decimal: moves, levels, correlations. Counts, ranks and dates are not, and nothing in quotes is a figure of ours. */
    private static final Pattern FIGURE = Pattern.compile("(?<![\\d.,-])[+-]?\\d+\\.\\d+(?![\\d.])");

    private static List<String> figures(String text) {
        var found = new ArrayList<String>();
        for (var line : text.replaceAll("\"[^\"]*\"", "").lines().toList()) {
            // What a note wrote stands before the colon, what was measured behind it.
            var said = line.startsWith("\u2022 ") && line.contains(": ") ? line.substring(line.indexOf(": ")) : line;
            FIGURE.matcher(said).results().forEach(one -> found.add(one.group()));
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "rotation", "rotation 5d", "rotation ytd", "sectors", "sectors mtd", "winners 5 5d", "winners 21d energy", "losers 3 qtd", "quote nvidia XLU",
        "quote \"general dynamics\" small caps", "theses", "thesis long nvidia", "thesis defense ai", "thesis long datacenter infrastructure",
        "scenarios", "check", "check 2026-01-08", "check 2026-02-05", "check Alphabet fell 3.7 % yesterday, utilities +3 %; energy +1 % since Jan 8",
        "map", "map pairs", "map XLE utilities"})
    void every_figure_of_an_answer_is_explained(String line) {
        var said = figures(Chat.sample().text("/" + line));
        var explained = figures(Chat.sample().text("/why " + line).replaceAll("(?m)^( *\\d+\\.) ", ""));
        assertThat(said).isNotEmpty();
        assertThat(explained).containsAll(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rotation", "thesis long nvidia", "quote nvidia XLU", "scenarios", "record", "map XLE utilities", "check 2026-01-08", "theses", "drivers"})
    void each_figure_has_its_sessions_its_formula_and_its_source(String line) {
        int count = (int) Chat.sample().text("/why " + line).lines().filter(one -> one.matches(" *\\d+\\. .*")).count();
        assertThat(count).isPositive();
        for (int n = 1; n <= count; n++) {
            var one = Chat.sample().text("/why " + n + " " + line);
            assertThat(one).startsWith(n + " of /" + line + ": ").contains("figure ", "sessions ", "formula ");
            if (!one.contains("base rate")) {
                assertThat(one).contains("instrument", "source ", "retrieved", "SAMPLE: invented prices");
            }
        }
    }

    @Test
    void a_figure_can_be_computed_from_the_closes_that_are_named() {
        var one = Chat.sample().text("/why 1 quote XLU");
        assertThat(one).contains("prices      XLU close 2026-02-05 ");
        var move = Chat.sample().text("/why 2 quote XLU");
        var prices = Pattern.compile("close (\\S+) (\\d+\\.\\d+)").matcher(move).results().map(found -> Double.parseDouble(found.group(2))).toList();
        var exact = Pattern.compile("exactly (-?\\d+\\.\\d+)").matcher(move);
        assertThat(exact.find()).isTrue();
        assertThat(prices).hasSize(2);
        assertThat((prices.get(1) / prices.get(0) - 1) * 100).isCloseTo(Double.parseDouble(exact.group(1)), within(1e-3));
    }

    @Test
    void a_thesis_and_an_instrument_need_no_command() {
        assertThat(Chat.sample().text("/why long nvidia")).startsWith("Figures of the answer to /thesis long nvidia\n");
        assertThat(Chat.sample().text("/why 1 XLU")).startsWith("1 of /quote XLU: XLU, last close");
        assertThat(Chat.sample().text("/why /t long nvidia")).isEqualTo(Chat.sample().text("/why thesis long nvidia"));
    }

    @Test
    void a_day_in_front_asks_for_the_answer_of_that_morning() {
        var january = Chat.sample("2026-01-09").text("/why 3 quote XLU");
        assertThat(Chat.sample().text("/why 2026-01-09 3 quote XLU").lines().skip(1).toList()).isEqualTo(january.lines().skip(1).toList());
        assertThat(january).contains("Close of Thu 8 Jan 2026");
    }

    @Test
    void a_single_figure_is_explained_at_once() {
        assertThat(Chat.sample().text("/why check Alphabet fell 3.7 % yesterday")).startsWith("1 of /check Alphabet fell 3.7 % yesterday: Alphabet, at the close");
    }

    @Test
    void what_cannot_be_answered_is_told_as_its_command_tells_it() {
        assertThat(Chat.sample().text("/why quote nonsense")).isEqualTo(Chat.sample().text("/quote nonsense"));
        assertThat(Chat.sample().text("/why thesis databricks")).contains("The answer to /thesis databricks holds no figure.");
    }

    @Test
    void an_answer_with_figures_offers_them_and_one_without_does_not() {
        assertThat(Chat.sample().say("/thesis long nvidia").doc().actions())
                .filteredOn(Action.Run.class::isInstance)
                .extracting(action -> ((Action.Run) action).commandLine())
                .contains("/why thesis long nvidia");
        assertThat(Chat.sample().say("/thesis databricks").doc().actions())
                .filteredOn(Action.Run.class::isInstance)
                .extracting(action -> ((Action.Run) action).commandLine())
                .noneMatch(line -> line.startsWith("/why"));
    }

    @Test
    void the_sources_of_an_answer_are_for_whom_the_answer_is() {
        var why = Chat.sample().commands().stream().filter(command -> command.name().equals("why")).findFirst().orElseThrow();
        assertThat(why.audience("")).isEqualTo(Audience.MARKET);
        assertThat(why.audience("2 quote nvidia")).isEqualTo(Audience.MARKET);
        assertThat(why.audience("thesis long nvidia")).isEqualTo(Audience.NOTES);
        assertThat(why.audience("2026-01-09 2 theses")).isEqualTo(Audience.NOTES);
    }
}
