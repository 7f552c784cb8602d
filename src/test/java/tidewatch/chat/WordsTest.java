package tidewatch.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.chat.Words.Meaning;

class WordsTest {
    private final Words words = Words.shipped();

    @Test
    void every_command_that_a_sentence_can_ask_for_has_words() {
        var asked = words.entries().values().stream()
                .filter(Meaning.Asks.class::isInstance)
                .map(meaning -> ((Meaning.Asks) meaning).intent())
                .distinct()
                .toList();
        assertThat(asked).containsExactlyInAnyOrder(Intent.values());
    }

    @Test
    void each_entry_said_alone_leads_to_its_own_command() {
        var conversation = new SampleConversation().conversation;
        words.entries().forEach((entry, meaning) -> {
            if (meaning instanceof Meaning.Asks(Intent intent, Words.Strength strength)) {
                var line = switch (conversation.routing(entry)) {
                    case Routing.Run(String run) -> run;
                    case Routing.Unclear(List<String> near) -> near.getFirst();
                };
                assertThat(Line.of(line).verb()).as(entry).isEqualTo(intent.commandLine().substring(1));
                if (strength == Words.Strength.OFFERED) {
                    assertThat(conversation.routing(entry)).as(entry).isInstanceOf(Routing.Unclear.class);
                }
            }
        });
    }

    @Test
    void no_word_that_turns_a_sentence_round_is_filler() {
        for (var word : List.of("not", "no", "never", "without", "except", "don't", "isn't")) {
            assertThat(words.at(List.of(words.read(word)), 0)).as(word).isEmpty();
        }
    }

    @Test
    void the_longest_entry_wins_and_other_words_are_read_as_one() {
        var sentence = Arrays.stream("past weeks winners".split(" ", -1)).map(words::read).toList();
        assertThat(words.at(sentence, 0)).contains(new Words.Entry(new Meaning.Window("5d", Optional.empty()), 2));
        assertThat(words.at(List.of("whats"), 0)).isPresent().isEqualTo(words.at(List.of(words.read("What's")), 0));
    }

    @Test
    void a_broken_list_is_refused_with_its_line() {
        assertThatThrownBy(() -> Words.parse("[filler]\nthe\n\n# twice\na, THE")).hasMessage("words.txt line 5: \"THE\" stands twice");
        assertThatThrownBy(() -> Words.parse("[4d]\nfour days")).hasMessage("words.txt line 2: unknown heading [4d]");
        assertThatThrownBy(() -> Words.parse("[filler]\nthe,, a")).hasMessageContaining("line 2: an empty entry");
        assertThatThrownBy(() -> Words.parse("[/dance]\nwaltz")).hasMessage("words.txt line 2: there is no command [/dance]");
    }
}
