package tidewatch.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tidewatch.message.Action;
import tidewatch.message.Doc;

/** What holds for every line that anybody can type; each failure names the seed and the line. */
class RoutingTest {
    private static final long SEED = 20260206;
    private static final List<String> EFFECTS = List.of("tomorrow", "watch", "unwatch", "start");
    private static final int LINES = 1_500;

    private final SampleConversation sample = new SampleConversation();
    private final List<String> vocabulary = vocabulary();

    private static List<String> vocabulary() {
        var words = new ArrayList<>(Words.shipped().all().stream().sorted().toList());
        words.addAll(new SampleNames().all());
        words.addAll(List.of("/winners", "/tomorrow", "/winers", "/note", "5", "10", "2026-02-05", "5 feb", "$nvda", "[[Long NVIDIA]]", "not", "zzz", "nvdia", "/", "?"));
        return words;
    }

    @Test
    void offers_are_copied_and_kept_in_order() {
        var near = new ArrayList<>(List.of("/a", "/b"));
        var unclear = new Routing.Unclear(near);
        near.clear();
        assertThat(unclear.near()).containsExactly("/a", "/b");
    }

    @Test
    void any_line_of_any_characters_gets_a_well_formed_answer() {
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < LINES; i++) {
            var line = wild(random);
            var about = "seed " + SEED + ", line " + i + ": " + line;
            var reply = sample.conversation.say(line);
            assertThat(sample.faults).as(about).isEmpty();
            wellFormed(reply.doc(), about);
        }
    }

    @Test
    void any_line_of_known_words_gets_a_well_formed_answer_and_no_sentence_an_effect() {
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < LINES; i++) {
            var line = known(random);
            var about = "seed " + SEED + ", line " + i + ": " + line;
            sample.asked.clear();
            wellFormed(sample.conversation.say(line).doc(), about);
            assertThat(sample.faults).as(about).isEmpty();
            if (!line.startsWith("/")) {
                assertThat(sample.asked).as(about).noneMatch(request -> EFFECTS.contains(request.verb()));
            }
        }
    }

    @Test
    void case_and_spaces_change_nothing() {
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < LINES; i++) {
            var line = known(random);
            var about = "seed " + SEED + ", line " + i + ": " + line;
            var plain = low(sample.conversation.routing(line));
            assertThat(low(sample.conversation.routing(line.toUpperCase(Locale.ROOT)))).as(about).isEqualTo(plain);
            assertThat(low(sample.conversation.routing(line.toLowerCase(Locale.ROOT)))).as(about).isEqualTo(plain);
            assertThat(low(sample.conversation.routing("  " + line.replace(" ", " \u00A0  ") + "\n"))).as(about).isEqualTo(plain);
        }
    }

    /** Has words, and at most three buttons, each of a command that exists, with a short label (60 characters of at most two units) and its true effect. */
    private void wellFormed(Doc doc, String about) {
        assertThat(doc.summary()).as(about).isNotBlank();
        assertThat(doc.blocks()).as(about).isNotEmpty();
        assertThat(doc.actions()).as(about).hasSizeLessThanOrEqualTo(3);
        for (var action : doc.actions()) {
            var run = (Action.Run) action;
            assertThat(run.label()).as(about).hasSizeLessThanOrEqualTo(130);
            assertThat(sample.conversation.routing(run.commandLine())).as(about).isInstanceOf(Routing.Run.class);
            assertThat(run.effect()).as(about).isEqualTo(EFFECTS.contains(verb(run.commandLine())) ? Action.Effect.EFFECT : Action.Effect.READ);
        }
    }

    private static String verb(String commandLine) {
        return commandLine.substring(1).split(" ", 2)[0];
    }

    private static String low(Routing routing) {
        return routing.toString().toLowerCase(Locale.ROOT);
    }

    private String known(SplittableRandom random) {
        var words = new ArrayList<String>();
        for (int n = random.nextInt(1, 8); n > 0; n--) {
            words.add(vocabulary.get(random.nextInt(vocabulary.size())));
        }
        return String.join(" ", words);
    }

    /** Characters of every plane, lone surrogates among them, mixed with words that the rules look for. */
    private String wild(SplittableRandom random) {
        var line = new StringBuilder(random.nextInt(3) == 0 ? "/" : "");
        for (int n = random.nextInt(40); n > 0; n--) {
            switch (random.nextInt(6)) {
                case 0 -> line.append((char) random.nextInt(0x10000));
                case 1 -> line.appendCodePoint(random.nextInt(0x110000));
                case 2 -> line.append("\"'[]/ @$-_.,?!\u201C\u00A0\u200B\u202E\uFF0F".charAt(random.nextInt(19)));
                case 3 -> line.append((char) random.nextInt(128));
                default -> line.append(' ').append(vocabulary.get(random.nextInt(vocabulary.size())));
            }
        }
        return line.toString();
    }
}
