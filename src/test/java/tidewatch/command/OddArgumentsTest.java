package tidewatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tidewatch.app.Chat;
import tidewatch.message.Action;

/** One bad argument spoils none of the others, and nothing that a person can type breaks an answer. */
class OddArgumentsTest {
    private static final List<String> ABSURD = List.of(
            "x".repeat(4000),
            "x ".repeat(2000),
            "9".repeat(4000),
            "5d ".repeat(1000),
            "🌊🧑‍🚀👩‍👩‍👧‍👦",
            "🌊".repeat(1500),
            "שלום עולם",
            "مرحبا \u202Eabc\u202C",
            "-1",
            "0",
            "-2147483649",
            "99999999999",
            "1e9",
            "NaN",
            "5.5",
            "+5",
            "2026-02-30",
            "2100-01-01",
            "-999999999-01-01",
            "'; DROP TABLE notes; --",
            "<script>alert(1)</script>",
            "<b>bold</b> &amp; *stars* _under_ `code` [link](http://example.org)",
            "../../etc/passwd",
            "%s%n{0}${x}",
            "\"unclosed",
            "[[unclosed",
            "[[]]",
            "]]",
            "\"\"",
            "\\",
            "$",
            "#",
            ",,,",
            "a\u0000b\u0007c",
            "\uD83C",
            "/brief",
            "null");

    static Stream<String> commands() {
        return Chat.sample().commands().stream().map(command -> command.name());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatever_is_typed_behind_a_command_gets_a_readable_answer(String command) {
        for (var words : ABSURD) {
            var line = "/" + command + " " + words;
            var text = Chat.sample().text(line);

            assertThat(text).as(line).isNotBlank().doesNotContain("Something broke").doesNotContain("xception");
            assertThat(text.lines().filter(one -> one.contains("xxxxxxxxxx") || one.contains("9999999999") || one.contains("🌊🌊🌊")))
                    .as("a long argument is repeated in part only: %s", line)
                    .allSatisfy(one -> assertThat(one.length()).isLessThan(300));
            assertThat(text.length()).as("no answer grows with what was typed: %s", line).isLessThan(9000);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /winners 0               | I show 1 to 25 names, not 0.
                    /winners -5 5d           | I show 1 to 25 names, not -5.
                    /winners 99999999999     | I show 1 to 25 names, not 99999999999.
                    /losers 26               | I show 1 to 25 names, not 26.
                    /winners 7d              | There is no window 7d. Windows: 1d 5d 21d 63d 126d 252d mtd qtd ytd.
                    /winners 21d nonsense    | I don't know the group "nonsense". Here are all stocks.
                    /rotation 30             | There is no window 30. Windows: 1d 5d 21d 63d 126d 252d mtd qtd ytd.
                    /sectors soon            | I don't know the window "soon". Windows: 1d 5d 21d 63d 126d 252d mtd qtd ytd.
                    /map 5d                  | I don't know 5d on the map. Groups: sectors themes styles pairs baskets all.
                    /map nvidia              | NVIDIA is not on the map: it holds sectors, themes, styles, pairs and baskets. Its own moves: /quote NVDA.
                    /why -1                  | "-1" is neither a figure's number, a date, nor a command with figures. For example /why 4, /why 2026-01-09 4 or /why thesis long nvidia.
                    /why 99 quote nvidia     | The answer to /quote nvidia has figures 1 to 13, not 99.
                    /why thesis long nonsens | I don't know the thesis "long nonsens".
                    /why 2100-01-01 rotation | 2100-01-01 has not come yet; today is 2026-02-06.
                    /why 0                   | The brief of 2026-02-06 has figures 1 to
                    /why 2100-01-01 1        | The brief of 2100-01-01 is not written yet; today is 2026-02-06.
                    /brief 2026-02-30        | "2026-02-30" is no date. Write a day as 2026-01-09, or /brief full for everything.
                    /brief 2100-01-01        | The brief of 2100-01-01 is not written yet; today is 2026-02-06.
                    /brief 1800-01-01        | The sample market starts on 4 January 2021; ask for a later day.
                    /brief -999999999-01-01  | The sample market starts on 4 January 2021; ask for a later day.
                    /quote XLG1              | I don't know a price for XLG1. Near: XLB, XLC, XLE.
                    /quote marathon          | "marathon" can be Marathon Digital (MARA) or Marathon Petroleum (MPC). None of them has a price here.
                    /thesis defence ai       | I don't know the thesis "defence ai". Did you mean:
                    /thesis xyzzy            | I don't know the thesis "xyzzy". /theses lists them.
                    /note Long NVIDA         | I don't know the note "Long NVIDA". Did you mean:
                    /check nonsensical       | I don't know the note "nonsensical". The newest:
                    /related nonsensical     | I don't know the note "nonsensical". The newest:
                    /help nope               | I don't know /nope. /help lists what I answer.
                    /calendar 0              | I show 1 to 92 days, not 0.
                    /calendar -3             | I show 1 to 92 days, not -3.
                    /calendar 93             | I show 1 to 92 days, not 93.
                    /calendar 99999999999    | I show 1 to 92 days, not 99999999999.
                    /calendar xyzzy          | "xyzzy" is neither a number of days nor a company that I know. The next 14 days:
                    /tomorrow 5              | The clock of the sample market stands still while a day is given with --as-of
                    """)
    void a_bad_argument_is_named_with_what_would_be_right(String line, String sentence) {
        assertThat(Chat.sample().text(line)).contains(sentence);
    }

    @Test
    void one_unknown_name_spoils_none_of_the_others() {
        var reply = Chat.sample().say("/quote XLG1 nvidia, and XLU");
        var text = Chat.sample().text("/quote XLG1 nvidia, and XLU");

        assertThat(reply.ok()).isTrue();
        assertThat(text).contains("I don't know a price for XLG1. Near:").contains("NVIDIA NVDA: close of").contains("Utilities XLU: close of");
    }

    @Test
    void names_tickers_aliases_links_and_stand_ins_all_have_a_price() {
        var text = Chat.sample().text("/quote \"general dynamics\" lmt [[NVIDIA]] $ORCL \"mag 7\" software");

        assertThat(text).contains("General Dynamics GD: close", "Lockheed Martin LMT: close", "NVIDIA NVDA: close", "Oracle ORCL: close")
                .contains("equal parts").contains("IGV: close")
                .doesNotContain("I don't know");
    }

    @Test
    void a_bad_window_beside_a_good_one_is_named_and_the_good_one_answered() {
        var reply = Chat.sample().say("/rotation 5d soon");

        assertThat(reply.ok()).isTrue();
        assertThat(Chat.sample().text("/rotation 5d soon")).startsWith("Rotation, 5 sessions\n").contains("\"soon\"").contains("IN ");
    }

    @Test
    void the_number_of_a_group_is_no_count() {
        var text = Chat.sample().text("/winners 5d mag 7");

        assertThat(text).startsWith("Winners, 5 sessions, mag 7\n").contains("Of 7 stocks.");
        assertThat(Chat.sample().text("/winners 2 5d mag 7")).contains("Of 7 stocks.");
    }

    @Test
    void more_names_than_can_be_read_are_counted() {
        assertThat(Chat.sample().text("/quote " + "SPY ".repeat(14))).contains("I quote 10 names at a time; 4 more are left out.");
    }

    @Test
    void a_question_about_nothing_is_told_what_to_name() {
        assertThat(List.of("/quote", "/thesis", "/note", "/related")).allSatisfy(line -> {
            var reply = Chat.sample().say(line);
            assertThat(reply.ok()).as(line).isFalse();
            assertThat(reply.doc().actions()).as("%s offers something to tap", line).isNotEmpty();
        });
        assertThat(Stream.of("/brief", "/rotation", "/sectors", "/map", "/winners", "/losers", "/theses", "/drivers", "/scenarios", "/check", "/why", "/calendar", "/status", "/help"))
                .allSatisfy(line -> assertThat(Chat.sample().say(line).ok()).as(line).isTrue());
    }

    @Test
    void every_button_of_every_answer_is_answered() {
        var chat = Chat.sample();
        Stream.of("/brief", "/rotation", "/sectors 5d", "/map", "/theses", "/thesis long nvidia", "/thesis", "/drivers", "/scenarios", "/check", "/note Long NVIDIA", "/note x", "/quote")
                .flatMap(line -> chat.say(line).doc().actions().stream())
                .distinct()
                .forEach(action -> {
                    if (action instanceof Action.Run run) {
                        assertThat(chat.say(run.commandLine()).ok()).as(run.commandLine()).isTrue();
                    }
                });
    }
}
