package tidewatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anna closes a thesis in its note: she is told what it did, is asked once what she learned, and finds her answer in the note. */
class LessonOfAClosedThesis {
    private static final String OPEN = "# Long defense\n\n*Created 2025-12-01*\n\n**Status**: Active\n";

    @TempDir
    Path folder;

    @Test
    void it_is_asked_until_it_is_written_down() throws IOException {
        var scene = Scene.in(folder).pricedUpTo(LocalDate.of(2026, 1, 30)).note("Long defense.md", OPEN);
        try (var phones = scene.phones("2026-01-20T08:00")) {
            assertThat(phones.say("anna", "/thesis long defense")).contains("Add to note").doesNotContain("What did you learn");

            var closed = OPEN.replace("Active", "Closed 2026-01-16, the budget passed");
            scene.note("Long defense.md", closed);
            phones.say("anna", "/reload");
            var told = phones.say("anna", "/thesis long defense");
            assertThat(told).contains("Closed, by its note. While it was held, measured on ITA: ").contains("since 2025-12-01, as of the close of 2026-01-16")
                    .contains("What did you learn? One line for its note: /capture learned [[Long defense]] WORDS");

            assertThat(phones.say("anna", "/capture learned [[Long defense]]")).contains("What did you learn from Long defense?");
            var shown = phones.say("anna", "the news was in the price before I bought");
            assertThat(shown).contains("Note \"Long defense\", under \"Post-mortem\" (new):");
            assertThat(Files.readString(scene.path("notes/Long defense.md"))).isEqualTo(closed);

            var add = Pattern.compile("/capture learned add .*?(?= \\[\\d+\\] |$)").matcher(shown);
            assertThat(add.find()).isTrue();
            phones.say("anna", add.group());
            assertThat(Files.readString(scene.path("notes/Long defense.md")))
                    .startsWith(closed + "\n## Post-mortem\n\n- 2026-01-20 08:0").endsWith(": the news was in the price before I bought\n");

            phones.say("anna", "/reload");
            assertThat(phones.say("anna", "/thesis long defense")).contains("Closed, by its note.").doesNotContain("What did you learn");
            assertThat(phones.breaches()).isEmpty();
        }
    }
}
