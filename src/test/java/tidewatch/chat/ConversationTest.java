package tidewatch.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;

class ConversationTest {
    private final SampleConversation sample = new SampleConversation();

    private Reply say(String typed) {
        return sample.conversation.say(typed);
    }

    static String words(Doc doc) {
        return doc.blocks().stream()
                .flatMap(block -> ((Block.Para) block).text().stream())
                .map(inline -> ((Inline.Text) inline).text())
                .collect(Collectors.joining());
    }

    private static List<String> buttons(Reply reply) {
        return reply.doc().actions().stream().map(action -> ((Action.Run) action).commandLine()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/related Long NVIDIA", "/rel Long NVIDIA", "/LINKS Long NVIDIA", "/re-lated Long NVIDIA", "/Re_Lated@some_bot Long NVIDIA"})
    void a_command_is_asked_by_name_alias_and_in_any_spelling_of_the_verb(String typed) {
        assertThat(say(typed).ok()).isTrue();
        assertThat(sample.asked)
                .containsExactly(new Request(
                        "related", List.of("Long", "NVIDIA"), "Long NVIDIA", SampleConversation.MORNING, SampleConversation.NEW_YORK, Asker.TERMINAL));
    }

    @Test
    void a_sentence_reaches_its_command_with_arguments() {
        say("top 3 winners in energy this month");
        assertThat(sample.asked).extracting(Request::verb).containsExactly("winners");
        assertThat(sample.asked.getFirst().arguments()).containsExactly("3", "energy", "mtd");
    }

    @Test
    void a_mistyped_verb_is_not_run_and_the_near_commands_are_buttons() {
        var reply = say("/secters 5d");
        assertThat(reply.ok()).isFalse();
        assertThat(sample.asked).isEmpty();
        assertThat(words(reply.doc())).isEqualTo("I don't know /secters. Did you mean:");
        assertThat(reply.doc().meta().kind()).isEqualTo(Meta.Kind.NOTICE);
        assertThat(buttons(reply)).containsExactly("/sectors 5d");
    }

    @Test
    void a_verb_that_is_near_to_nothing_leads_to_help() {
        var reply = say("/xyzzyplugh 5d");
        assertThat(words(reply.doc())).isEqualTo("I don't know /xyzzyplugh. /help lists what I answer.");
        assertThat(buttons(reply)).containsExactly("/help");
    }

    @Test
    void a_sentence_that_is_not_understood_is_said_back_with_buttons() {
        var reply = say("winners and losers this week");
        assertThat(reply.ok()).isFalse();
        assertThat(words(reply.doc())).isEqualTo("I did not understand \"winners and losers this week\". Did you mean:");
        assertThat(buttons(reply)).containsExactly("/winners 5d", "/losers 5d");
    }

    @Test
    void what_is_typed_without_its_slash_is_offered_where_nothing_better_is() {
        assertThat(buttons(say("unwatch 3x"))).containsExactly("/unwatch 3x");
        assertThat(words(say("unwatch 3x").doc())).isEqualTo("A sentence changes nothing by itself. Press this to do it:");
        assertThat(sample.asked).isEmpty();
        assertThat(buttons(say("unremind 3x"))).as("an alias is a word like others").containsExactly("/help");
    }

    @Test
    void an_effect_runs_by_its_verb_only_and_its_button_says_that_it_is_one() {
        for (var guess : List.of("tomorrow", "/tomorow", "go to the next morning")) {
            var reply = say(guess);
            assertThat(sample.asked).as(guess).isEmpty();
            assertThat(reply.doc().actions())
                    .as(guess)
                    .filteredOn(action -> ((Action.Run) action).commandLine().equals("/tomorrow"))
                    .singleElement()
                    .satisfies(action -> assertThat(((Action.Run) action).effect()).isEqualTo(Action.Effect.EFFECT));
        }
        say("/next 2");
        assertThat(sample.asked).extracting(Request::verb).containsExactly("tomorrow");
    }

    @Test
    void a_sentence_never_runs_an_effect_even_where_the_words_are_sure() {
        var clears = new SampleConversation.Echo("status", List.of(), Action.Effect.EFFECT, sample.asked);
        var small = new Conversation(
                List.of(clears), new SampleNames(), () -> SampleConversation.MORNING, _ -> SampleConversation.NEW_YORK, (_, fault) -> {
                    throw fault;
                });
        assertThat(sample.conversation.routing("status")).isEqualTo(new Routing.Run("/status"));
        assertThat(small.routing("status")).isEqualTo(new Routing.Unclear(List.of("/status")));
        assertThat(small.routing("/status")).isEqualTo(new Routing.Run("/status"));
    }

    @Test
    void a_read_is_offered_as_a_read() {
        assertThat(say("/winers").doc().actions()).containsExactly(Action.Run.read("/winners", "/winners"));
    }

    @Test
    void a_broken_command_is_told_with_a_reference_and_nothing_else() {
        var broken = new SampleConversation(List.of(new Broken()));
        var reply = broken.conversation.say("/broken please");
        assertThat(reply.ok()).isFalse();
        assertThat(broken.faults).singleElement().asString().contains("secret of the vault");
        assertThat(broken.references).singleElement().asString().matches("T[0-9A-Z]{2,8}");
        assertThat(words(reply.doc())).isEqualTo("Something broke on my side (ref " + broken.references.getFirst() + "). Nothing was changed.");
        assertThat(reply.doc().toString()).doesNotContain("secret").doesNotContain("IllegalState").doesNotContain("Exception");
        assertThat(reply.doc().actions()).isEmpty();

        broken.conversation.say("/broken");
        assertThat(broken.references).doesNotHaveDuplicates().hasSize(2);
        assertThat(broken.conversation.say("/brief").ok()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n", "\u00A0", "\u200B"})
    void an_empty_line_says_what_can_be_typed(String typed) {
        var reply = say(typed);
        assertThat(reply.ok()).isFalse();
        assertThat(words(reply.doc())).startsWith("Type a command or a question");
        assertThat(buttons(reply)).containsExactly("/help");
    }

    @Test
    void a_long_line_is_said_back_short_and_offered_without_its_tail() {
        var reply = say("/winers " + "energy ".repeat(500));
        assertThat(buttons(reply)).containsExactly("/winners");
        assertThat(words(say("x".repeat(4000)).doc())).hasSizeLessThan(140);
        assertThat(words(say("/" + "\uD83D\uDE42".repeat(1000)).doc()).codePoints().filter(c -> c == 0x1F642).count()).isEqualTo(60);
    }

    @Test
    void a_button_runs_a_long_name_in_full_and_shows_its_beginning() {
        var name = "a title that goes on and on ".repeat(5).strip();
        var button = (Action.Run) say("/nte " + name).doc().actions().getFirst();
        assertThat(button.commandLine()).isEqualTo("/note " + name);
        assertThat(button.label()).hasSize(62).endsWith(" …");
        assertThat(button.commandLine()).startsWith(button.label().substring(0, 60));
    }

    @Test
    void an_unknown_verb_before_a_known_name_offers_what_the_name_is() {
        assertThat(buttons(say("/buy nvda"))).containsExactly("/quote nvda");
        assertThat(buttons(say("/delete long nvidia"))).containsExactly("/thesis long nvidia");
    }

    @Test
    void only_commands_of_the_list_are_run_or_offered() {
        var winners = sample.conversation.commands().stream().filter(command -> command.name().equals("winners")).toList();
        var small = new Conversation(winners, new SampleNames(), () -> SampleConversation.MORNING, _ -> SampleConversation.NEW_YORK, (_, fault) -> {
            throw fault;
        });
        assertThat(small.routing("winners and losers")).isEqualTo(new Routing.Unclear(List.of("/winners")));
        assertThat(small.routing("what rotated?")).isEqualTo(new Routing.Unclear(List.of()));
        assertThat(small.say("what rotated?").doc().actions()).isEmpty();
    }

    @Test
    void two_commands_never_answer_to_one_verb() {
        assertThatThrownBy(() -> new SampleConversation(List.of(new Broken("b-rief"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Both /brief and /b-rief answer to b-rief");
    }

    /** Throws words that must not reach a chat. */
    private record Broken(String name) implements Command {
        Broken() {
            this("broken");
        }

        @Override
        public String help() {
            return "Breaks";
        }

        @Override
        public List<String> examples() {
            return List.of("/broken");
        }

        @Override
        public Reply answer(Request request) {
            throw new IllegalStateException("secret of the vault");
        }
    }
}
