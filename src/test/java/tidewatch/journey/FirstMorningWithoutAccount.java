package tidewatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.app.Chat;

/** Somebody starts the program with nothing configured, reads a brief, steps a few mornings and starts again. */
class FirstMorningWithoutAccount {
    @TempDir
    Path home;

    @Test
    void the_sample_shows_a_brief_with_settled_evidence_and_its_mornings_can_be_stepped() {
        var chat = Chat.demo(home);

        var first = chat.text("/brief");
        assertThat(first)
                .startsWith("Rotation brief · Fri 6 Feb 2026 · 07:00 New York\n")
                .contains("close of Thu 5 Feb", "SAMPLE: invented prices", "leaning against", "Next brief Mon 9 Feb 07:00");
        assertThat(chat.text("brief please")).as("asked in words").isEqualTo(first);
        var theses = chat.text("/theses");

        var monday = chat.text("/tomorrow");
        assertThat(monday).startsWith("Rotation brief · Mon 9 Feb 2026 · 07:00 New York\n").contains("close of Fri 6 Feb");
        assertThat(chat.text("/brief")).as("the clock has moved").startsWith("Rotation brief · Mon 9 Feb 2026");
        assertThat(chat.text("/brief 2026-02-06")).as("a past morning reads as it did").isEqualTo(first);

        var later = chat.text("/tomorrow 2026-03-31");
        assertThat(later).startsWith("Rotation brief · Tue 31 Mar 2026").containsPattern("On the way, 35 sessions:\n• .* \\(was: ");
        assertThat(chat.text("/theses")).as("statuses move").isNotEqualTo(theses);

        var restarted = Chat.demo(home);
        assertThat(restarted.text("/status")).as("the next start goes on there").contains("Tue 31 Mar 2026 07:00 New York (demo clock)");

        assertThat(restarted.text("/tomorrow reset")).as("and everything starts again").isEqualTo(first);
        assertThat(restarted.text("/theses")).isEqualTo(theses);
    }

    @Test
    void every_figure_of_the_first_brief_can_be_asked_for() {
        var chat = Chat.sample();
        var list = chat.text("/why");
        int figures = (int) list.lines().filter(line -> line.matches(" ?\\d+\\. .*")).count();

        assertThat(figures).isGreaterThan(30);
        for (int n = 1; n <= figures; n++) {
            assertThat(chat.text("/why " + n)).startsWith(n + " of 2026-02-06: ").contains("sessions", "formula", "source", "SAMPLE: invented prices");
        }
    }
}
