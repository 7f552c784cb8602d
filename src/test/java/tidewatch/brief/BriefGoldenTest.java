package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidewatch.brief.Section.Length;
import tidewatch.message.Canonical;
import tidewatch.testing.Golden;

/** Whole briefs, as a person read them and found them good. */
class BriefGoldenTest {
    private static final Map<String, Brief> BRIEFS = new HashMap<>();

    static List<String> mornings() {
        return List.copyOf(Mornings.names());
    }

    static synchronized Brief brief(String morning) {
        return BRIEFS.computeIfAbsent(morning, name -> Mornings.named(name).brief());
    }

    @ParameterizedTest
    @MethodSource("mornings")
    void in_a_chat(String morning) {
        Golden.check("brief/" + morning + ".chat.txt", Morning.text(brief(morning), Length.CHAT));
    }

    @ParameterizedTest
    @MethodSource("mornings")
    void in_full(String morning) {
        Golden.check("brief/" + morning + ".full.txt", Morning.text(brief(morning), Length.FULL));
    }

    @Test
    void as_a_message_for_programs() {
        var doc = BriefComposer.compose(brief("first-morning-2026-02-06"), Length.CHAT);
        Golden.check("brief/first-morning-2026-02-06.chat.hash", Canonical.hash(doc) + "\n");
    }

    @ParameterizedTest
    @MethodSource("mornings")
    void a_chats_brief_is_one_to_three_screens(String morning) {
        assertThat(Morning.text(brief(morning), Length.CHAT)).hasSizeLessThanOrEqualTo(2000);
    }

    @ParameterizedTest
    @MethodSource("mornings")
    void header_call_and_footer_always_stand(String morning) {
        var lines = Morning.text(brief(morning), Length.CHAT).lines().toList();
        assertThat(lines.get(0)).startsWith("Rotation brief · ");
        assertThat(lines.get(1)).startsWith("Prices: close of ");
        assertThat(BriefComposer.compose(brief(morning), Length.CHAT).summary()).isNotBlank();
        assertThat(lines).filteredOn(line -> line.startsWith("Next brief ")).singleElement().asString().contains("/why for sources", "not advice");
    }

    @ParameterizedTest
    @MethodSource("mornings")
    void the_sample_says_so_first_and_last(String morning) {
        var brief = brief(morning);
        for (var length : Length.values()) {
            var said = Pattern.compile(Pattern.quote(Wording.SAMPLE)).matcher(Morning.text(brief, length)).results().count();
            assertThat(said).isEqualTo(brief.sample() ? 2 : 0);
        }
    }

    @Test
    void the_first_brief_after_a_note_leads_with_its_figures_and_the_tape() {
        for (var morning : List.of("after-the-note-2026-01-09", "fixture-note-2026-01-09")) {
            var brief = brief(morning);
            assertThat(brief.call().kind()).isEqualTo(TopCallSection.Kind.NOTE_CHECK);
            var text = Morning.text(brief, Length.CHAT);
            assertThat(text.indexOf("figures in your note [[")).isBetween(1, text.indexOf("Tape"));
        }
        assertThat(Morning.text(brief("fixture-note-2026-01-09"), Length.CHAT)).contains("No evidence on your theses yet.").doesNotContain("leaning", "validat");
    }

    @Test
    void a_quiet_morning_is_two_lines_and_the_tape() {
        var brief = brief("quiet-2026-02-06");
        assertThat(brief.call().kind()).isEqualTo(TopCallSection.Kind.QUIET);
        var paragraphs = Morning.text(brief, Length.CHAT).strip().split("\n\n");
        assertThat(paragraphs).hasSize(4);
        assertThat(paragraphs[1]).startsWith("Nothing changed").doesNotContain("\n");
        assertThat(paragraphs[2]).startsWith("Tape");
    }

    @Test
    void with_under_half_of_the_series_there_is_no_call() {
        var brief = brief("too-few-prices-2026-02-06");
        assertThat(brief.call().kind()).isEqualTo(TopCallSection.Kind.NO_PRICES);
        assertThat(Morning.text(brief, Length.CHAT)).contains("Not enough prices for a call");
        assertThat(brief("degraded-2026-02-06").call().kind()).isNotEqualTo(TopCallSection.Kind.NO_PRICES);
    }

    @Test
    void what_takes_a_side_is_on_the_scales_of_the_real_sessions() {
        var brief = brief("fixture-note-2026-02-06");
        assertThat(brief.session()).isEqualTo(LocalDate.of(2026, 2, 5));
        assertThat(brief.theses().lines()).filteredOn(line -> line.since().isPresent()).allSatisfy(line -> {
            assertThat(line.sessions()).isEqualTo(19);
            assertThat(line.start()).contains(LocalDate.of(2026, 1, 8));
        });
    }
}
