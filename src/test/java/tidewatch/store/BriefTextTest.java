package tidewatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidewatch.brief.Brief;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.SampleBriefs;
import tidewatch.brief.Section;
import tidewatch.brief.StaleSection;
import tidewatch.testing.Seeds;

/** The text in which briefs are kept gives them back as they were, and those of other versions as far as they can be. */
final class BriefTextTest {
    /** A morning as version 1 wrote it; never written again. */
    private static final Path FIRST = Path.of("src", "test", "resources", "stored", "brief-v1.json");

    /** A figure of it, to the last bit. */
    private static final double BEFORE = -3.6706968854003508;

    static List<String> mornings() {
        return SampleBriefs.golden();
    }

    @ParameterizedTest
    @MethodSource("mornings")
    void a_golden_morning_comes_back_equal(String morning) {
        comesBackEqual(SampleBriefs.golden(morning));
    }

    @Test
    void seeded_briefs_come_back_equal() {
        Seeds.each(12, seed -> comesBackEqual(SampleBriefs.seeded(seed)));
    }

    private static void comesBackEqual(Brief brief) {
        var text = BriefText.of(brief);
        assertThat(BriefText.read(text)).isEqualTo(brief);
        assertThat(BriefText.of(BriefText.read(text))).isEqualTo(text);
        assertThat(text).isASCII();
    }

    @Test
    void odd_text_and_the_second_of_two_equal_hours_are_kept() {
        var at = ZonedDateTime.ofLocal(LocalDateTime.of(2026, 11, 1, 1, 30), ZoneId.of("America/New_York"), ZoneOffset.ofHours(-5));
        comesBackEqual(SampleBriefs.odd("\u0000 \uD800 \uD83D\uDE00 \u2028 \"\\ \u00E9", at));
        comesBackEqual(SampleBriefs.odd("", at.withZoneSameInstant(ZoneId.of("UTC"))));
        comesBackEqual(SampleBriefs.odd("x", at.withZoneSameInstant(ZoneOffset.UTC)));
    }

    @Test
    void a_morning_of_the_first_version_can_still_be_read() throws IOException {
        var brief = BriefText.read(Files.readString(FIRST));
        assertThat(brief.id()).isEqualTo("2026-01-09");
        assertThat(brief.theses().lines()).hasSize(3);
        assertThat(brief.noteCheck().notes()).hasSize(1);
        assertThat(brief.theses().lines().getFirst().before().orElseThrow().value()).isEqualTo(BEFORE);
        var words = BriefComposer.compose(brief, Section.Length.FULL);
        assertThat(words.summary()).isEqualTo("1 of 8 figures of your note hold");
        assertThat(words.blocks()).hasSizeGreaterThan(10);
        assertThat(brief.coverage().provisional()).as("the first version knew no provisional closes").isFalse();
        assertThat(brief.stale()).as("nor stale notes").isEqualTo(StaleSection.Facts.none());
        assertThat(brief.rotation().verdict()).as("nor searched when a move began").isEmpty();
        assertThat(brief.rotation().rows()).isNotEmpty().allSatisfy(row -> {
            assertThat(row.left()).isEmpty();
            assertThat(row.mostlyMarket()).isFalse();
        });
    }

    @Test
    void what_a_newer_version_adds_is_passed_over() throws IOException {
        assertThat(BriefText.read(changed(BriefText.VERSION + 1, facts -> facts.put("mood", "calm")))).isEqualTo(SampleBriefs.golden("quiet-2026-02-06"));
    }

    @Test
    void what_this_version_does_not_know_or_lacks_is_a_fault() throws IOException {
        var unknown = changed(BriefText.VERSION, facts -> facts.put("mood", "calm"));
        assertThatThrownBy(() -> BriefText.read(unknown)).isInstanceOf(IllegalStateException.class).hasMessageContaining("mood");
        for (int version : List.of(BriefText.VERSION, BriefText.VERSION + 1)) {
            var lacking = changed(version, facts -> facts.remove("theses"));
            assertThatThrownBy(() -> BriefText.read(lacking)).isInstanceOf(IllegalStateException.class).hasMessageContaining("theses");
        }
        for (var none : List.of("{}", "[]", "{\"v\":0,\"brief\":{}}", "{\"v\":1}", "", "not json")) {
            assertThatThrownBy(() -> BriefText.read(none)).isInstanceOf(IllegalStateException.class);
        }
    }

    private static String changed(int version, Consumer<ObjectNode> change) throws IOException {
        var mapper = new ObjectMapper();
        var tree = (ObjectNode) mapper.readTree(BriefText.of(SampleBriefs.golden("quiet-2026-02-06")));
        tree.put("v", version);
        change.accept((ObjectNode) tree.get("brief"));
        return mapper.writeValueAsString(tree);
    }
}
