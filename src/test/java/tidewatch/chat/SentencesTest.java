package tidewatch.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules on sentences as people type them: fixture {@code chat/sentences.csv}. */
class SentencesTest {
    private final Conversation conversation = new SampleConversation().conversation;

    /** Expected {@code /x}: runs exactly that, in any case. Expected {@code ?/x}: does not run, and {@code /x} is offered first. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvFileSource(resources = "/chat/sentences.csv", numLinesToSkip = 1, ignoreLeadingAndTrailingWhitespace = false)
    void a_sentence_leads_where_a_person_means_it(String sentence, String expected, String comment) {
        var routing = conversation.routing(sentence);
        var first = switch (routing) {
            case Routing.Run(String line) -> line;
            case Routing.Unclear(List<String> near) -> "?" + near.getFirst();
        };
        assertThat(first).as("%s (%s): %s", sentence, comment, routing).isEqualToIgnoringCase(expected);
    }

    @Test
    void the_fixture_holds_more_sentences_than_were_promised() throws IOException {
        try (var in = SentencesTest.class.getResourceAsStream("/chat/sentences.csv")) {
            var rows = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines().skip(1);
            assertThat(rows.filter(row -> !row.isBlank()).distinct().count()).isGreaterThanOrEqualTo(150);
        }
    }

    @Test
    void nothing_that_steps_the_clock_runs_from_a_sentence() {
        for (var sentence : List.of("tomorrow", "next", "tomorrow please", "show me tomorrow", "go to tomorrow", "next day", "morgen", "tomorrow 5")) {
            assertThat(conversation.routing(sentence)).as(sentence).isInstanceOf(Routing.Unclear.class);
        }
        assertThat(conversation.routing("/tomorrow 5")).isEqualTo(new Routing.Run("/tomorrow 5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not", "without", "except", "frobnicated", "xyzzy", "never", "no"})
    void one_word_that_is_not_understood_is_enough_not_to_run(String unknown) {
        for (var sentence : List.of("winners this week", "how is apple doing", "what rotated this month", "my theses", "price of nvda")) {
            assertThat(conversation.routing(sentence)).as(sentence).isInstanceOf(Routing.Run.class);
            assertThat(conversation.routing(sentence + " " + unknown)).as("%s %s", sentence, unknown).isInstanceOf(Routing.Unclear.class);
        }
    }

    @Test
    void a_date_without_a_year_is_the_last_such_day_by_the_clock_of_the_chat() {
        assertThat(conversation.routing("brief of 6 feb")).isEqualTo(new Routing.Run("/brief 2026-02-06"));
        assertThat(conversation.routing("brief of Feb 7th")).isEqualTo(new Routing.Run("/brief 2025-02-07"));
        assertThat(conversation.routing("brief of the 5th of february 2025")).isEqualTo(new Routing.Run("/brief 2025-02-05"));
        assertThat(conversation.routing("brief vom 3. Februar")).isEqualTo(new Routing.Run("/brief 2026-02-03"));
    }

    @Test
    void a_day_that_no_calendar_has_is_not_run() {
        assertThat(conversation.routing("brief of 31 feb")).isInstanceOf(Routing.Unclear.class);
        assertThat(conversation.routing("brief 2026-02-30")).isInstanceOf(Routing.Unclear.class);
    }

    @Test
    void a_mistyped_name_is_offered_as_each_name_that_is_near() {
        assertThat(conversation.routing("price of nvdia")).isEqualTo(new Routing.Unclear(List.of("/quote nvda", "/quote NVIDIA")));
    }

    @Test
    void a_line_of_more_than_forty_words_is_no_question() {
        assertThat(conversation.routing("winners" + " please".repeat(39))).isEqualTo(new Routing.Run("/winners"));
        assertThat(conversation.routing("winners" + " please".repeat(40))).isEqualTo(new Routing.Unclear(List.of("/help")));
    }

    @Test
    void a_note_called_like_a_command_does_not_hide_it() {
        assertThat(new SampleNames().kind("drivers")).contains(Names.Kind.NOTE);
        assertThat(conversation.routing("drivers")).isEqualTo(new Routing.Run("/drivers"));
        assertThat(conversation.routing("note [[Drivers]]")).isEqualTo(new Routing.Run("/note [[Drivers]]"));
    }

    @Test
    void a_chat_that_knows_no_name_still_answers_and_offers() {
        var alone = new Conversation(
                new SampleConversation().conversation.commands(), _ -> Optional.empty(), () -> SampleConversation.MORNING, _ -> SampleConversation.NEW_YORK, (_, _) -> {});
        assertThat(alone.routing("what rotated this week?")).isEqualTo(new Routing.Run("/rotation 5d"));
        assertThat(alone.routing("how is apple doing?")).isInstanceOf(Routing.Unclear.class);
        assertThat(alone.routing("price of apple")).isEqualTo(new Routing.Unclear(List.of("/quote")));
    }

    /** Patterns and searches stay near linear; the time is generous for a busy machine and far below what a blow-up takes. */
    @Test
    void hostile_lines_are_answered_at_once() {
        var hostile = new ArrayList<String>();
        for (var part : List.of(
                "a", "a ", ". ", "...a", "\"", "\" ", "[[", "[[ ", "]]", "'", "'s ", "/", "/ ", "$", "5 ", "5 days ", "last ", "winners ", "how is ",
                "long nvidia ", "what's", "\u00a0", "\u200b", "\ud83d\ude42", "e\u0301", "\u0301", "@", "-", "_", "aaaaaaaaab", "in and out ", "?!,;", "\t\n")) {
            hostile.add(part.repeat(Line.LENGTH_MAX));
            hostile.add("/" + part.repeat(Line.LENGTH_MAX));
            hostile.add("/note " + part.repeat(Line.LENGTH_MAX));
        }
        assertTimeout(Duration.ofSeconds(10), () -> hostile.forEach(conversation::say));
    }
}
